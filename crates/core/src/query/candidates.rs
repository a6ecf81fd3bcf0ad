//! Which entries of the register a name may mean, likeliest first.

use std::cmp::Reverse;

use super::name_words::Words;
pub(super) use super::name_words::letter;
use super::names::tolerance;
use crate::model::{Alias, AliasKind, Entity, EntityId, LabelId, Project};

/// Why an entry is proposed; the earlier, the likelier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// It is called so.
    Name,
    /// It is called so, too.
    Alias,
    /// The one is the initials of the other.
    Initials,
    /// A name of it begins so.
    Prefix,
    /// It is spelt alike: a letter or two differ.
    Similar,
    /// Every word of the one is in the other.
    Within,
    /// They share a word.
    Word,
    /// Only in its context does the text mean it, or nothing was typed yet.
    Other,
}

/// An entry that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The entry.
    pub entity: EntityId,
    /// Its name.
    pub name: String,
    /// Its type.
    pub label: Option<LabelId>,
    /// Who or what it is; may be empty.
    pub description: String,
    /// Why it is proposed.
    pub why: Match,
    /// How often the project's texts mean it.
    pub uses: u32,
}

impl Candidate {
    /// An entry, why it is proposed, and how often texts mean it.
    pub(super) fn of(e: &Entity, why: Match, uses: u32) -> Self {
        Self {
            entity: e.id,
            name: e.name.clone(),
            label: e.label.clone(),
            description: e.description.clone(),
            why,
            uses,
        }
    }
}

/// The entries that `text` may mean, likeliest first; among equals those of the
/// mention's label first, then those used more. All entries for an empty text.
///
/// Compares every entry; for large registers there is
/// [`EntityIndex::candidates`](super::EntityIndex::candidates).
pub fn candidates(project: &Project, text: &str, label: Option<&LabelId>) -> Vec<Candidate> {
    ranked(project, project.entities().values(), &Words::of(text), label, usize::MAX)
}

/// Those of some entries that words may mean, likeliest first. Beyond `limit` (and those
/// that fit as well) they are left out before anything is counted.
pub(super) fn ranked<'a>(
    project: &Project,
    entries: impl Iterator<Item = &'a Entity>,
    wanted: &Words,
    label: Option<&LabelId>,
    limit: usize,
) -> Vec<Candidate> {
    let mut fits: Vec<(Fit, &Entity)> = entries
        .filter_map(|e| {
            let (why, shared) = best(wanted, e)?;
            Some(((why, e.label.as_ref() != label, Reverse(shared)), e))
        })
        .collect();
    fits.sort_by_key(|(fit, _)| *fit);
    if let Some((last, _)) = limit.checked_sub(1).and_then(|n| fits.get(n)) {
        let end = fits.partition_point(|(fit, _)| fit <= last);
        fits.truncate(end.min(limit.saturating_mul(4)));
    }
    let mut found: Vec<(Fit, Candidate)> = fits
        .into_iter()
        .map(|(fit, e)| (fit, Candidate::of(e, fit.0, project.entity_use(e.id).0)))
        .collect();
    found.sort_by(|(fit_a, a), (fit_b, b)| {
        fit_a
            .cmp(fit_b)
            .then(b.uses.cmp(&a.uses))
            .then_with(|| a.name.cmp(&b.name))
            .then(a.entity.cmp(&b.entity))
    });
    found.truncate(limit);
    found.into_iter().map(|(_, c)| c).collect()
}

/// How well an entry fits: why, whether it is of another type, how many words are shared.
type Fit = (Match, bool, Reverse<u32>);

/// The best match of any of an entry's names, and how many words it shares.
pub(super) fn best(wanted: &Words, e: &Entity) -> Option<(Match, u32)> {
    if wanted.folded.is_empty() {
        return Some((Match::Other, 0));
    }
    let by_name = compare(wanted, &Words::of(&e.name)).map(|(why, n)| (why, Reverse(n)));
    let by_alias = e.aliases.iter().filter_map(|alias| {
        let (why, n) = compare(wanted, &Words::of(&alias.text))?;
        Some((of_alias(alias, why), Reverse(n)))
    });
    by_alias.chain(by_name).min().map(|(why, n)| (why, n.0))
}

fn of_alias(alias: &Alias, why: Match) -> Match {
    match (alias.kind, why) {
        (AliasKind::Contextual, _) => Match::Other,
        (_, Match::Name) => Match::Alias,
        (_, why) => why,
    }
}

/// How two names fit, and how many words they share.
pub(super) fn compare(wanted: &Words, name: &Words) -> Option<(Match, u32)> {
    let shared = wanted.words.iter().filter(|w| name.words.contains(w)).count();
    let n = u32::try_from(shared).unwrap_or(u32::MAX);
    let why = if name.folded.is_empty() {
        return None;
    } else if wanted.folded == name.folded {
        Match::Name
    } else if wanted.stands_for(name) || name.stands_for(wanted) {
        Match::Initials
    } else if name.folded.starts_with(&wanted.folded) {
        Match::Prefix
    } else if alike(wanted, name) {
        Match::Similar
    } else if shared > 0 && (shared == wanted.words.len() || shared == name.words.len()) {
        Match::Within
    } else if shared > 0 || name.words.iter().any(|w| w.starts_with(&wanted.folded)) {
        Match::Word
    } else {
        return None;
    };
    Some((why, n))
}

/// Whether two names have the same words but for a letter or two of some.
fn alike(a: &Words, b: &Words) -> bool {
    if a.words.len() != b.words.len() || a.words == b.words {
        return false;
    }
    a.words.iter().zip(&b.words).all(|(x, y)| {
        let (m, n) = (x.chars().count(), y.chars().count());
        let may = tolerance(m.min(n));
        x == y || (m.abs_diff(n) <= may && may > 0 && strsim::osa_distance(x, y) <= may)
    })
}
