//! The head of the page: title, where the text comes from, how far the work is.

use glossator_core::model::{MetaField, Status};
use glossator_core::query::{date_words, length_words};
use leptos::prelude::*;

use crate::components::icon::{Icon, IconView};
use crate::state::app;
use crate::state::commands::Act;

/// What the head shows.
#[derive(Clone, PartialEq)]
struct Head {
    title: String,
    by: Vec<String>,
    length: String,
    status: Status,
}

/// The head of the page.
#[component]
pub fn DocHead() -> impl IntoView {
    let app = app();
    // Counting words reads the whole text: once a document, not once a key.
    let length = Memo::new(move |_| {
        app.session.current.track();
        app.session.page_now(|_, _, open| length_words(open.text.as_str())).unwrap_or_default()
    });
    let head = Memo::new(move |_| {
        let id = app.session.current.get()?;
        let layer = app.session.author()?.layer;
        app.session.documents(|p| {
            let d = p.documents().get(&id)?;
            let from = d.meta(MetaField::RepublishedFrom).map(|s| format!("reposted from {s}"));
            let parts = [
                d.meta(MetaField::Publisher).map(str::to_owned),
                d.meta(MetaField::Author).map(str::to_owned),
                from,
                d.meta(MetaField::Published).map(date_words),
            ];
            Some(Head {
                title: d.display_name().to_owned(),
                by: parts.into_iter().flatten().collect(),
                length: length.get(),
                status: d.status(layer).overall(p.tasks()),
            })
        })?
    });
    let set_status = move |value: String| {
        let status = match value.as_str() {
            "done" => Status::Done,
            "in_progress" => Status::InProgress,
            _ => Status::Todo,
        };
        (app.act)(app, Act::Status(status));
    };
    view! {
        // The title's way is that of the whole head; a `bdi` in it would have none to say.
        <div class="dochead" dir="auto" hidden=move || head.with(Option::is_none)>
            <h1>{move || head.get().map(|h| h.title)}</h1>
            <div class="by">
                <span>
                    <IconView icon=Icon::Globe small=true/>
                    {move || {
                        let by = head.get().map(|h| h.by).unwrap_or_default();
                        if by.is_empty() {
                            "no source given".into_any()
                        } else {
                            by.into_iter().map(|part| view! { <bdi>{part}</bdi> }).collect_view().into_any()
                        }
                    }}
                </span>
                <bdi>{move || head.get().map(|h| h.length)}</bdi>
                <label>
                    <span class="vh">"Status"</span>
                    <select
                        class="select sm"
                        prop:value=move || head.get().map(|h| match h.status {
                            Status::Todo => "todo",
                            Status::InProgress => "in_progress",
                            Status::Done => "done",
                        })
                        on:change=move |e| set_status(event_target_value(&e))
                    >
                        <option value="todo">"To do"</option>
                        <option value="in_progress">"In progress"</option>
                        <option value="done">"Done"</option>
                    </select>
                </label>
            </div>
        </div>
    }
}
