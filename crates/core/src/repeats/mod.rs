//! Passages that stand in several places of a corpus: agency copy, boilerplate.
//!
//! Texts are compared by their words, folded as for [finding](crate::find): capitals,
//! spaces and punctuation make no difference. [`RepeatIndex`] reads the corpus document by
//! document and keeps only numbers; [`Repeats`] is what it has found.

mod chains;
mod index;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::DocumentId;
use crate::text::{ByteOffset, Span};

pub use index::RepeatIndex;

/// A passage and everywhere it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Passage {
    /// Where it stands: two places at least, by document and position. From the first
    /// word to the last, without signs before and behind.
    pub places: Vec<Place>,
    /// How many words it has.
    pub words: u32,
}

/// A stretch of a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The document.
    pub document: DocumentId,
    /// The bytes of its text.
    pub span: Span,
}

/// That a passage of a document stands in others too: what the page says beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Also {
    /// Where it stands in the document.
    pub span: Span,
    /// In how many other documents it stands.
    pub documents: u32,
    /// Its place in the list that it is from.
    pub passage: u32,
}

/// What is to be said of the passages of a document that others have too, in the order of
/// its text. Documents that are not `there` any more do not count. A passage inside of
/// another says nothing of its own, unless it stands in more documents.
pub fn also<'a>(
    passages: impl IntoIterator<Item = &'a Passage>,
    document: DocumentId,
    there: impl Fn(DocumentId) -> bool,
) -> Vec<Also> {
    let mut all = Vec::new();
    for (n, passage) in (0..).zip(passages) {
        let (here, mut others): (Vec<&Place>, Vec<&Place>) =
            passage.places.iter().partition(|place| place.document == document);
        others.retain(|place| there(place.document));
        others.dedup_by_key(|place| place.document);
        let documents = others.len() as u32;
        if documents > 0 {
            all.extend(here.iter().map(|place| Also { span: place.span, documents, passage: n }));
        }
    }
    all.sort_by_key(|a| (a.span.start(), std::cmp::Reverse(a.span.end()), a.passage));
    let mut said: Vec<Also> = Vec::new();
    for a in all {
        let inside = |b: &Also| b.span.contains_span(a.span) && b.documents >= a.documents;
        if !said.iter().any(inside) {
            said.push(a);
        }
    }
    said
}

/// The repeated passages of a corpus. Each is as long as can be for the places that it
/// has; a shorter passage inside it, with more places, is one too.
#[derive(Debug, Clone, Default)]
pub struct Repeats {
    passages: Vec<Passage>,
    by_document: BTreeMap<DocumentId, Vec<(u32, Span)>>,
    lengths: BTreeMap<DocumentId, u32>,
}

/// Passages with more places than this tell nothing of which documents are copies.
const MANY: usize = 200;

impl Repeats {
    fn new(mut passages: Vec<Passage>, lengths: BTreeMap<DocumentId, u32>) -> Self {
        passages.sort();
        passages.dedup();
        let mut by_document: BTreeMap<DocumentId, Vec<(u32, Span)>> = BTreeMap::new();
        for (n, passage) in (0..).zip(&passages) {
            for place in &passage.places {
                by_document.entry(place.document).or_default().push((n, place.span));
            }
        }
        Self { passages, by_document, lengths }
    }

    /// All passages, by their first place.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// The passages of a document and where they are in it.
    pub fn of_document(&self, document: DocumentId) -> impl Iterator<Item = (&Passage, Span)> {
        let places = self.by_document.get(&document).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|(n, span)| Some((self.passages.get(*n as usize)?, *span)))
    }

    /// How many bytes of a span stand in each other document too.
    fn shared(&self, document: DocumentId, span: Span, most: usize) -> BTreeMap<DocumentId, u32> {
        let mut pieces: BTreeMap<DocumentId, Vec<Span>> = BTreeMap::new();
        for (passage, at) in self.of_document(document).filter(|(p, _)| p.places.len() <= most) {
            let Some(piece) = at.intersection(span) else { continue };
            for other in passage.places.iter().filter(|p| p.document != document) {
                pieces.entry(other.document).or_default().push(piece);
            }
        }
        pieces.into_iter().map(|(other, pieces)| (other, covered(pieces))).collect()
    }

    /// The other documents that have nine tenths of a span, such as a paragraph: "also
    /// in 4 documents".
    pub fn also_in(&self, document: DocumentId, span: Span) -> Vec<DocumentId> {
        let enough = |shared: u32| u64::from(shared) * 10 >= u64::from(span.len()) * 9;
        let shared = self.shared(document, span, usize::MAX).into_iter();
        shared.filter(|(_, n)| *n > 0 && enough(*n)).map(|(other, _)| other).collect()
    }

    /// Groups of documents that are copies of each other: each has at least this share
    /// (0 to 1) of its text in common with another of the group. Alone-standing documents
    /// are in none. Passages with very many places are boilerplate, and count only where
    /// they are that share of a document by themselves.
    pub fn clusters(&self, share: f64) -> Vec<Vec<DocumentId>> {
        let enough = |document: DocumentId, bytes: u32| {
            let len = self.lengths.get(&document).copied().unwrap_or(u32::MAX);
            f64::from(bytes) >= share * f64::from(len)
        };
        let mut groups = Groups::default();
        for passage in &self.passages {
            let mut whole = passage.places.iter().filter(|p| enough(p.document, p.span.len()));
            if let Some(first) = whole.next() {
                whole.for_each(|p| groups.join(first.document, p.document));
            }
        }
        for (document, places) in &self.by_document {
            let all = covered(places.iter().map(|(_, span)| *span).collect());
            if enough(*document, all) {
                let whole = Span::between(ByteOffset::ZERO, ByteOffset::new(u32::MAX));
                for (other, bytes) in self.shared(*document, whole, MANY) {
                    if enough(*document, bytes) {
                        groups.join(*document, other);
                    }
                }
            }
        }
        groups.into_lists()
    }
}

/// The bytes that some spans cover.
fn covered(mut spans: Vec<Span>) -> u32 {
    spans.sort();
    let mut end = ByteOffset::ZERO;
    let mut sum = 0;
    for span in spans {
        sum += span.end().get().saturating_sub(span.start().max(end).get());
        end = end.max(span.end());
    }
    sum
}

/// Documents joined into groups.
#[derive(Default)]
struct Groups(BTreeMap<DocumentId, DocumentId>);

impl Groups {
    fn root(&self, mut id: DocumentId) -> DocumentId {
        while let Some(parent) = self.0.get(&id).filter(|parent| **parent != id) {
            id = *parent;
        }
        id
    }

    fn join(&mut self, a: DocumentId, b: DocumentId) {
        let (a_root, b_root) = (self.root(a), self.root(b));
        let root = a_root.min(b_root);
        // Short ways to the root for those that were asked for.
        for id in [a_root, b_root, a, b] {
            self.0.insert(id, root);
        }
    }

    fn into_lists(self) -> Vec<Vec<DocumentId>> {
        let mut lists: BTreeMap<DocumentId, Vec<DocumentId>> = BTreeMap::new();
        for id in self.0.keys() {
            lists.entry(self.root(*id)).or_default().push(*id);
        }
        lists.into_values().filter(|list| list.len() > 1).collect()
    }
}
