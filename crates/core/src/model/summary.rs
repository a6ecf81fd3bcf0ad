//! Counts of a document's annotations, and what the claim board needs of its claim
//! mentions, kept up with every operation, so that lists, "used in 9 documents" and
//! the board need not open the documents.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::annotation::{Annotation, Body, Kind, Level};
use super::claim::{Chain, Hop};
use super::excluded::Excluded;
use super::ids::{AnnotationId, ClaimId, EntityId, LabelId, LayerId};
use crate::text::ByteOffset;

/// What is known of one document's annotations without opening it. Derived: always
/// equal to counting anew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    kinds: BTreeMap<Kind, u32>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    labels: BTreeMap<LabelId, u32>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    entities: BTreeMap<EntityId, u32>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    claims: BTreeMap<ClaimId, u32>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    mentions: BTreeMap<EntityId, u32>,
    /// Of the mentions, those that are noun phrases or pronouns.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    described: BTreeMap<EntityId, u32>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    speakers: BTreeMap<EntityId, u32>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    layers: BTreeMap<LayerId, u32>,
    /// Of the mentions, those of each layer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    layer_mentions: BTreeMap<LayerId, u32>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    claim_mentions: BTreeMap<AnnotationId, ClaimMention>,
    /// The annotations that chains name as sources, whether they are there or not.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    sources: BTreeMap<AnnotationId, Named>,
}

/// A claim mention, as the board needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimMention {
    /// The claim.
    pub claim: ClaimId,
    /// The layer.
    pub layer: LayerId,
    /// Where it begins, in bytes of the document's text.
    pub start: ByteOffset,
    /// Where it ends, in bytes.
    pub end: ByteOffset,
    /// Who says so. Hops have no cues, medium, time and place here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chains: Vec<Chain>,
    /// Whether a region of the layer leaves it out. A row that was written before this was kept
    /// does not say so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub excluded: bool,
}

impl ClaimMention {
    fn of(a: &Annotation) -> Option<Self> {
        let claim = a.claim()?;
        let bare = |hop: &Hop| Hop {
            source: hop.source.clone(),
            entity: hop.entity.clone(),
            anonymity: hop.anonymity,
            stance: hop.stance,
            certainty: hop.certainty,
            quotation: hop.quotation,
            ..Hop::default()
        };
        let chain = |c: &Chain| Chain { hops: c.hops.iter().map(bare).collect() };
        Some(Self {
            claim,
            layer: a.layer,
            start: a.ranges.start(),
            end: a.ranges.end(),
            chains: a.chains().iter().map(chain).collect(),
            excluded: false,
        })
    }

    /// The hops of the first chain, which the interface edits; outermost first.
    pub fn hops(&self) -> &[Hop] {
        self.chains.first().map_or(&[], |c| &c.hops)
    }

    /// Every annotation that a hop names as its source, as often as it is named.
    fn sources(&self) -> impl Iterator<Item = AnnotationId> {
        self.chains.iter().flat_map(|c| &c.hops).flat_map(|h| h.source.iter().copied())
    }
}

/// The words of a source that chains name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceWords {
    /// The exact words.
    pub words: String,
    /// Whether it is a mention, not only a speaker.
    pub mention: bool,
    /// The register entry that it is linked to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
}

impl SourceWords {
    fn of(a: &Annotation) -> Self {
        Self { words: a.exact.clone(), mention: a.kind() == Kind::Mention, entity: a.entity() }
    }
}

/// How often chains name an annotation, and its words while it is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Named {
    times: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<SourceWords>,
}

pub(super) fn up<K: Ord>(map: &mut BTreeMap<K, u32>, key: K, times: u32) {
    *map.entry(key).or_default() += times;
}

pub(super) fn down<K: Ord>(map: &mut BTreeMap<K, u32>, key: &K, times: u32) {
    if let Some(n) = map.get_mut(key) {
        *n = n.saturating_sub(times);
        if *n == 0 {
            map.remove(key);
        }
    }
}

/// Whether a mention is no name.
fn is_described(a: &Annotation) -> bool {
    matches!(a.body, Body::Mention { level: Some(Level::Nom | Level::Pro), .. })
}

/// Who speaks in a claim mention, each once.
fn speakers(a: &Annotation) -> BTreeSet<EntityId> {
    let mut found = BTreeSet::new();
    found.extend(a.chains().iter().flat_map(|c| &c.hops).flat_map(|h| h.entity.iter().copied()));
    found
}

impl Summary {
    /// The counts of these annotations.
    pub fn of<'a>(annotations: impl IntoIterator<Item = &'a Annotation>) -> Self {
        let mut all = BTreeMap::new();
        all.extend(annotations.into_iter().map(|a| (a.id, a)));
        let mut summary = Self::default();
        all.values().for_each(|a| summary.add(a, |id| all.get(&id).copied()));
        let regions: Vec<&Annotation> = all.values().copied().filter(|a| a.excludes()).collect();
        for (id, mention) in summary.claim_mentions.iter_mut().filter(|_| !regions.is_empty()) {
            let excluded = Excluded::of(regions.iter().copied(), mention.layer);
            mention.excluded = all.get(id).is_some_and(|a| excluded.leaves_out(a));
        }
        summary
    }

    /// Says whether a claim mention is left out.
    pub(crate) fn set_excluded(&mut self, id: AnnotationId, excluded: bool) {
        if let Some(mention) = self.claim_mentions.get_mut(&id) {
            mention.excluded = excluded;
        }
    }

    /// The claim mentions, in the order of their ids.
    pub fn claim_mentions(&self) -> impl ExactSizeIterator<Item = (AnnotationId, &ClaimMention)> {
        self.claim_mentions.iter().map(|(id, m)| (*id, m))
    }

    /// A claim mention.
    pub fn claim_mention(&self, id: AnnotationId) -> Option<&ClaimMention> {
        self.claim_mentions.get(&id)
    }

    /// The words of an annotation that a chain names as a source; none if it is gone.
    pub fn source(&self, id: AnnotationId) -> Option<&SourceWords> {
        self.sources.get(&id)?.source.as_ref()
    }

    /// Whether the document has no annotation.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// All annotations.
    pub fn total(&self) -> u32 {
        self.kinds.values().sum()
    }

    /// Annotations of a kind.
    pub fn kind(&self, kind: Kind) -> u32 {
        self.kinds.get(&kind).copied().unwrap_or(0)
    }

    /// Annotations with a label.
    pub fn label(&self, label: &LabelId) -> u32 {
        self.labels.get(label).copied().unwrap_or(0)
    }

    /// Annotations of a layer.
    pub fn layer(&self, layer: LayerId) -> u32 {
        self.layers.get(&layer).copied().unwrap_or(0)
    }

    /// Mentions of a layer; of a row that was written before they were counted by layer, all.
    pub fn layer_mentions(&self, layer: LayerId) -> u32 {
        match self.layer_mentions.is_empty() {
            true => self.kind(Kind::Mention),
            false => self.layer_mentions.get(&layer).copied().unwrap_or(0),
        }
    }

    /// Claims of a layer.
    pub fn layer_claims(&self, layer: LayerId) -> u32 {
        let of_others = self.claim_mentions.values().filter(|m| m.layer != layer).count();
        self.kind(Kind::Claim).saturating_sub(u32::try_from(of_others).unwrap_or(u32::MAX))
    }

    /// Mentions, chain hops and attribute values that refer to an entity.
    pub fn entity(&self, entity: EntityId) -> u32 {
        self.entities.get(&entity).copied().unwrap_or(0)
    }

    /// Mentions that are linked to an entity.
    pub fn mentions(&self, entity: EntityId) -> u32 {
        self.mentions.get(&entity).copied().unwrap_or(0)
    }

    /// Every entity that noun phrases or pronouns are linked to, with their number. A row that
    /// was written before this was counted has none.
    pub fn described(&self) -> impl Iterator<Item = (EntityId, u32)> {
        self.described.iter().map(|(id, n)| (*id, *n))
    }

    /// Noun phrases and pronouns that are linked to an entity.
    pub fn described_as(&self, entity: EntityId) -> u32 {
        self.described.get(&entity).copied().unwrap_or(0)
    }

    /// Every entity that is referred to, and how often.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, u32)> {
        self.entities.iter().map(|(id, n)| (*id, *n))
    }

    /// Every claim that has mentions, with their number.
    pub(super) fn claims(&self) -> impl Iterator<Item = (ClaimId, u32)> {
        self.claims.iter().map(|(id, n)| (*id, *n))
    }

    /// Every entity that has mentions, with their number.
    pub fn mentioned(&self) -> impl Iterator<Item = (EntityId, u32)> {
        self.mentions.iter().map(|(id, n)| (*id, *n))
    }

    /// Every entity that speaks, with the number of claim mentions that it speaks in.
    pub fn speakers(&self) -> impl Iterator<Item = (EntityId, u32)> {
        self.speakers.iter().map(|(id, n)| (*id, *n))
    }

    /// Claim mentions that an entity speaks in.
    pub fn speaks(&self, entity: EntityId) -> u32 {
        self.speakers.get(&entity).copied().unwrap_or(0)
    }

    /// Mentions of a claim.
    pub fn claim(&self, claim: ClaimId) -> u32 {
        self.claims.get(&claim).copied().unwrap_or(0)
    }

    /// Counts one more annotation; `other` finds those of the document.
    pub(crate) fn add<'a>(
        &mut self,
        a: &Annotation,
        other: impl Fn(AnnotationId) -> Option<&'a Annotation>,
    ) {
        up(&mut self.kinds, a.kind(), 1);
        up(&mut self.layers, a.layer, 1);
        if a.kind() == Kind::Mention {
            up(&mut self.layer_mentions, a.layer, 1);
        }
        if let Some(label) = &a.label {
            up(&mut self.labels, label.clone(), 1);
        }
        for entity in a.entities() {
            up(&mut self.entities, entity, 1);
        }
        if let Some(claim) = a.claim() {
            up(&mut self.claims, claim, 1);
        }
        if let Some(mention) = ClaimMention::of(a) {
            for id in mention.sources() {
                let named = self.sources.entry(id).or_default();
                if named.times == 0 {
                    named.source = other(id).map(SourceWords::of);
                }
                named.times += 1;
            }
            self.claim_mentions.insert(a.id, mention);
        }
        // Last, so that a claim that names itself is known by its new words.
        if let Some(named) = self.sources.get_mut(&a.id) {
            named.source = Some(SourceWords::of(a));
        }
        if let Some(entity) = a.entity() {
            up(&mut self.mentions, entity, 1);
            if is_described(a) {
                up(&mut self.described, entity, 1);
            }
        }
        for speaker in speakers(a) {
            up(&mut self.speakers, speaker, 1);
        }
    }

    /// Counts one annotation less.
    pub(crate) fn remove(&mut self, a: &Annotation) {
        down(&mut self.kinds, &a.kind(), 1);
        down(&mut self.layers, &a.layer, 1);
        if a.kind() == Kind::Mention {
            down(&mut self.layer_mentions, &a.layer, 1);
        }
        if let Some(label) = &a.label {
            down(&mut self.labels, label, 1);
        }
        for entity in a.entities() {
            down(&mut self.entities, &entity, 1);
        }
        if let Some(claim) = a.claim() {
            down(&mut self.claims, &claim, 1);
        }
        if let Some(named) = self.sources.get_mut(&a.id) {
            named.source = None;
        }
        for id in self.claim_mentions.remove(&a.id).iter().flat_map(ClaimMention::sources) {
            if let Some(named) = self.sources.get_mut(&id) {
                named.times = named.times.saturating_sub(1);
                if named.times == 0 {
                    self.sources.remove(&id);
                }
            }
        }
        if let Some(entity) = a.entity() {
            down(&mut self.mentions, &entity, 1);
            if is_described(a) {
                down(&mut self.described, &entity, 1);
            }
        }
        for speaker in speakers(a) {
            down(&mut self.speakers, &speaker, 1);
        }
    }
}
