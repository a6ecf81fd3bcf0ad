//! What connects the cards of a row: lines below the columns, or a list.

use glossator_core::model::ClaimLinkType;
use glossator_core::query::{BoardLink, BoardLinkKind, BoardRow, CardRef, counted, link_lanes};
use leptos::prelude::*;

use super::card::id_of;
use super::{Busy, Place, Screen, acts};
use crate::components::icon::{Icon, IconView};
use crate::platform::page;

/// How many lanes of lines a row has at most.
const LANES: usize = 6;
/// How many connections a list shows at most.
const LISTED: usize = 8;

/// How a connection looks, and what it is called: class, icon, words.
const fn look(kind: BoardLinkKind) -> (&'static str, Icon, &'static str) {
    match kind {
        BoardLinkKind::Refutes => ("bad", Icon::Refutes, "refutes"),
        BoardLinkKind::Denial => ("bad", Icon::Denies, "denies"),
        BoardLinkKind::Figures => ("sug", Icon::Suggestion, "not linked: refutes?"),
        BoardLinkKind::Supports => ("sup", Icon::Supports, "supports"),
        BoardLinkKind::Updates => ("upd", Icon::Updates, "updates"),
        BoardLinkKind::Related => ("rel", Icon::Link, "related"),
        BoardLinkKind::Identical => ("same", Icon::Identical, "identical"),
    }
}

/// Whether the order of the two matters.
const fn is_directed(kind: BoardLinkKind) -> bool {
    matches!(kind, BoardLinkKind::Supports | BoardLinkKind::Updates)
}

/// A card in a few words: "Halvern Standard 9".
fn name_of(row: &BoardRow, card: CardRef) -> String {
    let cards = row.cells.iter().flat_map(|c| &c.cards);
    let found = cards.into_iter().find(|c| (c.document, c.mention) == card);
    found.map_or_else(String::new, |c| {
        let outlet = c.chain.first().map_or("", String::as_str);
        let what = if c.figure.is_empty() { &c.text } else { &c.figure };
        format!("{outlet}: {what}")
    })
}

/// The name of a connection, or the button that chooses it, or makes it.
#[component]
fn Pill(
    screen: Screen,
    /// The row.
    n: usize,
    /// The connection.
    link: BoardLink,
    /// The words on it.
    words: String,
    /// All of it in words.
    spoken: String,
) -> impl IntoView {
    let (class, icon, _) = look(link.kind);
    let tab = move || if screen.at.get().is_some_and(|at| at.row == n) { "0" } else { "-1" };
    let inside = view! { <IconView icon/><span class="trunc">{words}</span> };
    let ends = [link.from, link.to].map(|card| id_of(Place { row: n, card }));
    let lit = StoredValue::new(ends);
    // A line ends at its cell, which may hold several cards: its own two are lit.
    let light = move |on: bool| {
        // It is left, too, when it goes.
        let _ = lit.try_with_value(|ids| page::set_class(ids, "lit", on));
    };
    let pill = match (link.link, link.kind) {
        (Some(id), _) => {
            let is_on = move || screen.busy.get() == Busy::Link(id);
            let choose = move || {
                if !matches!(screen.busy.get_untracked(), Busy::Linking(_)) {
                    screen.busy.set(Busy::Link(id));
                }
            };
            view! {
                <button
                    type="button"
                    class=format!("pill {class}")
                    aria-label=spoken
                    aria-pressed=move || is_on().to_string()
                    tabindex=tab
                    on:focus=move |_| choose()
                    on:click=move |_| choose()
                >
                    {inside}
                </button>
            }
            .into_any()
        }
        (None, BoardLinkKind::Figures) => {
            let make = move |_| {
                let claim = |card| screen.board.with_untracked(|b| {
                    let cards = b.rows.get(n)?.cells.iter().flat_map(|c| &c.cards);
                    cards.into_iter().find(|c| (c.document, c.mention) == card).map(|c| c.claim)
                });
                if let (Some(from), Some(to)) = (claim(link.from), claim(link.to)) {
                    acts::connect(screen, from, to, ClaimLinkType::Refutes);
                }
            };
            let spoken = format!("{spoken}. Link them");
            view! { <button type="button" class="pill sug" aria-label=spoken tabindex=tab on:click=make>{inside}</button> }
                .into_any()
        }
        _ => view! { <span class=format!("pill {class}")>{inside}<span class="vh">{spoken}</span></span> }.into_any(),
    };
    view! {
        <span
            class="lkp"
            on:pointerenter=move |_| light(true)
            on:pointerleave=move |_| light(false)
            on:focusin=move |_| light(true)
            on:focusout=move |_| light(false)
        >
            {pill}
        </span>
    }
}

fn spoken(row: &BoardRow, link: &BoardLink) -> String {
    let (from, to) = (name_of(row, link.from), name_of(row, link.to));
    match link.kind {
        BoardLinkKind::Figures => format!("The figures exclude each other: {from}; {to}"),
        kind => format!("{from} {} {to}", look(kind).2),
    }
}

/// Lines below the columns.
#[component]
pub fn Lanes(screen: Screen, n: usize, row: BoardRow) -> impl IntoView {
    let lanes = link_lanes(&row, LANES);
    if lanes.drawn.is_empty() {
        return ().into_any();
    }
    let count = lanes.lanes + usize::from(lanes.hidden > 0);
    let columns: std::collections::HashMap<CardRef, usize> = row
        .cells
        .iter()
        .flat_map(|cell| cell.cards.iter().map(|c| ((c.document, c.mention), cell.column)))
        .collect();
    let drawn = lanes
        .drawn
        .into_iter()
        .map(|l| {
            let (class, _, words) = look(l.link.kind);
            let from_left = columns.get(&l.link.from) == Some(&l.left);
            let words = match (is_directed(l.link.kind) && l.left != l.right, from_left) {
                (true, true) => format!("{words} →"),
                (true, false) => format!("← {words}"),
                _ => words.to_owned(),
            };
            let spoken = spoken(&row, &l.link);
            let one = l.left == l.right;
            view! {
                <div
                    class=format!("lk {class}")
                    class:one=one
                    style=("--a", l.left.to_string())
                    style=("--b", l.right.to_string())
                    style=("--lane", l.lane.to_string())
                    style=("--oa", format!("{}px", l.left_offset))
                    style=("--ob", format!("{}px", l.right_offset))
                >
                    <Pill screen n link=l.link words spoken/>
                </div>
            }
        })
        .collect_view();
    let more = (lanes.hidden > 0).then(|| {
        view! { <span class="muted lkmore">{format!("+{}", counted(lanes.hidden as usize, "more link", "more links"))}</span> }
    });
    view! { <div class="lanes" style=("--lanes", count.to_string())>{drawn}{more}</div> }.into_any()
}

/// The connections as a list, where cards flow.
#[component]
pub fn LinkList(screen: Screen, n: usize, row: BoardRow) -> impl IntoView {
    let mut links: Vec<BoardLink> = row.links.clone();
    links.retain(|l| l.kind != BoardLinkKind::Identical);
    links.sort_by_key(|l| l.kind);
    let hidden = links.len().saturating_sub(LISTED);
    links.truncate(LISTED);
    if links.is_empty() {
        return ().into_any();
    }
    let items = links
        .into_iter()
        .map(|link| {
            let spoken = spoken(&row, &link);
            view! { <li><Pill screen n link words=spoken.clone() spoken/></li> }
        })
        .collect_view();
    let more = (hidden > 0).then(|| {
        view! { <li class="muted">{format!("+{}", counted(hidden, "more link", "more links"))}</li> }
    });
    view! { <ul class="lklist" aria-label="Links">{items}{more}</ul> }.into_any()
}
