//! Quotes and finding them again in a changed text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::text_support;

use glossator_core::testing::marked;
use glossator_core::text::{
    CharOffset, Quote, Reanchored, Span, Text, find_again, find_ranges_again,
};
use proptest::prelude::*;
use text_support::{any_text, places, span, text};

fn read(source: &str) -> (Text, Vec<Span>) {
    let sample = marked(source).unwrap();
    (text(&sample.text), sample.spans.into_iter().map(|(_, span)| span).collect())
}

// The quote of what is marked in `old`, looked for in `new`, where what must
// be found is marked, in order of place.
#[track_caller]
fn check(old: &str, new: &str, kind: &str) {
    let (old_text, old_spans) = read(old);
    let (new_text, new_spans) = read(new);
    let quote = Quote::of(&old_text, &old_spans).unwrap();
    let hint = old_text.byte_to_char(old_spans[0].start()).unwrap();
    let (found_kind, mut found) = match find_again(&new_text, &quote, Some(hint)) {
        Reanchored::Same(span) => ("same", vec![span]),
        Reanchored::Moved(span) => ("moved", vec![span]),
        Reanchored::Ambiguous(spans) => ("ambiguous", spans),
        Reanchored::Lost => ("lost", vec![]),
    };
    found.sort();
    assert_eq!((found_kind, found), (kind, new_spans), "{new:?}");
}

#[test]
fn what_becomes_of_a_quote_when_the_text_changes() {
    let old = "Ada met Bob in [X|Cairo] on Monday.";
    check(old, old, "same");
    check(old, "Ada met Bob in Giza on Monday.", "lost");
    check(old, "Ada met Bob in cairo on Monday.", "lost");
    check(old, "", "lost");
    // Something around it has changed, but there is no other place.
    check(old, "😀 Ada met Bob in [X|Cairo] on Monday.", "moved");
    check(old, "Eva met Bob in [X|Cairo] on Tuesday.", "same");
    check(old, "[X|Cairo]", "moved");
    // Other places with less of the context, one of them at the old offset.
    check(old, "Back from dear Cairo, Ada met Bob in [X|Cairo] on Monday.", "moved");
    check(old, "Ada met Eva in [X|Cairo] on Monday, not in Cairo on Tuesday.", "same");
    // The best place has less than half of the context, or it is not alone.
    check(old, "[X|Cairo]! [X|Cairo]? [X|Cairo] on a hill", "ambiguous");
    check(
        old,
        "To wit: Ada met Bob in [X|Cairo] on Monday. Ada met Bob in [X|Cairo] on Monday.",
        "ambiguous",
    );
    // The same words in the same context twice: the old place decides.
    let twice = "They spent three long hot days in Cairo, thinking of all that was, ";
    let twice = format!("{twice}{}{twice}", twice.replace("Cairo", "[X|Cairo]"));
    check(&twice, &twice, "same");
}

#[test]
fn without_a_hint_nothing_is_the_same() {
    let (text, spans) = read("in [X|Cairo] on");
    let quote = Quote::of(&text, &spans).unwrap();
    assert_eq!(find_again(&text, &quote, None), Reanchored::Moved(spans[0]));
    let bare = Quote { exact: "aa".into(), ..Quote::default() };
    // Occurrences may overlap; the nearest to the hint comes first.
    let again = find_again(&self::text("aaa baa"), &bare, Some(CharOffset::new(4)));
    assert_eq!(again, Reanchored::Ambiguous(vec![span(5, 7), span(1, 3), span(0, 2)]));
    assert_eq!(find_again(&text, &Quote::default(), None), Reanchored::Lost);
    // A hint beyond the text is no hint.
    let far = Some(CharOffset::new(999));
    assert_eq!(find_again(&text, &quote, far), Reanchored::Moved(spans[0]));
}

#[test]
fn quotes_keep_context_by_whole_graphemes() {
    let before = "x".repeat(28) + "👨\u{200D}👩\u{200D}👧"; // 28 and 5 code points
    let content = format!("{before}Ada{}e\u{308}", "y".repeat(31));
    let text = text(&content);
    let start = before.len();
    let quote = Quote::of(&text, &[span(start, start + 3)]).unwrap();
    assert_eq!(quote.exact, "Ada");
    assert_eq!(quote.prefix, "x".repeat(27) + "👨\u{200D}👩\u{200D}👧");
    assert_eq!(quote.suffix, "y".repeat(31)); // ë would make 33

    let (text, spans) = read("[1:X|“A”], she said, [1:X|“B”]");
    let quote = Quote::of(&text, &spans).unwrap();
    assert_eq!(
        (quote.exact.as_str(), quote.prefix.as_str(), quote.suffix.as_str()),
        ("“A” “B”", "", "")
    );
    assert!(Quote::of(&text, &[span(1, 3)]).is_err());
    assert_eq!(Quote::of(&text, &[]), Ok(Quote::default()));
}

#[track_caller]
fn check_ranges(old: &str, new: &str, want: fn(Vec<Span>) -> Reanchored<Vec<Span>>) {
    let (old_text, old_spans) = read(old);
    let (new_text, new_spans) = read(new);
    let quote = Quote::of(&old_text, &old_spans).unwrap();
    let old: Vec<_> = old_spans.iter().map(|&s| old_text.to_char_span(s).unwrap()).collect();
    assert_eq!(find_ranges_again(&new_text, &quote, &old), want(new_spans));
}

#[test]
fn several_ranges_move_together_or_not_at_all() {
    let old = "[1:X|“A b”], she said, [1:X|“C”].";
    check_ranges(old, old, Reanchored::Same);
    check_ranges(old, "😀: [1:X|“A b”], she said, [1:X|“C”].", Reanchored::Moved);
    // Another gap of the same length in code points, though not in bytes.
    check_ranges(old, "[1:X|“A b”], ṡhe said, [1:X|“C”].", Reanchored::Same);
    check_ranges(old, "“A b”, she then said, “C”.", |_| Reanchored::Lost);
    check_ranges(old, "“A b”, she said, “D”.", |_| Reanchored::Lost);
    let (text, spans) = read(old);
    let quote = Quote::of(&text, &spans).unwrap();
    assert_eq!(find_ranges_again(&text, &quote, &[]), Reanchored::Lost);
    let one = [text.to_char_span(spans[0]).unwrap()];
    assert_eq!(find_ranges_again(&text, &quote, &one), Reanchored::Lost);
}

proptest! {
    // A text that gets something in front of it keeps all of its annotations.
    #[test]
    fn a_quote_finds_its_own_place(content in any_text(), front in any_text(), one: u16, other: u16) {
        let all: Vec<usize> = places(&content).collect();
        let (one, other) = (one as usize % all.len(), other as usize % all.len());
        let range = span(all[one.min(other)], all[one.max(other)]);
        prop_assume!(!range.is_empty());
        let old = text(&content);
        let quote = Quote::of(&old, &[range]).unwrap();
        let hint = old.byte_to_char(range.start()).unwrap();
        prop_assert!(quote.prefix.chars().count() <= 32 && quote.suffix.chars().count() <= 32);
        prop_assert!(old.as_str()[..range.start().as_usize()].ends_with(&quote.prefix));
        prop_assert!(old.as_str()[range.end().as_usize()..].starts_with(&quote.suffix));
        prop_assert_eq!(old.slice(range), Ok(quote.exact.as_str()));
        prop_assert_eq!(find_again(&old, &quote, Some(hint)), Reanchored::Same(range));
        let chars = old.to_char_span(range).unwrap();
        prop_assert_eq!(find_ranges_again(&old, &quote, &[chars]), Reanchored::Same(vec![range]));

        let new = text(&format!("{front}{content}"));
        let moved = span(front.len() + range.start().as_usize(), front.len() + range.end().as_usize());
        match find_again(&new, &quote, Some(hint)) {
            Reanchored::Moved(span) => prop_assert_eq!(span, moved),
            Reanchored::Ambiguous(spans) => prop_assert!(spans.contains(&moved)),
            // Where the text repeats itself, the old place may look like itself.
            Reanchored::Same(span) => prop_assert!(new.slice(span) == Ok(quote.exact.as_str())),
            Reanchored::Lost => prop_assert!(false, "lost"),
        }
    }
}
