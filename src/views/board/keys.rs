//! The keys of the screen, and its foot.

use glossator_core::model::ClaimLinkType;
use glossator_core::query::{BoardWay, grouped};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::filters::SEARCH;
use super::{Screen, acts};
use crate::components::kbd::Keys;
use crate::platform::{boxes, events};
use crate::views::hint;

/// The screen's own keys, for the help.
pub const KEYS: &[(&str, &[&str])] = &[
    ("Go from claim to claim", &["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"]),
    ("Open the claim in its text", &["Enter", "O"]),
    ("Begin a link at the claim", &["L"]),
    ("… refutes the claim you went to", &["R"]),
    ("… supports it", &["P"]),
    ("… updates it: comes later, replaces it", &["T"]),
    ("… has to do with it", &["D"]),
    ("… is identical: one claim, with the mentions of both", &["I"]),
    ("Find a claim", &["/"]),
];

/// A key that was pressed anywhere on the screen.
pub fn on_key(screen: Screen, event: &KeyboardEvent) {
    let app = screen.app;
    let key = events::key_of(event);
    let busy = key.composing || app.ui.dialog.get_untracked().is_some();
    // "G C" goes to this screen: the second key is not for it.
    let second = app.ui.pending_key.get_untracked().is_some();
    if event.default_prevented() || busy || key.in_field || second {
        return;
    }
    let on_board = boxes::is_within(event.target(), "#board");
    let card = screen.card.get_untracked();
    let name = key.name();
    let single = app.settings.peek(|s| s.single_keys);
    match name.as_str() {
        "ArrowLeft" if on_board => acts::step(screen, BoardWay::Left),
        "ArrowRight" if on_board => acts::step(screen, BoardWay::Right),
        "ArrowUp" if on_board => acts::step(screen, BoardWay::Up),
        "ArrowDown" if on_board => acts::step(screen, BoardWay::Down),
        "Escape" if screen.from.get_untracked().is_some() => screen.from.set(None),
        "O" | "Enter" if on_board && single && !boxes::is_within(event.target(), ".lanes") => {
            if let Some(card) = card {
                acts::open(screen, card);
            }
        }
        "L" if single => acts::begin_link(screen),
        "R" if single => acts::link(screen, ClaimLinkType::Refutes),
        "P" if single => acts::link(screen, ClaimLinkType::Supports),
        "T" if single => acts::link(screen, ClaimLinkType::Updates),
        "D" if single => acts::link(screen, ClaimLinkType::Related),
        "I" if single => acts::merge(screen),
        "/" if single => boxes::focus_and_show(SEARCH),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// The keys, and how much is shown.
#[component]
pub fn Foot(screen: Screen) -> impl IntoView {
    let hint = |keys: &[&str], words: &'static str| {
        let caps = keys.iter().map(|k| view! { <Keys caps=hint::caps(k)/> }).collect_view();
        view! { <span>{caps}" "{words}</span> }
    };
    let shown = move || {
        screen.board.with(|b| {
            format!(
                "{} shown, {} in conflict",
                grouped(b.mentions as usize),
                grouped(b.in_conflict as usize)
            )
        })
    };
    view! {
        <footer class="foot">
            <div class="hints" aria-hidden="true">
                {hint(&["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"], "move between claims")}
                {hint(&["L"], "start a link, move, then")}
                {hint(&["R"], "refutes")}
                {hint(&["I"], "identical")}
                {hint(&["P"], "supports")}
                {hint(&["T"], "updates")}
                {hint(&["O"], "open in text")}
            </div>
            <div class="counts"><span role="status">{shown}</span></div>
        </footer>
    }
}
