//! The register as a list.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, entity, mark};
use glossator_core::actions::claims::{self, Who};
use glossator_core::actions::{entities, labels};
use glossator_core::model::{
    Annotator, AnnotatorId, Confidence, Decision, Label, LabelId, LayerId, Project, ProjectId,
    Timestamp,
};
use glossator_core::query::{
    Register, RegisterFilter, RegisterSort, decisions_about, document_bars,
    documents_with_unlinked, merge_words,
};
use glossator_core::sample;
use uuid::Uuid;

fn bench() -> Bench {
    let mut b = Bench::new(
        "[ORG|MBHA] and [ORG|MBHA] and [PER|Zoë Ünal] said on [DATE|Tuesday] that \
         [claim|it burned] and [claim|it leaked]; [PER|Tamm] left.",
    )
    .with_entity(1, "Marrow Bay Harbour Authority", "ORG")
    .with_entity(2, "Zoë Ünal", "PER")
    .with_entity(3, "ärgerlich", "ORG");
    let doc = b.document;
    for (m, e) in [(1, 1), (2, 1), (3, 2)] {
        b.run(entities::link(&b.project, doc, mark(m), entity(e), Confidence::Sure));
    }
    for claim in [5, 6] {
        for speaker in [1, 2] {
            let who = Who::Mark(mark(speaker));
            b.run(claims::add_speaker(&b.project, doc, mark(claim), who, b.author, mark(20)));
        }
    }
    b.run(entities::set_external_id(&b.project, entity(1), "reg:MB-01"));
    b
}

#[test]
fn rows_count_mentions_by_document_and_claims_spoken_in() {
    let b = bench();
    let register = Register::of(&b.project);
    let row = register.row(&b.project, entity(1)).unwrap();
    assert_eq!((row.mentions, row.speaks), (2, 2), "two speakers of one claim are one entity");
    assert_eq!(row.by_document, [(b.document, 2)]);
    assert_eq!(row.aliases, ["MBHA"]);
    assert_eq!(row.external_id.as_deref(), Some("reg:MB-01"));
    let none = register.row(&b.project, entity(3)).unwrap();
    assert_eq!((none.mentions, none.speaks, none.by_document), (0, 0, Vec::new()));
    assert_eq!(register.row(&b.project, entity(9)), None);
    let counts = register.counts;
    assert_eq!((counts.entities, counts.mentions, counts.unlinked), (3, 3, 1), "no dates");
}

#[test]
fn entries_by_words_type_and_order() {
    let b = bench();
    let register = Register::of(&b.project);
    let list = |words: &str, label: Option<&str>, sort| {
        let filter = RegisterFilter { label: label.map(LabelId::new), words: words.to_owned() };
        let found = register.list(&filter, sort);
        found.into_iter().map(|id| (1..=3).find(|n| entity(*n) == id).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(list("", None, RegisterSort::Mentions), [1, 2, 3]);
    assert_eq!(list("", None, RegisterSort::Name), [3, 1, 2]);
    assert_eq!(list("", None, RegisterSort::Recent), [3, 2, 1]);
    for (words, want) in [
        ("unal zoe", vec![2]),
        (" mbha ", vec![1]),
        ("MB-01", vec![1]),
        ("bay unal", vec![]),
        ("a", vec![1, 2, 3]),
    ] {
        assert_eq!(list(words, None, RegisterSort::Mentions), want, "{words}");
    }
    assert_eq!(list("", Some("ORG"), RegisterSort::Mentions), [1, 3]);
    assert!(list("", Some("LOC"), RegisterSort::Mentions).is_empty());
    assert!(list("", Some("gone"), RegisterSort::Mentions).is_empty());
}

#[test]
fn a_merge_is_told_before_it_is_done() {
    let mut b = bench();
    let words = merge_words(&b.project, entity(1), &[entity(3)]).unwrap();
    assert_eq!(words.does, "Marrow Bay Harbour Authority stays; “ärgerlich” becomes its alias.");
    assert!(words.against.is_empty() && !words.forbidden);
    let types = merge_words(&b.project, entity(1), &[entity(2)]).unwrap();
    assert!(types.does.ends_with(" 1 reference moves."), "{}", types.does);
    assert_eq!((types.against.len(), types.forbidden), (1, false), "types differ, no more");
    b.run(entities::decide(&b.project, &[entity(1), entity(3)], Some(Decision::NotSame)));
    let words = merge_words(&b.project, entity(1), &[entity(3)]).unwrap();
    assert!(words.forbidden);
    assert_eq!(decisions_about(&b.project, entity(3)), [(entity(1), Decision::NotSame)]);
    assert!(decisions_about(&b.project, entity(2)).is_empty());
}

fn sample() -> Project {
    let mut n = 0;
    let mut ids = || {
        n += 1;
        Uuid::from_u128(n)
    };
    let annotator = Annotator { id: AnnotatorId::new(ids()), name: String::new() };
    let (project, layer) = (ProjectId::new(ids()), LayerId::new(ids()));
    sample::build(project, annotator, layer, Timestamp::from_millis(0), &mut ids).unwrap()
}

#[test]
fn bars_stand_for_documents_or_for_parts_of_them() {
    let b = bench();
    let register = Register::of(&b.project);
    let bars = |n, most| {
        let row = register.row(&b.project, entity(n)).unwrap();
        document_bars(&b.project, &row.by_document, most)
    };
    assert_eq!(bars(1, 8), [4]);
    assert_eq!(bars(3, 8), [0], "no mention");
    let sample = sample();
    let counts: Vec<_> = sample.documents().keys().copied().zip([8, 0, 1, 4, 0]).collect();
    let counts: Vec<_> = counts.into_iter().filter(|(_, n)| *n > 0).collect();
    assert_eq!(document_bars(&sample, &counts, 8), [4, 0, 1, 2, 0]);
    assert_eq!(document_bars(&sample, &counts, 2), [4, 2], "parts of the list");
}

#[test]
fn documents_with_unlinked_mentions_are_known_from_counts() {
    let mut b = bench();
    let doc = b.document;
    assert_eq!(documents_with_unlinked(&b.project), [doc]);
    b.run(entities::link(&b.project, doc, mark(7), entity(3), Confidence::Sure));
    assert!(documents_with_unlinked(&b.project).is_empty());
    assert_eq!(Register::of(&b.project).counts.unlinked, 0);

    // Links of a label that has no entries any more do not make up for others.
    b.run(entities::unlink(&b.project, doc, mark(7)));
    let org = b.project.schema().label(&LabelId::new("ORG")).unwrap();
    b.run(labels::edit(&b.project, Label { has_entity: false, ..org.clone() }));
    assert_eq!(b.get(1).entity(), Some(entity(1)), "the links are there");
    assert_eq!(documents_with_unlinked(&b.project), [doc]);
    assert_eq!(Register::of(&b.project).counts.unlinked, 1);
}

#[test]
fn an_entry_can_be_made_before_any_text_names_it() {
    let mut b = bench();
    let org = LabelId::new("ORG");
    assert_eq!(
        b.run(entities::create(&b.project, entity(9), " Harbour  Board ", Some(&org))),
        "Entity added: Harbour Board"
    );
    assert_eq!(b.project.entities()[&entity(9)].label, Some(org));
    let date = LabelId::new("DATE");
    assert!(entities::create(&b.project, entity(8), "x", Some(&date)).is_err(), "a value");
    assert!(entities::create(&b.project, entity(8), " ", None).is_err());
}
