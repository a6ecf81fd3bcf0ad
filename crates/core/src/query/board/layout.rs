//! Where things of a row stand: its figures on one scale, and which mention an arrow key leads
//! to.

use super::{CardRef, FigureCount, Outline, OutlineCell, OutlineRow};
use crate::quantity;

/// How many figures one scale shows at most.
const MOST_FIGURES: usize = 6;

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

impl Outline {
    /// The place itself if its card is still there, or else one of the same card, or else
    /// the first.
    pub fn settle(&self, at: Option<Place>) -> Option<Place> {
        let has = |row: &OutlineRow, card| place_in(row, card).is_some();
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
            let n = n.min(cell.mentions.len().saturating_sub(1));
            Some(Place { row: at.row, card: card_ref(cell, n)? })
        };
        let last = row.cells.len().saturating_sub(1);
        let cards = row.cells[cell].mentions.len();
        let beside = |to: usize| here(to, counterpart(&row.cells[cell], n, row.cells.get(to)?));
        match toward {
            Toward::First => here(0, 0),
            Toward::Last => here(last, usize::MAX),
            Toward::Left if flat && n > 0 => here(cell, n - 1),
            Toward::Left if flat => here(cell.checked_sub(1)?, usize::MAX),
            Toward::Left => beside(cell.checked_sub(1)?),
            Toward::Right if flat && n + 1 < cards => here(cell, n + 1),
            Toward::Right if flat => here(cell + 1, 0),
            Toward::Right => beside(cell + 1),
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
        let n = if last { cell.mentions.len().saturating_sub(1) } else { 0 };
        Some(Place { row, card: card_ref(cell, n)? })
    }
}

/// The mention of another cell that stands beside the `n`th of a cell: the first of the same
/// claim, or else of the claim in the same place.
fn counterpart(cell: &OutlineCell, n: usize, other: &OutlineCell) -> usize {
    let claim = cell.mentions.get(n).map(|c| c.claim);
    let same = other.mentions.iter().position(|c| Some(c.claim) == claim);
    same.unwrap_or_else(|| {
        let starts = |cell: &OutlineCell| {
            let lengths = cell.claims().map(<[_]>::len);
            lengths
                .scan(0, |next, len| Some(std::mem::replace(next, *next + len)))
                .collect::<Vec<usize>>()
        };
        let place = starts(cell).iter().filter(|start| **start <= n).count();
        let starts = starts(other);
        starts.get(place.min(starts.len()).saturating_sub(1)).copied().unwrap_or_default()
    })
}

fn card_ref(cell: &OutlineCell, n: usize) -> Option<CardRef> {
    cell.mentions.get(n).map(|m| m.card)
}

/// The cell of a card, and its place there.
fn place_in(row: &OutlineRow, card: CardRef) -> Option<(usize, usize)> {
    row.cells.iter().enumerate().find_map(|(at, cell)| {
        let n = cell.mentions.iter().position(|m| m.card == card)?;
        Some((at, n))
    })
}
