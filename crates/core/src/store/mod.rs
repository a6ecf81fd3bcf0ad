//! The boundary to whatever keeps the work.
//!
//! An [`Engine`] is a dumb table of strings that writes batches durably; what the
//! rows mean is decided here, so that it can be tested natively with
//! [`MemoryEngine`], and so that a second engine is one more small file.

mod authorities;
mod engine;
mod memory;
mod project_store;
mod rows;
mod saving;
mod set_aside;
mod whole;

pub use engine::{Batch, DATABASE, Engine, RowKey, StoreError, Table};
pub use memory::MemoryEngine;
pub use project_store::{Opened, ProjectInfo, ProjectStore, StoredDocument};
pub use rows::{Head, ReadProblem, marks_prefix};
pub use saving::{Pending, SaveQueue, SaveState};
pub use set_aside::SetAside;
