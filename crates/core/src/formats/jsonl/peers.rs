//! Objects of other programs, brought into the shape that is read here:
//!
//! - doccano: `{"text", "label": [[start, end, "L"]]}`, or `entities` and `relations`
//! - spaCy: `["text", {"entities": [[start, end, "L"]]}]`, several of them as `annotations` beside
//!   their `classes` (as a well-known annotator writes them), and what `Doc.to_json` writes: `ents`,
//!   and `spans` as groups
//! - Prodigy: `spans` with tokens, and the annotator's `answer`
//! - Label Studio: tasks with `data` and `annotations`, and its `JSON_MIN`, whose spans have the
//!   name of the control that they were made with
//!
//! What has no place here is counted, so that it is said.

use serde_json::{Map, Value};

use super::notes::Note;

/// The fields in which others keep spans.
pub(super) const LISTS: [&str; 5] = ["entities", "spans", "ents", "label", "labels"];

/// Fields that are read otherwise, or kept as they are.
const KNOWN: [&str; 9] =
    ["entities", "spans", "ents", "label", "labels", "regions", "claims", "excluded", NOT_ACCEPTED];

/// Where the spans of a text go that an annotator of Prodigy did not accept.
pub(super) const NOT_ACCEPTED: &str = "spans_not_accepted";

/// The documents of an object that holds spaCy's pairs as `annotations`; any other one itself.
/// A text that has not been annotated is null there.
pub(super) fn several(value: Value) -> Vec<Value> {
    let is_pair = |v: &Value| {
        v.as_array().is_some_and(|v| matches!(&v[..], [Value::String(_), Value::Object(_)]))
    };
    let pairs = value.get("annotations").and_then(Value::as_array);
    let pairs = pairs.filter(|all| all.iter().all(|v| v.is_null() || is_pair(v)));
    match pairs {
        Some(pairs) if pairs.iter().any(is_pair) => {
            pairs.iter().filter(|v| !v.is_null()).cloned().collect()
        }
        _ => vec![value],
    }
}

/// An object in the shape that is read here; others stay as they are. `note` hears what was
/// left out, and how often.
pub(super) fn turn(value: Value, mut note: impl FnMut(Note, usize)) -> Value {
    let mut map = match value {
        Value::Object(map) => map,
        Value::Array(pair) => match <[Value; 2]>::try_from(pair) {
            Ok([Value::String(text), Value::Object(mut map)]) => {
                map.insert("text".to_owned(), text.into());
                map
            }
            Ok(pair) => return pair.to_vec().into(),
            Err(other) => return other.into(),
        },
        other => return other,
    };
    if is_task(&map) {
        map = task(map, &mut note);
    }
    if let Some(Value::Object(groups)) = map.get_mut("spans") {
        let groups = std::mem::take(groups);
        if groups.values().all(Value::is_array) {
            let all = groups.into_iter().flat_map(|(_, items)| match items {
                Value::Array(items) => items,
                _ => Vec::new(),
            });
            map.insert("spans".to_owned(), all.collect());
        } else {
            map.insert("spans".to_owned(), groups.into());
        }
    }
    let not_accepted = map.get("answer").and_then(Value::as_str);
    if not_accepted.is_some_and(|a| a == "reject" || a == "ignore")
        && let Some(Value::Array(spans)) = map.remove("spans")
    {
        note(Note::Kept("span that was not accepted", "spans that were not accepted"), spans.len());
        map.insert(NOT_ACCEPTED.to_owned(), spans.into());
    }
    if matches!(map.get("spans"), None | Some(Value::Array(_))) {
        let controls = map.iter().filter(|(name, value)| is_control(name, value));
        let controls: Vec<String> = controls.map(|(name, _)| name.clone()).collect();
        for field in controls {
            let Some(Value::Array(items)) = map.remove(&field) else { continue };
            if let Value::Array(all) =
                map.entry("spans").or_insert_with(|| Value::Array(Vec::new()))
            {
                all.extend(items);
            }
        }
    }
    for field in LISTS {
        if let Some(Value::Array(items)) = map.get_mut(field) {
            *items = std::mem::take(items).into_iter().flat_map(one_label_each).collect();
        }
    }
    if let Some(Value::Array(relations)) = map.get("relations") {
        note(Note::Kept("relation between spans", "relations between spans"), relations.len());
    }
    map.into()
}

/// Whether a field is what `JSON_MIN` of Label Studio calls by the name of a control: a list of
/// spans, each with its labels.
fn is_control(name: &str, value: &Value) -> bool {
    let is_span = |item: &Value| {
        let labels = item.get("labels").and_then(Value::as_array);
        ["start", "end"].iter().all(|end| item.get(*end).is_some_and(Value::is_u64))
            && labels.is_some_and(|l| !l.is_empty() && l.iter().all(Value::is_string))
    };
    let items = value.as_array().filter(|items| !items.is_empty());
    !KNOWN.contains(&name) && items.is_some_and(|items| items.iter().all(is_span))
}

/// A span for each of a span's labels; what only repeats its offsets is taken off.
fn one_label_each(item: Value) -> Vec<Value> {
    let Value::Object(mut map) = item else { return vec![item] };
    if map.contains_key("start") {
        map.remove("token_start");
        map.remove("token_end");
        // Links to a knowledge base that spaCy writes even where there is none.
        map.retain(|name, value| {
            !matches!(name.as_str(), "kb_id" | "span_id" | "id") || value.as_str() != Some("")
        });
    }
    let labels = match map.remove("labels") {
        Some(Value::Array(labels)) if labels.iter().all(Value::is_string) && !labels.is_empty() => {
            labels
        }
        Some(other) => {
            map.insert("labels".to_owned(), other);
            return vec![map.into()];
        }
        None => return vec![map.into()],
    };
    let with = |label: Value| {
        let mut one = map.clone();
        one.insert("label".to_owned(), label);
        one.into()
    };
    labels.into_iter().map(with).collect()
}

/// Whether an object is a task of Label Studio.
fn is_task(map: &Map<String, Value>) -> bool {
    let parts = ["annotations", "completions", "predictions", "drafts"];
    !map.contains_key("text")
        && map.get("data").is_some_and(Value::is_object)
        && (parts.iter().any(|part| map.contains_key(*part)) || map.contains_key("id"))
}

/// A task of Label Studio: its data, and the spans of the first annotation.
fn task(mut task: Map<String, Value>, note: &mut impl FnMut(Note, usize)) -> Map<String, Value> {
    let Some(Value::Object(mut map)) = task.remove("data") else { return task };
    let mut list = |name: &str| match task.remove(name) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    };
    let (mut annotations, predictions) = (list("annotations"), list("predictions"));
    annotations.append(&mut list("completions"));
    list("drafts");
    let given = annotations.len();
    annotations.retain(|a| a.get("was_cancelled") != Some(&Value::Bool(true)));
    note(
        Note::LeftOut("skipped annotation was", "skipped annotations were"),
        given - annotations.len(),
    );
    note(
        Note::LeftOut(
            "further annotation of the same text was",
            "further annotations of the same texts were",
        ),
        annotations.len().saturating_sub(1),
    );
    note(Note::LeftOut("prediction was", "predictions were"), predictions.len());
    let result = annotations.first_mut().and_then(|a| a.get_mut("result")).map(Value::take);
    let Some(Value::Array(result)) = result else { return with_rest(map, task) };
    let (mut spans, mut relations, mut others) = (Vec::new(), 0, 0);
    for item in result {
        let kind = item.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
        match (kind.as_str(), span(item)) {
            ("relation", _) => relations += 1,
            (_, Some(span)) => spans.push(span),
            (_, None) => others += 1,
        }
    }
    note(Note::LeftOut("relation between spans was", "relations between spans were"), relations);
    note(Note::LeftOut("answer that is no span was", "answers that are no spans were"), others);
    map.insert("spans".to_owned(), spans.into());
    with_rest(map, task)
}

/// The data of a task, and what else the task says of it.
fn with_rest(mut map: Map<String, Value>, rest: Map<String, Value>) -> Map<String, Value> {
    for (name, value) in rest {
        map.entry(name).or_insert(value);
    }
    map
}

/// A region of Label Studio as a span, if it is one with labels.
fn span(mut item: Value) -> Option<Value> {
    let Some(Value::Object(mut value)) = item.get_mut("value").map(Value::take) else {
        return None;
    };
    let numbers = ["start", "end"].iter().all(|name| value.get(*name).is_some_and(Value::is_u64));
    let labels = value.remove("labels").filter(|l| l.as_array().is_some_and(|l| !l.is_empty()));
    let (true, Some(labels)) = (numbers, labels) else { return None };
    let mut span = Map::new();
    for name in ["start", "end", "text"] {
        if let Some(value) = value.remove(name) {
            span.insert(name.to_owned(), value);
        }
    }
    span.insert("labels".to_owned(), labels);
    if let Some(note) = region_note(&item) {
        span.insert("note".to_owned(), note.into());
    }
    Some(span.into())
}

/// What somebody wrote beside a region of Label Studio.
fn region_note(item: &Value) -> Option<String> {
    let text = item.get("meta")?.get("text")?;
    let lines = text.as_array().map_or(std::slice::from_ref(text), Vec::as_slice);
    let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
    Some(lines.join("\n")).filter(|note| !note.is_empty())
}
