//! What the board reads of documents that are not open. That it always equals counting
//! anew is checked after every random operation (`assert_whole`).
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::support;

use glossator_core::model::*;
use glossator_core::ops::{AnnotationEdit, Op};
use support::*;

/// Mark 0 is a source, mark 1 a claim that names it; one document.
fn project() -> Project {
    let mut p = empty_project();
    add_document(&mut p, doc(0), "Oren Valk of the port said that four people died.");
    let c = Claim::stating(claim(0), "Four people died.");
    p.apply_all(&[Op::AddClaim(Box::new(c))]).unwrap();
    let hop = Hop {
        source: vec![ann(0)],
        stance: Stance::Denies,
        medium: "a statement".into(),
        ..Hop::default()
    };
    let claims = Body::Claim { claim: claim(0), chains: vec![Chain { hops: vec![hop] }] };
    for (n, start, end, body) in [(0, 0, 9, Body::Source), (1, 32, 48, claims)] {
        let ranges = Ranges::one(span(start, end)).unwrap();
        let a = Annotation { label: None, body, ..mention(&p, ann(n), doc(0), "PER", ranges) };
        p.apply_all(&[add(a)]).unwrap();
    }
    p
}

fn words(p: &Project) -> Option<String> {
    p.summary(doc(0)).source(ann(0)).map(|s| s.words.clone())
}

#[test]
fn a_claim_mention_is_known_without_its_document() {
    let mut p = project();
    p.unload_document(doc(0));
    let summary = p.summary(doc(0));
    let found = summary.claim_mention(ann(1)).unwrap();
    assert_eq!((found.claim, found.layer, found.start.get()), (claim(0), layer(0), 32));
    assert_eq!(found.hops()[0].stance, Stance::Denies);
    assert_eq!(found.hops()[0].medium, "", "only what the board shows");
    assert_eq!(words(&p).as_deref(), Some("Oren Valk"));
    assert_eq!(p.documents_with_claim(claim(0)), [doc(0)]);
    assert_eq!(p.documents_with_claim(claim(1)), []);
}

#[test]
fn a_source_s_words_follow_its_mark() {
    let mut p = project();
    let ranges = Ranges::one(span(0, 21)).unwrap();
    let wider = AnnotationEdit::Ranges(ranges, "Oren Valk of the port".into());
    p.apply_all(&[Op::EditAnnotation(doc(0), ann(0), wider)]).unwrap();
    assert_eq!(words(&p).as_deref(), Some("Oren Valk of the port"));
    let (undo, _) = p.apply_all(&[Op::RemoveAnnotation(doc(0), ann(0))]).unwrap();
    assert_eq!(words(&p), None);
    p.apply_all(&undo).unwrap();
    assert_eq!(words(&p).as_deref(), Some("Oren Valk of the port"));
    let (undo, _) = p.apply_all(&[Op::RemoveAnnotation(doc(0), ann(1))]).unwrap();
    assert_eq!(words(&p), None, "nobody names it");
    p.apply_all(&undo).unwrap();
    assert_eq!(words(&p).as_deref(), Some("Oren Valk of the port"));
    assert_whole(&p);
}

#[test]
fn a_summary_survives_storage() {
    let p = project();
    let json = serde_json::to_string(&p.summary(doc(0))).unwrap();
    assert_eq!(serde_json::from_str::<Summary>(&json).unwrap(), p.summary(doc(0)));
}

#[test]
fn mentions_and_claims_are_counted_by_layer() {
    let mut p = project();
    let other = LayerId::new(uuid::Uuid::from_u128(77));
    let s = p.summary(doc(0));
    assert_eq!((s.layer_mentions(layer(0)), s.layer_claims(layer(0))), (0, 1));
    assert_eq!((s.layer_mentions(other), s.layer_claims(other)), (0, 0));
    p.apply_all(&[Op::RemoveAnnotation(doc(0), ann(1))]).unwrap();
    assert_eq!(p.summary(doc(0)).layer_claims(layer(0)), 0);
    // A row of a version that did not count them so.
    let old: Summary = serde_json::from_str(r#"{"kinds":{"mention":27,"claim":6}}"#).unwrap();
    assert_eq!((old.layer_mentions(layer(0)), old.layer_claims(other)), (27, 6));
}
