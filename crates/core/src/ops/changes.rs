//! What a transaction touched: drives saving, redrawing and lists alike.

use std::collections::BTreeSet;

use super::op::Op;
use crate::model::{
    AnnotationId, ClaimId, ClaimLinkId, DocumentId, EntityId, EntityPair, EvidenceId,
};

/// A record that was added, changed or removed. Which of these it was follows from
/// whether the project has it now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Name, guidelines, annotators, layers, schema.
    Project,
    /// What is known of a document, or its counts.
    Document(DocumentId),
    /// An annotation of a document.
    Annotation(DocumentId, AnnotationId),
    /// An entity.
    Entity(EntityId),
    /// A claim.
    Claim(ClaimId),
    /// A link between claims.
    ClaimLink(ClaimLinkId),
    /// Evidence.
    Evidence(EvidenceId),
    /// A decision about two entities.
    Decision(EntityPair),
}

/// The records that a transaction touched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    keys: BTreeSet<Key>,
    schema: bool,
}

impl Changes {
    /// The touched records, sorted.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.keys.iter().copied()
    }

    /// Whether nothing was touched.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether a record was touched.
    pub fn has(&self, key: Key) -> bool {
        self.keys.contains(&key)
    }

    /// Whether labels, attributes or relations were touched.
    pub fn schema(&self) -> bool {
        self.schema
    }

    /// Notes what an operation touches.
    pub(super) fn note(&mut self, op: &Op) {
        match op {
            Op::Project(_)
            | Op::AddAnnotator(_)
            | Op::RemoveAnnotator(_)
            | Op::RenameAnnotator(..)
            | Op::AddLayer(_)
            | Op::RemoveLayer(_) => self.put(Key::Project),
            Op::AddLabel(..)
            | Op::RemoveLabel(_)
            | Op::EditLabel(_)
            | Op::MoveLabel(..)
            | Op::AddAttribute(..)
            | Op::RemoveAttribute(_)
            | Op::EditAttribute(_)
            | Op::SetRelations(_) => {
                self.schema = true;
                self.put(Key::Project);
            }
            Op::AddDocument(d) => self.put(Key::Document(d.id)),
            Op::RemoveDocument(id) | Op::EditDocument(id, _) => self.put(Key::Document(*id)),
            Op::AddAnnotation(a) => self.annotation(a.document, a.id),
            Op::RemoveAnnotation(document, id) | Op::EditAnnotation(document, id, _) => {
                self.annotation(*document, *id);
            }
            Op::AddEntity(e) => self.put(Key::Entity(e.id)),
            Op::RemoveEntity(id) | Op::EditEntity(id, _) => self.put(Key::Entity(*id)),
            Op::SetDecision(pair, _) => self.put(Key::Decision(*pair)),
            Op::AddClaim(c) => self.put(Key::Claim(c.id)),
            Op::RemoveClaim(id) | Op::EditClaim(id, _) => self.put(Key::Claim(*id)),
            Op::AddClaimLink(l) => self.put(Key::ClaimLink(l.id)),
            Op::RemoveClaimLink(id) | Op::EditClaimLink(id, _) => self.put(Key::ClaimLink(*id)),
            Op::AddEvidence(e) => self.put(Key::Evidence(e.id)),
            Op::RemoveEvidence(id) => self.put(Key::Evidence(*id)),
        }
    }

    fn put(&mut self, key: Key) {
        self.keys.insert(key);
    }

    fn annotation(&mut self, document: DocumentId, id: AnnotationId) {
        self.put(Key::Annotation(document, id));
        // The document's counts change with its annotations.
        self.put(Key::Document(document));
    }
}
