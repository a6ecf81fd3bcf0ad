//! The filters of the board and their counts.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::board_support;
use crate::support;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use board_support::*;
use glossator_core::model::*;
use glossator_core::ops::Op;
use glossator_core::query::{
    Board, BoardFilter, EventFilter, Grouping, LinkFacet, SourceKind, board,
};
use proptest::prelude::*;
use support::random::Random;
use support::*;

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

/// Each row says something of just the mentions that the outline has, and those with most conflicts
/// come first.
fn rows_follow_the_outline(p: &Project, b: &Board) {
    let mut order = Vec::new();
    for (outline, row) in b.outline.rows.iter().zip(rows(p, b)) {
        let stand = outline
            .cells
            .iter()
            .map(|c| (c.column, c.mentions.iter().map(|m| (m.card, m.claim)).collect::<Vec<_>>()));
        let said = row
            .cells
            .iter()
            .map(|c| (c.column, c.cards.iter().map(|c| (c.place(), c.claim)).collect::<Vec<_>>()));
        assert_eq!(said.collect::<Vec<_>>(), stand.collect::<Vec<_>>());
        let conflicts = row.links.iter().filter(|l| l.kind.is_conflict()).count();
        order.push((row.title.is_empty(), Reverse(conflicts), Reverse(outline.mentions().count())));
    }
    assert!(order.is_sorted(), "{order:?}");
}

/// Of every value of every filter: the count, and how many cards it alone shows.
fn counted(p: &Project) -> Vec<(String, u32, u32)> {
    let all = board(p, Grouping::Question, &BoardFilter::default());
    let counts = all.counts.clone();
    let shown = |filter: BoardFilter| {
        let b = board(p, Grouping::Question, &filter);
        assert_eq!(b.counts, counts, "counts do not follow the filter");
        assert_eq!(b.mentions as usize, cards(p, &b).len());
        rows_follow_the_outline(p, &b);
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
            let distinct: BTreeSet<_> = cards(&p, &b).iter().map(|c| (c.document, c.mention)).collect();
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
