//! Times from English words.

use super::check;
use super::day::Day;

const MONTHS: [&str; 12] = [
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
const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The times that some English words may say, the likeliest first; none if nothing is
/// understood. Every one passes [`check`].
///
/// `published` is when the text was published, as `YYYY-MM-DD` at its beginning.
/// From it come the days of "Tuesday" (the last one, or the day itself), "last Tuesday"
/// (never the day itself), "yesterday" and "last month". A day without a year is proposed as it is said (`XXXX-05-16`), and then
/// with the last year in which it was not after the publication.
pub fn propose(words: &str, published: Option<&str>) -> Vec<String> {
    let written_so: Vec<&str> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let folded: Vec<String> = written_so.iter().map(|w| w.to_lowercase()).collect();
    let parts: Vec<&str> = folded.iter().map(String::as_str).collect();
    let capital = |n: usize| written_so[n].starts_with(char::is_uppercase);
    let day = published.and_then(Day::read);
    let mut out: Vec<String> = match calendar(&parts, capital) {
        Some(Said { year: Some(y), month, day }) => vec![written(&format!("{y:04}"), month, day)],
        Some(Said { year: None, month, day: said }) => {
            let mut out = vec![written("XXXX", month, said)];
            if let (Some(p), Some(m)) = (day, month) {
                let later = (m, said.unwrap_or(1)) > (p.month, p.day);
                let year = if later { p.year - 1 } else { p.year };
                out.push(written(&format!("{year:04}"), month, said));
            }
            out
        }
        None => match (relative(&parts, day.unwrap_or(Day::ANY)), day) {
            (Some(time), Some(_)) => vec![time],
            (Some(_), None) => Vec::new(),
            (None, _) => bare_year(&parts).map(|y| format!("{y:04}")).into_iter().collect(),
        },
    };
    out.retain(|time| check(time).is_ok());
    out
}

/// How many words say a time at most: "late on the 22nd of March 2024".
const LONGEST: usize = 7;

/// What [`propose`] proposes for a text, and the words of it that say so: the fewest that are read
/// the same. Empty where no few words are.
pub fn propose_in<'a>(text: &'a str, published: Option<&str>) -> (Vec<String>, &'a str) {
    let times = propose(text, published);
    if times.is_empty() {
        return (times, "");
    }
    let mut words: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = at + c.len_utf8();
        match words.last_mut().filter(|(_, last)| *last == at) {
            Some((_, last)) => *last = end,
            None => words.push((at, end)),
        }
    }
    let parts = (1..=LONGEST).flat_map(|n| words.windows(n));
    let mut parts = parts.filter_map(|part| text.get(part.first()?.0..part.last()?.1));
    let said = parts.find(|part| propose(part, published) == times);
    (times, said.unwrap_or_default())
}

struct Said {
    year: Option<i64>,
    month: Option<u8>,
    day: Option<u8>,
}

fn written(year: &str, month: Option<u8>, day: Option<u8>) -> String {
    match (month, day) {
        (Some(m), Some(d)) => format!("{year}-{m:02}-{d:02}"),
        (Some(m), None) => format!("{year}-{m:02}"),
        _ => year.to_owned(),
    }
}

fn month(word: &str) -> Option<u8> {
    let is = |name: &str| {
        name == word
            || (word.len() == 3 && name.starts_with(word))
            || (word == "sept" && name == "september")
    };
    MONTHS.iter().zip(1..).find(|(name, _)| is(name)).map(|(_, n)| n)
}

fn year(word: &str) -> Option<i64> {
    let digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|y| digits && (1000..2200).contains(y))
}

fn day_of_month(word: &str) -> Option<u8> {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|s| word.strip_suffix(s)).unwrap_or(word);
    number.parse().ok().filter(|d| (1..=31).contains(d) && number.len() <= 2)
}

/// "May 16", "16th of May 2024", "March 22, 2024", "in 2025", "2024-03-22".
fn calendar(parts: &[&str], capital: impl Fn(usize) -> bool) -> Option<Said> {
    if let [y, m, d] = parts
        && let (Some(y), Ok(m), Ok(d)) = (year(y), m.parse(), d.parse())
    {
        return Some(Said { year: Some(y), month: Some(m), day: Some(d) });
    }
    let mut months = (0..parts.len()).filter(|n| month(parts[*n]).is_some());
    let told = || year_behind(parts, &BEFORE_YEARS);
    let of_year = || Some(Said { year: Some(told()?), month: None, day: None });
    months.find_map(|at| at_month(parts, at, &capital)).or_else(of_year)
}

/// Words that make a number of four digits behind them a year, whatever else is said.
const BEFORE_YEARS: [&str; 9] =
    ["during", "early", "in", "late", "mid", "since", "till", "until", "year"];

/// The first year right behind one of these words.
fn year_behind(parts: &[&str], words: &[&str]) -> Option<i64> {
    parts.windows(2).find_map(|pair| year(pair[1]).filter(|_| words.contains(&pair[0])))
}

/// A year that no word tells for sure, where nothing else says when: the only word, one of our
/// time, or "the 1857 uprising". Others count: "some 1500 people".
fn bare_year(parts: &[&str]) -> Option<i64> {
    let mut years = parts.iter().filter_map(|w| year(w));
    let recent = |y: &i64| parts.len() == 1 || (1900..2100).contains(y);
    let told = || year_behind(parts, &["after", "before", "by", "from", "of", "the"]);
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

/// The date that a word is the month of; none if it is meant otherwise.
fn at_month(parts: &[&str], at: usize, capital: impl Fn(usize) -> bool) -> Option<Said> {
    let word = |n: Option<usize>| n.and_then(|n| parts.get(n)).copied().unwrap_or_default();
    let previous = word(at.checked_sub(1));
    let back = if previous == "of" { 2 } else { 1 };
    let before = day_of_month(word(at.checked_sub(back)));
    let after = day_of_month(word(Some(at + 1)));
    let behind = if before.is_none() && after.is_some() { at + 2 } else { at + 1 };
    let year = year(word(Some(behind)));
    // "In March 10 people died" counts people.
    let whole = matches!(previous, "in" | "during" | "throughout" | "early" | "late" | "mid");
    let after = after.filter(|_| !whole || year.is_some());
    let said = Said { year, month: month(parts[at]), day: before.or(after) };
    // "They may 16 times march": verbs, unless nothing else is said, or "March" is written
    // as a month is.
    let verb = matches!(parts[at], "may" | "mar" | "march");
    let of_date = |w: &&str| {
        month(w).is_some()
            || day_of_month(w).is_some()
            || self::year(w).is_some()
            || BEFORE_MONTHS.contains(w)
            || *w == "the"
    };
    let beside = said.day.is_some() || said.year.is_some() || BEFORE_MONTHS.contains(&previous);
    (!verb || capital(at) && beside || parts.iter().all(of_date)).then_some(said)
}

/// What depends on the day of publication.
fn relative(parts: &[&str], published: Day) -> Option<String> {
    let has = |word: &str| parts.contains(&word);
    let weekday = WEEKDAYS.iter().zip(0i64..).find(|(name, _)| has(name)).map(|(_, n)| n);
    if let Some(wanted) = weekday {
        let back = (published.weekday() - wanted).rem_euclid(7);
        if has("next") {
            return None;
        }
        // "Last Thursday", said on a Thursday, is not today.
        let back = if back == 0 && has("last") { 7 } else { back };
        return Some(published.plus(-back).written());
    }
    if has("today") || has("tonight") {
        return Some(published.written());
    }
    if has("yesterday") {
        return Some(published.plus(-1).written());
    }
    if has("tomorrow") {
        return Some(published.plus(1).written());
    }
    let (y, m) = (published.year, i64::from(published.month));
    let months = |by: i64| {
        let n = y * 12 + m - 1 + by;
        format!("{:04}-{:02}", n.div_euclid(12), n.rem_euclid(12) + 1)
    };
    let by = if has("last") {
        -1
    } else if has("this") {
        0
    } else if has("next") {
        1
    } else {
        return None;
    };
    if has("month") {
        Some(months(by))
    } else if has("year") {
        Some(format!("{:04}", y + by))
    } else if has("week") {
        let monday = published.plus(-published.weekday() + 7 * by);
        Some(format!("{}/{}", monday.written(), monday.plus(6).written()))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_that_say_when() {
        // 14 March 2024 was a Thursday.
        let published = Some("2024-03-14T07:42");
        for (words, published, expected) in [
            ("May 16", None, vec!["XXXX-05-16"]),
            ("on 16 May", published, vec!["XXXX-05-16", "2023-05-16"]),
            ("22 February", published, vec!["XXXX-02-22", "2024-02-22"]),
            ("March 22, 2024", None, vec!["2024-03-22"]),
            ("the 22nd of March", None, vec!["XXXX-03-22"]),
            ("March 2024", None, vec!["2024-03"]),
            ("in 2025", None, vec!["2025"]),
            ("2024-03-22", None, vec!["2024-03-22"]),
            ("late on Tuesday", published, vec!["2024-03-12"]),
            ("Thursday", published, vec!["2024-03-14"]),
            ("Tuesday", None, vec![]),
            ("yesterday", Some("2024-03-01"), vec!["2024-02-29"]),
            ("last month", Some("2024-01-14"), vec!["2023-12"]),
            ("last year", published, vec!["2023"]),
            ("last week", published, vec!["2024-03-04/2024-03-10"]),
            ("31 February 2024", None, vec![]),
            ("they may have known", None, vec![]),
            ("it may rain on March 22", None, vec!["XXXX-03-22"]),
            ("They may", None, vec![]),
            ("it may rain in 2025", None, vec!["2025"]),
            ("may die", published, vec![]),
            ("may 16 of them", None, vec![]),
            ("they march 3 abreast", None, vec![]),
            ("In March 10 people died", None, vec!["XXXX-03"]),
            ("in May", None, vec!["XXXX-05"]),
            ("May", None, vec!["XXXX-05"]),
            ("may", None, vec!["XXXX-05"]),
            ("may 16", None, vec!["XXXX-05-16"]),
            ("16 may", None, vec!["XXXX-05-16"]),
            ("On May 16 200 people died", None, vec!["XXXX-05-16"]),
            ("on March 10, people said", None, vec!["XXXX-03-10"]),
            ("10 March", None, vec!["XXXX-03-10"]),
            ("Some 1500 people fled on Tuesday", published, vec!["2024-03-12"]),
            ("Some 2000 people fled on Tuesday", published, vec!["2024-03-12"]),
            ("Some 2000 people fled on Tuesday", None, vec![]),
            ("Some 1500 people fled", published, vec![]),
            ("In 1500 the port burned", published, vec!["1500"]),
            ("burned since Tuesday, as in 2019", published, vec!["2019"]),
            ("the 1857 uprising", None, vec!["1857"]),
            ("a 2019 report", published, vec!["2019"]),
            ("1500", None, vec!["1500"]),
            ("last Thursday", published, vec!["2024-03-07"]),
            ("last Tuesday", published, vec!["2024-03-12"]),
            ("this Thursday", published, vec!["2024-03-14"]),
            ("", published, vec![]),
            ("yesterday", Some("spring 2024"), vec![]),
        ] {
            assert_eq!(propose(words, published), expected, "{words}");
        }
    }

    #[test]
    fn the_words_of_a_text_that_say_when() {
        let published = Some("2024-03-14");
        for (text, times, words) in [
            (
                "The spokesman was detained on May 16, a report says.",
                vec!["XXXX-05-16", "2023-05-16"],
                "May 16",
            ),
            ("It may have burned late on Tuesday", vec!["2024-03-12"], "Tuesday"),
            (
                "killed on the 22nd of March, 2024 in Calder",
                vec!["2024-03-22"],
                "22nd of March, 2024",
            ),
            ("In 2025 it burned again", vec!["2025"], "2025"),
            ("Nobody knows", vec![], ""),
            ("", vec![], ""),
        ] {
            let times = times.into_iter().map(str::to_owned).collect();
            assert_eq!(propose_in(text, published), (times, words), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_proposed_is_a_time(
            words in r"(\PC{0,3}|[0-9]{1,4}|[ ,/-]|May |Tuesday|last |next |week|year|month|of ){0,8}",
            published in proptest::option::of(r"[0-9]{4}-(0[1-9]|1[012])-[0-3][0-9]|\PC{0,12}"),
        ) {
            for time in propose(&words, published.as_deref()) {
                prop_assert_eq!(check(&time), Ok(()));
            }
        }
    }
}
