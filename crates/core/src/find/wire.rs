//! What the page and its searching worker say to each other, as JSON. Both are built from
//! this file; [`WIRE_VERSION`] guards against a page and a worker of two builds.

use serde::{Deserialize, Serialize};

use super::hits::{Known, MarkThere, known};
use super::{MarkFilter, PatternSpec};
use crate::model::{Annotation, AnnotationId, DocumentId, LayerId, ProjectId};
use crate::query::{Line, line};
use crate::repeats::Passage;
use crate::text::{Sha256, Span, Text};

/// Grows with every change of these messages.
pub const WIRE_VERSION: u32 = 3;

/// What the page asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// From now on, these are the documents, in this order.
    Corpus(ProjectId, Vec<Source>),
    /// Read all texts, so that the first search need not.
    Warm,
    /// Find places, instead of whatever is being looked for.
    Find(FindRequest),
    /// Find repeated passages in all documents; the number tells the answers apart.
    Repeats(u32),
    /// Stop whatever is being looked for.
    Stop,
}

/// A document whose text is to be searched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The document.
    pub document: DocumentId,
    /// Its text.
    pub sha256: Sha256,
    /// The length of its text in bytes.
    pub len: u32,
    /// Whether it has marks at all.
    pub marked: bool,
}

/// What to find.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FindRequest {
    /// Tells the answers apart.
    pub job: u32,
    /// Words, or marks.
    pub what: What,
    /// In this document only; none: in all.
    pub only: Option<DocumentId>,
    /// The layer whose marks and regions count.
    pub layer: LayerId,
    /// At most so many places are told of that have no mark, and as many that have one; all
    /// are counted.
    pub limit: u32,
    /// How many characters are shown on each side of a place.
    pub width: u32,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum What {
    /// One expression, or any of several words.
    Words(Vec<PatternSpec>),
    /// Marks, in the documents that [may have](super::may_have) some; the status of the
    /// documents has been looked at.
    Marks(MarkFilter, Vec<DocumentId>),
}

/// What the worker tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Tell {
    /// It is there and listens; its [`WIRE_VERSION`].
    Ready(u32),
    /// Some documents have been searched: the places in them, more may follow; and how
    /// many documents have been searched so far.
    Found(u32, Vec<DocumentHits>, u32),
    /// All documents have been searched.
    Done(u32, Searched),
    /// It cannot be looked for; why.
    Refused(u32, String),
    /// So many documents have been read for repeated passages.
    Read(u32, u32),
    /// The repeated passages, those that save most work first; and how many there are,
    /// told of or not.
    Repeated(u32, Vec<Repeated>, u32),
}

/// What was searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searched {
    /// How many documents.
    pub documents: u32,
    /// Of these, documents whose text is not in storage.
    pub missing: u32,
}

/// The places in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentHits {
    /// The document.
    pub document: DocumentId,
    /// How many there are.
    pub count: u32,
    /// The first of them.
    pub hits: Vec<FoundHit>,
}

/// A place that was found, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundHit {
    /// The bytes of its document's text; of a mark, from its first to its last.
    pub span: Span,
    /// In its context.
    pub line: Line,
    /// The marks there; of a mark that was looked for, itself alone.
    pub known: Known,
    /// The mark that was looked for; none if it was words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<AnnotationId>,
}

/// A repeated passage, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeated {
    /// Where it stands.
    pub passage: Passage,
    /// Its first words.
    pub head: String,
}

/// How many more places are listed: those that have no mark, and the others. Apart, so that those
/// which are marked already do not keep the rest from being listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    free: usize,
    marked: usize,
}

impl Room {
    /// Room for so many of each.
    pub fn new(limit: u32) -> Self {
        Self { free: limit as usize, marked: limit as usize }
    }

    /// Whether there is none.
    pub fn is_used(&self) -> bool {
        self.free == 0 && self.marked == 0
    }

    /// Takes the room for a place, if there is some.
    fn take(&mut self, known: &Known) -> bool {
        let room = if known.marks.is_empty() { &mut self.free } else { &mut self.marked };
        let is_some = *room > 0;
        *room = room.saturating_sub(1);
        is_some
    }
}

/// How many characters of the words themselves are shown.
const WORDS: usize = 400;

impl FindRequest {
    fn line(&self, text: &Text, span: Span) -> Line {
        let mut line = line(text, span, self.width as usize);
        if let Some((end, _)) = line.words.char_indices().nth(WORDS) {
            line.words.truncate(end);
            line.words.push('…');
        }
        line
    }

    /// The places of words in a document, of which the first are listed for which there is room;
    /// none if there are no places. `marks` are the document's, in any order.
    pub fn words_in(
        &self,
        document: DocumentId,
        text: &Text,
        spans: &[Span],
        marks: &[Annotation],
        room: &mut Room,
    ) -> Option<DocumentHits> {
        // Nothing stands at any place of most documents: then it need not be looked for at each.
        let looked_at = if marks.is_empty() { spans.get(..room.free) } else { None };
        let spans_with_room = looked_at.unwrap_or(spans);
        let known = match room.is_used() {
            true => Vec::new(),
            false => known(marks.iter(), spans_with_room, self.layer),
        };
        let row = |(span, known): (&Span, Known)| FoundHit {
            span: *span,
            line: self.line(text, *span),
            known,
            mark: None,
        };
        let hits = spans.iter().zip(known).filter(|(_, known)| room.take(known)).map(row).collect();
        (!spans.is_empty()).then_some(DocumentHits { document, count: spans.len() as u32, hits })
    }

    /// The marks of a document that a filter takes, as [`Self::words_in`] gives places.
    /// Those whose place does not fit the text are damaged, and left out.
    pub fn marks_in(
        &self,
        document: DocumentId,
        text: &Text,
        filter: &MarkFilter,
        marks: &[Annotation],
        room: &mut Room,
    ) -> Option<DocumentHits> {
        let fits = |a: &&Annotation| filter.takes(a) && text.slice(a.ranges.cover()).is_ok();
        let mut taken: Vec<&Annotation> = marks.iter().filter(fits).collect();
        taken.sort_by_key(|a| (a.ranges.start(), a.id));
        let row = |a: &&Annotation| {
            let span = a.ranges.cover();
            let known = Known { marks: vec![MarkThere::of(a)], ..Known::default() };
            FoundHit { span, line: self.line(text, span), known, mark: Some(a.id) }
        };
        let hits: Vec<FoundHit> = taken.iter().take(room.marked).map(row).collect();
        room.marked -= hits.len();
        (!taken.is_empty()).then_some(DocumentHits { document, count: taken.len() as u32, hits })
    }
}

/// How many characters of a passage are shown.
const HEAD: usize = 240;

/// The passages to tell of, those whose copies have most words first, and how many there
/// are. `head` gives the text of a document.
pub fn worth_telling(
    passages: &[Passage],
    limit: usize,
    mut text: impl FnMut(DocumentId) -> Option<Text>,
) -> (Vec<Repeated>, u32) {
    let saved = |p: &Passage| u64::from(p.words) * (p.places.len() as u64).saturating_sub(1);
    let mut order: Vec<&Passage> = passages.iter().collect();
    order.sort_by(|a, b| saved(b).cmp(&saved(a)).then_with(|| a.cmp(b)));
    let row = |passage: &Passage| {
        let place = passage.places.first()?;
        let text = text(place.document)?;
        let words = text.slice(place.span).ok()?.split_whitespace();
        let mut head = String::new();
        for word in words {
            if head.chars().count() > HEAD {
                head.push('…');
                break;
            }
            if !head.is_empty() {
                head.push(' ');
            }
            head.push_str(word);
        }
        Some(Repeated { passage: passage.clone(), head })
    };
    let told = order.into_iter().take(limit).filter_map(row).collect();
    (told, passages.len() as u32)
}
