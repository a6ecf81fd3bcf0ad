//! The project file: what is not of its shape is refused or said.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::formats_support;

use formats_support::project_file::*;
use formats_support::*;
use glossator_core::formats::ProblemKind;
use glossator_core::text::Text;
use serde_json::json;

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
