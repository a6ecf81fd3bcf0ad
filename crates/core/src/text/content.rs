//! The text of a document, and the only place where offset units are converted.

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::index::{Counts, Index};
use super::offset::{
    ByteOffset, CharOffset, CharSpan, Offset, OffsetError, OffsetUnit, Span, Utf16Offset,
};
use super::segment::find_paragraphs;
use super::sha256::Sha256;

/// The immutable text of a document: never trimmed, never normalised.
///
/// Cloning is cheap and shares the text. Two are equal if their texts are.
/// Serialised as a string.
///
/// Converting one offset costs O(log n), nothing in an ASCII text. All
/// conversions check their argument: an offset behind the end or inside a
/// character is an [`OffsetError`], never a guess. The methods on graphemes,
/// tokens, sentences and paragraphs are in [`segment`](super::segment).
#[derive(Clone)]
pub struct Text {
    inner: Arc<Inner>,
}

struct Inner {
    content: Arc<str>,
    index: Index,
    paragraphs: Vec<Span>,
    /// None: the paragraphs.
    blocks: OnceLock<Option<Vec<Span>>>,
    sha256: OnceLock<Sha256>,
}

impl Text {
    /// Indexes `content`, which stays as it is. Take a byte order mark off
    /// first: [`strip_bom`](super::strip_bom).
    ///
    /// # Errors
    /// [`OffsetError::TooLong`] if it has more than `u32::MAX` bytes.
    pub fn new(content: impl Into<Arc<str>>) -> Result<Text, OffsetError> {
        let content = content.into();
        if u32::try_from(content.len()).is_err() {
            return Err(OffsetError::TooLong { len: content.len() as u64 });
        }
        let index = Index::new(&content);
        let paragraphs = find_paragraphs(&content);
        let (blocks, sha256) = (OnceLock::new(), OnceLock::new());
        Ok(Text { inner: Arc::new(Inner { content, index, paragraphs, blocks, sha256 }) })
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.inner.content
    }

    /// Its length in UTF-8 bytes.
    pub fn len_bytes(&self) -> u32 {
        self.inner.content.len() as u32
    }

    /// Its length in Unicode code points.
    pub fn len_chars(&self) -> u32 {
        self.inner.index.total().chars
    }

    /// Its length in UTF-16 code units.
    pub fn len_utf16(&self) -> u32 {
        self.inner.index.total().utf16
    }

    /// Whether there is no character at all.
    pub fn is_empty(&self) -> bool {
        self.inner.content.is_empty()
    }

    /// The place behind the last character.
    pub fn end(&self) -> ByteOffset {
        ByteOffset::new(self.len_bytes())
    }

    /// The span of the whole text.
    pub fn span(&self) -> Span {
        Span::between(ByteOffset::ZERO, self.end())
    }

    /// The SHA-256 of the UTF-8 bytes; computed on the first call, then kept.
    pub fn sha256(&self) -> Sha256 {
        *self.inner.sha256.get_or_init(|| Sha256::of(self.as_str().as_bytes()))
    }

    /// The same text, whose SHA-256 somebody has computed already: a browser does it faster,
    /// and beside the page's own work. A wrong one shows where texts are compared with
    /// what a document says of them. One that is known already stays.
    #[must_use]
    pub fn with_sha256(self, computed: Sha256) -> Text {
        // An error says that it is known.
        let _ = self.inner.sha256.set(computed);
        self
    }

    /// The paragraphs; see [`Text::paragraphs`] among the segments.
    pub(super) fn paragraph_spans(&self) -> &[Span] {
        &self.inner.paragraphs
    }

    /// The blocks, which `find` computes on the first call where they are not the paragraphs.
    pub(super) fn block_spans(&self, find: impl FnOnce(&Text) -> Option<Vec<Span>>) -> &[Span] {
        self.inner.blocks.get_or_init(|| find(self)).as_deref().unwrap_or(&self.inner.paragraphs)
    }

    /// The piece of text in `span`.
    ///
    /// # Errors
    /// If an end of `span` is beyond the text or inside a character.
    pub fn slice(&self, span: Span) -> Result<&str, OffsetError> {
        self.check(span.start())?;
        self.check(span.end())?;
        Ok(&self.as_str()[span.range()])
    }

    /// Turns an index into the string, as [`str::find`] gives it, into an offset.
    ///
    /// # Errors
    /// If it is beyond the text or inside a character.
    pub fn offset_at(&self, index: usize) -> Result<ByteOffset, OffsetError> {
        let offset = u32::try_from(index).map_err(|_| OffsetError::BeyondEnd {
            unit: OffsetUnit::Byte,
            offset: index as u64,
            len: self.len_bytes(),
        })?;
        self.check(ByteOffset::new(offset))
    }

    /// Turns a pair of indices into the string into a span.
    ///
    /// # Errors
    /// If an end is beyond the text or inside a character, or if they are reversed.
    pub fn span_at(&self, range: std::ops::Range<usize>) -> Result<Span, OffsetError> {
        Span::new(self.offset_at(range.start)?, self.offset_at(range.end)?)
    }

    /// Code points before `offset`.
    ///
    /// # Errors
    /// If `offset` is beyond the text or inside a character.
    pub fn byte_to_char(&self, offset: ByteOffset) -> Result<CharOffset, OffsetError> {
        Ok(CharOffset::new(self.before(offset)?.chars))
    }

    /// UTF-16 code units before `offset`.
    ///
    /// # Errors
    /// If `offset` is beyond the text or inside a character.
    pub fn byte_to_utf16(&self, offset: ByteOffset) -> Result<Utf16Offset, OffsetError> {
        Ok(Utf16Offset::new(self.before(offset)?.utf16))
    }

    /// UTF-8 bytes before `offset`.
    ///
    /// # Errors
    /// If `offset` is beyond the text.
    pub fn char_to_byte(&self, offset: CharOffset) -> Result<ByteOffset, OffsetError> {
        within(offset, self.len_chars())?;
        let index = self.inner.index.byte_at(self.as_str(), offset.get(), |counts| counts.chars);
        Ok(ByteOffset::at(index))
    }

    /// UTF-8 bytes before `offset`.
    ///
    /// # Errors
    /// If `offset` is beyond the text or between the two halves of a surrogate pair.
    pub fn utf16_to_byte(&self, offset: Utf16Offset) -> Result<ByteOffset, OffsetError> {
        within(offset, self.len_utf16())?;
        let index = self.inner.index.byte_at(self.as_str(), offset.get(), |counts| counts.utf16);
        let start = self.inner.index.before(self.as_str(), index).utf16;
        if start == offset.get() {
            return Ok(ByteOffset::at(index));
        }
        Err(OffsetError::InsideCharacter {
            unit: OffsetUnit::Utf16,
            offset: offset.get(),
            character: self.char_from(index),
            start,
            end: start + 2,
        })
    }

    /// The same range in code points.
    ///
    /// # Errors
    /// If an end of `span` is beyond the text or inside a character.
    pub fn to_char_span(&self, span: Span) -> Result<CharSpan, OffsetError> {
        Span::new(self.byte_to_char(span.start())?, self.byte_to_char(span.end())?)
    }

    /// The same range in bytes.
    ///
    /// # Errors
    /// If an end of `span` is beyond the text.
    pub fn from_char_span(&self, span: CharSpan) -> Result<Span, OffsetError> {
        Span::new(self.char_to_byte(span.start())?, self.char_to_byte(span.end())?)
    }

    fn before(&self, offset: ByteOffset) -> Result<Counts, OffsetError> {
        self.check(offset)?;
        Ok(self.inner.index.before(self.as_str(), offset.as_usize()))
    }

    // Whether `offset` may slice this text.
    fn check(&self, offset: ByteOffset) -> Result<ByteOffset, OffsetError> {
        within(offset, self.len_bytes())?;
        if self.as_str().is_char_boundary(offset.as_usize()) {
            return Ok(offset);
        }
        let start = self.floor(offset);
        let character = self.char_from(start);
        Err(OffsetError::InsideCharacter {
            unit: OffsetUnit::Byte,
            offset: offset.get(),
            character,
            start: start as u32,
            end: (start + character.len_utf8()) as u32,
        })
    }

    // The nearest character boundary at or before `offset`, within the text.
    pub(super) fn floor(&self, offset: ByteOffset) -> usize {
        let mut index = offset.as_usize().min(self.as_str().len());
        while !self.as_str().is_char_boundary(index) {
            index -= 1;
        }
        index
    }

    // The nearest character boundary at or behind `offset`, within the text.
    pub(super) fn ceil(&self, offset: ByteOffset) -> usize {
        let mut index = offset.as_usize().min(self.as_str().len());
        while !self.as_str().is_char_boundary(index) {
            index += 1;
        }
        index
    }

    // Only for an error's message: U+FFFD stands for no character.
    fn char_from(&self, index: usize) -> char {
        self.as_str()[index..].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

fn within<O: Offset>(offset: O, len: u32) -> Result<(), OffsetError> {
    if offset.get() <= len {
        Ok(())
    } else {
        Err(OffsetError::BeyondEnd { unit: O::UNIT, offset: u64::from(offset.get()), len })
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner) || self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

// A document is too long for a log line: its head and its length.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head: String = self.as_str().chars().take(40).collect();
        let more = if head.len() < self.as_str().len() { "…" } else { "" };
        write!(f, "Text({head:?}{more}, {} bytes)", self.len_bytes())
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        Text::new(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
