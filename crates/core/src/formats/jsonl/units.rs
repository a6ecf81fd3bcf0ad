//! What the offsets of a file count, where it does not say it.

use super::raw::{Raw, RawRange, to_char};
use crate::formats::anchoring::{self, Wanted, fits};
use crate::formats::problem::{Problem, ProblemKind};
use crate::text::{OffsetUnit, Text};
use crate::words::counted;

/// The unit in which most spans that have words have them; code points before others.
pub(super) fn proven(text: &Text, raws: &[Raw]) -> Option<OffsetUnit> {
    let ranges: Vec<&RawRange> =
        raws.iter().flat_map(|raw| &raw.ranges).filter(|r| r.words.is_some()).collect();
    let fit = |unit: OffsetUnit| {
        let here = |r: &&&RawRange| {
            let (start, end) = (to_char(text, r.start, unit), to_char(text, r.end, unit));
            let (Ok(start), Ok(end)) = (start, end) else { return false };
            fits(text, &[Wanted { start, end, exact: r.words.as_deref() }])
        };
        ranges.iter().filter(here).count()
    };
    let mut most = (OffsetUnit::Char, fit(OffsetUnit::Char));
    for unit in [OffsetUnit::Utf16, OffsetUnit::Byte] {
        if most.1 == ranges.len() {
            break;
        }
        let n = fit(unit);
        most = if n > most.1 { (unit, n) } else { most };
    }
    (most.1 * 2 > ranges.len()).then_some(most.0)
}

/// Spans without words that stand elsewhere in another unit than in code points.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    spans: usize,
    /// How many of them cover whole words in the other unit.
    whole: usize,
    /// And how many in code points.
    as_chars: usize,
}

/// What the spans of a file speak for. One document can mislead, a file hardly does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct UnitVotes {
    utf16: Count,
    bytes: Count,
    /// Spans without words, in the unit that they are read in.
    all: usize,
    /// Those that are whole words if their ends count as well, and are none otherwise.
    inclusive: usize,
}

impl UnitVotes {
    /// Looks at the spans of a document, which are read in `unit`.
    pub fn add(&mut self, text: &Text, raws: &[Raw], unit: OffsetUnit) {
        self.ends(text, raws, unit);
        if text.as_str().is_ascii() {
            return;
        }
        for r in raws.iter().flat_map(|raw| &raw.ranges).filter(|r| r.words.is_none()) {
            let range =
                |unit| Some((to_char(text, r.start, unit).ok()?, to_char(text, r.end, unit).ok()?));
            let as_chars = range(OffsetUnit::Char);
            let others =
                [(OffsetUnit::Utf16, &mut self.utf16), (OffsetUnit::Byte, &mut self.bytes)];
            for (unit, count) in others {
                let other = range(unit);
                if other == as_chars {
                    continue;
                }
                count.spans += 1;
                count.whole += usize::from(covers_tokens(text, other));
                count.as_chars += usize::from(covers_tokens(text, as_chars));
            }
        }
    }

    /// Looks whether ends lie one character before the end of a word.
    fn ends(&mut self, text: &Text, raws: &[Raw], unit: OffsetUnit) {
        for r in raws.iter().flat_map(|raw| &raw.ranges).filter(|r| r.words.is_none()) {
            self.all += 1;
            let start = to_char(text, r.start, unit);
            let (Ok(start), Ok(end)) = (start, to_char(text, r.end, unit)) else { continue };
            let whole = |end| covers_tokens(text, Some((start, end)));
            // A character that is cut is said by itself.
            let span = anchoring::span(text, start, end);
            let cut = span.is_ok_and(|span| text.snap_to_graphemes(span) != span);
            self.inclusive += usize::from(!cut && whole(end.saturating_add(1)) && !whole(end));
        }
    }

    /// What is to be said of ends that nearly all seem to be those of their last characters.
    pub fn ends_problem(&self, file: &str) -> Option<Problem> {
        let Self { all, inclusive, .. } = *self;
        (inclusive > 0 && inclusive * 10 >= all * 9).then(|| {
            let what = format!(
                "{inclusive} of {} end one character before the end of a word: the ends in the \
                 file may be those of the last characters",
                counted(all, "span", "spans")
            );
            let advice = "Look at the marks below; if they lack a letter, add 1 to each end in the \
                          file";
            Problem::warning(file, ProblemKind::Malformed, what).advise(advice)
        })
    }

    /// The unit to read with: another than code points only if nearly all spans speak for it,
    /// and more than for code points.
    pub fn unit(&self) -> OffsetUnit {
        let speaks = |c: &Count| c.whole > c.as_chars && c.whole * 10 >= c.spans * 9;
        match (speaks(&self.utf16), speaks(&self.bytes)) {
            (true, _) => OffsetUnit::Utf16,
            (_, true) => OffsetUnit::Byte,
            _ => OffsetUnit::Char,
        }
    }

    /// What is to be said of the unit that was read with.
    pub fn problem(&self, file: &str, unit: OffsetUnit) -> Option<Problem> {
        let count = match unit {
            OffsetUnit::Byte => self.bytes,
            _ => self.utf16,
        };
        let Count { spans, whole, as_chars } = count;
        let what = match unit {
            OffsetUnit::Char if as_chars * 2 >= spans => return None,
            OffsetUnit::Char => format!(
                "{} of {} behind an emoji or the like begin or end within a word: the offsets \
                 may count something else than code points",
                spans - as_chars,
                counted(spans, "span", "spans")
            ),
            unit => format!(
                "The offsets were read as {unit} units: so {whole} of {} cover whole words, as \
                 code points {as_chars}",
                counted(spans, "span", "spans")
            ),
        };
        let advice = "Look at the marks below; if they are shifted, choose what the offsets count";
        Some(Problem::warning(file, ProblemKind::OffsetUnit, what).advise(advice))
    }
}

/// Whether a span begins where a token begins, and ends where one ends.
fn covers_tokens(text: &Text, range: Option<(u32, u32)>) -> bool {
    let span = range.and_then(|(start, end)| anchoring::span(text, start, end).ok());
    let Some(span) = span else { return false };
    let first = text.token_at(span.start()).map(|t| t.span.start());
    let last = text.tokens_in(span).last().map(|t| t.span.end());
    first == Some(span.start()) && last == Some(span.end())
}
