//! The screens and their parts: one view a file. Views show what state says and call
//! commands; what could be tested natively is in the core.

pub mod board;
pub mod dialogs;
pub mod documents;
pub mod find;
pub mod first_run;
pub mod footer;
pub mod frame;
pub mod guidelines;
pub mod help;
pub mod hint;
pub mod inspector;
pub mod kept;
pub mod label_bar;
pub mod labels;
pub mod mark_menu;
pub mod palette;
pub mod project_dialog;
pub mod queue;
pub mod queue_row;
pub mod reader;
pub mod register;
pub mod screen_keys;
pub mod toasts;
pub mod tools;
pub mod top_bar;
pub mod transfer;
pub mod unfetched;
pub mod unsaved;
pub mod unusable;
pub mod view_options;
