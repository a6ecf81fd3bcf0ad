//! What the board shows: words, event, links, stances, sources.

use std::collections::BTreeSet;

use glossator_core::model::Stance;
use glossator_core::query::{BoardFilter, EventFilter, LinkFacet, SourceKind, grouped};
use leptos::prelude::*;

use super::Screen;
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::views::hint;

/// The id of the search field.
pub const SEARCH: &str = "board-search";

/// The filters.
#[component]
pub fn Filters(screen: Screen) -> impl IntoView {
    let links = move || screen.board.with(|b| named(&b.counts.links, LinkFacet::title));
    let stances = move || screen.board.with(|b| named(&b.counts.stances, Stance::title));
    let sources = move || screen.board.with(|b| named(&b.counts.sources, SourceKind::title));
    view! {
        <aside class="filt" aria-label="Filters">
            <div class="field">
                <IconView icon=Icon::Search small=true/>
                <input
                    type="search"
                    id=SEARCH
                    placeholder="Find a claim"
                    aria-label="Find a claim"
                    autocomplete="off"
                    prop:value=move || screen.filter.with(|f| f.text.clone())
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        screen.filter.update(|f| f.text = typed);
                    }
                />
                <Keys caps=hint::caps("/")/>
            </div>
            <Events screen/>
            {checks("Links", Signal::derive(links), Signal::derive(move || screen.filter.with(|f| f.hidden_links.clone())), move |v| screen.filter.update(|f| flip(&mut f.hidden_links, v)))}
            {checks("Stance", Signal::derive(stances), Signal::derive(move || screen.filter.with(|f| f.hidden_stances.clone())), move |v| screen.filter.update(|f| flip(&mut f.hidden_stances, v)))}
            {checks("Source", Signal::derive(sources), Signal::derive(move || screen.filter.with(|f| f.hidden_sources.clone())), move |v| screen.filter.update(|f| flip(&mut f.hidden_sources, v)))}
        </aside>
    }
}

/// The values of a filter: the value, its word, how many mentions have it.
type Values<T> = Vec<(T, &'static str, u32)>;

fn named<T: Copy>(counts: &[(T, u32)], title: fn(T) -> &'static str) -> Values<T> {
    counts.iter().map(|(v, n)| (*v, title(*v), *n)).collect()
}

fn flip<T: Ord>(hidden: &mut BTreeSet<T>, value: T) {
    if !hidden.remove(&value) {
        hidden.insert(value);
    }
}

/// The events: one of them, or all.
#[component]
fn Events(screen: Screen) -> impl IntoView {
    let rows = move || {
        let events = screen.board.with(|b| b.counts.events.clone());
        let all: u32 = events.iter().map(|(_, _, n)| n).sum();
        let mut rows = vec![(EventFilter::All, "All events".to_owned(), all)];
        rows.extend(events.into_iter().map(|(id, name, n)| {
            let name = if id.is_none() { "No event".to_owned() } else { name };
            (EventFilter::Only(id), name, n)
        }));
        rows.into_iter()
            .map(|(event, name, n)| {
                let on = move || screen.filter.with(|f: &BoardFilter| f.event == event);
                view! {
                    <li>
                        <button
                            type="button"
                            aria-pressed=move || on().to_string()
                            on:click=move |_| screen.filter.update(|f| f.event = event)
                        >
                            <bdi class="trunc">{name}</bdi><b>{grouped(n as usize)}</b>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <section><h2 class="sech">"Event"</h2><ul class="fl">{rows}</ul></section> }
}

/// Values that can be hidden.
fn checks<T: Copy + Ord + Send + Sync + 'static>(
    heading: &'static str,
    values: Signal<Values<T>>,
    hidden: Signal<BTreeSet<T>>,
    on_flip: impl Fn(T) + Copy + Send + 'static,
) -> AnyView {
    let rows = move || {
        let rows = values.get().into_iter().map(move |(value, word, n)| {
            view! {
                <li>
                    <label>
                        <input
                            type="checkbox"
                            class="check"
                            prop:checked=move || !hidden.with(|h| h.contains(&value))
                            on:change=move |_| on_flip(value)
                        />
                        <span>{word}</span>
                        <b>{grouped(n as usize)}</b>
                    </label>
                </li>
            }
        });
        rows.collect_view()
    };
    view! { <section><h2 class="sech">{heading}</h2><ul class="fl">{rows}</ul></section> }
        .into_any()
}
