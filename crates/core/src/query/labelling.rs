//! What a label's key means where the person is: another label for a mark, or a new mark.

use super::Cursor;
use crate::actions::marks::whole_paragraphs;
use crate::model::{Annotation, AnnotationId, Kind, Label, LabelId, LayerId, OpenDocument};
use crate::text::Span;

/// Where the person is on the page.
#[derive(Debug, Clone, Copy)]
pub struct Standpoint {
    /// Caret and selection.
    pub cursor: Cursor,
    /// The selected mark, unless the caret has been moved since it was selected.
    pub mark: Option<AnnotationId>,
    /// The words that the label picker stands at, and the mark whose label it would change.
    pub picker: Option<(Span, Option<AnnotationId>)>,
}

/// What a label does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labelling {
    /// It becomes the label of this mark.
    Relabel(AnnotationId),
    /// A new mark covers this.
    Mark(Span),
}

/// What a label does: to the mark of the picker; to what is selected; or else to the selected mark,
/// if the caret is on it and the label is of its kind; or else to the caret's token. A region of
/// words of one paragraph covers these words; any other whole paragraphs. None where there is
/// nothing to mark.
pub fn labelling(open: &OpenDocument, label: &Label, at: &Standpoint) -> Option<Labelling> {
    let Standpoint { cursor, mark, picker } = *at;
    if let Some((_, Some(id))) = picker {
        return Some(Labelling::Relabel(id));
    }
    let selection = cursor.selection();
    let on = |id: &AnnotationId| {
        let mark = open.marks.get(*id);
        let caret = cursor.caret().start();
        mark.is_some_and(|a| a.kind() == label.kind && a.ranges.contains(caret))
    };
    if let Some(id) = mark.filter(on)
        && selection.is_none()
    {
        return Some(Labelling::Relabel(id));
    }
    // The picker's words are the selection, unless something else opened it.
    let others = picker.map(|(span, _)| span).filter(|span| selection != Some(*span));
    let words = others.or_else(|| cursor.selection_by(label.snapping));
    let span = words.unwrap_or_else(|| cursor.target());
    if span.is_empty() {
        return None;
    }
    let in_one = |s: &Span| open.text.paragraph_at(s.start()) == open.text.paragraph_at(s.end());
    let whole = label.kind == Kind::Region && !words.as_ref().is_some_and(in_one);
    Some(Labelling::Mark(if whole { whole_paragraphs(&open.text, span) } else { span }))
}

/// The marks of a layer with this label that together cover every word of a span; empty where
/// one is not covered.
pub fn covering(
    open: &OpenDocument,
    label: &LabelId,
    layer: LayerId,
    span: Span,
) -> Vec<AnnotationId> {
    let near = open.marks.overlapping(span).into_iter();
    let own: Vec<&Annotation> =
        near.filter(|a| a.label.as_ref() == Some(label) && a.layer == layer).collect();
    let covered = |word: Span| {
        let mut ranges = own.iter().flat_map(|a| a.ranges.as_slice());
        ranges.any(|r| r.start() <= word.start() && word.end() <= r.end())
    };
    let mut tokens = open.text.tokens_in(span).into_iter();
    if tokens.all(|t| !t.is_word || covered(t.span)) {
        own.iter().map(|a| a.id).collect()
    } else {
        Vec::new()
    }
}
