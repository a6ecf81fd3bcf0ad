//! Lanes: no two overlapping mentions share one, and following edits gives the same
//! as starting anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::support;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use glossator_core::model::*;
use glossator_core::ops::*;
use glossator_core::query::Lanes;
use proptest::prelude::*;
use support::random::Random;
use support::*;

#[track_caller]
fn check(source: &str, want: &[u8]) {
    let p = marked_project(source);
    let lanes = Lanes::of(&p.open(doc(0)).unwrap().marks);
    let got: Vec<u8> = (0..want.len()).map(|n| lanes.get(ann(n as u128)).unwrap()).collect();
    assert_eq!(got, want, "{source}");
    assert_eq!(lanes.count(), want.iter().max().map_or(0, |n| n + 1));
}

#[test]
fn the_shorter_is_nearer_the_text() {
    check("", &[]);
    check("[PER|Ada] and [PER|Bo]", &[0, 0]);
    check("[ORG|[LOC|Marrow Bay] Authority]", &[1, 0]);
    check("[ORG|[LOC|[PER|Marrow] Bay] Authority]", &[2, 1, 0]);
    // Crossing: equal lengths go by start.
    check("[1:PER|one [2:ORG|two[/1] 333[/2]", &[0, 1]);
    check("[1:PER|one [2:ORG|two[/1] 3[/2]", &[1, 0]);
    // At one place: by id.
    check("[PER|[ORG|Cairo]]", &[0, 1]);
    // The long one has room beside the two short ones only in the second lane.
    check("[EVENT|[PER|Ada] met [PER|Bo] there]", &[1, 0, 0]);
    // Touching is not overlapping.
    check("[PER|Ada][ORG|Ltd]", &[0, 0]);
    // A discontinuous mention counts its words, not its gap, and leaves the gap free.
    check("[1:PER|Ada] [ORG|the Authority] [1:PER|wrote]", &[0, 0]);
    // It keeps one lane over all its parts: the second, because of the shorter LOC.
    check("[ORG|[1:PER|Ada Ada] Ltd] and [LOC|[1:PER|B] C]", &[0, 1, 0]);
}

/// Shortest first, the lowest lane that no overlapping mention has: word by word.
fn naive(marks: &Marks) -> BTreeMap<AnnotationId, u8> {
    let mut mentions: Vec<&Annotation> =
        marks.iter().filter(|a| a.kind() == Kind::Mention).collect();
    mentions.sort_by_key(|a| (a.ranges.len_bytes(), a.ranges.start(), a.id));
    let mut out: BTreeMap<AnnotationId, u8> = BTreeMap::new();
    for a in &mentions {
        let meets = |b: &Annotation| a.ranges.as_slice().iter().any(|r| b.ranges.overlaps(*r));
        let used: BTreeSet<u8> =
            mentions.iter().filter(|b| meets(b)).filter_map(|b| out.get(&b.id)).copied().collect();
        out.insert(a.id, (0..).find(|lane| !used.contains(lane)).unwrap());
    }
    out
}

fn all(lanes: &Lanes, marks: &Marks) -> BTreeMap<AnnotationId, u8> {
    marks.iter().filter_map(|a| Some((a.id, lanes.get(a.id)?))).collect()
}

/// Edits at random and follows each edit.
#[track_caller]
fn follow(seed: u64, steps: usize, len: usize) {
    let mut random = Random::new(seed);
    let mut p = empty_project();
    add_document(&mut p, doc(0), &"word ".repeat(len));
    let mut lanes = Lanes::default();
    for step in 0..steps {
        let marks = &p.open(doc(0)).unwrap().marks;
        let mut ops = Vec::new();
        for _ in 0..1 + random.below(2) * random.below(3) {
            let text = p.open(doc(0)).unwrap().text.clone();
            let Ok(ranges) = Ranges::joined(random.spans(&text)) else { continue };
            let known = random.pick(marks.iter().map(|a| a.id));
            let exact = exact(&p, doc(0), &ranges);
            ops.push(match (random.below(5), known) {
                (0, Some(id)) => Op::RemoveAnnotation(doc(0), id),
                (1, Some(id)) => {
                    Op::EditAnnotation(doc(0), id, AnnotationEdit::Ranges(ranges, exact))
                }
                (2, Some(id)) => Op::EditAnnotation(doc(0), id, AnnotationEdit::Note("x".into())),
                (3, _) => {
                    let mut a = mention(&p, ann(random.fresh()), doc(0), "PER", ranges);
                    (a.label, a.body) = (None, Body::Cue);
                    add(a)
                }
                _ => add(mention(&p, ann(random.fresh()), doc(0), "PER", ranges)),
            });
        }
        let old = p.open(doc(0)).unwrap().marks.clone();
        let Ok((_, changes)) = p.apply_all(&ops) else { continue };
        let marks = &p.open(doc(0)).unwrap().marks;
        let ids: BTreeSet<AnnotationId> = old.iter().chain(marks.iter()).map(|a| a.id).collect();
        let touched = |id: &AnnotationId| changes.has(Key::Annotation(doc(0), *id));
        let changed: Vec<AnnotationId> = ids.into_iter().filter(touched).collect();
        let was = changed.iter().filter_map(|id| old.get(*id)).map(|a| &a.ranges);
        let before = all(&lanes, marks);
        let moved = lanes.update(marks, changed.iter().copied(), was);
        assert_eq!(lanes, Lanes::of(marks), "step {step}: following is as starting anew");
        let after = all(&lanes, marks);
        if step + 1 == steps {
            assert_eq!(after, naive(marks));
        }
        // It says just which mentions moved.
        let differ: BTreeSet<AnnotationId> = after
            .iter()
            .filter(|(id, lane)| before.get(id) != Some(lane))
            .map(|(id, _)| *id)
            .collect();
        let told: BTreeSet<AnnotationId> =
            moved.iter().copied().filter(|id| before.get(id) != after.get(id)).collect();
        assert_eq!(told, differ);
        assert!(moved.iter().all(|id| differ.contains(id) || changed.contains(id)), "step {step}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn following_edits_is_as_starting_anew(seed in any::<u64>(), steps in 1usize..60, len in 1usize..60) {
        follow(seed, steps, len);
    }
}

#[test]
fn an_edit_leaves_other_clusters_alone() {
    let mut p = marked_project("[ORG|[LOC|Marrow Bay] Authority] and [ORG|[LOC|Oren] Valk] met");
    let mut lanes = Lanes::of(&p.open(doc(0)).unwrap().marks);
    let was = p.open(doc(0)).unwrap().marks.get(ann(1)).unwrap().ranges.clone();
    p.apply_all(&[Op::RemoveAnnotation(doc(0), ann(1))]).unwrap();
    let moved = lanes.update(&p.open(doc(0)).unwrap().marks, [ann(1)], [&was]);
    assert_eq!(moved, [ann(0)].into(), "only what was above it comes down");
    let got: Vec<_> = (0..4).map(|n| lanes.get(ann(n))).collect();
    assert_eq!(got, [Some(0), None, Some(1), Some(0)]);
    assert_eq!(lanes.update(&p.open(doc(0)).unwrap().marks, [], []), BTreeSet::new());
}

/// A document with `n` mentions of one word each, and one over all of it.
fn under_one(n: usize) -> Project {
    let mut p = empty_project();
    add_document(&mut p, doc(0), &"word ".repeat(n));
    let whole = Ranges::one(p.open(doc(0)).unwrap().text.span()).unwrap();
    let mut ops = vec![add(mention(&p, ann(0), doc(0), "EVENT", whole))];
    for k in 0..n {
        let start = 5 * u32::try_from(k).unwrap();
        let word = Ranges::one(span(start, start + 4)).unwrap();
        ops.push(add(mention(&p, ann(1 + k as u128), doc(0), "PER", word)));
    }
    p.apply_all(&ops).unwrap();
    p
}

#[test]
fn ten_times_the_mentions_take_about_ten_times_as_long() {
    // Not the time itself but how it grows: 10 for n log n, 100 for n². The better of
    // some tries, since other tests run beside.
    let cost = |p: &Project| {
        let marks = &p.open(doc(0)).unwrap().marks;
        let mut lanes = Lanes::of(marks);
        let was = &marks.get(ann(1)).unwrap().ranges;
        let tries = (0..5).map(|_| {
            let start = Instant::now();
            assert_eq!(Lanes::of(marks).count(), 2);
            assert!(lanes.update(marks, [ann(1)], [was]).iter().all(|id| *id == ann(1)));
            start.elapsed()
        });
        tries.min().unwrap()
    };
    let (small, large) = (cost(&under_one(1_000)), cost(&under_one(10_000)));
    assert!(large < small * 40, "{small:?} for 1,000, {large:?} for 10,000");
}

#[test]
fn more_lanes_than_there_are_share_the_last() {
    let mut p = empty_project();
    add_document(&mut p, doc(0), "word");
    let at_one_place = |n| mention(&p, ann(n), doc(0), "PER", Ranges::one(span(0, 4)).unwrap());
    let ops: Vec<Op> = (0..2_000).map(|n| add(at_one_place(n))).collect();
    p.apply_all(&ops).unwrap();
    let marks = &p.open(doc(0)).unwrap().marks;
    let lanes = Lanes::of(marks);
    assert_eq!(lanes.count(), 255);
    for (n, lane) in [(0, 0), (1, 1), (254, 254), (255, 254), (1_999, 254)] {
        assert_eq!(lanes.get(ann(n)), Some(lane), "{n}");
    }
    let was = marks.get(ann(7)).unwrap().ranges.clone();
    let mut followed = lanes.clone();
    assert_eq!(followed.update(marks, [ann(7)], [&was]), [ann(7)].into());
    assert_eq!(followed, lanes);
    // Taking one out moves those above it, but not those that share the last lane.
    p.apply_all(&[Op::RemoveAnnotation(doc(0), ann(7))]).unwrap();
    let marks = &p.open(doc(0)).unwrap().marks;
    let moved = followed.update(marks, [ann(7)], [&was]);
    assert_eq!(followed, Lanes::of(marks));
    assert_eq!(moved, (8..=254).map(ann).collect());
}
