//! Finding entries of an authority file.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::candidates::{Match, compare};
use super::name_words::Words;
use super::names::NameIndex;
use crate::model::{AuthorityRow, AuthorityRows};

/// The rows of an authority file, indexed by name. Made once.
#[derive(Debug, Clone, Default)]
pub struct AuthorityIndex {
    rows: AuthorityRows,
    names: NameIndex,
    /// The number of each row's first name, when all names are counted through.
    firsts: Vec<u32>,
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
    fit: Fit,
}

impl AuthorityIndex {
    /// Indexes rows by their names and aliases.
    pub fn new(rows: AuthorityRows) -> Self {
        let mut firsts = Vec::with_capacity(rows.len());
        let mut next = 0u32;
        for row in 0..rows.len() {
            firsts.push(next);
            next = next.saturating_add(u32::try_from(names(&rows, row).count()).unwrap_or(0));
        }
        let all = (0..rows.len()).flat_map(|row| names(&rows, row));
        let names = NameIndex::of((0u32..).zip(all));
        Self { rows, names, firsts }
    }

    /// The rows.
    pub fn rows(&self) -> &AuthorityRows {
        &self.rows
    }

    /// The rows that `text` may mean, likeliest first: called so, its initials or what it
    /// is the initials of, beginning so, spelt alike, sharing words. None for an empty text.
    pub fn search(&self, text: &str, limit: usize) -> Vec<AuthorityHit> {
        let wanted = Words::of(text);
        let mut best: HashMap<usize, Fit> = HashMap::new();
        for number in self.names.find(&wanted) {
            let row = self.firsts.partition_point(|first| *first <= number).saturating_sub(1);
            let n = number - self.firsts.get(row).copied().unwrap_or(number);
            let Some(name) = names(&self.rows, row).nth(n as usize) else { continue };
            let Some((why, shared)) = compare(&wanted, &Words::of(name)) else { continue };
            let why = if n > 0 && why == Match::Name { Match::Alias } else { why };
            let fit = (why, Reverse(shared), name.len());
            best.entry(row).and_modify(|known| *known = fit.min(*known)).or_insert(fit);
        }
        let mut found: Vec<(Fit, usize)> = best.into_iter().map(|(row, fit)| (fit, row)).collect();
        found.sort_unstable();
        found.truncate(limit);
        let hit = |(fit, place): (Fit, usize)| {
            Some(AuthorityHit { place, row: self.rows.get(place)?, why: fit.0, fit })
        };
        found.into_iter().filter_map(hit).collect()
    }

    /// How many bytes rows and index take in memory.
    pub fn bytes(&self) -> usize {
        self.rows.bytes() + self.names.bytes() + 4 * self.firsts.capacity()
    }
}

/// The rows of authority files, indexed portion by portion: what is searched while linking.
#[derive(Debug, Clone, Default)]
pub struct AuthorityShelf {
    /// The file that each portion is from.
    parts: Vec<(String, AuthorityIndex)>,
}

impl AuthorityShelf {
    /// Indexes a portion of a file. Takes some milliseconds for a thousand rows.
    pub fn add(&mut self, file: &str, rows: AuthorityRows) {
        self.parts.push((file.to_owned(), AuthorityIndex::new(rows)));
    }

    /// Takes a file away.
    pub fn remove(&mut self, file: &str) {
        self.parts.retain(|(name, _)| name != file);
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|(_, p)| p.rows().len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The rows that `text` may mean, likeliest first, as [`AuthorityIndex::search`] finds
    /// them. A hit's place is that in its portion.
    pub fn search(&self, text: &str, limit: usize) -> Vec<AuthorityHit> {
        let mut found: Vec<AuthorityHit> =
            self.parts.iter().flat_map(|(_, p)| p.search(text, limit)).collect();
        // Portions are in the order of the file.
        found.sort_by_key(|hit| (hit.fit.0, hit.fit.1, hit.fit.2));
        found.truncate(limit);
        found
    }
}

fn names(rows: &AuthorityRows, row: usize) -> impl Iterator<Item = &str> {
    std::iter::once(rows.name(row)).chain(rows.aliases(row))
}
