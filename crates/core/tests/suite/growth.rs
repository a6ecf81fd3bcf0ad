//! How the effort of large edits grows with their size: about in step, not with the square.
//! Run by hand, optimised:
//! `cargo test --release -p glossator-core --all-features --test suite growth -- --ignored --nocapture`
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use crate::query_board_large::large;
use crate::support;

use std::time::{Duration, Instant};

use glossator_core::actions::Author;
use glossator_core::actions::import::{Choices, Incoming, add_documents};
use glossator_core::formats::{Imported, ReadOptions, jsonl};
use glossator_core::model::*;
use glossator_core::ops::{Applied, History, Op};
use glossator_core::query::{BoardFilter, Grouping, board, glosses};
use glossator_core::store::{Head, MemoryEngine, ProjectStore};
use support::*;

/// Measures steps at a size and at four times that: what grows with the square takes 16
/// times as long, what grows in step 4 times.
fn grow_in_step<const N: usize>(
    what: [&str; N],
    n: usize,
    measure: impl Fn(usize) -> [Duration; N],
) {
    let (once, four) = (measure(n), measure(4 * n));
    for ((what, once), four) in what.into_iter().zip(once).zip(four) {
        let ratio = four.as_secs_f64() / once.as_secs_f64().max(1e-6);
        println!("{what}: {n} in {once:?}, {} in {four:?}: {ratio:.1} times", 4 * n);
        assert!(ratio < 9.0, "{what} grows {ratio:.1} times when there is 4 times as much");
    }
}

/// The time that this thread was on a processor, where the system tells; others work, too.
fn clock(start: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.as_deref().and_then(|s| s.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let before = clock(start);
    let done = work();
    (done, clock(start).saturating_sub(before))
}

fn written(p: &Project, applied: &Applied) -> usize {
    let batch = ProjectStore::<MemoryEngine>::pending(p, applied, &Head::default()).batch;
    batch.put.len() + batch.delete.len()
}

/// A register of entities, each a part of another one, and claims that they take part in.
fn register(n: usize) -> Imported {
    let mut imported = Imported::default();
    // Beside those of the sample.
    let id = |k: u128| entity(100 + k);
    for k in 0..n as u128 {
        let mut e = Entity::named(id(k), format!("Entity {k}"), None);
        e.part_of = (k > 0).then(|| id(k / 10));
        imported.project.entities.push(e);
        let mut c = Claim::stating(claim(100 + k), format!("Claim {k}"));
        c.participants = vec![Participant { role: String::new(), entity: id(k) }];
        imported.project.claims.push(c);
    }
    imported
}

#[test]
#[ignore = "measures; only of use when optimised"]
fn a_register_is_imported_and_undone() {
    grow_in_step(["importing a register", "undoing that"], 5_000, |n| {
        let (mut p, mut history) = (sample(), History::default());
        let ops: Vec<Op> = register(n).additions(&empty_project(), "f").ops;
        let (applied, run) = timed(|| history.run(&mut p, ops, "x", annotator(0), at(1)).unwrap());
        let (rows, write) = timed(|| written(&p, &applied));
        assert!(rows >= 2 * n);
        let (applied, undo) = timed(|| history.undo(&mut p, annotator(0), at(2)).unwrap().unwrap());
        let (rows, more) = timed(|| written(&p, &applied));
        assert!(rows >= 2 * n);
        [run + write, undo + more]
    });
}

#[test]
#[ignore = "measures; only of use when optimised"]
fn parts_of_parts_are_ordered_whichever_way_they_come() {
    let times = |back: bool| {
        move |n: usize| {
            let mut imported = Imported::default();
            let mut chain: Vec<Entity> = (0..n as u128)
                .map(|k| Entity {
                    part_of: (k > 0).then(|| entity(k - 1)),
                    ..Entity::named(entity(k), "x", None)
                })
                .collect();
            if back {
                chain.reverse();
            }
            imported.project.entities = chain;
            let p = empty_project();
            let (additions, took) = timed(|| imported.additions(&p, "f"));
            let (applied, more) = timed(|| empty_project().apply_all(&additions.ops).is_ok());
            assert!(applied);
            [took + more]
        }
    };
    grow_in_step(["wholes first"], 5_000, times(false));
    grow_in_step(["parts first"], 5_000, times(true));
}

/// Files with a document each, with a mark and an entity.
fn files(n: usize) -> Vec<Incoming> {
    let options = ReadOptions::new(annotator(0), layer(0), at(0));
    let mut next = 0x1000u128;
    let mut ids = || {
        next += 1;
        uuid(next)
    };
    let file = |k: usize| {
        let line = format!(
            r#"{{"text": "Report {k} by Ada.", "spans": [[0, 6, "TOPIC"]],
                "entities": [{{"id": "{}", "name": "Entity {k}"}}]}}"#,
            uuid(0x9_0000_0000 + k as u128)
        );
        let imported = jsonl::read_json(&line, "a.json", &options, &mut ids).unwrap();
        Incoming { file: format!("{k}.json"), imported }
    };
    (0..n).map(file).collect()
}

#[test]
#[ignore = "measures; only of use when optimised"]
fn many_documents_are_added_and_undone() {
    let what = ["planning to add documents", "adding them", "undoing that", "adding them again"];
    grow_in_step(what, 1_000, |documents| {
        let (mut p, mut history) = (sample(), History::default());
        let author = Author { by: annotator(0), layer: layer(0), at: at(0) };
        let incoming = files(documents);
        let (plan, planned) =
            timed(|| add_documents(&p, incoming, &Choices::default(), author).unwrap());
        for (id, text) in plan.annotated {
            p.provide_text(id, text);
        }
        let mut step = |act: &mut dyn FnMut(&mut Project, &mut History) -> Applied| {
            let (applied, took) = timed(|| act(&mut p, &mut history));
            let (rows, more) = timed(|| written(&p, &applied));
            assert!(rows > documents);
            took + more
        };
        let mut ops = Some(plan.edit.ops);
        [
            planned,
            step(&mut |p, h| {
                let ops = ops.take().unwrap_or_default();
                h.run(p, ops, "x", annotator(0), at(1)).unwrap()
            }),
            step(&mut |p, h| h.undo(p, annotator(0), at(2)).unwrap().unwrap()),
            step(&mut |p, h| h.redo(p, annotator(0), at(3)).unwrap().unwrap()),
        ]
    });
}

#[test]
#[ignore = "measures; only of use when optimised"]
fn the_claim_board() {
    use Grouping::{Document, Question, Speaker};
    grow_in_step(["board by question", "by document", "by speaker"], 500, |n| {
        let p = large(n as u128, n as u128 / 5);
        [Question, Document, Speaker].map(|by| timed(|| board(&p, by, &BoardFilter::default())).1)
    });
}

#[test]
#[ignore = "measures; only of use when optimised"]
fn what_a_document_is_told_of_one_large_question() {
    grow_in_step(["glosses"], 500, |n| {
        let p = large(n as u128, 1);
        [timed(|| (0..20).map(|d| glosses(&p, doc(d)).len()).sum::<usize>()).1]
    });
}
