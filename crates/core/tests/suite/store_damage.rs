//! Damage: what cannot be read is set aside, and the rest opens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::store_support;
use crate::support;

use glossator_core::actions::documents::remove_document;
use glossator_core::model::*;
use glossator_core::ops::*;
use glossator_core::store::*;
use store_support::*;
use support::*;

/// Damages rows of a small project and says what is set aside; the rest opens.
#[track_caller]
fn damaged(table: Table, key: &str, value: &str) -> (Work, Opened) {
    let mut work = Work::new();
    for n in 0..6u32 {
        let ranges = Ranges::one(span(n, n + 3)).unwrap();
        let id = AnnotationId::new(uuid(0xff00 + 0x55)); // one bucket for two of them
        let id = if n == 0 { id } else { ann(u128::from(n)) };
        let mut a = mention(&work.project, id, doc(0), "PER", ranges);
        if n == 1 {
            a.id = AnnotationId::new(uuid(0xee00 + 0x55));
            let link = EntityLink { entity: entity(0), confidence: Confidence::Sure };
            a.body = Body::Mention { level: None, entity: Some(link) };
        }
        work.run(vec![add(a)]);
    }
    let key = format!("{}/{key}", work.project.id());
    let row = RowKey { table, key: key.clone() };
    assert!(work.store.engine().rows().contains_key(&row), "{key}");
    work.store.engine().damage(table, &key, value);
    let opened = work.opened();
    (work, opened)
}

#[track_caller]
fn assert_aside(work: &Work, value: &str) {
    let rows = work.store.engine().rows();
    let aside: Vec<&String> =
        rows.iter().filter(|(k, _)| k.table == Table::Aside).map(|(_, v)| v).collect();
    assert_eq!(aside, [value]);
}

#[test]
fn a_damaged_register_row_is_set_aside_and_the_rest_opens() {
    let key = format!("entity/{}", entity(0));
    let (work, mut opened) = damaged(Table::Registers, &key, "{ damaged");
    let [problem] = opened.problems.as_slice() else { panic!("{:?}", opened.problems) };
    assert_eq!((problem.table, problem.value.as_str()), (Table::Registers, "{ damaged"));
    assert!(problem.key.ends_with(&key));
    assert_aside(&work, "{ damaged");
    assert_eq!(opened.project.entities().len(), work.project.entities().len() - 1);
    assert_eq!((&opened.history, &opened.head), (&work.history, &work.head));

    // The mention of the lost entity is not in the work, but stays in storage through
    // an edit of its neighbour in the same row.
    let (neighbour, lost) = (uuid(0xff55), uuid(0xee55));
    let problems = load_all(&work.store, &mut opened.project);
    assert_eq!(problems.iter().map(|p| p.annotation.uuid()).collect::<Vec<_>>(), [lost]);
    let edit = AnnotationEdit::Note("touched".into());
    let op = Op::EditAnnotation(doc(0), AnnotationId::new(neighbour), edit);
    let Opened { mut project, mut history, head, .. } = opened;
    let applied = history.run(&mut project, vec![op], "x", annotator(0), at(9)).unwrap();
    let pending = Store::pending(&project, &applied, &head);
    now(work.store.save(&pending)).unwrap();
    // With the entity repaired, it is there again.
    let op = Op::AddEntity(Box::new(work.project.entities()[&entity(0)].clone()));
    let applied = history.run(&mut project, vec![op], "x", annotator(0), at(9)).unwrap();
    let pending = Store::pending(&project, &applied, &pending.after);
    now(work.store.save(&pending)).unwrap();
    let mut again = work.opened();
    assert_eq!((load_all(&work.store, &mut again.project), again.problems), (vec![], vec![]));
    assert_eq!(again.project.entity_use(entity(0)), (1, 1));
}

#[test]
fn what_was_set_aside_outlives_the_removal_of_its_document() {
    let key = format!("entity/{}", entity(0));
    let (work, mut opened) = damaged(Table::Registers, &key, "{ damaged");
    load_all(&work.store, &mut opened.project);
    let Opened { mut project, mut history, head, .. } = opened;
    assert_eq!(project.open(doc(0)).unwrap().aside.len(), 1);
    let edit = remove_document(&project, doc(0)).unwrap();
    let applied = history.run(&mut project, edit.ops, "x", annotator(0), at(9)).unwrap();
    now(work.store.save(&Store::pending(&project, &applied, &head))).unwrap();

    // After a reload, undo has nothing but what is stored.
    let Opened { mut project, mut history, head, .. } = work.opened();
    for (id, sha256) in project.needs(&history.next_undo().unwrap().inverse).texts {
        let stored = now(work.store.document_of(project.id(), id, sha256)).unwrap().unwrap();
        assert_eq!(stored.annotations.len(), 1, "the marks that fit went with the document");
        project.provide_document(id, stored.text, stored.annotations);
    }
    let applied = history.undo(&mut project, annotator(0), at(9)).unwrap().unwrap();
    now(work.store.save(&Store::pending(&project, &applied, &head))).unwrap();
    let mut again = work.opened();
    let problems = load_all(&work.store, &mut again.project);
    assert_eq!(problems.iter().map(|p| p.annotation.uuid()).collect::<Vec<_>>(), [uuid(0xee55)]);
}

#[test]
fn other_damaged_rows_are_set_aside_too() {
    let (work, opened) = damaged(Table::Documents, &doc(1).to_string(), "[]");
    assert_eq!(opened.problems.len(), 1);
    assert_eq!(opened.project.documents().len(), work.project.documents().len() - 1);
    assert_aside(&work, "[]");

    let mut value = String::new();
    for (bad, kept) in [("?", 4), ("[{\"id\":1}]", 4), ("half", 5)] {
        let bucket = format!("{}/55", doc(0));
        let (work, opened) = damaged(Table::Marks, &bucket, "x");
        value = bad.to_owned();
        if bad == "half" {
            // One of the two annotations of the row can be read.
            let all = &work.project.open(doc(0)).unwrap().marks;
            let one = serde_json::to_string(all.get(AnnotationId::new(uuid(0xff55))).unwrap());
            value = format!("[{},{{}}]", one.unwrap());
        }
        let key = format!("{}/{bucket}", work.project.id());
        work.store.engine().damage(Table::Marks, &key, &value);
        let document = &opened.project.documents()[&doc(0)];
        let stored = now(work.store.document(opened.project.id(), document)).unwrap().unwrap();
        assert_eq!(stored.problems.len(), 1);
        assert_eq!(stored.annotations.len(), kept, "{bad}");
        assert_aside(&work, &value);
    }
    assert!(!value.is_empty());

    // A text is checked by its hash.
    let mut work = Work::new();
    let sha = work.project.documents()[&doc(0)].sha256.to_string();
    work.store.engine().damage(Table::Texts, &sha, "another text");
    let document = work.project.documents()[&doc(0)].clone();
    let stored = now(work.store.document(work.project.id(), &document)).unwrap().unwrap();
    work.project.unload_document(doc(0));
    let loaded = work.project.load_document(doc(0), stored.text, stored.annotations);
    assert!(matches!(loaded, Err(LoadError::WrongText { .. })));
}

#[test]
fn where_no_copy_can_be_kept_it_is_said() {
    let key = format!("entity/{}", entity(0));
    let (work, opened) = damaged(Table::Registers, &key, "{ damaged");
    let kept = "1 row of this project could not be read. Kept aside, for download in Project; \
                the rest is here";
    assert_eq!(opened.set_aside.of_project().as_deref(), Some(kept));
    work.store.engine().fail_writes(Some(StoreError::Full));
    let lost = "1 row of this project could not be read, nor copied: The storage of this browser \
                is full. The next change may overwrite it: make room, then reload the page first";
    assert_eq!(work.opened().set_aside.of_project().as_deref(), Some(lost));

    let bucket = format!("{}/55", doc(0));
    let (work, opened) = damaged(Table::Marks, &bucket, "x");
    let document = &opened.project.documents()[&doc(0)];
    let said = |marks| {
        let stored = now(work.store.document(opened.project.id(), document)).unwrap().unwrap();
        stored.set_aside.of_document("a.txt", marks)
    };
    let row = "1 row of marks of “a.txt” could not be read. Kept aside, for download in Project";
    assert_eq!(said(0).as_deref(), Some(row));
    let both = format!("2 marks of “a.txt” do not fit it and are left out. {row}");
    assert_eq!(said(2), Some(both));
    work.store.engine().fail_writes(Some(StoreError::Full));
    assert!(said(0).unwrap().contains("could not be read, nor copied: "));
    let fine = SetAside::default();
    assert_eq!((fine.of_project(), fine.of_document("a.txt", 0)), (None, None));
}

#[test]
fn a_damaged_log_never_gives_a_number_twice() {
    // The row, how many steps can still be undone, and how many problems there are.
    for (seq, left) in [(6, 0), (5, 1), (1, 5)] {
        let key = format!("{seq:016}");
        let (mut work, opened) = damaged(Table::Log, &key, "?");
        assert_eq!(opened.history.done().count(), left, "row {seq}");
        assert_eq!((opened.history.last_seq(), opened.problems.len()), (6, 1));
        assert_aside(&work, "?");
        (work.project, work.history, work.head) = (opened.project, opened.history, opened.head);
        work.run(vec![Op::Project(ProjectEdit::Name("on".into()))]);
        let again = work.opened();
        let want = if seq == 6 { 1 } else { left + 1 };
        assert_eq!((again.history.done().count(), again.history.last_seq()), (want, 7));
    }
    // A transaction at another's place.
    let (work, _) = damaged(Table::Log, "0000000000000003", "?");
    let second = serde_json::to_string(&work.log[1]).unwrap();
    let key = format!("{}/0000000000000003", work.project.id());
    work.store.engine().damage(Table::Log, &key, &second);
    let opened = work.opened();
    assert_eq!((opened.history.done().count(), opened.history.last_seq()), (3, 6));
    assert_eq!(opened.problems.iter().map(|p| &p.key).collect::<Vec<_>>(), [&key]);
    // Rows that are gone.
    for (seq, left) in [(6, 0), (3, 3)] {
        let (work, _) = damaged(Table::Log, &format!("{seq:016}"), "?");
        let mut batch = Batch::default();
        batch.delete(Table::Log, format!("{}/{seq:016}", work.project.id()));
        now(work.store.engine().write(&batch)).unwrap();
        let opened = work.opened();
        assert_eq!((opened.history.done().count(), opened.history.last_seq()), (left, 6));
        assert_eq!(opened.problems.len(), 1, "{:?}", opened.problems);
        assert!(opened.problems[0].key.ends_with(&format!("{seq:016}")));
    }
    let (work, _) = damaged(Table::Log, "0000000000000001", "?");
    let mut batch = Batch::default();
    (1..=6).for_each(|n| batch.delete(Table::Log, format!("{}/{n:016}", work.project.id())));
    now(work.store.engine().write(&batch)).unwrap();
    let opened = work.opened();
    assert_eq!((opened.history.last_seq(), opened.problems.len()), (6, 1));
}

#[test]
fn what_a_newer_version_wrote_is_refused() {
    let work = Work::new();
    let id = work.project.id();
    let key = id.to_string();
    let open = |value: &str| {
        work.store.engine().damage(Table::Projects, &key, value);
        (now(work.store.open(id)).unwrap_err(), now(work.store.projects()).unwrap())
    };
    // Also if its rows have another shape.
    for row in [r#"{"version":2,"name":"Marrow Bay","shape":"new"}"#, r#"{"version":4000000000}"#] {
        let (error, list) = open(row);
        let name = if row.contains("Marrow") { "Marrow Bay" } else { &key };
        assert_eq!(error, StoreError::Newer(name.to_owned()));
        assert_eq!((list.len(), list[0].id, list[0].name.as_str()), (1, id, name));
        assert_eq!(list[0].problem, Some(error));
    }
    for row in ["", "{}", r#"{"version":1}"#, "damaged"] {
        let (error, list) = open(row);
        assert!(matches!(error, StoreError::Damaged(_)), "{error:?}");
        assert_eq!(list[0].problem, Some(error), "a damaged project stays in the list");
        assert_eq!(now(work.store.create(&work.project)), Err(StoreError::Exists(key.clone())));
    }
}

#[test]
fn the_rows_of_a_project_are_handed_out_as_they_are() {
    let key = format!("entity/{}", entity(0));
    let (work, _) = damaged(Table::Registers, &key, "{ \"damaged\u{2028}");
    let id = work.project.id();
    let read = |only_aside| -> Vec<(String, String, String)> {
        let lines = now(work.store.raw_rows(id, only_aside)).unwrap();
        let read = lines.lines().map(|line| serde_json::from_str(line).unwrap());
        let text = |row: &serde_json::Value, field| row[field].as_str().unwrap().to_owned();
        let row =
            |row: serde_json::Value| (text(&row, "table"), text(&row, "key"), text(&row, "value"));
        read.map(row).collect()
    };
    assert_eq!(now(work.store.count_aside(id)), Ok(1));
    let [(table, place, value)] = &read(true)[..] else { panic!("{:?}", read(true)) };
    assert_eq!((table.as_str(), value.as_str()), ("aside", "{ \"damaged\u{2028}"));
    assert!(place.contains(&format!("registers/{id}/{key}")), "{place}");
    // All of it, also if its own row is gone or cannot be read, and nothing of another's.
    let me = Annotator { id: annotator(0), name: "Ada".into() };
    let other = ProjectId::new(uuid(2));
    let other = Project::new(other, "Other", Schema::default(), me, layer(0), at(0));
    now(work.store.create(&other)).unwrap();
    work.store.engine().damage(Table::Projects, &id.to_string(), "?");
    let rows = work.store.engine().rows();
    let mut all: Vec<(String, String, String)> = rows
        .into_iter()
        .filter(|(k, _)| k.key != other.id().to_string())
        .map(|(k, v)| (k.table.as_str().to_owned(), k.key, v))
        .collect();
    let mut out = read(false);
    all.sort();
    out.sort();
    assert_eq!(out, all);
}
