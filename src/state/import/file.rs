//! A file of the import screen.

use glossator_core::actions::import::Incoming;
use glossator_core::formats::wire::{Encoding, How, Report};
use glossator_core::formats::{Imported, Problem, ProblemKind, TableOptions};
use glossator_core::query::{FileInfo, FileStage};

use crate::platform::clock;
use crate::platform::files::Picked;

/// A chosen file.
pub(super) struct File {
    pub picked: Picked,
    /// Its name, as lists and messages have it.
    pub name: String,
    pub how: How,
    pub stage: FileStage,
    /// The reading whose answers count; those of earlier ones do not.
    pub ticket: u32,
    pub confirmed: bool,
    pub report: Option<Report>,
    pub incoming: Incoming,
}

impl File {
    pub fn new(picked: Picked, name: String, refused: Option<Problem>) -> Self {
        let incoming = Incoming { file: name.clone(), imported: Imported::default() };
        let how = How { at: clock::now(), ..How::default() };
        let stage = if refused.is_some() { FileStage::Read } else { FileStage::Waiting };
        let report = refused.map(Report::refused);
        Self { picked, name, how, stage, ticket: 0, confirmed: false, report, incoming }
    }

    pub fn info(&self, job: u32) -> FileInfo<'_> {
        FileInfo {
            job,
            name: &self.name,
            stage: self.stage,
            report: self.report.as_ref(),
            documents: self.incoming.imported.project.documents.len(),
            confirmed: self.confirmed,
            unit: self.how.offset_unit,
            decided: self.how.table != TableOptions::default() || self.how.text_field.is_some(),
        }
    }

    /// Whether it was read by a guess that nobody has agreed to.
    pub fn is_open(&self) -> bool {
        let guessed = |r: &Report| !r.failed && matches!(r.encoding, Encoding::Guessed(_));
        self.stage == FileStage::Read
            && !self.confirmed
            && self.report.as_ref().is_some_and(guessed)
    }

    /// Whether its documents would be added.
    pub fn counts(&self) -> bool {
        let read = self.stage == FileStage::Read && self.report.as_ref().is_some_and(|r| !r.failed);
        read && !self.is_open()
    }
}

/// What is said of a file that the browser does not hand out.
pub(super) fn unreadable(name: &str, why: &str) -> Problem {
    Problem::error(name, ProblemKind::Malformed, format!("The browser could not open it: {why}"))
        .advise("Look whether you may read it, and choose it again")
}
