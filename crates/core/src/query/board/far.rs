//! What connects the cards of a row with those of other rows: links of the register, and denials.
//! Looked for when a row is drawn, not for the outline.

use std::collections::{HashMap, HashSet};

use super::card::Entry;
use super::{BoardLinkKind, Card, CardRef, FarLink, Outline};
use crate::model::{ClaimId, ClaimLink, ClaimLinkType, Project};

/// The claims of other rows that links lead to, by link.
pub(super) struct FarClaims<'a> {
    /// Each link with the row's own claim and the other one.
    links: Vec<(&'a ClaimLink, ClaimId, ClaimId)>,
}

impl<'a> FarClaims<'a> {
    /// Those of a row with these claims.
    pub(super) fn of(project: &'a Project, own: &HashSet<ClaimId>) -> Self {
        let links = project.claim_links().values().filter_map(|l| {
            match (own.contains(&l.from), own.contains(&l.to)) {
                (true, false) => Some((l, l.from, l.to)),
                (false, true) => Some((l, l.to, l.from)),
                _ => None,
            }
        });
        Self { links: links.collect() }
    }

    /// The claims.
    pub(super) fn claims(&self) -> impl Iterator<Item = ClaimId> {
        self.links.iter().map(|(.., other)| *other)
    }

    /// What connects the cards of the `n`th row with others that are shown, those of the nearest
    /// row. `here` are the row's mentions, `all` those of its claims and of these.
    pub(super) fn links(
        &self,
        outline: &Outline,
        n: usize,
        here: &HashSet<CardRef>,
        all: &HashMap<CardRef, &Entry<'_>>,
        card: impl Fn(CardRef) -> Option<Card>,
    ) -> Vec<FarLink> {
        let mut wanted: HashSet<ClaimId> = self.claims().collect();
        wanted.extend(torn(here, all));
        if wanted.is_empty() {
            return Vec::new();
        }
        let shown = shown(outline, n, &wanted);
        let nearest = |claim, fits: &dyn Fn(&Entry<'_>) -> bool| {
            let mut places = shown.get(&claim).into_iter().flatten();
            let found = places.find(|(_, at)| all.get(at).is_some_and(|e| fits(e)))?;
            Some((found.0, card(found.1)?))
        };
        let mut links: Vec<FarLink> = self
            .links
            .iter()
            .filter_map(|(link, claim, other)| {
                let (row, card) = nearest(*other, &|_| true)?;
                let (claim, outgoing) = (*claim, link.from == *claim);
                Some(FarLink {
                    kind: kind(link.kind),
                    link: Some(link.id),
                    claim,
                    outgoing,
                    card,
                    row,
                })
            })
            .collect();
        let mut claims: Vec<ClaimId> = torn(here, all).collect();
        claims.sort_unstable();
        claims.dedup();
        for claim in claims {
            let denial = |outgoing, (row, card)| FarLink {
                kind: BoardLinkKind::Denial,
                link: None,
                claim,
                outgoing,
                card,
                row,
            };
            links.extend(nearest(claim, &|e| e.denies()).map(|found| denial(false, found)));
            links.extend(nearest(claim, &|e| e.holds()).map(|found| denial(true, found)));
        }
        links
    }
}

/// The claims of a row that a mention elsewhere may deny, or hold against a denial here.
fn torn<'a>(
    here: &'a HashSet<CardRef>,
    all: &'a HashMap<CardRef, &Entry<'_>>,
) -> impl Iterator<Item = ClaimId> + 'a {
    let mut held: HashMap<ClaimId, [bool; 4]> = HashMap::new();
    for (at, e) in all {
        let side = if here.contains(at) { 0 } else { 2 };
        let held = held.entry(e.claim.id).or_default();
        held[side] |= e.holds();
        held[side + 1] |= e.denies();
    }
    held.into_iter()
        .filter(|(_, [holds, denies, far_holds, far_denies])| {
            (*holds && *far_denies) || (*denies && *far_holds)
        })
        .map(|(claim, _)| claim)
}

/// Where these claims stand in other rows, the nearest row first.
fn shown(
    outline: &Outline,
    n: usize,
    wanted: &HashSet<ClaimId>,
) -> HashMap<ClaimId, Vec<(usize, CardRef)>> {
    let mut shown: HashMap<ClaimId, Vec<(usize, CardRef)>> = HashMap::new();
    for (row, outline) in outline.rows.iter().enumerate().filter(|(row, _)| *row != n) {
        for m in outline.mentions().filter(|m| wanted.contains(&m.claim)) {
            shown.entry(m.claim).or_default().push((row, m.card));
        }
    }
    for places in shown.values_mut() {
        places.sort_by_key(|(row, _)| row.abs_diff(n));
    }
    shown
}

const fn kind(of: ClaimLinkType) -> BoardLinkKind {
    match of {
        ClaimLinkType::Refutes => BoardLinkKind::Refutes,
        ClaimLinkType::Supports => BoardLinkKind::Supports,
        ClaimLinkType::Updates => BoardLinkKind::Updates,
        ClaimLinkType::Related => BoardLinkKind::Related,
    }
}
