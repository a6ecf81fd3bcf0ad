//! JSON Lines: what offsets count, and spans that are not where they say.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::formats_support;

use formats_support::lines::*;
use formats_support::*;
use glossator_core::formats::jsonl::read_lines;
use glossator_core::formats::{ProblemKind, Severity};
use glossator_core::text::OffsetUnit;
use proptest::prelude::*;
use serde_json::{Value, json};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn words_prove_the_unit(seed in any::<u64>()) {
        let project = random(seed);
        for d in project.documents().keys().filter_map(|d| project.open(*d)) {
            let text = d.text.as_str();
            for unit in [OffsetUnit::Utf16, OffsetUnit::Byte, OffsetUnit::Char] {
                let spans: Vec<Value> = d.marks.iter().filter(|a| a.ranges.as_slice().len() == 1).map(|a| {
                    let c = d.text.to_char_span(a.ranges.cover()).unwrap();
                    let (s, e) = (in_unit(text, c.start().get(), unit), in_unit(text, c.end().get(), unit));
                    json!({"start": s, "end": e, "label": "X", "text": a.exact})
                }).collect();
                let n = spans.len();
                let said = match unit {
                    OffsetUnit::Byte => "byte",
                    OffsetUnit::Char => "codepoint",
                    OffsetUnit::Utf16 => "utf16",
                };
                let line = json!({"text": text, "offset_unit": said, "spans": spans}).to_string();
                let imported = lines(&line);
                let read = &imported.project.documents[0].annotations;
                assert_eq!(read.len(), n);
                assert!(read.iter().all(|a| !a.flagged), "{unit}");
            }
        }
    }
}

#[test]
fn utf_16_without_a_word_about_it_is_seen_and_said() {
    // Proven by words: taken over, with a warning.
    let line = r#"{"text": "😀 Ada wrote", "spans": [{"start": 3, "end": 6, "label": "P", "text": "Ada"}]}"#;
    let imported = lines(line);
    assert_eq!(kinds(&imported.problems), [ProblemKind::OffsetUnit]);
    assert_eq!(words(&imported), ["Ada"]);
    // Likely, since so all cover whole words: taken over too, with a warning.
    let imported = lines(r#"{"text": "😀 Ada wrote", "spans": [[3, 6, "P"]]}"#);
    assert_eq!(kinds(&imported.problems), [ProblemKind::OffsetUnit]);
    assert_eq!(words(&imported), ["Ada"]);
    // Chosen by hand.
    let mut o = options();
    o.offset_unit = Some(OffsetUnit::Utf16);
    let line = r#"{"text": "😀 Ada wrote", "spans": [[3, 6, "P"]]}"#;
    let imported = read_lines(line, "a.jsonl", &o, &mut counter(0)).unwrap();
    assert_eq!((words(&imported), imported.problems.len()), (vec!["Ada"], 0));
}

#[test]
fn spans_that_do_not_fit_are_moved_with_a_flag_or_set_aside() {
    let rows: &[(&str, ProblemKind, Severity)] = &[
        (
            r#"{"start": 1, "end": 4, "label": "P", "text": "Ada"}"#,
            ProblemKind::Moved,
            Severity::Warning,
        ),
        (
            r#"{"start": 1, "end": 4, "label": "P", "text": "Eve"}"#,
            ProblemKind::Lost,
            Severity::Error,
        ),
        (r#"{"start": 1, "end": 99, "label": "P"}"#, ProblemKind::Lost, Severity::Error),
        (r#"{"start": 3, "end": 3, "label": "P"}"#, ProblemKind::Lost, Severity::Error),
        (r#"{"start": 5, "end": 2, "label": "P"}"#, ProblemKind::Lost, Severity::Error),
        (r#"{"start": -1, "end": 2, "label": "P"}"#, ProblemKind::Malformed, Severity::Error),
        (r#"{"start": "0", "end": 2, "label": "P"}"#, ProblemKind::Malformed, Severity::Error),
        (r#"{"start": 0, "end": 3}"#, ProblemKind::Reference, Severity::Error),
        (
            r#"{"start": 0, "end": 3, "label": "P", "kind": "claim"}"#,
            ProblemKind::Malformed,
            Severity::Error,
        ),
        (
            r#"{"start": 0, "end": 3, "label": "P", "colour": 1}"#,
            ProblemKind::UnknownField,
            Severity::Warning,
        ),
        // Another program's, though it could be read as one of ours: written back it is another.
        (
            r#"{"start": 0, "end": 3, "label": "P", "id": "d41d8cd98f00b204e9800998ecf8427e"}"#,
            ProblemKind::UnknownField,
            Severity::Warning,
        ),
        (
            r#"{"start": 0, "end": 3, "label": "P", "entity": "Q1"}"#,
            ProblemKind::Reference,
            Severity::Warning,
        ),
        (r#"[0, 3]"#, ProblemKind::Malformed, Severity::Error),
        (r#"7"#, ProblemKind::Malformed, Severity::Error),
    ];
    for (span, kind, severity) in rows {
        let imported = lines(&format!(r#"{{"text": "Ada wrote", "spans": [{span}]}}"#));
        assert_eq!(kinds(&imported.problems), [*kind], "{span}");
        let problem = &imported.problems[0];
        assert_eq!((problem.severity, problem.line), (*severity, Some(1)), "{span}");
        let kept = imported.project.documents[0].annotations.len();
        assert_eq!(kept, usize::from(*severity == Severity::Warning), "{span}");
        assert_eq!(problem.set_aside.is_some(), kept == 0, "{span}");
        let flagged = imported.project.documents[0].annotations.iter().any(|a| a.flagged);
        assert_eq!(flagged, matches!(kind, ProblemKind::Moved) || span.contains("Q1"), "{span}");
    }
}

#[test]
fn an_offset_inside_a_character_is_refused() {
    let line = r#"{"text": "😀 Ada", "offset_unit": "utf16", "spans": [[1, 2, "P"]]}"#;
    let imported = lines(line);
    assert_eq!(kinds(&imported.problems), [ProblemKind::Lost]);
    assert!(imported.problems[0].what.contains("inside the character"), "{}", imported.problems[0]);
    let split = lines("{\"text\": \"Zoe\u{308}\", \"spans\": [[0, 3, \"P\"]]}");
    assert_eq!(kinds(&split.problems), [ProblemKind::SplitGrapheme]);
    assert_eq!(words(&split), ["Zoe"]);
    let unit = lines(r#"{"text": "Ada", "offset_unit": "furlong", "spans": [[0, 3, "P"]]}"#);
    assert_eq!(kinds(&unit.problems), [ProblemKind::OffsetUnit]);
    assert!(unit.problems[0].set_aside.as_ref().unwrap().contains("[0,3,\"P\"]"));
}

#[test]
fn one_odd_span_does_not_hide_the_unit() {
    let span = |start: u32, words: &str| json!({"start": start, "end": start + words.encode_utf16().count() as u32, "label": "P", "text": words});
    let text = "😀 Ada wrote to\nBo and Zoë in Cairo.";
    let odd = json!({"start": 13, "end": 18, "label": "P", "text": "to\\nBo"});
    let spans = json!([span(3, "Ada"), odd, span(23, "Zoë"), span(30, "Cairo")]);
    let imported = lines(&json!({"text": text, "spans": spans}).to_string());
    assert_eq!(words(&imported), ["Ada", "Zoë", "Cairo"]);
    assert_eq!(kinds(&imported.problems), [ProblemKind::Lost, ProblemKind::OffsetUnit]);
    assert!(imported.project.documents[0].annotations.iter().all(|a| !a.flagged));
    // Where most are right in code points, those that are not are looked for.
    let spans = json!([span(2, "Ada"), span(22, "Zoë"), span(30, "Cairo")]);
    let imported = lines(&json!({"text": text, "spans": spans}).to_string());
    assert_eq!(kinds(&imported.problems), [ProblemKind::Moved]);
}

#[test]
fn whole_numbers_may_be_written_with_a_point() {
    let line = r#"{"text": "Ada wrote", "spans": [{"start": 0.0, "end": 3.0, "label": "P"}, [4.0, 9e0, "V"]]}"#;
    let imported = lines(line);
    assert_eq!(imported.problems, []);
    assert_eq!(words(&imported), ["Ada", "wrote"]);
    for bad in ["0.5", "-1.0", "1e20"] {
        let line =
            format!(r#"{{"text": "Ada", "spans": [{{"start": {bad}, "end": 3, "label": "P"}}]}}"#);
        assert_eq!(kinds(&lines(&line).problems), [ProblemKind::Malformed], "{bad}");
    }
}

#[test]
fn places_are_told_in_code_points() {
    let line = r#"{"text": "😀😀 Ada wrote", "offset_unit": "codepoint", "spans": [{"start": 3, "end": 12, "label": "P", "ranges": [{"start": 3, "end": 8}, {"start": 6, "end": 12}]}]}"#;
    let imported = lines(line);
    assert_eq!(kinds(&imported.problems), [ProblemKind::Lost]);
    let what = &imported.problems[0].what;
    assert!(what.contains("one begins at 6, before"), "{what}");
}

#[test]
fn a_changed_text_is_reported() {
    let project = one("Ada wrote", &[&[(0, 3)]]);
    let content = write_lines(&project, options().layer).content;
    let imported = lines(&content.replace("\"Ada wrote\"", "\"So Ada wrote\""));
    assert_eq!(kinds(&imported.problems), [ProblemKind::TextChanged, ProblemKind::Moved]);
    assert!(imported.project.documents[0].annotations[0].flagged);
}
