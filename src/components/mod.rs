//! Pieces of interface that know nothing of annotations: one a file.
//!
//! Architecture invariant: nothing here uses [`crate::state`] or the core.

pub mod button;
pub mod choice;
pub mod combobox;
pub mod delayed;
pub mod dialog;
pub mod editable;
pub mod icon;
pub mod kbd;
pub mod markdown;
pub mod menu;
pub mod offline;
pub mod roving;
pub mod segmented;
pub mod split;
pub mod status;
pub mod toast;
pub mod virtual_list;
