//! Edits of one field of a record; each returns the edit that sets it back.

use std::mem;

use super::op::{AnnotationEdit, ClaimEdit, ClaimLinkEdit, DocumentEdit, EntityEdit};
use crate::model::{Annotation, Claim, ClaimLink, Document, Entity};

impl Annotation {
    /// Sets a field and returns the edit that sets it back.
    pub(super) fn edit(&mut self, edit: &AnnotationEdit) -> AnnotationEdit {
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
    pub(super) fn edit(&mut self, edit: &DocumentEdit) -> DocumentEdit {
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
    pub(super) fn edit(&mut self, edit: &EntityEdit) -> EntityEdit {
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
    pub(super) fn edit(&mut self, edit: &ClaimEdit) -> ClaimEdit {
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
    pub(super) fn edit(&mut self, edit: &ClaimLinkEdit) -> ClaimLinkEdit {
        match edit {
            ClaimLinkEdit::Kind(v) => ClaimLinkEdit::Kind(mem::replace(&mut self.kind, *v)),
            ClaimLinkEdit::Note(v) => ClaimLinkEdit::Note(mem::replace(&mut self.note, v.clone())),
        }
    }
}
