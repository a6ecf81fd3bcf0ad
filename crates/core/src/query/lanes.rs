//! Lanes: which underline a mention gets where mentions overlap.
//!
//! Mentions are taken shortest first, and each gets the lowest lane that no
//! overlapping mention has. A mention keeps its lane over all its segments. More
//! lanes than [`MOST`] cannot be seen apart: all deeper mentions share the last.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{Annotation, AnnotationId, Kind, Marks, Ranges};
use crate::text::{ByteOffset, Span};

/// How many lanes there are.
const MOST: u8 = u8::MAX;

/// How many overlaps are followed, one by one, before it is quicker to start anew.
const MANY: usize = 50_000;

/// The lanes of a document's mentions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lanes {
    lanes: HashMap<AnnotationId, u8>,
    /// How many mentions have each lane, to know the deepest without a search.
    depth: BTreeMap<u8, usize>,
}

impl Lanes {
    /// The lanes of all mentions of a document.
    pub fn of(marks: &Marks) -> Self {
        let mut lanes = Self::default();
        lanes.assign(marks.iter().filter(|a| a.kind() == Kind::Mention).collect());
        lanes
    }

    /// The lane of a mention, 0 nearest the text; `None` for what has no lane.
    pub fn get(&self, id: AnnotationId) -> Option<u8> {
        self.lanes.get(&id).copied()
    }

    /// How many lanes the document uses.
    pub fn count(&self) -> u8 {
        self.depth.last_key_value().map_or(0, |(lane, _)| lane + 1)
    }

    /// Follows a change of some annotations, which may be new, changed or gone.
    /// Returns the mentions whose lane is another now, beside the changed ones.
    ///
    /// `was` says what the changed annotations covered before, if they were there.
    pub fn update<'a>(
        &mut self,
        marks: &Marks,
        changed: impl IntoIterator<Item = AnnotationId>,
        was: impl IntoIterator<Item = &'a Ranges>,
    ) -> BTreeSet<AnnotationId> {
        // A lane follows from the shorter mentions alone, so changes spread from shorter
        // to longer, and each mention is settled once.
        let mut todo: BTreeMap<Rank, &Annotation> = BTreeMap::new();
        for range in was.into_iter().flat_map(Ranges::as_slice) {
            todo.extend(mentions(marks, *range).map(|a| (rank(a), a)));
        }
        for id in changed {
            self.forget(id);
            let now = marks.get(id).filter(|a| a.kind() == Kind::Mention);
            todo.extend(now.map(|a| (rank(a), a)));
        }
        let (mut moved, mut seen) = (BTreeSet::new(), 0);
        while let Some((at, a)) = todo.pop_first() {
            let ranges = a.ranges.as_slice().iter();
            let over: Vec<(Rank, &Annotation)> =
                ranges.flat_map(|r| mentions(marks, *r)).map(|b| (rank(b), b)).collect();
            seen += over.len();
            if seen > MANY {
                return self.anew(marks, moved);
            }
            let before = self.forget(a.id);
            let shorter = over.iter().filter(|(rank, _)| *rank < at);
            let used: Vec<u8> = shorter.filter_map(|(_, b)| self.get(b.id)).collect();
            let lane = (0..MOST - 1).find(|lane| !used.contains(lane)).unwrap_or(MOST - 1);
            self.put(a.id, lane);
            if before != Some(lane) {
                moved.insert(a.id);
                todo.extend(over.into_iter().filter(|(rank, _)| *rank > at));
            }
        }
        moved
    }

    /// Starts anew, which is quicker than following where very many overlap.
    fn anew(&mut self, marks: &Marks, mut moved: BTreeSet<AnnotationId>) -> BTreeSet<AnnotationId> {
        let before = std::mem::replace(self, Self::of(marks));
        let differs = self.lanes.iter().filter(|(id, lane)| before.get(**id) != Some(**lane));
        moved.extend(differs.map(|(id, _)| *id));
        moved
    }

    fn put(&mut self, id: AnnotationId, lane: u8) {
        self.lanes.insert(id, lane);
        *self.depth.entry(lane).or_default() += 1;
    }

    fn forget(&mut self, id: AnnotationId) -> Option<u8> {
        let lane = self.lanes.remove(&id)?;
        if let Some(n) = self.depth.get_mut(&lane) {
            *n -= 1;
            if *n == 0 {
                self.depth.remove(&lane);
            }
        }
        Some(lane)
    }

    /// Gives lanes to all mentions.
    fn assign(&mut self, mut mentions: Vec<&Annotation>) {
        mentions.sort_by_key(|a| rank(a));
        // For each lane the ranges in it, start to end: they never overlap.
        let mut taken: Vec<BTreeMap<ByteOffset, ByteOffset>> = Vec::new();
        for a in mentions {
            let fits = |lane: &BTreeMap<ByteOffset, ByteOffset>| {
                a.ranges.as_slice().iter().all(|r| {
                    lane.range(..r.end()).next_back().is_none_or(|(_, end)| *end <= r.start())
                })
            };
            let lane = taken.iter().position(fits).unwrap_or(taken.len());
            let lane = u8::try_from(lane).unwrap_or(MOST).min(MOST - 1);
            if taken.len() <= usize::from(lane) {
                taken.push(BTreeMap::new());
            }
            let ranges = a.ranges.as_slice().iter().map(|r| (r.start(), r.end()));
            if fits(&taken[usize::from(lane)]) {
                taken[usize::from(lane)].extend(ranges);
            }
            self.put(a.id, lane);
        }
    }
}

/// The order in which lanes are given: the shorter first.
type Rank = (u32, ByteOffset, AnnotationId);

fn rank(a: &Annotation) -> Rank {
    (a.ranges.len_bytes(), a.ranges.start(), a.id)
}

fn mentions(marks: &Marks, over: Span) -> impl Iterator<Item = &Annotation> {
    marks.overlapping(over).into_iter().filter(|a| a.kind() == Kind::Mention)
}
