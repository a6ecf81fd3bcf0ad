//! Small acts that commands and views share.

use glossator_core::actions::claims::{self, EvidenceSet, EvidenceWords};
use glossator_core::actions::{Author, Edit, EditError, marks};
use glossator_core::model::{
    AnnotationId, ClaimId, DocumentId, EvidenceId, EvidenceStance, Project,
};
use glossator_core::query::{Cursor, Entry};
use glossator_core::text::ByteOffset;

use super::commands::Act;
use super::ui::Front;
use super::{App, Session};
use crate::platform::{clock, timer};

/// Runs an edit and says so with Undo beside it; an error is said instead. Whether it ran.
pub fn perform(app: App, edit: Result<Edit, EditError>) -> bool {
    let edit = match edit {
        Ok(edit) => edit,
        Err(error) => {
            app.ui.say(error.to_string());
            return false;
        }
    };
    let title = edit.title.clone();
    match app.session.run(edit) {
        Ok(()) => {
            app.ui.done(title);
            true
        }
        Err(error) => {
            app.ui.error(error.to_string());
            false
        }
    }
}

/// Makes an edit of the project and runs it, as [`perform`] does. Whether it ran.
pub fn edit(app: App, make: impl FnOnce(&Project) -> Result<Edit, EditError>) -> bool {
    app.session.read(make).is_some_and(|edit| perform(app, edit))
}

/// As [`edit`], of a mark that must be the person's own: each annotator changes their own
/// marks only, wherever that is asked for.
pub fn edit_own(
    app: App,
    document: DocumentId,
    id: AnnotationId,
    make: impl FnOnce(&Project, DocumentId, Author) -> Result<Edit, EditError>,
) -> bool {
    let Some(author) = app.session.author() else { return false };
    edit(app, |p| {
        marks::check_own(p, document, id, author)?;
        make(p, document, author)
    })
}

/// As [`edit_own`], of a mark of a document that may not be in memory.
pub async fn edit_own_across(
    app: App,
    document: DocumentId,
    id: AnnotationId,
    make: impl FnOnce(&Project) -> Result<Edit, EditError>,
) -> bool {
    let Some(author) = app.session.author() else { return false };
    perform_across(app, vec![document], |p| {
        marks::check_own(p, document, id, author)?;
        make(p)
    })
    .await
}

/// Runs an edit that touches marks of several documents, which are brought into memory
/// for it, and stay there until it ran, wherever the person goes meanwhile. Says what was
/// done with Undo beside it, or what went wrong. Whether it ran.
pub async fn perform_across(
    app: App,
    documents: Vec<DocumentId>,
    make: impl FnOnce(&Project) -> Result<Edit, EditError>,
) -> bool {
    in_order(app, async {
        let pin = app.session.pin(documents.clone());
        let ran = match load_all(app.session, documents).await {
            Ok(()) => app.session.read(make).is_some_and(|edit| perform(app, edit)),
            Err(why) => {
                app.ui.error(why);
                false
            }
        };
        drop(pin);
        app.session.let_go();
        ran
    })
    .await
}

/// Does what must first read documents before any undo that is pressed meanwhile. Whether it did: an
/// undo that was meant for what did not come about does nothing.
pub async fn in_order(app: App, act: impl Future<Output = bool>) -> bool {
    app.ui.order.begin();
    let opening = app.session.opening();
    let done = act.await;
    let mut held = app.ui.order.end();
    let is_lost = !done || app.session.opening() != opening;
    if is_lost && !held.is_empty() {
        held.clear();
        app.ui.say("Nothing was undone: what was asked for before did not come about");
    }
    if !held.is_empty() {
        // Once whoever asked for the act has said what it did.
        timer::next_frame(move || {
            held.into_iter().for_each(|command| (app.act)(app, Act::Command(command)));
        });
    }
    done
}

async fn load_all(session: Session, documents: Vec<DocumentId>) -> Result<(), String> {
    let project = || session.stand().map(|(project, _)| project);
    let before = project();
    for id in documents {
        // Marks that were set aside are no reason not to go on.
        session.load(id).await?;
    }
    if project() == before {
        Ok(())
    } else {
        Err("Another project was opened meanwhile: nothing was done".to_owned())
    }
}

/// Adds the selected words to a set of a claim's evidence.
pub fn add_evidence(app: App, claim: ClaimId, set: EvidenceSet) {
    use leptos::prelude::*;
    let Some(author) = app.session.author() else { return };
    let span = app.ui.cursor.get_untracked().and_then(|c| c.selection());
    let here = app.session.current.get_untracked();
    let (Some(span), Some(document)) = (span, here) else {
        app.ui.say("Select the words first");
        return;
    };
    let words = EvidenceWords::Selection(span, clock::fresh(AnnotationId::new));
    edit(app, |p| claims::add_evidence(p, document, words, claim, set, author));
}

/// Makes the selected words a set of a claim's evidence.
pub fn add_new_evidence(app: App, claim: ClaimId, stance: EvidenceStance) {
    add_evidence(app, claim, EvidenceSet::New(clock::fresh(EvidenceId::new), stance));
}

/// Selects a mark of the current document, puts the caret on it and brings it into view.
pub fn select_mark(app: App, id: AnnotationId) {
    if let Some(start) = choose_mark(app, id) {
        app.ui.reveal(start);
    }
}

/// Selects a mark of the current document and puts the caret on it; where it begins.
pub fn choose_mark(app: App, id: AnnotationId) -> Option<ByteOffset> {
    use leptos::prelude::*;
    let at = app.session.page_now(|_, _, open| {
        let a = open.marks.get(id)?;
        Some((Cursor::at(&open.text, a.ranges.start()), a.ranges.start(), a.kind()))
    });
    let (cursor, start, kind) = at??;
    app.ui.picker.set(None);
    app.ui.cursor.set(Some(cursor));
    app.ui.select(Some(id));
    if !app.ui.front.get_untracked().has(kind) {
        let of_it = [Front::Entities, Front::Claims].into_iter().find(|f| f.has(kind));
        app.ui.front.set(of_it.unwrap_or_default());
    }
    Some(start)
}

/// Shows a document; it is read first if it is not in memory.
pub fn open_document(app: App, id: DocumentId) {
    use crate::platform::focus;
    leptos::task::spawn_local(async move {
        super::places::show(app, id, None).await;
        // It was in a field of the document before.
        if focus::is_lost() {
            focus::soon("text");
        }
    });
}

/// Shows a mark on its page, whichever screen and document is shown now.
pub fn show_mark(app: App, document: DocumentId, id: AnnotationId) {
    leptos::task::spawn_local(async move {
        app.ui.go(super::route::Route::Annotate);
        super::places::show_or_stay(app, document).await;
        select_mark(app, id);
        crate::platform::focus::soon("text");
    });
}

/// Shows an entry of a register in a text: on the page, or else in the first document that
/// shows it as well; see [`Entry`].
pub fn show_entry(app: App, entry: Entry) {
    use leptos::prelude::*;
    let nowhere = move || app.ui.say("It has no mark in any document");
    let current = app.session.current.get_untracked();
    let found = app.session.read(|p| entry.document(p, current)).flatten();
    let Some(document) = found else { return nowhere() };
    leptos::task::spawn_local(async move {
        super::places::show_or_stay(app, document).await;
        let mark =
            app.session.page_now(|_, here, open| (here == document).then(|| entry.mark(open)));
        match mark.flatten() {
            Some(Some(id)) => select_mark(app, id),
            // Its mark was set aside: it could not be read.
            Some(None) => nowhere(),
            // The document could not be shown, and that was said; or another was asked for.
            None => {}
        }
    });
}
