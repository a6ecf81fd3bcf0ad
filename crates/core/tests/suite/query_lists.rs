//! Lists of a document and proposals for its mentions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::actions_support;

use actions_support::{Bench, entity, mark};
use glossator_core::actions::claims::{self, Who};
use glossator_core::actions::entities;
use glossator_core::model::{Certainty, Confidence, LabelId, Stance, Timestamp};
use glossator_core::query::{
    Cursor, Exports, Match, Ticks, candidates, claim_list, claim_numbers, entity_list, mark_list,
    spoken, spoken_cursor,
};

#[track_caller]
fn check(register: &[(&str, &str)], text: &str, label: &str, want: &[(&str, Match)]) {
    let mut b = Bench::new("x");
    for (n, (name, label)) in (1u128..).zip(register) {
        let mut names = name.split(" | ");
        b = b.with_entity(n, names.next().unwrap(), label);
        for alias in names {
            b.run(entities::add_alias(&b.project, entity(n), alias));
        }
    }
    let got = candidates(&b.project, text, Some(&LabelId::new(label)));
    let got: Vec<(&str, Match)> = got.iter().map(|c| (c.name.as_str(), c.why)).collect();
    assert_eq!(got, want, "{text}");
}

#[test]
fn candidates_by_likeliness() {
    let register = [
        ("Oren Valk", "PER"),
        ("Valk Shipping", "ORG"),
        ("Oren", "LOC"),
        ("Marrow Bay Harbour Authority | Harbour Board", "ORG"),
        ("World Health Organization | WHO", "ORG"),
        ("Idris Tamm", "PER"),
    ];
    use Match::{Alias, Initials, Name, Prefix, Within, Word};
    check(
        &register,
        "OREN VALK",
        "PER",
        &[("Oren Valk", Name), ("Oren", Within), ("Valk Shipping", Word)],
    );
    check(&register, "Valk", "PER", &[("Valk Shipping", Prefix), ("Oren Valk", Within)]);
    check(&register, "Valk’s", "ORG", &[("Valk Shipping", Prefix), ("Oren Valk", Within)]);
    check(&register, "MBHA", "ORG", &[("Marrow Bay Harbour Authority", Initials)]);
    check(&register, "M.B.H.A.", "ORG", &[("Marrow Bay Harbour Authority", Initials)]);
    check(&register, "the Harbour Board", "ORG", &[("Marrow Bay Harbour Authority", Within)]);
    check(&register, "harbour board", "ORG", &[("Marrow Bay Harbour Authority", Alias)]);
    check(
        &register,
        "World Health Organisation",
        "ORG",
        &[("World Health Organization", Initials)],
    );
    check(&register, "Oren", "PER", &[("Oren", Name), ("Oren Valk", Prefix)]);
    check(&register, "the", "PER", &[]);
    check(&register, "Quay", "LOC", &[]);
    check(
        &[("U.N. | UN", "ORG"), ("United Nations", "ORG")],
        "UN",
        "ORG",
        &[("U.N.", Name), ("United Nations", Initials)],
    );
}

#[test]
fn candidates_of_the_same_label_come_first() {
    let register = [("Georgia", "GPE"), ("Georgia", "PER"), ("georgia", "ORG")];
    let b = (1u128..)
        .zip(register)
        .fold(Bench::new("x"), |b, (n, (name, label))| b.with_entity(n, name, label));
    let first = |label| candidates(&b.project, "Georgia", Some(&LabelId::new(label)))[0].entity;
    assert_eq!(first("GPE"), entity(1));
    assert_eq!(first("PER"), entity(2));
    assert_eq!(first("ORG"), entity(3));
    assert_eq!(candidates(&b.project, " ", None).len(), 3, "all, before anything is typed");
}

#[test]
fn candidates_in_arabic_and_urdu() {
    use Match::{Name, Prefix, Within};
    let register = [("هيئة الميناء", "ORG"), ("أحمد الشامي", "PER"), ("كراچی", "GPE")];
    check(&register, "الهيئة", "ORG", &[("هيئة الميناء", Prefix)]);
    check(&register, "هَيْئَةُ المِيناءِ", "ORG", &[("هيئة الميناء", Name)]);
    check(&register, "احمد الشامى", "PER", &[("أحمد الشامي", Name)]);
    check(&register, "الشامي", "PER", &[("أحمد الشامي", Within)]);
    check(&register, "كراچي", "GPE", &[("كراچی", Name)]);
    check(&register, "الـمـيناء", "ORG", &[("هيئة الميناء", Within)]);
}

const TEXT: &str = "[DATE|Tuesday]: [claim|Four died], [PER|Valk] [cue|told] the [ORG|Standard]. [PER|Oren Valk] \
    asked if [claim|the [PER|Valk] tapes\nexist] and [2:claim|more ]or less [2:claim|such].";

#[test]
fn entities_of_a_document_are_grouped_and_counted() {
    let mut b = Bench::new(TEXT).with_entity(1, "Oren Valk", "PER");
    let doc = b.document;
    b.run(entities::link(&b.project, doc, mark(6), entity(1), Confidence::Sure));
    let rows = |b: &Bench| -> Vec<(String, String, usize)> {
        let rows = entity_list(&b.project, b.open());
        rows.into_iter().map(|r| (r.name, r.detail, r.marks.len())).collect()
    };
    let row = |name: &str, detail: &str, n| (name.to_owned(), detail.to_owned(), n);
    assert_eq!(
        rows(&b),
        [
            row("Valk", "not linked", 2),
            row("Oren Valk", "", 1),
            row("Standard", "not linked", 1),
            row("Tuesday", "", 1),
        ]
    );
    b.run(entities::link(&b.project, doc, mark(3), entity(1), Confidence::Sure));
    b.run(entities::link(&b.project, doc, mark(8), entity(1), Confidence::Sure));
    assert_eq!(rows(&b)[0], row("Oren Valk", "1 alias", 3));
    b.run(entities::set_description(&b.project, entity(1), "spokesman"));
    assert_eq!(rows(&b)[0].1, "spokesman");
}

#[test]
fn claims_are_numbered_in_reading_order() {
    let b = Bench::new(TEXT);
    assert_eq!(claim_numbers(b.open()), [(mark(2), 1), (mark(7), 2), (mark(9), 3)]);
}

#[test]
fn a_claim_in_words() {
    let mut b = Bench::new(TEXT).with_entity(1, "Oren Valk", "PER");
    let doc = b.document;
    let words = |b: &Bench, n: usize| claim_list(&b.project, b.open())[n].words();
    assert_eq!(words(&b, 1), "Claim 2, asserts. the Valk tapes exist. Says the author.");
    b.run(entities::link(&b.project, doc, mark(3), entity(1), Confidence::Sure));
    b.run(claims::set_certainty(&b.project, doc, mark(2), Certainty::Certain));
    b.run(claims::add_speaker(&b.project, doc, mark(2), Who::Mark(mark(3)), b.author, mark(20)));
    b.run(claims::add_hop(&b.project, doc, mark(2), 0, Who::Mark(mark(5)), b.author, mark(20)));
    assert_eq!(
        words(&b, 0),
        "Claim 1, asserts, certain. Four died. Says Oren Valk, through Standard."
    );
    b.run(claims::set_stance(&b.project, doc, mark(7), Stance::Questions));
    b.run(claims::toggle_anonymous(&b.project, doc, mark(7)));
    assert_eq!(words(&b, 1), "Claim 2, asks. the Valk tapes exist. Says somebody unnamed.");
    assert!(claim_list(&b.project, b.open())[1].anonymous);
}

#[test]
fn every_mark_is_in_the_list_of_marks() {
    let b = Bench::new(TEXT);
    let rows = mark_list(&b.project, b.open());
    let words: Vec<&str> = rows.iter().map(|r| r.words.as_str()).collect();
    assert_eq!(
        words,
        [
            "Tuesday",
            "Four died",
            "Valk",
            "told",
            "Standard",
            "Oren Valk",
            "the Valk tapes exist",
            "Valk",
            "more such",
        ]
    );
}

#[test]
fn who_says_so_from_the_reader_to_the_originator() {
    use glossator_core::actions::documents::set_meta;
    use glossator_core::model::MetaField;
    use glossator_core::query::chain_rows;
    let mut b = Bench::new(TEXT).with_entity(1, "Oren Valk", "PER");
    let doc = b.document;
    let lines = |b: &Bench| -> Vec<(String, String, bool)> {
        let rows = chain_rows(&b.project, b.open(), b.get(2)).into_iter();
        rows.map(|r| {
            let names: Vec<String> = r.speakers.into_iter().map(|s| s.name).collect();
            (names.join(" and "), r.detail, r.originator)
        })
        .collect()
    };
    let line =
        |name: &str, detail: &str, originator| (name.to_owned(), detail.to_owned(), originator);
    assert_eq!(lines(&b), [line("The author", "the document’s own words", true)]);
    b.run(set_meta(&b.project, doc, MetaField::Author, " Ines  Roy "));
    b.run(set_meta(&b.project, doc, MetaField::Publisher, "Lantern"));
    assert_eq!(
        lines(&b),
        [line("Lantern", "publisher", false), line("Ines Roy", "the document’s own words", true),]
    );
    b.run(set_meta(&b.project, doc, MetaField::RepublishedFrom, "Standard"));
    b.run(entities::link(&b.project, doc, mark(3), entity(1), Confidence::Sure));
    b.run(entities::set_description(&b.project, entity(1), "spokesman"));
    b.run(claims::add_speaker(&b.project, doc, mark(2), Who::Mark(mark(3)), b.author, mark(20)));
    b.run(claims::add_cue(&b.project, doc, mark(2), b.span("told"), b.author, mark(20)));
    b.run(claims::add_hop(&b.project, doc, mark(2), 0, Who::Mark(mark(5)), b.author, mark(20)));
    assert_eq!(
        lines(&b),
        [
            line("Lantern", "publisher, reposted from Standard", false),
            line("Standard", "passes it on", false),
            line("Oren Valk", "spokesman", true),
        ]
    );
    b.run(set_meta(&b.project, doc, MetaField::Publisher, "standard"));
    assert_eq!(lines(&b).len(), 2, "the publisher is in the chain");
    let rows = chain_rows(&b.project, b.open(), b.get(2));
    assert_eq!(rows[1].cues[0].words, "told");
    assert_eq!((rows[0].at, rows[1].at), (Some(0), Some(1)));
    b.run(set_meta(&b.project, doc, MetaField::Publisher, ""));
    assert!(set_meta(&b.project, doc, MetaField::Publisher, "  ").is_err());
}

#[test]
fn further_ways_that_a_file_brought_are_told() {
    use glossator_core::model::{Body, Chain, Hop};
    use glossator_core::ops::{AnnotationEdit, Op};
    use glossator_core::query::other_chains;
    let mut b = Bench::new(TEXT).with_entity(1, "Oren Valk", "PER").with_entity(2, "AP", "ORG");
    let by = |n| Hop { entity: vec![entity(n)], ..Hop::default() };
    let ways = |b: &Bench| other_chains(&b.project, b.open(), b.get(2));
    assert_eq!(ways(&b), [""; 0]);
    let (Body::Claim { claim, .. }, document) = (b.get(2).body.clone(), b.document) else {
        panic!("a claim")
    };
    let chains = [vec![by(1)], vec![by(2), by(1)], vec![]].map(|hops| Chain { hops }).to_vec();
    let body = AnnotationEdit::Body(Box::new(Body::Claim { claim, chains }));
    b.project.apply_all(&[Op::EditAnnotation(document, mark(2), body)]).unwrap();
    assert_eq!(ways(&b), ["AP › Oren Valk", "The author"]);
}

#[test]
fn a_mark_is_spoken_with_what_it_contains_and_its_place() {
    let mut b = Bench::new("[PER|[TITLE|Minister] Sela\nMarchetti] met [2:LOC|north] and [2:LOC|east]. [claim|It burned].")
        .with_entity(1, "Sela Marchetti", "PER");
    let doc = b.document;
    b.run(entities::link(&b.project, doc, mark(1), entity(1), Confidence::Sure));
    let said = |n: u128| spoken(&b.project, b.open(), mark(n));
    assert_eq!(
        said(1),
        "Person. Minister Sela Marchetti. Contains Title. Linked to Sela Marchetti, 1 mention. Mark 1 of 3."
    );
    assert_eq!(said(2), "Title. Minister. Mark 2 of 3.");
    assert_eq!(said(3), "Place. north east. In 2 parts. Mark 3 of 3.");
    assert_eq!(said(4), "Claim 1, asserts. It burned. Says the author. Claim 1 of 1.");
    assert_eq!(said(99), "");
}

#[test]
fn the_caret_and_a_selection_are_spoken() {
    let b = Bench::new("[PER|[TITLE|Minister] Sela\nMarchetti] met [2:LOC|north].");
    let said = |cursor| spoken_cursor(&b.project, b.open(), cursor);
    let text = &b.open().text;
    assert_eq!(said(Cursor::at(text, b.span("met").start())), "met");
    assert_eq!(said(Cursor::at(text, b.span("Minister").start())), "Minister, in Title, in Person");
    let all = Cursor::selecting(b.span("Sela\nMarchetti met"));
    assert_eq!(said(all), "Sela Marchetti met selected, 3 tokens.");
    let long = Bench::new(&"word ".repeat(500));
    let whole = Cursor::selecting(long.open().text.span());
    assert_eq!(spoken_cursor(&long.project, long.open(), whole), "2,500 characters selected.");
}

#[test]
fn a_range_grows_and_shrinks_from_the_row_that_was_ticked_last() {
    let list = [5, 3, 8, 1, 9];
    let mut ticks = Ticks::default();
    ticks.toggle(9);
    ticks.toggle(3);
    ticks.extend(&list, 3, 8);
    ticks.extend(&list, 8, 1);
    assert_eq!(ticks.rows(), [1, 3, 8, 9]);
    ticks.extend(&list, 1, 8);
    assert_eq!(ticks.rows(), [3, 8, 9], "back: what was ticked before stays");
    ticks.extend(&list, 8, 5);
    assert_eq!(ticks.rows(), [3, 5, 9], "to the other side of where it began");
    ticks.toggle(9);
    assert_eq!(ticks.rows(), [3, 5]);
    // Gone elsewhere without ticking: another range.
    ticks.extend(&list, 8, 1);
    assert_eq!(ticks.rows(), [1, 3, 5, 8]);
    // Not in the list as it is filtered by now.
    ticks.extend(&[3, 8], 8, 1);
    assert_eq!(ticks.rows(), [1, 3, 5, 8]);
    assert!(ticks.has(5) && !ticks.has(9) && ticks.len() == 4);
    ticks.clear();
    assert!(ticks.is_empty());
}

#[test]
fn what_changed_since_the_last_export_is_said_and_not_too_often() {
    let at = Timestamp::from_millis;
    let mut exports = Exports::default();
    assert_eq!(exports.words(312), "312 changes, never exported");
    assert_eq!(exports.reminder(24, at(0)), None);
    let said = exports.reminder(25, at(0));
    assert_eq!(said.as_deref(), Some("Restored. 25 changes, never exported"));
    (exports.seq, exports.day) = (Some(300), "14 March, 07:42".to_owned());
    assert_eq!(exports.words(300), "No change since the last export, 14 March, 07:42");
    assert_eq!(exports.words(301), "1 change since the last export, 14 March, 07:42");
    assert_eq!(exports.reminder(320, at(0)), None);
    exports.reminded = Some(at(0));
    assert_eq!(exports.reminder(400, at(60_000)), None);
    let said = exports.reminder(400, at(2 * 3_600_000));
    assert_eq!(
        said.as_deref(),
        Some("Restored. 100 changes since the last export, 14 March, 07:42")
    );
    // The clock was put back; and another project took this one's place.
    assert!(exports.reminder(400, at(-60_000)).is_some());
    assert_eq!(exports.words(3), "3 changes, never exported");
    let kept = serde_json::to_string(&exports).unwrap();
    assert_eq!(serde_json::from_str::<Exports>(&kept).unwrap(), exports);
}
