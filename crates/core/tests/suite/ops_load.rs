//! Bringing stored records into memory: what does not fit is set aside, what is gone is listed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::support;

use glossator_core::model::*;
use glossator_core::ops::*;
use support::*;

#[test]
fn a_removed_document_comes_back_with_its_annotations() {
    let mut p = marked_project("The [1:PER|Ada] Ltd [1:PER|wrote]");
    let before = p.clone();
    let ops = [Op::RemoveAnnotation(doc(0), ann(0)), Op::RemoveDocument(doc(0))];
    let (inverse, _) = p.apply_all(&ops).unwrap();
    assert!(p.open(doc(0)).is_none() && p.documents().is_empty());
    assert!(p.needs(&inverse).is_empty());
    p.apply_all(&inverse).unwrap();
    assert_eq!(p, before);

    // After a reload the text must be handed in first, and `needs` says so.
    p.apply_all(&ops).unwrap();
    let (removed, text) =
        (before.documents()[&doc(0)].clone(), before.open(doc(0)).unwrap().text.clone());
    p.unload_document(doc(0));
    assert_eq!(p.apply_all(&inverse), Err(OpError::NotOpen(doc(0))));
    let needs = p.needs(&inverse);
    assert_eq!(needs.texts, [(doc(0), removed.sha256)].into());
    assert!(needs.documents.is_empty());
    p.provide_text(doc(0), support::text("The Ada Ltd wrotf"));
    assert_eq!(p.apply_all(&inverse), Err(OpError::WrongText(doc(0))));
    p.provide_text(doc(0), text.clone());
    p.apply_all(&inverse).unwrap();
    assert_eq!(p, before);

    // A document that is only not open.
    p.unload_document(doc(0));
    assert_eq!(p.needs(&ops).documents, [doc(0)].into());
    p.provide_text(doc(0), text);
    assert_eq!(p.apply_all(&ops), Err(OpError::NotOpen(doc(0))), "its annotations are not at hand");
}

#[test]
fn a_stored_mark_of_somebody_unknown_stays() {
    let mut p = sample();
    let ranges = Ranges::one(span(0, 3)).unwrap();
    let mut a = mention(&p, ann(50), doc(0), "PER", ranges);
    a.by = annotator(9);
    let text = p.open(doc(0)).unwrap().text.clone();
    p.unload_document(doc(0));
    assert_eq!(p.load_document(doc(0), text, vec![a.clone()]), Ok(Vec::new()));
    assert_eq!(p.annotators()[&annotator(9)].name, "", "added without a name");
    // So that its removal can be undone.
    let (undo, _) = p.apply_all(&[Op::RemoveAnnotation(doc(0), a.id)]).unwrap();
    p.apply_all(&undo).unwrap();
}

#[test]
fn what_was_removed_under_a_reference_is_listed() {
    let mut p = used();
    assert_eq!(dangling(&p, doc(0)), []);
    let lost = (evidence(0), doc(2), ann(77));
    assert_eq!(dangling_evidence(&p), [lost], "an item that never was");
    let odd = AnnotationEdit::Attribute("of".into(), Some(AttributeValue::Annotation(ann(1))));
    p.apply_all(&[Op::EditAnnotation(doc(0), ann(0), odd), Op::RemoveAnnotation(doc(0), ann(2))])
        .unwrap();
    assert_eq!(dangling(&p, doc(0)), [ann(2)]);
    p.apply_all(&[Op::RemoveAnnotation(doc(0), ann(1))]).unwrap();
    assert_eq!(dangling(&p, doc(0)), [ann(1)]);
    p.apply_all(&[Op::RemoveAnnotation(doc(0), ann(0))]).unwrap();
    assert_eq!(dangling_evidence(&p), [(evidence(0), doc(0), ann(0)), lost]);
    p.unload_document(doc(0));
    p.apply_all(&[Op::RemoveDocument(doc(2))]).unwrap();
    assert_eq!(dangling_evidence(&p), [lost], "nothing is said of a document that is not open");
}

#[test]
fn loading_sets_aside_what_does_not_fit() {
    let p = marked_project("The [PER|Ada] wrote [PER|Zed] and Ada");
    let open = p.open(doc(0)).unwrap().clone();
    let good: Vec<Annotation> = open.marks.iter().cloned().collect();
    let mut moved = good[0].clone();
    (moved.id, moved.ranges) = (ann(5), Ranges::one(span(5, 8)).unwrap());
    let mut unlabelled = good[0].clone();
    (unlabelled.id, unlabelled.label) = (ann(6), Some("gone".into()));
    let mut elsewhere = good[0].clone();
    (elsewhere.id, elsewhere.document) = (ann(7), doc(8));
    let double = good[1].clone();
    let bad = vec![moved, unlabelled, elsewhere, double];

    let mut q = p.clone();
    let stored = good.iter().chain(&bad).cloned().collect::<Vec<_>>();
    let again = q.load_document(doc(0), open.text.clone(), vec![]).unwrap();
    assert_eq!((again, &q), (vec![], &p), "an open document stays as it is");
    q.unload_document(doc(0));
    let problems = q.load_document(doc(0), open.text.clone(), stored).unwrap();
    let ids: Vec<AnnotationId> = problems.iter().map(|p| p.annotation).collect();
    assert_eq!(ids, bad.iter().map(|a| a.id).collect::<Vec<_>>());
    assert_eq!(problems[1].error, missing("label", "gone"));
    assert_eq!(problems[3].error, taken("annotation", ann(1)));
    assert_eq!(q.open(doc(0)).unwrap().aside, bad);
    assert_eq!(q.open(doc(0)).unwrap().marks, open.marks);
    assert_eq!(q.summary(doc(0)), p.summary(doc(0)));

    q.unload_document(doc(0));
    assert!(matches!(
        q.load_document(doc(0), support::text("The Eve wrote"), vec![]),
        Err(LoadError::WrongText { .. })
    ));
    // The digest that the browser computed counts.
    let digest = support::text("The Eve wrote").sha256();
    let damaged = support::text(open.text.as_str()).with_sha256(digest);
    assert!(matches!(q.load_document(doc(0), damaged, vec![]), Err(LoadError::WrongText { .. })));
    assert_eq!(open.text.clone().with_sha256(digest).sha256(), open.text.sha256());
    assert_eq!(q.load_document(doc(3), open.text, vec![]), Err(LoadError::NoDocument(doc(3))));
}
