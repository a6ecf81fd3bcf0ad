//! What a file said of a document that has no place of its own, to be read.

use serde_json::Value;

use crate::model::Document;
use crate::words::{counted, one_line};

/// Letters of a value that are shown.
const SHOWN: usize = 200;
/// Entries of a list that are shown one by one.
const LISTED: usize = 8;

/// The fields of a document that have no place of their own: name and value, in words.
pub fn other_fields(document: &Document) -> Vec<(String, String)> {
    let field = |(name, value): (&String, &Value)| (one_line(name), words(value));
    document.extra.iter().map(field).collect()
}

/// A value in words; of what is long the beginning, or how much it is.
fn words(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(n) => n.to_string(),
        Value::String(text) => {
            let head: String = text.chars().take(SHOWN).collect();
            let cut = if head.len() < text.len() { "…" } else { "" };
            one_line(&head) + cut
        }
        Value::Array(all) => {
            let plain = !all.iter().any(|v| v.is_array() || v.is_object());
            if plain && (1..=LISTED).contains(&all.len()) {
                all.iter().map(words).collect::<Vec<_>>().join(", ")
            } else {
                counted(all.len(), "entry", "entries")
            }
        }
        Value::Object(fields) => counted(fields.len(), "field", "fields"),
    }
}
