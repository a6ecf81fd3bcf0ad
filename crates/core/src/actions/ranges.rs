//! What marks cover.

use super::marks::{annotation, markable, open, refuse_double, same_mark};
use super::{Edit, EditError};
use crate::model::{AnnotationId, DocumentId, Kind, Project, Ranges};
use crate::ops::{AnnotationEdit, Op, covered};
use crate::text::{ByteOffset, Edge, Span, Text, Way, nudge as nudge_span};
use crate::words::brief;

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
    // Two claims may be made by the same words.
    if matches!(a.kind(), Kind::Mention | Kind::Region)
        && let Some(label) = &a.label
    {
        let same = same_mark(open, &ranges, a.kind(), Some(label), a.layer);
        let name = project.schema().label(label).map_or("so", |l| &l.name);
        refuse_double(same, name)?;
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
    let last = annotation(project, document, id)?.ranges.as_slice().len() - 1;
    let n = match edge {
        Edge::Start => 0,
        Edge::End => last,
    };
    nudge_range(project, document, id, n, edge, way)
}

/// Moves the nearest end of a mark onto a token, as Shift-click does: of the range that the
/// token is in, or, from a gap between ranges, of the range beside it.
pub fn extend_to(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    token: Span,
) -> Result<Edit, EditError> {
    let mut spans = annotation(project, document, id)?.ranges.as_slice().to_vec();
    let distance = |span: &Span| {
        let (before, after) = (span.start().get(), token.start().get());
        match span.overlaps(token) {
            true => 0,
            false if token.end() <= span.start() => before - token.end().get() + 1,
            false => after - span.end().get() + 1,
        }
    };
    // Ranges are never empty, nor is a mark without any.
    let Some(span) = spans.iter_mut().min_by_key(|span| distance(span)) else {
        return Err(EditError::TooShort);
    };
    let to_start = span.start().get().abs_diff(token.start().get());
    let to_end = span.end().get().abs_diff(token.end().get());
    *span = if token.start() < span.start() || (token.end() < span.end() && to_start < to_end) {
        Span::new(token.start(), span.end())?
    } else {
        Span::new(span.start(), token.end())?
    };
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
    let ranges = &annotation(project, document, id)?.ranges;
    let ranges = resized(ranges, edge, to).ok_or(EditError::TooShort)?;
    set_ranges(project, document, id, ranges.as_slice().to_vec())
}

/// What a mark would cover with one end moved to an offset; none where its first or last range
/// would vanish.
pub fn resized(ranges: &Ranges, edge: Edge, to: ByteOffset) -> Option<Ranges> {
    let mut spans = ranges.as_slice().to_vec();
    let span = match edge {
        Edge::Start => spans.first_mut()?,
        Edge::End => spans.last_mut()?,
    };
    *span = match edge {
        Edge::Start => Span::new(to, span.end()),
        Edge::End => Span::new(span.start(), to),
    }
    .ok()
    .filter(|span| !span.is_empty())?;
    Ranges::joined(spans).ok()
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

/// Moves the start or the end of the n-th range by one grapheme cluster. Ranges that
/// come to touch become one.
pub fn nudge_range(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    n: usize,
    edge: Edge,
    way: Way,
) -> Result<Edit, EditError> {
    let text = &open(project, document)?.text;
    let mut spans = annotation(project, document, id)?.ranges.as_slice().to_vec();
    let slot = spans.get_mut(n).ok_or(EditError::Gone("The range"))?;
    let moved = nudge_span(text, *slot, edge, way);
    if moved == *slot {
        return Err(match (edge, way) {
            (Edge::Start, Way::Back) => EditError::Other("The text begins there".to_owned()),
            (Edge::End, Way::Forward) => EditError::Other("The text ends there".to_owned()),
            _ => EditError::TooShort,
        });
    }
    *slot = moved;
    set_ranges(project, document, id, spans)
}

/// The paragraphs that a span touches, from the first one's start to the last one's
/// end: what a region made from a selection covers. One that begins where the span ends
/// is not touched.
pub fn whole_paragraphs(text: &Text, span: Span) -> Span {
    let paragraphs = text.paragraphs();
    let end = if span.is_empty() { span.end() } else { text.previous_grapheme(span.end()) };
    let first = paragraphs[text.paragraph_at(span.start())];
    let last = paragraphs[text.paragraph_at(end.max(span.start()))];
    first.cover(last)
}
