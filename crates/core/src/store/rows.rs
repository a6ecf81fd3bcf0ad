//! What the rows hold: the project's records as JSON, with byte offsets (internal;
//! files for others are written by [`crate::formats`]).

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256 as Hasher};

use super::engine::{Batch, StoreError, Table};
use crate::model::{
    Annotation, AnnotationId, Annotator, Decision, Document, DocumentId, EntityPair, Layer,
    Project, ProjectId, Schema, Summary, Timestamp,
};
use crate::ops::{Applied, Key, Transaction};

/// The version of the rows. A reader refuses newer ones.
pub const ROWS_VERSION: u32 = 1;

/// How many rows a document's annotations are spread over. One row per annotation
/// makes opening slow, one row in all makes every edit slow.
const BUCKETS: u128 = 256;

/// What the log must contain to be complete.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The number of the newest transaction.
    pub seq: u64,
    /// SHA-256 over the hash before it and the newest transaction's JSON, in hex.
    pub hash: String,
}

impl Head {
    /// The head after one more transaction.
    fn after(&self, seq: u64, json: &str) -> Self {
        let mut hasher = Hasher::new();
        hasher.update(self.hash.as_bytes());
        hasher.update(json.as_bytes());
        let hash = hasher.finalize().iter().map(|b| format!("{b:02x}")).collect();
        Self { seq, hash }
    }
}

/// A row that could not be read and was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadProblem {
    /// Where it is.
    pub table: Table,
    /// Its key.
    pub key: String,
    /// What is wrong with it.
    pub error: String,
    /// The row as it is.
    pub value: String,
}

/// The row of [`Table::Projects`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct ProjectRow {
    pub version: u32,
    pub head: Head,
    pub id: ProjectId,
    pub name: String,
    #[serde(default)]
    pub guidelines: String,
    pub created: Timestamp,
    pub schema: Schema,
    pub annotators: Vec<Annotator>,
    pub layers: Vec<Layer>,
}

/// The row of [`Table::Documents`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct DocumentRow {
    pub document: Document,
    #[serde(default)]
    pub summary: Summary,
}

/// The row of a decision in [`Table::Registers`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct DecisionRow {
    pub pair: EntityPair,
    pub decision: Decision,
}

/// The bucket of an annotation: by its id's last, random byte.
pub(super) fn bucket(id: AnnotationId) -> u8 {
    u8::try_from(id.uuid().as_u128() % BUCKETS).unwrap_or(0)
}

pub(super) fn document_key(project: ProjectId, document: DocumentId) -> String {
    format!("{project}/{document}")
}

/// What the keys of a document's rows of [`Table::Marks`] begin with.
pub fn marks_prefix(project: ProjectId, document: DocumentId) -> String {
    format!("{}/", document_key(project, document))
}

pub(super) fn aside_key(project: ProjectId, problem: &ReadProblem) -> String {
    let hash = crate::text::Sha256::of(problem.value.as_bytes()).to_string();
    format!("{project}/{}/{}/{}", problem.table.as_str(), problem.key, &hash[..16])
}

pub(super) fn log_key(project: ProjectId, seq: u64) -> String {
    format!("{project}/{seq:016}")
}

fn bucket_key(project: ProjectId, document: DocumentId, bucket: u8) -> String {
    format!("{project}/{document}/{bucket:02x}")
}

fn register_key(project: ProjectId, kind: &str, id: impl std::fmt::Display) -> String {
    format!("{project}/{kind}/{id}")
}

/// JSON of a record. Records have no maps with keys other than strings, so that
/// writing cannot fail; an empty row would show as a read problem.
fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

pub(super) fn parse<T: DeserializeOwned>(
    table: Table,
    key: &str,
    value: &str,
) -> Result<T, ReadProblem> {
    serde_json::from_str(value).map_err(|e| ReadProblem {
        table,
        key: key.to_owned(),
        error: e.to_string(),
        value: value.to_owned(),
    })
}

/// Reads a project's own row. The version comes first: a newer row may have another shape.
pub(super) fn read_project_row(key: &str, value: &str) -> Result<ProjectRow, StoreError> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
        #[serde(default)]
        name: serde_json::Value,
    }
    let damaged = |p: ReadProblem| StoreError::Damaged(p.error);
    let first: Versioned = parse(Table::Projects, key, value).map_err(damaged)?;
    if first.version > ROWS_VERSION {
        return Err(StoreError::Newer(first.name.as_str().unwrap_or(key).to_owned()));
    }
    parse(Table::Projects, key, value).map_err(damaged)
}

/// The project's own row.
pub(super) fn project_row(project: &Project, head: &Head) -> String {
    json(&ProjectRow {
        version: ROWS_VERSION,
        head: head.clone(),
        id: project.id(),
        name: project.name().to_owned(),
        guidelines: project.guidelines().to_owned(),
        created: project.created(),
        schema: project.schema().clone(),
        annotators: project.annotators().values().cloned().collect(),
        layers: project.layers().values().cloned().collect(),
    })
}

/// Everything that one applied transaction changes in storage, and the head after it.
pub(super) fn batch(project: &Project, applied: &Applied, head: &Head) -> (Batch, Head) {
    let id = project.id();
    let mut batch = Batch::default();
    let transaction: &Transaction = &applied.transaction;
    let log = json(transaction);
    let head = head.after(transaction.seq, &log);
    batch.put(Table::Log, log_key(id, transaction.seq), log);
    // The head stands in the project's row, so that row is written every time.
    batch.put(Table::Projects, id.to_string(), project_row(project, &head));

    let mut buckets: std::collections::BTreeSet<(DocumentId, u8)> = Default::default();
    for key in applied.changes.keys() {
        let registers = Table::Registers;
        match key {
            Key::Project => {}
            Key::Document(d) => {
                let key = document_key(id, d);
                match project.documents().get(&d) {
                    Some(document) => {
                        let row =
                            DocumentRow { document: document.clone(), summary: project.summary(d) };
                        batch.put(Table::Documents, key, json(&row));
                    }
                    None => batch.delete(Table::Documents, key),
                }
            }
            Key::Annotation(d, a) => {
                buckets.insert((d, bucket(a)));
            }
            Key::Entity(e) => {
                let row = project.entities().get(&e).map(json);
                put_or_delete(&mut batch, registers, register_key(id, "entity", e), row);
            }
            Key::Claim(c) => {
                let row = project.claims().get(&c).map(json);
                put_or_delete(&mut batch, registers, register_key(id, "claim", c), row);
            }
            Key::ClaimLink(l) => {
                let row = project.claim_links().get(&l).map(json);
                put_or_delete(&mut batch, registers, register_key(id, "claim_link", l), row);
            }
            Key::Evidence(e) => {
                let row = project.evidence().get(&e).map(json);
                put_or_delete(&mut batch, registers, register_key(id, "evidence", e), row);
            }
            Key::Decision(pair) => {
                let (a, b) = pair.ids();
                let decision = project.decisions().get(&pair);
                let row = decision.map(|d| json(&DecisionRow { pair, decision: *d }));
                put_or_delete(
                    &mut batch,
                    registers,
                    register_key(id, "decision", format!("{a}+{b}")),
                    row,
                );
            }
        }
    }
    for (document, rows) in by_document(&buckets) {
        put_buckets(&mut batch, project, document, &rows);
    }
    (batch, head)
}

fn by_document(
    buckets: &std::collections::BTreeSet<(DocumentId, u8)>,
) -> std::collections::BTreeMap<DocumentId, Vec<u8>> {
    let mut out = std::collections::BTreeMap::<DocumentId, Vec<u8>>::new();
    for (document, bucket) in buckets {
        out.entry(*document).or_default().push(*bucket);
    }
    out
}

/// Writes the touched buckets of a document; `rows` is sorted.
fn put_buckets(batch: &mut Batch, project: &Project, document: DocumentId, rows: &[u8]) {
    // Of a document that was removed nothing stays in its touched rows but what was set aside.
    // One that the project has is open, since its annotations were touched; should it not
    // be, its rows must stay.
    let open = project.open(document).or_else(|| project.open.ready.get(&document));
    if open.is_none() && project.documents().contains_key(&document) {
        debug_assert!(false, "the batch of a document that was unloaded too early");
        return;
    }
    let mut held: std::collections::BTreeMap<u8, Vec<&Annotation>> = Default::default();
    for a in open.into_iter().flat_map(|open| open.marks.iter().chain(&open.aside)) {
        let bucket = bucket(a.id);
        if rows.binary_search(&bucket).is_ok() {
            held.entry(bucket).or_default().push(a);
        }
    }
    for &bucket in rows {
        let row = held.get(&bucket).map(json);
        put_or_delete(batch, Table::Marks, bucket_key(project.id(), document, bucket), row);
    }
}

fn put_or_delete(batch: &mut Batch, table: Table, key: String, row: Option<String>) {
    match row {
        Some(row) => batch.put(table, key, row),
        None => batch.delete(table, key),
    }
}

/// Every row of a project whose documents are open.
pub(super) fn whole(project: &Project, head: &Head) -> Batch {
    let id = project.id();
    let mut batch = Batch::default();
    batch.put(Table::Projects, id.to_string(), project_row(project, head));
    for (d, document) in project.documents() {
        let row = DocumentRow { document: document.clone(), summary: project.summary(*d) };
        batch.put(Table::Documents, document_key(id, *d), json(&row));
        if let Some(open) = project.open(*d) {
            batch.put(Table::Texts, document.sha256.to_string(), open.text.as_str().to_owned());
            let all: Vec<u8> = (0..=u8::MAX).collect();
            put_buckets(&mut batch, project, *d, &all);
        }
    }
    batch.delete.clear();
    for e in project.entities().values() {
        batch.put(Table::Registers, register_key(id, "entity", e.id), json(e));
    }
    for c in project.claims().values() {
        batch.put(Table::Registers, register_key(id, "claim", c.id), json(c));
    }
    for l in project.claim_links().values() {
        batch.put(Table::Registers, register_key(id, "claim_link", l.id), json(l));
    }
    for e in project.evidence().values() {
        batch.put(Table::Registers, register_key(id, "evidence", e.id), json(e));
    }
    for (pair, decision) in project.decisions() {
        let (a, b) = pair.ids();
        let row = DecisionRow { pair: *pair, decision: *decision };
        batch.put(Table::Registers, register_key(id, "decision", format!("{a}+{b}")), json(&row));
    }
    batch
}
