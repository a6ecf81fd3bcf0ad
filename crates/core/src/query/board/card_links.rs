//! What a card of the board says of its connections with other cards.

use std::collections::HashMap;

use super::{BoardLink, BoardLinkKind, BoardRow, Card, CardRef, Cell, FarLink};
use crate::model::{ClaimId, Stance};

/// A connection of a card with another one, as the badge on it says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardLink {
    /// The connection, between the first mentions of the two cards.
    pub link: BoardLink,
    /// Whether it leads from this card to the other.
    pub outgoing: bool,
    /// The other card's first mention.
    pub other: CardRef,
    /// The row of the other, where that is another one: then no line leads there.
    pub row: Option<usize>,
    /// The other's figure; empty if it has none.
    pub figure: String,
    /// Where the other stands: "Courier 5".
    pub place: String,
    /// From what to what the connection leads, in a few words: "Halvern Standard: 9".
    pub ends: [String; 2],
}

impl Cell {
    /// The mentions of the cell, claim by claim: those of one claim stand on one card.
    pub fn claims(&self) -> impl Iterator<Item = &[Card]> {
        self.cards.chunk_by(|a, b| a.claim == b.claim)
    }
}

impl Card {
    /// The card in a few words: "Halvern Standard: 9".
    fn name(&self) -> String {
        let outlet = self.chain.first().map_or("", String::as_str);
        let what = if self.figure.is_empty() { &self.text } else { &self.figure };
        format!("{outlet}: {what}")
    }

    /// Names it.
    pub fn place(&self) -> CardRef {
        (self.document, self.mention)
    }

    fn holds(&self) -> bool {
        !self.excluded && super::card::holds(self.stance)
    }

    fn denies(&self) -> bool {
        !self.excluded && self.stance == Stance::Denies
    }
}

/// The mentions of one claim in one cell.
#[derive(Clone, Copy)]
struct Group<'a> {
    column: usize,
    cards: &'a [Card],
}

impl Group<'_> {
    fn first(&self) -> Option<&Card> {
        self.cards.first()
    }
}

impl BoardRow {
    /// What connects each card with others, by the card's first mention; conflicts first. Of the
    /// cards of the other claim, the one in the nearest column is named. That a claim stands in
    /// several documents is no connection: its cards say so.
    pub fn card_links(&self) -> HashMap<CardRef, Vec<CardLink>> {
        let mut groups: HashMap<ClaimId, Vec<Group<'_>>> = HashMap::new();
        let mut claims: HashMap<CardRef, ClaimId> = HashMap::new();
        for cell in &self.cells {
            for cards in cell.claims() {
                claims.extend(cards.iter().map(|c| (c.place(), c.claim)));
                let Some(first) = cards.first() else { continue };
                groups.entry(first.claim).or_default().push(Group { column: cell.column, cards });
            }
        }
        let mut found: HashMap<CardRef, Vec<CardLink>> = HashMap::new();
        let of = |card| claims.get(card).and_then(|claim| groups.get(claim));
        for link in &self.links {
            let (Some(from), Some(to)) = (of(&link.from), of(&link.to)) else { continue };
            match link.kind {
                BoardLinkKind::Identical => {}
                BoardLinkKind::Denial => deny(link, from, &mut found),
                _ => {
                    note(link, from, to, true, &mut found);
                    note(link, to, from, false, &mut found);
                }
            }
        }
        for far in &self.far {
            note_far(far, groups.get(&far.claim).into_iter().flatten(), &mut found);
        }
        for links in found.values_mut() {
            links.sort_by_key(|l| l.link.kind);
        }
        found
    }
}

/// Notes a connection on every card of the one claim.
fn note(
    link: &BoardLink,
    here: &[Group<'_>],
    there: &[Group<'_>],
    outgoing: bool,
    found: &mut HashMap<CardRef, Vec<CardLink>>,
) {
    for group in here {
        let nearest = there.iter().min_by_key(|g| g.column.abs_diff(group.column));
        if let Some((own, other)) = group.first().zip(nearest.and_then(Group::first)) {
            found.entry(own.place()).or_default().push(card_link(link, own, other, outgoing));
        }
    }
}

/// Notes on the cards of one claim who denies it elsewhere, or whom they deny.
fn deny(link: &BoardLink, of_claim: &[Group<'_>], found: &mut HashMap<CardRef, Vec<CardLink>>) {
    for group in of_claim {
        let Some(own) = group.first() else { continue };
        let says = group.cards.iter().any(Card::holds);
        if !says && !group.cards.iter().any(Card::denies) {
            continue;
        }
        let against = |c: &Card| if says { c.denies() } else { c.holds() };
        let others = of_claim.iter().filter(|g| g.first() != Some(own));
        let others = others.filter_map(|g| Some((g, g.cards.iter().find(|c| against(c))?)));
        let nearest = others.min_by_key(|(g, _)| g.column.abs_diff(group.column));
        if let Some((_, other)) = nearest {
            found.entry(own.place()).or_default().push(card_link(link, own, other, !says));
        }
    }
}

/// Notes a connection with another row on every card of the claim; who denies it, or whom they deny,
/// where no card of the row says it.
fn note_far<'a>(
    far: &FarLink,
    here: impl Iterator<Item = &'a Group<'a>>,
    found: &mut HashMap<CardRef, Vec<CardLink>>,
) {
    let is_denial = far.kind == BoardLinkKind::Denial;
    for group in here {
        let Some(own) = group.first() else { continue };
        let says = group.cards.iter().any(Card::holds);
        let denies = !says && group.cards.iter().any(Card::denies);
        let fits = !is_denial || if far.outgoing { denies } else { says };
        let told = || {
            let mut links = found.get(&own.place()).into_iter().flatten();
            is_denial && links.any(|l| l.link.kind == BoardLinkKind::Denial)
        };
        if !fits || told() {
            continue;
        }
        // Its ends are set with the rest.
        let link = BoardLink { kind: far.kind, from: own.place(), to: own.place(), link: far.link };
        let link = card_link(&link, own, &far.card, far.outgoing);
        found.entry(own.place()).or_default().push(CardLink { row: Some(far.row), ..link });
    }
}

fn card_link(link: &BoardLink, own: &Card, other: &Card, outgoing: bool) -> CardLink {
    let (from, to) = if outgoing { (own, other) } else { (other, own) };
    CardLink {
        link: BoardLink { from: from.place(), to: to.place(), ..link.clone() },
        outgoing,
        other: other.place(),
        row: None,
        figure: other.figure.clone(),
        place: format!("{} {}", other.outlet, other.number),
        ends: [from.name(), to.name()],
    }
}
