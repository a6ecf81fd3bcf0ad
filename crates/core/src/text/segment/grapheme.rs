//! Grapheme clusters: what a reader takes for one character.

use unicode_segmentation::GraphemeCursor;

use super::super::content::Text;
use super::super::offset::{ByteOffset, Span};

impl Text {
    /// Whether `offset` splits no grapheme cluster. The front and the end of
    /// the text do not; an offset inside a character or behind the end does
    /// not count as a boundary.
    pub fn is_grapheme_boundary(&self, offset: ByteOffset) -> bool {
        let index = offset.as_usize();
        self.as_str().is_char_boundary(index) && self.splits_no_grapheme(index)
    }

    /// The first grapheme boundary behind `offset`; the end of the text stays where it is.
    pub fn next_grapheme(&self, offset: ByteOffset) -> ByteOffset {
        let mut index = self.floor(offset);
        while let Some(c) = self.as_str()[index..].chars().next() {
            index += c.len_utf8();
            if self.splits_no_grapheme(index) {
                break;
            }
        }
        ByteOffset::at(index)
    }

    /// The last grapheme boundary before `offset`; the front of the text stays where it is.
    pub fn previous_grapheme(&self, offset: ByteOffset) -> ByteOffset {
        let mut index = self.ceil(offset);
        while let Some(c) = self.as_str()[..index].chars().next_back() {
            index -= c.len_utf8();
            if self.splits_no_grapheme(index) {
                break;
            }
        }
        ByteOffset::at(index)
    }

    /// The smallest span that contains `span` and splits no grapheme cluster.
    ///
    /// It grows outward: a cluster that `span` has a part of is in it. An
    /// empty span goes to the start of the cluster that it splits, and stays empty.
    pub fn snap_to_graphemes(&self, span: Span) -> Span {
        let (start, end) = (self.floor(span.start()), self.ceil(span.end()));
        let first = self.grapheme_start(start);
        if span.is_empty() {
            return Span::at(first..first);
        }
        let last = if self.splits_no_grapheme(end) {
            end
        } else {
            self.next_grapheme(ByteOffset::at(end)).as_usize()
        };
        Span::at(first..last)
    }

    // The last grapheme boundary at or before the character boundary `index`.
    fn grapheme_start(&self, index: usize) -> usize {
        if self.splits_no_grapheme(index) {
            index
        } else {
            self.previous_grapheme(ByteOffset::at(index)).as_usize()
        }
    }

    // Whether the character boundary `index` is a grapheme boundary. The
    // answer depends on the text before as well (flags pair up from the first
    // one of a run), which the cursor reads as far back as it must.
    pub(super) fn splits_no_grapheme(&self, index: usize) -> bool {
        let text = self.as_str();
        // Two ASCII characters only hold together as CRLF. This spares the
        // cursor's table look-ups in most texts.
        let around = (text.as_bytes().get(index.wrapping_sub(1)), text.as_bytes().get(index));
        if let (Some(before), Some(after)) = around
            && before.is_ascii()
            && after.is_ascii()
        {
            return (before, after) != (&b'\r', &b'\n');
        }
        // It fails only where it is not given the whole text.
        GraphemeCursor::new(index, text.len(), true).is_boundary(text, 0).unwrap_or(true)
    }
}
