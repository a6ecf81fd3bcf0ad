//! The rules that refuse an operation, and what they say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::support;

use glossator_core::model::*;
use glossator_core::ops::*;
use support::*;

#[test]
fn what_is_used_cannot_be_removed() {
    check(Op::RemoveAnnotator(annotator(1)), in_use("annotator", "Ben", 1));
    check(Op::RemoveLayer(layer(0)), in_use("layer", "Ada", 3));
    check(Op::RemoveLabel("PER".into()), in_use("label", "Person", 5));
    check(Op::RemoveLabel("ORG".into()), in_use("label", "Organisation", 1));
    check(Op::RemoveDocument(doc(0)), in_use("document", format!("{}.txt", doc(0)), 3));
    check(Op::RemoveEntity(entity(0)), in_use("entity", "entity 0", 1));
    // A chain hop and a part.
    check(Op::RemoveEntity(entity(1)), in_use("entity", "entity 1", 2));
    // An attribute.
    check(Op::RemoveEntity(entity(3)), in_use("entity", "entity 3", 1));
    check(Op::RemoveClaim(claim(0)), in_use("claim", "claim 0", 2));
    check(Op::RemoveClaim(claim(1)), in_use("claim", "claim 1", 1));
    check(Op::RemoveClaim(claim(2)), in_use("claim", "claim 2", 1));
}

#[test]
fn uses_in_documents_that_are_not_open_count() {
    for (op, want) in [
        (Op::RemoveLayer(layer(1)), in_use("layer", "Ben", 1)),
        (Op::RemoveLabel("ORG".into()), in_use("label", "Organisation", 1)),
        (Op::RemoveEntity(entity(3)), in_use("entity", "entity 3", 1)),
        (Op::RemoveDocument(doc(1)), in_use("document", format!("{}.txt", doc(1)), 1)),
    ] {
        let mut p = used();
        p.unload_document(doc(1));
        assert_eq!(p.apply_all(std::slice::from_ref(&op)), Err(want), "{op:?}");
    }
}

#[test]
fn a_layer_that_is_said_to_be_examined_is_used() {
    let mut p = sample();
    let done = DocumentEdit::Status(layer(2), Some(LayerStatus::both(Status::Done)));
    p.apply_all(&[Op::EditDocument(doc(1), done)]).unwrap();
    let want = in_use("layer", "gold", 1);
    assert_eq!(p.apply_all(&[Op::RemoveLayer(layer(2))]), Err(want));
    let free = Op::EditDocument(doc(1), DocumentEdit::Status(layer(2), None));
    p.apply_all(&[free, Op::RemoveLayer(layer(2))]).unwrap();
}

#[test]
fn who_made_a_mark_is_an_annotator() {
    let mut p = sample();
    let ranges = Ranges::one(span(0, 3)).unwrap();
    let mut a = mention(&p, ann(50), doc(0), "PER", ranges);
    a.by = annotator(9);
    let add = Op::AddAnnotation(Box::new(a.clone()));
    assert_eq!(p.apply_all(std::slice::from_ref(&add)), Err(missing("annotator", annotator(9))));
    let eve = Annotator { id: annotator(9), name: "Eve".to_owned() };
    p.apply_all(&[Op::AddAnnotator(eve), add]).unwrap();
    // Her marks are in the layer of another.
    let want = in_use("annotator", "Eve", 1);
    assert_eq!(p.apply_all(&[Op::RemoveAnnotator(annotator(9))]), Err(want));
    p.apply_all(&[Op::RemoveAnnotation(doc(0), a.id), Op::RemoveAnnotator(annotator(9))]).unwrap();
}

#[test]
fn decisions_and_participants_are_uses() {
    let mut p = sample();
    let pair = EntityPair::new(entity(1), entity(0));
    let cast = vec![Participant { role: "speaker".into(), entity: entity(2) }];
    p.apply_all(&[
        Op::SetDecision(pair, Some(Decision::Same)),
        Op::EditClaim(claim(0), ClaimEdit::Participants(cast)),
    ])
    .unwrap();
    for n in 0..3 {
        let want = in_use("entity", format!("entity {n}"), 1);
        assert_eq!(p.apply_all(&[Op::RemoveEntity(entity(n))]), Err(want));
    }
    p.apply_all(&[Op::SetDecision(pair, None), Op::RemoveEntity(entity(0))]).unwrap();
}

#[test]
fn what_is_not_there_cannot_be_named() {
    let nobody = annotator(9);
    check(Op::RemoveAnnotator(nobody), missing("annotator", nobody));
    check(Op::RenameAnnotator(nobody, String::new()), missing("annotator", nobody));
    let of_nobody = Layer { id: layer(9), kind: LayerKind::Annotator(nobody) };
    check(Op::AddLayer(of_nobody), missing("annotator", nobody));
    check(Op::RemoveLayer(layer(9)), missing("layer", layer(9)));
    check(Op::RemoveLabel("X".into()), missing("label", "X"));
    check(Op::MoveLabel("X".into(), 0), missing("label", "X"));
    check(Op::RemoveAttribute("X".into()), missing("attribute", "X"));
    check(Op::RemoveDocument(doc(9)), missing("document", doc(9)));
    check(Op::EditDocument(doc(9), DocumentEdit::Name("x".into())), missing("document", doc(9)));
    check(
        Op::EditDocument(doc(0), DocumentEdit::Status(layer(9), None)),
        missing("layer", layer(9)),
    );
    check(Op::RemoveAnnotation(doc(0), ann(9)), missing("annotation", ann(9)));
    check(Op::RemoveAnnotation(doc(9), ann(0)), missing("document", doc(9)));
    check(Op::RemoveAnnotation(doc(1), ann(0)), missing("annotation", ann(0)));
    check(
        Op::EditAnnotation(doc(0), ann(9), AnnotationEdit::Flagged(true)),
        missing("annotation", ann(9)),
    );
    check(Op::RemoveEntity(entity(9)), missing("entity", entity(9)));
    check(Op::EditEntity(entity(9), EntityEdit::PartOf(None)), missing("entity", entity(9)));
    check(
        Op::EditEntity(entity(0), EntityEdit::PartOf(Some(entity(9)))),
        missing("entity", entity(9)),
    );
    check(Op::EditEntity(entity(0), EntityEdit::Label(Some("X".into()))), missing("label", "X"));
    let pair = EntityPair::new(entity(0), entity(9));
    check(Op::SetDecision(pair, Some(Decision::Same)), missing("entity", entity(9)));
    check(Op::RemoveClaim(claim(9)), missing("claim", claim(9)));
    check(Op::EditClaim(claim(9), ClaimEdit::Text("x".into())), missing("claim", claim(9)));
    let cast = vec![Participant { role: String::new(), entity: entity(9) }];
    check(Op::EditClaim(claim(0), ClaimEdit::Participants(cast)), missing("entity", entity(9)));
    check(Op::RemoveClaimLink(link(9)), missing("claim link", link(9)));
    check(Op::RemoveEvidence(evidence(9)), missing("evidence", evidence(9)));
}

#[test]
fn an_annotation_must_fit_text_schema_and_registers() {
    let p = used();
    let base = mention(&p, ann(9), doc(0), "PER", Ranges::one(span(0, 4)).unwrap());
    let with = |change: &dyn Fn(&mut Annotation)| {
        let mut a = base.clone();
        change(&mut a);
        add(a)
    };
    let in_doc_1 = |start, end, exact: &str| {
        let exact = exact.to_owned();
        with(&move |a| {
            a.document = doc(1);
            a.ranges = Ranges::one(span(start, end)).unwrap();
            a.exact.clone_from(&exact);
        })
    };
    check(with(&|a| a.id = ann(0)), taken("annotation", ann(0)));
    check(with(&|a| a.document = doc(9)), missing("document", doc(9)));
    check(with(&|a| a.layer = layer(9)), missing("layer", layer(9)));
    check(with(&|a| a.label = Some("X".into())), missing("label", "X"));
    check(with(&|a| a.label = Some("body".into())), OpError::LabelKind("Body".into()));
    check(with(&|a| a.label = None), OpError::LabelKind("(none)".into()));
    check(
        with(&|a| a.exact = "Orem".into()),
        OpError::Quote { expected: "Orem".into(), found: "Oren".into() },
    );
    let link = |n| EntityLink { entity: entity(n), confidence: Confidence::Sure };
    check(
        with(&move |a| a.body = Body::Mention { level: None, entity: Some(link(9)) }),
        missing("entity", entity(9)),
    );
    check(
        with(&|a| {
            a.label = None;
            a.body = Body::Claim { claim: claim(9), chains: vec![] };
        }),
        missing("claim", claim(9)),
    );
    check(
        with(&|a| {
            a.label = None;
            let hop = Hop { entity: vec![entity(0), entity(9)], ..Hop::default() };
            a.body = Body::Claim { claim: claim(0), chains: vec![Chain { hops: vec![hop] }] };
        }),
        missing("entity", entity(9)),
    );
    check(
        with(&|a| {
            a.attributes.insert("who".into(), AttributeValue::Entity(entity(9)));
        }),
        missing("entity", entity(9)),
    );
    check(
        with(&|a| {
            a.attributes.insert("n".into(), AttributeValue::Number(f64::INFINITY));
        }),
        OpError::NotFinite("attribute"),
    );
    check(
        with(&|a| {
            let score = Some(f64::NAN);
            a.origin = Origin::Model { model: "m".into(), score, accepted_by: None };
        }),
        OpError::NotFinite("score"),
    );
    // Beyond the end, and inside the ë.
    let mut q = used();
    for (op, words) in [
        (in_doc_1(0, 4_000, "Zoë"), "beyond the end"),
        (in_doc_1(0, 3, "Zoë"), "inside the character"),
    ] {
        let error = q.apply_all(&[op]).unwrap_err();
        assert!(matches!(error, OpError::Offset(_)), "{error:?}");
        assert!(error.to_string().contains(words), "{error}");
    }
    // A discontinuous quote is joined by one space.
    let mut two = base.clone();
    two.ranges = Ranges::exactly(vec![span(0, 4), span(10, 12)]).unwrap();
    two.exact = "Oren of".into();
    q.apply_all(&[add(two)]).unwrap();
}

#[test]
fn ids_are_taken_once() {
    let p = used();
    check(
        Op::AddAnnotator(Annotator { id: annotator(1), name: "x".into() }),
        taken("annotator", annotator(1)),
    );
    check(Op::AddLayer(Layer { id: layer(0), kind: LayerKind::Gold }), taken("layer", layer(0)));
    let per = p.schema().label(&"PER".into()).unwrap().clone();
    check(Op::AddLabel(0, Box::new(per.clone())), taken("label", "PER"));
    check(Op::AddDocument(Box::new(p.documents()[&doc(0)].clone())), taken("document", doc(0)));
    check(Op::AddEntity(Box::new(p.entities()[&entity(0)].clone())), taken("entity", entity(0)));
    check(Op::AddClaim(Box::new(p.claims()[&claim(0)].clone())), taken("claim", claim(0)));
    check(
        Op::AddClaimLink(Box::new(p.claim_links()[&link(0)].clone())),
        taken("claim link", link(0)),
    );
    check(
        Op::AddEvidence(Box::new(p.evidence()[&evidence(0)].clone())),
        taken("evidence", evidence(0)),
    );
    let fresh = Label { id: "NEW".into(), ..per };
    let places = p.schema().labels.len();
    check(Op::AddLabel(places + 1, Box::new(fresh)), OpError::Place(places + 1));
    check(Op::MoveLabel("PER".into(), places), OpError::Place(places));
}

#[test]
fn nothing_leads_back_to_itself() {
    let circle = |n| OpError::Circular(format!("entity {n}"));
    // 3 is a part of 2, which is a part of 1.
    check(Op::EditEntity(entity(1), EntityEdit::PartOf(Some(entity(1)))), circle(1));
    check(Op::EditEntity(entity(1), EntityEdit::PartOf(Some(entity(2)))), circle(1));
    check(Op::EditEntity(entity(1), EntityEdit::PartOf(Some(entity(3)))), circle(1));
    check(Op::EditEntity(entity(1), EntityEdit::MemberOf(Some(entity(1)))), circle(1));
    let mut own = Entity::named(entity(9), "own", None);
    own.part_of = Some(entity(9));
    check(Op::AddEntity(Box::new(own)), OpError::Circular("the entity".into()));
    let own = ClaimLink {
        id: link(9),
        from: claim(0),
        to: claim(0),
        kind: ClaimLinkType::Related,
        note: String::new(),
    };
    check(
        Op::AddClaimLink(Box::new(own)),
        OpError::Circular(format!("a link of claim {}", claim(0))),
    );
    check(
        Op::SetDecision(EntityPair::new(entity(0), entity(0)), Some(Decision::Same)),
        OpError::Circular(format!("a decision about entity {}", entity(0))),
    );
    // The two relations are apart.
    used().apply_all(&[Op::EditEntity(entity(1), EntityEdit::MemberOf(Some(entity(2))))]).unwrap();
}

#[test]
fn a_circle_in_stored_records_is_refused_not_followed_for_ever() {
    let mut p = sample();
    let part = |n, whole| {
        let mut e = Entity::named(entity(n), format!("entity {n}"), None);
        e.part_of = Some(entity(whole));
        e
    };
    let entities = vec![part(0, 1), part(1, 0)];
    p.load_registers(Registers { entities, ..Registers::default() });
    let op = Op::EditEntity(entity(2), EntityEdit::PartOf(Some(entity(0))));
    assert_eq!(p.apply_all(&[op]), Err(OpError::Circular("entity 2".into())));
}

#[test]
fn figures_are_finite() {
    let figure = |n| Quantity {
        of: "people".into(),
        min: Some(1.0),
        max: Some(n),
        modifier: Modifier::Range,
        unit: String::new(),
        as_of: None,
        words: String::new(),
    };
    let mut c = Claim::stating(claim(9), "x");
    c.quantities = vec![figure(2.0), figure(f64::NAN)];
    check(Op::AddClaim(Box::new(c.clone())), OpError::NotFinite("figure"));
    check(
        Op::EditClaim(claim(0), ClaimEdit::Quantities(c.quantities)),
        OpError::NotFinite("figure"),
    );
}
