//! Which mark a key means.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, mark};
use glossator_core::model::Kind;
use glossator_core::query::{mark_around, step_mark};

#[test]
fn the_mark_around_is_one_of_the_layer() {
    let b = Bench::new("[claim|They [claim|died [DATE|on Monday]]].");
    let at = b.span("Monday").start();
    let around = |selected: Option<u128>, kind: Kind| {
        let found = mark_around(b.open(), at, selected.map(mark), |k| k == kind);
        (1..4).find(|n| found == Some(mark(*n)))
    };
    assert_eq!(around(None, Kind::Claim), Some(2));
    assert_eq!(around(Some(2), Kind::Claim), Some(1));
    assert_eq!(around(Some(1), Kind::Claim), Some(2), "after the outermost the innermost");
    assert_eq!(around(None, Kind::Mention), Some(3));
    assert_eq!(around(Some(3), Kind::Mention), None, "there is no other");
    assert_eq!(around(Some(3), Kind::Cue), None);
}

#[test]
fn steps_go_from_the_caret_where_no_mark_holds_it() {
    let b = Bench::new("[PER|Ada] met [PER|Bob] and [PER|Cleo].");
    let step = |selected: Option<u128>, at: &str, forward| {
        let at = b.span(at).start();
        let found = step_mark(b.open(), selected.map(mark), at, forward, |_| true);
        (1..4).find(|n| found == Some(mark(*n)))
    };
    assert_eq!(step(Some(2), "Ada", true), Some(3));
    assert_eq!(step(None, "Ada", true), Some(1));
    assert_eq!(step(None, "met", true), Some(2));
    assert_eq!(step(None, "and", false), Some(2));
    assert_eq!(step(None, "Ada", false), None);
    assert_eq!(step(Some(3), "Ada", true), None);
}
