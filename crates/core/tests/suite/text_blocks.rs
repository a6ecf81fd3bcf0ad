//! Blocks: what a page lays out as one.

#![allow(clippy::unwrap_used)]

use crate::text_support;

use glossator_core::text::{ByteOffset, Span, Text, Utf16Offset};
use proptest::prelude::*;
use text_support::{any_text, text};

fn parts(text: &Text) -> Vec<&str> {
    text.blocks().iter().map(|b| text.slice(*b).unwrap()).collect()
}

#[test]
fn lines_of_usual_length_are_blocks() {
    for content in ["", "a\n\nb", "one\r\ntwo\rthree"] {
        let text = text(content);
        assert_eq!(text.blocks(), text.paragraphs(), "{content:?}");
        assert!((0..text.blocks().len()).all(|n| !text.is_continued(n)), "{content:?}");
    }
}

#[test]
fn a_long_line_is_cut_behind_sentences() {
    let line =
        "The ship was late. Nobody had seen it (“a day,” he said.) Then it came? ".repeat(400);
    let text = text(&format!("Short.\n{line}\nShort again."));
    let parts = parts(&text);
    assert!(parts.len() > 5, "{} parts", parts.len());
    assert_eq!((parts[0], parts[parts.len() - 1]), ("Short.", "Short again."));
    let middle = &parts[1..parts.len() - 1];
    assert_eq!(middle.concat(), line);
    for part in &middle[..middle.len() - 1] {
        assert!(
            [". ", ".) ", "? "].iter().any(|end| part.ends_with(end)),
            "…{:?}",
            &part[part.len() - 9..]
        );
        assert!((3 << 10..=6 << 10).contains(&part.len()), "{} bytes", part.len());
    }
    let continued: Vec<bool> = (0..parts.len()).map(|n| text.is_continued(n)).collect();
    assert_eq!(continued.iter().filter(|c| !**c).count(), 3, "{continued:?}");
    assert!(!continued[0] && !continued[1] && continued[2]);
}

#[test]
fn without_sentences_words_stay_whole_and_without_blanks_graphemes() {
    let words = text(&"longish ".repeat(2000));
    assert!(parts(&words).iter().all(|part| part.starts_with("longish") && part.ends_with(' ')));
    // Six bytes a cluster: a cut by bytes alone would go through one.
    let family = "👨\u{200D}👩\u{200D}👧";
    let emoji = text(&family.repeat(1000));
    assert!(parts(&emoji).len() > 1);
    assert!(parts(&emoji).iter().all(|part| part.starts_with('👨') && part.ends_with('👧')));
    // One cluster without end is cut all the same.
    assert!(parts(&text(&format!("e{}", "\u{308}".repeat(20_000)))).len() > 2);
}

#[test]
fn places_in_a_block_are_counted_as_the_page_counts() {
    let text = text("Ω🦀e\r\n\nxy");
    let at = |byte: u32| text.in_block(ByteOffset::new(byte)).map(|(n, units)| (n, units.get()));
    // Two bytes, four bytes, one; one unit, two, one.
    assert_eq!(
        [at(0), at(2), at(6), at(7)],
        [Some((0, 0)), Some((0, 1)), Some((0, 3)), Some((0, 4))]
    );
    assert_eq!(at(8), Some((0, 5)), "between the two characters of a line end");
    assert_eq!([at(9), at(10), at(12)], [Some((1, 0)), Some((2, 0)), Some((2, 2))]);
    assert_eq!([at(1), at(13)], [None, None], "inside of a character, beyond the text");
    let back = |block, units| text.at_block(block, Utf16Offset::new(units)).map(ByteOffset::get);
    assert_eq!([back(0, 0), back(0, 1), back(0, 3)], [Some(0), Some(2), Some(6)]);
    assert_eq!([back(0, 5), back(0, u32::MAX)], [Some(7), Some(7)], "its end at the most");
    assert_eq!([back(1, 0), back(2, 1), back(2, 9)], [Some(9), Some(11), Some(12)]);
    assert_eq!([back(0, 2), back(3, 0)], [None, None], "between two halves, in no block");
}

proptest! {
    #[test]
    fn blocks_cover_each_paragraph_end_to_end(content in any_text(), times in 1..2000usize) {
        let text = text(&content.repeat(times.min(60_000 / content.len().max(1))));
        let blocks = text.blocks();
        let mut joined: Vec<Span> = Vec::new();
        for (n, block) in blocks.iter().enumerate() {
            prop_assert!(text.slice(*block).is_ok());
            match joined.last_mut() {
                Some(last) if text.is_continued(n) => {
                    let (before, after) =
                        (text.previous_grapheme(block.start()), text.next_grapheme(block.start()));
                    let cluster = after.get() - before.get();
                    prop_assert!(text.is_grapheme_boundary(block.start()) || cluster > 3 << 10);
                    *last = Span::new(last.start(), block.end()).unwrap();
                }
                _ => joined.push(*block),
            }
            for at in [block.start(), block.end()] {
                let found = text.block_at(at);
                prop_assert!(found == n || found == n + 1 && text.is_continued(n + 1));
            }
        }
        prop_assert_eq!(joined, text.paragraphs());
        prop_assert_eq!(text.block_at(ByteOffset::new(u32::MAX)), blocks.len() - 1);
    }

    #[test]
    fn a_place_in_a_block_leads_back(content in any_text(), times in 1..200usize) {
        let text = text(&content.repeat(times.min(20_000 / content.len().max(1))));
        for (n, block) in text.blocks().iter().enumerate() {
            let slice = text.slice(*block).unwrap();
            let ends = slice.char_indices().map(|(at, _)| at).chain([slice.len()]);
            for at in ends {
                let offset = ByteOffset::new(block.start().get() + u32::try_from(at).unwrap());
                let (found, units) = text.in_block(offset).unwrap();
                // The place of a cut belongs to the block behind it.
                prop_assert!(found == n || found == n + 1 && at == slice.len());
                prop_assert_eq!(text.at_block(found, units), Some(offset));
            }
        }
    }
}
