//! The head of the page: title, where the text comes from, how far the work is (see [`super::status`]).

use glossator_core::model::MetaField;
use glossator_core::query::{date_words, length_words};
use leptos::prelude::*;

use crate::components::icon::{Icon, IconView};
use crate::later::{Later, LaterPart, Part};
use crate::state::app;

/// What the head shows.
#[derive(Clone, PartialEq)]
struct Head {
    title: String,
    by: Vec<String>,
    length: String,
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
            })
        })?
    });
    let later = expect_context::<Later>();
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
                // What acts is fetched later; its room is there.
                <span class="status">
                    <Show when=move || later.is_here()>
                        <LaterPart part=Part::Status/>
                    </Show>
                </span>
            </div>
        </div>
    }
}
