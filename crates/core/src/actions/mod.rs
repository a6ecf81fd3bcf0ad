//! What annotators do, as lists of operations: one function an action, from the
//! project and what is selected to an [`Edit`]. Pure, so that every rule of the
//! interface ("Delete on a claim also frees its register entry") has a native test.

pub mod bulk;
mod chains;
pub mod claims;
pub mod documents;
pub mod entities;
pub mod import;
pub mod labels;
pub mod marks;
pub mod project_marks;
pub mod ranges;
mod removal;

use crate::model::{AnnotatorId, DocumentId, LayerId, Timestamp};
use crate::ops::Op;
use crate::text::OffsetError;

/// One user action, ready to be run as one transaction.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// What the undo list and the toast say ("Person added: Oren Valk").
    pub title: String,
    /// What it does.
    pub ops: Vec<Op>,
}

impl Edit {
    /// An action.
    pub fn new(title: impl Into<String>, ops: Vec<Op>) -> Self {
        Self { title: title.into(), ops }
    }
}

/// The documents whose text and annotations some operations need in memory.
pub fn documents_of(ops: &[Op]) -> Vec<DocumentId> {
    let needed: std::collections::BTreeSet<DocumentId> =
        ops.iter().filter_map(Op::needs_open).collect();
    needed.into_iter().collect()
}

/// Who acts, in which layer, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author {
    /// The annotator.
    pub by: AnnotatorId,
    /// Their layer.
    pub layer: LayerId,
    /// Now.
    pub at: Timestamp,
}

/// Why an action is not possible. Said to the user as it is.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EditError {
    /// What it was meant for is gone or was never there.
    #[error("{0} is not there any more")]
    Gone(&'static str),
    /// The document, by its name, is not in memory.
    #[error("“{0}” must be opened first")]
    NotOpen(String),
    /// Only white space is selected.
    #[error("The selection has no text")]
    Empty,
    /// The span would vanish.
    #[error("A mark needs at least one character; Delete removes it")]
    TooShort,
    /// The same span with the same label is there already.
    #[error("{0} is already marked so")]
    Already(String),
    /// Offsets that do not fit the text.
    #[error(transparent)]
    Offset(#[from] OffsetError),
    /// Anything else, in words.
    #[error("{0}")]
    Other(String),
}

/// What follows `now` among `all`: after the last none, and after none the first.
pub(crate) fn next_of<T: Copy + PartialEq>(all: &[T], now: Option<T>) -> Option<T> {
    match now {
        None => all.first().copied(),
        Some(now) => all.iter().copied().skip_while(|v| *v != now).nth(1),
    }
}
