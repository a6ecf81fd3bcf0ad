//! Merging, splitting and deciding: each is run, undone and redone by the bench.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use std::collections::BTreeMap;

use actions_support::{Bench, claim, entity, mark, refused, uuid};
use glossator_core::actions::claims::{self, Who};
use glossator_core::actions::entities;
use glossator_core::model::{
    Alias, AliasKind, AttributeName, AttributeValue, Claim, Confidence, Decision, Document,
    DocumentId, Entity, EntityId, EntityPair, Participant,
};
use glossator_core::ops::{AnnotationEdit, EntityEdit, Op};
use glossator_core::query::contradictions;
use glossator_core::text::Text;
use proptest::prelude::*;

const TEXT: &str = "[ORG|The Harbour Authority] and [ORG|MBHA] told [ORG|Port Board] that \
    [claim|it burned]. [PER|Oren Valk] left the [ORG|Port Board].";

// Ids in TEXT: 1 The Harbour Authority, 2 MBHA, 3 Port Board, 4 claim, 5 Oren Valk, 6 Port Board.

fn bench() -> Bench {
    let b = Bench::new(TEXT)
        .with_entity(1, "Harbour Authority", "ORG")
        .with_entity(2, "Port Board", "ORG")
        .with_entity(3, "Oren Valk", "PER")
        .with_entity(4, "Ministry", "ORG");
    linked(b, &[(1, 1), (2, 1), (3, 2), (5, 3), (6, 2)])
}

fn linked(mut b: Bench, links: &[(u128, u128)]) -> Bench {
    for (m, e) in links {
        b.run(entities::link(&b.project, b.document, mark(*m), entity(*e), Confidence::Sure));
    }
    b
}

fn apply(b: &mut Bench, ops: &[Op]) {
    b.project.apply_all(ops).unwrap();
}

fn set(b: &mut Bench, n: u128, edit: EntityEdit) {
    apply(b, &[Op::EditEntity(entity(n), edit)]);
}

fn decide(b: &mut Bench, x: u128, y: u128, decision: Decision) {
    apply(b, &[Op::SetDecision(EntityPair::new(entity(x), entity(y)), Some(decision))]);
}

fn names(b: &Bench, n: u128) -> Vec<&str> {
    b.project.entities()[&entity(n)].aliases.iter().map(|a| a.text.as_str()).collect()
}

#[test]
fn the_entry_that_is_mentioned_most_stays() {
    let b = bench().with_entity(5, "harbour", "ORG");
    let stays = |ids: &[u128]| {
        let ids: Vec<_> = ids.iter().map(|n| entity(*n)).collect();
        entities::who_stays(&b.project, &ids)
    };
    let [one, two, three, four, five] = [1, 2, 3, 4, 5].map(entity);
    // Two mentions each of 1 and 2, one of 3, none of 4 and 5.
    assert_eq!(stays(&[3, 2]), Some((two, vec![three])), "whichever was ticked first");
    assert_eq!(stays(&[2, 3]), Some((two, vec![three])));
    assert_eq!(stays(&[2, 3, 1]), Some((one, vec![two, three])), "of equals the first by name");
    assert_eq!(stays(&[4, 5]), Some((five, vec![four])), "capitals do not count");
    assert_eq!(stays(&[2, 2, 99]), None, "nothing to merge it with");
    assert_eq!(stays(&[]), None);
}

#[test]
fn a_merge_moves_every_reference() {
    let mut b = bench();
    let doc = b.document;
    for m in [1, 3] {
        let who = Who::Mark(mark(m));
        b.run(claims::add_speaker(&b.project, doc, mark(4), who, b.author, mark(20)));
    }
    let about = Participant { role: "owner".to_owned(), entity: entity(2) };
    let other = Claim { participants: vec![about], ..Claim::stating(claim(9), "It has an owner.") };
    let value = AttributeValue::Entity(entity(2));
    let edit = AnnotationEdit::Attribute(AttributeName::from("of"), Some(value));
    apply(&mut b, &[Op::AddClaim(Box::new(other)), Op::EditAnnotation(doc, mark(5), edit)]);
    set(&mut b, 3, EntityEdit::MemberOf(Some(entity(2))));
    set(&mut b, 2, EntityEdit::PartOf(Some(entity(4))));
    set(&mut b, 2, EntityEdit::ExternalId(Some("reg:PB".to_owned())));
    set(&mut b, 2, EntityEdit::Description("the old board".to_owned()));
    decide(&mut b, 2, 4, Decision::NotSame);
    decide(&mut b, 1, 4, Decision::Unsure);

    let preview = entities::merge_preview(&b.project, entity(1), &[entity(2)]).unwrap();
    assert_eq!(preview.aliases, ["Port Board"]);
    assert_eq!((preview.moves, preview.conflicts.len()), (4, 0));
    let title = b.run(entities::merge(&b.project, entity(1), &[entity(2), entity(1)]));
    assert_eq!(title, "Port Board merged into Harbour Authority");

    assert!(!b.project.entities().contains_key(&entity(2)));
    assert_eq!(b.project.entity_use(entity(2)), (0, 0));
    assert_eq!(b.get(6).entity(), Some(entity(1)));
    assert_eq!(b.hops(4)[0].entity, [entity(1)], "one speaker now, named once");
    assert_eq!(b.get(5).attributes.values().next(), Some(&AttributeValue::Entity(entity(1))));
    assert_eq!(b.project.claims()[&claim(9)].participants[0].entity, entity(1));
    assert_eq!(b.project.entities()[&entity(3)].member_of, Some(entity(1)));
    let kept = &b.project.entities()[&entity(1)];
    assert_eq!(names(&b, 1), ["The Harbour Authority", "MBHA", "Port Board"]);
    assert_eq!(kept.part_of, Some(entity(4)));
    assert_eq!(kept.external_id.as_deref(), Some("reg:PB"));
    assert_eq!(kept.description, "the old board");
    let decided: Vec<_> = b.project.decisions().iter().map(|(p, d)| (p.ids(), *d)).collect();
    assert_eq!(decided, [((entity(1), entity(4)), Decision::NotSame)], "an answer beats unsure");
}

#[test]
fn identifiers_of_two_authorities_are_both_kept() {
    let mut b = bench();
    set(&mut b, 1, EntityEdit::ExternalId(Some("reg:MBHA".to_owned())));
    set(&mut b, 2, EntityEdit::ExternalId(Some("wikidata:Q1".to_owned())));
    b.run(entities::merge(&b.project, entity(1), &[entity(2)]));
    let kept = &b.project.entities()[&entity(1)];
    assert_eq!(kept.external_id.as_deref(), Some("reg:MBHA"));
    assert_eq!(kept.description, "also wikidata:Q1");
}

#[test]
fn how_the_authority_is_written_makes_no_other_identifier() {
    let mut b = bench();
    set(&mut b, 1, EntityEdit::ExternalId(Some("Reg:MBHA".to_owned())));
    set(&mut b, 2, EntityEdit::ExternalId(Some("reg:MBHA".to_owned())));
    b.run(entities::merge(&b.project, entity(1), &[entity(2)]));
    let kept = &b.project.entities()[&entity(1)];
    assert_eq!((kept.external_id.as_deref(), kept.description.as_str()), (Some("Reg:MBHA"), ""));
}

#[test]
fn a_merge_that_contradicts_is_refused_and_explained() {
    let merge = |b: &Bench| refused(entities::merge(&b.project, entity(1), &[entity(2)]));
    let mut b = bench();
    decide(&mut b, 2, 4, Decision::Same);
    decide(&mut b, 4, 1, Decision::NotSame);
    assert_eq!(
        merge(&b),
        "It is decided that Harbour Authority is not Ministry and Ministry is Port Board. \
         Take that decision back first"
    );
    let mut b = bench();
    set(&mut b, 1, EntityEdit::ExternalId(Some("reg:1".to_owned())));
    set(&mut b, 2, EntityEdit::ExternalId(Some("reg:2".to_owned())));
    assert_eq!(
        merge(&b),
        "Harbour Authority is reg:1 and Port Board is reg:2. Clear one of the identifiers first"
    );
    let mut b = bench();
    set(&mut b, 1, EntityEdit::PartOf(Some(entity(4))));
    set(&mut b, 4, EntityEdit::PartOf(Some(entity(2))));
    assert_eq!(
        merge(&b),
        "Harbour Authority, which belongs to Ministry, which belongs to Port Board: merged, it \
         would belong to itself. Change that first"
    );
    let b = bench();
    let none = entities::merge(&b.project, entity(1), &[entity(1)]);
    assert_eq!(refused(none), "Choose at least two entities to merge");
    assert!(entities::merge(&b.project, entity(1), &[entity(99)]).is_err());
    let types = entities::merge_preview(&b.project, entity(1), &[entity(3)]).unwrap();
    assert!(!types.conflicts[0].forbids());
}

#[test]
fn a_merge_needs_the_documents_that_name_the_merged() {
    let mut b = bench();
    let text = b.open().text.clone();
    let marks = b.open().marks.iter().cloned().collect::<Vec<_>>();
    let doc = b.document;
    b.project.unload_document(doc);
    assert_eq!(b.project.documents_with(entity(2)), [doc]);
    assert_eq!(b.project.documents_with(entity(4)), []);
    let preview = entities::merge_preview(&b.project, entity(1), &[entity(2)]).unwrap();
    assert_eq!(preview.closed, [doc]);
    assert_eq!(
        refused(entities::merge(&b.project, entity(1), &[entity(2)])),
        "1 document with their mentions must be opened first"
    );
    b.project.load_document(doc, text, marks).unwrap();
    b.run(entities::merge(&b.project, entity(1), &[entity(2)]));
}

#[test]
fn what_nobody_names_is_no_alias_that_matches_by_itself() {
    let mut b = bench().with_entity(5, "two police officials", "PER");
    b.run(entities::merge(&b.project, entity(3), &[entity(5)]));
    let alias = Alias {
        text: "two police officials".to_owned(),
        kind: AliasKind::Contextual,
        auto_match: false,
    };
    assert_eq!(b.project.entities()[&entity(3)].aliases, [alias]);
}

#[test]
fn a_spelling_that_the_search_would_not_find_is_kept() {
    let learnt = |text: &str, name| {
        let b = Bench::new(text).with_entity(1, name, "ORG");
        let b = linked(b, &[(1, 1)]);
        names(&b, 1).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    // An acronym is looked for in capitals, other names in any.
    assert_eq!(learnt("[ORG|Nato] met.", "NATO"), ["Nato"]);
    assert_eq!(learnt("[ORG|NATO] met.", "Nato"), [""; 0]);
    assert_eq!(learnt("[ORG|O\u{2019}Brien] met.", "O'Brien"), [""; 0]);
    let mut b = Bench::new("No words.").with_entity(1, "NATO", "ORG").with_entity(2, "Nato", "ORG");
    b.run(entities::merge(&b.project, entity(1), &[entity(2)]));
    assert_eq!(names(&b, 1), ["Nato"]);
    let mut b = linked(Bench::new("[ORG|Nato] met.").with_entity(1, "Nato", "ORG"), &[(1, 1)]);
    b.run(entities::rename(&b.project, entity(1), "NATO"));
    assert_eq!(names(&b, 1), ["Nato"]);
}

#[test]
fn a_name_of_another_is_looked_for_once_that_is_merged() {
    let b = Bench::new("[ORG|Front] and [ORG|O\u{2019}Brien] met.")
        .with_entity(1, "Front Calder", "ORG")
        .with_entity(2, "Front", "ORG")
        .with_entity(3, "O'Brien", "PER")
        .with_entity(4, "Front", "ORG");
    let mut b = linked(b, &[(1, 1), (2, 1)]);
    let looked_for = |b: &Bench| -> Vec<bool> {
        b.project.entities()[&entity(1)].aliases.iter().map(|a| a.auto_match).collect()
    };
    assert_eq!(looked_for(&b), [false, false], "others are called so");
    b.run(entities::merge(&b.project, entity(1), &[entity(2)]));
    assert_eq!(looked_for(&b), [false, false], "one still is");
    b.run(entities::merge(&b.project, entity(1), &[entity(3), entity(4)]));
    assert_eq!(looked_for(&b), [true, true]);
    assert_eq!(names(&b, 1), ["Front", "O\u{2019}Brien"]);
}

#[test]
fn what_a_merge_leaves_out_is_said() {
    let mut b = bench().with_entity(5, "two officials", "PER").with_entity(6, "officials", "ORG");
    set(&mut b, 5, EntityEdit::GroupSize(Some(2)));
    set(&mut b, 6, EntityEdit::GroupSize(Some(3)));
    set(&mut b, 3, EntityEdit::Label(None));
    let gone = [entity(5), entity(6)];
    let preview = entities::merge_preview(&b.project, entity(3), &gone).unwrap();
    let said: Vec<String> = preview.conflicts.iter().map(|c| c.words(&b.project)).collect();
    assert_eq!(
        said,
        [
            "two officials and officials are of different types; that of two officials stays",
            "two officials and officials are groups of different numbers; that of two officials stays",
        ]
    );
    assert!(!preview.conflicts.iter().any(|c| c.forbids()));
}

#[test]
fn a_split_takes_mentions_speakers_and_names_along() {
    let mut b = bench();
    let doc = b.document;
    b.run(entities::merge(&b.project, entity(1), &[entity(2)]));
    for m in [3, 6, 2] {
        let who = Who::Mark(mark(m));
        b.run(claims::add_speaker(&b.project, doc, mark(4), who, b.author, mark(20)));
    }
    let ticked = [(doc, mark(3)), (doc, mark(6)), (doc, mark(3))];
    let split = |b: &Bench, ticked: &[_], name| {
        entities::split(&b.project, entity(1), ticked, entity(9), name)
    };
    assert_eq!(refused(split(&b, &ticked, " ")), "An entity needs a name");
    assert!(split(&b, &[], "Board").is_err());
    assert_eq!(
        refused(split(&b, &[(doc, mark(5))], "Board")),
        "A chosen mention is not linked to Harbour Authority"
    );
    let title = b.run(split(&b, &ticked, "Old Board"));
    assert_eq!(title, "Old Board split off: Harbour Authority, 2 mentions");
    assert_eq!(names(&b, 9), ["Port Board"]);
    assert_eq!(names(&b, 1), ["The Harbour Authority", "MBHA"]);
    let moved: Vec<_> = [1, 2, 3, 6].map(|m| b.get(m).entity().unwrap()).into();
    assert_eq!(moved, [entity(1), entity(1), entity(9), entity(9)]);
    assert_eq!(b.hops(4)[0].entity, [entity(9), entity(1)], "in the order of their words");
    let pair = EntityPair::new(entity(1), entity(9));
    assert_eq!(b.project.decisions().get(&pair), Some(&Decision::NotSame));
    assert_eq!(
        refused(entities::split(&b.project, entity(9), &ticked, entity(10), "Board")),
        "All mentions of Old Board are chosen; rename it instead"
    );
}

#[test]
fn a_name_that_a_split_takes_along_is_looked_for_as_before() {
    let text = "[ORG|the group] and [ORG|Habour Front], [ORG|HF] and [ORG|Harbour Front].";
    let b = Bench::new(text).with_entity(1, "Harbour Front", "ORG");
    let mut b = linked(b, &[(1, 1), (2, 1), (3, 1), (4, 1)]);
    let one = entity(1);
    let kind = AliasKind::Misspelling;
    b.run(entities::set_alias_kind(&b.project, one, "Habour Front", kind));
    b.run(entities::set_auto_match(&b.project, one, "Habour Front", false));
    let ticked = [1, 2, 3].map(|m| (b.document, mark(m)));
    let before = b.project.entities()[&one].aliases.clone();
    b.run(entities::split(&b.project, one, &ticked, entity(9), "Front"));
    assert_eq!(b.project.entities()[&entity(9)].aliases, before);
    assert_eq!(names(&b, 1), [""; 0]);
    // Words that the entry before never learnt.
    let b = Bench::new("[ORG|the group] of [ORG|HF], [ORG|Harbour Front].");
    let mut b = linked(b.with_entity(1, "Harbour Front", "ORG"), &[(1, 1), (2, 1), (3, 1)]);
    set(&mut b, 1, EntityEdit::Aliases(Vec::new()));
    let ticked = [1, 2].map(|m| (b.document, mark(m)));
    b.run(entities::split(&b.project, one, &ticked, entity(9), "Front"));
    let aliases = &b.project.entities()[&entity(9)].aliases;
    let known: Vec<_> = aliases.iter().map(|a| (a.text.as_str(), a.kind, a.auto_match)).collect();
    assert_eq!(
        known,
        [("the group", AliasKind::Contextual, false), ("HF", AliasKind::Acronym, true)]
    );
}

#[test]
fn mentions_move_to_another_entry_in_one_step() {
    let mut b = bench();
    let ticked = [(b.document, mark(2)), (b.document, mark(3)), (b.document, mark(6))];
    let title = b.run(entities::move_mentions(&b.project, &ticked, entity(2)));
    assert_eq!(title, "Linked to Port Board: 1 mention");
    assert_eq!(names(&b, 2), ["MBHA"]);
    assert_eq!(
        refused(entities::move_mentions(&b.project, &ticked, entity(2))),
        "They are linked to Port Board already"
    );
    assert!(entities::move_mentions(&b.project, &ticked, entity(99)).is_err());
}

/// A second document with the same text and marks of their own.
fn second(b: &mut Bench) -> DocumentId {
    let document = DocumentId::new(uuid(50));
    let text = Text::new("Port Board, again.").unwrap();
    let a = glossator_core::model::Annotation {
        id: mark(51),
        document,
        ranges: glossator_core::model::Ranges::one(text.span_at(0.."Port Board".len()).unwrap())
            .unwrap(),
        ..b.get(3).clone()
    };
    b.project.provide_text(document, text.clone());
    let add = Op::AddDocument(Box::new(Document::new(document, "two.txt", &text)));
    apply(b, &[add, Op::AddAnnotation(Box::new(a))]);
    document
}

#[test]
fn actions_reach_across_documents() {
    let mut b = bench();
    let two = second(&mut b);
    assert_eq!(b.project.documents_with(entity(2)), [b.document, two]);
    let ticked = [(two, mark(51))];
    b.run(entities::split(&b.project, entity(2), &ticked, entity(9), "Port Board"));
    assert_eq!(b.project.documents_with(entity(9)), [two]);
    b.run(entities::merge(&b.project, entity(4), &[entity(1)]));
    let apart = entities::merge(&b.project, entity(2), &[entity(9)]);
    assert!(refused(apart).starts_with("It is decided that"));
}

#[test]
fn contradictions_come_with_the_path() {
    let mut b = bench();
    decide(&mut b, 1, 2, Decision::Same);
    decide(&mut b, 2, 4, Decision::Same);
    decide(&mut b, 3, 4, Decision::NotSame);
    assert_eq!(contradictions(&b.project), []);
    decide(&mut b, 1, 4, Decision::NotSame);
    set(&mut b, 2, EntityEdit::ExternalId(Some("reg:2".to_owned())));
    set(&mut b, 4, EntityEdit::ExternalId(Some("REG:4".to_owned())));
    let words: Vec<String> =
        contradictions(&b.project).iter().map(|c| c.words(&b.project)).collect();
    assert_eq!(
        words,
        [
            "Harbour Authority is Port Board, Port Board is Ministry, \
             but Harbour Authority is not Ministry",
            "Port Board is Ministry, but Port Board is reg:2 and Ministry is REG:4",
        ]
    );
}

#[test]
fn circles_in_stored_records_are_found_once() {
    let mut b = bench();
    let mut records: BTreeMap<EntityId, _> = b.project.entities().clone();
    for (from, to) in [(1, 2), (2, 4), (4, 1), (3, 1)] {
        records.get_mut(&entity(from)).unwrap().part_of = Some(entity(to));
    }
    let entities = records.into_values().collect();
    b.project.load_registers(glossator_core::ops::Registers { entities, ..Default::default() });
    let found = contradictions(&b.project);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].words(&b.project),
        "Harbour Authority is part of Port Board, Port Board is part of Ministry, \
         and Ministry is part of Harbour Authority"
    );
    assert!(entities::merge(&b.project, entity(1), &[entity(3)]).is_err(), "ends all the same");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_merge_loses_no_reference(
        links in proptest::collection::vec(1u128..5, 5),
        wholes in proptest::collection::vec((1u128..5, 1u128..5), 0..4),
        decided in proptest::collection::vec((1u128..5, 1u128..5, 0usize..3), 0..4),
        gone in proptest::collection::vec(1u128..5, 1..4),
    ) {
        let mut b = bench();
        for (m, e) in [1, 2, 3, 5, 6].into_iter().zip(links) {
            let edit = entities::link(&b.project, b.document, mark(m), entity(e), Confidence::Sure);
            if edit.is_ok() {
                b.run(edit);
            }
        }
        for (part, whole) in wholes {
            let op = Op::EditEntity(entity(part), EntityEdit::PartOf(Some(entity(whole))));
            let _ = b.project.apply_all(&[op]);
        }
        for (x, y, d) in decided {
            let decision = [Decision::Same, Decision::NotSame, Decision::Unsure][d];
            let pair = EntityPair::new(entity(x), entity(y));
            let _ = b.project.apply_all(&[Op::SetDecision(pair, Some(decision))]);
        }
        let all = [1, 2, 3, 4].map(entity);
        let total = |b: &Bench| all.iter().map(|e| b.project.entity_use(*e).0).sum::<u32>();
        let before = total(&b);
        let gone: Vec<EntityId> = gone.into_iter().map(entity).collect();
        let sound = contradictions(&b.project).is_empty();
        // What is not refused applies, and can be undone and redone.
        if let Ok(edit) = entities::merge(&b.project, entity(1), &gone) {
            b.run(Ok(edit));
            prop_assert_eq!(total(&b), before);
            for id in gone.iter().filter(|id| **id != entity(1)) {
                prop_assert!(!b.project.entities().contains_key(id));
            }
            prop_assert!(!sound || contradictions(&b.project).is_empty());
        }
    }
}

#[test]
fn a_decision_about_very_many_is_kept_small_or_refused() {
    let mut b = bench();
    let many: Vec<EntityId> = (1_000..2_000).map(entity).collect();
    let add = |id: &EntityId| Op::AddEntity(Box::new(Entity::named(*id, format!("{id}"), None)));
    apply(&mut b, &many.iter().map(add).collect::<Vec<_>>());
    for decision in [Decision::NotSame, Decision::Unsure] {
        let why = refused(entities::decide(&b.project, &many, Some(decision)));
        assert!(why.contains("too many for one step"), "{why}");
    }
    // Two that were held apart, away from the first.
    b.run(entities::decide(&b.project, &many[5..7], Some(Decision::NotSame)));
    let edit = entities::decide(&b.project, &many, Some(Decision::Same)).unwrap();
    assert_eq!(edit.ops.len(), 1_000);
    b.run(Ok(edit));
    assert!(contradictions(&b.project).is_empty());
    assert!(entities::decide(&b.project, &many, Some(Decision::Same)).is_err());
    let edit = entities::decide(&b.project, &many, None).unwrap();
    assert_eq!(edit.ops.len(), 1_000, "takes back what there is");
    b.run(Ok(edit));
    assert!(b.project.decisions().is_empty());
}
