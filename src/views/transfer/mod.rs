//! Documents in, files out.

mod asks;
pub mod check;
pub mod export;
mod export_parts;
mod files;
pub mod import;
mod labels;
mod person;
mod progress;
