//! What a row of the board says: its figures, its cards, and what connects them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::card::{self, Entry, supported};
use super::far::FarClaims;
use super::filter::number;
use super::gloss::short_names;
use super::relations::Relations;
use super::{
    Board, BoardLink, BoardLinkKind, BoardRow, CardRef, Cell, FigureCount, Header, OutlineRow,
};
use crate::model::{ClaimId, Project};
use crate::quantity;

/// A row in whole.
pub(super) fn row(project: &Project, board: &Board, n: usize, outline: &OutlineRow) -> BoardRow {
    let claims: HashSet<ClaimId> = outline.mentions().map(|m| m.claim).collect();
    let far = FarClaims::of(project, &claims);
    let all = claims.iter().copied().chain(far.claims()).collect();
    let mut of_claims = card::entries_with(project, &all, board.layer);
    board.relations.mark(&mut of_claims);
    let supports = card::supports(of_claims.iter().filter(|e| claims.contains(&e.claim.id)));
    let by_ref: HashMap<CardRef, &Entry<'_>> =
        of_claims.iter().map(|e| ((e.document.id, e.id), e)).collect();
    let names = board.names.get_or_init(|| short_names(project));
    let entries: Vec<&Entry<'_>> =
        outline.mentions().filter_map(|m| by_ref.get(&m.card).copied()).collect();
    let card = |at: CardRef| {
        let mut card = by_ref.get(&at)?.card(project);
        card.support = supports.get(&card.claim).copied().unwrap_or_default();
        card.outlet = names.get(&card.document).cloned().unwrap_or_default();
        Some(card)
    };
    let cells = outline.cells.iter().map(|cell| Cell {
        column: cell.column,
        cards: cell.mentions.iter().filter_map(|m| card(m.card)).collect(),
    });
    let here = outline.mentions().map(|m| m.card).collect();
    let far = far.links(&board.outline, n, &here, &by_ref, card);
    // Claims that answer no question count different things.
    let none = matches!(&outline.key, Header::Question(topic) if topic.is_empty());
    let figures = if none { Vec::new() } else { figures(&entries, &board.relations) };
    BoardRow {
        title: outline.title.clone(),
        cells: cells.collect(),
        conflicting: number(figures.iter().filter(|f| f.in_conflict).count()),
        figures,
        denials: number(entries.iter().filter(|e| e.denies()).count()),
        support: supported(entries.iter().copied()),
        links: links(&entries, &board.relations),
        far,
    }
}

/// The distinct figures of a row's claims, the lowest first.
fn figures(entries: &[&Entry<'_>], relations: &Relations) -> Vec<FigureCount> {
    let mut found: BTreeMap<(String, String), FigureCount> = BTreeMap::new();
    for e in entries {
        for (at, q) in e.claim.quantities.iter().enumerate() {
            let figure = quantity::figure(q);
            let counts = format!("{} {}", q.of.to_lowercase(), q.unit.to_lowercase());
            let slot = found.entry((figure.clone(), counts)).or_insert_with(|| FigureCount {
                figure,
                quantity: q.clone(),
                mentions: 0,
                in_conflict: false,
            });
            slot.mentions += u32::from(e.holds());
            slot.in_conflict |= relations.excluded(e.claim.id, at);
        }
    }
    let mut figures: Vec<FigureCount> = found.into_values().collect();
    let low = |f: &FigureCount| f.quantity.min.or(f.quantity.max).unwrap_or(f64::INFINITY);
    figures.sort_by(|a, b| low(a).total_cmp(&low(b)));
    figures
}

/// What connects the cards of a row.
fn links(entries: &[&Entry<'_>], relations: &Relations) -> Vec<BoardLink> {
    let mut of_claim: BTreeMap<ClaimId, Vec<&Entry<'_>>> = BTreeMap::new();
    for e in entries {
        of_claim.entry(e.claim.id).or_default().push(e);
    }
    let place = |e: &Entry<'_>| -> CardRef { (e.document.id, e.id) };
    let mut links = Vec::new();
    for (claim, cards) in &of_claim {
        for pair in relations.from(*claim) {
            let ends = cards.first().zip(of_claim.get(&pair.to).and_then(|c| c.first()));
            if let Some((from, to)) = ends {
                let (from, to) = (place(from), place(to));
                links.push(BoardLink { kind: pair.kind, from, to, link: pair.link });
            }
        }
        let computed = |kind, from: &Entry<'_>, to: &Entry<'_>| BoardLink {
            kind,
            from: place(from),
            to: place(to),
            link: None,
        };
        let (holds, others): (Vec<&Entry<'_>>, Vec<&Entry<'_>>) =
            cards.iter().filter(|e| e.counts()).partition(|e| e.holds());
        let (denies, asks): (Vec<&Entry<'_>>, Vec<&Entry<'_>>) =
            others.into_iter().partition(|e| e.denies());
        if let (Some(denial), Some(assertion)) = (denies.first(), holds.first()) {
            links.push(computed(BoardLinkKind::Denial, denial, assertion));
        }
        for same in [&holds, &denies, &asks] {
            let next = same.windows(2);
            links.extend(next.map(|two| computed(BoardLinkKind::Identical, two[0], two[1])));
        }
    }
    links
}
