//! Days of the Gregorian calendar.

use super::check;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day {
    pub(super) year: i64,
    pub(super) month: u8,
    pub(super) day: u8,
}

impl Day {
    /// For asking whether words depend on a day at all.
    pub(super) const ANY: Self = Self { year: 2000, month: 1, day: 1 };

    pub(super) fn read(s: &str) -> Option<Self> {
        let day = s.get(..10)?;
        check(day).ok()?;
        let number = |range: std::ops::Range<usize>| day.get(range)?.parse::<u8>().ok();
        Some(Self { year: day.get(..4)?.parse().ok()?, month: number(5..7)?, day: number(8..10)? })
    }

    pub(super) fn written(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Days since 1 March of the year 0.
    pub(super) fn number(self) -> i64 {
        let (m, d) = (i64::from(self.month), i64::from(self.day));
        let (y, m) = if m > 2 { (self.year, m - 3) } else { (self.year - 1, m + 9) };
        365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m + 2) / 5 + d
            - 1
    }

    /// 0: Monday. 1 March of the year 0 was a Wednesday.
    pub(super) fn weekday(self) -> i64 {
        (self.number() + 2).rem_euclid(7)
    }

    pub(super) fn plus(self, days: i64) -> Self {
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

    proptest! {
        #[test]
        fn days_count_on(n in -800_000i64..800_000) {
            let day = Day { year: 2000, month: 1, day: 1 }.plus(n);
            prop_assert_eq!(day.number(), Day { year: 2000, month: 1, day: 1 }.number() + n);
        }
    }
}
