//! Graphemes, tokens and paragraphs: rows of known answers, then properties.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::text_support;

use std::collections::BTreeSet;

use glossator_core::testing::marked;
use glossator_core::text::{Span, Text, Token};
use proptest::prelude::*;
use text_support::{any_text, at, short_text, span, text};
use unicode_segmentation::UnicodeSegmentation;

// The tokens of `content`, signs in angle brackets.
#[track_caller]
fn check_tokens(content: &str, want: &[&str]) {
    let text = text(content);
    let got: Vec<String> = text
        .tokens()
        .map(|token| {
            let words = text.slice(token.span).unwrap();
            if token.is_word { words.to_owned() } else { format!("<{words}>") }
        })
        .collect();
    assert_eq!(got, want, "{content:?}");
}

#[test]
fn tokens() {
    check_tokens("", &[]);
    check_tokens(" \r\n\u{A0}\u{3000}\u{200B}\u{FEFF}\u{200F}", &[]);
    check_tokens("Ada wrote.", &["Ada", "wrote", "<.>"]);
    check_tokens(
        "the union’s (BMU) union's",
        &["the", "union", "’s", "<(>", "BMU", "<)>", "union", "'s"],
    );
    check_tokens("UNION'S workers’ strike", &["UNION", "'S", "workers", "<’>", "strike"]);
    check_tokens(
        "can't it’s ’s 's rock'n'roll",
        &["can't", "it", "’s", "<’>", "s", "<'>", "s", "rock'n'roll"],
    );
    // Behind a number UAX #29 keeps an apostrophe apart.
    check_tokens("in 1990's", &["in", "1990", "<'>", "s"]);
    check_tokens("Al-Ahly 3.14 1,000 50%", &["Al", "<->", "Ahly", "3.14", "1,000", "50", "<%>"]);
    check_tokens("U.S. x_y @a", &["U.S", "<.>", "x_y", "<@>", "a"]);
    check_tokens(
        "Zoe\u{308}’s 👨\u{200D}👩\u{200D}👧🇪🇬😀",
        &["Zoe\u{308}", "’s", "<👨\u{200D}👩\u{200D}👧>", "<🇪🇬>", "<😀>"],
    );
    check_tokens("القاهرة، مصر", &["القاهرة", "<،>", "مصر"]);
    check_tokens("क्षि है।", &["क्षि", "है", "<।>"]);
    check_tokens("東京カタ", &["東", "京", "カタ"]);
    // Thai SARA AM is a word segment by itself, but no grapheme.
    check_tokens("กำ", &["กำ"]);
    // U+202F joins digits for UAX #29; a mark upon a blank is no token.
    check_tokens("10\u{202F}000 \u{301}b", &["10", "000", "b"]);
    check_tokens(
        "\u{200F}القاهرة\u{200F} a\u{FEFF}b\u{FEFF}’s\u{FEFF}",
        &["القاهرة", "a\u{FEFF}b", "’s"],
    );
}

// Both are marked with one span; the texts must be the same.
#[track_caller]
fn check_span(from: &str, to: &str, f: impl Fn(&Text, Span) -> Span) {
    let (from, to) = (marked(from).unwrap(), marked(to).unwrap());
    assert_eq!(from.text, to.text, "the row itself is wrong");
    let text = text(&from.text);
    assert_eq!(f(&text, from.spans[0].1), to.spans[0].1, "{:?}", from.text);
}

#[test]
fn snapping_to_graphemes_and_trimming() {
    for (from, to) in [
        ("e[X|\u{308}]x", "[X|e\u{308}]x"),
        ("[X|e]\u{308}x", "[X|e\u{308}]x"),
        ("e[X|]\u{308}x", "[X|]e\u{308}x"),
        ("a\r[X|\n]b", "a[X|\r\n]b"),
        ("🇪[X|🇬🇪]🇬", "[X|🇪🇬🇪🇬]"),
        ("[X|a b]", "[X|a b]"),
    ] {
        check_span(from, to, Text::snap_to_graphemes);
    }
    for (from, to) in [
        ("[X| a\u{A0}\u{3000}\u{2028}]", " [X|a]\u{A0}\u{3000}\u{2028}"),
        ("[X|\u{FEFF}\u{200B}a b\u{200B}\r\n]c", "\u{FEFF}\u{200B}[X|a b]\u{200B}\r\nc"),
        ("[X|\u{200D}a\u{200C}]", "[X|\u{200D}a\u{200C}]"),
        ("[X|a \u{301} ]", "[X|a \u{301}] "),
        ("a[X|  ]b", "a[X|]  b"),
        ("[X|]", "[X|]"),
    ] {
        check_span(from, to, Text::trim);
    }
}

// The caret steps through `a  b,c` : tokens a 0..1, b 3..4, `,` 4..5, c 5..6.
#[test]
fn a_caret_moves_token_by_token() {
    let text = text("a  b,c");
    let start = |t: Option<Token>| t.map(|t| t.span.start().get());
    type Row = (usize, [Option<u32>; 5]);
    // token_at, or_after, or_before; next, previous
    let rows: [Row; 7] = [
        (0, [Some(0), Some(0), Some(0), Some(3), None]),
        (1, [None, Some(3), Some(0), Some(3), Some(0)]),
        (2, [None, Some(3), Some(0), Some(3), Some(0)]),
        (3, [Some(3), Some(3), Some(3), Some(4), Some(0)]),
        (4, [Some(4), Some(4), Some(4), Some(5), Some(3)]),
        (5, [Some(5), Some(5), Some(5), None, Some(4)]),
        (6, [None, None, Some(5), None, Some(5)]),
    ];
    for (offset, want) in rows {
        let o = at(offset);
        let got = [
            start(text.token_at(o)),
            start(text.token_at_or_after(o)),
            start(text.token_at_or_before(o)),
            start(text.next_token(o)),
            start(text.previous_token(o)),
        ];
        assert_eq!(got, want, "at {offset}");
    }
}

#[test]
fn paragraphs() {
    for (content, want) in [
        ("", &[""][..]),
        ("a", &["a"]),
        ("a\n", &["a"]),
        ("\n", &[""]),
        ("\n\n", &["", ""]),
        ("a\r\nb\rc\nd", &["a", "b", "c", "d"]),
        ("a\n\rb\r\r\n", &["a", "", "b", ""]),
        ("a\u{2028}b\u{2029}c\u{85}d", &["a", "b", "c", "d"]),
        ("a\u{B}b\u{C}c\td", &["a\u{B}b\u{C}c\td"]),
    ] {
        let text = text(content);
        let got: Vec<&str> = text.paragraphs().iter().map(|&p| text.slice(p).unwrap()).collect();
        assert_eq!(got, want, "{content:?}");
    }
    // Line ends belong to the paragraph before them, the inside of CRLF too.
    let text = text("a\r\n\nb\n");
    let got: Vec<usize> = (0..9).map(|o| text.paragraph_at(at(o))).collect();
    assert_eq!(got, [0, 0, 0, 1, 2, 2, 2, 2, 2]);
}

// What the documentation promises, without any of the code under test.
fn assert_tokens_are_sound(content: &str, tokens: &[Token]) {
    let graphemes: BTreeSet<usize> =
        content.grapheme_indices(true).map(|(i, _)| i).chain([content.len()]).collect();
    let words: BTreeSet<usize> =
        content.split_word_bound_indices().map(|(i, _)| i).chain([content.len()]).collect();
    let mut end = 0;
    for (i, token) in tokens.iter().enumerate() {
        let range = token.span.start().as_usize()..token.span.end().as_usize();
        let piece = &content[range.clone()];
        assert!(end <= range.start && !range.is_empty());
        assert!(!piece.contains(char::is_whitespace), "{piece:?}");
        assert!(graphemes.contains(&range.start) && graphemes.contains(&range.end), "{piece:?}");
        assert_eq!(token.is_word, piece.contains(char::is_alphanumeric));
        let is_clitic = |t: &Token| {
            let piece = &content[t.span.start().as_usize()..t.span.end().as_usize()];
            matches!(piece, "'s" | "’s" | "'S" | "’S")
        };
        // A word boundary is between any two tokens, unless one is a clitic.
        if i > 0 && !is_clitic(token) && end == range.start {
            assert!(words.contains(&end), "{piece:?} begins inside of a word");
        }
        assert_only_blanks(content, end..range.start);
        end = range.end;
    }
    assert_only_blanks(content, end..content.len());
}

fn assert_only_blanks(content: &str, gap: std::ops::Range<usize>) {
    for cluster in content[gap].graphemes(true) {
        let blank = cluster.chars().all(glossator_core::text::is_blank);
        assert!(blank || cluster.contains(char::is_whitespace), "{cluster:?} is in no token");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    // The heart of the lazy segmentation: from anywhere it finds what a
    // reading from the front finds.
    #[test]
    fn tokens_found_from_anywhere_are_the_tokens_of_the_whole(content in any_text()) {
        let text = text(&content);
        let all: Vec<Token> = text.tokens().collect();
        assert_tokens_are_sound(&content, &all);
        // All offsets of a short text, inside characters too, and some of a long one.
        for index in (0..=content.len()).step_by(content.len() / 60 + 1) {
            let o = at(index);
            let after = all.iter().find(|t| t.span.end() > o).copied();
            let at_or_before = all.iter().rev().find(|t| t.span.start() <= o).copied();
            prop_assert_eq!(text.token_at(o), after.filter(|t| t.span.start() <= o));
            prop_assert_eq!(text.token_at_or_after(o), after);
            prop_assert_eq!(text.token_at_or_before(o), at_or_before);
            prop_assert_eq!(text.next_token(o), all.iter().find(|t| t.span.start() > o).copied());
            let previous = all.iter().rev().find(|t| t.span.start() < o).copied();
            prop_assert_eq!(text.previous_token(o), previous);
        }
    }

    #[test]
    fn spans_snap_outward_to_what_they_overlap(content in short_text()) {
        let text = text(&content);
        let all: Vec<Token> = text.tokens().collect();
        for start in 0..=content.len() {
            for end in start..=content.len() {
                let drag = span(start, end);
                let whole = text.snap_to_graphemes(drag);
                prop_assert!(text.is_grapheme_boundary(whole.start()));
                prop_assert!(text.is_grapheme_boundary(whole.end()));
                prop_assert!(drag.is_empty() || whole.contains_span(drag));
                prop_assert_eq!(text.snap_to_graphemes(whole), whole);

                let want: Vec<Token> =
                    all.iter().copied().filter(|t| t.span.overlaps(drag)).collect();
                prop_assert_eq!(text.tokens_in(drag), want.clone());
                prop_assert_eq!(text.count_tokens(drag), want.len());

                let trimmed = text.trim(drag);
                prop_assert!(text.slice(trimmed).is_ok());
                prop_assert_eq!(text.trim(trimmed), trimmed);
            }
        }
    }

    #[test]
    fn grapheme_boundaries_are_those_of_the_whole(content in any_text()) {
        let text = text(&content);
        let all: BTreeSet<usize> =
            content.grapheme_indices(true).map(|(i, _)| i).chain([0, content.len()]).collect();
        for index in (0..=content.len() + 1).step_by(content.len() / 500 + 1) {
            prop_assert_eq!(text.is_grapheme_boundary(at(index)), all.contains(&index), "{}", index);
            let next = all.range(index + 1..).next().copied().unwrap_or(content.len());
            prop_assert_eq!(text.next_grapheme(at(index)), at(next), "{}", index);
            let previous = all.range(..index.min(content.len() + 1)).next_back().copied().unwrap_or(0);
            if index <= content.len() {
                prop_assert_eq!(text.previous_grapheme(at(index)), at(previous), "{}", index);
            }
        }
    }

    #[test]
    fn paragraphs_cover_the_text_but_for_line_ends(content in any_text()) {
        let text = text(&content);
        let ends = ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"];
        let paragraphs = text.paragraphs();
        for (i, p) in paragraphs.iter().enumerate() {
            let line = text.slice(*p).unwrap();
            prop_assert!(ends.iter().all(|end| !line.contains(end)));
            let next = paragraphs.get(i + 1).map_or(text.end(), |next| next.start());
            let gap = &content[p.end().as_usize()..next.as_usize()];
            prop_assert!(ends.contains(&gap) || gap.is_empty() && i + 1 == paragraphs.len());
            for o in p.start().get()..next.get() {
                prop_assert_eq!(text.paragraph_at(at(o as usize)), i);
            }
        }
        prop_assert_eq!(paragraphs[0].start().get(), 0);
    }
}

// One line of three megabytes. A call that reads all of it takes some tens of
// milliseconds, thousands of them minutes.
#[test]
fn no_call_reads_the_whole_line() {
    for piece in
        ["word ", "東京", "-", "\t", "\u{A0}", "กำ", "x. Y ", "القاهرة ", "😀", "a\u{200B}"]
    {
        let content = piece.repeat(3_000_000 / piece.len());
        let text = text(&content);
        for i in 1..200 {
            let mut index = content.len() / 200 * i;
            while !content.is_char_boundary(index) {
                index -= 1;
            }
            // A blank line has no token to find; the search is as long as it is.
            if !piece.trim().is_empty() {
                let (o, drag) = (at(index), span(index, index + piece.len().min(content.len())));
                std::hint::black_box((
                    text.token_at(o),
                    text.next_token(o),
                    text.previous_token(o),
                ));
                std::hint::black_box((text.tokens_in(drag), text.next_grapheme(o)));
            }
            std::hint::black_box(text.is_grapheme_boundary(at(index)));
        }
    }
}
