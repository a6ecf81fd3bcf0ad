//! Where a text comes apart: graphemes, tokens, sentences, paragraphs, blocks.
//!
//! All of these are methods of [`Text`]. They are total: an offset behind the
//! end counts as the end, one inside a character as the start of this
//! character (as its end, where it ends a span). To have such an offset
//! refused, convert or [slice](Text::slice) with it.
//!
//! Boundaries are those of UAX #29 (Unicode 17, by `unicode-segmentation`),
//! with three rules of our own, each told where it is made:
//! - a token has neither blanks at its edges nor white space in it, and an
//!   English `’s` is a token by itself (`token.rs`);
//! - a token never ends inside a grapheme cluster (`token.rs`);
//! - abbreviations such as `Dr.` and `U.S.` end no sentence (`abbreviation.rs`).
//!
//! Nothing but paragraphs and blocks is computed in advance or kept. A call looks
//! back from its offset for a place where segmentation may start afresh with
//! the same result (`restart.rs`), so that it costs as much as the word, the
//! sentence or the run of blanks at hand, in a line of three megabytes too.

mod abbreviation;
mod block;
mod grapheme;
mod paragraph;
mod restart;
mod sentence;
mod token;

pub(super) use paragraph::find_paragraphs;
pub use token::{Token, Tokens};

use super::content::Text;
use super::offset::Span;
use unicode_segmentation::UnicodeSegmentation;

/// Whether `c` is blank: white space, or a mark that shows nothing and joins nothing.
///
/// These are Unicode's White_Space (NBSP, U+3000, U+2028 and U+0085 too),
/// U+200B zero-width space, U+FEFF, U+2060 word joiner and the directional
/// marks (U+061C, U+200E, U+200F, U+202A–202E, U+2066–2069). The joiners
/// U+200C and U+200D are not: they belong to the spelling of Persian and
/// Indic words and to emoji.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
        )
}

impl Text {
    /// The part of `span` between the blanks at its edges ([`is_blank`]).
    ///
    /// A blank that carries a combining mark is visible and stays. If all is
    /// blank, the result is empty, at the start of `span`.
    pub fn trim(&self, span: Span) -> Span {
        let (start, end) = (self.floor(span.start()), self.ceil(span.end()));
        let trimmed = trim_blank(self.as_str(), start, end);
        if trimmed.is_empty() { Span::at(start..start) } else { trimmed }
    }
}

// Takes blank grapheme clusters off both edges of `text[start..end]`.
fn trim_blank(text: &str, start: usize, end: usize) -> Span {
    let all_blank = |cluster: &&str| cluster.chars().all(is_blank);
    let piece = &text[start..end];
    let front: usize = piece.graphemes(true).take_while(all_blank).map(str::len).sum();
    let piece = &piece[front..];
    let back: usize = piece.graphemes(true).rev().take_while(all_blank).map(str::len).sum();
    Span::at(start + front..end - back)
}
