//! Every change to data: operations with inverses, transactions, and their history.
//!
//! One user action is one [`Transaction`]: all of its operations apply, or none.
//! Applying an operation gives its inverse, so undo is nothing else than one more
//! transaction, and the log of transactions is at once the undo history, the audit
//! trail and what is written to storage.

mod apply;
mod changes;
mod edits;
mod error;
mod history;
mod load;
mod op;
mod rules;

pub use changes::{Changes, Key};
pub use error::OpError;
pub use history::{Applied, History, Transaction, TransactionKind, UNDO_STEPS};
pub use load::{LoadError, LoadProblem, Needs, Registers};
pub use op::{AnnotationEdit, ClaimEdit, ClaimLinkEdit, DocumentEdit, EntityEdit, Op, ProjectEdit};
pub(crate) use rules::covered;
