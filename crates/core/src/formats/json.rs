//! What all readers of JSON share: errors with their place, and what would not come out as
//! it went in: numbers with too many digits, keys that are there twice.

use std::collections::HashSet;

use super::problem::{Problem, ProblemKind};
use crate::words::counted;

/// What JSON takes for white space.
pub(super) const BLANK: [char; 4] = [' ', '\t', '\n', '\r'];

/// A JSON error as a problem: the place in characters, and the message without it.
pub(super) fn problem(
    file: &str,
    content: &str,
    error: &serde_json::Error,
    path: Option<&str>,
) -> Problem {
    let (line, column) = (error.line(), error.column());
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(m, _)| m);
    let place = match path {
        Some(path) if !path.is_empty() && path != "." => format!(" (in {path})"),
        _ => String::new(),
    };
    let (what, advice) = if message.contains("recursion limit") {
        ("The file is nested too deeply".to_owned(), "Glossator reads JSON of up to 128 levels")
    } else if error.is_data() {
        let advice = "Correct this place in the file, or take it from where it came again";
        (format!("This is not what the format says: {message}{place}"), advice)
    } else if error.is_eof() {
        ("The file ends too early".to_owned(), "It was cut off: take it from where it came again")
    } else if message.contains("surrogate") || message.contains("hex escape") {
        let advice = "The text was cut inside a character when the file was made: write it again";
        (format!("Half a character, or a broken \\u escape: {message}"), advice)
    } else {
        (format!("This is not JSON: {}", plainly(message)), "Correct this place in the file")
    };
    let problem = Problem::error(file, ProblemKind::Malformed, what).advise(advice);
    if line == 0 {
        return problem;
    }
    let column = in_characters(content, line, column);
    problem.at(u32::try_from(line).ok(), Some(column))
}

/// What the library says of a broken place, in words for those who do not read parsers.
fn plainly(message: &str) -> &str {
    match message {
        "expected ident" => "a word that is not true, false or null",
        "expected value" => "a value is missing, or begins with a sign that none begins with",
        "key must be a string" => "a name must stand in double quotes",
        "trailing comma" => "a comma with nothing behind it",
        "trailing characters" => "something stands behind the end of the value",
        message => message,
    }
}

/// A column in bytes as one in characters, both counted from 1.
fn in_characters(content: &str, line: usize, column: usize) -> u32 {
    let text = content.split('\n').nth(line - 1).unwrap_or_default();
    let before = text.char_indices().take_while(|(at, _)| *at < column).count();
    u32::try_from(before.max(1)).unwrap_or(u32::MAX)
}

/// Warnings about numbers that JSON may hold but that no 64-bit number can: the
/// library would round them without a word. The first ones with their place, the others
/// as a count.
pub(super) fn inexact_numbers(file: &str, content: &str) -> Vec<Problem> {
    const NAMED: usize = 20;
    let (mut found, mut more) = (Vec::new(), 0usize);
    let bytes = content.as_bytes();
    let (mut at, mut line, mut line_start) = (0, 1u32, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => at = end_of_string(bytes, at),
            b'\n' => {
                line = line.saturating_add(1);
                at += 1;
                line_start = at;
            }
            b'-' | b'0'..=b'9' => {
                let len = bytes[at..]
                    .iter()
                    .take_while(|b| matches!(b, b'-' | b'+' | b'.' | b'0'..=b'9' | b'e' | b'E'))
                    .count();
                let literal = &content[at..at + len];
                if found.len() == NAMED {
                    more += usize::from(!is_exact(literal));
                } else if !is_exact(literal) {
                    let column = content[line_start..at].chars().count() + 1;
                    let what = format!("The number {literal} has too many digits and was rounded");
                    found.push(
                        Problem::warning(file, ProblemKind::Number, what)
                            .advise("Put it in quotation marks to keep every digit")
                            .at(Some(line), u32::try_from(column).ok()),
                    );
                }
                at += len;
            }
            _ => at += 1,
        }
    }
    if more > 0 {
        let numbers = counted(more, "more number was", "more numbers were");
        let what = format!("{numbers} rounded: too many digits");
        found.push(Problem::warning(file, ProblemKind::Number, what));
    }
    found
}

/// Warnings about keys that an object of valid JSON has twice: the library takes the last one
/// without a word. The first ones, with their place.
pub(super) fn repeated_keys(file: &str, content: &str) -> Vec<Problem> {
    const NAMED: usize = 20;
    /// Keys of an object that are cleared, not freed, for the next one.
    const FEW: usize = 64;
    let bytes = content.as_bytes();
    let mut found = Vec::new();
    // The keys of the objects and arrays around a place; the first `depth` of them count.
    let (mut keys, mut depth) = (Vec::<HashSet<&str>>::new(), 0);
    let (mut at, mut line, mut line_start) = (0, 1u32, 0);
    while at < bytes.len() && found.len() < NAMED {
        match bytes[at] {
            b'"' => {
                let (start, end) = (at, end_of_string(bytes, at));
                at = end;
                let blanks = bytes[end..].iter().take_while(|b| b.is_ascii_whitespace()).count();
                let is_key = bytes.get(end + blanks) == Some(&b':');
                let Some(keys) = keys[..depth].last_mut().filter(|_| is_key) else { continue };
                let Some(key) = content.get(start + 1..end - 1) else { continue };
                if !keys.insert(key) {
                    let column = content[line_start..start].chars().count() + 1;
                    let what = format!("The key “{key}” is there twice; the last one counts");
                    let problem = Problem::warning(file, ProblemKind::Duplicate, what);
                    found.push(problem.at(Some(line), u32::try_from(column).ok()));
                }
                continue;
            }
            b'\n' => {
                line = line.saturating_add(1);
                line_start = at + 1;
            }
            b'{' | b'[' => {
                depth += 1;
                match keys.get_mut(depth - 1) {
                    Some(known) if known.capacity() <= FEW => known.clear(),
                    Some(known) => *known = HashSet::new(),
                    None => keys.push(HashSet::new()),
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    found
}

/// Behind the closing quotation mark. No string holds a raw line break.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn is_exact(literal: &str) -> bool {
    // 17 digits tell any two 64-bit floating point numbers apart; 15 always come back.
    let digits = literal.bytes().take_while(|b| !matches!(b, b'e' | b'E'));
    if digits.filter(u8::is_ascii_digit).count() <= 15 {
        return true;
    }
    if literal.parse::<i64>().is_ok() || literal.parse::<u64>().is_ok() {
        return true;
    }
    match literal.parse::<f64>() {
        Ok(n) => significant(literal) == significant(&format!("{n:?}")),
        Err(_) => true,
    }
}

/// Digits without leading and trailing zeros: what rounding changes.
fn significant(literal: &str) -> String {
    let digits = literal.bytes().take_while(|b| !matches!(b, b'e' | b'E'));
    let digits: String = digits.filter(u8::is_ascii_digit).map(char::from).collect();
    digits.trim_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_lose_digits_are_named() {
        for exact in ["0", "-1", "1.1", "18446744073709551615", "-9223372036854775808", "1e300"] {
            assert!(is_exact(exact), "{exact}");
        }
        for lossy in
            ["18446744073709551616", "0.12345678901234567890123", "123456789012345678901e2"]
        {
            assert!(!is_exact(lossy), "{lossy}");
        }
        assert!(is_exact("0.30000000000000004"));
        let content = "{\"é 99999999999999999999\\\"1\": 2,\n \"x\": 99999999999999999999}";
        let problems = inexact_numbers("f", content);
        assert_eq!(problems.len(), 1);
        assert_eq!((problems[0].line, problems[0].column), (Some(2), Some(7)));
        let many = vec!["99999999999999999999"; 30].join(",");
        let problems = inexact_numbers("f", &many);
        assert_eq!(problems.len(), 21);
        assert!(problems[20].what.starts_with("10 more"));
    }
}
