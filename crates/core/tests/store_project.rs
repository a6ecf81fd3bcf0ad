//! Keeping projects: what is written is what is read, also after failures and damage.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use glossator_core::model::*;
use glossator_core::ops::*;
use glossator_core::store::*;
use glossator_core::text::Sha256;
use proptest::prelude::*;
use support::random::Random;
use support::*;

type Store = ProjectStore<MemoryEngine>;

/// A project at work: what the session of the page does, in small.
struct Work {
    store: Store,
    project: Project,
    history: History,
    head: Head,
    log: Vec<Transaction>,
}

impl Work {
    /// The sample, kept whole.
    fn new() -> Self {
        let (store, project) = (Store::new(MemoryEngine::default()), sample());
        let head = now(store.create_whole(&project)).unwrap();
        Self { store, project, history: History::default(), head, log: Vec::new() }
    }

    /// Writes what was applied. On a failure the head stays, and nothing is kept.
    fn keep(&mut self, applied: &Applied) -> Result<(), StoreError> {
        let pending = Store::pending(&self.project, applied, &self.head);
        now(self.store.save(&pending))?;
        self.head = pending.after;
        self.log.push((*applied.transaction).clone());
        Ok(())
    }

    fn run(&mut self, ops: Vec<Op>) {
        let by = annotator(0);
        let applied = self.history.run(&mut self.project, ops, "x", by, at(1)).unwrap();
        self.keep(&applied).unwrap();
    }

    fn random(&mut self, random: &mut Random) {
        let (project, history, by) = (&mut self.project, &mut self.history, annotator(0));
        let applied = match random.below(10) {
            0..2 => history.undo(project, by, at(2)).unwrap(),
            2 => history.redo(project, by, at(3)).unwrap(),
            _ => {
                let ops = random.action(project);
                history.run(project, ops, random.word(), by, at(1)).ok()
            }
        };
        let texts: Vec<_> = random.texts.drain(..).map(|(_, text)| text).collect();
        now(self.store.put_texts(&texts)).unwrap();
        if let Some(applied) = applied {
            self.keep(&applied).unwrap();
        }
    }

    fn opened(&self) -> Opened {
        now(self.store.open(self.project.id())).unwrap().unwrap()
    }
}

/// Loads every document whose text is kept; returns the problems.
#[track_caller]
fn load_all(store: &Store, p: &mut Project) -> Vec<LoadProblem> {
    let documents: Vec<Document> = p.documents().values().cloned().collect();
    let mut problems = Vec::new();
    for d in documents {
        if let Some(stored) = now(store.document(p.id(), &d)).unwrap() {
            problems.extend(p.load_document(d.id, stored.text, stored.annotations).unwrap());
        }
    }
    problems
}

/// What is stored is what is in memory.
#[track_caller]
fn assert_kept(work: &Work) {
    let opened = work.opened();
    assert_eq!(opened.problems, []);
    assert_eq!(opened.head, work.head);
    assert_eq!(opened.history, work.history);
    let (mut kept, mut live) = (opened.project, work.project.clone());
    // Counts are known before any document is opened.
    assert_eq!(kept.summaries(), live.summaries());
    assert_eq!(kept.open_ids().count(), 0);
    assert_eq!(load_all(&work.store, &mut kept), []);
    load_all(&work.store, &mut live);
    assert_eq!(kept, live);
}

#[track_caller]
fn session(seed: u64, steps: usize) -> Work {
    let (mut random, mut work) = (Random::new(seed), Work::new());
    for _ in 0..steps {
        work.random(&mut random);
    }
    assert_kept(&work);
    work
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]
    #[test]
    fn what_is_written_is_what_is_read(seed in any::<u64>(), steps in 0usize..80) {
        session(seed, steps);
    }
}

#[test]
fn work_goes_on_after_a_reload_as_if_there_had_been_none() {
    let mut random = Random::new(3);
    let mut work = session(3, 200);
    for _ in 0..10 {
        let Opened { mut project, history, head, .. } = work.opened();
        load_all(&work.store, &mut project);
        (work.project, work.history, work.head) = (project, history, head);
        // After a reload texts of removed documents must be handed in before undo.
        for _ in 0..20 {
            let ops = work.history.next_undo().map(|t| t.inverse.clone()).unwrap_or_default();
            for (id, sha256) in work.project.needs(&ops).texts {
                let text = now(work.store.text(sha256)).unwrap().unwrap();
                work.project.provide_text(id, text);
            }
            work.random(&mut random);
        }
        assert_kept(&work);
    }
    assert!(work.head.seq > 150, "{}", work.head.seq);
}

#[test]
fn a_removed_document_is_undone_after_a_reload() {
    let mut work = Work::new();
    let ranges = Ranges::one(span(0, 4)).unwrap();
    let a = mention(&work.project, ann(1), doc(0), "PER", ranges);
    work.run(vec![add(a)]);
    let before = work.project.clone();
    work.run(vec![Op::RemoveAnnotation(doc(0), ann(1)), Op::RemoveDocument(doc(0))]);
    let rows = work.store.engine().rows();
    let left = |t| rows.keys().any(|k| k.table == t && k.key.contains(&doc(0).to_string()));
    assert!(!left(Table::Documents) && !left(Table::Marks));

    let Opened { mut project, mut history, head, .. } = work.opened();
    load_all(&work.store, &mut project);
    let inverse = &history.next_undo().unwrap().inverse;
    let needs = project.needs(inverse);
    assert_eq!(needs.texts.len(), 1);
    for (id, sha256) in needs.texts {
        project.provide_text(id, now(work.store.text(sha256)).unwrap().unwrap());
    }
    let applied = history.undo(&mut project, annotator(0), at(4)).unwrap().unwrap();
    assert_eq!(project, before);
    (work.project, work.history, work.head) = (project, history, head);
    work.keep(&applied).unwrap();
    assert_kept(&work);
}

#[test]
fn the_head_can_be_computed_again_from_the_log() {
    let work = session(9, 60);
    let rows = work.store.engine().rows();
    let log: Vec<&String> =
        rows.iter().filter(|(k, _)| k.table == Table::Log).map(|(_, v)| v).collect();
    assert_eq!(log.len() as u64, work.head.seq);
    let mut hash = String::new();
    for (n, json) in log.iter().enumerate() {
        let t: Transaction = serde_json::from_str(json).unwrap();
        assert_eq!((t.seq, &t), (n as u64 + 1, &work.log[n]));
        hash = Sha256::of(format!("{hash}{json}").as_bytes()).to_string();
    }
    assert_eq!(hash, work.head.hash);
}

#[test]
fn the_log_alone_makes_the_project_again() {
    let work = session(21, 120);
    let mut p = sample();
    let texts = work.store.engine().rows();
    for t in &work.log {
        for op in &t.ops {
            if let Op::AddDocument(d) = op {
                let key = RowKey { table: Table::Texts, key: d.sha256.to_string() };
                if let (Some(text), true) = (texts.get(&key), p.open(d.id).is_none()) {
                    p.provide_text(d.id, text_of(text));
                }
            }
        }
        p.apply_all(&t.ops).unwrap();
    }
    let mut live = work.project.clone();
    load_all(&work.store, &mut live);
    load_all(&work.store, &mut p);
    assert_eq!(p, live);
}

fn text_of(s: &str) -> glossator_core::text::Text {
    support::text(s)
}

#[test]
fn a_write_that_fails_changes_nothing_and_can_be_made_again() {
    let mut work = session(4, 30);
    let rows = work.store.engine().rows();
    let head = work.head.clone();
    work.store.engine().fail_writes(Some(StoreError::Full));
    let op = vec![Op::Project(ProjectEdit::Name("new".into()))];
    let applied = work.history.run(&mut work.project, op, "x", annotator(0), at(1)).unwrap();
    assert_eq!(work.keep(&applied), Err(StoreError::Full));
    assert_eq!(now(work.store.put_texts(&[support::text("x")])), Err(StoreError::Full));
    assert_eq!(now(work.store.delete(work.project.id())), Err(StoreError::Full));
    assert_eq!((work.store.engine().rows(), &work.head), (rows, &head));
    work.store.engine().fail_writes(None);
    work.keep(&applied).unwrap();
    assert_kept(&work);
}

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
fn undo_reaches_as_far_after_a_reload() {
    // More rows than steps that can be undone, most of them undos and redos.
    let mut work = Work::new();
    let by = annotator(0);
    for n in 0..30 {
        work.run(vec![Op::Project(ProjectEdit::Name(format!("{n}")))]);
    }
    for _ in 0..UNDO_STEPS {
        let applied = work.history.undo(&mut work.project, by, at(0)).unwrap().unwrap();
        work.keep(&applied).unwrap();
        let applied = work.history.redo(&mut work.project, by, at(0)).unwrap().unwrap();
        work.keep(&applied).unwrap();
    }
    assert_kept(&work);
    for n in 0..UNDO_STEPS + 10 {
        work.run(vec![Op::Project(ProjectEdit::Name(format!("{n}")))]);
    }
    assert_kept(&work);
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
fn a_batch_writes_no_more_than_was_touched() {
    let mut work = Work::new();
    let ranges = Ranges::one(span(0, 4)).unwrap();
    let a = mention(&work.project, ann(1), doc(0), "PER", ranges);
    work.run(vec![add(a)]);
    let op = vec![Op::EditAnnotation(doc(0), ann(1), AnnotationEdit::Flagged(true))];
    let applied = work.history.run(&mut work.project, op, "x", annotator(0), at(1)).unwrap();
    let batch = Store::pending(&work.project, &applied, &work.head).batch;
    let tables: Vec<Table> = batch.put.iter().map(|(k, _)| k.table).collect();
    assert_eq!(tables, [Table::Log, Table::Projects, Table::Documents, Table::Marks]);
    assert_eq!(batch.delete, []);
    assert_eq!(batch.tables(), [Table::Projects, Table::Documents, Table::Marks, Table::Log]);
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
    now(store.put_authority(one, "list/berths.csv", &long)).unwrap();
    now(store.put_authority(one, "list", &[vec![row(9)]])).unwrap();
    now(store.put_authority(two, "list", &[vec![row(5)]])).unwrap();
    let kept = |id| now(store.authorities(id)).unwrap();
    assert_eq!(kept(one).len(), 2);
    assert!(kept(one).contains(&("list/berths.csv".to_owned(), long)));
    // A shorter file of the same name leaves nothing of the longer one.
    now(store.put_authority(one, "list/berths.csv", &[vec![row(4)]])).unwrap();
    assert!(kept(one).contains(&("list/berths.csv".to_owned(), vec![vec![row(4)]])));
    now(store.delete_authority(one, "list")).unwrap();
    assert_eq!(kept(one).len(), 1, "a name that begins another's is not that other");
    now(store.delete(one)).unwrap();
    assert!(kept(one).is_empty());
    assert_eq!(kept(two).len(), 1);
}
