//! The words of a phrase, and which of them are parts of dates.

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

/// The words of a phrase: what letters and digits stand together.
pub(super) struct Words<'a>(Vec<Word<'a>>);

struct Word<'a> {
    /// In small letters.
    folded: String,
    capital: bool,
    /// What stands between the word before and this one.
    joint: &'a str,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut last = 0;
        let word = |(start, end): (usize, usize)| {
            let written = text.get(start..end)?;
            let joint = text.get(last..start)?;
            last = end;
            let capital = written.starts_with(char::is_uppercase);
            Some(Word { folded: written.to_lowercase(), capital, joint })
        };
        Self(places(text).into_iter().filter_map(word).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// A word in small letters; empty where there is none.
    pub(super) fn get(&self, at: usize) -> &str {
        self.0.get(at).map_or("", |w| &w.folded)
    }

    /// The word that stands so many words before another.
    pub(super) fn back(&self, at: usize, by: usize) -> &str {
        at.checked_sub(by).map_or("", |n| self.get(n))
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|w| w.capital)
    }

    /// What stands between a word and the one before it, without spaces.
    pub(super) fn joint(&self, at: usize) -> &str {
        self.0.get(at).map_or("", |w| w.joint.trim())
    }

    /// Whether a sign with spaces around it stands before a word.
    pub(super) fn is_spaced(&self, at: usize) -> bool {
        let sign = self.joint(at);
        !sign.is_empty() && self.0.get(at).is_some_and(|w| w.joint != sign)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|w| w.folded.as_str())
    }

    /// The turn of a word, if "last", "this" or "next" stands right before it.
    pub(super) fn turn(&self, at: usize) -> Option<i64> {
        turn(self.back(at, 1))
    }
}

/// Where the words of a text stand, in bytes.
pub(super) fn places(text: &str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = at + c.len_utf8();
        match words.last_mut().filter(|(_, last)| *last == at) {
            Some((_, last)) => *last = end,
            None => words.push((at, end)),
        }
    }
    words
}

/// How far "last", "this" and "next" lead.
pub(super) fn turn(word: &str) -> Option<i64> {
    match word {
        "last" => Some(-1),
        "this" => Some(0),
        "next" => Some(1),
        _ => None,
    }
}

/// The month that a word in small letters names, in full or by its first letters.
pub(crate) fn month(word: &str) -> Option<u8> {
    let is = |name: &str| {
        name == word
            || (word.len() == 3 && name.starts_with(word))
            || (word == "sept" && name == "september")
    };
    MONTHS.iter().zip(1..).find(|(name, _)| is(name)).map(|(_, n)| n)
}

pub(super) fn year(word: &str) -> Option<i64> {
    let digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|y| digits && (1000..2200).contains(y))
}

pub(super) fn day_of_month(word: &str) -> Option<u8> {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|s| word.strip_suffix(s)).unwrap_or(word);
    number.parse().ok().filter(|d| (1..=31).contains(d) && number.len() <= 2)
}
