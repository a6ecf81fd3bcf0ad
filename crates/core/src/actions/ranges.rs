//! Changing one of the ranges of a mark, where [`super::marks`] changes its outer ends.

use super::marks::{annotation, open, set_ranges};
use super::{Edit, EditError};
use crate::model::{AnnotationId, DocumentId, Project};
use crate::query::{Edge, Way, nudge};

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
    let moved = nudge(text, *slot, edge, way);
    if moved == *slot {
        let shrinks = matches!((edge, way), (Edge::Start, Way::Forward) | (Edge::End, Way::Back));
        let why = EditError::Other("The text ends there".to_owned());
        return Err(if shrinks { EditError::TooShort } else { why });
    }
    *slot = moved;
    set_ranges(project, document, id, spans)
}
