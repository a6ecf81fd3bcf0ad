//! Sentences, within a paragraph.

use unicode_segmentation::UnicodeSegmentation;

use super::super::content::Text;
use super::super::offset::{ByteOffset, Span};
use super::abbreviation::is_false_end;

/// How far back to begin the search for the start of a sentence, at first:
/// longer than most sentences.
const LOOK_BACK: usize = 512;

/// Signs that stand before the items of a list.
const SIGNS: [char; 10] = ['-', '–', '—', '*', '•', '·', '‣', '◦', '▪', '●'];

impl Text {
    /// The sentence at `offset`: of UAX #29 and our abbreviations, within its
    /// paragraph, without blanks at its edges.
    ///
    /// White space between two sentences belongs to the first, a line end and
    /// the end of a paragraph to the last one before it. In a paragraph
    /// without a sentence it is empty.
    pub fn sentence_at(&self, offset: ByteOffset) -> Span {
        self.trim(self.whole_sentence_at(offset))
    }

    /// The sentence at `offset` as one selects it: without the sign of a list before it.
    pub fn statement_at(&self, offset: ByteOffset) -> Span {
        let sentence = self.sentence_at(offset);
        let words = self.slice(sentence).unwrap_or_default();
        let item = words.strip_prefix(SIGNS).filter(|rest| rest.starts_with(char::is_whitespace));
        let rest = item.map(str::trim_start).filter(|rest| !rest.is_empty());
        rest.map_or(sentence, |rest| {
            let end = sentence.range().end;
            Span::at(end - rest.len()..end)
        })
    }

    // With the white space behind it, so that a paragraph is its sentences side by side.
    fn whole_sentence_at(&self, offset: ByteOffset) -> Span {
        let paragraph = self.paragraph_span(offset);
        let text = &self.as_str()[..paragraph.range().end];
        let start = paragraph.range().start;
        // The end belongs to the last sentence: look from its last character.
        let mut index = self.floor(offset).min(text.len());
        if index == text.len() {
            let last = text[start..].chars().next_back();
            index -= last.map_or(0, char::len_utf8);
        }
        let mut look_back = LOOK_BACK;
        loop {
            let back = self.floor(ByteOffset::at(index.saturating_sub(look_back)));
            let restart = self.sentence_restart(back, start);
            // The restart itself is a boundary only at the start of the paragraph.
            let mut found = (restart == start).then_some(start);
            for end in sentence_ends(text, restart) {
                if end > index {
                    if let Some(first) = found {
                        return Span::at(first..end);
                    }
                    break;
                }
                found = Some(end);
            }
            if restart == start {
                return paragraph; // an empty one: there is no end behind its start
            }
            look_back *= 4;
        }
    }
}

// The places where sentences of `text[restart..]` end, its end among them.
fn sentence_ends(text: &str, restart: usize) -> impl Iterator<Item = usize> + '_ {
    text[restart..]
        .split_sentence_bound_indices()
        .map(move |(at, s)| restart + at + s.len())
        .filter(move |&end| end == text.len() || !is_false_end(&text[..end], &text[end..]))
}
