//! What follows from what a transaction touched.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::support;

use std::collections::BTreeMap;

use glossator_core::model::*;
use glossator_core::ops::*;
use glossator_core::query::{glosses, touches_claims};
use support::random::Random;
use support::random::variants::{every_variant, variant};
use support::*;

/// What the margins of all documents say.
fn margins(p: &Project) -> Vec<(DocumentId, String)> {
    p.documents().keys().map(|id| (*id, format!("{:?}", glosses(p, *id)))).collect()
}

/// Which of the two may touch claims: every operation of a kind, none, or some.
fn expected(variant: &str) -> Option<bool> {
    match variant {
        "add_annotation" | "remove_annotation" | "edit_annotation" | "edit_document" => None,
        other => Some(other.contains("claim") || other.contains("evidence")),
    }
}

#[test]
fn what_touches_no_claim_leaves_all_margins_as_they_are() {
    let mut random = Random::new(11);
    let mut p = sample();
    let mut history = History::default();
    let mut seen: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for _ in 0..2_500 {
        let ops = random.action(&mut p);
        let before = margins(&p);
        let Ok(applied) = history.run(&mut p, ops.clone(), "x", annotator(0), at(0)) else {
            continue;
        };
        let touches = touches_claims(&applied);
        let after = margins(&p);
        let changed = before
            .iter()
            .any(|margin| after.iter().any(|other| other.0 == margin.0 && other.1 != margin.1));
        assert!(touches || !changed, "{ops:?}");
        if let [op] = ops.as_slice() {
            let variant = variant(op);
            assert!(expected(&variant).is_none_or(|e| e == touches), "{op:?}");
            seen.entry(variant).or_default()[usize::from(touches)] += 1;
        }
    }
    for name in every_variant() {
        let [no, yes] = seen.get(name).copied().unwrap_or_default();
        match expected(name) {
            Some(_) => assert!(no + yes > 0, "{name} was not tried"),
            None => assert!(no > 0 && yes > 0, "{name}: {no}, {yes}"),
        }
    }
}
