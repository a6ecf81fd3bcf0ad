//! The places that were found so far, as they are listed, ticked and marked.

use std::collections::{BTreeMap, BTreeSet};

use super::hits::{HitState, Known};
use super::wire::{DocumentHits, FoundHit, Searched};
use crate::actions::bulk::Bulk;
use crate::actions::project_marks::Projected;
use crate::model::{AnnotationId, DocumentId, EntityId, Kind, LabelId};
use crate::text::Span;
use crate::words::{counted, grouped};

/// The places of one search, document by document. It only grows, so that a place keeps
/// its number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    groups: Vec<Group>,
    hits: Vec<(DocumentId, FoundHit)>,
    total: u64,
    searched: u32,
    done: Option<Searched>,
    stopped: bool,
}

/// The places of one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// The document.
    pub document: DocumentId,
    /// The number of its first place.
    pub first: u32,
    /// How many are listed.
    pub listed: u32,
    /// How many there are.
    pub count: u32,
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Row {
    /// A document, by the number of its group.
    Document(u32),
    /// A place, by its number.
    Hit(u32),
}

/// What a place would be marked as.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Target {
    /// The label.
    pub label: Option<LabelId>,
    /// The entity that marks are linked to.
    pub entity: Option<EntityId>,
}

impl Results {
    /// Takes in what the worker has found; how many places were listed before.
    pub fn add(&mut self, found: Vec<DocumentHits>, searched: u32) -> u32 {
        let before = self.hits.len() as u32;
        self.searched = searched;
        for DocumentHits { document, count, hits } in found {
            self.total += u64::from(count);
            let (first, listed) = (self.hits.len() as u32, hits.len() as u32);
            self.groups.push(Group { document, first, listed, count });
            self.hits.extend(hits.into_iter().map(|hit| (document, hit)));
        }
        before
    }

    /// The search is over.
    pub fn finish(&mut self, report: Searched) {
        self.done = Some(report);
        self.searched = report.documents;
    }

    /// Nothing more comes, though not everything has been searched.
    pub fn stop(&mut self) {
        self.finish(Searched { documents: self.searched, missing: 0 });
        self.stopped = true;
    }

    /// Whether everything has been searched, or the search was stopped.
    pub fn is_done(&self) -> bool {
        self.done.is_some()
    }

    /// How many documents have been searched.
    pub fn searched(&self) -> u32 {
        self.searched
    }

    /// How many places there are, listed or not.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The listed places.
    pub fn hits(&self) -> &[(DocumentId, FoundHit)] {
        &self.hits
    }

    /// The listed places in a document, in the order of its text.
    pub fn spans_in(&self, document: DocumentId) -> Vec<Span> {
        let groups = self.groups.iter().filter(|group| group.document == document);
        let hits = groups.flat_map(|g| g.first..g.first + g.listed).filter_map(|n| self.hit(n));
        hits.map(|(_, hit)| hit.span).collect()
    }

    /// A listed place.
    pub fn hit(&self, n: u32) -> Option<&(DocumentId, FoundHit)> {
        self.hits.get(n as usize)
    }

    /// A group.
    pub fn group(&self, n: u32) -> Option<&Group> {
        self.groups.get(n as usize)
    }

    /// The rows of the list: each document before its places. Documents of which no place
    /// is listed are only counted.
    pub fn rows(&self) -> Vec<Row> {
        let listed = (0..).zip(&self.groups).filter(|(_, group)| group.listed > 0);
        let rows = listed.flat_map(|(n, group)| {
            let places = (group.first..group.first + group.listed).map(Row::Hit);
            std::iter::once(Row::Document(n)).chain(places)
        });
        rows.collect()
    }

    /// What marking a listed place would do.
    pub fn state(&self, n: u32, target: &Target) -> HitState {
        self.hit(n).map_or(HitState::Excluded, |(_, hit)| {
            hit.known.state(target.label.as_ref(), target.entity)
        })
    }

    /// The listed places from `from` on that marking would change.
    pub fn open_from(&self, from: u32, target: &Target) -> Vec<u32> {
        let all = from..self.hits.len() as u32;
        all.filter(|n| self.state(*n, target).is_open()).collect()
    }

    /// The listed places of a row: of a document, all of its.
    pub fn places_of(&self, row: Row) -> std::ops::Range<u32> {
        match row {
            Row::Hit(n) => n..n + 1,
            Row::Document(n) => {
                self.group(n).map_or(0..0, |group| group.first..group.first + group.listed)
            }
        }
    }

    /// Some of the listed places.
    pub fn spans(&self, ticked: &BTreeSet<u32>) -> Vec<(DocumentId, Span)> {
        ticked.iter().filter_map(|n| self.hit(*n)).map(|(d, hit)| (*d, hit.span)).collect()
    }

    /// The marks at some of the listed places: those that were looked for, or else the
    /// mentions and regions that cover just the words.
    pub fn marks(&self, ticked: &BTreeSet<u32>) -> Vec<(DocumentId, AnnotationId)> {
        let at = |(document, hit): &(DocumentId, FoundHit)| {
            let wanted = hit.mark;
            let there = hit.known.marks.iter().filter(move |m| match wanted {
                Some(id) => m.id == id,
                None => matches!(m.kind, Kind::Mention | Kind::Region),
            });
            let document = *document;
            there.map(move |m| (document, m.id)).collect::<Vec<_>>()
        };
        ticked.iter().filter_map(|n| self.hit(*n)).flat_map(at).collect()
    }

    /// Says anew what is known of the places of a document: `know` gets their spans.
    pub fn learn(&mut self, document: DocumentId, know: impl FnOnce(&[Span]) -> Vec<Known>) {
        let Some(group) = self.groups.iter().find(|g| g.document == document) else { return };
        let range = group.first as usize..(group.first + group.listed) as usize;
        let Some(hits) = self.hits.get_mut(range) else { return };
        let spans: Vec<Span> = hits.iter().map(|(_, hit)| hit.span).collect();
        for ((_, hit), known) in hits.iter_mut().zip(know(&spans)) {
            hit.known = known;
        }
    }

    /// Whether a document has listed places.
    pub fn lists(&self, document: DocumentId) -> bool {
        self.groups.iter().any(|g| g.document == document && g.listed > 0)
    }

    /// What was found, in words, for marks or for places; while searching, so far.
    pub fn words(&self, what: (&str, &str), target: &Target, of: usize) -> String {
        let documents = self.groups.len();
        let listed = self.hits.len();
        let total = usize::try_from(self.total).unwrap_or(usize::MAX);
        let places = format!("{} {}", grouped(total), if total == 1 { what.0 } else { what.1 });
        let mut words = match self.done {
            None if self.total == 0 => String::new(),
            _ if self.total == 0 => format!("No {} found", what.1),
            _ if documents == 1 => places,
            _ => format!("{places} in {} documents", grouped(documents)),
        };
        if self.done.is_none() {
            let so_far = format!("{} of {}", grouped(self.searched as usize), grouped(of));
            let join = if words.is_empty() { "" } else { "; " };
            words += &format!("{join}{so_far} documents searched");
        }
        if self.stopped {
            words += &format!("; stopped after {} documents", grouped(self.searched as usize));
        }
        if listed < total {
            words += &format!("; {} are listed", grouped(listed));
        }
        let mut counts = BTreeMap::new();
        for n in 0..listed as u32 {
            *counts.entry(self.state(n, target) as u8).or_insert(0_usize) += 1;
        }
        for (state, said) in [
            (HitState::Marked, "marked so already"),
            (HitState::Otherwise, "linked otherwise"),
            (HitState::Excluded, "left out"),
        ] {
            if let Some(n) = counts.get(&(state as u8)) {
                words += &format!("; {} {said}", grouped(*n));
            }
        }
        match self.done {
            Some(Searched { missing, .. }) if missing > 0 => {
                let texts = counted(missing as usize, "text is", "texts are");
                format!("{words}; {texts} missing from this browser’s storage")
            }
            _ => words,
        }
    }
}

/// What a step in bulk did and what it left as it is, in words; `done` is its title.
pub fn bulk_words(done: &str, bulk: &Bulk) -> String {
    with_left(
        done,
        &[
            (bulk.already, "marked so already"),
            (bulk.otherwise, "linked to another entity"),
            (bulk.excluded, "in regions that are left out"),
            (bulk.unfit, "that the label is not for"),
        ],
    )
}

/// What copying marks did and what it left, in words.
pub fn projected_words(done: &Projected) -> String {
    with_left(
        done.edit.as_ref().map_or("Nothing to copy", |edit| &edit.title),
        &[
            (done.already, "there already"),
            (done.differing, "where the words differ"),
            (done.excluded, "in regions that are left out"),
        ],
    )
}

fn with_left(done: &str, left: &[(u32, &str)]) -> String {
    let left: Vec<String> = left
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, why)| format!("{} {why}", grouped(*n as usize)))
        .collect();
    if left.is_empty() { done.to_owned() } else { format!("{done}. Left: {}", left.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::MarkThere;
    use crate::query::Line;
    use crate::text::ByteOffset;
    use uuid::Uuid;

    fn document(n: u128) -> DocumentId {
        DocumentId::new(Uuid::from_u128(n))
    }

    fn hit(at: u32, known: Known) -> FoundHit {
        let span = Span::between(ByteOffset::new(at), ByteOffset::new(at + 3));
        FoundHit { span, line: Line::default(), known, mark: None }
    }

    fn marked(id: u128, label: &str, entity: Option<u128>) -> Known {
        let mark = MarkThere {
            id: AnnotationId::new(Uuid::from_u128(id)),
            kind: Kind::Mention,
            label: Some(LabelId::new(label)),
            entity: entity.map(|n| EntityId::new(Uuid::from_u128(n))),
        };
        Known { marks: vec![mark], ..Known::default() }
    }

    fn results() -> Results {
        let mut results = Results::default();
        let left_out = Known { excluded: true, ..Known::default() };
        let first = vec![hit(0, Known::default()), hit(5, marked(7, "PER", Some(1)))];
        let second = vec![hit(2, marked(8, "PER", None)), hit(9, left_out)];
        results.add(vec![DocumentHits { document: document(1), count: 2, hits: first }], 1);
        let before = results
            .add(vec![DocumentHits { document: document(2), count: 1_500, hits: second }], 3);
        assert_eq!(before, 2);
        results
    }

    fn target(entity: Option<u128>) -> Target {
        let entity = entity.map(|n| EntityId::new(Uuid::from_u128(n)));
        Target { label: Some(LabelId::new("PER")), entity }
    }

    #[test]
    fn what_can_be_marked_depends_on_label_and_entity() {
        let results = results();
        let open = |target: &Target| results.open_from(0, target);
        assert_eq!(open(&target(None)), [0], "marked ones stay");
        assert_eq!(open(&target(Some(1))), [0, 2], "one without a link gets it");
        assert_eq!(results.state(1, &target(Some(2))), HitState::Otherwise);
        assert_eq!(results.state(1, &target(Some(1))), HitState::Marked);
        let other = Target { label: Some(LabelId::new("ORG")), entity: None };
        assert_eq!(open(&other), [0, 1, 2], "another label is another mark");
        assert_eq!(results.marks(&[0, 1, 2].into()).len(), 2);
    }

    #[test]
    fn rows_and_words() {
        let mut results = results();
        assert_eq!(
            results.rows(),
            [
                Row::Document(0),
                Row::Hit(0),
                Row::Hit(1),
                Row::Document(1),
                Row::Hit(2),
                Row::Hit(3)
            ]
        );
        assert_eq!(results.places_of(Row::Document(1)), 2..4);
        let what = ("place", "places");
        assert!(results.words(what, &target(None), 9).contains("3 of 9 documents searched"));
        results.finish(Searched { documents: 9, missing: 0 });
        assert_eq!(
            results.words(what, &target(None), 9),
            "1,502 places in 2 documents; 4 are listed; 2 marked so already; 1 left out"
        );
        results.stop();
        assert!(results.words(what, &target(None), 9).contains("; stopped after 9 documents"));
    }

    #[test]
    fn marks_that_were_made_are_learnt() {
        let mut results = results();
        results.learn(document(1), |spans| {
            assert_eq!(spans.len(), 2);
            vec![marked(9, "PER", None), Known::default()]
        });
        assert_eq!(results.open_from(0, &target(None)), [1]);
    }
}
