//! The English words and signs that say how a number is meant.

use crate::model::Modifier;

/// What may stand before a number, longest first where one ends as another.
pub(super) const BEFORE: &[(&[&str], Sense)] = &[
    (&["no", "fewer", "than"], Sense::Is(Modifier::AtLeast)),
    (&["no", "less", "than"], Sense::Is(Modifier::AtLeast)),
    (&["not", "fewer", "than"], Sense::Is(Modifier::AtLeast)),
    (&["not", "less", "than"], Sense::Is(Modifier::AtLeast)),
    (&["a", "minimum", "of"], Sense::Is(Modifier::AtLeast)),
    (&["upwards", "of"], Sense::Is(Modifier::AtLeast)),
    (&["upward", "of"], Sense::Is(Modifier::AtLeast)),
    (&["as", "few", "as"], Sense::Is(Modifier::AtLeast)),
    (&["as", "little", "as"], Sense::Is(Modifier::AtLeast)),
    (&["at", "least"], Sense::Is(Modifier::AtLeast)),
    (&["no", "more", "than"], Sense::AtMost),
    (&["not", "more", "than"], Sense::AtMost),
    (&["a", "maximum", "of"], Sense::AtMost),
    (&["as", "many", "as"], Sense::AtMost),
    (&["as", "much", "as"], Sense::AtMost),
    (&["at", "most"], Sense::AtMost),
    (&["up", "to"], Sense::AtMost),
    (&["in", "excess", "of"], Sense::Is(Modifier::Over)),
    (&["more", "than"], Sense::Is(Modifier::Over)),
    (&["greater", "than"], Sense::Is(Modifier::Over)),
    (&["exceeding"], Sense::Is(Modifier::Over)),
    (&["above"], Sense::Is(Modifier::Over)),
    (&["over"], Sense::Is(Modifier::Over)),
    (&["fewer", "than"], Sense::Is(Modifier::Under)),
    (&["less", "than"], Sense::Is(Modifier::Under)),
    (&["below"], Sense::Is(Modifier::Under)),
    (&["under"], Sense::Is(Modifier::Under)),
    (&["close", "to"], Sense::Is(Modifier::About)),
    (&["an", "estimated"], Sense::Is(Modifier::About)),
    (&["approximately"], Sense::Is(Modifier::About)),
    (&["estimated"], Sense::Is(Modifier::About)),
    (&["roughly"], Sense::Is(Modifier::About)),
    (&["around"], Sense::Is(Modifier::About)),
    (&["almost"], Sense::Is(Modifier::About)),
    (&["nearly"], Sense::Is(Modifier::About)),
    (&["about"], Sense::Is(Modifier::About)),
    (&["circa"], Sense::Is(Modifier::About)),
    (&["some"], Sense::Is(Modifier::About)),
    (&["a", "total", "of"], Sense::Is(Modifier::Exact)),
    (&["exactly"], Sense::Is(Modifier::Exact)),
    (&["only"], Sense::Is(Modifier::Exact)),
    (&["just"], Sense::Is(Modifier::Exact)),
];

/// What may stand behind a number.
pub(super) const BEHIND: &[(&[&str], Sense)] = &[
    (&["or", "more"], Sense::Is(Modifier::AtLeast)),
    (&["and", "more"], Sense::Is(Modifier::AtLeast)),
    (&["or", "so"], Sense::Is(Modifier::About)),
    (&["or", "fewer"], Sense::AtMost),
    (&["or", "less"], Sense::AtMost),
];

/// How a figure is meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sense {
    Is(Modifier),
    /// This or less: a range without a lower bound.
    AtMost,
}

/// Signs before a number.
pub(super) fn sign(c: char) -> Option<Sense> {
    Some(match c {
        '≥' => Sense::Is(Modifier::AtLeast),
        '>' => Sense::Is(Modifier::Over),
        '<' => Sense::Is(Modifier::Under),
        '≤' => Sense::AtMost,
        '~' | '≈' | '∼' => Sense::Is(Modifier::About),
        _ => return None,
    })
}

/// Words of [`BEFORE`] that may also stand inside "between about 5 and 10".
pub(super) const ROUGHLY: &[&str] =
    &["about", "almost", "approximately", "around", "circa", "nearly", "roughly", "some"];
