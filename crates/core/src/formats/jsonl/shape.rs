//! The shape of a line. Fields are written in this order.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::formats::native::registers::EntityRecord;
use crate::formats::native::shape::{HopRecord, UnitName};
use crate::model::{
    AnnotationId, AttributeName, AttributeValue, Certainty, ClaimId, Confidence, DocumentId,
    EntityId, Kind, LabelId, LayerStatus, Level, Stance,
};
use crate::text::Sha256;

#[derive(Serialize)]
pub(super) struct Line<'a> {
    pub id: DocumentId,
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_id: Option<&'a Value>,
    pub text: &'a str,
    pub sha256: Sha256,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bom: bool,
    pub offset_unit: UnitName,
    pub meta: BTreeMap<&'static str, &'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: &'a BTreeMap<String, Value>,
    pub status: LayerStatus,
    pub spans: Vec<SpanLine<'a>>,
    pub regions: Vec<SpanLine<'a>>,
    pub excluded: Vec<ExcludedLine>,
    pub claims: Vec<ClaimLine<'a>>,
    pub entities: Vec<EntityRecord>,
}

/// The id that a record had in the file that it came from, of the fields that have no place.
pub(super) fn source_id<'a, F>(fields: F) -> Option<&'a Value>
where
    F: IntoIterator<Item = (&'a String, &'a Value)> + Clone,
{
    let named = |word: &&str| {
        let mut all = fields.clone().into_iter();
        all.find(|(name, _)| name.trim().eq_ignore_ascii_case(word)).map(|(_, value)| value)
    };
    let id = ["id", "doc_id", "document_id"].iter().find_map(named);
    id.filter(|id| id.is_string() || id.is_number())
}

#[derive(Serialize)]
pub(super) struct SpanLine<'a> {
    pub id: AnnotationId,
    pub kind: Kind,
    pub label: &'a Option<LabelId>,
    pub start: u32,
    pub end: u32,
    pub text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ranges: Vec<RangeLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Option<Level>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<Option<EntityId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_confidence: Option<Confidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude: Option<bool>,
    #[serde(flatten)]
    pub rest: Rest<'a>,
}

#[derive(Serialize)]
pub(super) struct RangeLine<'a> {
    pub start: u32,
    pub end: u32,
    pub text: &'a str,
}

/// Text that is left out.
#[derive(Serialize)]
pub(super) struct ExcludedLine {
    pub start: u32,
    pub end: u32,
}

#[derive(Serialize)]
pub(super) struct ClaimLine<'a> {
    pub id: AnnotationId,
    pub claim: ClaimId,
    pub text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<&'a LabelId>,
    pub ranges: Vec<RangeLine<'a>>,
    pub stance: Stance,
    pub certainty: Certainty,
    pub speaker: Vec<&'a str>,
    pub cues: Vec<&'a str>,
    pub chains: Vec<ChainLine<'a>>,
    #[serde(flatten)]
    pub rest: Rest<'a>,
}

#[derive(Serialize)]
pub(super) struct ChainLine<'a> {
    pub hops: Vec<HopLine<'a>>,
}

/// A hop, with the names and words that its ids stand for.
#[derive(Serialize)]
pub(super) struct HopLine<'a> {
    pub speakers: Vec<SpeakerLine<'a>>,
    pub cues: Vec<WordsLine<'a>>,
    #[serde(flatten)]
    pub record: HopRecord,
}

/// One who speaks: an entity, words of the text, or both.
#[derive(Serialize)]
pub(super) struct SpeakerLine<'a> {
    pub name: &'a str,
    pub entity: Option<EntityId>,
    #[serde(flatten)]
    pub words: Option<WordsLine<'a>>,
}

/// The words of an annotation, wherever else in the line it may be.
#[derive(Serialize)]
pub(super) struct WordsLine<'a> {
    pub span: AnnotationId,
    pub start: u32,
    pub end: u32,
    pub text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ranges: Vec<RangeLine<'a>>,
}

/// What any annotation may have.
#[derive(Serialize)]
pub(super) struct Rest<'a> {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: &'a BTreeMap<AttributeName, AttributeValue>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub note: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub flagged: bool,
}
