//! Times from English words.

use super::check;

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
/// From it come the days of "Tuesday" (the last one, or the day itself), "yesterday" and
/// "last month". A day without a year is proposed as it is said (`XXXX-05-16`), and then
/// with the last year in which it was not after the publication.
pub fn propose(words: &str, published: Option<&str>) -> Vec<String> {
    let folded = words.to_lowercase();
    let parts: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let day = published.and_then(Day::read);
    let mut out: Vec<String> = match calendar(&parts) {
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
        None => day.and_then(|p| relative(&parts, p)).into_iter().collect(),
    };
    out.retain(|time| check(time).is_ok());
    out
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
fn calendar(parts: &[&str]) -> Option<Said> {
    if let [y, m, d] = parts
        && let (Some(y), Ok(m), Ok(d)) = (year(y), m.parse(), d.parse())
    {
        return Some(Said { year: Some(y), month: Some(m), day: Some(d) });
    }
    let Some(at) = parts.iter().position(|w| month(w).is_some()) else {
        let year = parts.iter().find_map(|w| year(w))?;
        return Some(Said { year: Some(year), month: None, day: None });
    };
    let word = |n: Option<usize>| n.and_then(|n| parts.get(n)).copied().unwrap_or_default();
    let back = if word(at.checked_sub(1)) == "of" { 2 } else { 1 };
    let before = day_of_month(word(at.checked_sub(back)));
    let after = day_of_month(word(Some(at + 1)));
    let behind = if before.is_none() && after.is_some() { at + 2 } else { at + 1 };
    let year = year(word(Some(behind)));
    let said = Said { year, month: month(parts[at]), day: before.or(after) };
    // "may" and "march" alone are no months.
    let verb = matches!(parts[at], "may" | "mar" | "march") && said.day.is_none() && year.is_none();
    (!verb || parts.len() <= 2).then_some(said)
}

/// What depends on the day of publication.
fn relative(parts: &[&str], published: Day) -> Option<String> {
    let has = |word: &str| parts.contains(&word);
    let weekday = WEEKDAYS.iter().zip(0i64..).find(|(name, _)| has(name)).map(|(_, n)| n);
    if let Some(wanted) = weekday {
        let back = (published.weekday() - wanted).rem_euclid(7);
        let back = if has("next") { return None } else { back };
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

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy)]
struct Day {
    year: i64,
    month: u8,
    day: u8,
}

impl Day {
    fn read(s: &str) -> Option<Self> {
        let day = s.get(..10)?;
        check(day).ok()?;
        let number = |range: std::ops::Range<usize>| day.get(range)?.parse::<u8>().ok();
        Some(Self { year: day.get(..4)?.parse().ok()?, month: number(5..7)?, day: number(8..10)? })
    }

    fn written(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Days since 1 March of the year 0.
    fn number(self) -> i64 {
        let (m, d) = (i64::from(self.month), i64::from(self.day));
        let (y, m) = if m > 2 { (self.year, m - 3) } else { (self.year - 1, m + 9) };
        365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m + 2) / 5 + d
            - 1
    }

    /// 0: Monday. 1 March of the year 0 was a Wednesday.
    fn weekday(self) -> i64 {
        (self.number() + 2).rem_euclid(7)
    }

    fn plus(self, days: i64) -> Self {
        let n = self.number() + days;
        let era = n.div_euclid(146_097);
        let of_era = n.rem_euclid(146_097);
        let y = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * y + y / 4 - y / 100);
        let m = (5 * of_year + 2) / 153;
        let day = of_year - (153 * m + 2) / 5 + 1;
        let (month, year) = if m < 10 { (m + 3, y) } else { (m - 9, y + 1) };
        let small = |n: i64| u8::try_from(n).unwrap_or(1);
        Self { year: era * 400 + year, month: small(month), day: small(day) }
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
            ("", published, vec![]),
            ("yesterday", Some("spring 2024"), vec![]),
        ] {
            assert_eq!(propose(words, published), expected, "{words}");
        }
    }

    proptest! {
        #[test]
        fn days_count_on(n in -800_000i64..800_000) {
            let day = Day { year: 2000, month: 1, day: 1 }.plus(n);
            prop_assert_eq!(day.number(), Day { year: 2000, month: 1, day: 1 }.number() + n);
        }

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
