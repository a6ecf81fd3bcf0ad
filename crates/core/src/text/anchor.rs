//! Quotes: the words of an annotation and those around it, to find it again.
//!
//! A position alone is worth nothing in a text that has changed by a letter.
//! So an annotation keeps its words too (W3C TextQuoteSelector), and a file
//! whose text differs from the stored one is re-anchored by them. What comes
//! out is a proposal that a person reviews: only [`Reanchored::Same`] may be
//! taken over without asking.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::content::Text;
use super::offset::{ByteOffset, CharOffset, CharSpan, OffsetError, Span};

/// How many code points of context a [`Quote`] keeps on each side, at most.
pub const CONTEXT: usize = 32;

/// The words of an annotation and those around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// The covered text; several ranges are joined by one space each.
    pub exact: String,
    /// What stands immediately before the first range.
    pub prefix: String,
    /// What stands immediately behind the last range.
    pub suffix: String,
}

/// Where an annotation is in another version of its text: `T` is a [`Span`],
/// or several of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reanchored<T = Span> {
    /// Where it was, and no other place fits better.
    Same(T),
    /// At one other place, or at one place if none was known before.
    Moved(T),
    /// Its words are at these places, and the context does not tell which one
    /// is meant. Best context first, then the nearest to the old place.
    Ambiguous(Vec<T>),
    /// Its words are not in this text.
    Lost,
}

impl Quote {
    /// The quote of an annotation with these `ranges`, in their order.
    ///
    /// Prefix and suffix have up to [`CONTEXT`] code points, fewer where the
    /// next grapheme cluster would not fit whole, or where the text begins or ends.
    ///
    /// # Errors
    /// If an end of a range is beyond the text or inside a character.
    pub fn of(text: &Text, ranges: &[Span]) -> Result<Quote, OffsetError> {
        let exact = covered(text, ranges)?;
        let Some(cover) = ranges.iter().copied().reduce(Span::cover) else {
            return Ok(Quote::default());
        };
        let (before, after) = around(text, cover);
        let prefix_len = fitting(before.graphemes(true).rev());
        let suffix_len = fitting(after.graphemes(true));
        Ok(Quote {
            exact,
            prefix: before[before.len() - prefix_len..].to_owned(),
            suffix: after[..suffix_len].to_owned(),
        })
    }

    // How many characters of prefix and suffix agree, counted from the words outward.
    fn agreement(&self, text: &Text, place: Span) -> usize {
        let (before, after) = around(text, place);
        common(self.prefix.chars().rev(), before.chars().rev())
            + common(self.suffix.chars(), after.chars())
    }

    fn context_len(&self) -> usize {
        self.prefix.chars().count() + self.suffix.chars().count()
    }
}

/// Looks for a quote of one range; `hint` is where that range started.
///
/// - `Same` if the words are at `hint` and no other place has more of the context.
/// - `Moved` if the words are at one place only, or if one place has more
///   of the context than all others, and at least half of it.
/// - Otherwise `Ambiguous`, or `Lost` where the words are nowhere.
///
/// Words match exactly: case, accents and spaces count. Without a hint nothing
/// is ever `Same`. A quote without words is `Lost`. If the words are at `hint`
/// with all of their context, that is the answer without a look at the rest.
pub fn find_again(text: &Text, quote: &Quote, hint: Option<CharOffset>) -> Reanchored {
    let exact = quote.exact.as_str();
    let hint = hint.and_then(|offset| text.char_to_byte(offset).ok());
    let here = hint.filter(|at| text.as_str()[at.as_usize()..].starts_with(exact));
    choose(
        text,
        quote,
        hint,
        here,
        || occurrences(text.as_str(), exact),
        |start| Some(Span::at(start..start + exact.len())),
        |&span| span,
    )
}

/// Looks for a quote of several ranges, which lay at `old`, in order.
///
/// As [`find_again`], but the ranges only move together: each must have its
/// words, at the same distance in code points from the first one. Where the
/// text between them has changed its length, the quote is `Lost`. So it is if
/// `old` does not divide the words, since then it belongs to another quote.
pub fn find_ranges_again(text: &Text, quote: &Quote, old: &[CharSpan]) -> Reanchored<Vec<Span>> {
    let Some((origin, parts)) = divide(&quote.exact, old) else {
        return Reanchored::Lost;
    };
    let first = parts[0].0;
    let place = |start: usize| {
        let front = text.byte_to_char(ByteOffset::at(start)).ok()?.get();
        let mut spans = Vec::with_capacity(parts.len());
        for &(words, distance) in &parts {
            let at = CharOffset::new(front.checked_add(distance)?);
            let at = text.char_to_byte(at).ok()?.as_usize();
            text.as_str()[at..].starts_with(words).then_some(())?;
            spans.push(Span::at(at..at + words.len()));
        }
        Some(spans)
    };
    let hint = text.char_to_byte(origin).ok();
    let here = hint.filter(|at| place(at.as_usize()).is_some());
    choose(
        text,
        quote,
        hint,
        here,
        || occurrences(text.as_str(), first),
        place,
        |spans| spans.iter().copied().reduce(Span::cover).unwrap_or_default(),
    )
}

// The decision that both searches share. `here` is the hint if the words are
// there, `place` turns the start of an occurrence into what is found there.
fn choose<T, I: Iterator<Item = usize>>(
    text: &Text,
    quote: &Quote,
    hint: Option<ByteOffset>,
    here: Option<ByteOffset>,
    occurrences: impl FnOnce() -> I,
    place: impl Fn(usize) -> Option<T>,
    cover: impl Fn(&T) -> Span,
) -> Reanchored<T> {
    if quote.exact.is_empty() {
        return Reanchored::Lost;
    }
    let context = quote.context_len();
    // The common case, on every load: nothing has changed.
    if let Some(found) = here.and_then(|at| place(at.as_usize()))
        && quote.agreement(text, cover(&found)) == context
    {
        return Reanchored::Same(found);
    }
    let mut candidates: Vec<(usize, ByteOffset, T)> = occurrences()
        .filter_map(|start| {
            let found = place(start)?;
            Some((quote.agreement(text, cover(&found)), ByteOffset::at(start), found))
        })
        .collect();
    candidates.sort_by_key(|&(agreement, start, _)| {
        let distance = hint.map_or(0, |hint| hint.get().abs_diff(start.get()));
        (Reverse(agreement), distance, start)
    });
    // Sorted so, the place of the hint comes first among equals.
    let best = candidates.first().map(|&(agreement, start, _)| (agreement, start));
    let second = candidates.get(1).map(|&(agreement, ..)| agreement);
    let Some((agreement, start)) = best else {
        return Reanchored::Lost;
    };
    let is_clear = second.is_none_or(|second| second < agreement && context <= 2 * agreement);
    let is_here = here == Some(start);
    let mut found = candidates.into_iter().map(|(.., found)| found);
    if !is_here && !is_clear {
        return Reanchored::Ambiguous(found.collect());
    }
    match found.next() {
        Some(found) if is_here => Reanchored::Same(found),
        Some(found) => Reanchored::Moved(found),
        None => Reanchored::Lost,
    }
}

// Every start of `words`, those that overlap each other too.
fn occurrences<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find(words)?;
        let first = text[start..].chars().next()?;
        from = start + first.len_utf8();
        Some(start)
    })
}

// The words of each old range and its distance from the first one, in code
// points, with the start of the first. None if the lengths do not add up.
fn divide<'a>(exact: &'a str, old: &[CharSpan]) -> Option<(CharOffset, Vec<(&'a str, u32)>)> {
    let origin = old.first()?.start();
    let mut rest = exact;
    let mut parts = Vec::with_capacity(old.len());
    for (i, span) in old.iter().enumerate() {
        if i > 0 {
            rest = rest.strip_prefix(' ')?;
        }
        let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        let end = ends.nth(span.len() as usize)?;
        parts.push((&rest[..end], span.start().get().checked_sub(origin.get())?));
        rest = &rest[end..];
    }
    rest.is_empty().then_some((origin, parts))
}

/// The covered text, ranges joined by one space.
pub(crate) fn covered(text: &Text, ranges: &[Span]) -> Result<String, OffsetError> {
    let parts: Result<Vec<&str>, _> = ranges.iter().map(|&range| text.slice(range)).collect();
    Ok(parts?.join(" "))
}

// The text before and behind `span`, which fits it.
fn around(text: &Text, span: Span) -> (&str, &str) {
    let range = span.range();
    (&text.as_str()[..range.start], &text.as_str()[range.end..])
}

// The bytes of as many clusters as have no more than CONTEXT code points.
fn fitting<'a>(clusters: impl Iterator<Item = &'a str>) -> usize {
    let mut chars = 0;
    let mut bytes = 0;
    for cluster in clusters {
        chars += cluster.chars().count();
        if chars > CONTEXT {
            break;
        }
        bytes += cluster.len();
    }
    bytes
}

fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}
