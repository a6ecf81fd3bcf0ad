//! The keys of the screen, and its foot.

use glossator_core::model::Decision;
use glossator_core::query::{counted, grouped};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{Screen, acts, detail, list};
use crate::components::kbd::Keys;
use crate::platform::{boxes, focus, page, timer};
use crate::state::ui::Dialog;
use crate::views::footer::second_keys;
use crate::views::hint;
use crate::views::screen_keys::{own_key, taken};

/// The screen's own keys, for the help.
pub const KEYS: &[(&str, &[&str])] = &[
    ("Next, previous entity or mention", &["ArrowDown", "ArrowUp"]),
    ("Tick", &["Space"]),
    ("From an entity to its mentions, from a mention to its text", &["Enter"]),
    ("Merge the ticked entities", &["M"]),
    ("The ticked entities are not the same", &["D"]),
    ("Unsure whether the ticked entities are the same", &["U"]),
    ("Move the ticked mentions to a new entity", &["Shift+S"]),
    ("Move the ticked mentions to another entity", &["Shift+M"]),
    ("Rename the entity", &["F2"]),
    ("Of how many the group is", &["S"]),
    ("Which whole it is part of", &["P"]),
    ("Which group it belongs to", &["B"]),
    ("New entity", &["N"]),
    ("Contradictions, suggestions, unlinked mentions", &["R"]),
    ("Find an entity", &["/"]),
];

/// A key that was pressed anywhere on the screen.
pub fn on_key(screen: Screen, event: &KeyboardEvent) {
    let app = screen.app;
    let in_list = focus::is_in("select");
    // A list of choices takes letters: what was typed there to find an entity changed an alias.
    let from_field = |key: &str| key == "F2" || in_list && matches!(key, "/" | "Escape");
    let Some(key) = own_key(app, event, from_field) else { return };
    match key.as_str() {
        "F2" => go_to(screen, detail::NAME),
        "Escape" if in_list => page::focus(list::LIST),
        "M" => acts::merge_ticked(screen),
        "D" => acts::decide_ticked(screen, Decision::NotSame),
        "U" => acts::decide_ticked(screen, Decision::Unsure),
        "Shift+S" => acts::ask_for_mentions(screen, Dialog::SplitEntity),
        "Shift+M" => acts::ask_for_mentions(screen, Dialog::MoveMentions),
        "S" => go_to(screen, detail::SIZE),
        "P" => go_to(screen, detail::PART_OF),
        "B" => go_to(screen, detail::MEMBER_OF),
        "N" => app.ui.dialog.set(Some(Dialog::NewEntity)),
        "R" => {
            screen.review.update(|on| *on = !*on);
            // It takes the place of the entry, and of a focus in it.
            timer::next_frame(|| {
                if focus::is_lost() {
                    page::focus(list::LIST);
                }
            });
        }
        "/" => boxes::focus_and_show(list::SEARCH),
        "Escape" if !screen.lines.with_untracked(|l| l.is_empty()) => {
            screen.lines.update(|lines| lines.clear());
        }
        "Escape" if !screen.ticked.with_untracked(Vec::is_empty) => {
            screen.ticked.set(Vec::new());
        }
        "Escape" if !focus::is_in(".rl") => page::focus(list::LIST),
        _ => return,
    }
    taken(event);
}

/// Goes to a field of the entry, which comes in the place of the review.
fn go_to(screen: Screen, field: &'static str) {
    if screen.review.get_untracked() {
        screen.review.set(false);
        focus::soon(field);
    } else {
        boxes::focus_and_show(field);
    }
}

/// The keys, and how many entries there are.
#[component]
pub fn Foot(screen: Screen) -> impl IntoView {
    let hint = |keys: &[&str], words: &'static str| {
        let caps = keys.iter().map(|k| view! { <Keys caps=hint::caps(k)/> }).collect_view();
        view! { <span>{caps}" "{words}</span> }
    };
    let hints = move || match screen.app.ui.chord.follow() {
        Some(first) => second_keys(&first).into_any(),
        None => view! {
            {hint(&["ArrowUp", "ArrowDown"], "entity")}
            {hint(&["Space"], "tick")}
            {hint(&["M"], "merge")}
            {hint(&["D"], "not the same")}
            {hint(&["U"], "unsure")}
            {hint(&["Shift+S"], "split")}
            {hint(&["F2"], "rename")}
            {hint(&["Enter"], "mentions, then their text")}
            {hint(&["?"], "all keys")}
        }
        .into_any(),
    };
    let counts = move || {
        let c = screen.register.with(|r| r.as_ref().map(|r| r.counts).unwrap_or_default());
        let shown = screen.rows.with(Vec::len);
        let all = c.entities as usize;
        if shown == all {
            counted(all, "entity", "entities")
        } else {
            format!("{} of {}", grouped(shown), counted(all, "entity", "entities"))
        }
    };
    view! {
        <footer class="foot">
            <div class="hints" aria-hidden="true">{hints}</div>
            <div class="counts"><span role="status">{counts}</span></div>
        </footer>
    }
}
