//! Writing the project file, document by document.

use serde::Serialize;

use super::export;
use super::shape::{FormatName, UnitName};
use super::{FORMAT, VERSION};
use crate::formats::writer::WriteError;
use crate::model::{Document, DocumentId, OpenDocument, Project};

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
