//! When and where it happened what a claim states.

use glossator_core::actions::claims;
use glossator_core::model::Claim;
use glossator_core::query::{TimeChoice, time_choices};
use leptos::prelude::*;

use super::super::hint::caps_of;
use super::fold::Fold;
use super::subject::{Subject, TEXT, selected_words};
use crate::components::button::IconButton;
use crate::components::combobox::{Combobox, Proposal};
use crate::components::editable::Editable;
use crate::components::icon::Icon;
use crate::platform::focus;
use crate::state::fields::{Field, Section};
use crate::state::{acts, app};

/// Time, with the words that say it, and place.
#[component]
pub fn WhenWhere(
    /// The mention.
    subject: Subject,
    /// Its claim.
    claim: Memo<Option<Claim>>,
) -> impl IntoView {
    let app = app();
    let id = move || claim.with_untracked(|c| c.as_ref().map(|c| c.id));
    let field = move |read: fn(&Claim) -> Option<String>| {
        Signal::derive(move || claim.with(|c| c.as_ref().and_then(read).unwrap_or_default()))
    };
    let (time, words, place) = (
        field(|c| c.event_time.clone()),
        field(|c| c.event_time_words.clone()),
        field(|c| c.event_place.clone()),
    );
    let proposals = move |typed: String| {
        let selected = selected_words(app).unwrap_or_default();
        let found = subject.read(app, |p, open, a| time_choices(p, open, a, &typed, &selected));
        let found = found.unwrap_or_default().into_iter();
        found
            .map(|c| Proposal {
                tag: Some(("DAT".to_owned(), 0)),
                lead: "",
                text: c.time.clone(),
                detail: c.words.clone(),
                value: c,
            })
            .collect::<Vec<_>>()
    };
    let set = move |time: &str, words: &str| {
        if let Some(id) = id() {
            acts::edit(app, |p| claims::set_event_time(p, id, time, words));
        }
    };
    let choose = move |c: TimeChoice| {
        // Words that are there stay, if the choice brings none.
        let kept = if c.words.is_empty() { words.get_untracked() } else { c.words };
        set(&c.time, &kept);
    };
    let any = Signal::derive(move || time.with(|t| !t.is_empty()) || place.with(|p| !p.is_empty()));
    view! {
        <Fold section=Section::WhenWhere open=any>
            <div class="kv">
                <label class="k" for=Field::Time.id()>"When"</label>
                <div class="row g2">
                    <div class="grow">
                        <Combobox
                            id=Field::Time.id()
                            label="When it happened, as EDTF"
                            value=time
                            placeholder="2026-03-13, or Tuesday"
                            proposals
                            on_choose=choose
                            back=TEXT
                            caps=caps_of("when-where")
                        />
                    </div>
                    <Show when=move || time.with(|t| !t.is_empty())>
                        <IconButton icon=Icon::Close label="No time" class="sm" on_press=move |()| {
                            focus::hand_to(Field::Time.id());
                            set("", &words.get_untracked());
                        }/>
                    </Show>
                </div>
                <label class="k" for="time-words">"In words"</label>
                <Editable
                    id="time-words"
                    label=""
                    value=words
                    on_commit=move |typed: String| set(&time.get_untracked(), &typed)
                    placeholder="late on Tuesday"
                    back=TEXT
                />
                <label class="k" for="place-field">"Where"</label>
                <Editable
                    id="place-field"
                    label=""
                    value=place
                    on_commit=move |typed: String| {
                        if let Some(id) = id() {
                            acts::edit(app, |p| claims::set_event_place(p, id, &typed));
                        }
                    }
                    placeholder="Pier Nine"
                    back=TEXT
                />
            </div>
        </Fold>
    }
}
