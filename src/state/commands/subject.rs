//! What commands are about: the selected text, the selected mark; and acting on it.

use glossator_core::actions::{Author, Edit, EditError};
use glossator_core::model::{AnnotationId, DocumentId, Kind, OpenDocument, Project};
use glossator_core::query::Cursor;
use glossator_core::text::Span;
use leptos::prelude::*;

use super::super::{App, acts};

/// Makes an edit of the current document and runs it. Whether it ran.
pub fn act(
    app: App,
    edit: impl FnOnce(&Project, DocumentId, &OpenDocument, Author) -> Result<Edit, EditError>,
) -> bool {
    let Some(author) = app.session.author() else { return false };
    let made = app.session.page_now(|p, d, open| edit(p, d, open, author));
    made.is_some_and(|edit| acts::perform(app, edit))
}

/// As [`act`], of a mark that must be the person's own.
pub fn act_on(
    app: App,
    id: AnnotationId,
    edit: impl FnOnce(&Project, DocumentId, Author) -> Result<Edit, EditError>,
) -> bool {
    let document = app.session.current.get_untracked();
    document.is_some_and(|document| acts::edit_own(app, document, id, edit))
}

/// What is selected: text, or else the token of the caret.
pub fn target(app: App) -> Option<Span> {
    app.ui.cursor.get_untracked().map(|c| c.target()).filter(|s| !s.is_empty())
}

/// The kind of the selected mark.
pub fn selected_kind(app: App) -> Option<(AnnotationId, Kind)> {
    let id = app.ui.selected.get_untracked()?;
    app.session.page_now(|_, _, open| open.marks.get(id).map(|a| (id, a.kind()))).flatten()
}

/// The selected claim.
pub fn claim_id(app: App) -> Option<AnnotationId> {
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
pub fn settle(app: App, id: AnnotationId) {
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

pub fn collapse(app: App) {
    let collapsed = app
        .ui
        .cursor
        .get_untracked()
        .and_then(|c| app.session.page_now(|_, _, open| c.collapsed(&open.text)));
    if collapsed.is_some() {
        app.ui.cursor.set(collapsed);
    }
}
