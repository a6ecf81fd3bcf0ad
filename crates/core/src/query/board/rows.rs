//! Rows, columns and cells from the mentions that are shown.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::card::{Entry, Root, publisher, supported};
use super::filter::number;
use super::relations::Relations;
use super::{
    Board, BoardCounts, BoardLink, BoardLinkKind, BoardRow, CardRef, Cell, Column, FigureCount,
    Grouping, Header, LinkFacet,
};
use crate::model::{ClaimId, DocumentId, MetaField, Project, Stance};
use crate::quantity;

pub(super) fn board(
    project: &Project,
    grouping: Grouping,
    shown: &[Entry<'_>],
    relations: &Relations,
    counts: BoardCounts,
) -> Board {
    let columns = columns(project, grouping, shown);
    let places: HashMap<&Header, usize> = columns.iter().map(|c| &c.key).zip(0..).collect();
    let mut rows: BTreeMap<Header, Vec<(usize, &Entry<'_>)>> = BTreeMap::new();
    for e in shown {
        let at = places.get(&column_of(grouping, e)).copied().unwrap_or_default();
        for key in rows_of(grouping, e) {
            rows.entry(key).or_default().push((at, e));
        }
    }
    let mut rows: Vec<BoardRow> = rows
        .into_iter()
        .map(|(key, mut entries)| {
            entries.sort_by_key(|(at, e)| (*at, e.document.id, e.number));
            row(project, key, &entries, relations)
        })
        .collect();
    let cards = |r: &BoardRow| r.cells.iter().map(|c| c.cards.len()).sum::<usize>();
    match grouping {
        Grouping::Question => rows.sort_by_key(|r| {
            let conflicts = r.links.iter().filter(|l| l.kind.is_conflict()).count();
            (r.title.is_empty(), Reverse(conflicts), Reverse(cards(r)))
        }),
        Grouping::Speaker => rows.sort_by_key(|r| Reverse(cards(r))),
        Grouping::Document => rows.sort_by_key(|r| date_key(project, &r.key)),
    }
    let claims: BTreeSet<ClaimId> = shown.iter().map(|e| e.claim.id).collect();
    let fighting = shown.iter().filter(|e| e.facets.has(LinkFacet::InConflict));
    let in_conflict: BTreeSet<ClaimId> = fighting.map(|e| e.claim.id).collect();
    Board {
        columns,
        rows,
        counts,
        claims: number(claims.len()),
        mentions: number(shown.len()),
        in_conflict: number(in_conflict.len()),
    }
}

fn column_of(grouping: Grouping, e: &Entry<'_>) -> Header {
    match grouping {
        Grouping::Question | Grouping::Speaker => Header::Document(e.document.id),
        Grouping::Document => Header::Question(e.claim.topic.clone()),
    }
}

fn rows_of(grouping: Grouping, e: &Entry<'_>) -> Vec<Header> {
    match grouping {
        Grouping::Question => vec![Header::Question(e.claim.topic.clone())],
        Grouping::Document => vec![Header::Document(e.document.id)],
        Grouping::Speaker => e.roots().into_iter().map(Header::Speaker).collect(),
    }
}

/// Documents by date, then in the order of adding; questions with the most cards first.
fn columns(project: &Project, grouping: Grouping, shown: &[Entry<'_>]) -> Vec<Column> {
    let mut cards: BTreeMap<Header, u32> = BTreeMap::new();
    for e in shown {
        *cards.entry(column_of(grouping, e)).or_default() += 1;
    }
    let mut keys: Vec<(Header, u32)> = cards.into_iter().collect();
    keys.sort_by_cached_key(|(key, n)| match key {
        Header::Question(topic) => (topic.is_empty(), String::new(), Reverse(*n)),
        _ => {
            let (unknown, date) = date_key(project, key);
            (unknown, date, Reverse(0))
        }
    });
    keys.into_iter()
        .map(|(key, _)| {
            let document = match &key {
                Header::Document(id) => project.documents().get(id),
                _ => None,
            };
            let date = document.and_then(|d| d.meta(MetaField::Published)).unwrap_or_default();
            Column { title: title(project, &key), date: date.to_owned(), key }
        })
        .collect()
}

/// When a document was published, for sorting; those that do not say it come last.
fn date_key(project: &Project, key: &Header) -> (bool, String) {
    let Header::Document(id) = key else { return (true, String::new()) };
    let date = project.documents().get(id).and_then(|d| d.meta(MetaField::Published));
    // Dates that begin with the year sort as they are written.
    let iso = date.filter(|d| d.len() >= 4 && d.bytes().take(4).all(|b| b.is_ascii_digit()));
    (iso.is_none(), iso.unwrap_or_default().to_owned())
}

fn title(project: &Project, key: &Header) -> String {
    let document = |id: &DocumentId| project.documents().get(id).map(publisher).unwrap_or_default();
    match key {
        Header::Question(topic) => topic.clone(),
        Header::Document(id) => document(id),
        Header::Speaker(Root::Entity(id)) => {
            project.entities().get(id).map_or_else(String::new, |e| e.name.clone())
        }
        Header::Speaker(Root::Words(id, words)) => format!("{words} ({})", document(id)),
        Header::Speaker(Root::Outlet(name)) => name.clone(),
        Header::Speaker(Root::Document(id)) => format!("{}, own voice", document(id)),
    }
}

/// A row; its mentions are sorted by column.
fn row(
    project: &Project,
    key: Header,
    entries: &[(usize, &Entry<'_>)],
    relations: &Relations,
) -> BoardRow {
    let cells = entries.chunk_by(|a, b| a.0 == b.0).map(|cell| Cell {
        column: cell[0].0,
        cards: by_claim(cell).into_iter().map(|e| e.card(project)).collect(),
    });
    // Claims that answer no question count different things.
    let none = matches!(&key, Header::Question(topic) if topic.is_empty());
    let figures = if none { Vec::new() } else { figures(entries, relations) };
    BoardRow {
        title: title(project, &key),
        key,
        cells: cells.collect(),
        conflicting: number(figures.iter().filter(|f| f.in_conflict).count()),
        figures,
        denials: number(entries.iter().filter(|(_, e)| e.stance == Stance::Denies).count()),
        support: supported(entries.iter().map(|(_, e)| *e)),
        links: links(entries, relations),
    }
}

/// The mentions of a cell claim by claim, in the order in which the claims come up.
fn by_claim<'a>(cell: &[(usize, &'a Entry<'a>)]) -> Vec<&'a Entry<'a>> {
    let mut order: HashMap<ClaimId, usize> = HashMap::new();
    for (_, e) in cell {
        let next = order.len();
        order.entry(e.claim.id).or_insert(next);
    }
    let mut entries: Vec<&Entry<'_>> = cell.iter().map(|(_, e)| *e).collect();
    entries.sort_by_key(|e| order.get(&e.claim.id));
    entries
}

/// The distinct figures of a row's claims, the lowest first.
fn figures(entries: &[(usize, &Entry<'_>)], relations: &Relations) -> Vec<FigureCount> {
    let mut found: BTreeMap<(String, String), FigureCount> = BTreeMap::new();
    for (_, e) in entries {
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
fn links(entries: &[(usize, &Entry<'_>)], relations: &Relations) -> Vec<BoardLink> {
    let mut of_claim: BTreeMap<ClaimId, Vec<&Entry<'_>>> = BTreeMap::new();
    for (_, e) in entries {
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
            cards.iter().partition(|e| e.holds());
        let (denies, asks): (Vec<&Entry<'_>>, Vec<&Entry<'_>>) =
            others.into_iter().partition(|e| e.stance == Stance::Denies);
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
