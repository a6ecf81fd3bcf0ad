//! Spans as files have them: many names for the same things, offsets in any unit.

use serde_json::{Map, Value};

use crate::model::Kind;
use crate::text::{ByteOffset, CharOffset, OffsetError, OffsetUnit, Text, Utf16Offset};

const START: [&str; 3] = ["start", "start_offset", "begin"];
const END: [&str; 2] = ["end", "end_offset"];
const LABEL: [&str; 3] = ["label", "type", "tag"];
const WORDS: [&str; 3] = ["text", "quote", "exact"];

/// A span with offsets in the file's unit.
pub(super) struct Raw {
    pub kind: Kind,
    pub label: Option<String>,
    pub ranges: Vec<RawRange>,
    /// What has not been read yet.
    pub fields: Map<String, Value>,
    /// All of it, to be set aside if it does not fit.
    pub json: Value,
}

pub(super) struct RawRange {
    pub start: u32,
    pub end: u32,
    pub words: Option<String>,
}

/// Whether an entry of a list is meant to be a span.
pub(super) fn is_span(value: &Value) -> bool {
    match value {
        Value::Array(parts) => match parts.as_slice() {
            [Value::Number(_), Value::Number(_), label, ..] => !label.is_number(),
            _ => false,
        },
        Value::Object(map) => START.iter().any(|name| map.contains_key(*name)),
        _ => false,
    }
}

/// Reads offsets, label and words of an entry of a list, or says what is wrong with it.
pub(super) fn raw(list: &str, item: Value) -> Result<Raw, &'static str> {
    let json = item.clone();
    let mut fields = match item {
        Value::Object(fields) => fields,
        Value::Array(parts) => {
            let [start, end, Value::String(label), rest @ ..] = parts.as_slice() else {
                return Err("a list must be [start, end, \"label\"]");
            };
            let (Some(start), Some(end)) = (offset(start), offset(end)) else {
                return Err("its offsets are not whole numbers from 0 up");
            };
            let ranges = vec![RawRange { start, end, words: None }];
            let label = Some(label.clone());
            // What some models write behind the label is their score.
            let more = rest.iter().map(|more| ("score".to_owned(), more.clone()));
            return Ok(Raw { kind: Kind::Mention, label, ranges, fields: more.collect(), json });
        }
        _ => return Err("it is neither an object nor a list"),
    };
    let kind = match (fields.remove("kind"), list) {
        (_, "claims") => Kind::Claim,
        (None, "regions") => Kind::Region,
        (None, _) => Kind::Mention,
        (Some(word), _) => {
            let kind = Kind::ALL.into_iter().find(|k| word.as_str() == Some(k.as_str()));
            kind.filter(|k| *k != Kind::Claim).ok_or("its kind is not known")?
        }
    };
    let mut labels = LABEL.iter().filter_map(|name| fields.remove(*name));
    let label = match labels.find(|label| !label.is_null()) {
        Some(Value::String(label)) => Some(label),
        None => None,
        Some(_) => return Err("its label is not a string"),
    };
    // The text of a claim is its normalised sentence, not the document's words.
    let words = if kind == Kind::Claim { &WORDS[1..] } else { &WORDS[..] };
    let mut ranges = Vec::new();
    match fields.remove("ranges") {
        Some(Value::Array(several)) => {
            for item in several {
                let Value::Object(mut fields) = item else { return Err("a range is no object") };
                ranges.push(range(&mut fields, &WORDS)?);
            }
        }
        Some(Value::Null) | None => {}
        Some(_) => return Err("its ranges are not a list"),
    }
    if ranges.is_empty() {
        ranges.push(range(&mut fields, words)?);
    } else {
        // Said once more, gaps included.
        for name in START.iter().chain(&END).chain(words) {
            fields.remove(*name);
        }
    }
    Ok(Raw { kind, label, ranges, fields, json })
}

/// A whole number, also as "12.0", which pandas writes.
fn offset(value: &Value) -> Option<u32> {
    let whole = value.as_f64().filter(|n| n.fract() == 0.0 && *n >= 0.0 && *n < MOST);
    value.as_u64().or(whole.map(|n| n as u64)).and_then(|n| u32::try_from(n).ok())
}

/// Behind the largest offset.
const MOST: f64 = 4_294_967_296.0;

fn range(fields: &mut Map<String, Value>, words: &[&str]) -> Result<RawRange, &'static str> {
    let mut number = |names: &[&str]| {
        let value = names.iter().find_map(|name| fields.remove(*name))?;
        offset(&value)
    };
    let (Some(start), Some(end)) = (number(&START), number(&END)) else {
        return Err("it has no offsets that are whole numbers from 0 up");
    };
    match words.iter().find_map(|name| fields.remove(*name)) {
        Some(Value::String(words)) => Ok(RawRange { start, end, words: Some(words) }),
        Some(Value::Null) | None => Ok(RawRange { start, end, words: None }),
        Some(_) => Err("its words are not a string"),
    }
}

/// The unit by the word for it.
pub(super) fn unit(value: &Value) -> Option<OffsetUnit> {
    match value.as_str()?.to_ascii_lowercase().as_str() {
        "codepoint" | "codepoints" | "character" | "char" | "unicode" => Some(OffsetUnit::Char),
        "utf16" | "utf-16" | "utf16_code_unit" => Some(OffsetUnit::Utf16),
        "byte" | "bytes" | "utf8" | "utf-8" => Some(OffsetUnit::Byte),
        _ => None,
    }
}

/// An offset in code points.
pub(super) fn to_char(text: &Text, n: u32, unit: OffsetUnit) -> Result<u32, OffsetError> {
    let byte = match unit {
        OffsetUnit::Char => text.char_to_byte(CharOffset::new(n))?,
        OffsetUnit::Utf16 => text.utf16_to_byte(Utf16Offset::new(n))?,
        OffsetUnit::Byte => ByteOffset::new(n),
    };
    Ok(text.byte_to_char(byte)?.get())
}
