//! Several rows of a list that are chosen together, and what becomes of documents so chosen.

use std::collections::BTreeSet;

use crate::model::{DocumentId, LayerId, Project};
use crate::words::{counted, grouped};

/// Which rows of a list are ticked. A range goes from the row that was ticked last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticks<T> {
    ticked: BTreeSet<T>,
    /// Where the range begins and ends, and what was ticked without it.
    range: Option<(T, T, BTreeSet<T>)>,
}

impl<T> Default for Ticks<T> {
    fn default() -> Self {
        Self { ticked: BTreeSet::new(), range: None }
    }
}

impl<T: Copy + Ord> Ticks<T> {
    /// Whether a row is ticked.
    pub fn has(&self, row: T) -> bool {
        self.ticked.contains(&row)
    }

    /// How many are.
    pub fn len(&self) -> usize {
        self.ticked.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.ticked.is_empty()
    }

    /// The ticked rows, in the order of their ids.
    pub fn rows(&self) -> Vec<T> {
        self.ticked.iter().copied().collect()
    }

    /// Ticks a row, or takes its tick away.
    pub fn toggle(&mut self, row: T) {
        if !self.ticked.remove(&row) {
            self.ticked.insert(row);
        }
        self.range = Some((row, row, self.ticked.clone()));
    }

    /// Ticks the rows of a list from one to another. Where `from` is the end of the range that
    /// was made before, that one grows or shrinks.
    pub fn extend(&mut self, list: &[T], from: T, to: T) {
        let (begin, base) = match self.range.take() {
            Some((begin, end, base)) if end == from => (begin, base),
            _ => (from, self.ticked.clone()),
        };
        let place = |row: T| list.iter().position(|other| *other == row);
        let Some((a, b)) = place(begin).zip(place(to)) else { return };
        self.ticked.clone_from(&base);
        self.ticked.extend(&list[a.min(b)..=a.max(b)]);
        self.range = Some((begin, to, base));
    }

    /// Ticks these rows too.
    pub fn add(&mut self, rows: &[T]) {
        self.ticked.extend(rows);
        self.range = None;
    }

    /// Takes all ticks away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// What is asked before documents are removed: how much goes with them.
pub fn removal_question(project: &Project, ids: &[DocumentId], layer: LayerId) -> String {
    let summaries = || ids.iter().filter_map(|id| project.summaries().get(id));
    let all: usize = summaries().map(|s| s.total() as usize).sum();
    let own: usize = summaries().map(|s| s.layer(layer) as usize).sum();
    let documents = counted(ids.len(), "document", "documents");
    let with = match (all, all.saturating_sub(own)) {
        (0, _) => String::new(),
        (_, 0) => format!(" with {}", counted(all, "mark", "marks")),
        (_, others) => {
            format!(" with {}, {} of others", counted(all, "mark", "marks"), grouped(others))
        }
    };
    let claims = if summaries().any(|s| s.claim_mentions().len() > 0) {
        ", and the claims that no other document makes"
    } else {
        ""
    };
    format!("Remove {documents}{with}{claims}? Undo brings them back.")
}

/// The document to be shown when these go and one of them is on the page: the next one that
/// stays, or else the last before it.
pub fn shown_instead(
    project: &Project,
    gone: &[DocumentId],
    on_page: DocumentId,
) -> Option<DocumentId> {
    let stays = |id: &&DocumentId| !gone.contains(id);
    let all = project.documents();
    let after = all.range(on_page..).map(|(id, _)| id).find(stays);
    after.or_else(|| all.range(..on_page).rev().map(|(id, _)| id).find(stays)).copied()
}
