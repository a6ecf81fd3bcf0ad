//! What marks cover: each change is run, undone and redone by the bench.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, mark, refused};
use glossator_core::actions::bulk::relabel_all;
use glossator_core::actions::marks;
use glossator_core::actions::ranges::{nudge_range, set_ranges};
use glossator_core::model::{Body, LabelId, Ranges};
use glossator_core::query::{Edge, Way};
use glossator_core::text::{ByteOffset, Span, Text};

fn span(start: u32, end: u32) -> Span {
    Span::new(ByteOffset::new(start), ByteOffset::new(end)).unwrap()
}

#[test]
fn shift_click_moves_the_nearest_end() {
    // "north" and "east" are one mark, bytes 0..5 and 16..20.
    const SPLIT: &str = "[1:LOC|north] of the far [1:LOC|east] coast";
    const WHOLE: &str = "[LOC|north of the far east] coast";
    for (source, token, words) in [
        (SPLIT, "of", "north of east"),
        (SPLIT, "the", "north of the east"),
        (SPLIT, "far", "north far east"),
        (SPLIT, "coast", "north east coast"),
        (WHOLE, "coast", "north of the far east coast"),
        (WHOLE, "of", "of the far east"),
        (WHOLE, "far", "north of the far"),
        (WHOLE, "north", "north of the far east"),
    ] {
        let mut b = Bench::new(source);
        let edit = marks::extend_to(&b.project, b.document, mark(1), b.span(token));
        if words == b.get(1).exact {
            assert!(edit.is_err(), "{token}");
            continue;
        }
        b.run(edit);
        assert_eq!(b.get(1).exact, words, "{token} in {source}");
    }
    // Ranges that come to touch become one.
    let mut b = Bench::new("[1:LOC|north] [1:LOC|east]");
    b.run(marks::extend_to(&b.project, b.document, mark(1), span(5, 6)));
    assert_eq!(b.get(1).ranges.as_slice(), [span(0, 10)]);
}

#[test]
fn a_nudge_says_why_an_end_stays() {
    use Edge::{End, Start};
    use Way::{Back, Forward};
    let b = Bench::new("[LOC|north] and [LOC|e]");
    for (n, edge, way, why) in [
        (1, Start, Back, "The text begins there"),
        (2, End, Forward, "The text ends there"),
        (2, End, Back, "A mark needs at least one character; Delete removes it"),
    ] {
        assert_eq!(refused(marks::nudge(&b.project, b.document, mark(n), edge, way)), why);
        assert_eq!(refused(nudge_range(&b.project, b.document, mark(n), 0, edge, way)), why);
    }
}

#[test]
fn a_region_of_whole_paragraphs_ends_with_the_last_one_touched() {
    let text = Text::new("One.\n\nTwo.\r\nThree.").unwrap();
    let whole = |from: &str, to: ByteOffset| {
        let start = text.offset_at(text.as_str().find(from).unwrap()).unwrap();
        text.slice(marks::whole_paragraphs(&text, Span::new(start, to).unwrap())).unwrap().trim()
    };
    let at = |words: &str| text.offset_at(text.as_str().find(words).unwrap()).unwrap();
    assert_eq!(whole("ne.", at("wo")), "One.\n\nTwo.");
    // The selection ends where the next paragraph begins.
    assert_eq!(whole("ne.", at("Two")), "One.");
    assert_eq!(whole("wo.", at("Three")), "Two.");
    assert_eq!(whole("hree", text.end()), "Three.");
    // Nothing is selected: the paragraph that the caret is in.
    assert_eq!(whole("Two", at("Two")), "Two.");
}

#[test]
fn an_end_stays_in_its_range() {
    let b = Bench::new("[1:LOC|north] of the far [1:LOC|east] coast");
    let words = |edge, to: u32| {
        let to = ByteOffset::new(to);
        let shown = marks::resized(&b.get(1).ranges, edge, to);
        let made = marks::resize(&b.project, b.document, mark(1), edge, to);
        assert_eq!(shown.is_some(), made.is_ok() || shown == Some(b.get(1).ranges.clone()));
        let covers = |r: &Ranges| {
            r.as_slice()
                .iter()
                .map(|s| b.open().text.slice(*s).unwrap())
                .collect::<Vec<_>>()
                .join("|")
        };
        shown.map(|ranges| covers(&ranges))
    };
    assert_eq!(words(Edge::End, 27).as_deref(), Some("north|east coast"));
    assert_eq!(words(Edge::End, 19).as_deref(), Some("north|ea"));
    assert_eq!(words(Edge::End, 17), None, "nothing of the last range is left");
    assert_eq!(words(Edge::End, 8), None, "in the gap");
    assert_eq!(words(Edge::Start, 1).as_deref(), Some("orth|east"));
    assert_eq!(words(Edge::Start, 8), None);
    assert_eq!(words(Edge::Start, 0).as_deref(), Some("north|east"));
}

#[test]
fn no_mark_becomes_the_double_of_another() {
    let mut b = Bench::new("[PER|[ORG|Apple]] [PER|Ada] wrote [PER|to Ada]");
    let per = LabelId::new("PER");
    let why = refused(marks::relabel(&b.project, b.document, mark(2), &per));
    assert_eq!(why, "“Apple” is marked Person already: delete the mark that is too much");
    let same = vec![b.span("Ada")];
    let why = refused(set_ranges(&b.project, b.document, mark(4), same.clone()));
    assert_eq!(why, "“Ada” is marked Person already: delete the mark that is too much");
    // Of another label it may cover the same.
    b.run(marks::relabel(&b.project, b.document, mark(4), &LabelId::new("ORG")));
    b.run(set_ranges(&b.project, b.document, mark(4), same));
    let all: Vec<_> = b.open().marks.iter().map(|a| (b.document, a.id)).collect();
    let bulk = relabel_all(&b.project, &all, &LabelId::new("LOC")).unwrap();
    assert_eq!((bulk.done, bulk.already), (2, 2), "of marks of the same words the first");
}

#[test]
fn a_region_is_excluded_as_its_label_says() {
    let mut b = Bench::new("[boilerplate|All rights reserved.] And so on.");
    let label = |name: &str| LabelId::new(name);
    let excluded = |b: &Bench| matches!(b.get(1).body, Body::Region { exclude: true });
    b.run(marks::relabel(&b.project, b.document, mark(1), &label("heading")));
    assert!(!excluded(&b));
    b.run(marks::relabel(&b.project, b.document, mark(1), &label("boilerplate")));
    assert!(excluded(&b));
    // What the person decided stays where both labels are for the same.
    b.run(marks::relabel(&b.project, b.document, mark(1), &label("heading")));
    b.run(marks::set_excluded(&b.project, b.document, mark(1), true));
    b.run(marks::relabel(&b.project, b.document, mark(1), &label("list")));
    assert!(excluded(&b));
}
