//! Find and mark: what is looked for, what was found, what is ticked.

mod acting;
mod asking;
mod opening;
mod questions;
mod quiet;

use std::collections::BTreeSet;

use glossator_core::find::wire::{Repeated, What};
use glossator_core::find::{
    MarkFilter, Mode, PatternSpec, Results, Row, Target, patterns_of_entity,
};
use glossator_core::model::{AttributeName, AttributeValue, DocumentId, EntityId, LabelId, Status};
use glossator_core::query::Cursor;
use glossator_core::text::Span;
use leptos::prelude::*;

use super::App;
use crate::platform::timer;

pub use acting::{
    LIST, REPEATS, also, came_to_field, can_delete, copy_marks, delete, enter, exclude, go,
    go_back, mark, passages, relabel, show_passage, tick, tick_all,
};
pub use asking::{find_repeats, stop};
pub use opening::{
    FIELD, MARK, PANEL, close, leave, look_for_words, open, open_names, open_passage, open_repeats,
    open_same,
};

/// How long after a key the search begins, in milliseconds.
const REST_MS: u32 = 60;

/// What the panel looks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// Words or an expression.
    #[default]
    Words,
    /// Marks.
    Marks,
    /// Repeated passages.
    Repeats,
}

/// How words are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Capitals count.
    pub case: bool,
    /// Accents count.
    pub accents: bool,
    /// Only whole tokens.
    pub whole: bool,
    /// They are an expression.
    pub regex: bool,
}

/// Which marks are looked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wanted {
    /// With this label.
    pub label: Option<LabelId>,
    /// With this attribute.
    pub attribute: Option<AttributeName>,
    /// With this value of it.
    pub value: Option<AttributeValue>,
    /// In documents that are so far.
    pub status: Option<Status>,
    /// Flagged ones only.
    pub flagged: bool,
}

/// Repeated passages, as far as they were looked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Repeats {
    /// How many documents have been read; none while nothing is looked for.
    pub read: Option<u32>,
    /// The passages; none before they were looked for.
    pub list: Option<Vec<Repeated>>,
    /// How many there are, listed or not.
    pub count: u32,
    /// The chosen one, by its place in the list.
    pub chosen: Option<u32>,
    /// Grows with each search for them, so that passages of another search are other rows.
    pub search: u32,
}

/// The panel's state. `Copy`: a handle.
#[derive(Clone, Copy)]
pub struct Find {
    /// Whether the panel is shown.
    pub shown: RwSignal<bool>,
    /// What it looks for.
    pub kind: RwSignal<Kind>,
    /// The words as typed.
    pub words: RwSignal<String>,
    /// How they are read.
    pub options: RwSignal<Options>,
    /// Whose names are looked for instead of the words.
    pub names: RwSignal<Option<EntityId>>,
    /// In all documents, or in the one on the page.
    pub everywhere: RwSignal<bool>,
    /// Which marks are looked for.
    pub wanted: RwSignal<Wanted>,
    /// What ticked places are marked as.
    pub target: RwSignal<Target>,
    /// The places.
    pub results: RwSignal<Results>,
    /// Those in the document on the page, while they are listed.
    pub here: RwSignal<Vec<Span>>,
    /// The ticked ones, by number.
    pub ticked: RwSignal<BTreeSet<u32>>,
    /// The row that was gone to last.
    pub at: RwSignal<Option<Row>>,
    /// How many documents are searched; none while there is no search.
    pub searching: RwSignal<Option<usize>>,
    /// Why it cannot be looked for.
    pub problem: RwSignal<Option<String>>,
    /// What is being done to many documents.
    pub busy: RwSignal<Option<String>>,
    /// Repeated passages.
    pub repeats: RwSignal<Repeats>,
    /// Grows with each search, so that rows of another search are other rows.
    pub search: RwSignal<u32>,
    /// Tick what is found and open, as it comes in: for the next search.
    tick_next: StoredValue<bool>,
    /// The same for this search.
    ticking: StoredValue<bool>,
    /// Where the caret was put by going to a place.
    came: StoredValue<Option<Cursor>>,
    /// Mark what is ticked once everything has been searched.
    mark_next: StoredValue<bool>,
    /// How often Enter was pressed in the field since something else was looked for.
    entered: StoredValue<u32>,
    /// How words were read before the same words as those of a mark were looked for.
    own_options: StoredValue<Option<Options>>,
    data: StoredValue<asking::Data, LocalStorage>,
}

impl Find {
    /// As on the first day.
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(false),
            kind: RwSignal::new(Kind::Words),
            words: RwSignal::new(String::new()),
            options: RwSignal::new(Options { whole: true, ..Options::default() }),
            names: RwSignal::new(None),
            everywhere: RwSignal::new(false),
            wanted: RwSignal::new(Wanted::default()),
            target: RwSignal::new(Target::default()),
            results: RwSignal::new(Results::default()),
            here: RwSignal::new(Vec::new()),
            ticked: RwSignal::new(BTreeSet::new()),
            at: RwSignal::new(None),
            searching: RwSignal::new(None),
            problem: RwSignal::new(None),
            busy: RwSignal::new(None),
            repeats: RwSignal::new(Repeats::default()),
            search: RwSignal::new(0),
            tick_next: StoredValue::new(false),
            ticking: StoredValue::new(false),
            came: StoredValue::new(None),
            mark_next: StoredValue::new(false),
            entered: StoredValue::new(0),
            own_options: StoredValue::new(None),
            data: StoredValue::new_local(asking::Data::default()),
        }
    }
}

/// What is looked for now, followed. None: nothing.
#[derive(Debug, Clone, PartialEq)]
struct Query {
    what: What,
    only: Option<DocumentId>,
}

fn query(app: App) -> Option<Query> {
    let find = app.find;
    if !find.shown.get() {
        return None;
    }
    let only = if find.everywhere.get() { None } else { Some(app.session.current.get()?) };
    let what = match find.kind.get() {
        Kind::Repeats => return None,
        Kind::Words => What::Words(patterns(app)?),
        Kind::Marks => {
            let wanted = find.wanted.get();
            let attribute = wanted.attribute.is_none() == wanted.value.is_none();
            let filter = MarkFilter {
                label: wanted.label,
                attribute: wanted.attribute.zip(wanted.value),
                status: wanted.status,
                flagged: wanted.flagged.then_some(true),
                layer: Some(app.session.author()?.layer),
            };
            // An attribute waits for its value.
            attribute.then_some(What::Marks(filter, Vec::new()))?
        }
    };
    Some(Query { what, only })
}

fn patterns(app: App) -> Option<Vec<PatternSpec>> {
    let find = app.find;
    if let Some(entity) = find.names.get() {
        return app.session.registers(|p| p.entities().get(&entity).map(patterns_of_entity))?;
    }
    let words = find.words.get();
    let Options { case, accents, whole, regex } = find.options.get();
    let spec = PatternSpec {
        mode: if regex { Mode::Regex } else { Mode::Literal },
        whole_tokens: whole,
        match_case: case,
        match_accents: accents,
        ..PatternSpec::words(words)
    };
    (!spec.words.trim().is_empty()).then(|| vec![spec])
}

/// Keeps results in step with what is looked for, and with what is marked.
pub fn follow(app: App) {
    let find = app.find;
    let rest = StoredValue::new_local(None);
    let query = Memo::new(move |_| query(app));
    Effect::new(move |_| {
        // Where to look, before there are words.
        find.shown.track();
        find.everywhere.track();
        let wanted = query.get();
        let later = timer::after(REST_MS, move || asking::ask(app, wanted));
        rest.set_value(Some(later));
    });
    app.session.on_applied(move |applied| acting::learn(app, applied));
    // A search by marks reads them from storage.
    Effect::new(move |_| {
        if app.session.save.get() == super::saver::SaveState::Saved {
            asking::ask_again(app);
        }
    });
    quiet::follow(app);
    let project = Memo::new(move |_| {
        app.session.project(|_| ())?;
        app.session.stand().map(|(project, _)| project)
    });
    Effect::new(move |before: Option<()>| {
        // Read, not only tracked: a memo that nobody reads follows nothing.
        project.get();
        if before.is_some() {
            opening::forget(app);
        }
    });
}
