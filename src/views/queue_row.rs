//! A row of the list of documents.

use glossator_core::model::{DocumentId, Status};
use glossator_core::query::{QueueRow, counted, queue_row};
use leptos::prelude::*;

use crate::components::status::{Stage, StageView};
use crate::state::app;

/// A document of the list.
#[component]
pub fn Row(
    /// Which.
    id: DocumentId,
) -> impl IntoView {
    let app = app();
    let row = Memo::new(move |_| {
        let layer = app.session.author()?.layer;
        app.session.documents(|p| queue_row(p, layer, id)).flatten()
    });
    move || row.get().map(|row| view! { <RowInside row/> })
}

/// What a row says.
#[component]
fn RowInside(
    /// What the row says.
    row: QueueRow,
) -> impl IntoView {
    let (untouched, others) = (row.is_untouched(), row.others_words());
    let QueueRow { title, publisher, lang, status, spans, claims, .. } = row;
    let stage = match status {
        Status::Todo => Stage::Todo,
        Status::InProgress => Stage::Doing,
        Status::Done => Stage::Done,
    };
    let end = if untouched {
        "not started".into_any()
    } else {
        let spans = count(counted(spans as usize, "mark", "marks"));
        let claims = count(counted(claims as usize, "claim", "claims"));
        view! { {spans}" · "{claims} }.into_any()
    };
    view! {
        <StageView stage title=title.clone()/>
        <span class="t" dir="auto" lang=lang.clone()>{title}</span>
        <span class="d">
            {publisher.map(|publisher| view! { <span class="trunc" lang=lang><bdi>{publisher}</bdi></span> })}
            <span class="end" title=others>{end}</span>
        </span>
    }
}

/// A count with its number set off from the noun.
fn count(words: String) -> impl IntoView {
    let (number, noun) =
        words.split_once(' ').map(|(n, noun)| (n.to_owned(), noun.to_owned())).unwrap_or_default();
    view! { <b>{number}</b>" "{noun} }
}
