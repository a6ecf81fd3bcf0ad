//! Lines between cards, the scale of figures, arrows on the board.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::support;

use glossator_core::model::*;
use glossator_core::quantity::propose;
use glossator_core::query::*;
use proptest::prelude::*;
use support::*;

/// A card of document and mention `n`, in the column `n`.
fn card(n: u128) -> Card {
    Card {
        claim: claim(n),
        document: doc(n),
        mention: ann(n),
        number: 1,
        stance: Stance::Asserts,
        certainty: 0,
        figure: String::new(),
        of: String::new(),
        text: String::new(),
        chain: Vec::new(),
        source: SourceKind::OwnVoice,
        in_conflict: false,
        support: Support::default(),
    }
}

/// A row with a card in each of these columns, and connections between columns.
fn row(columns: &[usize], links: &[(usize, usize, BoardLinkKind)]) -> BoardRow {
    let at = |n: usize| (doc(n as u128), ann(n as u128));
    let cell = |n: &usize| Cell { column: *n, cards: vec![card(*n as u128)] };
    let link = |(a, b, kind): &(usize, usize, BoardLinkKind)| BoardLink {
        kind: *kind,
        from: at(*a),
        to: at(*b),
        link: None,
    };
    BoardRow {
        key: Header::Question(String::new()),
        title: String::new(),
        cells: columns.iter().map(cell).collect(),
        figures: Vec::new(),
        conflicting: 0,
        denials: 0,
        support: Support::default(),
        links: links.iter().map(link).collect(),
    }
}

proptest! {
    /// Every pair is drawn once or counted as hidden; lines of a lane share no more than
    /// an end, and there they do not touch.
    #[test]
    fn lines_never_lie_over_each_other(
        pairs in prop::collection::vec((0usize..8, 0usize..8, 0usize..3), 0..24),
        most in 1usize..5,
    ) {
        let kinds = [BoardLinkKind::Refutes, BoardLinkKind::Updates, BoardLinkKind::Identical];
        let links: Vec<_> = pairs.iter().map(|(a, b, k)| (*a, *b, kinds[*k])).collect();
        let lanes = link_lanes(&row(&[0, 1, 2, 3, 4, 5, 6, 7], &links), most);
        let distinct: std::collections::BTreeSet<_> =
            pairs.iter().map(|(a, b, _)| (a.min(b), a.max(b))).collect();
        prop_assert_eq!(lanes.drawn.len() + lanes.hidden as usize, distinct.len());
        prop_assert!(lanes.lanes <= most);
        let ends = |l: &LaneLink| {
            let x = |column: usize, offset: i32| column as i32 * 1000 + 500 + offset;
            match l.left == l.right {
                true => (l.left as i32 * 1000, l.right as i32 * 1000 + 999),
                false => (x(l.left, l.left_offset), x(l.right, l.right_offset)),
            }
        };
        for (n, a) in lanes.drawn.iter().enumerate() {
            for b in &lanes.drawn[n + 1..] {
                if a.lane == b.lane {
                    let ((a0, a1), (b0, b1)) = (ends(a), ends(b));
                    prop_assert!(a1 < b0 || b1 < a0, "{a:?} {b:?}");
                }
            }
        }
    }
}

#[test]
fn the_more_important_connection_of_two_cards_is_drawn() {
    use BoardLinkKind::{Identical, Refutes, Updates};
    let links = [(0, 1, Identical), (1, 0, Refutes), (0, 2, Updates), (0, 2, Identical)];
    let lanes = link_lanes(&row(&[0, 1, 2], &links), 4);
    let kinds: Vec<_> = lanes.drawn.iter().map(|l| (l.link.kind, l.left, l.right)).collect();
    assert_eq!(kinds, [(Refutes, 0, 1), (Updates, 0, 2)]);
    // Two lines leave column 0 to the right: the deeper one on the left.
    assert!(lanes.drawn[1].left_offset < lanes.drawn[0].left_offset);
}

#[test]
fn figures_stand_in_order_with_room_for_their_words() {
    let of = |words: &str| FigureCount {
        figure: words.to_owned(),
        quantity: propose(words).remove(0),
        mentions: 1,
        in_conflict: false,
    };
    let scale = figure_scale(&[of("4 dead"), of("5 dead"), of("100 dead")]);
    assert!(scale.windows(2).all(|w| w[1] - w[0] >= 26.0), "{scale:?}");
    assert!(scale[0] >= 10.0 - 1e-9 && scale[2] <= 90.0 + 1e-9, "{scale:?}");
    assert!(figure_scale(&[of("4 dead")]).is_empty());
    assert!(figure_scale(&[of("4 dead"), of("9 hurt")]).is_empty(), "they count different things");
}

#[test]
fn arrows_go_to_the_nearest_card() {
    let place = |row, n: u128| Place { row, card: (doc(n), ann(n)) };
    let mut rows = vec![row(&[0, 3], &[]), row(&[1, 2, 5], &[])];
    rows[0].cells[1].cards.push(Card { mention: ann(9), document: doc(9), ..card(9) });
    let b = Board {
        columns: Vec::new(),
        rows,
        counts: BoardCounts::default(),
        claims: 0,
        mentions: 0,
        in_conflict: 0,
    };
    for (from, toward, to) in [
        (place(0, 0), Toward::Right, Some(place(0, 3))),
        (place(0, 3), Toward::Down, Some(place(0, 9))),
        (place(0, 9), Toward::Down, Some(place(1, 2))),
        (place(1, 2), Toward::Up, Some(place(0, 9))),
        (place(1, 5), Toward::Right, None),
        (place(0, 0), Toward::Up, None),
        (place(1, 5), Toward::First, Some(place(1, 1))),
        (place(0, 0), Toward::Last, Some(place(0, 9))),
    ] {
        assert_eq!(b.step(from, toward, false), to, "{from:?} {toward:?}");
    }
    // Flowing, the arrows go through every card.
    let mut at = place(0, 0);
    let mut seen = 1;
    while let Some(next) = b.step(at, Toward::Right, true) {
        (at, seen) = (next, seen + 1);
    }
    assert_eq!((at, seen), (place(0, 9), 3));
    assert_eq!(b.step(at, Toward::Down, true), Some(place(1, 1)));
    // A card that moved to another row is found there, one that is gone gives the first.
    assert_eq!(b.settle(Some(place(0, 5))), Some(place(1, 5)));
    assert_eq!(b.settle(Some(place(1, 77))), Some(place(0, 0)));
    assert_eq!(b.settle(None), Some(place(0, 0)));
}
