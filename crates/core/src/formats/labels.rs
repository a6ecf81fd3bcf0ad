//! Labels for files that use some without saying what they are.

use crate::model::{Hue, Kind, Label, LabelId, Schema, Snapping, tags};

/// A label of this name, to be added to a schema.
pub(super) fn from_name(id: LabelId, kind: Kind, schema: &Schema) -> Label {
    let n = schema.labels.len();
    let hue = match kind {
        Kind::Mention => u8::try_from(n % usize::from(Hue::COUNT)).unwrap_or(0) + 1,
        _ => 0,
    };
    Label {
        kind,
        name: id.as_str().to_owned(),
        tag: tags::for_name(id.as_str(), |tag| schema.has_tag(kind, tag)),
        hue: Hue::new(hue),
        hotkey: None,
        snapping: Snapping::Tokens,
        has_entity: kind == Kind::Mention,
        guideline: String::new(),
        exclude: false,
        id,
    }
}
