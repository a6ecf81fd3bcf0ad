//! Texts with their annotations marked in place, for tests and samples.
//!
//! Offsets counted by hand are wrong sooner or later, and nobody can read
//! them. Here a text says itself where its annotations are:
//!
//! | notation | meaning |
//! |---|---|
//! | `The [PER\|Ada] wrote` | one span with the label PER |
//! | `[ORG\|[LOC\|Marrow Bay] Authority]` | nested; `]` closes what was opened last |
//! | `[1:A\|one [2:B\|two[/1] three[/2]` | crossing; `[/1]` closes what id 1 opened |
//! | `[1:ORG\|a] b [1:ORG\|c]` | one annotation with two ranges, by repeating its id |
//! | `[A\|[B\|Cairo]]` | two spans at one place |
//! | `[A\|]` | an empty span |
//! | `\[` `\]` `\\` | a bracket or a backslash of the text |
//!
//! An id is a decimal number. All ranges of an id carry the same label. A label
//! is any text without brackets, bars and backslashes. A bar outside of a
//! mark's head is text. Anything else is refused with a message, so that a
//! slip in a fixture does not turn into a test of something else.

use crate::text::{ByteOffset, Span};

/// A text and what was marked in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The text without the marks.
    pub text: String,
    /// Each range with its label, in the order in which the ranges open.
    pub spans: Vec<(String, Span)>,
    /// Each annotation with its label and ranges, in the order in which the
    /// annotations open: as `spans`, but ranges with one id are together.
    pub annotations: Vec<(String, Vec<Span>)>,
}

/// Why a marked text cannot be read; says where, in bytes of the marked text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at byte {at} of the marked text: {message}")]
pub struct MarkedError {
    /// Where in the marked text, in bytes.
    pub at: usize,
    /// What is wrong there.
    pub message: String,
}

/// Reads a marked text; the [module](self) shows the notation.
///
/// # Errors
/// If a mark is not closed, closes nothing or is malformed; if a backslash is
/// before another character; if an id changes its label.
pub fn marked(source: &str) -> Result<Marked, MarkedError> {
    let mut reader = Reader { source, at: 0, text: String::new(), marks: Vec::new() };
    while let Some(c) = source[reader.at..].chars().next() {
        match c {
            '[' => reader.bracket()?,
            ']' => reader.close(None)?,
            '\\' => reader.escape()?,
            _ => reader.keep(c),
        }
    }
    reader.finish()
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    text: String,
    marks: Vec<Mark<'a>>,
}

struct Mark<'a> {
    at: usize,
    id: Option<&'a str>,
    label: &'a str,
    start: usize,
    end: Option<usize>,
}

impl<'a> Reader<'a> {
    fn error<T>(&self, at: usize, message: impl Into<String>) -> Result<T, MarkedError> {
        Err(MarkedError { at, message: message.into() })
    }

    fn keep(&mut self, c: char) {
        self.text.push(c);
        self.at += c.len_utf8();
    }

    fn escape(&mut self) -> Result<(), MarkedError> {
        match self.source[self.at + 1..].chars().next() {
            Some(c @ ('[' | ']' | '\\')) => {
                self.at += 1;
                self.keep(c);
                Ok(())
            }
            _ => self.error(self.at, "a backslash must be followed by [, ] or another backslash"),
        }
    }

    // `[LABEL|`, `[7:LABEL|` or `[/7]`
    fn bracket(&mut self) -> Result<(), MarkedError> {
        let inside = &self.source[self.at + 1..];
        let Some((head, sign)) =
            inside.find(['|', ']', '[', '\\']).map(|len| (&inside[..len], inside.as_bytes()[len]))
        else {
            return self.error(self.at, "[ opens no mark; write \\[ for a bracket");
        };
        match (head.strip_prefix('/'), sign) {
            (Some(id), b']') if is_id(id) => {
                self.close(Some(id))?;
                self.at += head.len() + 1;
            }
            (None, b'|') => {
                let (id, label) = match head.split_once(':') {
                    Some((id, label)) if is_id(id) => (Some(id), label),
                    _ => (None, head),
                };
                if label.is_empty() {
                    return self.error(self.at, "a mark needs a label");
                }
                let start = self.text.len();
                self.marks.push(Mark { at: self.at, id, label, start, end: None });
                self.at += head.len() + 2;
            }
            _ => return self.error(self.at, "[ opens no mark; write \\[ for a bracket"),
        }
        Ok(())
    }

    // Closes the mark that was opened last, of those with the id if there is one.
    fn close(&mut self, id: Option<&str>) -> Result<(), MarkedError> {
        let end = self.text.len();
        let open = |mark: &&mut Mark<'_>| mark.end.is_none() && (id.is_none() || mark.id == id);
        match self.marks.iter_mut().rev().find(open) {
            Some(mark) => mark.end = Some(end),
            None => return self.error(self.at, "there is no open mark to close here"),
        }
        self.at += 1;
        Ok(())
    }

    fn finish(self) -> Result<Marked, MarkedError> {
        let mut spans = Vec::new();
        let mut annotations: Vec<(Option<&str>, &str, Vec<Span>)> = Vec::new();
        for mark in &self.marks {
            let Some(end) = mark.end else {
                return self.error(mark.at, format!("the mark {} is not closed", mark.label));
            };
            let span = Span::between(ByteOffset::at(mark.start), ByteOffset::at(end));
            spans.push((mark.label.to_owned(), span));
            let same = annotations.iter_mut().find(|(id, ..)| id.is_some() && *id == mark.id);
            match same {
                Some((_, label, ranges)) if *label == mark.label => ranges.push(span),
                Some((_, label, _)) => {
                    let message = format!("this id was {label} before, now it is {}", mark.label);
                    return self.error(mark.at, message);
                }
                None => annotations.push((mark.id, mark.label, vec![span])),
            }
        }
        let annotations =
            annotations.into_iter().map(|(_, label, ranges)| (label.to_owned(), ranges)).collect();
        Ok(Marked { text: self.text, spans, annotations })
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, text: &str, want: &[(&str, &[(u32, u32)])]) {
        let got = marked(source).unwrap();
        assert_eq!(got.text, text);
        let annotations: Vec<(&str, Vec<(u32, u32)>)> = got
            .annotations
            .iter()
            .map(|(label, ranges)| {
                (label.as_str(), ranges.iter().map(|r| (r.start().get(), r.end().get())).collect())
            })
            .collect();
        let want: Vec<(&str, Vec<(u32, u32)>)> =
            want.iter().map(|(label, ranges)| (*label, ranges.to_vec())).collect();
        assert_eq!(annotations, want);
        let ranges: usize = want.iter().map(|(_, ranges)| ranges.len()).sum();
        assert_eq!(got.spans.len(), ranges);
    }

    #[test]
    fn the_notations_of_the_table() {
        check("", "", &[]);
        check("The [PER|Ada] wrote", "The Ada wrote", &[("PER", &[(4, 7)])]);
        check("[PER|Zoë 😀]!", "Zoë 😀!", &[("PER", &[(0, 9)])]);
        check(
            "[ORG|[LOC|Marrow Bay] Authority]",
            "Marrow Bay Authority",
            &[("ORG", &[(0, 20)]), ("LOC", &[(0, 10)])],
        );
        check(
            "[1:A|one [2:B|two[/1] three[/2]",
            "one two three",
            &[("A", &[(0, 7)]), ("B", &[(4, 13)])],
        );
        check("[1:ORG|a] b [1:ORG|c]", "a b c", &[("ORG", &[(0, 1), (4, 5)])]);
        check("[A|[B|Cairo]]", "Cairo", &[("A", &[(0, 5)]), ("B", &[(0, 5)])]);
        check("a[A|]b", "ab", &[("A", &[(1, 1)])]);
        check(r"a | \[b\] \\ [A|\]|]", r"a | [b] \ ]|", &[("A", &[(10, 12)])]);
        check("[1:A|one]1 [A:B|two]", "one1 two", &[("A", &[(0, 3)]), ("A:B", &[(5, 8)])]);
    }

    #[test]
    fn spans_are_in_the_order_of_opening() {
        let got = marked("[1:A|a] [B|b] [1:A|c]").unwrap();
        let labels: Vec<&str> = got.spans.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(labels, ["A", "B", "A"]);
    }

    #[test]
    fn slips_are_refused_where_they_are() {
        for (source, at) in [
            ("ab]", 2),
            ("a [PER|b", 2),
            ("a [PER b]", 2),
            ("a [", 2),
            ("[|a]", 0),
            ("[1:|a]", 0),
            ("[A|a[/1]", 4),
            ("[1:A|a[/1][/1]", 10),
            ("[1:A|a] [1:B|b]", 8),
            (r"a\n", 1),
            ("a\\", 1),
        ] {
            assert_eq!(marked(source).map_err(|e| e.at), Err(at), "{source:?}");
        }
    }
}
