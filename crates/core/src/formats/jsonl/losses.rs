//! What lines leave out.

use crate::formats::writer::Loss;

/// What a line has no place for, in the order of the report.
pub const LOSSES: [&str; 13] = [
    "annotations of other layers",
    "marks in excluded regions",
    "annotations without their author, time and origin",
    "states of other layers",
    "guidelines",
    "definitions of labels, attributes and relations",
    "entities that no chosen document refers to",
    "claims that no chosen document makes",
    "claims without topic, verdict, figures and other details",
    "links between claims",
    "pieces of evidence",
    "decisions about pairs of entities",
    "damaged annotations that were set aside",
];

/// The places of [`LOSSES`].
#[derive(Debug, Clone, Copy)]
pub(super) enum Lost {
    OtherLayers,
    Excluded,
    Provenance,
    OtherStates,
    Guidelines,
    Definitions,
    Entities,
    Claims,
    ClaimDetails,
    ClaimLinks,
    Evidence,
    Decisions,
    Damaged,
}

/// How many of each of [`LOSSES`].
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts([usize; LOSSES.len()]);

impl std::ops::Index<Lost> for Counts {
    type Output = usize;
    fn index(&self, lost: Lost) -> &usize {
        &self.0[lost as usize]
    }
}

impl std::ops::IndexMut<Lost> for Counts {
    fn index_mut(&mut self, lost: Lost) -> &mut usize {
        &mut self.0[lost as usize]
    }
}

impl Counts {
    /// Those that there are.
    pub fn losses(&self) -> Vec<Loss> {
        let all = LOSSES.into_iter().zip(self.0).map(|(what, count)| Loss { what, count });
        all.filter(|loss| loss.count > 0).collect()
    }
}
