//! From the shapes of the file to the model: the project and its registers, each
//! record checked on the way in. What does not fit is set aside, never dropped.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::registers::*;
use super::shape::*;
use crate::formats::imported::{Imported, ImportedProject, ProjectHead};
use crate::formats::problem::{Problem, ProblemKind, ReadError};
use crate::formats::wholes;
use crate::model::{
    Annotator, AnnotatorId, Claim, ClaimId, ClaimLink, Entity, EntityId, EntityPair, Evidence,
    Kind, Layer, LayerId, LayerKind, LayerStatus, Schema,
};

/// What has been read so far.
pub(super) struct Importer<'a> {
    pub file: &'a str,
    pub problems: Vec<Problem>,
    pub schema: Schema,
    pub annotators: BTreeMap<AnnotatorId, Annotator>,
    pub layers: BTreeMap<LayerId, Layer>,
    pub entities: BTreeMap<EntityId, Entity>,
    pub claims: BTreeMap<ClaimId, Claim>,
}

/// Checks a whole file.
pub(super) fn import(
    file: &str,
    record: ProjectFile,
    problems: Vec<Problem>,
) -> Result<Imported, ReadError> {
    let mut importer = Importer {
        file,
        problems,
        schema: Schema::default(),
        annotators: BTreeMap::new(),
        layers: BTreeMap::new(),
        entities: BTreeMap::new(),
        claims: BTreeMap::new(),
    };
    let mut project = ImportedProject::default();
    importer.schema(record.project.schema);
    importer.people(record.project.annotators, record.project.layers);
    importer.entities(record.entities);
    importer.claims(record.claims);
    let mut ids = BTreeSet::new();
    for document in record.documents {
        if !ids.insert(document.id) {
            let what = format!("Two documents have the id {}", document.id);
            return Err(Problem::error(file, ProblemKind::Duplicate, what)
                .in_document(document.name)
                .advise("Give one of them another id; nothing was read")
                .into());
        }
        project.documents.push(importer.document(document)?);
    }
    importer.labels_of_schema();
    importer.states(&mut project);
    project.claim_links = importer.claim_links(record.claim_links);
    project.evidence = importer.evidence(record.evidence);
    importer.decisions(record.decisions, &mut project);
    project.head = Some(ProjectHead {
        id: record.project.id,
        name: record.project.name,
        guidelines: record.project.guidelines,
        created: record.project.created,
        annotators: importer.annotators.into_values().collect(),
        layers: importer.layers.into_values().collect(),
    });
    project.schema = importer.schema;
    project.entities = importer.entities.into_values().collect();
    project.claims = importer.claims.into_values().collect();
    Ok(Imported { project, problems: importer.problems, ..Imported::default() })
}

impl Importer<'_> {
    pub(super) fn warn(&mut self, kind: ProblemKind, what: String) {
        self.problems.push(Problem::warning(self.file, kind, what));
    }

    /// Notes a record that is not read, with the record.
    pub(super) fn aside<T: Serialize>(&mut self, kind: ProblemKind, what: String, record: &T) {
        let json = serde_json::to_string(record).unwrap_or_default();
        self.problems.push(Problem::error(self.file, kind, what).set_aside(json));
    }

    fn people(&mut self, annotators: Vec<AnnotatorRecord>, layers: Vec<LayerRecord>) {
        for record in annotators {
            match self.annotators.entry(record.id) {
                Entry::Vacant(place) => {
                    place.insert(Annotator { id: record.id, name: record.name });
                }
                Entry::Occupied(_) => {
                    let what = format!("There are two annotators with the id {}", record.id);
                    self.aside(ProblemKind::Duplicate, what, &record);
                }
            }
        }
        for record in layers {
            if self.layers.contains_key(&record.id) {
                let what = format!("There are two layers with the id {}", record.id);
                self.aside(ProblemKind::Duplicate, what, &record);
                continue;
            }
            let kind = match (record.kind, record.annotator) {
                (LayerKindName::Annotator, Some(id)) => {
                    self.ensure_annotator(id);
                    LayerKind::Annotator(id)
                }
                (LayerKindName::Gold, None) => LayerKind::Gold,
                (LayerKindName::Annotator, None) => {
                    let what = format!("The layer {} does not say whose it is", record.id);
                    self.aside(ProblemKind::Reference, what, &record);
                    continue;
                }
                (LayerKindName::Gold, Some(id)) => {
                    let what = format!(
                        "The gold layer {} has an annotator, {id}, who was left out",
                        record.id
                    );
                    self.warn(ProblemKind::Reference, what);
                    LayerKind::Gold
                }
            };
            self.layers.insert(record.id, Layer { id: record.id, kind });
        }
    }

    /// Adds an annotator whom the file names but does not list.
    pub(super) fn ensure_annotator(&mut self, id: AnnotatorId) {
        if let Entry::Vacant(place) = self.annotators.entry(id) {
            place.insert(Annotator { id, name: String::new() });
            self.warn(
                ProblemKind::Reference,
                format!("Annotator {id} is not listed; added without a name"),
            );
        }
    }

    /// Adds a layer that the file names but does not list.
    pub(super) fn ensure_layer(&mut self, id: LayerId, by: AnnotatorId) {
        if !self.layers.contains_key(&id) {
            self.ensure_annotator(by);
            self.layers.insert(id, Layer { id, kind: LayerKind::Annotator(by) });
            self.warn(
                ProblemKind::Reference,
                format!("Layer {id} is not listed; added as a layer of annotator {by}"),
            );
        }
    }

    fn entities(&mut self, records: Vec<EntityRecord>) {
        let mut order = Vec::with_capacity(records.len());
        for mut record in records {
            if self.entities.contains_key(&record.id) {
                let what = format!("There are two entities with the id {}", record.id);
                self.aside(ProblemKind::Duplicate, what, &record);
                continue;
            }
            if let Some(label) = record.label.take() {
                self.ensure_label(&label, Kind::Mention);
                if self.schema.label(&label).is_some_and(|l| l.kind == Kind::Mention) {
                    record.label = Some(label);
                } else {
                    let what = format!(
                        "“{}” has the type {label}, which is no label of mentions; left out",
                        record.name
                    );
                    self.warn(ProblemKind::Reference, what);
                }
            }
            order.push(record.id);
            self.entities.insert(record.id, record.into());
        }
        for cut in wholes::cut(&mut self.entities, &order) {
            let problem = Problem::warning(self.file, ProblemKind::Reference, cut.what);
            self.problems.push(problem.advise(cut.advice));
        }
    }

    /// Takes out states of layers that the file does not have.
    fn states(&mut self, project: &mut ImportedProject) {
        for d in &mut project.documents {
            let layers = &self.layers;
            let (known, unknown) = std::mem::take(&mut d.document.status)
                .into_iter()
                .partition(|(layer, _)| layers.contains_key(layer));
            d.document.status = known;
            let unknown: BTreeMap<LayerId, LayerStatus> = unknown;
            for (layer, status) in unknown {
                let what = format!(
                    "“{}” says how far layer {layer} is, which the file does not have",
                    d.document.display_name()
                );
                self.aside(ProblemKind::Reference, what, &status);
            }
        }
    }

    fn claims(&mut self, records: Vec<ClaimRecord>) {
        for mut record in records {
            if self.claims.contains_key(&record.id) {
                let what = format!("There are two claims with the id {}", record.id);
                self.aside(ProblemKind::Duplicate, what, &record);
                continue;
            }
            for p in std::mem::take(&mut record.participants) {
                if self.entities.contains_key(&p.entity) {
                    record.participants.push(p);
                } else {
                    let what = format!(
                        "A participant of the claim “{}” is entity {}, which the file does not have",
                        record.text, p.entity
                    );
                    self.aside(ProblemKind::Reference, what, &p);
                }
            }
            self.claims.insert(record.id, record.into());
        }
    }

    fn claim_links(&mut self, records: Vec<ClaimLinkRecord>) -> Vec<ClaimLink> {
        let mut out = BTreeMap::new();
        for r in records {
            let known = self.claims.contains_key(&r.from) && self.claims.contains_key(&r.to);
            let wrong = if out.contains_key(&r.id) {
                Some((
                    ProblemKind::Duplicate,
                    format!("There are two claim links with the id {}", r.id),
                ))
            } else if !known {
                let what = format!("Claim link {} names a claim that the file does not have", r.id);
                Some((ProblemKind::Reference, what))
            } else if r.from == r.to {
                let what = format!("Claim link {} links a claim to itself", r.id);
                Some((ProblemKind::Reference, what))
            } else {
                None
            };
            match wrong {
                Some((kind, what)) => self.aside(kind, what, &r),
                None => {
                    let link =
                        ClaimLink { id: r.id, from: r.from, to: r.to, kind: r.kind, note: r.note };
                    out.insert(link.id, link);
                }
            }
        }
        out.into_values().collect()
    }

    /// Evidence in documents that the file does not have is kept: a file may hold some
    /// documents of a project only.
    fn evidence(&mut self, records: Vec<EvidenceRecord>) -> Vec<Evidence> {
        let mut out = BTreeMap::new();
        for r in records {
            if out.contains_key(&r.id) {
                let what = format!("There are two pieces of evidence with the id {}", r.id);
                self.aside(ProblemKind::Duplicate, what, &r);
            } else if !self.claims.contains_key(&r.claim) {
                let what =
                    format!("Evidence {} is about a claim that the file does not have", r.id);
                self.aside(ProblemKind::Reference, what, &r);
            } else {
                let places = r.annotations.iter().map(|p| (p.document, p.annotation)).collect();
                let e = Evidence {
                    id: r.id,
                    claim: r.claim,
                    annotations: places,
                    stance: r.stance,
                    set: r.set,
                };
                out.insert(e.id, e);
            }
        }
        out.into_values().collect()
    }

    fn decisions(&mut self, records: Vec<DecisionRecord>, project: &mut ImportedProject) {
        let mut seen = BTreeSet::new();
        for r in records {
            let pair = EntityPair::new(r.a, r.b);
            let known = self.entities.contains_key(&r.a) && self.entities.contains_key(&r.b);
            if !known || r.a == r.b {
                let what = format!("A decision is about {} and {}, not two entities", r.a, r.b);
                self.aside(ProblemKind::Reference, what, &r);
            } else if !seen.insert(pair) {
                let what = format!("There are two decisions about {} and {}", r.a, r.b);
                self.aside(ProblemKind::Duplicate, what, &r);
            } else {
                project.decisions.push((pair, r.decision));
            }
        }
    }

    pub(super) fn has_claim(&self, id: ClaimId) -> bool {
        self.claims.contains_key(&id)
    }
}
