//! The board of 2,000 claims: what it says of each document. How it grows: see `growth.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::board_support;
use crate::support;

use board_support::*;
use glossator_core::model::*;
use glossator_core::ops::Op;
use glossator_core::quantity::propose;
use glossator_core::query::{BoardLinkKind, glosses};
use support::*;

/// Many claims, each in five places; a document for every four of them.
pub fn large(claims: u128, topics: u128) -> Project {
    let mut p = empty_project();
    let mut ops = Vec::new();
    for n in 0..200 {
        ops.push(Op::AddEntity(Box::new(Entity::named(entity(n), format!("Speaker {n}"), None))));
    }
    for n in 0..claims {
        let text = format!("{} people died at berth {}.", n % 40, n % 97);
        let topic = format!("Question {}", n % topics);
        let quantities = propose(&format!("{} people died", n % 40));
        let c = Claim { topic, quantities, ..Claim::stating(claim(n), text) };
        ops.push(Op::AddClaim(Box::new(c)));
    }
    p.apply_all(&ops).unwrap();
    for d in 0..claims / 4 {
        add_document(&mut p, doc(d), &"Fire at Pier Nine. ".repeat(4));
        for n in 0..20 {
            let of = (d * 37 + n * 101) % claims;
            add_mention(&mut p, d * 20 + n, d, of, by((d + n) % 200));
        }
        p.unload_document(doc(d));
    }
    p
}

#[test]
fn conflicts_are_named_in_each_document_of_a_large_question() {
    let p = large(2_000, 1);
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
