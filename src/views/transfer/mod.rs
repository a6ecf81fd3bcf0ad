//! Documents in, files out.

pub mod export;
pub mod import;

use leptos::ev;
use leptos::prelude::*;

use crate::platform::chosen::{self as files, Chosen};
use crate::state::App;
use crate::state::ui::Dialog;

/// Files that wait for the import dialog.
#[derive(Clone, Copy)]
pub struct Waiting(pub RwSignal<Vec<Chosen>, LocalStorage>);

/// Takes files that are dropped anywhere on the page, and opens the import dialog for them.
pub fn take_drops(app: App) {
    let waiting = Waiting(RwSignal::new_local(Vec::new()));
    provide_context(waiting);
    let over = window_event_listener(ev::dragover, |e| {
        if files::has_files(&e) {
            e.prevent_default();
        }
    });
    let drop = window_event_listener(ev::drop, move |e| {
        if files::has_files(&e) {
            e.prevent_default();
            waiting.0.set(files::dropped(&e));
            app.ui.dialog.set(Some(Dialog::Import));
        }
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}
