//! A project at work and kept in memory, for the tests of the store.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use glossator_core::model::*;
use glossator_core::ops::*;
use glossator_core::store::*;

use crate::support::random::Random;
use crate::support::*;

pub type Store = ProjectStore<MemoryEngine>;

/// A project at work: what the session of the page does, in small.
pub struct Work {
    pub store: Store,
    pub project: Project,
    pub history: History,
    pub head: Head,
    pub log: Vec<Transaction>,
}

impl Work {
    /// The sample, kept whole.
    pub fn new() -> Self {
        let (store, project) = (Store::new(MemoryEngine::default()), sample());
        let head = now(store.create_whole(&project)).unwrap();
        Self { store, project, history: History::default(), head, log: Vec::new() }
    }

    /// Writes what was applied. On a failure the head stays, and nothing is kept.
    pub fn keep(&mut self, applied: &Applied) -> Result<(), StoreError> {
        let pending = Store::pending(&self.project, applied, &self.head);
        now(self.store.save(&pending))?;
        self.head = pending.after;
        self.log.push((*applied.transaction).clone());
        Ok(())
    }

    pub fn run(&mut self, ops: Vec<Op>) {
        let by = annotator(0);
        let applied = self.history.run(&mut self.project, ops, "x", by, at(1)).unwrap();
        self.keep(&applied).unwrap();
    }

    pub fn random(&mut self, random: &mut Random) {
        let (project, history, by) = (&mut self.project, &mut self.history, annotator(0));
        let applied = match random.below(10) {
            0..2 => history.undo(project, by, at(2)).unwrap(),
            2 => history.redo(project, by, at(3)).unwrap(),
            _ => {
                let ops = random.action(project);
                history.run(project, ops, random.word(), by, at(1)).ok()
            }
        };
        let texts: Vec<_> = random.texts.drain(..).map(|(_, text)| text).collect();
        now(self.store.put_texts(&texts)).unwrap();
        if let Some(applied) = applied {
            self.keep(&applied).unwrap();
        }
    }

    pub fn opened(&self) -> Opened {
        now(self.store.open(self.project.id())).unwrap().unwrap()
    }
}

/// Loads every document whose text is kept; returns the problems.
#[track_caller]
pub fn load_all(store: &Store, p: &mut Project) -> Vec<LoadProblem> {
    let documents: Vec<Document> = p.documents().values().cloned().collect();
    let mut problems = Vec::new();
    for d in documents {
        if let Some(stored) = now(store.document(p.id(), &d)).unwrap() {
            problems.extend(p.load_document(d.id, stored.text, stored.annotations).unwrap());
        }
    }
    problems
}

/// What is stored is what is in memory.
#[track_caller]
pub fn assert_kept(work: &Work) {
    let opened = work.opened();
    assert_eq!(opened.problems, []);
    assert_eq!(opened.head, work.head);
    assert_eq!(opened.history, work.history);
    let (mut kept, mut live) = (opened.project, work.project.clone());
    // Counts are known before any document is opened.
    assert_eq!(kept.summaries(), live.summaries());
    assert_eq!(kept.open_ids().count(), 0);
    assert_eq!(load_all(&work.store, &mut kept), []);
    load_all(&work.store, &mut live);
    assert_eq!(kept, live);
}

#[track_caller]
pub fn session(seed: u64, steps: usize) -> Work {
    let (mut random, mut work) = (Random::new(seed), Work::new());
    for _ in 0..steps {
        work.random(&mut random);
    }
    assert_kept(&work);
    work
}
