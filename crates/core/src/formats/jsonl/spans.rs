//! From the lists of a line to annotations.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::document::{Documents, Place};
use super::notes::Note;
use super::peers::NOT_ACCEPTED;
use super::raw::{Raw, is_span, raw, to_char, unit};
use super::units::proven;
use crate::formats::anchoring::{Placed, Wanted, covered, place, splits_grapheme};
use crate::formats::native::registers::EntityRecord;
use crate::formats::native::shape::ChainRecord;
use crate::formats::problem::{Problem, ProblemKind};
use crate::model::{
    Annotation, AnnotationId, AttributeName, AttributeValue, Body, Chain, ClaimId, Document,
    EntityId, EntityLink, Kind, LabelId, Origin,
};
use crate::text::{OffsetUnit, Text};

/// Reads the annotations of one document.
pub(super) struct Spans<'d, 'a> {
    all: &'d mut Documents<'a>,
    document: &'d Document,
    text: &'d Text,
    same_text: bool,
    at: Place<'d>,
    taken: BTreeSet<AnnotationId>,
}

impl<'d, 'a> Spans<'d, 'a> {
    pub fn new(
        all: &'d mut Documents<'a>,
        document: &'d Document,
        text: &'d Text,
        same_text: bool,
        at: Place<'d>,
    ) -> Self {
        Self { all, document, text, same_text, at, taken: BTreeSet::new() }
    }

    /// Takes every list of annotations out of the line and reads it.
    pub fn read(mut self, map: &mut Map<String, Value>) -> Vec<Annotation> {
        let unit = match map.remove("offset_unit") {
            None => Ok(self.all.options.offset_unit),
            Some(value) => unit(&value).map(Some).ok_or(value),
        };
        let mut raws = Vec::new();
        for field in ["entities", "spans", "ents", "regions", "claims", "label", "labels"] {
            let Some(Value::Array(items)) = map.get(field) else { continue };
            if field.starts_with("label") && !are_spans(items) {
                // Tags of the whole text are no news.
                if items.iter().any(|item| item.is_array() || item.is_object()) {
                    let note =
                        Note::Kept("entry of a list of labels", "entries of lists of labels");
                    self.all.notes.add(note, items.len(), self.at.line);
                }
                continue;
            }
            if let Some((one, many)) = foreign(field, items) {
                self.all.notes.add(Note::Kept(one, many), items.len(), self.at.line);
                continue;
            }
            let Some(Value::Array(items)) = map.remove(field) else { continue };
            for item in items {
                if field == "entities" && !is_span(&item) {
                    self.entity(item);
                } else {
                    let json = item.to_string();
                    match raw(field, item) {
                        Ok(raw) => raws.push(raw),
                        Err(reason) => {
                            let what = format!("An entry of “{field}”: {reason}");
                            let problem = self.at.error(ProblemKind::Malformed, what);
                            self.all.problems.push(problem.set_aside(json));
                        }
                    }
                }
            }
        }
        self.note_others(map);
        let unit = match unit {
            Ok(unit) => unit.unwrap_or_else(|| self.guess(&raws)),
            Err(value) => {
                let what = format!("The offset unit {value} is not known; no span was read");
                let json = raws.into_iter().map(|raw| raw.json).collect::<Value>().to_string();
                self.all.problems.push(
                    self.at
                        .error(ProblemKind::OffsetUnit, what)
                        .advise("Say “codepoint”, “utf16” or “byte”")
                        .set_aside(json),
                );
                return Vec::new();
            }
        };
        let mut out: Vec<Annotation> = Vec::with_capacity(raws.len());
        for raw in raws {
            let json = raw.json.to_string();
            match self.annotation(raw, unit) {
                Ok(a) => out.push(a),
                Err(problem) => self.all.problems.push(
                    problem.advise("It was set aside; mark it again by hand").set_aside(json),
                ),
            }
        }
        out.sort_by_key(|a| (a.ranges.start(), Reverse(a.ranges.end()), a.id));
        out
    }

    /// Says what may be spans under a name that is not known: they stay with the other fields.
    fn note_others(&mut self, map: &Map<String, Value>) {
        let may_be =
            |item: &Value| is_span(item) && item.get("label").is_some_and(Value::is_string);
        for (name, value) in map {
            if let Value::Array(items) = value
                && !items.is_empty()
                && name != NOT_ACCEPTED
                && items.iter().all(may_be)
            {
                self.all.notes.add(Note::Other(name.clone()), items.len(), self.at.line);
            }
        }
    }

    /// The unit of a line that does not say it: by its words, or as the file is read.
    fn guess(&mut self, raws: &[Raw]) -> OffsetUnit {
        if let Some(unit) = proven(self.text, raws) {
            if let Some(note) = Note::proven(unit) {
                self.all.notes.add(note, 1, self.at.line);
            }
            return unit;
        }
        let unit = self.all.assumed;
        self.all.votes.add(self.text, raws, unit);
        unit
    }

    fn entity(&mut self, item: Value) {
        match serde_json::from_value::<EntityRecord>(item.clone()) {
            Ok(record) => self.all.add_entity(record, self.at),
            Err(error) => {
                let what =
                    format!("An entry of “entities” is neither a span nor an entity: {error}");
                let problem = self.at.error(ProblemKind::Malformed, what);
                self.all.problems.push(problem.set_aside(item.to_string()));
            }
        }
    }

    fn annotation(&mut self, mut raw: Raw, unit: OffsetUnit) -> Result<Annotation, Box<Problem>> {
        let wanted = self.in_characters(&raw, unit)?;
        let wanted: Vec<Wanted<'_>> = wanted
            .iter()
            .zip(&raw.ranges)
            .map(|(&(start, end), r)| Wanted { start, end, exact: r.words.as_deref() })
            .collect();
        let words: Vec<&str> = raw.ranges.iter().filter_map(|r| r.words.as_deref()).collect();
        let said: Vec<String> =
            raw.ranges.iter().map(|r| format!("{}–{}", r.start, r.end)).collect();
        let said = said.join(", ");
        let what = if words.is_empty() {
            format!("The span {said}")
        } else {
            format!("“{}” at {said}", words.join(" … "))
        };
        let (ranges, remark, problem) = match place(self.text, &wanted, ("", ""), self.same_text) {
            Placed::Here(ranges) => (ranges, None, None),
            Placed::Moved(ranges) => {
                let remark = format!("Moved when {} was read: the file says {said}.", self.at.file);
                (
                    ranges,
                    Some(remark),
                    Some((ProblemKind::Moved, "is not there; it was found elsewhere")),
                )
            }
            Placed::Ambiguous(ranges, n) => {
                let remark = format!(
                    "Put at one of {n} places when {} was read: the file says {said}.",
                    self.at.file
                );
                let problem =
                    (ProblemKind::Ambiguous, "is at several places; put at the likeliest");
                (ranges, Some(remark), Some(problem))
            }
            Placed::Lost(reason) => {
                return Err(self.at.error(ProblemKind::Lost, format!("{what}: {reason}")).into());
            }
        };
        if let Some((kind, happened)) = problem {
            let problem = self.at.warning(kind, format!("{what} {happened}"));
            self.all.problems.push(problem.advise("Check it: it is flagged"));
        }
        if splits_grapheme(self.text, &ranges) {
            let what = format!("{what} begins or ends within a character as it is read");
            let problem = self.at.warning(ProblemKind::SplitGrapheme, what);
            self.all.problems.push(problem.advise("It was kept as it is"));
        }
        let exact = covered(self.text, &ranges)
            .map_err(|e| self.at.error(ProblemKind::Lost, e.to_string()))?;
        let label = raw.label.take().map(LabelId::new);
        match &label {
            Some(label) => {
                self.all.ensure_label(label, raw.kind);
                if self.all.schema.label(label).is_some_and(|l| l.kind != raw.kind) {
                    let what = format!("{what} has the label {label}, which is of another kind");
                    return Err(self.at.error(ProblemKind::Reference, what).into());
                }
            }
            None if matches!(raw.kind, Kind::Mention | Kind::Region) => {
                let what = format!("{what} has no label");
                return Err(self.at.error(ProblemKind::Reference, what).into());
            }
            None => {}
        }
        let mut remarks: Vec<String> = remark.into_iter().collect();
        let body = self.body(&mut raw, &what, &mut remarks)?;
        let mut attributes: BTreeMap<AttributeName, AttributeValue> =
            match raw.fields.remove("attributes") {
                Some(value) => serde_json::from_value(value).map_err(|error| {
                    self.at
                        .error(ProblemKind::Malformed, format!("{what}: its attributes: {error}"))
                })?,
                None => BTreeMap::new(),
            };
        attributes.retain(|_, value| match value {
            AttributeValue::Entity(id) => {
                self.known(&Value::String(id.to_string()), &what, &mut remarks).is_some()
            }
            _ => true,
        });
        let mut own = |field: &str| raw.fields.remove(field).filter(|v| !v.is_null());
        let id = own("id");
        let note = own("note");
        let flagged = own("flagged");
        let parsed = id.as_ref().and_then(|id| AnnotationId::ours(id.as_str()?));
        let parsed_id = parsed.filter(|id| !self.taken.contains(id));
        let annotation_id = parsed_id.unwrap_or_else(|| AnnotationId::new((self.all.ids)()));
        self.taken.insert(annotation_id);
        // What is not as it should be is named with the unknown fields.
        let odd = [
            id.filter(|_| parsed_id.is_none()).map(|_| "id"),
            note.as_ref().filter(|n| !n.is_string()).map(|_| "note"),
            flagged.as_ref().filter(|f| !f.is_boolean()).map(|_| "flagged"),
        ];
        let odd = odd.into_iter().flatten().map(str::to_owned);
        for field in odd.chain(raw.fields.keys().cloned()) {
            self.all.notes.add(Note::UnknownField(field), 1, self.at.line);
        }
        let mut note = text_of(note);
        let flagged = flagged == Some(Value::Bool(true)) || !remarks.is_empty();
        for remark in remarks {
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(&remark);
        }
        let options = self.all.options;
        Ok(Annotation {
            id: annotation_id,
            document: self.document.id,
            layer: options.layer,
            label,
            ranges,
            exact,
            attributes,
            origin: Origin::Imported { file: self.at.file.to_owned() },
            by: options.by,
            at: options.at,
            note,
            flagged,
            body,
        })
    }

    fn body(
        &mut self,
        raw: &mut Raw,
        what: &str,
        remarks: &mut Vec<String>,
    ) -> Result<Body, Box<Problem>> {
        let bad = |at: Place<'_>, field: &str, error: String| {
            at.error(ProblemKind::Malformed, format!("{what}: its {field}: {error}"))
        };
        let at = self.at;
        let fields = &mut raw.fields;
        let mut take = |name: &str| fields.remove(name).filter(|v| !v.is_null());
        Ok(match raw.kind {
            Kind::Mention => {
                let level = take("level").map(serde_json::from_value).transpose();
                let level = level.map_err(|e| bad(at, "level", e.to_string()))?;
                let confidence = take("link_confidence").map(serde_json::from_value).transpose();
                let confidence =
                    confidence.map_err(|e| bad(at, "link_confidence", e.to_string()))?;
                let entity = take("entity").and_then(|id| self.known(&id, what, remarks));
                let confidence = confidence.unwrap_or_default();
                let link = |entity| EntityLink { entity, confidence };
                Body::Mention { level, entity: entity.map(link) }
            }
            Kind::Claim => {
                let id = take("claim").and_then(|id| id.as_str()?.parse::<ClaimId>().ok());
                let id = id.unwrap_or_else(|| ClaimId::new((self.all.ids)()));
                let sentence = text_of(take("text"));
                let chains = take("chains").unwrap_or_else(|| Value::Array(Vec::new()));
                let chains: Vec<ChainRecord> =
                    serde_json::from_value(chains).map_err(|e| bad(at, "chains", e.to_string()))?;
                // Said once more in the chains; without chains only if there is nothing to say.
                let plain = [
                    ("stance", Value::from("asserts")),
                    ("certainty", Value::from("unset")),
                    ("speaker", Value::Array(Vec::new())),
                    ("cues", Value::Array(Vec::new())),
                ];
                for (name, nothing) in plain {
                    if !chains.is_empty() || fields.get(name) == Some(&nothing) {
                        fields.remove(name);
                    }
                }
                let mut chains: Vec<Chain> = chains.into_iter().map(Into::into).collect();
                for hop in chains.iter_mut().flat_map(|c| &mut c.hops) {
                    hop.entity.retain(|id| {
                        self.known(&Value::String(id.to_string()), what, remarks).is_some()
                    });
                }
                self.all.add_claim(id, sentence, at);
                Body::Claim { claim: id, chains }
            }
            Kind::Source => Body::Source,
            Kind::Cue => Body::Cue,
            Kind::Evidence => Body::Evidence,
            Kind::Region => Body::Region { exclude: take("exclude") == Some(Value::Bool(true)) },
        })
    }

    /// The register entry with this id; if there is none, says so.
    fn known(&mut self, id: &Value, what: &str, remarks: &mut Vec<String>) -> Option<EntityId> {
        let found = id.as_str().and_then(|id| id.parse::<EntityId>().ok());
        let found = found.filter(|id| self.all.entities.contains_key(id));
        if found.is_none() {
            let said =
                format!("{what} refers to entity {id}, which the line does not have; unlinked");
            self.all.problems.push(self.at.warning(ProblemKind::Reference, said));
            remarks.push(format!("The file links this to {id}, which it does not have."));
        }
        found
    }

    /// Offsets in code points. Words can still place a span whose offsets mean nothing.
    fn in_characters(&self, raw: &Raw, unit: OffsetUnit) -> Result<Vec<(u32, u32)>, Box<Problem>> {
        let has_words = raw.ranges.iter().all(|r| r.words.is_some());
        let mut out = Vec::with_capacity(raw.ranges.len());
        for r in &raw.ranges {
            let start = to_char(self.text, r.start, unit);
            match start.and_then(|start| Ok((start, to_char(self.text, r.end, unit)?))) {
                Ok(range) => out.push(range),
                Err(_) if has_words => out.push((r.start, r.end)),
                Err(error) => {
                    let what = format!("The span {}–{}: {error}", r.start, r.end);
                    return Err(self.at.error(ProblemKind::Lost, what).into());
                }
            }
        }
        Ok(out)
    }
}

/// What to call the entries of a list that has nothing to be read here, such as names: neither
/// spans nor entities of ours. It stays with the document's other fields.
fn foreign(field: &str, items: &[Value]) -> Option<(&'static str, &'static str)> {
    let words = match field {
        "entities" => ("entry of “entities”", "entries of “entities”"),
        "claims" => ("entry of “claims”", "entries of “claims”"),
        "regions" => ("entry of “regions”", "entries of “regions”"),
        _ => return None,
    };
    let readable = |item: &Value| {
        is_span(item)
            || item.get("ranges").is_some()
            || field == "entities" && serde_json::from_value::<EntityRecord>(item.clone()).is_ok()
    };
    (!items.is_empty() && !items.iter().any(readable)).then_some(words)
}

/// Whether a list of labels is one of spans, odd ones among them, and not of the whole text's tags.
fn are_spans(items: &[Value]) -> bool {
    items.iter().any(is_span) && items.iter().all(|item| item.is_array() || item.is_object())
}

fn text_of(value: Option<Value>) -> String {
    match value {
        Some(Value::String(text)) => text,
        _ => String::new(),
    }
}
