//! The operations: what can be done to a project.

use serde::{Deserialize, Serialize};

use crate::model::{
    Alias, Annotation, AnnotationId, Annotator, AnnotatorId, AttributeDef, AttributeName,
    AttributeValue, Body, Claim, ClaimId, ClaimLink, ClaimLinkId, ClaimLinkType, Decision,
    Document, DocumentId, Entity, EntityId, EntityPair, Evidence, EvidenceId, Label, LabelId,
    Layer, LayerId, LayerStatus, MetaField, Quantity, Ranges, RelationDef, Verdict,
};

/// One change to a project. Each has an inverse of the same type. Edits of documents, entities,
/// claims and links carry the new value of one field, so that two annotators' changes to different
/// fields of one record do not overwrite each other. Whole are replaced: labels, attributes, the
/// list of relations, an annotation's body (a claim mention's chains with it), and each list (of
/// aliases, figures, participants).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Changes the project's own fields.
    Project(ProjectEdit),

    /// Adds an annotator.
    AddAnnotator(Annotator),
    /// Takes out an annotator whose layer is gone, and whose marks in open documents are.
    RemoveAnnotator(AnnotatorId),
    /// Renames an annotator.
    RenameAnnotator(AnnotatorId, String),
    /// Adds a layer.
    AddLayer(Layer),
    /// Takes out a layer that has no annotation and is not said to be examined anywhere.
    RemoveLayer(LayerId),

    /// Adds a label at a place in the list.
    AddLabel(usize, Box<Label>),
    /// Takes out a label that no annotation has, and no entity as its type.
    RemoveLabel(LabelId),
    /// Replaces a label's fields; the id stays.
    EditLabel(Box<Label>),
    /// Moves a label to another place in the list.
    MoveLabel(LabelId, usize),
    /// Adds an attribute at a place in the list.
    AddAttribute(usize, Box<AttributeDef>),
    /// Takes out an attribute; values that annotations have stay until they are edited.
    RemoveAttribute(AttributeName),
    /// Replaces an attribute's fields; the name stays.
    EditAttribute(Box<AttributeDef>),
    /// Replaces the list of relations.
    SetRelations(Vec<RelationDef>),

    /// Adds a document, whose text the caller keeps. It is open if its text is at
    /// hand: see [`Project::provide_text`](crate::model::Project::provide_text).
    AddDocument(Box<Document>),
    /// Takes out a document without annotations.
    RemoveDocument(DocumentId),
    /// Changes one field of a document.
    EditDocument(DocumentId, DocumentEdit),

    /// Adds an annotation to an open document.
    AddAnnotation(Box<Annotation>),
    /// Takes out an annotation.
    RemoveAnnotation(DocumentId, AnnotationId),
    /// Changes one field of an annotation.
    EditAnnotation(DocumentId, AnnotationId, AnnotationEdit),

    /// Adds an entity.
    AddEntity(Box<Entity>),
    /// Takes out an entity that nothing refers to.
    RemoveEntity(EntityId),
    /// Changes one field of an entity.
    EditEntity(EntityId, EntityEdit),
    /// Records, or takes back, a decision about two entities.
    SetDecision(EntityPair, Option<Decision>),

    /// Adds a claim.
    AddClaim(Box<Claim>),
    /// Takes out a claim that nothing refers to.
    RemoveClaim(ClaimId),
    /// Changes one field of a claim.
    EditClaim(ClaimId, ClaimEdit),
    /// Adds a link between two claims.
    AddClaimLink(Box<ClaimLink>),
    /// Takes out a link.
    RemoveClaimLink(ClaimLinkId),
    /// Changes one field of a link.
    EditClaimLink(ClaimLinkId, ClaimLinkEdit),
    /// Adds evidence. Its items are not checked: they may stand in a document that is not open.
    AddEvidence(Box<Evidence>),
    /// Takes out evidence.
    RemoveEvidence(EvidenceId),
}

/// A new value for a field of the project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectEdit {
    /// The name.
    Name(String),
    /// The guidelines, Markdown.
    Guidelines(String),
}

/// A new value for a field of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentEdit {
    /// The name.
    Name(String),
    /// A field of what is known; none: not known.
    Meta(MetaField, Option<String>),
    /// How far a layer is; none: as if never opened.
    Status(LayerId, Option<LayerStatus>),
}

/// A new value for a field of an annotation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnotationEdit {
    /// The label.
    Label(Option<LabelId>),
    /// What it covers, with the covered text, ranges joined by one space.
    Ranges(Ranges, String),
    /// An attribute; none: not set.
    Attribute(AttributeName, Option<AttributeValue>),
    /// The remark.
    Note(String),
    /// Whether it is marked for another look.
    Flagged(bool),
    /// What only its kind has: level and entity, claim and chains, exclusion.
    Body(Box<Body>),
}

/// A new value for a field of an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityEdit {
    /// The preferred name.
    Name(String),
    /// The type.
    Label(Option<LabelId>),
    /// All other names.
    Aliases(Vec<Alias>),
    /// `scheme:value`.
    ExternalId(Option<String>),
    /// Who or what it is.
    Description(String),
    /// The whole that it is a part of.
    PartOf(Option<EntityId>),
    /// The group that it belongs to.
    MemberOf(Option<EntityId>),
    /// How many they are.
    GroupSize(Option<u32>),
}

/// A new value for a field of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimEdit {
    /// The normalised sentence.
    Text(String),
    /// The question that it answers.
    Topic(String),
    /// Whether it is worth checking.
    CheckWorthy(Option<bool>),
    /// What checking found.
    Verdict(Option<Verdict>),
    /// Why the verdict.
    Justification(String),
    /// The type.
    ClaimType(String),
    /// When it happened, EDTF, and the words.
    EventTime(Option<String>, Option<String>),
    /// Where it happened.
    EventPlace(Option<String>),
    /// All figures.
    Quantities(Vec<Quantity>),
    /// All participants.
    Participants(Vec<crate::model::Participant>),
}

/// A new value for a field of a claim link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimLinkEdit {
    /// How one bears on the other.
    Kind(ClaimLinkType),
    /// The remark.
    Note(String),
}

impl Op {
    /// The document whose text and annotations must be in memory for this operation.
    pub fn needs_open(&self) -> Option<DocumentId> {
        match self {
            Self::AddAnnotation(a) => Some(a.document),
            Self::RemoveAnnotation(document, _) | Self::EditAnnotation(document, _, _) => {
                Some(*document)
            }
            _ => None,
        }
    }
}
