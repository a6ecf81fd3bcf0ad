//! The table of commands.

use glossator_core::actions::claims::CueOf;
use glossator_core::model::ClaimLinkType;
use glossator_core::query::{Edge, Step, Way};
use leptos::prelude::*;

use super::super::fields::Field;
use super::super::relations::Relation;
use super::super::route::Route;
use super::super::settings::Theme;
use super::super::ui::{Dialog, Front};
use super::super::{App, find};
use super::{Command, Group, Needs, Scope, claiming, going, marking, moving, undoing};
use crate::platform::focus;

fn open(app: App, dialog: Dialog) {
    app.ui.dialog.set(Some(dialog));
}

macro_rules! commands {
    ($($group:ident $scope:ident $id:literal, $title:literal, [$($key:literal),*], $needs:ident, $run:expr;)*) => {
        /// Every command, in the order of the help.
        pub static COMMANDS: &[Command] = &[$(Command {
            id: $id,
            title: $title,
            group: Group::$group,
            keys: &[$($key),*],
            scope: Scope::$scope,
            needs: Needs::$needs,
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
    Move Text "token-next", "Next token", ["ArrowRight"], Document, |a| moving::sideways(a, true, false);
    Move Text "token-previous", "Previous token", ["ArrowLeft"], Document, |a| moving::sideways(a, false, false);
    Move Text "line-next", "Next line", ["ArrowDown"], Document, |a| moving::line(a, true, false);
    Move Text "line-previous", "Previous line", ["ArrowUp"], Document, |a| moving::line(a, false, false);
    Move Text "screen-next", "Down by what the window shows", ["PageDown"], Document, |a| moving::screen(a, true, false);
    Move Text "screen-previous", "Up by what the window shows", ["PageUp"], Document, |a| moving::screen(a, false, false);
    Move Text "sentence-start", "Start of the sentence", ["Home"], Document, |a| moving::step(a, Step::Sentence, Way::Back, false);
    Move Text "sentence-end", "End of the sentence", ["End"], Document, |a| moving::step(a, Step::Sentence, Way::Forward, false);
    Move Text "document-start", "Start of the document", ["Ctrl+Home"], Document, |a| moving::step(a, Step::Document, Way::Back, false);
    Move Text "document-end", "End of the document", ["Ctrl+End"], Document, |a| moving::step(a, Step::Document, Way::Forward, false);
    Move Text "next-mark", "Next mark", ["J"], Document, |a| moving::mark(a, true);
    Move Text "previous-mark", "Previous mark", ["K"], Document, |a| moving::mark(a, false);
    Move Text "cycle-mark", "Identical to the likeliest claim, after making one; else the mark around this one", ["I"], Document, claiming::identical_or_around;
    Move Everywhere "previous-document", "Previous document", ["Alt+ArrowUp"], Document, |a| moving::document(a, false);
    Move Everywhere "next-document", "Next document", ["Alt+ArrowDown"], Document, |a| moving::document(a, true);

    Select Text "select-token", "Add a token", ["Shift+ArrowRight"], Document, |a| moving::sideways(a, true, true);
    Select Text "unselect-token", "Add a token before", ["Shift+ArrowLeft"], Document, |a| moving::sideways(a, false, true);
    Select Text "select-line", "Add a line", ["Shift+ArrowDown"], Document, |a| moving::line(a, true, true);
    Select Text "unselect-line", "Add a line before", ["Shift+ArrowUp"], Document, |a| moving::line(a, false, true);
    Select Text "select-screen", "Add what the window shows", ["Shift+PageDown"], Document, |a| moving::screen(a, true, true);
    Select Text "unselect-screen", "Add what the window shows before", ["Shift+PageUp"], Document, |a| moving::screen(a, false, true);
    Select Text "select-all", "The whole text", ["Ctrl+A"], Document, moving::all;
    Select Text "select-sentence-end", "To the end of the sentence", ["Ctrl+Shift+ArrowRight", "Shift+End"], Document, |a| moving::step(a, Step::Sentence, Way::Forward, true);
    Select Text "select-sentence-start", "To the start of the sentence", ["Ctrl+Shift+ArrowLeft", "Shift+Home"], Document, |a| moving::step(a, Step::Sentence, Way::Back, true);
    Select Text "select-sentence", "Whole sentence", ["V"], Document, moving::sentence;
    Select Text "nudge-end", "End one character further", ["Alt+ArrowRight", ">"], Document, |a| marking::nudge_sideways(a, Edge::End, true);
    Select Text "nudge-end-back", "End one character back", ["Alt+ArrowLeft", "<"], Document, |a| marking::nudge_sideways(a, Edge::End, false);
    Select Text "nudge-start", "Start one character further", ["Alt+Shift+ArrowRight"], Document, |a| marking::nudge_sideways(a, Edge::Start, true);
    Select Text "nudge-start-back", "Start one character back", ["Alt+Shift+ArrowLeft"], Document, |a| marking::nudge_sideways(a, Edge::Start, false);
    Select Everywhere "escape", "Close, then clear, then leave the text", ["Escape"], Annotate, moving::escape;

    Mark Text "picker", "Open the label picker", ["Enter", "R"], Document, moving::picker;
    Mark Text "add-range", "Add the selection to the mark", ["+"], Document, marking::add_range;
    Mark Text "boilerplate", "Boilerplate on or off", ["B"], Document, marking::boilerplate;
    Mark Text "link-entity", "Link the mention to an entity", ["O"], Mention, going::to_entity;
    Mark Text "unsure-link", "The link is unsure, or sure after all", ["Shift+O"], Linked, marking::unsure_link;
    Mark Text "refers-by", "Refers by name, noun or pronoun", ["P"], Mention, marking::refers_by;
    Mark Text "attributes", "Set its attributes", ["A"], Mark, going::to_attributes;
    Mark Text "flag", "Flag for another look", ["F"], Mark, marking::flag;
    Mark Text "note", "Write a note", ["T"], Mark, |a| going::to(a, Field::Note);
    Mark Text "delete-mark", "Remove the mark", ["Delete"], Document, marking::delete;
    Mark Text "back-or-delete", "Back to the found places, or remove the mark", ["Backspace"], Document, |a| if !find::go_back(a) { marking::delete(a) };

    Mark Text "mark-same", "Mark the same words in this document", ["Y"], Mention, find::open_same;
    Mark Text "mark-names", "Mark every mention of this entity", ["Shift+Y"], Linked, find::open_names;
    Mark Everywhere "find", "Find and mark in this document", ["Ctrl+F"], Page, |a| find::open(a, false);
    Mark Everywhere "find-everywhere", "Find and mark in all documents", ["Ctrl+Shift+F"], Screen, |a| find::open(a, true);
    Mark Everywhere "find-repeats", "Find repeated passages", [], Documents, |a| find::open_repeats(a, true);

    Claims Text "claim", "Make a claim of the selection, or choose the claims layer", ["C"], Document, claiming::claim;
    Claims Text "layer-entities", "Choose the entities layer", ["E"], Document, |a| moving::bring(a, Front::Entities);
    Claims Text "layer-claims", "Choose the claims layer", [], Document, |a| moving::bring(a, Front::Claims);
    Claims Text "stance", "Asserts, denies, asks, reports", ["S"], Claim, claiming::stance;
    Claims Text "certainty-down", "Less certain", [","], Claim, |a| claiming::certainty(a, -1);
    Claims Text "certainty-up", "More certain", ["."], Claim, |a| claiming::certainty(a, 1);
    Claims Text "speaker", "Speaker from the selection", ["W"], Claim, claiming::speaker;
    Claims Text "cue", "Cue word from the selection", ["U"], Claim, |a| claiming::cue(a, CueOf::Originator);
    Claims Text "anonymous", "Anonymous source on or off", ["N"], Claim, claiming::anonymous;
    Claims Text "claim-text", "Word the claim", ["Q"], Claim, |a| going::to(a, Field::Claim);
    Claims Text "outer-speaker", "Who passed it on, from the selection", ["Shift+W"], Claim, claiming::outer_speaker;
    Claims Text "outer-cue", "Cue word of who passed it on", ["Shift+U"], Claim, |a| claiming::cue(a, CueOf::Outermost);
    Claims Text "source-kind", "How far the source is named", ["Shift+N"], Claim, |a| going::to(a, Field::Source);
    Claims Text "quotation", "Quoted directly, indirectly, half and half", ["Shift+S"], Claim, claiming::quotation;
    Claims Text "figure", "Accept the first figure that the words propose", ["=", "Shift+F"], Claim, claiming::figure;
    Claims Text "evidence", "Collect evidence for or against it; again: back to it", ["Shift+E"], ClaimOrEvidence, claiming::collect;
    Claims Text "verdict", "Say what checking it found", ["Shift+V"], Claim, |a| going::to(a, Field::Verdict);
    Claims Text "when-where", "When and where it happened", ["Shift+P"], Claim, |a| going::to(a, Field::Time);
    Claims Text "participants", "Who takes part, and as what", ["Shift+R"], Claim, |a| going::to(a, Field::Role);
    Claims Text "medium", "What it was said through", ["Shift+M"], Claim, |a| going::to(a, Field::Medium);
    Claims Text "topic", "The question that the claim answers", ["Shift+Q"], Claim, |a| going::to(a, Field::Topic);
    Claims Text "event", "The event that the claim is about", ["Shift+G"], Claim, |a| going::to(a, Field::Event);
    Claims Text "claim-type", "What type of claim it is", ["Shift+C"], Claim, |a| going::to(a, Field::Type);
    Claims Text "check-worthy", "Worth checking: yes, no, open", ["Shift+K"], Claim, claiming::check_worthy;
    Claims Text "link-identical", "Identical: a mention of another claim", ["L I"], Claim, |a| claiming::link_claim(a, Relation::Identical);
    Claims Text "link-refutes", "Refutes another claim", ["L R"], Claim, |a| claiming::link_claim(a, Relation::Link(ClaimLinkType::Refutes));
    Claims Text "link-supports", "Supports another claim", ["L P"], Claim, |a| claiming::link_claim(a, Relation::Link(ClaimLinkType::Supports));
    Claims Text "link-updates", "Updates another claim", ["L T"], Claim, |a| claiming::link_claim(a, Relation::Link(ClaimLinkType::Updates));
    Claims Text "link-related", "Related to another claim", ["L D"], Claim, |a| claiming::link_claim(a, Relation::Link(ClaimLinkType::Related));

    Everywhere Everywhere "palette", "Search or run a command", ["Ctrl+K"], Project, |a| open(a, Dialog::Palette(String::new()));
    Everywhere Everywhere "open-documents", "Open documents", ["Ctrl+O"], Nothing, |a| open(a, Dialog::Import);
    Everywhere Everywhere "export", "Export", ["Ctrl+S"], Project, |a| open(a, Dialog::Export);
    Everywhere Everywhere "documents", "Choose documents: export, status, remove", [], Documents, |a| open(a, Dialog::Documents);
    Everywhere Everywhere "undo", "Undo", ["Ctrl+Z"], Project, |a| undoing::undo(a, false);
    Everywhere Everywhere "redo", "Redo", ["Ctrl+Shift+Z", "Ctrl+Y"], Project, |a| undoing::undo(a, true);
    Everywhere Everywhere "done-next", "Done, next document", ["Ctrl+Enter"], Document, moving::done_next;
    Everywhere Everywhere "find-document", "Find a document", ["/"], Annotate, going::to_documents;
    Everywhere Everywhere "next-region", "Next part of the screen", ["F6"], Project, |a| moving::region(a, true);
    Everywhere Everywhere "previous-region", "Previous part of the screen", ["Shift+F6"], Project, |a| moving::region(a, false);
    Everywhere Everywhere "help", "Keyboard", ["?"], Nothing, |a| open(a, Dialog::Help);

    Views Everywhere "go-annotate", "Annotate", ["G A"], Screens, |a| { a.ui.go(Route::Annotate); focus::soon("text"); };
    Views Everywhere "go-claims", "Claims", ["G C"], Screens, |a| a.ui.go(Route::Claims);
    Views Everywhere "go-entities", "Entities", ["G E"], Screens, |a| a.ui.go(Route::Entities);
    Views Everywhere "go-labels", "Labels", ["G L"], Screens, |a| a.ui.go(Route::Labels);
    Views Everywhere "guidelines", "Guidelines", ["G G"], Project, |a| a.ui.guidelines.update(|open| *open = !*open);
    Views Everywhere "project", "Project and annotator", ["G P"], Nothing, |a| open(a, Dialog::Project);
    Views Everywhere "view-options", "View options", ["G V"], Project, |a| open(a, Dialog::View);
    Views Everywhere "toggle-queue", "Hide or show the documents", ["["], Annotate, |a| a.settings.set(|s| s.queue_open = !s.queue_open);
    Views Everywhere "toggle-inspector", "Hide or show the inspector", ["]"], Annotate, |a| a.settings.set(|s| s.inspector_open = !s.inspector_open);
    Views Everywhere "theme", "Light, dark, or as the system", [], Nothing, |a| a.settings.set(|s| s.theme = match s.theme {
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
    fn every_sign_of_a_command_goes_by_what_is_typed() {
        use crate::platform::keys::SIGNS;
        for key in COMMANDS.iter().flat_map(|c| c.keys).flat_map(|k| k.split(' ')) {
            let mut chars = key.chars();
            if let (Some(c), None) = (chars.next(), chars.next()) {
                assert!(c.is_ascii_alphanumeric() || SIGNS.contains(c), "{key}");
            }
        }
    }

    #[test]
    fn no_key_is_taken_from_the_browser() {
        for key in COMMANDS.iter().flat_map(|c| c.keys) {
            assert!(!["Ctrl+L", "Ctrl+T", "Ctrl+W", "Ctrl+N", "Tab"].contains(key), "{key}");
        }
    }
}
