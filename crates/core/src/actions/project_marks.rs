//! Carrying marks from one place of a repeated passage to the others.

use std::collections::BTreeMap;

use super::bulk::{Bulk, mark_places, within_limit};
use super::chains::{self, Changed};
use super::marks::{markable, open, same_mark};
use super::{Author, Edit, EditError};
use crate::model::{
    Annotation, AnnotationId, AttributeValue, Body, DocumentId, Excluded, Kind, LabelId,
    OpenDocument, Origin, Project, Ranges, set_speakers, source, speakers,
};
use crate::ops::{AnnotationEdit, Op, covered};
use crate::repeats::{Passage, Place};
use crate::text::{ByteOffset, Folding, Span, Text, fold};
use crate::words::{brief, counted};

/// What the note of a copy begins with.
const COPIED: &str = "Copied from ";
/// What it ends with, until somebody has looked at the copy.
const UNSEEN: &str = ": not looked at yet";

/// The note of a copy once it was looked at; none for other marks.
pub(super) fn looked_at(a: &Annotation) -> Option<String> {
    let from = a.note.strip_suffix(UNSEEN).filter(|note| note.starts_with(COPIED))?;
    (a.origin == Origin::Bulk).then(|| from.to_owned())
}

/// A step that copies marks, and what it leaves out.
#[derive(Debug, Clone, PartialEq)]
pub struct Projected {
    /// The step; none if there is nothing to copy.
    pub edit: Option<Edit>,
    /// How many marks it adds.
    pub copied: u32,
    /// Left out, since they are there already.
    pub already: u32,
    /// Left out, since the words there are not the same.
    pub differing: u32,
    /// Left out, since they would be in excluded regions.
    pub excluded: u32,
}

/// Copies the marks of the author's layer that lie within one place of a passage to its
/// other places, whose documents must be open. A mark goes where its words are the same
/// but for capitals, spaces and the shape of quotes and dashes. Chains name the copies of
/// their speakers and cue words, or nobody where these are outside the passage. Where words are
/// marked already, the speaker is whom they are linked to there. Evidence
/// is not copied: the same words again are no further evidence.
///
/// A copy is of bulk origin, flagged, and its note says where it is from: it wants a look. With the
/// flag goes that it was not looked at.
///
/// # Errors
/// If `from` is no place of the passage, a document is not open, a place does not fit its
/// text, or there are too many marks for one step.
pub fn project_marks(
    project: &Project,
    author: Author,
    passage: &Passage,
    from: Place,
    mut ids: impl FnMut() -> AnnotationId,
) -> Result<Projected, EditError> {
    if !passage.places.contains(&from) {
        return Err(EditError::Gone("The passage"));
    }
    let source = open(project, from.document)?;
    let words = word_spans(&source.text, from.span);
    let marks: Vec<&Annotation> = source
        .marks
        .overlapping(from.span)
        .into_iter()
        .filter(|a| a.layer == author.layer && a.kind() != Kind::Evidence)
        .filter(|a| within(&source.text, from.span, a.ranges.cover()))
        .collect();
    within_limit(marks.len() * (passage.places.len() - 1))?;
    let name = project.documents().get(&from.document).map_or("", |d| d.display_name());
    let note = format!("{COPIED}{}{UNSEEN}", brief(name));
    let mut out = Projected { edit: None, copied: 0, already: 0, differing: 0, excluded: 0 };
    let mut ops = Vec::new();
    for place in passage.places.iter().filter(|place| **place != from) {
        let target = open(project, place.document)?;
        let aligned = Aligned {
            from: &source.text,
            to: &target.text,
            words: (&words, &word_spans(&target.text, place.span)),
        };
        let excluded = Excluded::of(target.marks.iter(), author.layer);
        let mut copies: BTreeMap<AnnotationId, AnnotationId> = BTreeMap::new();
        let mut new: Vec<Annotation> = Vec::new();
        for a in &marks {
            let Some(ranges) = aligned.ranges(&a.ranges)? else {
                out.differing += 1;
                continue;
            };
            if let Some(same) = there_already(target, a, &ranges) {
                out.already += 1;
                copies.insert(a.id, same.id);
                continue;
            }
            if ranges.as_slice().iter().any(|r| excluded.touches(*r)) {
                out.excluded += 1;
                continue;
            }
            let id = ids();
            copies.insert(a.id, id);
            let exact = covered(&target.text, &ranges)?;
            new.push(Annotation {
                id,
                document: place.document,
                ranges,
                exact,
                origin: Origin::Bulk,
                by: author.by,
                at: author.at,
                note: note.clone(),
                flagged: true,
                ..(*a).clone()
            });
        }
        out.copied += new.len() as u32;
        let new = new.into_iter().map(|a| renamed((source, target), a, &copies));
        ops.extend(new.map(|a| Op::AddAnnotation(Box::new(a))));
    }
    if !ops.is_empty() {
        let title = format!(
            "Copied: {} from {}",
            counted(out.copied as usize, "mark", "marks"),
            brief(name)
        );
        out.edit = Some(Edit::new(title, ops));
    }
    Ok(out)
}

/// Marks every place of a passage as a region that is left out, with a label for
/// regions. Where nothing but signs parts it from the ends of its paragraphs, the whole
/// paragraphs.
///
/// # Errors
/// As [`mark_hits`](super::bulk::mark_hits), and if the label is none for regions.
pub fn exclude_passage(
    project: &Project,
    author: Author,
    passage: &Passage,
    label: &LabelId,
    ids: impl FnMut() -> AnnotationId,
) -> Result<Bulk, EditError> {
    let label = project.schema().label(label).ok_or(EditError::Gone("The label"))?;
    if label.kind != Kind::Region {
        return Err(EditError::Other(format!("“{}” is not a label for regions", label.name)));
    }
    let place = |place: &Place| -> Result<(DocumentId, Span), EditError> {
        let text = &open(project, place.document)?.text;
        text.slice(place.span)?;
        Ok((place.document, markable(text, to_paragraph_ends(text, place.span))?))
    };
    let places = passage.places.iter().map(place).collect::<Result<Vec<_>, EditError>>()?;
    let left_out = Body::Region { exclude: true };
    let mut bulk = mark_places(project, author, &places, label, left_out.clone(), ids)?;
    // Places with such a region that is not left out.
    let mut again = BTreeMap::new();
    for (document, span) in &places {
        let same = open(project, *document)?.marks.labelled(*span, &label.id, author.layer);
        again.extend(same.filter(|a| a.body != left_out).map(|a| (a.id, a.document)));
    }
    if !again.is_empty() {
        let n = again.len() as u32;
        (bulk.done, bulk.already) = (bulk.done + n, bulk.already.saturating_sub(n));
        let edit = bulk.edit.get_or_insert_with(|| {
            Edit::new(format!("Excluded: {}", counted(n as usize, "region", "regions")), Vec::new())
        });
        let edits = again.into_iter().map(|(id, document)| {
            let body = AnnotationEdit::Body(Box::new(left_out.clone()));
            Op::EditAnnotation(document, id, body)
        });
        edit.ops.extend(edits);
    }
    Ok(bulk)
}

/// A span from word to word, with the signs around it that belong to no other words of
/// its paragraphs: the full stop behind it, the quotes about it.
fn to_paragraph_ends(text: &Text, span: Span) -> Span {
    let whole = super::marks::whole_paragraphs(text, span);
    let wordless = |from: ByteOffset, to: ByteOffset| {
        !text.tokens_in(Span::between(from, to)).iter().any(|token| token.is_word)
    };
    let start = wordless(whole.start(), span.start()).then_some(whole.start());
    let end = wordless(span.end(), whole.end()).then_some(whole.end());
    Span::between(start.unwrap_or(span.start()), end.unwrap_or(span.end()))
}

/// Whether a mark lies within a passage, but for signs at the passage's ends.
fn within(text: &Text, passage: Span, mark: Span) -> bool {
    let outside = [(mark.start(), passage.start()), (passage.end(), mark.end())];
    outside.into_iter().all(|(from, to)| {
        from >= to || !text.tokens_in(Span::between(from, to)).iter().any(|token| token.is_word)
    })
}

fn word_spans(text: &Text, span: Span) -> Vec<Span> {
    text.tokens_in(span).into_iter().filter(|t| t.is_word).map(|t| t.span).collect()
}

/// The mark of the same layer that says the same there.
fn there_already<'a>(
    target: &'a OpenDocument,
    a: &Annotation,
    ranges: &Ranges,
) -> Option<&'a Annotation> {
    match a.claim() {
        // Two claims may be made by the same words.
        Some(claim) => target
            .marks
            .overlapping(ranges.cover())
            .into_iter()
            .find(|b| b.claim() == Some(claim) && b.ranges == *ranges && b.layer == a.layer),
        None => same_mark(target, ranges, a.kind(), a.label.as_ref(), a.layer),
    }
}

/// A copy that names the copies of what the original names, from one open document to another.
fn renamed(
    (from, to): (&OpenDocument, &OpenDocument),
    mut a: Annotation,
    copies: &BTreeMap<AnnotationId, AnnotationId>,
) -> Annotation {
    if let Body::Claim { chains, .. } = &mut a.body {
        // Who was named by words outside of the passage goes with these words.
        let gone = chains::names(chains).filter(|id| !copies.contains_key(id)).collect();
        *chains = Changed { gone, ..Changed::default() }.chains(from, chains);
        for hop in chains.iter_mut().flat_map(|chain| &mut chain.hops) {
            hop.cue = hop.cue.iter().filter_map(|id| copies.get(id)).copied().collect();
            let mut all = speakers(from, hop);
            for speaker in &mut all {
                let copy = speaker.words.and_then(|id| copies.get(&id).copied());
                if let Some((true, linked)) = copy.and_then(|id| source(to, id)) {
                    speaker.entity = linked;
                }
                speaker.words = copy;
            }
            set_speakers(hop, &all, |copy| {
                let of = copies.iter().find(|(_, new)| **new == copy).map(|(id, _)| *id);
                source(to, copy).or_else(|| source(from, of?))
            });
        }
    }
    a.attributes.retain(|_, value| match value {
        AttributeValue::Annotation(id) => match copies.get(id) {
            Some(copy) => {
                *id = *copy;
                true
            }
            None => false,
        },
        _ => true,
    });
    a
}

/// Two places of a passage, word by word.
struct Aligned<'a> {
    from: &'a Text,
    to: &'a Text,
    words: (&'a [Span], &'a [Span]),
}

impl Aligned<'_> {
    /// The ranges at the other place, if the words there are the same.
    fn ranges(&self, ranges: &Ranges) -> Result<Option<Ranges>, EditError> {
        if self.words.0.len() != self.words.1.len() {
            return Ok(None);
        }
        let mut there = Vec::with_capacity(ranges.as_slice().len());
        for range in ranges.as_slice() {
            let Some(span) = self.span(*range) else { return Ok(None) };
            let (here, other) = (self.from.slice(*range)?, self.to.slice(span)?);
            if fold(here, Folding::WORDS) != fold(other, Folding::WORDS) {
                return Ok(None);
            }
            there.push(span);
        }
        Ok(Ranges::exactly(there).ok())
    }

    fn span(&self, range: Span) -> Option<Span> {
        // The start is counted from the word at it or behind it, the end from the word
        // before: signs between words may differ.
        let (from, to) = self.words;
        let first = from.partition_point(|word| word.end() <= range.start());
        let last = from.partition_point(|word| word.start() < range.end()).checked_sub(1)?;
        let start = self.moved(from.get(first)?.start(), to.get(first)?.start(), range.start())?;
        let end = self.moved(from.get(last)?.end(), to.get(last)?.end(), range.end())?;
        Span::new(start, end).ok().filter(|span| !span.is_empty())
    }

    /// As many characters from `there` as `place` is from `here`.
    fn moved(&self, here: ByteOffset, there: ByteOffset, place: ByteOffset) -> Option<ByteOffset> {
        let (mut here, mut there) = (here, there);
        while here != place {
            let forward = here < place;
            let step = |text: &Text, at: ByteOffset| {
                if forward { text.next_grapheme(at) } else { text.previous_grapheme(at) }
            };
            let next = step(self.from, here);
            // Past the place: it is inside a character.
            if next == here || forward != (next <= place) && next != place {
                return None;
            }
            (here, there) = (next, step(self.to, there));
        }
        Some(there)
    }
}
