//! The register as a list.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod actions_support;

use actions_support::{Bench, entity, mark};
use glossator_core::actions::claims::{self, Who};
use glossator_core::actions::entities;
use glossator_core::model::{Confidence, LabelId};
use glossator_core::query::{Register, RegisterFilter, RegisterSort};

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
