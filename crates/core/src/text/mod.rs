//! Immutable document texts, typed offsets, segments and quotes.
//!
//! Inside the core, offsets are UTF-8 bytes; files and the DOM use other
//! units. [`Text`] alone converts, and each unit has its own type, so that
//! mixing two does not compile (see [`offset`]).
//!
//! Architecture invariant: nothing here changes a text. A text is never
//! trimmed and never normalised, neither Unicode forms nor line ends; only a
//! byte order mark is taken off, by [`strip_bom`], before there are offsets.

mod accents;
pub mod anchor;
pub mod bom;
pub mod content;
mod edge;
mod fold;
mod folded;
mod index;
pub mod offset;
pub mod segment;
pub mod sha256;

pub(crate) use anchor::covered;
pub use anchor::{Quote, Reanchored, find_again, find_ranges_again};
pub use bom::strip_bom;
pub use content::Text;
pub use edge::{Edge, Way, nudge};
pub use fold::Normalise;
pub(crate) use fold::{Folding, fold};
pub use folded::Folded;
pub use offset::{
    ByteOffset, CharOffset, CharSpan, Offset, OffsetError, OffsetUnit, Span, Utf16Offset,
};
pub use segment::{Token, Tokens, is_blank};
pub use sha256::{ParseSha256Error, Sha256};
