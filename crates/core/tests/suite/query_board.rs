//! The board of a small project: rows, conflicts, and what the margin says.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::board_support;
use crate::support;

use std::sync::Arc;

use board_support::*;
use glossator_core::model::*;
use glossator_core::ops::{AnnotationEdit, ClaimEdit, DocumentEdit, Op};
use glossator_core::query::{
    Board, BoardFilter, BoardLinkKind, BoardRow, CardLink, Grouping, Header, Probe, SourceKind,
    board, glosses, similar_claims,
};
use support::*;

/// The board as text: one line a row, column by column.
fn golden(p: &Project, b: &Board) -> Vec<String> {
    let row = |r: &Arc<BoardRow>| {
        let cells = r.cells.iter().flat_map(|c| c.cards.iter().map(move |card| (c.column, card)));
        let cells = cells.map(|(n, c)| {
            let of = c.of.as_str();
            format!("{n}:{} {} {of} [{}]", c.number, c.figure, c.chain.join(" › "))
        });
        format!("{} | {}", r.title, cells.collect::<Vec<_>>().join(" | "))
    };
    rows(p, b).iter().map(row).collect()
}

#[test]
fn rows_are_questions_and_columns_documents_by_date() {
    let p = fire();
    let b = board(&p, Grouping::Question, &BoardFilter::default());
    let columns: Vec<&str> = b.columns.iter().map(|c| c.title.as_str()).collect();
    assert_eq!(
        columns,
        ["Marrow Bay Courier", "Halvern Standard", "Northline Wire", "Radio Calder"]
    );
    assert_eq!(
        golden(&p, &b),
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
    let calder = cards(&p, &b).into_iter().find(|c| c.document == doc(3)).unwrap();
    assert_eq!((calder.certainty, calder.source), (2, SourceKind::Anonymous));
}

#[test]
fn claims_of_no_question_share_no_figures() {
    let mut p = fire();
    let ids: Vec<ClaimId> = p.claims().keys().copied().collect();
    let ops = ids.into_iter().map(|id| Op::EditClaim(id, ClaimEdit::Topic(String::new())));
    p.apply_all(&ops.collect::<Vec<_>>()).unwrap();
    let b = board(&p, Grouping::Question, &BoardFilter::default());
    let rows = rows(&p, &b);
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].figures.len(), rows[0].conflicting), (0, 0));
}

#[test]
fn a_row_counts_figures_denials_and_support() {
    let p = fire();
    let b = board(&p, Grouping::Question, &BoardFilter::default());
    let rows = rows(&p, &b);
    let toll = &rows[0];
    let figures: Vec<(&str, u32, bool)> =
        toll.figures.iter().map(|f| (f.figure.as_str(), f.mentions, f.in_conflict)).collect();
    assert_eq!(figures, [("4", 2, true), ("≥ 6", 1, true), ("9", 1, true)]);
    assert_eq!((toll.conflicting, toll.denials), (3, 0));
    assert_eq!((toll.support.mentions, toll.support.roots), (4, 3), "Valk speaks twice");
    let four = cards(&p, &b).into_iter().find(|c| c.claim == claim(1)).unwrap().support;
    assert_eq!((four.mentions, four.roots), (2, 1));
    assert_eq!(rows[1].denials, 1);
    assert_eq!((rows[1].support.mentions, rows[1].support.roots), (1, 1));
}

#[test]
fn what_an_excluded_region_says_is_shown_and_counts_for_nothing() {
    let mut p = open_fire();
    // In document 1 stand a mention of the toll and the denial.
    exclude(&mut p, 1, true);
    let shut = closed(p.clone());
    let b = board(&shut, Grouping::Question, &BoardFilter::default());
    assert_eq!(b.mentions, 7, "nothing is hidden");
    let all = cards(&shut, &b);
    let of = |n| all.iter().filter(move |c| c.claim == claim(n));
    assert!(all.iter().all(|c| c.excluded == (c.document == doc(1))));
    let toll = of(1).next().unwrap().support;
    assert_eq!((toll.mentions, toll.roots), (1, 1));
    assert!(of(3).all(|c| !c.in_conflict && c.support.mentions == 1), "nobody denies it");
    let rows = rows(&shut, &b);
    assert_eq!(rows.iter().map(|r| r.denials).sum::<u32>(), 0);
    assert!(rows.iter().flat_map(|r| &r.links).all(|l| l.kind != BoardLinkKind::Denial));
    let four = rows.iter().flat_map(|r| &r.figures).find(|f| f.figure == "4").unwrap();
    assert_eq!(four.mentions, 1);
    // What excluded text alone says is no claim to propose.
    let proposed = |p: &Project| {
        let probe = Probe { text: "The depot will be rebuilt".to_owned(), ..Probe::default() };
        similar_claims(p, &probe, 9).iter().any(|s| s.claim == claim(4))
    };
    assert!(!proposed(&shut));
    exclude(&mut p, 1, false);
    assert_eq!(p.summaries(), open_fire_with_region().summaries(), "kept up by each operation");
    assert!(proposed(&p));
    let b = board(&p, Grouping::Question, &BoardFilter::default());
    assert!(cards(&p, &b).iter().all(|c| !c.excluded));
}

fn open_fire_with_region() -> Project {
    let mut p = open_fire();
    exclude(&mut p, 1, false);
    p
}

#[test]
fn a_denial_does_not_say_the_figure() {
    let mut p = fire();
    let figures = p.claims()[&claim(1)].quantities.clone();
    let b = board(&p, Grouping::Question, &BoardFilter::default());
    let fuel = b.outline.rows[1].mentions().next().unwrap().claim;
    p.apply_all(&[Op::EditClaim(fuel, ClaimEdit::Quantities(figures))]).unwrap();
    let row = board(&p, Grouping::Question, &BoardFilter::default()).row(&p, 1).unwrap();
    assert_eq!((row.denials, row.figures[0].mentions), (1, 1));
}

#[test]
fn conflicts_are_computed_and_updates_are_none() {
    let p = fire();
    let b = board(&p, Grouping::Question, &BoardFilter::default());
    let rows = rows(&p, &b);
    let links = |n: usize| -> Vec<_> {
        let mut all: Vec<_> =
            rows[n].links.iter().map(|l| (l.kind, l.from.1, l.to.1, l.link.is_some())).collect();
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
fn a_card_says_what_contradicts_it_and_where() {
    let mut p = open_fire();
    // The Standard's toll is told in the Wire, too, and denied there; and once more in one text.
    add_mention(&mut p, 10, 2, 0, by(0));
    let denial = |who| Says(Stance::Denies, Certainty::Unset, Anonymity::Named, vec![entity(who)]);
    add_mention(&mut p, 11, 2, 0, Some(denial(2)));
    add_mention(&mut p, 12, 0, 4, own());
    add_mention(&mut p, 13, 0, 0, own());
    let p = closed(p);
    let b = board(&p, Grouping::Question, &BoardFilter::default());
    let rows = rows(&p, &b);
    let row = &rows[0];
    let cells: Vec<Vec<usize>> =
        row.cells.iter().map(|c| c.claims().map(<[_]>::len).collect()).collect();
    assert_eq!(cells, [vec![1], vec![2], vec![1, 2], vec![1]], "a card a claim");
    let said = |d: u128, n: u128| -> Vec<String> {
        let all = row.card_links();
        let links = all.get(&(doc(d), ann(n))).into_iter().flatten();
        let one = |l: &glossator_core::query::CardLink| {
            let way = if l.outgoing { "to" } else { "from" };
            format!("{:?} {way} {} {}", l.link.kind, l.figure, l.place)
        };
        links.map(one).collect()
    };
    let all = row.card_links();
    let figures = &all[&(doc(0), ann(1))][0];
    assert_eq!(figures.ends, ["Halvern Standard: 9", "Marrow Bay Courier: 4"]);
    // The nearest card of the other claim is named.
    assert_eq!(
        said(0, 1),
        ["Figures to 4 Courier 1", "Denial from 9 Wire 3", "Updates to ≥ 6 Calder 1"]
    );
    assert_eq!(said(2, 3), ["Figures from 9 Wire 2", "Figures to ≥ 6 Calder 1"]);
    // Who denies on the same card stands there.
    assert_eq!(said(2, 10), ["Figures to 4 Wire 1", "Updates to ≥ 6 Calder 1"]);
    let links = rows[1].card_links();
    let fuel = &links[&(doc(1), ann(6))];
    assert_eq!((fuel[0].link.kind, fuel[0].outgoing), (BoardLinkKind::Denial, true));
    assert_eq!((fuel[0].other, fuel[0].link.from), ((doc(0), ann(5)), (doc(1), ann(6))));
}

#[test]
fn a_card_says_what_connects_it_with_other_rows() {
    let mut p = fire();
    let said =
        |b: &Board, p: &Project| -> Vec<(u128, BoardLinkKind, bool, String, Option<usize>)> {
            let of_row = |row: &Arc<BoardRow>| {
                let links = row.card_links().into_iter();
                let of_card = |((_, id), links): (_, Vec<_>)| {
                    let number = (1..20).find(|n| ann(*n) == id).unwrap();
                    let far = links.into_iter().filter(|l: &CardLink| l.row.is_some());
                    far.map(move |l| (number, l.link.kind, l.outgoing, l.place, l.row))
                        .collect::<Vec<_>>()
                };
                links.flat_map(of_card).collect::<Vec<_>>()
            };
            let mut all: Vec<_> = rows(p, b).iter().flat_map(of_row).collect();
            all.sort();
            all
        };
    let by_question = board(&p, Grouping::Question, &BoardFilter::default());
    assert_eq!(said(&by_question, &p), [], "all is in one row");
    let by_document = board(&p, Grouping::Document, &BoardFilter::default());
    let row_of = |b: &Board, n| {
        let mut rows = b.outline.rows.iter();
        rows.position(|r| r.mentions().any(|m| m.card.1 == ann(n)))
    };
    let link = |b: &Board, from, kind, outgoing, place: &str, to| {
        (from, kind, outgoing, place.to_owned(), row_of(b, to))
    };
    let b = &by_document;
    assert_eq!(
        said(b, &p),
        [
            link(b, 1, BoardLinkKind::Updates, true, "Calder 1", 4),
            link(b, 4, BoardLinkKind::Updates, false, "Standard 1", 1),
            link(b, 5, BoardLinkKind::Denial, false, "Courier 2", 6),
            link(b, 6, BoardLinkKind::Denial, true, "Standard 2", 5),
        ]
    );
    // A link of claims that answer other questions is in no row.
    add_link(&mut p, 2, 3, 0, ClaimLinkType::Refutes);
    let b = &board(&p, Grouping::Question, &BoardFilter::default());
    assert_eq!(
        said(b, &p),
        [
            link(b, 1, BoardLinkKind::Refutes, false, "Courier 2", 6),
            link(b, 5, BoardLinkKind::Refutes, true, "Standard 1", 1),
            link(b, 6, BoardLinkKind::Refutes, true, "Standard 1", 1),
        ]
    );
    let shown: usize = rows(&p, b).iter().flat_map(|r| &r.links).count();
    assert_eq!(shown, rows(&fire(), &by_question).iter().flat_map(|r| &r.links).count());
    // What a filter hides cannot be gone to.
    let filter = BoardFilter { topic: Some(TOLL.to_owned()), ..BoardFilter::default() };
    assert_eq!(said(&board(&p, Grouping::Question, &filter), &p), []);
}

#[test]
fn what_an_annotator_says_replaces_what_is_computed() {
    let mut p = fire();
    add_link(&mut p, 2, 1, 0, ClaimLinkType::Refutes);
    let b = board(&p, Grouping::Question, &BoardFilter::default());
    let rows = rows(&p, &b);
    let between = |l: &&glossator_core::query::BoardLink| {
        [l.from.1, l.to.1].contains(&ann(1)) && [l.from.1, l.to.1].contains(&ann(2))
    };
    let kinds: Vec<_> = rows[0].links.iter().filter(between).map(|l| l.kind).collect();
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
    let titles: Vec<&str> = b.outline.rows.iter().map(|r| r.title.as_str()).collect();
    assert_eq!(
        titles,
        ["Marrow Bay Courier", "Halvern Standard", "Northline Wire", "Radio Calder"]
    );
    assert_eq!(b.columns[0].key, Header::Question(TOLL.into()));
    assert_eq!(b.columns.last().unwrap().key, Header::Question(String::new()));
    let b = board(&p, Grouping::Speaker, &BoardFilter::default());
    assert_eq!(b.outline.rows[0].title, "Oren Valk");
    assert_eq!(b.outline.rows[0].cells.len(), 2);
    assert!(b.outline.rows.iter().any(|r| r.title == "Halvern Standard"));
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
fn the_margin_does_not_name_the_document_that_is_read() {
    let mut p = empty_project();
    add_claim(&mut p, 0, "Nine people died.", TOLL);
    add_claim(&mut p, 1, "Six people died.", TOLL);
    add_link(&mut p, 0, 0, 1, ClaimLinkType::Refutes);
    add_document(&mut p, doc(0), &"Fire at Pier Nine. ".repeat(4));
    add_mention(&mut p, 0, 0, 0, own());
    add_mention(&mut p, 1, 0, 1, own());
    let all = glosses(&p, doc(0));
    let places: Vec<_> = all[&ann(0)].shown.iter().map(|g| g.place.as_str()).collect();
    assert_eq!(places, ["claim 2, here"]);
}

/// How many sources the one claim of these documents has. Each mention has a chain of speakers;
/// nobody is implicit.
fn sources(chains: &[&[Option<u128>]], republished: &[Option<&str>]) -> u32 {
    sources_of(chains, &[], republished)
}

/// As [`sources`]; the documents are published by these, or by nobody known.
fn sources_of(
    chains: &[&[Option<u128>]],
    publishers: &[&str],
    republished: &[Option<&str>],
) -> u32 {
    let mut p = empty_project();
    add_claim(&mut p, 9, "Nine ships burned.", "How many ships?");
    for n in 0..2 {
        let e = Entity::named(entity(n), format!("Agency {n}"), Some("ORG".into()));
        p.apply_all(&[Op::AddEntity(Box::new(e))]).unwrap();
    }
    for (n, (hops, from)) in (0u128..).zip(chains.iter().zip(republished)) {
        let hop = |who: &Option<u128>| Hop {
            stance: Stance::Reports,
            entity: who.iter().map(|n| entity(*n)).collect(),
            ..Hop::default()
        };
        add_document(&mut p, doc(n), "Nine ships burned at the pier, they say, and more.");
        add_mention(&mut p, 20 + n, n, 9, own());
        let chain = Chain { hops: hops.iter().map(hop).collect() };
        let chains = if hops.is_empty() { vec![] } else { vec![chain] };
        let body = Body::Claim { claim: claim(9), chains };
        let edit = AnnotationEdit::Body(Box::new(body));
        p.apply_all(&[Op::EditAnnotation(doc(n), ann(20 + n), edit)]).unwrap();
        let publisher = publishers.get(n as usize).map(|name| (*name).to_owned());
        for (field, value) in [
            (MetaField::RepublishedFrom, from.map(str::to_owned)),
            (MetaField::Publisher, publisher),
        ] {
            p.apply_all(&[Op::EditDocument(doc(n), DocumentEdit::Meta(field, value))]).unwrap();
        }
    }
    let b = board(&p, Grouping::Question, &BoardFilter::default());
    let card = cards(&p, &b).into_iter().find(|c| c.claim == claim(9)).unwrap();
    assert_eq!(card.support.mentions as usize, chains.len());
    card.support.roots
}

#[test]
fn support_is_counted_by_who_is_named_last() {
    let agency: &[Option<u128>] = &[Some(0), None];
    assert_eq!(sources(&[agency, agency, agency], &[None; 3]), 1, "one agency behind three papers");
    assert_eq!(sources(&[agency, &[Some(1), Some(0)]], &[None; 2]), 1);
    assert_eq!(sources(&[agency, &[Some(0), Some(1)]], &[None; 2]), 2);
    assert_eq!(sources(&[&[None], &[]], &[None; 2]), 2, "two outlets, each in its own voice");
}

#[test]
fn an_agency_is_one_source_whether_it_is_cited_reposted_or_read() {
    let (own, cites): (&[Option<u128>], &[Option<u128>]) = (&[], &[Some(0)]);
    // Entity 0 is called so; a repost is written otherwise.
    assert_eq!(
        sources_of(
            &[own, cites, own],
            &["Agency 0", "Courier", "Tribune"],
            &[None, None, Some("AGENCY  0")]
        ),
        1
    );
    assert_eq!(
        sources_of(&[own, own], &["Courier", "courier "], &[None; 2]),
        1,
        "one outlet twice"
    );
    assert_eq!(sources_of(&[own, own], &["Courier", "Tribune"], &[None; 2]), 2);
    assert_eq!(
        sources_of(&[own, cites], &["Agency 1", "Courier"], &[None; 2]),
        2,
        "another agency"
    );
}

#[test]
fn reposts_are_one_source() {
    let own: &[Option<u128>] = &[];
    let wire = Some("Northline Wire");
    assert_eq!(sources(&[own, own], &[wire, wire]), 1);
    assert_eq!(sources(&[own, own], &[wire, None]), 2);
    assert_eq!(sources(&[own, own, own], &[wire, Some("AP"), wire]), 2);
    assert_eq!(sources(&[own, &[Some(0)]], &[wire, wire]), 2, "who is named counts more");
}
