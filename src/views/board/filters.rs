//! What the board shows: a search, and check lists with counts.

use std::collections::BTreeSet;

use glossator_core::model::{EntityId, Stance};
use glossator_core::query::{BoardFilter, EventFilter, LinkFacet, SourceKind, grouped};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::{REST_MS, Screen};
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::platform::timer;
use crate::views::hint;
use crate::views::inspector::stance_icon;

/// The id of the search field.
pub const SEARCH: &str = "board-search";

/// The column of filters.
#[component]
pub fn Filters(screen: Screen) -> impl IntoView {
    view! {
        <aside class="filt" aria-label="Filters">
            <Search screen/>
            // The foot counts claims.
            <p class="muted">"Numbers count mentions"</p>
            <Events screen/>
            <Checks
                screen
                title="Links"
                rows=Signal::derive(move || screen.board.with(|b| {
                    b.counts.links.iter().map(|(f, n)| (*f, facet_icon(*f), f.title(), *n)).collect()
                }))
                hidden=|f| &mut f.hidden_links
            />
            <Checks
                screen
                title="Stance"
                rows=Signal::derive(move || screen.board.with(|b| {
                    let rows = b.counts.stances.iter().filter(|(s, n)| *n > 0 || *s != Stance::Reports);
                    rows.map(|(s, n)| (*s, stance_icon(*s, false), s.title(), *n)).collect()
                }))
                hidden=|f| &mut f.hidden_stances
            />
            <Checks
                screen
                title="Source"
                rows=Signal::derive(move || screen.board.with(|b| {
                    b.counts.sources.iter().map(|(s, n)| (*s, source_icon(*s), s.title(), *n)).collect()
                }))
                hidden=|f| &mut f.hidden_sources
            />
        </aside>
    }
}

const fn facet_icon(facet: LinkFacet) -> Icon {
    match facet {
        LinkFacet::InConflict => Icon::Refutes,
        LinkFacet::Identical => Icon::Identical,
        LinkFacet::Supports => Icon::Supports,
        LinkFacet::Updates => Icon::Updates,
        LinkFacet::Related => Icon::Link,
        LinkFacet::NotLinked => Icon::Todo,
    }
}

const fn source_icon(source: SourceKind) -> Icon {
    match source {
        SourceKind::Named => Icon::Person,
        SourceKind::Anonymous => Icon::Mask,
        SourceKind::OwnVoice => Icon::Paper,
    }
}

/// The search field; it acts when typing rests.
#[component]
fn Search(screen: Screen) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let waiting = StoredValue::new_local(None);
    on_cleanup(move || waiting.set_value(None));
    let typed = move |event| {
        let words = event_target_value(&event);
        waiting.set_value(Some(timer::after(REST_MS, move || {
            screen.filter.update(|f| f.text = words);
        })));
    };
    let key = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" | "Enter" => {
            event.prevent_default();
            screen.back();
        }
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            // What was typed last is not looked for any more.
            waiting.set_value(None);
            if event_target_value(&event).is_empty() {
                screen.filters.set(false);
                screen.back();
            } else {
                if let Some(field) = field.get_untracked() {
                    field.set_value("");
                }
                screen.filter.update(|f| f.text.clear());
            }
        }
        _ => {}
    };
    view! {
        <div class="field">
            <IconView icon=Icon::Search small=true/>
            <input
                type="search"
                id=SEARCH
                node_ref=field
                placeholder="Find a claim"
                aria-label="Find a claim"
                aria-keyshortcuts="/"
                autocomplete="off"
                spellcheck="false"
                dir="auto"
                prop:value=move || screen.filter.with(|f| f.text.clone())
                on:input=typed
                on:keydown=key
            />
            <Keys caps=hint::caps("/")/>
        </div>
    }
}

/// The events, of which one or all are shown.
#[component]
fn Events(screen: Screen) -> impl IntoView {
    type Row = (EventFilter, String, u32);
    let rows = Memo::new(move |_| {
        screen.board.with(|b| {
            let of = |(id, name, n): &(Option<EntityId>, String, u32)| {
                let name = if id.is_none() { "No event" } else { name };
                (EventFilter::Only(*id), name.to_owned(), *n)
            };
            let all = (EventFilter::All, "All events".to_owned(), b.counts.mentions);
            std::iter::once(all).chain(b.counts.events.iter().map(of)).collect::<Vec<Row>>()
        })
    });
    let events = move || rows.with(|rows| rows.iter().map(|r| r.0).collect::<Vec<_>>());
    let row = move |event: EventFilter| {
        let is_on = move || screen.filter.with(|f| f.event == event);
        let shown = Memo::new(move |_| {
            let own = |r: &&Row| r.0 == event;
            rows.with(|rows| rows.iter().find(own).map(|(_, name, n)| (name.clone(), *n)))
        });
        view! {
            <li>
                <button
                    type="button"
                    class="fe"
                    aria-pressed=move || is_on().to_string()
                    on:click=move |_| screen.filter.update(|f| f.event = event)
                >
                    <span class="trunc"><bdi>{move || shown.get().map(|s| s.0)}</bdi></span>
                    <b>{move || shown.get().map(|s| grouped(s.1 as usize))}</b>
                </button>
            </li>
        }
    };
    // One event alone is no choice.
    view! {
        <Show when=move || rows.with(|rows| rows.len() > 2)>
            <div>
                <h2 class="sech">"Event"</h2>
                <ul class="bfl"><For each=events key=|event| *event children=row/></ul>
            </div>
        </Show>
    }
}

/// A check list: what is ticked is shown.
#[component]
fn Checks<T>(
    screen: Screen,
    /// The heading.
    title: &'static str,
    /// The values with icon, words and count.
    rows: Signal<Vec<(T, Icon, &'static str, u32)>>,
    /// The part of the filter with the values that are hidden.
    hidden: fn(&mut BoardFilter) -> &mut BTreeSet<T>,
) -> impl IntoView
where
    T: Copy + Ord + std::hash::Hash + Send + Sync + 'static,
{
    let row = move |(value, icon, words, _): (T, Icon, &'static str, u32)| {
        let count = Memo::new(move |_| {
            rows.with(|rows| rows.iter().find(|r| r.0 == value).map_or(0, |r| r.3))
        });
        let shown = move || {
            let mut filter = screen.filter.get();
            !hidden(&mut filter).contains(&value)
        };
        let toggle = move |_| {
            screen.filter.update(|f| {
                let set = hidden(f);
                if !set.remove(&value) {
                    set.insert(value);
                }
            });
        };
        view! {
            <li>
                <label>
                    <input type="checkbox" class="check" prop:checked=shown on:change=toggle/>
                    <IconView icon small=true/>
                    {words}
                    <b>{move || grouped(count.get() as usize)}</b>
                </label>
            </li>
        }
    };
    view! {
        <div>
            <h2 class="sech">{title}</h2>
            <ul class="bfl"><For each=move || rows.get() key=|r| r.0 children=row/></ul>
        </div>
    }
}
