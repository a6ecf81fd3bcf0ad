//! Positions and ranges in a text, one type per unit.
//!
//! An offset is a place *between* units, counted from the front of the text;
//! a [`Span`] is half-open, from its start up to and without its end. The
//! places in `Zoë 😀`, whose ë is `e` and U+0308 (◌̈), with the span of `Zoë`:
//!
//! ```text
//!               Z   o   e   ◌̈   ␠   😀  end
//! ByteOffset    0   1   2   3   5   6   10
//! CharOffset    0   1   2   3   4   5   6
//! Utf16Offset   0   1   2   3   4   5   7
//!               ├───────────────┤
//!               start           end: Span 0..5, CharSpan 0..4, UTF-16 0..4
//! ```
//!
//! - bytes are UTF-8 bytes: what Rust slices by, the unit inside the core;
//! - characters are Unicode code points: the unit of exported files;
//! - UTF-16 code units are what the DOM, UIMA and doccano count.
//!
//! Only a [`Text`](super::Text) converts between them. An offset by itself
//! does not know its text, so that `Text` checks it on every use.

use std::fmt;
use std::hash::Hash;

use serde::{Deserialize, Serialize};

/// What an offset counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OffsetUnit {
    /// UTF-8 bytes.
    Byte,
    /// Unicode code points.
    Char,
    /// UTF-16 code units.
    Utf16,
}

impl fmt::Display for OffsetUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            OffsetUnit::Byte => "byte",
            OffsetUnit::Char => "code point",
            OffsetUnit::Utf16 => "UTF-16",
        })
    }
}

mod sealed {
    pub trait Sealed {}
}

/// One of [`ByteOffset`], [`CharOffset`] and [`Utf16Offset`]; no other type can be one.
pub trait Offset: sealed::Sealed + Copy + Ord + Hash + Default + fmt::Debug + fmt::Display {
    /// What this type counts.
    const UNIT: OffsetUnit;

    /// The offset `value` units from the front of a text.
    fn new(value: u32) -> Self;

    /// The number of units from the front of the text.
    fn get(self) -> u32;
}

macro_rules! offset_type {
    ($(#[$doc:meta])* $name:ident, $unit:expr) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            /// The front of every text.
            pub const ZERO: $name = $name(0);

            /// The offset `value` units from the front of a text.
            pub const fn new(value: u32) -> $name {
                $name(value)
            }

            /// The number of units from the front of the text.
            pub const fn get(self) -> u32 {
                self.0
            }

            /// [`get`](Self::get) as an index; lossless on every target that Glossator runs on.
            pub const fn as_usize(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl sealed::Sealed for $name {}

        impl Offset for $name {
            const UNIT: OffsetUnit = $unit;

            fn new(value: u32) -> $name {
                $name(value)
            }

            fn get(self) -> u32 {
                self.0
            }
        }
    };
}

offset_type!(
    /// A place in a text, in UTF-8 bytes from its front. The unit inside the core.
    ByteOffset,
    OffsetUnit::Byte
);
offset_type!(
    /// A place in a text, in Unicode code points from its front. The unit of exported files.
    CharOffset,
    OffsetUnit::Char
);
offset_type!(
    /// A place in a text, in UTF-16 code units from its front. The unit of the DOM.
    Utf16Offset,
    OffsetUnit::Utf16
);

impl ByteOffset {
    // For an index into a `Text`, whose length is known to fit: see `Text::new`.
    pub(crate) fn at(index: usize) -> ByteOffset {
        debug_assert!(u32::try_from(index).is_ok(), "{index} is in no text");
        ByteOffset(index as u32)
    }
}

/// Why an offset or a pair of offsets means nothing in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OffsetError {
    /// The offset lies behind the end of the text.
    #[error("{unit} offset {offset} is beyond the end of the text, which has length {len}")]
    BeyondEnd {
        /// What `offset` and `len` count.
        unit: OffsetUnit,
        /// The offset that was given.
        offset: u64,
        /// The length of the text, which is also its greatest offset.
        len: u32,
    },
    /// The offset lies between the bytes, or between the two surrogates, of one character.
    #[error(
        "{unit} offset {offset} is inside the character {character:?}, \
         which goes from {start} to {end}"
    )]
    InsideCharacter {
        /// What `offset`, `start` and `end` count.
        unit: OffsetUnit,
        /// The offset that was given.
        offset: u32,
        /// The character that it splits.
        character: char,
        /// Where that character starts.
        start: u32,
        /// Where that character ends.
        end: u32,
    },
    /// A span would end before it starts.
    #[error("a span cannot start at {unit} offset {start} and end before it, at {end}")]
    Reversed {
        /// What `start` and `end` count.
        unit: OffsetUnit,
        /// The start that was given.
        start: u32,
        /// The end that was given.
        end: u32,
    },
    /// The text is too long for 32-bit offsets.
    #[error("a text of {len} bytes is too long: at most {} bytes can be annotated", u32::MAX)]
    TooLong {
        /// The length of the text in bytes.
        len: u64,
    },
}

/// A half-open range of a text: from `start` up to and without `end`, in the unit of `O`.
///
/// Invariant: `start <= end`; deserialising upholds it too. An empty span is a
/// place (a caret). Spans are ordered by start, then by end.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "RawSpan<O>")]
#[serde(bound(serialize = "O: Serialize", deserialize = "O: Offset + Deserialize<'de>"))]
pub struct Span<O = ByteOffset> {
    start: O,
    end: O,
}

/// A half-open range in Unicode code points.
pub type CharSpan = Span<CharOffset>;

// What serde reads before the invariant is checked.
#[derive(Deserialize)]
struct RawSpan<O> {
    start: O,
    end: O,
}

impl<O: Offset> TryFrom<RawSpan<O>> for Span<O> {
    type Error = OffsetError;

    fn try_from(raw: RawSpan<O>) -> Result<Span<O>, OffsetError> {
        Span::new(raw.start, raw.end)
    }
}

impl<O: Offset> Span<O> {
    /// The range from `start` up to and without `end`.
    ///
    /// # Errors
    /// [`OffsetError::Reversed`] if `end` is before `start`.
    pub fn new(start: O, end: O) -> Result<Span<O>, OffsetError> {
        if start <= end {
            Ok(Span { start, end })
        } else {
            Err(OffsetError::Reversed { unit: O::UNIT, start: start.get(), end: end.get() })
        }
    }

    /// The range between two places, whichever comes first: anchor and focus of a drag.
    pub fn between(one: O, other: O) -> Span<O> {
        Span { start: one.min(other), end: one.max(other) }
    }

    /// The empty range at `place`.
    pub fn empty_at(place: O) -> Span<O> {
        Span { start: place, end: place }
    }

    /// The first unit in the range; in an empty range, its place.
    pub fn start(self) -> O {
        self.start
    }

    /// The place behind the last unit in the range.
    pub fn end(self) -> O {
        self.end
    }

    /// The number of units in the range.
    pub fn len(self) -> u32 {
        self.end.get() - self.start.get()
    }

    /// Whether the range holds no unit.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the unit that starts at `offset` is in the range: the start is, the end is not.
    pub fn contains(self, offset: O) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether `other` lies within this range, edges included; a range contains itself.
    pub fn contains_span(self, other: Span<O>) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one unit. Ranges that only touch do not
    /// overlap, and an empty range overlaps nothing.
    pub fn overlaps(self, other: Span<O>) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// The units that both have, or none if they do not [overlap](Self::overlaps).
    pub fn intersection(self, other: Span<O>) -> Option<Span<O>> {
        self.overlaps(other)
            .then(|| Span { start: self.start.max(other.start), end: self.end.min(other.end) })
    }

    /// The smallest range that contains both, and the gap between them.
    pub fn cover(self, other: Span<O>) -> Span<O> {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl Span {
    // For indices into a `Text` that are known to be in order.
    pub(crate) fn at(range: std::ops::Range<usize>) -> Span {
        Span::between(ByteOffset::at(range.start), ByteOffset::at(range.end))
    }

    // To slice with, once the span is known to fit its text.
    pub(crate) fn range(self) -> std::ops::Range<usize> {
        self.start.as_usize()..self.end.as_usize()
    }
}

impl<O: Offset> fmt::Display for Span<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
