//! When and where it happened what a claim states.

use glossator_core::actions::claims;
use glossator_core::model::Claim;
use glossator_core::query::TimeChoice;
use leptos::prelude::*;

use super::super::hint::caps_of;
use super::fold::Fold;
use super::subject::{Subject, TEXT};
use super::time_field::TimeField;
use crate::components::editable::Editable;
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
                <TimeField
                    subject
                    id=Field::Time.id()
                    label="When it happened, as EDTF"
                    value=time
                    on_choose=choose
                    caps=caps_of("when-where")
                />
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
