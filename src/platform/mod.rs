//! Everything that touches the browser: one capability a file, Rust types out.
//!
//! Architecture invariant: `web_sys` and `js_sys` are used here only, and nothing
//! here knows of the application's state or views.

pub mod boxes;
pub mod clipboard;
pub mod clock;
pub mod cut_words;
pub mod digest;
pub mod download;
pub mod drag;
pub mod events;
pub mod files;
pub mod focus;
pub mod indexed_db;
pub mod keys;
pub mod lock;
pub mod modal;
pub mod observe;
pub mod online;
pub mod page;
pub mod panic;
pub mod picker;
pub mod pointer;
pub mod storage_quota;
pub mod text_pane;
pub mod timer;
pub mod web_storage;
pub mod worker;
