//! Authority files: reading, finding, and taking entries over.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, entity, mark, refused};
use glossator_core::actions::entities::{self, adopt};
use glossator_core::formats::authority::read;
use glossator_core::model::{AliasKind, AuthorityRow, AuthorityRows, LabelId};
use glossator_core::query::{AuthorityIndex, AuthorityShelf, Match};

const CSV: &str = "id,name,aliases,type,description,born\n\
    reg:MB-01,Marrow Bay Harbour Authority,MBHA|the Harbour; Board,ORG,port authority,\n\
    7,\"Valk, Oren\",O. Valk;Valk,PER,,1970\n";

fn what(content: &str, file: &str) -> Vec<String> {
    read(content, file).unwrap().problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_table_and_lines_say_the_same() {
    let table = read(CSV, "harbour.csv").unwrap();
    let lines = read(
        "{\"id\": \"reg:MB-01\", \"name\": \"Marrow  Bay Harbour Authority\", \
         \"aliases\": [\"MBHA\", \"the Harbour; Board\", \"\"], \"type\": \"ORG\", \
         \"description\": \"port authority\"}\n\n\
         {\"id\": 7, \"name\": \"Valk, Oren\", \"aliases\": \"O. Valk;Valk\", \"type\": \"PER\", \
         \"description\": null, \"born\": 1970}\n",
        "/files/harbour.list.jsonl",
    )
    .unwrap();
    assert_eq!(table.rows, lines.rows);
    let second = table.rows.get(1).unwrap();
    assert_eq!(second.id, "harbour:7", "the file is the scheme");
    assert_eq!(second.aliases, ["O. Valk", "Valk"]);
    assert_eq!(table.rows.get(2), None);
    for problems in [&table.problems, &lines.problems] {
        assert_eq!(problems.len(), 1);
        assert!(problems[0].what.contains("“born” is left out"));
    }
}

#[test]
fn every_bad_row_is_named_and_the_others_are_read() {
    let content = "id;name\n1;One\n1;Uno\n;Nobody\n2;\n3\na b;Blank\n:4;Four\n5;Five\n";
    let read_back = read(content, "list.csv").unwrap();
    assert_eq!(read_back.rows.iter().map(|r| r.id).collect::<Vec<_>>(), ["list:1", "list:5"]);
    let lines: Vec<Option<u32>> = read_back.problems.iter().map(|p| p.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8].map(Some));
    assert!(read_back.problems[0].what.ends_with("is in line 2 already"));
    assert_eq!(read_back.problems[3].set_aside.as_deref(), Some("[\"3\"]"));
    let content = "{\"id\": \"1\", \"name\": \"One\"}\n{\"id\": \"2\", \"name\" \"Two\"}\n\
        {\"id\": \"3\", \"name\": 3}\n[]\n";
    let problems = read(content, "list.jsonl").unwrap().problems;
    let places: Vec<_> = problems.iter().map(|p| (p.line, p.column)).collect();
    assert_eq!(places, [(Some(2), Some(20)), (Some(3), None), (Some(4), Some(1))]);
    assert!(what("id,name\n1,\"One\n2,Two\n", "l.csv").iter().any(|p| p.contains("not closed")));
}

#[test]
fn tables_are_read_as_those_of_documents_are() {
    let names = |content: &str| {
        let read = read(content, "list.csv").unwrap();
        assert_eq!(read.problems, [], "{content:?}");
        read.rows.iter().map(|r| r.name.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("id\tname\n1\t\"The Group\" of Nine\n"), ["\"The Group\" of Nine"]);
    assert_eq!(names("sep=;\nid;name\n1;One, Two\n"), ["One, Two"]);
    assert_eq!(names("id,name\r\n1,\"One\r\nTwo\"\r\n"), ["One Two"]);
    let read_back = read("sep=;\r\nid;name\r\n1;One\r\n1;Uno\r\n", "list.csv").unwrap();
    assert_eq!(read_back.problems[0].line, Some(4));
    assert!(read_back.problems[0].what.ends_with("is in line 3 already"));
}

#[test]
fn an_array_of_entries_is_read() {
    let content = "[\n  {\"id\": \"1\", \"name\": \"One\"},\n  {\"id\": \"2\"},\n  3,\n  \
        {\"id\": \"1\", \"name\": \"Uno\"}\n]\n";
    let read_back = read(content, "list.json").unwrap();
    assert_eq!(read_back.rows.len(), 1);
    assert_eq!(
        read_back.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "list.json, “no. 2 of the array”: 2 has no name. Give it a name.",
            "list.json, “no. 3 of the array”: It is no object. Fields are strings; aliases are a \
             string or an array of strings.",
            "list.json, “no. 4 of the array”: The id list:1 is in entry 1 already. Each id stands \
             for one entry; put all names into one row.",
        ]
    );
    let error = read("[\n  {\"id\": \"1\" \"name\"}\n]", "list.json").unwrap_err();
    assert_eq!(error.0.line, Some(2));
}

#[test]
fn files_without_entries_are_refused() {
    let error = |content| read(content, "list.csv").unwrap_err().to_string();
    assert!(error(" \n").contains("The file is empty"));
    assert!(error("id,title\n1,One\n").contains("There is no column “name”"));
    assert!(read("\u{FEFF}ID,Name\n1,One\n", "list.csv").unwrap().rows.len() == 1);
}

fn index(rows: &[(&str, &[&str])]) -> AuthorityIndex {
    let mut all = AuthorityRows::default();
    for (n, (name, aliases)) in rows.iter().enumerate() {
        let aliases = aliases.iter().map(|a| (*a).to_owned()).collect();
        let row = AuthorityRow {
            id: format!("x:{n}"),
            name: (*name).into(),
            aliases,
            ..Default::default()
        };
        assert!(all.push(&row));
    }
    AuthorityIndex::new(all)
}

#[test]
fn rows_are_found_by_name_alias_acronym_beginning_and_likeness() {
    let index = index(&[
        ("Islamic State Khorasan", &["Daesh-K"]),
        ("Islamic State", &[]),
        ("UNHCR", &[]),
        ("Zoë Marchetti", &["سيلا ماركيتي"]),
        ("Valkyrie Line", &[]),
        ("Ministry of Defence", &[]),
    ]);
    let best = |text: &str| index.search(text, 9).first().map(|h| (h.place, h.why));
    for (text, want) in [
        ("IS-K", Some((0, Match::Initials))),
        ("isk", Some((0, Match::Initials))),
        ("I.S.K.", Some((0, Match::Initials))),
        ("daesh k", Some((0, Match::Alias))),
        ("Islamic State", Some((1, Match::Name))),
        ("United Nations High Commissioner for Refugees", Some((2, Match::Initials))),
        ("zoe marchetti", Some((3, Match::Name))),
        ("Zoe Marcheti", Some((3, Match::Similar))),
        ("Zoe\u{308} Marchetti's", Some((3, Match::Name))),
        ("سِيلا ماركيتى", Some((3, Match::Alias))),
        ("سيلا ماركيني", Some((3, Match::Similar))),
        ("valk", Some((4, Match::Prefix))),
        ("MoD", Some((5, Match::Initials))),
        ("defence", Some((5, Match::Within))),
        ("", None),
        ("the", None),
        ("Quay", None),
    ] {
        assert_eq!(best(text), want, "{text}");
    }
    assert_eq!(index.search("islamic state", 1).len(), 1);
}

#[test]
fn a_row_becomes_an_entry_and_the_mention_means_it() {
    let mut b = Bench::new("[ORG|The Board] and [ORG|Harbour Board] met on [DATE|Friday].");
    let doc = b.document;
    let rows = read(CSV, "harbour.csv").unwrap().rows;
    let row = rows.get(0).unwrap();
    let title = b.run(adopt(&b.project, &row, entity(1), Some((doc, mark(1)))));
    assert_eq!(title, "Taken from the authority file: Marrow Bay Harbour Authority");
    let made = &b.project.entities()[&entity(1)];
    assert_eq!(made.external_id.as_deref(), Some("reg:MB-01"));
    assert_eq!(
        (made.label.clone(), made.description.as_str()),
        (Some(LabelId::new("ORG")), "port authority")
    );
    let aliases: Vec<_> = made.aliases.iter().map(|a| (a.text.as_str(), a.kind)).collect();
    assert_eq!(
        aliases,
        [
            ("MBHA", AliasKind::Acronym),
            ("the Harbour; Board", AliasKind::Name),
            ("The Board", AliasKind::Name),
        ]
    );
    b.run(adopt(&b.project, &row, entity(2), Some((doc, mark(2)))));
    assert_eq!(b.get(2).entity(), Some(entity(1)), "no second entry of one id");
    assert_eq!(
        refused(adopt(&b.project, &row, entity(2), None)),
        "reg:MB-01 is in the register already: Marrow Bay Harbour Authority"
    );
    b.run(adopt(&b.project, &rows.get(1).unwrap(), entity(3), None));
    assert!(adopt(&b.project, &row, entity(4), Some((doc, mark(3)))).is_err(), "a date");
    b.run(entities::delete_entity(&b.project, entity(3)));
}

#[test]
fn portions_are_searched_as_one_and_files_go_whole() {
    let mut shelf = AuthorityShelf::default();
    for portion in 0..3 {
        let mut rows = AuthorityRows::default();
        for n in portion * 2_000..portion * 2_000 + 2_000 {
            let name = format!("Berth {n} Shipping");
            assert!(rows.push(&AuthorityRow { id: format!("x:{n}"), name, ..Default::default() }));
        }
        shelf.add("berths.csv", rows);
    }
    let mut other = AuthorityRows::default();
    other.push(&AuthorityRow {
        id: "y:1".into(),
        name: "Berth 4321 Shipping".into(),
        ..Default::default()
    });
    shelf.add("other.csv", other);
    assert_eq!(shelf.len(), 6_001);
    for n in [0, 5_999] {
        let hits = shelf.search(&format!("berth {n} shipping"), 3);
        assert_eq!(hits[0].row.id, format!("x:{n}"));
        assert_eq!((hits[0].why, hits.len()), (Match::Name, 3));
    }
    shelf.remove("berths.csv");
    let hits = shelf.search("berth 4321 shipping", 3);
    assert_eq!(hits.iter().map(|h| h.row.id.as_str()).collect::<Vec<_>>(), ["y:1"]);
}

#[test]
fn ids_with_too_many_digits_and_keys_there_twice_are_said() {
    let one = r#"{"id": 99999999999999999999, "name": "A"}"#;
    let two = r#"{"id": 7, "name": "B", "name": "C"}"#;
    for content in [format!("{one}\n{two}\n"), format!("[{one},\n{two}]")] {
        let said = what(&content, "a.json");
        assert!(
            said.iter().any(|s| s.starts_with("a.json:1:") && s.contains("rounded")),
            "{said:?}"
        );
        assert!(
            said.iter().any(|s| s.starts_with("a.json:2:") && s.contains("“name” is there twice")),
            "{said:?}"
        );
    }
}
