//! The project file: lossless, byte-identical, and nothing silent.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::formats_support;

use std::collections::BTreeSet;

use formats_support::*;
use glossator_core::formats::native::{self, Writer};
use glossator_core::formats::{Format, Imported, Problem, ProblemKind, Severity, WriteError};
use glossator_core::model::*;
use glossator_core::ops::{AnnotationEdit, ClaimEdit, DocumentEdit, EntityEdit, Op, Registers};
use glossator_core::text::Text;
use proptest::prelude::*;
use serde_json::{Value, json};

const FILE: &str = "p.glossator.json";

fn read(json: &str) -> Imported {
    native::read(json, FILE).unwrap_or_else(|e| panic!("{e}"))
}

fn value(project: &Project) -> Value {
    serde_json::from_str(&write_all(project).unwrap()).unwrap()
}

fn kinds(problems: &[Problem]) -> Vec<ProblemKind> {
    problems.iter().map(|p| p.kind).collect()
}

/// Everything that must hold of any project's file.
fn check(project: &Project) {
    let json = write_all(project).unwrap();
    assert_eq!(json, write_all(project).unwrap(), "the same bytes each time");
    assert!(json.ends_with("}\n") && !json.contains('\r'));
    let value: Value = serde_json::from_str(&json).unwrap();
    for d in value["documents"].as_array().unwrap() {
        for a in d["annotations"].as_array().unwrap() {
            for r in a["ranges"].as_array().unwrap() {
                let text = d["text"].as_str().unwrap();
                assert_eq!(slice(text, &r["start"], &r["end"]), r["exact"].as_str().unwrap());
            }
        }
    }
    let imported = read(&json);
    let other = |p: &&Problem| p.kind != ProblemKind::SplitGrapheme;
    assert_eq!(imported.problems.iter().find(other), None);
    let (built, problems) = imported.project.build().unwrap();
    assert_eq!(problems, []);
    assert_eq!(built, *project);
    assert_eq!(write_all(&built).unwrap(), json);
}

#[test]
fn the_sample_comes_back() {
    check(&sample());
    check(&empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_project_comes_back_with_the_same_bytes(seed in any::<u64>()) {
        check(&random(seed));
    }
}

#[test]
fn pretty_printing_is_what_other_json_writers_do() {
    for project in [empty(), sample(), random(7)] {
        let json = write_all(&project).unwrap();
        // serde_json's Value sorts keys: compare without regard to order, but line by line.
        let value: Value = serde_json::from_str(&json).unwrap();
        let again = serde_json::to_string_pretty(&value).unwrap() + "\n";
        let lines = |s: &str| {
            let mut lines: Vec<String> =
                s.lines().map(|l| l.trim_end_matches(',').to_owned()).collect();
            lines.sort();
            lines
        };
        assert_eq!(lines(&json), lines(&again));
    }
}

#[test]
fn documents_are_written_one_by_one_and_by_choice() {
    let project = sample();
    let mut writer = Writer::new(&project).unwrap();
    let mut json = writer.header().to_owned();
    for d in project.documents().values() {
        let open = project.open(d.id).unwrap();
        json.push_str(&writer.document(d, open).unwrap());
    }
    json.push_str(&writer.footer());
    assert_eq!(json, write_all(&project).unwrap());

    let documents = project.documents();
    for again in [documents.values().next(), documents.values().next_back()] {
        let open = project.open(again.unwrap().id).unwrap();
        let error = writer.document(again.unwrap(), open).unwrap_err();
        assert!(matches!(error, WriteError::Order { .. }), "{error}");
    }

    let second = project.documents().keys().nth(1).copied().unwrap();
    let some = Some(&BTreeSet::from([second]));
    let json = export(Format::Project, &project, options().layer, some).unwrap().content;
    let back = read_back(Format::Project, &json, &project, options().layer);
    assert_eq!(back.mismatches, Vec::<String>::new(), "the registers come back whole");
    let some = read(&json);
    assert_eq!(some.problems, []);
    assert_eq!(some.project.documents.len(), 1);
    assert_eq!(some.project.entities.len(), project.entities().len());
}

#[test]
fn a_text_that_is_not_the_documents_is_not_written() {
    let project = one("Ada", &[&[(0, 3)]]);
    let d = project.documents().values().next().unwrap();
    let open = project.open(d.id).unwrap();
    let other = OpenDocument { text: Text::new("Bob").unwrap(), ..open.clone() };
    let error = Writer::new(&project).unwrap().document(d, &other).unwrap_err();
    assert!(matches!(error, WriteError::WrongText { .. }), "{error}");
}

#[test]
fn numbers_that_json_cannot_say_are_refused() {
    let mut project = sample();
    let mut claim = project.claims().values().next().unwrap().clone();
    claim.quantities.push(Quantity {
        of: String::new(),
        min: Some(f64::NAN),
        max: None,
        modifier: Modifier::Exact,
        unit: String::new(),
        as_of: None,
        words: String::new(),
    });
    // Operations refuse it; a damaged store might not.
    project.load_registers(Registers { claims: vec![claim], ..Registers::default() });
    let error = write_all(&project).unwrap_err();
    assert!(matches!(error, WriteError::NotANumber { .. }), "{error}");
}

#[test]
fn nasty_texts_keep_their_offsets() {
    let rows: &[(&str, (u32, u32), &str)] = &[
        ("😀 Zoe\u{308} wrote", (2, 6), "Zoe\u{308}"),
        ("👨‍👩‍👧 and 👨‍👩‍👧", (10, 15), "👨‍👩‍👧"),
        ("a\r\nb\r\nAda", (6, 9), "Ada"),
        ("\u{2028}\u{85}\u{a0}Ada", (3, 6), "Ada"),
        ("القاهرة 😀 كبيرة", (10, 15), "كبيرة"),
        ("\u{1}\u{0}Ada", (2, 5), "Ada"),
        ("  Ada  ", (0, 7), "  Ada  "),
    ];
    for (text, range, exact) in rows {
        let project = one(text, &[&[*range]]);
        check(&project);
        let json = value(&project);
        let a = &json["documents"][0]["annotations"][0];
        let want = json!([{"start": range.0, "end": range.1, "exact": exact}]);
        assert_eq!(a["ranges"], want, "{text:?}");
        assert_eq!(json["documents"][0]["text"], *text);
    }
}

#[test]
fn a_span_that_splits_a_character_is_kept_with_a_warning() {
    let project = one("Zoe\u{308}", &[&[(0, 3)]]);
    check(&project);
    let imported = read(&write_all(&project).unwrap());
    assert_eq!(kinds(&imported.problems), [ProblemKind::SplitGrapheme]);
    assert_eq!(imported.problems[0].severity, Severity::Warning);
    assert_eq!(imported.project.documents[0].annotations[0].exact, "Zoe");
    assert!(!imported.project.documents[0].annotations[0].flagged);
}

#[test]
fn empty_documents_and_byte_order_marks_are_kept() {
    check(&one("", &[]));
    let mut json = value(&one("a", &[]));
    json["documents"][0]["bom"] = true.into();
    let imported = read(&json.to_string());
    assert!(imported.project.documents[0].document.bom);
    // The file itself may have one.
    let with_bom = format!("\u{FEFF}{json}");
    assert_eq!(read(&with_bom).project, imported.project);
}

#[test]
fn reading_back_sees_each_field_that_is_another() {
    let project = sample();
    let json = write_all(&project).unwrap();
    let document = project.documents().values().next().unwrap();
    let d = document.id;
    let a = project.open(d).unwrap().marks.iter().next().unwrap().id;
    let entity = *project.entities().keys().next().unwrap();
    let claim = *project.claims().keys().next().unwrap();
    let link = project.claim_links().values().next().unwrap();
    let layer = *project.layers().keys().next().unwrap();
    let rows = [
        (Op::EditAnnotation(d, a, AnnotationEdit::Note("x".to_owned())), "came back changed"),
        (Op::EditAnnotation(d, a, AnnotationEdit::Flagged(true)), "came back changed"),
        (Op::EditDocument(d, DocumentEdit::Name("other".to_owned())), "What is known of"),
        (
            Op::EditDocument(d, DocumentEdit::Meta(MetaField::Author, Some("x".to_owned()))),
            "What is known of",
        ),
        (Op::EditDocument(d, DocumentEdit::Status(layer, None)), "What is known of"),
        (Op::EditEntity(entity, EntityEdit::Description("x".to_owned())), "project’s entities"),
        (Op::EditClaim(claim, ClaimEdit::Topic("x".to_owned())), "project’s claims"),
        (Op::RemoveClaimLink(link.id), "links between claims"),
        (Op::SetRelations(vec![]), "project’s schema"),
    ];
    for (op, said) in rows {
        let mut other = project.clone();
        let (undo, _) = other.apply_all(std::slice::from_ref(&op)).unwrap();
        if undo == [op.clone()] {
            continue;
        }
        let found = read_back(Format::Project, &json, &other, options().layer).mismatches;
        assert!(found.len() == 1 && found[0].contains(said), "{op:?}: {found:?}");
    }
}

#[test]
fn the_export_is_read_back() {
    let project = sample();
    let json = write_all(&project).unwrap();
    let back = read_back(Format::Project, &json, &project, options().layer);
    assert_eq!((back.documents, back.spans, back.claims), (5, 242, 37));
    assert_eq!(back.mismatches, Vec::<String>::new());

    let mut missing: Value = serde_json::from_str(&json).unwrap();
    missing["documents"][0]["annotations"].as_array_mut().unwrap().pop();
    let back = read_back(Format::Project, &missing.to_string(), &project, options().layer);
    assert_eq!((back.spans, back.mismatches.len()), (241, 1));
    assert!(back.mismatches[0].ends_with("is missing"), "{:?}", back.mismatches);

    let shifted = json.replacen("\"start\": 0", "\"start\": 1", 1);
    let back = read_back(Format::Project, &shifted, &project, options().layer);
    // It was found again, but the file is wrong.
    let told = back.mismatches.iter().any(|m| m.contains("is not at 1–80"));
    assert!(told, "{:?}", back.mismatches);
}

#[test]
fn what_came_back_elsewhere_is_told_in_code_points() {
    let project = one("😀😀 Ada met Ada", &[&[(3, 6)]]);
    let json = write_all(&project).unwrap();
    let mut moved: Value = serde_json::from_str(&json).unwrap();
    let range = &mut moved["documents"][0]["annotations"][0]["ranges"][0];
    (range["start"], range["end"]) = (11.into(), 14.into());
    let back = read_back(Format::Project, &moved.to_string(), &project, options().layer);
    let said = &back.mismatches[0];
    assert!(said.contains("“Ada” at 3–6 came back as “Ada” at 11–14"), "{said}");
}

#[cfg(feature = "schema")]
#[test]
fn the_committed_schema_is_the_current_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/glossator-project-1.schema.json");
    let schema = native::schema::json_schema().unwrap();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(path, &schema).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == schema,
        "run UPDATE_SCHEMA=1 cargo test -p glossator-core --features schema"
    );
}

#[test]
fn who_opens_a_file_of_others_is_nobody_of_them() {
    let mut head = read(&write_all(&sample()).unwrap()).project.head.unwrap();
    let (ada, me) = (head.annotators[0].clone(), AnnotatorId::new(uuid(900)));
    assert_eq!(head.known(&[me]), None);
    assert_eq!(head.known(&[me, ada.id]), Some(ada.id), "unless the person was one of them");
    head.annotators.push(Annotator { id: AnnotatorId::new(uuid(901)), name: "Gone".to_owned() });
    assert_eq!(head.known(&[AnnotatorId::new(uuid(901))]), None, "no layer to mark in");
    assert_eq!(head.people().collect::<Vec<_>>(), [&ada]);

    head.join(Annotator { id: me, name: ada.name.clone() }, LayerId::new(uuid(902)));
    assert_eq!(head.known(&[me]), Some(me));
    let names: Vec<&str> = head.annotators.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, [ada.name.as_str(), "Gone", &format!("{} 2", ada.name)]);
    for (name, expected) in [("Bea", "Bea"), ("Bea", "Bea 2"), ("Bea 2", "Bea 3")] {
        let id = AnnotatorId::new(uuid(910 + head.annotators.len() as u128));
        head.join(Annotator { id, name: name.to_owned() }, LayerId::new(id.uuid()));
        assert_eq!(head.annotators.last().unwrap().name, expected);
    }
}
