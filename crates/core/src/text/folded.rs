//! Folded copies of texts, with the way back to the stored text.

use super::fold::{Anchor, Folding, Normalise, fold_with_anchors};
use super::{ByteOffset, Span, Text};

/// A text in the form in which patterns are compared with it: a copy of about its size,
/// and eight bytes for each end of a stretch whose length changed. It knows of every
/// place where it is in the stored text, which is not kept here.
#[derive(Debug, Clone)]
pub struct Folded {
    folding: Folding,
    /// None: the text itself.
    copy: Option<Box<str>>,
    anchors: Box<[Anchor]>,
}

impl Folded {
    pub(crate) fn new(text: &Text, folding: Folding) -> Self {
        if folding == (Folding { case: false, form: Normalise::Off, typed: false, accents: false })
        {
            return Self { folding, copy: None, anchors: Box::default() };
        }
        let (copy, anchors) = fold_with_anchors(text.as_str(), folding);
        Self { folding, copy: Some(copy.into_boxed_str()), anchors: anchors.into_boxed_slice() }
    }

    pub(crate) fn folding(&self) -> Folding {
        self.folding
    }

    /// What to search; `text` must be the one that this was made of.
    pub(crate) fn hay<'a>(&'a self, text: &'a Text) -> &'a str {
        self.copy.as_deref().unwrap_or(text.as_str())
    }

    /// How many bytes of memory it takes.
    pub fn size(&self) -> usize {
        self.copy.as_ref().map_or(0, |c| c.len()) + size_of_val(&*self.anchors)
    }

    /// The places in the text where a range of the copy may start: behind what folds to
    /// nothing, and before it. None if it is inside a piece.
    fn starts(&self, at: usize) -> Option<(usize, usize)> {
        let next = self.anchors.partition_point(|a| a.folded as usize <= at);
        let inner = self.between(next, at)?;
        let first = self.anchors.partition_point(|a| (a.folded as usize) < at);
        let outer = self.anchors.get(first).filter(|a| a.folded as usize == at);
        Some((inner, outer.map_or(inner, |a| a.source as usize)))
    }

    /// The places in the text where a range of the copy may end: before what folds to
    /// nothing, and behind it. None if it is inside a piece.
    fn ends(&self, at: usize) -> Option<(usize, usize)> {
        let next = self.anchors.partition_point(|a| a.folded as usize <= at);
        let outer = self.between(next, at)?;
        let first = self.anchors.partition_point(|a| (a.folded as usize) < at);
        let inner = self.anchors.get(first).filter(|a| a.folded as usize == at);
        Some((inner.map_or(outer, |a| a.source as usize), outer))
    }

    /// The place in the text of a place in the copy, which is behind the anchor before
    /// `next` or at it.
    fn between(&self, next: usize, at: usize) -> Option<usize> {
        let Some(before) = next.checked_sub(1).and_then(|n| self.anchors.get(n)) else {
            return Some(at);
        };
        let more = at - before.folded as usize;
        let side_by_side = self
            .anchors
            .get(next)
            .is_none_or(|after| after.folded - before.folded == after.source - before.source);
        (more == 0 || side_by_side).then_some(before.source as usize + more)
    }

    /// The spans of the text that a range of the copy stands for, the tightest first.
    /// More than one where characters that fold to nothing lie at its ends; none if it
    /// would split a grapheme cluster.
    pub(crate) fn spans(&self, text: &Text, found: std::ops::Range<usize>) -> Vec<Span> {
        let (Some(starts), Some(ends)) = (self.starts(found.start), self.ends(found.end)) else {
            return Vec::new();
        };
        let mut spans = Vec::with_capacity(1);
        for (start, end) in
            [(starts.0, ends.0), (starts.0, ends.1), (starts.1, ends.0), (starts.1, ends.1)]
        {
            let whole = |at: usize| text.is_grapheme_boundary(ByteOffset::at(at));
            let span = Span::at(start..end);
            if start < end && !spans.contains(&span) && whole(start) && whole(end) {
                spans.push(span);
            }
        }
        spans
    }

    /// A place of the copy at or before which is everything that is before `source`.
    pub(crate) fn place_of(&self, source: ByteOffset) -> usize {
        let source = source.as_usize();
        let next = self.anchors.partition_point(|a| a.source as usize <= source);
        let Some(before) = next.checked_sub(1).map(|n| self.anchors[n]) else { return source };
        let at = before.folded as usize + (source - before.source as usize);
        self.anchors.get(next).map_or(at, |after| at.min(after.folded as usize))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_place_leads_back() {
        let text = Text::new("“Ab”  ßc").unwrap();
        let folded = Folded::new(&text, Folding::WORDS);
        assert_eq!(folded.hay(&text), "\"ab\" ssc");
        let back = |range: std::ops::Range<usize>| -> Vec<&str> {
            folded.spans(&text, range).into_iter().map(|s| text.slice(s).unwrap()).collect()
        };
        assert_eq!(back(0..4), ["“Ab”"]);
        assert_eq!(back(1..3), ["Ab"]);
        assert_eq!(back(5..8), ["ßc", " ßc"], "the tightest first");
        assert_eq!(back(6..8), [""; 0], "half of ß");
    }
}
