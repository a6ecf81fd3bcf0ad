//! Moving the caret, selecting, and stepping through marks and documents.

use glossator_core::actions::documents;
use glossator_core::model::{AnnotationId, Kind, Status};
use glossator_core::query::{
    Cursor, Step, Way, mark_around, neighbour, spoken, spoken_cursor, step_mark,
};
use leptos::prelude::*;

use super::super::fields::Field;
use super::super::ui::{Front, LineStep, Offer, Picker};
use super::super::{App, acts, find};

/// Moves the caret by a step.
pub fn step(app: App, step: Step, way: Way, extend: bool) {
    let Some(cursor) = app.ui.cursor.get_untracked() else { return };
    let moved = app.session.page_now(|_, _, open| cursor.moved(&open.text, step, way, extend));
    app.ui.picker.set(None);
    if !extend {
        app.ui.strayed.set_value(app.ui.selected.get_untracked());
    }
    if let Some(moved) = moved {
        app.ui.cursor.set(Some(moved));
    }
}

/// Moves the caret to the token at its right or left. Keys mean what is seen: in a
/// right-to-left paragraph the next token lies to the left.
pub fn sideways(app: App, right: bool, extend: bool) {
    let way = if right == is_rtl(app) { Way::Back } else { Way::Forward };
    step(app, Step::Token, way, extend);
}

/// Whether the caret's paragraph runs right to left.
pub fn is_rtl(app: App) -> bool {
    let Some(cursor) = app.ui.cursor.get_untracked() else { return false };
    let rtl = app.session.page_now(|_, _, open| {
        let paragraph = open.text.paragraphs()[open.text.paragraph_at(cursor.caret().start())];
        open.text.slice(paragraph).is_ok_and(glossator_core::query::is_rtl)
    });
    rtl.unwrap_or(false)
}

/// Moves the caret by a line of the layout.
pub fn line(app: App, down: bool, extend: bool) {
    app.ui.picker.set(None);
    app.ui.line_step.set(Some(LineStep { screen: false, down, extend }));
}

/// Moves the caret by as much as the window shows, which moves with it.
pub fn screen(app: App, down: bool, extend: bool) {
    app.ui.picker.set(None);
    app.ui.line_step.set(Some(LineStep { screen: true, down, extend }));
}

/// Selects the whole text.
pub fn all(app: App) {
    let all = app.session.page_now(|_, _, open| open.text.span());
    app.ui.picker.set(None);
    app.ui.cursor.set(all.map(Cursor::selecting));
}

/// Selects the sentence of the caret.
pub fn sentence(app: App) {
    let Some(cursor) = app.ui.cursor.get_untracked() else { return };
    let span = app.session.page_now(|_, _, open| open.text.statement_at(cursor.caret().start()));
    if let Some(span) = span {
        app.ui.cursor.set(Some(Cursor::selecting(span)));
    }
}

/// Selects the next or previous mark of the layer.
pub fn mark(app: App, forward: bool) {
    let Some(cursor) = app.ui.cursor.get_untracked() else { return };
    let front = app.ui.front.get_untracked();
    let selected = app.ui.selected.get_untracked();
    // A caret that moved on means where it is now.
    let selected = selected.filter(|id| app.ui.strayed.get_value() != Some(*id));
    let found = app.session.page_now(|_, _, open| {
        step_mark(open, selected, cursor.caret().start(), forward, |k| front.stops_at(k))
    });
    match found.flatten() {
        Some(id) => {
            acts::select_mark(app, id);
            say_mark(app, id);
        }
        None => {
            let kinds = app.session.page_now(|_, _, open| {
                let mut marks = open.marks.iter().map(|a| a.kind());
                let own = marks.any(|k| front.stops_at(k));
                (own, open.marks.iter().any(|a| a.kind() == Kind::Claim))
            });
            app.ui.say(no_mark(front, forward, kinds.unwrap_or_default()));
        }
    }
}

/// What is said where no mark follows: whether the document has `own` marks of the layer, and
/// whether it has claims.
const fn no_mark(front: Front, forward: bool, (own, claims): (bool, bool)) -> &'static str {
    match (front, own) {
        (_, true) if forward => "No mark after this one",
        (_, true) => "No mark before this one",
        (Front::Entities, false) if claims => "No entity is marked here: C shows the claims",
        (Front::Entities, false) => "No entity is marked here",
        (Front::Claims, false) => "No claim here: C makes one of the selected words",
    }
}

/// Says a mark to screen readers: its words, label, links and place.
fn say_mark(app: App, id: AnnotationId) {
    if let Some(words) = app.session.page_now(|p, _, open| spoken(p, open, id)) {
        app.ui.said.polite.set(words);
    }
}

/// Says where the caret came to, or what is selected now, to screen readers: nothing else in the
/// text has their focus. Not where a selected mark was said already.
pub fn say_caret(app: App) {
    let Some(cursor) = app.ui.cursor.get_untracked() else { return };
    let selected = app.ui.selected.get_untracked();
    let words = app.session.page_now(|p, _, open| {
        let said = selected.and_then(|id| open.marks.get(id)).is_some_and(|a| {
            cursor.selection().is_none() && a.ranges.contains(cursor.caret().start())
        });
        (!said).then(|| spoken_cursor(p, open, cursor))
    });
    if let Some(words) = words.flatten() {
        app.ui.said.polite.set(words);
    }
}

/// Selects the mark of the layer around the selected one, at the caret; after the outermost the
/// innermost.
pub fn cycle(app: App) {
    let Some(cursor) = app.ui.cursor.get_untracked() else { return };
    let selected = app.ui.selected.get_untracked();
    let front = app.ui.front.get_untracked();
    let found = app.session.page_now(|_, _, open| {
        mark_around(open, cursor.caret().start(), selected, |k| front.has(k))
    });
    match found.flatten() {
        Some(id) => {
            app.ui.select(Some(id));
            say_mark(app, id);
        }
        None if selected.is_some() => app.ui.say("No other mark here"),
        None => app.ui.say("No mark here"),
    }
}

/// Opens the picker for the selection, the selected mark, or the caret's token.
pub fn picker(app: App) {
    let Some(cursor) = app.ui.cursor.get_untracked() else { return };
    let open = match (cursor.selection(), app.ui.selected.get_untracked()) {
        (None, Some(id)) => app
            .session
            .page_now(|_, _, open| {
                let a = open.marks.get(id)?;
                let inside = a.ranges.contains(cursor.caret().start()) && a.label.is_some();
                inside.then(|| Picker { span: a.ranges.as_slice()[0], mark: Some(id) })
            })
            .flatten(),
        _ => None,
    };
    let open = open.or_else(|| {
        let span = cursor.target();
        (!span.is_empty()).then_some(Picker { span, mark: None })
    });
    app.ui.picker.set(open);
    if open.is_some() {
        // The picker is drawn first.
        crate::platform::timer::next_frame(|| crate::platform::page::focus(Field::Picker.id()));
    }
}

/// Closes the picker, or else the panel of what was found, or else gives up the selection, or else
/// the selected mark, or else leaves the text, or comes back to it.
pub fn escape(app: App) {
    if app.ui.picker.get_untracked().is_some() {
        app.ui.picker.set(None);
        crate::platform::page::focus("text");
        return;
    }
    if app.find.shown.get_untracked() {
        find::close(app);
        return;
    }
    let cursor = app.ui.cursor.get_untracked();
    if let Some(cursor) = cursor.filter(|c| c.selection().is_some()) {
        let collapsed = app.session.page_now(|_, _, open| cursor.collapsed(&open.text));
        app.ui.cursor.set(collapsed);
        return;
    }
    if app.ui.selected.get_untracked().is_some() {
        app.ui.selected.set(None);
        return;
    }
    if crate::platform::page::has_focus("text") {
        crate::platform::page::focus_first("header.top button, header.top a");
    } else {
        crate::platform::page::focus("text");
    }
}

/// Shows the next or previous document of the list.
pub fn document(app: App, forward: bool) {
    // From the one that was asked for last: pressed quickly, each press is a step.
    let asked = app.session.asked.get_value();
    let Some(now) = asked.or_else(|| app.session.current.get_untracked()) else { return };
    let Some(layer) = app.session.author().map(|a| a.layer) else { return };
    let (filter, search) =
        (app.ui.queue.filter.get_untracked(), app.ui.queue.search.get_untracked());
    let next = app.session.read(|p| neighbour(p, layer, filter, &search, now, forward));
    match next.flatten() {
        Some(id) => acts::open_document(app, id),
        None if untrack(|| app.ui.queue.is_filtered()) => {
            let words = if forward {
                "No further document in the list as it is filtered"
            } else {
                "No document before this one in the list as it is filtered"
            };
            app.ui.said.politely(words.to_owned(), Some(Offer::AllDocuments));
        }
        None if forward => app.ui.say("This is the last document"),
        None => app.ui.say("This is the first document"),
    }
}

/// Marks the document done and shows the next one. Not while another one is on its way: who
/// presses it again means that one, and has not seen it.
pub fn done_next(app: App) {
    if app.session.asked.get_value().is_some() {
        return;
    }
    let Some(id) = app.session.current.get_untracked() else { return };
    let Some(author) = app.session.author() else { return };
    let at = app.ui.front.get_untracked().task();
    acts::edit(app, |p| documents::set_status(p, id, author.layer, at, Status::Done));
    document(app, true);
}

/// Brings entities or claims to the front.
pub fn bring(app: App, front: Front) {
    if app.ui.front.get_untracked() != front {
        app.ui.front.set(front);
        app.ui.said.polite.set(match front {
            Front::Entities => "Entities layer".to_owned(),
            Front::Claims => "Claims layer".to_owned(),
        });
    }
}

/// Puts the focus into the next part of the screen.
pub fn region(app: App, forward: bool) {
    // Else the pane is drawn anew with the focus in it, which is lost then.
    app.ui.inspect();
    app.session.rest.now();
    crate::platform::timer::next_frame(move || crate::platform::page::focus_region(forward));
}

#[cfg(test)]
mod tests {
    use super::super::super::ui::Front::{Claims, Entities};
    use super::no_mark;

    #[test]
    fn where_no_mark_follows_nothing_is_advised_that_does_not_lead_on() {
        assert_eq!(no_mark(Entities, true, (true, true)), "No mark after this one");
        assert_eq!(no_mark(Claims, false, (true, true)), "No mark before this one");
        // J stops at entities only on this layer: it never comes to the claims.
        let other = no_mark(Entities, true, (false, true));
        assert_eq!(other, "No entity is marked here: C shows the claims");
        assert!(!no_mark(Entities, true, (false, false)).contains("claims"));
        assert!(no_mark(Claims, true, (false, false)).starts_with("No claim here"));
    }
}
