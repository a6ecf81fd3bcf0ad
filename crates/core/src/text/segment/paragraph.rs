//! Paragraphs: the lines of a text.

use super::super::content::Text;
use super::super::offset::{ByteOffset, Span};

/// The paragraphs of `text`; see [`Text::paragraphs`].
pub(in crate::text) fn find_paragraphs(text: &str) -> Vec<Span> {
    let mut paragraphs = Vec::new();
    let (mut start, mut index) = (0, 0);
    // Bytes, not characters: opening a document waits for this.
    let bytes = text.as_bytes();
    while let Some(rest) = bytes.get(index..)
        && let Some(&first) = rest.first()
    {
        match line_end(first, rest) {
            0 => index += 1,
            length => {
                paragraphs.push(Span::at(start..index));
                index += length;
                start = index;
            }
        }
    }
    // What follows the last line end, if anything does; in an empty text, the one line there is.
    if start < text.len() || paragraphs.is_empty() {
        paragraphs.push(Span::at(start..text.len()));
    }
    paragraphs
}

/// How many bytes the line end takes that these bytes begin with; 0 if they begin with none.
/// CRLF is one. `first` is the first of them.
fn line_end(first: u8, rest: &[u8]) -> usize {
    match first {
        b'\n' => 1,
        b'\r' => 1 + usize::from(rest.get(1) == Some(&b'\n')),
        // U+0085
        0xC2 if rest.get(1) == Some(&0x85) => 2,
        // U+2028, U+2029
        0xE2 if matches!(rest.get(1..3), Some([0x80, 0xA8 | 0xA9])) => 3,
        _ => 0,
    }
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
