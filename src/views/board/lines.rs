//! The lines from the card under the pointer, or else from the current one, to those that it is
//! connected with. Lines of all cards at once would be noise; the badges are always there.

use std::sync::Arc;

use glossator_core::query::{
    BoardLinkKind, BoardRow, CardBox, CardLink, CardRef, Place, card_line,
};
use leptos::prelude::*;

use super::card::card_id;
use super::links::{badge_id, look};
use super::{Screen, row};
use crate::platform::{boxes, page, timer};

/// How long and half how wide the head of an arrow is.
const HEAD: (f64, f64) = (6.0, 3.5);

/// A line of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The place of its badge on the card.
    place: usize,
    class: &'static str,
    path: String,
    /// The head of an arrow, or the dots at its ends.
    ends: String,
}

/// The lines that are shown, and in which row.
pub type Lines = Option<(usize, Arc<Vec<Line>>)>;

/// Keeps lines and lit cards in step with the card that they are of.
pub fn follow(screen: Screen) {
    // Who goes on by keys looks where they go, and not where the pointer was left.
    Effect::new(move |_| {
        screen.at.track();
        screen.pointed.set(None);
    });
    Effect::new(move |_| {
        screen.board.track();
        screen.drawn.track();
        screen.flat.track();
        screen.pointed.track();
        screen.at.track();
        draw_soon(screen);
    });
}

/// Draws the lines once the cards stand.
pub fn draw_soon(screen: Screen) {
    timer::next_frame(move || draw(screen));
}

/// The card that the lines are of: its first mention, its connections, and the other cards of its
/// claim.
fn subject(row: &BoardRow, card: CardRef) -> Option<(CardRef, Vec<CardLink>, Vec<CardRef>)> {
    let mut cards = row.cells.iter().flat_map(|c| c.claims());
    let own = cards.find(|cards| cards.iter().any(|c| c.place() == card))?.first()?;
    let links = row.card_links().remove(&own.place()).unwrap_or_default();
    let all = row.cells.iter().flat_map(|c| c.claims()).filter_map(<[_]>::first);
    let same = all.filter(|c| c.claim == own.claim && c.place() != own.place());
    Some((own.place(), links, same.map(|c| c.place()).collect()))
}

fn draw(screen: Screen) {
    // The screen may have been left since.
    let (Some(pointed), Some(at)) =
        (screen.pointed.try_get_untracked(), screen.at.try_get_untracked())
    else {
        return;
    };
    screen.lit.update_value(|lit| {
        for (id, class) in lit.drain(..) {
            page::set_class(&[id], class, false);
        }
    });
    let about = pointed.or(at).and_then(|at| {
        let row = untrack(|| screen.row(at.row))?;
        let found = subject(&row, at.card)?;
        Some((at.row, row, found))
    });
    let Some((n, row, (own, links, same))) = about else {
        screen.lines.set(None);
        return;
    };
    let place = |card| Place { row: n, card };
    // The first card of another claim may be the end of several lines.
    let all = firsts(&row, links.iter().map(|l| l.other));
    let mut lit: Vec<(String, &'static str)> =
        same.into_iter().map(|card| (card_id(place(card)), "same")).collect();
    for (link, other) in links.iter().zip(&all) {
        let class = match look(link.link.kind).0 {
            "bad" => "lit-bad",
            "sup" => "lit-sup",
            _ => "lit",
        };
        lit.push((card_id(Place { row: link.row.unwrap_or(n), card: *other }), class));
    }
    for (id, class) in &lit {
        page::set_class(std::slice::from_ref(id), class, true);
    }
    screen.lit.set_value(lit);
    let lines =
        if screen.flat.get_untracked() { Vec::new() } else { measured(n, own, &links, &all) };
    screen.lines.set((!lines.is_empty()).then(|| (n, Arc::new(lines))));
}

/// The first mentions of the cards that these are on.
fn firsts(row: &BoardRow, mentions: impl Iterator<Item = CardRef>) -> Vec<CardRef> {
    let on = |mention: CardRef| {
        let mut cards = row.cells.iter().flat_map(|c| c.claims());
        let card = cards.find(|cards| cards.iter().any(|c| c.place() == mention))?;
        card.first().map(|c| c.place())
    };
    mentions.map(|m| on(m).unwrap_or(m)).collect()
}

/// The lines of a card's badges, as far as these are shown.
fn measured(n: usize, own: CardRef, links: &[CardLink], others: &[CardRef]) -> Vec<Line> {
    let place = |card| Place { row: n, card };
    let Some(origin) = boxes::edges_of(&row::id_of(n)) else { return Vec::new() };
    let card_box = |id: &str| {
        let at = boxes::edges_of(id)?;
        let (x, y) = (origin.left, origin.top);
        let [left, right] = [at.left - x, at.right - x];
        Some(CardBox { left, top: at.top - y, right, bottom: at.bottom - y })
    };
    let Some(from) = card_box(&card_id(place(own))) else { return Vec::new() };
    let all = links.iter().zip(others).enumerate();
    // To cards of other rows lead no lines.
    let lines =
        all.filter(|(_, (link, _))| link.row.is_none()).filter_map(|(at, (link, other))| {
            let badge = card_box(&badge_id(place(own), at))?;
            let to = card_box(&card_id(place(*other)))?;
            let corners = card_line(from, (badge.top + badge.bottom) / 2.0, to, at);
            let directed =
                matches!(link.link.kind, BoardLinkKind::Supports | BoardLinkKind::Updates);
            let ends = match (directed, link.outgoing) {
                (true, true) => head(corners.iter().rev()),
                (true, false) => head(corners.iter()),
                _ => corners.first().into_iter().chain(corners.last()).map(dot).collect(),
            };
            let point = |(n, (x, y)): (usize, &(f64, f64))| {
                format!("{}{x:.1} {y:.1}", if n == 0 { "M" } else { "L" })
            };
            let path = corners.iter().enumerate().map(point).collect();
            Some(Line { place: at, class: look(link.link.kind).0, path, ends })
        });
    lines.collect()
}

/// An arrow's head at the first of these corners, away from the second.
fn head<'a>(mut corners: impl Iterator<Item = &'a (f64, f64)>) -> String {
    let (Some((x, y)), Some((from, _))) = (corners.next(), corners.next()) else {
        return String::new();
    };
    let back = x - (x - from).signum() * HEAD.0;
    format!("M{x:.1} {y:.1}L{back:.1} {:.1}L{back:.1} {:.1}Z", y - HEAD.1, y + HEAD.1)
}

fn dot((x, y): &(f64, f64)) -> String {
    format!("M{:.1} {y:.1}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0Z", x - 2.5)
}

/// The lines of a row.
#[component]
pub fn RowLines(screen: Screen, n: usize) -> impl IntoView {
    let own = Memo::new(move |_| {
        screen
            .lines
            .with(|lines| lines.as_ref().filter(|(row, _)| *row == n).map(|(_, l)| l.clone()))
    });
    move || {
        let lines = own.get()?;
        let drawn = lines.iter().cloned().map(|line| {
            let is_on = move || screen.linked.get() == Some(line.place);
            view! {
                <g class=line.class class:on=is_on>
                    <path d=line.path/>
                    <path class="end" d=line.ends/>
                </g>
            }
        });
        Some(view! { <svg class="lines" aria-hidden="true">{drawn.collect_view()}</svg> })
    }
}
