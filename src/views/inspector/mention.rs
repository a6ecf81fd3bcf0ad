//! A selected mention: its words, label, level, entity, attributes.

use glossator_core::actions::{entities, marks};
use glossator_core::model::{Body, Kind, LabelId, Level};
use leptos::prelude::*;

use super::super::hint::KeysOf;
use super::attributes::Attributes;
use super::entity_field::EntityField;
use super::ranges::RangeList;
use super::remarks::Remarks;
use super::subject::Subject;
use crate::components::choice::Select;
use crate::components::segmented::Segmented;
use crate::state::app;

/// Everything about a mention.
#[component]
pub fn MentionPanel(
    /// The mention.
    subject: Subject,
) -> impl IntoView {
    let app = app();
    let level = subject.memo(app, |_, _, a| match a.body {
        Body::Mention { level, .. } => level,
        _ => None,
    });
    let has_entity = subject.memo(app, |p, _, a| {
        let label = a.label.as_ref().and_then(|id| p.schema().label(id));
        label.is_some_and(|l| l.has_entity) || a.entity().is_some()
    });
    // A second press on the chosen level takes it away.
    let set_level = move |to: Option<Level>| {
        let to = to.filter(|_| to != level.get_untracked().flatten());
        subject.act(app, |p, d, id, _| entities::set_level(p, d, id, to));
    };
    view! {
        <div class="isec">
            <Words subject/>
            <div class="kv">
                <label class="k" for="label-field">"Label"</label>
                <LabelSelect subject kind=Kind::Mention/>
                <span class="k">"Refers by"</span>
                <div class="row"><Segmented
                    label="How the mention refers"
                    options=Level::ALL.iter().map(|level| (Some(*level), level.title())).collect()
                    value=Signal::derive(move || level.get().flatten())
                    on_change=set_level
                />
                <span class="end"><KeysOf command="refers-by"/></span></div>
            </div>
        </div>
        <Show when=move || has_entity.get().unwrap_or(false)>
            <EntityField subject/>
        </Show>
        <RangeList subject/>
        <Attributes subject/>
        <Remarks subject/>
    }
}

/// The words that a mark covers.
#[component]
pub fn Words(
    /// The mark.
    subject: Subject,
) -> impl IntoView {
    // A region may cover pages: its beginning says which it is.
    let words = subject.memo(app(), |_, _, a| {
        let head: String = a.exact.chars().take(400).collect();
        if head.len() < a.exact.len() { head + "…" } else { head }
    });
    view! { <blockquote class="quote serif" dir="auto">{move || words.get()}</blockquote> }
}

/// The label of a mark, to be changed to another of its kind.
#[component]
pub fn LabelSelect(
    /// The mark.
    subject: Subject,
    /// The kind of its labels.
    kind: Kind,
) -> impl IntoView {
    let app = app();
    let options = Memo::new(move |_| {
        let all = app.session.schema(|s| {
            s.labels_of(kind).map(|l| (l.id.to_string(), l.name.clone())).collect::<Vec<_>>()
        });
        all.unwrap_or_default()
    });
    let value = subject.memo(app, |_, _, a| a.label.as_ref().map(LabelId::to_string));
    view! {
        <Select
            id="label-field"
            options
            value=Signal::derive(move || value.get().flatten().unwrap_or_default())
            on_change=move |to: String| {
                let label = LabelId::new(to);
                subject.act(app, |p, d, id, _| marks::relabel(p, d, id, &label));
            }
        />
    }
}
