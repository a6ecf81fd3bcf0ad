//! The English words that figures are told with.

use crate::model::Modifier;

/// A word that is a part of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    /// 0 to 9.
    Unit(f64),
    /// 10 to 19.
    Teen(f64),
    /// 20, 30, … 90.
    Ten(f64),
    /// Times a hundred.
    Hundred,
    /// Times a thousand or more.
    Magnitude(f64),
    /// Times twelve.
    Dozen,
}

pub(super) fn part(word: &str) -> Option<Part> {
    const UNITS: [&str; 10] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    const TEENS: [&str; 10] = [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let place = |list: &[&str]| list.iter().zip(0u8..).find(|(w, _)| **w == word).map(|(_, n)| n);
    if let Some(n) = place(&UNITS) {
        return Some(Part::Unit(f64::from(n)));
    }
    if let Some(n) = place(&TEENS) {
        return Some(Part::Teen(f64::from(n + 10)));
    }
    if let Some(n) = place(&TENS) {
        return Some(Part::Ten(f64::from((n + 2) * 10)));
    }
    Some(match word {
        "hundred" => Part::Hundred,
        "thousand" => Part::Magnitude(1e3),
        "million" => Part::Magnitude(1e6),
        "billion" => Part::Magnitude(1e9),
        "trillion" => Part::Magnitude(1e12),
        "dozen" => Part::Dozen,
        _ => return None,
    })
}

/// Letters right behind digits that multiply them. "m" may also be metres.
pub(super) fn suffix(word: &str) -> Option<f64> {
    Some(match word {
        "k" => 1e3,
        "m" | "mn" | "mln" => 1e6,
        "b" | "bn" => 1e9,
        "tn" | "trn" => 1e12,
        _ => return None,
    })
}

/// The least that a vague plural means: two of it.
pub(super) fn vague(word: &str) -> Option<f64> {
    Some(match word {
        "dozens" => 24.0,
        "scores" => 40.0,
        "tens" => 20.0,
        "hundreds" => 200.0,
        "thousands" => 2_000.0,
        "millions" => 2e6,
        "billions" => 2e9,
        "several" => 3.0,
        _ => return None,
    })
}

/// What may stand before a number, longest first where one ends as another.
pub(super) const BEFORE: &[(&[&str], Sense)] = &[
    (&["no", "fewer", "than"], Sense::Is(Modifier::AtLeast)),
    (&["no", "less", "than"], Sense::Is(Modifier::AtLeast)),
    (&["not", "fewer", "than"], Sense::Is(Modifier::AtLeast)),
    (&["not", "less", "than"], Sense::Is(Modifier::AtLeast)),
    (&["a", "minimum", "of"], Sense::Is(Modifier::AtLeast)),
    (&["upwards", "of"], Sense::Is(Modifier::AtLeast)),
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

/// The unit of a currency sign; of dollars the sign, since it does not say whose.
pub(super) fn currency_sign(c: char) -> Option<&'static str> {
    Some(match c {
        '$' => "$",
        '€' => "EUR",
        '£' => "GBP",
        '¥' => "¥",
        '₹' => "₹",
        '₪' => "₪",
        '₽' => "₽",
        '₩' => "₩",
        '₺' => "₺",
        _ => return None,
    })
}

/// The unit of a word behind a number.
pub(super) fn unit(word: &str) -> Option<&'static str> {
    Some(match word {
        "dollar" | "dollars" => "$",
        "usd" => "USD",
        "euro" | "euros" | "eur" => "EUR",
        "gbp" => "GBP",
        "pound" | "pounds" => "pounds",
        "rupee" | "rupees" => "rupees",
        "rouble" | "roubles" | "ruble" | "rubles" => "roubles",
        "yen" => "yen",
        "yuan" => "yuan",
        "percent" => "%",
        "second" | "seconds" | "sec" | "secs" => "seconds",
        "minute" | "minutes" | "min" | "mins" => "minutes",
        "hour" | "hours" | "hr" | "hrs" => "hours",
        "day" | "days" => "days",
        "week" | "weeks" => "weeks",
        "month" | "months" => "months",
        "year" | "years" => "years",
        "decade" | "decades" => "decades",
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => "km",
        "metre" | "metres" | "meter" | "meters" => "metres",
        "cm" | "centimetre" | "centimetres" | "centimeter" | "centimeters" => "cm",
        "mile" | "miles" => "miles",
        "foot" | "feet" | "ft" => "feet",
        "kg" | "kilo" | "kilos" | "kilogram" | "kilograms" | "kilogramme" | "kilogrammes" => "kg",
        "tonne" | "tonnes" => "tonnes",
        "ton" | "tons" => "tons",
        "litre" | "litres" | "liter" | "liters" => "litres",
        "barrel" | "barrels" => "barrels",
        "acre" | "acres" => "acres",
        "hectare" | "hectares" => "hectares",
        "degree" | "degrees" => "degrees",
        "mph" => "mph",
        _ => return None,
    })
}

/// Whether a word is a month, as its capital says it of "May" and "March".
pub(super) fn month(word: &str, capital: bool) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let full = |name: &str| name == word && (capital || !matches!(word, "may" | "march"));
    let short = |name: &str| {
        capital
            && (word == "sept" && name == "september" || word.len() == 3 && name.starts_with(word))
    };
    NAMES.iter().zip(1..).find(|(name, _)| full(name) || short(name)).map(|(_, n)| n)
}

/// Words before a bare four-digit number that make it a year.
pub(super) const BEFORE_YEARS: &[&str] = &[
    "in", "since", "by", "until", "till", "before", "after", "during", "early", "late", "mid",
    "of", "from", "year",
];

/// Words that are followed by a number as a name.
pub(super) const NAMED_BY_NUMBER: &[&str] = &[
    "number",
    "article",
    "section",
    "page",
    "chapter",
    "flight",
    "highway",
    "route",
    "pier",
    "gate",
    "room",
    "line",
    "terminal",
    "unit",
    "platform",
    "phase",
    "grade",
    "channel",
    "level",
    "version",
    "figure",
    "table",
    "part",
    "volume",
    "rule",
    "paragraph",
    "clause",
    "berth",
    "dock",
    "warehouse",
    "block",
    "zone",
    "sector",
    "station",
    "area",
    "aged",
    "article",
    "act",
    "bus",
    "row",
    "episode",
    "formula",
    "group",
    "no",
    "nos",
];

/// Words that end what is counted.
pub(super) const STOP: &[&str] = &[
    "a",
    "about",
    "after",
    "against",
    "all",
    "among",
    "an",
    "and",
    "are",
    "around",
    "as",
    "at",
    "because",
    "been",
    "before",
    "being",
    "between",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "during",
    "each",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "his",
    "if",
    "in",
    "including",
    "inside",
    "into",
    "is",
    "it",
    "its",
    "just",
    "later",
    "like",
    "may",
    "might",
    "near",
    "nor",
    "not",
    "of",
    "off",
    "on",
    "only",
    "onto",
    "or",
    "our",
    "out",
    "outside",
    "over",
    "per",
    "said",
    "saying",
    "says",
    "she",
    "since",
    "so",
    "some",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "told",
    "under",
    "until",
    "up",
    "was",
    "we",
    "were",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "will",
    "with",
    "within",
    "without",
    "would",
    "you",
    "your",
    "every",
    "ago",
    "earlier",
    "if",
    "is",
    "according",
    "across",
    "along",
    "also",
    "now",
    "still",
    "yet",
    "i",
];
