//! Words and figures, as sentences of the interface and of reports have them.

use crate::text::is_blank;

/// A number with its thousands set apart: “1,204”.
pub fn grouped(n: usize) -> String {
    thousands(&n.to_string())
}

/// Digits with the thousands set apart.
pub(crate) fn thousands(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// “1 claim”, “2 claims”, “1,204 claims”.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// The first 40 characters of a quote, for titles.
pub(crate) fn brief(s: &str) -> String {
    let mut chars = s.chars();
    let head: String =
        chars.by_ref().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if chars.next().is_some() { format!("{head}…") } else { head }
}

/// Text on one line: blanks, line ends and directional marks as single spaces.
pub(crate) fn one_line(s: &str) -> String {
    // Mostly it is one: a board asks for thousands.
    let plain = |c: char| !c.is_control() && (c == ' ' || !is_blank(c));
    if s.chars().all(plain) && s.trim_matches(' ').len() == s.len() && !s.contains("  ") {
        return s.to_owned();
    }
    s.split(|c: char| is_blank(c) || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_their_nouns() {
        for (n, want) in [
            (0, "0 claims"),
            (1, "1 claim"),
            (999, "999 claims"),
            (1_000, "1,000 claims"),
            (1_234_567, "1,234,567 claims"),
        ] {
            assert_eq!(counted(n, "claim", "claims"), want);
        }
    }

    #[test]
    fn text_on_one_line() {
        let rows = [
            ("", ""),
            ("nine", "nine"),
            ("nine people", "nine people"),
            (" nine people", "nine people"),
            ("nine people ", "nine people"),
            ("nine  people", "nine people"),
            ("nine\u{a0}people", "nine people"),
            ("nine\r\npeople", "nine people"),
            ("nine\u{7}people", "nine people"),
            ("عمّال الميناء", "عمّال الميناء"),
        ];
        for (text, line) in rows {
            assert_eq!(one_line(text), line, "{text:?}");
        }
    }
}
