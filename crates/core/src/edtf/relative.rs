//! Times that depend on the day of publication.

use super::day::Day;
use super::words::{Words, turn};

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// What depends on the day of publication.
pub(super) fn relative(words: &Words, published: Day) -> Option<String> {
    let weekday = |at: usize| WEEKDAYS.iter().zip(0i64..).find(|(name, _)| **name == words.get(at));
    let mut days = (0..words.len()).filter_map(|at| Some((at, weekday(at)?.1)));
    if let Some((at, wanted)) = days.next() {
        return Some(day_of_week(words, at, wanted, published)?.written());
    }
    for (word, by) in [("today", 0), ("tonight", 0), ("yesterday", -1), ("tomorrow", 1)] {
        if let Some(at) = (0..words.len()).find(|at| words.get(*at) == word) {
            return Some(published.plus(by + days_off(words, at)?).written());
        }
    }
    (0..words.len()).find_map(|at| whole(words, at, published))
}

/// "Tuesday", "last Tuesday", "Tuesday last week", "the Tuesday before last".
fn day_of_week(words: &Words, at: usize, wanted: i64, published: Day) -> Option<Day> {
    let back = (published.weekday() - wanted).rem_euclid(7);
    let turn = words.turn(at);
    let days = match (week_of(words, at), turn) {
        (Some(by), _) => wanted - published.weekday() + 7 * by,
        (None, Some(1)) => return None,
        _ if is_before_last(words, at) => -7 - if back == 0 { 7 } else { back },
        // "Last Thursday", said on a Thursday, is not today.
        (None, Some(-1)) if back == 0 => -7,
        _ => -back,
    };
    Some(published.plus(days + days_off(words, at - usize::from(turn.is_some()))?))
}

/// Which week is said beside a day: "Tuesday of last week", "last week, on Tuesday".
fn week_of(words: &Words, at: usize) -> Option<i64> {
    let behind = at + 1 + usize::from(words.get(at + 1) == "of");
    if words.get(behind + 1) == "week" {
        return turn(words.get(behind));
    }
    let before = 1 + usize::from(words.back(at, 1) == "on");
    (words.back(at, before) == "week").then(|| turn(words.back(at, before + 1)))?
}

/// How far "the day before" leads from the day that is named behind it; none if it cannot be
/// told: "days before".
fn days_off(words: &Words, at: usize) -> Option<i64> {
    match (words.back(at, 2), words.back(at, 1)) {
        ("day", "before") => Some(-1),
        ("day", "after") => Some(1),
        ("days" | "weeks" | "months" | "years", "before" | "after") => None,
        _ => Some(0),
    }
}

fn is_before_last(words: &Words, at: usize) -> bool {
    (words.get(at + 1), words.get(at + 2)) == ("before", "last")
}

/// "Last month", "this year", "the week before last".
fn whole(words: &Words, at: usize, published: Day) -> Option<String> {
    let by = || if is_before_last(words, at) { Some(-2) } else { words.turn(at) };
    match words.get(at) {
        "month" => {
            let n = published.year * 12 + i64::from(published.month) - 1 + by()?;
            Some(format!("{:04}-{:02}", n.div_euclid(12), n.rem_euclid(12) + 1))
        }
        "year" => Some(format!("{:04}", published.year + by()?)),
        "week" => {
            let monday = published.plus(-published.weekday() + 7 * by()?);
            Some(format!("{}/{}", monday.written(), monday.plus(6).written()))
        }
        _ => None,
    }
}
