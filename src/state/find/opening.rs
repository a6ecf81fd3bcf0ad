//! Opening the panel for one thing or another.

use glossator_core::find::Target;
use glossator_core::model::{Annotation, Kind as MarkKind, LabelId, Schema};
use glossator_core::query::is_unnamed;
use leptos::prelude::*;

use super::super::App;
use super::super::route::Route;
use super::{Kind, Options};
use crate::platform::{focus, page};

/// The id of the field for words.
pub const FIELD: &str = "find-words";
/// The id of the panel.
pub const PANEL: &str = "find-panel";
/// The id of the button that marks.
pub const MARK: &str = "find-mark";
/// Nobody looks for longer words, in bytes.
const LONGEST: usize = 200;

fn show(app: App, kind: Kind) {
    app.ui.go(Route::Annotate);
    app.ui.picker.set(None);
    app.find.kind.set(kind);
    app.find.shown.set(true);
    choose_label(app);
}

fn choose_label(app: App) {
    let last = app.find.target.with_untracked(|t| t.label.clone());
    let label = app.session.read(|p| label_to_begin(p.schema(), last));
    app.find.target.update(|t| t.label = label.flatten());
}

/// A label to begin with: that of last time, or else the first of mentions.
fn label_to_begin(schema: &Schema, last: Option<LabelId>) -> Option<LabelId> {
    let kept = last.filter(|id| schema.label(id).is_some());
    kept.or_else(|| schema.labels_of(MarkKind::Mention).next().map(|l| l.id.clone()))
}

/// Selected words, where they can be what is looked for: some of one paragraph.
fn words_to_find(selected: &str) -> Option<&str> {
    (selected.len() < LONGEST && !selected.contains(['\n', '\r'])).then_some(selected)
}

/// Finds words: those that are selected, or else those of last time.
pub fn open(app: App, everywhere: bool) {
    let selected = app.ui.cursor.get_untracked().and_then(|c| c.selection());
    let words = app
        .session
        .page_now(|_, _, open| words_to_find(open.text.slice(selected?).ok()?).map(str::to_owned));
    let find = app.find;
    find.everywhere.set(everywhere);
    if let Some(own) = find.own_options.try_update_value(Option::take).flatten() {
        find.options.set(own);
    }
    if let Some(Some(words)) = words {
        find.words.set(words);
        find.options.update(|o| o.regex = false);
    }
    look_for_words(app);
    show(app, Kind::Words);
    // What is typed next takes the place of the words.
    focus::soon_selected(FIELD);
}

/// Looks for the words, if names were looked for; other words than before are of no entity
/// until one is chosen: what they mark is not to be linked to that of an earlier search.
pub fn look_for_words(app: App) {
    app.find.names.set(None);
    app.find.target.update(|t| t.entity = None);
}

/// Something of the selected mark.
fn of_selected<T>(app: App, read: impl FnOnce(&Annotation) -> T) -> Option<T> {
    let id = app.ui.selected.get_untracked()?;
    app.session.page_now(|_, _, open| open.marks.get(id).map(read)).flatten()
}

/// Finds the same words as those of the selected mention in this document, ticks all
/// that are not marked, and waits for Enter.
pub fn open_same(app: App) {
    let found = of_selected(app, |a| {
        (a.exact.clone(), Target { label: a.label.clone(), entity: a.entity() })
    });
    let Some((words, target)) = found else { return };
    let find = app.find;
    find.names.set(None);
    find.words.set(words);
    find.own_options.update_value(|own| {
        own.get_or_insert(find.options.get_untracked());
    });
    find.options.set(Options { case: true, accents: true, whole: true, regex: false });
    find.everywhere.set(false);
    begin_ticked(app, target);
}

/// Finds all names of the entity of the selected mention in all documents, and ticks all
/// that are not marked. Whom nobody names is looked for in this document alone: "two officials"
/// of another are others.
pub fn open_names(app: App) {
    let found = of_selected(app, |a| Some((a.entity()?, a.label.clone())));
    let Some(Some((entity, label))) = found else { return };
    let find = app.find;
    find.names.set(Some(entity));
    let unnamed = app.session.read(|p| is_unnamed(p, entity)) == Some(true);
    find.everywhere.set(!unnamed);
    begin_ticked(app, Target { label, entity: Some(entity) });
}

fn begin_ticked(app: App, target: Target) {
    app.find.target.set(target);
    show(app, Kind::Words);
    app.find.tick_next.set_value(true);
    super::asking::ask(app, untrack(|| super::query(app)));
    focus::soon(MARK);
}

/// Shows repeated passages; looks for them if that was not done yet.
pub fn open_repeats(app: App, everywhere: bool) {
    app.find.everywhere.set(everywhere);
    show(app, Kind::Repeats);
    let known = app.find.repeats.with_untracked(|r| r.list.is_some() || r.read.is_some());
    if !known {
        super::find_repeats(app);
    }
    focus::soon(PANEL);
}

/// Shows one of the repeated passages of the document on the page.
pub fn open_passage(app: App, n: u32) {
    app.find.everywhere.set(false);
    show(app, Kind::Repeats);
    super::show_passage(app, n);
    focus::soon(super::REPEATS);
}

/// Closes the panel; the text gets the focus.
pub fn close(app: App) {
    app.find.shown.set(false);
    page::focus("text");
}

/// Closes the panel where the words of a found place have become a part of a claim: the inspector,
/// whose place it takes, shows the claim. What was found is there when the panel is opened again.
pub fn leave(app: App) {
    let came = app.find.came.get_value();
    if came.is_some() && came == app.ui.cursor.get_untracked() {
        app.find.shown.set(false);
    }
}

/// Another project is open: nothing of what was found holds.
pub(super) fn forget(app: App) {
    let find = app.find;
    if find.shown.get_untracked() {
        find.shown.set(false);
    }
    find.names.set(None);
    find.wanted.set(super::Wanted::default());
    find.target.set(Target::default());
    find.results.set(Default::default());
    find.ticked.set(Default::default());
    find.repeats.set(Default::default());
    find.at.set(None);
    find.problem.set(None);
    super::asking::forget(app);
}

#[cfg(test)]
mod tests {
    use super::*;
    use glossator_core::model::presets::Preset;

    #[test]
    fn words_of_one_paragraph_are_looked_for() {
        assert_eq!(words_to_find("Pier Nine"), Some("Pier Nine"));
        for too_much in ["Pier\nNine", "Pier\rNine", &"x".repeat(200)] {
            assert_eq!(words_to_find(too_much), None);
        }
    }

    #[test]
    fn the_label_of_last_time_is_kept_where_the_project_has_it() {
        let schema = Preset::News.schema();
        let first = schema.labels_of(MarkKind::Mention).next().map(|l| l.id.clone());
        for (last, label) in [
            (None, first.clone()),
            (Some("GPE".into()), Some("GPE".into())),
            (Some("of another project".into()), first),
        ] {
            assert_eq!(label_to_begin(&schema, last), label);
        }
    }
}
