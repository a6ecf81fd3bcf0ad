//! The foot: keys of the layer, counts of the document.

use glossator_core::query::{counted, queue_row};
use leptos::prelude::*;

use super::hint::{caps, caps_of};
use crate::components::kbd::Keys;
use crate::state::route::Route;
use crate::state::session::Phase;
use crate::state::ui::Front;
use crate::state::{app, commands};

/// Commands whose keys are shown together, and what they do.
type Hint = (&'static [&'static str], &'static str);

const ENTITIES: &[Hint] = &[
    (&["picker"], "all labels"),
    (&["next-mark", "previous-mark"], "next, previous mark"),
    (&["link-entity"], "link entity"),
    (&["delete-mark"], "remove"),
    (&["done-next"], "done, next document"),
    (&["help"], "all keys"),
];
const CLAIMS: &[Hint] = &[
    (&["claim"], "claim"),
    (&["speaker"], "speaker"),
    (&["cue"], "cue"),
    (&["stance"], "stance"),
    (&["certainty-down", "certainty-up"], "certainty"),
    (&["next-mark", "previous-mark"], "next, previous mark"),
    (&["done-next"], "done, next document"),
    (&["help"], "all keys"),
];
const START: &[Hint] = &[(&["open-documents"], "open documents"), (&["help"], "all keys")];
const ELSEWHERE: &[Hint] = &[
    (&["open-documents"], "open documents"),
    (&["palette"], "search or run a command"),
    (&["help"], "all keys"),
];

/// The foot of every screen.
#[component]
pub fn Footer() -> impl IntoView {
    let app = app();
    let hints = move || {
        if let Some(first) = app.ui.chord.follow() {
            return second_keys(&first).into_any();
        }
        if app.session.phase.get() != Phase::Ready {
            return hints(START).into_any();
        }
        match (app.ui.route.get(), app.ui.front.get()) {
            (Route::Annotate, Front::Claims) => hints(CLAIMS).into_any(),
            (Route::Annotate, Front::Entities) => view! {
                <span><Keys caps=caps("1")/>"–"<Keys caps=caps("9")/>" label"</span>
                {hints(ENTITIES)}
            }
            .into_any(),
            _ => hints(ELSEWHERE).into_any(),
        }
    };
    view! {
        <footer class="foot">
            <div class="hints" aria-hidden="true">{hints}</div>
            <Counts/>
        </footer>
    }
}

/// What may follow the first key of two.
pub fn second_keys(first: &str) -> impl IntoView + use<> {
    let keys = commands::second_keys(first).into_iter();
    let hints = keys
        .map(|(key, word)| view! { <span><Keys caps=caps(key)/>" "{word}</span> })
        .collect_view();
    view! {
        <span><Keys caps=caps(first)/>" then"</span>
        {hints}
        <span><Keys caps=caps("Escape")/>" stop"</span>
    }
}

/// Hints whose commands have keys.
fn hints(table: &'static [Hint]) -> impl IntoView {
    table
        .iter()
        .filter(|(ids, _)| {
            ids.iter().all(|id| commands::find(id).is_some_and(|c| !c.keys.is_empty()))
        })
        .map(|(ids, words)| {
            let keys = ids.iter().map(|id| view! { <Keys caps=caps_of(id)/> }).collect_view();
            view! { <span>{keys}" "{*words}</span> }
        })
        .collect_view()
}

/// The counts of the current document; without one, of documents.
#[component]
fn Counts() -> impl IntoView {
    let app = app();
    let row = Memo::new(move |_| {
        app.session.phase.track();
        app.session.current.get().zip(app.session.author()).and_then(|(id, author)| {
            app.session.documents(|p| queue_row(p, author.layer, id)).flatten()
        })
    });
    let counts = move || match row.get() {
        Some(row) => vec![
            counted(row.spans as usize, "mark", "marks"),
            counted(row.claims as usize, "claim", "claims"),
        ],
        None => {
            let n = app.session.documents(|p| p.documents().len()).unwrap_or(0);
            vec![if n == 0 {
                "No documents yet".to_owned()
            } else {
                counted(n, "document", "documents")
            }]
        }
    };
    view! {
        <div class="counts" title=move || row.get().and_then(|row| row.others_words())>
            {move || counts().into_iter().map(|count| view! { <span>{count}</span> }).collect_view()}
        </div>
    }
}
