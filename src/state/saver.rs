//! Saving: what the queue says is written, one action at a time; painting never waits.

use std::cell::RefCell;
use std::rc::Rc;

pub use glossator_core::store::SaveState;
use glossator_core::store::{Head, Pending, ProjectStore, SaveQueue};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::indexed_db::IndexedDb;
use crate::platform::{page, timer};

/// How long a write may take before the page says that it is not saved.
const WATCHDOG_MS: u32 = 5_000;

/// Writes actions in order.
#[derive(Clone)]
pub struct Saver {
    store: Rc<ProjectStore<IndexedDb>>,
    queue: Rc<RefCell<SaveQueue>>,
    state: RwSignal<SaveState>,
}

impl Saver {
    /// A saver for a store.
    pub fn new(store: Rc<ProjectStore<IndexedDb>>, state: RwSignal<SaveState>) -> Self {
        Self { store, queue: Rc::default(), state }
    }

    /// Another project is open, with this head.
    pub fn begin(&self, head: &Head) {
        self.change(SaveQueue::begin);
        note_durable(head);
    }

    /// Writes an action after those that wait.
    pub fn push(&self, pending: Pending) {
        if self.change(|queue| queue.push(pending)) {
            let saver = self.clone();
            spawn_local(async move { saver.run().await });
        }
    }

    /// How many actions are not written yet.
    pub fn waiting(&self) -> usize {
        self.queue.borrow().waiting()
    }

    /// Whether everything is written.
    pub fn is_idle(&self) -> bool {
        self.queue.borrow().is_idle()
    }

    async fn run(&self) {
        while let Some(next) = self.change(SaveQueue::next_write) {
            let watchdog = {
                let saver = self.clone();
                timer::after(WATCHDOG_MS, move || saver.change(SaveQueue::late))
            };
            let written = self.store.save(&next).await;
            drop(watchdog);
            if written.is_ok() {
                note_durable(&next.after);
            }
            if let Some(pause) = self.change(|queue| queue.settle(written)) {
                timer::sleep(pause).await;
            }
        }
    }

    /// Changes the queue, and shows how the work is kept then.
    fn change<T>(&self, change: impl FnOnce(&mut SaveQueue) -> T) -> T {
        let done = change(&mut self.queue.borrow_mut());
        let queue = self.queue.borrow();
        if self.state.with_untracked(|shown| shown != queue.state()) {
            let state = queue.state().clone();
            drop(queue);
            self.state.set(state);
        }
        done
    }
}

/// Says up to which action the open project is durably kept: what a test watches that kills
/// the browser.
fn note_durable(head: &Head) {
    page::set_root_attribute("data-durable-seq", &head.seq.to_string());
}
