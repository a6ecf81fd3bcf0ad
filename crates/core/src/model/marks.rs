//! The annotations of one document, found by id and by place.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::annotation::Annotation;
use super::excluded::Excluded;
use super::ids::{AnnotationId, LabelId, LayerId};
use super::ranges::Ranges;
use crate::text::{ByteOffset, Span};

/// Length classes of the index: class `c` holds ranges of up to `4^c` bytes.
const CLASSES: usize = 17;

/// The annotations of one document.
///
/// Ranges are kept sorted by start in classes by length. A query looks back from
/// its start only as far as a class's longest range, so that one long region does
/// not make every query read the whole document: O(classes · log n + hits).
#[derive(Debug, Clone)]
pub struct Marks {
    by_id: HashMap<AnnotationId, Annotation>,
    in_order: BTreeSet<Place>,
    classes: [BTreeSet<Place>; CLASSES],
}

/// Start and end of a range, or of all of an annotation's ranges: by start, the longer first.
type Place = (ByteOffset, Reverse<ByteOffset>, AnnotationId);

impl Default for Marks {
    fn default() -> Self {
        Self {
            by_id: HashMap::new(),
            in_order: BTreeSet::new(),
            classes: std::array::from_fn(|_| BTreeSet::new()),
        }
    }
}

/// The class of a range of this length.
fn class(len: u32) -> usize {
    let mut c = 0;
    while c < CLASSES - 1 && u64::from(len) > 1u64 << (2 * c) {
        c += 1;
    }
    c
}

impl Marks {
    /// How many annotations there are.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The annotation with this id.
    pub fn get(&self, id: AnnotationId) -> Option<&Annotation> {
        self.by_id.get(&id)
    }

    /// All annotations, by start, the longer first where starts are equal.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Annotation> {
        self.in_order.iter().filter_map(|(_, _, id)| self.by_id.get(id))
    }

    /// Annotations that begin after the given one, in reading order.
    pub fn after(&self, id: AnnotationId) -> impl Iterator<Item = &Annotation> {
        self.get(id).map(key).into_iter().flat_map(move |k| {
            self.in_order
                .range((std::ops::Bound::Excluded(k), std::ops::Bound::Unbounded))
                .filter_map(|(_, _, id)| self.by_id.get(id))
        })
    }

    /// Annotations that begin before the given one, nearest first.
    pub fn before(&self, id: AnnotationId) -> impl Iterator<Item = &Annotation> {
        self.get(id).map(key).into_iter().flat_map(move |k| {
            self.in_order.range(..k).rev().filter_map(|(_, _, id)| self.by_id.get(id))
        })
    }

    /// Annotations that begin at or after an offset, in reading order.
    pub fn from(&self, offset: ByteOffset) -> impl Iterator<Item = &Annotation> {
        self.in_order
            .range(
                (
                    offset,
                    Reverse(ByteOffset::new(u32::MAX)),
                    AnnotationId::new(uuid::Uuid::nil()),
                )..,
            )
            .filter_map(|(_, _, id)| self.by_id.get(id))
    }

    /// Annotations one of whose ranges shares a byte with the span (for an empty
    /// span: holds its offset strictly inside or begins there), each once, in reading order.
    pub fn overlapping(&self, span: Span) -> Vec<&Annotation> {
        let low = AnnotationId::new(uuid::Uuid::nil());
        let mut found: Vec<&Annotation> = Vec::new();
        for (c, class) in self.classes.iter().enumerate() {
            if class.is_empty() {
                continue;
            }
            let reach = u32::try_from(1u64 << (2 * c)).unwrap_or(u32::MAX);
            let from = |offset| (ByteOffset::new(offset), Reverse(ByteOffset::new(u32::MAX)), low);
            let first = from(span.start().get().saturating_sub(reach));
            let past = from(span.end().get().saturating_add(u32::from(span.is_empty())));
            for &(_, Reverse(end), id) in class.range(first..past) {
                if end > span.start()
                    && let Some(a) = self.by_id.get(&id)
                {
                    found.push(a);
                }
            }
        }
        found.sort_by_key(|a| key(a));
        found.dedup_by_key(|a| a.id);
        found
    }

    /// The mark of a layer that has a label and just this range. Of several, one with a link:
    /// it says most.
    pub(crate) fn labelled(
        &self,
        span: Span,
        label: &LabelId,
        layer: LayerId,
    ) -> Option<&Annotation> {
        let ranges = Ranges::one(span).ok()?;
        let near = self.overlapping(span).into_iter();
        let mut same = near
            .filter(|a| a.layer == layer && a.ranges == ranges && a.label.as_ref() == Some(label))
            .peekable();
        let first = *same.peek()?;
        Some(same.find(|a| a.entity().is_some()).unwrap_or(first))
    }

    /// Whether an annotation is left out with its text, by the regions of its layer.
    pub(crate) fn leave_out(&self, a: &Annotation) -> bool {
        Excluded::of(self.overlapping(a.ranges.cover()), a.layer).leaves_out(a)
    }

    /// Puts an annotation in, and returns the one of the same id that it replaces.
    pub(crate) fn insert(&mut self, a: Annotation) -> Option<Annotation> {
        let old = self.remove(a.id);
        self.in_order.insert(key(&a));
        for range in a.ranges.as_slice() {
            self.classes[class(range.len())].insert((range.start(), Reverse(range.end()), a.id));
        }
        self.by_id.insert(a.id, a);
        old
    }

    /// Takes an annotation out.
    pub(crate) fn remove(&mut self, id: AnnotationId) -> Option<Annotation> {
        let a = self.by_id.remove(&id)?;
        self.in_order.remove(&key(&a));
        for range in a.ranges.as_slice() {
            self.classes[class(range.len())].remove(&(range.start(), Reverse(range.end()), a.id));
        }
        Some(a)
    }
}

fn key(a: &Annotation) -> (ByteOffset, Reverse<ByteOffset>, AnnotationId) {
    (a.ranges.start(), Reverse(a.ranges.end()), a.id)
}

impl PartialEq for Marks {
    /// By annotations; the index follows from them.
    fn eq(&self, other: &Self) -> bool {
        self.by_id == other.by_id
    }
}
