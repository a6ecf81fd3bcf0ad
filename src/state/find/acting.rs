//! What is done with what was found: go there, tick, mark, change, delete, copy.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use glossator_core::actions::bulk::{Bulk, delete_all, mark_hits, relabel_all};
use glossator_core::actions::project_marks::{exclude_passage, project_marks};
use glossator_core::actions::{Author, Edit, EditError};
use glossator_core::find::wire::Repeated;
use glossator_core::find::{Results, Row, bulk_words, known, projected_words};
use glossator_core::model::{AnnotationId, DocumentId, Kind as MarkKind, LabelId, Project};
use glossator_core::ops::{Applied, Key};
use glossator_core::query::{Cursor, counted};
use glossator_core::repeats::{self, Also, Place};
use glossator_core::text::Span;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::route::Route;
use super::super::{App, acts, places};
use super::Kind;
use crate::platform::{clock, focus, page};

/// The id of the list of places.
pub const LIST: &str = "find-list";
/// The id of the list of repeated passages.
pub const REPEATS: &str = "find-repeats";

// ---- going there ----

/// Shows a row's place in the text, selected, and puts the focus there.
pub fn go(app: App, row: Row) {
    app.find.at.set(Some(row));
    let place = app.find.results.with_untracked(|results| match row {
        Row::Document(n) => {
            let document = results.group(n)?.document;
            Some((document, results.hit(results.group(n)?.first)?.1.span, None))
        }
        Row::Hit(n) => results.hit(n).map(|(document, hit)| (*document, hit.span, hit.mark)),
    });
    let Some((document, span, mark)) = place else { return };
    spawn_local(async move {
        show(app, document, span, mark).await;
        app.find.came.set_value(app.ui.cursor.get_untracked());
        focus::when_shown("text");
    });
}

/// Shows a place: its words selected, or the mark that stands there.
async fn show(app: App, document: DocumentId, span: Span, mark: Option<AnnotationId>) {
    app.ui.go(Route::Annotate);
    places::show_or_stay(app, document).await;
    if app.session.read(|p| p.documents().contains_key(&document)) != Some(true) {
        app.ui.say("This document is not here any more");
        return;
    }
    let fits = app.session.page_now(|_, shown, open| {
        shown == document && open.text.slice(span).is_ok() && !span.is_empty()
    });
    // What could not be read was said; of several documents that are asked for, the last is shown.
    if fits != Some(true) {
        return;
    }
    match mark {
        Some(mark) => acts::select_mark(app, mark),
        None => {
            app.ui.picker.set(None);
            // As when the caret is moved by arrows: a claim whose speaker is found is the one meant.
            app.ui.strayed.set_value(app.ui.selected.get_untracked());
            app.ui.cursor.set(Some(Cursor::selecting(span)));
            app.ui.reveal(span.start());
        }
    }
}

/// The field has the focus anew: Enter was not pressed in it yet.
pub fn came_to_field(app: App) {
    app.find.entered.set_value(0);
}

/// Goes from the field to the list; `further`, and a second time, to the first place in the text.
/// What is still being looked for is waited for, so that no key is lost.
pub fn enter(app: App, further: bool) {
    super::asking::ask(app, untrack(|| super::query(app)));
    app.find.entered.update_value(|n| *n = if further { *n + 1 } else { 1 });
    enter_awaited(app);
}

/// Does what [`enter`] waits for, if there are places now and the focus is still in the field.
pub(super) fn enter_awaited(app: App) {
    let find = app.find;
    let entered = find.entered.get_value();
    if entered == 0 || !page::has_focus(super::FIELD) {
        return;
    }
    let rows = find.results.with_untracked(Results::rows);
    let Some(first) = rows.into_iter().find(|row| matches!(row, Row::Hit(_))) else { return };
    let row = find.at.get_untracked().unwrap_or(first);
    if entered > 1 {
        find.entered.set_value(0);
        go(app, row);
    } else {
        find.at.set(Some(row));
        page::focus(LIST);
        // It may be drawn with the next frame only.
        if !page::has_focus(LIST) {
            focus::soon(LIST);
        }
    }
}

/// Goes back to the list, if the caret is still where going to a place has put it.
/// Whether it did.
pub fn go_back(app: App) -> bool {
    let came = app.find.came.get_value();
    let back =
        came.is_some() && app.find.shown.get_untracked() && came == app.ui.cursor.get_untracked();
    if back {
        app.find.came.set_value(None);
        focus::soon(LIST);
    }
    back
}

// ---- ticking ----

/// Ticks a row, or takes the tick away; of a document, all of its places.
pub fn tick(app: App, row: Row) {
    let find = app.find;
    let target = find.target.get_untracked();
    let marks = find.kind.get_untracked() == Kind::Marks;
    let places = find.results.with_untracked(|results| {
        let all = results.places_of(row);
        let can = |n: &u32| !marks && results.state(*n, &target).is_open();
        let open: Vec<u32> = all.clone().filter(can).collect();
        // What cannot be marked can be ticked by itself, to be changed or deleted.
        if open.is_empty() { all.collect() } else { open }
    });
    find.ticked.update(|ticked| {
        if places.iter().all(|n| ticked.contains(n)) {
            places.iter().for_each(|n| {
                ticked.remove(n);
            });
        } else {
            ticked.extend(places);
        }
    });
    say_ticked(app);
}

/// Ticks all places that can be marked, or all marks; a second time none.
pub fn tick_all(app: App) {
    let find = app.find;
    let target = find.target.get_untracked();
    let marks = find.kind.get_untracked() == Kind::Marks;
    let all: BTreeSet<u32> = find.results.with_untracked(|results| match marks {
        true => (0..results.hits().len() as u32).collect(),
        false => results.open_from(0, &target).into_iter().collect(),
    });
    let none = find.ticked.with_untracked(|ticked| all.is_subset(ticked));
    find.ticked.set(if none { BTreeSet::new() } else { all });
    say_ticked(app);
}

fn say_ticked(app: App) {
    let n = app.find.ticked.with_untracked(BTreeSet::len);
    app.ui.said.polite.set(format!("{} ticked", glossator_core::query::grouped(n)));
}

// ---- bulk ----

/// Runs a bulk action over documents that may not be in memory, and says what it did
/// and what it left. `make` also gives these words, of the step's title.
fn across(
    app: App,
    documents: BTreeSet<DocumentId>,
    make: impl FnOnce(&Project, Author) -> Result<(Option<Edit>, String), EditError> + 'static,
) {
    let Some(author) = app.session.author() else { return };
    if app.find.busy.with_untracked(Option::is_some) || documents.is_empty() {
        return;
    }
    let n = counted(documents.len(), "document", "documents");
    app.find.busy.set(Some(format!("Reading {n}…")));
    let said = Rc::new(RefCell::new(String::new()));
    let words = Rc::clone(&said);
    spawn_local(async move {
        let documents = documents.into_iter().collect();
        let ran = acts::perform_across(app, documents, |p| {
            let (edit, left) = make(p, author)?;
            words.replace(left.clone());
            edit.ok_or(EditError::Other(left))
        })
        .await;
        app.find.busy.set(None);
        if ran {
            app.ui.done(said.take());
            app.find.ticked.update(BTreeSet::clear);
            // The button has nothing to do any more; what comes next is in the text.
            if focus::id().as_deref() == Some(super::MARK) {
                focus::soon("text");
            }
        }
    });
}

fn said(bulk: Bulk, nothing: &str) -> (Option<Edit>, String) {
    let title = bulk.edit.as_ref().map_or(nothing, |edit| edit.title.as_str());
    let words = bulk_words(title, &bulk);
    (bulk.edit, words)
}

/// Marks the ticked places in one step.
pub fn mark(app: App) {
    let find = app.find;
    let target = find.target.get_untracked();
    let Some(label) = target.label else {
        app.ui.say("Choose a label first");
        return;
    };
    // Of what is ticked as it comes in, the rest is still to come.
    if find.ticking.get_value() && find.searching.get_untracked().is_some() {
        find.mark_next.set_value(true);
        app.ui.said.polite.set("Marking once everything is searched".to_owned());
        return;
    }
    let ticked = find.ticked.get_untracked();
    if ticked.is_empty() {
        app.ui.say("Tick the places to mark first");
        return;
    }
    let places = find.results.with_untracked(|results| results.spans(&ticked));
    let documents = places.iter().map(|(document, _)| *document).collect();
    across(app, documents, move |p, author| {
        let entity =
            target.entity.filter(|_| p.schema().label(&label).is_some_and(|l| l.has_entity));
        let ids = || clock::fresh(AnnotationId::new);
        let bulk = mark_hits(p, author, &places, &label, entity, ids)?;
        Ok(said(bulk, "Nothing to mark"))
    });
}

fn ticked_marks(app: App) -> Vec<(DocumentId, AnnotationId)> {
    let ticked = app.find.ticked.get_untracked();
    app.find.results.with_untracked(|results| results.marks(&ticked))
}

/// How many marks are ticked, followed.
pub fn can_delete(app: App) -> usize {
    app.find.ticked.with(|ticked| app.find.results.with(|results| results.marks(ticked).len()))
}

/// Gives the ticked marks the chosen label.
pub fn relabel(app: App) {
    let Some(label) = app.find.target.with_untracked(|t| t.label.clone()) else { return };
    let marks = ticked_marks(app);
    let documents = marks.iter().map(|(document, _)| *document).collect();
    across(app, documents, move |p, _| {
        Ok(said(relabel_all(p, &marks, &label)?, "Nothing to change"))
    });
}

/// Deletes the ticked marks.
pub fn delete(app: App) {
    let marks = ticked_marks(app);
    let documents = marks.iter().map(|(document, _)| *document).collect();
    across(app, documents, move |p, _| Ok(said(delete_all(p, &marks)?, "Nothing to delete")));
}

// ---- following ----

/// Says anew what is marked in the documents that an action has touched.
pub(super) fn learn(app: App, applied: &Applied) {
    let mut touched = BTreeSet::new();
    for key in applied.changes.keys() {
        if let Key::Annotation(document, _) = key {
            touched.insert(document);
        }
    }
    if touched.is_empty() {
        return;
    }
    if app.find.kind.get_untracked() == Kind::Marks {
        super::asking::spoil(app.find);
        return;
    }
    for document in touched {
        learn_document(app, document);
    }
}

/// Says anew what is marked in a document.
pub(super) fn learn_document(app: App, document: DocumentId) {
    if !app.find.results.with_untracked(|results| results.lists(document)) {
        return;
    }
    let Some(layer) = app.session.author().map(|a| a.layer) else { return };
    let here = app.session.read(|p| p.open(document).is_some()) == Some(true);
    if !here {
        // Its marks are read from storage, once they are there.
        super::asking::spoil(app.find);
        return;
    }
    app.find.results.update(|results| {
        results.learn(document, |spans| {
            let known = app
                .session
                .read(|p| p.open(document).map(|open| known(open.marks.iter(), spans, layer)));
            known.flatten().unwrap_or_default()
        });
    });
}

// ---- repeated passages ----

/// What is known of passages of a document that others have too.
pub fn also(app: App, document: DocumentId) -> Vec<Also> {
    app.find.repeats.with_untracked(|repeats| {
        let list = repeats.list.iter().flatten().map(|r| &r.passage);
        let said = |p: &Project| repeats::also(list, document, |d| p.documents().contains_key(&d));
        app.session.read(said).unwrap_or_default()
    })
}

/// The numbers of the passages of the current document, or all, followed.
pub fn passages(app: App) -> Vec<u32> {
    let only = if app.find.everywhere.get() { None } else { app.session.current.get() };
    app.find.repeats.with(|repeats| {
        let list = repeats.list.as_deref().unwrap_or_default();
        let here = |r: &Repeated| {
            only.is_none_or(|only| r.passage.places.iter().any(|place| place.document == only))
        };
        (0..).zip(list).filter(|(_, r)| here(r)).map(|(n, _)| n).collect()
    })
}

fn chosen(app: App) -> Option<(Repeated, Place)> {
    let current = app.session.current.get_untracked();
    app.find.repeats.with_untracked(|repeats| {
        let repeated = repeats.list.as_ref()?.get(repeats.chosen? as usize)?;
        let places = &repeated.passage.places;
        let here = places.iter().find(|place| Some(place.document) == current);
        Some((repeated.clone(), *here.or_else(|| places.first())?))
    })
}

/// Chooses a passage and shows it in the text; the focus stays.
pub fn show_passage(app: App, n: u32) {
    app.find.repeats.update(|repeats| repeats.chosen = Some(n));
    if let Some((_, place)) = chosen(app) {
        spawn_local(show(app, place.document, place.span, None));
    }
}

/// Copies the marks of the chosen passage in the shown document to its other places.
pub fn copy_marks(app: App) {
    let Some((Repeated { passage, .. }, from)) = chosen(app) else { return };
    let documents = passage.places.iter().map(|place| place.document).collect();
    across(app, documents, move |p, author| {
        let ids = || clock::fresh(AnnotationId::new);
        let done = project_marks(p, author, &passage, from, ids)?;
        let words = projected_words(&done);
        Ok((done.edit, words))
    });
}

/// Leaves the chosen passage out, wherever it stands.
pub fn exclude(app: App) {
    let Some((Repeated { passage, .. }, _)) = chosen(app) else { return };
    let documents = passage.places.iter().map(|place| place.document).collect();
    across(app, documents, move |p, author| {
        let label: Option<LabelId> =
            p.schema().labels_of(MarkKind::Region).find(|l| l.exclude).map(|l| l.id.clone());
        let label = label.ok_or_else(|| {
            EditError::Other(
                "This project has no label for what is left out; add one on the Labels screen"
                    .to_owned(),
            )
        })?;
        let bulk =
            exclude_passage(p, author, &passage, &label, || clock::fresh(AnnotationId::new))?;
        Ok(said(bulk, "It is left out everywhere already"))
    });
}
