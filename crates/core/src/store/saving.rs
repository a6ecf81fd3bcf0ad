//! Saving: what waits to be written, in order, and what is said of it.

use std::collections::VecDeque;
use std::rc::Rc;

use super::engine::{Batch, StoreError};
use super::rows::Head;
use crate::model::ProjectId;

/// How the work is kept; shown in the top bar and true.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SaveState {
    /// No project is open yet.
    #[default]
    Nothing,
    /// A change is being written.
    Saving,
    /// Every change so far is durably written.
    Saved,
    /// Not written; why.
    Failed(StoreError),
}

impl SaveState {
    /// The words of the top bar.
    pub fn words(&self) -> String {
        match self {
            Self::Nothing => "Nothing to save yet".to_owned(),
            Self::Saving => "Saving…".to_owned(),
            Self::Saved => "Saved on this device".to_owned(),
            Self::Failed(error) => format!("Not saved: {}", short(error)),
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

    /// Whether what waits can still be written: not when the rows are no longer those that it was
    /// made on.
    pub fn may_recover(&self) -> bool {
        *self != Self::Failed(StoreError::Changed)
    }
}

/// The error in the few words that the top bar has room for.
fn short(error: &StoreError) -> String {
    match error {
        StoreError::Full => "storage full".to_owned(),
        StoreError::Silent => "the browser’s storage does not answer".to_owned(),
        StoreError::Changed => "deleted or changed elsewhere, export a copy".to_owned(),
        StoreError::Failed(why) => format!("the browser’s storage failed ({why})"),
        other => other.to_string(),
    }
}

/// One action that waits to be written.
#[derive(Debug, Clone)]
pub struct Pending {
    /// The project.
    pub project: ProjectId,
    /// The head before it.
    pub before: Head,
    /// The head after it.
    pub after: Head,
    /// What is written.
    pub batch: Batch,
}

/// What waits to be written. Each is tried until it is written, and none before those that
/// came before it: the rows of a later one are only right on top of the earlier ones.
#[derive(Debug, Default)]
pub struct SaveQueue {
    waiting: VecDeque<Rc<Pending>>,
    running: bool,
    failures: u32,
    state: SaveState,
}

/// How long after a failure the next attempt is made, in milliseconds. The first one soon:
/// a connection may have been closed under a write, and a new one is all it takes.
const PAUSES: [u32; 3] = [200, 1_000, 3_000];

impl SaveQueue {
    /// How the work is kept.
    pub fn state(&self) -> &SaveState {
        &self.state
    }

    /// How many actions are not written yet.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Whether everything is written.
    pub fn is_idle(&self) -> bool {
        !self.running
    }

    /// A project is open, and is kept as it is. What still waits is of another one.
    pub fn begin(&mut self) {
        if self.is_idle() {
            self.state = SaveState::Saved;
        }
    }

    /// Notes an action. Whether writing is to be started.
    #[must_use = "nothing is written otherwise"]
    pub fn push(&mut self, pending: Pending) -> bool {
        // What is not saved stays so until a write has succeeded.
        if !matches!(self.state, SaveState::Failed(_)) {
            self.state = SaveState::Saving;
        }
        self.waiting.push_back(Rc::new(pending));
        !std::mem::replace(&mut self.running, true)
    }

    /// What is to be written next. `None`: all is written, and writing ends.
    pub fn next_write(&mut self) -> Option<Rc<Pending>> {
        let next = self.waiting.front().cloned();
        self.running = next.is_some();
        if next.is_none() {
            self.state = SaveState::Saved;
        }
        next
    }

    /// The write takes long: until it has succeeded, nothing says that it will.
    pub fn late(&mut self) {
        self.state = SaveState::Failed(StoreError::Silent);
    }

    /// What became of the write of [`Self::next_write`]. After a failure, how long to wait before
    /// the next attempt, in milliseconds.
    pub fn settle(&mut self, result: Result<(), StoreError>) -> Option<u32> {
        match result {
            Ok(()) => {
                self.waiting.pop_front();
                self.failures = 0;
                self.state =
                    if self.waiting.is_empty() { SaveState::Saved } else { SaveState::Saving };
                None
            }
            Err(error) => {
                self.state = SaveState::Failed(error);
                let n = usize::try_from(self.failures).unwrap_or(usize::MAX);
                self.failures = self.failures.saturating_add(1);
                Some(PAUSES[n.min(PAUSES.len() - 1)])
            }
        }
    }
}
