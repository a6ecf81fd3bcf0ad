//! What the page knows: the session (project, history, saving), the interface's
//! own state, settings, and the table of commands.
//!
//! Architecture invariant: views read signals and memos from here and call
//! commands; they never change the project themselves.

pub mod acts;
pub mod authority;
pub mod commands;
pub mod export;
pub mod exports;
pub mod fields;
pub mod find;
pub mod import;
mod listeners;
mod loading;
pub mod names;
pub mod opening;
pub mod order;
pub mod palette;
pub mod pins;
pub mod places;
pub mod relations;
pub mod rest;
pub mod route;
pub mod saver;
pub mod session;
pub mod settings;
pub mod ui;
pub mod unlinked;

use leptos::prelude::*;

pub use authority::Authorities;
pub use find::Find;
pub use import::Import;
pub use session::Session;
pub use settings::Settings;
pub use ui::Ui;

/// Everything a view can reach: small, `Copy`, given through context.
#[derive(Clone, Copy)]
pub struct App {
    /// The project, its history and how it is kept.
    pub session: Session,
    /// Selection, dialogs, panes, toasts.
    pub ui: Ui,
    /// What this browser remembers about how the person likes to work.
    pub settings: Settings,
    /// The files of the import screen.
    pub import: Import,
    /// The authority files of the project.
    pub authority: Authorities,
    /// Find and mark.
    pub find: Find,
    /// Does something, as soon as the code for it is there.
    pub act: fn(App, commands::Act),
}

/// The application of the current page.
#[allow(clippy::expect_used, reason = "main provides it before anything is mounted")]
pub fn app() -> App {
    use_context::<App>().expect("App is provided by main")
}
