//! From the shapes of the file to the model: documents and their annotations.

use std::collections::BTreeSet;

use super::import::Importer;
use super::shape::*;
use crate::formats::anchoring::{Placed, Wanted, covered, place, splits_grapheme};
use crate::formats::imported::ImportedDocument;
use crate::formats::problem::{Problem, ProblemKind, ReadError};
use crate::model::{
    Annotation, AttributeValue, Body, Chain, Document, EntityId, EntityLink, Hop, MetaField,
    Origin, Ranges,
};
use crate::text::Text;

impl Importer<'_> {
    pub(super) fn document(&mut self, r: DocumentRecord) -> Result<ImportedDocument, ReadError> {
        let name = r.title.clone().unwrap_or_else(|| r.name.clone());
        let text = Text::new(r.text).map_err(|e| {
            Problem::error(self.file, ProblemKind::Malformed, e.to_string())
                .in_document(name.clone())
                .advise("Split the document")
        })?;
        let same_text = text.sha256() == r.sha256;
        if !same_text {
            let what = "The text is not the one that its SHA-256 says; every annotation was \
                        looked for by its words";
            let problem = Problem::warning(self.file, ProblemKind::TextChanged, what)
                .in_document(name.clone())
                .advise("Check the annotations, or take the file from where it came again");
            self.problems.push(problem);
        }
        let mut document = Document::new(r.id, r.name, &text);
        document.bom = r.bom;
        document.extra = r.extra;
        document.status = r.status;
        let meta = [
            (MetaField::Title, r.title),
            (MetaField::Publisher, r.publisher),
            (MetaField::Author, r.author),
            (MetaField::Published, r.published),
            (MetaField::Url, r.url),
            (MetaField::Lang, r.lang),
            (MetaField::RepublishedFrom, r.republished_from),
        ];
        document.meta = meta.into_iter().filter_map(|(f, v)| Some((f, v?))).collect();
        let mut annotations = Vec::with_capacity(r.annotations.len());
        let mut ids = BTreeSet::new();
        for record in r.annotations {
            let read = if ids.insert(record.id) {
                self.annotation(&document, &name, &text, same_text, &record)
            } else {
                let what = format!("Two annotations have the id {}", record.id);
                Err((ProblemKind::Duplicate, what))
            };
            match read {
                Ok(a) => annotations.push(a),
                Err((kind, what)) => {
                    let json = serde_json::to_string(&record).unwrap_or_default();
                    self.problems.push(
                        Problem::error(self.file, kind, what)
                            .in_document(name.clone())
                            .advise("It was set aside; mark it again by hand")
                            .set_aside(json),
                    );
                }
            }
        }
        annotations.sort_by_key(|a: &Annotation| {
            (a.ranges.start(), std::cmp::Reverse(a.ranges.end()), a.id)
        });
        let aside = self.set_aside(&document, &name, r.set_aside);
        Ok(ImportedDocument { document, text, annotations, aside })
    }

    /// What was damaged already when the file was written stays so, and stays reported.
    fn set_aside(
        &mut self,
        document: &Document,
        name: &str,
        records: Vec<serde_json::Value>,
    ) -> Vec<Annotation> {
        let mut out = Vec::new();
        for record in records {
            let json = record.to_string();
            let a = serde_json::from_value::<Annotation>(record);
            let (kind, what) = match &a {
                Ok(a) => {
                    let what = format!("“{}” was damaged before the file was written", a.exact);
                    (ProblemKind::SetAside, what)
                }
                Err(e) => {
                    let what =
                        format!("An annotation that was set aside before cannot be read: {e}");
                    (ProblemKind::Lost, what)
                }
            };
            let problem = Problem::error(self.file, kind, what);
            self.problems.push(problem.in_document(name).set_aside(json));
            out.extend(a.ok().filter(|a| a.document == document.id));
        }
        out
    }

    fn annotation(
        &mut self,
        document: &Document,
        name: &str,
        text: &Text,
        same_text: bool,
        r: &AnnotationRecord,
    ) -> Result<Annotation, (ProblemKind, String)> {
        let words: Vec<&str> = r.ranges.iter().map(|range| range.exact.as_str()).collect();
        let words = words.join(" … ");
        match &r.label {
            Some(label) => {
                self.ensure_label(label, r.kind);
                if self.schema.label(label).is_some_and(|l| l.kind != r.kind) {
                    let what = format!("“{words}” has the label {label}, which is for other kinds");
                    return Err((ProblemKind::Reference, what));
                }
            }
            None if matches!(r.kind, crate::model::Kind::Mention | crate::model::Kind::Region) => {
                let what = format!("“{words}” is a {} without a label", r.kind.as_str());
                return Err((ProblemKind::Reference, what));
            }
            None => {}
        }
        let mut remarks = Vec::new();
        let ranges = self.ranges(name, text, same_text, r, &words, &mut remarks)?;
        let exact = covered(text, &ranges).map_err(|e| (ProblemKind::Lost, e.to_string()))?;
        let body = self.body(r, &words, &mut remarks)?;
        let origin = self.origin(r);
        let mut attributes = r.attributes.clone();
        attributes.retain(|_, value| match value {
            AttributeValue::Entity(id) => self.known(*id, &words, &mut remarks),
            _ => true,
        });
        self.ensure_layer(r.layer, r.by);
        self.ensure_annotator(r.by);
        let mut note = r.note.clone();
        for remark in &remarks {
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(remark);
        }
        Ok(Annotation {
            id: r.id,
            document: document.id,
            layer: r.layer,
            label: r.label.clone(),
            ranges,
            exact,
            attributes,
            origin,
            by: r.by,
            at: r.at,
            note,
            flagged: r.flagged || !remarks.is_empty(),
            body,
        })
    }

    fn ranges(
        &mut self,
        name: &str,
        text: &Text,
        same_text: bool,
        r: &AnnotationRecord,
        words: &str,
        remarks: &mut Vec<String>,
    ) -> Result<Ranges, (ProblemKind, String)> {
        let wanted: Vec<Wanted<'_>> = r
            .ranges
            .iter()
            .map(|range| Wanted { start: range.start, end: range.end, exact: Some(&range.exact) })
            .collect();
        let quote = r.quote.clone().unwrap_or_default();
        let old: Vec<String> = wanted.iter().map(|w| format!("{}–{}", w.start, w.end)).collect();
        let old = old.join(", ");
        let file = self.file;
        let say = |kind, what| Problem::warning(file, kind, what).in_document(name);
        let ranges = match place(text, &wanted, (&quote.prefix, &quote.suffix), same_text) {
            Placed::Here(ranges) => ranges,
            Placed::Moved(ranges) => {
                let to = at(text, &ranges);
                let what = format!("“{words}” is not at {old}; it was found at {to}");
                self.problems.push(say(ProblemKind::Moved, what).advise("Check it: it is flagged"));
                remarks.push(format!("Moved when {file} was read: the file says {old}."));
                ranges
            }
            Placed::Ambiguous(ranges, count) => {
                let to = at(text, &ranges);
                let what = format!(
                    "“{words}” is not surely at {old}: its words are at {count} places; \
                     it was put at {to}"
                );
                let problem = say(ProblemKind::Ambiguous, what).advise("Check it: it is flagged");
                self.problems.push(problem);
                remarks.push(format!(
                    "Put at one of {count} places when {file} was read: the file says {old}."
                ));
                ranges
            }
            Placed::Lost(reason) => {
                return Err((ProblemKind::Lost, format!("“{words}” at {old}: {reason}")));
            }
        };
        if splits_grapheme(text, &ranges) {
            let what = format!(
                "“{words}” at {} begins or ends within a character as it is read",
                at(text, &ranges)
            );
            let problem = say(ProblemKind::SplitGrapheme, what)
                .advise("It was kept as it is; nudge its boundary if that is not meant");
            self.problems.push(problem);
        }
        Ok(ranges)
    }

    fn body(
        &mut self,
        r: &AnnotationRecord,
        words: &str,
        remarks: &mut Vec<String>,
    ) -> Result<Body, (ProblemKind, String)> {
        use crate::model::Kind;
        let present = [
            ("level", r.level.is_some(), r.kind == Kind::Mention),
            ("entity", r.entity.is_some(), r.kind == Kind::Mention),
            ("link_confidence", r.link_confidence.is_some(), r.kind == Kind::Mention),
            ("claim", r.claim.is_some(), r.kind == Kind::Claim),
            ("chains", r.chains.is_some(), r.kind == Kind::Claim),
            ("exclude", r.exclude.is_some(), r.kind == Kind::Region),
        ];
        for (field, _, _) in present.into_iter().filter(|(_, is, may)| *is && !*may) {
            let what = format!(
                "“{words}” is a {}, which has no field {field}; it was left out",
                r.kind.as_str()
            );
            self.warn(ProblemKind::UnknownField, what);
        }
        Ok(match r.kind {
            Kind::Mention => {
                let entity = r.entity.flatten().filter(|id| self.known(*id, words, remarks));
                let confidence = r.link_confidence.unwrap_or_default();
                let entity = entity.map(|entity| EntityLink { entity, confidence });
                Body::Mention { level: r.level.flatten(), entity }
            }
            Kind::Claim => {
                let Some(claim) = r.claim else {
                    let what = format!("“{words}” does not say which claim it makes");
                    return Err((ProblemKind::Reference, what));
                };
                if !self.has_claim(claim) {
                    let what =
                        format!("“{words}” makes claim {claim}, which the file does not have");
                    return Err((ProblemKind::Reference, what));
                }
                let records = r.chains.iter().flatten().cloned();
                let mut chains: Vec<Chain> = records.map(Chain::from).collect();
                for hop in chains.iter_mut().flat_map(|c| &mut c.hops) {
                    hop.entity.retain(|id| self.known(*id, words, remarks));
                }
                Body::Claim { claim, chains }
            }
            Kind::Source => Body::Source,
            Kind::Cue => Body::Cue,
            Kind::Evidence => Body::Evidence,
            Kind::Region => Body::Region { exclude: r.exclude.unwrap_or(false) },
        })
    }

    /// Whether the register has an entity; if not, says so.
    fn known(&mut self, id: EntityId, words: &str, remarks: &mut Vec<String>) -> bool {
        let known = self.entities.contains_key(&id);
        if !known {
            let what =
                format!("“{words}” refers to entity {id}, which the file does not have; unlinked");
            self.warn(ProblemKind::Reference, what);
            remarks.push(format!(
                "Unlinked when {} was read: the file has no entity {id}.",
                self.file
            ));
        }
        known
    }

    fn origin(&mut self, r: &AnnotationRecord) -> Origin {
        let o = r.origin.clone();
        let is = |kind| o.kind == kind;
        let present = [
            ("rule", o.rule.is_some(), is(OriginName::Rule)),
            ("model", o.model.is_some(), is(OriginName::Model)),
            ("score", o.score.is_some(), is(OriginName::Model)),
            ("accepted_by", o.accepted_by.is_some(), is(OriginName::Model)),
            ("file", o.file.is_some(), is(OriginName::Imported)),
        ];
        for (field, _, _) in present.into_iter().filter(|(_, is, may)| *is && !*may) {
            let what = format!(
                "The origin of annotation {} has no field {field} of its type; it was left out",
                r.id
            );
            self.warn(ProblemKind::UnknownField, what);
        }
        match o.kind {
            OriginName::Human => Origin::Human,
            OriginName::Bulk => Origin::Bulk,
            OriginName::Rule => Origin::Rule { rule: o.rule.unwrap_or_default() },
            OriginName::Model => Origin::Model {
                model: o.model.unwrap_or_default(),
                score: o.score,
                accepted_by: o.accepted_by,
            },
            OriginName::Imported => Origin::Imported { file: o.file.unwrap_or_default() },
        }
    }
}

impl From<ChainRecord> for Chain {
    fn from(r: ChainRecord) -> Self {
        let hop = |h: HopRecord| Hop {
            source: h.source,
            entity: h.entity,
            cue: h.cue,
            anonymity: h.anonymity,
            stance: h.stance,
            certainty: h.certainty,
            medium: h.medium,
            said_at: h.said_at,
            said_where: h.said_where,
            quotation: h.quotation,
        };
        Self { hops: r.hops.into_iter().map(hop).collect() }
    }
}

/// The place of ranges as files say it.
fn at(text: &Text, ranges: &Ranges) -> String {
    let chars = ranges.as_slice().iter().filter_map(|span| text.to_char_span(*span).ok());
    let chars: Vec<String> = chars.map(|s| format!("{}–{}", s.start(), s.end())).collect();
    chars.join(", ")
}
