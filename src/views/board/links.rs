//! What connects a card with others, as badges on it: the other's figure and where it stands.

use glossator_core::model::ClaimLinkType;
use glossator_core::query::{BoardLinkKind, CardLink};
use leptos::prelude::*;

use super::lines;
use super::{Busy, Place, Screen, acts};
use crate::components::icon::{Icon, IconView};

/// How many badges a card has at first.
const MOST: usize = 3;

/// How a connection looks, and what it is called: class, icon, words.
pub const fn look(kind: BoardLinkKind) -> (&'static str, Icon, &'static str) {
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

/// The words before the other's figure, where the sign does not say enough: the first go where
/// cards are narrow.
const fn relation(kind: BoardLinkKind, outgoing: bool) -> (&'static str, &'static str) {
    match (kind, outgoing) {
        (BoardLinkKind::Denial, true) => ("", "denies "),
        (BoardLinkKind::Denial, false) => ("", "denied "),
        (BoardLinkKind::Updates, true) => ("updates ", ""),
        (BoardLinkKind::Updates, false) => ("updated ", "by "),
        (BoardLinkKind::Supports, true) => ("supports ", ""),
        (BoardLinkKind::Supports, false) => ("supported ", "by "),
        _ => ("", ""),
    }
}

/// The id of a badge, by its card and its place there.
pub fn badge_id(at: Place, place: usize) -> String {
    format!("link-{}-{}-{place}", at.row, at.card.1)
}

/// The connection in words.
fn spoken(link: &CardLink) -> String {
    let [from, to] = &link.ends;
    match link.link.kind {
        BoardLinkKind::Figures => {
            format!("The figures exclude each other: {from}; {to}. Link them")
        }
        kind => {
            let far = if link.row.is_some() { ", in another row" } else { "" };
            format!("{from} {} {to}{far}", look(kind).2)
        }
    }
}

/// The badges of a card; all of them once that is asked for.
#[component]
pub fn CardLinks(
    screen: Screen,
    /// The card's first mention.
    at: Place,
    /// What connects it.
    links: Vec<CardLink>,
    /// Whether it is the current card: then its badges are tab stops.
    is_current: Memo<bool>,
) -> impl IntoView {
    if links.is_empty() {
        return None;
    }
    let hidden = links.len().saturating_sub(MOST);
    let whole = RwSignal::new(hidden == 0);
    let tab = move || if is_current.get() { "0" } else { "-1" };
    let badges = move || {
        let most = if whole.get() { links.len() } else { MOST };
        let shown = links.iter().take(most).cloned().enumerate();
        shown.map(|(place, link)| view! { <Badge screen at place link is_current/> }).collect_view()
    };
    let more = move || {
        (!whole.get()).then(|| {
            let expand = move |_| {
                whole.set(true);
                crate::platform::focus::soon(badge_id(at, MOST));
                lines::draw_soon(screen);
            };
            view! {
                <button type="button" class="pill more" tabindex=tab aria-label=format!("Show {hidden} more links") on:click=expand>
                    {format!("+{hidden}")}
                </button>
            }
        })
    };
    Some(view! { <span class="lks">{badges}{more}</span> })
}

/// The badge of a connection: choosing one of the register shows what can be done with it,
/// choosing a computed conflict makes it one.
#[component]
fn Badge(
    screen: Screen,
    /// The card's first mention.
    at: Place,
    /// Its place among the badges.
    place: usize,
    /// The connection.
    link: CardLink,
    /// Whether its card is the current one.
    is_current: Memo<bool>,
) -> impl IntoView {
    let kind = link.link.kind;
    let (class, icon, _) = look(kind);
    let words = spoken(&link);
    let id = link.link.link;
    let is_on = move || id.is_some_and(|id| screen.busy.get() == Busy::Link(id));
    let choose = move || {
        screen.linked.set(Some(place));
        if let Some(id) = id
            && !matches!(screen.busy.get_untracked(), Busy::Linking(_))
        {
            screen.chosen.set(Some(at));
            screen.busy.set(Busy::Link(id));
        }
    };
    let (from, to) = (link.link.from, link.link.to);
    let other = Place { row: link.row.unwrap_or(at.row), card: link.other };
    let is_far = link.row.is_some();
    let press = move |_| {
        let claim = |card| untrack(|| screen.card(Place { row: at.row, card })).map(|c| c.claim);
        match kind {
            BoardLinkKind::Figures => {
                if let (Some(from), Some(to)) = (claim(from), claim(to)) {
                    acts::connect(screen, from, to, ClaimLinkType::Refutes);
                }
            }
            BoardLinkKind::Denial => screen.go(other),
            _ => choose(),
        }
    };
    let (long, short) = relation(kind, link.outgoing);
    let figure = if kind == BoardLinkKind::Denial { String::new() } else { link.figure };
    view! {
        <button
            type="button"
            class=format!("pill {class}")
            class:far=is_far
            id=badge_id(at, place)
            title=words.clone()
            aria-label=words
            aria-pressed=id.map(|_| move || is_on().to_string())
            tabindex=move || if is_current.get() { "0" } else { "-1" }
            on:focus=move |_| choose()
            on:blur=move |_| screen.linked.set(None)
            on:pointerenter=move |_| screen.linked.set(Some(place))
            on:pointerleave=move |_| screen.linked.set(None)
            on:click=press
        >
            <IconView icon/>
            <span class="trunc">
                {is_far.then_some("↗ ")}
                {(!long.is_empty()).then(|| view! { <span class="rw">{long}</span> })}
                {short}
                {(!figure.is_empty()).then(|| view! { <b><bdi>{figure}</bdi></b>" " })}
                <bdi>{link.place}</bdi>
                {(kind == BoardLinkKind::Figures).then_some("?")}
            </span>
        </button>
    }
}
