//! The table of entries.

use glossator_core::model::EntityId;
use glossator_core::query::document_bars;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{Screen, mentions, tag_of};
use crate::components::icon::{Icon, IconView};
use crate::components::virtual_list::{Many, VirtualList};
use crate::platform::page;

/// The id of the search field.
pub const SEARCH: &str = "register-search";
/// The id of the list.
pub const LIST: &str = "register-list";
/// As `.rrow.vrow` in the stylesheet.
const ROW_HEIGHT: f64 = 43.0;
/// How many bars an entry has at most.
const BARS: usize = 8;

/// A key in the search field.
pub fn on_search_key(screen: Screen, event: &KeyboardEvent) {
    if event.is_composing() {
        return;
    }
    match event.key().as_str() {
        "ArrowDown" | "Enter" => page::focus(LIST),
        "Escape" if !screen.words.with_untracked(String::is_empty) => {
            screen.words.set(String::new());
        }
        "Escape" => page::focus(LIST),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// The table.
#[component]
pub fn List(screen: Screen) -> impl IntoView {
    let many = Many {
        follows: true,
        ticked: Callback::new(move |id| screen.ticked.with(|ticked| ticked.contains(&id))),
        on_tick: Callback::new(move |id| screen.tick(id)),
        on_enter: Callback::new(move |_| page::focus(mentions::LIST)),
    };
    view! {
        <div class="rhead" aria-hidden="true">
            <span></span>
            <span>"Type"</span>
            <span>"Entity and aliases"</span>
            <span>"By document"</span>
            <span class="r">"Mentions"</span>
            <span>"External id"</span>
        </div>
        <Show when=move || !screen.rows.with(Vec::is_empty) fallback=move || view! { <Nothing screen/> }>
            <VirtualList
                label="Entities"
                id=LIST
                rows=screen.rows
                current=screen.current
                row_height=ROW_HEIGHT
                row_class="rrow"
                draw=move |id| view! { <Row screen id/> }
                on_choose=move |id| {
                    screen.review.set(false);
                    screen.chosen.set(Some(id));
                }
                many=Some(many)
            />
        </Show>
    }
}

/// The inside of a row.
#[component]
fn Row(
    screen: Screen,
    /// The entry.
    id: EntityId,
) -> impl IntoView {
    let inside = move || {
        let row = screen.register.with(|r| {
            screen.app.session.read(|p| {
                let row = r.as_ref()?.row(p, id)?;
                let bars = document_bars(p, &row.by_document, BARS);
                Some((tag_of(p, row.label.as_ref()), bars, row))
            })
        });
        let ((tag, hue), bars, row) = row.flatten()?;
        let aliases = (!row.aliases.is_empty()).then(|| {
            // Each by itself: their directions may differ.
            let names = row.aliases.iter().enumerate().map(|(n, name)| {
                view! { {(n > 0).then_some(", ")}<bdi>{name.clone()}</bdi> }
            });
            view! { <span class="al trunc"><span class="vh">", also "</span>{names.collect_view()}</span> }
        });
        let bars = bars.into_iter().map(|n| view! { <i class=format!("b{n}")></i> }).collect_view();
        let spoken = match row.by_document.len() {
            0 => ", no mention".to_owned(),
            1 => format!(", in 1 document, mentions: {}", row.mentions),
            n => format!(", in {n} documents, mentions: {}", row.mentions),
        };
        Some(view! {
            <span class="tick" aria-hidden="true"><IconView icon=Icon::Check small=true/></span>
            <span class="tag" data-hue=hue>{tag}</span>
            <span class="nm"><b class="trunc"><bdi>{row.name}</bdi></b>{aliases}</span>
            <span class="bars" aria-hidden="true">{bars}</span>
            <span class="num r" aria-hidden="true">{row.mentions}</span>
            <span class="vh">{spoken}</span>
            <span class="mono trunc"><bdi>{row.external_id}</bdi></span>
        })
    };
    view! { {inside} }
}

/// Why the list is empty and what fills it.
#[component]
fn Nothing(screen: Screen) -> impl IntoView {
    let none = move || screen.register.with(|r| r.as_ref().is_none_or(|r| r.counts.entities == 0));
    let all = move |_| {
        screen.words.set(String::new());
        screen.label.set(None);
        page::focus(SEARCH);
    };
    view! {
        <div class="qlist">
            <Show
                when=none
                fallback=move || view! {
                    <p class="empty" role="status">"No entity with these words and of this type."</p>
                    <p class="empty"><button type="button" class="btn sm" on:click=all>"Show all entities"</button></p>
                }
            >
                <p class="empty">
                    "No entities yet. In a text, O on a mention links it to one and makes it; N makes one here; an authority file has them ready to take."
                </p>
            </Show>
        </div>
    }
}
