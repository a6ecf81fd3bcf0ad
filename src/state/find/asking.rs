//! Asking the searching worker, and taking what comes back.

use glossator_core::find::wire::{Ask, FindRequest, Source, Tell, WIRE_VERSION, What};
use glossator_core::find::{Results, may_have};
use glossator_core::model::ProjectId;
use leptos::prelude::*;

use super::super::App;
use super::{Find, Kind, Query};
use crate::platform::worker::{BackgroundWorker, FINDER};

/// How many places are listed.
const LIMIT: u32 = 10_000;
/// How many characters stand on each side of a place.
const WIDTH: u32 = 50;

/// What is known of the worker.
#[derive(Default)]
pub(super) struct Data {
    worker: Option<BackgroundWorker>,
    ready: bool,
    /// What waits for the worker to come up.
    waiting: Option<Ask>,
    /// The documents that the worker knows.
    told: Option<(ProjectId, Vec<Source>)>,
    /// Tells answers apart.
    job: u32,
    /// What is looked for.
    query: Option<Query>,
    /// The marks that the results come from have changed.
    stale: bool,
}

/// The documents of the project.
fn corpus(app: App) -> Option<(ProjectId, Vec<Source>)> {
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
    let same = find.data.with_value(|data| data.query == query && !data.stale);
    let tick = find.tick_next.get_value();
    // Nothing is looked for, but the texts may be read meanwhile.
    let idle = query.is_none() && find.searching.get_untracked().is_none();
    if same && !tick && !idle {
        return;
    }
    find.tick_next.set_value(false);
    find.ticking.set_value(tick);
    let running = find.searching.get_untracked().is_some();
    find.data.update_value(|data| {
        data.query = query.clone();
        data.stale = false;
        data.job += u32::from(running || query.is_some());
    });
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
    let job = find.data.with_value(|data| data.job);
    send(
        app,
        Ask::Find(FindRequest { job, what, only, layer: author.layer, limit: LIMIT, width: WIDTH }),
    );
}

fn clear(find: Find) {
    find.problem.set(None);
    find.at.set(None);
    find.ticked.update(std::collections::BTreeSet::clear);
    find.results.set(Results::default());
    find.search.update(|n| *n += 1);
}

/// Searches marks again once what changed them is saved.
pub(super) fn ask_again(app: App) {
    let (stale, query) = app.find.data.with_value(|data| (data.stale, data.query.clone()));
    if stale && query.is_some() {
        ask(app, query);
    }
}

/// The results by marks do not hold any more.
pub(super) fn spoil(find: Find) {
    find.data.update_value(|data| data.stale = true);
}

/// Stops whatever is being looked for; what was found stays.
pub fn stop(app: App) {
    app.find.data.update_value(|data| data.job += 1);
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
    app.find.data.update_value(|data| {
        data.job += 1;
        data.query = None;
        data.stale = false;
    });
    let job = app.find.data.with_value(|data| data.job);
    send(app, Ask::Repeats(job));
}

fn send(app: App, ask: Ask) {
    let find = app.find;
    let failed = find.data.try_update_value(|data| {
        if data.worker.is_none() {
            if ask == Ask::Stop {
                return None;
            }
            data.ready = false;
            data.told = None;
            let on_reply = move |json: String| take(app, &json);
            match BackgroundWorker::start(FINDER, on_reply, move |why| died(find, &why)) {
                Ok(worker) => data.worker = Some(worker),
                Err(why) => return Some(why),
            }
        }
        data.waiting = Some(ask);
        hand_over(app, data).err()
    });
    if let Some(Some(why)) = failed {
        died(find, &why);
    }
}

/// Hands over what waits, and the documents before it if the worker does not know them.
fn hand_over(app: App, data: &mut Data) -> Result<(), String> {
    let Some(worker) = data.worker.as_ref().filter(|_| data.ready) else { return Ok(()) };
    let Some(ask) = data.waiting.take() else { return Ok(()) };
    let write = |ask: &Ask| serde_json::to_string(ask).map_err(|error| error.to_string());
    let documents = corpus(app);
    if ask != Ask::Stop && data.told != documents {
        if let Some((project, sources)) = documents.clone() {
            worker.ask(&write(&Ask::Corpus(project, sources))?)?;
        }
        data.told = documents;
    }
    worker.ask(&write(&ask)?)
}

/// Takes a message of the worker.
fn take(app: App, json: &str) {
    let find = app.find;
    let told = match serde_json::from_str::<Tell>(json) {
        Ok(told) => told,
        Err(error) => return died(find, &error.to_string()),
    };
    let current = find.data.with_value(|data| data.job);
    match told {
        Tell::Ready(WIRE_VERSION) => {
            let failed = find.data.try_update_value(|data| {
                data.ready = true;
                hand_over(app, data).err()
            });
            if let Some(Some(why)) = failed {
                died(find, &why);
            }
        }
        Tell::Ready(_) => died(find, "the page was updated meanwhile; reload it"),
        Tell::Found(job, found, searched) if job == current => {
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
        }
        Tell::Done(job, report) if job == current => {
            find.results.update(|r| r.finish(report));
            find.searching.set(None);
        }
        Tell::Refused(job, why) if job == current => {
            find.problem.set(Some(why));
            find.searching.set(None);
            find.repeats.update(|r| r.read = None);
        }
        Tell::Read(job, read) if job == current => {
            find.repeats.update(|r| r.read = Some(read));
        }
        Tell::Repeated(job, list, count) if job == current => {
            find.repeats.set(super::Repeats { read: None, list: Some(list), count, chosen: None });
        }
        // Answers to what nobody asks any more.
        _ => {}
    }
}

/// The worker broke down, or never came up: the next question starts another one.
fn died(find: Find, why: &str) {
    find.data.update_value(|data| {
        data.worker = None;
        data.ready = false;
        data.query = None;
        data.waiting = None;
    });
    find.searching.set(None);
    find.repeats.update(|r| r.read = None);
    find.problem.set(Some(format!(
        "Searching stopped: {why}. Type again to start anew; if that does not help, reload the page"
    )));
}
