//! Numbers that are no figures: dates, times, scores, shares, names.

use super::compare::is_anybody;
use super::lexer::{DASHES, HYPHENS, Kind};
use super::number::{Number, Sort, number};
use super::propose::Phrase;
use super::vocabulary::{
    BEFORE_MONTHS, BEFORE_YEARS, NAMED_BY_NUMBER, SCORES, STOP, YEARLY, harm, month,
};

/// How many days of a month a list has at most.
const MOST_DAYS: usize = 31;

impl Phrase<'_> {
    /// The token behind a score: "won 3-2", "a 5-4 vote". Two bare numbers that fall are
    /// no range, whatever they are; those that rise may count ("lost 10-15 men").
    pub(super) fn score(&self, at: usize, one: Number) -> Option<usize> {
        let digits = |n: usize| match self.get(n)?.kind {
            Kind::Digits { value, .. } => Some(value),
            _ => None,
        };
        digits(at)?;
        let glued = |n: usize| self.get(n).is_some_and(|t| t.glued);
        let dash = self.get(one.end).is_some_and(|t| t.glued && t.is_sign(DASHES));
        if !dash || !glued(one.end + 1) || one.sort != Sort::Plain || one.times > 1.0 {
            return None;
        }
        let (two, end) = (digits(one.end + 1)?, one.end + 2);
        let tells = |n: usize| SCORES.contains(&self.word(n));
        let near = (at.saturating_sub(3)..at).chain(end..end + 2).any(tells);
        let behind = self.word(end);
        let counts = !behind.is_empty() && !STOP.contains(&behind) && !tells(end);
        // "4-2 million" is none of both.
        let plain = number(self.tokens, one.end + 1, true, false)?.times == 1.0;
        (plain && (two <= one.value || near && !counts)).then_some(end)
    }

    /// The token behind a share: "one in five people", "nine out of ten". "Killed four in five
    /// attacks" and "two in three days" are none.
    pub(super) fn share(&self, at: usize, one: Number) -> Option<usize> {
        let next = match (self.word(one.end), self.word(one.end + 1)) {
            ("in", _) => one.end + 1,
            ("out", "of") => one.end + 2,
            _ => return None,
        };
        let two = number(self.tokens, next, true, false)?;
        let usual = two.value <= 10.0 || [100.0, 1e3, 1e4, 1e5, 1e6].contains(&two.value);
        let plain = one.sort == Sort::Plain && two.sort == Sort::Plain;
        let counts = harm(self.word_before(at)).is_some() || self.unit(two.end).is_some();
        (plain && usual && !counts && one.value < two.value).then_some(two.end)
    }

    /// Whether a number is a part of a date, a time, a name, or a pronoun.
    pub(super) fn is_something_else(
        &self,
        at: usize,
        done: usize,
        one: Number,
        end: usize,
    ) -> bool {
        let before = self.word_before(at);
        let Some(first) = self.get(at) else { return false };
        let digits = matches!(first.kind, Kind::Digits { .. });
        let behind_month = self.month_before(at);
        // "In March 10 people died" counts people.
        let whole_month = behind_month
            .is_some_and(|n| BEFORE_MONTHS.contains(&self.word_before(n)) && !self.ends_at(end));
        let beside_month = behind_month.is_some() && !whole_month || self.is_month(end);
        let day_of_month = beside_month && one.value <= 31.0 || self.is_listed_day(at, end);
        let year_of_date =
            one.sort == Sort::Year && (behind_month.is_some() || self.is_after_day(at));
        let time = digits
            && matches!(self.word(end), "am" | "pm" | "gmt" | "utc" | "o'clock" | "o’clock")
            || digits
                && matches!(self.word(end), "a" | "p")
                && self.get(end + 1).is_some_and(|t| t.is_sign(&['.']) && t.glued);
        // "F-16", "Covid-19", "mid-2024"
        let hyphen = at >= 2
            && first.glued
            && self.get(at - 1).is_some_and(|t| t.glued && t.is_sign(HYPHENS))
            && !self.word(at - 2).is_empty();
        let number_sign =
            at.checked_sub(1).and_then(|n| self.get(n)).is_some_and(|t| t.is_sign(&['#', '№']));
        // "Pier Nine": a number word with a capital behind a word with a capital. Headlines
        // have more of these: "At Least Six Killed", "Blast Kills Four", "Police Say Six Dead".
        let headline = harm(before).is_some()
            || self.before(at, done).0.is_some()
            || first.word() != "one"
                && self.get(end).is_some_and(|t| t.capital && !STOP.contains(&t.word()));
        let name = NAMED_BY_NUMBER.contains(&before) && (digits || first.capital)
            || first.capital
                && !headline
                && !first.word().is_empty()
                && at.checked_sub(1).and_then(|n| self.get(n)).is_some_and(|t| {
                    t.capital && !t.word().is_empty() && !STOP.contains(&t.word())
                });
        let dotted = at >= 2
            && self.get(at - 1).is_some_and(|t| t.is_sign(&['.']))
            && matches!(self.word(at - 2), "no" | "nos");
        let pronoun = first.word() == "one"
            && end == at + 1
            && (matches!(
                before,
                "no" | "any" | "every" | "some" | "each" | "this" | "that" | "the"
            ) || matches!(self.word(end), "another" | "by" | "can" | "should" | "would"));
        day_of_month || year_of_date || time || hyphen || number_sign || name || dotted || pronoun
    }

    fn is_month(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| month(t.word(), t.capital).is_some())
    }

    /// Where a month stands right before a token; short ones may have a full stop ("Feb. 24").
    fn month_before(&self, at: usize) -> Option<usize> {
        let n = at.checked_sub(1)?;
        let stop = self.get(n).is_some_and(|t| t.glued && t.is_sign(&['.']));
        let n = if stop { n.checked_sub(1)? } else { n };
        let word = self.word(n);
        let short = word.len() <= 4 && !matches!(word, "may" | "june" | "july");
        (self.is_month(n) && (short || !stop)).then_some(n)
    }

    /// Whether nothing that is counted stands at a token.
    fn ends_at(&self, at: usize) -> bool {
        self.word(at).is_empty() || STOP.contains(&self.word(at))
    }

    /// Whether digits at a token may be a day of a month.
    fn is_day(&self, at: usize) -> bool {
        match self.get(at).map(|t| &t.kind) {
            Some(Kind::Digits { value, .. }) => {
                (1.0..=31.0).contains(value) && value.fract() == 0.0
            }
            _ => false,
        }
    }

    /// Whether a number is a day of a list with one month: "3 and 5 May", "May 3, 4 and 5".
    fn is_listed_day(&self, at: usize, end: usize) -> bool {
        self.is_day(at) && (self.leads_to_month(end) || self.follows_month(at, end))
    }

    /// Whether ", 4 and 5 May" stands at a token.
    fn leads_to_month(&self, joint: usize) -> bool {
        for joint in (joint..).step_by(2).take(MOST_DAYS) {
            if !self.is_day(joint + 1) {
                return false;
            }
            if matches!(self.word(joint), "and" | "or") {
                return self.is_month(joint + 2);
            }
            if !self.get(joint).is_some_and(|t| t.is_sign(&[','])) {
                return false;
            }
        }
        false
    }

    /// Whether "May 3, 4 and" stands before a number. "On May 3, 4 people died" counts people.
    fn follows_month(&self, at: usize, end: usize) -> bool {
        let comma = |n: usize| self.get(n).is_some_and(|t| t.is_sign(&[',']));
        let and = |n: usize| matches!(self.word(n), "and" | "or");
        let Some(joint) = at.checked_sub(1) else { return false };
        let goes_on = (and(end) || comma(end)) && self.is_day(end + 1);
        let ends = and(joint) && self.ends_at(end) && self.unit(end).is_none();
        if !(ends || comma(joint) && goes_on) {
            return false;
        }
        let joined = |n: usize| (comma(n + 1) || and(n + 1)) && self.is_day(n);
        (0..at.saturating_sub(1))
            .rev()
            .step_by(2)
            .take(MOST_DAYS)
            .take_while(|n| joined(*n))
            .any(|n| self.month_before(n).is_some())
    }

    /// Whether "May 16," is before a token.
    fn is_after_day(&self, at: usize) -> bool {
        let comma = at.checked_sub(1).filter(|n| self.get(*n).is_some_and(|t| t.is_sign(&[','])));
        let day = comma.unwrap_or(at).checked_sub(1);
        day.is_some_and(|n| {
            let is_day =
                matches!(self.get(n).map(|t| &t.kind), Some(Kind::Digits { .. } | Kind::Opaque));
            is_day && self.month_before(n).is_some()
        })
    }

    /// Whether four digits are a year, as what is before and behind them says.
    pub(super) fn is_year(&self, at: usize, of: &str) -> bool {
        let Some(Kind::Digits { value, .. }) = self.get(at).map(|t| &t.kind) else { return false };
        let recent = (1900.0..2100.0).contains(value);
        let before = self.word_before(at);
        let told_so = BEFORE_YEARS.contains(&before);
        let possible = (1000.0..2100.0).contains(value);
        let of = of.to_lowercase();
        let mut counted = of.split(' ');
        // "The 2024 election"; not "the 2000 people".
        let article = matches!(
            before,
            "a" | "an" | "the" | "this" | "that" | "its" | "his" | "her" | "their" | "our"
        ) || before.ends_with("'s")
            || before.ends_with("’s");
        let named = article && !counted.clone().any(is_anybody)
            || counted.next().is_some_and(|word| YEARLY.contains(&word));
        recent && (told_so || named || of.is_empty()) || possible && told_so && of.is_empty()
    }
}
