//! What the inspector shows, and how.

use std::collections::BTreeMap;

use glossator_core::model::{AnnotationId, ClaimId, DocumentId};
use leptos::prelude::*;

use super::super::fields::Section;
use super::super::relations::Relation;

/// How much of the inspector a small screen shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sheet {
    /// Two lines.
    #[default]
    Peek,
    /// Half of the screen.
    Half,
    /// All of it.
    Full,
}

/// What evidence is collected for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Collecting {
    /// The claim.
    pub claim: ClaimId,
    /// The mention of it from which collecting began, and its document.
    pub from: (DocumentId, AnnotationId),
}

/// What the inspector shows, and how.
#[derive(Clone, Copy)]
pub struct Inspector {
    /// The mark that it shows: the selected one, once keys rest.
    pub inspected: RwSignal<Option<AnnotationId>>,
    /// How much of it is shown (small screens).
    pub sheet: RwSignal<Sheet>,
    /// The sections that were opened or closed.
    pub folds: RwSignal<BTreeMap<Section, bool>>,
    /// The claim mention that was just made, which may be one of a known claim.
    pub fresh_claim: RwSignal<Option<AnnotationId>>,
    /// How its field links the selected claim with another.
    pub relation: RwSignal<Relation>,
    /// The claim that evidence is collected for, in any document.
    pub collecting: RwSignal<Option<Collecting>>,
}

impl Inspector {
    pub(super) fn new() -> Self {
        Self {
            inspected: RwSignal::new(None),
            sheet: RwSignal::new(Sheet::Peek),
            folds: RwSignal::new(BTreeMap::new()),
            fresh_claim: RwSignal::new(None),
            relation: RwSignal::new(Relation::default()),
            collecting: RwSignal::new(None),
        }
    }
}
