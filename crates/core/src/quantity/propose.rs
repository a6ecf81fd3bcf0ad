//! Figures from English words, for an annotator to accept, change or drop.

use super::compare::is_anybody;
use super::lexer::{DASHES, HYPHENS, Kind, Token, tokens};
use super::nouns::thing_counted;
use super::number::{Number, Sort, fraction, number};
use super::senses::{BEFORE, BEHIND, ROUGHLY, Sense, sign};
use super::units::{currency_sign, unit};
use super::vocabulary::harm;
use crate::model::{Modifier, Quantity};

/// The figures that some words tell, in their order.
///
/// Reads digits (also Arabic-Indic ones), number words, ranges, vague plurals, modifiers,
/// percentages, money and measures. Of a vague plural only a lower bound is taken
/// ("dozens" is at least 24, "several" at least 3, "a few" at least 2); "a couple" is
/// about 2. "Nearly" and "almost" are "about". Years, dates, times, ordinals, scores
/// ("won 3-2"), parts of what is not told in numbers ("two-thirds of members", "one in five
/// people") and numbers that are names ("Pier 9", "Flight 12") are no figures. Nothing is guessed in other
/// languages but bare digits.
pub fn propose(words: &str) -> Vec<Quantity> {
    let tokens = tokens(words);
    let phrase = Phrase { words, tokens: &tokens };
    let mut out = Vec::new();
    let (mut at, mut done) = (0, 0);
    while at < tokens.len() {
        match phrase.read(at, done) {
            Some((found, end)) => {
                out.extend(found);
                done = end.max(at + 1);
                at = done;
            }
            None => at += 1,
        }
    }
    out
}

/// Words in which figures are looked for.
pub(super) struct Phrase<'a> {
    words: &'a str,
    pub(super) tokens: &'a [Token],
}

/// The bounds of a figure.
enum Found {
    One(Number),
    Range(f64, f64),
}

impl Phrase<'_> {
    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.get(at).map_or("", Token::word)
    }

    /// The word before a token.
    pub(super) fn word_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |n| self.word(n))
    }

    /// The figure that begins at a token, and the token behind it. No figure, but a place
    /// to go on, where the number means something else; none where no number begins.
    fn read(&self, at: usize, done: usize) -> Option<(Option<Quantity>, usize)> {
        let minus = self.minus(at);
        let (money, first) = self.currency(at + usize::from(minus));
        let between = self.between(at);
        let mut one = number(self.tokens, first, between.is_none(), money.is_some())?;
        if let Some(end) = fraction(self.tokens, first).filter(|end| one.end <= *end) {
            return Some((None, end));
        }
        if let Some(end) = self.score(at, one).or_else(|| self.share(at, one)) {
            return Some((None, end));
        }
        if minus {
            one.value = -one.value;
        }
        let (found, mut end) = match self.second(one, between.is_some(), at, money.is_some()) {
            Some((a, b, end)) => (Found::Range(a, b), end),
            None => (Found::One(one), one.end),
        };
        // "2023-24"
        if one.sort == Sort::Year
            && matches!(found, Found::One(_))
            && self.get(end).is_some_and(|t| t.glued && t.is_sign(DASHES))
            && self.get(end + 1).is_some_and(|t| t.glued && matches!(t.kind, Kind::Digits { .. }))
        {
            return Some((None, end + 2));
        }
        if money.is_none() && !minus && self.is_something_else(at, done, one, end) {
            return Some((None, end));
        }
        let (mut sense, begin) = self.before(at, done);
        if let Some((behind, after)) = self.behind(end) {
            (sense, end) = (Some(behind), after);
        }
        // "Fewer than a few hundred": what is vague has no upper end.
        let below = matches!(sense, Some(Sense::AtMost | Sense::Is(Modifier::Under)));
        if below && one.sort == Sort::Vague {
            return Some((None, end));
        }
        let (unit, after) = match (money, self.unit(self.measured(one, end))) {
            (Some(money), _) => (money, end),
            (None, Some(known)) => known,
            (None, None) => ("", end),
        };
        let (mut of, after) = self.of(unit, after);
        let bare = unit.is_empty() && money.is_none() && !minus;
        if one.sort == Sort::Year && bare && self.is_year(at, &of) {
            return Some((None, end));
        }
        let from = between.map_or(begin, |n| n.min(begin));
        // "Killed 12 people" is "12 people killed".
        if unit.is_empty()
            && from > done
            && of.split_whitespace().all(|w| is_anybody(&w.to_lowercase()))
            && let Some(harmed) = harm(self.word_before(from))
        {
            of = format!("{of} {harmed}").trim_start().to_owned();
        }
        let to = self.get(after.max(end) - 1).map_or(self.words.len(), |t| t.end);
        let start = self.get(from).map_or(0, |t| t.start);
        let (modifier, min, max) = bounds(&found, sense);
        let quantity = Quantity {
            of,
            min,
            max,
            modifier,
            unit: unit.to_owned(),
            as_of: None,
            words: self.words.get(start..to).unwrap_or_default().to_owned(),
        };
        Some((Some(quantity), after.max(end)))
    }

    /// Whether a minus sign is at a token: right before a number, and behind none.
    fn minus(&self, at: usize) -> bool {
        let glued = |n: usize| self.get(n).is_some_and(|t| t.glued);
        let digits = |n: usize| self.get(n).is_some_and(|t| matches!(t.kind, Kind::Digits { .. }));
        let joins = at.checked_sub(1).and_then(|n| self.get(n)).is_some_and(|t| match t.kind {
            Kind::Digits { .. } | Kind::Opaque => true,
            Kind::Word(_) => glued(at),
            // "40%-50%", "40€-50€"; not "€-50"
            Kind::Sign(c) => {
                let ends = matches!(c, ')' | '%' | '٪') || currency_sign(c).is_some();
                ends && glued(at) && at >= 2 && digits(at - 2)
            }
        });
        let sign = self.get(at).is_some_and(|t| t.is_sign(&['-', '−'])) && glued(at + 1);
        sign && !joins || self.word(at) == "minus"
    }

    /// Where "between" stands before a number, if only "about" and the like is in between.
    fn between(&self, at: usize) -> Option<usize> {
        let mut n = at.checked_sub(1)?;
        while ROUGHLY.contains(&self.word(n)) {
            n = n.checked_sub(1)?;
        }
        (self.word(n) == "between").then_some(n)
    }

    /// The currency before a number, and the token of the number.
    fn currency(&self, at: usize) -> (Option<&'static str>, usize) {
        let Some(token) = self.get(at) else { return (None, at) };
        let digits = |n: usize| matches!(self.get(n).map(|t| &t.kind), Some(Kind::Digits { .. }));
        match &token.kind {
            Kind::Sign(c) => match currency_sign(*c) {
                Some(_) if *c == '$' && self.word_before(at) == "us" => (Some("USD"), at + 1),
                Some(money) => (Some(money), at + 1),
                None => (None, at),
            },
            Kind::Word(w) if matches!(w.as_str(), "usd" | "eur" | "gbp") && digits(at + 1) => {
                (unit(w), at + 1)
            }
            _ => (None, at),
        }
    }

    /// The upper end of a range that begins with `one`: both ends, and the token behind.
    fn second(
        &self,
        one: Number,
        between: bool,
        at: usize,
        money: bool,
    ) -> Option<(f64, f64, usize)> {
        if !matches!(one.sort, Sort::Plain | Sort::Year) {
            return None;
        }
        // "40% to 50%" says its unit twice.
        let unit = self.unit(one.end).filter(|_| !money);
        let joint = unit.map_or(one.end, |(_, behind)| behind);
        let joined = match self.get(joint)?.word() {
            "and" => between,
            // "rose from 4 to 6" tells two figures.
            "to" => self.word_before(at) != "from",
            "or" => true,
            _ => self.get(joint)?.is_sign(DASHES),
        };
        if !joined {
            return None;
        }
        let mut next = joint + 1;
        while between && ROUGHLY.contains(&self.word(next)) {
            next += 1;
        }
        let minus = self.minus(next);
        let (_, next) = self.currency(next + usize::from(minus));
        let mut two = number(self.tokens, next, !between, money)?;
        if unit.is_some_and(|(unit, _)| self.unit(two.end).is_none_or(|(also, _)| also != unit)) {
            return None;
        }
        if minus {
            two.value = -two.value;
        }
        // "4 to 6 million"
        let shared = one.times == 1.0 && two.times > 1.0 && one.value < two.value / two.times;
        let low = if shared { one.value * two.times } else { one.value };
        let plain = matches!(two.sort, Sort::Plain | Sort::Year);
        (plain && low < two.value).then_some((low, two.value, two.end))
    }

    /// How the words before a figure modify it, and where they begin. Words before `done`
    /// belong to the figure before.
    pub(super) fn before(&self, at: usize, done: usize) -> (Option<Sense>, usize) {
        if let Some(n) = at.checked_sub(1).filter(|n| *n >= done)
            && let Some(Kind::Sign(c)) = self.get(n).map(|t| &t.kind)
            && let Some(sense) = sign(*c)
        {
            return (Some(sense), n);
        }
        // "US" belongs to "$"; "between" to the range behind it; articles are passed over.
        let mut end = at;
        while end > done && matches!(self.word(end - 1), "us" | "the" | "between" | "from") {
            end -= 1;
        }
        for (phrase, sense) in BEFORE {
            let Some(start) = end.checked_sub(phrase.len()).filter(|s| *s >= done) else {
                continue;
            };
            if phrase.iter().zip(start..).all(|(w, n)| self.word(n) == *w) {
                return (Some(*sense), start);
            }
        }
        (None, at)
    }

    fn behind(&self, end: usize) -> Option<(Sense, usize)> {
        if self.get(end).is_some_and(|t| t.glued && t.is_sign(&['+'])) {
            return Some((Sense::Is(Modifier::AtLeast), end + 1));
        }
        BEHIND
            .iter()
            .find(|(phrase, _)| phrase.iter().zip(end..).all(|(w, n)| self.word(n) == *w))
            .map(|(phrase, sense)| (*sense, end + phrase.len()))
    }

    /// Where the unit of a number may stand: behind "of" in "millions of dollars"; not in
    /// "dozens of barrel bombs".
    fn measured(&self, one: Number, end: usize) -> usize {
        let word = self.word(end + 1);
        let many = word.ends_with('s') || matches!(word, "feet" | "kg" | "km" | "yen" | "yuan");
        let vague = matches!(one.sort, Sort::Vague | Sort::Couple);
        end + usize::from(vague && self.word(end) == "of" && many)
    }

    /// The unit behind a number, and the token behind it.
    pub(super) fn unit(&self, end: usize) -> Option<(&'static str, usize)> {
        let token = self.get(end)?;
        if token.is_sign(&['%', '٪']) {
            return Some(("%", end + 1));
        }
        if let Kind::Sign(c) = token.kind {
            // "300€", "5-minute"
            let money = currency_sign(c).map(|m| (m, end + 1));
            let hyphen = token.glued && HYPHENS.contains(&c);
            return money
                .or_else(|| (hyphen && self.get(end + 1)?.glued).then(|| self.unit(end + 1))?);
        }
        match (token.word(), self.word(end + 1)) {
            ("per", "cent") => Some(("%", end + 2)),
            ("percentage", "point" | "points") => Some(("percentage points", end + 2)),
            ("us", "dollars") => Some(("USD", end + 2)),
            ("m", _) if token.glued => Some(("metres", end + 1)),
            // "6 second-hand cars" is rare; "second" counts time behind a number.
            (word, _) => unit(word).map(|u| (u, end + 1)),
        }
    }

    /// What is counted: behind a unit only what "of" names.
    fn of(&self, unit: &str, at: usize) -> (String, usize) {
        let age = self.get(at).is_some_and(|t| t.is_sign(DASHES)) && self.word(at + 1) == "old";
        if unit == "years" && (age || self.word(at) == "old") {
            return ("age".to_owned(), if age { at + 2 } else { at + 1 });
        }
        if !unit.is_empty() && self.word(at) != "of" {
            return (String::new(), at);
        }
        thing_counted(self.words, self.tokens, at)
    }
}

/// Modifier and bounds of a figure.
fn bounds(found: &Found, sense: Option<Sense>) -> (Modifier, Option<f64>, Option<f64>) {
    let one = match found {
        Found::Range(a, b) => return (Modifier::Range, Some(*a), Some(*b)),
        Found::One(one) => one,
    };
    let n = Some(one.value);
    let told = match one.sort {
        Sort::Vague => Sense::Is(Modifier::AtLeast),
        Sort::Couple => sense.unwrap_or(Sense::Is(Modifier::About)),
        Sort::Plain | Sort::Year => sense.unwrap_or(Sense::Is(Modifier::Exact)),
    };
    match told {
        Sense::AtMost => (Modifier::Range, None, n),
        Sense::Is(m @ (Modifier::AtLeast | Modifier::Over)) => (m, n, None),
        Sense::Is(Modifier::Under) => (Modifier::Under, None, n),
        Sense::Is(m) => (m, n, n),
    }
}
