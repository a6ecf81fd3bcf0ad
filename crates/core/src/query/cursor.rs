//! The caret and the selection: where the person is in the text.

use crate::model::Snapping;
use crate::text::{ByteOffset, Edge, Span, Text, Token, Way, nudge};

/// The caret is a box around a token, or a selection of text with a fixed and a
/// moving end. Both are byte spans of the document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The fixed end: a token, or an empty span at a character.
    anchor: Span,
    /// The moving end: the caret.
    head: Span,
    /// Whether the text between them is selected.
    selecting: bool,
    /// The characters that the pointer was drawn over, if the selection is its tokens.
    drawn: Option<Span>,
}

/// How far one key press moves the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the next or previous token.
    Token,
    /// To the start or end of the sentence.
    Sentence,
    /// To the start or end of the document.
    Document,
}

impl Cursor {
    /// The caret on the first token of a text.
    pub fn home(text: &Text) -> Self {
        Self::at(text, ByteOffset::new(0))
    }

    /// The caret on the token at an offset, or the next one, or the last.
    pub fn at(text: &Text, offset: ByteOffset) -> Self {
        let token = text.token_at_or_after(offset).or_else(|| text.token_at_or_before(offset));
        let head = token.map_or_else(|| Span::empty_at(ByteOffset::new(0)), |t| t.span);
        Self { anchor: head, head, selecting: false, drawn: None }
    }

    /// A selection.
    pub fn selecting(span: Span) -> Self {
        Self {
            anchor: Span::empty_at(span.start()),
            head: Span::empty_at(span.end()),
            selecting: !span.is_empty(),
            drawn: None,
        }
    }

    /// The selection that a pointer draws from a fixed end to the boundary between two characters:
    /// all tokens that have characters between them. A full stop behind that boundary is not
    /// touched by it.
    pub fn dragged(text: &Text, anchor: Span, at: ByteOffset) -> Self {
        let token = if at >= anchor.end() {
            text.previous_token(at)
        } else if at <= anchor.start() {
            text.token_at_or_after(at)
        } else {
            None
        };
        Self::between(anchor, token.map_or(anchor, |t| t.span))
    }

    /// A selection from a fixed to a moving end, either of which may come first.
    pub fn between(anchor: Span, head: Span) -> Self {
        Self { anchor, head, selecting: true, drawn: None }
    }

    /// The selected text, if some is selected.
    pub fn selection(&self) -> Option<Span> {
        let span = self.anchor.cover(self.head);
        (self.selecting && !span.is_empty()).then_some(span)
    }

    /// The same selection, which the pointer has drawn over just these characters.
    #[must_use]
    pub fn drawn_over(self, characters: Span) -> Self {
        Self { drawn: Some(characters).filter(|span| !span.is_empty()), ..self }
    }

    /// What a label of this snapping would mark of the selection: its tokens, or just the
    /// characters that were drawn over.
    pub fn selection_by(&self, snapping: Snapping) -> Option<Span> {
        let selection = self.selection()?;
        let exact = self.drawn.filter(|_| snapping == Snapping::Characters);
        Some(exact.unwrap_or(selection))
    }

    /// The box of the caret.
    pub fn caret(&self) -> Span {
        self.head
    }

    /// What a label key would mark: the selection, or the token of the caret.
    pub fn target(&self) -> Span {
        self.selection().unwrap_or(self.head)
    }

    /// The fixed end.
    pub fn anchor(&self) -> Span {
        self.anchor
    }

    /// Moves the caret; with `extend` the selection grows or shrinks with it.
    #[must_use]
    pub fn moved(&self, text: &Text, step: Step, way: Way, extend: bool) -> Self {
        let head = self.step(text, step, way, extend);
        if extend {
            let anchor = if self.selecting { self.anchor } else { self.head };
            Self { anchor, head, selecting: true, drawn: None }
        } else {
            Self { anchor: head, head, selecting: false, drawn: None }
        }
    }

    /// Moves the caret to a token; with `extend` the selection follows.
    #[must_use]
    pub fn moved_to(&self, text: &Text, offset: ByteOffset, extend: bool) -> Self {
        let to = Self::at(text, offset);
        if !extend {
            return to;
        }
        let anchor = if self.selecting { self.anchor } else { self.head };
        Self { anchor, head: to.head, selecting: true, drawn: None }
    }

    /// The caret on the token at a place above or below it, as a layout's line gives it; with
    /// `extend` the selection follows. None if that line has no token, or none that lies this
    /// way: an empty line, or the blank end of one.
    #[must_use]
    pub fn moved_by_line(
        &self,
        text: &Text,
        at: ByteOffset,
        way: Way,
        extend: bool,
    ) -> Option<Self> {
        let line = text.paragraph_at(at);
        let on_line = |token: &Token| text.paragraph_at(token.span.start()) == line;
        let token = text
            .token_at_or_after(at)
            .filter(on_line)
            .or_else(|| text.token_at_or_before(at).filter(on_line))?;
        let there = token.span.start();
        let goes_on = match way {
            Way::Forward => there > self.head.start(),
            Way::Back => there < self.head.start(),
        };
        goes_on.then(|| self.moved_to(text, there, extend))
    }

    /// The selection with one end moved by a grapheme cluster; from the caret, of its
    /// token. Never shrinks to nothing.
    #[must_use]
    pub fn nudged(&self, text: &Text, edge: Edge, way: Way) -> Self {
        Self::selecting(nudge(text, self.target(), edge, way))
    }

    /// No selection; the caret stays.
    #[must_use]
    pub fn collapsed(&self, text: &Text) -> Self {
        Self::at(
            text,
            if self.selecting { self.anchor.cover(self.head).start() } else { self.head.start() },
        )
    }

    fn step(&self, text: &Text, step: Step, way: Way, extend: bool) -> Span {
        let here = self.head;
        // Without Shift a selection collapses to its edge before the caret moves on.
        let from = match (self.selection(), extend) {
            (Some(span), false) => span,
            _ => here,
        };
        let found = match (step, way) {
            (Step::Token, Way::Forward) => text.token_at_or_after(from.end()),
            (Step::Token, Way::Back) => text.previous_token(from.start()),
            (Step::Sentence, Way::Forward) => {
                let sentence = text.sentence_at(here.start());
                let end = if sentence.end() > here.end() || sentence.is_empty() {
                    sentence.end()
                } else {
                    // Already at its end: on to the end of the next one.
                    text.next_token(here.end())
                        .map_or(here.end(), |t| text.sentence_at(t.span.start()).end())
                };
                text.previous_token(end)
            }
            (Step::Sentence, Way::Back) => {
                let sentence = text.sentence_at(here.start());
                let start = if sentence.start() < here.start() {
                    sentence.start()
                } else {
                    text.previous_token(here.start())
                        .map_or(here.start(), |t| text.sentence_at(t.span.start()).start())
                };
                text.token_at_or_after(start)
            }
            (Step::Document, Way::Forward) => {
                text.previous_token(ByteOffset::new(text.len_bytes()))
            }
            (Step::Document, Way::Back) => text.token_at_or_after(ByteOffset::new(0)),
        };
        found.map_or(here, |t| t.span)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_a_token_is_no_place_to_go_to() {
        let text = Text::new("One two.\n\nThree four.  ").unwrap();
        let at = |n| ByteOffset::new(n);
        let three = Cursor::at(&text, at(10));
        let words = |c: Option<Cursor>| c.map(|c| text.slice(c.target()).unwrap().to_owned());
        // The empty line, its end, and the line above it.
        assert_eq!(words(three.moved_by_line(&text, at(9), Way::Back, false)), None);
        let up = three.moved_by_line(&text, at(5), Way::Back, false);
        assert_eq!(words(up).as_deref(), Some("two"));
        let up = three.moved_by_line(&text, at(5), Way::Back, true);
        assert_eq!(words(up).as_deref(), Some("two.\n\nThree"));
        // Blanks at a line's end: its last token, if that lies this way.
        let one = Cursor::home(&text);
        assert_eq!(
            words(one.moved_by_line(&text, at(22), Way::Forward, false)).as_deref(),
            Some(".")
        );
        assert_eq!(words(one.moved_by_line(&text, at(0), Way::Forward, false)), None);
        assert_eq!(words(one.moved_by_line(&text, at(9), Way::Forward, false)), None);
    }

    #[test]
    fn a_pointer_selects_the_tokens_that_it_was_drawn_over() {
        let words = "The Harbour Trust. On Sunday";
        let text = Text::new(words).unwrap();
        let token = |word: &str| {
            text.token_at(ByteOffset::new(words.find(word).unwrap() as u32)).unwrap().span
        };
        let drawn = |anchor: &str, at: usize| {
            let cursor = Cursor::dragged(&text, token(anchor), ByteOffset::new(at as u32));
            text.slice(cursor.selection().unwrap()).unwrap().to_owned()
        };
        // Up to the boundary before the full stop, and over it.
        assert_eq!(drawn("Harbour", 17), "Harbour Trust");
        assert_eq!(drawn("Harbour", 18), "Harbour Trust.");
        assert_eq!(drawn("Harbour", 14), "Harbour Trust");
        // The blank behind a word is of no other word; nor is the boundary before one.
        assert_eq!(drawn("The", 11), "The Harbour");
        assert_eq!(drawn("The", 12), "The Harbour");
        assert_eq!(drawn("The", 13), "The Harbour Trust");
        // Backwards: the boundary behind a word has none of its characters.
        assert_eq!(drawn("Sunday", 17), ". On Sunday");
        assert_eq!(drawn("Sunday", 18), "On Sunday");
        assert_eq!(drawn("Trust", 11), "Trust");
        assert_eq!(drawn("Trust", 10), "Harbour Trust");
        // Within the word where it began.
        assert_eq!(drawn("Harbour", 6), "Harbour");
        assert_eq!(drawn("Harbour", 4), "Harbour");
    }

    #[test]
    fn a_dragged_end_takes_tokens_that_it_was_drawn_over() {
        let text = Text::new("The Harbour Trust. On").unwrap();
        let at = ByteOffset::new;
        assert_eq!(Edge::End.snapped(&text, at(17)), at(17));
        assert_eq!(Edge::End.snapped(&text, at(18)), at(18));
        assert_eq!(Edge::End.snapped(&text, at(15)), at(17));
        assert_eq!(Edge::End.snapped(&text, at(12)), at(11));
        assert_eq!(Edge::Start.snapped(&text, at(11)), at(12));
        assert_eq!(Edge::Start.snapped(&text, at(14)), at(12));
        assert_eq!(Edge::Start.snapped(&text, at(17)), at(17));
    }

    /// Where a row of steps leads, as the words of the caret or selection.
    fn walk(text: &str, steps: &[(Step, Way, bool)]) -> String {
        let text = Text::new(text).unwrap();
        let end = steps.iter().fold(Cursor::home(&text), |c, (step, way, extend)| {
            c.moved(&text, *step, *way, *extend)
        });
        text.slice(end.target()).unwrap().to_owned()
    }

    #[test]
    fn steps() {
        use Step::{Document, Sentence, Token};
        use Way::{Back, Forward};
        let text = "The union’s man, Oren Valk, spoke. He left.";
        for (steps, words) in [
            (vec![], "The"),
            (vec![(Token, Forward, false)], "union"),
            (vec![(Token, Forward, false), (Token, Forward, false)], "’s"),
            (vec![(Token, Forward, false), (Token, Back, false)], "The"),
            (vec![(Token, Back, false)], "The"),
            (vec![(Token, Forward, true)], "The union"),
            (vec![(Token, Forward, true), (Token, Forward, true)], "The union’s"),
            (vec![(Token, Forward, true), (Token, Back, true)], "The"),
            // Without Shift a selection is left at its edge.
            (vec![(Token, Forward, true), (Token, Forward, false)], "’s"),
            (vec![(Sentence, Forward, false)], "."),
            (vec![(Sentence, Forward, true)], "The union’s man, Oren Valk, spoke."),
            (vec![(Document, Forward, false), (Sentence, Back, false)], "He"),
            (
                vec![(Document, Forward, false), (Sentence, Back, false), (Sentence, Back, false)],
                "The",
            ),
            (vec![(Document, Forward, false), (Token, Forward, false)], "."),
        ] {
            assert_eq!(walk(text, &steps), words, "{steps:?}");
        }
    }

    #[test]
    fn a_label_by_characters_takes_what_was_drawn_over() {
        use Snapping::{Characters, Tokens};
        let text = Text::new("phosphorylated proteins").unwrap();
        let span = |from, to| Span::new(ByteOffset::new(from), ByteOffset::new(to)).unwrap();
        let token = Cursor::home(&text).caret();
        let cursor = Cursor::between(token, token).drawn_over(span(0, 7));
        assert_eq!(cursor.selection(), Some(token));
        assert_eq!(cursor.selection_by(Tokens), Some(token));
        assert_eq!(cursor.selection_by(Characters), Some(span(0, 7)));
        let clicked = Cursor::between(token, token).drawn_over(span(3, 3));
        assert_eq!(clicked.selection_by(Characters), Some(token));
        // What keys make of it is what is seen.
        let longer = cursor.moved(&text, Step::Token, Way::Forward, true);
        assert_eq!(longer.selection_by(Characters), longer.selection());
        let nudged = cursor.nudged(&text, Edge::End, Way::Back);
        assert_eq!(nudged.selection_by(Characters), Some(span(0, 13)));
        assert_eq!(cursor.collapsed(&text).selection_by(Characters), None);
    }

    #[test]
    fn a_nudge_never_splits_a_grapheme_nor_empties_the_span() {
        let text = Text::new("Zoe\u{308} x").unwrap();
        let name = Cursor::home(&text);
        let short = name.nudged(&text, Edge::End, Way::Back);
        assert_eq!(text.slice(short.target()).unwrap(), "Zo");
        let one = short.nudged(&text, Edge::End, Way::Back);
        assert_eq!(text.slice(one.target()).unwrap(), "Z");
        assert_eq!(one.nudged(&text, Edge::End, Way::Back).target(), one.target());
        assert_eq!(text.slice(one.nudged(&text, Edge::End, Way::Forward).target()).unwrap(), "Zo");
    }

    #[test]
    fn a_text_without_tokens_has_a_caret_too() {
        let text = Text::new(" \n ").unwrap();
        let cursor = Cursor::home(&text);
        assert!(cursor.target().is_empty());
        assert_eq!(cursor.moved(&text, Step::Token, Way::Forward, true).selection(), None);
    }
}
