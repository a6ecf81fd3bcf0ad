//! Files and texts from anywhere: dropped, pasted, or asked for.

use leptos::prelude::*;

use super::super::App;
use super::super::ui::Dialog;
use crate::platform::files;

/// Opens the import screen, unless it is open.
fn show(app: App) {
    if app.ui.dialog.get_untracked() != Some(Dialog::Import) {
        app.ui.dialog.set(Some(Dialog::Import));
    }
}

/// Opens the import screen with the field for pasting.
pub fn open_pasting(app: App) {
    app.import.pasting.set(true);
    show(app);
}

/// Follows files and text that are dropped or pasted anywhere; `take` puts them on the list.
pub fn follow(app: App, take: fn(App, files::Pasted)) {
    let import = app.import;
    let open_with = move |pasted: files::Pasted| {
        if !matches!(&pasted, files::Pasted::Files(none) if none.is_empty()) {
            show(app);
            take(app, pasted);
        }
    };
    files::on_drop(
        move |over| {
            if import.dragging.get_untracked() != over {
                import.dragging.set(over);
            }
        },
        move |picked| open_with(files::Pasted::Files(picked)),
    );
    files::on_paste(open_with);
}
