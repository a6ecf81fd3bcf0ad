//! What is done on the screen: each is one step, which Undo takes back.

use std::collections::BTreeSet;

use glossator_core::actions::entities;
use glossator_core::actions::{Edit, EditError};
use glossator_core::model::{AnnotationId, Decision, DocumentId, EntityId, Project};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Screen;
use crate::platform::focus;
use crate::state::acts;
use crate::state::ui::Dialog;

/// Documents in which all of these are mentioned.
fn documents_of(screen: Screen, ids: &[EntityId]) -> Vec<DocumentId> {
    let found = screen.app.session.read(|p| {
        let documents: BTreeSet<DocumentId> =
            ids.iter().flat_map(|id| p.documents_with(*id)).collect();
        documents.into_iter().collect()
    });
    found.unwrap_or_default()
}

/// Runs an edit that touches marks of documents, and then something if it ran.
fn across(
    screen: Screen,
    documents: Vec<DocumentId>,
    make: impl FnOnce(&Project) -> Result<Edit, EditError> + 'static,
    then: impl FnOnce() + 'static,
) {
    spawn_local(async move {
        let ran = acts::perform_across(screen.app, documents, make).await;
        // The screen may have been left meanwhile.
        let there = screen.ticked.try_with_untracked(|_| ()).is_some();
        if ran && there {
            then();
        }
    });
}

/// Merges entries into one.
pub fn merge(screen: Screen, keep: EntityId, gone: Vec<EntityId>) {
    let documents = documents_of(screen, &gone);
    let taken = gone.clone();
    let (shown, focused) = (screen.current.get_untracked(), focus::id());
    across(
        screen,
        documents,
        move |p| entities::merge(p, keep, &gone),
        move || {
            screen.ticked.update(|ticked| ticked.retain(|id| *id != keep && !taken.contains(id)));
            // Many documents take a while to read: the person may be at something else by now.
            let now = screen.current.get_untracked();
            let stayed = now == shown || shown.is_some_and(|id| taken.contains(&id));
            if stayed && !screen.review.get_untracked() {
                screen.show(keep);
            }
            if focus::is_lost() || stayed && focus::id() == focused {
                focus::soon(super::list::LIST);
            }
        },
    );
}

/// Merges the ticked entries.
pub fn merge_ticked(screen: Screen) {
    match untrack(move || screen.ticked_now()) {
        Some((keep, gone)) => merge(screen, keep, gone),
        None => screen.app.ui.say("Tick the entities that are one and the same"),
    }
}

/// Records a decision about entries; none: takes it back. Whether that was possible.
pub fn decide(screen: Screen, ids: &[EntityId], decision: Option<Decision>) -> bool {
    acts::edit(screen.app, |p| entities::decide(p, ids, decision))
}

/// Records a decision about the ticked entries.
pub fn decide_ticked(screen: Screen, decision: Decision) {
    let Some((keep, others)) = untrack(move || screen.ticked_now()) else {
        screen.app.ui.say("Tick the entities that it is about");
        return;
    };
    let ids: Vec<EntityId> = std::iter::once(keep).chain(others).collect();
    if decide(screen, &ids, Some(decision)) {
        screen.ticked.set(Vec::new());
        focus::soon(super::list::LIST);
    }
}

/// Opens a dialog about the ticked mentions.
pub fn ask_for_mentions(screen: Screen, dialog: Dialog) {
    if screen.review.get_untracked() || screen.lines.with_untracked(BTreeSet::is_empty) {
        screen.app.ui.say("Tick the mentions that mean another entity first");
    } else {
        screen.app.ui.dialog.set(Some(dialog));
    }
}

/// Gives the ticked mentions an entry of their own.
pub fn split(screen: Screen, from: EntityId, new: EntityId, name: String) {
    let mentions: Vec<_> = screen.lines.with_untracked(|l| l.iter().copied().collect());
    across(
        screen,
        documents_of(screen, &[from]),
        move |p| entities::split(p, from, &mentions, new, &name),
        move || screen.lines.update(BTreeSet::clear),
    );
}

/// Links the ticked mentions to another entry.
pub fn move_to(screen: Screen, to: EntityId) {
    let mentions: Vec<_> = screen.lines.with_untracked(|l| l.iter().copied().collect());
    let documents: BTreeSet<DocumentId> = mentions.iter().map(|(d, _)| *d).collect();
    across(
        screen,
        documents.into_iter().collect(),
        move |p| entities::move_mentions(p, &mentions, to),
        move || screen.lines.update(BTreeSet::clear),
    );
}

/// Links mentions to an entry each.
pub fn link_many(screen: Screen, links: Vec<(DocumentId, AnnotationId, EntityId)>) {
    let documents: BTreeSet<DocumentId> = links.iter().map(|(d, ..)| *d).collect();
    across(screen, documents.into_iter().collect(), move |p| entities::link_many(p, &links), || ());
}

/// Deletes the current entry, if nothing refers to it.
pub fn delete(screen: Screen, id: EntityId) {
    if acts::edit(screen.app, |p| entities::delete_entity(p, id)) {
        focus::soon(super::list::LIST);
    }
}
