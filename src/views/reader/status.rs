//! How far the work on the document is, in the head of the page.

use glossator_core::model::Status;
use leptos::prelude::*;

use crate::components::button::IconButton;
use crate::components::choice::Select;
use crate::components::icon::Icon;
use crate::state::app;
use crate::state::commands::{self, Act};

/// The list's id.
const ID: &str = "document-status";

/// What the list calls a status, and what it says.
const fn words(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Todo => ("todo", "To do"),
        Status::InProgress => ("in_progress", "In progress"),
        Status::Done => ("done", "Done"),
    }
}

/// The list of the document's statuses.
#[component]
pub fn DocStatus() -> impl IntoView {
    let app = app();
    let all = [Status::Todo, Status::InProgress, Status::Done];
    let options = all.map(words).map(|(value, words)| (value.to_owned(), words.to_owned()));
    let options = options.to_vec();
    let status = Memo::new(move |_| {
        let id = app.session.current.get()?;
        let layer = app.session.author()?.layer;
        app.session.documents(|p| Some(p.documents().get(&id)?.status(layer).overall(p.tasks())))?
    });
    let value =
        Signal::derive(move || status.get().map(|s| words(s).0.to_owned()).unwrap_or_default());
    let change = move |to: String| {
        if let Some(status) = all.into_iter().find(|s| words(*s).0 == to) {
            (app.act)(app, Act::Status(status));
        }
    };
    // For fingers: keys do it elsewhere.
    let button = move |icon, label: &'static str, class, command: &'static str| {
        view! { <IconButton icon=Signal::stored(icon) label class on_press=move |()| { commands::run(app, command); }/> }
    };
    view! {
        <Select id=ID label="Status" class="sm" options value on_change=change/>
        {button(Icon::ChevronLeft, "Previous document", "only-m", "previous-document")}
        {button(Icon::ChevronRight, "Next document", "only-m", "next-document")}
        {button(Icon::Check, "Done, next document", "only-m hide-p", "done-next")}
    }
}
