//! Numbers in digits and in words.

use super::lexer::{DASHES, Kind, Token, vulgar};
use super::units::METRES;
use super::vocabulary::{Part, STOP, harm, part, parts, suffix, vague};

/// A number in a phrase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// Its value; of a vague one the least that it means.
    pub(super) value: f64,
    /// The token behind it.
    pub(super) end: usize,
    /// What words or a letter multiplied it by, if nothing is behind them ("three hundred
    /// thousand": 100,000); else the last magnitude; 1 if none.
    pub(super) times: f64,
    pub(super) sort: Sort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Told just so.
    Plain,
    /// Four digits as a year has.
    Year,
    /// "dozens", "several".
    Vague,
    /// "a couple".
    Couple,
}

/// Reads the number that begins at a token. `with_and`: whether "a hundred and five" is
/// one number; not behind "between". `money`: whether a currency sign is before it.
pub(super) fn number(tokens: &[Token], at: usize, with_and: bool, money: bool) -> Option<Number> {
    let read = Reader { tokens, with_and, money };
    read.vague(at).or_else(|| read.part_of(at)).or_else(|| read.exact(at))
}

/// The token behind a fraction that begins at a token and counts nothing: "two-thirds of
/// members".
pub(super) fn fraction(tokens: &[Token], at: usize) -> Option<usize> {
    Some(Reader { tokens, with_and: true, money: false }.fraction(at)?.1)
}

/// A product; of decimals a whole number, where that is meant (4.1 million).
fn times(value: f64, times: f64) -> f64 {
    let product = value * times;
    let whole = product.round();
    if (product - whole).abs() <= product.abs() * 1e-14 { whole } else { product }
}

struct Reader<'a> {
    tokens: &'a [Token],
    with_and: bool,
    money: bool,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", Token::word)
    }

    fn part(&self, at: usize) -> Option<Part> {
        part(self.word(at))
    }

    /// What multiplies "several" or "a few", and the token behind it.
    fn multiplier(&self, at: usize) -> (f64, usize) {
        match self.part(at) {
            Some(Part::Hundred) => (100.0, at + 1),
            Some(Part::Magnitude(m)) => (m, at + 1),
            Some(Part::Dozen) => (12.0, at + 1),
            _ => (1.0, at),
        }
    }

    fn vague(&self, at: usize) -> Option<Number> {
        let article = self.word(at) == "a";
        let first = self.word(at + usize::from(article));
        let many = |least: f64, behind: usize, sort| {
            let (times, end) = self.multipliers(behind);
            Number { value: least * times, end, times, sort }
        };
        match first {
            "few" if article => return Some(many(2.0, at + 2, Sort::Vague)),
            "couple" if article => {
                let of = usize::from(self.word(at + 2) == "of");
                let mut found = many(2.0, at + 2 + of, Sort::Couple);
                if found.times == 1.0 {
                    found.end = at + 2;
                }
                return Some(found);
            }
            _ if article => return None,
            "several" => return Some(many(3.0, at + 1, Sort::Vague)),
            _ => {}
        }
        if first == "scores" && !self.are_counted(at) {
            return None;
        }
        let mut value = vague(first)?;
        let mut end = at + 1;
        // "tens of thousands", "hundreds of thousands"
        if self.word(end) == "of"
            && let Some(times) = vague(self.word(end + 1)).filter(|t| *t >= 2_000.0)
        {
            value *= times / 2.0;
            end += 2;
        } else if first == "tens" {
            return None;
        }
        Some(Number { value, end, times: 1.0, sort: Sort::Vague })
    }

    /// Whether the "scores" at a token are many people or things, and no results.
    fn are_counted(&self, at: usize) -> bool {
        let harmed = |n: usize| harm(self.word(n)).is_some() || self.word(n) == "dead";
        matches!(self.word(at + 1), "of" | "more")
            || at.checked_sub(1).is_some_and(harmed)
            || (at + 1..at + 4).any(harmed)
    }

    fn exact(&self, at: usize) -> Option<Number> {
        if let Kind::Digits { value, year } = &self.tokens.get(at)?.kind {
            let (value, year) = (*value, *year);
            let (value, end) = self.and_a_half(value, at + 1);
            let (by, behind) = self.letters(end).unwrap_or_else(|| self.multipliers(end));
            let sort = if year && behind == at + 1 { Sort::Year } else { Sort::Plain };
            // "1 million and a half"
            let (half, end) = if by > 1.0 { self.and_a_half(0.0, behind) } else { (0.0, behind) };
            return Some(Number { value: times(value, by) + half * by, end, times: by, sort });
        }
        self.vulgar(at).or_else(|| self.half_of(at)).or_else(|| self.in_words(at))
    }

    /// "½ million"; by itself it is a part of what is not told in numbers.
    fn vulgar(&self, at: usize) -> Option<Number> {
        let Kind::Sign(c) = self.tokens.get(at)?.kind else { return None };
        let part = vulgar(c)?;
        let (by, end) = self.multipliers(at + 1);
        let found = Number { value: times(part, by), end, times: by, sort: Sort::Plain };
        (by > 1.0).then_some(found)
    }

    /// 1 if a hyphen is at a token, to pass over it.
    fn hyphen(&self, at: usize) -> usize {
        usize::from(self.tokens.get(at).is_some_and(|t| t.glued && t.is_sign(DASHES)))
    }

    /// "Half a million", "a half-dozen", "half dozen".
    fn half_of(&self, at: usize) -> Option<Number> {
        let half = at + usize::from(self.word(at) == "a");
        if self.word(half) != "half" {
            return None;
        }
        let mut next = half + 1 + self.hyphen(half + 1);
        if matches!(self.word(next), "a" | "an") {
            next += 1 + self.hyphen(next + 1);
        }
        let (times, end) = self.multiplier(next);
        let found = Number { value: times / 2.0, end, times, sort: Sort::Plain };
        (times > 1.0).then_some(found)
    }

    /// "Two thirds", "a quarter": the part, and the token behind it.
    fn fraction(&self, at: usize) -> Option<(f64, usize)> {
        let (n, many) = match (self.word(at), &self.tokens.get(at)?.kind) {
            ("a" | "an" | "one", _) => (1.0, false),
            (_, Kind::Digits { value, .. }) => (*value, *value != 1.0),
            (word, _) => match part(word)? {
                Part::Unit(n) | Part::Teen(n) => (n, true),
                _ => return None,
            },
        };
        let hyphen = self.tokens.get(at + 1).is_some_and(|t| t.is_sign(DASHES));
        let noun = at + 1 + usize::from(hyphen);
        Some((n / parts(self.word(noun), many)?, noun + 1))
    }

    /// "A quarter of a million".
    fn part_of(&self, at: usize) -> Option<Number> {
        let (part, end) = self.fraction(at)?;
        if self.word(end) != "of" || !matches!(self.word(end + 1), "a" | "an" | "one") {
            return None;
        }
        let (by, end) = self.multipliers(end + 2);
        let found = Number { value: (part * by).round(), end, times: by, sort: Sort::Plain };
        (by > 1.0).then_some(found)
    }

    /// "2 and a half", "two-and-a-half".
    fn and_a_half(&self, value: f64, at: usize) -> (f64, usize) {
        let mut next = at;
        for word in ["and", "a", "half"] {
            next += self.hyphen(next);
            if self.word(next) != word {
                return (value, at);
            }
            next += 1;
        }
        (value + 0.5, next)
    }

    /// "1.2m", "5k", "5 bn", "$5 m". An "m" that is not money is a million only if several
    /// things are counted behind it; else metres.
    fn letters(&self, at: usize) -> Option<(f64, usize)> {
        let token = self.tokens.get(at)?;
        let times = suffix(token.word())?;
        let money = self.money && token.word() != "k";
        if !token.glued && token.word().len() == 1 && !money {
            return None;
        }
        let counted = self.tokens.get(at + 1).is_some_and(|t| {
            let word = t.word();
            !word.is_empty() && !STOP.contains(&word) && !METRES.contains(&word)
        });
        // "a 300m bridge"
        let one = at.checked_sub(2).is_some_and(|n| matches!(self.word(n), "a" | "an"));
        (self.money || token.word() != "m" || counted && !one).then_some((times, at + 1))
    }

    fn multipliers(&self, mut at: usize) -> (f64, usize) {
        let mut times = 1.0;
        loop {
            match self.multiplier(at) {
                (_, end) if end == at => return (times, at),
                (more, end) => (times, at) = (times * more, end),
            }
            if times > 1e18 {
                return (times, at);
            }
        }
    }

    fn in_words(&self, at: usize) -> Option<Number> {
        let article = matches!(self.word(at), "a" | "an");
        let mut next = at + usize::from(article);
        let first = self.part(next)?;
        if article && matches!(first, Part::Unit(_) | Part::Teen(_) | Part::Ten(_)) {
            return None;
        }
        // Sum of the finished thousands; the group below a thousand that is being read.
        let (mut total, mut group, mut times) = (0.0f64, 0.0f64, 1.0f64);
        let (mut begun, mut smallest) = (false, f64::INFINITY);
        // What is multiplied, as long as nothing but multipliers follows.
        let mut lead = None;
        let mut end = next;
        while let Some(part) = self.part(next) {
            let tens = group % 100.0;
            let multiplies = matches!(part, Part::Hundred | Part::Magnitude(_) | Part::Dozen);
            let of = match (lead, multiplies) {
                (None, true) => Some(if begun { group } else { 1.0 }),
                (Some(_), false) => Some(f64::NAN),
                (lead, _) => lead,
            };
            match part {
                Part::Unit(n) if tens == 0.0 || (tens >= 20.0 && tens % 10.0 == 0.0) => group += n,
                Part::Teen(n) | Part::Ten(n) if tens == 0.0 => group += n,
                Part::Hundred if !begun => group = 100.0,
                Part::Hundred if group > 0.0 && group < 100.0 => group *= 100.0,
                Part::Magnitude(m) if m < smallest && (group > 0.0 || !begun) => {
                    total += self::times(if begun { group } else { 1.0 }, m);
                    (group, smallest, times) = (0.0, m, m);
                }
                Part::Dozen if total == 0.0 && (group > 0.0 || !begun) => {
                    group = if begun { group } else { 1.0 } * 12.0;
                    let (half, behind) = self.and_a_half(0.0, next + 1);
                    group += half * 12.0;
                    lead = of.filter(|_| half == 0.0);
                    (begun, end) = (true, behind);
                    break;
                }
                _ => break,
            }
            (begun, lead) = (true, of);
            end = next + 1;
            next = self.join(end, part);
            if let (half, behind) = self.and_a_half(0.0, end)
                && behind > end
            {
                // "two and a half", "a million and a half"
                lead = lead.map(|_| f64::NAN);
                match part {
                    Part::Magnitude(m) => total += half * m,
                    Part::Hundred => group += half * 100.0,
                    _ => group += half,
                }
                (end, next) = (behind, self.join(behind, part));
            }
        }
        let value = total + group;
        let times = lead.filter(|lead| *lead > 0.0).map_or(times, |lead| value / lead);
        begun.then_some(Number { value, end, times, sort: Sort::Plain })
    }

    /// Where the next part may stand: past a hyphen, or past "and" behind a hundred.
    fn join(&self, end: usize, last: Part) -> usize {
        let hyphen = self.tokens.get(end).is_some_and(|t| t.glued && t.is_sign(DASHES));
        if hyphen
            && self.tokens.get(end + 1).is_some_and(|t| t.glued)
            && self.joins_by_hyphen(last, end + 1)
        {
            return end + 1;
        }
        let round = matches!(last, Part::Hundred | Part::Magnitude(_));
        let small =
            matches!(self.part(end + 1), Some(Part::Unit(_) | Part::Teen(_) | Part::Ten(_)));
        if self.with_and && round && small && self.word(end) == "and" { end + 1 } else { end }
    }

    /// "twenty-one", "one-hundred"; not "four-six", which is a range.
    fn joins_by_hyphen(&self, last: Part, next: usize) -> bool {
        match self.part(next) {
            Some(Part::Unit(_)) => matches!(last, Part::Ten(_)),
            Some(Part::Hundred | Part::Magnitude(_) | Part::Dozen) => true,
            _ => false,
        }
    }
}
