//! Keeping projects: what is written for a transaction, and how a project is opened.

use std::cell::Cell;
use std::collections::BTreeSet;

use super::engine::{Batch, Engine, StoreError, Table};
use super::rows::{
    DecisionRow, DocumentRow, Head, ProjectRow, ReadProblem, aside_key, batch, log_key,
    marks_prefix, parse, project_row, read_project_row,
};
use super::saving::Pending;
use super::set_aside::SetAside;
use crate::model::{
    Annotation, Annotator, AnnotatorId, Document, DocumentId, LayerId, Project, ProjectId,
};
use crate::ops::{Applied, History, Registers, Transaction, UNDO_STEPS};
use crate::text::{Sha256, Text};

/// Keeps projects in an engine.
#[derive(Debug)]
pub struct ProjectStore<E> {
    engine: E,
    /// The project, and the generation of the engine in which its head was seen to be the one
    /// that the next write follows.
    pub(super) seen: Cell<Option<(ProjectId, u64)>>,
}

/// A line of the list of projects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectInfo {
    /// The project.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// The number of its newest transaction.
    pub seq: u64,
    /// Why it cannot be opened; the name may be its id then.
    pub problem: Option<StoreError>,
}

/// An opened project: registers and history, no document's text.
#[derive(Debug)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// Undo and redo, as they were.
    pub history: History,
    /// For the next transaction.
    pub head: Head,
    /// Rows that cannot be read.
    pub problems: Vec<ReadProblem>,
    /// What became of them.
    pub set_aside: SetAside,
}

/// A document's text and annotations as stored.
#[derive(Debug)]
pub struct StoredDocument {
    /// The text.
    pub text: Text,
    /// The annotations, unchecked: [`Project::load_document`] checks them.
    pub annotations: Vec<Annotation>,
    /// Rows that cannot be read.
    pub problems: Vec<ReadProblem>,
    /// What became of them.
    pub set_aside: SetAside,
}

impl<E: Engine> ProjectStore<E> {
    /// A store in this engine.
    pub fn new(engine: E) -> Self {
        Self { engine, seen: Cell::new(None) }
    }

    /// The engine, for tests and recovery.
    pub fn engine(&self) -> &E {
        &self.engine
    }

    /// The projects that there are, those that cannot be opened too.
    pub async fn projects(&self) -> Result<Vec<ProjectInfo>, StoreError> {
        let rows = self.engine.scan(Table::Projects, "").await?;
        let read = rows.iter().filter_map(|(key, row)| match read_project_row(key, row) {
            Ok(row) => {
                Some(ProjectInfo { id: row.id, name: row.name, seq: row.head.seq, problem: None })
            }
            Err(error) => Some(ProjectInfo {
                id: key.parse().ok()?,
                name: match &error {
                    StoreError::Newer(name) => name.clone(),
                    _ => key.clone(),
                },
                seq: 0,
                problem: Some(error),
            }),
        });
        Ok(read.collect())
    }

    /// Writes a new project, before its first transaction.
    pub async fn create(&self, project: &Project) -> Result<Head, StoreError> {
        let head = Head::default();
        let mut batch = Batch::default();
        batch.put(Table::Projects, project.id().to_string(), project_row(project, &head));
        self.create_with(project, batch).await?;
        Ok(head)
    }

    /// Writes a project that was built in memory, with the texts and annotations of
    /// all its open documents: the sample, or a project file. In one durable step, so
    /// that there is never a part of it. It has no history yet.
    pub async fn create_whole(&self, project: &Project) -> Result<Head, StoreError> {
        let head = Head::default();
        self.create_with(project, super::rows::whole(project, &head)).await?;
        Ok(head)
    }

    /// Never over a project that is kept already: its rows would mix with the new ones.
    async fn create_with(&self, project: &Project, batch: Batch) -> Result<(), StoreError> {
        let key = project.id().to_string();
        if let Some(row) = self.engine.get(Table::Projects, &key).await? {
            let name = read_project_row(&key, &row).map_or(key, |row| row.name);
            return Err(StoreError::Exists(name));
        }
        self.engine.write(&batch).await
    }

    /// What is to be written for an applied transaction, taken from the project as it is right
    /// after applying. `head` is the head before. Write it with [`Self::save`], in order.
    pub fn pending(project: &Project, applied: &Applied, head: &Head) -> Pending {
        let (batch, after) = batch(project, applied, head);
        Pending { project: project.id(), before: head.clone(), after, batch }
    }

    /// Writes an action durably: once, however often this is called until it succeeds, and only
    /// on top of what it was made on.
    pub async fn save(&self, next: &Pending) -> Result<(), StoreError> {
        // The head is read in the first place, and whenever a write may have ended unheard.
        loop {
            let now = Some((next.project, self.engine.generation()));
            if self.seen.get() == now {
                return self.engine.write(&next.batch).await;
            }
            match self.head(next.project).await? {
                Some(head) if head == next.after => {
                    self.seen.set(now);
                    return Ok(());
                }
                Some(head) if head == next.before => self.seen.set(now),
                _ => return Err(StoreError::Changed),
            }
        }
    }

    /// The head of a kept project, if there is one that can be read.
    async fn head(&self, id: ProjectId) -> Result<Option<Head>, StoreError> {
        let key = id.to_string();
        let row = self.engine.get(Table::Projects, &key).await?;
        Ok(row.and_then(|row| read_project_row(&key, &row).ok()).map(|row| row.head))
    }

    /// Keeps texts. They are found by their hash, so writing one twice is harmless,
    /// and one that no document names yet is no error.
    pub async fn put_texts(&self, texts: &[Text]) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        for text in texts {
            batch.put(Table::Texts, text.sha256().to_string(), text.as_str().to_owned());
        }
        self.engine.write(&batch).await
    }

    /// A kept text; `None` if it is not there.
    pub async fn text(&self, sha256: Sha256) -> Result<Option<Text>, StoreError> {
        let text = self.engine.get(Table::Texts, &sha256.to_string()).await?;
        text.map(Text::new).transpose().map_err(|e| StoreError::Failed(e.to_string()))
    }

    /// Opens a project; `None` if there is none with this id.
    pub async fn open(&self, id: ProjectId) -> Result<Option<Opened>, StoreError> {
        let key = id.to_string();
        let Some(row) = self.engine.get(Table::Projects, &key).await? else { return Ok(None) };
        let row = read_project_row(&key, &row)?;
        let mut problems = Vec::new();
        let mut registers = Registers::default();
        let prefix = format!("{id}/");
        for (key, value) in self.engine.scan(Table::Documents, &prefix).await? {
            match parse::<DocumentRow>(Table::Documents, &key, &value) {
                Ok(row) => registers.documents.push((row.document, row.summary)),
                Err(problem) => problems.push(problem),
            }
        }
        for (key, value) in self.engine.scan(Table::Registers, &prefix).await? {
            if let Err(problem) = read_register(&mut registers, &key, &value) {
                problems.push(problem);
            }
        }
        let head = row.head.clone();
        let history = self.history(id, &head, &mut problems).await?;
        let mut project = from_row(row);
        project.load_registers(registers);
        let set_aside = self.set_aside(id, &problems).await;
        Ok(Some(Opened { project, history, head, problems, set_aside }))
    }

    /// Undo and redo, from as much of the log as they need.
    async fn history(
        &self,
        id: ProjectId,
        head: &Head,
        problems: &mut Vec<ReadProblem>,
    ) -> Result<History, StoreError> {
        let mut limit = UNDO_STEPS;
        loop {
            let rows = self.engine.tail(Table::Log, &format!("{id}/"), limit).await?;
            let is_whole = rows.len() < limit;
            let (log, mut found) = read_log(id, head, rows);
            let history = History::from_log_until(head.seq, log);
            if is_whole || history.is_full() || !found.is_empty() {
                problems.append(&mut found);
                return Ok(history);
            }
            limit *= 2;
        }
    }

    /// A document's text and annotations; `None` if its text is not there.
    pub async fn document(
        &self,
        project: ProjectId,
        document: &Document,
    ) -> Result<Option<StoredDocument>, StoreError> {
        self.document_of(project, document.id, document.sha256).await
    }

    /// The same of a document that was removed: of its annotations there are those that had
    /// been set aside, for [`Project::provide_document`].
    pub async fn document_of(
        &self,
        project: ProjectId,
        document: DocumentId,
        sha256: Sha256,
    ) -> Result<Option<StoredDocument>, StoreError> {
        let Some(text) = self.text(sha256).await? else { return Ok(None) };
        let prefix = marks_prefix(project, document);
        let mut annotations = Vec::new();
        let mut problems = Vec::new();
        for (key, value) in self.engine.scan(Table::Marks, &prefix).await? {
            match parse::<Vec<Annotation>>(Table::Marks, &key, &value) {
                Ok(row) => annotations.extend(row),
                Err(problem) => {
                    // One bad annotation does not take its neighbours along. Each is read from
                    // text again: to read from values would be code of its own, in the first load.
                    let each: Vec<serde_json::Value> =
                        serde_json::from_str(&value).unwrap_or_default();
                    let texts = each.into_iter().map(|v| v.to_string());
                    annotations.extend(texts.filter_map(|t| serde_json::from_str(&t).ok()));
                    problems.push(problem);
                }
            }
        }
        let set_aside = self.set_aside(project, &problems).await;
        Ok(Some(StoredDocument { text, annotations, problems, set_aside }))
    }

    /// Copies rows that cannot be read, since the next change may write over them. That
    /// the copy cannot be written must not keep the rest from opening.
    async fn set_aside(&self, project: ProjectId, problems: &[ReadProblem]) -> SetAside {
        let mut batch = Batch::default();
        for problem in problems.iter().filter(|p| !p.value.is_empty()) {
            batch.put(Table::Aside, aside_key(project, problem), problem.value.clone());
        }
        let written = if batch.put.is_empty() { Ok(()) } else { self.engine.write(&batch).await };
        SetAside { rows: problems.len(), uncopied: written.err() }
    }
}

fn read_register(registers: &mut Registers, key: &str, value: &str) -> Result<(), ReadProblem> {
    let table = Table::Registers;
    match key.split('/').nth(1) {
        Some("entity") => registers.entities.push(parse(table, key, value)?),
        Some("claim") => registers.claims.push(parse(table, key, value)?),
        Some("claim_link") => registers.claim_links.push(parse(table, key, value)?),
        Some("evidence") => registers.evidence.push(parse(table, key, value)?),
        Some("decision") => {
            let row: DecisionRow = parse(table, key, value)?;
            registers.decisions.push((row.pair, row.decision));
        }
        _ => {
            return Err(ReadProblem {
                table,
                key: key.to_owned(),
                error: "a record of an unknown kind".to_owned(),
                value: value.to_owned(),
            });
        }
    }
    Ok(())
}

/// The transactions of the last rows of a log, and what is wrong with it.
fn read_log(
    project: ProjectId,
    head: &Head,
    rows: Vec<(String, String)>,
) -> (Vec<Transaction>, Vec<ReadProblem>) {
    let table = Table::Log;
    let mut log = Vec::with_capacity(rows.len());
    let mut problems = Vec::new();
    let mut keys = BTreeSet::new();
    keys.extend(rows.iter().map(|(key, _)| key.as_str()));
    let first = head.seq.saturating_sub(rows.len().max(1) as u64 - 1).max(1);
    for key in (first..=head.seq).map(|seq| log_key(project, seq)) {
        if !keys.contains(key.as_str()) {
            let error = "the row is missing".to_owned();
            problems.push(ReadProblem { table, key, error, value: String::new() });
        }
    }
    for (key, value) in rows {
        match parse::<Transaction>(table, &key, &value) {
            Ok(t) if t.seq <= head.seq && log_key(project, t.seq) == key => log.push(t),
            Ok(t) => {
                let error = format!("transaction {} does not belong here", t.seq);
                problems.push(ReadProblem { table, key, error, value });
            }
            Err(problem) => problems.push(problem),
        }
    }
    (log, problems)
}

fn from_row(row: ProjectRow) -> Project {
    let nobody = Annotator { id: AnnotatorId::new(row.id.uuid()), name: String::new() };
    let layer = LayerId::new(row.id.uuid());
    let mut project = Project::new(row.id, row.name, row.schema, nobody, layer, row.created);
    project.guidelines = row.guidelines;
    project.annotators.clear();
    project.annotators.extend(row.annotators.into_iter().map(|a| (a.id, a)));
    project.layers.clear();
    project.layers.extend(row.layers.into_iter().map(|l| (l.id, l)));
    project
}
