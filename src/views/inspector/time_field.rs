//! A field for a time, which words propose.

use glossator_core::query::{TimeChoice, time_choices};
use leptos::prelude::*;

use super::entity_field::not_taken;
use super::subject::{Subject, TEXT, selected_words};
use crate::components::button::IconButton;
use crate::components::combobox::{Combobox, Proposal};
use crate::components::icon::Icon;
use crate::platform::focus;
use crate::state::app;

/// A time of a claim mention. What the selected words, or else the claim's, may say is proposed,
/// counted from the day of publication.
#[component]
pub fn TimeField(
    /// The mention.
    subject: Subject,
    /// The field's id.
    #[prop(into)]
    id: String,
    /// Its name.
    label: &'static str,
    /// The time, as EDTF.
    value: Signal<String>,
    /// Gets the new time, with the words that say it if that is known; empty takes it away.
    #[prop(into)]
    on_choose: Callback<TimeChoice>,
    /// The caps of the key that leads here.
    #[prop(optional)]
    caps: Vec<String>,
) -> impl IntoView {
    let app = app();
    let found = move |typed: &str| {
        let selected = selected_words(app).unwrap_or_default();
        let found = subject.read(app, |p, open, a| time_choices(p, open, a, typed, &selected));
        found.unwrap_or_default()
    };
    let proposals = move |typed: String| {
        found(&typed)
            .into_iter()
            .map(|c| Proposal {
                tag: Some(("DAT".to_owned(), 0)),
                lead: "",
                text: c.time.clone(),
                detail: c.words.clone(),
                value: c,
            })
            .collect::<Vec<_>>()
    };
    // A time as it is to be stays, as in other fields; what words mean is to be chosen.
    let left = move |typed: String| match untrack(|| found(&typed)).into_iter().next() {
        Some(choice) if choice.time == typed => on_choose.run(choice),
        _ => not_taken(app, &typed),
    };
    let own = StoredValue::new(id.clone());
    let clear = move |()| {
        focus::hand_to(own.get_value());
        on_choose.run(TimeChoice { time: String::new(), words: String::new() });
    };
    view! {
        <div class="row g2">
            <div class="grow">
                <Combobox
                    id
                    label
                    value
                    placeholder="2026-03-13, or Tuesday"
                    proposals
                    on_choose
                    on_left=left
                    back=TEXT
                    caps
                />
            </div>
            <Show when=move || value.with(|t| !t.is_empty())>
                <IconButton icon=Icon::Close label="No time" class="sm" on_press=clear/>
            </Show>
        </div>
    }
}
