//! Applying operations: inverses, all or nothing, and the rules that refuse.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::collections::BTreeSet;

use glossator_core::model::*;
use glossator_core::ops::*;
use glossator_core::text::Span;
use proptest::prelude::*;
use support::random::{Random, every_variant, variant};
use support::*;

/// Applies random actions; returns the variants that were applied.
#[track_caller]
fn inverse_session(seed: u64, steps: usize) -> BTreeSet<String> {
    let mut random = Random::new(seed);
    let mut p = sample();
    let mut applied = BTreeSet::new();
    for _ in 0..steps {
        let ops = random.action(&mut p);
        let before = p.clone();
        match p.apply_all(&ops) {
            Ok((inverse, changes)) => {
                applied.extend(ops.iter().map(variant));
                assert_eq!(changes.is_empty(), ops.is_empty());
                let after = p.clone();
                let (again, _) = p.apply_all(&inverse).unwrap();
                assert_eq!(p, before, "undone: {ops:?}");
                p.apply_all(&again).unwrap();
                assert_eq!(p, after, "redone: {ops:?}");
                p.apply_all(&inverse).unwrap();
                p.apply_all(&ops).unwrap();
                assert_eq!(p, after, "done again: {ops:?}");
                // What is stored for it can be read.
                let json = serde_json::to_string(&(&ops, &inverse)).unwrap();
                assert_eq!(
                    serde_json::from_str::<(Vec<Op>, Vec<Op>)>(&json).unwrap(),
                    (ops, inverse)
                );
            }
            Err(_) => assert_eq!(p, before, "a failed action changes nothing: {ops:?}"),
        }
    }
    assert_whole(&p);
    assert_uses(&p);
    applied
}

/// What is used cannot be removed, and is said to be used as often as it is.
#[track_caller]
fn assert_uses(p: &Project) {
    let removed = |op: Op| p.clone().apply_all(&[op]).map(|_| ());
    let want = |what, name: &String, n: u32| match n {
        0 => Ok(()),
        count => Err(OpError::InUse { what, name: name.clone(), count }),
    };
    for Entity { id, name, .. } in p.entities().values() {
        let belong = |e: &&Entity| [e.part_of, e.member_of].contains(&Some(*id));
        let belong = p.entities().values().filter(belong).count();
        let cast = p.claims().values().flat_map(|c| &c.participants);
        let roles = cast.filter(|r| r.entity == *id).count();
        let pairs = p.decisions().keys().filter(|k| [k.ids().0, k.ids().1].contains(id)).count();
        let uses = p.entity_use(*id).0 + (belong + roles + pairs) as u32;
        assert_eq!(removed(Op::RemoveEntity(*id)), want("entity", name, uses));
    }
    for Claim { id, text, .. } in p.claims().values() {
        let links = p.claim_links().values().filter(|l| [l.from, l.to].contains(id)).count();
        let evidence = p.evidence().values().filter(|e| e.claim == *id).count();
        let uses = p.claim_use(*id).0 + (links + evidence) as u32;
        assert_eq!(removed(Op::RemoveClaim(*id)), want("claim", text, uses));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn an_inverse_takes_back_just_what_was_done(seed in any::<u64>(), steps in 1usize..60) {
        inverse_session(seed, steps);
    }
}

#[test]
fn random_sessions_apply_every_operation() {
    let applied = inverse_session(7, 2_500);
    let every: BTreeSet<String> = every_variant().into_iter().map(str::to_owned).collect();
    assert_eq!(applied, every);
}

#[test]
fn a_failure_in_the_middle_takes_back_what_came_before() {
    let mut p = marked_project("The [PER|Ada] wrote");
    let before = p.clone();
    let ops = [
        Op::Project(ProjectEdit::Name("other".into())),
        Op::RemoveAnnotation(doc(0), ann(0)),
        Op::RemoveDocument(doc(0)),
        Op::AddEntity(Box::new(Entity::named(entity(0), "Ada", None))),
        Op::RemoveClaim(claim(0)),
        Op::Project(ProjectEdit::Name("never".into())),
    ];
    assert_eq!(p.apply_all(&ops), Err(missing("claim", claim(0))));
    assert_eq!(p, before);
    assert_whole(&p);
}

fn missing(what: &'static str, id: impl ToString) -> OpError {
    OpError::Missing { what, id: id.to_string() }
}
fn taken(what: &'static str, id: impl ToString) -> OpError {
    OpError::Taken { what, id: id.to_string() }
}
fn in_use(what: &'static str, name: impl Into<String>, count: u32) -> OpError {
    OpError::InUse { what, name: name.into(), count }
}

/// The sample with marks: 0 a mention of entity 0, 1 a claim mention that entity 1
/// makes, 2 a speaker, 3 a mention with entity 3 as an attribute, in Ben's layer.
fn used() -> Project {
    let mut p = sample();
    let one = |a, b| Ranges::one(span(a, b)).unwrap();
    let mut m0 = mention(&p, ann(0), doc(0), "PER", one(0, 9));
    m0.body = Body::Mention {
        level: None,
        entity: Some(EntityLink { entity: entity(0), confidence: Confidence::Sure }),
    };
    let mut m1 = mention(&p, ann(1), doc(0), "PER", one(0, 20));
    m1.label = None;
    let hop = Hop { entity: vec![entity(1)], source: vec![ann(2)], ..Hop::default() };
    m1.body = Body::Claim { claim: claim(0), chains: vec![Chain { hops: vec![hop] }] };
    let mut m2 = mention(&p, ann(2), doc(0), "PER", one(0, 9));
    (m2.label, m2.body) = (None, Body::Source);
    let mut m3 = mention(&p, ann(3), doc(1), "ORG", one(0, 4));
    m3.layer = layer(1);
    m3.attributes.insert("who".into(), AttributeValue::Entity(entity(3)));
    let evidence = Evidence {
        id: evidence(0),
        claim: claim(1),
        annotations: vec![(doc(0), ann(0)), (doc(2), ann(77))],
        stance: EvidenceStance::Supports,
        set: 0,
    };
    let link = ClaimLink {
        id: link(0),
        from: claim(0),
        to: claim(2),
        kind: ClaimLinkType::Updates,
        note: String::new(),
    };
    p.apply_all(&[
        add(m0),
        add(m1),
        add(m2),
        add(m3),
        Op::EditEntity(entity(2), EntityEdit::PartOf(Some(entity(1)))),
        Op::EditEntity(entity(3), EntityEdit::PartOf(Some(entity(2)))),
        Op::AddEvidence(Box::new(evidence)),
        Op::AddClaimLink(Box::new(link)),
    ])
    .unwrap();
    p
}

#[track_caller]
fn check(op: Op, want: OpError) {
    let mut p = used();
    let before = p.clone();
    assert_eq!(p.apply_all(std::slice::from_ref(&op)), Err(want), "{op:?}");
    assert_eq!(p, before);
}

#[test]
fn what_is_used_cannot_be_removed() {
    check(Op::RemoveAnnotator(annotator(1)), in_use("annotator", "Ben", 1));
    check(Op::RemoveLayer(layer(0)), in_use("layer", layer(0).to_string(), 3));
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
        (Op::RemoveLayer(layer(1)), in_use("layer", layer(1).to_string(), 1)),
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
    let want = in_use("layer", layer(2).to_string(), 1);
    assert_eq!(p.apply_all(&[Op::RemoveLayer(layer(2))]), Err(want));
    let free = Op::EditDocument(doc(1), DocumentEdit::Status(layer(2), None));
    p.apply_all(&[free, Op::RemoveLayer(layer(2))]).unwrap();
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

#[test]
fn labels_are_edited_moved_and_removed() {
    let mut p = used();
    let ids =
        |p: &Project| p.schema().labels.iter().map(|l| l.id.clone()).take(4).collect::<Vec<_>>();
    let names = |s: &str| s.split(' ').map(LabelId::from).collect::<Vec<_>>();
    assert_eq!(ids(&p), names("PER ORG GPE LOC"));
    let (back, _) = p.apply_all(&[Op::MoveLabel("PER".into(), 2)]).unwrap();
    assert_eq!(ids(&p), names("ORG GPE PER LOC"));
    assert_eq!(back, [Op::MoveLabel("PER".into(), 0)]);
    p.apply_all(&[Op::MoveLabel("LOC".into(), 0)]).unwrap();
    assert_eq!(ids(&p), names("LOC ORG GPE PER"));
    let (back, _) = p.apply_all(&[Op::RemoveLabel("GPE".into())]).unwrap();
    assert_eq!(ids(&p)[..3], names("LOC ORG PER"));
    p.apply_all(&back).unwrap();
    assert_eq!(ids(&p), names("LOC ORG GPE PER"));

    let kind_of = |id: &str, kind| {
        let mut label = used().schema().label(&id.into()).unwrap().clone();
        label.kind = kind;
        Op::EditLabel(Box::new(label))
    };
    // By an annotation, by an entity, by nobody.
    check(kind_of("ORG", Kind::Cue), OpError::LabelKind("Organisation".into()));
    let mut entities_only = sample();
    assert_eq!(
        entities_only.apply_all(&[kind_of("PER", Kind::Cue)]),
        Err(OpError::LabelKind("Person".into()))
    );
    entities_only.apply_all(&[kind_of("ORG", Kind::Cue)]).unwrap();
    check(
        Op::EditEntity(entity(0), EntityEdit::Label(Some("body".into()))),
        OpError::LabelKind("Body".into()),
    );
}

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
fn an_import_adds_a_document_and_its_annotations_in_one_action() {
    let mut p = empty_project();
    let text = support::text("The Ada wrote");
    let mut with_mark = p.clone();
    add_document(&mut with_mark, doc(5), text.as_str());
    let a = mention(&with_mark, ann(0), doc(5), "PER", Ranges::one(span(4, 7)).unwrap());
    let ops = [Op::AddDocument(Box::new(Document::new(doc(5), "a.txt", &text))), add(a)];
    let before = p.clone();
    assert_eq!(p.apply_all(&ops), Err(OpError::NotOpen(doc(5))));
    assert_eq!(p, before);
    p.provide_text(doc(5), text);
    let (inverse, _) = p.apply_all(&ops).unwrap();
    assert_eq!(p.summary(doc(5)).total(), 1);
    p.apply_all(&inverse).unwrap();
    assert_eq!(p, before);
    p.apply_all(&ops).unwrap();
    assert_whole(&p);
}

#[test]
fn what_was_removed_under_a_reference_is_listed() {
    let mut p = used();
    assert_eq!(p.dangling(doc(0)), []);
    let lost = (evidence(0), doc(2), ann(77));
    assert_eq!(p.dangling_evidence(), [lost], "an item that never was");
    let odd = AnnotationEdit::Attribute("of".into(), Some(AttributeValue::Annotation(ann(1))));
    p.apply_all(&[Op::EditAnnotation(doc(0), ann(0), odd), Op::RemoveAnnotation(doc(0), ann(2))])
        .unwrap();
    assert_eq!(p.dangling(doc(0)), [ann(2)]);
    p.apply_all(&[Op::RemoveAnnotation(doc(0), ann(1))]).unwrap();
    assert_eq!(p.dangling(doc(0)), [ann(1)]);
    p.apply_all(&[Op::RemoveAnnotation(doc(0), ann(0))]).unwrap();
    assert_eq!(p.dangling_evidence(), [(evidence(0), doc(0), ann(0)), lost]);
    p.unload_document(doc(0));
    p.apply_all(&[Op::RemoveDocument(doc(2))]).unwrap();
    assert_eq!(p.dangling_evidence(), [lost], "nothing is said of a document that is not open");
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
    let found = |s: Span| q.open(doc(0)).unwrap().text.slice(s).unwrap().to_owned();
    match &problems[0].candidates {
        glossator_core::text::Reanchored::Ambiguous(places) => {
            assert_eq!(places.iter().map(|s| found(*s)).collect::<Vec<_>>(), ["Ada", "Ada"]);
        }
        other => panic!("{other:?}"),
    }
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

#[test]
fn ranges_are_exact_or_joined() {
    let exactly = |spans: &[(u32, u32)]| {
        Ranges::exactly(spans.iter().map(|&(a, b)| span(a, b)).collect()).map(Vec::from)
    };
    let joined = |spans: &[(u32, u32)]| {
        Ranges::joined(spans.iter().map(|&(a, b)| span(a, b)).collect()).map(Vec::from)
    };
    assert_eq!(exactly(&[]), Err(RangesError::None));
    assert_eq!(exactly(&[(1, 2), (3, 3)]), Err(RangesError::Empty(span(3, 3).start())));
    assert_eq!(exactly(&[(1, 3), (2, 4)]), Err(RangesError::Disordered(span(2, 4).start())));
    assert_eq!(exactly(&[(1, 3), (3, 4)]), Ok(vec![span(1, 3), span(3, 4)]));
    assert_eq!(
        joined(&[(3, 4), (1, 3), (6, 6), (8, 9), (8, 12)]),
        Ok(vec![span(1, 4), span(8, 12)])
    );
    assert_eq!(joined(&[(2, 2)]), Err(RangesError::None));
    for bad in ["[]", r#"[{"start":1,"end":1}]"#, r#"[{"start":4,"end":1}]"#] {
        assert!(serde_json::from_str::<Ranges>(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_pair_has_one_key_however_it_is_written() {
    let (a, b) = (entity(1), entity(2));
    let pair = EntityPair::new(b, a);
    assert_eq!(pair.ids(), (a, b));
    let json = serde_json::to_string(&[b, a]).unwrap();
    assert_eq!(serde_json::from_str::<EntityPair>(&json).unwrap(), pair);
}
