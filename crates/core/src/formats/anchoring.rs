//! Putting the annotations of a file where the file says, or finding their words
//! again. Shared by the readers, so that no format has rules of its own.

use crate::model::Ranges;
pub(super) use crate::ops::covered;
use crate::text::{
    CharOffset, CharSpan, OffsetError, Quote, Reanchored, Span, Text, find_again, find_ranges_again,
};

/// A range as a file says it, in code points, with its words where the file has them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub start: u32,
    pub end: u32,
    pub exact: Option<&'a str>,
}

/// Where an annotation was put.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Placed {
    /// Where the file says.
    Here(Ranges),
    /// Where its words are.
    Moved(Ranges),
    /// At the likeliest of so many places that have its words.
    Ambiguous(Ranges, usize),
    /// Nowhere, and why.
    Lost(String),
}

/// Puts ranges into a text.
///
/// `same_text` says that the text is known to be the one that the ranges were made
/// for; then words at their place need no other proof. Otherwise the context counts.
pub(super) fn place(
    text: &Text,
    wanted: &[Wanted<'_>],
    (prefix, suffix): (&str, &str),
    same_text: bool,
) -> Placed {
    let mut wanted = wanted.to_vec();
    wanted.sort_by_key(|w| (w.start, w.end));
    if wanted.is_empty() {
        return Placed::Lost("it has no range".to_owned());
    }
    if wanted.iter().any(|w| w.exact.is_some_and(str::is_empty)) {
        return Placed::Lost("it covers no character".to_owned());
    }
    let words: Option<Vec<&str>> = wanted.iter().map(|w| w.exact).collect();
    let direct = directly(text, &wanted);
    let Some(words) = words else {
        return match direct {
            Ok(ranges) => Placed::Here(ranges),
            Err(reason) => Placed::Lost(reason),
        };
    };
    match direct {
        Ok(ranges) if same_text => return Placed::Here(ranges),
        _ => {}
    }
    let quote =
        Quote { exact: words.join(" "), prefix: prefix.to_owned(), suffix: suffix.to_owned() };
    let old: Vec<CharSpan> = wanted.iter().zip(&words).map(|(w, words)| old(w, words)).collect();
    let found = match old.as_slice() {
        [one] => each(find_again(text, &quote, Some(one.start())), |span| vec![span]),
        several => each(find_ranges_again(text, &quote, several), |spans| spans),
    };
    match found {
        Reanchored::Same(ranges) => Placed::Here(ranges),
        Reanchored::Moved(ranges) => Placed::Moved(ranges),
        Reanchored::Ambiguous(places) => {
            let count = places.len();
            match places.into_iter().next() {
                Some(ranges) => Placed::Ambiguous(ranges, count),
                None => Placed::Lost("its words are not in the text".to_owned()),
            }
        }
        Reanchored::Lost => Placed::Lost("its words are not in the text".to_owned()),
    }
}

/// Whether the words of every range are where the file says, as far as it has words.
pub(super) fn fits(text: &Text, wanted: &[Wanted<'_>]) -> bool {
    directly(text, wanted).is_ok()
}

/// Whether an edge of the ranges is within a grapheme cluster.
pub(super) fn splits_grapheme(text: &Text, ranges: &Ranges) -> bool {
    let whole = |span: &Span| {
        text.is_grapheme_boundary(span.start()) && text.is_grapheme_boundary(span.end())
    };
    !ranges.as_slice().iter().all(whole)
}

/// A range in code points as bytes.
pub(super) fn span(text: &Text, start: u32, end: u32) -> Result<Span, OffsetError> {
    text.from_char_span(CharSpan::new(CharOffset::new(start), CharOffset::new(end))?)
}

fn directly(text: &Text, wanted: &[Wanted<'_>]) -> Result<Ranges, String> {
    let mut spans = Vec::with_capacity(wanted.len());
    for w in wanted {
        let span = span(text, w.start, w.end).map_err(|e| e.to_string())?;
        let found = text.slice(span).map_err(|e| e.to_string())?;
        if let Some(exact) = w.exact
            && exact != found
        {
            return Err(format!("the text has “{found}” where the file says “{exact}”"));
        }
        spans.push(span);
    }
    Ranges::exactly(spans).map_err(|e| e.in_characters(text))
}

/// The old place with the length of its words, whatever its end says.
fn old(w: &Wanted<'_>, words: &str) -> CharSpan {
    let len = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
    let start = CharOffset::new(w.start);
    CharSpan::between(start, CharOffset::new(w.start.saturating_add(len)))
}

/// The same answer about ranges; places that make no ranges are none.
fn each<T>(found: Reanchored<T>, spans: impl Fn(T) -> Vec<Span>) -> Reanchored<Ranges> {
    let ranges = |place| Ranges::exactly(spans(place)).ok();
    match found {
        Reanchored::Same(place) => ranges(place).map_or(Reanchored::Lost, Reanchored::Same),
        Reanchored::Moved(place) => ranges(place).map_or(Reanchored::Lost, Reanchored::Moved),
        Reanchored::Ambiguous(places) => {
            Reanchored::Ambiguous(places.into_iter().filter_map(ranges).collect())
        }
        Reanchored::Lost => Reanchored::Lost,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: &[(u32, u32, &str)], want: &str) {
        let text = Text::new(text).unwrap();
        let wanted: Vec<Wanted<'_>> = wanted
            .iter()
            .map(|&(start, end, exact)| Wanted { start, end, exact: Some(exact) })
            .collect();
        let got = match place(&text, &wanted, ("", ""), true) {
            Placed::Here(r) => format!("here {}", covered(&text, &r).unwrap()),
            Placed::Moved(r) => format!("moved to {}", text.to_char_span(r.cover()).unwrap()),
            Placed::Ambiguous(r, n) => {
                format!("one of {n} at {}", text.to_char_span(r.cover()).unwrap())
            }
            Placed::Lost(reason) => reason,
        };
        assert_eq!(got, want);
    }

    #[test]
    fn words_decide_where_an_annotation_goes() {
        check("😀 Zoë", &[(2, 5, "Zoë")], "here Zoë");
        // UTF-16 offsets of the same file.
        check("😀 Zoë", &[(3, 6, "Zoë")], "moved to 2..5");
        check("he and he", &[(1, 3, "he")], "one of 2 at 0..2");
        check("he and he", &[(0, 2, "she")], "its words are not in the text");
        check("he and he", &[(2, 2, "")], "it covers no character");
        check("he", &[], "it has no range");
        check("he and he", &[(900, 3, "and")], "moved to 3..6");
        check("“A,” she said, “B”", &[(16, 17, "B"), (1, 3, "A,")], "here A, B");
        check("x“A,” she said, “B”", &[(1, 3, "A,"), (16, 17, "B")], "moved to 2..18");
        check("x“É,” she said, “B”", &[(1, 3, "É,"), (16, 17, "B")], "moved to 2..18");
    }
}
