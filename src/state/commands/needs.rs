//! What must be there for a command, and what is said where it is not.

use leptos::prelude::*;

use super::super::route::Route;
use super::super::{App, find};
use super::subject;
use crate::platform::page;

/// What a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// An open project.
    Project,
    /// A document in the project.
    Documents,
    /// A document on the page.
    Document,
    /// A selected mark.
    Mark,
    /// A selected mention.
    Mention,
    /// A selected mention that is linked to an entity.
    Linked,
    /// A selected claim.
    Claim,
    /// The text, and not the field for what to find: pressed there, the key is the browser's own.
    Page,
    /// The screen of the text, and a document in the project.
    Screen,
}

impl Needs {
    /// Whether it is there now.
    pub fn met(self, app: App) -> bool {
        let has_documents = || app.session.read(|p| !p.documents().is_empty()) == Some(true);
        let annotates = || app.ui.route.get_untracked() == Route::Annotate;
        let has_document = || app.session.current.get_untracked().is_some();
        match self {
            Self::Nothing => true,
            Self::Project => app.session.read(|_| ()).is_some(),
            Self::Documents => has_documents(),
            Self::Document => has_document(),
            Self::Mark => subject::has_mark(app),
            Self::Mention => subject::has_mention(app),
            Self::Linked => subject::is_linked(app),
            Self::Claim => subject::has_claim(app),
            Self::Page => annotates() && has_document() && !page::has_focus(find::FIELD),
            Self::Screen => annotates() && has_documents(),
        }
    }

    /// What to do where it is missing; nothing where that is plain to see.
    pub const fn advice(self) -> Option<&'static str> {
        match self {
            Self::Mark => Some("Select a mark first: J goes to the next one"),
            Self::Mention => Some("Select a mention first: J goes to the next mark"),
            Self::Linked => Some("Link the mention to an entity first: O"),
            Self::Claim => Some("Select a claim first: J goes to the next mark, C makes a claim"),
            _ => None,
        }
    }
}
