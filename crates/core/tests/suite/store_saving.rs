//! Saving: in order, once each, and what is said is true, whatever the storage does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::support;

use glossator_core::model::*;
use glossator_core::ops::*;
use glossator_core::store::*;
use proptest::prelude::*;
use support::random::Random;
use support::*;

type Store = ProjectStore<MemoryEngine>;

/// What the session of the page and its saver do, in small.
struct Page {
    store: Store,
    project: Project,
    history: History,
    head: Head,
    queue: SaveQueue,
    /// Up to where the page was told that it is durable.
    durable: u64,
}

impl Page {
    fn new() -> Self {
        let (store, project) = (Store::new(MemoryEngine::default()), sample());
        let head = now(store.create_whole(&project)).unwrap();
        let mut queue = SaveQueue::default();
        queue.begin();
        Self { store, project, history: History::default(), head, queue, durable: 0 }
    }

    fn run(&mut self, ops: Vec<Op>) {
        let by = annotator(0);
        let Ok(applied) = self.history.run(&mut self.project, ops, "x", by, at(1)) else { return };
        let pending = Store::pending(&self.project, &applied, &self.head);
        self.head = pending.after.clone();
        let _ = self.queue.push(pending);
    }

    fn rename(&mut self, name: &str) {
        self.run(vec![Op::Project(ProjectEdit::Name(name.to_owned()))]);
    }

    /// One attempt; how long to wait after it. `None`: it succeeded, or nothing waits.
    fn attempt(&mut self) -> Option<u32> {
        let next = self.queue.next_write()?;
        let result = now(self.store.save(&next));
        if result.is_ok() {
            assert_eq!(next.after.seq, self.durable + 1, "in order, each once");
            self.durable = next.after.seq;
        }
        self.queue.settle(result)
    }

    fn attempts(&mut self) {
        for _ in 0..10_000 {
            self.attempt();
            if self.queue.next_write().is_none() {
                return;
            }
        }
        panic!("it never ends");
    }

    fn kept(&self) -> Head {
        now(self.store.open(self.project.id())).unwrap().unwrap().head
    }

    #[track_caller]
    fn assert_kept(&self) {
        let opened = now(self.store.open(self.project.id())).unwrap().unwrap();
        assert_eq!(opened.problems, []);
        assert_eq!((&opened.head, &opened.history), (&self.head, &self.history));
        let (mut kept, mut live) = (opened.project, self.project.clone());
        for p in [&mut kept, &mut live] {
            for d in p.documents().values().cloned().collect::<Vec<_>>() {
                let stored = now(self.store.document(self.project.id(), &d)).unwrap();
                if let (Some(stored), None) = (stored, p.open(d.id)) {
                    p.load_document(d.id, stored.text, stored.annotations).unwrap();
                }
            }
        }
        assert_eq!(kept, live);
    }

    fn says(&self) -> String {
        self.queue.state().words()
    }
}

#[test]
fn what_is_said_is_true() {
    let mut page = Page::new();
    assert_eq!((page.says().as_str(), page.queue.is_idle()), ("Saved on this device", true));
    page.rename("1");
    page.rename("2");
    assert_eq!((page.says().as_str(), page.queue.is_idle()), ("Saving…", false));
    assert_eq!(page.attempt(), None);
    assert_eq!(page.says(), "Saving…", "one of two");
    assert_eq!(page.attempt(), None);
    assert_eq!(page.says(), "Saved on this device");
    assert!(!page.queue.is_idle(), "the one who writes has not looked yet");
    assert!(page.queue.next_write().is_none() && page.queue.is_idle());

    // What is not saved stays so until a write has succeeded, whatever is done meanwhile.
    page.store.engine().fail_writes(Some(StoreError::Full));
    page.rename("3");
    let pauses: Vec<_> = (0..5).map(|_| page.attempt().unwrap()).collect();
    assert!(pauses.is_sorted() && pauses[0] < 500 && pauses[4] == pauses[3], "{pauses:?}");
    assert_eq!(page.says(), "Not saved: storage full");
    page.rename("4");
    assert_eq!((page.says().as_str(), page.queue.is_idle()), ("Not saved: storage full", false));
    page.store.engine().fail_writes(None);
    page.attempt();
    assert_eq!(page.says(), "Saving…");
    // One that takes long.
    page.queue.late();
    assert_eq!(page.says(), "Not saved: the browser’s storage does not answer");
    page.attempts();
    assert_eq!((page.says().as_str(), page.durable), ("Saved on this device", 4));
    page.assert_kept();
}

#[test]
fn an_acknowledgement_that_never_came_is_not_written_twice() {
    let mut page = Page::new();
    page.rename("1");
    page.store.engine().keep_unacknowledged();
    page.rename("2");
    assert!(page.attempt().is_some());
    assert_eq!((page.kept().seq, page.durable), (1, 0));
    let rows = page.store.engine().rows();
    assert_eq!(page.attempt(), None);
    assert_eq!((page.store.engine().rows(), page.durable), (rows, 1), "only acknowledged");
    page.attempts();
    page.assert_kept();
}

#[test]
fn nothing_is_written_over_what_somebody_else_has_done() {
    let mut page = Page::new();
    page.rename("1");
    page.attempts();
    // Another page that got hold of the project, behind this one's back.
    let row = RowKey { table: Table::Projects, key: page.project.id().to_string() };
    let mut other = Page::new();
    other.rename("other");
    other.attempts();
    let theirs = other.store.engine().rows()[&row].clone();
    page.store.engine().damage(row.table, &row.key, &theirs);
    page.store.engine().fail_writes(Some(StoreError::Silent));
    page.rename("2");
    page.attempt();
    page.store.engine().fail_writes(None);
    let rows = page.store.engine().rows();
    for _ in 0..3 {
        assert!(page.attempt().is_some());
    }
    assert_eq!(page.store.engine().rows(), rows);
    assert!(page.says().contains("deleted or changed elsewhere"), "{}", page.says());
    assert_eq!((page.durable, page.queue.is_idle()), (1, false));

    // Deleted from elsewhere: half a project must not look like a saved one.
    page.store.engine().lose_all();
    assert!(page.attempt().is_some());
    assert!(page.store.engine().rows().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    /// Acts, attempts and faults in any order: at the end all is kept, once and in order.
    #[test]
    fn whatever_the_storage_does(seed in any::<u64>(), steps in 0usize..120) {
        let (mut random, mut page) = (Random::new(seed), Page::new());
        for _ in 0..steps {
            match random.below(10) {
                0..5 => {
                    let ops = random.action(&mut page.project);
                    let texts: Vec<_> = random.texts.drain(..).collect();
                    // Texts are in storage before their documents are added.
                    page.store.engine().fail_writes(None);
                    let kept: Vec<_> = texts.iter().map(|(_, text)| text.clone()).collect();
                    if now(page.store.put_texts(&kept)).is_err() {
                        now(page.store.put_texts(&kept)).unwrap();
                    }
                    page.run(ops);
                }
                5 => page.store.engine().fail_writes(Some(StoreError::Failed("x".into()))),
                6 => page.store.engine().keep_unacknowledged(),
                7 => page.store.engine().fail_writes(None),
                _ => {
                    let _ = page.attempt();
                }
            }
            let kept = page.kept().seq;
            prop_assert!(kept == page.durable || kept == page.durable + 1, "{kept} {}", page.durable);
            prop_assert_eq!(page.queue.is_idle() && page.durable < page.head.seq, false);
        }
        page.store.engine().fail_writes(None);
        page.attempts();
        prop_assert_eq!(page.durable, page.head.seq);
        page.assert_kept();
    }
}
