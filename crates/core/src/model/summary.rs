//! Counts of a document's annotations, kept up with every operation, so that
//! lists and "used in 9 documents" need not open the documents.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::annotation::{Annotation, Kind};
use super::ids::{ClaimId, EntityId, LabelId, LayerId};

/// Counts of one document's annotations. Derived: always equal to counting anew.
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
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    speakers: BTreeMap<EntityId, u32>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    layers: BTreeMap<LayerId, u32>,
}

fn up<K: Ord>(map: &mut BTreeMap<K, u32>, key: K) {
    *map.entry(key).or_default() += 1;
}

fn down<K: Ord>(map: &mut BTreeMap<K, u32>, key: &K) {
    if let Some(n) = map.get_mut(key) {
        *n = n.saturating_sub(1);
        if *n == 0 {
            map.remove(key);
        }
    }
}

/// Who speaks in a claim mention, each once.
fn speakers(a: &Annotation) -> BTreeSet<EntityId> {
    a.chains().iter().flat_map(|c| &c.hops).flat_map(|h| h.entity.iter().copied()).collect()
}

impl Summary {
    /// The counts of these annotations.
    pub fn of<'a>(annotations: impl IntoIterator<Item = &'a Annotation>) -> Self {
        let mut summary = Self::default();
        annotations.into_iter().for_each(|a| summary.add(a));
        summary
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

    /// Mentions, chain hops and attribute values that refer to an entity.
    pub fn entity(&self, entity: EntityId) -> u32 {
        self.entities.get(&entity).copied().unwrap_or(0)
    }

    /// Mentions that are linked to an entity.
    pub fn mentions(&self, entity: EntityId) -> u32 {
        self.mentions.get(&entity).copied().unwrap_or(0)
    }

    /// Every entity that has mentions, with their number.
    pub fn mentioned(&self) -> impl Iterator<Item = (EntityId, u32)> {
        self.mentions.iter().map(|(id, n)| (*id, *n))
    }

    /// Every entity that speaks, with the number of claim mentions that it speaks in.
    pub fn speakers(&self) -> impl Iterator<Item = (EntityId, u32)> {
        self.speakers.iter().map(|(id, n)| (*id, *n))
    }

    /// Mentions of a claim.
    pub fn claim(&self, claim: ClaimId) -> u32 {
        self.claims.get(&claim).copied().unwrap_or(0)
    }

    /// Counts one more annotation.
    pub(crate) fn add(&mut self, a: &Annotation) {
        up(&mut self.kinds, a.kind());
        up(&mut self.layers, a.layer);
        if let Some(label) = &a.label {
            up(&mut self.labels, label.clone());
        }
        for entity in a.entities() {
            up(&mut self.entities, entity);
        }
        if let Some(claim) = a.claim() {
            up(&mut self.claims, claim);
        }
        if let Some(entity) = a.entity() {
            up(&mut self.mentions, entity);
        }
        for speaker in speakers(a) {
            up(&mut self.speakers, speaker);
        }
    }

    /// Counts one annotation less.
    pub(crate) fn remove(&mut self, a: &Annotation) {
        down(&mut self.kinds, &a.kind());
        down(&mut self.layers, &a.layer);
        if let Some(label) = &a.label {
            down(&mut self.labels, label);
        }
        for entity in a.entities() {
            down(&mut self.entities, &entity);
        }
        if let Some(claim) = a.claim() {
            down(&mut self.claims, &claim);
        }
        if let Some(entity) = a.entity() {
            down(&mut self.mentions, &entity);
        }
        for speaker in speakers(a) {
            down(&mut self.speakers, &speaker);
        }
    }
}
