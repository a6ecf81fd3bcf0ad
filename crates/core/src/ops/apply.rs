//! Applying operations: all of some, or none, each with its inverse. The rules that are
//! checked on the way stand in `rules.rs`.

use std::collections::BTreeMap;
use std::mem;

use super::changes::Changes;
use super::error::{OpError, missing, taken, unused};
use super::op::{ClaimEdit, DocumentEdit, EntityEdit, Op, ProjectEdit};
use crate::model::{Annotation, DocumentId, LabelId, LayerKind, OpenDocument, Project, Summary};

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

/// How many there are.
fn count<T>(records: impl Iterator<Item = T>) -> u32 {
    u32::try_from(records.count()).unwrap_or(u32::MAX)
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
                let layers = self.layers.values();
                let layers = count(layers.filter(|l| l.kind == LayerKind::Annotator(*id)));
                // Marks of a closed document are not looked at: loading adds who made them.
                let marks = self.open.here.values().flat_map(|open| open.marks.iter());
                let marks = count(marks.filter(|a| a.by == *id));
                let name = at(&mut self.annotators, "annotator", id)?.name.clone();
                unused("annotator", &name, layers + marks)?;
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
                let marks = self.layer_use(*id).0;
                let states = self.documents.values().filter(|d| d.status.contains_key(id));
                let whose = self.layers.get(id).map(|layer| layer.kind);
                let name = match whose {
                    Some(LayerKind::Annotator(by)) => self.annotators.get(&by).map(|a| &*a.name),
                    _ => Some("gold"),
                };
                unused("layer", name.unwrap_or_default(), marks + count(states))?;
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
                let marks = self.summaries.get(id).map_or(0, Summary::total);
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
                self.exclude(a);
                Op::RemoveAnnotation(a.document, a.id)
            }
            Op::RemoveAnnotation(document, id) => {
                let marks = &mut self.open_mut(*document)?.marks;
                let a = marks.remove(*id).ok_or_else(|| missing("annotation", id))?;
                self.uncount(&a);
                self.exclude(&a);
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
                self.open_mut(*document)?.marks.insert(new.clone());
                self.exclude(&old);
                self.exclude(&new);
                Op::EditAnnotation(*document, *id, inverse)
            }
            Op::AddEntity(e) => {
                self.require_entity_label(e.label.as_ref())?;
                self.check_new_wholes(e)?;
                put(&mut self.entities, "entity", e.id, (**e).clone())?;
                self.references.add(&**e);
                Op::RemoveEntity(e.id)
            }
            Op::RemoveEntity(id) => {
                let name = at(&mut self.entities, "entity", id)?.name.clone();
                unused("entity", &name, self.references.entity(*id))?;
                let e = take(&mut self.entities, "entity", id)?;
                self.references.remove(&e);
                Op::AddEntity(Box::new(e))
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
                let e = at(&mut self.entities, "entity", id)?;
                self.references.remove(e);
                let inverse = e.edit(edit);
                self.references.add(e);
                Op::EditEntity(*id, inverse)
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
                match (decision, old) {
                    (Some(_), None) => self.references.add(pair),
                    (None, Some(_)) => self.references.remove(pair),
                    (Some(_), Some(_)) | (None, None) => {}
                }
                Op::SetDecision(*pair, old)
            }
            Op::AddClaim(c) => {
                self.check_claim(&c.quantities, &c.participants)?;
                put(&mut self.claims, "claim", c.id, (**c).clone())?;
                self.references.add(&**c);
                Op::RemoveClaim(c.id)
            }
            Op::RemoveClaim(id) => {
                let name = at(&mut self.claims, "claim", id)?.text.clone();
                unused("claim", &name, self.references.claim(*id))?;
                let c = take(&mut self.claims, "claim", id)?;
                self.references.remove(&c);
                Op::AddClaim(Box::new(c))
            }
            Op::EditClaim(id, edit) => {
                match edit {
                    ClaimEdit::Quantities(quantities) => self.check_claim(quantities, &[])?,
                    ClaimEdit::Participants(participants) => self.check_claim(&[], participants)?,
                    _ => {}
                }
                let c = at(&mut self.claims, "claim", id)?;
                self.references.remove(c);
                let inverse = c.edit(edit);
                self.references.add(c);
                Op::EditClaim(*id, inverse)
            }
            Op::AddClaimLink(l) => {
                at(&mut self.claims, "claim", &l.from)?;
                at(&mut self.claims, "claim", &l.to)?;
                if l.from == l.to {
                    return Err(OpError::Circular(format!("a link of claim {}", l.from)));
                }
                put(&mut self.claim_links, "claim link", l.id, (**l).clone())?;
                self.references.add(&**l);
                Op::RemoveClaimLink(l.id)
            }
            Op::RemoveClaimLink(id) => {
                let l = take(&mut self.claim_links, "claim link", id)?;
                self.references.remove(&l);
                Op::AddClaimLink(Box::new(l))
            }
            Op::EditClaimLink(id, edit) => {
                Op::EditClaimLink(*id, at(&mut self.claim_links, "claim link", id)?.edit(edit))
            }
            Op::AddEvidence(e) => {
                at(&mut self.claims, "claim", &e.claim)?;
                put(&mut self.evidence, "evidence", e.id, (**e).clone())?;
                self.references.add(&**e);
                Op::RemoveEvidence(e.id)
            }
            Op::RemoveEvidence(id) => {
                let e = take(&mut self.evidence, "evidence", id)?;
                self.references.remove(&e);
                Op::AddEvidence(Box::new(e))
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
                let marks = self.label_use(id).0;
                let entities = self.entities.values().filter(|e| e.label.as_ref() == Some(id));
                unused("label", &self.schema.labels[place].name, marks + count(entities))?;
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
        self.references.add(a);
    }

    fn uncount(&mut self, a: &Annotation) {
        if let Some(summary) = self.summaries.get_mut(&a.document) {
            summary.remove(a);
            if summary.is_empty() {
                self.summaries.remove(&a.document);
            }
        }
        self.references.remove(a);
    }

    /// Says anew which claim mentions are left out, once an annotation came or went: those that it
    /// may exclude, or itself.
    fn exclude(&mut self, a: &Annotation) {
        let found = (self.open.here.get(&a.document), self.summaries.get_mut(&a.document));
        let (Some(OpenDocument { marks, .. }), Some(summary)) = found else { return };
        let touched = match a.excludes() {
            true => marks.overlapping(a.ranges.cover()),
            false => marks.get(a.id).into_iter().collect(),
        };
        for mention in touched.into_iter().filter(|m| m.claim().is_some()) {
            summary.set_excluded(mention.id, marks.leave_out(mention));
        }
    }
}
