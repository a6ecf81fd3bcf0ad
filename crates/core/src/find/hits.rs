//! Places that were found, with what is known of them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::model::{Annotation, AnnotationId, Body, EntityId, Excluded, Kind, LabelId, LayerId};
use crate::text::Span;

/// A mark that covers just a place that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkThere {
    /// The mark.
    pub id: AnnotationId,
    /// Its kind.
    pub kind: Kind,
    /// Its label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<LabelId>,
    /// What it is linked to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
}

impl MarkThere {
    /// A mark, as far as lists of places need it.
    pub fn of(a: &Annotation) -> Self {
        Self { id: a.id, kind: a.kind(), label: a.label.clone(), entity: a.entity() }
    }
}

/// What is known of a place that was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The marks of the layer that cover just this place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<MarkThere>,
    /// The linked mentions of the layer of whose words this place is a part only: "Vell"
    /// in "Vell Highlands".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub around: Vec<MarkThere>,
    /// Whether it is in, or touches, a region that is left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub excluded: bool,
}

/// What [marking](crate::actions::bulk::mark_hits) a place would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitState {
    /// Make a mark.
    Free,
    /// Link the mark that has the label already.
    Unlinked,
    /// Nothing: it is marked so, or lies in a longer mention that is.
    Marked,
    /// Nothing: it has the label and is linked to another entity, or lies in a longer
    /// mention that has and is.
    Otherwise,
    /// Nothing: it is left out.
    Excluded,
}

impl HitState {
    /// Whether marking the place would change anything.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Free | Self::Unlinked)
    }
}

impl Known {
    /// What marking the place with a label, and linking it to an entity if there is one,
    /// would do.
    pub fn state(&self, label: Option<&LabelId>, entity: Option<EntityId>) -> HitState {
        let mut same = self.marks.iter().filter(|m| label.is_some() && m.label.as_ref() == label);
        let first = same.clone().next();
        // A name inside of a name of the same label is no mention of its own; one inside of
        // another label's may be: the place in "Marrow Bay Authority".
        let around = self.around.iter().find(|m| label.is_some() && m.label.as_ref() == label);
        match (first, same.find_map(|m| m.entity)) {
            _ if self.excluded => HitState::Excluded,
            (None, _) => match around {
                Some(longer) if longer.entity == entity => HitState::Marked,
                Some(_) => HitState::Otherwise,
                None => HitState::Free,
            },
            (Some(_), linked) if entity.is_none() || linked == entity => HitState::Marked,
            (Some(_), None) => HitState::Unlinked,
            (Some(_), Some(_)) => HitState::Otherwise,
        }
    }
}

/// What is known of places of a document, by all of its marks.
pub fn known<'a>(
    marks: impl Iterator<Item = &'a Annotation>,
    spans: &[Span],
    layer: LayerId,
) -> Vec<Known> {
    let mut there: HashMap<Span, Vec<&Annotation>> =
        spans.iter().map(|span| (*span, Vec::new())).collect();
    let mut inside: HashMap<Span, Vec<&Annotation>> = HashMap::new();
    let mut by_start = spans.to_vec();
    by_start.sort_unstable();
    by_start.dedup();
    let mut left_out = Vec::new();
    for a in marks.filter(|a| a.layer == layer) {
        if let [only] = a.ranges.as_slice()
            && let Some(same) = there.get_mut(only)
        {
            same.push(a);
        }
        for longer in a.ranges.as_slice().iter().filter(|_| a.entity().is_some()) {
            let first = by_start.partition_point(|span| span.start() < longer.start());
            let near = by_start[first..].iter().take_while(|span| span.start() < longer.end());
            for span in near.filter(|s| longer.contains_span(**s) && *s != longer) {
                inside.entry(*span).or_default().push(a);
            }
        }
        if matches!(a.body, Body::Region { exclude: true }) {
            left_out.extend_from_slice(a.ranges.as_slice());
        }
    }
    let excluded = Excluded::new(left_out);
    let of = |span: &Span| Known {
        marks: there.get(span).into_iter().flatten().map(|a| MarkThere::of(a)).collect(),
        around: inside.get(span).into_iter().flatten().map(|a| MarkThere::of(a)).collect(),
        excluded: excluded.touches(*span),
    };
    spans.iter().map(of).collect()
}
