//! Files of other annotation programs: their texts are read, their spans where they are
//! meant, and what was left out is said.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::formats_support;

use formats_support::*;
use glossator_core::formats::jsonl::{read_json, read_lines, text_fields};
use glossator_core::formats::{Format, Imported, ProblemKind};
use glossator_core::model::MetaField;
use serde_json::{Value, json};

fn lines(lines: &[Value]) -> Imported {
    let content: String = lines.iter().map(|line| format!("{line}\n")).collect();
    read_lines(&content, "a.jsonl", &options(), &mut counter(0x9000)).unwrap()
}

fn file(value: &Value) -> Imported {
    read_json(&value.to_string(), "a.json", &options(), &mut counter(0x9000)).unwrap()
}

/// Label and words of all marks, document by document.
fn marks(imported: &Imported) -> Vec<String> {
    let all = imported.project.documents.iter().flat_map(|d| &d.annotations);
    all.map(|a| format!("{} {}", a.label.as_ref().unwrap(), a.exact)).collect()
}

fn said(imported: &Imported) -> Vec<&str> {
    imported.problems.iter().map(|p| p.what.as_str()).collect()
}

#[test]
fn doccano_counts_utf_16_and_its_file_shows_it() {
    let imported = lines(&[
        json!({"id": 1, "text": "Ada wrote to Bo.", "label": [[0, 3, "PER"], [13, 15, "PER"]]}),
        json!({"id": 2, "text": "😀 Ada wrote.", "label": [[3, 6, "PER"]], "Comments": []}),
        json!({"id": 3, "text": "😀😀 Bo left.", "label": [[5, 7, "PER"]]}),
    ]);
    assert_eq!(marks(&imported), ["PER Ada", "PER Bo", "PER Ada", "PER Bo"]);
    assert_eq!(
        said(&imported),
        [
            "The offsets were read as UTF-16 units: so 2 of 2 spans cover whole words, as code points 0"
        ]
    );
    // One that counts code points is read so, and nothing needs to be said.
    let imported = lines(&[json!({"text": "😀 Ada wrote.", "label": [[2, 5, "PER"]]})]);
    assert_eq!((marks(&imported), said(&imported)), (vec!["PER Ada".to_owned()], vec![]));
}

#[test]
fn offsets_that_fit_nothing_are_not_taken_over_in_silence() {
    let imported =
        lines(&[json!({"text": "😀 Ada wrote.", "label": [[4, 6, "PER"], [1, 4, "PER"]]})]);
    assert_eq!(marks(&imported), ["PER  Ad", "PER a "]);
    assert_eq!(imported.problems[0].kind, ProblemKind::OffsetUnit);
    assert!(
        said(&imported)[0].starts_with("2 of 2 spans behind an emoji"),
        "{:?}",
        said(&imported)
    );
}

#[test]
fn doccano_relations_are_kept_and_named() {
    let imported = lines(&[json!({
        "text": "Ada wrote to Bo.",
        "entities": [
            {"id": 7, "label": "PER", "start_offset": 0, "end_offset": 3},
            {"id": 8, "label": "PER", "start_offset": 13, "end_offset": 15},
        ],
        "relations": [{"id": 1, "from_id": 7, "to_id": 8, "type": "writes"}],
    })]);
    assert_eq!(marks(&imported), ["PER Ada", "PER Bo"]);
    assert_eq!(
        said(&imported),
        [
            "The field id of 2 spans is not known and was left out",
            "No marks were made of 1 relation between spans",
        ]
    );
    assert_eq!(imported.project.documents[0].document.extra["relations"][0]["type"], "writes");
}

#[test]
fn prodigy_spans_are_read_unless_they_were_rejected() {
    let task = |answer: &str| {
        json!({
            "text": "Ada wrote.", "_input_hash": 1, "answer": answer, "meta": {"source": "x"},
            "tokens": [{"text": "Ada", "start": 0, "end": 3, "id": 0}],
            "spans": [{"start": 0, "end": 3, "token_start": 0, "token_end": 0, "label": "PER"}],
        })
    };
    let imported = lines(&[task("accept"), task("reject"), task("ignore")]);
    assert_eq!(imported.project.documents.len(), 3);
    assert_eq!(marks(&imported), ["PER Ada"]);
    assert_eq!(said(&imported), ["No marks were made of 2 spans that were not accepted"]);
    let extra = &imported.project.documents[1].document.extra;
    assert_eq!(extra["spans_not_accepted"][0]["label"], "PER");
}

#[test]
fn spacy_is_read_in_all_its_shapes() {
    let train =
        json!([["Ada wrote.", {"entities": [[0, 3, "PER"]]}], ["Bo left.", {"entities": []}]]);
    let imported = file(&train);
    assert_eq!(imported.project.documents.len(), 2);
    assert_eq!((marks(&imported), said(&imported)), (vec!["PER Ada".to_owned()], vec![]));
    let doc = json!({
        "text": "Ada wrote.", "ents": [{"start": 0, "end": 3, "label": "PER"}],
        "sents": [{"start": 0, "end": 10}], "tokens": [],
        "spans": {"sc": [{"start": 4, "end": 9, "label": "V", "kb_id": ""}]},
    });
    let imported = lines(&[doc]);
    assert_eq!(
        (marks(&imported), said(&imported)),
        (vec!["PER Ada".to_owned(), "V wrote".to_owned()], vec![])
    );
}

/// A task of Label Studio with the results of some annotators.
#[test]
fn spacy_pairs_come_beside_their_classes() {
    let pair = json!(["Ada met Bo.\r", {"entities": [[0, 3, "PER"], [8, 10, "PER"]]}]);
    let many =
        json!({"classes": ["PER"], "annotations": [pair, null, ["Nobody.", {"entities": []}]]});
    let imported = file(&many);
    assert_eq!(imported.project.documents.len(), 2);
    assert_eq!(marks(&imported), ["PER Ada", "PER Bo"]);
    assert_eq!(marks(&file(&json!({"classes": [], "annotations": [pair]}))).len(), 2);
}

#[test]
fn an_odd_span_does_not_take_the_others_with_it() {
    for odd in [json!([8, 10]), json!(["8", 10, "PER"]), json!([8, 10, null])] {
        let imported = lines(&[json!({"text": "Ada met Bo.", "label": [[0, 3, "PER"], odd]})]);
        assert_eq!(marks(&imported), ["PER Ada"], "{odd}");
        assert_eq!(imported.problems.len(), 1, "{odd}");
        assert!(imported.problems[0].set_aside.is_some(), "{odd}");
    }
    let scored = lines(&[json!({"text": "Ada met Bo.", "label": [[0, 3, "PER", 0.93]]})]);
    assert_eq!(marks(&scored), ["PER Ada"]);
    assert!(said(&scored)[0].contains("score"));
    // Tags of the whole text are no spans; lists of something else are said to be kept.
    assert!(said(&lines(&[json!({"text": "Ada.", "labels": ["news", "short"]})])).is_empty());
    let kept = lines(&[json!({"text": "Ada.", "label": [["0", 3, "PER"]]})]);
    assert!(said(&kept)[0].starts_with("No marks were made of 1 entry"));
}

fn task(annotations: &Value) -> Value {
    json!({"id": 12, "data": {"text": "Ada wrote to Bo.", "source": "x"}, "annotations": annotations,
           "predictions": [{"score": 0.5, "result": []}]})
}

fn region(start: u32, end: u32, text: &str, labels: &Value) -> Value {
    let value = json!({"start": start, "end": end, "text": text, "labels": labels});
    json!({"id": "r", "type": "labels", "from_name": "label", "to_name": "text", "value": value})
}

#[test]
fn label_studio_tasks_give_their_texts_and_regions() {
    let result = json!([
        region(0, 3, "Ada", &json!(["PER", "AUTHOR"])),
        region(13, 15, "Bo", &json!(["PER"])),
        {"type": "relation", "from_id": "r", "to_id": "r"},
        {"type": "choices", "value": {"choices": ["news"]}},
    ]);
    let more = json!({"result": [region(0, 3, "Ada", &json!(["LOC"]))]});
    let skipped = json!({"was_cancelled": true, "result": []});
    let imported = file(&json!([task(&json!([skipped, {"result": result}, more]))]));
    assert_eq!(marks(&imported), ["PER Ada", "AUTHOR Ada", "PER Bo"]);
    let d = &imported.project.documents[0].document;
    assert_eq!((d.name.as_str(), d.meta(MetaField::Publisher)), ("12", Some("x")));
    let mut said = said(&imported);
    said.sort_unstable();
    assert_eq!(
        said,
        [
            "1 answer that is no span was left out",
            "1 further annotation of the same text was left out",
            "1 prediction was left out",
            "1 relation between spans was left out",
            "1 skipped annotation was left out",
        ]
    );
}

#[test]
fn label_studio_offsets_are_checked_by_their_words() {
    let task = task(
        &json!([{"result": [region(1, 4, "Ada", &json!(["PER"])), region(0, 2, "Eve", &json!(["PER"]))]}]),
    );
    let imported = file(&json!([task]));
    assert_eq!(marks(&imported), ["PER Ada"]);
    assert!(imported.project.documents[0].annotations[0].flagged);
    let kinds: Vec<_> = imported.problems.iter().map(|p| p.kind).collect();
    assert!(kinds.contains(&ProblemKind::Moved) && kinds.contains(&ProblemKind::Lost), "{kinds:?}");
}

#[test]
fn label_studio_min_is_read() {
    let imported = file(&json!([{
        "id": 3, "text": "Ada wrote.", "annotator": 1, "annotation_id": 5, "lead_time": 3.2,
        "label": [{"start": 0, "end": 3, "text": "Ada", "labels": ["PER"]}],
    }]));
    assert_eq!((marks(&imported), said(&imported)), (vec!["PER Ada".to_owned()], vec![]));
}

#[test]
fn lines_named_json_and_an_array_named_jsonl_are_read() {
    let lines = "{\"text\": \"a\"}\n{\"text\": \"b\"}\noops\n";
    let imported = read_json(lines, "a.json", &options(), &mut counter(0)).unwrap();
    assert_eq!(imported.project.documents.len(), 2);
    assert_eq!(imported.problems[0].line, Some(3));
    let array = "[\n  {\"text\": \"a\"},\n  {\"text\": \"b\"}\n]\n";
    let imported = read_lines(array, "a.jsonl", &options(), &mut counter(0)).unwrap();
    assert_eq!((imported.project.documents.len(), imported.problems.len()), (2, 0));
    // A line that was cut is one line's problem, not the file's.
    let cut = "{\"text\": \"a\"\n{\"text\": \"b\"}\n";
    let imported = read_lines(cut, "a.jsonl", &options(), &mut counter(0)).unwrap();
    assert_eq!((imported.project.documents.len(), imported.problems.len()), (1, 1));
}

#[test]
fn another_usual_name_of_the_text_is_taken_and_said() {
    let imported = lines(&[json!({"content": "Nine died.", "n": 1}), json!({"content": "Four."})]);
    assert_eq!(imported.project.documents.len(), 2);
    assert_eq!(said(&imported), ["There is no field “text”; the texts were taken from “content”"]);
    let imported = file(&json!([{"id": 1, "data": {"body": "Ada."}, "annotations": []}]));
    assert_eq!(imported.project.documents[0].text.as_str(), "Ada.");
}

#[test]
fn fields_to_choose_from_are_those_with_words() {
    let content = "{\"a\": 1, \"title\": \"T\", \"words\": \"w\"}\nbroken\n{\"more\": \"m\"}\n";
    let fields = text_fields(content, Format::JsonLines, None).unwrap();
    assert_eq!((fields.names.join(" "), fields.chosen), ("title words more".to_owned(), None));
    let fields = text_fields(content, Format::JsonLines, Some("words")).unwrap();
    assert_eq!(fields.chosen, Some(1));
    let task = json!([{"id": 1, "data": {"html": "Ada.", "n": 1}, "annotations": []}]).to_string();
    assert_eq!(text_fields(&task, Format::Json, None).unwrap().names, ["html"]);
    assert_eq!(text_fields("[1]", Format::Json, None), None);
}

#[test]
fn hostile_objects_are_only_data() {
    let line =
        r#"{"__proto__": {"text": "evil"}, "constructor": 1, "text": "first", "text": "Ada"}"#;
    let imported = read_lines(line, "a.jsonl", &options(), &mut counter(0)).unwrap();
    let d = &imported.project.documents[0];
    assert_eq!(d.text.as_str(), "Ada");
    assert_eq!(d.document.extra["__proto__"]["text"], "evil");
    let deep = format!("{{\"text\": \"a\", \"x\": {}", "[".repeat(100_000));
    let content = format!("{deep}\n{{\"text\": \"b\"}}\n");
    let imported = read_lines(&content, "a.jsonl", &options(), &mut counter(0)).unwrap();
    assert_eq!(imported.project.documents.len(), 1);
    assert_eq!(imported.problems[0].line, Some(1));
    assert!(imported.problems[0].what.contains("too deeply"), "{}", imported.problems[0]);
}

#[test]
fn notes_of_label_studio_are_notes() {
    let with = |meta: Value| {
        let mut region = region(0, 3, "Ada", &json!(["PER"]));
        region["meta"] = meta;
        let imported = file(&json!([task(&json!([{"result": [region]}]))]));
        assert_eq!(said(&imported), ["1 prediction was left out"]);
        imported.project.documents[0].annotations[0].note.clone()
    };
    assert_eq!(with(json!({"text": ["not sure", "ask Bo"]})), "not sure\nask Bo");
    assert_eq!(with(json!({"text": "not sure"})), "not sure");
    assert_eq!(with(json!({"text": []})), "");
    assert_eq!(with(json!({"other": 1})), "");
}

#[test]
fn spans_are_read_under_the_name_of_their_control() {
    let item = json!({"start": 0, "end": 3, "text": "Ada", "labels": ["PER", "AUTHOR"]});
    let min = json!({"id": 3, "text": "Ada wrote.", "ner": [item]});
    let imported = file(&json!([min]));
    assert_eq!(marks(&imported), ["PER Ada", "AUTHOR Ada"]);
    assert!(
        said(&imported).is_empty()
            && !imported.project.documents[0].document.extra.contains_key("ner")
    );
    // Arcs count words; what may be spans and is none to us is kept, and said.
    let arc = json!({"start": 0, "end": 1, "label": "nsubj", "dir": "left"});
    let imported = lines(&[
        json!({"text": "Ada wrote.", "arcs": [arc], "tokens": [{"start": 0, "end": 3, "tag": "NNP"}]}),
    ]);
    assert_eq!(marks(&imported), Vec::<String>::new());
    assert_eq!(said(&imported), ["No marks were made of 1 entry with a label of “arcs”"]);
    assert!(imported.project.documents[0].document.extra.contains_key("arcs"));
}

#[test]
fn ends_that_lie_one_before_the_end_of_a_word_are_said() {
    let warned = |label: Value, text: &str| {
        let imported = lines(&[json!({"text": text, "label": label})]);
        said(&imported).iter().any(|s| s.contains("one character before the end of a word"))
    };
    let text = "Ada wrote to Bo.";
    assert!(warned(json!([[0, 2, "PER"], [13, 14, "PER"]]), text));
    assert!(warned(json!([[0, 2, "PER"]]), "Adé wrote."));
    for good in [
        json!([[0, 3, "PER"], [13, 15, "PER"]]),
        json!([[0, 2, "PER"], [13, 15, "PER"]]),
        json!([[0, 1, "PER"]]),
        // Words show where a span is.
        json!([{"start": 0, "end": 2, "label": "PER", "text": "Ad"}]),
        json!([]),
    ] {
        assert!(!warned(good.clone(), text), "{good}");
    }
}
