//! From the model to the shapes of the file.

use super::registers::*;
use super::shape::*;
use crate::formats::anchoring::covered;
use crate::formats::writer::WriteError;
use crate::model::{
    Annotation, AttributeValue, Body, Chain, Claim, ClaimLink, Decision, Document, Entity,
    EntityPair, Evidence, Hop, Layer, LayerKind, Marks, MetaField, OpenDocument, Origin, Project,
};
use crate::text::{OffsetError, Quote, Text};

pub(super) fn project(p: &Project) -> ProjectRecord {
    ProjectRecord {
        id: p.id(),
        name: p.name().to_owned(),
        guidelines: p.guidelines().to_owned(),
        created: p.created(),
        schema: SchemaRecord {
            labels: p.schema().labels.clone(),
            attributes: p.schema().attributes.clone(),
            relations: p.schema().relations.clone(),
        },
        annotators: p
            .annotators()
            .values()
            .map(|a| AnnotatorRecord { id: a.id, name: a.name.clone() })
            .collect(),
        layers: p.layers().values().map(layer).collect(),
    }
}

fn layer(l: &Layer) -> LayerRecord {
    let (kind, annotator) = match l.kind {
        LayerKind::Annotator(id) => (LayerKindName::Annotator, Some(id)),
        LayerKind::Gold => (LayerKindName::Gold, None),
    };
    LayerRecord { id: l.id, kind, annotator }
}

/// A document, its text and annotations checked against each other.
pub(super) fn document(d: &Document, open: &OpenDocument) -> Result<DocumentRecord, WriteError> {
    let OpenDocument { text, marks, aside } = open;
    check(d, text, marks)?;
    let json = |e: serde_json::Error| WriteError::Json(e.to_string());
    let aside: Result<Vec<_>, _> = aside.iter().map(serde_json::to_value).collect();
    let annotations: Result<Vec<_>, _> = marks.iter().map(|a| annotation(d, text, a)).collect();
    let meta = |field| d.meta(field).map(str::to_owned);
    Ok(DocumentRecord {
        id: d.id,
        name: d.name.clone(),
        sha256: d.sha256,
        text: text.as_str().to_owned(),
        bom: d.bom,
        title: meta(MetaField::Title),
        publisher: meta(MetaField::Publisher),
        author: meta(MetaField::Author),
        published: meta(MetaField::Published),
        url: meta(MetaField::Url),
        lang: meta(MetaField::Lang),
        republished_from: meta(MetaField::RepublishedFrom),
        extra: d.extra.clone(),
        status: d.status.clone(),
        annotations: annotations?,
        set_aside: aside.map_err(json)?,
    })
}

/// Checks that a text is the document's, that every annotation has its words there, and
/// that every number can be written.
pub(in crate::formats) fn check(
    d: &Document,
    text: &Text,
    marks: &Marks,
) -> Result<(), WriteError> {
    if text.sha256() != d.sha256 {
        return Err(WriteError::WrongText { document: d.display_name().to_owned() });
    }
    for a in marks.iter() {
        let found = covered(text, &a.ranges).unwrap_or_else(|e| e.to_string());
        if found != a.exact {
            return Err(wrong(d, a, found));
        }
        for value in a.attributes.values() {
            if let AttributeValue::Number(n) = value {
                finite(*n, || format!("an attribute of annotation {}", a.id))?;
            }
        }
    }
    Ok(())
}

fn wrong(d: &Document, a: &Annotation, found: String) -> WriteError {
    WriteError::Quote {
        document: d.display_name().to_owned(),
        annotation: a.id,
        expected: a.exact.clone(),
        found,
    }
}

fn annotation(d: &Document, text: &Text, a: &Annotation) -> Result<AnnotationRecord, WriteError> {
    let wrong = |e: OffsetError| wrong(d, a, e.to_string());
    let mut ranges = Vec::with_capacity(a.ranges.as_slice().len());
    for span in a.ranges.as_slice() {
        let chars = text.to_char_span(*span).map_err(wrong)?;
        let exact = text.slice(*span).map_err(wrong)?.to_owned();
        ranges.push(RangeRecord { start: chars.start().get(), end: chars.end().get(), exact });
    }
    let quote = Quote::of(text, a.ranges.as_slice()).map_err(wrong)?;
    let quote = QuoteRecord { exact: quote.exact, prefix: quote.prefix, suffix: quote.suffix };
    let mut record = AnnotationRecord {
        id: a.id,
        kind: a.kind(),
        layer: a.layer,
        label: a.label.clone(),
        ranges,
        quote: Some(quote),
        attributes: a.attributes.clone(),
        origin: origin(a)?,
        by: a.by,
        at: a.at,
        note: a.note.clone(),
        flagged: a.flagged,
        level: None,
        entity: None,
        link_confidence: None,
        claim: None,
        chains: None,
        exclude: None,
    };
    match &a.body {
        Body::Mention { level, entity } => {
            record.level = Some(*level);
            record.entity = Some(entity.map(|link| link.entity));
            record.link_confidence = entity.map(|link| link.confidence);
        }
        Body::Claim { claim, chains } => {
            record.claim = Some(*claim);
            record.chains = Some(chains.iter().map(chain).collect());
        }
        Body::Region { exclude } => record.exclude = Some(*exclude),
        Body::Source | Body::Cue | Body::Evidence => {}
    }
    Ok(record)
}

fn origin(a: &Annotation) -> Result<OriginRecord, WriteError> {
    let kind = |kind| OriginRecord { kind, ..OriginRecord::default() };
    Ok(match &a.origin {
        Origin::Human => kind(OriginName::Human),
        Origin::Bulk => kind(OriginName::Bulk),
        Origin::Rule { rule } => {
            OriginRecord { rule: Some(rule.clone()), ..kind(OriginName::Rule) }
        }
        Origin::Model { model, score, accepted_by } => {
            if let Some(score) = score {
                finite(*score, || format!("the score of annotation {}", a.id))?;
            }
            OriginRecord {
                model: Some(model.clone()),
                score: *score,
                accepted_by: accepted_by.clone(),
                ..kind(OriginName::Model)
            }
        }
        Origin::Imported { file } => {
            OriginRecord { file: Some(file.clone()), ..kind(OriginName::Imported) }
        }
    })
}

fn chain(c: &Chain) -> ChainRecord {
    ChainRecord { hops: c.hops.iter().map(hop).collect() }
}

pub(in crate::formats) fn hop(h: &Hop) -> HopRecord {
    HopRecord {
        source: h.source.clone(),
        entity: h.entity.clone(),
        cue: h.cue.clone(),
        anonymity: h.anonymity,
        stance: h.stance,
        certainty: h.certainty,
        medium: h.medium.clone(),
        said_at: h.said_at.clone(),
        said_where: h.said_where.clone(),
        quotation: h.quotation,
    }
}

pub(in crate::formats) fn entity(e: &Entity) -> EntityRecord {
    EntityRecord {
        id: e.id,
        name: e.name.clone(),
        label: e.label.clone(),
        aliases: e.aliases.clone(),
        external_id: e.external_id.clone(),
        description: e.description.clone(),
        part_of: e.part_of,
        member_of: e.member_of,
        group_size: e.group_size,
    }
}

pub(super) fn claim(c: &Claim) -> Result<ClaimRecord, WriteError> {
    for bound in c.quantities.iter().flat_map(|q| [q.min, q.max]).flatten() {
        finite(bound, || format!("a figure of the claim “{}”", c.text))?;
    }
    Ok(ClaimRecord {
        id: c.id,
        text: c.text.clone(),
        topic: c.topic.clone(),
        check_worthy: c.check_worthy,
        verdict: c.verdict,
        justification: c.justification.clone(),
        claim_type: c.claim_type.clone(),
        event_time: c.event_time.clone(),
        event_time_words: c.event_time_words.clone(),
        event_place: c.event_place.clone(),
        quantities: c.quantities.clone(),
        participants: c
            .participants
            .iter()
            .map(|p| ParticipantRecord { role: p.role.clone(), entity: p.entity })
            .collect(),
    })
}

pub(super) fn claim_link(l: &ClaimLink) -> ClaimLinkRecord {
    ClaimLinkRecord { id: l.id, from: l.from, to: l.to, kind: l.kind, note: l.note.clone() }
}

pub(super) fn evidence(e: &Evidence) -> EvidenceRecord {
    EvidenceRecord {
        id: e.id,
        claim: e.claim,
        annotations: e
            .annotations
            .iter()
            .map(|&(document, annotation)| PlaceRecord { document, annotation })
            .collect(),
        stance: e.stance,
        set: e.set,
    }
}

pub(super) fn decision((pair, decision): (&EntityPair, &Decision)) -> DecisionRecord {
    let (a, b) = pair.ids();
    DecisionRecord { a, b, decision: *decision }
}

/// JSON has no infinity; it would come back as null.
fn finite(n: f64, what: impl FnOnce() -> String) -> Result<(), WriteError> {
    if n.is_finite() { Ok(()) } else { Err(WriteError::NotANumber { what: what() }) }
}
