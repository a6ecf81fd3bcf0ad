//! What files say of a document under names of their own.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::formats_support;

use formats_support::*;
use glossator_core::formats::jsonl::{TextFields, read_lines};
use glossator_core::formats::wire::Report;
use glossator_core::formats::{Format, Imported, table};
use glossator_core::model::{Document, MetaField};
use glossator_core::query::{Ask, FileInfo, FileRow, FileStage, file_rows, other_fields};
use serde_json::{Value, json};

fn rows(content: &str) -> Imported {
    table::read(content, "t.csv", &options(), &mut counter(0)).unwrap()
}

fn line(value: &Value) -> Imported {
    read_lines(&value.to_string(), "a.jsonl", &options(), &mut counter(0)).unwrap()
}

fn document(imported: &Imported) -> &Document {
    &imported.project.documents[0].document
}

/// What is known of a document, and what it has besides.
fn known(d: &Document) -> (Value, Value) {
    let meta: Vec<(&str, &str)> = d.meta.iter().map(|(f, v)| (f.as_str(), v.as_str())).collect();
    let meta: serde_json::Map<String, Value> =
        meta.into_iter().map(|(f, v)| (f.to_owned(), v.into())).collect();
    (meta.into(), serde_json::to_value(&d.extra).unwrap())
}

#[test]
fn columns_are_known_in_any_case_and_by_other_words() {
    let content = "Id,Title,Author,Date,Source,Section,Text\n\
                   7,Fire,Zoë,2025-09-27,AFP,news,Nine died.\n";
    let imported = rows(content);
    assert_eq!(
        known(document(&imported)),
        (
            json!({"title": "Fire", "author": "Zoë", "published": "2025-09-27", "publisher": "AFP"}),
            json!({"Id": "7", "Section": "news"})
        )
    );
    for (names, cells, meta, extra) in [
        (
            "PUBLISHED,Republished From,Source_URL,Language",
            "spring,Wire,u,en",
            json!({"published": "spring", "republished_from": "Wire", "url": "u", "lang": "en"}),
            json!({}),
        ),
        // An exact name wins, wherever it stands; of two synonyms the first.
        (
            "source,publisher,outlet",
            "A,B,C",
            json!({"publisher": "B"}),
            json!({"source": "A", "outlet": "C"}),
        ),
        ("site,source", "A,B", json!({"publisher": "A"}), json!({"source": "B"})),
        ("Publisher,publisher", "A,B", json!({"publisher": "B"}), json!({"Publisher": "A"})),
        // An empty cell says nothing.
        ("publisher,source", ",B", json!({"publisher": "B"}), json!({})),
        // A source is as often an address.
        ("source", "https://a.b/c", json!({}), json!({"source": "https://a.b/c"})),
        ("headline,byline", "H,B", json!({"title": "H", "author": "B"}), json!({})),
        ("text type,sources", "x,y", json!({}), json!({"text type": "x", "sources": "y"})),
    ] {
        let imported = rows(&format!("{names},text\n{cells},Nine died.\n"));
        assert_eq!(known(document(&imported)), (meta, extra), "{names}");
    }
}

#[test]
fn a_date_is_one_if_it_is_understood() {
    for (value, published, kept) in [
        ("2025-09-27T08:00:00Z", Some("2025-09-27T08:00:00Z"), false),
        ("2025-09-27 08:00", Some("2025-09-27 08:00"), false),
        ("2025-09", Some("2025-09"), false),
        ("27 September 2025", Some("2025-09-27"), true),
        ("Sep 27, 2025", Some("2025-09-27"), true),
        ("2025-09-27 (updated)", Some("2025-09-27"), true),
        ("2025 was a year", None, true),
        ("Tuesday", None, true),
        ("2025-13-40", None, true),
        ("27 September", None, true),
        ("due", None, true),
    ] {
        let imported = line(&json!({"text": "a", "pub_date": value}));
        let d = document(&imported);
        assert_eq!(d.meta(MetaField::Published), published, "{value}");
        assert_eq!(d.extra.contains_key("pub_date"), kept, "{value}");
    }
}

#[test]
fn objects_are_looked_into_and_their_own_fields_last() {
    for (value, meta, extra) in [
        (
            json!({"text": "a", "meta": {"source": "AFP", "date": "2025-09-27", "headline": "H", "desk": 3}}),
            json!({"publisher": "AFP", "published": "2025-09-27", "title": "H"}),
            json!({"desk": 3}),
        ),
        (
            json!({"text": "a", "metadata": {"Outlet": "AFP", "Author": "Zoë", "x": [1]}}),
            json!({"publisher": "AFP", "author": "Zoë"}),
            json!({"x": [1]}),
        ),
        (
            json!({"text": "a", "publisher": "B", "meta": {"source": "A"}}),
            json!({"publisher": "B"}),
            json!({"source": "A"}),
        ),
        (
            json!({"text": "a", "source": "B", "meta": {"source": "A"}}),
            json!({"publisher": "A"}),
            json!({"source": "B"}),
        ),
        // What had no place when it was written has none now.
        (json!({"text": "a", "extra": {"source": "A"}}), json!({}), json!({"source": "A"})),
        (
            json!({"text": "a", "authors": ["A", "B"], "date": 20250927}),
            json!({}),
            json!({"authors": ["A", "B"], "date": 20250927}),
        ),
        (json!({"text": "a", "metadata": 3}), json!({}), json!({"metadata": 3})),
    ] {
        assert_eq!(known(document(&line(&value))), (meta, extra), "{value}");
    }
}

#[test]
fn what_was_taken_comes_back_from_our_own_files() {
    let value =
        json!({"text": "Ada.", "outlet": "AFP", "site": "B", "byline": "Zoë", "date": "due"});
    let imported = line(&value);
    let mut project = empty();
    let additions = imported.additions(&project, "a.jsonl");
    for (id, text) in additions.texts {
        project.provide_text(id, text);
    }
    project.apply_all(&additions.ops).unwrap();
    let before = project.documents().values().next().unwrap().clone();
    assert_eq!(before.meta(MetaField::Publisher), Some("AFP"));
    for format in [Format::Project, Format::JsonLines] {
        let written = export(format, &project, options().layer, None).unwrap();
        let back = glossator_core::formats::read(
            format,
            "x",
            &written.content,
            &options(),
            &mut counter(0x5000),
        );
        assert_eq!(*document(&back.unwrap()), before, "{format:?}");
    }
}

#[test]
fn the_other_fields_can_be_read() {
    let long = "x".repeat(500);
    let value = json!({
        "text": "a", "desk": "A  B", "n": 3, "yes": true, "none": null, "tags": ["a", 2],
        "deep": [[1]], "more": {"a": 1, "b": 2}, "long": long,
    });
    let imported = line(&value);
    let shown = other_fields(document(&imported));
    let shown: Vec<(&str, &str)> = shown.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(
        shown,
        [
            ("deep", "1 entry"),
            ("desk", "A B"),
            ("long", format!("{}…", &long[..200]).as_str()),
            ("more", "2 fields"),
            ("n", "3"),
            ("none", "nothing"),
            ("tags", "a, 2"),
            ("yes", "yes"),
        ]
    );
}

#[test]
fn the_import_screen_says_what_was_taken_for_what() {
    let imported = rows("Title,Author,Date,Source,text\nH,Z,2025-09-27,AFP,Nine.\n");
    let taken = &imported.taken;
    assert_eq!(
        taken.iter().map(|(f, n)| (f.as_str(), n.as_str())).collect::<Vec<_>>(),
        [("publisher", "Source"), ("published", "Date")]
    );
    let report = Report {
        failed: false,
        taken: taken.clone(),
        table: None,
        ..Report::unread(Some(Format::Csv))
    };
    let file = |job, name| FileInfo {
        job,
        name,
        stage: FileStage::Read,
        report: Some(&report),
        documents: 1,
        confirmed: false,
        unit: None,
        decided: false,
    };
    let note = |files: &[FileInfo<'_>]| file_rows(files)[0].note.clone();
    assert_eq!(note(&[file(1, "a.csv")]), "CSV, Source as publisher, Date as published");
    assert_eq!(
        note(&[file(1, "d/a.csv"), file(2, "d/b.csv")]),
        "2 files, CSV, Source as publisher, Date as published"
    );
}

#[test]
fn a_choice_for_one_file_is_offered_to_those_with_the_same_fields() {
    let fields = |names: &[&str], chosen| {
        let names = names.iter().map(|n| (*n).to_owned()).collect();
        let fields = Some(TextFields { names, chosen });
        Report { failed: false, fields, ..Report::unread(Some(Format::JsonLines)) }
    };
    let names = ["headline", "story"];
    let (story, headline) = (fields(&names, Some(1)), fields(&names, Some(0)));
    let other = fields(&["story"], Some(0));
    let file = |job, report, decided| FileInfo {
        job,
        name: "a.jsonl",
        stage: FileStage::Read,
        report: Some(report),
        documents: 1,
        confirmed: false,
        unit: None,
        decided,
    };
    let alike = |first: bool| -> Vec<Vec<u32>> {
        // The fifth was decided about by itself, the last is read in this way as it is.
        let files = [
            file(1, &story, first),
            file(2, &headline, false),
            file(3, &other, false),
            file(4, &headline, false),
            file(5, &headline, true),
            file(6, &story, false),
        ];
        let rows = file_rows(&files);
        let of = |row: &FileRow| match row.asks.as_slice() {
            [Ask::Field { alike, .. }] => alike.clone(),
            other => panic!("{other:?}"),
        };
        rows.iter().map(of).collect()
    };
    let none = Vec::new;
    assert_eq!(alike(true), [vec![2, 4], none(), none(), none(), vec![6], none()]);
    assert_eq!(alike(false)[0], none());
}
