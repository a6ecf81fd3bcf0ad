//! The shapes of the project file: the project, its documents and annotations. Every
//! field is written in this order; what may be absent in a file that somebody else
//! makes has a default.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::registers::{
    ClaimLinkRecord, ClaimRecord, DecisionRecord, EntityRecord, EvidenceRecord,
};
#[cfg(feature = "schema")]
use super::schema::{DateTime, Hex, Id};
use crate::model::{
    AnnotationId, AnnotatorId, Anonymity, AttributeDef, AttributeName, AttributeValue, Certainty,
    ClaimId, Confidence, DocumentId, EntityId, Kind, Label, LabelId, LayerId, LayerStatus, Level,
    ProjectId, Quotation, RelationDef, Stance, Timestamp,
};
use crate::text::Sha256;

/// A Glossator project: texts, annotations, registers of entities and claims.
///
/// Offsets are half-open and count Unicode code points. In every range,
/// `text[start:end] == exact`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProjectFile {
    /// Always `glossator-project`.
    pub format: FormatName,
    /// The version of the format: 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub version: u32,
    /// What offsets count: always `codepoint`.
    pub offset_unit: UnitName,
    /// The project's own fields.
    pub project: ProjectRecord,
    /// The documents, by id.
    #[serde(default)]
    pub documents: Vec<DocumentRecord>,
    /// The entity register, by id.
    #[serde(default)]
    pub entities: Vec<EntityRecord>,
    /// The claim register, by id.
    #[serde(default)]
    pub claims: Vec<ClaimRecord>,
    /// Links between claims, by id.
    #[serde(default)]
    pub claim_links: Vec<ClaimLinkRecord>,
    /// Evidence for and against claims, by id.
    #[serde(default)]
    pub evidence: Vec<EvidenceRecord>,
    /// What was decided about pairs of entities.
    #[serde(default)]
    pub decisions: Vec<DecisionRecord>,
}

/// The name of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FormatName {
    /// A Glossator project.
    #[serde(rename = "glossator-project")]
    GlossatorProject,
}

/// The unit of offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum UnitName {
    /// Unicode code points, what Python's `str` counts.
    #[serde(rename = "codepoint")]
    Codepoint,
}

/// The project's own fields.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProjectRecord {
    /// A UUID that stays when the project is renamed.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// How to annotate, Markdown.
    #[serde(default)]
    pub guidelines: String,
    /// When it was made.
    #[cfg_attr(feature = "schema", schemars(with = "DateTime"))]
    pub created: Timestamp,
    /// Labels, attributes, relations.
    pub schema: SchemaRecord,
    /// Everyone who annotates.
    #[serde(default)]
    pub annotators: Vec<AnnotatorRecord>,
    /// One layer per annotator, and the gold layer.
    #[serde(default)]
    pub layers: Vec<LayerRecord>,
}

/// Labels, attributes, relations.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SchemaRecord {
    /// The labels, in the order of the interface.
    #[serde(default)]
    pub labels: Vec<Label>,
    /// Attributes that annotations may have.
    #[serde(default)]
    pub attributes: Vec<AttributeDef>,
    /// Relations that annotations may have.
    #[serde(default)]
    pub relations: Vec<RelationDef>,
}

/// A person who annotates.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnnotatorRecord {
    /// A UUID.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub id: AnnotatorId,
    /// As the person wants to be called.
    pub name: String,
}

/// A layer of annotations.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LayerRecord {
    /// A UUID.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub id: LayerId,
    /// Whose it is.
    pub kind: LayerKindName,
    /// The annotator; null for the gold layer.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Id>"))]
    pub annotator: Option<AnnotatorId>,
}

/// Whose a layer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LayerKindName {
    /// One annotator's.
    Annotator,
    /// What adjudication decided.
    Gold,
}

/// A document with its text and annotations.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentRecord {
    /// A UUID.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub id: DocumentId,
    /// The name of the file that it came from, or one given by hand.
    pub name: String,
    /// SHA-256 of the text in UTF-8.
    #[cfg_attr(feature = "schema", schemars(with = "Hex"))]
    pub sha256: Sha256,
    /// The text, never trimmed or normalised, without byte order mark.
    pub text: String,
    /// Whether the file began with a byte order mark.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bom: bool,
    /// The headline.
    #[serde(default)]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Who wrote it.
    #[serde(default)]
    pub author: Option<String>,
    /// When, as the source says it.
    #[serde(default)]
    pub published: Option<String>,
    /// Where it is found.
    #[serde(default)]
    pub url: Option<String>,
    /// BCP 47 language.
    #[serde(default)]
    pub lang: Option<String>,
    /// The publisher that it was taken from.
    #[serde(default)]
    pub republished_from: Option<String>,
    /// Other fields of the file that it came from.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, serde_json::Value>,
    /// How far each layer is, by the layer's id; a layer that is absent has not begun.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, LayerStatus>"))]
    pub status: BTreeMap<LayerId, LayerStatus>,
    /// The annotations of all layers: by start, the longer first, then by id.
    #[serde(default)]
    pub annotations: Vec<AnnotationRecord>,
    /// Damaged annotations that do not fit the text: as they were stored, unchecked, with
    /// offsets in bytes. Kept so that nothing is lost; not for use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub set_aside: Vec<serde_json::Value>,
}

/// Anything anchored in the document's text. `level`, `entity` and `link_confidence`
/// are for mentions, `claim` and `chains` for claims, `exclude` for regions.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnnotationRecord {
    /// A UUID.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub id: AnnotationId,
    /// What it marks.
    pub kind: Kind,
    /// The layer that it belongs to.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub layer: LayerId,
    /// A label of the schema: mentions and regions have one.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub label: Option<LabelId>,
    /// What it covers: always a list, with several ranges if it is discontinuous.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub ranges: Vec<RangeRecord>,
    /// Its words and those around it (W3C TextQuoteSelector).
    #[serde(default)]
    pub quote: Option<QuoteRecord>,
    /// Values of attributes that the schema declares.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, AttributeValue>"))]
    pub attributes: BTreeMap<AttributeName, AttributeValue>,
    /// How it came to be; absent: a person marked it.
    #[serde(default)]
    pub origin: OriginRecord,
    /// The annotator.
    #[cfg_attr(feature = "schema", schemars(with = "Id"))]
    pub by: AnnotatorId,
    /// When it was made.
    #[cfg_attr(feature = "schema", schemars(with = "DateTime"))]
    pub at: Timestamp,
    /// A remark for colleagues.
    #[serde(default)]
    pub note: String,
    /// Marked for another look.
    #[serde(default)]
    pub flagged: bool,
    /// How a mention refers (ACE/TAC): by name, noun phrase or pronoun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Option<Level>>,
    /// The mention's entry in the entity register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Id>"))]
    pub entity: Option<Option<EntityId>>,
    /// How sure the link to the entity is; absent: sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_confidence: Option<Confidence>,
    /// The claim's entry in the claim register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Id>"))]
    pub claim: Option<ClaimId>,
    /// Who says so; without chains the document's own author does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chains: Option<Vec<ChainRecord>>,
    /// Whether the region is left out of annotate-all, statistics and training data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclude: Option<bool>,
}

/// A half-open range of the text, in Unicode code points: `text[start:end] == exact`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RangeRecord {
    /// The first code point.
    pub start: u32,
    /// The place behind the last one.
    pub end: u32,
    /// The covered text.
    pub exact: String,
}

/// The words of an annotation and those around it (W3C TextQuoteSelector).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuoteRecord {
    /// The covered text, ranges joined by one space.
    #[serde(default)]
    pub exact: String,
    /// Up to 32 code points before the first range.
    #[serde(default)]
    pub prefix: String,
    /// Up to 32 code points behind the last range.
    #[serde(default)]
    pub suffix: String,
}

/// How an annotation came to be.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OriginRecord {
    /// By whom or what.
    #[serde(rename = "type")]
    pub kind: OriginName,
    /// The rule, for `rule`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The model's name, for `model`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The model's score, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// Who accepted the model's suggestion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_by: Option<String>,
    /// The file's name, for `imported`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// By whom or what an annotation was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OriginName {
    /// A person.
    #[default]
    Human,
    /// One of many marked in one step.
    Bulk,
    /// A rule of the project.
    Rule,
    /// A model.
    Model,
    /// Read from a file.
    Imported,
}

/// A path of hops: outermost (nearest the reader) first, originator last.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChainRecord {
    /// The hops.
    pub hops: Vec<HopRecord>,
}

/// One speaker on the way from the originator to the reader.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HopRecord {
    /// Annotations whose words name the speaker; none: implicit.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<Id>"))]
    pub source: Vec<AnnotationId>,
    /// The speaker in the entity register; several: parallel sources.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<Id>"))]
    pub entity: Vec<EntityId>,
    /// Annotations of cue words.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<Id>"))]
    pub cue: Vec<AnnotationId>,
    /// How far the speaker is named.
    #[serde(default)]
    pub anonymity: Anonymity,
    /// What the speaker does with the claim.
    #[serde(default)]
    pub stance: Stance,
    /// How certain the speaker is (FactBank).
    #[serde(default)]
    pub certainty: Certainty,
    /// Through what.
    #[serde(default)]
    pub medium: String,
    /// When it was said, EDTF.
    #[serde(default)]
    pub said_at: String,
    /// Where it was said.
    #[serde(default)]
    pub said_where: String,
    /// Whose words they are.
    #[serde(default)]
    pub quotation: Option<Quotation>,
}
