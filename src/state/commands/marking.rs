//! Marking: what keys and buttons do to the selection and the selected mark.

use glossator_core::actions::{Author, Edit, EditError, claims, documents, marks};
use glossator_core::model::{
    AnnotationId, ClaimId, DocumentId, Kind, LabelId, OpenDocument, Project,
};
use glossator_core::query::{Cursor, Edge, Way, figure_proposals, marks_at};
use glossator_core::text::Span;
use leptos::prelude::*;

use super::super::relations::{self, Relation};
use super::super::ui::LayerView;
use super::super::{App, acts, places};
use super::moving;
use crate::platform::clock;

/// Makes an edit of the current document and runs it. Whether it ran.
fn act(
    app: App,
    edit: impl FnOnce(&Project, DocumentId, &OpenDocument, Author) -> Result<Edit, EditError>,
) -> bool {
    let Some(author) = app.session.author() else { return false };
    let made = app.session.page_now(|p, d, open| edit(p, d, open, author));
    made.is_some_and(|edit| acts::perform(app, edit))
}

/// As [`act`], of a mark that must be the person's own.
pub(super) fn act_on(
    app: App,
    id: AnnotationId,
    edit: impl FnOnce(&Project, DocumentId, Author) -> Result<Edit, EditError>,
) -> bool {
    act(app, |p, d, _, author| {
        marks::check_own(p, d, id, author)?;
        edit(p, d, author)
    })
}

/// What is selected: text, or else the token of the caret.
fn target(app: App) -> Option<Span> {
    app.ui.cursor.get_untracked().map(|c| c.target()).filter(|s| !s.is_empty())
}

/// The kind of the selected mark.
fn selected_kind(app: App) -> Option<(AnnotationId, Kind)> {
    let id = app.ui.selected.get_untracked()?;
    app.session.page_now(|_, _, open| open.marks.get(id).map(|a| (id, a.kind()))).flatten()
}

/// The selected claim.
fn claim_id(app: App) -> Option<AnnotationId> {
    selected_kind(app).filter(|(_, k)| *k == Kind::Claim).map(|(id, _)| id)
}

/// Whether a claim is selected.
pub fn has_claim(app: App) -> bool {
    claim_id(app).is_some()
}

/// Whether any mark is selected.
pub fn has_mark(app: App) -> bool {
    selected_kind(app).is_some()
}

/// Whether a mention is selected.
pub fn has_mention(app: App) -> bool {
    selected_kind(app).is_some_and(|(_, k)| k == Kind::Mention)
}

/// Whether a mention is selected that is linked to an entity.
pub fn is_linked(app: App) -> bool {
    let Some(id) = app.ui.selected.get_untracked() else { return false };
    let linked =
        app.session.page_now(|_, _, open| open.marks.get(id).map(|a| a.entity().is_some()));
    linked.flatten() == Some(true)
}

/// After marking: the mark is selected, and the caret is on its last token, so that
/// the next arrow goes on from there.
fn settle(app: App, id: AnnotationId) {
    let cursor = app.session.page_now(|_, _, open| {
        let a = open.marks.get(id)?;
        let last = open.text.previous_token(a.ranges.end())?;
        Some(Cursor::at(&open.text, last.span.start()))
    });
    app.ui.picker.set(None);
    app.ui.select(Some(id));
    if let Some(Some(cursor)) = cursor {
        app.ui.cursor.set(Some(cursor));
    }
}

/// A label's key, or a click on it: labels the selection; or else gives the selected
/// mark, if the caret is on it and was not moved since, this label; or else marks the caret's
/// token. A region of words of one paragraph covers these words; any other whole paragraphs.
pub fn label(app: App, label: LabelId) {
    let picked = app.ui.picker.get_untracked().and_then(|p| p.mark);
    let Some(cursor) = app.ui.cursor.get_untracked() else { return };
    let kind = app.session.read(|p| p.schema().label(&label).map(|l| l.kind)).flatten();
    let relabelled = match (picked, cursor.selection(), selected_kind(app)) {
        (Some(id), _, _) => Some(id),
        (None, None, Some((id, k)))
            if Some(k) == kind && app.ui.strayed.get_value() != Some(id) =>
        {
            let on = app.session.page_now(|_, _, open| {
                open.marks.get(id).is_some_and(|a| a.ranges.contains(cursor.caret().start()))
            });
            on.unwrap_or(false).then_some(id)
        }
        _ => None,
    };
    if let Some(id) = relabelled {
        app.ui.picker.set(None);
        act_on(app, id, |p, d, _| marks::relabel(p, d, id, &label));
        return;
    }
    let words = app.ui.picker.get_untracked().map(|p| p.span).or(cursor.selection());
    let Some(span) = words.or_else(|| target(app)) else { return };
    let id = clock::fresh(AnnotationId::new);
    let region = kind == Some(Kind::Region);
    let done = act(app, |p, d, open, author| {
        let within = |s: Span| open.text.paragraph_at(s.start()) == open.text.paragraph_at(s.end());
        let span = match words.filter(|s| within(*s)) {
            None if region => marks::whole_paragraphs(&open.text, span),
            _ => span,
        };
        marks::mark(p, d, span, &label, author, id)
    });
    if done {
        settle(app, id);
    }
}

/// Makes a claim of the selection; without one, chooses the claims layer.
pub fn claim(app: App) {
    let Some(span) = app.ui.cursor.get_untracked().and_then(|c| c.selection()) else {
        moving::layer(app, LayerView::Claims);
        return;
    };
    let (claim, id) = (clock::fresh(ClaimId::new), clock::fresh(AnnotationId::new));
    let done = act(app, |p, d, _, author| {
        claims::make_claim(p, d, span, author, claim, id).map(|(edit, _)| edit)
    });
    if done {
        moving::layer(app, LayerView::Claims);
        settle(app, id);
        app.ui.fresh_claim.set(Some(id));
    }
}

/// Takes the selection as a speaker of the selected claim; without one, goes to the
/// field in the inspector.
pub fn speaker(app: App) {
    let Some(claim) = claim_id(app) else {
        app.ui.say("Select a claim first: a speaker belongs to one");
        return;
    };
    let Some(span) = app.ui.cursor.get_untracked().and_then(|c| c.selection()) else {
        moving::speaker_field(app);
        return;
    };
    let fresh = clock::fresh(AnnotationId::new);
    app.ui.picker.set(None);
    if act_on(app, claim, |p, d, author| {
        claims::add_speaker(p, d, claim, claims::Who::Words(span), author, fresh)
    }) {
        collapse(app);
    }
}

/// Takes the selection as somebody who passed the selected claim on, nearest the reader.
pub fn outer_speaker(app: App) {
    let Some(claim) = claim_id(app) else {
        app.ui.say("Select a claim first: a speaker belongs to one");
        return;
    };
    let Some(span) = app.ui.cursor.get_untracked().and_then(|c| c.selection()) else {
        moving::hop_field(app);
        return;
    };
    let fresh = clock::fresh(AnnotationId::new);
    app.ui.picker.set(None);
    if act_on(app, claim, |p, d, author| {
        claims::add_hop(p, d, claim, 0, claims::Who::Words(span), author, fresh)
    }) {
        collapse(app);
    }
}

/// Goes to the field that links the selected claim with another in this way.
pub fn link_claim(app: App, relation: Relation) {
    app.ui.relation.set(relation);
    moving::link_field(app);
}

/// The claim just made is one of the likeliest known claim; without one, selects the mark
/// around this one.
pub fn identical_or_around(app: App) {
    if !relations::take_likeliest(app) {
        moving::cycle(app);
    }
}

/// Takes the selection, or the caret's token, as a cue of the selected claim.
pub fn cue(app: App) {
    let Some(claim) = claim_id(app) else {
        app.ui.say("Select a claim first: a cue word belongs to one");
        return;
    };
    let Some(span) = target(app) else { return };
    let fresh = clock::fresh(AnnotationId::new);
    app.ui.picker.set(None);
    if act_on(app, claim, |p, d, author| claims::add_cue(p, d, claim, span, author, fresh)) {
        collapse(app);
    }
}

fn collapse(app: App) {
    let collapsed = app
        .ui
        .cursor
        .get_untracked()
        .and_then(|c| app.session.page_now(|_, _, open| c.collapsed(&open.text)));
    if collapsed.is_some() {
        app.ui.cursor.set(collapsed);
    }
}

/// The next stance of the selected claim.
pub fn stance(app: App) {
    if let Some(id) = claim_id(app) {
        act_on(app, id, |p, d, _| claims::cycle_stance(p, d, id));
    }
}

/// More or less certain.
pub fn certainty(app: App, step: i8) {
    if let Some(id) = claim_id(app) {
        act_on(app, id, |p, d, _| claims::certainty_step(p, d, id, step));
    }
}

/// The selected claim's source is, or is not, anonymous.
pub fn anonymous(app: App) {
    if let Some(id) = claim_id(app) {
        act_on(app, id, |p, d, _| claims::toggle_anonymous(p, d, id));
    }
}

/// Accepts the first figure that the selected claim's words propose, or else the selected text.
pub fn figure(app: App) {
    let Some(mention) = claim_id(app) else { return };
    let selected = app.ui.cursor.get_untracked().and_then(|c| c.selection());
    let found = app.session.page_now(|p, _, open| {
        let words = selected.and_then(|s| open.text.slice(s).ok()).unwrap_or_default();
        let a = open.marks.get(mention)?;
        Some((a.claim()?, figure_proposals(p, a, words).into_iter().next()))
    });
    match found.flatten() {
        Some((claim, Some(figure))) => {
            act(app, |p, _, _, _| claims::add_quantity(p, claim, figure));
        }
        Some((_, None)) => app.ui.say("No figure in these words that the claim does not have"),
        None => {}
    }
}

/// Collects evidence for or against the selected claim, from any document.
pub fn collect(app: App) {
    let mention = claim_id(app);
    let claim = app.session.page_now(|_, _, open| open.marks.get(mention?)?.claim());
    if let Some(claim) = claim.flatten() {
        moving::show_inspector(app);
        app.ui.collecting.set(Some(claim));
        app.ui.polite.set("Collecting evidence: select words in any document".to_owned());
    }
}

/// Marks the paragraphs of the selection, or of the caret, as boilerplate; takes the
/// mark away where the person has marked them so.
pub fn boilerplate(app: App) {
    let (Some(span), Some(author)) = (target(app), app.session.author()) else { return };
    let found = app.session.page_now(|p, _, open| {
        let label = p.schema().labels_of(Kind::Region).find(|l| l.exclude)?.id.clone();
        let whole = marks::whole_paragraphs(&open.text, span);
        let mut over = open.marks.overlapping(whole).into_iter();
        let own = over.find(|a| a.label.as_ref() == Some(&label) && a.layer == author.layer);
        Some((label, own.map(|a| a.id)))
    });
    match found.flatten() {
        Some((_, Some(own))) => {
            act(app, |p, d, _, _| marks::delete(p, d, own));
            app.ui.picker.set(None);
        }
        Some((id, None)) => label(app, id),
        None => app
            .ui
            .say("This project has no label for what is left out; add one on the Labels screen"),
    }
}

/// Deletes the selected mark; or else the innermost mark of the layer at the caret, of the
/// person's own if there is one.
pub fn delete(app: App) {
    let Some(author) = app.session.author() else { return };
    let layer = app.ui.layer.get_untracked();
    let selected = app.ui.selected.get_untracked();
    let cursor = app.ui.cursor.get_untracked();
    let id = selected.or_else(|| {
        let at = cursor?.caret().start();
        app.session.page_now(|_, _, open| {
            let here = marks_at(open, at).into_iter().filter(|a| layer.has(a.kind()));
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
        collapse(app);
    }
}

/// Moves an end of the selection, or else of the selected mark, by a character.
fn nudge(app: App, edge: Edge, way: Way) {
    let Some(cursor) = app.ui.cursor.get_untracked() else { return };
    let mark = app.ui.selected.get_untracked().filter(|_| cursor.selection().is_none());
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

/// Flags the selected mark for another look, or takes the flag away.
pub fn flag(app: App) {
    if let Some((id, _)) = selected_kind(app) {
        act_on(app, id, |p, d, _| marks::toggle_flag(p, d, id));
    }
}

/// Marks the document done and shows the next one.
pub fn done_next(app: App) {
    let Some(id) = app.session.current.get_untracked() else { return };
    let Some(author) = app.session.author() else { return };
    if let Some(edit) = app.session.read(|p| documents::mark_done(p, id, author.layer)) {
        acts::perform(app, edit);
    }
    moving::document(app, true);
}

/// Takes back the last action, or does it again.
pub fn undo(app: App, redo: bool) {
    let current = app.session.current.get_untracked();
    let Some((needs, touched)) = app.session.undo_needs(redo) else {
        app.ui.say(if redo { "Nothing to redo" } else { "Nothing to undo" });
        return;
    };
    if needs.is_empty() {
        undo_now(app, redo, &touched, current);
        return;
    }
    // What is to be undone lies in documents that are not in memory.
    let before = app.session.stand();
    leptos::task::spawn_local(async move {
        match app.session.prepare_undo(redo).await {
            Ok(_) if app.session.stand() != before => {
                app.ui.say("Something was changed meanwhile: press again to undo that");
            }
            Ok((touched, _pin)) => undo_now(app, redo, &touched, current),
            Err(error) => app.ui.error(error),
        }
    });
}

fn undo_now(app: App, redo: bool, needed: &[DocumentId], current: Option<DocumentId>) {
    let result = if redo { app.session.redo() } else { app.session.undo() };
    match result {
        Ok(Some(title)) => {
            let verb = if redo { "Done again" } else { "Undone" };
            app.ui.say(format!("{verb}: {title}"));
            let gone = app.ui.selected.get_untracked().filter(|id| {
                !app.session.page_now(|_, _, open| open.marks.get(*id).is_some()).unwrap_or(false)
            });
            if gone.is_some() {
                app.ui.selected.set(None);
            }
            // The document on the page may have gone with it.
            let shown = app.session.current.get_untracked();
            let (gone, other) = app
                .session
                .read(|p| {
                    let gone = shown.is_some_and(|id| !p.documents().contains_key(&id));
                    (gone, p.documents().keys().next().copied())
                })
                .unwrap_or_default();
            if gone {
                leptos::task::spawn_local(places::leave(app, other));
                return;
            }
            // Undoing something out of sight shows it.
            if let [only] = needed
                && Some(*only) != current
            {
                acts::open_document(app, *only);
            }
        }
        Ok(None) => {}
        Err(error) => app.ui.error(error.to_string()),
    }
}
