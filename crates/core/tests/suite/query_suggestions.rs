//! What the register proposes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, entity, mark, refused};
use glossator_core::actions::claims::{self, Who};
use glossator_core::actions::entities;
use glossator_core::model::{
    AliasKind, Annotation, Anonymity, Body, Confidence, Decision, EntityId, Level,
};
use glossator_core::ops::Op;
use glossator_core::query::{EntityIndex, Match, candidates, suggested_links, suggested_pairs_of};
use proptest::prelude::*;

fn pairs(b: &Bench) -> Vec<(u128, u128, Match)> {
    let index = EntityIndex::of(&b.project);
    let all: Vec<EntityId> = b.project.entities().keys().copied().collect();
    let found = suggested_pairs_of(&b.project, &index, &all);
    let number = |id| (1..99).find(|n| entity(*n) == id).unwrap();
    found.iter().map(|f| (number(f.pair.ids().0), number(f.pair.ids().1), f.why)).collect()
}

fn register(names: &[(&str, &str)]) -> Bench {
    let mut b = Bench::new("[PER|he] said [claim|it burned].");
    for (n, (name, label)) in (1..).zip(names) {
        b = b.with_entity(n, name, label);
    }
    b
}

#[test]
fn pairs_that_are_probably_the_same() {
    let b = register(&[
        ("Marrow Bay Harbour Authority", "ORG"),
        ("Marrow Bay Port Authority", "ORG"),
        ("MBHA", "ORG"),
        ("Oren Valk", "PER"),
        ("Valk", "PER"),
        ("Oren Tamm", "PER"),
        ("Marrow Bay", "LOC"),
        ("Valk", "ORG"),
        ("Sela Marchetti", "PER"),
        ("Séla Marcheti", "PER"),
        ("نقابة عمال الميناء", "ORG"),
        ("نقابة عمّال الميناء", "ORG"),
    ]);
    assert_eq!(
        pairs(&b),
        [
            (11, 12, Match::Name),
            (1, 3, Match::Initials),
            (9, 10, Match::Similar),
            (1, 2, Match::Within),
            (4, 5, Match::Within),
        ]
    );
    let index = EntityIndex::of(&b.project);
    assert_eq!(suggested_pairs_of(&b.project, &index, &[entity(1), entity(3)]).len(), 2);
}

#[test]
fn what_is_decided_or_different_is_not_suggested() {
    let mut b = register(&[("Oren Valk", "PER"), ("Oren Valk", "PER"), ("Oren Valk", "PER")]);
    assert_eq!(pairs(&b).len(), 3);
    let title = b.run(entities::decide(&b.project, &[entity(1), entity(2)], Some(Decision::Same)));
    assert_eq!(title, "The same: Oren Valk and Oren Valk");
    let apart = [entity(2), entity(3)];
    b.run(entities::decide(&b.project, &apart, Some(Decision::NotSame)));
    assert_eq!(pairs(&b), [], "1 is 2, which is not 3");
    assert_eq!(
        refused(entities::decide(&b.project, &apart, Some(Decision::NotSame))),
        "Not the same: so already"
    );
    b.run(entities::decide(&b.project, &apart, None));
    assert_eq!(pairs(&b).len(), 2);
    let all = [entity(1), entity(2), entity(3)];
    b.run(entities::decide(&b.project, &all, Some(Decision::Unsure)));
    assert_eq!(b.project.decisions().len(), 3);
    assert_eq!(pairs(&b), []);
    assert!(entities::decide(&b.project, &[entity(1), entity(1)], None).is_err());
    assert!(entities::decide(&b.project, &[entity(1), entity(9)], None).is_err());
    let mut b = register(&[("Islamic State", "ORG"), ("Islamic State", "ORG")]);
    b.run(entities::set_part_of(&b.project, entity(2), Some(entity(1))));
    assert_eq!(pairs(&b), []);
}

#[test]
fn who_is_not_named_is_never_suggested() {
    let mut b = register(&[
        ("two police officials", "PER"),
        ("two police officials", "PER"),
        ("A police official", "PER"),
        ("A police official", "PER"),
        ("The Spokesman", "PER"),
        ("The Spokesman", "PER"),
        ("Staff", "ORG"),
        ("Staff", "ORG"),
    ]);
    assert_eq!(pairs(&b).len(), 3, "written with capitals they look like names");
    b.run(entities::set_group_size(&b.project, entity(3), Some(2)));
    assert_eq!(pairs(&b).len(), 2);
    b.run(entities::set_level(&b.project, b.document, mark(1), Some(Level::Nom)));
    b.run(entities::link(&b.project, b.document, mark(1), entity(5), Confidence::Sure));
    assert_eq!(pairs(&b), [(7, 8, Match::Name)], "mentioned by noun phrases only");
    let doc = b.document;
    let who = Who::Entity(entity(7));
    b.run(claims::add_speaker(&b.project, doc, mark(2), who, b.author, mark(20)));
    b.run(claims::set_anonymity(&b.project, doc, mark(2), Anonymity::AnonymousRequested));
    assert_eq!(pairs(&b), [], "speaks anonymously");
}

#[test]
fn unlinked_mentions_of_what_the_register_knows() {
    let mut b = Bench::new(
        "[ORG|MBHA] and [PER|mbha] and [ORG|the group] and [ORG|M.B.H.A.] and [DATE|MBHA] and \
         [PER|two officials]; [ORG|Board] [PER|Oren\nValk’s].",
    )
    .with_entity(1, "Marrow Bay Harbour Authority", "ORG")
    .with_entity(2, "two officials", "PER")
    .with_entity(3, "Oren Valk", "PER");
    for alias in ["MBHA", "the group", "Board"] {
        b.run(entities::add_alias(&b.project, entity(1), alias));
    }
    b.run(entities::set_alias_kind(&b.project, entity(1), "the group", AliasKind::Contextual));
    b.run(entities::set_auto_match(&b.project, entity(1), "Board", false));
    let index = EntityIndex::of(&b.project);
    let found = suggested_links(&b.project, &index, b.document);
    let links: Vec<_> = found.iter().map(|f| (f.annotation, f.entities.clone())).collect();
    assert_eq!(
        links,
        [(mark(1), vec![entity(1)]), (mark(4), vec![entity(1)]), (mark(8), vec![entity(3)]),]
    );
    let mut p = b.project.clone();
    let region = Annotation {
        id: mark(30),
        label: Some("boilerplate".into()),
        body: Body::Region { exclude: true },
        ..b.get(8).clone()
    };
    p.apply_all(&[Op::AddAnnotation(Box::new(region))]).unwrap();
    let found_there = suggested_links(&p, &index, b.document);
    assert_eq!(found_there.len(), 2, "not where a region is excluded");
    let all: Vec<_> = found.iter().map(|f| (b.document, f.annotation, f.entities[0])).collect();
    let title = b.run(entities::link_many(&b.project, &all));
    assert_eq!(title, "Linked: 3 mentions");
    assert_eq!(suggested_links(&b.project, &index, b.document), []);
    assert_eq!(refused(entities::link_many(&b.project, &all)), "There is nothing to link");
}

#[test]
fn the_index_follows_changes() {
    let mut b = register(&[("Oren Valk", "PER")]);
    let mut index = EntityIndex::of(&b.project);
    let edit = entities::rename(&b.project, entity(1), "Idris Tamm").unwrap();
    let add = Op::AddEntity(Box::new(glossator_core::model::Entity::named(
        entity(2),
        "Sela Marchetti",
        None,
    )));
    let (undo, changes) = b.project.apply_all(&[edit.ops, vec![add]].concat()).unwrap();
    index.update(&b.project, &changes);
    let found = |b: &Bench, index: &EntityIndex, text: &str| -> Vec<String> {
        let found = index.candidates(&b.project, text, None, 9);
        found.into_iter().map(|c| c.name).collect()
    };
    assert_eq!(found(&b, &index, "tamm"), ["Idris Tamm"]);
    assert_eq!(found(&b, &index, "marchetti"), ["Sela Marchetti"]);
    assert!(found(&b, &index, "valk").is_empty());
    let (_, changes) = b.project.apply_all(&undo).unwrap();
    index.update(&b.project, &changes);
    assert_eq!(found(&b, &index, "valk"), ["Oren Valk"]);
    assert!(found(&b, &index, "marchetti").is_empty());
}

proptest! {
    #[test]
    fn the_index_finds_what_comparing_every_entry_finds(
        names in proptest::collection::vec("[abAB]{1,5}([ -][abcIS]{1,8}){0,3}", 1..12),
        text in "[abAB]{1,5}([ -][abcIS]{1,8}){0,2}",
    ) {
        let all: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), "ORG")).collect();
        let b = register(&all);
        let index = EntityIndex::of(&b.project);
        let slow = candidates(&b.project, &text, None);
        prop_assert_eq!(index.candidates(&b.project, &text, None, 99), slow);
    }
}

#[test]
fn what_belongs_to_what_goes_in_no_circle() {
    let mut b = register(&[("Branch", "ORG"), ("Group", "ORG"), ("League", "ORG")]);
    let part = |b: &Bench, n, of: Option<u128>| {
        entities::set_part_of(&b.project, entity(n), of.map(entity))
    };
    assert_eq!(b.run(part(&b, 1, Some(2))), "Branch is part of Group");
    b.run(part(&b, 2, Some(3)));
    assert_eq!(refused(part(&b, 1, Some(2))), "Branch is part of Group already");
    assert_eq!(refused(part(&b, 1, Some(1))), "Branch cannot be part of itself");
    assert_eq!(
        refused(part(&b, 3, Some(1))),
        "That would go round in a circle: League, which would be part of Branch, which would be \
         part of Group, which would be part of League"
    );
    assert_eq!(b.run(part(&b, 1, None)), "Branch is no longer part of anything");
    assert_eq!(refused(part(&b, 1, None)), "Branch is not part of anything");
    let title = b.run(entities::set_member_of(&b.project, entity(3), Some(entity(1))));
    assert_eq!(title, "League is a member of Branch");
    assert!(entities::set_member_of(&b.project, entity(3), Some(entity(9))).is_err());
}

#[test]
fn group_sizes_and_aliases() {
    let mut b = register(&[("Crew", "PER")]);
    let size = |b: &Bench, n| entities::set_group_size(&b.project, entity(1), n);
    assert_eq!(b.run(size(&b, Some(7))), "Crew: 7");
    assert_eq!(refused(size(&b, Some(0))), "A group has at least one member");
    assert!(size(&b, Some(7)).is_err());
    b.run(size(&b, None));
    b.run(entities::add_alias(&b.project, entity(1), "the men"));
    let kind = |b: &Bench, kind| entities::set_alias_kind(&b.project, entity(1), "the men", kind);
    let auto = |b: &Bench, on| entities::set_auto_match(&b.project, entity(1), "the men", on);
    assert_eq!(refused(auto(&b, true)), "“the men” is looked for already");
    assert_eq!(b.run(kind(&b, AliasKind::Contextual)), "“the men” is a name in its context only");
    assert!(!b.project.entities()[&entity(1)].aliases[0].auto_match);
    assert!(refused(auto(&b, true)).ends_with("change its kind first"));
    b.run(kind(&b, AliasKind::Misspelling));
    b.run(auto(&b, true));
    assert!(entities::set_auto_match(&b.project, entity(1), "nobody", true).is_err());
}
