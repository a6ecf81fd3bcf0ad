//! Making, changing and deleting marks: what all kinds of annotation share.

use std::collections::BTreeMap;

use super::{Author, Edit, EditError, brief, removal};
use crate::model::{
    Annotation, AnnotationId, AttributeName, AttributeValue, Body, Document, DocumentId, Kind,
    Label, LabelId, LayerId, LayerKind, OpenDocument, Origin, Project, Ranges, Status, Task,
};
use crate::ops::{AnnotationEdit, DocumentEdit, Op, covered};
use crate::query::{Edge, Way, nudge as nudge_span};
use crate::text::{ByteOffset, Span, Text};

/// The open document, or why there is none.
pub(super) fn open(project: &Project, document: DocumentId) -> Result<&OpenDocument, EditError> {
    project.open(document).ok_or(EditError::Gone("The document"))
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
            Number => AttributeValue::Number(default.parse().ok()?),
            Date => AttributeValue::Date(default.clone()),
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

/// Gives a mark another label of its kind; id, links and attributes stay.
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
    Ok(Edit::new(format!("Now {}: {}", label.name, brief(&a.exact)), relabelled(a, label)))
}

/// What gives a mark another label of its kind.
pub(super) fn relabelled(a: &Annotation, label: &Label) -> Vec<Op> {
    let (document, id) = (a.document, a.id);
    let edit = AnnotationEdit::Label(Some(label.id.clone()));
    let mut ops = vec![Op::EditAnnotation(document, id, edit)];
    // A value has no entry in the register, so a link would have no meaning.
    if let Body::Mention { level, entity: Some(_) } = &a.body
        && !label.has_entity
    {
        let body = Body::Mention { level: *level, entity: None };
        ops.push(Op::EditAnnotation(document, id, AnnotationEdit::Body(Box::new(body))));
    }
    ops
}

/// Changes what a mark covers; id, links and attributes stay.
pub fn set_ranges(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    spans: Vec<Span>,
) -> Result<Edit, EditError> {
    let open = open(project, document)?;
    let a = annotation(project, document, id)?;
    let ranges = Ranges::joined(spans).map_err(|_| EditError::TooShort)?;
    if ranges == a.ranges {
        return Err(EditError::Already(format!("“{}”", brief(&a.exact))));
    }
    let exact = covered(&open.text, &ranges)?;
    let title = format!("Now covers: {}", brief(&exact));
    Ok(Edit::new(
        title,
        vec![Op::EditAnnotation(document, id, AnnotationEdit::Ranges(ranges, exact))],
    ))
}

/// Moves the start or the end of a mark by one grapheme cluster.
pub fn nudge(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    edge: Edge,
    way: Way,
) -> Result<Edit, EditError> {
    let text = &open(project, document)?.text;
    let mut spans = annotation(project, document, id)?.ranges.as_slice().to_vec();
    let at = match edge {
        Edge::Start => 0,
        Edge::End => spans.len() - 1,
    };
    let moved = nudge_span(text, spans[at], edge, way);
    if moved == spans[at] {
        return Err(EditError::TooShort);
    }
    spans[at] = moved;
    set_ranges(project, document, id, spans)
}

/// Moves the end of a mark that is nearer to a token onto that token, as Shift-click does.
pub fn extend_to(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    token: Span,
) -> Result<Edit, EditError> {
    let mut spans = annotation(project, document, id)?.ranges.as_slice().to_vec();
    let last = spans.len() - 1;
    let cover = spans[0].cover(spans[last]);
    let to_start = cover.start().get().abs_diff(token.start().get());
    let to_end = cover.end().get().abs_diff(token.end().get());
    if token.start() < cover.start() || (token.end() < cover.end() && to_start < to_end) {
        spans[0] = Span::new(token.start(), spans[0].end())?;
    } else {
        spans[last] = Span::new(spans[last].start(), token.end())?;
    }
    set_ranges(project, document, id, spans)
}

/// Moves one end of a mark to an offset, as dragging the end does.
pub fn resize(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    edge: Edge,
    to: ByteOffset,
) -> Result<Edit, EditError> {
    let mut spans = annotation(project, document, id)?.ranges.as_slice().to_vec();
    let last = spans.len() - 1;
    match edge {
        Edge::Start => spans[0] = Span::new(to, spans[0].end()).map_err(|_| EditError::TooShort)?,
        Edge::End => {
            spans[last] = Span::new(spans[last].start(), to).map_err(|_| EditError::TooShort)?;
        }
    }
    set_ranges(project, document, id, spans)
}

/// Adds a range to a mark, which makes it discontinuous unless it touches the others.
pub fn add_range(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    span: Span,
) -> Result<Edit, EditError> {
    let text = &open(project, document)?.text;
    let mut spans = annotation(project, document, id)?.ranges.as_slice().to_vec();
    spans.push(markable(text, span)?);
    set_ranges(project, document, id, spans)
}

/// Takes one of several ranges from a mark.
pub fn remove_range(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    index: usize,
) -> Result<Edit, EditError> {
    let mut spans = annotation(project, document, id)?.ranges.as_slice().to_vec();
    if spans.len() < 2 || index >= spans.len() {
        return Err(EditError::TooShort);
    }
    spans.remove(index);
    set_ranges(project, document, id, spans)
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
    let ops = removal::remove(project, [(document, [id].into())].into())?;
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

/// Flags a mark for another look, or takes the flag away.
pub fn toggle_flag(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
) -> Result<Edit, EditError> {
    let a = annotation(project, document, id)?;
    let title = if a.flagged { "Flag removed" } else { "Flagged" };
    let edit = AnnotationEdit::Flagged(!a.flagged);
    Ok(Edit::new(
        format!("{title}: {}", brief(&a.exact)),
        vec![Op::EditAnnotation(document, id, edit)],
    ))
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

/// The paragraphs that a span touches, from the first one's start to the last one's
/// end: what a region made from a selection covers.
pub fn whole_paragraphs(text: &Text, span: Span) -> Span {
    let paragraphs = text.paragraphs();
    let first = paragraphs[text.paragraph_at(span.start())];
    let last = paragraphs[text.paragraph_at(span.end())];
    first.cover(last)
}
