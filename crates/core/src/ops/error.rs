//! Why an operation cannot be applied.

use crate::model::DocumentId;
use crate::text::OffsetError;

/// Why an operation cannot be applied. The project is as it was.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum OpError {
    /// It refers to something that is not there.
    #[error("there is no {what} {id}")]
    Missing {
        /// The sort of record.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// It adds something whose id is taken.
    #[error("there is already a {what} {id}")]
    Taken {
        /// The sort of record.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// It removes something that is still used.
    #[error("the {what} “{name}” is still used {count} times")]
    InUse {
        /// The sort of record.
        what: &'static str,
        /// What people call it.
        name: String,
        /// How often.
        count: u32,
    },
    /// The document's annotations are not in memory.
    #[error("document {0} is not open")]
    NotOpen(DocumentId),
    /// A range does not fit the text.
    #[error("the range does not fit the document: {0}")]
    Offset(#[from] OffsetError),
    /// The annotation's words are not what the text has at its place.
    #[error("the text has “{found}” where the annotation says “{expected}”")]
    Quote {
        /// What the annotation says.
        expected: String,
        /// What the text has.
        found: String,
    },
    /// A mention or region without a label, or with one of another kind.
    #[error("the label {0} does not fit this kind of annotation")]
    LabelKind(String),
    /// The text that was handed in for a document is not the one that it names.
    #[error("the text at hand is not the one of document {0}")]
    WrongText(DocumentId),
    /// A number that files cannot hold.
    #[error("the {0} must be a number")]
    NotFinite(&'static str),
    /// A whole that would be a part of itself, a claim linked to itself, or a decision
    /// about one entity.
    #[error("{0} would lead back to itself")]
    Circular(String),
    /// A place in a list that is too far.
    #[error("there is no place {0} in the list")]
    Place(usize),
}

pub(super) fn missing(what: &'static str, id: impl ToString) -> OpError {
    OpError::Missing { what, id: id.to_string() }
}

pub(super) fn taken(what: &'static str, id: impl ToString) -> OpError {
    OpError::Taken { what, id: id.to_string() }
}

pub(super) fn unused(what: &'static str, name: &str, count: u32) -> Result<(), OpError> {
    if count == 0 {
        return Ok(());
    }
    Err(OpError::InUse { what, name: name.to_owned(), count })
}
