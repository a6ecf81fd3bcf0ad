//! Where the person is: opening a document, and coming back after a reload.

use glossator_core::actions::documents;
use glossator_core::model::{
    AnnotationId, Annotator, AnnotatorId, DocumentId, LayerId, Project, ProjectId,
};
use glossator_core::query::{Cursor, shown_instead};
use glossator_core::store::StoreError;
use glossator_core::text::{ByteOffset, Span};
use leptos::prelude::*;

use super::App;
use super::acts;
use super::exports;
use super::opening::Opening;
use super::route::Route;
use super::session::{Keep, Phase};
use super::settings::Place;
use super::ui::{Dialog, Front};
use crate::platform::{clock, focus, page};

/// Opens the project and document of last time; the first run, if there is none.
pub async fn restore(app: App) {
    let place = app.settings.peek(|s| s.place);
    if let Err(error) = open_first(app, place.project).await {
        app.session.phase.set(Phase::Unusable(error));
        return;
    }
    if app.session.phase.get_untracked() != Phase::Ready {
        return;
    }
    let known = app.session.read(|p| {
        let wanted = place.document.filter(|id| p.documents().contains_key(id));
        wanted.map(|id| (id, true)).or_else(|| p.documents().keys().next().map(|id| (*id, false)))
    });
    let first = known.flatten();
    let same = first.filter(|(_, same)| *same);
    if place.claims {
        app.ui.front.set(Front::Claims);
    }
    show_first(app, first.map(|(id, _)| id), same.and(place.selection)).await;
    if let Some(id) = same.and(place.mark) {
        select_again(app, id, place.selection);
    }
    if first.is_some() && focus::is_lost() {
        focus::soon("text");
    }
}

/// Selects the mark of last time, if it is there.
fn select_again(app: App, id: AnnotationId, selection: Option<(u32, u32)>) {
    // The caret is on its first token, or on its last where it was just made.
    let ends = app.session.page_now(|_, _, open| {
        let ranges = &open.marks.get(id)?.ranges;
        let last = open.text.previous_token(ranges.end()).map(|t| t.span.start());
        Some([Some(ranges.start()), last])
    });
    let Some(Some(ends)) = ends else { return };
    app.ui.select(Some(id));
    if selection.is_some_and(|(from, _)| !ends.contains(&Some(ByteOffset::new(from)))) {
        // The caret had moved on: keys for labels mean it.
        app.ui.strayed.set_value(Some(id));
    }
}

/// Nothing is selected: what was is gone from the page.
fn deselect(app: App) {
    app.ui.picker.set(None);
    app.ui.selected.set(None);
    app.ui.cursor.set(None);
}

/// Shows the first document of a project that was just opened, or that there is none.
async fn show_first(app: App, first: Option<DocumentId>, selection: Option<(u32, u32)>) {
    deselect(app);
    if let Some(id) = first {
        show(app, id, selection).await;
    }
    if app.session.current.get_untracked().is_none() {
        app.session.show(None);
    }
}

/// Opens this project, or else any that is kept; the first run if there is none. One that
/// cannot be read, or that another tab has, does not keep the others from opening. But where
/// the wanted one is in another tab the person chooses which other it shall be.
async fn open_first(app: App, wanted: Option<ProjectId>) -> Result<(), StoreError> {
    let mut unreadable = None;
    if let Some(id) = wanted
        && open_readable(app, id, &mut unreadable).await?
    {
        return Ok(());
    }
    if unreadable == Some(StoreError::Elsewhere) {
        return Err(StoreError::Elsewhere);
    }
    for project in app.session.projects().await? {
        if Some(project.id) != wanted && open_readable(app, project.id, &mut unreadable).await? {
            app.settings.note(|s| s.place.project = Some(project.id));
            if let Some(why) = unreadable {
                app.ui.error(format!("{why}. Another project was opened instead"));
            }
            return Ok(());
        }
    }
    if unreadable == Some(StoreError::Elsewhere) {
        return Err(StoreError::Elsewhere);
    }
    // The first project is opened at its text.
    if app.ui.route.get_untracked() != Route::Annotate {
        app.ui.go(Route::Annotate);
    }
    app.session.phase.set(Phase::FirstRun);
    if let Some(why) = unreadable {
        app.ui.error(why.to_string());
        // Its rows can be downloaded there.
        app.ui.dialog.set(Some(Dialog::Project));
    }
    Ok(())
}

/// Opens a kept project; whether it could be. Why it cannot be is put into `unreadable`.
async fn open_readable(
    app: App,
    id: ProjectId,
    unreadable: &mut Option<StoreError>,
) -> Result<bool, StoreError> {
    match open(app, id).await {
        Err(why @ (StoreError::Newer(_) | StoreError::Damaged(_) | StoreError::Elsewhere)) => {
            unreadable.get_or_insert(why);
            Ok(false)
        }
        // Where another one was asked for meanwhile, there is one too.
        opened => opened.map(|opened| opened != Opening::Missing),
    }
}

/// Opens a kept project as whoever the person at this machine is in it.
async fn open(app: App, id: ProjectId) -> Result<Opening, StoreError> {
    let opening = app.session.open(id, own_annotators(app, id)).await?;
    if let Opening::Done(set_aside) = &opening {
        note_own(app);
        app.ui.said.forget_offers();
        if let Some(why) = set_aside.of_project() {
            app.ui.error(why);
        }
    }
    Ok(opening)
}

/// Who the person may be in a project: the annotator they were in it, or in any other.
pub fn own_annotators(app: App, id: ProjectId) -> Vec<AnnotatorId> {
    app.settings.peek(|s| s.own.get(&id).into_iter().chain(s.own.values()).copied().collect())
}

/// Remembers who the person is in the open project: files of others bring other annotators.
fn note_own(app: App) {
    if let (Some(id), Some(author)) = (app.session.read(|p| p.id()), app.session.author()) {
        app.settings.note(|s| {
            s.own.insert(id, author.by);
        });
    }
}

/// The person at this machine as a new annotator, with the name they have now.
pub fn newcomer(app: App) -> Annotator {
    let name = app.session.annotator_now().unwrap_or_else(|| "Annotator 1".to_owned());
    Annotator { id: clock::fresh(AnnotatorId::new), name }
}

/// Makes and opens the sample project.
pub async fn open_sample(app: App) {
    let annotator = newcomer(app);
    let me = annotator.id;
    let built = glossator_core::sample::build(
        clock::fresh(ProjectId::new),
        annotator,
        clock::fresh(LayerId::new),
        clock::now(),
        &mut clock::fresh_uuid,
    );
    match built {
        Ok(project) => {
            adopt(app, project, Keep::New, me).await;
        }
        Err(error) => app.ui.error(error.to_string()),
    }
}

/// Makes an empty project if there is none, so that documents can be added. Whether there is one now.
pub async fn ensure_project(app: App) -> bool {
    app.session.read(|_| ()).is_some()
        || new_project(app, "New project".to_owned(), glossator_core::model::presets::Preset::News)
            .await
}

/// Makes and opens an empty project. Whether that worked.
pub async fn new_project(
    app: App,
    name: String,
    preset: glossator_core::model::presets::Preset,
) -> bool {
    let annotator = newcomer(app);
    let me = annotator.id;
    let (id, layer) = (clock::fresh(ProjectId::new), clock::fresh(LayerId::new));
    let project = Project::new(id, name, preset.schema(), annotator, layer, clock::now());
    adopt(app, project, Keep::New, me).await
}

/// Opens another project of this browser. Whether that worked.
pub async fn switch(app: App, id: ProjectId) -> bool {
    match open(app, id).await {
        Ok(Opening::Done(_)) => {
            app.settings.note(|s| {
                s.place = Place::default();
                s.place.project = Some(id);
            });
            let first = app.session.read(|p| p.documents().keys().next().copied()).flatten();
            show_first(app, first, None).await;
            return true;
        }
        Ok(Opening::Missing) => app.ui.error("This project is not in this browser any more"),
        Ok(Opening::Overtaken) => {}
        Err(error) => app.ui.error(error.to_string()),
    }
    false
}

/// Deletes the open project for good. Another one of this browser is opened then, or the first
/// screen is shown; where it could not be deleted, it is opened again.
pub async fn delete_open(app: App) {
    let Some((id, name)) = app.session.read(|p| (p.id(), p.name().to_owned())) else { return };
    let not_deleted =
        |why: &StoreError| app.ui.error(format!("The project was not deleted: {why}"));
    if let Err(why) = app.session.close().await {
        return not_deleted(&why);
    }
    deselect(app);
    app.ui.said.forget_offers();
    let deleted = app.session.delete_project(id).await;
    let wanted = deleted.is_err().then_some(id);
    app.settings.note(|s| s.place = Place { project: wanted, ..Place::default() });
    match open_first(app, wanted).await {
        Err(why) => app.session.phase.set(Phase::Unusable(why)),
        Ok(()) if app.session.phase.get_untracked() == Phase::Ready => {
            let first = app.session.read(|p| p.documents().keys().next().copied()).flatten();
            show_first(app, first, None).await;
            focus::soon("text");
        }
        Ok(()) => {}
    }
    match deleted {
        Ok(()) => {
            exports::forget(id);
            app.ui.say(format!("Project deleted: {name}"));
        }
        Err(why) => not_deleted(&why),
    }
}

/// Keeps a project that was made in memory, and shows its first document, to its annotator
/// `me`. Whether that worked.
pub async fn adopt(app: App, project: Project, keep: Keep, me: AnnotatorId) -> bool {
    let first = project.documents().keys().next().copied();
    match app.session.adopt(project, keep, me).await {
        Ok(true) => {}
        Ok(false) => return false,
        Err(error) => {
            app.ui.error(format!("The project was not opened: {error}"));
            return false;
        }
    }
    note_own(app);
    app.ui.said.forget_offers();
    app.settings.note(|s| {
        s.place = Place::default();
        s.place.project = app.session.read(|p| p.id());
    });
    show_first(app, first, None).await;
    true
}

/// Takes documents with their marks out of the project, in one step that can be undone. Where one
/// of them is on the page, the next one that stays is shown.
pub fn remove_documents(app: App, ids: Vec<DocumentId>) {
    let here = app.session.current.get_untracked().filter(|id| ids.contains(id));
    let next = here.map(|id| app.session.read(|p| shown_instead(p, &ids, id)).flatten());
    let opening = app.session.opening();
    let removal = async move {
        if let Some(next) = next {
            leave(app, next).await;
        }
        let make = |p: &Project| documents::remove_documents(p, &ids);
        // Copies of one project file have the same documents.
        app.session.opening() == opening && acts::perform_across(app, ids.clone(), make).await
    };
    leptos::task::spawn_local(async move {
        acts::in_order(app, removal).await;
    });
}

/// Shows a document unless it is shown already: then none that was asked for before comes in its
/// place.
pub async fn show_or_stay(app: App, id: DocumentId) {
    if app.session.current.get_untracked() == Some(id) {
        app.session.shown.next();
        app.session.asked.set_value(None);
    } else {
        show(app, id, None).await;
    }
}

/// Shows another document in place of one that goes; none if there is none.
pub async fn leave(app: App, next: Option<DocumentId>) {
    match next {
        Some(next) => show(app, next, None).await,
        None => {
            app.session.shown.next();
            app.session.asked.set_value(None);
            deselect(app);
            app.session.show(None);
        }
    }
}

/// Shows a document, with this selection (bytes) or the caret on its first token. Of several
/// that are asked for, the last.
pub async fn show(app: App, id: DocumentId, selection: Option<(u32, u32)>) {
    let turn = app.session.shown.next();
    app.session.asked.set_value(Some(id));
    let loaded = app.session.load(id).await;
    // What was set aside is told here or never; that it cannot be shown, to who waits for it.
    if let Ok(Some(why)) = &loaded {
        app.ui.error(why.clone());
    }
    if !app.session.shown.is(turn) {
        return;
    }
    if let Err(why) = loaded {
        app.ui.error(why);
    }
    app.session.asked.set_value(None);
    let before = app.session.current.get_untracked();
    let same = before == Some(id);
    if !same {
        // What is being typed belongs to the document before.
        page::leave_field();
    }
    let left = if same || before.is_none() { None } else { was_left(app, id) };
    // Who wants to see something in it does not want to come back to another place.
    let left = left.filter(|_| selection.is_none());
    let selection = selection.or(left.and_then(|p| p.selection));
    let cursor = app.session.read(|p| {
        let open = p.open(id)?;
        let kept = selection.and_then(|(start, end)| {
            let span = Span::new(ByteOffset::new(start), ByteOffset::new(end)).ok()?;
            open.text.slice(span).ok()?;
            Some(if span.is_empty() {
                Cursor::at(&open.text, span.start())
            } else {
                Cursor::selecting(span)
            })
        });
        Some(kept.unwrap_or_else(|| Cursor::home(&open.text)))
    });
    let Some(Some(cursor)) = cursor else { return };
    app.ui.picker.set(None);
    app.ui.selected.set(None);
    app.ui.queue.drawer.set(false);
    app.settings.note(|s| {
        s.place.project = app.session.read(|p| p.id());
        if s.place.document != Some(id) {
            s.place.document = Some(id);
            let left = left.unwrap_or_default();
            s.place.scroll = left.scroll;
            (s.place.paragraph, s.place.above) = (left.paragraph, left.above);
        }
    });
    app.ui.cursor.set(Some(cursor));
    if !same {
        app.session.show(Some(id));
    }
    app.session.let_go();
}

/// Where a document was left that was shown before; remembers where the one on the page is.
fn was_left(app: App, id: DocumentId) -> Option<Place> {
    let here = here(app);
    let left = app.ui.left.try_update_value(|all| {
        all.retain(|p| p.document != here.document);
        all.push(here);
        all.iter().find(|p| p.document == Some(id)).copied()
    });
    left.flatten()
}

/// Remembers the caret, or what is selected; nothing while no document is shown, which may be
/// about to come back.
pub fn note_selection(app: App) {
    if app.ui.cursor.with_untracked(Option::is_some) {
        let here = here(app);
        app.settings.note(|s| s.place = here);
    }
}

/// The place that is remembered, with the caret, or what is selected, as it is now.
fn here(app: App) -> Place {
    let mut place = app.settings.peek(|s| s.place);
    let Some(cursor) = app.ui.cursor.get_untracked() else { return place };
    let span = cursor.selection().unwrap_or(Span::empty_at(cursor.caret().start()));
    place.selection = Some((span.start().get(), span.end().get()));
    place.mark = app.ui.selected.get_untracked();
    place.claims = app.ui.front.get_untracked() == Front::Claims;
    place
}

/// Remembers how far the page is scrolled: see [`Place`].
pub fn note_scroll(app: App, scroll: f64, top: Option<(u32, f64)>) {
    app.settings.note(|s| {
        s.place.scroll = scroll;
        s.place.paragraph = top.map(|(paragraph, _)| paragraph);
        s.place.above = top.map_or(0.0, |(_, above)| above);
    });
}
