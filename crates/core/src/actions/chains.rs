//! Chains in step with the marks that they name: what becomes of them where mentions are
//! linked otherwise, and where marks go.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Annotation, AnnotationId, Body, Chain, EntityId, Hop, Kind, OpenDocument, Speaker,
    set_speakers, source, speakers,
};
use crate::ops::{AnnotationEdit, Op};

/// Mentions whose link changes: the entry before, and after.
pub(super) type Moves = BTreeMap<AnnotationId, (Option<EntityId>, Option<EntityId>)>;

/// What a step does to marks of one document that chains may name.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// Links of mentions.
    pub moves: Moves,
    /// Marks that go.
    pub gone: BTreeSet<AnnotationId>,
    /// Of these, marks that leave their references to another.
    pub replaced: BTreeMap<AnnotationId, AnnotationId>,
}

impl Changed {
    /// Whether it does nothing to any mark.
    fn is_empty(&self) -> bool {
        self.moves.is_empty() && self.gone.is_empty()
    }

    /// What stands for a mark afterwards; none: nothing.
    pub fn now(&self, id: AnnotationId) -> Option<AnnotationId> {
        match self.replaced.get(&id) {
            Some(other) => Some(*other),
            None => (!self.gone.contains(&id)).then_some(id),
        }
    }

    /// The entry that a mark is linked to afterwards.
    fn linked(&self, open: &OpenDocument, id: AnnotationId) -> Option<EntityId> {
        match self.moves.get(&id) {
            Some((_, new)) => *new,
            None => open.marks.get(id).and_then(Annotation::entity),
        }
    }

    /// Chains after the step. An entry goes with the words that brought it, unless other
    /// words of the hop are linked to it; one that was named without words stays.
    /// A place on the way that nobody is left in goes, and so does a chain that says no
    /// more than its absence does.
    pub fn chains(&self, open: &OpenDocument, chains: &[Chain]) -> Vec<Chain> {
        let mut out = Vec::with_capacity(chains.len());
        for chain in chains {
            let hops = self.hops(open, &chain.hops);
            let changed = hops != chain.hops;
            let chain = Chain { hops };
            if !(changed && says_nothing(&chain)) {
                out.push(chain);
            }
        }
        out
    }

    fn hops(&self, open: &OpenDocument, hops: &[Hop]) -> Vec<Hop> {
        let mut out = Vec::with_capacity(hops.len());
        for (n, before) in hops.iter().enumerate() {
            let after = self.hop(open, before);
            let empty = after.is_implicit() && !before.is_implicit() || after == Hop::default();
            if n + 1 == hops.len() || after == *before || !empty {
                out.push(after);
            }
        }
        out
    }

    fn hop(&self, open: &OpenDocument, hop: &Hop) -> Hop {
        let mut after = hop.clone();
        after.cue = self.all_now(&hop.cue);
        let before = speakers(open, hop);
        let mut now: Vec<Speaker> = Vec::with_capacity(before.len());
        for speaker in &before {
            let Some(id) = speaker.words else {
                now.push(*speaker);
                continue;
            };
            let own = open.marks.get(id).and_then(Annotation::entity);
            let old = self.moves.get(&id).map_or(own, |(old, _)| *old);
            // Words whose speaker was named in the claim are who was named there.
            let named = speaker.entity.filter(|_| speaker.entity != old);
            let Some(words) = self.now(id) else {
                // The name stays when they go, unless other words would be taken for theirs.
                let heir = |other: AnnotationId| {
                    let stays = other != id && self.now(other).is_some();
                    stays && open.marks.get(other).is_some_and(|a| a.kind() == Kind::Source)
                };
                if named.is_some() && !hop.source.iter().copied().any(heir) {
                    now.push(Speaker { words: None, entity: named });
                }
                continue;
            };
            let entity = named.or_else(|| self.linked(open, words));
            match now.iter_mut().find(|s| s.words == Some(words)) {
                Some(other) => other.entity = other.entity.or(entity),
                None => now.push(Speaker { words: Some(words), entity }),
            }
        }
        if now != before {
            set_speakers(&mut after, &now, |id| {
                let (mention, _) = source(open, id)?;
                Some((mention, self.linked(open, id).filter(|_| mention)))
            });
        }
        after
    }

    fn all_now(&self, ids: &[AnnotationId]) -> Vec<AnnotationId> {
        if ids.iter().all(|id| self.now(*id) == Some(*id)) {
            return ids.to_vec();
        }
        let mut out: Vec<AnnotationId> = Vec::with_capacity(ids.len());
        for id in ids.iter().filter_map(|id| self.now(*id)) {
            if !out.contains(&id) {
                out.push(id);
            }
        }
        out
    }
}

/// Whether a chain says no more than no chain: the document's own author asserts it.
pub(super) fn says_nothing(chain: &Chain) -> bool {
    matches!(&chain.hops[..], [] | [_]) && chain.hops.iter().all(|h| *h == Hop::default())
}

/// Every annotation that chains name.
pub(super) fn names(chains: &[Chain]) -> impl Iterator<Item = AnnotationId> {
    let hops = chains.iter().flat_map(|c| &c.hops);
    hops.flat_map(|h| h.source.iter().chain(&h.cue)).copied()
}

/// Words that speak by themselves and have become a mention's: whoever it is, they are too.
fn words_of(open: &OpenDocument, id: AnnotationId) -> impl Iterator<Item = AnnotationId> {
    let near = open.marks.get(id).map(|a| (a, open.marks.overlapping(a.ranges.cover())));
    near.into_iter().flat_map(|(a, near)| {
        let same = near.into_iter().filter(move |w| {
            w.kind() == Kind::Source && w.ranges == a.ranges && w.layer == a.layer
        });
        same.map(|w| w.id)
    })
}

/// What keeps the speakers of claims in step with the mentions that name them. All
/// mentions of a document in one go: a claim that several of them speak in is written once.
pub(super) fn follow(open: &OpenDocument, moves: &Moves) -> Vec<Op> {
    let mut moves: Moves =
        moves.iter().filter(|(_, (old, new))| old != new).map(|(id, m)| (*id, *m)).collect();
    let words: Moves =
        moves.iter().flat_map(|(id, m)| words_of(open, *id).map(move |w| (w, *m))).collect();
    moves.extend(words);
    let changed = Changed { moves, ..Changed::default() };
    if changed.is_empty() {
        return Vec::new();
    }
    let claims = open.marks.iter().filter(|a| a.kind() == Kind::Claim);
    claims
        .filter_map(|a| {
            let Body::Claim { claim, .. } = a.body else { return None };
            let chains = changed.chains(open, a.chains());
            (chains != a.chains()).then(|| {
                let body = Body::Claim { claim, chains };
                Op::EditAnnotation(a.document, a.id, AnnotationEdit::Body(Box::new(body)))
            })
        })
        .collect()
}
