//! From a JSON object to a document: the text, what is known of it, and the rest.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::fields;
use super::notes::Notes;
use super::peers::turn;
use super::shape::source_id;
use super::spans::Spans;
use super::units::UnitVotes;
use crate::formats::imported::{Imported, ImportedDocument, ImportedProject};
use crate::formats::labels;
use crate::formats::meta_names::{self, Taken};
use crate::formats::native::registers::EntityRecord;
use crate::formats::options::{Ids, ReadOptions};
use crate::formats::problem::{Problem, ProblemKind, ReadError};
use crate::formats::wholes;
use crate::model::{
    Claim, ClaimId, Document, DocumentId, Entity, EntityId, Excluded, Kind, LabelId, LayerStatus,
    Schema,
};
use crate::text::{OffsetUnit, Text};

/// The documents of a file, and the registers that they share.
pub(super) struct Documents<'a> {
    pub file: &'a str,
    pub options: &'a ReadOptions,
    pub ids: Ids<'a>,
    pub problems: Vec<Problem>,
    pub schema: Schema,
    pub entities: BTreeMap<EntityId, Entity>,
    pub claims: BTreeMap<ClaimId, Claim>,
    /// What offsets count, where neither the file nor anybody says it.
    pub assumed: OffsetUnit,
    /// What the offsets themselves say of that.
    pub votes: UnitVotes,
    /// What is said once for all documents.
    pub notes: Notes,
    /// Names that were taken for fields of documents.
    taken_meta: Taken,
    /// The field that holds the texts, once it is known.
    field: Option<String>,
    documents: Vec<ImportedDocument>,
    taken: BTreeSet<DocumentId>,
    /// Where each entity was read first, in the order of the file.
    read_at: Vec<(EntityId, Option<u32>, String)>,
}

/// Where an object stands, for problems.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub file: &'a str,
    pub line: Option<u32>,
    pub name: &'a str,
}

impl Place<'_> {
    pub fn warning(self, kind: ProblemKind, what: impl Into<String>) -> Problem {
        Problem::warning(self.file, kind, what).in_document(self.name).at(self.line, None)
    }

    pub fn error(self, kind: ProblemKind, what: impl Into<String>) -> Problem {
        Problem::error(self.file, kind, what).in_document(self.name).at(self.line, None)
    }
}

impl<'a> Documents<'a> {
    pub fn new(file: &'a str, options: &'a ReadOptions, ids: Ids<'a>, assumed: OffsetUnit) -> Self {
        Self {
            file,
            options,
            ids,
            problems: Vec::new(),
            schema: Schema::default(),
            entities: BTreeMap::new(),
            claims: BTreeMap::new(),
            assumed,
            votes: UnitVotes::default(),
            notes: Notes::default(),
            taken_meta: Taken::new(),
            field: options.text_field.clone(),
            documents: Vec::new(),
            taken: BTreeSet::new(),
            read_at: Vec::new(),
        }
    }

    /// Reads the object of a line, which is `json`.
    pub fn add_line(&mut self, value: Value, line: u32, json: &str) {
        self.add(value, Some(line), None, || json.to_owned());
    }

    /// Reads an object of the file; `nth` is its place in an array.
    pub fn add_element(&mut self, value: Value, nth: Option<usize>) {
        let json = value.to_string();
        self.add(value, None, nth, || json);
    }

    fn add(
        &mut self,
        value: Value,
        line: Option<u32>,
        nth: Option<usize>,
        json: impl FnOnce() -> String,
    ) {
        match self.document(value, line, nth) {
            Ok(document) => self.documents.push(document),
            Err(mut problem) => {
                problem.document = nth.map(|n| format!("no. {n} of the array"));
                self.problems.push(problem.at(line, None).set_aside(json()));
            }
        }
    }

    /// Everything that was read.
    pub fn finish(mut self) -> Result<Imported, ReadError> {
        if self.documents.is_empty() {
            let none = || {
                Problem::error(self.file, ProblemKind::Empty, "The file holds no document")
                    .advise("A document is a JSON object with a field for its text")
            };
            let first = self.problems.iter().find(|p| p.set_aside.is_some()).cloned();
            return Err(first.unwrap_or_else(none).into());
        }
        self.check_wholes();
        self.problems.extend(self.votes.problem(self.file, self.assumed));
        self.problems.extend(self.votes.ends_problem(self.file));
        if let Some(field) = self.field.filter(|f| f != "text" && self.options.text_field.is_none())
        {
            let what = format!("There is no field “text”; the texts were taken from “{field}”");
            let problem = Problem::warning(self.file, ProblemKind::TextField, what);
            self.problems.push(problem.advise("Choose another field if these are not the texts"));
        }
        self.problems.extend(self.notes.problems(self.file));
        let project = ImportedProject {
            schema: self.schema,
            documents: self.documents,
            entities: self.entities.into_values().collect(),
            claims: self.claims.into_values().collect(),
            ..ImportedProject::default()
        };
        Ok(Imported { project, problems: self.problems, taken: self.taken_meta })
    }

    fn document(
        &mut self,
        value: Value,
        line: Option<u32>,
        nth: Option<usize>,
    ) -> Result<ImportedDocument, Box<Problem>> {
        let notes = &mut self.notes;
        let value = turn(value, |note, times| notes.add(note, times, line));
        let error = |kind, what: String| Problem::error(self.file, kind, what);
        let Value::Object(mut map) = value else {
            let what = "A document must be a JSON object".to_owned();
            return Err(error(ProblemKind::Malformed, what).into());
        };
        if self.field.is_none() {
            self.field = fields::usual(&map).map(str::to_owned);
        }
        let field = self.field.as_deref().unwrap_or("text");
        let content = match map.remove(field) {
            Some(Value::String(content)) => content,
            Some(_) => {
                let what = format!("The field “{field}” is not a string");
                return Err(error(ProblemKind::TextField, what)
                    .advise("Choose the field that holds the text")
                    .into());
            }
            None => {
                let others = map.iter().filter(|(_, v)| v.is_string()).map(|(k, _)| k.as_str());
                let others: Vec<&str> = others.collect();
                let what = format!("There is no field “{field}”");
                let advice = if others.is_empty() {
                    "No field holds a text".to_owned()
                } else {
                    format!("Choose the field that holds the text: {}", others.join(", "))
                };
                return Err(error(ProblemKind::TextField, what).advise(advice).into());
            }
        };
        // A byte order mark in a field stays: the line's offsets count it.
        let text = Text::new(content).map_err(|e| {
            error(ProblemKind::Malformed, e.to_string()).advise("Split the document")
        })?;
        let name = name(&map, self.file, line, nth);
        let place = Place { file: self.file, line, name: &name };
        if text.is_empty() {
            let problem = place.warning(ProblemKind::Empty, "The text is empty");
            self.problems.push(problem.advise("It was read as an empty document"));
        }
        let same_text = self.checksum(&mut map, &text, place);
        let id = self.id(&mut map, place);
        let mut document = Document::new(id, name.as_str(), &text);
        document.bom = map.remove("bom") == Some(Value::Bool(true));
        if map.get("name").is_some_and(Value::is_string) {
            map.remove("name");
        }
        // Said once more: it is among the other fields.
        let extra = map.get("extra").and_then(Value::as_object);
        if extra.and_then(source_id).is_some_and(|id| map.get("source_id") == Some(id)) {
            map.remove("source_id");
        }
        let nested = meta(&mut map, &mut document, &mut self.taken_meta);
        if let Some(status) = map.get("status").cloned()
            && let Ok(status) = serde_json::from_value::<LayerStatus>(status)
        {
            map.remove("status");
            if status != LayerStatus::default() {
                document.status.insert(self.options.layer, status);
            }
        }
        let annotations = Spans::new(self, &document, &text, same_text, place).read(&mut map);
        // Said once more in the regions.
        let excluded = !Excluded::of(&annotations, self.options.layer).spans().is_empty();
        if excluded || map.get("excluded") == Some(&Value::Array(Vec::new())) {
            map.remove("excluded");
        }
        // Whatever is left has no place of its own.
        document.extra.extend(map);
        for (from, name, value) in nested {
            keep(&mut document.extra, from, name, value);
        }
        Ok(ImportedDocument { document, text, annotations, aside: Vec::new() })
    }

    /// Whether the text is the one that the line's checksum says; without one, nobody knows.
    fn checksum(&mut self, map: &mut Map<String, Value>, text: &Text, place: Place<'_>) -> bool {
        let said = map.get("sha256").and_then(Value::as_str);
        match said {
            Some(said) if said == text.sha256().to_string() => {
                map.remove("sha256");
                true
            }
            Some(_) => {
                map.remove("sha256");
                let what = "The text is not the one that its SHA-256 says";
                self.problems.push(
                    place
                        .warning(ProblemKind::TextChanged, what)
                        .advise("Every span was looked for by its words: check them"),
                );
                false
            }
            None => true,
        }
    }

    /// The line's own id if it is one of ours; another one stays in `extra`.
    fn id(&mut self, map: &mut Map<String, Value>, place: Place<'_>) -> DocumentId {
        let own = map.get("id").and_then(Value::as_str).and_then(DocumentId::ours);
        if let Some(id) = own {
            map.remove("id");
            if self.taken.insert(id) {
                return id;
            }
            let what = format!("The id {id} is there twice; this document got another");
            self.problems.push(place.warning(ProblemKind::Duplicate, what));
        }
        let id = DocumentId::new((self.ids)());
        self.taken.insert(id);
        id
    }

    /// Adds a label that a span has.
    pub fn ensure_label(&mut self, id: &LabelId, kind: Kind) {
        if self.schema.label(id).is_none() {
            let label = labels::from_name(id.clone(), kind, &self.schema);
            self.schema.labels.push(label);
        }
    }

    /// Adds a register entry, once.
    pub fn add_entity(&mut self, record: EntityRecord, place: Place<'_>) {
        let mut record = record;
        if let Some(label) = record.label.take() {
            self.ensure_label(&label, Kind::Mention);
            if self.schema.label(&label).is_some_and(|l| l.kind == Kind::Mention) {
                record.label = Some(label);
            } else {
                let what = format!(
                    "“{}” has the type {label}, which is no label of mentions; left out",
                    record.name
                );
                self.problems.push(place.warning(ProblemKind::Reference, what));
            }
        }
        let entity = Entity::from(record);
        let read_at = &mut self.read_at;
        let known = self.entities.entry(entity.id).or_insert_with(|| {
            read_at.push((entity.id, place.line, place.name.to_owned()));
            entity.clone()
        });
        if *known != entity {
            let what = format!("Two lines say different things about entity {}", entity.id);
            let json = serde_json::to_string(&entity).unwrap_or_default();
            let problem = place.error(ProblemKind::Duplicate, what);
            self.problems.push(problem.advise("The first one was taken").set_aside(json));
        }
    }

    /// Adds a claim, once.
    pub fn add_claim(&mut self, id: ClaimId, sentence: String, place: Place<'_>) {
        let known = self.claims.entry(id).or_insert_with(|| Claim::stating(id, sentence.as_str()));
        if known.text != sentence {
            let what = format!("Claim {id} is “{}” and also “{sentence}”", known.text);
            let problem = place.error(ProblemKind::Duplicate, what);
            self.problems.push(problem.advise("The first one was taken").set_aside(sentence));
        }
    }

    /// Takes out wholes and groups that the file does not have, or that lead back.
    fn check_wholes(&mut self) {
        let order: Vec<EntityId> = self.read_at.iter().map(|(id, ..)| *id).collect();
        let cuts = wholes::cut(&mut self.entities, &order);
        if cuts.is_empty() {
            return;
        }
        let places: BTreeMap<EntityId, (Option<u32>, &str)> =
            self.read_at.iter().map(|(id, line, name)| (*id, (*line, name.as_str()))).collect();
        for cut in cuts {
            let (line, name) = places.get(&cut.entity).copied().unwrap_or_default();
            let place = Place { file: self.file, line, name };
            let problem = place.warning(ProblemKind::Reference, cut.what);
            self.problems.push(problem.advise(cut.advice));
        }
    }
}

/// A name for lists: the line's own, its id, or its place.
fn name(map: &Map<String, Value>, file: &str, line: Option<u32>, nth: Option<usize>) -> String {
    let own = ["name", "id"].into_iter().find_map(|field| match map.get(field) {
        Some(Value::String(name)) if !name.is_empty() => Some(name.clone()),
        Some(Value::Number(n)) => Some(n.to_string()),
        _ => None,
    });
    own.unwrap_or_else(|| match (line, nth) {
        (Some(line), _) => format!("{file}, line {line}"),
        (_, Some(nth)) => format!("{file}, no. {nth}"),
        _ => file.to_owned(),
    })
}

/// Where a line says more than the line itself does.
const NESTED: [&str; 3] = ["extra", "meta", "metadata"];

/// Takes what Glossator has a place for out of `meta`, `metadata` and the line itself; what else is
/// in those, and in `extra`, is returned with where it was. A field of the line that `meta` has
/// otherwise stays.
fn meta(
    map: &mut Map<String, Value>,
    document: &mut Document,
    taken: &mut Taken,
) -> Vec<(&'static str, String, Value)> {
    let mut nested = Vec::new();
    for from in NESTED {
        match map.remove(from) {
            Some(Value::Object(inner)) => {
                nested.extend(inner.into_iter().map(|(name, value)| (from, name, value)));
            }
            Some(other) => {
                map.insert(from.to_owned(), other);
            }
            None => {}
        }
    }
    // What is in `extra` had no place when it was written.
    let inner = nested.iter().map(|(from, name, value)| (*from, name.as_str(), value));
    let inner = inner.filter(|(from, ..)| *from != "extra");
    let own = map.iter().map(|(name, value)| ("", name.as_str(), value));
    let mut fields: Vec<_> = inner
        .chain(own)
        .filter_map(|(from, name, value)| {
            let (_, likeness, rank) = meta_names::field(name)?;
            Some((likeness, rank, from, name, value.as_str()?))
        })
        .collect();
    // Stable: `meta` before `metadata` before the line, where both have a name.
    fields.sort_by_key(|(likeness, rank, ..)| (*likeness, *rank));
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(.., name, value)| (*name, *value)).collect();
    let placed = meta_names::take(document, &pairs, taken);
    let gone: BTreeSet<(&str, String)> = fields
        .iter()
        .zip(placed)
        .filter(|(_, placed)| *placed)
        .map(|((_, _, from, name, _), _)| (*from, (*name).to_owned()))
        .collect();
    map.retain(|name, _| !gone.contains(&("", name.clone())));
    nested.retain(|(from, name, _)| !gone.contains(&(*from, name.clone())));
    nested
}

/// Keeps a field, under a name that says where it was if another one has its name.
fn keep(extra: &mut BTreeMap<String, Value>, from: &str, name: String, value: Value) {
    if extra.get(&name) == Some(&value) {
        return;
    }
    let mut free = name.clone();
    let mut n = 1;
    while extra.contains_key(&free) {
        free = if n == 1 { format!("{from}.{name}") } else { format!("{from}.{name} {n}") };
        n += 1;
    }
    extra.insert(free, value);
}
