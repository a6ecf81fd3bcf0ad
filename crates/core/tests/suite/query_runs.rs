//! Runs: they cover their stretch without gap, and each has just the marks of its bytes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::support;

use std::collections::BTreeSet;

use glossator_core::model::*;
use glossator_core::query::{Lanes, runs};
use glossator_core::text::{ByteOffset, Span};
use proptest::prelude::*;
use support::random::Random;
use support::*;

/// One line per run: its words, then its marks, outermost first; `<` where a mark
/// starts, `>` where it ends.
#[track_caller]
fn check(source: &str, within: Option<(u32, u32)>, want: &[&str]) {
    let p = marked_project(source);
    let open = p.open(doc(0)).unwrap();
    let within = within.map_or(open.text.span(), |(a, b)| span(a, b));
    let got: Vec<String> = runs(&open.marks, &Lanes::of(&open.marks), within)
        .iter()
        .map(|run| {
            let marks = run.marks.iter().map(|m| {
                let edge = |yes, sign| if yes { sign } else { "" };
                let label = m.label.as_ref().map_or("", LabelId::as_str);
                let lane = m.lane.unwrap();
                format!(" {}{label}{lane}{}", edge(m.starts, "<"), edge(m.ends, ">"))
            });
            format!("{}:{}", open.text.slice(run.span).unwrap(), marks.collect::<String>())
        })
        .collect();
    assert_eq!(got, want, "{source}");
}

#[test]
fn runs_of_the_shapes() {
    check("", None, &[]);
    check("plain", None, &["plain:"]);
    check("The [PER|Ada] wrote", None, &["The :", "Ada: <PER0>", " wrote:"]);
    check("[PER|Ada]", None, &["Ada: <PER0>"]);
    check(
        "[ORG|[LOC|Marrow Bay] Authority]!",
        None,
        &["Marrow Bay: <ORG1 <LOC0>", " Authority: ORG1>", "!:"],
    );
    check(
        "[1:PER|one [2:ORG|two[/1] three[/2]",
        None,
        &["one : <PER0", "two: PER0> <ORG1", " three: ORG1>"],
    );
    check("[1:PER|a] b [1:PER|c]", None, &["a: <PER0", " b :", "c: PER0>"]);
    check("[PER|[ORG|Cairo]]", None, &["Cairo: <PER0> <ORG1>"]);
    // Within a stretch: what begins before it does not start here.
    check("x [PER|Ada Lovelace] y", Some((6, 10)), &["Love: PER0"]);
    check("x [PER|Ada Lovelace] y", Some((0, 5)), &["x :", "Ada: <PER0"]);
    check("x [PER|Ada Lovelace] y", Some((6, 16)), &["Lovelace: PER0>", " y:"]);
    check("x [PER|Ada] y", Some((3, 3)), &[]);
    check("[1:PER|a] b [1:PER|c]", Some((1, 4)), &[" b :"]);
    check("[PER|Zoë 😀] القاهرة", None, &["Zoë 😀: <PER0>", " القاهرة:"]);
}

#[track_caller]
fn against_bytes(seed: u64, n: usize) {
    let mut random = Random::new(seed);
    let mut p = empty_project();
    add_document(&mut p, doc(0), &"Zoë 😀 met القاهرة. ".repeat(4));
    let text = p.open(doc(0)).unwrap().text.clone();
    for _ in 0..n {
        let Ok(ranges) = Ranges::joined(random.spans(&text)) else { continue };
        let mut a = mention(&p, ann(random.fresh()), doc(0), "PER", ranges);
        if random.chance(30) {
            (a.label, a.body) = (None, Body::Cue);
        }
        p.apply_all(&[add(a)]).unwrap();
    }
    let marks = &p.open(doc(0)).unwrap().marks;
    let lanes = Lanes::of(marks);
    let within = if random.chance(30) { text.span() } else { random.spans(&text)[0] };
    let got = runs(marks, &lanes, within);

    let mut end = within.start();
    for run in &got {
        assert_eq!(run.span.start(), end, "without gap");
        assert!(!run.span.is_empty());
        end = run.span.end();
        let ids: Vec<AnnotationId> = run.marks.iter().map(|m| m.id).collect();
        for byte in run.span.start().get()..run.span.end().get() {
            let here = |a: &&Annotation| a.ranges.contains(ByteOffset::new(byte));
            let want: Vec<AnnotationId> = marks.iter().filter(here).map(|a| a.id).collect();
            assert_eq!(ids, want, "at byte {byte}");
        }
        for m in &run.marks {
            let a = marks.get(m.id).unwrap();
            assert_eq!(m.starts, run.span.start() == a.ranges.start());
            assert_eq!(m.ends, run.span.end() == a.ranges.end());
            assert_eq!((m.kind, &m.label, m.lane), (a.kind(), &a.label, lanes.get(a.id)));
            assert_eq!(m.lane.is_some(), a.kind() == Kind::Mention);
        }
        assert!(text.slice(run.span).is_ok());
    }
    assert_eq!(end, within.end(), "to the end");
    // Each cut is the edge of a range: no run is cut for nothing.
    let edges: BTreeSet<ByteOffset> = marks
        .iter()
        .flat_map(|a| a.ranges.as_slice())
        .flat_map(|r: &Span| [r.start(), r.end()])
        .collect();
    assert!(got.windows(2).all(|pair| edges.contains(&pair[0].span.end())));
    // Over the whole text every mark starts once and ends once.
    if within == text.span() {
        let starts = got.iter().flat_map(|r| &r.marks).filter(|m| m.starts).count();
        let ends = got.iter().flat_map(|r| &r.marks).filter(|m| m.ends).count();
        assert_eq!((starts, ends), (marks.len(), marks.len()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]
    #[test]
    fn each_run_has_the_marks_of_each_of_its_bytes(seed in any::<u64>(), n in 0usize..40) {
        against_bytes(seed, n);
    }
}
