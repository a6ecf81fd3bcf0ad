//! Writing lines, document by document.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::{ClaimLine, Line, RangeLine, Rest, SpanLine};
use crate::formats::exported::{Exported, Loss};
use crate::formats::native::shape::UnitName;
use crate::formats::native::{WriteError, chain_record, check, entity_record};
use crate::model::{
    Annotation, Body, Certainty, Claim, ClaimId, Document, DocumentId, Entity, EntityId, Kind,
    LayerId, Marks, MetaField, OpenDocument, Project, Stance,
};
use crate::text::{Span, Text};

/// What a line has no place for, in the order of the report.
pub const LOSSES: [&str; 12] = [
    "annotations of other layers",
    "annotations without their author, time and origin",
    "states of other layers",
    "guidelines",
    "definitions of labels, attributes and relations",
    "entities that no chosen document refers to",
    "claims that no chosen document makes",
    "claims without topic, verdict, figures and other details",
    "links between claims",
    "pieces of evidence",
    "decisions about pairs of entities",
    "damaged annotations that were set aside",
];

/// Writes one layer as lines: a [`line`](Self::line) per document, in any order, then
/// the [`losses`](Self::losses).
///
/// Registers are taken when the writer is made; only one document need be in memory.
#[derive(Debug, Clone)]
pub struct Writer {
    layer: LayerId,
    entities: BTreeMap<EntityId, Entity>,
    claims: BTreeMap<ClaimId, Claim>,
    used_entities: BTreeSet<EntityId>,
    used_claims: BTreeSet<ClaimId>,
    counts: [usize; LOSSES.len()],
}

impl Writer {
    /// A writer of this layer, with the registers as they are now.
    pub fn new(project: &Project, layer: LayerId) -> Self {
        let schema = project.schema();
        let mut counts = [0; LOSSES.len()];
        counts[3] = usize::from(!project.guidelines().is_empty());
        counts[4] = schema.labels.len() + schema.attributes.len() + schema.relations.len();
        counts[8] = project.claim_links().len();
        counts[9] = project.evidence().len();
        counts[10] = project.decisions().len();
        Self {
            layer,
            entities: project.entities().clone(),
            claims: project.claims().clone(),
            used_entities: BTreeSet::new(),
            used_claims: BTreeSet::new(),
            counts,
        }
    }

    /// A document as a line, line end included. Every annotation is checked against the
    /// text once more.
    ///
    /// # Errors
    /// If text, annotations and document do not belong together.
    pub fn line(&mut self, document: &Document, open: &OpenDocument) -> Result<String, WriteError> {
        let OpenDocument { text, marks, aside } = open;
        check(document, text, marks)?;
        let mut entities = BTreeSet::new();
        let mut line = Line {
            id: document.id,
            name: &document.name,
            text: text.as_str(),
            sha256: document.sha256,
            bom: document.bom,
            offset_unit: UnitName::Codepoint,
            meta: MetaField::ALL
                .into_iter()
                .filter_map(|f| Some((f.as_str(), document.meta(f)?)))
                .collect(),
            extra: &document.extra,
            status: document.status(self.layer),
            spans: Vec::new(),
            regions: Vec::new(),
            claims: Vec::new(),
            entities: Vec::new(),
        };
        let others = document.status.keys().filter(|layer| **layer != self.layer).count();
        let mut counts = self.counts;
        counts[2] += others;
        counts[11] += aside.len();
        let mut claims = BTreeSet::new();
        for a in marks.iter() {
            if a.layer != self.layer {
                counts[0] += 1;
                continue;
            }
            counts[1] += 1;
            entities.extend(a.entities());
            claims.extend(a.claim());
            let place = |error: crate::text::OffsetError| WriteError::Quote {
                document: document.display_name().to_owned(),
                annotation: a.id,
                expected: a.exact.clone(),
                found: error.to_string(),
            };
            match a.kind() {
                Kind::Claim => line.claims.push(self.claim(a, text, marks).map_err(place)?),
                Kind::Region => line.regions.push(span(a, text).map_err(place)?),
                _ => line.spans.push(span(a, text).map_err(place)?),
            }
        }
        let entities = self.with_wholes(entities);
        line.entities =
            entities.iter().filter_map(|id| self.entities.get(id)).map(entity_record).collect();
        let mut json = serde_json::to_string(&line).map_err(|e| WriteError::Json(e.to_string()))?;
        json.push('\n');
        self.counts = counts;
        self.used_entities.extend(entities);
        self.used_claims.extend(claims);
        Ok(json)
    }

    /// What the lines written so far have left out.
    pub fn losses(&self) -> Vec<Loss> {
        let mut counts = self.counts;
        counts[5] = self.entities.len() - self.used_entities.len();
        counts[6] = self.claims.len() - self.used_claims.len();
        let used = self.used_claims.iter().filter_map(|id| self.claims.get(id));
        counts[7] = used.filter(|c| **c != Claim::stating(c.id, c.text.as_str())).count();
        let all = LOSSES.into_iter().zip(counts).map(|(what, count)| Loss { what, count });
        all.filter(|loss| loss.count > 0).collect()
    }

    /// The entities with everything that they are part or member of.
    fn with_wholes(&self, mut ids: BTreeSet<EntityId>) -> BTreeSet<EntityId> {
        ids.retain(|id| self.entities.contains_key(id));
        let mut todo: Vec<EntityId> = ids.iter().copied().collect();
        while let Some(id) = todo.pop() {
            let up = self.entities.get(&id).map(|e| [e.part_of, e.member_of]);
            todo.extend(up.into_iter().flatten().flatten().filter(|id| ids.insert(*id)));
        }
        ids
    }

    fn claim<'a>(
        &'a self,
        a: &'a Annotation,
        text: &'a Text,
        marks: &'a Marks,
    ) -> Result<ClaimLine<'a>, crate::text::OffsetError> {
        let hops = || a.chains().iter().flat_map(|c| &c.hops);
        let origin = a.chains().first().and_then(|c| c.originator());
        let speaker = origin.iter().flat_map(|h| &h.entity).filter_map(|id| self.entities.get(id));
        let cues = hops().flat_map(|h| &h.cue).filter_map(|id| marks.get(*id));
        let claim = a.claim().unwrap_or_else(|| ClaimId::new(uuid::Uuid::nil()));
        Ok(ClaimLine {
            id: a.id,
            claim,
            text: self.claims.get(&claim).map_or("", |c| c.text.as_str()),
            label: a.label.as_ref(),
            ranges: ranges(a, text)?,
            stance: origin.map_or(Stance::Asserts, |h| h.stance),
            certainty: origin.map_or(Certainty::Unset, |h| h.certainty),
            speaker: speaker.map(|e| e.name.as_str()).collect(),
            cues: cues.map(|cue| cue.exact.as_str()).collect(),
            chains: a.chains().iter().map(chain_record).collect(),
            rest: rest(a),
        })
    }
}

/// Some documents of a layer as one file; all of them without a choice. They must be open.
///
/// # Errors
/// If a document is not open, or does not fit its text.
pub fn write_all(
    project: &Project,
    layer: LayerId,
    documents: Option<&BTreeSet<DocumentId>>,
    file_name: impl Into<String>,
) -> Result<Exported, WriteError> {
    let mut writer = Writer::new(project, layer);
    let mut out = String::new();
    for document in project.documents().values() {
        if documents.is_some_and(|chosen| !chosen.contains(&document.id)) {
            continue;
        }
        let open = project
            .open(document.id)
            .ok_or_else(|| WriteError::NotOpen { document: document.display_name().to_owned() })?;
        out.push_str(&writer.line(document, open)?);
    }
    Ok(Exported { files: vec![(file_name.into(), out)], losses: writer.losses() })
}

fn span<'a>(a: &'a Annotation, text: &'a Text) -> Result<SpanLine<'a>, crate::text::OffsetError> {
    let cover = range(a.ranges.cover(), text)?;
    let several = a.ranges.as_slice().len() > 1;
    let mut line = SpanLine {
        id: a.id,
        kind: a.kind(),
        label: &a.label,
        start: cover.start,
        end: cover.end,
        text: cover.text,
        ranges: if several { ranges(a, text)? } else { Vec::new() },
        level: None,
        entity: None,
        link_confidence: None,
        exclude: None,
        rest: rest(a),
    };
    match &a.body {
        Body::Mention { level, entity } => {
            line.level = Some(*level);
            line.entity = Some(entity.map(|link| link.entity));
            line.link_confidence = entity.map(|link| link.confidence);
        }
        Body::Region { exclude } => line.exclude = Some(*exclude),
        Body::Claim { .. } | Body::Source | Body::Cue | Body::Evidence => {}
    }
    Ok(line)
}

fn ranges<'a>(
    a: &Annotation,
    text: &'a Text,
) -> Result<Vec<RangeLine<'a>>, crate::text::OffsetError> {
    a.ranges.as_slice().iter().map(|span| range(*span, text)).collect()
}

fn range(span: Span, text: &Text) -> Result<RangeLine<'_>, crate::text::OffsetError> {
    let chars = text.to_char_span(span)?;
    Ok(RangeLine { start: chars.start().get(), end: chars.end().get(), text: text.slice(span)? })
}

fn rest(a: &Annotation) -> Rest<'_> {
    Rest { attributes: &a.attributes, note: &a.note, flagged: a.flagged }
}
