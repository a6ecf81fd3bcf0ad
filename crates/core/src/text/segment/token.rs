//! Tokens: the words and signs that a person picks, and that exports count in.
//!
//! A token is made from a segment between two word boundaries of UAX #29:
//! 1. Boundaries inside a grapheme cluster do not count (Thai SARA AM, for one).
//! 2. White space within a segment splits it: UAX #29 lets U+202F join digits,
//!    but formats that part tokens by white space would break on it. So no
//!    token has white space in it.
//! 3. Blanks at the edges fall off, and what is blank throughout is no token.
//! 4. An English `'s` or `’s` behind a word is a token by itself: picking
//!    `union` in `the union’s` gives the name. (A bare apostrophe at the end,
//!    as in `workers’`, is cut off by UAX #29 itself.) Other contractions stay
//!    whole. Behind a number UAX #29 cuts before and after the apostrophe.

use std::collections::VecDeque;
use std::iter::{FusedIterator, Peekable};
use std::ops::Range;

use unicode_segmentation::{GraphemeIndices, UWordBoundIndices, UnicodeSegmentation};

use super::super::content::Text;
use super::super::offset::{ByteOffset, Span};
use super::{is_blank, trim_blank};

/// A word, or a sign such as a punctuation mark or an emoji. Never empty, and
/// never with white space in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// Where it is.
    pub span: Span,
    /// Whether it has a letter or a digit in it; `’s` has.
    pub is_word: bool,
}

/// The tokens of a text from some place on, in order; see [`Text::tokens`].
#[derive(Clone)]
pub struct Tokens<'a> {
    text: &'a str,
    // Where both iterators started; their indices count from there.
    base: usize,
    words: UWordBoundIndices<'a>,
    graphemes: Peekable<GraphemeIndices<'a>>,
    // Tokens of the segment at hand.
    ready: VecDeque<Token>,
}

impl<'a> Tokens<'a> {
    // `base` must be a restart: see `restart.rs`.
    fn from_restart(text: &'a str, base: usize) -> Tokens<'a> {
        Tokens {
            text,
            base,
            words: text[base..].split_word_bound_indices(),
            graphemes: text[base..].grapheme_indices(true).peekable(),
            ready: VecDeque::new(),
        }
    }

    // The next segment between boundaries that are both a word's and a grapheme's.
    fn next_segment(&mut self) -> Option<(usize, usize)> {
        let (start, word) = self.words.next()?;
        let mut end = start + word.len();
        loop {
            while self.graphemes.next_if(|&(at, _)| at < end).is_some() {}
            if self.graphemes.peek().is_some_and(|&(at, _)| at == end) {
                break;
            }
            // Inside a cluster, or at the end of the text.
            match self.words.next() {
                Some((_, word)) => end += word.len(),
                None => break,
            }
        }
        Some((self.base + start, self.base + end))
    }

    fn cut(&mut self, start: usize, end: usize) {
        let segment = &self.text[start..end];
        if !segment.contains(char::is_whitespace) {
            return self.cut_piece(start, end);
        }
        let mut piece = start;
        for (at, cluster) in segment.grapheme_indices(true) {
            if cluster.contains(char::is_whitespace) {
                self.cut_piece(piece, start + at);
                piece = start + at + cluster.len();
            }
        }
        self.cut_piece(piece, end);
    }

    fn cut_piece(&mut self, start: usize, end: usize) {
        let range = self.trim(start, end);
        let stem_end = range.end - clitic_len(&self.text[range.clone()]);
        self.push(self.trim(range.start, stem_end));
        self.push(stem_end..range.end);
    }

    fn trim(&self, start: usize, end: usize) -> Range<usize> {
        let piece = &self.text[start..end];
        if piece.starts_with(is_blank) || piece.ends_with(is_blank) {
            trim_blank(self.text, start, end).range()
        } else {
            start..end // most of them, without a look at graphemes
        }
    }

    fn push(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            let is_word = self.text[range.clone()].contains(char::is_alphanumeric);
            self.ready.push_back(Token { span: Span::at(range), is_word });
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        while self.ready.is_empty() {
            let (start, end) = self.next_segment()?;
            self.cut(start, end);
        }
        self.ready.pop_front()
    }
}

impl FusedIterator for Tokens<'_> {}

// The bytes of a possessive `'s` at the end of a word; 0 if it has none.
fn clitic_len(word: &str) -> usize {
    let Some(rest) = word.strip_suffix(['s', 'S']) else {
        return 0;
    };
    // By cluster: a character may attach to the apostrophe behind it.
    let stem = match rest.graphemes(true).next_back() {
        Some(mark @ ("'" | "\u{2019}")) => &rest[..rest.len() - mark.len()],
        _ => return 0,
    };
    if stem.contains(char::is_alphanumeric) { word.len() - stem.len() } else { 0 }
}

impl Text {
    /// All tokens of the text, in order.
    pub fn tokens(&self) -> Tokens<'_> {
        Tokens::from_restart(self.as_str(), 0)
    }

    /// The token that contains `offset`: it starts there or before, and ends behind it.
    /// None in white space and at the end of the text.
    pub fn token_at(&self, offset: ByteOffset) -> Option<Token> {
        let offset = ByteOffset::at(self.floor(offset));
        if self.as_str()[offset.as_usize()..].starts_with(char::is_whitespace) {
            return None;
        }
        self.token_at_or_after(offset).filter(|token| token.span.start() <= offset)
    }

    /// The token that contains `offset`, or else the first one behind it: the
    /// first token that ends behind `offset`.
    pub fn token_at_or_after(&self, offset: ByteOffset) -> Option<Token> {
        let index = self.floor(offset);
        self.tokens_near(index).find(|token| token.span.end().as_usize() > index)
    }

    // Tokens from some place on, among them all that end behind `index`.
    fn tokens_near(&self, index: usize) -> Tokens<'_> {
        // No token has white space in it: where `index` is in some, they all
        // start behind it. Its length costs next to nothing then.
        let rest = &self.as_str()[index..];
        let visible = self.as_str().len() - rest.trim_start().len();
        Tokens::from_restart(self.as_str(), self.word_restart(visible))
    }

    /// The token that contains `offset`, or else the last one before it: the
    /// last token that starts at `offset` or before.
    pub fn token_at_or_before(&self, offset: ByteOffset) -> Option<Token> {
        self.token_at(offset).or_else(|| self.previous_token(offset))
    }

    /// The first token that starts behind `offset`.
    pub fn next_token(&self, offset: ByteOffset) -> Option<Token> {
        let index = self.floor(offset);
        self.tokens_near(index).find(|token| token.span.start().as_usize() > index)
    }

    /// The last token that starts before `offset`.
    pub fn previous_token(&self, offset: ByteOffset) -> Option<Token> {
        // Not the floor: a token that starts at the character which `offset`
        // splits does start before it.
        let end = self.ceil(offset);
        let mut upper = end;
        loop {
            // To the last character that can be in a token. Going from restart
            // to restart instead would read a run of blanks once for each.
            let visible = self.as_str()[..upper].trim_end_matches(is_blank);
            let last = visible.chars().next_back()?;
            let restart = self.word_restart(visible.len() - last.len_utf8());
            let found = Tokens::from_restart(self.as_str(), restart)
                .take_while(|token| token.span.start().as_usize() < end)
                .last();
            if found.is_some() {
                return found;
            }
            upper = restart; // a blank with a combining mark, which is no token
        }
    }

    /// The tokens that overlap `span`, in order; none if it is empty.
    pub fn tokens_in(&self, span: Span) -> Vec<Token> {
        self.iter_tokens_in(span).collect()
    }

    /// How many tokens overlap `span`.
    pub fn count_tokens(&self, span: Span) -> usize {
        self.iter_tokens_in(span).count()
    }

    fn iter_tokens_in(&self, span: Span) -> impl Iterator<Item = Token> + '_ {
        let (start, end) = (self.floor(span.start()), self.ceil(span.end()));
        let end = if span.is_empty() { start } else { end };
        self.tokens_near(start)
            .skip_while(move |token| token.span.end().as_usize() <= start)
            .take_while(move |token| start < end && token.span.start().as_usize() < end)
    }
}
