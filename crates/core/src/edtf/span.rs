//! Spans of time: "3–5 May", "from 2019 to 2021", "between March and May 2024".

use super::calendar::{Found, Said, is_verb, is_whole, year_turn};
use super::words::{Words, day_of_month, month, year};

/// How much of a date is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Year,
    Month,
    /// A day with its month.
    Date,
    /// A day only.
    Day,
}

/// The first span that words tell, or two times that are none.
pub(super) fn span(words: &Words) -> Option<Found> {
    (0..words.len()).find_map(|at| span_at(words, at))
}

fn span_at(words: &Words, at: usize) -> Option<Found> {
    let (of_one, mut one, end) = said_at(words, at)?;
    let (joins, next) = joint(words, at, end)?;
    let loose = !joins || words.is_spaced(next);
    let next = next + usize::from(matches!(words.get(next), "the" | "early" | "late" | "mid"));
    let (of_two, mut two, mut end) = said_at(words, next)?;
    match (of_one, of_two) {
        (Part::Day, Part::Date) if one.day < two.day => one.month = two.month,
        (Part::Date, Part::Day) if one.day < two.day => {
            two.month = one.month;
            two.year = year(words.get(end));
            end += usize::from(two.year.is_some());
            // "In March 10 to 15 people died", "On May 3 - 5 people died"
            let whole = is_whole(words.back(at, 1)) && two.year.is_none();
            let counted =
                loose && two.year.is_none() && end < words.len() && words.joint(end).is_empty();
            if whole || counted {
                return None;
            }
        }
        (Part::Year, Part::Year) if joins => return years(words, at, end, one, two),
        // "From March 2019 to 2021"
        (Part::Month | Part::Date, Part::Year) if joins && one.year < two.year => {
            return one.year.map(|_| Found::Span(one, two));
        }
        (Part::Month, Part::Month) | (Part::Date, Part::Date) if joins => {}
        _ => return None,
    }
    if !joins {
        return Some(Found::Several);
    }
    match (one.year, two.year) {
        (None, Some(_)) => one = one.before(two),
        (Some(_), None) => two = two.after(one),
        _ => {}
    }
    let turn = year_turn(words, at, end);
    Some(Found::Span(Said { turn, ..one }, Said { turn, ..two }))
}

/// "From 2019 to 2021". Numbers that are no years of our time may count: "from 1500 to 2000".
fn years(words: &Words, at: usize, end: usize, one: Said, two: Said) -> Option<Found> {
    let recent = |said: Said| said.year.is_some_and(|y| (1900..2100).contains(&y));
    let alone = at == 0 && end == words.len();
    if one.year >= two.year {
        return None;
    }
    if alone || recent(one) && recent(two) {
        return Some(Found::Span(one, two));
    }
    matches!(words.back(at, 1), "from" | "between").then_some(Found::Several)
}

/// What stands between two times, and the word behind it: whether it makes them one span
/// ("to", a dash, "and" behind "between"), or not ("and", "or").
fn joint(words: &Words, at: usize, end: usize) -> Option<(bool, usize)> {
    let between = words.back(at, 1) == "between"
        || words.back(at, 1) == "the" && words.back(at, 2) == "between";
    match words.get(end) {
        "to" | "until" | "till" | "through" => Some((true, end + 1)),
        "and" => Some((between, end + 1)),
        "or" => Some((false, end + 1)),
        _ => matches!(words.joint(end), "-" | "‐" | "‑" | "–").then_some((true, end)),
    }
}

/// The time that begins at a word, and the word behind it.
fn said_at(words: &Words, at: usize) -> Option<(Part, Said, usize)> {
    let named =
        |n: usize| month(words.get(n)).filter(|_| !is_verb(words.get(n)) || words.capital(n));
    let with_year = |part: Part, said: Said, end: usize| {
        let year = year(words.get(end));
        Some((part, Said { year, ..said }, end + usize::from(year.is_some())))
    };
    if let day @ Some(_) = day_of_month(words.get(at)) {
        let next = at + 1 + usize::from(words.get(at + 1) == "of");
        return match named(next) {
            month @ Some(_) => {
                with_year(Part::Date, Said { month, day, ..Said::default() }, next + 1)
            }
            None => Some((Part::Day, Said { day, ..Said::default() }, at + 1)),
        };
    }
    if let month @ Some(_) = named(at) {
        let said = Said { month, day: day_of_month(words.get(at + 1)), ..Said::default() };
        return match said.day {
            Some(_) => with_year(Part::Date, said, at + 2),
            None => with_year(Part::Month, said, at + 1),
        };
    }
    let year = Some(year(words.get(at))?);
    Some((Part::Year, Said { year, ..Said::default() }, at + 1))
}
