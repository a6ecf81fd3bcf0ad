//! Undo and redo, and the log that they are read back from.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::support;

use glossator_core::ops::*;
use proptest::prelude::*;
use support::random::Random;
use support::*;

/// The log as it comes out of storage.
fn reread(log: &[Transaction]) -> Vec<Transaction> {
    log.iter().map(|t| serde_json::from_str(&serde_json::to_string(t).unwrap()).unwrap()).collect()
}

fn rename(n: usize) -> Vec<Op> {
    vec![Op::Project(ProjectEdit::Name(format!("name {n}")))]
}

/// Does, undoes and redoes at random, beside a plain list of the states.
#[track_caller]
fn session(seed: u64, steps: usize, undo: usize, redo: usize) -> (History, Vec<Transaction>) {
    let mut random = Random::new(seed);
    let mut p = sample();
    let mut history = History::default();
    let mut log = Vec::new();
    // `states[now]` is the project as it is; those after it can be redone.
    let (mut states, mut now) = (vec![p.clone()], 0usize);
    for step in 0..steps {
        let by = annotator(0);
        let chance = random.below(100);
        let applied = if chance < undo {
            let applied = history.undo(&mut p, by, at(step as i64)).unwrap();
            assert_eq!(applied.is_some(), now > 0);
            now = now.saturating_sub(1);
            applied
        } else if chance < undo + redo {
            let applied = history.redo(&mut p, by, at(step as i64)).unwrap();
            assert_eq!(applied.is_some(), now + 1 < states.len());
            now = (now + 1).min(states.len() - 1);
            applied
        } else {
            let ops = random.action(&mut p);
            let before = history.clone();
            match history.run(&mut p, ops, format!("step {step}"), by, at(step as i64)) {
                Ok(applied) => {
                    states.truncate(now + 1);
                    states.push(p.clone());
                    now += 1;
                    Some(applied)
                }
                Err(_) => {
                    assert_eq!(history, before, "a refused action leaves the history alone");
                    None
                }
            }
        };
        assert_eq!(p, states[now], "step {step}");
        log.extend(applied.map(|a| (*a.transaction).clone()));
        assert_eq!(history.last_seq(), log.len() as u64);
    }
    assert_whole(&p);
    (history, log)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn undo_walks_back_and_the_log_gives_the_same_history(seed in any::<u64>(), steps in 1usize..80) {
        let (history, log) = session(seed, steps, 30, 20);
        prop_assert_eq!(&History::from_log(reread(&log)), &history);
        prop_assert_eq!(&History::from_log_until(log.len() as u64, reread(&log)), &history);
    }
}

#[test]
fn a_session_of_1_500_steps() {
    let (history, log) = session(11, 1_500, 28, 22);
    assert_eq!(History::from_log(reread(&log)), history);
}

#[test]
fn everything_is_undone_and_done_again() {
    let mut p = sample();
    let (first, mut history) = (p.clone(), History::default());
    let mut random = Random::new(5);
    while history.done().count() < 1_500 {
        let ops = random.action(&mut p);
        let _ = history.run(&mut p, ops, "step", annotator(0), at(0));
    }
    let last = p.clone();
    while history.undo(&mut p, annotator(0), at(0)).unwrap().is_some() {}
    assert_eq!(p, first);
    assert!(history.next_undo().is_none());
    while history.redo(&mut p, annotator(0), at(0)).unwrap().is_some() {}
    assert_eq!(p, last);
    assert_eq!((history.done().count(), history.last_seq()), (1_500, 4_500));
}

#[test]
fn undo_and_redo_say_what_they_are() {
    let mut p = sample();
    let mut h = History::default();
    let (ada, ben) = (annotator(0), annotator(1));
    h.run(&mut p, rename(1), "one", ada, at(1)).unwrap();
    h.run(&mut p, rename(2), "two", ada, at(2)).unwrap();
    assert_eq!(h.done().map(|t| t.title.as_str()).collect::<Vec<_>>(), ["two", "one"]);
    let undo = h.undo(&mut p, ben, at(3)).unwrap().unwrap().transaction;
    let redo = h.redo(&mut p, ada, at(4)).unwrap().unwrap().transaction;
    assert_eq!(
        (undo.seq, undo.kind, undo.title.as_str(), undo.by),
        (3, TransactionKind::Undo(2), "two", ben)
    );
    assert_eq!(
        (redo.seq, redo.kind, redo.title.as_str(), redo.at),
        (4, TransactionKind::Redo(2), "two", at(4))
    );
    // What undoes an undo is the action itself.
    assert_eq!((&undo.inverse, &redo.ops), (&rename(2), &rename(2)));
    h.undo(&mut p, ada, at(5)).unwrap();
    assert!(h.next_redo().is_some());
    h.run(&mut p, rename(3), "three", ada, at(6)).unwrap();
    assert!(h.next_redo().is_none(), "a new action gives up what could be redone");
    assert_eq!(h.redo(&mut p, ada, at(7)).unwrap(), None);
    assert_eq!((p.name(), h.last_seq()), ("name 3", 6));
}

#[test]
fn an_undo_that_is_refused_changes_nothing() {
    let mut p = marked_project("The [PER|Ada] wrote");
    let mut h = History::default();
    h.run(&mut p, vec![Op::RemoveAnnotation(doc(0), ann(0))], "x", annotator(0), at(0)).unwrap();
    let text = p.open(doc(0)).unwrap().text.clone();
    p.unload_document(doc(0));
    let before = (p.clone(), h.clone());
    assert_eq!(h.undo(&mut p, annotator(0), at(1)), Err(OpError::NotOpen(doc(0))));
    assert_eq!((&p, &h), (&before.0, &before.1));
    let needs = p.needs(&h.next_undo().unwrap().inverse);
    assert_eq!(needs.documents, [doc(0)].into());
    p.load_document(doc(0), text, vec![]).unwrap();
    h.undo(&mut p, annotator(0), at(1)).unwrap();
    assert_eq!(p.summary(doc(0)).total(), 1);
}

#[test]
fn undo_goes_back_2_000_steps() {
    let mut p = sample();
    let mut h = History::default();
    let mut log = Vec::new();
    for n in 0..UNDO_STEPS + 50 {
        assert_eq!(h.is_full(), n >= UNDO_STEPS);
        let applied = h.run(&mut p, rename(n), "x", annotator(0), at(0)).unwrap();
        log.push((*applied.transaction).clone());
    }
    assert_eq!(History::from_log(log), h);
    let mut undone = 0;
    while h.undo(&mut p, annotator(0), at(0)).unwrap().is_some() {
        undone += 1;
        assert!(h.is_full());
    }
    assert_eq!((undone, p.name()), (UNDO_STEPS, "name 49"));
}

/// What can be undone and redone after a part of a log, by sequence numbers.
#[track_caller]
fn check(log: &[Transaction], until: u64, done: &[u64], undone: Option<u64>) {
    let h = History::from_log_until(until, log.to_vec());
    assert_eq!(h.done().map(|t| t.seq).collect::<Vec<_>>(), done);
    assert_eq!(h.next_redo().map(|t| t.seq), undone);
    assert_eq!(h.last_seq(), until.max(log.last().map_or(0, |t| t.seq)));
}

#[test]
fn a_log_with_holes_gives_no_wrong_step() {
    let mut p = sample();
    let mut h = History::default();
    let mut log = Vec::new();
    // 1 do, 2 do, 3 do, 4 do, 5 undo 4, 6 undo 3, 7 undo 2, 8 redo 2, 9 redo 3
    for n in 1..=9 {
        let applied = match n {
            1..=4 => h.run(&mut p, rename(n), "x", annotator(0), at(0)).unwrap(),
            5..=7 => h.undo(&mut p, annotator(0), at(0)).unwrap().unwrap(),
            _ => h.redo(&mut p, annotator(0), at(0)).unwrap().unwrap(),
        };
        log.push((*applied.transaction).clone());
    }
    check(&log, 9, &[3, 2, 1], Some(4));
    // From the middle: only what the part itself shows.
    check(&log[1..], 9, &[3, 2], Some(4));
    check(&log[2..], 9, &[], None);
    check(&log[3..6], 6, &[], None);
    check(&log[4..], 9, &[], None);
    // A hole in the middle.
    let mut hole = log.clone();
    hole.remove(1);
    check(&hole, 9, &[], None);
    check(&hole[..3], 4, &[4, 3], None);
    // The end is missing, or there is more than there should be: no step, no number twice.
    check(&log[..4], 4, &[4, 3, 2, 1], None);
    check(&log[..4], 6, &[], None);
    check(&log[..4], 3, &[], None);
    check(&[], 6, &[], None);
    check(&[], 0, &[], None);
}
