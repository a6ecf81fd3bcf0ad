//! The English words that numbers are told with, and those that say what a number is not.

use crate::edtf;

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
        "lakh" | "lakhs" => Part::Magnitude(1e5),
        "million" => Part::Magnitude(1e6),
        "crore" | "crores" => Part::Magnitude(1e7),
        "billion" => Part::Magnitude(1e9),
        "trillion" => Part::Magnitude(1e12),
        "dozen" => Part::Dozen,
        _ => return None,
    })
}

/// How many parts a fraction's noun makes of the whole ("two thirds"); `many`: of a
/// plural. The singular of "second" counts time.
pub(super) fn parts(word: &str, many: bool) -> Option<f64> {
    let word = match (word, many) {
        ("halves", true) => return Some(2.0),
        (plural, true) => plural.strip_suffix('s')?,
        (singular, false) => singular,
    };
    Some(match word {
        "third" => 3.0,
        "quarter" => 4.0,
        "fifth" => 5.0,
        "sixth" => 6.0,
        "seventh" => 7.0,
        "eighth" => 8.0,
        "ninth" => 9.0,
        "tenth" => 10.0,
        "hundredth" => 100.0,
        "thousandth" => 1_000.0,
        _ => return None,
    })
}

/// Letters behind digits that multiply them; a single one right behind. "m" may also be metres.
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
        "lakhs" => 2e5,
        "millions" => 2e6,
        "crores" => 2e7,
        "billions" => 2e9,
        "several" => 3.0,
        _ => return None,
    })
}

/// Whether a word is a month, as its capital says it of "May" and "March".
pub(super) fn month(word: &str, capital: bool) -> Option<u8> {
    let short = word == "sept" || word.len() == 3 && word != "may";
    let other = short || matches!(word, "may" | "march");
    edtf::month(word).filter(|_| capital || !other)
}

/// Words before a bare four-digit number that make it a year.
pub(super) const BEFORE_YEARS: &[&str] = &[
    "in", "since", "by", "until", "till", "before", "after", "during", "early", "late", "mid",
    "of", "from", "year",
];

/// What there is once in a year or a few, and is told apart by its year: "2024 election results".
pub(super) const YEARLY: &[&str] = &[
    "budget",
    "campaign",
    "census",
    "championship",
    "cup",
    "edition",
    "election",
    "elections",
    "olympics",
    "referendum",
    "season",
    "tournament",
];

/// Words near two numbers with a dash that make them a score ("won 3-2", "a 5-4 vote").
pub(super) const SCORES: &[&str] = &[
    "beat", "beaten", "beating", "decision", "defeat", "defeated", "draw", "drew", "drawn", "lead",
    "leads", "led", "loss", "lost", "majority", "ruled", "ruling", "score", "scored", "trailed",
    "victory", "vote", "voted", "win", "winning", "wins", "won",
];

/// Words behind which a month is no date by itself: "in March 10 people died".
pub(super) const BEFORE_MONTHS: &[&str] = &["in", "during", "throughout", "early", "late", "mid"];

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
    "act",
    "bus",
    "row",
    "episode",
    "formula",
    "group",
    "no",
    "nos",
];

/// The participle of a verb of harm, in any of its forms: "kills" is "killed".
pub(super) fn harm(word: &str) -> Option<&'static str> {
    Some(match word {
        "kill" | "kills" | "killed" | "killing" => "killed",
        "injure" | "injures" | "injured" | "injuring" => "injured",
        "wound" | "wounds" | "wounded" | "wounding" => "wounded",
        "hurt" | "hurts" | "hurting" => "hurt",
        "displace" | "displaces" | "displaced" | "displacing" => "displaced",
        _ => return None,
    })
}

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
    "according",
    "across",
    "along",
    "also",
    "now",
    "still",
    "yet",
    "i",
];
