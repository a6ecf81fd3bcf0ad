//! A project: everything that one file holds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::annotation::{Annotation, Kind};
use super::claim::{Claim, ClaimLink, Evidence};
use super::document::{Document, Tasks};
use super::entity::{Decision, Entity, EntityPair};
use super::ids::{
    AnnotatorId, ClaimId, ClaimLinkId, DocumentId, EntityId, EvidenceId, LabelId, LayerId,
    ProjectId,
};
use super::marks::Marks;
use super::references::References;
use super::schema::Schema;
use super::summary::Summary;
use super::timestamp::Timestamp;
use crate::text::Text;

/// A project in memory: the registers and what is known of every document; the
/// texts and annotations of those documents that are open.
///
/// Fields can be read by anyone; changes go through [`crate::ops`].
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    pub(crate) id: ProjectId,
    pub(crate) name: String,
    pub(crate) guidelines: String,
    pub(crate) created: Timestamp,
    pub(crate) schema: Schema,
    pub(crate) annotators: BTreeMap<AnnotatorId, Annotator>,
    pub(crate) layers: BTreeMap<LayerId, Layer>,
    pub(crate) documents: BTreeMap<DocumentId, Document>,
    pub(crate) summaries: BTreeMap<DocumentId, Summary>,
    pub(crate) entities: BTreeMap<EntityId, Entity>,
    pub(crate) claims: BTreeMap<ClaimId, Claim>,
    pub(crate) claim_links: BTreeMap<ClaimLinkId, ClaimLink>,
    pub(crate) evidence: BTreeMap<EvidenceId, Evidence>,
    pub(crate) decisions: BTreeMap<EntityPair, Decision>,
    pub(crate) open: OpenDocuments,
    pub(crate) references: References,
}

/// A document whose text and annotations are in memory.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenDocument {
    /// The text.
    pub text: Text,
    /// The annotations.
    pub marks: Marks,
    /// Stored annotations that do not fit and were set aside on loading. They are
    /// written back as they came, so that a repair can still find them.
    pub aside: Vec<Annotation>,
}

impl OpenDocument {
    /// A document without annotations.
    pub(crate) fn empty(text: Text) -> Self {
        Self { text, marks: Marks::default(), aside: Vec::new() }
    }
}

/// The documents whose text and annotations are in memory, and beside them those
/// that the project does not have now but that can come back: removed ones, for
/// undo, and texts that were handed in for documents about to be added.
#[derive(Debug, Clone, Default)]
pub(crate) struct OpenDocuments {
    pub(crate) here: BTreeMap<DocumentId, OpenDocument>,
    pub(crate) ready: BTreeMap<DocumentId, OpenDocument>,
}

impl PartialEq for OpenDocuments {
    /// By the documents that the project has; what is kept ready is no part of it.
    fn eq(&self, other: &Self) -> bool {
        self.here == other.here
    }
}

/// A person who annotates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotator {
    /// Stable through renaming.
    pub id: AnnotatorId,
    /// As the person wants to be called.
    pub name: String,
}

/// A layer of annotations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    /// Stable.
    pub id: LayerId,
    /// Whose.
    pub kind: LayerKind,
}

/// Whose a layer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LayerKind {
    /// One annotator's.
    Annotator(AnnotatorId),
    /// What adjudication decided.
    Gold,
}

impl Project {
    /// A project with one annotator and no document.
    pub fn new(
        id: ProjectId,
        name: impl Into<String>,
        schema: Schema,
        annotator: Annotator,
        layer: LayerId,
        created: Timestamp,
    ) -> Self {
        let layer = Layer { id: layer, kind: LayerKind::Annotator(annotator.id) };
        Self {
            id,
            name: name.into(),
            guidelines: String::new(),
            created,
            schema,
            annotators: [(annotator.id, annotator)].into(),
            layers: [(layer.id, layer)].into(),
            documents: BTreeMap::new(),
            summaries: BTreeMap::new(),
            entities: BTreeMap::new(),
            claims: BTreeMap::new(),
            claim_links: BTreeMap::new(),
            evidence: BTreeMap::new(),
            decisions: BTreeMap::new(),
            open: OpenDocuments::default(),
            references: References::default(),
        }
    }

    /// The project's id.
    pub fn id(&self) -> ProjectId {
        self.id
    }
    /// The project's name.
    pub fn name(&self) -> &str {
        &self.name
    }
    /// The guidelines, Markdown.
    pub fn guidelines(&self) -> &str {
        &self.guidelines
    }
    /// When it was made.
    pub fn created(&self) -> Timestamp {
        self.created
    }
    /// Labels, attributes, relations.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }
    /// Everyone who annotates.
    pub fn annotators(&self) -> &BTreeMap<AnnotatorId, Annotator> {
        &self.annotators
    }
    /// All layers.
    pub fn layers(&self) -> &BTreeMap<LayerId, Layer> {
        &self.layers
    }
    /// All documents, in the order of adding.
    pub fn documents(&self) -> &BTreeMap<DocumentId, Document> {
        &self.documents
    }
    /// The entity register.
    pub fn entities(&self) -> &BTreeMap<EntityId, Entity> {
        &self.entities
    }
    /// The claim register.
    pub fn claims(&self) -> &BTreeMap<ClaimId, Claim> {
        &self.claims
    }
    /// Links between claims.
    pub fn claim_links(&self) -> &BTreeMap<ClaimLinkId, ClaimLink> {
        &self.claim_links
    }
    /// Evidence for and against claims.
    pub fn evidence(&self) -> &BTreeMap<EvidenceId, Evidence> {
        &self.evidence
    }
    /// What was decided about pairs of entities.
    pub fn decisions(&self) -> &BTreeMap<EntityPair, Decision> {
        &self.decisions
    }
    /// A document's text and annotations, if they are in memory.
    pub fn open(&self, id: DocumentId) -> Option<&OpenDocument> {
        self.open.here.get(&id)
    }
    /// The documents that are in memory.
    pub fn open_ids(&self) -> impl Iterator<Item = DocumentId> {
        self.open.here.keys().copied()
    }
    /// The counts of a document; empty for one without annotations.
    pub fn summary(&self, id: DocumentId) -> Summary {
        self.summaries.get(&id).cloned().unwrap_or_default()
    }
    /// The counts of every document that has annotations.
    pub fn summaries(&self) -> &BTreeMap<DocumentId, Summary> {
        &self.summaries
    }

    /// The layer of an annotator.
    pub fn layer_of(&self, annotator: AnnotatorId) -> Option<LayerId> {
        self.layers.values().find(|l| l.kind == LayerKind::Annotator(annotator)).map(|l| l.id)
    }

    /// How often a label is used, and in how many documents.
    pub fn label_use(&self, label: &LabelId) -> (u32, u32) {
        count(self.summaries.values().map(|s| s.label(label)))
    }

    /// How often an entity is referred to, and in how many documents.
    pub fn entity_use(&self, entity: EntityId) -> (u32, u32) {
        count(self.summaries.values().map(|s| s.entity(entity)))
    }

    /// The tasks that anybody has begun: where no text makes a claim, claims are not what the
    /// project is for, and that a document is done says nothing of them.
    pub fn tasks(&self) -> Tasks {
        let entities = self.summaries.values().any(|s| s.kind(Kind::Mention) > 0);
        Tasks { entities, claims: !self.claims.is_empty() }
    }

    /// The documents that refer to an entity, by a mention, a speaker or an attribute. Known
    /// from their counts: they need not be open.
    pub fn documents_with(&self, entity: EntityId) -> Vec<DocumentId> {
        let summaries = self.summaries.iter();
        summaries.filter(|(_, s)| s.entity(entity) > 0).map(|(document, _)| *document).collect()
    }

    /// How many annotations a layer has, and in how many documents.
    pub fn layer_use(&self, layer: LayerId) -> (u32, u32) {
        count(self.summaries.values().map(|s| s.layer(layer)))
    }

    /// How many mentions a claim has, and in how many documents.
    pub fn claim_use(&self, claim: ClaimId) -> (u32, u32) {
        count(self.summaries.values().map(|s| s.claim(claim)))
    }

    /// The documents that mention a claim; they need not be open.
    pub fn documents_with_claim(&self, claim: ClaimId) -> Vec<DocumentId> {
        let with = self.summaries.iter().filter(|(_, s)| s.claim(claim) > 0);
        with.map(|(id, _)| *id).collect()
    }
}

/// The sum, and how many are not zero.
fn count(counts: impl Iterator<Item = u32>) -> (u32, u32) {
    counts.filter(|&n| n > 0).fold((0, 0), |(sum, docs), n| (sum + n, docs + 1))
}
