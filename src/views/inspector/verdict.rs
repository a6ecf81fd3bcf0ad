//! What checking a claim found, and why.

use glossator_core::actions::claims;
use glossator_core::model::{Claim, Verdict};
use leptos::prelude::*;

use super::fold::Fold;
use super::subject::TEXT;
use crate::components::choice::Select;
use crate::components::editable::{Editable, Lines};
use crate::state::fields::{Field, Section};
use crate::state::{acts, app};

/// Verdict and justification.
#[component]
pub fn VerdictPanel(
    /// The claim.
    claim: Memo<Option<Claim>>,
) -> impl IntoView {
    let app = app();
    let now = Memo::new(move |_| {
        claim.with(|c| c.as_ref().map(|c| (c.id, c.verdict, c.justification.clone())))
    });
    let verdict = move || now.with(|n| n.as_ref().and_then(|n| n.1));
    let why =
        Signal::derive(move || now.with(|n| n.as_ref().map(|n| n.2.clone()).unwrap_or_default()));
    let options: Signal<Vec<(String, String)>> = Signal::stored(
        std::iter::once((String::new(), "None yet".to_owned()))
            .chain(Verdict::ALL.iter().map(|v| (v.title().to_owned(), v.title().to_owned())))
            .collect(),
    );
    let decide = move |to: String| {
        let to = Verdict::ALL.into_iter().find(|v| v.title() == to);
        if let Some((id, _, why)) = now.get_untracked() {
            // Without a verdict there is nothing to justify.
            let why = if to.is_some() { why } else { String::new() };
            acts::edit(app, |p| claims::set_verdict(p, id, to, &why));
        }
    };
    let justify = move |typed: String| {
        if let Some((id, verdict, _)) = now.get_untracked() {
            acts::edit(app, |p| claims::set_verdict(p, id, verdict, &typed));
        }
    };
    view! {
        <Fold section=Section::Verdict open=Signal::derive(move || verdict().is_some())>
            <div class="kv">
                <label class="k" for=Field::Verdict.id()>"Found"</label>
                <Select
                    id=Field::Verdict.id()
                    options
                    value=Signal::derive(move || verdict().map(|v| v.title().to_owned()).unwrap_or_default())
                    on_change=decide
                />
            </div>
            <Show when=move || verdict().is_some()>
                <Editable
                    id="justification-field"
                    label="Why"
                    value=why
                    on_commit=justify
                    lines=Lines::Several
                    placeholder="Why"
                    back=TEXT
                />
            </Show>
        </Fold>
    }
}
