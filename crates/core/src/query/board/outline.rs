//! Which mention stands where: rows, columns and cells from the mentions that are shown.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::card::{Entry, Root, publisher};
use super::relations::Relations;
use super::{CardRef, Column, Grouping, Header};
use crate::model::{ClaimId, DocumentId, MetaField, Project};

/// The rows of the board, without what they say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Those with most conflicts first; documents by date.
    pub rows: Vec<OutlineRow>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineRow {
    /// What it stands for.
    pub key: Header,
    /// Its name; empty for claims without a question.
    pub title: String,
    /// The cells that have mentions, by column.
    pub cells: Vec<OutlineCell>,
}

/// The mentions of a row in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineCell {
    /// The place of the column.
    pub column: usize,
    /// Claim by claim, each in reading order.
    pub mentions: Vec<OutlineMention>,
}

/// A mention of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutlineMention {
    /// Which.
    pub card: CardRef,
    /// Of which claim.
    pub claim: ClaimId,
}

impl OutlineRow {
    /// The mentions, cell by cell.
    pub fn mentions(&self) -> impl Iterator<Item = &OutlineMention> {
        self.cells.iter().flat_map(|c| &c.mentions)
    }
}

impl OutlineCell {
    /// The mentions of the cell, claim by claim: those of one claim stand on one card.
    pub fn claims(&self) -> impl Iterator<Item = &[OutlineMention]> {
        self.mentions.chunk_by(|a, b| a.claim == b.claim)
    }
}

/// What a row or column stands for, before it is known which of them are kept. In the order of
/// [`Header`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Key<'a> {
    Question(&'a str),
    Document(DocumentId),
    Speaker(Root),
}

impl From<Key<'_>> for Header {
    fn from(key: Key<'_>) -> Self {
        match key {
            Key::Question(topic) => Self::Question(topic.to_owned()),
            Key::Document(id) => Self::Document(id),
            Key::Speaker(root) => Self::Speaker(root),
        }
    }
}

/// Columns and rows.
pub(super) fn outline(
    project: &Project,
    grouping: Grouping,
    shown: &[Entry<'_>],
    relations: &Relations,
) -> (Vec<Column>, Outline) {
    let columns = columns(project, grouping, shown);
    let places: HashMap<&Key<'_>, usize> = columns.iter().zip(0..).collect();
    let mut of_row: BTreeMap<Key<'_>, Vec<(usize, &Entry<'_>)>> = BTreeMap::new();
    for e in shown {
        let at = places.get(&column_of(grouping, e)).copied().unwrap_or_default();
        for key in rows_of(grouping, e) {
            of_row.entry(key).or_default().push((at, e));
        }
    }
    let mut rows: Vec<(OutlineRow, usize)> = of_row
        .into_iter()
        .map(|(key, mut entries)| {
            entries.sort_by_key(|(at, e)| (*at, e.document.id, e.number));
            let conflicts = match grouping {
                Grouping::Question => conflicts(&entries, relations),
                _ => 0,
            };
            let key = Header::from(key);
            let cells = entries.chunk_by(|a, b| a.0 == b.0).map(cell);
            (OutlineRow { title: title(project, &key), cells: cells.collect(), key }, conflicts)
        })
        .collect();
    let size = |r: &OutlineRow| r.mentions().count();
    match grouping {
        Grouping::Question => rows.sort_by_cached_key(|(r, conflicts)| {
            (r.title.is_empty(), Reverse(*conflicts), Reverse(size(r)))
        }),
        Grouping::Speaker => rows.sort_by_cached_key(|(r, _)| Reverse(size(r))),
        Grouping::Document => rows.sort_by_cached_key(|(r, _)| date_key(project, &r.key)),
    }
    let columns = columns.into_iter().map(|key| column(project, Header::from(key))).collect();
    (columns, Outline { rows: rows.into_iter().map(|(row, _)| row).collect() })
}

fn column_of<'a>(grouping: Grouping, e: &Entry<'a>) -> Key<'a> {
    match grouping {
        Grouping::Question | Grouping::Speaker => Key::Document(e.document.id),
        Grouping::Document => Key::Question(&e.claim.topic),
    }
}

fn rows_of<'a>(grouping: Grouping, e: &Entry<'a>) -> Vec<Key<'a>> {
    match grouping {
        Grouping::Question => vec![Key::Question(&e.claim.topic)],
        Grouping::Document => vec![Key::Document(e.document.id)],
        Grouping::Speaker => e.roots().into_iter().map(Key::Speaker).collect(),
    }
}

/// Documents by date, then in the order of adding; questions with the most mentions first.
fn columns<'a>(project: &Project, grouping: Grouping, shown: &[Entry<'a>]) -> Vec<Key<'a>> {
    let mut mentions: BTreeMap<Key<'a>, u32> = BTreeMap::new();
    for e in shown {
        *mentions.entry(column_of(grouping, e)).or_default() += 1;
    }
    let mut keys: Vec<(Key<'a>, u32)> = mentions.into_iter().collect();
    keys.sort_by_cached_key(|(key, n)| match key {
        Key::Document(id) => {
            let (unknown, date) = date_of(project, *id);
            (unknown, date, Reverse(0))
        }
        Key::Question(topic) => (topic.is_empty(), "", Reverse(*n)),
        Key::Speaker(_) => (true, "", Reverse(*n)),
    });
    keys.into_iter().map(|(key, _)| key).collect()
}

fn column(project: &Project, key: Header) -> Column {
    let document = match &key {
        Header::Document(id) => project.documents().get(id),
        _ => None,
    };
    let date = document.and_then(|d| d.meta(MetaField::Published)).unwrap_or_default();
    Column { title: title(project, &key), date: date.to_owned(), key }
}

/// When a document was published, for sorting; those that do not say it come last.
fn date_of(project: &Project, id: DocumentId) -> (bool, &str) {
    let date = project.documents().get(&id).and_then(|d| d.meta(MetaField::Published));
    // Dates that begin with the year sort as they are written.
    let iso = date.filter(|d| d.len() >= 4 && d.bytes().take(4).all(|b| b.is_ascii_digit()));
    (iso.is_none(), iso.unwrap_or_default())
}

fn date_key<'a>(project: &'a Project, key: &Header) -> (bool, &'a str) {
    match key {
        Header::Document(id) => date_of(project, *id),
        _ => (true, ""),
    }
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

/// The mentions of a cell claim by claim, in the order in which the claims come up.
fn cell(entries: &[(usize, &Entry<'_>)]) -> OutlineCell {
    let mut mentions: Vec<OutlineMention> = Vec::with_capacity(entries.len());
    for (_, e) in entries {
        let mention = OutlineMention { card: (e.document.id, e.id), claim: e.claim.id };
        let last = mentions.iter().rposition(|m| m.claim == mention.claim);
        mentions.insert(last.map_or(mentions.len(), |at| at + 1), mention);
    }
    OutlineCell { column: entries.first().map_or(0, |(column, _)| *column), mentions }
}

/// How many conflicts a row shows: see `links` of [`super::rows`].
fn conflicts(entries: &[(usize, &Entry<'_>)], relations: &Relations) -> usize {
    let mut claims: Vec<(ClaimId, bool, bool)> =
        entries.iter().map(|(_, e)| (e.claim.id, e.holds(), e.denies())).collect();
    claims.sort_unstable();
    let here = |claim: ClaimId| claims.binary_search_by_key(&claim, |(id, ..)| *id).is_ok();
    let of_claim = claims.chunk_by(|a, b| a.0 == b.0).map(|mentions| {
        let from = mentions.first().map_or(&[][..], |(claim, ..)| relations.from(*claim));
        let pairs = from.iter().filter(|pair| pair.kind.is_conflict() && here(pair.to)).count();
        let (holds, denies) = (|m: &(ClaimId, bool, bool)| m.1, |m: &(ClaimId, bool, bool)| m.2);
        pairs + usize::from(mentions.iter().any(holds) && mentions.iter().any(denies))
    });
    of_claim.sum()
}
