//! The right pane: everything about the selected mark; without one, the document's
//! lists. It is the whole route for those who do not see the page.

mod attribute_links;
mod attributes;
mod claim;
mod claim_links;
mod document;
pub mod entity_field;
mod evidence;
mod facts;
mod figures;
mod fold;
pub mod head;
mod hop;
pub mod list_rows;
mod lists;
mod mention;
mod participants;
mod peek;
mod ranges;
mod region;
mod remarks;
mod speakers;
pub mod subject;
mod time_field;
mod verdict;
mod when_where;

use glossator_core::model::Kind;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

pub use self::head::stance_icon;
use self::subject::{Subject, TEXT};
use crate::later::{LaterPart, Part};
use crate::platform::{focus, page};
use crate::state::rest::Follower;
use crate::state::ui::Sheet;
use crate::state::{App, app};

/// The width up to which the inspector is a sheet, as in the stylesheet.
const SHEET_WIDTH: f64 = 1100.0;

/// The right pane; a sheet at the bottom of small screens.
#[component]
pub fn Inspector() -> impl IntoView {
    let app = app();
    let sheet = move || match app.ui.inspector.sheet.get() {
        Sheet::Peek => "peek",
        Sheet::Half => "half",
        Sheet::Full => "full",
    };
    let leave = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            event.stop_propagation();
            app.ui.inspector.sheet.set(Sheet::Peek);
            page::focus(TEXT);
        }
    };
    // What is clipped in a sheet of two lines cannot be worked in.
    let enter = move |_| {
        if app.ui.inspector.sheet.get_untracked() == Sheet::Peek && page::width() <= SHEET_WIDTH {
            app.ui.inspector.sheet.set(Sheet::Half);
        }
    };
    view! {
        <aside class="insp" id="inspector" aria-label="Inspector" data-sheet=sheet on:keydown=leave on:focusin=enter>
            // Fetched and drawn after the text, which is what is waited for.
            <Show when=move || app.session.settled.get()>
                <LaterPart part=Part::Inspector/>
            </Show>
        </aside>
    }
}

/// Lets the pane, and whatever shows what it shows, follow the selected mark: when keys rest that
/// go through the text.
pub fn follow(app: App) {
    Effect::new(move |_| {
        app.ui.selected.track();
        if focus::is_in("#text") {
            app.session.rest.later(Follower::Inspector, move || app.ui.inspect());
        } else {
            app.ui.inspect();
        }
    });
}

/// What stands in the pane.
#[component]
pub fn Inside() -> impl IntoView {
    let app = app();
    let selected = Memo::new(move |_| Subject::inspected(app));
    let some = Memo::new(move |_| selected.get().is_some());
    // Where the lists were left, so that they open there again.
    let last = RwSignal::new(None);
    Effect::new(move |_| {
        if let Some(subject) = selected.get() {
            last.set(Some(subject.id));
        }
    });
    view! {
        <peek::Handle/>
        <peek::Peek selected/>
        <evidence::Collecting/>
        <Show
            when=move || some.get()
            fallback=move || view! { <document::DocumentPanel last/> }
        >
            <head::Head selected/>
            {move || {
                let subject = selected.get()?;
                Some(
                    match subject.kind {
                        Kind::Mention => view! { <mention::MentionPanel subject/> }.into_any(),
                        Kind::Claim => view! { <claim::ClaimPanel subject/> }.into_any(),
                        Kind::Region => view! { <region::RegionPanel subject/> }.into_any(),
                        Kind::Source | Kind::Cue | Kind::Evidence => {
                            view! { <region::PlainPanel subject/> }.into_any()
                        }
                    },
                )
            }}
        </Show>
    }
}
