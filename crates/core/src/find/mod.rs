//! Finding places in texts, to mark or change all of them at once.
//!
//! - [`Pattern`]: by words or a regular expression; [`Folded`] is the copy of a text that
//!   it searches, made once a document and kept by the caller while it searches again.
//! - [`MarkFilter`]: by what is marked.
//! - [`known`]: which of the places are marked already, or left out as
//!   boilerplate.
//! - [`wire`]: how the page asks its searching worker; [`Results`]: what came back.
//!
//! With the cargo feature `find` there are regular expressions, and a letter is found
//! whichever way Unicode writes it (`é` as one code point or two; ligatures). Without, a
//! pattern finds words by the other rules of [`Folded`]: capitals, spaces, quotes.

mod by_marks;
mod hits;
mod pattern;
#[cfg(feature = "find")]
mod regex;
mod results;
pub mod wire;

use serde::{Deserialize, Serialize};

use crate::model::{AliasKind, Entity};

pub use crate::text::{Folded, Normalise};
pub use by_marks::{MarkFilter, may_have};
pub use hits::{HitState, Known, MarkThere, known};
pub use pattern::{Pattern, PatternError};
pub use results::{Group, Results, Row, Target, bulk_words, projected_words};

/// What to look for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatternSpec {
    /// The words, or the expression.
    pub words: String,
    /// How to read them.
    #[serde(default)]
    pub mode: Mode,
    /// Only whole tokens: "ISI" is not found in "ISIS".
    #[serde(default)]
    pub whole_tokens: bool,
    /// Capitals count.
    #[serde(default)]
    pub match_case: bool,
    /// Accents of Latin and Greek letters count. They always do in an expression.
    #[serde(default)]
    pub match_accents: bool,
    /// Which spellings are the same.
    #[serde(default)]
    pub normalise: Normalise,
}

impl PatternSpec {
    /// These words as whole tokens, with their accents, capitals or not.
    pub fn words(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            mode: Mode::Literal,
            whole_tokens: true,
            match_case: false,
            match_accents: true,
            normalise: Normalise::Canonical,
        }
    }
}

/// How the words of a pattern are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// As they are.
    #[default]
    Literal,
    /// As a regular expression (the syntax of Rust's `regex`; `^` and `$` are the ends
    /// of lines).
    Regex,
}

/// What finds an entity: its name and the aliases that match by themselves, longest
/// first. Acronyms are found in capitals only; contextual aliases never.
pub fn patterns_of_entity(entity: &Entity) -> Vec<PatternSpec> {
    let name = (entity.name.as_str(), AliasKind::of(&entity.name));
    let aliases = entity.aliases.iter().filter(|a| a.auto_match && a.kind != AliasKind::Contextual);
    let mut names: Vec<(&str, AliasKind)> =
        [name].into_iter().chain(aliases.map(|a| (a.text.as_str(), a.kind))).collect();
    names.retain(|(text, _)| !text.trim().is_empty());
    names.sort_by_key(|(text, _)| (std::cmp::Reverse(text.chars().count()), *text));
    names.dedup_by_key(|(text, _)| *text);
    let spec = |(text, kind)| PatternSpec {
        match_case: kind == AliasKind::Acronym,
        ..PatternSpec::words(text)
    };
    names.into_iter().map(spec).collect()
}
