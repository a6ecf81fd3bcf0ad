//! The board of a small project, its filters, and its speed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::collections::BTreeSet;

use glossator_core::model::*;
use glossator_core::ops::Op;
use glossator_core::quantity::propose;
use glossator_core::query::{
    Board, BoardFilter, BoardLinkKind, Card, EventFilter, Grouping, Header, LinkFacet, SourceKind,
    board, glosses, support,
};
use proptest::prelude::*;
use support::random::Random;
use support::*;

/// How a mention speaks of its claim.
struct Says(Stance, Certainty, Anonymity, Vec<EntityId>);

fn own() -> Option<Says> {
    None
}

fn by(who: u128) -> Option<Says> {
    Some(Says(Stance::Asserts, Certainty::Certain, Anonymity::Named, vec![entity(who)]))
}

fn add_mention(p: &mut Project, n: u128, document: u128, of: u128, says: Option<Says>) {
    let hop = |Says(stance, certainty, anonymity, entity)| Hop {
        stance,
        certainty,
        anonymity,
        entity,
        ..Hop::default()
    };
    let chains = says.map(|s| Chain { hops: vec![hop(s)] }).into_iter().collect();
    // One claim after another in the text.
    let start = (n % 40) as u32;
    let ranges = Ranges::one(span(start, start + 3)).unwrap();
    let body = Body::Claim { claim: claim(of), chains };
    let a = Annotation { label: None, body, ..mention(p, ann(n), doc(document), "PER", ranges) };
    p.apply_all(&[add(a)]).unwrap();
}

fn add_claim(p: &mut Project, n: u128, text: &str, topic: &str) {
    let c =
        Claim { topic: topic.into(), quantities: propose(text), ..Claim::stating(claim(n), text) };
    p.apply_all(&[Op::AddClaim(Box::new(c))]).unwrap();
}

fn add_link(p: &mut Project, n: u128, from: u128, to: u128, kind: ClaimLinkType) {
    let (from, to) = (claim(from), claim(to));
    let l = ClaimLink { id: link(n), from, to, kind, note: String::new() };
    p.apply_all(&[Op::AddClaimLink(Box::new(l))]).unwrap();
}

const TOLL: &str = "How many people died?";
const FUEL: &str = "Was fuel stored without a permit?";

/// The Pier Nine fire: documents 0 to 3, none of them open.
fn fire() -> Project {
    let mut p = empty_project();
    let outlets = [
        ("Halvern Standard", "2024-03-14"),
        ("Marrow Bay Courier", "2024-03-13T23:55"),
        ("Northline Wire", "2024-03-15"),
        ("Radio Calder", ""),
    ];
    for ((publisher, date), n) in outlets.into_iter().zip(0..) {
        add_document(&mut p, doc(n), &"Fire at Pier Nine. ".repeat(4));
        for (field, value) in [(MetaField::Publisher, publisher), (MetaField::Published, date)] {
            let value = Some(value.to_owned()).filter(|v| !v.is_empty());
            let edit = glossator_core::ops::DocumentEdit::Meta(field, value);
            p.apply_all(&[Op::EditDocument(doc(n), edit)]).unwrap();
        }
    }
    for (n, name) in ["Idris Tamm", "Oren Valk", "Sela Marchetti", "Depot fire"].iter().enumerate()
    {
        let e = Entity::named(entity(n as u128), *name, Some("PER".into()));
        p.apply_all(&[Op::AddEntity(Box::new(e))]).unwrap();
    }
    add_claim(&mut p, 0, "Nine people died.", TOLL);
    add_claim(&mut p, 1, "Four people died.", TOLL);
    add_claim(&mut p, 2, "At least six people died.", TOLL);
    add_claim(&mut p, 3, "Fuel was stored without a permit.", FUEL);
    add_claim(&mut p, 4, "The depot will be rebuilt.", "");
    add_mention(&mut p, 1, 0, 0, by(0));
    add_mention(&mut p, 2, 1, 1, by(1));
    add_mention(&mut p, 3, 2, 1, by(1));
    let unnamed = Anonymity::RoleOnly;
    add_mention(&mut p, 4, 3, 2, Some(Says(Stance::Asserts, Certainty::Probable, unnamed, vec![])));
    add_mention(&mut p, 5, 0, 3, own());
    let denial = Says(Stance::Denies, Certainty::Certain, Anonymity::Named, vec![entity(2)]);
    add_mention(&mut p, 6, 1, 3, Some(denial));
    add_mention(&mut p, 7, 1, 4, own());
    add_link(&mut p, 1, 0, 2, ClaimLinkType::Updates);
    for n in 0..4 {
        p.unload_document(doc(n));
    }
    p
}

fn cards(b: &Board) -> impl Iterator<Item = &Card> {
    b.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.cards)
}

/// The board as text: one line a row, column by column.
fn golden(b: &Board) -> Vec<String> {
    let row = |r: &glossator_core::query::BoardRow| {
        let cells = r.cells.iter().flat_map(|c| c.cards.iter().map(move |card| (c.column, card)));
        let cells = cells.map(|(n, c)| {
            let of = c.of.as_str();
            format!("{n}:{} {} {of} [{}]", c.number, c.figure, c.chain_words())
        });
        format!("{} | {}", r.title, cells.collect::<Vec<_>>().join(" | "))
    };
    b.rows.iter().map(row).collect()
}

#[test]
fn rows_are_questions_and_columns_documents_by_date() {
    let b = board(&fire(), Grouping::Question, &BoardFilter::default());
    let columns: Vec<&str> = b.columns.iter().map(|c| c.title.as_str()).collect();
    assert_eq!(
        columns,
        ["Marrow Bay Courier", "Halvern Standard", "Northline Wire", "Radio Calder"]
    );
    assert_eq!(
        golden(&b),
        [
            "How many people died? | 0:1 4 people died [Marrow Bay Courier › Oren Valk] \
             | 1:1 9 people died [Halvern Standard › Idris Tamm] \
             | 2:1 4 people died [Northline Wire › Oren Valk] \
             | 3:1 ≥ 6 people died [Radio Calder › unnamed]",
            "Was fuel stored without a permit? | 0:2   [Marrow Bay Courier › Sela Marchetti] \
             | 1:2   [Halvern Standard › own voice]",
            " | 0:3   [Marrow Bay Courier › own voice]",
        ]
    );
    assert_eq!((b.claims, b.mentions, b.in_conflict), (5, 7, 4));
    let calder = cards(&b).find(|c| c.document == doc(3)).unwrap();
    assert_eq!((calder.certainty, calder.source), (2, SourceKind::Anonymous));
}

#[test]
fn a_row_counts_figures_denials_and_support() {
    let p = fire();
    let b = board(&p, Grouping::Question, &BoardFilter::default());
    let toll = &b.rows[0];
    let figures: Vec<(&str, u32, bool)> =
        toll.figures.iter().map(|f| (f.figure.as_str(), f.mentions, f.in_conflict)).collect();
    assert_eq!(figures, [("4", 2, true), ("≥ 6", 1, true), ("9", 1, true)]);
    assert_eq!((toll.conflicting, toll.denials), (3, 0));
    assert_eq!((toll.support.mentions, toll.support.roots), (4, 3), "Valk speaks twice");
    assert_eq!((support(&p, claim(1)).mentions, support(&p, claim(1)).roots), (2, 1));
    assert_eq!(b.rows[1].denials, 1);
    assert_eq!((b.rows[1].support.mentions, b.rows[1].support.roots), (1, 1));
}

#[test]
fn conflicts_are_computed_and_updates_are_none() {
    let b = board(&fire(), Grouping::Question, &BoardFilter::default());
    let links = |n: usize| -> Vec<_> {
        let mut all: Vec<_> =
            b.rows[n].links.iter().map(|l| (l.kind, l.from.1, l.to.1, l.link.is_some())).collect();
        all.sort();
        all
    };
    assert_eq!(
        links(0),
        [
            (BoardLinkKind::Figures, ann(1), ann(2), false),
            (BoardLinkKind::Figures, ann(2), ann(4), false),
            (BoardLinkKind::Updates, ann(1), ann(4), true),
            (BoardLinkKind::Identical, ann(2), ann(3), false),
        ]
    );
    assert_eq!(links(1), [(BoardLinkKind::Denial, ann(6), ann(5), false)]);
    assert_eq!(links(2), []);
}

#[test]
fn what_an_annotator_says_replaces_what_is_computed() {
    let mut p = fire();
    add_link(&mut p, 2, 1, 0, ClaimLinkType::Refutes);
    let b = board(&p, Grouping::Question, &BoardFilter::default());
    let between = |l: &&glossator_core::query::BoardLink| {
        [l.from.1, l.to.1].contains(&ann(1)) && [l.from.1, l.to.1].contains(&ann(2))
    };
    let kinds: Vec<_> = b.rows[0].links.iter().filter(between).map(|l| l.kind).collect();
    assert_eq!(kinds, [BoardLinkKind::Refutes]);
}

#[test]
fn figures_of_other_questions_units_and_times_are_not_compared() {
    let conflicts = |edit: &dyn Fn(&mut Claim)| {
        let mut p = fire();
        let mut c = p.claims()[&claim(1)].clone();
        edit(&mut c);
        use glossator_core::ops::ClaimEdit::{Quantities, Topic};
        let edits = [Topic(c.topic), Quantities(c.quantities)];
        p.apply_all(&edits.map(|e| Op::EditClaim(claim(1), e))).unwrap();
        board(&p, Grouping::Question, &BoardFilter::default()).in_conflict
    };
    assert_eq!(conflicts(&|_| {}), 4);
    assert_eq!(conflicts(&|c| c.topic = "How many were hurt?".into()), 1);
    assert_eq!(conflicts(&|c| c.topic = String::new()), 1);
    assert_eq!(conflicts(&|c| c.quantities[0].of = "dockers died".into()), 1);
    assert_eq!(conflicts(&|c| c.quantities[0].unit = "%".into()), 1);
    assert_eq!(conflicts(&|c| c.quantities[0].as_of = Some("2024-03-13".into())), 4);
}

#[test]
fn rows_can_be_documents_and_speakers() {
    let p = fire();
    let b = board(&p, Grouping::Document, &BoardFilter::default());
    let rows: Vec<&str> = b.rows.iter().map(|r| r.title.as_str()).collect();
    assert_eq!(rows, ["Marrow Bay Courier", "Halvern Standard", "Northline Wire", "Radio Calder"]);
    assert_eq!(b.columns[0].key, Header::Question(TOLL.into()));
    assert_eq!(b.columns.last().unwrap().key, Header::Question(String::new()));
    let b = board(&p, Grouping::Speaker, &BoardFilter::default());
    assert_eq!(b.rows[0].title, "Oren Valk");
    assert_eq!(b.rows[0].cells.len(), 2);
    assert!(b.rows.iter().any(|r| r.title == "Halvern Standard, own voice"));
}

#[test]
fn the_margin_names_who_says_otherwise_first() {
    let p = fire();
    let said = |d: u128| -> Vec<String> {
        let all = glosses(&p, doc(d));
        let one =
            |g: &glossator_core::query::Gloss| format!("{:?} {} {}", g.kind, g.words, g.place);
        all.values().map(|g| g.shown.iter().map(one).collect::<Vec<_>>().join("; ")).collect()
    };
    assert_eq!(
        said(0),
        ["Figures 4 Courier 1; Figures 4 Wire 1; Updates ≥ 6 Calder 1", "Denial denies Courier 2"]
    );
    assert_eq!(
        said(1),
        [
            "Figures 9 Standard 1; Figures ≥ 6 Calder 1; Identical 4 Wire 1",
            "Denial asserts Standard 2"
        ]
    );
    assert_eq!(glosses(&p, doc(0))[&ann(1)].shown[0].target, (doc(1), ann(2)));
    let mut p = empty_project();
    add_claim(&mut p, 0, "Nine people died.", TOLL);
    for n in 0..6 {
        add_document(&mut p, doc(n), &"Fire at Pier Nine. ".repeat(4));
        add_mention(&mut p, n, n, 0, own());
    }
    let first = &glosses(&p, doc(0))[&ann(0)];
    assert_eq!((first.shown.len(), first.more), (3, 2));
    // The same once more in a document adds nothing.
    add_mention(&mut p, 6, 1, 0, own());
    assert_eq!(glosses(&p, doc(0))[&ann(0)].more, 2);
}

#[test]
fn text_and_topic_narrow_the_board() {
    let p = fire();
    let shown = |filter: BoardFilter| board(&p, Grouping::Question, &filter).mentions;
    let text = |t: &str| BoardFilter { text: t.into(), ..BoardFilter::default() };
    assert_eq!(shown(text("FOUR people")), 2);
    assert_eq!(shown(text("marchetti")), 1, "who says so is searched, too");
    assert_eq!(shown(text("four permit")), 0);
    assert_eq!(shown(BoardFilter { topic: Some(TOLL.into()), ..BoardFilter::default() }), 4);
    assert_eq!(shown(BoardFilter { layer: Some(layer(9)), ..BoardFilter::default() }), 0);
}

/// Of every value of every filter: the count, and how many cards it alone shows.
fn counted(p: &Project) -> Vec<(String, u32, u32)> {
    let all = board(p, Grouping::Question, &BoardFilter::default());
    let counts = all.counts.clone();
    let shown = |filter: BoardFilter| {
        let b = board(p, Grouping::Question, &filter);
        assert_eq!(b.counts, counts, "counts do not follow the filter");
        assert_eq!(b.mentions as usize, cards(&b).count());
        b.mentions
    };
    let base = BoardFilter::default;
    let mut out = vec![("all".to_owned(), counts.mentions, shown(base()))];
    for (topic, n) in &counts.topics {
        out.push((topic.clone(), *n, shown(BoardFilter { topic: Some(topic.clone()), ..base() })));
    }
    for (event, name, n) in &counts.events {
        let event = EventFilter::Only(*event);
        out.push((name.clone(), *n, shown(BoardFilter { event, ..base() })));
    }
    for (facet, n) in &counts.links {
        let hidden_links: BTreeSet<_> = LinkFacet::ALL.into_iter().filter(|f| f != facet).collect();
        out.push((format!("{facet:?}"), *n, shown(BoardFilter { hidden_links, ..base() })));
    }
    for (stance, n) in &counts.stances {
        let hidden_stances = Stance::ALL.iter().copied().filter(|s| s != stance).collect();
        out.push((format!("{stance:?}"), *n, shown(BoardFilter { hidden_stances, ..base() })));
    }
    for (source, n) in &counts.sources {
        let hidden_sources = SourceKind::ALL.into_iter().filter(|s| s != source).collect();
        out.push((format!("{source:?}"), *n, shown(BoardFilter { hidden_sources, ..base() })));
    }
    out
}

#[test]
fn an_event_is_a_participant() {
    let mut p = fire();
    let about = Participant { role: EVENT_ROLE.into(), entity: entity(3) };
    let edit = glossator_core::ops::ClaimEdit::Participants(vec![about]);
    p.apply_all(&[Op::EditClaim(claim(1), edit)]).unwrap();
    let counts = board(&p, Grouping::Question, &BoardFilter::default()).counts;
    assert_eq!(counts.events, [(Some(entity(3)), "Depot fire".into(), 2), (None, "".into(), 5)]);
    assert_eq!(counts.links[0], (LinkFacet::InConflict, 6));
    assert_eq!(counts.links[5], (LinkFacet::NotLinked, 1));
    assert!(counted(&p).iter().all(|(_, n, shown)| n == shown), "{:?}", counted(&p));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn counts_agree_with_what_is_shown(seed in any::<u64>()) {
        let (mut random, mut p) = (Random::new(seed), sample());
        for n in 0..12 {
            let document = random.below(3) as u128;
            let says = match random.below(3) {
                0 => None,
                _ => Some(Says(
                    random.pick(Stance::ALL.iter().copied()).unwrap(),
                    Certainty::Unset,
                    random.pick(Anonymity::ALL.iter().copied()).unwrap(),
                    random.pick([vec![], vec![entity(1)], vec![entity(1), entity(2)]]).unwrap(),
                )),
            };
            let of = random.below(3) as u128;
            add_mention_over_first(&mut p, n, document, of, says);
        }
        for _ in 0..30 {
            let ops = random.action(&mut p);
            let _ = p.apply_all(&ops);
        }
        for (what, counted, shown) in counted(&p) {
            prop_assert_eq!(counted, shown, "{}", what);
        }
        for grouping in [Grouping::Document, Grouping::Speaker] {
            let b = board(&p, grouping, &BoardFilter::default());
            let distinct: BTreeSet<_> = cards(&b).map(|c| (c.document, c.mention)).collect();
            prop_assert_eq!(distinct.len() as u32, b.mentions);
        }
    }
}

/// A claim mention over the first letters of a document, whose text may be anything.
fn add_mention_over_first(p: &mut Project, n: u128, document: u128, of: u128, says: Option<Says>) {
    let text = p.open(doc(document)).unwrap().text.as_str();
    let end = text.char_indices().nth(3).unwrap().0 as u32;
    let ranges = Ranges::one(span(0, end)).unwrap();
    let hop = |Says(stance, certainty, anonymity, entity)| Hop {
        stance,
        certainty,
        anonymity,
        entity,
        ..Hop::default()
    };
    let chains = says.map(|s| Chain { hops: vec![hop(s)] }).into_iter().collect();
    let body = Body::Claim { claim: claim(of), chains };
    let a = Annotation { label: None, body, ..mention(p, ann(n), doc(document), "PER", ranges) };
    p.apply_all(&[add(a)]).unwrap();
}

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
