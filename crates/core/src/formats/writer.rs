//! Writing a project, whatever the format, document by document.

use super::registry::Format;
use super::{jsonl, native};
use crate::model::{AnnotationId, Document, DocumentId, LayerId, OpenDocument, Project};

/// Something that a format has no place for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// What, in the plural ("links between claims").
    pub what: &'static str,
    /// How many.
    pub count: usize,
}

impl Loss {
    /// How many of what, as a part of a sentence: "3 links between claims", "guidelines".
    pub fn words(&self) -> String {
        if self.what == "guidelines" {
            self.what.to_owned()
        } else {
            format!("{} {}", self.count, self.what)
        }
    }
}

/// Why a project cannot be written.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum WriteError {
    /// The text handed in is not the document's.
    #[error("the text handed in for “{document}” is not the one that was annotated")]
    WrongText {
        /// The document.
        document: String,
    },
    /// An annotation's words are not at its place.
    #[error(
        "annotation {annotation} of “{document}” says “{expected}”, but the text has “{found}”"
    )]
    Quote {
        /// The document.
        document: String,
        /// The annotation.
        annotation: AnnotationId,
        /// What the annotation says.
        expected: String,
        /// What the text has.
        found: String,
    },
    /// A number that JSON cannot say.
    #[error("{what} is not a finite number")]
    NotANumber {
        /// Which.
        what: String,
    },
    /// Documents must be written in the order of their ids, each once.
    #[error("document {this} cannot be written after document {last}: write them by id")]
    Order {
        /// The one that was written.
        last: DocumentId,
        /// The one that was to be written.
        this: DocumentId,
    },
    /// The format, by its title, can only be read.
    #[error("{0} can be read, but not written")]
    ReadOnly(&'static str),
    /// The JSON library failed.
    #[error("the project cannot be written as JSON: {0}")]
    Json(String),
}

/// Writes one file: [`header`](Self::header), then each [`document`](Self::document) by
/// id, then [`footer`](Self::footer). Only one document need be in memory at a time.
#[derive(Debug, Clone)]
pub struct Writer(Inner);

#[derive(Debug, Clone)]
enum Inner {
    Project(Box<native::Writer>),
    Lines(Box<jsonl::Writer>),
}

impl Writer {
    /// A writer of a format, with registers and schema as they are now; `layer` is for
    /// formats that hold one.
    ///
    /// # Errors
    /// If the format can only be read, or has no way to say a figure of a claim.
    pub fn new(format: Format, project: &Project, layer: LayerId) -> Result<Self, WriteError> {
        Ok(Self(match format {
            Format::Project => Inner::Project(Box::new(native::Writer::new(project)?)),
            Format::JsonLines => Inner::Lines(Box::new(jsonl::Writer::new(project, layer))),
            _ => return Err(WriteError::ReadOnly(format.info().title)),
        }))
    }

    /// The file up to the first document.
    pub fn header(&self) -> &str {
        match &self.0 {
            Inner::Project(writer) => writer.header(),
            Inner::Lines(_) => "",
        }
    }

    /// One document. Every annotation is checked against the text once more.
    ///
    /// # Errors
    /// If text, annotations and document do not belong together, or if the order of ids
    /// is broken. Nothing is written then, and another document may follow.
    pub fn document(
        &mut self,
        document: &Document,
        open: &OpenDocument,
    ) -> Result<String, WriteError> {
        match &mut self.0 {
            Inner::Project(writer) => writer.document(document, open),
            Inner::Lines(writer) => writer.line(document, open),
        }
    }

    /// The file behind the last document.
    pub fn footer(&self) -> String {
        match &self.0 {
            Inner::Project(writer) => writer.footer(),
            Inner::Lines(_) => String::new(),
        }
    }

    /// What the documents written so far have lost. Nothing with a count of zero.
    pub fn losses(&self) -> Vec<Loss> {
        match &self.0 {
            Inner::Project(_) => Vec::new(),
            Inner::Lines(writer) => writer.losses(),
        }
    }
}
