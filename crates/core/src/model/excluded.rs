//! The parts of a document that a layer leaves out.

use super::annotation::{Annotation, Body};
use super::ids::LayerId;
use super::ranges::Ranges;
use crate::text::Span;

/// The text that the excluded regions of a layer cover: passed over by annotate-all, and no
/// negative example for who trains on the marks. Neither proposed nor counted is what is said there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Excluded(Vec<Span>);

impl Excluded {
    /// That of a layer, by its annotations of a document; those of other layers are passed over.
    pub fn of<'a>(annotations: impl IntoIterator<Item = &'a Annotation>, layer: LayerId) -> Self {
        let own = annotations.into_iter().filter(|a| a.layer == layer && a.excludes());
        Self::new(own.flat_map(|a| a.ranges.as_slice()).copied().collect())
    }

    /// All of these.
    pub fn new(spans: Vec<Span>) -> Self {
        Self(Ranges::joined(spans).map(Vec::from).unwrap_or_default())
    }

    /// The text in order, joined where regions touch or overlap.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// Whether some of a span is left out.
    pub fn touches(&self, span: Span) -> bool {
        self.first_after(span).is_some_and(|s| s.overlaps(span))
    }

    /// Whether an annotation is left out with its text: all of it is excluded, and it is not
    /// itself what excludes.
    pub fn leaves_out(&self, a: &Annotation) -> bool {
        let inside = |r: &Span| self.first_after(*r).is_some_and(|s| s.contains_span(*r));
        !self.0.is_empty() && !a.excludes() && a.ranges.as_slice().iter().all(inside)
    }

    /// The first span that does not end before this one.
    fn first_after(&self, span: Span) -> Option<&Span> {
        self.0.get(self.0.partition_point(|s| s.end() <= span.start()))
    }
}

impl Annotation {
    /// Whether it is a region that excludes its text.
    pub(crate) fn excludes(&self) -> bool {
        matches!(self.body, Body::Region { exclude: true })
    }
}
