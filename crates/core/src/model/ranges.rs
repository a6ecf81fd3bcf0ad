//! The one or more stretches of text that an annotation covers.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::{ByteOffset, Span, Text};

/// One or more half-open byte ranges: none empty, ascending, none overlapping.
/// Ranges from a file may touch, since they keep their exact offsets; what a person
/// marks is [joined](Self::joined), so that ranges that touch are one range.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<Span>", into = "Vec<Span>")]
pub struct Ranges(Vec<Span>);

/// Why some ranges cannot anchor an annotation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RangesError {
    /// There is no range at all.
    #[error("an annotation needs at least one range")]
    None,
    /// A range covers no character.
    #[error("{}", empty(.0))]
    Empty(ByteOffset),
    /// A range begins before the end of the one before it.
    #[error("{}", disordered(.0))]
    Disordered(ByteOffset),
}

fn empty(at: &impl fmt::Display) -> String {
    format!("the range at {at} is empty")
}

fn disordered(at: &impl fmt::Display) -> String {
    format!("the ranges are not in order: one begins at {at}, before the end of the one before it")
}

impl RangesError {
    /// What is wrong, with places in code points, as files count them.
    pub(crate) fn in_characters(&self, text: &Text) -> String {
        let place = |at: &ByteOffset| text.byte_to_char(*at).ok();
        match self {
            Self::Empty(at) => place(at).map(|at| empty(&at)),
            Self::Disordered(at) => place(at).map(|at| disordered(&at)),
            Self::None => None,
        }
        .unwrap_or_else(|| self.to_string())
    }
}

impl Ranges {
    /// One range.
    pub fn one(span: Span) -> Result<Self, RangesError> {
        Self::exactly(vec![span])
    }

    /// Exactly these ranges, which must be in order, not empty and not overlap.
    pub fn exactly(spans: Vec<Span>) -> Result<Self, RangesError> {
        if spans.is_empty() {
            return Err(RangesError::None);
        }
        if let Some(empty) = spans.iter().find(|s| s.is_empty()) {
            return Err(RangesError::Empty(empty.start()));
        }
        if let Some(pair) = spans.windows(2).find(|pair| pair[1].start() < pair[0].end()) {
            return Err(RangesError::Disordered(pair[1].start()));
        }
        Ok(Self(spans))
    }

    /// These ranges in any order: sorted, and joined where they touch or overlap.
    pub fn joined(mut spans: Vec<Span>) -> Result<Self, RangesError> {
        spans.retain(|s| !s.is_empty());
        spans.sort();
        let mut out: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match out.last_mut() {
                Some(last) if span.start() <= last.end() => *last = last.cover(span),
                _ => out.push(span),
            }
        }
        Self::exactly(out)
    }

    /// These ranges and one more.
    pub fn with(&self, span: Span) -> Result<Self, RangesError> {
        let mut spans = self.0.clone();
        spans.push(span);
        Self::joined(spans)
    }

    /// The ranges, ascending; never empty.
    pub fn as_slice(&self) -> &[Span] {
        &self.0
    }

    /// Where the first range begins.
    pub fn start(&self) -> ByteOffset {
        self.0[0].start()
    }

    /// Where the last range ends.
    pub fn end(&self) -> ByteOffset {
        self.0[self.0.len() - 1].end()
    }

    /// From the start of the first to the end of the last range, gaps included.
    pub fn cover(&self) -> Span {
        self.0[0].cover(self.0[self.0.len() - 1])
    }

    /// Covered bytes, gaps not counted.
    pub fn len_bytes(&self) -> u32 {
        self.0.iter().map(|s| s.len()).sum()
    }

    /// Whether some range holds the byte at this offset.
    pub fn contains(&self, offset: ByteOffset) -> bool {
        self.0.iter().any(|s| s.contains(offset))
    }

    /// Whether some range shares a byte with the span.
    pub fn overlaps(&self, span: Span) -> bool {
        self.0.iter().any(|s| s.overlaps(span))
    }
}

impl TryFrom<Vec<Span>> for Ranges {
    type Error = RangesError;
    fn try_from(spans: Vec<Span>) -> Result<Self, RangesError> {
        Self::exactly(spans)
    }
}

impl From<Ranges> for Vec<Span> {
    fn from(ranges: Ranges) -> Self {
        ranges.0
    }
}
