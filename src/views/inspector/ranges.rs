//! The ranges of a mark: each end moves by a character.

use glossator_core::actions::{marks, ranges};
use glossator_core::query::{Edge, Way};
use glossator_core::text::Span;
use leptos::prelude::*;

use super::super::hint::KeysOf;
use super::subject::{Subject, selected_words};
use crate::components::button::IconButton;
use crate::components::icon::{Icon, IconView};
use crate::platform::focus;
use crate::state::{app, commands};

/// The ranges of a mark, each with buttons for its ends.
#[component]
pub fn RangeList(
    /// The mark.
    subject: Subject,
) -> impl IntoView {
    let app = app();
    let count = subject.memo(app, |_, _, a| a.ranges.as_slice().len());
    let several = move || count.get().is_some_and(|n| n > 1);
    let text_selected = Memo::new(move |_| selected_words(app).is_some());
    view! {
        <div class="isec">
            <h3 class="sech">
                {move || if several() { "Ranges" } else { "Range" }}
                <span class="grow"></span>
                <Show when=move || text_selected.get()>
                    <button type="button" class="btn ghost sm" on:click=move |_| { commands::run(app, "add-range"); }>
                        <IconView icon=Icon::Plus small=true/>
                        "Add the selected text"
                        <KeysOf command="add-range"/>
                    </button>
                </Show>
            </h3>
            <ul class="col g2">
                <For each=move || 0..count.get().unwrap_or(0) key=|n| *n let(n)>
                    <li><Range subject n several=Signal::derive(several)/></li>
                </For>
            </ul>
        </div>
    }
}

/// One range.
#[component]
fn Range(
    /// The mark.
    subject: Subject,
    /// Which of its ranges, from 0.
    n: usize,
    /// Whether there are others.
    #[prop(into)]
    several: Signal<bool>,
) -> impl IntoView {
    let app = app();
    let words = subject.memo(app, move |_, open, a| {
        let span: Span = *a.ranges.as_slice().get(n)?;
        let words = open.text.slice(span).ok()?;
        let place = open.text.to_char_span(span).ok()?;
        Some((ends(words), format!("characters {} to {}", place.start(), place.end())))
    });
    let words = move || words.get().flatten();
    let move_end = move |edge, way| {
        Callback::new(move |()| {
            subject.act(app, |p, d, id, _| ranges::nudge_range(p, d, id, n, edge, way));
        })
    };
    let remove = move |()| {
        if subject.act(app, |p, d, id, _| marks::remove_range(p, d, id, n)) {
            focus::soon(super::subject::TITLE);
        }
    };
    let which = move |what: &'static str| {
        Signal::derive(move || {
            if several.get() { format!("Range {}: {what}", n + 1) } else { what.to_owned() }
        })
    };
    view! {
        <div class="row g2" role="group" aria-label=move || format!("Range {}", n + 1)>
            <IconButton icon=Icon::Plus label=which("longer by a character at the start") class="sm" on_press=move_end(Edge::Start, Way::Back)/>
            <IconButton icon=Icon::Minus label=which("shorter by a character at the start") class="sm" on_press=move_end(Edge::Start, Way::Forward)/>
            <span class="trunc grow serif" title=move || words().map(|w| w.1)>
                <bdi>{move || words().map(|w| w.0)}</bdi>
                <span class="vh">{move || words().map(|w| format!(", {}", w.1))}</span>
            </span>
            <IconButton icon=Icon::Minus label=which("shorter by a character at the end") class="sm" on_press=move_end(Edge::End, Way::Back)/>
            <IconButton icon=Icon::Plus label=which("longer by a character at the end") class="sm" on_press=move_end(Edge::End, Way::Forward)/>
            <Show when=move || several.get()>
                <IconButton icon=Icon::Close label=which("take off the mark") class="sm" on_press=remove/>
            </Show>
        </div>
    }
}

/// The beginning and the end of long words: the ends are what the buttons change.
fn ends(words: &str) -> String {
    let n = words.chars().count();
    if n <= 26 {
        return words.to_owned();
    }
    let head: String = words.chars().take(11).collect();
    let tail: String = words.chars().skip(n - 11).collect();
    format!("{head} … {tail}")
}
