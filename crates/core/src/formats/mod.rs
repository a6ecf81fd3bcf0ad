//! Files: one module per format, its reader and its writer beside each other.
//!
//! Readers return [`Imported`]: what was read and what there is to say about it;
//! a [`Writer`] writes a file piece by piece and counts what it could not keep. Nothing is
//! dropped silently. Exported shapes are types of their own in the format's module,
//! never the model's. [`Format`] lists the formats.

mod anchoring;
pub mod authority;
pub mod bytes;
mod imported;
mod json;
pub mod jsonl;
mod labels;
mod left_out;
mod merge;
mod meta_names;
mod names;
pub mod native;
mod options;
pub mod plain;
mod problem;
mod read_back;
mod registry;
pub mod table;
mod wholes;
pub mod wire;
mod writer;

pub use imported::{BuildError, Imported, ImportedDocument, ImportedProject, ProjectHead};
pub use merge::Additions;
pub use names::{file_label, file_order, file_stem, is_litter};
pub use options::{Ids, ReadOptions, TableOptions};
pub use problem::{Problem, ProblemKind, ReadError, Severity, condense};
pub use read_back::ReadBack;
pub use registry::{Format, FormatInfo, Holds, Written, detect, read, read_any};
pub use writer::{Loss, WriteError, Writer};
