//! Writing the project file, document by document.

use serde::Serialize;

use super::export;
use super::shape::{FormatName, UnitName};
use super::{FORMAT, VERSION};
use crate::model::{AnnotationId, Document, DocumentId, OpenDocument, Project};

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
    /// A document is not in memory.
    #[error("“{document}” is not open")]
    NotOpen {
        /// The document.
        document: String,
    },
    /// The JSON library failed.
    #[error("the project cannot be written as JSON: {0}")]
    Json(String),
}

/// Writes one file: [`header`](Self::header), then each [`document`](Self::document) by
/// id, then [`footer`](Self::footer). Only one document need be in memory at a time.
///
/// Registers and schema are taken when the writer is made. What is changed after that
/// is not in the file; do not write documents that refer to newer register entries.
#[derive(Debug, Clone)]
pub struct Writer {
    header: String,
    footer: String,
    last: Option<DocumentId>,
}

impl Writer {
    /// A writer for this project, with registers and schema as they are now.
    ///
    /// # Errors
    /// If a claim has a figure that is no number.
    pub fn new(project: &Project) -> Result<Self, WriteError> {
        let mut header = String::from("{");
        member(&mut header, "format", &FormatName::GlossatorProject)?;
        member(&mut header, "version", &VERSION)?;
        member(&mut header, "offset_unit", &UnitName::Codepoint)?;
        member(&mut header, "project", &export::project(project))?;
        header.push_str("\n  \"documents\": [");
        debug_assert!(header.contains(FORMAT));

        let claims: Result<Vec<_>, _> = project.claims().values().map(export::claim).collect();
        let entities: Vec<_> = project.entities().values().map(export::entity).collect();
        let links: Vec<_> = project.claim_links().values().map(export::claim_link).collect();
        let evidence: Vec<_> = project.evidence().values().map(export::evidence).collect();
        let decisions: Vec<_> = project.decisions().iter().map(export::decision).collect();
        let mut footer = String::from("],");
        member(&mut footer, "entities", &entities)?;
        member(&mut footer, "claims", &claims?)?;
        member(&mut footer, "claim_links", &links)?;
        member(&mut footer, "evidence", &evidence)?;
        member(&mut footer, "decisions", &decisions)?;
        footer.pop(); // the last comma
        footer.push_str("\n}\n");
        Ok(Self { header, footer, last: None })
    }

    /// The file up to the first document.
    pub fn header(&self) -> &str {
        &self.header
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
        if let Some(last) = self.last
            && last >= document.id
        {
            return Err(WriteError::Order { last, this: document.id });
        }
        let json = pretty(&export::document(document, open)?, "    ")?;
        let comma = if self.last.is_some() { "," } else { "" };
        self.last = Some(document.id);
        Ok(format!("{comma}\n    {json}"))
    }

    /// The file behind the last document.
    pub fn footer(&self) -> String {
        match self.last {
            Some(_) => format!("\n  {}", self.footer),
            None => self.footer.clone(),
        }
    }
}

/// The whole file. All documents must be open.
///
/// # Errors
/// If a document is not open, or does not fit its text.
pub fn write_all(project: &Project) -> Result<String, WriteError> {
    write_some(project, project.documents().keys().copied())
}

/// A file with some documents, and all of the registers. The documents must be open;
/// ids that the project does not have are passed over.
///
/// # Errors
/// If a document is not open, or does not fit its text.
pub fn write_some(
    project: &Project,
    documents: impl IntoIterator<Item = DocumentId>,
) -> Result<String, WriteError> {
    let chosen: std::collections::BTreeSet<DocumentId> = documents.into_iter().collect();
    let mut writer = Writer::new(project)?;
    let mut out = writer.header().to_owned();
    for document in chosen.iter().filter_map(|id| project.documents().get(id)) {
        let open = project
            .open(document.id)
            .ok_or_else(|| WriteError::NotOpen { document: document.display_name().to_owned() })?;
        out.push_str(&writer.document(document, open)?);
    }
    out.push_str(&writer.footer());
    Ok(out)
}

/// `\n  "name": value,`
fn member<T: Serialize>(out: &mut String, name: &str, value: &T) -> Result<(), WriteError> {
    out.push_str("\n  \"");
    out.push_str(name);
    out.push_str("\": ");
    out.push_str(&pretty(value, "  ")?);
    out.push(',');
    Ok(())
}

/// Indented JSON. JSON strings have no line breaks of their own, so that each line
/// break is one between values.
fn pretty<T: Serialize>(value: &T, indent: &str) -> Result<String, WriteError> {
    let json = serde_json::to_string_pretty(value).map_err(|e| WriteError::Json(e.to_string()))?;
    Ok(json.replace('\n', &format!("\n{indent}")))
}
