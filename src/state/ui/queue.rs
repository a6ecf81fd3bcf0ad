//! What the list of documents shows.

use glossator_core::query::QueueFilter;
use leptos::prelude::*;

/// What the list of documents shows.
#[derive(Clone, Copy)]
pub struct Queue {
    /// Which documents.
    pub filter: RwSignal<QueueFilter>,
    /// What is searched for in it.
    pub search: RwSignal<String>,
    /// Whether it is open as a drawer (small screens).
    pub drawer: RwSignal<bool>,
    /// The id of the element that had the focus before it went to the list.
    pub before: StoredValue<Option<String>>,
}

impl Queue {
    pub(super) fn new() -> Self {
        Self {
            filter: RwSignal::new(QueueFilter::All),
            search: RwSignal::new(String::new()),
            drawer: RwSignal::new(false),
            before: StoredValue::new(None),
        }
    }

    /// Whether it leaves some documents out; follows it.
    pub fn is_filtered(self) -> bool {
        self.filter.get() != QueueFilter::All || self.search.with(|s| !s.trim().is_empty())
    }

    /// Shows all documents.
    pub fn show_all(self) {
        self.filter.set(QueueFilter::All);
        self.search.set(String::new());
    }
}
