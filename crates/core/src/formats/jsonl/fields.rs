//! Which field of a file's objects holds the texts.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::peers::turn;
use crate::formats::registry::Format;
use crate::text::strip_bom;

/// Names of the field, in the order in which they are tried.
const USUAL: [&str; 4] = ["text", "content", "body", "article"];
/// Objects that are looked at for the names of their fields.
const LOOKED_AT: usize = 200;

/// The fields that may hold the texts of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextFields {
    /// Their names, in the order in which they are met.
    pub names: Vec<String>,
    /// The one that was read, if it is there.
    pub chosen: Option<usize>,
}

/// The field that holds the text of a file's first object, by its name.
pub(super) fn usual(map: &Map<String, Value>) -> Option<&'static str> {
    USUAL.into_iter().find(|name| map.get(*name).is_some_and(Value::is_string))
}

/// The fields of a file's first objects that hold words; nothing if there are none.
/// `chosen` is the one that somebody chose.
pub fn text_fields(content: &str, format: Format, chosen: Option<&str>) -> Option<TextFields> {
    let content = strip_bom(content).0;
    let lines = || {
        let all = content.split('\n').filter_map(|line| serde_json::from_str(line).ok());
        all.take(LOOKED_AT)
    };
    let objects: Vec<Value> = match format {
        Format::JsonLines => lines().collect(),
        Format::Json => match serde_json::from_str(content) {
            Ok(Value::Array(values)) => values.into_iter().take(LOOKED_AT).collect(),
            Ok(value) => vec![value],
            Err(_) => lines().collect(),
        },
        _ => return None,
    };
    let (mut names, mut taken) = (Vec::<String>::new(), None);
    for object in objects {
        let Value::Object(map) = turn(object, |_, _| {}) else { continue };
        taken = taken.or_else(|| usual(&map));
        for (name, value) in map {
            if value.is_string() && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let chosen = names.iter().position(|name| Some(name.as_str()) == chosen.or(taken));
    (!names.is_empty()).then_some(TextFields { names, chosen })
}
