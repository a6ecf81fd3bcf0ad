//! Where segmentation may start afresh in the middle of a text.
//!
//! UAX #29 gives the boundaries of a text read from its front. To find the
//! word at an offset without reading all that precedes, we start at a place
//! `p` from which reading on gives the same boundaries as reading from the
//! front. Call `a` the character before `p` and `b` the one behind it.
//!
//! Words. A boundary depends on what precedes it through four kinds of rules:
//! `b` may attach to `a` whatever that is (WB4: Extend, Format, ZWJ); `a` may
//! be a letter, number, Katakana, underscore, space or half a flag, which join
//! with their like (WB3d, WB5–16); `a` may be punctuation that joins letters
//! or digits on both of its sides (WB6, 7, 11, 12); or ZWJ, which joins emoji
//! (WB3c). None of them applies when `b` attaches to nothing and `a`
//! - ends a line (WB3a), or
//! - is a space (WSegSpace) and `b` is not, or
//! - is *inert*: joins with no character at all, or
//! - is punctuation in the middle of words, as `b` is (`......`): neither has
//!   a letter on both sides.
//!
//! Then no rule looks from behind `p` to before it, and `p` is a boundary.
//! Which characters these are we ask the segmenter itself, by giving it a
//! character among specimens of all classes, so that no table of ours can
//! disagree with the library's version of Unicode. A restart must be a
//! grapheme boundary too, for the tokens' sake.
//!
//! Sentences. A boundary follows `. ! ?`, closing quotes and spaces (SB6–11),
//! and from before these only the letter in front of a full stop matters
//! (SB7). So any letter or digit that attaches to nothing is a place to start,
//! though none for a boundary: it clears all that the rules remember.
//!
//! That restarted and whole segmentations agree is also a property test.

use unicode_segmentation::UnicodeSegmentation;

use super::super::content::Text;

impl Text {
    /// The last place at or before the character boundary `index` where the
    /// segmentation into words may start; it is a word boundary. The front of
    /// the text is one.
    pub(super) fn word_restart(&self, index: usize) -> usize {
        let text = self.as_str();
        let mut p = index;
        let mut after = text[p..].chars().next();
        while let Some(before) = text[..p].chars().next_back() {
            if is_word_restart(before, after) && self.splits_no_grapheme(p) {
                break;
            }
            p -= before.len_utf8();
            after = Some(before);
        }
        p
    }

    /// The last place at or before the character boundary `index` where the
    /// segmentation of a paragraph into sentences may start, but not before
    /// `paragraph_start`, which is one.
    pub(super) fn sentence_restart(&self, index: usize, paragraph_start: usize) -> usize {
        let before = &self.as_str()[paragraph_start..index.max(paragraph_start)];
        let mut chars = before.char_indices().rev();
        let found = chars.find(|&(_, c)| c.is_alphanumeric() && !attaches(c));
        found.map_or(paragraph_start, |(at, _)| paragraph_start + at)
    }
}

fn is_word_restart(a: char, b: Option<char>) -> bool {
    let Some(b) = b else {
        return true; // nothing follows
    };
    match a {
        '\r' => b != '\n',
        '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => true,
        ' ' if b.is_ascii() => b != ' ',
        _ if a.is_ascii_alphanumeric() => false, // most characters, without a probe
        _ if is_middle(a) => is_middle(b),
        // Within a word, the two join: the cheap test first.
        _ => segments(&[a, b]) == 2 && (is_inert(a) || is_segmentable_space(a)),
    }
}

// WSegSpace: white space that joins with the space. NBSP does not.
fn is_segmentable_space(c: char) -> bool {
    c == ' ' || c.is_whitespace() && segments(&[c, ' ']) == 1
}

// Extend, Format and ZWJ attach to any character but a line end.
fn attaches(c: char) -> bool {
    !c.is_ascii() && segments(&['-', c]) == 1
}

// Joins letters or digits on both of its sides; those of ASCII only.
fn is_middle(c: char) -> bool {
    matches!(c, '\'' | '"' | '.' | ',' | ';' | ':')
}

/// Whether `c` holds together with no neighbour but one that attaches to it.
fn is_inert(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation() && !is_middle(c) && c != '_' || c.is_ascii_control();
    }
    // Between two letters, two digits, two Hebrew letters, two Katakana; then
    // before an underscore, beside itself, beside a flag's half. If it joins with any of
    // these, there are fewer segments than characters.
    let specimens = [
        'a',
        c,
        'a',
        '1',
        c,
        '1',
        '\u{5D0}',
        c,
        '\u{5D0}',
        '\u{30AB}',
        c,
        '\u{30AB}',
        c,
        '_',
        c,
        c,
        '\u{1F1E6}',
        c,
        ' ',
        c,
    ];
    // `a1` and `1א` are joined whatever `c` is: two pairs of neighbours.
    segments(&specimens) == specimens.len() - 2
}

// How many words `chars` make, at most 20 characters.
fn segments(chars: &[char]) -> usize {
    let mut buffer = [0; 80];
    let mut len = 0;
    for c in chars {
        len += c.encode_utf8(&mut buffer[len..]).len();
    }
    std::str::from_utf8(&buffer[..len]).map_or(0, |s| s.split_word_bounds().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inert_characters_are_those_without_a_word_class() {
        for c in "-()!?/%$«»“”—…东京あกขက한國\u{A0}\u{200B}😀\u{2007}€\t".chars()
        {
            let hangul = c == '한'; // letters, unlike Han
            assert_eq!(is_inert(c), !hangul, "{c:?}");
        }
        for c in
            "aZ09_.,:;'\"’·éقע״カ\u{30FC}क\u{94D}\u{308}\u{200D}\u{200C}\u{FEFF}🇦 \u{3000}\u{202F}"
                .chars()
        {
            assert!(!is_inert(c), "{c:?}");
        }
    }

    // The fast path for ASCII against the specimens.
    #[test]
    fn ascii_table_agrees_with_the_segmenter() {
        for c in (0..0x80_u8).map(char::from) {
            let joins = ["a", "1", "\u{5D0}", "\u{30AB}", "_", " "].iter().any(|s| {
                let sides = format!("{s}{c}{s}");
                sides.split_word_bounds().count() < 3
            });
            if is_inert(c) {
                assert!(!joins, "{c:?}");
            }
        }
    }

    #[test]
    fn spaces_that_join() {
        for c in " \u{3000}\u{2003}\u{1680}".chars() {
            assert!(is_segmentable_space(c), "{c:?}");
        }
        for c in "\u{A0}\u{202F}\u{2007}\t\n\u{85}".chars() {
            assert!(!is_segmentable_space(c), "{c:?}");
        }
    }
}
