//! Asking the searching worker, and taking what comes back.

use glossator_core::find::wire::{Ask, FindRequest, Source, Tell, WIRE_VERSION, What};
use glossator_core::find::{Results, may_have};
use leptos::prelude::*;

use super::super::App;
use super::questions::{Corpus, Questions};
use super::{Find, Kind, Query};
use crate::platform::worker::{BackgroundWorker, FINDER};

/// How many places are listed.
const LIMIT: u32 = 10_000;
/// How many characters stand on each side of a place.
const WIDTH: u32 = 50;

/// The worker, and what is asked of it.
#[derive(Default)]
pub(super) struct Data {
    worker: Option<BackgroundWorker>,
    questions: Questions,
}

impl Data {
    /// Hands over what waits.
    fn hand_over(&mut self, app: App) -> Result<(), String> {
        let Some(worker) = &self.worker else { return Ok(()) };
        for ask in self.questions.hand_over(|| corpus(app)) {
            worker.ask(&serde_json::to_string(&ask).map_err(|error| error.to_string())?)?;
        }
        Ok(())
    }
}

impl Find {
    fn questions<T>(self, change: impl FnOnce(&mut Questions) -> T) -> Option<T> {
        self.data.try_update_value(|data| change(&mut data.questions))
    }
}

/// The documents of the project.
fn corpus(app: App) -> Option<Corpus> {
    app.session.read(|p| {
        let source = |d: &glossator_core::model::Document| Source {
            document: d.id,
            sha256: d.sha256,
            len: d.len_bytes,
            marked: p.summaries().contains_key(&d.id),
        };
        (p.id(), p.documents().values().map(source).collect())
    })
}

/// Looks for something else, or for nothing.
pub(super) fn ask(app: App, query: Option<Query>) {
    let find = app.find;
    let tick = find.tick_next.get_value();
    let running = find.searching.get_untracked().is_some();
    if find.questions(|q| q.is_new(query.as_ref(), tick, running)) != Some(true) {
        return;
    }
    find.tick_next.set_value(false);
    find.ticking.set_value(tick);
    let Some(job) = find.questions(|q| q.begin(query.clone(), running)) else { return };
    let Some(Query { what, only }) = query else {
        // What was found stays while the panel is closed.
        if find.shown.get_untracked() {
            clear(find);
        }
        find.searching.set(None);
        let repeats = find.repeats.with_untracked(|r| r.read.is_some());
        let soon = find.shown.get_untracked()
            && find.everywhere.get_untracked()
            && find.kind.get_untracked() == Kind::Words;
        if soon && !repeats {
            send(app, Ask::Warm);
        } else if running {
            send(app, Ask::Stop);
        }
        return;
    };
    clear(find);
    find.repeats.update(|r| r.read = None);
    let Some(author) = app.session.author() else { return };
    let what = match what {
        What::Marks(filter, _) => {
            let some = app.session.read(|p| {
                p.documents().keys().copied().filter(|d| may_have(p, *d, &filter)).collect()
            });
            What::Marks(filter, some.unwrap_or_default())
        }
        words => words,
    };
    let of = match (&what, only) {
        (_, Some(_)) => 1,
        (What::Marks(_, some), None) => some.len(),
        (What::Words(_), None) => app.session.read(|p| p.documents().len()).unwrap_or(0),
    };
    find.searching.set(Some(of));
    send(
        app,
        Ask::Find(FindRequest { job, what, only, layer: author.layer, limit: LIMIT, width: WIDTH }),
    );
}

fn clear(find: Find) {
    find.problem.set(None);
    find.at.set(None);
    find.entered.set_value(0);
    find.mark_next.set_value(false);
    find.ticked.update(std::collections::BTreeSet::clear);
    find.results.set(Results::default());
    find.search.update(|n| *n += 1);
}

/// Searches marks again once what changed them is saved.
pub(super) fn ask_again(app: App) {
    if let Some(query) = app.find.questions(|q| q.spoilt()).flatten() {
        ask(app, Some(query));
    }
}

/// The results by marks do not hold any more.
pub(super) fn spoil(find: Find) {
    find.questions(Questions::spoil);
}

/// Stops whatever is being looked for; what was found stays.
pub fn stop(app: App) {
    app.find.questions(Questions::stop);
    if app.find.searching.get_untracked().is_some() {
        app.find.results.update(Results::stop);
    }
    app.find.searching.set(None);
    app.find.repeats.update(|r| r.read = None);
    send(app, Ask::Stop);
}

/// Looks for repeated passages in all documents.
pub fn find_repeats(app: App) {
    app.find.problem.set(None);
    app.find.searching.set(None);
    app.find.repeats.update(|r| r.read = Some(0));
    let Some(job) = app.find.questions(Questions::begin_other) else { return };
    send(app, Ask::Repeats(job));
}

/// Another project is open: its worker has nothing to look for.
pub(super) fn forget(app: App) {
    app.find.questions(Questions::forget);
    app.find.searching.set(None);
    send(app, Ask::Stop);
}

fn send(app: App, ask: Ask) {
    let find = app.find;
    let failed = find.data.try_update_value(|data| {
        if data.worker.is_none() {
            if ask == Ask::Stop {
                return None;
            }
            data.questions.worker_starts();
            let on_reply = move |json: String| take(app, &json);
            match BackgroundWorker::start(FINDER, on_reply, move |why| died(find, &why)) {
                Ok(worker) => data.worker = Some(worker),
                Err(why) => return Some(why),
            }
        }
        data.questions.ask(ask);
        data.hand_over(app).err()
    });
    if let Some(Some(why)) = failed {
        died(find, &why);
    }
}

/// Takes a message of the worker.
fn take(app: App, json: &str) {
    let find = app.find;
    let told = match serde_json::from_str::<Tell>(json) {
        Ok(told) => told,
        Err(error) => return died(find, &error.to_string()),
    };
    if !find.data.with_value(|data| data.questions.is_awaited(&told)) {
        return;
    }
    match told {
        Tell::Ready(WIRE_VERSION) => {
            let failed = find.data.try_update_value(|data| {
                data.questions.worker_listens();
                data.hand_over(app).err()
            });
            if let Some(Some(why)) = failed {
                died(find, &why);
            }
        }
        Tell::Ready(_) => died(find, "the page was updated meanwhile; reload it"),
        Tell::Found(_, found, searched) => {
            let open = app.session.current.get_untracked();
            let here = open.filter(|id| found.iter().any(|f| f.document == *id));
            let before = find.results.try_update(|r| r.add(found, searched)).unwrap_or(0);
            // What is on the page may not be saved yet.
            if let Some(id) = here
                && find.kind.get_untracked() == Kind::Words
            {
                super::acting::learn_document(app, id);
            }
            if find.ticking.get_value() {
                let target = find.target.get_untracked();
                let open = find.results.with_untracked(|r| r.open_from(before, &target));
                find.ticked.update(|ticked| ticked.extend(open));
            }
            super::acting::enter_awaited(app);
        }
        Tell::Done(_, report) => {
            find.results.update(|r| r.finish(report));
            find.searching.set(None);
            if find.mark_next.try_update_value(std::mem::take) == Some(true) {
                super::acting::mark(app);
            }
        }
        Tell::Refused(_, why) => {
            find.problem.set(Some(why));
            find.searching.set(None);
            find.repeats.update(|r| r.read = None);
        }
        Tell::Read(_, read) => {
            find.repeats.update(|r| r.read = Some(read));
        }
        Tell::Repeated(_, list, count) => {
            find.repeats.update(|r| {
                let search = r.search + 1;
                *r = super::Repeats { read: None, list: Some(list), count, chosen: None, search };
            });
        }
    }
}

/// The worker broke down, or never came up: the next question starts another one.
fn died(find: Find, why: &str) {
    find.data.update_value(|data| {
        data.worker = None;
        data.questions.worker_is_gone();
    });
    find.searching.set(None);
    find.repeats.update(|r| r.read = None);
    find.problem.set(Some(format!("Searching stopped: {why}. Type again to start anew")));
}
