//! Whether a text is a time in the format.

/// Why a text is no time in the format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EdtfError {
    /// Nothing is written.
    #[error("A time needs at least a year, such as 2024, or XXXX where it is not known")]
    Empty,
    /// A year that has not four digits.
    #[error("“{0}” is not a year: write four digits, with X for those that are not known")]
    Year(String),
    /// A month that is not 01 to 12.
    #[error("“{0}” is not a month: write 01 to 12, or XX")]
    Month(String),
    /// A day that the month does not have.
    #[error("“{0}” is not a day of that month: write two digits, or XX")]
    Day(String),
    /// A time of day that does not exist.
    #[error("“{0}” is not a time of day: write 21:52, and Z or +05:00 behind it if known")]
    Time(String),
    /// A time of day behind less than a full date.
    #[error("A time of day needs a full date before it, such as 2024-03-22T{0}")]
    TimeWithoutDay(String),
    /// More than one slash, or an interval of nothing.
    #[error("An interval has two ends with one slash between them, such as 2024-03/2024-05")]
    Interval,
    /// The end is before the start.
    #[error("The interval ends before it begins")]
    Backwards,
    /// More than year, month and day.
    #[error("“{0}” has too many parts: write year, month and day, such as 2024-03-22")]
    TooLong(String),
}

/// True if `words` begin as a time in this notation does (`2026-13`), right or wrong: a year of
/// four digits, and more.
pub fn is_meant(words: &str) -> bool {
    let (year, rest) = words.split_at_checked(4).unwrap_or_default();
    year.bytes().all(|b| b.is_ascii_digit() || b == b'X') && rest.starts_with(['-', '/'])
}

/// Checks a time; see the [module](crate::edtf) for what is understood.
///
/// # Errors
/// What is wrong, in words that can be shown.
pub fn check(time: &str) -> Result<(), EdtfError> {
    if time.is_empty() {
        return Err(EdtfError::Empty);
    }
    let Some((from, to)) = time.split_once('/') else { return date_and_time(time) };
    if to.contains('/') || (is_open(from) && is_open(to)) {
        return Err(EdtfError::Interval);
    }
    for end in [from, to].into_iter().filter(|end| !is_open(end)) {
        date_and_time(end)?;
    }
    let known = |s: &str| !is_open(s) && !s.contains('X');
    if known(from) && known(to) {
        let bare = |s: &str| s.trim_end_matches(['?', '~', '%']).to_owned();
        let (from, to) = (bare(from), bare(to));
        // To the precision that both have: 2024-03/2024 begins and ends in one year.
        let shared = from.len().min(to.len()).min("2024-03-22".len());
        let backwards = match (Moment::read(&from), Moment::read(&to)) {
            (Some(from), Some(to)) => from.is_after(&to),
            _ => from.get(..shared) > to.get(..shared),
        };
        if backwards {
            return Err(EdtfError::Backwards);
        }
    }
    Ok(())
}

/// A time of day on a day, as a checked time has it.
struct Moment {
    /// Seconds since some day.
    seconds: i64,
    /// Whether seconds are written.
    to_the_second: bool,
    /// How far the clock is ahead of UTC, if that is written.
    ahead: Option<i64>,
}

impl Moment {
    fn read(s: &str) -> Option<Self> {
        let (day, time) = s.split_once('T')?;
        let split = time.find(['Z', '+', '-']).unwrap_or(time.len());
        let (clock, zone) = time.split_at_checked(split)?;
        let seconds = |s: &str| -> Option<i64> {
            let parts: Option<Vec<i64>> = s.split(':').map(|n| n.parse().ok()).collect();
            let units = [3_600, 60, 1];
            Some(parts?.iter().zip(units).map(|(n, unit)| n * unit).sum())
        };
        let ahead = match (zone.strip_prefix('-'), zone.strip_prefix('+')) {
            (Some(behind), _) => Some(-seconds(behind)?),
            (_, Some(ahead)) => Some(seconds(ahead)?),
            _ => (zone == "Z").then_some(0),
        };
        let day = super::day::Day::read(day)?.number();
        let to_the_second = clock.split(':').count() > 2;
        Some(Self { seconds: day * 86_400 + seconds(clock)?, to_the_second, ahead })
    }

    /// Whether this is later, as far as can be told.
    fn is_after(&self, other: &Self) -> bool {
        // To the minute where one has no more.
        let unit = if self.to_the_second && other.to_the_second { 1 } else { 60 };
        match (self.ahead, other.ahead) {
            (Some(a), Some(b)) => (self.seconds - a) / unit > (other.seconds - b) / unit,
            (None, None) => self.seconds / unit > other.seconds / unit,
            // Which clock the other is by is not known: by days.
            _ => self.seconds / 86_400 > other.seconds / 86_400,
        }
    }
}

fn is_open(end: &str) -> bool {
    matches!(end, "" | "..")
}

fn date_and_time(s: &str) -> Result<(), EdtfError> {
    // "Tuesday" is no day with a time.
    let begins = s.starts_with(|c: char| c.is_ascii_digit() || c == 'X');
    match s.split_once('T').filter(|_| begins) {
        Some((day, time)) if day.len() == 10 => {
            date(day)?;
            time_of_day(time)
        }
        Some((day, time)) => {
            date(day)?;
            Err(EdtfError::TimeWithoutDay(time.to_owned()))
        }
        None => date(s.strip_suffix(['?', '~', '%']).unwrap_or(s)),
    }
}

fn date(s: &str) -> Result<(), EdtfError> {
    let mut parts = s.split('-');
    let year = parts.next().unwrap_or_default();
    let digits =
        |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit() || b == b'X');
    if !digits(year, 4) {
        return Err(EdtfError::Year(year.to_owned()));
    }
    let Some(month) = parts.next() else { return Ok(()) };
    if !digits(month, 2) || !any(month, 1..=12) {
        return Err(EdtfError::Month(month.to_owned()));
    }
    let Some(day) = parts.next() else { return Ok(()) };
    if !digits(day, 2) || !any(day, 1..=longest(year, month)) {
        return Err(EdtfError::Day(day.to_owned()));
    }
    match parts.next() {
        Some(_) => Err(EdtfError::TooLong(s.to_owned())),
        None => Ok(()),
    }
}

/// Whether any of these numbers is written so, `X` standing for any digit.
fn any(written: &str, numbers: std::ops::RangeInclusive<u8>) -> bool {
    let fits = |n: u8| {
        let known = [b'0' + n / 10, b'0' + n % 10];
        written.bytes().zip(known).all(|(w, k)| w == b'X' || w == k)
    };
    numbers.into_iter().any(fits)
}

/// The days of the longest month that may be meant.
fn longest(year: &str, month: &str) -> u8 {
    match month.parse() {
        Ok(2u8) => match year.parse::<u32>() {
            Ok(y) if !is_leap(y) => 28,
            _ => 29,
        },
        Ok(4 | 6 | 9 | 11) => 30,
        _ => 31,
    }
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn time_of_day(s: &str) -> Result<(), EdtfError> {
    let wrong = || EdtfError::Time(s.to_owned());
    let zone = s.find(['Z', '+', '-']).unwrap_or(s.len());
    let (clock, zone) = s.split_at_checked(zone).ok_or_else(wrong)?;
    let two = |part: &str, most: u8| {
        part.len() == 2
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse::<u8>().is_ok_and(|n| n <= most)
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let clock_fits = match parts[..] {
        [h, m] => two(h, 23) && two(m, 59),
        [h, m, s] => two(h, 23) && two(m, 59) && two(s, 59),
        _ => false,
    };
    let zone_fits = match zone.strip_prefix(['+', '-']) {
        Some(offset) => offset.split_once(':').is_some_and(|(h, m)| two(h, 14) && two(m, 59)),
        None => matches!(zone, "" | "Z"),
    };
    if clock_fits && zone_fits { Ok(()) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_the_format() {
        for good in [
            "2024",
            "2024-03",
            "2024-03-22",
            "XXXX-05-16",
            "202X",
            "2024-XX-XX",
            "2024-02-29",
            "XXXX-02-29",
            "2024?",
            "2024-03~",
            "2024-03-22%",
            "2024-03/2024-05",
            "../2024",
            "2024-03-22/",
            "2024-03-22T21:52",
            "2024-03-22T21:52:07Z",
            "2024-03-22T21:52+05:00",
            "2024-03/2024",
            "2024-03-22T07:00/2024-03-22T21:52",
            "2024-03-22T21:52/2024-03-22",
            "2024-03-22T21:52/2024-03-22T07:00Z",
            "2024-03-22T21:52+05:00/2024-03-22T20:00Z",
            "2024-03-22T21:52/2024-03-22T21:52:30",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn errors_say_what_is_wrong() {
        for (bad, error) in [
            ("", EdtfError::Empty),
            ("May 16", EdtfError::Year("May 16".into())),
            ("Tuesday", EdtfError::Year("Tuesday".into())),
            ("24-03", EdtfError::Year("24".into())),
            ("2024-13", EdtfError::Month("13".into())),
            ("2024-3", EdtfError::Month("3".into())),
            ("2023-02-29", EdtfError::Day("29".into())),
            ("2024-04-31", EdtfError::Day("31".into())),
            ("2024-04-4X", EdtfError::Day("4X".into())),
            ("2024-03-22-01", EdtfError::TooLong("2024-03-22-01".into())),
            ("2024-03T21:52", EdtfError::TimeWithoutDay("21:52".into())),
            ("2024-03-22T24:00", EdtfError::Time("24:00".into())),
            ("2024-03-22T9:00", EdtfError::Time("9:00".into())),
            ("../..", EdtfError::Interval),
            ("2024/2025/2026", EdtfError::Interval),
            ("2024-05/2024-03", EdtfError::Backwards),
            ("2024-03-22T21:52/2024-03-22T07:00", EdtfError::Backwards),
            ("2024-03-22T21:52:07Z/2024-03-22T21:52:06Z", EdtfError::Backwards),
            ("2024-03-22T21:52+00:00/2024-03-22T22:10+05:00", EdtfError::Backwards),
        ] {
            assert_eq!(check(bad), Err(error), "{bad}");
        }
    }
}
