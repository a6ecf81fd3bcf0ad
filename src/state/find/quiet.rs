//! Looking for repeated passages without being asked, where that costs next to nothing: so
//! that the page can say "Also in 4 documents".

use glossator_core::model::ProjectId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::App;
use super::super::saver::SaveState;
use super::find_repeats;
use crate::platform::timer;

/// How long after a project is opened or its documents have changed, in milliseconds: by
/// then the page is drawn, and whoever came to search has begun to.
const REST_MS: u32 = 4_000;
/// Up to this many bytes of text the worker needs less than a second, and some megabytes.
const ENOUGH: u64 = 2_000_000;
/// How often it is begun, if it is always interrupted or fails.
const TRIES: u32 = 3;

/// Which texts there are: the project, how many documents, their ids and sizes folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Corpus {
    project: ProjectId,
    documents: usize,
    ids: u128,
    bytes: u64,
}

impl Corpus {
    fn of(app: App) -> Option<Self> {
        app.session.documents(|p| {
            let all = p.documents().values();
            Self {
                project: p.id(),
                documents: p.documents().len(),
                ids: all.clone().fold(0, |sum, d| sum ^ d.id.uuid().as_u128()),
                bytes: all.map(|d| u64::from(d.len_bytes)).sum(),
            }
        })
    }

    const fn is_worth_it(&self) -> bool {
        self.documents > 1 && self.bytes <= ENOUGH
    }
}

/// Looks for repeated passages when the documents of a small project have changed.
pub(super) fn follow(app: App) {
    let corpus = Memo::new(move |_| Corpus::of(app));
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let worth = corpus.get().is_some_and(|corpus| corpus.is_worth_it());
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        if worth {
            let own = turn.get_value();
            spawn_local(async move { begin(app, move || turn.try_get_value() == Some(own)).await });
        }
    });
}

/// Begins as soon as nothing else is looked for, and again if that was interrupted.
async fn begin(app: App, holds: impl Fn() -> bool) {
    let mut tries = 0;
    while tries < TRIES {
        timer::sleep(REST_MS).await;
        if !holds() {
            return;
        }
        let repeats = app.find.repeats;
        let (reading, found) = repeats.with_untracked(|r| (r.read.is_some(), r.list.is_some()));
        if found && !reading && tries > 0 {
            return;
        }
        if !reading && is_idle(app) {
            tries += 1;
            find_repeats(app);
        }
    }
}

/// Whether nobody waits for anything, and the worker would read what is there.
fn is_idle(app: App) -> bool {
    let find = app.find;
    let saved =
        app.session.save.with_untracked(|s| matches!(s, SaveState::Saved | SaveState::Nothing));
    saved
        && !find.shown.get_untracked()
        && find.searching.with_untracked(Option::is_none)
        && find.busy.with_untracked(Option::is_none)
        && app.ui.dialog.with_untracked(Option::is_none)
}
