//! Saving: batches are written in order, one at a time; painting never waits.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use glossator_core::store::{Batch, ProjectStore};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::indexed_db::IndexedDb;
use crate::platform::{page, timer};

/// How the work is kept; shown in the top bar and true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// No change yet.
    Nothing,
    /// A change is being written.
    Saving,
    /// Every change so far is durably written.
    Saved,
    /// Not written; why, in words for the user.
    Failed(String),
}

impl SaveState {
    /// The words of the top bar.
    pub fn words(&self) -> String {
        match self {
            Self::Nothing => "Nothing to save yet".to_owned(),
            Self::Saving => "Saving…".to_owned(),
            Self::Saved => "Saved on this device".to_owned(),
            Self::Failed(why) => format!("Not saved: {why}"),
        }
    }

    /// The handle for tests: `data-save`.
    pub fn handle(&self) -> &'static str {
        match self {
            Self::Saving => "saving",
            Self::Nothing | Self::Saved => "saved",
            Self::Failed(_) => "failed",
        }
    }
}

/// How long a write may take before the page says that it is not saved.
const WATCHDOG_MS: u32 = 5_000;
/// How long after a failure the next attempt is made.
const RETRY_MS: u32 = 3_000;

struct Queue {
    waiting: VecDeque<(u64, Batch)>,
    running: bool,
}

/// Writes batches in order.
#[derive(Clone)]
pub struct Saver {
    store: Rc<ProjectStore<IndexedDb>>,
    queue: Rc<RefCell<Queue>>,
    state: RwSignal<SaveState>,
}

impl Saver {
    /// A saver for a store.
    pub fn new(store: Rc<ProjectStore<IndexedDb>>, state: RwSignal<SaveState>) -> Self {
        let queue = Queue { waiting: VecDeque::new(), running: false };
        Self { store, queue: Rc::new(RefCell::new(queue)), state }
    }

    /// Writes a batch after those that wait; `seq` is its transaction's number.
    pub fn push(&self, seq: u64, batch: Batch) {
        // What is not saved stays so until a write has succeeded.
        if !matches!(self.state.get_untracked(), SaveState::Failed(_)) {
            self.state.set(SaveState::Saving);
        }
        let start = {
            let mut queue = self.queue.borrow_mut();
            queue.waiting.push_back((seq, batch));
            !std::mem::replace(&mut queue.running, true)
        };
        if start {
            let saver = self.clone();
            spawn_local(async move { saver.run().await });
        }
    }

    /// Whether everything is written.
    pub fn is_idle(&self) -> bool {
        !self.queue.borrow().running
    }

    async fn run(&self) {
        loop {
            let next = self.queue.borrow().waiting.front().cloned();
            let Some((seq, batch)) = next else { break };
            let watchdog = {
                let state = self.state;
                timer::after(WATCHDOG_MS, move || {
                    state
                        .set(SaveState::Failed("the browser's storage does not answer".to_owned()));
                })
            };
            let result = self.store.write(batch).await;
            drop(watchdog);
            match result {
                Ok(()) => {
                    self.queue.borrow_mut().waiting.pop_front();
                    page::set_root_attribute("data-durable-seq", &seq.to_string());
                }
                Err(error) => {
                    self.state.set(SaveState::Failed(match error {
                        glossator_core::store::StoreError::Full => "storage full".to_owned(),
                        other => other.to_string(),
                    }));
                    timer::sleep(RETRY_MS).await;
                }
            }
        }
        self.queue.borrow_mut().running = false;
        self.state.set(SaveState::Saved);
    }
}
