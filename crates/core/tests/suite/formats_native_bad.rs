//! The project file: files that are broken, changed or made by others.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::formats_support;

use formats_support::*;
use glossator_core::formats::native;
use glossator_core::formats::{Imported, Problem, ProblemKind, ReadError, Severity};
use glossator_core::model::*;
use glossator_core::text::Text;
use serde_json::{Value, json};

const FILE: &str = "p.glossator.json";

fn read(json: &str) -> Imported {
    native::read(json, FILE).unwrap_or_else(|e| panic!("{e}"))
}

fn refused(json: &str) -> Problem {
    match native::read(json, FILE) {
        Err(ReadError(problem)) => *problem,
        Ok(_) => panic!("this was read: {json}"),
    }
}

fn value(project: &Project) -> Value {
    serde_json::from_str(&write_all(project).unwrap()).unwrap()
}

fn kinds(problems: &[Problem]) -> Vec<ProblemKind> {
    problems.iter().map(|p| p.kind).collect()
}

/// What was repaired is in order: written and read again, nothing is left to say.
fn check(project: &Project) {
    let json = write_all(project).unwrap();
    let imported = read(&json);
    assert_eq!(imported.problems, []);
    assert_eq!(imported.project.build().unwrap().0, *project);
}

/// One mention in a file where something was changed.
fn changed(text: &str, range: (u32, u32), change: impl FnOnce(&mut Value)) -> Imported {
    let mut json = value(&one(text, &[&[range]]));
    change(&mut json["documents"][0]);
    read(&json.to_string())
}

#[test]
fn a_wrong_offset_is_found_again_flagged_and_reported() {
    let imported = changed("😀 Ada wrote", (2, 5), |d| {
        // UTF-16, as another tool would count.
        d["annotations"][0]["ranges"][0]["start"] = 3.into();
        d["annotations"][0]["ranges"][0]["end"] = 6.into();
    });
    assert_eq!(kinds(&imported.problems), [ProblemKind::Moved]);
    let a = &imported.project.documents[0].annotations[0];
    assert_eq!((a.exact.as_str(), a.flagged), ("Ada", true));
    assert_eq!(a.note, "Moved when p.glossator.json was read: the file says 3–6.");
    assert_eq!(a.ranges.start().get(), 5, "bytes");
}

#[test]
fn a_changed_text_is_reported_and_its_annotations_are_looked_for() {
    let imported = changed("He said: Ada wrote", (9, 12), |d| {
        d["text"] = "Then he said: Ada wrote".into();
    });
    assert_eq!(kinds(&imported.problems), [ProblemKind::TextChanged, ProblemKind::Moved]);
    let d = &imported.project.documents[0];
    assert_eq!(d.document.sha256, d.text.sha256());
    assert_eq!(d.annotations[0].ranges.start().get(), 14);
    assert!(imported.project.build().unwrap().1.is_empty());
}

#[test]
fn words_at_several_places_are_put_at_the_likeliest_and_flagged() {
    let imported = changed("Ada and Ada", (0, 3), |d| {
        let a = &mut d["annotations"][0];
        a["ranges"][0]["start"] = 5.into();
        a["quote"]["prefix"] = "".into();
        a["quote"]["suffix"] = "".into();
    });
    assert_eq!(kinds(&imported.problems), [ProblemKind::Ambiguous]);
    let a = &imported.project.documents[0].annotations[0];
    assert!(a.flagged && a.note.contains("one of 2 places"));
}

#[test]
fn lost_annotations_are_set_aside_whole() {
    let imported = changed("Ada wrote", (0, 3), |d| {
        d["annotations"][0]["ranges"][0]["exact"] = "Eve".into();
        d["annotations"][0]["note"] = "precious".into();
    });
    assert_eq!(kinds(&imported.problems), [ProblemKind::Lost]);
    let problem = &imported.problems[0];
    assert_eq!(problem.severity, Severity::Error);
    assert!(problem.set_aside.as_ref().unwrap().contains("precious"));
    assert!(imported.project.documents[0].annotations.is_empty());
}

#[test]
fn zero_length_and_reversed_ranges_are_not_read() {
    for (start, end, exact) in [(1, 1, ""), (3, 0, "zzz"), (900, 903, "zzz")] {
        let imported = changed("Ada wrote", (0, 3), |d| {
            d["annotations"][0]["ranges"][0] = json!({"start": start, "end": end, "exact": exact});
        });
        assert_eq!(kinds(&imported.problems), [ProblemKind::Lost], "{start} {end}");
    }
}

#[test]
fn unknown_fields_are_named_once_with_their_number() {
    let mut json = value(&sample());
    let documents = json["documents"].as_array_mut().unwrap();
    for d in documents.iter_mut() {
        for a in d["annotations"].as_array_mut().unwrap() {
            a["colour"] = "red".into();
            a["origin"]["__proto__"] = json!({"x": 1});
        }
    }
    json["app"] = "other".into();
    json["project"]["schema"]["labels"][0]["x"] = 1.into();
    let imported = read(&json.to_string());
    let said: Vec<&str> = imported.problems.iter().map(|p| p.what.as_str()).collect();
    assert_eq!(
        said,
        [
            "The field app is not known and was left out",
            "The field documents[].annotations[].colour is not known and was left out (242 times)",
            "The field documents[].annotations[].origin.__proto__ is not known and was left out (242 times)",
            "The field project.schema.labels[].x is not known and was left out",
        ]
    );
}

#[test]
fn fields_of_another_kind_are_reported() {
    let imported = changed("Ada wrote", (0, 3), |d| {
        d["annotations"][0]["exclude"] = true.into();
        d["annotations"][0]["origin"]["model"] = "m".into();
    });
    assert_eq!(kinds(&imported.problems), [ProblemKind::UnknownField; 2]);
}

#[test]
fn what_refers_to_nothing_is_repaired_or_set_aside() {
    type Change = fn(&mut Value);
    let rows: &[(Change, ProblemKind, Severity)] = &[
        (
            |f| f["documents"][0]["annotations"][0]["label"] = "NEW".into(),
            ProblemKind::Reference,
            Severity::Warning,
        ),
        (
            |f| f["documents"][0]["annotations"][0]["label"] = "title".into(),
            ProblemKind::Reference,
            Severity::Error,
        ),
        (
            |f| f["documents"][0]["annotations"][0]["label"] = Value::Null,
            ProblemKind::Reference,
            Severity::Error,
        ),
        (
            |f| f["documents"][0]["annotations"][0]["entity"] = json!(uuid(0xdead).to_string()),
            ProblemKind::Reference,
            Severity::Warning,
        ),
        (
            |f| f["documents"][0]["annotations"][0]["kind"] = "claim".into(),
            ProblemKind::Reference,
            Severity::Error,
        ),
        (
            |f| f["documents"][0]["annotations"][0]["layer"] = json!(uuid(0xdead).to_string()),
            ProblemKind::Reference,
            Severity::Warning,
        ),
        (
            |f| {
                let done = json!({"entities": "done", "claims": "done"});
                f["documents"][0]["status"] = json!({uuid(9).to_string(): done});
            },
            ProblemKind::Reference,
            Severity::Error,
        ),
        (
            |f| {
                let attributes = json!({"x": {"entity": uuid(9)}});
                f["documents"][0]["annotations"][0]["attributes"] = attributes;
            },
            ProblemKind::Reference,
            Severity::Warning,
        ),
        (
            |f| f["entities"] = json!([{"id": uuid(1), "name": "x", "type": "title"}]),
            ProblemKind::Reference,
            Severity::Warning,
        ),
        (|f| f["project"]["annotators"] = json!([]), ProblemKind::Reference, Severity::Warning),
        (
            |f| {
                f["claim_links"] =
                    json!([{"id": uuid(1), "from": uuid(2), "to": uuid(3), "type": "updates"}])
            },
            ProblemKind::Reference,
            Severity::Error,
        ),
        (
            |f| f["evidence"] = json!([{"id": uuid(1), "claim": uuid(2), "stance": "context"}]),
            ProblemKind::Reference,
            Severity::Error,
        ),
        (
            |f| f["decisions"] = json!([{"a": uuid(1), "b": uuid(2), "decision": "same"}]),
            ProblemKind::Reference,
            Severity::Error,
        ),
        (
            |f| f["entities"] = json!([{"id": uuid(1), "name": "x", "part_of": uuid(9)}]),
            ProblemKind::Reference,
            Severity::Warning,
        ),
        (
            |f| f["entities"] = json!([{"id": uuid(1), "name": "x", "member_of": uuid(1)}]),
            ProblemKind::Reference,
            Severity::Warning,
        ),
        (
            |f| f["entities"] = json!([{"id": uuid(1), "name": "x"}, {"id": uuid(1), "name": "y"}]),
            ProblemKind::Duplicate,
            Severity::Error,
        ),
        (
            |f| f["claims"] = json!([{"id": uuid(1), "text": "x", "participants": [{"role": "r", "entity": uuid(9)}]}]),
            ProblemKind::Reference,
            Severity::Error,
        ),
        (
            |f| {
                let twice = f["documents"][0]["annotations"][0].clone();
                f["documents"][0]["annotations"].as_array_mut().unwrap().push(twice);
            },
            ProblemKind::Duplicate,
            Severity::Error,
        ),
    ];
    for (n, (change, kind, severity)) in rows.iter().enumerate() {
        let mut json = value(&one("Ada wrote", &[&[(0, 3)]]));
        change(&mut json);
        let imported = read(&json.to_string());
        let found = imported.problems.iter().find(|p| p.kind == *kind && p.severity == *severity);
        let found = found.unwrap_or_else(|| panic!("row {n}: {:?}", imported.problems));
        assert_eq!(found.set_aside.is_some(), *severity == Severity::Error, "row {n}");
        let (project, problems) = imported.project.build().unwrap();
        assert_eq!(problems, [], "row {n}");
        check(&project);
    }
}

#[test]
fn keys_that_are_there_twice_are_said() {
    let mut json = value(&one("Ada wrote", &[&[(0, 3)]]));
    json["documents"][0]["extra"] = json!({"a": 1, "b": 2});
    let json = json.to_string();
    assert_eq!(read(&json).problems, []);
    // Of the shape's own fields the second one is refused.
    let imported = read(&json.replace("\"b\":2", "\"a\":2"));
    let said: Vec<&str> = imported.problems.iter().map(|p| p.what.as_str()).collect();
    assert_eq!(said, ["The key “a” is there twice; the last one counts"]);
}

#[test]
fn a_schema_is_in_order() {
    let mut json = value(&empty());
    let schema = &mut json["project"]["schema"];
    let label = |id: &str, key: &str| json!({"id": id, "kind": "mention", "name": id, "tag": "X", "hue": 1, "hotkey": key});
    schema["labels"] = json!([label("A", "a"), label("B", "a"), label("C", "c")]);
    let attribute = |name: &str, labels: &[&str]| json!({"name": name, "type": "text", "applies_to": {"labels": labels}});
    schema["attributes"] = json!([attribute("one", &["A", "Q"]), attribute("two", &["C"])]);
    schema["relations"] = json!([
        {"name": "of", "from": ["A"], "to": ["B", "Q"]},
        {"name": "of", "from": ["C"]},
        {"name": "by", "from": ["Q"]},
    ]);
    let imported = read(&json.to_string());
    let said: Vec<(&str, bool)> =
        imported.problems.iter().map(|p| (p.what.as_str(), p.set_aside.is_some())).collect();
    assert_eq!(
        said,
        [
            ("The labels A and B have one key, a; B has none now", false),
            ("There are two relations with the name of", true),
            ("The attribute one is for a label that the file does not have, Q; left out", false),
            ("The relation of names a label that the file does not have, Q; left out", false),
            ("The relation by names a label that the file does not have, Q", true),
        ]
    );
    let schema = &imported.project.schema;
    let keys: Vec<Option<&str>> = schema.labels.iter().map(|l| l.hotkey.as_deref()).collect();
    assert_eq!(keys, [Some("a"), None, Some("c")]);
    assert_eq!(schema.attributes[0].applies_to, AppliesTo::Labels(vec!["A".into()]));
    assert_eq!(schema.relations.len(), 1);
    assert_eq!(schema.relations[0].to, ["B".into()]);
    check(&imported.project.build().unwrap().0);
}

#[test]
fn a_circle_of_parts_is_cut() {
    let mut json = value(&empty());
    json["entities"] = json!([
        {"id": uuid(1), "name": "a", "part_of": uuid(2)},
        {"id": uuid(2), "name": "b", "part_of": uuid(3)},
        {"id": uuid(3), "name": "c", "part_of": uuid(1)},
        {"id": uuid(4), "name": "d", "part_of": uuid(3)},
    ]);
    let imported = read(&json.to_string());
    let said: Vec<&str> = imported.problems.iter().map(|p| p.what.as_str()).collect();
    assert_eq!(
        said,
        ["“c” is part of “a”, which is part of “b”, which is part of “c”: a circle; “c” was read \
          as part of nothing"]
    );
    let parts = imported.project.entities.iter().filter(|e| e.part_of.is_some()).count();
    assert_eq!(parts, 3);
}

#[test]
fn two_documents_with_one_id_refuse_the_file() {
    let mut json = value(&one("a", &[]));
    let d = json["documents"][0].clone();
    json["documents"].as_array_mut().unwrap().push(d);
    assert_eq!(refused(&json.to_string()).kind, ProblemKind::Duplicate);
}

#[test]
fn newer_versions_and_other_files_are_refused_with_advice() {
    let mut json = value(&empty());
    json["version"] = 2.into();
    json["documents"] = json!("a shape of the future");
    let problem = refused(&json.to_string());
    assert_eq!(problem.kind, ProblemKind::Newer);
    assert!(problem.what.contains("version 2") && problem.advice.contains("Reload"));

    for other in [
        "{}",
        "{\"format\":\"x\",\"version\":1}",
        "{\"format\":\"glossator-project\"}",
        "[]",
        "3",
        "\"x\"",
    ] {
        assert_eq!(refused(other).kind, ProblemKind::Malformed, "{other}");
    }
}

#[test]
fn hostile_json_is_refused_where_it_is() {
    let good = write_all(&one("Ada wrote", &[&[(0, 3)]])).unwrap();
    let line_of = |what: &str| {
        let before = &good[..good.find(what).unwrap()];
        Some(u32::try_from(before.matches('\n').count() + 1).unwrap())
    };
    let rows: &[(&str, &str, &str)] = &[
        ("\"start\": 0", "\"start\": -1", "invalid value"),
        ("\"start\": 0", "\"start\": 99999999999", "invalid value"),
        ("\"start\": 0", "\"start\": 1e999", "number out of range"),
        ("\"start\": 0", "\"start\": 0.5", "invalid type"),
        ("\"start\": 0", "\"start\": 0, \"start\": 1", "duplicate field"),
        ("\"text\": \"Ada wrote\"", "\"text\": \"Ada \\ud800 wrote\"", "Half a character"),
        ("\"text\": \"Ada wrote\"", "\"text\": \"Ada \u{1} wrote\"", "control character"),
        (
            "\"kind\": \"mention\",\n          \"layer\"",
            "\"kind\": \"hint\",\n          \"layer\"",
            "unknown variant",
        ),
        ("\"offset_unit\": \"codepoint\"", "\"offset_unit\": \"utf16\"", "expected `codepoint`"),
        (
            "\"exact\": \"Ada\"\n            }",
            "\"x\": \"Ada\"\n            }",
            "missing field `exact`",
        ),
    ];
    for (from, to, said) in rows {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from}");
        let problem = refused(&bad);
        assert!(problem.what.contains(said), "{to}: {problem}");
        assert!(!problem.advice.is_empty());
        if !said.contains("missing") {
            assert_eq!(problem.line, line_of(from), "{problem}");
        }
    }
    let shape = refused(&good.replace("\"start\": 0", "\"start\": -1"));
    assert!(shape.what.contains("documents[0].annotations[0].ranges[0].start"), "{shape}");

    let cut = refused(&good[..good.len() / 2]);
    assert!(cut.what.contains("ends too early"), "{cut}");
    let tail = refused(&format!("{good}x"));
    assert!(tail.what.contains("behind the end"), "{tail}");
}

#[test]
fn deep_nesting_is_refused_and_does_not_overflow() {
    let deep = "[".repeat(200_000);
    for json in [deep.clone(), format!("{{\"x\":{deep}")] {
        refused(&json);
    }
    let mut json = value(&one("a", &[]));
    json["documents"][0]["extra"] = json!({"x": "DEEP"});
    let nested = format!("{}1{}", "[".repeat(1000), "]".repeat(1000));
    let problem = refused(&json.to_string().replace("\"DEEP\"", &nested));
    assert!(problem.what.contains("too deeply"), "{problem}");
    json["unknown"] = "DEEP".into();
    refused(&json.to_string().replace("\"DEEP\"", &nested));
}

#[test]
fn columns_count_characters() {
    let problem = refused("{\"format\": \"é😀\", x}");
    assert_eq!((problem.line, problem.column), (Some(1), Some(18)), "{problem}");
}

#[test]
fn a_number_that_cannot_be_kept_is_named() {
    let mut json = value(&one("a", &[]));
    json["documents"][0]["extra"] = json!({"n": "N", "proto": {"__proto__": 1}});
    let imported = read(&json.to_string().replace("\"N\"", "123456789012345678901234567890"));
    assert_eq!(kinds(&imported.problems), [ProblemKind::Number]);
    let extra = &imported.project.documents[0].document.extra;
    assert_eq!(extra["proto"]["__proto__"], 1);
}

#[test]
fn a_minimal_file_by_hand_is_read() {
    let json = json!({
        "format": "glossator-project", "version": 1, "offset_unit": "codepoint",
        "project": {"id": uuid(1), "name": "p", "created": "2026-03-14T09:42:00+02:00", "schema": {}},
        "documents": [{
            "id": uuid(2), "name": "d", "text": "Ada wrote",
            "sha256": Text::new("Ada wrote").unwrap().sha256(),
            "annotations": [{
                "id": uuid(3), "kind": "mention", "label": "PER", "layer": uuid(4), "by": uuid(5),
                "at": "2026-03-14T07:42:00Z", "ranges": [{"start": 0, "end": 3, "exact": "Ada"}],
            }],
        }],
    });
    let imported = read(&json.to_string());
    assert!(kinds(&imported.problems).iter().all(|k| *k == ProblemKind::Reference));
    let (project, problems) = imported.project.build().unwrap();
    assert_eq!(problems, []);
    assert_eq!(project.summaries().len(), 1);
    check(&project);
}
