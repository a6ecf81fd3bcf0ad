//! Generated texts that are nasty on purpose, for the property tests of `text`.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses a part")]

use glossator_core::text::{ByteOffset, Span, Text};
use proptest::prelude::*;

/// What texts are made of: each is a case that some tool gets wrong.
pub const PIECES: &[&str] = &[
    // ASCII, with all that words are joined by
    "a",
    "Cairo",
    "union's",
    "can't",
    "3.14",
    "1,000",
    "e.g",
    "x_y",
    "a:b",
    "-",
    ".",
    "...",
    "!",
    "?",
    "(",
    ")",
    "\"",
    "'",
    ",",
    " ",
    "  ",
    "\t",
    "\0",
    "\u{1}",
    // line ends, blanks and marks that show nothing
    "\n",
    "\r\n",
    "\r",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{B}",
    "\u{C}",
    "\u{A0}",
    "\u{202F}",
    "\u{3000}",
    "\u{200B}",
    "\u{200C}",
    "\u{200D}",
    "\u{FEFF}",
    "\u{200F}",
    "\u{2060}",
    "\u{AD}",
    // emoji, families, skin tones, flags and half a flag
    "😀",
    "👨\u{200D}👩\u{200D}👧",
    "👍🏽",
    "❤\u{FE0F}",
    "🇪🇬",
    "🇪",
    "1\u{FE0F}\u{20E3}",
    // combining marks, alone and behind letters
    "e\u{308}",
    "\u{308}",
    "\u{301}\u{323}",
    "é",
    "ﬁ",
    "Å",
    // right to left, and scripts whose clusters are long
    "القاهرة",
    "وَ",
    "ہے۔",
    "اُردُو",
    "؟",
    "ש״ס",
    "ג׳",
    "क्षि",
    "नमस्ते",
    "।",
    "กำ",
    "น้ำ",
    "ကြ",
    "\u{600}",
    // CJK, kana, Hangul by syllable and by jamo
    "東京",
    "。",
    "カタ",
    "ー",
    "ひら",
    "한국",
    "\u{1100}\u{1161}\u{11A8}",
    "𠀀",
    // quotes and apostrophes of print
    "’s",
    "’",
    "“",
    "”",
    "«",
    "»",
    "…",
    "—",
    "workers’",
];

/// Texts of up to 60 pieces, some with a stretch that is longer than the
/// table's stride and the sentence's look-back.
pub fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        40 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => (prop::sample::select(PIECES), 50..150_usize).prop_map(|(p, n)| p.repeat(n)),
        2 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Short texts, for tests that look at all pairs of places.
pub fn short_text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..10).prop_map(|pieces| pieces.concat())
}

pub fn text(content: &str) -> Text {
    Text::new(content).unwrap()
}

pub fn at(index: usize) -> ByteOffset {
    ByteOffset::new(u32::try_from(index).unwrap())
}

pub fn span(start: usize, end: usize) -> Span {
    Span::new(at(start), at(end)).unwrap()
}

/// All places between two characters, the front and the end among them.
pub fn places(content: &str) -> impl Iterator<Item = usize> + '_ {
    content.char_indices().map(|(index, _)| index).chain([content.len()])
}
