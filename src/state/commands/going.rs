//! Going to a field, which is brought into view for it.

use leptos::prelude::*;

use super::super::App;
use super::super::fields::Field;
use super::super::ui::Sheet;
use crate::platform::{boxes, focus, timer};

/// Goes to a field of the inspector.
pub fn to(app: App, field: Field) {
    if let Some(section) = field.section() {
        app.ui.inspector.folds.update(|folds| {
            folds.insert(section, true);
        });
    }
    show_inspector(app);
    // The pane is drawn first.
    timer::next_frame(move || boxes::focus_and_show(field.id()));
}

/// Goes to the field for the mention's entity.
pub fn to_entity(app: App) {
    let has_entity = app.session.page_now(|p, _, open| {
        let mark = open.marks.get(app.ui.selected.get_untracked()?)?;
        Some(p.schema().label(mark.label.as_ref()?)?.has_entity)
    });
    if has_entity.flatten() == Some(false) {
        app.ui.say("Marks of this label are not linked to entities: see Labels");
    } else {
        to(app, Field::Entity);
    }
}

/// Goes to the first attribute of the selected mark.
pub fn to_attributes(app: App) {
    let any = app.session.page_now(|p, _, open| {
        let a = open.marks.get(app.ui.selected.get_untracked()?)?;
        p.schema().attributes_for(a.kind(), a.label.as_ref()).next().map(|_| ())
    });
    if any.flatten().is_some() {
        to(app, Field::Attribute);
    } else {
        app.ui.say("Marks of this label have no attributes: see Labels");
    }
}

/// Opens the inspector with the selected mark in it.
pub fn show_inspector(app: App) {
    // Its place may be taken, and it may show the mark before.
    app.find.shown.set(false);
    app.ui.inspect();
    app.session.rest.now();
    if !app.settings.peek(|s| s.inspector_open) {
        app.settings.set(|s| s.inspector_open = true);
    }
    app.ui.inspector.sheet.set(Sheet::Half);
}

/// Goes to the search field of the document list.
pub fn to_documents(app: App) {
    if !app.settings.peek(|s| s.queue_open) {
        app.settings.set(|s| s.queue_open = true);
    }
    app.ui.queue.before.set_value(focus::id());
    app.ui.queue.drawer.set(true);
    focus::when_shown(Field::Queue.id());
}
