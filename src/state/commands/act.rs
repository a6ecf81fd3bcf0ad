//! What can be done, apart from when and by which key: the door to the code that does it.
//!
//! That code is fetched right after the page itself (see `later.rs`); what asks for an act
//! names it here, and [`App::act`] does it, at once or as soon as its code is there.

use glossator_core::actions::{documents, marks};
use glossator_core::model::{AnnotationId, LabelId, Status};
use glossator_core::query::{Cursor, Edge, Step, Way};
use glossator_core::text::{ByteOffset, Span};
use leptos::prelude::*;

use super::super::{App, find, relations};
use super::{marking, menu, moving, subject, table};
use crate::platform::events::MenuPress;

/// Something that a key, a button or the pointer asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// A command of the table, by its id.
    Command(&'static str),
    /// Mark the selection, or change the selected mark, with a label.
    Label(LabelId),
    /// Move the nearer end of a mark to a token.
    Extend(AnnotationId, Span),
    /// Move one end of a mark.
    Resize(AnnotationId, Edge, ByteOffset),
    /// Select the sentence around a place.
    Sentence(ByteOffset),
    /// Move the caret by a step; whether the selection follows it.
    Step(Step, Way, bool),
    /// Say to screen readers where the caret is, or what is selected.
    SayCaret,
    /// How far the current document is.
    Status(Status),
    /// A link that was drawn from a claim's number was let go at this place of the window.
    Link(AnnotationId, (f64, f64)),
    /// Open the menu of a mark under the pointer, if there is one.
    Menu(MenuPress),
    /// Show a repeated passage of the document on the page, by its place in the list.
    Passage(u32),
}

/// Does it.
pub fn run(app: App, act: Act) {
    match act {
        Act::Command(id) => table::run(app, id),
        Act::Link(from, at) => relations::ask(app, from, at),
        Act::Menu(press) => menu::open(app, &press),
        Act::Passage(n) => find::open_passage(app, n),
        Act::Label(label) => marking::label(app, label),
        Act::Step(step, way, extend) => moving::step(app, step, way, extend),
        Act::SayCaret => moving::say_caret(app),
        Act::Sentence(at) => {
            let sentence = app.session.page_now(|_, _, open| open.text.statement_at(at));
            app.ui.cursor.set(sentence.map(Cursor::selecting));
        }
        Act::Extend(id, to) => {
            subject::act_on(app, id, |p, d, _| marks::extend_to(p, d, id, to));
        }
        Act::Resize(id, edge, to) => {
            subject::act_on(app, id, |p, d, _| marks::resize(p, d, id, edge, to));
        }
        Act::Status(status) => {
            let at = app.ui.front.get_untracked().task();
            subject::act(app, |p, d, _, author| {
                documents::set_status(p, d, author.layer, at, status)
            });
        }
    }
}
