//! What the fields of the inspector propose, show and take.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, entity, mark};
use glossator_core::actions::claims::{self, Who};
use glossator_core::actions::{entities, marks};
use glossator_core::model::{AuthorityRow, AuthorityRows, Confidence};
use glossator_core::query::{AuthorityShelf, EntityChoice, EntityIndex, entry_choices};

const TEXT: &str = "[DATE|Tuesday]: [claim|Four died], [PER|Valk] [cue|told] the [ORG|Standard]. [PER|Oren Valk] \
    asked if [claim|the [PER|Valk] tapes\nexist] and [2:claim|more ]or less [2:claim|such].";

/// One row of an authority file.
fn shelf() -> AuthorityShelf {
    let mut rows = AuthorityRows::default();
    rows.push(&AuthorityRow {
        id: "reg:MBHA-01".to_owned(),
        name: "Marrow Bay Harbour Authority".to_owned(),
        ..AuthorityRow::default()
    });
    let mut shelf = AuthorityShelf::default();
    shelf.add("reg.csv", rows);
    shelf
}

#[test]
fn the_entity_field_proposes_what_a_mention_may_mean() {
    let mut b = Bench::new(
        "[PER|Oren Valk] met [PER|Idris Tamm]. [PER|He] left, [PER|Valk] stayed, [ORG|Valk] too.",
    )
    .with_entity(1, "Oren Valk", "PER")
    .with_entity(2, "Idris Tamm", "PER");
    let doc = b.document;
    b.run(entities::link(&b.project, doc, mark(1), entity(1), Confidence::Sure));
    b.run(entities::link(&b.project, doc, mark(2), entity(2), Confidence::Sure));
    let choices = |b: &Bench, n: u128, typed: &str| -> Vec<String> {
        let (index, shelf) = (EntityIndex::of(&b.project), shelf());
        let found = glossator_core::query::entity_choices(
            &b.project,
            &index,
            &shelf,
            b.open(),
            b.get(n),
            typed,
        );
        found
            .into_iter()
            .map(|c| match c {
                glossator_core::query::EntityChoice::Link(c) => c.name,
                glossator_core::query::EntityChoice::Create(name) => format!("+ {name}"),
                glossator_core::query::EntityChoice::Adopt(row) => format!("< {}", row.id),
            })
            .collect()
    };
    assert_eq!(choices(&b, 1, ""), ["Oren Valk", "+ Oren Valk"]);
    assert_eq!(choices(&b, 3, ""), ["+ He", "Idris Tamm", "Oren Valk"], "the last named first");
    assert_eq!(choices(&b, 4, ""), ["+ Valk", "Oren Valk", "Idris Tamm"]);
    assert_eq!(choices(&b, 5, ""), ["+ Valk", "Oren Valk"], "nobody is an organisation");
    assert_eq!(choices(&b, 5, " Valk  Shipping "), ["+ Valk Shipping", "Oren Valk"]);
    b.run(entities::rename(&b.project, entity(2), "Valkyrie Line"));
    assert_eq!(choices(&b, 5, "Val"), ["Valkyrie Line", "+ Val", "Oren Valk"]);
    assert_eq!(choices(&b, 5, "valk"), ["+ valk", "Valkyrie Line", "Oren Valk"], "its own words");
    b.run(entities::rename(&b.project, entity(2), "Idris Tamm"));
    assert_eq!(choices(&b, 5, "Ore"), ["Oren Valk", "+ Ore"], "a name that is being typed");
    assert_eq!(choices(&b, 5, "MBHA"), ["+ MBHA", "< reg:MBHA-01"], "rows come last");
    b.run(entities::set_external_id(&b.project, entity(2), "reg:MBHA-01"));
    assert_eq!(choices(&b, 5, "MBHA"), ["+ MBHA"], "the register has that id");
}

#[test]
fn the_speaker_field_proposes_the_nearest_first() {
    let mut b =
        Bench::new(TEXT).with_entity(1, "Oren Valk", "PER").with_entity(2, "Sela Marchetti", "PER");
    let doc = b.document;
    b.run(entities::link(&b.project, doc, mark(3), entity(1), Confidence::Sure));
    b.run(entities::link(&b.project, doc, mark(6), entity(1), Confidence::Sure));
    let choices = |b: &Bench, n: u128, typed: &str| -> Vec<String> {
        let index = EntityIndex::of(&b.project);
        let found =
            glossator_core::query::speaker_choices(&b.project, &index, b.open(), mark(n), typed);
        let shown = |c: glossator_core::query::SpeakerChoice| match c.who {
            Some(_) => c.name,
            None => format!("+ {}", c.name),
        };
        found.into_iter().map(shown).collect()
    };
    assert_eq!(choices(&b, 2, ""), ["Oren Valk", "Standard", "Valk"]);
    assert_eq!(choices(&b, 7, ""), ["Valk", "Oren Valk", "Standard"]);
    assert_eq!(choices(&b, 2, "stan"), ["Standard", "+ stan"]);
    assert_eq!(choices(&b, 2, " Dana  Rook "), ["+ Dana Rook"], "whom nobody knows yet");
    assert_eq!(choices(&b, 2, "Sela March"), ["Sela Marchetti", "+ Sela March"]);
    assert_eq!(choices(&b, 2, "marchetti").first().map(String::as_str), Some("Sela Marchetti"));
    assert_eq!(choices(&b, 2, "Dana Marchetti"), ["+ Dana Marchetti", "Sela Marchetti"]);
    assert_eq!(choices(&b, 99, ""), Vec::<String>::new());
    b.run(claims::add_speaker(&b.project, doc, mark(2), Who::Mark(mark(3)), b.author, mark(20)));
    assert_eq!(choices(&b, 2, ""), ["Standard", "Valk"], "who speaks already is not proposed");
    assert_eq!(choices(&b, 2, "oren valk"), ["Oren Valk", "+ oren valk"], "but is known");
    b.run(entities::add_alias(&b.project, entity(1), "OV-1"));
    assert_eq!(choices(&b, 7, "OV-1"), ["Oren Valk", "+ OV-1"], "the text calls him otherwise");
}

#[test]
fn attributes_as_they_are_typed() {
    use glossator_core::model::{
        AppliesTo, AttributeDef, AttributeName, AttributeType, AttributeValue, Kind,
    };
    use glossator_core::query::attribute_value;
    let def = |kind| AttributeDef {
        name: AttributeName::new("When"),
        applies_to: AppliesTo::Kind(Kind::Mention),
        kind,
        values: Vec::new(),
        default: None,
        multi: false,
        hotkey: None,
    };
    let typed = |kind, s| attribute_value(&def(kind), s);
    assert_eq!(typed(AttributeType::Number, " 3,5 "), Ok(Some(AttributeValue::Number(3.5))));
    assert_eq!(typed(AttributeType::Number, " "), Ok(None));
    assert_eq!(typed(AttributeType::Number, "1,500"), Ok(Some(AttributeValue::Number(1_500.0))));
    assert_eq!(typed(AttributeType::Number, "١٬٥٠٠"), Ok(Some(AttributeValue::Number(1_500.0))));
    for none in ["inf", "NaN", "dozens", "1,50,0"] {
        assert!(typed(AttributeType::Number, none).is_err(), "{none}");
    }
    for date in ["2026-03-14", "XXXX-05-16", "2026", "2026-03?/..", "2026-03-14T07:42"] {
        assert_eq!(
            typed(AttributeType::Date, date),
            Ok(Some(AttributeValue::Date(date.to_owned())))
        );
    }
    for (none, why) in [
        ("Tuesday", "“Tuesday” is not a year"),
        ("2026-13-45", "“13” is not a month"),
        ("2026-02-30", "“30” is not a day of that month"),
    ] {
        let said = typed(AttributeType::Date, none).unwrap_err().to_string();
        assert!(said.starts_with(&format!("When: {why}")), "{said}");
    }
}

#[test]
fn a_value_that_the_schema_does_not_list_any_more_is_kept() {
    use glossator_core::model::{
        AppliesTo, AttributeDef, AttributeName, AttributeType, AttributeValue, Kind,
    };
    use glossator_core::query::{attribute_choices, with_choice_toggled};
    let def = AttributeDef {
        name: AttributeName::new("Register"),
        applies_to: AppliesTo::Kind(Kind::Mention),
        kind: AttributeType::Enum,
        values: ["a", "b", "c"].map(str::to_owned).to_vec(),
        default: None,
        multi: true,
        hotkey: None,
    };
    let value = |values: &[&str]| {
        let values: Vec<String> = values.iter().map(|v| (*v).to_owned()).collect();
        (!values.is_empty()).then_some(AttributeValue::Choice(values))
    };
    assert_eq!(attribute_choices(&def, value(&["old", "b"]).as_ref()), ["a", "b", "c", "old"]);
    assert_eq!(attribute_choices(&def, None), ["a", "b", "c"]);
    for (has, toggled, then) in [
        (&["a", "old"][..], "b", &["a", "b", "old"][..]),
        (&["old", "a"], "a", &["old"]),
        (&["a", "old"], "old", &["a"]),
        (&["c"], "a", &["a", "c"]),
        (&[], "b", &["b"]),
        (&["b"], "b", &[]),
    ] {
        assert_eq!(with_choice_toggled(&def, value(has).as_ref(), toggled), value(then));
    }
}

#[test]
fn a_field_for_any_entry_proposes_what_is_used_most_and_a_new_one() {
    let names = ["Oren Valk", "Depot fire", "Harbour Trust", "Harbour Watch"];
    let mut b = Bench::new("[PER|Oren Valk] of [ORG|the Trust] met [PER|Valk].");
    for (n, name) in (1..).zip(names) {
        b = b.with_entity(n, name, "ORG");
    }
    let doc = b.document;
    for (m, e) in [(1, 1), (3, 1), (2, 3)] {
        b.run(entities::link(&b.project, doc, mark(m), entity(e), Confidence::Sure));
    }
    let choices = |b: &Bench, typed: &str| -> Vec<String> {
        let found = entry_choices(&b.project, &EntityIndex::of(&b.project), typed);
        let name = |c: EntityChoice| match c {
            EntityChoice::Link(c) => format!("{} {}", c.name, c.uses),
            EntityChoice::Create(name) => format!("+ {name}"),
            EntityChoice::Adopt(row) => format!("< {}", row.id),
        };
        found.into_iter().map(name).collect()
    };
    let most = ["Oren Valk 2", "Harbour Trust 1", "Depot fire 0", "Harbour Watch 0"];
    assert_eq!(choices(&b, " "), most, "then by name");
    assert_eq!(choices(&b, "harbour w"), ["Harbour Watch 0", "+ harbour w", "Harbour Trust 1"]);
    // Enter takes the first: whoever is called so, or else the new one.
    assert_eq!(choices(&b, "two police\nofficers"), ["+ two police officers"]);
    assert_eq!(choices(&b, "Harbour Group")[0], "+ Harbour Group");
    for n in 10..90 {
        b = b.with_entity(n, &format!("Witness {n}"), "PER");
    }
    assert_eq!(choices(&b, "").len(), 12);
    assert_eq!(choices(&b, "")[..2], most[..2]);
    assert_eq!(choices(&b, "witness").len(), 13);
}

#[test]
fn attributes_are_set_by_a_choice() {
    use glossator_core::model::{
        AppliesTo, AttributeDef, AttributeName, AttributeType, AttributeValue, LabelId,
    };
    use glossator_core::query::attribute_options;
    let mut b = Bench::new("[PER|Valk] left [ORG|Standard].");
    let def = |name: &str, kind, multi| AttributeDef {
        name: AttributeName::new(name),
        applies_to: AppliesTo::Labels(vec![LabelId::new("PER")]),
        kind,
        values: ["victim", "suspect"].map(str::to_owned).into(),
        default: None,
        multi,
        hotkey: None,
    };
    for def in [
        def("role", AttributeType::Enum, false),
        def("also", AttributeType::Enum, true),
        def("named", AttributeType::Bool, false),
        def("why", AttributeType::Text, false),
    ] {
        b.run(glossator_core::actions::labels::add_attribute(&b.project, def));
    }
    let options = |b: &Bench, n| -> Vec<String> {
        let all = attribute_options(&b.project, b.get(n));
        all.into_iter().map(|o| format!("{}: {}", o.name, o.words)).collect()
    };
    let all = [
        "role: victim",
        "role: suspect",
        "also: victim",
        "also: suspect",
        "named: Yes",
        "named: No",
    ];
    assert_eq!(options(&b, 1), all);
    assert_eq!(options(&b, 2), [""; 0], "of another label");
    let take = |b: &mut Bench, n: usize| {
        let o = attribute_options(&b.project, b.get(1)).remove(n);
        b.run(marks::set_attribute(&b.project, b.document, mark(1), &o.name, o.to));
    };
    for n in [1, 2, 3, 2] {
        take(&mut b, n);
    }
    let has = |name: &str| b.get(1).attributes.get(&AttributeName::new(name)).cloned();
    let choice = |v: &str| Some(AttributeValue::Choice(vec![v.to_owned()]));
    assert_eq!((has("role"), has("also")), (choice("suspect"), choice("suspect")));
}
