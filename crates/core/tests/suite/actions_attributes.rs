//! Attributes of labels: each action is run, undone and redone by the bench.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, entity, mark, refused};
use glossator_core::actions::labels;
use glossator_core::actions::marks;
use glossator_core::model::{
    AppliesTo, AttributeDef, AttributeName, AttributeType, AttributeValue, Kind, LabelId,
};
use glossator_core::query::foreign_attributes;

fn id(s: &str) -> LabelId {
    LabelId::new(s)
}

// ---- attributes ----

fn attribute(b: &Bench) -> AttributeDef {
    b.project.schema().attributes[0].clone()
}

#[test]
fn attributes_are_added_once_and_removed_without_their_values() {
    let mut b = Bench::new("[PER|Ada]");
    let def = labels::new_attribute(
        " held \n office ",
        AppliesTo::Kind(Kind::Mention),
        AttributeType::Text,
    );
    assert_eq!(
        b.run(labels::add_attribute(&b.project, def.clone())),
        "Attribute added: held office"
    );
    assert_eq!(
        refused(labels::add_attribute(&b.project, def)),
        "There is already an attribute named held office"
    );
    let empty = labels::new_attribute(" ", AppliesTo::Kind(Kind::Mention), AttributeType::Text);
    assert_eq!(refused(labels::add_attribute(&b.project, empty)), "An attribute needs a name");
    let nowhere =
        labels::new_attribute("x", AppliesTo::Labels(vec![id("NONE")]), AttributeType::Text);
    assert_eq!(refused(labels::add_attribute(&b.project, nowhere)), "There is no label NONE");

    let name = AttributeName::new("held office");
    let value = AttributeValue::Text("mayor".to_owned());
    b.run(marks::set_attribute(&b.project, b.document, mark(1), &name, Some(value.clone())));
    assert_eq!(
        b.run(labels::remove_attribute(&b.project, &name)),
        "Attribute removed: held office"
    );
    assert_eq!(b.get(1).attributes[&name], value);
    assert!(labels::remove_attribute(&b.project, &name).is_err());
}

#[test]
fn an_attribute_takes_an_entity_that_is_not_in_the_register_yet() {
    let mut b = Bench::new("[PER|Ada]");
    let all = AppliesTo::Kind(Kind::Mention);
    let def = labels::new_attribute("works for", all, AttributeType::Entity);
    b.run(labels::add_attribute(&b.project, def));
    let name = AttributeName::new("works for");
    let set = |b: &Bench, n, to: &str| {
        marks::set_attribute_to_new(&b.project, b.document, mark(n), &name, (entity(7), to))
    };
    let title = b.run(set(&b, 1, " Harbour\nTrust"));
    assert_eq!(title, "works for set to a new entity: Harbour Trust");
    assert_eq!(b.project.entities()[&entity(7)].name, "Harbour Trust");
    assert_eq!(b.get(1).attributes[&name], AttributeValue::Entity(entity(7)));
    assert_eq!(refused(set(&b, 1, "")), "An entity needs a name");
    assert_eq!(refused(set(&b, 9, "x")), "The mark is not there any more");
}

#[test]
fn a_choice_has_values_and_a_default_among_them() {
    let mut b = Bench::new("x");
    let def = labels::new_attribute("level", AppliesTo::Kind(Kind::Mention), AttributeType::Enum);
    b.run(labels::add_attribute(&b.project, def));
    let mut def = attribute(&b);
    def.values = [" low ", "high", "", "low"].map(str::to_owned).to_vec();
    def.multi = true;
    b.run(labels::edit_attribute(&b.project, def));
    assert_eq!(attribute(&b).values, ["low", "high"]);
    let mut def = attribute(&b);
    def.default = Some("mid".to_owned());
    assert_eq!(
        refused(labels::edit_attribute(&b.project, def)),
        "The default must be one of the values"
    );
    let mut def = attribute(&b);
    def.default = Some("high".to_owned());
    b.run(labels::edit_attribute(&b.project, def.clone()));
    assert_eq!(refused(labels::edit_attribute(&b.project, def)), "level is so already");

    // The default goes with its value, values and "several" with the type.
    let mut def = attribute(&b);
    def.values = vec!["low".to_owned()];
    b.run(labels::edit_attribute(&b.project, def));
    assert_eq!(attribute(&b).default, None);
    let mut def = attribute(&b);
    def.kind = AttributeType::Number;
    b.run(labels::edit_attribute(&b.project, def));
    assert_eq!((attribute(&b).values.len(), attribute(&b).multi), (0, false));
}

#[test]
fn defaults_fit_their_type() {
    for (kind, default, fits) in [
        (AttributeType::Bool, "true", true),
        (AttributeType::Bool, "maybe", false),
        (AttributeType::Number, "-2.5", true),
        (AttributeType::Number, "inf", false),
        (AttributeType::Number, "1,500", true),
        (AttributeType::Date, "XXXX-05-16", true),
        (AttributeType::Date, "2026-13-45", false),
        (AttributeType::Text, "anything", true),
        (AttributeType::Entity, "Ada", false),
    ] {
        let b = Bench::new("x");
        let mut def = labels::new_attribute("a", AppliesTo::Kind(Kind::Claim), kind);
        def.default = Some(default.to_owned());
        assert_eq!(labels::add_attribute(&b.project, def).is_ok(), fits, "{kind:?} {default}");
    }
}

#[test]
fn a_default_that_is_typed_with_thousands_is_a_number() {
    let mut b = Bench::new("[PER|Ada] wrote.");
    let kind = AppliesTo::Kind(Kind::Mention);
    let mut def = labels::new_attribute("words", kind, AttributeType::Number);
    def.default = Some("1,500".to_owned());
    b.run(labels::add_attribute(&b.project, def));
    assert_eq!(b.project.schema().attributes[0].default.as_deref(), Some("1500"));
    let span = b.span("wrote");
    b.run(marks::mark(&b.project, b.document, span, &id("ORG"), b.author, mark(9)));
    let value = b.get(9).attributes.values().next();
    assert_eq!(value, Some(&AttributeValue::Number(1_500.0)));
}

#[test]
fn another_label_brings_its_defaults_and_takes_no_value_away() {
    let mut b = Bench::new("[PER|Ada]");
    let mut add = |name: &str, label: &str, default: &str| {
        let of = AppliesTo::Labels(vec![id(label)]);
        let mut def = labels::new_attribute(name, of, AttributeType::Text);
        def.default = Some(default.to_owned()).filter(|d| !d.is_empty());
        b.run(labels::add_attribute(&b.project, def));
    };
    add("rank", "PER", "");
    add("sector", "ORG", "private");
    add("size", "ORG", "small");
    let text = |s: &str| AttributeValue::Text(s.to_owned());
    let name = |s: &str| AttributeName::new(s);
    let set = |b: &mut Bench, field: &str, value: &str| {
        b.run(marks::set_attribute(
            &b.project,
            b.document,
            mark(1),
            &name(field),
            Some(text(value)),
        ));
    };
    set(&mut b, "rank", "captain");
    set(&mut b, "size", "large");
    b.run(marks::relabel(&b.project, b.document, mark(1), &id("ORG")));
    let values: Vec<_> = b.get(1).attributes.clone().into_iter().collect();
    assert_eq!(
        values,
        [
            (name("rank"), text("captain")),
            (name("sector"), text("private")),
            (name("size"), text("large"))
        ]
    );
    let foreign = |b: &Bench| {
        let all = foreign_attributes(&b.project, b.open(), b.get(1));
        all.into_iter().map(|(name, value)| (name.to_string(), value)).collect::<Vec<_>>()
    };
    assert_eq!(foreign(&b), [("rank".to_owned(), "captain".to_owned())]);
    b.run(marks::set_attribute(&b.project, b.document, mark(1), &name("rank"), None));
    assert_eq!(foreign(&b), []);
}
