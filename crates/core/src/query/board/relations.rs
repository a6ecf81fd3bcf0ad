//! What connects claims: links of the register, and conflicts that follow from figures
//! and stances.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::BoardLinkKind;
use super::card::Entry;
use super::filter::{Facets, LinkFacet};
use crate::model::{ClaimId, ClaimLink, ClaimLinkId, ClaimLinkType, Project};
use crate::quantity::{Interval, counted_key, unit_key};

/// How many conflicts of figures one question lists at most. All are computed and
/// counted; nobody can read more lines than these.
const MOST_PAIRS: usize = 1_000;

/// A connection of two claims.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) kind: BoardLinkKind,
    pub(super) to: ClaimId,
    pub(super) link: Option<ClaimLinkId>,
}

/// The connections of a project's mentioned claims.
#[derive(Debug, Clone, Default)]
pub(super) struct Relations {
    /// By the claim that a connection comes from.
    from: HashMap<ClaimId, Vec<Pair>>,
    facets: HashMap<ClaimId, Facets>,
    /// Figures that another claim's figure of the same question excludes.
    excluded: HashSet<(ClaimId, usize)>,
}

/// A figure of a claim, ready to be compared.
struct Figure<'a> {
    claim: ClaimId,
    /// Its place among the claim's figures.
    at: usize,
    interval: Interval,
    /// As of when.
    time: Option<&'a str>,
}

impl Relations {
    /// The connections of the claims that these mention.
    pub(super) fn of(project: &Project, entries: &[Entry<'_>]) -> Self {
        Self::between(project, entries, None)
    }

    /// The connections that some claims have with the others that these mention.
    pub(super) fn around(
        project: &Project,
        entries: &[Entry<'_>],
        claims: &HashSet<ClaimId>,
    ) -> Self {
        Self::between(project, entries, Some(claims))
    }

    fn between(
        project: &Project,
        entries: &[Entry<'_>],
        centre: Option<&HashSet<ClaimId>>,
    ) -> Self {
        let mut all = Self::default();
        all.mentions(entries);
        let mentioned: HashSet<ClaimId> = all.facets.keys().copied().collect();
        let both = |l: &&ClaimLink| mentioned.contains(&l.from) && mentioned.contains(&l.to);
        for l in project.claim_links().values().filter(both) {
            let (kind, facet) = match l.kind {
                ClaimLinkType::Refutes => (BoardLinkKind::Refutes, LinkFacet::InConflict),
                ClaimLinkType::Supports => (BoardLinkKind::Supports, LinkFacet::Supports),
                ClaimLinkType::Updates => (BoardLinkKind::Updates, LinkFacet::Updates),
                ClaimLinkType::Related => (BoardLinkKind::Related, LinkFacet::Related),
            };
            all.put(l.from, l.to, kind, facet, Some(l.id));
        }
        all.figures(project, entries, centre);
        all
    }

    /// Gives every mention the facets of its claim.
    pub(super) fn mark(&self, entries: &mut [Entry<'_>]) {
        for e in entries {
            e.facets = self.facets.get(&e.claim.id).copied().unwrap_or_default();
        }
    }

    /// The connections that come from a claim.
    pub(super) fn from(&self, claim: ClaimId) -> &[Pair] {
        self.from.get(&claim).map_or(&[], |pairs| pairs)
    }

    /// Whether another claim excludes the figure at a place of a claim.
    pub(super) fn excluded(&self, claim: ClaimId, at: usize) -> bool {
        self.excluded.contains(&(claim, at))
    }

    fn put(
        &mut self,
        a: ClaimId,
        b: ClaimId,
        kind: BoardLinkKind,
        facet: LinkFacet,
        link: Option<ClaimLinkId>,
    ) {
        self.from.entry(a).or_default().push(Pair { kind, to: b, link });
        for claim in [a, b] {
            self.facets.entry(claim).or_default().put(facet);
        }
    }

    /// What follows from a claim's mentions alone.
    fn mentions(&mut self, entries: &[Entry<'_>]) {
        let mut held: HashMap<ClaimId, (u32, bool, bool)> = HashMap::with_capacity(entries.len());
        for e in entries.iter().filter(|e| e.counts()) {
            let (n, holds, denies) = held.entry(e.claim.id).or_default();
            *n += 1;
            *holds |= e.holds();
            *denies |= e.denies();
        }
        // A claim that is said in excluded text alone is linked like others.
        for e in entries.iter().filter(|e| !e.counts()) {
            self.facets.entry(e.claim.id).or_default();
        }
        self.facets.reserve(held.len());
        for (claim, (n, holds, denies)) in held {
            let facets = self.facets.entry(claim).or_default();
            if n > 1 {
                facets.put(LinkFacet::Identical);
            }
            if holds && denies {
                facets.put(LinkFacet::InConflict);
            }
        }
    }

    /// Conflicts of figures: the same is counted in answer to the same question, and no
    /// figure of the one claim fits one of the other. One of the two is of the `centre`, if
    /// there is one.
    fn figures(
        &mut self,
        project: &Project,
        entries: &[Entry<'_>],
        centre: Option<&HashSet<ClaimId>>,
    ) {
        let is_central = |claim| centre.is_none_or(|centre| centre.contains(&claim));
        type Key<'a> = (&'a str, String, String);
        let mut asked: BTreeMap<Key<'_>, Vec<Figure<'_>>> = BTreeMap::new();
        let mut seen = HashSet::with_capacity(entries.len());
        // Most figures of a project count a few things.
        let mut counted: HashMap<(&str, &str), (String, String)> = HashMap::new();
        for e in entries.iter().filter(|e| e.holds() && !e.claim.topic.is_empty()) {
            if !seen.insert(e.claim.id) {
                continue;
            }
            for (at, q) in e.claim.quantities.iter().enumerate() {
                let Some(interval) = Interval::of(q) else { continue };
                let (of, unit) = counted
                    .entry((&q.of, &q.unit))
                    .or_insert_with(|| (counted_key(&q.of), unit_key(&q.unit)));
                let key = (e.claim.topic.as_str(), of.clone(), unit.clone());
                asked.entry(key).or_default().push(Figure {
                    claim: e.claim.id,
                    at,
                    interval,
                    time: q.as_of.as_deref(),
                });
            }
        }
        let told = Told::of(project);
        let mut listed: HashMap<&str, usize> = HashMap::new();
        for ((topic, ..), figures) in &asked {
            let (mut claims, others): (Vec<&[Figure<'_>]>, Vec<&[Figure<'_>]>) = figures
                .chunk_by(|a, b| a.claim == b.claim)
                .partition(|figures| figures.first().is_some_and(|f| is_central(f.claim)));
            let central = claims.len();
            claims.extend(others);
            let listed = listed.entry(topic).or_default();
            // So that a claim in many conflicts is noted once.
            let mut noted = vec![false; claims.len()];
            for (n, a) in claims.iter().enumerate().take(central) {
                for (m, b) in claims.iter().enumerate().skip(n + 1) {
                    if !are_in_conflict(&told, a, b) {
                        continue;
                    }
                    for at in [n, m].into_iter().filter(|at| !noted[*at]) {
                        self.note(claims[at]);
                    }
                    (noted[n], noted[m]) = (true, true);
                    if *listed < MOST_PAIRS || centre.is_some() {
                        *listed += usize::from(self.list(&told, a, b));
                    }
                }
            }
        }
    }

    /// Notes that a claim's figures are excluded by another's.
    fn note(&mut self, figures: &[Figure<'_>]) {
        for f in figures {
            self.excluded.insert((f.claim, f.at));
            self.facets.entry(f.claim).or_default().put(LinkFacet::InConflict);
        }
    }

    /// Lists a conflict, unless an annotator said so already.
    fn list(&mut self, told: &Told, a: &[Figure<'_>], b: &[Figure<'_>]) -> bool {
        let ([a, ..], [b, ..]) = (a, b) else { return false };
        if told.are_refuted(a.claim, b.claim) {
            return false;
        }
        let pair = Pair { kind: BoardLinkKind::Figures, to: b.claim, link: None };
        self.from.entry(a.claim).or_default().push(pair);
        true
    }
}

/// Whether no figure of the one claim fits one of the other, and both are of one time.
fn are_in_conflict(told: &Told, a: &[Figure<'_>], b: &[Figure<'_>]) -> bool {
    let ([first, ..], [other, ..]) = (a, b) else { return false };
    // Figures as of different times may both be so.
    let later =
        |x: &Figure<'_>, y: &Figure<'_>| matches!((x.time, y.time), (Some(x), Some(y)) if x != y);
    a.iter().all(|x| b.iter().all(|y| x.interval.excludes(&y.interval) && !later(x, y)))
        && !told.are_versions(first.claim, other.claim)
}

/// What annotators say of pairs of claims that conflicts depend on.
struct Told {
    /// By claim the earlier versions, also by way of others.
    versions: HashMap<ClaimId, BTreeSet<ClaimId>>,
    refuted: HashSet<(ClaimId, ClaimId)>,
}

impl Told {
    fn of(project: &Project) -> Self {
        let of_kind = |kind| project.claim_links().values().filter(move |l| l.kind == kind);
        let mut earlier: HashMap<ClaimId, Vec<ClaimId>> = HashMap::new();
        for l in of_kind(ClaimLinkType::Updates) {
            earlier.entry(l.from).or_default().push(l.to);
        }
        let all = earlier.keys().map(|from| {
            let (mut seen, mut open) = (BTreeSet::new(), vec![*from]);
            while let Some(at) = open.pop() {
                let next = earlier.get(&at).into_iter().flatten();
                open.extend(next.filter(|c| seen.insert(**c)));
            }
            (*from, seen)
        });
        let refuted = of_kind(ClaimLinkType::Refutes).map(|l| (l.from, l.to));
        Self { versions: all.collect(), refuted: refuted.collect() }
    }

    /// Whether the one is a later version of the other.
    fn are_versions(&self, a: ClaimId, b: ClaimId) -> bool {
        let has = |from, to| self.versions.get(&from).is_some_and(|earlier| earlier.contains(&to));
        has(a, b) || has(b, a)
    }

    fn are_refuted(&self, a: ClaimId, b: ClaimId) -> bool {
        self.refuted.contains(&(a, b)) || self.refuted.contains(&(b, a))
    }
}
