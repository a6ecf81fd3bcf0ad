//! Which mark a key means.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, mark};
use glossator_core::model::Kind;
use glossator_core::query::{mark_around, mark_for_menu, step_mark};

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

#[test]
fn a_menu_is_about_the_selected_mark_or_the_innermost_of_the_layer() {
    let b = Bench::new("[boilerplate|They [claim|say [ORG|the [LOC|Quay] Trust]] left.]");
    let about = |over: &[u128], selected: Option<u128>, kinds: &[Kind]| {
        let over: Vec<_> = over.iter().map(|n| mark(*n)).collect();
        let found = mark_for_menu(b.open(), &over, selected.map(mark), |k| kinds.contains(&k));
        (1..5).find(|n| found == Some(mark(*n)))
    };
    let (claims, entities) = ([Kind::Claim, Kind::Cue], [Kind::Mention, Kind::Region]);
    assert_eq!(about(&[1, 2, 3, 4], None, &entities), Some(4));
    assert_eq!(about(&[1, 2, 3, 4], Some(3), &entities), Some(3), "it stays selected");
    assert_eq!(about(&[1, 2, 3], Some(4), &entities), Some(3), "that is not here");
    assert_eq!(about(&[1, 2, 3, 4], None, &claims), Some(2));
    assert_eq!(about(&[2], None, &entities), Some(2), "what there is");
    assert_eq!(about(&[3, 1], None, &entities), Some(3), "a region means the text in it first");
    assert_eq!(about(&[9], None, &entities), None);
    assert_eq!(about(&[], Some(3), &entities), None);
}
