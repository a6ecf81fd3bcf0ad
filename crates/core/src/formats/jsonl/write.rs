//! Writing lines, document by document.

use std::collections::{BTreeMap, BTreeSet};

use super::losses::{Counts, Lost};
use super::shape::{
    ChainLine, ClaimLine, ExcludedLine, HopLine, Line, RangeLine, Rest, SpanLine, SpeakerLine,
    WordsLine, source_id,
};

use crate::formats::native::shape::UnitName;
use crate::formats::native::{check, entity_record, hop_record};
use crate::formats::writer::{Loss, WriteError};
use crate::model::{
    Annotation, AnnotationId, Body, Certainty, Chain, Claim, ClaimId, Document, Entity, EntityId,
    Excluded, Hop, Kind, LayerId, MetaField, OpenDocument, Project, Speaker, Stance, speakers,
};
use crate::text::{OffsetError, Span, Text};

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
    counts: Counts,
}

impl Writer {
    /// A writer of this layer, with the registers as they are now.
    pub fn new(project: &Project, layer: LayerId) -> Self {
        let schema = project.schema();
        let mut counts = Counts::default();
        counts[Lost::Guidelines] = usize::from(!project.guidelines().is_empty());
        counts[Lost::Definitions] =
            schema.labels.len() + schema.attributes.len() + schema.relations.len();
        counts[Lost::ClaimLinks] = project.claim_links().len();
        counts[Lost::Evidence] = project.evidence().len();
        counts[Lost::Decisions] = project.decisions().len();
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
            source_id: source_id(&document.extra),
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
            excluded: Vec::new(),
            claims: Vec::new(),
            entities: Vec::new(),
        };
        let others = document.status.keys().filter(|layer| **layer != self.layer).count();
        let mut counts = self.counts;
        counts[Lost::OtherStates] += others;
        counts[Lost::Damaged] += aside.len();
        let mut claims = BTreeSet::new();
        let excluded = Excluded::of(marks.iter(), self.layer);
        for a in marks.iter() {
            if a.layer != self.layer {
                counts[Lost::OtherLayers] += 1;
                continue;
            }
            if excluded.leaves_out(a) {
                counts[Lost::Excluded] += 1;
                continue;
            }
            counts[Lost::Provenance] += 1;
            entities.extend(a.entities());
            claims.extend(a.claim());
            let place = |error: OffsetError| WriteError::Quote {
                document: document.display_name().to_owned(),
                annotation: a.id,
                expected: a.exact.clone(),
                found: error.to_string(),
            };
            match a.kind() {
                Kind::Claim => {
                    let claim = self.claim(a, open).map_err(place)?;
                    let hops = claim.chains.iter().flat_map(|c| &c.hops);
                    entities.extend(hops.flat_map(|h| &h.speakers).filter_map(|s| s.entity));
                    line.claims.push(claim);
                }
                Kind::Region => line.regions.push(span(a, text).map_err(place)?),
                _ => line.spans.push(span(a, text).map_err(place)?),
            }
        }
        for span in excluded.spans() {
            let chars = text.to_char_span(*span).map_err(|e| WriteError::Json(e.to_string()))?;
            let (start, end) = (chars.start().get(), chars.end().get());
            line.excluded.push(ExcludedLine { start, end });
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
        counts[Lost::Entities] = self.entities.len() - self.used_entities.len();
        counts[Lost::Claims] = self.claims.len() - self.used_claims.len();
        let used = self.used_claims.iter().filter_map(|id| self.claims.get(id));
        counts[Lost::ClaimDetails] =
            used.filter(|c| **c != Claim::stating(c.id, c.text.as_str())).count();
        counts.losses()
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
        open: &'a OpenDocument,
    ) -> Result<ClaimLine<'a>, OffsetError> {
        let chain = |c: &'a Chain| {
            let hops: Result<Vec<_>, _> = c.hops.iter().map(|h| self.hop(h, open)).collect();
            hops.map(|hops| ChainLine { hops })
        };
        let chains: Vec<ChainLine<'a>> =
            a.chains().iter().map(chain).collect::<Result<_, OffsetError>>()?;
        let origin = chains.first().and_then(|c| c.hops.last());
        let cues = a.chains().iter().flat_map(|c| &c.hops).flat_map(|h| &h.cue);
        let cues = cues.filter_map(|id| open.marks.get(*id));
        let claim = a.claim().unwrap_or_else(|| ClaimId::new(uuid::Uuid::nil()));
        Ok(ClaimLine {
            id: a.id,
            claim,
            text: self.claims.get(&claim).map_or("", |c| c.text.as_str()),
            label: a.label.as_ref(),
            ranges: ranges(a, &open.text)?,
            stance: origin.map_or(Stance::Asserts, |h| h.record.stance),
            certainty: origin.map_or(Certainty::Unset, |h| h.record.certainty),
            speaker: origin.iter().flat_map(|h| &h.speakers).map(|s| s.name).collect(),
            cues: cues.map(|cue| cue.exact.as_str()).collect(),
            chains,
            rest: rest(a),
        })
    }

    /// A hop with what its ids stand for. Of a mark that is gone, only the id is left.
    fn hop<'a>(&'a self, hop: &Hop, open: &'a OpenDocument) -> Result<HopLine<'a>, OffsetError> {
        let words = |id: AnnotationId| {
            open.marks.get(id).map(|a| words(a, &open.text).map(|w| (a, w))).transpose()
        };
        let mut line = HopLine { speakers: Vec::new(), cues: Vec::new(), record: hop_record(hop) };
        for Speaker { words: span, entity } in speakers(open, hop) {
            let (a, words) = span.map(words).transpose()?.flatten().unzip();
            let entry = entity.and_then(|id| self.entities.get(&id)).map(|e| e.name.as_str());
            if let Some(name) = entry.or(a.map(|a| a.exact.as_str())) {
                line.speakers.push(SpeakerLine { name, entity, words });
            }
        }
        for id in &hop.cue {
            line.cues.extend(words(*id)?.map(|(_, words)| words));
        }
        Ok(line)
    }
}

fn words<'a>(a: &Annotation, text: &'a Text) -> Result<WordsLine<'a>, OffsetError> {
    let RangeLine { start, end, text: words } = range(a.ranges.cover(), text)?;
    let several = a.ranges.as_slice().len() > 1;
    let ranges = if several { ranges(a, text)? } else { Vec::new() };
    Ok(WordsLine { span: a.id, start, end, text: words, ranges })
}

fn span<'a>(a: &'a Annotation, text: &'a Text) -> Result<SpanLine<'a>, OffsetError> {
    let words = words(a, text)?;
    let mut line = SpanLine {
        id: a.id,
        kind: a.kind(),
        label: &a.label,
        start: words.start,
        end: words.end,
        text: words.text,
        ranges: words.ranges,
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

fn ranges<'a>(a: &Annotation, text: &'a Text) -> Result<Vec<RangeLine<'a>>, OffsetError> {
    a.ranges.as_slice().iter().map(|span| range(*span, text)).collect()
}

fn range(span: Span, text: &Text) -> Result<RangeLine<'_>, OffsetError> {
    let chars = text.to_char_span(span)?;
    Ok(RangeLine { start: chars.start().get(), end: chars.end().get(), text: text.slice(span)? })
}

fn rest(a: &Annotation) -> Rest<'_> {
    Rest { attributes: &a.attributes, note: &a.note, flagged: a.flagged }
}
