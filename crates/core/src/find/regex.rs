//! Regular expressions.

use std::fmt;

use regex_automata::meta;
use regex_syntax::ParserBuilder;
use unicode_normalization::UnicodeNormalization;

use super::PatternSpec;
use super::pattern::{PatternError, whole_tokens};
use crate::text::{Folded, Folding, Normalise, Span, Text};

/// The most memory that a compiled expression may take, in bytes.
const SIZE: usize = 8 << 20;

/// A compiled expression.
#[derive(Clone)]
pub(super) struct Expression {
    regex: meta::Regex,
    folding: Folding,
    whole_tokens: bool,
}

impl fmt::Debug for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Expression").field("folding", &self.folding).finish_non_exhaustive()
    }
}

impl Expression {
    pub(super) fn new(spec: &PatternSpec) -> Result<Self, PatternError> {
        if spec.words.is_empty() {
            return Err(PatternError::Empty);
        }
        // Read as it was typed, so that an error names its place as typed.
        parse(&spec.words, spec)?;
        let blank = |c: char| if c.is_whitespace() && !c.is_control() { ' ' } else { c };
        // Not NFKC, which would make signs of the syntax from others, as "..." from "…".
        let words: String = match spec.normalise {
            Normalise::Off => spec.words.clone(),
            _ => spec.words.nfc().map(blank).collect(),
        };
        let config = meta::Config::new().nfa_size_limit(Some(SIZE)).hybrid_cache_capacity(SIZE / 4);
        let regex = meta::Builder::new()
            .configure(config)
            .build_from_hir(&parse(&words, spec)?)
            .map_err(|_| PatternError::TooLarge)?;
        let folding = Folding { case: false, form: spec.normalise, typed: false, accents: false };
        Ok(Self { regex, folding, whole_tokens: spec.whole_tokens })
    }

    pub(super) fn folding(&self) -> Folding {
        self.folding
    }

    pub(super) fn find(&self, text: &Text, folded: &Folded) -> Vec<Span> {
        let hay = folded.hay(text);
        let found = self.regex.find_iter(hay).map(|m| {
            // "[^\n]*" takes the first half of a line's end with it.
            let halved = hay[..m.end()].ends_with('\r') && hay[m.end()..].starts_with('\n');
            m.start()..m.end() - usize::from(halved && !m.is_empty())
        });
        let spans = found.filter_map(|found| folded.spans(text, found).into_iter().next());
        spans.filter(|span| !self.whole_tokens || whole_tokens(text, *span).is_ok()).collect()
    }
}

fn parse(words: &str, spec: &PatternSpec) -> Result<regex_syntax::hir::Hir, PatternError> {
    // Line ends are those of any system: "\r\n" and "\r" too.
    let mut parser =
        ParserBuilder::new().case_insensitive(!spec.match_case).multi_line(true).crlf(true).build();
    parser.parse(words).map_err(|error| {
        let (offset, what) = match &error {
            regex_syntax::Error::Parse(e) => (e.span().start.offset, e.kind().to_string()),
            regex_syntax::Error::Translate(e) => (e.span().start.offset, e.kind().to_string()),
            other => (0, other.to_string()),
        };
        let before = words.get(..offset).unwrap_or_default();
        PatternError::Expression { at: before.chars().count() + 1, what }
    })
}
