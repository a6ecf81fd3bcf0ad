//! The index of a document's annotations, against a plain list.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::support;

use std::cmp::Reverse;

use glossator_core::model::*;
use glossator_core::ops::*;
use glossator_core::text::{ByteOffset, Span};
use proptest::prelude::*;
use support::random::Random;
use support::*;

const LEN: u32 = 6_000;

/// Short and long ranges, one or several.
fn ranges(random: &mut Random) -> Ranges {
    let n = 1 + random.below(4) * random.below(2);
    let spans = (0..n)
        .map(|_| {
            let len = 1 + match random.below(8) {
                0 => random.below(LEN as usize),
                1 => random.below(300),
                _ => random.below(20),
            } as u32;
            let start = random.below(LEN as usize) as u32;
            span(start, (start + len).min(LEN))
        })
        .collect();
    Ranges::joined(spans).unwrap()
}

fn query(random: &mut Random) -> Span {
    let start = random.below(LEN as usize + 1) as u32;
    let len = [0, 0, 1, 5, 200, LEN][random.below(6)];
    span(start, (start + len).min(LEN))
}

fn key(a: &Annotation) -> (ByteOffset, Reverse<ByteOffset>, AnnotationId) {
    (a.ranges.start(), Reverse(a.ranges.end()), a.id)
}

#[track_caller]
fn same<'a>(what: &str, got: impl IntoIterator<Item = &'a Annotation>, want: Vec<&Annotation>) {
    let got: Vec<_> = got.into_iter().map(key).collect();
    assert_eq!(got, want.into_iter().map(key).collect::<Vec<_>>(), "{what}");
}

/// Adds, resizes and removes, and asks.
#[track_caller]
fn check(seed: u64, steps: usize) {
    let mut random = Random::new(seed);
    let mut p = empty_project();
    add_document(&mut p, doc(0), &"x".repeat(LEN as usize));
    let mut list: Vec<Annotation> = Vec::new();
    for _ in 0..steps {
        let ranges = ranges(&mut random);
        let op = match random.below(6) {
            0 if !list.is_empty() => {
                let gone = list.swap_remove(random.below(list.len()));
                Op::RemoveAnnotation(doc(0), gone.id)
            }
            1 if !list.is_empty() => {
                let n = random.below(list.len());
                let a = &mut list[n];
                (a.exact, a.ranges) = (exact(&p, doc(0), &ranges), ranges);
                let edit = AnnotationEdit::Ranges(a.ranges.clone(), a.exact.clone());
                Op::EditAnnotation(doc(0), a.id, edit)
            }
            _ => {
                let a = mention(&p, ann(random.fresh()), doc(0), "PER", ranges);
                list.push(a.clone());
                add(a)
            }
        };
        p.apply_all(&[op]).unwrap();
    }
    // Loaded, it is the same.
    let stored = list.clone();
    list.sort_by_key(key);
    ask(&p, &list, &mut random);
    let text = p.open(doc(0)).unwrap().text.clone();
    p.unload_document(doc(0));
    assert_eq!(p.load_document(doc(0), text, stored).unwrap(), []);
    ask(&p, &list, &mut random);
}

/// Asks the index of the document for what a list in order says.
#[track_caller]
fn ask(p: &Project, list: &[Annotation], random: &mut Random) {
    let marks = &p.open(doc(0)).unwrap().marks;
    assert_eq!(marks.len(), list.len());
    assert_eq!(marks.is_empty(), list.is_empty());
    same("iter", marks.iter(), list.iter().collect());
    for _ in 0..60 {
        let q = query(random);
        let hit = |r: &Span| {
            if q.is_empty() {
                r.start() <= q.start() && q.start() < r.end()
            } else {
                (q.start().get()..q.end().get()).any(|b| r.contains(ByteOffset::new(b)))
            }
        };
        let want = list.iter().filter(|a| a.ranges.as_slice().iter().any(hit)).collect();
        same("overlapping", marks.overlapping(q), want);
        let at = q.start();
        same("from", marks.from(at), list.iter().filter(|a| a.ranges.start() >= at).collect());
        if let Some(n) = (!list.is_empty()).then(|| random.below(list.len())) {
            same("after", marks.after(list[n].id), list[n + 1..].iter().collect());
            same("before", marks.before(list[n].id), list[..n].iter().rev().collect());
        }
    }
    assert_eq!(marks.after(ann(0)).count() + marks.before(ann(0)).count(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn the_index_is_as_good_as_a_list(seed in any::<u64>(), steps in 0usize..120) {
        check(seed, steps);
    }
}

#[test]
fn lengths_at_the_edges_of_the_classes_are_found() {
    let mut p = empty_project();
    add_document(&mut p, doc(0), &"x".repeat(5_000));
    let lens = [1, 2, 3, 4, 5, 15, 16, 17, 63, 64, 65, 255, 256, 257, 1_023, 1_024, 1_025, 4_097];
    for (n, len) in lens.into_iter().enumerate() {
        let a = mention(&p, ann(n as u128), doc(0), "PER", Ranges::one(span(0, len)).unwrap());
        p.apply_all(&[add(a)]).unwrap();
    }
    let marks = &p.open(doc(0)).unwrap().marks;
    for at in 0..5_000 {
        for q in [span(at, at + 1), span(at, at)] {
            let want = lens.iter().filter(|len| at < **len).count();
            assert_eq!(marks.overlapping(q).len(), want, "{q}");
        }
    }
}

#[test]
fn a_discontinuous_annotation_does_not_cover_its_gap() {
    let p = marked_project("[1:PER|Ada] Ltd [1:PER|wrote]");
    let marks = &p.open(doc(0)).unwrap().marks;
    let hits = |a, b| marks.overlapping(span(a, b)).len();
    assert_eq!((hits(0, 3), hits(3, 8), hits(8, 9), hits(2, 9)), (1, 0, 1, 1));
    assert_eq!((hits(0, 0), hits(3, 3), hits(8, 8), hits(13, 13)), (1, 0, 1, 0));
}
