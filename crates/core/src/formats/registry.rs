//! The formats: what each one is called, reads, writes and cannot keep.

use serde::{Deserialize, Serialize};

use super::imported::Imported;
use super::options::{Ids, ReadOptions};
use super::problem::{Problem, ProblemKind, ReadError};
use super::{jsonl, native, plain, table};

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Format {
    /// The project file, `.glossator.json`.
    Project,
    /// JSON Lines, a document per line.
    JsonLines,
    /// JSON with one document or an array of them.
    Json,
    /// Plain text.
    Text,
    /// Markdown, kept as it is.
    Markdown,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
}

/// What is known about a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormatInfo {
    /// A short word that never changes.
    pub id: &'static str,
    /// The name on screen.
    pub title: &'static str,
    /// How file names end; the first one is written.
    pub extensions: &'static [&'static str],
    /// How it is written; none: it is only read.
    pub written: Option<Written>,
}

/// How a format is written. What each file loses is counted: [`losses`](super::Writer::losses).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The name on screen among the formats that are written.
    pub title: &'static str,
    /// What such a file is, in a few words.
    pub about: &'static str,
    /// What it has no place for, in a few words; none: nothing is lost.
    pub leaves_out: Option<&'static str>,
    /// What of a project is in it, and must come back when it is read.
    pub holds: Holds,
}

/// What of a project a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// All layers, the schema and the registers.
    Everything,
    /// The places, labels and bodies of one layer's annotations.
    OneLayer,
}

impl Format {
    /// Every format, in the order of the interface.
    pub const ALL: [Self; 7] = [
        Self::Project,
        Self::JsonLines,
        Self::Json,
        Self::Text,
        Self::Markdown,
        Self::Csv,
        Self::Tsv,
    ];

    /// The formats that are written, with how, in the order of the interface.
    pub fn written() -> impl Iterator<Item = (Self, Written)> {
        Self::ALL.into_iter().filter_map(|format| Some((format, format.info().written?)))
    }

    /// What a file of this format is called.
    pub fn file_name(self, stem: &str) -> String {
        let ending = self.info().extensions.first().copied().unwrap_or_default();
        format!("{stem}.{ending}")
    }

    /// What is known about it.
    pub const fn info(self) -> FormatInfo {
        let read = FormatInfo { id: "", title: "", extensions: &[], written: None };
        match self {
            Self::Project => FormatInfo {
                id: "project",
                title: "Glossator project",
                extensions: &["glossator.json"],
                written: Some(Written {
                    title: "Glossator JSON",
                    about: "one file, everything, can be opened again",
                    leaves_out: None,
                    holds: Holds::Everything,
                }),
            },
            Self::JsonLines => FormatInfo {
                id: "jsonl",
                title: "JSON Lines",
                extensions: &["jsonl", "ndjson"],
                written: Some(Written {
                    title: "JSON Lines",
                    about: "one document a line: text, spans, claims, entities",
                    leaves_out: Some("guidelines, links, other layers"),
                    holds: Holds::OneLayer,
                }),
            },
            Self::Json => FormatInfo { id: "json", title: "JSON", extensions: &["json"], ..read },
            Self::Text => {
                FormatInfo { id: "text", title: "Plain text", extensions: &["txt", "text"], ..read }
            }
            Self::Markdown => FormatInfo {
                id: "markdown",
                title: "Markdown",
                extensions: &["md", "markdown"],
                ..read
            },
            Self::Csv => FormatInfo { id: "csv", title: "CSV", extensions: &["csv"], ..read },
            Self::Tsv => {
                FormatInfo { id: "tsv", title: "TSV", extensions: &["tsv", "tab"], ..read }
            }
        }
    }
}

/// The format of a file, by its name and, for JSON, its first characters. A name
/// without any ending is taken for plain text; an unknown ending is none of ours.
pub fn detect(file_name: &str, head: &str) -> Option<Format> {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name).to_lowercase();
    let ends = |format: &Format| {
        format
            .info()
            .extensions
            .iter()
            .any(|e| name.strip_suffix(e).is_some_and(|stem| stem.ends_with('.')))
    };
    // A project that a browser or mail program has renamed to plain .json.
    let start: String = head.chars().take(512).collect();
    let is_project = start.contains(native::FORMAT) && start.contains("\"format\"");
    match Format::ALL.iter().copied().find(ends) {
        Some(Format::Json) if is_project => Some(Format::Project),
        Some(format) => Some(format),
        None if name.contains('.') => None,
        None if is_project => Some(Format::Project),
        None => Some(Format::Text),
    }
}

/// Reads a file, whatever its format.
///
/// # Errors
/// If the format is not known, or nothing at all could be read.
pub fn read_any(
    file_name: &str,
    content: &str,
    options: &ReadOptions,
    ids: Ids<'_>,
) -> Result<Imported, ReadError> {
    let Some(format) = detect(file_name, content) else {
        let endings: Vec<String> =
            Format::ALL.iter().flat_map(|f| f.info().extensions).map(|e| format!(".{e}")).collect();
        let what = "This is not a format that Glossator reads";
        return Err(Problem::error(file_name, ProblemKind::Format, what)
            .advise(format!("It reads {}", endings.join(", ")))
            .into());
    };
    read(format, file_name, content, options, ids)
}

/// Reads a file of a known format.
///
/// # Errors
/// If nothing at all could be read.
pub fn read(
    format: Format,
    file_name: &str,
    content: &str,
    options: &ReadOptions,
    ids: Ids<'_>,
) -> Result<Imported, ReadError> {
    match format {
        Format::Project => native::read(content, file_name),
        Format::JsonLines => jsonl::read_lines(content, file_name, options, ids),
        Format::Json => jsonl::read_json(content, file_name, options, ids),
        Format::Text | Format::Markdown => plain::read(content, file_name, options, ids),
        Format::Csv => table::read(content, file_name, options, ids),
        Format::Tsv => {
            let mut options = options.clone();
            options.table.delimiter.get_or_insert(b'\t');
            table::read(content, file_name, &options, ids)
        }
    }
}
