//! Finding by what is marked.

use serde::{Deserialize, Serialize};

use crate::model::{
    Annotation, AttributeName, AttributeValue, DocumentId, LabelId, LayerId, Project, Status,
};

/// Which marks to find: those for which everything that is set here is so.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MarkFilter {
    /// The label.
    pub label: Option<LabelId>,
    /// An attribute that has this value; of several chosen ones, all of these.
    pub attribute: Option<(AttributeName, AttributeValue)>,
    /// How far the document is in the mark's layer.
    pub status: Option<Status>,
    /// Whether it is flagged.
    pub flagged: Option<bool>,
    /// The layer.
    pub layer: Option<LayerId>,
}

impl MarkFilter {
    /// Whether a mark is one of those; the document's status is not looked at.
    pub fn takes(&self, a: &Annotation) -> bool {
        self.label.as_ref().is_none_or(|label| a.label.as_ref() == Some(label))
            && self.attribute.as_ref().is_none_or(|(name, value)| {
                a.attributes.get(name).is_some_and(|has| has_value(has, value))
            })
            && self.flagged.is_none_or(|flagged| a.flagged == flagged)
            && self.layer.is_none_or(|layer| a.layer == layer)
    }
}

fn has_value(has: &AttributeValue, wanted: &AttributeValue) -> bool {
    match (has, wanted) {
        (AttributeValue::Choice(has), AttributeValue::Choice(wanted)) => {
            wanted.iter().all(|value| has.contains(value))
        }
        _ => has == wanted,
    }
}

/// Whether a document may have marks that a filter takes, by its counts alone: if not,
/// it need not be opened.
pub fn may_have(project: &Project, document: DocumentId, filter: &MarkFilter) -> bool {
    let (Some(summary), Some(known)) =
        (project.summaries().get(&document), project.documents().get(&document))
    else {
        return false;
    };
    let tasks = project.tasks();
    let in_state = |status: Status| {
        let mut layers =
            project.layers().keys().filter(|id| filter.layer.is_none_or(|l| l == **id));
        layers.any(|id| summary.layer(*id) > 0 && known.status(*id).overall(tasks) == status)
    };
    filter.label.as_ref().is_none_or(|label| summary.label(label) > 0)
        && filter.layer.is_none_or(|layer| summary.layer(layer) > 0)
        && filter.status.is_none_or(in_state)
}
