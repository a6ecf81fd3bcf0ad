//! The rules that keep a project whole: what an operation may refer to, and what may not
//! be taken away.

use super::error::{OpError, missing};
use crate::model::{
    Annotation, AttributeValue, Body, Entity, EntityId, Kind, LabelId, LayerId, Origin,
    Participant, Project, Quantity, Ranges,
};
use crate::text::{self, OffsetError, Text};

impl Project {
    pub(super) fn require_layer(&self, id: LayerId) -> Result<(), OpError> {
        self.layers.contains_key(&id).then_some(()).ok_or_else(|| missing("layer", id))
    }

    pub(super) fn require_entity(&self, id: EntityId) -> Result<(), OpError> {
        self.entities.contains_key(&id).then_some(()).ok_or_else(|| missing("entity", id))
    }

    /// Checks an annotation against the text, the schema and the registers. Not whether the
    /// annotations are there that it names: a cue word may go though a chain names it.
    pub(super) fn check_annotation(&self, a: &Annotation) -> Result<(), OpError> {
        let document =
            self.documents.get(&a.document).ok_or_else(|| missing("document", a.document))?;
        let open = self.open.here.get(&document.id).ok_or(OpError::NotOpen(document.id))?;
        check_quote(&open.text, &a.ranges, &a.exact)?;
        self.require_layer(a.layer)?;
        if !self.annotators.contains_key(&a.by) {
            return Err(missing("annotator", a.by));
        }
        match &a.label {
            Some(id) => {
                let label = self.schema.label(id).ok_or_else(|| missing("label", id))?;
                if label.kind != a.kind() {
                    return Err(OpError::LabelKind(label.name.clone()));
                }
            }
            None if matches!(a.body, Body::Mention { .. } | Body::Region { .. }) => {
                return Err(OpError::LabelKind("(none)".to_owned()));
            }
            None => {}
        }
        a.entities().try_for_each(|id| self.require_entity(id))?;
        if let Some(id) = a.claim()
            && !self.claims.contains_key(&id)
        {
            return Err(missing("claim", id));
        }
        for value in a.attributes.values() {
            if let AttributeValue::Number(n) = value {
                finite("attribute", *n)?;
            }
        }
        match &a.origin {
            Origin::Model { score: Some(score), .. } => finite("score", *score),
            _ => Ok(()),
        }
    }

    /// Checks the figures and participants of a claim.
    pub(super) fn check_claim(
        &self,
        quantities: &[Quantity],
        participants: &[Participant],
    ) -> Result<(), OpError> {
        let figures = quantities.iter().flat_map(|q| [q.min, q.max]).flatten();
        figures.into_iter().try_for_each(|n| finite("figure", n))?;
        participants.iter().try_for_each(|p| self.require_entity(p.entity))
    }

    /// The type of an entity is a label of mentions.
    pub(super) fn require_entity_label(&self, id: Option<&LabelId>) -> Result<(), OpError> {
        let Some(id) = id else { return Ok(()) };
        let label = self.schema.label(id).ok_or_else(|| missing("label", id))?;
        if label.kind == Kind::Mention {
            return Ok(());
        }
        Err(OpError::LabelKind(label.name.clone()))
    }

    /// Refuses a whole or group of a new entity that is missing, or that is a part or member
    /// of the entity itself. What nothing refers to yet is on no path upwards, so that none
    /// need be walked: a file may bring a hundred thousand entities.
    pub(super) fn check_new_wholes(&self, e: &Entity) -> Result<(), OpError> {
        type Up = fn(&Entity) -> Option<EntityId>;
        let ups: [Up; 2] = [|e| e.part_of, |e| e.member_of];
        let is_new = self.references.entity(e.id) == 0;
        ups.into_iter().try_for_each(|up| match up(e) {
            Some(whole) if is_new && whole != e.id => self.require_entity(whole),
            whole => self.check_whole(e.id, whole, up),
        })
    }

    /// Refuses a whole that is missing, or that is a part of the entity itself.
    pub(super) fn check_whole(
        &self,
        entity: EntityId,
        whole: Option<EntityId>,
        up: impl Fn(&Entity) -> Option<EntityId>,
    ) -> Result<(), OpError> {
        let mut next = whole;
        // Stored records may hold a circle already: nothing is that many parts deep.
        let mut left = self.entities.len() + 1;
        while let Some(id) = next {
            if id == entity || left == 0 {
                let name = self.entities.get(&entity).map_or("the entity", |e| &e.name);
                return Err(OpError::Circular(name.to_owned()));
            }
            left -= 1;
            next = up(self.entities.get(&id).ok_or_else(|| missing("entity", id))?);
        }
        Ok(())
    }
}

/// JSON has no word for infinite and for not a number.
fn finite(what: &'static str, n: f64) -> Result<(), OpError> {
    n.is_finite().then_some(()).ok_or(OpError::NotFinite(what))
}

/// The covered text, ranges joined by one space.
pub(crate) fn covered(text: &Text, ranges: &Ranges) -> Result<String, OffsetError> {
    text::covered(text, ranges.as_slice())
}

/// Checks that the text has the annotation's words at its place.
pub(crate) fn check_quote(text: &Text, ranges: &Ranges, exact: &str) -> Result<(), OpError> {
    let found = covered(text, ranges)?;
    if found == exact {
        return Ok(());
    }
    Err(OpError::Quote { expected: exact.to_owned(), found })
}
