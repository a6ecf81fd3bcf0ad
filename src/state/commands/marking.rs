//! Marking: what keys and buttons do to the selection and the selected mark.

use glossator_core::actions::{EditError, bulk, entities, marks};
use glossator_core::model::{AnnotationId, Kind, LabelId};
use glossator_core::query::{Edge, Labelling, Standpoint, Way, covering, labelling, marks_at};
use leptos::prelude::*;

use super::super::{App, find};
use super::moving;
use super::subject::{act, act_on, collapse, selected_kind, settle, target};
use crate::platform::clock;

/// A label's key, or a click on it: see [`labelling`].
pub fn label(app: App, label: LabelId) {
    let ui = app.ui;
    let Some(cursor) = ui.cursor.get_untracked() else { return };
    let at = Standpoint {
        cursor,
        mark: ui.held_mark(),
        picker: ui.picker.get_untracked().map(|p| (p.span, p.mark)),
    };
    let meant = app.session.page_now(|p, _, open| {
        p.schema().label(&label).and_then(|label| labelling(open, label, &at))
    });
    match meant.flatten() {
        Some(Labelling::Relabel(id)) => {
            ui.picker.set(None);
            act_on(app, id, |p, d, _| marks::relabel(p, d, id, &label));
        }
        Some(Labelling::Mark(span)) => {
            let id = clock::fresh(AnnotationId::new);
            if act(app, |p, d, _, author| marks::mark(p, d, span, &label, author, id)) {
                settle(app, id);
            }
        }
        None => {}
    }
}

/// Marks the selection, or the paragraph of the caret, as boilerplate; takes the marks away
/// where the person has marked all of it so.
pub fn boilerplate(app: App) {
    let (Some(span), Some(author)) = (target(app), app.session.author()) else { return };
    let found = app.session.page_now(|p, _, open| {
        let label = p.schema().labels_of(Kind::Region).find(|l| l.exclude)?.id.clone();
        let own = covering(open, &label, author.layer, span);
        Some((label, own))
    });
    match found.flatten() {
        Some((id, own)) if own.is_empty() => label(app, id),
        Some((_, own)) => {
            act(app, |p, d, _, _| match &own[..] {
                [one] => marks::delete(p, d, *one),
                own => {
                    let own: Vec<_> = own.iter().map(|id| (d, *id)).collect();
                    bulk::delete_all(p, &own)?.edit.ok_or(EditError::Gone("The mark"))
                }
            });
            app.ui.picker.set(None);
        }
        None => app
            .ui
            .say("This project has no label for what is left out; add one on the Labels screen"),
    }
}

/// Deletes the selected mark; or else the innermost mark of the layer at the caret, of the
/// person's own if there is one.
pub fn delete(app: App) {
    let Some(author) = app.session.author() else { return };
    let front = app.ui.front.get_untracked();
    let selected = app.ui.selected.get_untracked();
    let cursor = app.ui.cursor.get_untracked();
    let id = selected.or_else(|| {
        let at = cursor?.caret().start();
        app.session.page_now(|_, _, open| {
            let here = marks_at(open, at).into_iter().filter(|a| front.has(a.kind()));
            here.min_by_key(|a| a.layer != author.layer).map(|a| a.id)
        })?
    });
    let Some(id) = id else {
        app.ui.say("No mark is selected");
        return;
    };
    if act_on(app, id, |p, d, _| marks::delete(p, d, id)) {
        app.ui.selected.set(None);
    }
}

/// Adds the selection to the selected mark, as one more range.
pub fn add_range(app: App) {
    let (Some(id), Some(span)) = (
        app.ui.selected.get_untracked(),
        app.ui.cursor.get_untracked().and_then(|c| c.selection()),
    ) else {
        app.ui.say("Select a mark, then the words to add to it");
        return;
    };
    app.ui.picker.set(None);
    if act_on(app, id, |p, d, _| marks::add_range(p, d, id, span)) {
        find::leave(app);
        collapse(app);
    }
}

/// Moves an end of the selection, or else of the selected mark, by a character.
fn nudge(app: App, edge: Edge, way: Way) {
    let Some(cursor) = app.ui.cursor.get_untracked() else { return };
    let mark = app.ui.held_mark().filter(|_| cursor.selection().is_none());
    match mark {
        Some(id) => {
            act_on(app, id, |p, d, _| marks::nudge(p, d, id, edge, way));
        }
        None => {
            let nudged = app.session.page_now(|_, _, open| cursor.nudged(&open.text, edge, way));
            app.ui.cursor.set(nudged);
            let selection = nudged.and_then(|c| c.selection());
            app.ui.picker.update(|picker| {
                if let (Some(picker), Some(span)) = (picker.as_mut(), selection) {
                    picker.span = span;
                }
            });
        }
    }
}

/// Moves an end by a character to the right or left, as it is seen.
pub fn nudge_sideways(app: App, edge: Edge, right: bool) {
    let way = if right == moving::is_rtl(app) { Way::Back } else { Way::Forward };
    nudge(app, edge, way);
}

/// The next way in which the selected mention may refer.
pub fn refers_by(app: App) {
    if let Some((id, _)) = selected_kind(app) {
        act_on(app, id, |p, d, _| entities::cycle_level(p, d, id));
    }
}

/// The selected mention's link is unsure, or sure after all.
pub fn unsure_link(app: App) {
    if let Some((id, _)) = selected_kind(app) {
        act_on(app, id, |p, d, _| entities::toggle_confidence(p, d, id));
    }
}

/// Flags the selected mark for another look, or takes the flag away.
pub fn flag(app: App) {
    if let Some((id, _)) = selected_kind(app) {
        act_on(app, id, |p, d, _| marks::toggle_flag(p, d, id));
    }
}
