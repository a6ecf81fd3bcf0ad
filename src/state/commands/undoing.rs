//! Undo and redo.

use glossator_core::model::DocumentId;
use glossator_core::ops::Transaction;
use glossator_core::query::{seen, shown_after};
use leptos::prelude::*;

use super::super::route::Route;
use super::super::{App, acts, places};

/// Takes back the last action, or does it again.
pub fn undo(app: App, redo: bool) {
    if app.ui.order.holds(if redo { "redo" } else { "undo" }) {
        return;
    }
    let Some((needs, touched)) = app.session.undo_needs(redo) else {
        app.ui.say(if redo { "Nothing to redo" } else { "Nothing to undo" });
        return;
    };
    if needs.is_empty() {
        undo_now(app, redo, &touched);
        return;
    }
    // What is to be undone lies in documents that are not in memory.
    let before = app.session.stand();
    let undone = async move {
        match app.session.prepare_undo(redo).await {
            Ok(_) if app.session.stand() != before => {
                app.ui.say("Something was changed meanwhile: press again to undo that");
                false
            }
            Ok((touched, _pin)) => {
                undo_now(app, redo, &touched);
                true
            }
            Err(error) => {
                app.ui.error(error);
                false
            }
        }
    };
    leptos::task::spawn_local(async move {
        acts::in_order(app, undone).await;
    });
}

fn undo_now(app: App, redo: bool, touched: &[DocumentId]) {
    let result = if redo { app.session.redo() } else { app.session.undo() };
    match result {
        Ok(Some(done)) => {
            let verb = if redo { "Done again" } else { "Undone" };
            app.ui.say(format!("{verb}: {}", done.title));
            let gone = app.ui.selected.get_untracked().filter(|id| {
                !app.session.page_now(|_, _, open| open.marks.get(*id).is_some()).unwrap_or(false)
            });
            if gone.is_some() {
                app.ui.selected.set(None);
            }
            let shown = app.session.current.get_untracked();
            let next = app.session.read(|p| shown_after(p, shown, touched)).flatten();
            match next {
                None => show(app, &done),
                Some(next) => leptos::task::spawn_local(async move {
                    places::leave(app, next).await;
                    show(app, &done);
                }),
            }
        }
        Ok(None) => {}
        Err(error) => app.ui.error(error.to_string()),
    }
}

/// Shows what was undone, where the text is seen: selects a mark that came back. Keys that follow
/// go from there.
fn show(app: App, done: &Transaction) {
    if app.ui.route.get_untracked() != Route::Annotate {
        return;
    }
    let seen = app.session.page_now(|_, document, open| seen(done, document, open));
    let Some(seen) = seen.flatten() else { return };
    if let Some(id) = seen.mark {
        acts::choose_mark(app, id);
    }
    // After the caret, which would come well into the window with it.
    app.ui.let_see(seen.at);
}
