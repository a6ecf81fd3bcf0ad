//! The keys of the screen, and its foot.

use glossator_core::query::{Toward, counted};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::acts;
use super::{Busy, Screen, bar, filters};
use crate::components::kbd::Keys;
use crate::platform::focus;
use crate::state::relations::Relation;
use crate::views::footer::second_keys;
use crate::views::hint;
use crate::views::screen_keys::{own_key, taken};

/// The screen's own keys, for the help.
pub const KEYS: &[(&str, &[&str])] = &[
    ("Mention beside, above, below", &["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]),
    ("First, last mention of the row", &["Home", "End"]),
    ("Open the words in their text", &["O", "Enter"]),
    ("Begin a link; arrows choose the other claim", &["L"]),
    ("The first refutes the second", &["R"]),
    ("They are identical: make them one claim", &["I"]),
    ("The first supports the second", &["P"]),
    ("The first updates the second", &["T"]),
    ("They are related", &["D"]),
    ("Remove the chosen link", &["Delete"]),
    ("Find a claim", &["/"]),
];

/// A key that was pressed on the rows.
pub fn on_board_key(screen: Screen, event: &KeyboardEvent) {
    let Some(key) = own_key(screen.app, event, |_| false) else { return };
    let toward = match key.as_str() {
        "ArrowLeft" => Toward::Left,
        "ArrowRight" => Toward::Right,
        "ArrowUp" => Toward::Up,
        "ArrowDown" => Toward::Down,
        "Home" => Toward::First,
        "End" => Toward::Last,
        "Enter" if focus::is_in(".say") => {
            match screen.busy.get_untracked() {
                Busy::Linking(_) => focus::soon(bar::FIRST),
                _ => acts::open(screen),
            }
            return taken(event);
        }
        _ => return,
    };
    let flat = screen.flat.get_untracked();
    let to = screen
        .at
        .get_untracked()
        .and_then(|at| screen.board.with_untracked(|b| b.outline.step(at, toward, flat)));
    if let Some(to) = to {
        screen.go(to);
    }
    taken(event);
}

/// A key that was pressed anywhere on the screen.
pub fn on_key(screen: Screen, event: &KeyboardEvent) {
    let Some(key) = own_key(screen.app, event, |_| false) else { return };
    match key.as_str() {
        "L" => {
            acts::begin_link(screen);
            screen.back();
        }
        "O" => acts::open(screen),
        "Delete" | "Backspace" => acts::unlink(screen),
        "/" => {
            screen.filters.set(true);
            focus::when_shown(filters::SEARCH);
        }
        "Escape" if screen.busy.get_untracked() != Busy::No => {
            screen.busy.set(Busy::No);
            screen.back();
        }
        "Escape" if screen.filters.get_untracked() => {
            screen.filters.set(false);
            screen.back();
        }
        other => match Relation::of_key(other) {
            Some(relation) => acts::relate(screen, relation),
            None => return,
        },
    }
    taken(event);
}

/// The keys, and how much is shown.
#[component]
pub fn Foot(screen: Screen) -> impl IntoView {
    let hint = |keys: &[&str], words: &'static str| {
        let caps = keys.iter().map(|k| view! { <Keys caps=hint::caps(k)/> }).collect_view();
        view! { <span>{caps}" "{words}</span> }
    };
    let linking = Memo::new(move |_| matches!(screen.busy.get(), Busy::Linking(_)));
    let hints = move || {
        if let Some(first) = screen.app.ui.chord.follow() {
            return second_keys(&first).into_any();
        }
        if linking.get() {
            let relations = Relation::ALL.map(|(_, key, words)| hint(&[key], words));
            view! {
                {hint(&["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"], "choose the other claim")}
                {relations.into_iter().collect_view()}
                {hint(&["Escape"], "stop")}
            }
            .into_any()
        } else {
            view! {
                {hint(&["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"], "move between claims")}
                {hint(&["L"], "start a link")}
                {hint(&["O"], "open in text")}
                {hint(&["Tab"], "links of the claim")}
                {hint(&["Delete"], "remove a link")}
                {hint(&["/"], "find")}
            }
            .into_any()
        }
    };
    let counts = move || {
        screen.board.with(|b| {
            (
                format!("{} shown", counted(b.claims as usize, "claim", "claims")),
                format!("{} in conflict", counted(b.in_conflict as usize, "claim", "claims")),
            )
        })
    };
    view! {
        <footer class="foot">
            <div class="hints" aria-hidden="true">{hints}</div>
            <div class="counts" role="status"><span>{move || counts().0}</span><span>{move || counts().1}</span></div>
        </footer>
    }
}
