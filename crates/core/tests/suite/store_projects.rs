//! Several projects in one store, what is kept beside them, and the engine in memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::store_support;
use crate::support;

use glossator_core::model::*;
use glossator_core::ops::*;
use glossator_core::store::*;
use store_support::*;
use support::*;

#[test]
fn projects_are_listed_made_once_and_deleted_alone() {
    let work = session(2, 40);
    let mine = work.project.id();
    let other_id = ProjectId::new(uuid(2));
    let me = Annotator { id: annotator(0), name: "Ada".into() };
    let other = Project::new(other_id, "Other", Schema::default(), me, layer(0), at(0));
    assert!(now(work.store.open(other_id)).unwrap().is_none());
    assert_eq!(now(work.store.create(&other)), Ok(Head::default()));
    let again = now(work.store.create_whole(&sample())).unwrap_err();
    assert_eq!(again, StoreError::Exists(work.project.name().to_owned()));
    assert_kept(&work);

    let list = now(work.store.projects()).unwrap();
    let line = |id, name: &str, seq| ProjectInfo { id, name: name.into(), seq, problem: None };
    assert_eq!(list, [line(mine, work.project.name(), work.head.seq), line(other_id, "Other", 0)]);
    let opened = now(work.store.open(other_id)).unwrap().unwrap();
    assert_eq!((opened.project, opened.history), (other, History::default()));

    let texts: Vec<String> =
        work.project.documents().values().map(|d| d.sha256.to_string()).collect();
    now(work.store.delete(mine)).unwrap();
    assert!(now(work.store.open(mine)).unwrap().is_none());
    let rows = work.store.engine().rows();
    let left: Vec<_> = rows.keys().filter(|k| k.table != Table::Texts).collect();
    assert_eq!(left, [&RowKey { table: Table::Projects, key: other_id.to_string() }]);
    assert!(!texts.is_empty());
    assert!(!rows.keys().any(|k| k.table == Table::Texts && texts.contains(&k.key)));
}

#[test]
fn a_text_that_another_project_has_outlives_its_project() {
    let Work { store, project: mine, .. } = Work::new();
    let me = Annotator { id: annotator(0), name: "Ada".into() };
    let mut other =
        Project::new(ProjectId::new(uuid(2)), "Other", Schema::default(), me, layer(0), at(0));
    let (id, document) = mine.documents().iter().next().unwrap();
    let text = mine.open(*id).unwrap().text.clone();
    other.provide_text(*id, text.clone());
    other.apply_all(&[Op::AddDocument(Box::new(document.clone()))]).unwrap();
    now(store.create_whole(&other)).unwrap();
    now(store.delete(mine.id())).unwrap();
    assert_eq!(now(store.text(text.sha256())).unwrap(), Some(text));
    let texts = store.engine().rows().keys().filter(|k| k.table == Table::Texts).count();
    assert_eq!(texts, 1);
}

#[test]
fn the_engine_in_memory_scans_by_prefix() {
    let engine = MemoryEngine::default();
    let mut batch = Batch::default();
    for key in ["a/1", "a/2", "a/3", "ab/1", "b/1", "a"] {
        batch.put(Table::Log, key, key.to_owned());
    }
    batch.put(Table::Texts, "a/9", String::new());
    now(engine.write(&batch)).unwrap();
    let keys = |rows: Vec<(String, String)>| rows.into_iter().map(|(k, _)| k).collect::<Vec<_>>();
    assert_eq!(keys(now(engine.scan(Table::Log, "a/")).unwrap()), ["a/1", "a/2", "a/3"]);
    assert_eq!(keys(now(engine.tail(Table::Log, "a/", 2)).unwrap()), ["a/2", "a/3"]);
    assert_eq!(keys(now(engine.tail(Table::Log, "a/", 9)).unwrap()), ["a/1", "a/2", "a/3"]);
    assert_eq!(keys(now(engine.scan(Table::Marks, "")).unwrap()), Vec::<String>::new());
    assert_eq!(now(engine.get(Table::Log, "b/1")).unwrap().as_deref(), Some("b/1"));
    let names: Vec<&str> = Table::ALL.iter().map(|t| t.as_str()).collect();
    let kept = ["projects", "documents", "marks", "registers", "log", "texts", "aside"];
    assert_eq!(names[..7], kept, "names in storage never change");
    assert_eq!(names[7..], ["authorities"]);
}

#[test]
fn authority_files_are_kept_beside_their_project() {
    let store = Store::new(MemoryEngine::default());
    let (one, two) = (sample().id(), ProjectId::new(uuid::Uuid::from_u128(77)));
    let row = |n: u32| AuthorityRow {
        id: format!("x:{n}"),
        name: format!("Berth {n}"),
        aliases: vec!["a|b".to_owned()],
        ..AuthorityRow::default()
    };
    let long: Vec<_> = (0..3).map(|n| vec![row(n)]).collect();
    now(store.put_authority(one, "list∕berths.csv", &long)).unwrap();
    now(store.put_authority(one, "list", &[vec![row(9)]])).unwrap();
    now(store.put_authority(two, "list", &[vec![row(5)]])).unwrap();
    let kept = |id| now(store.authorities(id)).unwrap();
    assert_eq!(kept(one).len(), 2);
    assert!(kept(one).contains(&("list∕berths.csv".to_owned(), long)));
    // A shorter file of the same name leaves nothing of the longer one.
    now(store.put_authority(one, "list∕berths.csv", &[vec![row(4)]])).unwrap();
    assert!(kept(one).contains(&("list∕berths.csv".to_owned(), vec![vec![row(4)]])));
    now(store.delete_authority(one, "list")).unwrap();
    assert_eq!(kept(one).len(), 1, "a name that begins another's is not that other");
    now(store.delete(one)).unwrap();
    assert!(kept(one).is_empty());
    assert_eq!(kept(two).len(), 1);
}

#[test]
fn a_project_is_replaced_in_one_step_and_nothing_of_it_is_left() {
    let mut work = Work::new();
    let ranges = Ranges::one(span(0, 4)).unwrap();
    let a = mention(&work.project, ann(1), doc(0), "PER", ranges);
    work.run(vec![add(a)]);
    work.run(vec![Op::RemoveDocument(doc(1))]);
    let entity = Entity::named(entity(9), "entity", Some("PER".into()));
    work.run(vec![Op::AddEntity(Box::new(entity))]);
    now(work.store.put_authority(work.project.id(), "list", &[vec![]])).unwrap();
    let before = work.store.engine().rows();

    work.store.engine().fail_writes(Some(StoreError::Full));
    assert_eq!(now(work.store.replace(&sample())), Err(StoreError::Full));
    assert_eq!(work.store.engine().rows(), before, "all of it, or nothing");
    work.store.engine().fail_writes(None);
    let head = now(work.store.replace(&sample())).unwrap();
    let fresh = Store::new(MemoryEngine::default());
    assert_eq!(now(fresh.create_whole(&sample())), Ok(head.clone()));
    assert_eq!(work.store.engine().rows(), fresh.engine().rows());

    // Work goes on at the new one's beginning.
    let (project, history, log) = (sample(), History::default(), Vec::new());
    let mut work = Work { store: work.store, project, history, head, log };
    work.run(vec![Op::Project(ProjectEdit::Name("on".into()))]);
    assert_kept(&work);
}
