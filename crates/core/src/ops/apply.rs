//! Applying operations: every rule that keeps a project whole is checked here.

use std::collections::BTreeMap;
use std::mem;

use super::changes::Changes;
use super::op::{
    AnnotationEdit, ClaimEdit, ClaimLinkEdit, DocumentEdit, EntityEdit, Op, ProjectEdit,
};
use crate::model::{
    Annotation, AnnotationId, AttributeValue, Body, Claim, ClaimId, ClaimLink, Document,
    DocumentId, Entity, EntityId, EvidenceId, Kind, LabelId, LayerId, LayerKind, OpenDocument,
    Origin, Participant, Project, Quantity, Ranges,
};
use crate::text::{OffsetError, Text};

/// Why an operation cannot be applied. The project is as it was.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum OpError {
    /// It refers to something that is not there.
    #[error("there is no {what} {id}")]
    Missing {
        /// The sort of record.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// It adds something whose id is taken.
    #[error("there is already a {what} {id}")]
    Taken {
        /// The sort of record.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// It removes something that is still used.
    #[error("the {what} “{name}” is still used {count} times")]
    InUse {
        /// The sort of record.
        what: &'static str,
        /// What people call it.
        name: String,
        /// How often.
        count: u32,
    },
    /// The document's annotations are not in memory.
    #[error("document {0} is not open")]
    NotOpen(DocumentId),
    /// A range does not fit the text.
    #[error("the range does not fit the document: {0}")]
    Offset(#[from] OffsetError),
    /// The annotation's words are not what the text has at its place.
    #[error("the text has “{found}” where the annotation says “{expected}”")]
    Quote {
        /// What the annotation says.
        expected: String,
        /// What the text has.
        found: String,
    },
    /// A mention or region without a label, or with one of another kind.
    #[error("the label {0} does not fit this kind of annotation")]
    LabelKind(String),
    /// The text that was handed in for a document is not the one that it names.
    #[error("the text at hand is not the one of document {0}")]
    WrongText(DocumentId),
    /// A number that files cannot hold.
    #[error("the {0} must be a number")]
    NotFinite(&'static str),
    /// A whole that would be a part of itself, a claim linked to itself, or a decision
    /// about one entity.
    #[error("{0} would lead back to itself")]
    Circular(String),
    /// A place in a list that is too far.
    #[error("there is no place {0} in the list")]
    Place(usize),
}

fn missing(what: &'static str, id: impl ToString) -> OpError {
    OpError::Missing { what, id: id.to_string() }
}

fn taken(what: &'static str, id: impl ToString) -> OpError {
    OpError::Taken { what, id: id.to_string() }
}

fn unused(what: &'static str, name: &str, count: usize) -> Result<(), OpError> {
    if count == 0 {
        return Ok(());
    }
    Err(OpError::InUse {
        what,
        name: name.to_owned(),
        count: u32::try_from(count).unwrap_or(u32::MAX),
    })
}

/// Adds to a register; the id must be free.
fn put<K: Ord + ToString, V>(
    map: &mut BTreeMap<K, V>,
    what: &'static str,
    key: K,
    value: V,
) -> Result<(), OpError> {
    if map.contains_key(&key) {
        return Err(taken(what, key));
    }
    map.insert(key, value);
    Ok(())
}

/// Takes from a register.
fn take<K: Ord + ToString, V>(
    map: &mut BTreeMap<K, V>,
    what: &'static str,
    key: &K,
) -> Result<V, OpError> {
    map.remove(key).ok_or_else(|| missing(what, key.to_string()))
}

/// A record of a register.
fn at<'a, K: Ord + ToString, V>(
    map: &'a mut BTreeMap<K, V>,
    what: &'static str,
    key: &K,
) -> Result<&'a mut V, OpError> {
    map.get_mut(key).ok_or_else(|| missing(what, key.to_string()))
}

impl Project {
    /// Applies operations in order: all of them, or none.
    ///
    /// Returns the operations that undo them, to be applied in the order given, and
    /// what was touched.
    pub fn apply_all(&mut self, ops: &[Op]) -> Result<(Vec<Op>, Changes), OpError> {
        let mut inverse = Vec::with_capacity(ops.len());
        let mut changes = Changes::default();
        for op in ops {
            match self.apply(op) {
                Ok(undo) => {
                    changes.note(op);
                    inverse.push(undo);
                }
                Err(error) => {
                    for undo in inverse.iter().rev() {
                        let undone = self.apply(undo);
                        debug_assert!(undone.is_ok(), "an inverse always applies: {undone:?}");
                    }
                    return Err(error);
                }
            }
        }
        inverse.reverse();
        Ok((inverse, changes))
    }

    /// Applies one operation and returns its inverse.
    fn apply(&mut self, op: &Op) -> Result<Op, OpError> {
        Ok(match op {
            Op::Project(edit) => Op::Project(match edit {
                ProjectEdit::Name(v) => ProjectEdit::Name(mem::replace(&mut self.name, v.clone())),
                ProjectEdit::Guidelines(v) => {
                    ProjectEdit::Guidelines(mem::replace(&mut self.guidelines, v.clone()))
                }
            }),
            Op::AddAnnotator(a) => {
                put(&mut self.annotators, "annotator", a.id, a.clone())?;
                Op::RemoveAnnotator(a.id)
            }
            Op::RemoveAnnotator(id) => {
                let layers =
                    self.layers.values().filter(|l| l.kind == LayerKind::Annotator(*id)).count();
                let name = at(&mut self.annotators, "annotator", id)?.name.clone();
                unused("annotator", &name, layers)?;
                Op::AddAnnotator(take(&mut self.annotators, "annotator", id)?)
            }
            Op::RenameAnnotator(id, name) => {
                let a = at(&mut self.annotators, "annotator", id)?;
                Op::RenameAnnotator(*id, mem::replace(&mut a.name, name.clone()))
            }
            Op::AddLayer(layer) => {
                if let LayerKind::Annotator(id) = layer.kind {
                    at(&mut self.annotators, "annotator", &id)?;
                }
                put(&mut self.layers, "layer", layer.id, layer.clone())?;
                Op::RemoveLayer(layer.id)
            }
            Op::RemoveLayer(id) => {
                self.require_layer(*id)?;
                let marks = self.layer_use(*id).0 as usize;
                let states = self.documents.values().filter(|d| d.status.contains_key(id));
                unused("layer", &id.to_string(), marks + states.count())?;
                Op::AddLayer(take(&mut self.layers, "layer", id)?)
            }
            Op::AddLabel(..)
            | Op::RemoveLabel(_)
            | Op::EditLabel(_)
            | Op::MoveLabel(..)
            | Op::AddAttribute(..)
            | Op::RemoveAttribute(_)
            | Op::EditAttribute(_)
            | Op::SetRelations(_) => self.apply_schema(op)?,
            Op::AddDocument(d) => {
                d.status.keys().try_for_each(|layer| self.require_layer(*layer))?;
                let ready = self.open.ready.get(&d.id);
                if ready.is_some_and(|open| !d.is_of(&open.text)) {
                    return Err(OpError::WrongText(d.id));
                }
                put(&mut self.documents, "document", d.id, (**d).clone())?;
                self.open.here.extend(self.open.ready.remove_entry(&d.id));
                Op::RemoveDocument(d.id)
            }
            Op::RemoveDocument(id) => {
                let name = at(&mut self.documents, "document", id)?.display_name().to_owned();
                let marks = self.summaries.get(id).map_or(0, |s| s.total() as usize);
                unused("document", &name, marks)?;
                let document = take(&mut self.documents, "document", id)?;
                // Kept ready, so that undo can annotate it again.
                self.open.ready.remove(id);
                self.open.ready.extend(self.open.here.remove_entry(id));
                Op::AddDocument(Box::new(document))
            }
            Op::EditDocument(id, edit) => {
                if let DocumentEdit::Status(layer, _) = edit {
                    self.require_layer(*layer)?;
                }
                Op::EditDocument(*id, at(&mut self.documents, "document", id)?.edit(edit))
            }
            Op::AddAnnotation(a) => {
                self.check_annotation(a)?;
                let marks = &mut self.open_mut(a.document)?.marks;
                if marks.get(a.id).is_some() {
                    return Err(taken("annotation", a.id));
                }
                marks.insert((**a).clone());
                self.count(a);
                Op::RemoveAnnotation(a.document, a.id)
            }
            Op::RemoveAnnotation(document, id) => {
                let marks = &mut self.open_mut(*document)?.marks;
                let a = marks.remove(*id).ok_or_else(|| missing("annotation", id))?;
                self.uncount(&a);
                Op::AddAnnotation(Box::new(a))
            }
            Op::EditAnnotation(document, id, edit) => {
                let marks = &self.open_mut(*document)?.marks;
                let old = marks.get(*id).ok_or_else(|| missing("annotation", id))?.clone();
                let mut new = old.clone();
                let inverse = new.edit(edit);
                self.check_annotation(&new)?;
                self.uncount(&old);
                self.count(&new);
                self.open_mut(*document)?.marks.insert(new);
                Op::EditAnnotation(*document, *id, inverse)
            }
            Op::AddEntity(e) => {
                self.require_entity_label(e.label.as_ref())?;
                self.check_whole(e.id, e.part_of, |e| e.part_of)?;
                self.check_whole(e.id, e.member_of, |e| e.member_of)?;
                put(&mut self.entities, "entity", e.id, (**e).clone())?;
                Op::RemoveEntity(e.id)
            }
            Op::RemoveEntity(id) => {
                let name = at(&mut self.entities, "entity", id)?.name.clone();
                unused("entity", &name, self.entity_references(*id))?;
                Op::AddEntity(Box::new(take(&mut self.entities, "entity", id)?))
            }
            Op::EditEntity(id, edit) => {
                match edit {
                    EntityEdit::Label(label) => self.require_entity_label(label.as_ref())?,
                    EntityEdit::PartOf(whole) => self.check_whole(*id, *whole, |e| e.part_of)?,
                    EntityEdit::MemberOf(group) => {
                        self.check_whole(*id, *group, |e| e.member_of)?
                    }
                    _ => {}
                }
                Op::EditEntity(*id, at(&mut self.entities, "entity", id)?.edit(edit))
            }
            Op::SetDecision(pair, decision) => {
                let (a, b) = pair.ids();
                at(&mut self.entities, "entity", &a)?;
                at(&mut self.entities, "entity", &b)?;
                if a == b {
                    return Err(OpError::Circular(format!("a decision about entity {a}")));
                }
                let old = match decision {
                    Some(d) => self.decisions.insert(*pair, *d),
                    None => self.decisions.remove(pair),
                };
                Op::SetDecision(*pair, old)
            }
            Op::AddClaim(c) => {
                self.check_claim(&c.quantities, &c.participants)?;
                put(&mut self.claims, "claim", c.id, (**c).clone())?;
                Op::RemoveClaim(c.id)
            }
            Op::RemoveClaim(id) => {
                let name = at(&mut self.claims, "claim", id)?.text.clone();
                unused("claim", &name, self.claim_references(*id))?;
                Op::AddClaim(Box::new(take(&mut self.claims, "claim", id)?))
            }
            Op::EditClaim(id, edit) => {
                match edit {
                    ClaimEdit::Quantities(quantities) => self.check_claim(quantities, &[])?,
                    ClaimEdit::Participants(participants) => self.check_claim(&[], participants)?,
                    _ => {}
                }
                Op::EditClaim(*id, at(&mut self.claims, "claim", id)?.edit(edit))
            }
            Op::AddClaimLink(l) => {
                at(&mut self.claims, "claim", &l.from)?;
                at(&mut self.claims, "claim", &l.to)?;
                if l.from == l.to {
                    return Err(OpError::Circular(format!("a link of claim {}", l.from)));
                }
                put(&mut self.claim_links, "claim link", l.id, (**l).clone())?;
                Op::RemoveClaimLink(l.id)
            }
            Op::RemoveClaimLink(id) => {
                Op::AddClaimLink(Box::new(take(&mut self.claim_links, "claim link", id)?))
            }
            Op::EditClaimLink(id, edit) => {
                Op::EditClaimLink(*id, at(&mut self.claim_links, "claim link", id)?.edit(edit))
            }
            Op::AddEvidence(e) => {
                at(&mut self.claims, "claim", &e.claim)?;
                put(&mut self.evidence, "evidence", e.id, (**e).clone())?;
                Op::RemoveEvidence(e.id)
            }
            Op::RemoveEvidence(id) => {
                Op::AddEvidence(Box::new(take(&mut self.evidence, "evidence", id)?))
            }
        })
    }

    fn apply_schema(&mut self, op: &Op) -> Result<Op, OpError> {
        let label_at = |p: &Self, id: &LabelId| {
            let found = p.schema.labels.iter().position(|l| l.id == *id);
            found.ok_or_else(|| missing("label", id))
        };
        let attribute_at = |p: &Self, name: &crate::model::AttributeName| {
            let found = p.schema.attributes.iter().position(|a| a.name == *name);
            found.ok_or_else(|| missing("attribute", name))
        };
        Ok(match op {
            Op::AddLabel(place, label) => {
                if self.schema.label(&label.id).is_some() {
                    return Err(taken("label", &label.id));
                }
                if *place > self.schema.labels.len() {
                    return Err(OpError::Place(*place));
                }
                self.schema.labels.insert(*place, (**label).clone());
                Op::RemoveLabel(label.id.clone())
            }
            Op::RemoveLabel(id) => {
                let place = label_at(self, id)?;
                let marks = self.label_use(id).0 as usize;
                let entities =
                    self.entities.values().filter(|e| e.label.as_ref() == Some(id)).count();
                unused("label", &self.schema.labels[place].name, marks + entities)?;
                Op::AddLabel(place, Box::new(self.schema.labels.remove(place)))
            }
            Op::EditLabel(label) => {
                let place = label_at(self, &label.id)?;
                let slot = &mut self.schema.labels[place];
                let used = self.summaries.values().any(|s| s.label(&label.id) > 0)
                    || self.entities.values().any(|e| e.label.as_ref() == Some(&label.id));
                if slot.kind != label.kind && used {
                    return Err(OpError::LabelKind(label.name.clone()));
                }
                Op::EditLabel(Box::new(mem::replace(slot, (**label).clone())))
            }
            Op::MoveLabel(id, to) => {
                let from = label_at(self, id)?;
                if *to >= self.schema.labels.len() {
                    return Err(OpError::Place(*to));
                }
                let label = self.schema.labels.remove(from);
                self.schema.labels.insert(*to, label);
                Op::MoveLabel(id.clone(), from)
            }
            Op::AddAttribute(place, def) => {
                if self.schema.attributes.iter().any(|a| a.name == def.name) {
                    return Err(taken("attribute", &def.name));
                }
                if *place > self.schema.attributes.len() {
                    return Err(OpError::Place(*place));
                }
                self.schema.attributes.insert(*place, (**def).clone());
                Op::RemoveAttribute(def.name.clone())
            }
            Op::RemoveAttribute(name) => {
                let place = attribute_at(self, name)?;
                Op::AddAttribute(place, Box::new(self.schema.attributes.remove(place)))
            }
            Op::EditAttribute(def) => {
                let place = attribute_at(self, &def.name)?;
                let slot = &mut self.schema.attributes[place];
                Op::EditAttribute(Box::new(mem::replace(slot, (**def).clone())))
            }
            Op::SetRelations(relations) => {
                Op::SetRelations(mem::replace(&mut self.schema.relations, relations.clone()))
            }
            other => {
                debug_assert!(false, "not an operation on the schema: {other:?}");
                other.clone()
            }
        })
    }

    fn open_mut(&mut self, id: DocumentId) -> Result<&mut OpenDocument, OpError> {
        if !self.documents.contains_key(&id) {
            return Err(missing("document", id));
        }
        self.open.here.get_mut(&id).ok_or(OpError::NotOpen(id))
    }

    fn count(&mut self, a: &Annotation) {
        let marks = self.open.here.get(&a.document).map(|open| &open.marks);
        let summary = self.summaries.entry(a.document).or_default();
        summary.add(a, |id| marks.and_then(|m| m.get(id)));
    }

    fn uncount(&mut self, a: &Annotation) {
        if let Some(summary) = self.summaries.get_mut(&a.document) {
            summary.remove(a);
            if summary.is_empty() {
                self.summaries.remove(&a.document);
            }
        }
    }

    fn require_layer(&self, id: LayerId) -> Result<(), OpError> {
        self.layers.contains_key(&id).then_some(()).ok_or_else(|| missing("layer", id))
    }

    fn require_entity(&self, id: EntityId) -> Result<(), OpError> {
        self.entities.contains_key(&id).then_some(()).ok_or_else(|| missing("entity", id))
    }

    /// Checks an annotation against the text, the schema and the registers.
    pub(super) fn check_annotation(&self, a: &Annotation) -> Result<(), OpError> {
        let document =
            self.documents.get(&a.document).ok_or_else(|| missing("document", a.document))?;
        let open = self.open.here.get(&document.id).ok_or(OpError::NotOpen(document.id))?;
        check_quote(&open.text, &a.ranges, &a.exact)?;
        self.require_layer(a.layer)?;
        match &a.label {
            Some(id) => {
                let label = self.schema.label(id).ok_or_else(|| missing("label", id))?;
                if label.kind != a.kind() {
                    return Err(OpError::LabelKind(label.name.clone()));
                }
            }
            None if matches!(a.body, Body::Mention { .. } | Body::Region { .. }) => {
                return Err(OpError::LabelKind("(none)".to_owned()));
            }
            None => {}
        }
        a.entities().try_for_each(|id| self.require_entity(id))?;
        if let Some(id) = a.claim()
            && !self.claims.contains_key(&id)
        {
            return Err(missing("claim", id));
        }
        for value in a.attributes.values() {
            if let AttributeValue::Number(n) = value {
                finite("attribute", *n)?;
            }
        }
        match &a.origin {
            Origin::Model { score: Some(score), .. } => finite("score", *score),
            _ => Ok(()),
        }
    }

    /// Checks the figures and participants of a claim.
    fn check_claim(
        &self,
        quantities: &[Quantity],
        participants: &[Participant],
    ) -> Result<(), OpError> {
        let figures = quantities.iter().flat_map(|q| [q.min, q.max]).flatten();
        figures.into_iter().try_for_each(|n| finite("figure", n))?;
        participants.iter().try_for_each(|p| self.require_entity(p.entity))
    }

    /// The type of an entity is a label of mentions.
    fn require_entity_label(&self, id: Option<&LabelId>) -> Result<(), OpError> {
        let Some(id) = id else { return Ok(()) };
        let label = self.schema.label(id).ok_or_else(|| missing("label", id))?;
        if label.kind == Kind::Mention {
            return Ok(());
        }
        Err(OpError::LabelKind(label.name.clone()))
    }

    /// Refuses a whole that is missing, or that is a part of the entity itself.
    fn check_whole(
        &self,
        entity: EntityId,
        whole: Option<EntityId>,
        up: impl Fn(&Entity) -> Option<EntityId>,
    ) -> Result<(), OpError> {
        let mut next = whole;
        // Stored records may hold a circle already: nothing is that many parts deep.
        let mut left = self.entities.len() + 1;
        while let Some(id) = next {
            if id == entity || left == 0 {
                let name = self.entities.get(&entity).map_or("the entity", |e| &e.name);
                return Err(OpError::Circular(name.to_owned()));
            }
            left -= 1;
            next = up(self.entities.get(&id).ok_or_else(|| missing("entity", id))?);
        }
        Ok(())
    }

    fn entity_references(&self, id: EntityId) -> usize {
        let in_texts = self.entity_use(id).0 as usize;
        let entities =
            self.entities.values().filter(|e| e.part_of == Some(id) || e.member_of == Some(id));
        let claims = self.claims.values().flat_map(|c| &c.participants).filter(|p| p.entity == id);
        let decisions =
            self.decisions.keys().filter(|pair| pair.ids().0 == id || pair.ids().1 == id);
        in_texts + entities.count() + claims.count() + decisions.count()
    }

    fn claim_references(&self, id: ClaimId) -> usize {
        let links = self.claim_links.values().filter(|l| l.from == id || l.to == id).count();
        let evidence = self.evidence.values().filter(|e| e.claim == id).count();
        self.claim_use(id).0 as usize + links + evidence
    }
}

/// JSON has no word for infinite and for not a number.
fn finite(what: &'static str, n: f64) -> Result<(), OpError> {
    n.is_finite().then_some(()).ok_or(OpError::NotFinite(what))
}

/// The covered text, ranges joined by one space.
pub(crate) fn covered(text: &Text, ranges: &Ranges) -> Result<String, OffsetError> {
    let parts: Result<Vec<&str>, _> = ranges.as_slice().iter().map(|r| text.slice(*r)).collect();
    Ok(parts?.join(" "))
}

/// Checks that the text has the annotation's words at its place.
pub(crate) fn check_quote(text: &Text, ranges: &Ranges, exact: &str) -> Result<(), OpError> {
    let found = covered(text, ranges)?;
    if found == exact {
        return Ok(());
    }
    Err(OpError::Quote { expected: exact.to_owned(), found })
}

impl Annotation {
    /// Sets a field and returns the edit that sets it back.
    fn edit(&mut self, edit: &AnnotationEdit) -> AnnotationEdit {
        match edit {
            AnnotationEdit::Label(v) => {
                AnnotationEdit::Label(mem::replace(&mut self.label, v.clone()))
            }
            AnnotationEdit::Ranges(ranges, exact) => AnnotationEdit::Ranges(
                mem::replace(&mut self.ranges, ranges.clone()),
                mem::replace(&mut self.exact, exact.clone()),
            ),
            AnnotationEdit::Attribute(name, value) => {
                let old = match value {
                    Some(v) => self.attributes.insert(name.clone(), v.clone()),
                    None => self.attributes.remove(name),
                };
                AnnotationEdit::Attribute(name.clone(), old)
            }
            AnnotationEdit::Note(v) => {
                AnnotationEdit::Note(mem::replace(&mut self.note, v.clone()))
            }
            AnnotationEdit::Flagged(v) => {
                AnnotationEdit::Flagged(mem::replace(&mut self.flagged, *v))
            }
            AnnotationEdit::Body(v) => {
                AnnotationEdit::Body(Box::new(mem::replace(&mut self.body, (**v).clone())))
            }
        }
    }
}

impl Document {
    fn edit(&mut self, edit: &DocumentEdit) -> DocumentEdit {
        match edit {
            DocumentEdit::Name(v) => DocumentEdit::Name(mem::replace(&mut self.name, v.clone())),
            DocumentEdit::Meta(field, value) => {
                let old = match value {
                    Some(v) => self.meta.insert(*field, v.clone()),
                    None => self.meta.remove(field),
                };
                DocumentEdit::Meta(*field, old)
            }
            DocumentEdit::Status(layer, status) => {
                let old = match status {
                    Some(s) => self.status.insert(*layer, *s),
                    None => self.status.remove(layer),
                };
                DocumentEdit::Status(*layer, old)
            }
        }
    }
}

impl Entity {
    fn edit(&mut self, edit: &EntityEdit) -> EntityEdit {
        match edit {
            EntityEdit::Name(v) => EntityEdit::Name(mem::replace(&mut self.name, v.clone())),
            EntityEdit::Label(v) => EntityEdit::Label(mem::replace(&mut self.label, v.clone())),
            EntityEdit::Aliases(v) => {
                EntityEdit::Aliases(mem::replace(&mut self.aliases, v.clone()))
            }
            EntityEdit::ExternalId(v) => {
                EntityEdit::ExternalId(mem::replace(&mut self.external_id, v.clone()))
            }
            EntityEdit::Description(v) => {
                EntityEdit::Description(mem::replace(&mut self.description, v.clone()))
            }
            EntityEdit::PartOf(v) => EntityEdit::PartOf(mem::replace(&mut self.part_of, *v)),
            EntityEdit::MemberOf(v) => EntityEdit::MemberOf(mem::replace(&mut self.member_of, *v)),
            EntityEdit::GroupSize(v) => {
                EntityEdit::GroupSize(mem::replace(&mut self.group_size, *v))
            }
        }
    }
}

impl Claim {
    fn edit(&mut self, edit: &ClaimEdit) -> ClaimEdit {
        match edit {
            ClaimEdit::Text(v) => ClaimEdit::Text(mem::replace(&mut self.text, v.clone())),
            ClaimEdit::Topic(v) => ClaimEdit::Topic(mem::replace(&mut self.topic, v.clone())),
            ClaimEdit::CheckWorthy(v) => {
                ClaimEdit::CheckWorthy(mem::replace(&mut self.check_worthy, *v))
            }
            ClaimEdit::Verdict(v) => ClaimEdit::Verdict(mem::replace(&mut self.verdict, *v)),
            ClaimEdit::Justification(v) => {
                ClaimEdit::Justification(mem::replace(&mut self.justification, v.clone()))
            }
            ClaimEdit::ClaimType(v) => {
                ClaimEdit::ClaimType(mem::replace(&mut self.claim_type, v.clone()))
            }
            ClaimEdit::EventTime(time, words) => ClaimEdit::EventTime(
                mem::replace(&mut self.event_time, time.clone()),
                mem::replace(&mut self.event_time_words, words.clone()),
            ),
            ClaimEdit::EventPlace(v) => {
                ClaimEdit::EventPlace(mem::replace(&mut self.event_place, v.clone()))
            }
            ClaimEdit::Quantities(v) => {
                ClaimEdit::Quantities(mem::replace(&mut self.quantities, v.clone()))
            }
            ClaimEdit::Participants(v) => {
                ClaimEdit::Participants(mem::replace(&mut self.participants, v.clone()))
            }
        }
    }
}

impl ClaimLink {
    fn edit(&mut self, edit: &ClaimLinkEdit) -> ClaimLinkEdit {
        match edit {
            ClaimLinkEdit::Kind(v) => ClaimLinkEdit::Kind(mem::replace(&mut self.kind, *v)),
            ClaimLinkEdit::Note(v) => ClaimLinkEdit::Note(mem::replace(&mut self.note, v.clone())),
        }
    }
}

/// Annotations that other records refer to (sources and cues of chains, attributes,
/// evidence) are not checked: removing a cue word must not be refused because a chain
/// names it, and evidence may stand in a document that is not open.
impl Project {
    /// The annotations that others of an open document name but that are gone.
    pub fn dangling(&self, document: DocumentId) -> Vec<AnnotationId> {
        let Some(open) = self.open.here.get(&document) else { return Vec::new() };
        let named = open.marks.iter().flat_map(Annotation::annotations);
        named.filter(|id| open.marks.get(*id).is_none()).collect()
    }

    /// The items of evidence that are gone: their document was removed, or it is open
    /// and does not have the annotation. Nothing is said of documents that are not open.
    pub fn dangling_evidence(&self) -> Vec<(EvidenceId, DocumentId, AnnotationId)> {
        let gone = |document: &DocumentId, annotation: &AnnotationId| {
            !self.documents.contains_key(document)
                || self.open(*document).is_some_and(|open| open.marks.get(*annotation).is_none())
        };
        let named =
            self.evidence.values().flat_map(|e| e.annotations.iter().map(|item| (e.id, *item)));
        named.filter(|(_, (d, a))| gone(d, a)).map(|(e, (d, a))| (e, d, a)).collect()
    }
}
