//! Whether entities or claims are in front.

use glossator_core::model::{Kind, Task};

/// What is in front: keys and pointer act on it. The only mode there is. On screen it is a layer,
/// which in the model is an annotator's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Front {
    /// Mentions.
    #[default]
    Entities,
    /// Claims, speakers, cues.
    Claims,
}

impl Front {
    /// The value of `data-layer`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Entities => "entities",
            Self::Claims => "claims",
        }
    }

    /// What is done there.
    pub const fn task(self) -> Task {
        match self {
            Self::Entities => Task::Entities,
            Self::Claims => Task::Claims,
        }
    }

    /// The kinds whose labels' keys act.
    pub const fn label_kinds(self) -> &'static [Kind] {
        match self {
            Self::Entities => &[Kind::Mention, Kind::Region],
            Self::Claims => &[Kind::Region],
        }
    }

    /// Whether annotations of a kind belong to it. Regions belong to both.
    pub const fn has(self, kind: Kind) -> bool {
        match kind {
            Kind::Mention => matches!(self, Self::Entities),
            Kind::Claim | Kind::Source | Kind::Cue | Kind::Evidence => matches!(self, Self::Claims),
            Kind::Region => true,
        }
    }

    /// Whether the keys for the next mark stop at annotations of a kind: claims have their
    /// speakers and cue words beside them, and regions are passed where entities are in front.
    pub const fn stops_at(self, kind: Kind) -> bool {
        match self {
            Self::Entities => self.has(kind),
            Self::Claims => matches!(kind, Kind::Claim),
        }
    }
}
