//! Making, changing and deleting marks: what all kinds of annotation share.

use std::collections::BTreeMap;

use super::project_marks::looked_at;
use super::removal::Removal;
use super::{Author, Edit, EditError, entities};
use crate::model::{
    Annotation, AnnotationId, AttributeName, AttributeValue, Body, Document, DocumentId, EntityId,
    Kind, LabelId, LayerId, LayerKind, OpenDocument, Origin, Project, Ranges, Status, Task,
};
use crate::ops::{AnnotationEdit, DocumentEdit, Op, covered};
use crate::text::{Span, Text};
use crate::words::{brief, one_line};

pub use super::ranges::{
    add_range, extend_to, nudge, remove_range, resize, resized, set_ranges, whole_paragraphs,
};

/// The open document, or why there is none.
pub(super) fn open(project: &Project, document: DocumentId) -> Result<&OpenDocument, EditError> {
    project.open(document).ok_or_else(|| match project.documents().get(&document) {
        Some(known) => EditError::NotOpen(brief(known.display_name())),
        None => EditError::Gone("The document"),
    })
}

/// The annotation, or why there is none.
pub(super) fn annotation(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
) -> Result<&Annotation, EditError> {
    open(project, document)?.marks.get(id).ok_or(EditError::Gone("The mark"))
}

/// A span that a person may mark: without white space at its ends, and never
/// through the middle of a grapheme cluster.
pub fn markable(text: &Text, span: Span) -> Result<Span, EditError> {
    text.slice(span)?;
    let span = text.snap_to_graphemes(text.trim(span));
    if span.is_empty() { Err(EditError::Empty) } else { Ok(span) }
}

/// A new annotation over ranges.
pub(super) fn annotation_over(
    text: &Text,
    document: DocumentId,
    id: AnnotationId,
    label: Option<LabelId>,
    ranges: Ranges,
    body: Body,
    author: Author,
) -> Result<Annotation, EditError> {
    Ok(Annotation {
        id,
        document,
        layer: author.layer,
        label,
        exact: covered(text, &ranges)?,
        ranges,
        attributes: BTreeMap::new(),
        origin: Origin::Human,
        by: author.by,
        at: author.at,
        note: String::new(),
        flagged: false,
        body,
    })
}

/// What makes a document that was not begun "in progress", beside the first mark.
pub(super) fn begin(document: &Document, layer: LayerId, task: Task) -> Option<Op> {
    let status = document.status(layer);
    let now = match task {
        Task::Entities => status.entities,
        Task::Claims => status.claims,
    };
    (now == Status::Todo).then(|| {
        let status = status.with(task, Status::InProgress);
        Op::EditDocument(document.id, DocumentEdit::Status(layer, Some(status)))
    })
}

/// The task that a kind of annotation belongs to.
pub(super) fn task(kind: Kind) -> Task {
    match kind {
        Kind::Mention | Kind::Region => Task::Entities,
        Kind::Claim | Kind::Source | Kind::Cue | Kind::Evidence => Task::Claims,
    }
}

/// Marks a span with a label of the schema: a mention or a region.
pub fn mark(
    project: &Project,
    document: DocumentId,
    span: Span,
    label: &LabelId,
    author: Author,
    id: AnnotationId,
) -> Result<Edit, EditError> {
    let open = open(project, document)?;
    let label = project.schema().label(label).ok_or(EditError::Gone("The label"))?;
    let ranges = Ranges::one(markable(&open.text, span)?).map_err(|_| EditError::Empty)?;
    if let Some(same) = same_mark(open, &ranges, label.kind, Some(&label.id), author.layer) {
        return Err(EditError::Already(format!("“{}”", brief(&same.exact))));
    }
    let body = match label.kind {
        Kind::Mention => Body::Mention { level: None, entity: None },
        Kind::Region => Body::Region { exclude: label.exclude },
        other => {
            return Err(EditError::Other(format!(
                "“{}” labels a {}, which has its own key",
                label.name,
                other.as_str()
            )));
        }
    };
    let mut a =
        annotation_over(&open.text, document, id, Some(label.id.clone()), ranges, body, author)?;
    a.attributes = defaults(project, label.kind, &label.id);
    let title = format!("{} added: {}", label.name, brief(&a.exact));
    let known = project.documents().get(&document).ok_or(EditError::Gone("The document"))?;
    let mut ops: Vec<Op> = begin(known, author.layer, task(label.kind)).into_iter().collect();
    ops.push(Op::AddAnnotation(Box::new(a)));
    Ok(Edit::new(title, ops))
}

/// The mark of this layer that has just these ranges, kind and label.
pub fn same_mark<'a>(
    open: &'a OpenDocument,
    ranges: &Ranges,
    kind: Kind,
    label: Option<&LabelId>,
    layer: LayerId,
) -> Option<&'a Annotation> {
    let near = open.marks.overlapping(ranges.cover());
    near.into_iter().find(|a| {
        a.kind() == kind && a.ranges == *ranges && a.label.as_ref() == label && a.layer == layer
    })
}

/// The attribute values that new marks of a label begin with.
pub(super) fn defaults(
    project: &Project,
    kind: Kind,
    label: &LabelId,
) -> BTreeMap<AttributeName, AttributeValue> {
    use crate::model::AttributeType::{Bool, Date, Enum, Number, Text};
    let defs = project.schema().attributes_for(kind, Some(label));
    defs.filter_map(|def| {
        let default = def.default.as_ref()?;
        let value = match def.kind {
            Enum => AttributeValue::Choice(vec![default.clone()]),
            Bool => AttributeValue::Bool(default == "true"),
            Text => AttributeValue::Text(default.clone()),
            Number => AttributeValue::Number(crate::quantity::typed_number(default)?),
            // A file may have a default that is none.
            Date => {
                crate::edtf::check(default).ok().map(|()| AttributeValue::Date(default.clone()))?
            }
            crate::model::AttributeType::Entity | crate::model::AttributeType::Annotation => {
                return None;
            }
        };
        Some((def.name.clone(), value))
    })
    .collect()
}

/// Refuses a mark of somebody else's layer: each annotator changes their own marks only.
///
/// # Errors
/// A mark that is gone, and one of another layer.
pub fn check_own(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    author: Author,
) -> Result<(), EditError> {
    let a = annotation(project, document, id)?;
    if a.layer == author.layer {
        return Ok(());
    }
    let whose = match project.layers().get(&a.layer).map(|l| l.kind) {
        Some(LayerKind::Annotator(by)) => project.annotators().get(&by).map(|a| a.name.as_str()),
        _ => None,
    };
    let whose = whose.map_or_else(|| "not yours".to_owned(), |name| format!("{name}’s"));
    Err(EditError::Other(format!(
        "“{}” is {whose}: you can change your own marks only",
        brief(&a.exact)
    )))
}

/// Gives a mark another label of its kind; id and attributes stay, and so does the link,
/// unless the label marks values.
pub fn relabel(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    label: &LabelId,
) -> Result<Edit, EditError> {
    let a = annotation(project, document, id)?;
    let label = project.schema().label(label).ok_or(EditError::Gone("The label"))?;
    if a.kind() != label.kind {
        return Err(EditError::Other(format!(
            "“{}” is not a label for this kind of mark",
            label.name
        )));
    }
    if a.label.as_ref() == Some(&label.id) {
        return Err(EditError::Already(format!("“{}”", brief(&a.exact))));
    }
    let same = same_mark(open(project, document)?, &a.ranges, label.kind, Some(&label.id), a.layer);
    refuse_double(same, &label.name)?;
    let mut removal = Removal::new(project);
    removal.relabel(a, label);
    Ok(Edit::new(format!("Now {}: {}", label.name, brief(&a.exact)), removal.finish()?.ops))
}

/// Refuses what would make a mark say just what another says.
pub(super) fn refuse_double(same: Option<&Annotation>, label: &str) -> Result<(), EditError> {
    same.map_or(Ok(()), |same| {
        Err(EditError::Other(format!(
            "“{}” is marked {label} already: delete the mark that is too much",
            brief(&same.exact)
        )))
    })
}

/// Deletes a mark. A claim's register entry, cue words and speakers that only it
/// used go with it; chains, attributes and evidence that named it no longer do.
pub fn delete(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
) -> Result<Edit, EditError> {
    let a = annotation(project, document, id)?;
    if a.kind() == Kind::Claim {
        return super::claims::delete_claim_mention(project, document, id);
    }
    let name = match (&a.label, a.kind()) {
        (Some(label), _) => project.schema().label(label).map_or("Mark", |l| &l.name).to_owned(),
        (None, Kind::Cue) => "Cue word".to_owned(),
        (None, Kind::Source) => "Speaker".to_owned(),
        (None, _) => "Mark".to_owned(),
    };
    let ops = Removal::of(project, [(document, id)]).finish()?.ops;
    Ok(Edit::new(format!("{name} removed: {}", brief(&a.exact)), ops))
}

/// Sets the remark of a mark.
pub fn set_note(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    note: &str,
) -> Result<Edit, EditError> {
    let a = annotation(project, document, id)?;
    if a.note == note {
        return Err(EditError::Already("The note".to_owned()));
    }
    let title = if note.is_empty() { "Note removed" } else { "Note kept" };
    let edit = AnnotationEdit::Note(note.to_owned());
    Ok(Edit::new(
        format!("{title}: {}", brief(&a.exact)),
        vec![Op::EditAnnotation(document, id, edit)],
    ))
}

/// Flags a mark for another look, or takes the flag away: a copy was looked at then.
pub fn toggle_flag(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
) -> Result<Edit, EditError> {
    let a = annotation(project, document, id)?;
    let title = if a.flagged { "Flag removed" } else { "Flagged" };
    let mut edits = vec![AnnotationEdit::Flagged(!a.flagged)];
    edits.extend(looked_at(a).filter(|_| a.flagged).map(AnnotationEdit::Note));
    let ops = edits.into_iter().map(|edit| Op::EditAnnotation(document, id, edit)).collect();
    Ok(Edit::new(format!("{title}: {}", brief(&a.exact)), ops))
}

/// Sets or clears an attribute of a mark.
pub fn set_attribute(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    name: &AttributeName,
    value: Option<AttributeValue>,
) -> Result<Edit, EditError> {
    let a = annotation(project, document, id)?;
    if a.attributes.get(name) == value.as_ref() {
        return Err(EditError::Already(format!("{name}")));
    }
    let edit = AnnotationEdit::Attribute(name.clone(), value);
    let title = format!("{name} set: {}", brief(&a.exact));
    Ok(Edit::new(title, vec![Op::EditAnnotation(document, id, edit)]))
}

/// Sets an attribute to an entity that is not in the register yet: makes the entry of this name
/// in the same step.
///
/// # Errors
/// If the mark is gone, or the name is empty.
pub fn set_attribute_to_new(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    name: &AttributeName,
    (entity, called): (EntityId, &str),
) -> Result<Edit, EditError> {
    let mut made = entities::create(project, entity, called, None)?;
    let set = set_attribute(project, document, id, name, Some(AttributeValue::Entity(entity)))?;
    made.ops.extend(set.ops);
    let title = format!("{name} set to a new entity: {}", brief(&one_line(called)));
    Ok(Edit::new(title, made.ops))
}

/// Excludes a region, or takes it in again.
pub fn set_excluded(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    exclude: bool,
) -> Result<Edit, EditError> {
    let a = annotation(project, document, id)?;
    if !matches!(a.body, Body::Region { .. }) {
        return Err(EditError::Other("Only regions can be excluded".to_owned()));
    }
    let edit = AnnotationEdit::Body(Box::new(Body::Region { exclude }));
    let title = if exclude { "Excluded" } else { "No longer excluded" };
    Ok(Edit::new(
        format!("{title}: {}", brief(&a.exact)),
        vec![Op::EditAnnotation(document, id, edit)],
    ))
}
