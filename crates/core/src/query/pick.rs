//! Which mark a click, a key or a step means.

use crate::model::{Annotation, AnnotationId, Kind, OpenDocument};
use crate::text::{ByteOffset, Span};

/// The marks over an offset, innermost first: shortest, then the later begun.
pub fn marks_at(open: &OpenDocument, at: ByteOffset) -> Vec<&Annotation> {
    let mut over = open.marks.overlapping(Span::empty_at(at));
    over.retain(|a| a.ranges.contains(at));
    over.sort_by_key(|a| (a.ranges.len_bytes(), std::cmp::Reverse(a.ranges.start()), a.id));
    over
}

/// The mark that a click selects: the innermost of the layer (of the other, if the
/// layer has none here); if that is selected already, the one around it, and after
/// the outermost the innermost again.
pub fn mark_at_click(
    open: &OpenDocument,
    at: ByteOffset,
    selected: Option<AnnotationId>,
    in_layer: impl Fn(Kind) -> bool,
) -> Option<AnnotationId> {
    let over = marks_at(open, at);
    let (mut order, others): (Vec<&Annotation>, Vec<&Annotation>) =
        over.into_iter().partition(|a| in_layer(a.kind()));
    // A click in a region means the text in it first.
    order.sort_by_key(|a| a.kind() == Kind::Region);
    order.extend(others);
    let next = match order.iter().position(|a| Some(a.id) == selected) {
        Some(at) => order.get(at + 1).or_else(|| order.first()),
        None => order.first(),
    };
    next.map(|a| a.id)
}

/// The mark that a menu asked for over some marks is about, the innermost of these last: the
/// selected one, or else what a first click there would select.
pub fn mark_for_menu(
    open: &OpenDocument,
    over: &[AnnotationId],
    selected: Option<AnnotationId>,
    in_layer: impl Fn(Kind) -> bool,
) -> Option<AnnotationId> {
    let there = over.iter().rev().filter_map(|id| open.marks.get(*id));
    let order =
        |a: &&Annotation| (Some(a.id) != selected, !in_layer(a.kind()), a.kind() == Kind::Region);
    there.min_by_key(order).map(|a| a.id)
}

/// The mark of a layer around the selected one, at an offset; after the outermost the
/// innermost. None where there is no other.
pub fn mark_around(
    open: &OpenDocument,
    at: ByteOffset,
    selected: Option<AnnotationId>,
    in_layer: impl Fn(Kind) -> bool,
) -> Option<AnnotationId> {
    let mut over = marks_at(open, at);
    over.retain(|a| in_layer(a.kind()));
    let next = match over.iter().position(|a| Some(a.id) == selected) {
        Some(at) => over.get(at + 1).or_else(|| over.first()),
        None => over.first(),
    };
    next.map(|a| a.id).filter(|id| Some(*id) != selected)
}

/// The next or previous mark of a layer: from the selected mark if there is one and the caret
/// was not moved off it, or else from the caret; `None` at the end.
pub fn step_mark(
    open: &OpenDocument,
    selected: Option<AnnotationId>,
    caret: ByteOffset,
    forward: bool,
    in_layer: impl Fn(Kind) -> bool,
) -> Option<AnnotationId> {
    let marks = &open.marks;
    let fits = |a: &&Annotation| in_layer(a.kind());
    let from = selected.filter(|id| marks.get(*id).is_some());
    let found = match (from, forward) {
        (Some(id), true) => marks.after(id).find(fits),
        (Some(id), false) => marks.before(id).find(fits),
        (None, true) => marks.from(caret).find(fits),
        (None, false) => marks.iter().rev().filter(|a| a.ranges.start() < caret).find(fits),
    };
    found.map(|a| a.id)
}

/// The place of a mark among those of its layer, from 1, and how many there are.
pub fn rank(
    open: &OpenDocument,
    id: AnnotationId,
    in_layer: impl Fn(Kind) -> bool,
) -> Option<(usize, usize)> {
    let mut total = 0;
    let mut place = None;
    for a in open.marks.iter().filter(|a| in_layer(a.kind())) {
        total += 1;
        if a.id == id {
            place = Some(total);
        }
    }
    place.map(|p| (p, total))
}
