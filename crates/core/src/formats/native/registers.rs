//! The shapes of the project file: the registers of the whole corpus.

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema::Id;
use crate::model::{
    Alias, AnnotationId, Claim, ClaimId, ClaimLinkId, ClaimLinkType, Decision, DocumentId, Entity,
    EntityId, EvidenceId, EvidenceStance, LabelId, Participant, Quantity, Verdict,
};

/// An entry of the entity register.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntityRecord {
    /// A UUID that stays when the entity is renamed.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub id: EntityId,
    /// The preferred name.
    pub name: String,
    /// The label of its type.
    #[serde(rename = "type", default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub label: Option<LabelId>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Alias>,
    /// `scheme:value`, such as `wikidata:Q42`; null: known here only.
    #[serde(default)]
    pub external_id: Option<String>,
    /// Who or what it is.
    #[serde(default)]
    pub description: String,
    /// The entity that it is a part of.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Id>"))]
    pub part_of: Option<EntityId>,
    /// The group that it belongs to.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Id>"))]
    pub member_of: Option<EntityId>,
    /// How many they are, if it is a group whose number is said.
    #[serde(default)]
    pub group_size: Option<u32>,
}

/// An entry of the claim register.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimRecord {
    /// A UUID that stays when the claim is reworded.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub id: ClaimId,
    /// One self-contained, positively worded sentence.
    pub text: String,
    /// The question that it answers.
    #[serde(default)]
    pub topic: String,
    /// Whether it is worth checking (CheckThat!); null: not yet decided.
    #[serde(default)]
    pub check_worthy: Option<bool>,
    /// What checking found (AVeriTeC).
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// Why the verdict.
    #[serde(default)]
    pub justification: String,
    /// The type of claim (AVeriTeC).
    #[serde(default)]
    pub claim_type: String,
    /// When it happened, EDTF.
    #[serde(default)]
    pub event_time: Option<String>,
    /// The words that say when.
    #[serde(default)]
    pub event_time_words: Option<String>,
    /// Where it happened.
    #[serde(default)]
    pub event_place: Option<String>,
    /// Its figures.
    #[serde(default)]
    pub quantities: Vec<Quantity>,
    /// Who takes part.
    #[serde(default)]
    pub participants: Vec<ParticipantRecord>,
}

/// Somebody who takes part in what a claim states.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ParticipantRecord {
    /// In which role.
    pub role: String,
    /// Who, in the entity register.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub entity: EntityId,
}

/// A link between two claims.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimLinkRecord {
    /// A UUID.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub id: ClaimLinkId,
    /// The claim that bears on the other; for `updates`, the later one.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub from: ClaimId,
    /// The claim that it bears on.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub to: ClaimId,
    /// How.
    #[serde(rename = "type")]
    pub kind: ClaimLinkType,
    /// A remark.
    #[serde(default)]
    pub note: String,
}

/// Evidence: items of one set are needed together, different sets are alternatives.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EvidenceRecord {
    /// A UUID.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub id: EvidenceId,
    /// The claim that it bears on.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub claim: ClaimId,
    /// The words, in any document.
    #[serde(default)]
    pub annotations: Vec<PlaceRecord>,
    /// What it does.
    pub stance: EvidenceStance,
    /// The set that it belongs to.
    #[serde(default)]
    pub set: u32,
}

/// An annotation of a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlaceRecord {
    /// The document.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub document: DocumentId,
    /// The annotation.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub annotation: AnnotationId,
}

/// What was decided about two entities.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionRecord {
    /// One entity.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub a: EntityId,
    /// The other.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub b: EntityId,
    /// What was decided.
    pub decision: Decision,
}

impl From<EntityRecord> for Entity {
    fn from(r: EntityRecord) -> Self {
        Self {
            id: r.id,
            name: r.name,
            label: r.label,
            aliases: r.aliases,
            external_id: r.external_id,
            description: r.description,
            part_of: r.part_of,
            member_of: r.member_of,
            group_size: r.group_size,
        }
    }
}

impl From<ClaimRecord> for Claim {
    fn from(r: ClaimRecord) -> Self {
        Self {
            id: r.id,
            text: r.text,
            topic: r.topic,
            check_worthy: r.check_worthy,
            verdict: r.verdict,
            justification: r.justification,
            claim_type: r.claim_type,
            event_time: r.event_time,
            event_time_words: r.event_time_words,
            event_place: r.event_place,
            quantities: r.quantities,
            participants: r
                .participants
                .into_iter()
                .map(|p| Participant { role: p.role, entity: p.entity })
                .collect(),
        }
    }
}
