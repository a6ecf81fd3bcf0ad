//! JSON Lines and JSON: what others write is read, and never shifted in silence.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::formats_support;

use std::collections::BTreeSet;

use formats_support::lines::*;
use formats_support::*;
use glossator_core::formats::jsonl::{read_json, read_lines};
use glossator_core::formats::{ProblemKind, Severity};
use glossator_core::model::*;
use serde_json::{Value, json};

#[test]
fn lines_of_others_are_read() {
    let rows: &[(&str, &[&str])] = &[
        (r#"{"text": "Ada wrote", "spans": [{"start": 0, "end": 3, "label": "PER"}]}"#, &["Ada"]),
        (r#"{"text": "Ada wrote", "label": [[0, 3, "PER"]]}"#, &["Ada"]),
        (
            r#"{"text": "Ada wrote", "spans": [{"start": 0, "end": 3, "label": null, "type": "PER"}]}"#,
            &["Ada"],
        ),
        (r#"{"text": "Ada wrote", "labels": [[4, 9, "V"], [0, 3, "PER"]]}"#, &["Ada", "wrote"]),
        (r#"{"text": "Ada wrote", "entities": [[0, 3, "PER"]]}"#, &["Ada"]),
        (
            r#"{"text": "Ada wrote", "entities": [{"start_offset": 0, "end_offset": 3, "label": "PER"}]}"#,
            &["Ada"],
        ),
        (r#"{"text": "😀 Ada wrote", "spans": [[2, 5, "PER"]]}"#, &["Ada"]),
        (r#"{"text": "😀 Ada wrote", "offset_unit": "utf16", "spans": [[3, 6, "PER"]]}"#, &["Ada"]),
        (r#"{"text": "😀 Ada wrote", "offset_unit": "byte", "spans": [[5, 8, "PER"]]}"#, &["Ada"]),
        (r#"{"text": "Ada wrote", "spans": []}"#, &[]),
        (r#"{"text": "Ada wrote"}"#, &[]),
    ];
    for (line, want) in rows {
        let imported = lines(line);
        assert_eq!(imported.problems, [], "{line}");
        assert_eq!(words(&imported), *want, "{line}");
        for a in &imported.project.documents[0].annotations {
            let label = a.label.as_ref().unwrap();
            assert!(imported.project.schema.label(label).is_some());
            assert_eq!(a.layer, options().layer);
        }
    }
}

#[test]
fn a_broken_line_does_not_stop_the_others() {
    let content = "{\"text\": \"one\"}\r\n\n  \n{\"text\": \"t\\ud800\"}\n{\"x\": 1, \"body\": \"b\"}\n[1]\n{\"text\": 5}\n{\"text\": \"two\"}";
    let imported = lines(content);
    let texts: Vec<&str> = imported.project.documents.iter().map(|d| d.text.as_str()).collect();
    assert_eq!(texts, ["one", "two"]);
    let at: Vec<Option<u32>> = imported.problems.iter().map(|p| p.line).collect();
    assert_eq!(at, [Some(4), Some(5), Some(6), Some(7)]);
    assert!(imported.problems.iter().all(|p| p.set_aside.is_some()));
    assert!(imported.problems[0].column.is_some());
    assert_eq!(imported.problems[1].what, "There is no field “text”");
    assert_eq!(imported.problems[1].advice, "Choose the field that holds the text: body");
}

#[test]
fn the_text_field_can_be_chosen() {
    let mut o = options();
    o.text_field = Some("body".to_owned());
    let line = r#"{"text": 3, "body": "b"}"#;
    let imported = read_lines(line, "a.jsonl", &o, &mut counter(0)).unwrap();
    assert_eq!(imported.project.documents[0].text.as_str(), "b");
    assert_eq!(imported.project.documents[0].document.extra["text"], 3);
}

#[test]
fn what_has_no_place_is_kept_as_extra() {
    let line = json!({
        "id": 7, "name": "n", "text": "\u{FEFF}Ada\r\n ", "title": "T", "author": ["x"], "label": "sport",
        "labels": ["a", "b"], "meta": {"url": "u", "section": 3}, "__proto__": {"x": 1}, "status": "ok",
    });
    let imported = lines(&line.to_string());
    assert_eq!(imported.problems, []);
    let d = &imported.project.documents[0];
    // Offsets of the line would count the mark, so it stays.
    assert_eq!(d.text.as_str(), "\u{FEFF}Ada\r\n ");
    assert_eq!(d.document.name, "n");
    assert_eq!(d.document.meta(MetaField::Title), Some("T"));
    assert_eq!(d.document.meta(MetaField::Url), Some("u"));
    let extra = serde_json::to_value(&d.document.extra).unwrap();
    assert_eq!(
        extra,
        json!({"id": 7, "author": ["x"], "label": "sport", "labels": ["a", "b"], "section": 3,
               "__proto__": {"x": 1}, "status": "ok"})
    );
}

#[test]
fn fields_of_one_name_are_all_kept() {
    let extra = |line: Value| {
        let imported = lines(&line.to_string());
        let d = imported.project.documents[0].document.clone();
        (serde_json::to_value(&d.extra).unwrap(), d.meta(MetaField::Title).map(str::to_owned))
    };
    let title = |t: &str| Some(t.to_owned());
    for (line, kept, heading) in [
        (
            json!({"text": "a", "desk": "A", "meta": {"desk": "B"}}),
            json!({"desk": "A", "meta.desk": "B"}),
            None,
        ),
        (
            json!({"text": "a", "meta": {"desk": "B"}, "extra": {"desk": "C", "x": 1}}),
            json!({"desk": "C", "meta.desk": "B", "x": 1}),
            None,
        ),
        (
            json!({"text": "a", "desk": "A", "meta.desk": 1, "meta": {"desk": "B"}}),
            json!({"desk": "A", "meta.desk": 1, "meta.desk 2": "B"}),
            None,
        ),
        (json!({"text": "a", "desk": "A", "meta": {"desk": "A"}}), json!({"desk": "A"}), None),
        (
            json!({"text": "a", "title": "A", "meta": {"title": "B"}}),
            json!({"title": "A"}),
            title("B"),
        ),
        (json!({"text": "a", "title": "A", "meta": {"title": "A"}}), json!({}), title("A")),
        (json!({"text": "a", "title": "A"}), json!({}), title("A")),
    ] {
        assert_eq!(extra(line.clone()), (kept, heading), "{line}");
    }
}

#[test]
fn lists_that_are_no_marks_are_kept() {
    for (field, list) in [
        ("entities", json!(["NASA", "ESA"])),
        ("entities", json!([{"name": "NASA", "type": "ORG"}])),
        ("claims", json!(["Nine died."])),
        ("regions", json!(["Cairo", "Giza"])),
    ] {
        let imported = lines(&json!({"text": "Ada wrote", field: list}).to_string());
        assert_eq!(kinds(&imported.problems), [ProblemKind::LeftOut], "{field}");
        assert_eq!(imported.problems[0].severity, Severity::Warning);
        assert!(imported.problems[0].what.starts_with("No marks were made of"));
        assert_eq!(imported.project.documents[0].document.extra[field], list);
    }
    // One that is meant to be read is read, and what is wrong with it said.
    let mixed = json!({"text": "Ada", "entities": [[0, 3, "PER"], "NASA"]});
    let imported = lines(&mixed.to_string());
    assert_eq!(words(&imported), ["Ada"]);
    assert_eq!(kinds(&imported.problems), [ProblemKind::Malformed]);
}

#[test]
fn ids_of_others_stay_as_they_are_written() {
    for own in [
        "d41d8cd98f00b204e9800998ecf8427e",
        "0190A2B4-7C1E-7000-8000-000000000001",
        "{0190a2b4-7c1e-7000-8000-000000000001}",
        "urn:uuid:0190a2b4-7c1e-7000-8000-000000000001",
    ] {
        let imported = lines(&json!({"id": own, "name": "n", "text": "a"}).to_string());
        let d = &imported.project.documents[0].document;
        assert_eq!(d.extra["id"], own);
        assert_ne!(d.id.to_string(), own);
    }
    let own = "0190a2b4-7c1e-7000-8000-000000000001";
    let imported = lines(&json!({"id": own, "text": "a"}).to_string());
    let d = &imported.project.documents[0].document;
    assert_eq!((d.id.to_string().as_str(), d.extra.len()), (own, 0));
}

#[test]
fn keys_that_are_there_twice_are_named() {
    let content =
        "{\"text\": \"a\"}\n{\"text\": \"a\", \"x\": {\"k\": 1, \"k\": 2}, \"text\": \"b\"}\n";
    let imported = lines(content);
    let said: Vec<_> =
        imported.problems.iter().map(|p| (p.kind, p.line, p.what.as_str())).collect();
    assert_eq!(
        said,
        [
            (ProblemKind::Duplicate, Some(2), "The key “k” is there twice; the last one counts"),
            (ProblemKind::Duplicate, Some(2), "The key “text” is there twice; the last one counts"),
        ]
    );
    assert_eq!(imported.project.documents[1].text.as_str(), "b");
    let file = "{\n \"text\": \"a\",\n \"text\": \"b\"\n}";
    let imported = read_json(file, "a.json", &options(), &mut counter(0)).unwrap();
    assert_eq!(kinds(&imported.problems), [ProblemKind::Duplicate]);
}

#[test]
fn json_files_hold_one_document_or_an_array() {
    let read = |json: &str| read_json(json, "a.json", &options(), &mut counter(0));
    let one = read(r#"{"text": "a"}"#).unwrap();
    let two = read("[{\"text\": \"a\"},\n {\"text\": \"b\"}]").unwrap();
    assert_eq!((one.project.documents.len(), two.project.documents.len()), (1, 2));
    for bad in ["3", "[]", "{}", "[3]", "{\"text\": \"a\""] {
        assert!(read(bad).is_err(), "{bad}");
    }
    let error = read("{\n \"text\": \"\\udc00\"}").unwrap_err();
    assert_eq!(error.0.line, Some(2), "{error}");
    assert!(read(&"[".repeat(100_000)).is_err());
    assert!(read_lines("", "a.jsonl", &options(), &mut counter(0)).is_err());
}

#[test]
fn empty_documents_are_kept_and_named() {
    let imported = lines(r#"{"id": "0190a2b4-7c1e-7000-8000-000000000001", "text": ""}"#);
    assert_eq!(kinds(&imported.problems), [ProblemKind::Empty]);
    assert_eq!(imported.project.documents.len(), 1);
}

#[test]
fn two_lines_with_one_id_are_two_documents() {
    let id = uuid(0x77);
    let imported =
        lines(&format!("{{\"id\":\"{id}\",\"text\":\"a\"}}\n{{\"id\":\"{id}\",\"text\":\"b\"}}"));
    assert_eq!(kinds(&imported.problems), [ProblemKind::Duplicate]);
    let ids: BTreeSet<DocumentId> =
        imported.project.documents.iter().map(|d| d.document.id).collect();
    assert_eq!(ids.len(), 2);
}

#[test]
fn lines_that_contradict_each_other_are_named() {
    let line =
        |name: &str| json!({"text": "a", "entities": [{"id": uuid(7), "name": name}]}).to_string();
    let imported = lines(&format!("{}\n{}\n{}", line("x"), line("x"), line("y")));
    assert_eq!(kinds(&imported.problems), [ProblemKind::Duplicate]);
    assert_eq!(imported.problems[0].line, Some(3));
    assert_eq!(imported.project.entities.len(), 1);
}

/// Lines with an entity each: its name, and the names of its whole and of its group.
fn register(rows: &[(&str, &str, &str)]) -> String {
    let id = |name: &str| {
        (!name.is_empty()).then(|| uuid(0xe0 + u128::from(name.as_bytes()[0])).to_string())
    };
    let lines = rows.iter().map(|(name, whole, group)| {
        let entity = json!({
            "id": id(name), "name": name, "part_of": id(whole), "member_of": id(group)
        });
        json!({"name": format!("{name}.txt"), "text": name, "entities": [entity]}).to_string()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_circle_of_wholes_is_cut_where_it_closes() {
    // A part whose group is a part of it is no circle; a tail of a circle keeps its links.
    let content = register(&[
        ("a", "b", "c"),
        ("b", "c", ""),
        ("d", "c", ""),
        ("c", "a", ""),
        ("m", "", "m"),
        ("x", "", "y"),
    ]);
    let imported = lines(&content);
    let said: Vec<String> = imported.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "a.jsonl:4, “c.txt”: “c” is part of “a”, which is part of “b”, which is part of “c”: \
             a circle; “c” was read as part of nothing. If another of these links is the wrong \
             one, change “Part of” in the register.",
            "a.jsonl:6, “x.txt”: “x” is a member of entity 00000000-0000-0000-0000-000000000159, \
             which the file does not have; this was left out. If it should be known, set “Member \
             of” in the register.",
            "a.jsonl:5, “m.txt”: “m” is a member of itself; this was left out. If another of \
             these links is the wrong one, change “Member of” in the register.",
        ]
    );
    assert!(imported.problems.iter().all(|p| p.severity == Severity::Warning));
    // All else is added.
    let mut project = empty();
    let additions = imported.additions(&project, "a.jsonl");
    project.apply_all(&additions.ops).unwrap();
    assert_eq!(project.documents().len(), 6);
    let linked: Vec<&str> = project
        .entities()
        .values()
        .filter(|e| e.part_of.is_some() || e.member_of.is_some())
        .map(|e| e.name.as_str())
        .collect();
    assert_eq!(linked, ["a", "b", "d"]);
}

#[test]
fn long_circles_are_said_shortly_and_found_fast() {
    let n = 100_000u128;
    let entity = |k: u128| json!({"id": uuid(k + 1), "name": format!("e{k}"), "part_of": uuid((k + 1) % n + 1)});
    let all: Vec<Value> = (0..n).map(entity).collect();
    let imported = lines(&json!({"text": "a", "entities": all}).to_string());
    assert_eq!(imported.problems.len(), 1);
    let what = &imported.problems[0].what;
    let want = "“e99999” is part of “e0”, which is part of “e1”, which is part of “e2”, which is \
        part of “e3”, and so on by 99992 more to “e99996”, which is part of “e99997”, which is \
        part of “e99998”, which is part of “e99999”: a circle; “e99999” was read as part of nothing";
    assert_eq!(what, want);
}

#[test]
fn spans_of_others_lose_nothing_in_silence() {
    let said = |span: &str| {
        let imported = lines(&format!(r#"{{"text": "Ada wrote", {span}}}"#));
        imported.problems.iter().map(|p| p.what.clone()).collect::<Vec<_>>().join("; ")
    };
    for (span, want) in [
        (
            r#""spans": [{"id": "T1", "start": 0, "end": 3, "label": "P"}]"#,
            "The field id of 1 span",
        ),
        (
            r#""spans": [{"start": 0, "end": 3, "label": "P", "note": 5}]"#,
            "The field note of 1 span",
        ),
        (
            r#""claims": [{"start": 0, "end": 3, "text": "s", "stance": "denies"}]"#,
            "The field stance of 1 span",
        ),
        (r#""claims": [{"start": 0, "end": 3, "text": "s", "quote": "Ada"}]"#, ""),
        (
            r#""claims": [{"start": 0, "end": 3, "text": "s", "quote": "Eve"}]"#,
            "“Eve” at 0–3: its words",
        ),
        (
            r#""spans": [{"start": 0, "end": 3, "label": "P", "ranges": 3}]"#,
            "its ranges are not a list",
        ),
        (r#""entities": [{"name": "x"}]"#, "No marks were made of 1 entry of “entities”"),
        (r#""entities": [{"name": "x"}, [0, 3, "P"]]"#, "neither a span nor an entity"),
    ] {
        let got = said(span);
        assert!(got.contains(want) && got.is_empty() == want.is_empty(), "{span}: {got}");
    }
}

#[test]
fn elements_of_an_array_are_named_by_their_place() {
    let imported =
        read_json(r#"[{"text": "a"}, 3]"#, "a.json", &options(), &mut counter(0)).unwrap();
    assert_eq!(imported.problems[0].document.as_deref(), Some("no. 2 of the array"));
}
