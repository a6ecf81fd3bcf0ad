//! Where things of a row stand: the lines between its cards, its figures on one scale, and
//! which card an arrow key leads to.

use std::collections::HashMap;

use super::{Board, BoardLink, BoardRow, CardRef, FigureCount};
use crate::quantity;

/// The space between the ends of two lines at one column, in CSS pixels.
const END_GAP: i32 = 16;
/// How many figures one scale shows at most.
const MOST_FIGURES: usize = 6;

/// The lines below a row's cards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkLanes {
    /// The lines that are drawn, the most important first.
    pub drawn: Vec<LaneLink>,
    /// How many lanes they take.
    pub lanes: usize,
    /// How many connections find no lane.
    pub hidden: u32,
}

/// A line between two columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneLink {
    /// The connection.
    pub link: BoardLink,
    /// The column on the left.
    pub left: usize,
    /// The column on the right; the same one for cards of one cell.
    pub right: usize,
    /// The lane, from 0 next to the cards.
    pub lane: usize,
    /// How far from the middle of the left column the line ends, in CSS pixels.
    pub left_offset: i32,
    /// How far from the middle of the right column.
    pub right_offset: i32,
}

/// The lines of a row in at most `most` lanes, such that no two lie over each other.
/// Conflicts come first; of two connections of the same cards the more important is drawn.
pub fn link_lanes(row: &BoardRow, most: usize) -> LinkLanes {
    let columns: HashMap<CardRef, usize> = row
        .cells
        .iter()
        .flat_map(|cell| cell.cards.iter().map(|c| ((c.document, c.mention), cell.column)))
        .collect();
    let mut links: Vec<(&BoardLink, usize, usize)> = row
        .links
        .iter()
        .filter_map(|l| {
            let (a, b) = (*columns.get(&l.from)?, *columns.get(&l.to)?);
            Some((l, a.min(b), a.max(b)))
        })
        .collect();
    links.sort_by_key(|(l, left, right)| (l.kind, right - left, *left));
    let mut seen = std::collections::HashSet::new();
    links.retain(|(l, ..)| seen.insert((l.from.min(l.to), l.from.max(l.to))));
    let mut out = LinkLanes::default();
    // Of each lane, the intervals in it; in half columns, so that a cell has a width.
    let mut taken: Vec<Vec<(usize, usize)>> = Vec::new();
    for (link, left, right) in links {
        let span =
            if left == right { (2 * left, 2 * left + 2) } else { (2 * left + 1, 2 * right + 1) };
        let is_free = |lane: &Vec<(usize, usize)>| {
            lane.iter().all(|(start, end)| *end <= span.0 || span.1 <= *start)
        };
        let lane = match taken.iter().position(is_free) {
            Some(lane) => lane,
            None if taken.len() < most => {
                taken.push(Vec::new());
                taken.len() - 1
            }
            None => {
                out.hidden += 1;
                continue;
            }
        };
        taken[lane].push(span);
        let link = link.clone();
        out.drawn.push(LaneLink { link, left, right, lane, left_offset: 0, right_offset: 0 });
    }
    out.lanes = taken.len();
    spread_ends(&mut out.drawn);
    out
}

/// Sets the lines' ends at one column beside each other, so that no line crosses another
/// at its end: those that go left before those that go right, deep ones inside.
fn spread_ends(lines: &mut [LaneLink]) {
    let mut ends: HashMap<usize, Vec<(bool, i64, usize)>> = HashMap::new();
    for (n, l) in lines.iter().enumerate().filter(|(_, l)| l.left != l.right) {
        let lane = i64::try_from(l.lane).unwrap_or(i64::MAX);
        ends.entry(l.left).or_default().push((true, -lane, n));
        ends.entry(l.right).or_default().push((false, lane, n));
    }
    for at in ends.values_mut() {
        at.sort_unstable();
        let last = i32::try_from(at.len()).unwrap_or(i32::MAX) - 1;
        for ((goes_right, _, n), place) in at.iter().zip(0..) {
            let offset = (2 * place - last) * END_GAP / 2;
            let line = &mut lines[*n];
            *(if *goes_right { &mut line.left_offset } else { &mut line.right_offset }) = offset;
        }
    }
}

/// Where the figures of a row stand on one scale, in percent of its length. Empty where a
/// scale would say nothing: for a single figure, for more than six, and for figures that
/// count different things or have no number.
pub fn figure_scale(figures: &[FigureCount]) -> Vec<f64> {
    let value = |f: &FigureCount| f.quantity.min.or(f.quantity.max).filter(|v| v.is_finite());
    let values: Vec<f64> = figures.iter().filter_map(value).collect();
    let alike = |f: &FigureCount| {
        let (a, b) = (&f.quantity, &figures[0].quantity);
        a.unit == b.unit && quantity::same_of(a, b)
    };
    if !(2..=MOST_FIGURES).contains(&figures.len())
        || values.len() != figures.len()
        || !figures.iter().all(alike)
    {
        return Vec::new();
    }
    let (low, high) = (values[0], values[values.len() - 1]);
    let range = if high > low { high - low } else { 1.0 };
    let mut places: Vec<f64> = values.iter().map(|v| 10.0 + 80.0 * (v - low) / range).collect();
    // Words above the points need some room.
    let gap = 80.0 / f64::from(u32::try_from(places.len()).unwrap_or(1));
    for n in 1..places.len() {
        places[n] = places[n].max(places[n - 1] + gap);
    }
    let over = (places[places.len() - 1] - 90.0).max(0.0);
    if over > 0.0 {
        let mut most = 90.0;
        for place in places.iter_mut().rev() {
            *place = place.min(most);
            most = *place - gap;
        }
    }
    places
}

/// Where the focus of the board is. A card can stand in several rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The row.
    pub row: usize,
    /// The card in it.
    pub card: CardRef,
}

/// Which way an arrow key leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// The card to the left.
    Left,
    /// The card to the right.
    Right,
    /// The card above.
    Up,
    /// The card below.
    Down,
    /// The first card of the row.
    First,
    /// The last card of the row.
    Last,
}

impl Board {
    /// The place itself if its card is still there, or else one of the same card, or else
    /// the first.
    pub fn settle(&self, at: Option<Place>) -> Option<Place> {
        let has = |row: &BoardRow, card| place_in(row, card).is_some();
        let same = at.filter(|at| self.rows.get(at.row).is_some_and(|row| has(row, at.card)));
        let moved = || {
            let card = at?.card;
            let row = self.rows.iter().position(|row| has(row, card))?;
            Some(Place { row, card })
        };
        same.or_else(moved).or_else(|| self.first_of(0))
    }

    fn first_of(&self, row: usize) -> Option<Place> {
        let cell = self.rows.get(row)?.cells.first()?;
        Some(Place { row, card: card_ref(cell, 0)? })
    }

    /// The card that an arrow leads to; none at the edge. `flat`: the row's cards flow one
    /// after another, not in columns.
    pub fn step(&self, at: Place, toward: Toward, flat: bool) -> Option<Place> {
        let row = self.rows.get(at.row)?;
        let (cell, n) = place_in(row, at.card)?;
        let here = |cell: usize, n: usize| {
            let cell = row.cells.get(cell)?;
            let n = n.min(cell.cards.len().saturating_sub(1));
            Some(Place { row: at.row, card: card_ref(cell, n)? })
        };
        let last = row.cells.len().saturating_sub(1);
        let cards = row.cells[cell].cards.len();
        match toward {
            Toward::First => here(0, 0),
            Toward::Last => here(last, usize::MAX),
            Toward::Left if flat && n > 0 => here(cell, n - 1),
            Toward::Left => here(cell.checked_sub(1)?, if flat { usize::MAX } else { n }),
            Toward::Right if flat && n + 1 < cards => here(cell, n + 1),
            Toward::Right => here(cell + 1, if flat { 0 } else { n }),
            Toward::Up if !flat && n > 0 => here(cell, n - 1),
            Toward::Down if !flat && n + 1 < cards => here(cell, n + 1),
            Toward::Up if flat => self.first_of(at.row.checked_sub(1)?),
            Toward::Down if flat => self.first_of(at.row + 1),
            Toward::Up => self.nearest(at.row.checked_sub(1)?, row.cells[cell].column, true),
            Toward::Down => self.nearest(at.row + 1, row.cells[cell].column, false),
        }
    }

    /// The card of a row that is nearest to a column; the last of its cell, or the first.
    fn nearest(&self, row: usize, column: usize, last: bool) -> Option<Place> {
        let cells = &self.rows.get(row)?.cells;
        let cell = cells.iter().min_by_key(|c| c.column.abs_diff(column))?;
        let n = if last { cell.cards.len().saturating_sub(1) } else { 0 };
        Some(Place { row, card: card_ref(cell, n)? })
    }

    /// A card by its place.
    pub fn card(&self, at: Place) -> Option<&super::Card> {
        let row = self.rows.get(at.row)?;
        let (cell, n) = place_in(row, at.card)?;
        row.cells[cell].cards.get(n)
    }
}

fn card_ref(cell: &super::Cell, n: usize) -> Option<CardRef> {
    cell.cards.get(n).map(|c| (c.document, c.mention))
}

/// The cell of a card, and its place there.
fn place_in(row: &BoardRow, card: CardRef) -> Option<(usize, usize)> {
    row.cells.iter().enumerate().find_map(|(at, cell)| {
        let n = cell.cards.iter().position(|c| (c.document, c.mention) == card)?;
        Some((at, n))
    })
}
