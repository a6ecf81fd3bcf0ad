//! What must be there for a command, and what is said where it is not.

use leptos::prelude::*;

use super::super::route::Route;
use super::super::session::Phase;
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
    /// A project, or one that is still being opened: its screen then waits for it.
    Screens,
    /// A document in the project.
    Documents,
    /// The screen of the text.
    Annotate,
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
    /// A selected claim, or one that evidence is collected for.
    ClaimOrEvidence,
    /// The text, and not the field for what to find: pressed there, the key is the browser's own.
    Page,
    /// The screen of the text, and a document in the project.
    Screen,
}

impl Needs {
    /// Whether it is about the page and its panes: these are not to be changed unseen.
    const fn is_of_page(self) -> bool {
        !matches!(self, Self::Nothing | Self::Project | Self::Screens | Self::Documents)
    }

    /// Whether it is there now.
    pub fn met(self, app: App) -> bool {
        if self.is_of_page() && app.ui.route.get_untracked() != Route::Annotate {
            return false;
        }
        let has_documents = || app.session.read(|p| !p.documents().is_empty()) == Some(true);
        let has_document = || app.session.current.get_untracked().is_some();
        match self {
            Self::Nothing => true,
            Self::Project | Self::Annotate => app.session.read(|_| ()).is_some(),
            Self::Screens => {
                matches!(app.session.phase.get_untracked(), Phase::Starting | Phase::Ready)
            }
            Self::Documents | Self::Screen => has_documents(),
            Self::Document => has_document(),
            Self::Mark => subject::has_mark(app),
            Self::Mention => subject::has_mention(app),
            Self::Linked => subject::is_linked(app),
            Self::Claim => subject::has_claim(app),
            Self::ClaimOrEvidence => {
                subject::has_claim(app)
                    || app.ui.inspector.collecting.with_untracked(Option::is_some)
            }
            Self::Page => has_document() && !page::has_focus(find::FIELD),
        }
    }

    /// What to do where it is missing; nothing where that is plain to see.
    pub const fn advice(self) -> Option<&'static str> {
        match self {
            Self::Mark => Some("Select a mark first: J goes to the next one"),
            Self::Mention => Some("Select a mention first: J goes to the next mark"),
            Self::Linked => Some("Link the mention to an entity first: O"),
            Self::Claim | Self::ClaimOrEvidence => {
                Some("Select a claim first: C shows or makes claims, J goes to the next")
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{COMMANDS, Scope};

    #[test]
    fn what_acts_on_the_page_needs_the_page_to_be_seen() {
        // These act elsewhere too, or lead to the page.
        let others = [
            "find-repeats",
            "palette",
            "open-documents",
            "documents",
            "export",
            "undo",
            "redo",
            "next-region",
            "previous-region",
            "help",
            "go-annotate",
            "go-claims",
            "go-entities",
            "go-labels",
            "guidelines",
            "project",
            "view-options",
            "theme",
        ];
        for command in COMMANDS {
            let expected = command.scope == Scope::Text || !others.contains(&command.id);
            assert_eq!(command.needs.is_of_page(), expected, "{}", command.id);
        }
    }
}
