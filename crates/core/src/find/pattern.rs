//! Patterns, and where they are in a text.

use memchr::memmem::Finder;

use super::{Mode, PatternSpec};
use crate::text::{ByteOffset, Folded, Folding, Normalise, Span, Text, fold};

/// What to look for, ready to be looked for.
#[derive(Debug, Clone)]
pub struct Pattern {
    inner: Inner,
}

#[derive(Debug, Clone)]
enum Inner {
    Words(Vec<Words>),
    #[cfg(feature = "find")]
    Expression(super::regex::Expression),
}

/// Why a pattern cannot be looked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// There are no words, or nothing but signs that are not compared.
    #[error("There is nothing to look for: the pattern has no letter or sign")]
    Empty,
    /// The expression is not well formed.
    #[error("The expression cannot be read at character {at}: {what}")]
    Expression {
        /// The character where it goes wrong, counted from 1.
        at: usize,
        /// What is wrong.
        what: String,
    },
    /// The expression is well formed, but would take too much memory.
    #[error("The expression is too large: write fewer or smaller repetitions")]
    TooLarge,
    /// Expressions are not looked for beside other patterns, or not by this build.
    #[error("An expression is looked for by itself, and in the background")]
    NotHere,
}

impl Pattern {
    /// The pattern of one specification.
    ///
    /// # Errors
    /// If it has no words, or its expression is not well formed or too large.
    pub fn new(spec: &PatternSpec) -> Result<Self, PatternError> {
        match spec.mode {
            Mode::Literal => Self::any_of(std::slice::from_ref(spec)),
            #[cfg(feature = "find")]
            Mode::Regex => {
                Ok(Self { inner: Inner::Expression(super::regex::Expression::new(spec)?) })
            }
            #[cfg(not(feature = "find"))]
            Mode::Regex => Err(PatternError::NotHere),
        }
    }

    /// The pattern that finds any of several words, such as the names of an entity.
    /// Where two begin at one place, the longer one is found.
    ///
    /// # Errors
    /// If there are none, one of them has no words, or one is an expression.
    pub fn any_of(specs: &[PatternSpec]) -> Result<Self, PatternError> {
        let words: Result<Vec<Words>, PatternError> = specs.iter().map(Words::new).collect();
        match words? {
            none if none.is_empty() => Err(PatternError::Empty),
            words => Ok(Self { inner: Inner::Words(words) }),
        }
    }

    fn folding(&self) -> Folding {
        match &self.inner {
            Inner::Words(_) => Folding::LOOSE,
            #[cfg(feature = "find")]
            Inner::Expression(expression) => expression.folding(),
        }
    }

    /// The copy of a text that this pattern searches. The same one serves all patterns
    /// of words, another all expressions with the same [`Normalise`].
    pub fn fold(&self, text: &Text) -> Folded {
        Folded::new(text, self.folding())
    }

    /// Whether a folded copy is one that this pattern searches.
    pub fn fits(&self, folded: &Folded) -> bool {
        folded.folding() == self.folding()
    }

    /// Where the text has it: leftmost first, of those that begin at one place the
    /// longest, none overlapping, none splitting a grapheme cluster. Of an expression,
    /// the match is the one that it prefers; one that splits a cluster, or tokens where
    /// whole ones are wanted, or that is empty, does not count.
    ///
    /// `folded` must be [made](Self::fold) of this text; one made for a pattern of
    /// another sort is not used.
    pub fn find(&self, text: &Text, folded: &Folded) -> Vec<Span> {
        if !self.fits(folded) {
            return self.find(text, &self.fold(text));
        }
        match &self.inner {
            Inner::Words(words) => find_words(words, text, folded),
            #[cfg(feature = "find")]
            Inner::Expression(expression) => expression.find(text, folded),
        }
    }
}

/// Words to look for.
#[derive(Debug, Clone)]
struct Words {
    finder: Finder<'static>,
    /// A stricter folding, and the words so folded, which a place must have as well.
    strict: Option<(Folding, String)>,
    whole_tokens: bool,
}

/// What to do at a place where the words are, but not so as wanted.
pub(super) struct NotSo {
    /// There is nothing before this place of the text.
    until: ByteOffset,
}

impl Words {
    fn new(spec: &PatternSpec) -> Result<Self, PatternError> {
        if spec.mode != Mode::Literal {
            return Err(PatternError::NotHere);
        }
        let words = spec.words.trim();
        let loose = fold(words, Folding::LOOSE);
        let loose = loose.trim_matches(' ');
        if loose.is_empty() {
            return Err(PatternError::Empty);
        }
        let typed = spec.normalise != Normalise::Off;
        let accents = typed && !spec.match_accents;
        let folding = Folding { case: !spec.match_case, form: spec.normalise, typed, accents };
        let strict = (folding != Folding::LOOSE).then(|| {
            let folded = fold(words, folding);
            (folding, if typed { folded.trim_matches(' ').to_owned() } else { folded })
        });
        let finder = Finder::new(loose).into_owned();
        Ok(Self { finder, strict, whole_tokens: spec.whole_tokens })
    }

    /// The first place at or behind `from`, with its end in the copy.
    fn next(&self, text: &Text, folded: &Folded, from: usize) -> Option<(Span, usize)> {
        let hay = folded.hay(text).as_bytes();
        let mut from = from;
        while let Some(found) = self.finder.find(hay.get(from..)?) {
            let start = from + found;
            let end = start + self.finder.needle().len();
            match self.check(text, folded, start..end) {
                Ok(span) => return Some((span, end)),
                Err(not_so) => from = (start + 1).max(folded.place_of(not_so.until)),
            }
        }
        None
    }

    fn check(
        &self,
        text: &Text,
        folded: &Folded,
        found: std::ops::Range<usize>,
    ) -> Result<Span, NotSo> {
        let mut until = ByteOffset::ZERO;
        for span in folded.spans(text, found) {
            let same = |(folding, words): &(Folding, String)| {
                text.slice(span).is_ok_and(|piece| fold(piece, *folding) == *words)
            };
            let whole = if self.whole_tokens { whole_tokens(text, span) } else { Ok(()) };
            match whole {
                Ok(()) if self.strict.as_ref().is_none_or(same) => return Ok(span),
                Ok(()) => {}
                Err(not_so) => until = until.max(not_so.until),
            }
        }
        Err(NotSo { until })
    }
}

/// Whether a span begins and ends where tokens do. If not, then no other place before
/// the end of the token in the way can begin where a token does.
pub(super) fn whole_tokens(text: &Text, span: Span) -> Result<(), NotSo> {
    let bytes = text.as_str().as_bytes();
    let alphanumeric = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    // Most of the places that do not count, at no cost.
    for edge in [span.start().as_usize(), span.end().as_usize()] {
        if alphanumeric(edge.wrapping_sub(1)) && alphanumeric(edge) {
            return Err(NotSo { until: ByteOffset::ZERO });
        }
    }
    let first = text.token_at(span.start());
    match first {
        Some(token) if token.span.start() == span.start() => {}
        Some(token) => return Err(NotSo { until: token.span.end() }),
        None => return Err(NotSo { until: ByteOffset::ZERO }),
    }
    let last = text.token_at(text.previous_grapheme(span.end()));
    match last {
        Some(token) if token.span.end() == span.end() => Ok(()),
        _ => Err(NotSo { until: first.map_or(ByteOffset::ZERO, |token| token.span.end()) }),
    }
}

fn find_words(words: &[Words], text: &Text, folded: &Folded) -> Vec<Span> {
    let mut found = Vec::new();
    // The next place of each.
    let mut next: Vec<Option<(Span, usize)>> =
        words.iter().map(|w| w.next(text, folded, 0)).collect();
    let first = |next: &[Option<(Span, usize)>]| {
        let places = next.iter().flatten();
        places.min_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end()))).copied()
    };
    while let Some((span, end)) = first(&next) {
        found.push(span);
        for (words, next) in words.iter().zip(&mut next) {
            if next.is_some_and(|(other, _)| other.start() < span.end()) {
                let from = end.max(folded.place_of(span.end()));
                *next = words.next(text, folded, from);
            }
        }
    }
    found
}
