//! The sample project is whole, and its offsets are those of its texts.
#![allow(clippy::unwrap_used)]

use crate::support::dangling;
use std::collections::BTreeMap;

use glossator_core::model::{
    Annotator, AnnotatorId, ClaimLinkType, Kind, LayerId, Project, ProjectId, Timestamp,
};
use glossator_core::sample;
use uuid::Uuid;

fn build() -> Project {
    let mut n = 1;
    let mut ids = || {
        n += 1;
        Uuid::from_u128(n)
    };
    let annotator = Annotator { id: AnnotatorId::new(ids()), name: "Ada".to_owned() };
    let layer = LayerId::new(ids());
    let at = Timestamp::from_millis(1_773_474_120_000);
    sample::build(ProjectId::new(Uuid::from_u128(1)), annotator, layer, at, &mut ids).unwrap()
}

#[test]
fn every_annotation_has_the_words_of_its_text() {
    let project = build();
    let mut counts = BTreeMap::new();
    for document in project.documents().values() {
        let open = project.open(document.id).unwrap();
        for a in open.marks.iter() {
            let spans = a.ranges.as_slice().iter();
            let words: Vec<&str> = spans.map(|s| open.text.slice(*s).unwrap()).collect();
            assert_eq!(words.join(" "), a.exact);
            *counts.entry((document.name.clone(), a.kind().as_str())).or_insert(0) += 1;
        }
        assert_eq!(dangling(&project, document.id), []);
    }
    let count = |name: &str| {
        Kind::ALL.map(|k| counts.get(&(name.to_owned(), k.as_str())).copied().unwrap_or(0))
    };
    // mention, claim, source, cue, evidence, region
    assert_eq!(count("lantern-01.txt"), [28, 6, 2, 5, 0, 1]);
    assert_eq!(count("courier-01.txt"), [55, 12, 2, 13, 0, 3]);
    assert_eq!(count("northline-01.txt"), [40, 13, 3, 16, 0, 2]);
    assert_eq!(count("standard-01.txt"), [22, 5, 2, 5, 0, 1]);
    assert_eq!(count("marfa-01.txt"), [4, 1, 0, 1, 0, 0]);
}

/// Repeated words are at the right one of their places: checksums over the starts of all
/// ranges, computed from the sources by a few lines of Python.
#[test]
fn every_annotation_is_where_python_finds_it() {
    let project = build();
    let checksum = |name: &str| {
        let id = project.documents().values().find(|d| d.name == name).unwrap().id;
        let open = project.open(id).unwrap();
        let spans = open.marks.iter().flat_map(|a| a.ranges.as_slice());
        let starts = spans.map(|s| u64::from(open.text.byte_to_char(s.start()).unwrap().get()));
        starts.map(|at| at * (1 + at % 7)).sum::<u64>()
    };
    assert_eq!(checksum("lantern-01.txt"), 55_170);
    assert_eq!(checksum("courier-01.txt"), 212_065);
    assert_eq!(checksum("northline-01.txt"), 178_682);
    assert_eq!(checksum("standard-01.txt"), 37_167);
    assert_eq!(checksum("marfa-01.txt"), 448);
}

#[test]
fn the_sample_is_whole() {
    let project = build();
    assert_eq!(project.documents().len(), 5);
    let names: Vec<&str> = project.documents().values().map(|d| d.name.as_str()).collect();
    assert_eq!(names[0], "lantern-01.txt", "in the order of the file");
    assert_eq!((project.entities().len(), project.claims().len()), (36, 18));
    assert_eq!(project.claim_links().len(), 11);
    // The later claim updates the earlier one.
    let updates: Vec<(&str, &str)> = project
        .claim_links()
        .values()
        .filter(|l| l.kind == ClaimLinkType::Updates)
        .map(|l| (project.claims()[&l.from].text.as_str(), project.claims()[&l.to].text.as_str()))
        .collect();
    assert_eq!(updates.len(), 1);
    assert!(updates[0].0.starts_with("About 2 million"), "{updates:?}");
}

#[test]
fn texts_have_no_trailing_line_end() {
    let project = build();
    for id in project.documents().keys() {
        let text = &project.open(*id).unwrap().text;
        assert!(!text.as_str().contains('\r') && !text.as_str().ends_with('\n'));
    }
}
