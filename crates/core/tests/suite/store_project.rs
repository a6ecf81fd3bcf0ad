//! Keeping a project: what is written is what is read, also after failures.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::store_support;
use crate::support;

use glossator_core::model::*;
use glossator_core::ops::*;
use glossator_core::store::*;
use glossator_core::text::Sha256;
use proptest::prelude::*;
use store_support::*;
use support::random::Random;
use support::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]
    #[test]
    fn what_is_written_is_what_is_read(seed in any::<u64>(), steps in 0usize..80) {
        session(seed, steps);
    }
}

#[test]
fn work_goes_on_after_a_reload_as_if_there_had_been_none() {
    let mut random = Random::new(3);
    let mut work = session(3, 200);
    for _ in 0..10 {
        let Opened { mut project, history, head, .. } = work.opened();
        load_all(&work.store, &mut project);
        (work.project, work.history, work.head) = (project, history, head);
        // After a reload texts of removed documents must be handed in before undo.
        for _ in 0..20 {
            let ops = work.history.next_undo().map(|t| t.inverse.clone()).unwrap_or_default();
            for (id, sha256) in work.project.needs(&ops).texts {
                let text = now(work.store.text(sha256)).unwrap().unwrap();
                work.project.provide_text(id, text);
            }
            work.random(&mut random);
        }
        assert_kept(&work);
    }
    assert!(work.head.seq > 150, "{}", work.head.seq);
}

#[test]
fn a_removed_document_is_undone_after_a_reload() {
    let mut work = Work::new();
    let ranges = Ranges::one(span(0, 4)).unwrap();
    let a = mention(&work.project, ann(1), doc(0), "PER", ranges);
    work.run(vec![add(a)]);
    let before = work.project.clone();
    work.run(vec![Op::RemoveAnnotation(doc(0), ann(1)), Op::RemoveDocument(doc(0))]);
    let rows = work.store.engine().rows();
    let left = |t| rows.keys().any(|k| k.table == t && k.key.contains(&doc(0).to_string()));
    assert!(!left(Table::Documents) && !left(Table::Marks));

    let Opened { mut project, mut history, head, .. } = work.opened();
    load_all(&work.store, &mut project);
    let inverse = &history.next_undo().unwrap().inverse;
    let needs = project.needs(inverse);
    assert_eq!(needs.texts.len(), 1);
    for (id, sha256) in needs.texts {
        project.provide_text(id, now(work.store.text(sha256)).unwrap().unwrap());
    }
    let applied = history.undo(&mut project, annotator(0), at(4)).unwrap().unwrap();
    assert_eq!(project, before);
    (work.project, work.history, work.head) = (project, history, head);
    work.keep(&applied).unwrap();
    assert_kept(&work);
}

#[test]
fn the_head_can_be_computed_again_from_the_log() {
    let work = session(9, 60);
    let rows = work.store.engine().rows();
    let log: Vec<&String> =
        rows.iter().filter(|(k, _)| k.table == Table::Log).map(|(_, v)| v).collect();
    assert_eq!(log.len() as u64, work.head.seq);
    let mut hash = String::new();
    for (n, json) in log.iter().enumerate() {
        let t: Transaction = serde_json::from_str(json).unwrap();
        assert_eq!((t.seq, &t), (n as u64 + 1, &work.log[n]));
        hash = Sha256::of(format!("{hash}{json}").as_bytes()).to_string();
    }
    assert_eq!(hash, work.head.hash);
}

#[test]
fn the_log_alone_makes_the_project_again() {
    let work = session(21, 120);
    let mut p = sample();
    let texts = work.store.engine().rows();
    for t in &work.log {
        for op in &t.ops {
            if let Op::AddDocument(d) = op {
                let key = RowKey { table: Table::Texts, key: d.sha256.to_string() };
                if let (Some(kept), true) = (texts.get(&key), p.open(d.id).is_none()) {
                    p.provide_text(d.id, text(kept));
                }
            }
        }
        p.apply_all(&t.ops).unwrap();
    }
    let mut live = work.project.clone();
    load_all(&work.store, &mut live);
    load_all(&work.store, &mut p);
    assert_eq!(p, live);
}

#[test]
fn a_write_that_fails_changes_nothing_and_can_be_made_again() {
    let mut work = session(4, 30);
    let rows = work.store.engine().rows();
    let head = work.head.clone();
    work.store.engine().fail_writes(Some(StoreError::Full));
    let op = vec![Op::Project(ProjectEdit::Name("new".into()))];
    let applied = work.history.run(&mut work.project, op, "x", annotator(0), at(1)).unwrap();
    assert_eq!(work.keep(&applied), Err(StoreError::Full));
    assert_eq!(now(work.store.put_texts(&[text("x")])), Err(StoreError::Full));
    assert_eq!(now(work.store.delete(work.project.id())), Err(StoreError::Full));
    assert_eq!((work.store.engine().rows(), &work.head), (rows, &head));
    work.store.engine().fail_writes(None);
    work.keep(&applied).unwrap();
    assert_kept(&work);
}

#[test]
fn undo_reaches_as_far_after_a_reload() {
    // More rows than steps that can be undone, most of them undos and redos.
    let mut work = Work::new();
    let by = annotator(0);
    for n in 0..30 {
        work.run(vec![Op::Project(ProjectEdit::Name(format!("{n}")))]);
    }
    for _ in 0..UNDO_STEPS {
        let applied = work.history.undo(&mut work.project, by, at(0)).unwrap().unwrap();
        work.keep(&applied).unwrap();
        let applied = work.history.redo(&mut work.project, by, at(0)).unwrap().unwrap();
        work.keep(&applied).unwrap();
    }
    assert_kept(&work);
    for n in 0..UNDO_STEPS + 10 {
        work.run(vec![Op::Project(ProjectEdit::Name(format!("{n}")))]);
    }
    assert_kept(&work);
}

#[test]
fn a_batch_writes_no_more_than_was_touched() {
    let mut work = Work::new();
    let ranges = Ranges::one(span(0, 4)).unwrap();
    let a = mention(&work.project, ann(1), doc(0), "PER", ranges);
    work.run(vec![add(a)]);
    let op = vec![Op::EditAnnotation(doc(0), ann(1), AnnotationEdit::Flagged(true))];
    let applied = work.history.run(&mut work.project, op, "x", annotator(0), at(1)).unwrap();
    let batch = Store::pending(&work.project, &applied, &work.head).batch;
    let tables: Vec<Table> = batch.put.iter().map(|(k, _)| k.table).collect();
    assert_eq!(tables, [Table::Log, Table::Projects, Table::Documents, Table::Marks]);
    assert_eq!(batch.delete, []);
    assert_eq!(batch.tables(), [Table::Projects, Table::Documents, Table::Marks, Table::Log]);
}
