//! How fast a corpus is searched. Run by hand, optimised:
//! `cargo test --release -p glossator-core --all-features --test suite find_speed -- --ignored --nocapture`
#![cfg(feature = "find")]
#![allow(clippy::unwrap_used)]

use std::time::Instant;

use glossator_core::find::{Folded, Mode, Pattern, PatternSpec};
use glossator_core::text::Text;

/// 5 KB of a report, each a little different.
fn report(n: usize) -> Text {
    let mut text = format!("Report {n}: fire at Pier Nine\r\n\r\n");
    while text.len() < 5_000 {
        text.push_str("The Marrow Bay Harbour Authority said on Tuesday that “nine” people – ");
        text.push_str("among them two from Zürich and Şanlıurfa – had died in the depot fire.\n\n");
        text.push_str("A spokesman for the union’s crew denied it; it was, he said, too early.\n");
    }
    text.push_str(if n.is_multiple_of(100) { "Oren  Valk was not there." } else { "End." });
    Text::new(text).unwrap()
}

#[test]
#[ignore = "measures; only of use when optimised"]
fn fifty_megabytes() {
    let texts: Vec<Text> = (0..10_000).map(report).collect();
    let bytes: u32 = texts.iter().map(Text::len_bytes).sum();
    let words = PatternSpec::words("oren valk");
    let regex = |words: &str| PatternSpec { mode: Mode::Regex, ..PatternSpec::words(words) };
    for (name, spec, hits) in [
        ("words", words.clone(), 100),
        (
            "words, capitals count",
            PatternSpec { match_case: true, ..PatternSpec::words("End") },
            9_900,
        ),
        ("frequent words", PatternSpec::words("harbour authority"), 230_000),
        ("expression", regex(r"Oren\s+V\w+"), 100),
        ("expression without letters", regex(r"\d+:"), 10_000),
    ] {
        let pattern = Pattern::new(&spec).unwrap();
        let start = Instant::now();
        let folded: Vec<Folded> = texts.iter().map(|t| pattern.fold(t)).collect();
        let fold = start.elapsed();
        let size: usize = folded.iter().map(Folded::size).sum();
        let start = Instant::now();
        let found: usize = texts.iter().zip(&folded).map(|(t, f)| pattern.find(t, f).len()).sum();
        let find = start.elapsed();
        println!("{name}: {bytes} bytes folded to {size} in {fold:?}; {found} hits in {find:?}");
        assert!(found * 10 >= hits * 9, "{name}: {found}");
    }
}

#[test]
#[ignore = "measures; only of use when optimised"]
fn passages_of_fifty_megabytes() {
    use glossator_core::model::DocumentId;
    let foot = "Northline Wire supplies news to papers of the coast and all rights are reserved.";
    let mut state = 1_u64;
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        format!("w{} ", (state >> 33) % 50_000)
    };
    let mut index = glossator_core::repeats::RepeatIndex::new();
    let mut bytes = 0;
    let start = Instant::now();
    for n in 0..10_000_u128 {
        let mut text: String = (0..720).map(|_| word()).collect();
        text.push_str(if n % 3 == 0 { foot } else { "End." });
        let text = Text::new(text).unwrap();
        bytes += text.len_bytes();
        index.add(DocumentId::new(uuid::Uuid::from_u128(n)), &text);
    }
    let read = start.elapsed();
    let start = Instant::now();
    let found = index.repeats();
    println!("{bytes} bytes read in {read:?}; {} passages in {:?}", found.len(), start.elapsed());
    // And, by chance, some pairs that have the same word before it.
    assert!(found.iter().any(|p| p.places.len() == 3_334));
}
