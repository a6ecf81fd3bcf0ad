//! Dates as people read them.

use time::Month;

/// An ISO date, with or without time, in words: `2026-03-14T07:42` is "14 March 2026, 07:42".
/// What is not such a date stays as it is.
pub fn date_words(iso: &str) -> String {
    words(iso.trim()).unwrap_or_else(|| iso.to_owned())
}

fn words(iso: &str) -> Option<String> {
    let (date, time) = match iso.split_once(['T', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (iso, None),
    };
    let mut parts = date.splitn(3, '-');
    let year: u16 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let month = Month::try_from(parts.next()?.parse::<u8>().ok()?).ok()?;
    let date = match parts.next() {
        Some(day) => {
            let day: u8 =
                day.parse().ok().filter(|d| (1..=month.length(year.into())).contains(d))?;
            format!("{day} {month} {year}")
        }
        None => format!("{month} {year}"),
    };
    let Some(time) = time else { return Some(date) };
    let clock = time.get(..5)?;
    let (hour, minute) = clock.split_once(':')?;
    let fits = hour.parse::<u8>().ok()? < 24 && minute.parse::<u8>().ok()? < 60;
    fits.then(|| format!("{date}, {clock}"))
}

#[cfg(test)]
mod tests {
    use super::date_words;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (iso, want) in [
            ("2026-03-14T07:42", "14 March 2026, 07:42"),
            ("2026-03-14T07:42:10Z", "14 March 2026, 07:42"),
            ("2026-03-04 23:05", "4 March 2026, 23:05"),
            ("2026-03-14", "14 March 2026"),
            ("2026-03", "March 2026"),
            ("2026-02-30", "2026-02-30"),
            ("2026", "2026"),
            ("Tuesday", "Tuesday"),
            ("2026-03-14T7é", "2026-03-14T7é"),
            ("", ""),
        ] {
            assert_eq!(date_words(iso), want);
        }
    }
}
