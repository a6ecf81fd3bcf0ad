//! Applying operations: inverses, and all or nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::support;

use std::collections::BTreeSet;

use glossator_core::model::*;
use glossator_core::ops::*;
use proptest::prelude::*;
use support::random::Random;
use support::random::variants::{every_variant, variant};
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
