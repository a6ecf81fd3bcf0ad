//! Who speaks in a hop: its words and register entries, paired.

use std::collections::BTreeSet;

use super::{AnnotationId, EntityId, Hop, Kind, OpenDocument};

/// One speaker of a hop: words of the text, an entry of the register, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Speaker {
    /// The mark over the words.
    pub words: Option<AnnotationId>,
    /// The register entry.
    pub entity: Option<EntityId>,
}

/// The speakers of a hop. Words go with the entry that their mention is linked to; a
/// speaker's words that are linked to nothing go with the hop's next spare entry.
pub fn speakers(open: &OpenDocument, hop: &Hop) -> Vec<Speaker> {
    paired(hop, |id| source(open, id))
}

/// Whether a mark of an open document is a mention, and what it is linked to; none if it is gone.
pub(crate) fn source(open: &OpenDocument, id: AnnotationId) -> Option<(bool, Option<EntityId>)> {
    let a = open.marks.get(id)?;
    Some((a.kind() == Kind::Mention, a.entity()))
}

/// [`speakers`] of a document that need not be open: `source` says of a mark what
/// [`source()`] does.
pub(crate) fn paired(
    hop: &Hop,
    source: impl Fn(AnnotationId) -> Option<(bool, Option<EntityId>)>,
) -> Vec<Speaker> {
    let linked = |id: &AnnotationId| source(*id).and_then(|(_, entity)| entity);
    let mut spare: Vec<EntityId> = hop.entity.clone();
    // Once, however many mentions are linked to it: named again, it is other words' too.
    for e in hop.source.iter().filter_map(linked).collect::<BTreeSet<EntityId>>() {
        spare.iter().position(|s| *s == e).map(|at| spare.remove(at));
    }
    let mut spare = spare.into_iter();
    let mut out: Vec<Speaker> = Vec::new();
    for id in &hop.source {
        let is_mention = source(*id).is_some_and(|(mention, _)| mention);
        let entity = linked(id).or_else(|| if is_mention { None } else { spare.next() });
        out.push(Speaker { words: Some(*id), entity });
    }
    out.extend(spare.map(|e| Speaker { words: None, entity: Some(e) }));
    out
}

/// Writes the speakers of a hop so that [`paired`] reads them as given, with what `source`
/// says of the marks. An entry that has words needs no second place without any.
///
/// One thing a hop cannot say: words of nobody, which are no mention, beside an entry without
/// words are who that entry is.
pub(crate) fn set_speakers(
    hop: &mut Hop,
    speakers: &[Speaker],
    source: impl Fn(AnnotationId) -> Option<(bool, Option<EntityId>)>,
) {
    let mut wanted: Vec<Speaker> = Vec::with_capacity(speakers.len());
    for s in speakers {
        let has_words = |e| speakers.iter().any(|s| s.words.is_some() && s.entity == e);
        if !wanted.contains(s) && (s.words.is_some() || !has_words(s.entity)) {
            wanted.push(*s);
        }
    }
    // Spare entries are given away in order: to words that have one of them, not to others.
    let of_mark = |s: &Speaker| s.words.and_then(&source).unwrap_or_default();
    let is_linked = |s: &Speaker| s.entity.is_some() && of_mark(s).1 == s.entity;
    let rank = |s: &Speaker| match s {
        Speaker { words: None, .. } => 2,
        Speaker { entity: None, .. } => u8::from(!of_mark(s).0),
        _ => 0,
    };
    let (mut highest, mut misread) = (0, false);
    for s in &wanted {
        misread |= highest > 0 && rank(s) == 0 && s.entity.is_some() && !is_linked(s);
        highest = highest.max(rank(s));
    }
    if misread {
        wanted.sort_by_key(rank);
    }
    hop.source = wanted.iter().filter_map(|s| s.words).collect();
    // An entry that is here twice is the linked mention's first.
    let (linked, spare): (Vec<&Speaker>, Vec<&Speaker>) = wanted.iter().partition(|s| is_linked(s));
    let mut named = BTreeSet::new();
    let linked = linked.into_iter().filter(|s| named.insert(s.entity));
    hop.entity = linked.chain(spare).filter_map(|s| s.entity).collect();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    /// A mark of these tests: its number says what it is.
    fn mark(id: AnnotationId) -> Option<(bool, Option<EntityId>)> {
        let n = id.uuid().as_u128() as u64;
        match n % 5 {
            0 | 1 => Some((false, None)),
            2 => Some((true, None)),
            e => Some((true, Some(entity(e)))),
        }
    }

    fn entity(n: u64) -> EntityId {
        EntityId::new(Uuid::from_u128(n.into()))
    }

    fn hop(marks: &[u64], entities: &[u64]) -> Hop {
        Hop {
            source: marks.iter().map(|n| AnnotationId::new(Uuid::from_u128((*n).into()))).collect(),
            entity: entities.iter().map(|n| entity(*n)).collect(),
            ..Hop::default()
        }
    }

    #[test]
    fn an_entry_of_a_mention_and_of_other_words_is_not_taken_for_the_next() {
        // Words of 3, words of 1, and a mention that is linked to 3, in this order.
        let mut speakers = paired(&hop(&[8, 10, 11], &[1, 3, 3]), mark);
        speakers.reverse();
        let mut written = Hop::default();
        set_speakers(&mut written, &speakers, mark);
        assert_eq!(paired(&written, mark), speakers);
    }

    proptest! {
        /// Whoever a hop names is named again by what is written of them, in whatever order
        /// they are given; and so they are once one of them is taken out.
        #[test]
        fn speakers_are_read_as_they_were_written(
            marks in proptest::collection::btree_set(0_u64..15, 0..5),
            // Few, so that marks are linked to the same ones.
            entities in proptest::collection::vec(3_u64..6, 0..5),
            taken in 0_usize..6,
            turned in any::<bool>(),
        ) {
            let marks: Vec<u64> = marks.into_iter().collect();
            let mut speakers = paired(&hop(&marks, &entities), mark);
            if taken < speakers.len() {
                speakers.remove(taken);
            }
            if turned {
                speakers.reverse();
            }
            // An entry needs to be named once, if not for words.
            let all = speakers.clone();
            let mut seen = BTreeSet::new();
            speakers.retain(|s| {
                let twice = |o: &Speaker| o.words.is_some() && o.entity == s.entity;
                s.words.is_some() || !all.iter().any(twice) && seen.insert(s.entity)
            });
            let nobody = |s: &Speaker| {
                s.entity.is_none() && s.words.and_then(mark).is_some_and(|(mention, _)| !mention)
            };
            let no_words = |s: &Speaker| s.words.is_none();
            prop_assume!(!(speakers.iter().any(nobody) && speakers.iter().any(no_words)));
            let mut written = Hop::default();
            set_speakers(&mut written, &all, mark);
            let mut read = paired(&written, mark);
            let order = |s: &Speaker| (s.words, s.entity);
            speakers.sort_by_key(order);
            read.sort_by_key(order);
            prop_assert_eq!(read, speakers);
        }
    }
}
