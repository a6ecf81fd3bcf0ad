//! Finding labels, entities, claims and documents for the palette.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, entity, mark, uuid};
use glossator_core::actions::{documents as edit, entities as register};
use glossator_core::model::{Document, DocumentId, Kind, MetaField};
use glossator_core::ops::Op;
use glossator_core::query::search::{self, Found, Typed};
use glossator_core::text::Text;

fn titles<I>(found: &[Found<I>]) -> Vec<&str> {
    found.iter().map(|f| f.title.as_str()).collect()
}

#[test]
fn labels_by_name_or_tag_with_their_keys() {
    let b = Bench::new("x");
    let found = search::labels(&b.project, &Typed::new("per"), &[Kind::Mention], 8);
    assert_eq!(titles(&found), ["Person", "Percentage"]);
    assert_eq!(
        (found[0].tag.clone(), found[0].key.as_deref()),
        (Some(("PER".to_owned(), 1)), Some("1"))
    );
    assert_eq!(
        titles(&search::labels(&b.project, &Typed::new("qty"), &[Kind::Mention], 8)),
        ["Quantity"]
    );
    assert_eq!(search::labels(&b.project, &Typed::new("boiler"), &[Kind::Mention], 8).len(), 0);
    assert_eq!(
        search::labels(&b.project, &Typed::default(), &[Kind::Mention, Kind::Region], 5).len(),
        5
    );
}

#[test]
fn entities_by_any_name_and_which_it_was() {
    let mut b =
        Bench::new("x").with_entity(1, "Oren Valk", "PER").with_entity(2, "Valk Shipping", "ORG");
    b.run(register::add_alias(&b.project, entity(1), "the spokesman"));
    let found = search::entities(&b.project, &Typed::new("valk"), 8);
    assert_eq!(titles(&found), ["Valk Shipping", "Oren Valk"]);
    let found = search::entities(&b.project, &Typed::new("spokes"), 8);
    assert_eq!((titles(&found), found[0].detail.as_str()), (vec!["Oren Valk"], "the spokesman"));
}

#[test]
fn claims_and_what_a_mark_is_called() {
    let b =
        Bench::new("[claim|Nine died] and [claim|six\ndied], said [PER|Oren Valk] [cue|twice].");
    assert_eq!(titles(&search::claims(&b.project, &Typed::new("died six"), 8)), ["six\ndied"]);
    let name = |n| search::mark_name(&b.project, b.open(), mark(n));
    assert_eq!(name(2).unwrap(), "Claim 2");
    assert_eq!(name(3).unwrap(), "Person: Oren Valk");
    assert_eq!(name(4).unwrap(), "Cue word: twice");
    assert_eq!(name(9), None);
}

#[test]
fn documents_by_title_name_and_publisher() {
    let mut b = Bench::new("x");
    b.run(edit::set_meta(&b.project, b.document, MetaField::Title, "Four dead in blaze"));
    for (typed, detail) in [("blaze four", "one.txt"), ("one.t", "one.txt")] {
        let found = search::documents(&b.project, &Typed::new(typed), 8);
        assert_eq!(
            (titles(&found), found[0].detail.as_str()),
            (vec!["Four dead in blaze"], detail)
        );
    }
    b.run(edit::set_meta(&b.project, b.document, MetaField::Publisher, "Courier"));
    let found = search::documents(&b.project, &Typed::new("cour"), 8);
    assert_eq!(found[0].detail, "Courier");
}

#[test]
fn one_of_ten_thousand_documents_is_found() {
    let mut b = Bench::new("x");
    let text = Text::new("x").unwrap();
    let ops: Vec<Op> = (100..10_100)
        .map(|n| {
            let name = format!("Report {n} of the harbour authority about the fuel depot.txt");
            Op::AddDocument(Box::new(Document::new(DocumentId::new(uuid(n)), name, &text)))
        })
        .collect();
    b.project.apply_all(&ops).unwrap();
    let found = search::documents(&b.project, &Typed::new("depot 9999"), 8);
    assert_eq!(found.len(), 1);
}
