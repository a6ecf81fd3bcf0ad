//! The project file: files that are broken, changed or made by others.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::formats_support;

use formats_support::project_file::*;
use formats_support::*;
use glossator_core::formats::{ProblemKind, Severity};
use glossator_core::model::*;
use serde_json::{Value, json};

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
