//! Labels for files that use some without saying what they are.

use crate::model::{Hue, Kind, Label, LabelId, Snapping};

/// A label of this name; `n` spreads the colours.
pub(super) fn from_name(id: LabelId, kind: Kind, n: usize) -> Label {
    let letters: String = id.as_str().chars().filter(|c| c.is_alphanumeric()).collect();
    let tag: String = letters.chars().take(5).flat_map(char::to_uppercase).take(5).collect();
    let hue = match kind {
        Kind::Mention => u8::try_from(n % usize::from(Hue::COUNT)).unwrap_or(0) + 1,
        _ => 0,
    };
    Label {
        kind,
        name: id.as_str().to_owned(),
        tag: if tag.is_empty() { "?".to_owned() } else { tag },
        hue: Hue::new(hue),
        hotkey: None,
        snapping: Snapping::Tokens,
        has_entity: kind == Kind::Mention,
        guideline: String::new(),
        exclude: false,
        id,
    }
}
