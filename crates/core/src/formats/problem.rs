//! What a reader has to say about a file: shared by all readers.

use std::fmt;

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
    /// The file is not what its format says: broken JSON, ragged rows, missing columns.
    Malformed,
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
