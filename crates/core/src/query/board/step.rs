//! Going from card to card by the arrow keys.

use super::{Board, BoardRow, Card, CardRef};

/// A way on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoardWay {
    /// To the card before, in its row.
    Left,
    /// To the card after, in its row.
    Right,
    /// To the nearest card of the row above, or above in its cell.
    Up,
    /// To the nearest card of the row below, or below in its cell.
    Down,
}

/// The card that an arrow leads to from another; the first one if that is not shown.
/// None at the board's edge.
pub fn board_step(board: &Board, from: Option<CardRef>, way: BoardWay) -> Option<CardRef> {
    let place = from.and_then(|from| {
        board.rows.iter().enumerate().find_map(|(r, row)| {
            cards(row).position(|(_, _, card)| at(card) == from).map(|n| (r, n))
        })
    });
    let Some((r, n)) = place else {
        return board.rows.iter().find_map(|row| cards(row).next()).map(|c| at(c.2));
    };
    let row = board.rows.get(r)?;
    let (column, depth, _) = cards(row).nth(n)?;
    let near = |row: &BoardRow, last: bool| {
        let distance = |c: usize| c.abs_diff(column);
        let all = cards(row);
        if last {
            all.min_by_key(|(c, d, _)| (distance(*c), std::cmp::Reverse(*d))).map(|c| at(c.2))
        } else {
            all.min_by_key(|(c, d, _)| (distance(*c), *d)).map(|c| at(c.2))
        }
    };
    let in_cell =
        |depth: usize| cards(row).find(|(c, d, _)| *c == column && *d == depth).map(|c| at(c.2));
    match way {
        BoardWay::Left => n.checked_sub(1).and_then(|n| cards(row).nth(n)).map(|c| at(c.2)),
        BoardWay::Right => cards(row).nth(n + 1).map(|c| at(c.2)),
        BoardWay::Up => match depth.checked_sub(1) {
            Some(above) => in_cell(above),
            None => board.rows.get(r.checked_sub(1)?).and_then(|row| near(row, true)),
        },
        BoardWay::Down => {
            in_cell(depth + 1).or_else(|| board.rows.get(r + 1).and_then(|row| near(row, false)))
        }
    }
}

/// The cards of a row with column and place in the cell.
fn cards(row: &BoardRow) -> impl Iterator<Item = (usize, usize, &Card)> {
    row.cells.iter().flat_map(|cell| {
        cell.cards.iter().enumerate().map(move |(depth, card)| (cell.column, depth, card))
    })
}

fn at(card: &Card) -> CardRef {
    (card.document, card.mention)
}
