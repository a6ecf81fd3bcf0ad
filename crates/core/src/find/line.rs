//! A place in its context, as one line.

use serde::{Deserialize, Serialize};

use crate::query::is_rtl;
use crate::text::{ByteOffset, Span, Text};

/// Words with what stands before and behind them in their paragraph (KWIC), in the
/// order of the text. Each part is to be isolated when it is drawn: the partners of its
/// marks of direction may be cut off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What stands before.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands behind.
    pub after: String,
    /// Whether the paragraph runs right to left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rtl: bool,
}

/// How many characters of found words are shown.
const WORDS: usize = 400;

/// The words of a span of the text, with up to `width` characters (grapheme clusters) on
/// each side.
pub fn line(text: &Text, span: Span, width: usize) -> Line {
    let (first, last) = (paragraph(text, span.start()), paragraph(text, span.end()));
    let (mut start, mut end) = (span.start(), span.end());
    for _ in 0..width {
        start = if start > first.start() { text.previous_grapheme(start) } else { start };
        end = if end < last.end() { text.next_grapheme(end) } else { end };
    }
    let cut = (0..WORDS).try_fold(span.start(), |at, _| {
        (at < span.end()).then(|| text.next_grapheme(at)).ok_or(())
    });
    let shown = cut.unwrap_or(span.end()).min(span.end());
    let part = |from: ByteOffset, to: ByteOffset| {
        text.slice(Span::between(from, to.max(from))).unwrap_or_default().to_owned()
    };
    let head = (0..64).fold(first.start(), |at, _| text.next_grapheme(at)).min(first.end());
    Line {
        before: part(start.max(first.start()), span.start()),
        words: part(span.start(), shown) + if shown < span.end() { "…" } else { "" },
        after: part(span.end(), end.min(last.end())),
        rtl: is_rtl(text.slice(Span::between(first.start(), head)).unwrap_or_default()),
    }
}

fn paragraph(text: &Text, at: ByteOffset) -> Span {
    text.paragraphs()[text.paragraph_at(at)]
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_with_its_paragraph() {
        let text = Text::new("The port burned.\nOren Valk denied it.").unwrap();
        let at = |words: &str| {
            let start = text.as_str().find(words).unwrap();
            line(&text, text.span_at(start..start + words.len()).unwrap(), 6)
        };
        let found = at("Valk");
        assert_eq!((&*found.before, &*found.words, &*found.after), ("Oren ", "Valk", " denie"));
        assert_eq!(at("burned.").after, "");
        let over = at("burned.\nOren");
        assert_eq!((&*over.before, &*over.after), (" port ", " Valk "));
    }

    #[test]
    fn long_finds_are_cut_and_directions_known() {
        let long = Text::new("a".repeat(900)).unwrap();
        assert_eq!(line(&long, long.span(), 5).words.chars().count(), WORDS + 1);
        let rtl = Text::new("حريق في المرفأ").unwrap();
        assert!(line(&rtl, rtl.span(), 5).rtl);
    }
}
