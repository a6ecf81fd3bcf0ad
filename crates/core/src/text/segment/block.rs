//! Blocks: paragraphs as a page lays them out, overlong ones in parts.

use super::super::content::Text;
use super::super::offset::{ByteOffset, Span, Utf16Offset};

/// A paragraph of more UTF-8 bytes is cut. A browser lays a paragraph out as a whole, after
/// every change in it: some 8 KB take as long as all else that a key does.
const LONG: usize = 8 << 10;
/// A part has at least so many bytes, the last one apart,
const LEAST: usize = 3 << 10;
/// and at the most so many.
const MOST: usize = 6 << 10;

impl Text {
    /// What a page lays out as one, in order: the [paragraphs](Self::paragraphs), those of more
    /// than 8 KiB in parts.
    ///
    /// Parts lie end to end. They are cut behind a sentence where that is easily seen, or else
    /// behind a blank, or else between two grapheme clusters. For drawing only: what a
    /// paragraph is to an annotator says [`paragraphs`](Self::paragraphs).
    pub fn blocks(&self) -> &[Span] {
        self.block_spans(|text| {
            let long = |p: &Span| p.range().len() > LONG;
            let paragraphs = text.paragraphs();
            paragraphs
                .iter()
                .any(long)
                .then(|| paragraphs.iter().flat_map(|p| text.parts(*p)).collect())
        })
    }

    /// The index in [`blocks`](Self::blocks) of the one at `offset`. A line end belongs to the
    /// block before it, the place of a cut to the block behind it.
    pub fn block_at(&self, offset: ByteOffset) -> usize {
        // The first one starts at 0, so that one at least is counted.
        self.blocks().partition_point(|block| block.start() <= offset) - 1
    }

    /// Whether a block goes on with the paragraph of the one before it.
    pub fn is_continued(&self, block: usize) -> bool {
        let blocks = self.blocks();
        let Some(before) = block.checked_sub(1).and_then(|n| blocks.get(n)) else { return false };
        blocks.get(block).is_some_and(|b| b.start() == before.end())
    }

    /// The block at an offset, as [`block_at`](Self::block_at) finds it, and the UTF-16 code units
    /// from its start to there; none for an offset beyond the text or inside a character.
    pub fn in_block(&self, offset: ByteOffset) -> Option<(usize, Utf16Offset)> {
        let at = self.byte_to_utf16(offset).ok()?;
        let block = self.block_at(offset);
        let start = self.byte_to_utf16(self.blocks().get(block)?.start()).ok()?;
        Some((block, Utf16Offset::new(at.get() - start.get())))
    }

    /// The offset that lies so many UTF-16 code units behind a block's start, and at the most at
    /// its end; none for a block that is not there, or inside a character.
    pub fn at_block(&self, block: usize, units: Utf16Offset) -> Option<ByteOffset> {
        let block = self.blocks().get(block)?;
        let start = self.byte_to_utf16(block.start()).ok()?;
        let end = self.byte_to_utf16(block.end()).ok()?;
        let at = start.get().saturating_add(units.get()).min(end.get());
        self.utf16_to_byte(Utf16Offset::new(at)).ok()
    }

    fn parts(&self, paragraph: Span) -> Vec<Span> {
        let mut parts = Vec::new();
        let (mut start, end) = (paragraph.range().start, paragraph.range().end);
        while end - start > LONG {
            let at = self.cut(start);
            parts.push(Span::at(start..at));
            start = at;
        }
        parts.push(Span::at(start..end));
        parts
    }

    /// Where the part that begins at `start` ends; there are more than [`LONG`] bytes.
    fn cut(&self, start: usize) -> usize {
        let boundary = |index: usize| self.floor(ByteOffset::at(index));
        let (least, most) = (boundary(start + LEAST), boundary(start + MOST));
        let mut blank = None;
        let mut before = None;
        let mut sentence = None;
        for (n, c) in self.as_str()[least..most].char_indices() {
            let at = least + n;
            if before.is_some_and(char::is_whitespace) && !c.is_whitespace() {
                blank = Some(at);
            }
            if blank == Some(at) && self.ends_sentence(at) || before.is_some_and(is_full_stop) {
                sentence = Some(at);
            }
            before = Some(c);
        }
        let whole = |at: &usize| self.splits_no_grapheme(*at);
        sentence.filter(whole).or(blank.filter(whole)).unwrap_or_else(|| {
            // Never a part without end, in a text of combining marks alone.
            let at = self.snap_to_graphemes(Span::at(most..most)).range().start;
            if at > start { at } else { most }
        })
    }

    /// Whether the blanks before `at` follow a mark that ends sentences.
    fn ends_sentence(&self, at: usize) -> bool {
        let words = self.as_str()[..at].trim_end();
        let words = words.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
        words.ends_with(['.', '!', '?', '…', '؟', '۔', '।'])
    }
}

/// Marks that end a sentence without a blank.
fn is_full_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}
