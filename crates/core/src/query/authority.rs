//! Finding entries of an authority file.

use std::cmp::Reverse;

use super::candidates::{Match, compare};
use super::fold::Words;
use super::names::NameIndex;
use crate::model::{AuthorityRow, AuthorityRows};

/// The rows of an authority file, indexed by name. Made once.
#[derive(Debug, Clone, Default)]
pub struct AuthorityIndex {
    rows: AuthorityRows,
    names: NameIndex,
}

/// How well a row fits: the smaller, the better. Of equals the shorter name counts.
type Fit = (Match, Reverse<u32>, usize);

/// A row that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorityHit {
    /// The row's place in the file, counted from 0.
    pub place: usize,
    /// The row.
    pub row: AuthorityRow,
    /// Why it fits.
    pub why: Match,
}

impl AuthorityIndex {
    /// Indexes rows by their names and aliases.
    pub fn new(rows: AuthorityRows) -> Self {
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let names = NameIndex::of(
            (0..count).flat_map(|row| names(&rows, row as usize).map(move |name| (row, name))),
        );
        Self { rows, names }
    }

    /// The rows.
    pub fn rows(&self) -> &AuthorityRows {
        &self.rows
    }

    /// The rows that `text` may mean, likeliest first: called so, its initials or what it
    /// is the initials of, beginning so, spelt alike, sharing words. None for an empty text.
    pub fn search(&self, text: &str, limit: usize) -> Vec<AuthorityHit> {
        let wanted = Words::of(text);
        let mut found: Vec<(Fit, usize)> = Vec::new();
        for row in self.names.find(&wanted) {
            let row = row as usize;
            let fits = names(&self.rows, row).enumerate().filter_map(|(n, name)| {
                let (why, shared) = compare(&wanted, &Words::of(name))?;
                let why = if n > 0 && why == Match::Name { Match::Alias } else { why };
                Some((why, Reverse(shared), name.len()))
            });
            found.extend(fits.min().map(|fit| (fit, row)));
        }
        found.sort_unstable();
        found.truncate(limit);
        let hit = |(fit, place): (Fit, usize)| {
            Some(AuthorityHit { place, row: self.rows.get(place)?, why: fit.0 })
        };
        found.into_iter().filter_map(hit).collect()
    }

    /// How many bytes rows and index take in memory.
    pub fn bytes(&self) -> usize {
        self.rows.bytes() + self.names.bytes()
    }
}

fn names(rows: &AuthorityRows, row: usize) -> impl Iterator<Item = &str> {
    std::iter::once(rows.name(row)).chain(rows.aliases(row))
}
