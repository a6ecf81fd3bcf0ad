//! Sentences: rows, then against the sentences of whole paragraphs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::text_support;

use glossator_core::text::Span;
use proptest::prelude::*;
use text_support::{at, places, text};
use unicode_segmentation::UnicodeSegmentation;

#[track_caller]
fn check(content: &str, want: &[&str]) {
    let text = text(content);
    let all = places(content).map(|index| text.sentence_at(at(index)));
    let mut sentences: Vec<Span> = all.filter(|s| !s.is_empty()).collect();
    sentences.dedup();
    let got: Vec<&str> = sentences.iter().map(|&s| text.slice(s).unwrap()).collect();
    assert_eq!(got, want, "{content:?}");
    // Each place in a sentence finds it, its first character and the end of the text too.
    for &sentence in &sentences {
        for index in places(content).filter(|&index| sentence.contains(at(index))) {
            assert_eq!(text.sentence_at(at(index)), sentence, "at {index}");
        }
    }
}

#[test]
fn sentences_end_where_a_reader_says_so() {
    check("", &[]);
    check(" \r\n ", &[]);
    check("One. Two!  Three? ", &["One.", "Two!", "Three?"]);
    check("No end\r\nNext line. Last", &["No end", "Next line.", "Last"]);
    check("He said “Yes.” She left.", &["He said “Yes.”", "She left."]);
    check("At 3.5 percent. Next.", &["At 3.5 percent.", "Next."]);
    check("東京です。次。", &["東京です。", "次。"]);
    check("وہ آیا۔ پھر؟ हाँ। ठीक", &["وہ آیا۔", "پھر؟", "हाँ।", "ठीक"]);
}

#[test]
fn abbreviations_end_no_sentence() {
    check("Dr. Zoë joined. She left.", &["Dr. Zoë joined.", "She left."]);
    check(
        "Mr. A, Mrs. B, Ms. C and Prof. D met. Fin.",
        &["Mr. A, Mrs. B, Ms. C and Prof. D met.", "Fin."],
    );
    check("Gen. Lee went to St. Louis. End.", &["Gen. Lee went to St. Louis.", "End."]);
    check("On Sept. 11, Bush spoke.", &["On Sept. 11, Bush spoke."]);
    check("J. Smith and J.K. Rowling.", &["J. Smith and J.K. Rowling."]);
    check("The U.S. Army. Then U.N. Forces.", &["The U.S. Army.", "Then U.N. Forces."]);
    check("Into No. 10 Downing. No. Never.", &["Into No. 10 Downing.", "No.", "Never."]);
    check(
        "Acme Inc. Chairman Ed. Acme Ltd. The rest.",
        &["Acme Inc. Chairman Ed.", "Acme Ltd.", "The rest."],
    );
    check(
        "Back in the U.S. The end. Plan B. He won.",
        &["Back in the U.S.", "The end.", "Plan B.", "He won."],
    );
    // Not abbreviations, though they end alike.
    check("So do I. Newton too.", &["So do I.", "Newton too."]);
    check("The mixdr. Next. A1. Next.", &["The mixdr.", "Next.", "A1.", "Next."]);
}

#[test]
fn blanks_and_line_ends_belong_to_the_sentence_before() {
    let text = text("One.  Two.\r\n\r\nThree");
    let starts: Vec<(u32, u32)> = (0..=19)
        .map(|o| text.sentence_at(at(o)))
        .map(|s| (s.start().get(), s.end().get()))
        .collect();
    let want = [vec![(0, 4); 6], vec![(6, 10); 6], vec![(12, 12); 2], vec![(14, 19); 6]].concat();
    assert_eq!(starts, want);
}

// The search looks back by a fixed length, so that over a long stretch it
// starts at each place of the head once: also where a segmentation that
// starts there would take a full stop for the end of a sentence.
#[test]
fn wherever_the_search_begins_the_sentence_is_the_same() {
    for head in ["Ab.Cd", "ab\u{93E}.Cd", "ab\u{200D}.Cd", "3.5", "e.g. x", "A (b.) c"] {
        let content = format!("{head}{}", " word".repeat(200));
        let text = text(&content);
        for index in places(&content) {
            assert_eq!(text.sentence_at(at(index)), text.span(), "{head} at {index}");
        }
    }
}

// No piece has an abbreviation, so that the sentences are those of UAX #29.
const PIECES: &[&str] = &[
    "Cairo",
    "word",
    "3.5",
    "e.g",
    "12",
    ".",
    ". ",
    "! ",
    "?",
    "...",
    ".\u{2019}",
    ".) ",
    "\u{201D} ",
    " ",
    "  ",
    "(",
    ",",
    "-",
    "القاهرة",
    "۔ ",
    "؟",
    "।",
    "東京",
    "。",
    "\u{308}",
    "\u{200D}",
    "😀",
    "\u{A0}",
    "\n",
    "\r\n",
    "\u{2028}",
    "é",
    "ा",
    "\u{FEFF}",
    "\t",
];

fn any_prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        60 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => (prop::sample::select(PIECES), 100..1200_usize).prop_map(|(p, n)| p.repeat(n)),
        2 => (1..200_usize).prop_map(|n| "word word. ".repeat(n)),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn sentences_found_from_anywhere_are_those_of_the_paragraph(content in any_prose()) {
        let text = text(&content);
        for &paragraph in text.paragraphs() {
            let start = paragraph.start().as_usize();
            let mut whole: Vec<Span> = text
                .slice(paragraph)
                .unwrap()
                .split_sentence_bound_indices()
                .map(|(i, s)| text.span_at(start + i..start + i + s.len()).unwrap())
                .collect();
            if whole.is_empty() {
                whole.push(paragraph);
            }
            // All places would take too long in the longest.
            let step = paragraph.len() as usize / 30 + 1;
            for index in places(text.slice(paragraph).unwrap()).step_by(step) {
                let o = at(start + index);
                let want = whole.iter().rev().find(|s| s.start() <= o && (s.start() < o || s.contains(o) || s.is_empty()));
                prop_assert_eq!(text.sentence_at(o), text.trim(*want.unwrap()), "at {}", o);
            }
        }
    }
}

#[test]
fn the_sign_of_a_list_is_no_part_of_what_an_item_states() {
    for (content, want) in [
        ("- He was detained. Twice.", "He was detained."),
        ("•\u{a0}Six died.", "Six died."),
        ("– – Six died.", "– Six died."),
        ("-5 degrees. Cold.", "-5 degrees."),
        ("Six died - or five.", "Six died - or five."),
        ("- ", "-"),
        ("", ""),
    ] {
        let text = text(content);
        assert_eq!(text.slice(text.statement_at(at(0))).unwrap(), want, "{content:?}");
    }
}
