//! What a reader has to say about a file: shared by all readers.

use std::collections::BTreeMap;
use std::fmt;

use crate::words::grouped;
use serde::{Deserialize, Serialize};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Everything was read, but somebody should look.
    Warning,
    /// Something was not read.
    Error,
}

/// What sort of problem it is, for grouping and filtering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ProblemKind {
    /// The file's name says no format that is read.
    Format,
    /// The file is not what its format says: broken JSON, ragged rows, missing columns.
    Malformed,
    /// The field that holds the texts is not there, or another one was taken for it.
    TextField,
    /// The file, a text or a span is empty.
    Empty,
    /// The file is not text.
    Binary,
    /// The encoding is a guess, or does not fit.
    Encoding,
    /// A field that this version does not know; it was left out.
    UnknownField,
    /// A number that cannot be kept to the last digit.
    Number,
    /// The text is not the one that the file's checksum says.
    TextChanged,
    /// An annotation's words were found elsewhere; it was moved there and flagged.
    Moved,
    /// An annotation's words are at several places; it was put at the likeliest and flagged.
    Ambiguous,
    /// An annotation's place cannot be found; it was set aside.
    Lost,
    /// An annotation was set aside already when the file was written, and is so still.
    SetAside,
    /// A span begins or ends within a grapheme cluster; it was kept as it is.
    SplitGrapheme,
    /// The offsets seem to count something else.
    OffsetUnit,
    /// Something refers to what is not there.
    Reference,
    /// An id is there twice.
    Duplicate,
    /// The file was made by a newer version.
    Newer,
    /// The file is larger than what can be read.
    TooLarge,
    /// Something of another program's that has no place among the marks.
    LeftOut,
}

impl ProblemKind {
    /// What there are more of, in the plural.
    const fn title(self) -> &'static str {
        match self {
            Self::Format => "unknown formats",
            Self::Malformed => "places that are not as the format says",
            Self::TextField => "entries without a text",
            Self::Empty => "empty texts",
            Self::Binary => "places that are no text",
            Self::Encoding => "places in another encoding",
            Self::UnknownField => "fields that are not known",
            Self::Number => "numbers with too many digits",
            Self::TextChanged => "texts that were changed",
            Self::Moved => "marks that were moved",
            Self::Ambiguous => "marks that fit several places",
            Self::Lost => "marks that were not found",
            Self::SetAside => "marks that were damaged before",
            Self::SplitGrapheme => "marks that end within a character",
            Self::OffsetUnit => "offsets of another unit",
            Self::Reference => "links to what is not there",
            Self::Duplicate => "things that are there twice",
            Self::Newer => "files of a newer version",
            Self::TooLarge => "files that are too large",
            Self::LeftOut => "things that were left out",
        }
    }
}

/// A problem of a file: where, what, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The file's name.
    pub file: String,
    /// The document's name, if it concerns one.
    pub document: Option<String>,
    /// The line in the file, counted from 1.
    pub line: Option<u32>,
    /// The character in the line, counted from 1.
    pub column: Option<u32>,
    /// What sort of problem it is.
    pub kind: ProblemKind,
    /// What is wrong, as a sentence without full stop.
    pub what: String,
    /// What to do, as a sentence without full stop; may be empty.
    pub advice: String,
    /// How bad it is.
    pub severity: Severity,
    /// What was set aside, as JSON, so that nothing is lost.
    pub set_aside: Option<String>,
    /// How many it stands for: one, or those that [`condense`] put together.
    pub count: usize,
}

impl Problem {
    /// Something was read that somebody should look at.
    pub fn warning(file: &str, kind: ProblemKind, what: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            document: None,
            line: None,
            column: None,
            kind,
            what: what.into(),
            advice: String::new(),
            severity: Severity::Warning,
            set_aside: None,
            count: 1,
        }
    }

    /// Something was not read.
    pub fn error(file: &str, kind: ProblemKind, what: impl Into<String>) -> Self {
        Self { severity: Severity::Error, ..Self::warning(file, kind, what) }
    }

    /// With what to do.
    #[must_use]
    pub fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }

    /// With the document's name.
    #[must_use]
    pub fn in_document(mut self, name: impl Into<String>) -> Self {
        self.document = Some(name.into());
        self
    }

    /// With the place in the file.
    #[must_use]
    pub fn at(mut self, line: Option<u32>, column: Option<u32>) -> Self {
        self.line = line;
        self.column = column;
        self
    }

    /// Where, in words: file, line, column, and the document unless it has no other name.
    pub fn place(&self) -> String {
        let mut words = self.file.clone();
        for (word, n) in [("line", self.line), ("column", self.column)] {
            if let Some(n) = n {
                words += &format!(", {word} {n}");
            }
        }
        match &self.document {
            Some(name) if !words.starts_with(name) => format!("{words}, {name}"),
            _ => words,
        }
    }

    /// The same without a place in the file.
    fn whole_file(self) -> Self {
        Self { document: None, line: None, column: None, set_aside: None, ..self }
    }

    /// With what was set aside.
    #[must_use]
    pub fn set_aside(mut self, json: impl Into<String>) -> Self {
        self.set_aside = Some(json.into());
        self
    }
}

impl fmt::Display for Problem {
    /// `file:line:column: what. advice.`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        for place in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{place}")?;
        }
        if let Some(document) = &self.document {
            write!(f, ", “{document}”")?;
        }
        write!(f, ": {}.", self.what)?;
        if !self.advice.is_empty() {
            write!(f, " {}.", self.advice)?;
        }
        Ok(())
    }
}

/// Why nothing at all could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError(pub Box<Problem>);

impl From<Problem> for ReadError {
    fn from(problem: Problem) -> Self {
        Self(Box::new(problem))
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for ReadError {}

/// Problems of one kind that are told one by one.
const TOLD: usize = 100;
/// Characters of a sentence.
const SENTENCE: usize = 600;
/// Characters of what was set aside.
const ASIDE: usize = 10_000;

/// The problems of a file in a size that a page can show: the first of each kind one by
/// one, the others as a number. A hostile file has a million of them, or one of a hundred
/// megabytes.
#[must_use]
pub fn condense(problems: Vec<Problem>) -> Vec<Problem> {
    let mut told: BTreeMap<(Severity, ProblemKind), usize> = BTreeMap::new();
    let mut more: BTreeMap<(Severity, ProblemKind), Problem> = BTreeMap::new();
    let mut out = Vec::new();
    for mut problem in problems {
        let key = (problem.severity, problem.kind);
        let n = told.entry(key).or_default();
        *n += 1;
        if *n <= TOLD {
            clip(&mut problem.what, SENTENCE);
            clip(&mut problem.advice, SENTENCE);
            for (part, most) in [(&mut problem.document, SENTENCE), (&mut problem.set_aside, ASIDE)]
            {
                if let Some(part) = part {
                    clip(part, most);
                }
            }
            out.push(problem);
            continue;
        }
        more.entry(key)
            .and_modify(|all| all.count += problem.count)
            .or_insert_with(|| problem.whole_file());
    }
    out.extend(more.into_values().map(|mut problem| {
        problem.what = format!("And {} more: {}", grouped(problem.count), problem.kind.title());
        problem
    }));
    out
}

/// Cuts a text after so many characters.
fn clip(text: &mut String, most: usize) {
    if let Some((at, _)) = text.char_indices().nth(most) {
        text.truncate(at);
        text.push('…');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_problems_are_a_hundred_and_a_number() {
        let lost = |n: u32| Problem::error("f", ProblemKind::Lost, "x").at(Some(n), None);
        let mut all: Vec<Problem> = (1..=1_000).map(lost).collect();
        all.push(Problem::warning("f", ProblemKind::Moved, "y"));
        let out = condense(all);
        assert_eq!(out.len(), TOLD + 2);
        assert_eq!(out[TOLD].kind, ProblemKind::Moved);
        assert_eq!(out[TOLD + 1].to_string(), "f: And 900 more: marks that were not found.");
        assert_eq!(out.iter().map(|p| p.count).sum::<usize>(), 1_001);
    }

    #[test]
    fn long_words_are_cut() {
        let long = "é".repeat(50_000);
        let problem = Problem::error(&long, ProblemKind::Lost, long.as_str());
        let out = condense(vec![problem.in_document(long.as_str()).set_aside(long.as_str())]);
        assert_eq!(out[0].what.chars().count(), SENTENCE + 1);
        assert_eq!(out[0].set_aside.as_ref().map(|s| s.chars().count()), Some(ASIDE + 1));
    }

    #[test]
    fn a_document_without_a_name_is_not_named_twice() {
        let problem = |name| {
            let problem = Problem::warning("a.jsonl", ProblemKind::Moved, "What");
            problem.in_document(name).at(Some(12), None).place()
        };
        assert_eq!(problem("a.jsonl, line 12"), "a.jsonl, line 12");
        assert_eq!(problem("a.jsonl"), "a.jsonl, line 12");
        assert_eq!(problem("Report"), "a.jsonl, line 12, Report");
    }
}
