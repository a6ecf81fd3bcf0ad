//! Cue words: what shows in the text that, and how, somebody says something.

use super::super::marks::{annotation_over, begin, markable, same_mark};
use super::super::{Author, Edit, EditError};
use super::Subject;
use crate::model::{
    Annotation, AnnotationId, Body, DocumentId, Kind, OpenDocument, Project, Ranges, Task,
};
use crate::ops::Op;
use crate::text::Span;
use crate::words::brief;

/// The ranges of some words, and the cue that the annotator has there already.
fn cue_over(
    open: &OpenDocument,
    span: Span,
    author: Author,
) -> Result<(Ranges, Option<&Annotation>), EditError> {
    let ranges = Ranges::one(markable(&open.text, span)?).map_err(|_| EditError::Empty)?;
    let known = same_mark(open, &ranges, Kind::Cue, None, author.layer);
    Ok((ranges, known))
}

/// Marks words as a cue of the claim's originator. Words that are a cue already, of
/// this or another claim, are used again; else they become one with the id `fresh`.
pub fn add_cue(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    span: Span,
    author: Author,
    fresh: AnnotationId,
) -> Result<Edit, EditError> {
    let last = Subject::find(project, document, id)?.hops().len().saturating_sub(1);
    add_hop_cue(project, document, id, last, span, author, fresh)
}

/// [`add_cue`] of any hop, counted from the outermost: in "A said, citing B" the one who
/// passes it on has a cue of its own.
pub fn add_hop_cue(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    hop: usize,
    span: Span,
    author: Author,
    fresh: AnnotationId,
) -> Result<Edit, EditError> {
    let mut subject = Subject::find(project, document, id)?;
    let text = &subject.open.text;
    let (ranges, known) = cue_over(subject.open, span, author)?;
    let mut ops = Vec::new();
    let (cue, words) = match known {
        Some(same) => (same.id, brief(&same.exact)),
        None => {
            let known =
                project.documents().get(&document).ok_or(EditError::Gone("The document"))?;
            ops.extend(begin(known, author.layer, Task::Claims));
            let a = annotation_over(text, document, fresh, None, ranges, Body::Cue, author)?;
            let words = brief(&a.exact);
            ops.push(Op::AddAnnotation(Box::new(a)));
            (fresh, words)
        }
    };
    let hop = subject.hop_mut(hop)?;
    if hop.cue.contains(&cue) {
        return Err(EditError::Other(format!("“{words}” is a cue of this claim already")));
    }
    hop.cue.push(cue);
    ops.push(subject.write());
    Ok(Edit::new(format!("Cue added: {words}"), ops))
}

/// Whose cue words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueOf {
    /// Of the claim's originator.
    Originator,
    /// Of who passes it on, nearest the reader.
    Outermost,
}

/// Adds a cue; where the words are one of the same speaker's already, takes it off.
///
/// # Errors
/// Among others where nobody passes the claim on.
pub fn toggle_cue(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    of: CueOf,
    span: Span,
    author: Author,
    fresh: AnnotationId,
) -> Result<Edit, EditError> {
    let subject = Subject::find(project, document, id)?;
    let last = subject.hops().len().saturating_sub(1);
    let hop = match of {
        CueOf::Originator => last,
        CueOf::Outermost if last > 0 => 0,
        CueOf::Outermost => {
            let why = "Nobody passes this claim on yet: Shift+W names who does";
            return Err(EditError::Other(why.to_owned()));
        }
    };
    let (_, known) = cue_over(subject.open, span, author)?;
    match known.filter(|cue| subject.hops().get(hop).is_some_and(|h| h.cue.contains(&cue.id))) {
        Some(cue) => remove_cue(project, document, id, cue.id),
        None => add_hop_cue(project, document, id, hop, span, author, fresh),
    }
}

/// Takes a cue from a claim; unmarks its words if nothing else names them.
pub fn remove_cue(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    cue: AnnotationId,
) -> Result<Edit, EditError> {
    let mut subject = Subject::find(project, document, id)?;
    let words = subject.open.marks.get(cue).map_or_else(String::new, |a| brief(&a.exact));
    let mut found = false;
    for hop in subject.chains.iter_mut().flat_map(|c| &mut c.hops) {
        let before = hop.cue.len();
        hop.cue.retain(|c| *c != cue);
        found |= hop.cue.len() < before;
    }
    if !found {
        return Err(EditError::Gone("The cue"));
    }
    let ops = subject.removal().finish()?.ops;
    Ok(Edit::new(format!("Cue removed: {words}"), ops))
}
