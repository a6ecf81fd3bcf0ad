//! A row of the board: its question, its cards, what connects them.

use std::collections::HashMap;

use glossator_core::query::{
    BoardLink, BoardLinkKind, BoardRow, CardRef, Grouping, Support, counted,
};
use leptos::prelude::*;

use super::card::CardView;
use super::{Screen, acts};
use crate::components::button::IconButton;
use crate::components::icon::{Icon, IconView};

/// More links than this in one row are counted, not drawn.
const LINKS: usize = 6;

/// The names of the columns.
#[component]
pub fn Heads(screen: Screen) -> impl IntoView {
    let heads = move || {
        let board = screen.board.get();
        let heads = board.columns.iter().map(|c| {
            view! {
                <div class="ch0">
                    <b class="trunc"><bdi>{c.title.clone()}</bdi></b>
                    <span class="muted">{glossator_core::query::date_words(&c.date)}</span>
                </div>
            }
        });
        heads.collect_view()
    };
    let corner = move || {
        let n = screen.board.with(|b| b.columns.len());
        match screen.grouping.get() {
            Grouping::Document => counted(n, "question", "questions"),
            _ => format!("{}, oldest first", counted(n, "document", "documents")),
        }
    };
    view! { <div class="bgrid bhead"><div class="qh"><span class="muted">{corner}</span></div>{heads}</div> }
}

/// A row.
#[component]
pub fn RowView(
    screen: Screen,
    /// What it shows.
    row: BoardRow,
) -> impl IntoView {
    let columns = untrack(move || screen.in_columns());
    let board = screen.board.get_untracked();
    let name = if row.title.is_empty() { "No question yet".to_owned() } else { row.title.clone() };
    let places: HashMap<CardRef, (usize, String)> = row
        .cells
        .iter()
        .flat_map(|cell| cell.cards.iter().map(move |card| (cell.column, card)))
        .map(|(column, card)| {
            let outlet = card.chain.first().cloned().unwrap_or_default();
            ((card.document, card.mention), (column, format!("{outlet} {}", card.number)))
        })
        .collect();
    let links = Links { row: row.links.clone(), places };
    let cards: Vec<AnyView> = if columns {
        let mut cells: Vec<Option<AnyView>> = board.columns.iter().map(|_| None).collect();
        for cell in row.cells.clone() {
            let cards = cell
                .cards
                .into_iter()
                .map(|card| view! { <CardView screen card outlet=None/> }.into_any());
            if let Some(place) = cells.get_mut(cell.column) {
                *place = Some(view! { <div class="cell">{cards.collect_view()}</div> }.into_any());
            }
        }
        let none = || view! { <span class="nocl">"no claim"</span> }.into_any();
        cells.into_iter().map(|cell| cell.unwrap_or_else(none)).collect()
    } else {
        let all = row.cells.clone().into_iter().flat_map(move |cell| {
            let outlet = board.columns.get(cell.column).map(|c| c.title.clone());
            cell.cards.into_iter().map(move |card| (card, outlet.clone()))
        });
        all.map(|(card, outlet)| view! { <CardView screen card outlet/> }.into_any()).collect()
    };
    view! {
        <section class="bgrid" class:packed=!columns aria-label=name.clone()>
            <div class="qh">
                <h2 dir="auto">{name.clone()}</h2>
                {badge(&row)}
                {figures(&row)}
                <span class="muted">{support(row.support)}</span>
            </div>
            {cards}
            {lanes(screen, links, columns)}
        </section>
    }
}

/// What is in conflict.
fn badge(row: &BoardRow) -> Option<impl IntoView + use<>> {
    let mut words = Vec::new();
    if row.conflicting > 0 {
        words.push(counted(row.conflicting as usize, "figure in conflict", "figures in conflict"));
    }
    if row.denials > 0 {
        words.push(counted(row.denials as usize, "denial", "denials"));
    }
    (!words.is_empty()).then(|| {
        view! { <span class="badge bad"><IconView icon=Icon::Refutes/>{words.join(", ")}</span> }
    })
}

/// The figures with how often each is said, least first.
fn figures(row: &BoardRow) -> Option<impl IntoView + use<>> {
    let all: Vec<_> = row
        .figures
        .iter()
        .map(|f| {
            let times = if f.mentions > 1 { format!("×{}", f.mentions) } else { String::new() };
            view! {
                <li class:bad=f.in_conflict><b>{f.figure.clone()}</b><span class="muted">{times}</span></li>
            }
        })
        .collect();
    (all.len() > 1).then(|| view! { <ul class="strip" aria-label="Figures">{all}</ul> })
}

/// Who says so: mentions, and the originators behind them.
fn support(of: Support) -> Option<String> {
    (of.mentions > 0).then(|| {
        let mentions = counted(of.mentions as usize, "mention", "mentions");
        format!("{mentions} from {}", counted(of.roots as usize, "source", "sources"))
    })
}

/// The links of a row, and where its cards are: the column, and what a link calls them.
struct Links {
    row: Vec<BoardLink>,
    places: HashMap<CardRef, (usize, String)>,
}

/// The links under the cards: those that annotators made first.
fn lanes(screen: Screen, links: Links, columns: bool) -> Option<impl IntoView> {
    let mut all = links.row;
    all.sort_by_key(|l| (l.link.is_none(), l.kind));
    let known =
        |l: &BoardLink| links.places.contains_key(&l.from) && links.places.contains_key(&l.to);
    all.retain(known);
    let more = all.len().saturating_sub(LINKS);
    let drawn: Vec<AnyView> = all
        .into_iter()
        .take(LINKS)
        .filter_map(|l| {
            let (from, to) = (links.places.get(&l.from)?, links.places.get(&l.to)?);
            let (icon, word, class) = look(l.kind);
            let (a, b) = (from.0.min(to.0), from.0.max(to.0));
            let title = format!("{} {word} {}", from.1, to.1);
            let remove = l.link.map(|id| {
                view! {
                    <IconButton
                        icon=Icon::Close
                        label=Signal::stored(format!("Remove the link: {title}"))
                        class="sm"
                        on_press=move |()| acts::unlink(screen, id)
                    />
                }
            });
            Some(
                view! {
                    <li
                        class=format!("lk {class}")
                        class:wide=!columns
                        style=("--a", (a + 1).to_string())
                        style=("--b", (b + 1).to_string())
                    >
                        <span class="pill"><IconView icon small=true/><span>{title.clone()}</span>{remove}</span>
                    </li>
                }
                .into_any(),
            )
        })
        .collect();
    (!drawn.is_empty()).then(|| {
        view! {
            <ul class="lanes" aria-label="Links">
                {drawn}
                {(more > 0).then(|| view! { <li class="muted wide">{format!("and {more} more")}</li> })}
            </ul>
        }
    })
}

/// Icon, verb and class of a link.
const fn look(kind: BoardLinkKind) -> (Icon, &'static str, &'static str) {
    match kind {
        BoardLinkKind::Refutes => (Icon::Refutes, "refutes", "bad"),
        BoardLinkKind::Figures => (Icon::Refutes, "has another figure than", "bad sug"),
        BoardLinkKind::Denial => (Icon::Denies, "is denied or denies", "bad sug"),
        BoardLinkKind::Supports => (Icon::Supports, "supports", "sup"),
        BoardLinkKind::Updates => (Icon::Updates, "updates", ""),
        BoardLinkKind::Related => (Icon::Link, "is related to", ""),
        BoardLinkKind::Identical => (Icon::Identical, "is identical to", "same"),
    }
}
