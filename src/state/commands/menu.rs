//! The menu of a mark, where the pointer asks for it.

use glossator_core::model::AnnotationId;
use glossator_core::query::mark_for_menu;
use leptos::prelude::*;

use super::super::ui::Dialog;
use super::super::{App, acts};
use crate::platform::events::{MenuPress, Under, under};

/// Selects the mark under the pointer and opens its menu there. Elsewhere the browser's comes.
pub fn open(app: App, press: &MenuPress) {
    let ui = app.ui;
    let (x, y) = press.at();
    let Some(Under::Page(ids)) = under(x.into(), y.into()) else { return };
    let ids: Vec<AnnotationId> = ids.iter().filter_map(|id| id.parse().ok()).collect();
    let (selected, front) = (ui.selected.get_untracked(), ui.front.get_untracked());
    let mark = app
        .session
        .page_now(|_, _, open| mark_for_menu(open, &ids, selected, |kind| front.has(kind)));
    let Some(mark) = mark.flatten() else { return };
    press.take();
    if ui.cursor.get_untracked().is_some_and(|c| c.selection().is_some()) {
        // The selected text may be for the mark.
        ui.picker.set(None);
        ui.select(Some(mark));
    } else {
        acts::choose_mark(app, mark);
    }
    ui.inspect();
    ui.dialog.set(Some(Dialog::Mark(x, y)));
}
