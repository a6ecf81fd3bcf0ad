//! What is said once for a whole file, however many lines it is about.

use std::collections::BTreeMap;

use crate::formats::problem::{Problem, ProblemKind};
use crate::text::OffsetUnit;
use crate::words::counted;

/// Something to be said of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Note {
    /// A field of spans that has no place.
    UnknownField(String),
    /// Documents whose offsets count UTF-16 units, by their words.
    Utf16,
    /// Documents whose offsets count bytes, by their words.
    Bytes,
    /// Something that is no mark here, and is kept among a document's other fields.
    Kept(&'static str, &'static str),
    /// What may be spans in a field that is not known, and is kept there.
    Other(String),
    /// Something that was not read; one, several.
    LeftOut(&'static str, &'static str),
}

impl Note {
    /// That words show a unit other than code points.
    pub fn proven(unit: OffsetUnit) -> Option<Self> {
        match unit {
            OffsetUnit::Char => None,
            OffsetUnit::Utf16 => Some(Self::Utf16),
            OffsetUnit::Byte => Some(Self::Bytes),
        }
    }
}

/// Of what is no mark.
const KEPT: &str = "They are kept with the documents, and exported with them";

/// Notes with how many they stand for, and the line of the first.
#[derive(Debug, Default)]
pub(super) struct Notes(BTreeMap<Note, (usize, Option<u32>)>);

impl Notes {
    /// Notes something of a line, so many times.
    pub fn add(&mut self, note: Note, times: usize, line: Option<u32>) {
        if times > 0 {
            self.0.entry(note).or_insert((0, line)).0 += times;
        }
    }

    /// The notes as problems.
    pub fn problems(self, file: &str) -> Vec<Problem> {
        let problem = |(note, (n, line)): (Note, (usize, Option<u32>))| {
            let of_unit = |unit: OffsetUnit| {
                let n = counted(n, "document", "documents");
                format!(
                    "The offsets of {n} count {unit} units, not code points: the words of the spans show it"
                )
            };
            let (kind, what, advice) = match note {
                Note::UnknownField(field) => {
                    let what = format!(
                        "The field {field} of {} is not known and was left out",
                        counted(n, "span", "spans")
                    );
                    (ProblemKind::UnknownField, what, "")
                }
                Note::Utf16 => {
                    (ProblemKind::OffsetUnit, of_unit(OffsetUnit::Utf16), "Look at the spans once")
                }
                Note::Bytes => {
                    (ProblemKind::OffsetUnit, of_unit(OffsetUnit::Byte), "Look at the spans once")
                }
                Note::Kept(one, many) => (
                    ProblemKind::LeftOut,
                    format!("No marks were made of {}", counted(n, one, many)),
                    KEPT,
                ),
                Note::Other(field) => (
                    ProblemKind::LeftOut,
                    format!(
                        "No marks were made of {} of “{field}”",
                        counted(n, "entry with a label", "entries with a label")
                    ),
                    KEPT,
                ),
                Note::LeftOut(one, many) => (
                    ProblemKind::LeftOut,
                    format!("{} left out", counted(n, one, many)),
                    "Keep the file if you need more than its texts and spans",
                ),
            };
            Problem::warning(file, kind, what).advise(advice).at(line, None)
        };
        self.0.into_iter().map(problem).collect()
    }
}
