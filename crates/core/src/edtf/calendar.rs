//! Dates that are told by the calendar: "May 16", "in 2025", "2024-03-22", "May last year".

use super::day::Day;
use super::span::span;
use super::words::{Words, day_of_month, month, turn, year};

/// What words say.
pub(super) enum Found {
    One(Said),
    /// From one time to another.
    Span(Said, Said),
    /// Times that are no span: "3 and 5 May".
    Several,
}

/// A year, a month or a day as it is said.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said {
    pub(super) year: Option<i64>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) turn: Option<Turn>,
}

/// How words tell the year from that of the publication.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    /// "Last year".
    Year(i64),
    /// "Last May".
    Month(i64),
}

impl Found {
    /// The times as they may be proposed, the likeliest first.
    pub(super) fn written(self, published: Option<Day>) -> Vec<String> {
        let (one, two) = match self {
            Self::One(said) => (said.with_turn(published), None),
            Self::Span(one, two) => (one.with_turn(published), Some(two.with_turn(published))),
            Self::Several => return Vec::new(),
        };
        let last = two.unwrap_or(one);
        let write = |one: Said| match two {
            Some(_) => format!("{}/{}", one.written(), last.written()),
            None => one.written(),
        };
        let mut out = vec![write(one)];
        if let (None, Some(p), Some(m)) = (last.year, published, last.month) {
            let later = (m, last.day.unwrap_or(1)) > (p.month, p.day);
            let year = Some(if later { p.year - 1 } else { p.year });
            let last = Said { year, ..last };
            out.push(match two {
                Some(_) => format!("{}/{}", one.before(last).written(), last.written()),
                None => last.written(),
            });
        }
        out
    }
}

impl Said {
    /// The year that "last", "this" or "next" tells.
    fn with_turn(self, published: Option<Day>) -> Self {
        let (Some(turn), Some(p), None) = (self.turn, published, self.year) else { return self };
        let month = self.month.unwrap_or(p.month);
        let year = match turn {
            Turn::Year(by) => p.year + by,
            Turn::Month(-1) if month >= p.month => p.year - 1,
            Turn::Month(1) if month <= p.month => p.year + 1,
            Turn::Month(_) => p.year,
        };
        Self { year: Some(year), ..self }
    }

    /// This in the last year in which it is not after another.
    pub(super) fn before(self, other: Self) -> Self {
        let later = (self.month, self.day) > (other.month, other.day);
        Self { year: other.year.map(|y| y - i64::from(later)), ..self }
    }

    /// This in the first year in which it is not before another.
    pub(super) fn after(self, other: Self) -> Self {
        let earlier = (self.month, self.day) < (other.month, other.day);
        Self { year: other.year.map(|y| y + i64::from(earlier)), ..self }
    }

    fn written(self) -> String {
        let year = self.year.map_or_else(|| "XXXX".to_owned(), |y| format!("{y:04}"));
        match (self.month, self.day) {
            (Some(m), Some(d)) => format!("{year}-{m:02}-{d:02}"),
            (Some(m), None) => format!("{year}-{m:02}"),
            _ => year,
        }
    }
}

/// "May 16", "16th of May 2024", "March 22, 2024", "in 2025", "2024-03-22", "3–5 May".
pub(super) fn calendar(words: &Words) -> Option<Found> {
    let all = || 0..words.len();
    let of_year = || {
        let year = Some(year_behind(words, &BEFORE_YEARS)?);
        Some(Said { year, ..Said::default() })
    };
    if let Some(said) = all().find_map(|at| in_digits(words, at)) {
        return Some(Found::One(said));
    }
    let one = || all().find_map(|at| at_month(words, at)).or_else(of_year).map(Found::One);
    span(words).or_else(one)
}

/// "2024-03-22", "22/03/2024", "4.3.2024"; not "03/04/2024", which may be April or March.
fn in_digits(words: &Words, at: usize) -> Option<Said> {
    let joint = words.joint(at + 1);
    let joined = matches!(joint, "-" | "/" | ".") && joint == words.joint(at + 2);
    let alone = at == 0 && words.len() == 3;
    let longer = |n: usize| n < words.len() && words.joint(n) == joint && n > 0 && joined;
    if !(joined || alone) || longer(at) || longer(at + 3) {
        return None;
    }
    let small = |n: usize| words.get(n).parse::<u8>().ok();
    let said = |year, m, d| Some(Said { year, month: Some(m), day: Some(d), turn: None });
    if let first @ Some(_) = year(words.get(at)) {
        return said(first, small(at + 1)?, small(at + 2)?);
    }
    let last = Some(year(words.get(at + 2))?).filter(|_| joined);
    match (small(at)?, small(at + 1)?) {
        (d, m) if d > 12 || d == m || joint == "." => said(Some(last?), m, d),
        (m, d) if d > 12 => said(Some(last?), m, d),
        _ => None,
    }
}

/// Words that make a number of four digits behind them a year, whatever else is said.
const BEFORE_YEARS: [&str; 9] =
    ["during", "early", "in", "late", "mid", "since", "till", "until", "year"];

/// The first year right behind one of these words.
fn year_behind(words: &Words, before: &[&str]) -> Option<i64> {
    let told = |at: &usize| before.contains(&words.back(*at, 1));
    (1..words.len()).filter(told).find_map(|at| year(words.get(at)))
}

/// A year that no word tells for sure, where nothing else says when: the only word, one of our
/// time, or "the 1857 uprising". Others count: "some 1500 people".
pub(super) fn bare_year(words: &Words) -> Option<i64> {
    let mut years = words.iter().filter_map(year);
    let recent = |y: &i64| words.len() == 1 || (1900..2100).contains(y);
    let told = || year_behind(words, &["after", "before", "by", "from", "of", "the"]);
    years.find(recent).or_else(told)
}

/// Words behind which the name of a month is one, and no verb or name.
const BEFORE_MONTHS: [&str; 16] = [
    "by",
    "during",
    "early",
    "for",
    "from",
    "in",
    "last",
    "late",
    "mid",
    "next",
    "of",
    "on",
    "since",
    "this",
    "throughout",
    "until",
];

/// Whether a month behind a word is a whole one: "in March 10 people died" counts people.
pub(super) fn is_whole(before: &str) -> bool {
    matches!(before, "in" | "during" | "throughout" | "early" | "late" | "mid")
}

/// The date that a word is the month of; none if it is meant otherwise.
fn at_month(words: &Words, at: usize) -> Option<Said> {
    let named = month(words.get(at))?;
    let previous = words.back(at, 1);
    let back = if previous == "of" { 2 } else { 1 };
    let before = day_of_month(words.back(at, back));
    let after = day_of_month(words.get(at + 1));
    let behind = if before.is_none() && after.is_some() { at + 2 } else { at + 1 };
    let year = year(words.get(behind));
    let after = after.filter(|_| !is_whole(previous) || year.is_some());
    let start = if before.is_some() { at - back } else { at };
    let turn = year_turn(words, start, behind).or_else(|| words.turn(at).map(Turn::Month));
    let said = Said { year, month: Some(named), day: before.or(after), turn };
    let dated = said.day.is_some() || year.is_some() || turn.is_some();
    is_meant(words, at, dated).then_some(said)
}

/// Whether the name of a month is meant as one. "They may 16 times march" and "April Jones"
/// are verbs and names, unless nothing else is said, or the month stands as one does.
fn is_meant(words: &Words, at: usize, dated: bool) -> bool {
    let (word, previous) = (words.get(at), words.back(at, 1));
    let verb = is_verb(word);
    let name = matches!(word, "jan" | "april" | "june" | "august");
    if !verb && !name {
        return true;
    }
    // "killed by April Jones"
    let person = name
        && matches!(previous, "by" | "for" | "from" | "of")
        && words.capital(at + 1)
        && words.joint(at + 1).is_empty();
    let told = BEFORE_MONTHS.contains(&previous) || name && matches!(previous, "the" | "an");
    let of_date = |w: &str| {
        month(w).is_some()
            || day_of_month(w).is_some()
            || year(w).is_some()
            || BEFORE_MONTHS.contains(&w)
            || w == "the"
    };
    let beside = dated || told && !person;
    (words.capital(at) || !verb) && beside || words.iter().all(of_date)
}

/// Whether the name of a month is also a verb, or the beginning of many words.
pub(super) fn is_verb(word: &str) -> bool {
    matches!(word, "may" | "mar" | "march")
}

/// Which year is said beside a date: "May of last year", "last year, in May".
pub(super) fn year_turn(words: &Words, start: usize, end: usize) -> Option<Turn> {
    let behind = end + usize::from(words.get(end) == "of");
    if words.get(behind + 1) == "year" {
        return turn(words.get(behind)).map(Turn::Year);
    }
    let joined = matches!(words.back(start, 1), "in" | "on" | "from" | "between");
    let before = 1 + usize::from(joined);
    let year = words.back(start, before) == "year";
    year.then(|| turn(words.back(start, before + 1)).map(Turn::Year))?
}
