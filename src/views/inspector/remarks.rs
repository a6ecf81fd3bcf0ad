//! What every mark has: a note, a flag, and an end.

use glossator_core::actions::marks;
use leptos::prelude::*;

use super::super::hint::{KeysOf, shortcut_of};
use super::head::remove;
use super::subject::{Subject, TEXT};
use crate::components::editable::{Editable, Lines};
use crate::components::icon::{Icon, IconView};
use crate::state::app;
use crate::state::fields::Field;

/// Note, flag, and the button that removes the mark.
#[component]
pub fn Remarks(
    /// The mark.
    subject: Subject,
) -> impl IntoView {
    let app = app();
    let note = subject.memo(app, |_, _, a| a.note.clone());
    let flagged = subject.memo(app, |_, _, a| a.flagged);
    let flagged = move || flagged.get().unwrap_or(false);
    view! {
        <div class="isec wide last">
            <h3 class="sech"><label for=Field::Note.id()>"Note"</label><span class="grow"></span><KeysOf command="note"/></h3>
            <Editable
                id=Field::Note.id()
                label=""
                value=Signal::derive(move || note.get().unwrap_or_default())
                on_commit=move |text: String| { subject.act(app, |p, d, id, _| marks::set_note(p, d, id, &text)); }
                lines=Lines::Several
                class="area"
                placeholder="For colleagues, or for later"
                back=TEXT
            />
            <div class="row wrap g2">
                <button
                    type="button"
                    class="btn sm"
                    aria-pressed=move || flagged().to_string()
                    aria-keyshortcuts=shortcut_of("flag")
                    on:click=move |_| { subject.act(app, |p, d, id, _| marks::toggle_flag(p, d, id)); }
                >
                    <IconView icon=Icon::Flag small=true/>
                    "Flag"
                    <KeysOf command="flag"/>
                </button>
                <span class="grow"></span>
                <button
                    type="button"
                    class="btn sm"
                    aria-keyshortcuts=shortcut_of("delete-mark")
                    on:click=move |_| remove(app, subject.id)
                >
                    <IconView icon=Icon::Trash small=true/>
                    "Remove"
                    <KeysOf command="delete-mark"/>
                </button>
            </div>
        </div>
    }
}
