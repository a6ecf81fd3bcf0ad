//! How often each entry of the registers is referred to, kept up with every operation: what
//! is referred to cannot be taken out, and thousands may be taken out in one step.

use std::collections::BTreeMap;

use super::annotation::Annotation;
use super::claim::{Claim, ClaimLink, Evidence};
use super::entity::{Entity, EntityPair};
use super::ids::{ClaimId, EntityId};
use super::summary::{Summary, down, up};

/// An entry that is referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reference {
    Entity(EntityId),
    Claim(ClaimId),
}

/// A record that refers to entries of the registers.
pub(crate) trait Refers {
    /// Names each entry that it refers to, with how often.
    fn references(&self, see: &mut dyn FnMut(Reference, u32));
}

/// How often each entry is referred to. Derived: always equal to counting anew.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct References {
    entities: BTreeMap<EntityId, u32>,
    claims: BTreeMap<ClaimId, u32>,
}

impl References {
    /// How often an entity is referred to.
    pub fn entity(&self, id: EntityId) -> u32 {
        self.entities.get(&id).copied().unwrap_or(0)
    }

    /// How often a claim is referred to.
    pub fn claim(&self, id: ClaimId) -> u32 {
        self.claims.get(&id).copied().unwrap_or(0)
    }

    /// Counts what a new record refers to.
    pub fn add(&mut self, record: &dyn Refers) {
        record.references(&mut |to, times| match to {
            Reference::Entity(id) => up(&mut self.entities, id, times),
            Reference::Claim(id) => up(&mut self.claims, id, times),
        });
    }

    /// No longer counts what a record refers to.
    pub fn remove(&mut self, record: &dyn Refers) {
        record.references(&mut |to, times| match to {
            Reference::Entity(id) => down(&mut self.entities, &id, times),
            Reference::Claim(id) => down(&mut self.claims, &id, times),
        });
    }
}

impl Refers for Annotation {
    fn references(&self, see: &mut dyn FnMut(Reference, u32)) {
        self.entities().for_each(|id| see(Reference::Entity(id), 1));
        self.claim().into_iter().for_each(|id| see(Reference::Claim(id), 1));
    }
}

/// All annotations of a document.
impl Refers for Summary {
    fn references(&self, see: &mut dyn FnMut(Reference, u32)) {
        self.entities().for_each(|(id, n)| see(Reference::Entity(id), n));
        self.claims().for_each(|(id, n)| see(Reference::Claim(id), n));
    }
}

impl Refers for Entity {
    fn references(&self, see: &mut dyn FnMut(Reference, u32)) {
        let group = self.member_of.filter(|group| self.part_of != Some(*group));
        self.part_of.into_iter().chain(group).for_each(|id| see(Reference::Entity(id), 1));
    }
}

impl Refers for EntityPair {
    fn references(&self, see: &mut dyn FnMut(Reference, u32)) {
        let (a, b) = self.ids();
        [a, b].into_iter().for_each(|id| see(Reference::Entity(id), 1));
    }
}

impl Refers for Claim {
    fn references(&self, see: &mut dyn FnMut(Reference, u32)) {
        self.participants.iter().for_each(|p| see(Reference::Entity(p.entity), 1));
    }
}

impl Refers for ClaimLink {
    fn references(&self, see: &mut dyn FnMut(Reference, u32)) {
        [self.from, self.to].into_iter().for_each(|id| see(Reference::Claim(id), 1));
    }
}

impl Refers for Evidence {
    fn references(&self, see: &mut dyn FnMut(Reference, u32)) {
        see(Reference::Claim(self.claim), 1);
    }
}
