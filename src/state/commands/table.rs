//! The table of commands.

use glossator_core::model::ClaimLinkType;
use glossator_core::query::{Edge, Step, Way};
use leptos::prelude::*;

use super::super::relations::Relation;
use super::super::route::Route;
use super::super::settings::Theme;
use super::super::ui::{Dialog, LayerView};
use super::super::{App, find};
use super::marking::{has_claim, has_document, has_mark, has_mention, is_linked};
use super::{Command, Group, Scope, marking, moving};
use crate::platform::{focus, page};

fn always(_: App) -> bool {
    true
}

fn has_project(app: App) -> bool {
    app.session.read(|_| ()).is_some()
}

fn has_documents(app: App) -> bool {
    app.session.read(|p| !p.documents().is_empty()) == Some(true)
}

/// Pressed again in the field, the key is the browser's own.
fn can_find(app: App) -> bool {
    app.ui.route.get_untracked() == Route::Annotate
        && has_document(app)
        && !page::has_focus(find::FIELD)
}

fn can_find_everywhere(app: App) -> bool {
    app.ui.route.get_untracked() == Route::Annotate && has_documents(app)
}

fn open(app: App, dialog: Dialog) {
    app.ui.dialog.set(Some(dialog));
}

macro_rules! commands {
    ($($group:ident $scope:ident $id:literal, $title:literal, [$($key:literal),*], $enabled:expr, $run:expr;)*) => {
        /// Every command, in the order of the help.
        pub static COMMANDS: &[Command] = &[$(Command {
            id: $id,
            title: $title,
            group: Group::$group,
            keys: &[$($key),*],
            scope: Scope::$scope,
            enabled: $enabled,
        },)*];

        /// Does what the command with this id does.
        pub fn run(app: App, id: &str) {
            match id {
                $($id => {
                    let run: fn(App) = $run;
                    run(app);
                })*
                _ => {}
            }
        }
    };
}

commands! {
    Move Text "token-next", "Next token", ["ArrowRight"], has_document, |a| moving::sideways(a, true, false);
    Move Text "token-previous", "Previous token", ["ArrowLeft"], has_document, |a| moving::sideways(a, false, false);
    Move Text "line-next", "Next line", ["ArrowDown"], has_document, |a| moving::line(a, true, false);
    Move Text "line-previous", "Previous line", ["ArrowUp"], has_document, |a| moving::line(a, false, false);
    Move Text "sentence-start", "Start of the sentence", ["Home"], has_document, |a| moving::step(a, Step::Sentence, Way::Back, false);
    Move Text "sentence-end", "End of the sentence", ["End"], has_document, |a| moving::step(a, Step::Sentence, Way::Forward, false);
    Move Text "document-start", "Start of the document", ["Ctrl+Home"], has_document, |a| moving::step(a, Step::Document, Way::Back, false);
    Move Text "document-end", "End of the document", ["Ctrl+End"], has_document, |a| moving::step(a, Step::Document, Way::Forward, false);
    Move Text "next-mark", "Next mark", ["J"], has_document, |a| moving::mark(a, true);
    Move Text "previous-mark", "Previous mark", ["K"], has_document, |a| moving::mark(a, false);
    Move Text "cycle-mark", "Identical to the likeliest claim, after making one; else the mark around this one", ["I"], has_document, marking::identical_or_around;
    Move Everywhere "previous-document", "Previous document", ["Alt+ArrowUp"], has_document, |a| moving::document(a, false);
    Move Everywhere "next-document", "Next document", ["Alt+ArrowDown"], has_document, |a| moving::document(a, true);

    Select Text "select-token", "Add a token", ["Shift+ArrowRight"], has_document, |a| moving::sideways(a, true, true);
    Select Text "unselect-token", "Add a token before", ["Shift+ArrowLeft"], has_document, |a| moving::sideways(a, false, true);
    Select Text "select-line", "Add a line", ["Shift+ArrowDown"], has_document, |a| moving::line(a, true, true);
    Select Text "unselect-line", "Add a line before", ["Shift+ArrowUp"], has_document, |a| moving::line(a, false, true);
    Select Text "select-sentence-end", "To the end of the sentence", ["Ctrl+Shift+ArrowRight", "Shift+End"], has_document, |a| moving::step(a, Step::Sentence, Way::Forward, true);
    Select Text "select-sentence-start", "To the start of the sentence", ["Ctrl+Shift+ArrowLeft", "Shift+Home"], has_document, |a| moving::step(a, Step::Sentence, Way::Back, true);
    Select Text "select-sentence", "Whole sentence", ["V"], has_document, moving::sentence;
    Select Text "nudge-end", "End one character further", ["Alt+ArrowRight", ">"], has_document, |a| marking::nudge_sideways(a, Edge::End, true);
    Select Text "nudge-end-back", "End one character back", ["Alt+ArrowLeft", "<"], has_document, |a| marking::nudge_sideways(a, Edge::End, false);
    Select Text "nudge-start", "Start one character further", ["Alt+Shift+ArrowRight"], has_document, |a| marking::nudge_sideways(a, Edge::Start, true);
    Select Text "nudge-start-back", "Start one character back", ["Alt+Shift+ArrowLeft"], has_document, |a| marking::nudge_sideways(a, Edge::Start, false);
    Select Everywhere "escape", "Close, then clear, then leave the text", ["Escape"], has_project, moving::escape;

    Mark Text "picker", "Open the label picker", ["Enter", "R"], has_document, moving::picker;
    Mark Text "add-range", "Add the selection to the mark", ["+"], has_document, marking::add_range;
    Mark Text "boilerplate", "Boilerplate on or off", ["B"], has_document, marking::boilerplate;
    Mark Text "link-entity", "Link the mention to an entity", ["O"], has_mention, moving::entity_field;
    Mark Text "flag", "Flag for another look", ["F"], has_mark, marking::flag;
    Mark Text "note", "Write a note", ["T"], has_mark, moving::note_field;
    Mark Text "delete-mark", "Remove the mark", ["Delete"], has_document, marking::delete;
    Mark Text "back-or-delete", "Back to the found places, or remove the mark", ["Backspace"], has_document, |a| if !find::go_back(a) { marking::delete(a) };

    Mark Text "mark-same", "Mark the same words in this document", ["Y"], has_mention, find::open_same;
    Mark Text "mark-names", "Mark every mention of this entity", ["Shift+Y"], is_linked, find::open_names;
    Mark Everywhere "find", "Find and mark in this document", ["Ctrl+F"], can_find, |a| find::open(a, false);
    Mark Everywhere "find-everywhere", "Find and mark in all documents", ["Ctrl+Shift+F"], can_find_everywhere, |a| find::open(a, true);
    Mark Everywhere "find-repeats", "Find repeated passages", [], has_documents, |a| find::open_repeats(a, true);

    Claims Text "claim", "Make a claim of the selection, or choose the claims layer", ["C"], has_document, marking::claim;
    Claims Text "layer-entities", "Choose the entities layer", ["E"], has_document, |a| moving::layer(a, LayerView::Entities);
    Claims Text "layer-claims", "Choose the claims layer", [], has_document, |a| moving::layer(a, LayerView::Claims);
    Claims Text "stance", "Asserts, denies, asks", ["S"], has_claim, marking::stance;
    Claims Text "certainty-down", "Less certain", [","], has_claim, |a| marking::certainty(a, -1);
    Claims Text "certainty-up", "More certain", ["."], has_claim, |a| marking::certainty(a, 1);
    Claims Text "speaker", "Speaker from the selection", ["W"], has_claim, marking::speaker;
    Claims Text "cue", "Cue word from the selection", ["U"], has_claim, marking::cue;
    Claims Text "anonymous", "Anonymous source on or off", ["N"], has_claim, marking::anonymous;
    Claims Text "claim-text", "Word the claim", ["Q"], has_claim, moving::claim_field;
    Claims Text "outer-speaker", "Who passed it on, from the selection", ["Shift+W"], has_claim, marking::outer_speaker;
    Claims Text "topic", "The question that the claim answers", ["Shift+Q"], has_claim, moving::topic_field;
    Claims Text "link-identical", "Identical: a mention of another claim", ["L I"], has_claim, |a| marking::link_claim(a, Relation::Identical);
    Claims Text "link-refutes", "Refutes another claim", ["L R"], has_claim, |a| marking::link_claim(a, Relation::Link(ClaimLinkType::Refutes));
    Claims Text "link-supports", "Supports another claim", ["L P"], has_claim, |a| marking::link_claim(a, Relation::Link(ClaimLinkType::Supports));
    Claims Text "link-updates", "Updates another claim", ["L T"], has_claim, |a| marking::link_claim(a, Relation::Link(ClaimLinkType::Updates));
    Claims Text "link-related", "Related to another claim", ["L D"], has_claim, |a| marking::link_claim(a, Relation::Link(ClaimLinkType::Related));

    Everywhere Everywhere "palette", "Search or run a command", ["Ctrl+K"], has_project, |a| open(a, Dialog::Palette(String::new()));
    Everywhere Everywhere "open-documents", "Open documents", ["Ctrl+O"], always, |a| open(a, Dialog::Import);
    Everywhere Everywhere "export", "Export", ["Ctrl+S"], has_project, |a| open(a, Dialog::Export);
    Everywhere Everywhere "undo", "Undo", ["Ctrl+Z"], has_project, |a| marking::undo(a, false);
    Everywhere Everywhere "redo", "Redo", ["Ctrl+Shift+Z", "Ctrl+Y"], has_project, |a| marking::undo(a, true);
    Everywhere Everywhere "done-next", "Done, next document", ["Ctrl+Enter"], has_document, marking::done_next;
    Everywhere Everywhere "find-document", "Find a document", ["/"], has_project, moving::find_document;
    Everywhere Everywhere "next-region", "Next part of the screen", ["F6"], has_project, |a| moving::region(a, true);
    Everywhere Everywhere "previous-region", "Previous part of the screen", ["Shift+F6"], has_project, |a| moving::region(a, false);
    Everywhere Everywhere "help", "Keyboard", ["?"], always, |a| open(a, Dialog::Help);

    Views Everywhere "go-annotate", "Annotate", ["G A"], has_project, |a| { a.ui.go(Route::Annotate); focus::soon("text"); };
    Views Everywhere "go-claims", "Claims", ["G C"], has_project, |a| a.ui.go(Route::Claims);
    Views Everywhere "go-entities", "Entities", ["G E"], has_project, |a| a.ui.go(Route::Entities);
    Views Everywhere "go-labels", "Labels", ["G L"], has_project, |a| a.ui.go(Route::Labels);
    Views Everywhere "guidelines", "Guidelines", ["G G"], has_project, |a| a.ui.guidelines.update(|open| *open = !*open);
    Views Everywhere "project", "Project and annotator", ["G P"], has_project, |a| open(a, Dialog::Project);
    Views Everywhere "view-options", "View options", ["G V"], has_project, |a| open(a, Dialog::View);
    Views Everywhere "toggle-queue", "Hide or show the documents", ["["], has_project, |a| a.settings.set(|s| s.queue_open = !s.queue_open);
    Views Everywhere "toggle-inspector", "Hide or show the inspector", ["]"], has_project, |a| a.settings.set(|s| s.inspector_open = !s.inspector_open);
    Views Everywhere "theme", "Light, dark, or as the system", [], always, |a| a.settings.set(|s| s.theme = match s.theme {
        Theme::System => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::System,
    });
}

#[cfg(test)]
mod tests {
    use super::COMMANDS;
    use std::collections::BTreeSet;

    #[test]
    fn ids_and_keys_are_unique() {
        let ids: BTreeSet<_> = COMMANDS.iter().map(|c| c.id).collect();
        assert_eq!(ids.len(), COMMANDS.len());
        let keys: Vec<_> = COMMANDS.iter().flat_map(|c| c.keys).collect();
        let set: BTreeSet<_> = keys.iter().collect();
        assert_eq!(set.len(), keys.len(), "two commands have one key");
    }

    #[test]
    fn no_label_of_a_preset_has_a_command_s_key() {
        use glossator_core::model::presets::Preset;
        let keys: BTreeSet<_> = COMMANDS.iter().flat_map(|c| c.keys).copied().collect();
        for label in Preset::ALL.into_iter().flat_map(Preset::labels) {
            let taken = label.hotkey.as_deref().is_some_and(|key| keys.contains(key));
            assert!(!taken, "{}: {:?}", label.id, label.hotkey);
        }
    }

    #[test]
    fn no_key_is_taken_from_the_browser() {
        for key in COMMANDS.iter().flat_map(|c| c.keys) {
            assert!(!["Ctrl+L", "Ctrl+T", "Ctrl+W", "Ctrl+N", "Tab"].contains(key), "{key}");
        }
    }
}
