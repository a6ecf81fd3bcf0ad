//! Paragraphs: the lines of a text.

use super::super::content::Text;
use super::super::offset::{ByteOffset, Span};

/// The paragraphs of `text`; see [`Text::paragraphs`].
pub(in crate::text) fn find_paragraphs(text: &str) -> Vec<Span> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        if !is_line_end(c) {
            continue;
        }
        paragraphs.push(Span::at(start..index));
        start = index + c.len_utf8();
        if c == '\r'
            && let Some((_, lf)) = chars.next_if(|&(_, next)| next == '\n')
        {
            start += lf.len_utf8();
        }
    }
    // What follows the last line end, if anything does; in an empty text, the one line there is.
    if start < text.len() || paragraphs.is_empty() {
        paragraphs.push(Span::at(start..text.len()));
    }
    paragraphs
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0085}' | '\u{2028}' | '\u{2029}')
}

impl Text {
    /// The lines of the text, in order, each without the line end behind it.
    ///
    /// LF, CRLF (as one), CR, U+0085, U+2028 and U+2029 end a line: where UAX
    /// #29 always ends a sentence. They are terminators, as in a text file: an
    /// empty line is an empty paragraph, but a line end at the very end of the
    /// text begins no further one. There is always at least one paragraph, in
    /// an empty text an empty one.
    pub fn paragraphs(&self) -> &[Span] {
        self.paragraph_spans()
    }

    /// The index in [`paragraphs`](Self::paragraphs) of the one at `offset`.
    ///
    /// A line end, and the place between CR and LF, belong to the paragraph
    /// before it; the end of the text belongs to the last one.
    pub fn paragraph_at(&self, offset: ByteOffset) -> usize {
        // The first one starts at 0, so that one at least is counted.
        self.paragraphs().partition_point(|paragraph| paragraph.start() <= offset) - 1
    }

    // The paragraph at `offset`, by its span.
    pub(super) fn paragraph_span(&self, offset: ByteOffset) -> Span {
        self.paragraphs()[self.paragraph_at(offset)]
    }
}
