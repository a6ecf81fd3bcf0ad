//! The board of 2,000 claims: what it says of each document, and its speed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::board_support;
use crate::support;

use board_support::*;
use glossator_core::model::*;
use glossator_core::ops::Op;
use glossator_core::quantity::propose;
use glossator_core::query::{BoardFilter, BoardLinkKind, Grouping, board, glosses};
use support::*;

/// 2,000 claims in 500 documents; `topics` questions.
fn large(topics: u128) -> Project {
    let mut p = empty_project();
    let mut ops = Vec::new();
    for n in 0..200 {
        ops.push(Op::AddEntity(Box::new(Entity::named(entity(n), format!("Speaker {n}"), None))));
    }
    for n in 0..2_000u128 {
        let text = format!("{} people died at berth {}.", n % 40, n % 97);
        let topic = format!("Question {}", n % topics);
        let quantities = propose(&format!("{} people died", n % 40));
        let c = Claim { topic, quantities, ..Claim::stating(claim(n), text) };
        ops.push(Op::AddClaim(Box::new(c)));
    }
    p.apply_all(&ops).unwrap();
    for d in 0..500 {
        add_document(&mut p, doc(d), &"Fire at Pier Nine. ".repeat(4));
        for n in 0..20 {
            let of = (d * 37 + n * 101) % 2_000;
            add_mention(&mut p, d * 20 + n, d, of, by((d + n) % 200));
        }
        p.unload_document(doc(d));
    }
    p
}

#[test]
fn conflicts_are_named_in_each_document_of_a_large_question() {
    let p = large(1);
    for d in [0, 250, 499] {
        let all = glosses(&p, doc(d));
        assert_eq!(all.len(), 20, "document {d}");
        for (id, g) in &all {
            assert_eq!(g.shown.len(), 3, "document {d}, {id}");
            assert_eq!(g.shown[0].kind, BoardLinkKind::Figures);
            assert!(g.more > 200, "document {d}, {id}: {} more", g.more);
        }
    }
}

/// Run by hand: `cargo nextest run --release --run-ignored all gloss_speed --no-capture`.
#[test]
#[ignore = "a measurement"]
fn gloss_speed() {
    for topics in [400, 20, 1] {
        let p = large(topics);
        let begun = std::time::Instant::now();
        let n: usize = (0..20).map(|d| glosses(&p, doc(d * 25)).len()).sum();
        println!("{topics} questions: {:?} a document, {n} claims", begun.elapsed() / 20);
    }
}

/// Run by hand: `cargo nextest run --release --run-ignored all board_speed --no-capture`.
#[test]
#[ignore = "a measurement"]
fn board_speed() {
    for topics in [400, 1] {
        let p = large(topics);
        for grouping in [Grouping::Question, Grouping::Document, Grouping::Speaker] {
            let begun = std::time::Instant::now();
            let b = board(&p, grouping, &BoardFilter::default());
            let took = begun.elapsed();
            println!(
                "{topics} questions, {grouping:?}: {took:?}, {} cards, {} rows",
                b.mentions,
                b.rows.len()
            );
        }
    }
    let p = large(400);
    let probe = glossator_core::query::Probe::of_claim(&p, claim(5)).unwrap();
    let begun = std::time::Instant::now();
    let n = glossator_core::query::similar_claims(&p, &probe, 8).len();
    println!("similar claims: {:?}, {n} found", begun.elapsed());
    let row = serde_json::to_string(p.summaries().values().next().unwrap()).unwrap();
    println!("summary of 20 claim mentions: {} bytes", row.len());
}
