//! Passages that stand in several places of a corpus: agency copy, boilerplate.
//!
//! Texts are compared by their words, folded as for [finding](crate::find): capitals,
//! spaces and punctuation make no difference. [`RepeatIndex`] reads the corpus document by
//! document and keeps only numbers.

mod chains;
mod index;

use serde::{Deserialize, Serialize};

use crate::model::DocumentId;
use crate::text::Span;

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
