//! Words, numbers and signs of a phrase, with their places.

use super::units::currency_sign;

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A number in digits.
    Digits {
        /// Its value.
        value: f64,
        /// Whether it is written as a year is: four digits and nothing else.
        year: bool,
    },
    /// Letters, folded to lower case.
    Word(String),
    /// Any other character.
    Sign(char),
    /// Digits that are no figure: a date, a time, an ordinal, a name such as B52.
    Opaque,
}

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Bytes of the phrase.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether no space is before it.
    pub(super) glued: bool,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
}

impl Token {
    /// The word; empty for anything else.
    pub(super) fn word(&self) -> &str {
        match &self.kind {
            Kind::Word(w) => w,
            _ => "",
        }
    }

    pub(super) fn is_sign(&self, one_of: &[char]) -> bool {
        matches!(&self.kind, Kind::Sign(c) if one_of.contains(c))
    }
}

/// Dashes that join numbers.
pub(super) const DASHES: &[char] = &['-', '‐', '‑', '–', '—', '−'];

/// Those of them that may also join words: "a 12-hour fire". The others part words.
pub(super) const HYPHENS: &[char] = &['-', '‐', '‑', '–'];

/// Splits a phrase.
pub(super) fn tokens(phrase: &str) -> Vec<Token> {
    let mut lexer =
        Lexer { phrase, chars: phrase.char_indices().collect(), at: 0, out: Vec::new() };
    while lexer.at < lexer.chars.len() {
        lexer.next();
    }
    lexer.out
}

struct Lexer<'a> {
    phrase: &'a str,
    chars: Vec<(usize, char)>,
    at: usize,
    out: Vec<Token>,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).map(|(_, c)| *c)
    }

    fn byte(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.phrase.len(), |(b, _)| *b)
    }

    fn next(&mut self) {
        let Some(c) = self.peek(0) else { return };
        let from = self.at;
        if is_space(c) {
            self.at += 1;
            return;
        }
        let kind = if digit(c).is_some() || self.begins_with_point() {
            self.digits()
        } else if c.is_alphabetic() {
            self.letters()
        } else {
            self.at += 1;
            Kind::Sign(c)
        };
        let (start, end) = (self.byte(from), self.byte(self.at));
        let glued = self.out.last().is_some_and(|t| t.end == start);
        self.out.push(Token { kind, start, end, glued, capital: c.is_uppercase() });
    }

    fn letters(&mut self) -> Kind {
        let from = self.at;
        let inner = |c: char| matches!(c, '\'' | '’');
        while let Some(c) = self.peek(0) {
            let more = c.is_alphabetic()
                || is_mark(c)
                || inner(c) && self.peek(1).is_some_and(char::is_alphabetic);
            if !more {
                break;
            }
            self.at += 1;
        }
        if self.peek(0).is_some_and(|c| digit(c).is_some()) {
            while self.peek(0).is_some_and(char::is_alphanumeric) {
                self.at += 1;
            }
            return Kind::Opaque;
        }
        Kind::Word(self.phrase[self.byte(from)..self.byte(self.at)].to_lowercase())
    }

    fn digit_run(&mut self, into: &mut String) -> usize {
        let from = self.at;
        while let Some(d) = self.peek(0).and_then(digit) {
            into.push(char::from(b'0' + d));
            self.at += 1;
        }
        self.at - from
    }

    /// How many digits stand from `ahead` on.
    fn digits_from(&self, ahead: usize) -> usize {
        let rest = self.chars.iter().skip(self.at + ahead);
        rest.take_while(|(_, c)| digit(*c).is_some()).count()
    }

    /// Whether a decimal without a whole is next: ".5 percent"; not "...5" nor "fled.5".
    fn begins_with_point(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|n| self.chars.get(n)).map(|(_, c)| *c);
        let free = before.is_none_or(|c| {
            is_space(c) || currency_sign(c).is_some() || matches!(c, '(' | '-' | '−' | '~' | '≈')
        });
        free && matches!(self.peek(0), Some('.' | '٫')) && self.digits_from(1) > 0
    }

    fn digits(&mut self) -> Kind {
        let mut written = String::new();
        let from = self.at;
        let mut head = self.digit_run(&mut written);
        let mut year = head == 4;
        if self.peek(0) == Some(',') && head <= 2 && self.are_lakhs() {
            while self.peek(0) == Some(',') && self.digits_from(1) == 2 {
                self.at += 1;
                self.digit_run(&mut written);
            }
            head = 2;
        }
        while (1..=3).contains(&head)
            && self.peek(0).is_some_and(is_thousands_separator)
            && self.digits_from(1) == 3
        {
            self.at += 1;
            head = self.digit_run(&mut written);
            year = false;
        }
        let mut parts = 1;
        if (1..=3).contains(&head) {
            self.continental(&mut written);
        }
        // "3,5", as continental writers have it; not "In 2024,25 people".
        if self.peek(0) == Some(',')
            && head <= 3
            && matches!(self.digits_from(1), 1 | 2)
            && !self.is_listed(from)
        {
            self.at += 1;
            written.push('.');
            self.digit_run(&mut written);
        }
        let mut last = 0;
        while matches!(self.peek(0), Some('.' | '٫')) && self.digits_from(1) > 0 {
            self.at += 1;
            written.push('.');
            last = self.digit_run(&mut written);
            parts += 1;
            year = false;
        }
        // "1.234,567" is not clear.
        let unclear =
            parts > 2 || last == 3 && self.peek(0) == Some(',') && self.digits_from(1) > 0;
        if unclear || self.is_date_or_time() || self.is_ordinal() {
            let joins = |c| matches!(c, ':' | '/' | '.' | '-' | '–') || unclear && c == ',';
            while let Some(c) = self.peek(0) {
                if !(c.is_alphanumeric() || joins(c) && self.digits_from(1) > 0) {
                    break;
                }
                self.at += 1;
            }
            return Kind::Opaque;
        }
        let mut part = 0.0;
        if !year
            && !written.contains('.')
            && let Some((behind, length)) = self.part_behind()
        {
            self.at += length;
            part = behind;
        }
        match written.parse::<f64>() {
            Ok(value) if value.is_finite() => Kind::Digits { value: value + part, year },
            _ => Kind::Opaque,
        }
    }

    /// Reads thousands with full stops, if a decimal comma behind them tells what they are:
    /// what follows the "1" of "1.234,56".
    fn continental(&mut self, into: &mut String) {
        let mut ahead = 0;
        while self.peek(ahead) == Some('.') && self.digits_from(ahead + 1) == 3 {
            ahead += 4;
        }
        let decimals = self.digits_from(ahead + 1);
        let end = ahead + 1 + decimals;
        let more = self.peek(end).is_some_and(|c| is_thousands_separator(c) || c == '.')
            && self.digits_from(end + 1) > 0;
        let comma = self.peek(ahead) == Some(',');
        if ahead == 0 || !comma || !matches!(decimals, 1 | 2) || more {
            return;
        }
        let end = self.at + end;
        while self.at < end {
            if self.peek(0) == Some(',') {
                into.push('.');
            }
            self.at += 1;
            self.digit_run(into);
        }
    }

    /// The part that is next behind a whole number, and its length: "½", " 1/2", "-1/2".
    fn part_behind(&self) -> Option<(f64, usize)> {
        let gap = usize::from(matches!(self.peek(0), Some(' ' | '\u{a0}' | '-')));
        if let Some(part) = self.peek(gap).and_then(vulgar) {
            return Some((part, gap + 1));
        }
        if gap == 0 || self.digits_from(gap) != 1 || self.peek(gap + 1) != Some('/') {
            return None;
        }
        let (n, below) = (digit(self.peek(gap)?)?, digit(self.peek(gap + 2)?)?);
        let behind = self.peek(gap + 3).unwrap_or(' ');
        let usual = matches!(below, 2..=5 | 8) && (1..below).contains(&n);
        let ends = !behind.is_alphanumeric() && !matches!(behind, '/' | '-');
        (usual && ends).then(|| (f64::from(n) / f64::from(below), gap + 3))
    }

    /// Whether pairs of digits are next, and three at last: "1,20,000", "12,34,567".
    fn are_lakhs(&self) -> bool {
        let mut ahead = 0;
        while self.peek(ahead) == Some(',') && self.digits_from(ahead + 1) == 2 {
            ahead += 3;
        }
        ahead > 0 && self.peek(ahead) == Some(',') && self.digits_from(ahead + 1) == 3
    }

    /// Whether numbers with commas follow each other, as in "docks 3,5,7": whether one is before
    /// `from`, or behind the comma that is next and its digits.
    fn is_listed(&self, from: usize) -> bool {
        let char_at = |n: usize| self.chars.get(n).map(|(_, c)| *c);
        let is_digit = |n: usize| char_at(n).and_then(digit).is_some();
        let behind = self.at + 1 + self.digits_from(1);
        let joins = char_at(behind).is_some_and(|c| is_thousands_separator(c) || c == '.');
        joins && is_digit(behind + 1)
            || from >= 2 && char_at(from - 1) == Some(',') && is_digit(from - 2)
    }

    fn is_date_or_time(&self) -> bool {
        let joined = |c: Option<char>| matches!(c, Some(':' | '/'));
        if joined(self.peek(0)) && self.digits_from(1) > 0 {
            return true;
        }
        let n = self.digits_from(1);
        matches!(self.peek(0), Some('-' | '–'))
            && n > 0
            && matches!(self.peek(n + 1), Some('-' | '–'))
            && self.digits_from(n + 2) > 0
    }

    /// "4th", "1990s", "7pm".
    fn is_ordinal(&self) -> bool {
        let letters = self.chars.iter().skip(self.at).map(|(_, c)| *c);
        let tail: String = letters.take_while(|c| c.is_alphabetic()).take(4).collect();
        matches!(tail.to_lowercase().as_str(), "st" | "nd" | "rd" | "th" | "s" | "am" | "pm" | "h")
    }
}

/// A decimal digit of the scripts that are read: ASCII, Arabic-Indic and its Persian form.
pub(super) fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    u8::try_from(u32::from(c) - u32::from(zero)).ok()
}

/// The value of a fraction that is one character.
pub(super) fn vulgar(c: char) -> Option<f64> {
    let (n, below) = match c {
        '½' => (1.0, 2.0),
        '⅓' => (1.0, 3.0),
        '⅔' => (2.0, 3.0),
        '¼' => (1.0, 4.0),
        '¾' => (3.0, 4.0),
        '⅕' => (1.0, 5.0),
        '⅖' => (2.0, 5.0),
        '⅗' => (3.0, 5.0),
        '⅘' => (4.0, 5.0),
        '⅙' => (1.0, 6.0),
        '⅚' => (5.0, 6.0),
        '⅛' => (1.0, 8.0),
        '⅜' => (3.0, 8.0),
        '⅝' => (5.0, 8.0),
        '⅞' => (7.0, 8.0),
        _ => return None,
    };
    Some(n / below)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || crate::text::is_blank(c)
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}' | '\u{0670}')
}

/// A plain space is none: "On May 16 200 people died".
pub(super) fn is_thousands_separator(c: char) -> bool {
    matches!(c, ',' | '،' | '٬' | '’' | '\'' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}
