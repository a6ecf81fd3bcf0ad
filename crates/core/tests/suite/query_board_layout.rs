//! Lines between cards, cards of a cell, the scale of figures, arrows on the board.
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
        outlet: String::new(),
        stance: Stance::Asserts,
        certainty: 0,
        figure: String::new(),
        of: String::new(),
        text: String::new(),
        chain: Vec::new(),
        source: SourceKind::OwnVoice,
        in_conflict: false,
        excluded: false,
        support: Support::default(),
    }
}

/// A mention of document `n`.
fn mention(n: u128, of: u128) -> OutlineMention {
    OutlineMention { card: (doc(n), ann(n)), claim: claim(of) }
}

/// A row with a mention in each of these columns.
fn row(columns: &[usize]) -> OutlineRow {
    let cell =
        |n: &usize| OutlineCell { column: *n, mentions: vec![mention(*n as u128, *n as u128)] };
    OutlineRow {
        key: Header::Question(String::new()),
        title: String::new(),
        cells: columns.iter().map(cell).collect(),
    }
}

/// The cards of a board in columns of 164 pixels with 14 between them, each of these heights.
fn boxes(heights: &[Vec<u8>]) -> Vec<CardBox> {
    let column = |(n, heights): (usize, &Vec<u8>)| {
        let left = 192.0 + 178.0 * n as f64;
        let mut top = 16.0;
        let cards = heights.iter().map(|h| {
            let bottom = top + 40.0 + f64::from(*h);
            let at = CardBox { left, top, right: left + 164.0, bottom };
            top = bottom + 8.0;
            at
        });
        cards.collect::<Vec<_>>()
    };
    heights.iter().enumerate().flat_map(column).collect()
}

proptest! {
    #[test]
    fn a_line_runs_over_no_card(
        heights in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..4), 1..6),
        (a, b) in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        (n, down) in (0usize..9, 0.0f64..300.0),
    ) {
        let boxes = boxes(&heights);
        let (from, to) = (boxes[a.index(boxes.len())], boxes[b.index(boxes.len())]);
        prop_assume!(from != to);
        let line = card_line(from, from.top + down, to, n);
        let at_edge = |(x, y): (f64, f64), at: CardBox| {
            (x == at.left || x == at.right) && at.top <= y && y <= at.bottom
        };
        prop_assert!(at_edge(line[0], from) && at_edge(line[line.len() - 1], to), "{line:?}");
        for ends in line.windows(2) {
            let [(x0, y0), (x1, y1)] = [ends[0], ends[1]];
            prop_assert!(x0 == x1 || y0 == y1, "{line:?}");
            prop_assert!(y0.min(y1) > 0.0);
            for at in &boxes {
                let over = x0.max(x1) > at.left && x0.min(x1) < at.right
                    && y0.max(y1) > at.top && y0.min(y1) < at.bottom;
                prop_assert!(!over, "{line:?} lies over {at:?}");
            }
        }
    }
}

#[test]
fn lines_of_one_card_do_not_lie_over_each_other() {
    let boxes = boxes(&[vec![60, 60], vec![60], vec![60]]);
    let turns: Vec<f64> =
        (0..3).map(|n| card_line(boxes[0], boxes[0].top + 30.0, boxes[3], n)[1].0).collect();
    assert!(turns.windows(2).all(|w| (w[0] - w[1]).abs() >= 3.0), "{turns:?}");
}

#[test]
fn a_cell_has_a_card_for_each_claim() {
    let cell =
        Cell { column: 0, cards: vec![card(1), Card { mention: ann(7), ..card(1) }, card(2)] };
    let lengths: Vec<usize> = cell.claims().map(<[_]>::len).collect();
    assert_eq!(lengths, [2, 1]);
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
    let mut rows = vec![row(&[0, 3]), row(&[1, 2, 5])];
    rows[0].cells[1].mentions.push(mention(9, 9));
    let b = Outline { rows };
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
    // Beside a claim's mention the same claim comes first, or else the one in the same place.
    let mut beside = b.clone();
    let [left, right] = [0, 1].map(|n| beside.rows[0].cells[n].column);
    assert_eq!((left, right), (0, 3));
    let twice = OutlineMention { card: (doc(9), ann(20)), ..mention(9, 9) };
    beside.rows[0].cells[0].mentions.push(twice);
    let at = Place { row: 0, card: (doc(9), ann(20)) };
    assert_eq!(beside.step(at, Toward::Right, false), Some(place(0, 9)));
    assert_eq!(beside.step(place(0, 9), Toward::Left, false), Some(at));
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
