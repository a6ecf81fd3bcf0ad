//! The rows of the inspector's lists: what the eye sees, and what is said of it.

use glossator_core::model::{Kind, LabelId};
use glossator_core::query::{ClaimRow, EntityRow, MarkRow, counted};
use leptos::prelude::*;

use super::head::{kind_title, stance_icon};
use crate::components::icon::{Icon, IconView};
use crate::state::app;

/// A claim in the list.
#[component]
pub fn ClaimLine(
    /// The claim.
    row: ClaimRow,
) -> impl IntoView {
    let (words, id) = (row.words(), row.id.to_string());
    let says = row.says.first().cloned().unwrap_or_default();
    let (whole, all) = (row.text.clone(), says.clone());
    view! {
        // A link that is drawn from a claim's number can end here.
        <span class="cno" aria-hidden="true" data-mark=id.clone()>
            <IconView icon=stance_icon(row.stance, row.anonymous)/>
            {row.number}
        </span>
        <span class="trunc" aria-hidden="true" data-mark=id title=whole><bdi>{row.text}</bdi></span>
        <span class="c0 trunc" aria-hidden="true" title=all><bdi>{says}</bdi></span>
        {row.flagged.then(|| view! { <IconView icon=Icon::Flag small=true/> })}
        <span class="vh">{words}{row.flagged.then_some(" Flagged.")}</span>
    }
}

/// The tag of a label, with its name for screen readers; of a mark without one, its kind.
#[component]
pub fn Tag(
    /// The label.
    label: Option<LabelId>,
    /// The kind of the mark.
    kind: Kind,
) -> impl IntoView {
    let app = app();
    let shown = Memo::new(move |_| {
        let known = app.session.schema(|s| {
            let label = s.label(label.as_ref()?)?;
            Some((label.tag.clone(), label.hue.get(), label.name.clone()))
        });
        known
            .flatten()
            .unwrap_or_else(|| (kind_tag(kind).to_owned(), 0, kind_title(kind).to_owned()))
    });
    view! {
        <span class="tag" data-hue=move || shown.with(|s| s.1) aria-hidden="true">{move || shown.with(|s| s.0.clone())}</span>
        <span class="vh">{move || shown.with(|s| s.2.clone())}": "</span>
    }
}

/// The letters of a mark without a label.
const fn kind_tag(kind: Kind) -> &'static str {
    match kind {
        Kind::Claim => "CLM",
        Kind::Source => "SPK",
        Kind::Cue => "CUE",
        Kind::Evidence => "EVD",
        Kind::Mention | Kind::Region => "MARK",
    }
}

/// An entity in the list.
#[component]
pub fn EntityLine(
    /// The entity.
    row: EntityRow,
) -> impl IntoView {
    let n = row.marks.len();
    let whole = row.name.clone();
    view! {
        <Tag label=row.label kind=Kind::Mention/>
        <span class="trunc" title=whole><bdi>{row.name}</bdi></span>
        <span class="c0">{(!row.detail.is_empty()).then(|| view! { <span class="vh">", "</span><bdi>{row.detail}</bdi> })}</span>
        <span class="c0 num"><span aria-hidden="true">{n}</span><span class="vh">", "{counted(n, "mention", "mentions")}</span></span>
    }
}

/// A mark in the list.
#[component]
pub fn MarkLine(
    /// The mark.
    row: MarkRow,
) -> impl IntoView {
    view! {
        <Tag label=row.label kind=row.kind/>
        <span class="trunc"><bdi>{row.words}</bdi></span>
        <span class="c0 trunc">{(!row.detail.is_empty()).then(|| view! { <span class="vh">", "</span><bdi>{row.detail}</bdi> })}</span>
        {row.flagged.then(|| view! { <IconView icon=Icon::Flag small=true/><span class="vh">", flagged"</span> })}
    }
}
