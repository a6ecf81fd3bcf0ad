//! Plain text, tables and the list of formats.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::formats_support;

use std::collections::BTreeSet;

use formats_support::*;
use glossator_core::formats::table::{preview, read as read_table};
use glossator_core::formats::{
    Format, Imported, Problem, ProblemKind, ReadOptions, TableOptions, WriteError, detect,
    file_order, plain, read_any,
};
use glossator_core::model::MetaField;

fn text(content: &str) -> Result<Imported, ProblemKind> {
    plain::read(content, "a.txt", &options(), &mut counter(0)).map_err(|e| e.0.kind)
}

#[test]
fn text_is_taken_as_it_is() {
    for content in [
        "a",
        " a \r\n\r\n",
        "\u{FEFF}القاهرة 😀",
        "e\u{308}\u{2028}",
        "\n",
        "a\u{1}b",
        "# T\n\n*x*  \n",
    ] {
        let imported = text(content).unwrap();
        let d = &imported.project.documents[0];
        assert_eq!(d.text.as_str(), content.trim_start_matches('\u{FEFF}'));
        assert_eq!(d.document.bom, content.starts_with('\u{FEFF}'));
        assert_eq!(d.document.sha256, d.text.sha256());
        assert_eq!(d.document.len_chars as usize, d.text.as_str().chars().count());
        assert_eq!(imported.problems.len(), usize::from(content == "\n"), "{content:?}");
    }
    let mut o = options();
    o.had_bom = true;
    let imported = plain::read("a", "a.txt", &o, &mut counter(0)).unwrap();
    assert!(imported.project.documents[0].document.bom);
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(text(""), Err(ProblemKind::Empty));
    assert_eq!(text("\u{FEFF}"), Err(ProblemKind::Empty));
    assert_eq!(text("a\0b"), Err(ProblemKind::Binary));
    assert_eq!(text(&"a\u{1}".repeat(50)), Err(ProblemKind::Binary));
    let replaced = text("Zo\u{FFFD}").unwrap();
    assert_eq!(replaced.problems[0].kind, ProblemKind::Binary);
}

fn table(content: &str, options: &ReadOptions) -> Imported {
    read_table(content, "t.csv", options, &mut counter(0)).unwrap_or_else(|e| panic!("{e}"))
}

fn texts(imported: &Imported) -> Vec<&str> {
    imported.project.documents.iter().map(|d| d.text.as_str()).collect()
}

#[test]
fn tables_are_read_row_by_row() {
    let rows: &[(&str, &[&str])] = &[
        ("text\na\nb\n", &["a", "b"]),
        ("id,text\n1,a\n2,b", &["a", "b"]),
        ("id;text\n1;a, b\n2;c, d", &["a, b", "c, d"]),
        ("id\ttext\n1\ta,b;c\n", &["a,b;c"]),
        ("text,n\r\n\"a\r\nb\n\",1\r\n\" x \",2\r\n", &["a\r\nb\n", " x "]),
        ("text,n\n\"say \"\"hi\"\"\",1", &["say \"hi\""]),
        ("n,words\n1,short\n2,a much longer cell", &["short", "a much longer cell"]),
        ("\u{FEFF}text,n\n😀,1", &["😀"]),
        ("text,n\n5\" pipe,1\n", &["5\" pipe"]),
        ("id\ttext\n1\t\"a\tb\"\n2\t\"c\nd\"\n", &["a\tb", "c\nd"]),
        // With tabs, quotation marks that are not around a cell are words.
        ("id\ttext\n1\t\"We know,\" he said.\n2\t\"No\n", &["\"We know,\" he said.", "\"No"]),
    ];
    for (content, want) in rows {
        let imported = table(content, &options());
        assert_eq!(imported.problems, [], "{content:?}");
        assert_eq!(texts(&imported), *want, "{content:?}");
    }
}

#[test]
fn a_line_may_say_the_delimiter() {
    for content in [
        "sep=;\nid;title;text\n1;A;Hello\n2;B\n",
        "\u{FEFF}sep=;\r\nid;title;text\r\n1;A;Hello\r\n2;B\r\n",
        "\"sep=;\"\nid;title;text\n1;A;Hello\n2;B\n",
    ] {
        let imported = table(content, &options());
        assert_eq!(texts(&imported), ["Hello"], "{content:?}");
        let lines: Vec<_> = imported.problems.iter().map(|p| p.line).collect();
        assert_eq!(lines, [Some(4)], "{content:?}");
        let looks = preview(content, "t.csv", &TableOptions::default()).unwrap();
        assert_eq!((looks.delimiter, looks.columns.len(), looks.rows), (b';', 3, 2));
    }
    let twice = table("sep=|\ntext|x|x\na|1|2\n", &options());
    assert_eq!(twice.problems[0].line, Some(2));
    assert_eq!(texts(&twice), ["a"]);
    let mut chosen = options();
    chosen.table.delimiter = Some(b',');
    assert_eq!(texts(&table("sep=;\nid,text\n1,a;b\n", &chosen)), ["a;b"]);
    let column = table("sep=\nwords\n", &options());
    assert_eq!(texts(&column), ["words"]);
}

#[test]
fn ids_of_rows_stay_as_they_are_written() {
    let own = "d41d8cd98f00b204e9800998ecf8427e";
    let imported = table(&format!("id,text\n{own},a\n"), &options());
    assert_eq!(imported.project.documents[0].document.extra["id"], own);
}

#[test]
fn a_header_that_seems_to_be_a_document_is_named() {
    let said = |content: &str| {
        let problems = table(content, &options()).problems;
        let about_header = |p: &&Problem| p.what.starts_with("The first line");
        problems.iter().filter(about_header).map(|p| p.line).collect::<Vec<_>>()
    };
    let long =
        "The fire at Pier Nine began in the afternoon and burned until nobody was left to see";
    for header in ["1,Nine people died.", "7,text", "x,Nobody knows!", &format!("a,{long}")] {
        assert_eq!(
            said(&format!("{header}\n2,Four people died at the pier.\n")),
            [Some(1)],
            "{header}"
        );
    }
    for header in [
        "id,text",
        "id,body of the text",
        "id,What happened to you?",
        "2019,2020",
        "2024 report,text",
        "No.,text",
        "id,Text:",
    ] {
        assert_eq!(said(&format!("{header}\n2,Four people died at the pier.\n")), [], "{header}");
    }
}

#[test]
fn lines_are_those_of_the_file() {
    for (content, line) in [
        ("id,text\n1,a\n2\n", 3),
        ("id,text\r\n1,a\r\n2\r\n", 3),
        ("id,text\n\n1,a\n\n\n2\n", 6),
        ("\r\nid,text\r\n1,a\r\n\r\n2\r\n", 5),
        // As old programs of the Mac write them.
        ("id,text\r1,a\r2\r", 3),
        ("id,text\r\r1,\"a\rb\"\r2\r", 5),
    ] {
        assert_eq!(table(content, &options()).problems[0].line, Some(line), "{content:?}");
    }
}

#[test]
fn a_wide_table_without_names_is_read_at_once() {
    let wide = |cell: &str, last: &str| format!("{cell}{}{last}\n", ",".repeat(16_000));
    let imported = table(&(wide("text", "") + &wide("Hello", "x")), &options());
    assert_eq!(texts(&imported), ["Hello"]);
    let extra = &imported.project.documents[0].document.extra;
    assert_eq!(extra.iter().collect::<Vec<_>>(), [(&" 16000".to_owned(), &"x".into())]);
    let same = table("a 2,a,a,text\n1,2,3,x\n", &options());
    let extra = &same.project.documents[0].document.extra;
    assert_eq!(extra.keys().collect::<Vec<_>>(), ["a", "a 2", "a 3"]);
}

#[test]
fn columns_are_previewed_and_chosen() {
    let content = "id,headline,body,section\n1,H,the body,news\n2,,x,\n";
    let looks = preview(content, "t.csv", &TableOptions::default()).unwrap();
    assert_eq!((looks.delimiter, looks.rows), (b',', 2));
    assert_eq!((looks.text, looks.id, looks.title), (2, Some(0), Some(1)));
    assert_eq!((looks.columns[2].example.as_str(), looks.columns[2].average), ("the body", 4));

    let d = &table(content, &options()).project.documents[0].document;
    assert_eq!((d.name.as_str(), d.meta(MetaField::Title)), ("1", Some("H")));
    assert_eq!(
        serde_json::to_value(&d.extra).unwrap(),
        serde_json::json!({"id": "1", "section": "news"})
    );

    let mut o = options();
    o.table.text = Some("headline".to_owned());
    assert_eq!(preview(content, "t.csv", &o.table).unwrap().text, 1);
    o.table.title = Some("section".to_owned());
    let imported = table(content, &o);
    assert_eq!(texts(&imported), ["H"]);
    assert_eq!(imported.problems[0].kind, ProblemKind::Empty);
    assert_eq!(imported.problems[0].line, Some(3));

    o.table.text = Some("Text".to_owned());
    let error = read_table(content, "t.csv", &o, &mut counter(0)).unwrap_err();
    assert_eq!(error.0.what, "There is no column “Text”");
    assert_eq!(error.0.advice, "The table has: id, headline, body, section");
}

#[test]
fn ragged_rows_are_named_and_the_others_read() {
    let imported = table("id,text\n1,\"a\nb\"\n2\n3,c,d\n4,e\n", &options());
    assert_eq!(texts(&imported), ["a\nb", "e"]);
    let said: Vec<(Option<u32>, &str)> =
        imported.problems.iter().map(|p| (p.line, p.what.as_str())).collect();
    assert_eq!(
        said,
        [
            (Some(4), "The row has 1 cells, the header 2"),
            (Some(5), "The row has 3 cells, the header 2")
        ]
    );
    assert_eq!(imported.problems[1].set_aside.as_deref(), Some(r#"["3","c","d"]"#));
}

#[test]
fn other_slips_of_tables_are_named() {
    let twice = table("text,x,x\na,1,2\n", &options());
    assert_eq!(twice.problems[0].kind, ProblemKind::Duplicate);
    let extra = &twice.project.documents[0].document.extra;
    assert_eq!((&extra["x"], &extra["x 2"]), (&"1".into(), &"2".into()));
    let old = table("text\ra\r\"b\rc\r", &options());
    assert!(old.problems.iter().any(|p| p.what.contains("not closed") && p.line == Some(3)));
    let open = table("text\na\n\"b\nc\n", &options());
    assert!(open.problems.iter().any(|p| p.what.contains("not closed") && p.line == Some(3)));
    let behind = table("id,text\n1,\"We know,\" he said\n", &options());
    assert!(behind.problems.iter().any(|p| p.what.contains("goes on") && p.line == Some(2)));
    let bare = read_table("id,text\n", "t.csv", &options(), &mut counter(0)).unwrap_err();
    assert_eq!(
        bare.to_string(),
        "t.csv: The table has a header, but no rows. The first line names the columns, each further one holds a document."
    );
    for empty in ["", "\u{FEFF}", "\n\n"] {
        assert!(read_table(empty, "t.csv", &options(), &mut counter(0)).is_err());
    }
    let id = uuid(0x77);
    let same = table(&format!("id,text\n{id},a\n{id},b\n"), &options());
    assert_eq!(same.problems[0].kind, ProblemKind::Duplicate);
    let ids: BTreeSet<_> = same.project.documents.iter().map(|d| d.document.id).collect();
    assert_eq!(ids.len(), 2);
}

#[test]
fn names_and_first_characters_give_the_format_away() {
    let project = "{\n  \"format\": \"glossator-project\"";
    for (name, head, want) in [
        ("a.glossator.json", "", Some(Format::Project)),
        ("A.GLOSSATOR.JSON", "", Some(Format::Project)),
        ("a.json", project, Some(Format::Project)),
        ("a.json", "[]", Some(Format::Json)),
        ("a.jsonl", project, Some(Format::JsonLines)),
        ("dir.json/a.txt", "", Some(Format::Text)),
        ("README", "", Some(Format::Text)),
        ("a.md", "", Some(Format::Markdown)),
        ("a.csv", "", Some(Format::Csv)),
        ("a.tsv", "", Some(Format::Tsv)),
        ("a.pdf", "", None),
        ("csv", "", Some(Format::Text)),
    ] {
        assert_eq!(detect(name, head), want, "{name}");
    }
    let ids: BTreeSet<_> = Format::ALL.iter().map(|f| f.info().id).collect();
    assert_eq!(ids.len(), Format::ALL.len());
}

#[test]
fn every_format_is_read_through_one_door() {
    let read = |name: &str, content: &str| read_any(name, content, &options(), &mut counter(0));
    for (name, content) in [
        ("a.txt", "Ada"),
        ("a.md", "Ada"),
        ("a.csv", "text\nAda\n"),
        ("a.tsv", "id\ttext\n1\tAda\n"),
        ("a.json", "{\"text\": \"Ada\"}"),
        ("a.jsonl", "{\"text\": \"Ada\"}\n"),
    ] {
        assert_eq!(texts(&read(name, content).unwrap()), ["Ada"], "{name}");
    }
    let error = read("a.docx", "PK").unwrap_err();
    assert!(error.0.advice.contains(".glossator.json"), "{error}");
    let project = sample();
    for format in Format::ALL {
        let written = export(format, &project, options().layer, None);
        match written {
            Ok(Exported { content, losses }) => {
                let name = format.file_name("p");
                assert_eq!(read(&name, &content).unwrap().project.documents.len(), 5);
                let info = format.info().written.unwrap();
                assert_eq!(info.leaves_out.is_none(), losses.is_empty(), "{name}");
            }
            Err(error) => {
                assert!(matches!(error, WriteError::ReadOnly(_)));
                assert_eq!(format.info().written, None, "{error}");
            }
        }
    }
}

#[test]
fn files_are_in_the_order_of_their_numbers() {
    let sorted = [
        "",
        "9/b.txt",
        "10/a.txt",
        "a",
        "a-007",
        "a-7",
        "a-7b",
        "a-08",
        "a-10 2.txt",
        "a-10 010.txt",
        "a-99999999999999999999",
        "a-100000000000000000000",
        "b.txt",
        "é2",
        "é10",
        "٢",
    ];
    for (n, a) in sorted.iter().enumerate() {
        for (m, b) in sorted.iter().enumerate() {
            assert_eq!(file_order(a, b), n.cmp(&m), "{a} {b}");
        }
    }
}

#[test]
fn bars_part_the_cells_too() {
    for (content, want) in [
        ("id|text\n1|a, b; c\n2|d\n", vec!["a, b; c", "d"]),
        ("id,text\n1,a|b\n2,c\n", vec!["a|b", "c"]),
    ] {
        let imported = table(content, &options());
        assert_eq!((texts(&imported), imported.problems.len()), (want, 0), "{content:?}");
    }
    let looks = preview("a|b,c\n1|2,3\n", "t.csv", &TableOptions::default()).unwrap();
    assert_eq!(looks.delimiter, b',');
}

#[test]
fn all_slips_of_quotation_marks_are_told() {
    let said = |content: &str| {
        let problems = table(content, &options()).problems;
        let quotes = problems.into_iter().filter(|p| p.what.contains("quotation mark"));
        quotes.map(|p| (p.line, p.what.contains("not closed"))).collect::<Vec<_>>()
    };
    let both = "id,text\n1,\"Yes\" he said\n2,\"never closed\n3,b\n4,c\n";
    assert_eq!(said(both), [(Some(2), false), (Some(3), true)]);
    // Of many of one kind the first.
    let many = "id,text\n1,\"Yes\" he\n2,\"No\" she\n";
    assert_eq!(said(many), [(Some(2), false)]);
}
