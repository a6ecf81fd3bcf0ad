//! The labels, attributes and relations of a file: each once, and for labels that there are.

use super::import::Importer;
use super::shape::SchemaRecord;
use crate::formats::labels;
use crate::formats::problem::ProblemKind;
use crate::model::{AppliesTo, Kind, LabelId, RelationDef};

impl Importer<'_> {
    pub(super) fn schema(&mut self, record: SchemaRecord) {
        for mut label in record.labels {
            if self.schema.label(&label.id).is_some() {
                let what = format!("There are two labels with the id {}", label.id);
                self.aside(ProblemKind::Duplicate, what, &label);
                continue;
            }
            let mut others = self.schema.labels.iter();
            if let Some(key) =
                label.hotkey.take_if(|key| others.any(|l| l.hotkey.as_ref() == Some(key)))
            {
                let first = self.schema.labels.iter().find(|l| l.hotkey.as_ref() == Some(&key));
                let first = first.map_or("", |l| l.id.as_str());
                let own = &label.id;
                let what =
                    format!("The labels {first} and {own} have one key, {key}; {own} has none now");
                self.warn(ProblemKind::Duplicate, what);
            }
            self.schema.labels.push(label);
        }
        for attribute in record.attributes {
            if self.schema.attributes.iter().any(|a| a.name == attribute.name) {
                let what = format!("There are two attributes with the name {}", attribute.name);
                self.aside(ProblemKind::Duplicate, what, &attribute);
            } else {
                self.schema.attributes.push(attribute);
            }
        }
        for relation in record.relations {
            if self.schema.relations.iter().any(|r| r.name == relation.name) {
                let what = format!("There are two relations with the name {}", relation.name);
                self.aside(ProblemKind::Duplicate, what, &relation);
            } else {
                self.schema.relations.push(relation);
            }
        }
    }

    /// Adds a label that the file uses but does not list.
    pub(super) fn ensure_label(&mut self, id: &LabelId, kind: Kind) {
        if self.schema.label(id).is_none() {
            let label = labels::from_name(id.clone(), kind, &self.schema);
            self.schema.labels.push(label);
            self.warn(
                ProblemKind::Reference,
                format!("The label {id} is not in the file's schema; added"),
            );
        }
    }

    /// Takes labels that the file does not have out of attributes and relations, once all labels
    /// are known. A relation that would be open to all labels for want of its own is set aside.
    pub(super) fn labels_of_schema(&mut self) {
        let labels = &self.schema.labels;
        let unknown = |all: &[LabelId]| -> Vec<LabelId> {
            all.iter().filter(|id| !labels.iter().any(|l| l.id == **id)).cloned().collect()
        };
        let mut said = Vec::new();
        for attribute in &mut self.schema.attributes {
            if let AppliesTo::Labels(labels) = &mut attribute.applies_to {
                for id in unknown(labels) {
                    said.push(format!(
                        "The attribute {} is for a label that the file does not have, {id}; left out",
                        attribute.name
                    ));
                    labels.retain(|label| *label != id);
                }
            }
        }
        let mut open = Vec::new();
        let mut stay = Vec::new();
        for relation in std::mem::take(&mut self.schema.relations) {
            let gone = [unknown(&relation.from), unknown(&relation.to)].concat();
            let keep = |all: &[LabelId]| -> Vec<LabelId> {
                all.iter().filter(|id| !gone.contains(id)).cloned().collect()
            };
            let (from, to) = (keep(&relation.from), keep(&relation.to));
            let name = &relation.name;
            let says =
                |id| format!("The relation {name} names a label that the file does not have, {id}");
            if from.is_empty() != relation.from.is_empty()
                || to.is_empty() != relation.to.is_empty()
            {
                open.extend(gone.first().map(|id| (says(id), relation.clone())));
            } else {
                said.extend(gone.iter().map(|id| says(id) + "; left out"));
                stay.push(RelationDef { from, to, ..relation });
            }
        }
        self.schema.relations = stay;
        for what in said {
            self.warn(ProblemKind::Reference, what);
        }
        for (what, relation) in open {
            self.aside(ProblemKind::Reference, what, &relation);
        }
    }
}
