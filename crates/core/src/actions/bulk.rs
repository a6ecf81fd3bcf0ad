//! Marking, changing and deleting many marks in one step.

use std::collections::BTreeSet;

use super::chains::{Moves, follow};
use super::marks::{annotation_over, defaults, markable, open, same_mark};
use super::removal::Removal;
use super::{Author, Edit, EditError};
use crate::model::{
    Annotation, AnnotationId, Body, Confidence, DocumentId, EntityId, EntityLink, Excluded, Kind,
    Label, LabelId, Origin, Project, Ranges,
};
use crate::ops::{AnnotationEdit, Op};
use crate::text::Span;
use crate::words::{brief, counted, grouped};

/// How many places or marks one step may change.
pub const BULK_LIMIT: usize = 10_000;

/// A step that changes many marks, and what it leaves as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Bulk {
    /// The step; none if there is nothing to change.
    pub edit: Option<Edit>,
    /// How many marks it adds, changes or deletes.
    pub done: u32,
    /// Of these, marks that were there and only get their link.
    pub linked: u32,
    /// Left as they are, since they are so already.
    pub already: u32,
    /// Left as they are, since they have the label and are linked to another entity.
    pub otherwise: u32,
    /// Left out, since they are in excluded regions.
    pub excluded: u32,
    /// Left as they are, since the label or attribute is not for them.
    pub unfit: u32,
}

impl Bulk {
    fn none() -> Self {
        Self { edit: None, done: 0, linked: 0, already: 0, otherwise: 0, excluded: 0, unfit: 0 }
    }

    /// With these operations, if there are any.
    fn with(mut self, title: impl FnOnce(&Self) -> String, ops: Vec<Op>) -> Self {
        if !ops.is_empty() {
            self.edit = Some(Edit::new(title(&self), ops));
        }
        self
    }
}

pub(super) fn within_limit(n: usize) -> Result<(), EditError> {
    if n <= BULK_LIMIT {
        return Ok(());
    }
    Err(EditError::Other(format!(
        "{} are too many for one step: at most {} can be changed at once",
        grouped(n),
        grouped(BULK_LIMIT)
    )))
}

/// Marks places of open documents with a label, and links them to an entity if one is
/// given. Places that are marked so already and places in excluded regions of the
/// author's layer are left as they are; a mark that has the label but no link gets the
/// link. A document's state stays: that words were found in it does not mean that
/// anybody has read it.
///
/// `ids` gives the id of each new mark.
///
/// # Errors
/// If there are more than [`BULK_LIMIT`] places; if the label does not mark places, or
/// cannot be linked; if a document is not open, or a place does not fit its text.
pub fn mark_hits(
    project: &Project,
    author: Author,
    hits: &[(DocumentId, Span)],
    label: &LabelId,
    entity: Option<EntityId>,
    ids: impl FnMut() -> AnnotationId,
) -> Result<Bulk, EditError> {
    let label = project.schema().label(label).ok_or(EditError::Gone("The label"))?;
    let body = match label.kind {
        Kind::Mention => Body::Mention { level: None, entity: entity.map(sure) },
        Kind::Region => Body::Region { exclude: label.exclude },
        other => {
            return Err(EditError::Other(format!(
                "“{}” labels a {}, which is not marked in bulk",
                label.name,
                other.as_str()
            )));
        }
    };
    mark_places(project, author, hits, label, body, ids)
}

/// Marks places with a label and this body: see [`mark_hits`].
pub(super) fn mark_places(
    project: &Project,
    author: Author,
    hits: &[(DocumentId, Span)],
    label: &Label,
    body: Body,
    mut ids: impl FnMut() -> AnnotationId,
) -> Result<Bulk, EditError> {
    within_limit(hits.len())?;
    let entity = match body {
        Body::Mention { entity, .. } => entity.map(|link| link.entity),
        _ => None,
    };
    let name = entity.map(|id| linkable(project, label, id)).transpose()?;
    let attributes = defaults(project, label.kind, &label.id);
    let mut bulk = Bulk::none();
    let mut ops = Vec::with_capacity(hits.len());
    let mut documents = BTreeSet::new();
    let mut hits = hits.to_vec();
    hits.sort();
    hits.dedup();
    for places in hits.chunk_by(|a, b| a.0 == b.0) {
        let document = places[0].0;
        let open = open(project, document)?;
        let excluded = Excluded::of(open.marks.iter(), author.layer);
        let mut moves = Moves::new();
        let mut seen = BTreeSet::new();
        for (_, span) in places {
            let span = markable(&open.text, *span)?;
            if !seen.insert(span) {
                bulk.already += 1;
                continue;
            }
            if excluded.touches(span) {
                bulk.excluded += 1;
                continue;
            }
            let op = match open.marks.labelled(span, &label.id, author.layer) {
                Some(a) if entity.is_none() || a.entity() == entity => {
                    bulk.already += 1;
                    continue;
                }
                Some(a) if a.entity().is_some() => {
                    bulk.otherwise += 1;
                    continue;
                }
                Some(a) => {
                    bulk.linked += 1;
                    moves.insert(a.id, (None, entity));
                    link(a, entity)
                }
                None => {
                    let ranges = Ranges::one(span).map_err(|_| EditError::Empty)?;
                    let label = Some(label.id.clone());
                    let (text, body) = (&open.text, body.clone());
                    let mut a =
                        annotation_over(text, document, ids(), label, ranges, body, author)?;
                    a.attributes = attributes.clone();
                    a.origin = Origin::Bulk;
                    Op::AddAnnotation(Box::new(a))
                }
            };
            bulk.done += 1;
            documents.insert(document);
            ops.push(op);
        }
        // Whoever speaks by a mention is whom it is linked to.
        ops.extend(follow(open, &moves));
    }
    let title = |bulk: &Bulk| {
        let documents = counted(documents.len(), "document", "documents");
        let linked = name.map_or(String::new(), |n| format!(", linked to {}", brief(n)));
        format!(
            "{}: {} in {documents}{linked}",
            label.name,
            counted(bulk.done as usize, "mark", "marks")
        )
    };
    Ok(bulk.with(title, ops))
}

fn sure(entity: EntityId) -> EntityLink {
    EntityLink { entity, confidence: Confidence::Sure }
}

fn link(a: &Annotation, entity: Option<EntityId>) -> Op {
    let level = match a.body {
        Body::Mention { level, .. } => level,
        _ => None,
    };
    let body = Body::Mention { level, entity: entity.map(sure) };
    Op::EditAnnotation(a.document, a.id, AnnotationEdit::Body(Box::new(body)))
}

fn linkable<'a>(
    project: &'a Project,
    label: &Label,
    entity: EntityId,
) -> Result<&'a str, EditError> {
    if !label.has_entity {
        return Err(EditError::Other(format!(
            "“{}” marks values, which have no entity",
            label.name
        )));
    }
    let e = project.entities().get(&entity).ok_or(EditError::Gone("The entity"))?;
    Ok(&e.name)
}

/// The marks, each once, and how many documents they are in.
fn each<'a>(
    project: &'a Project,
    marks: &[(DocumentId, AnnotationId)],
) -> Result<(Vec<&'a Annotation>, u32), EditError> {
    within_limit(marks.len())?;
    let once: BTreeSet<(DocumentId, AnnotationId)> = marks.iter().copied().collect();
    let found: Result<Vec<&Annotation>, EditError> = once
        .iter()
        .map(|(document, id)| super::marks::annotation(project, *document, *id))
        .collect();
    let documents: BTreeSet<DocumentId> = once.iter().map(|(document, _)| *document).collect();
    Ok((found?, documents.len() as u32))
}

/// Gives marks another label. Ids, attributes and links stay, but for links where the
/// label marks values. Marks that have it already, or of another kind, stay as they are, and so do
/// those of words that have, or get, another mark with it.
///
/// # Errors
/// If there are more than [`BULK_LIMIT`] marks, one of them is gone or its document not
/// open, or there is no such label.
pub fn relabel_all(
    project: &Project,
    marks: &[(DocumentId, AnnotationId)],
    label: &LabelId,
) -> Result<Bulk, EditError> {
    let label = project.schema().label(label).ok_or(EditError::Gone("The label"))?;
    let (marks, documents) = each(project, marks)?;
    let mut bulk = Bulk::none();
    let mut removal = Removal::new(project);
    let mut given = BTreeSet::new();
    for a in marks {
        let is_double = || {
            let open = project.open(a.document)?;
            same_mark(open, &a.ranges, a.kind(), Some(&label.id), a.layer)
        };
        let place = || (a.document, a.layer, a.ranges.as_slice().to_vec());
        if a.kind() != label.kind {
            bulk.unfit += 1;
        } else if a.label.as_ref() == Some(&label.id) || is_double().is_some() {
            bulk.already += 1;
        } else if !given.insert(place()) {
            // Of several marks of the same words, the first.
            bulk.already += 1;
        } else {
            bulk.done += 1;
            removal.relabel(a, label);
        }
    }
    let title = |bulk: &Bulk| {
        let marks = counted(bulk.done as usize, "mark", "marks");
        format!(
            "Now {}: {marks} in {}",
            label.name,
            counted(documents as usize, "document", "documents")
        )
    };
    Ok(bulk.with(title, removal.finish()?.ops))
}

/// Deletes marks, with all that [deleting one](super::marks::delete) takes along.
///
/// # Errors
/// If there are more than [`BULK_LIMIT`] marks, or one of them is gone or its document
/// not open.
pub fn delete_all(
    project: &Project,
    marks: &[(DocumentId, AnnotationId)],
) -> Result<Bulk, EditError> {
    let (marks, documents) = each(project, marks)?;
    let done = marks.len() as u32;
    let ops = Removal::of(project, marks.iter().map(|a| (a.document, a.id))).finish()?.ops;
    let title = |bulk: &Bulk| {
        format!(
            "Deleted: {} in {}",
            counted(bulk.done as usize, "mark", "marks"),
            counted(documents as usize, "document", "documents")
        )
    };
    Ok(Bulk { done, ..Bulk::none() }.with(title, ops))
}
