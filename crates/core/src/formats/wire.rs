//! What the page and its reading worker say to each other, as JSON. Both are built from
//! this file; [`WIRE_VERSION`] guards against a page and a worker of two builds.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::imported::{ImportedDocument, ImportedProject};
use super::jsonl::TextFields;
use super::options::TableOptions;
use super::problem::{Problem, ProblemKind};
use super::registry::{Format, detect};
use super::table::Preview;
use crate::model::{AuthorityRow, MetaField, Timestamp};
use crate::text::OffsetUnit;

/// Grows with every change of these messages.
pub const WIRE_VERSION: u32 = 4;

/// What the page asks; the file itself travels beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadRequest {
    /// Tells the answers apart.
    pub job: u32,
    /// The file's name, folders included.
    pub name: String,
    /// How to read it.
    pub how: How,
}

/// How to read a file. What is not chosen is found out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct How {
    /// The format; none: by name and first characters.
    pub format: Option<Format>,
    /// The label of the encoding, as the Encoding Standard has it.
    pub encoding: Option<String>,
    /// What offsets count.
    pub offset_unit: Option<OffsetUnit>,
    /// The columns of a table.
    pub table: TableOptions,
    /// The field of a JSON object that holds the text.
    #[serde(default)]
    pub text_field: Option<String>,
    /// When, for annotations that do not say it.
    pub at: Timestamp,
    /// Whether it is an authority file: its rows are answered, and no documents.
    #[serde(default)]
    pub authority: bool,
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// It is there and listens; its [`WIRE_VERSION`].
    Ready(u32),
    /// Some documents of a file; more may follow.
    Documents(u32, Vec<ImportedDocument>),
    /// Some rows of an authority file; more may follow.
    Rows(u32, Vec<AuthorityRow>),
    /// A file is read to its end.
    Read(u32, Box<Report>),
}

/// What there is to say about a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Its format, if it is one of ours.
    pub format: Option<Format>,
    /// How its bytes were understood.
    pub encoding: Encoding,
    /// The columns, if it is a table.
    pub table: Option<Preview>,
    /// The fields that may hold the texts, if it is JSON and that is not plain.
    pub fields: Option<TextFields>,
    /// Names that were taken for fields of documents, where that is not plain.
    pub taken: BTreeSet<(MetaField, String)>,
    /// What it holds besides documents, which came before.
    pub rest: ImportedProject,
    /// What somebody should look at; an error among them if nothing could be read.
    pub problems: Vec<Problem>,
    /// Whether nothing at all could be read.
    pub failed: bool,
    /// Its first characters, for judging a guess.
    pub head: String,
}

impl Report {
    /// Of a file of which nothing could be read so far.
    pub fn unread(format: Option<Format>) -> Self {
        Self {
            format,
            encoding: Encoding::Utf8,
            table: None,
            fields: None,
            taken: BTreeSet::new(),
            rest: ImportedProject::default(),
            problems: Vec::new(),
            failed: true,
            head: String::new(),
        }
    }

    /// Of a file that was not read, and why.
    pub fn refused(problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::unread(None) }
    }
}

/// How bytes became text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, to the last byte.
    #[default]
    Utf8,
    /// As its byte order mark says.
    Marked(String),
    /// A guess, which somebody must confirm.
    Guessed(String),
    /// As somebody chose.
    Chosen(String),
}

impl Encoding {
    /// The encoding's name.
    pub fn name(&self) -> &str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Marked(name) | Self::Guessed(name) | Self::Chosen(name) => name,
        }
    }
}

/// The encodings that are offered where a guess may be wrong: the most used ones of the
/// Encoding Standard, with the languages they are met in.
pub const ENCODINGS: [(&str, &str); 20] = [
    ("UTF-8", "Unicode, broken places replaced"),
    ("UTF-16LE", "Unicode, Windows"),
    ("UTF-16BE", "Unicode"),
    ("windows-1252", "Western European"),
    ("ISO-8859-15", "Western European with €"),
    ("macintosh", "Western European, old Mac"),
    ("windows-1250", "Central European"),
    ("ISO-8859-2", "Central European"),
    ("windows-1251", "Cyrillic"),
    ("KOI8-R", "Cyrillic, Russian"),
    ("KOI8-U", "Cyrillic, Ukrainian"),
    ("windows-1253", "Greek"),
    ("windows-1254", "Turkish"),
    ("windows-1255", "Hebrew"),
    ("windows-1256", "Arabic, Persian, Urdu"),
    ("windows-1258", "Vietnamese"),
    ("Shift_JIS", "Japanese"),
    ("EUC-KR", "Korean"),
    ("gb18030", "Chinese, simplified"),
    ("Big5", "Chinese, traditional"),
];

const MEGABYTE: u64 = 1_000_000;

/// How large a project's file may be, in bytes.
const PROJECT_LIMIT: u64 = 1_000 * MEGABYTE;

/// How large a file may be: a text is one document, a list of documents may be larger, and a
/// project's file as large as the largest that is written: all were read back as they were
/// written. Browsers call a second copy `p.glossator (1).json`, which ends as any JSON does.
pub fn size_limit(name: &str) -> u64 {
    match detect(name, "") {
        Some(Format::Project) => PROJECT_LIMIT,
        Some(Format::Json) if name.contains(".glossator") => PROJECT_LIMIT,
        Some(Format::JsonLines | Format::Csv | Format::Tsv) => 150 * MEGABYTE,
        _ => 50 * MEGABYTE,
    }
}

/// Why a file is not even read: it is too large, or empty.
pub fn refuse_by_size(name: &str, size: u64) -> Option<Problem> {
    let limit = size_limit(name);
    if size == 0 {
        let problem = Problem::error(name, ProblemKind::Empty, "The file is empty");
        return Some(problem.advise("There is nothing to annotate in it; leave it out"));
    }
    (size > limit).then(|| {
        let (has, may) = (size / MEGABYTE, limit / MEGABYTE);
        let what = format!("The file has {has} MB; Glossator reads files of up to {may} MB");
        Problem::error(name, ProblemKind::TooLarge, what).advise("Split it into smaller files")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_files_are_refused_in_words() {
        assert_eq!(refuse_by_size("a.txt", 50 * MEGABYTE), None);
        assert_eq!(refuse_by_size("a.jsonl", 150 * MEGABYTE), None);
        for project in ["p.glossator.json", "p.glossator (1).json"] {
            assert_eq!(refuse_by_size(project, 900 * MEGABYTE), None, "{project}");
        }
        let refused = refuse_by_size("a.txt", 200 * MEGABYTE).map(|p| p.to_string());
        assert_eq!(
            refused.as_deref(),
            Some(
                "a.txt: The file has 200 MB; Glossator reads files of up to 50 MB. Split it into smaller files."
            )
        );
        assert_eq!(refuse_by_size("a.txt", 0).map(|p| p.kind), Some(ProblemKind::Empty));
    }

    #[test]
    fn messages_come_back() -> Result<(), serde_json::Error> {
        let reply = Reply::Read(
            7,
            Box::new(Report {
                encoding: Encoding::Guessed("windows-1252".to_owned()),
                problems: vec![Problem::warning("a", ProblemKind::Empty, "b")],
                failed: false,
                head: "Zoë".to_owned(),
                ..Report::unread(Some(Format::Csv))
            }),
        );
        let json = serde_json::to_string(&reply)?;
        assert_eq!(serde_json::from_str::<Reply>(&json)?, reply);
        Ok(())
    }
}
