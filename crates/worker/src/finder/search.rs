//! Finding places, portion by portion.

use glossator_core::find::wire::{DocumentHits, FindRequest, Room, Searched, Source, Tell, What};
use glossator_core::find::{Mode, Pattern, PatternSpec};
use glossator_core::model::{Annotation, DocumentId};
use glossator_core::text::{Sha256, Span, Text};
use wasm_bindgen::JsValue;

use super::storage::Reading;
use super::{Over, Turn, words};

/// How much is read from storage at once: bytes of text, and documents. The first
/// portion is small, so that something is seen soon.
const PORTION: (u32, usize) = (2_000_000, 256);
const FIRST: usize = 16;

/// Why a search ends early.
pub enum Stopped {
    Over,
    Failed(String),
}

impl From<Over> for Stopped {
    fn from(_: Over) -> Self {
        Self::Over
    }
}

impl From<JsValue> for Stopped {
    fn from(error: JsValue) -> Self {
        Self::Failed(words(&error))
    }
}

/// Answers a question.
pub async fn run(mut turn: Turn, request: FindRequest) {
    let job = request.job;
    match find(&mut turn, &request).await {
        Ok(report) => turn.desk.tell(&Tell::Done(job, report)),
        Err(Stopped::Over) => {}
        Err(Stopped::Failed(why)) => turn.desk.tell(&Tell::Refused(job, why)),
    }
}

/// Reads all texts and makes the copies for words.
pub async fn warm(mut turn: Turn) {
    // What cannot be read is said when something is looked for.
    let _ = read_all(&mut turn).await;
}

async fn read_all(turn: &mut Turn) -> Result<(), Stopped> {
    // A sign that no text has.
    let nothing = Pattern::new(&PatternSpec::words("\u{F8FF}"));
    let nothing = nothing.map_err(|error| Stopped::Failed(error.to_string()))?;
    let (_, all) = turn.desk.corpus.borrow().clone();
    let documents: Vec<&Source> = all.iter().collect();
    turn.desk.storage.open().await?;
    for portion in portions(&documents) {
        let texts = begin(turn, portion)?.1.rows().await?;
        turn.check()?;
        for (sha256, text) in texts {
            let full = {
                let mut shelf = turn.desk.shelf.borrow_mut();
                shelf.put(sha256, text);
                shelf.find(sha256, &nothing);
                !shelf.has(sha256)
            };
            if full {
                return Ok(());
            }
            if turn.is_due() {
                turn.pause().await?;
            }
        }
    }
    Ok(())
}

async fn find(turn: &mut Turn, request: &FindRequest) -> Result<Searched, Stopped> {
    let pattern = match &request.what {
        What::Words(specs) => {
            let pattern = match specs.as_slice() {
                [only] if only.mode == Mode::Regex => Pattern::new(only),
                all => Pattern::any_of(all),
            };
            Some(pattern.map_err(|error| Stopped::Failed(error.to_string()))?)
        }
        What::Marks(..) => None,
    };
    let (_, all) = turn.desk.corpus.borrow().clone();
    let documents: Vec<&Source> = match (&request.what, request.only) {
        (_, Some(only)) => all.iter().filter(|s| s.document == only).collect(),
        (What::Words(_), None) => all.iter().collect(),
        (What::Marks(_, wanted), None) => {
            let wanted: std::collections::HashSet<&DocumentId> = wanted.iter().collect();
            all.iter().filter(|s| wanted.contains(&s.document)).collect()
        }
    };
    turn.desk.storage.open().await?;
    turn.check()?;
    let mut search = Searching {
        room: Room::new(request.limit),
        request,
        found: Vec::new(),
        report: Searched::default(),
    };
    let mut portions = portions(&documents).into_iter();
    let mut next = portions.next().map(|p| begin(turn, p)).transpose()?;
    while let Some((portion, reading)) = next {
        let texts = reading.rows().await?;
        turn.check()?;
        // The next portion is on its way while this one is searched.
        next = portions.next().map(|p| begin(turn, p)).transpose()?;
        search.portion(turn, pattern.as_ref(), portion, texts).await?;
        // A portion takes long enough for each to be worth a message.
        search.tell(turn);
        if turn.is_due() {
            turn.pause().await?;
        }
    }
    Ok(search.report)
}

/// Documents in portions.
fn portions<'a, 'b>(documents: &'b [&'a Source]) -> Vec<&'b [&'a Source]> {
    let mut portions = Vec::new();
    let (mut from, mut bytes) = (0, 0_u32);
    for (n, source) in documents.iter().enumerate() {
        let most = if from == 0 { FIRST } else { PORTION.1 };
        if n > from && (bytes >= PORTION.0 || n - from >= most) {
            portions.push(&documents[from..n]);
            (from, bytes) = (n, 0);
        }
        bytes = bytes.saturating_add(source.len);
    }
    portions.push(&documents[from..]);
    portions
}

/// Texts that are being read.
pub struct Texts {
    wanted: Vec<Sha256>,
    reading: Option<Reading>,
}

/// Begins to read the texts of a portion that are not kept.
pub fn begin<'b, 'a>(
    turn: &Turn,
    portion: &'b [&'a Source],
) -> Result<(&'b [&'a Source], Texts), Stopped> {
    let wanted: Vec<Sha256> = {
        let shelf = turn.desk.shelf.borrow();
        portion.iter().map(|s| s.sha256).filter(|sha256| !shelf.has(*sha256)).collect()
    };
    let reading = match wanted.as_slice() {
        [] => None,
        some => Some(turn.desk.storage.texts(some)?),
    };
    Ok((portion, Texts { wanted, reading }))
}

impl Texts {
    /// The texts that were read.
    pub async fn rows(self) -> Result<Vec<(Sha256, Text)>, Stopped> {
        let Some(reading) = self.reading else { return Ok(Vec::new()) };
        let rows = reading.rows().await?;
        let texts = self.wanted.into_iter().zip(rows);
        Ok(texts.filter_map(|(id, row)| Some((id, Text::new(row?).ok()?))).collect())
    }
}

/// A search that is going on.
struct Searching<'a> {
    request: &'a FindRequest,
    /// Not told of yet.
    found: Vec<DocumentHits>,
    /// How many more places are listed.
    room: Room,
    report: Searched,
}

impl Searching<'_> {
    async fn portion(
        &mut self,
        turn: &mut Turn,
        pattern: Option<&Pattern>,
        portion: &[&Source],
        texts: Vec<(Sha256, Text)>,
    ) -> Result<(), Stopped> {
        let mut texts: std::collections::HashMap<Sha256, Text> = texts.into_iter().collect();
        let mut found: Vec<(&Source, Text, Vec<Span>)> = Vec::new();
        for source in portion {
            self.report.documents += 1;
            let places = {
                let mut shelf = turn.desk.shelf.borrow_mut();
                if let Some(text) = texts.remove(&source.sha256) {
                    shelf.put(source.sha256, text);
                }
                match pattern {
                    Some(pattern) => shelf.find(source.sha256, pattern),
                    None => shelf.text(source.sha256).map(|text| (text, Vec::new())),
                }
                .map(|(text, spans)| (text.clone(), spans))
            };
            match places {
                None => self.report.missing += 1,
                Some((_, spans)) if pattern.is_some() && spans.is_empty() => {}
                Some((text, spans)) => found.push((source, text, spans)),
            }
            // Between documents, so that a newer question need not wait for the portion.
            if turn.is_due() {
                turn.pause().await?;
            }
        }
        let marks = self.marks(turn, &found).await?;
        for ((source, text, spans), marks) in found.iter().zip(marks) {
            let room = &mut self.room;
            let hits = match &self.request.what {
                What::Words(_) => self.request.words_in(source.document, text, spans, &marks, room),
                What::Marks(filter, _) => {
                    self.request.marks_in(source.document, text, filter, &marks, room)
                }
            };
            self.found.extend(hits);
        }
        Ok(())
    }

    /// The marks of documents that have some, as far as places in them are still listed.
    async fn marks(
        &self,
        turn: &Turn,
        found: &[(&Source, Text, Vec<Span>)],
    ) -> Result<Vec<Vec<Annotation>>, Stopped> {
        let counted = matches!(self.request.what, What::Marks(..));
        let needed = |source: &Source| source.marked && (counted || !self.room.is_used());
        let wanted: Vec<DocumentId> =
            found.iter().map(|(s, ..)| *s).filter(|s| needed(s)).map(|s| s.document).collect();
        let read = if wanted.is_empty() {
            Vec::new()
        } else {
            let project = turn.desk.corpus.borrow().0;
            let reading = turn.desk.storage.marks(project, &wanted)?;
            let read = reading.annotations().await?;
            turn.check()?;
            read
        };
        let mut read = read.into_iter();
        let of = |(source, ..): &(&Source, Text, Vec<Span>)| {
            if needed(source) { read.next().unwrap_or_default() } else { Vec::new() }
        };
        Ok(found.iter().map(of).collect())
    }

    fn tell(&mut self, turn: &Turn) {
        let found = std::mem::take(&mut self.found);
        turn.desk.tell(&Tell::Found(self.request.job, found, self.report.documents));
    }
}
