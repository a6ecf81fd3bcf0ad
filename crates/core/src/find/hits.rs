//! Places that were found, with what is known of them.

use serde::{Deserialize, Serialize};

use crate::model::{
    Annotation, AnnotationId, Body, DocumentId, EntityId, LabelId, LayerId, OpenDocument, Ranges,
};
use crate::text::Span;

/// A place that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Where: the document.
    pub document: DocumentId,
    /// Where: the bytes of its text.
    pub span: Span,
    /// The mark that has this label at just this place.
    pub marked: Option<AnnotationId>,
    /// What that mark is linked to.
    pub linked: Option<EntityId>,
    /// Whether it is in, or touches, a region that is left out.
    pub excluded: bool,
}

impl Hit {
    /// Whether marking it so would change nothing: it has the label, and the entity if
    /// one is asked for.
    pub fn is_marked(&self, entity: Option<EntityId>) -> bool {
        self.marked.is_some() && (entity.is_none() || self.linked == entity)
    }
}

/// What is known of places of a document: which have a mark of this layer with the
/// label, and which are left out. Without a label, none counts as marked.
pub fn hits(
    open: &OpenDocument,
    document: DocumentId,
    spans: &[Span],
    label: Option<&LabelId>,
    layer: LayerId,
) -> Vec<Hit> {
    let excluded = Excluded::of(open, layer);
    let row = |span: &Span| {
        let mark = label.and_then(|label| marked(open, *span, label, layer));
        Hit {
            document,
            span: *span,
            marked: mark.map(|a| a.id),
            linked: mark.and_then(Annotation::entity),
            excluded: excluded.touches(*span),
        }
    };
    spans.iter().map(row).collect()
}

/// The mark of a layer that has a label and just this range.
pub(crate) fn marked<'a>(
    open: &'a OpenDocument,
    span: Span,
    label: &LabelId,
    layer: LayerId,
) -> Option<&'a Annotation> {
    let ranges = Ranges::one(span).ok()?;
    let near = open.marks.overlapping(span).into_iter();
    let mut same = near
        .filter(|a| a.layer == layer && a.ranges == ranges && a.label.as_ref() == Some(label))
        .peekable();
    let first = *same.peek()?;
    // Of several, the one with a link says most.
    Some(same.find(|a| a.entity().is_some()).unwrap_or(first))
}

/// The parts of a document that a layer leaves out.
pub(crate) struct Excluded(Vec<Span>);

impl Excluded {
    pub(crate) fn of(open: &OpenDocument, layer: LayerId) -> Self {
        let regions = open
            .marks
            .iter()
            .filter(|a| a.layer == layer && matches!(a.body, Body::Region { exclude: true }));
        let spans = regions.flat_map(|a| a.ranges.as_slice()).copied().collect();
        Self(Ranges::joined(spans).map(Vec::from).unwrap_or_default())
    }

    pub(crate) fn touches(&self, span: Span) -> bool {
        let next = self.0.partition_point(|s| s.end() <= span.start());
        self.0.get(next).is_some_and(|s| s.overlaps(span))
    }
}
