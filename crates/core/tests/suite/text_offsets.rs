//! Conversions between offset units, against naive counts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::text_support;

use glossator_core::testing::marked;
use glossator_core::text::{
    ByteOffset, CharOffset, CharSpan, OffsetError, OffsetUnit, Span, Text, Utf16Offset,
};
use proptest::prelude::*;
use text_support::{any_text, at, places, span, text};

// The known answers of docs/formats: `Zoë` is written with e and U+0308.
const SAMPLE: &str =
    "Dr. [Z|Zoe\u{308}] [E|😀] joined [U|[C|Cairo] University].\r\n[Q|القاهرة] is big.\r\n";

#[track_caller]
fn check(label: &str, chars: (u32, u32), utf16: (u32, u32), bytes: (u32, u32)) {
    let sample = marked(SAMPLE).unwrap();
    let text = text(&sample.text);
    let span = sample.spans.iter().find(|(l, _)| l == label).unwrap().1;
    let char_span = CharSpan::new(CharOffset::new(chars.0), CharOffset::new(chars.1)).unwrap();
    assert_eq!((span.start().get(), span.end().get()), bytes);
    assert_eq!(text.to_char_span(span), Ok(char_span));
    assert_eq!(text.from_char_span(char_span), Ok(span));
    for (byte, unit) in [(span.start(), utf16.0), (span.end(), utf16.1)] {
        assert_eq!(text.byte_to_utf16(byte), Ok(Utf16Offset::new(unit)));
        assert_eq!(text.utf16_to_byte(Utf16Offset::new(unit)), Ok(byte));
    }
}

#[test]
fn the_known_answers() {
    check("Z", (4, 8), (4, 8), (4, 9));
    check("E", (9, 10), (9, 11), (10, 14));
    check("U", (18, 34), (19, 35), (22, 38));
    check("C", (18, 23), (19, 24), (22, 27));
    check("Q", (37, 44), (38, 45), (41, 55));
}

#[test]
fn a_family_is_five_code_points_and_eight_utf16_units() {
    let text = text("👨\u{200D}👩\u{200D}👧");
    assert_eq!((text.len_chars(), text.len_utf16(), text.len_bytes()), (5, 8, 18));
}

#[test]
fn errors_tell_the_offset_and_what_is_there() {
    let text = text("aé😀");
    let inside = |unit, offset, character, start, end| {
        Some(OffsetError::InsideCharacter { unit, offset, character, start, end })
    };
    let beyond = |unit, offset, len| Some(OffsetError::BeyondEnd { unit, offset, len });
    use OffsetUnit::{Byte, Char, Utf16};
    for offset in [2, 4, 5, 6] {
        let (c, start, end) = if offset == 2 { ('é', 1, 3) } else { ('😀', 3, 7) };
        let want = inside(Byte, offset as u32, c, start, end);
        assert_eq!(text.byte_to_char(at(offset)).err(), want);
        assert_eq!(text.slice(span(0, offset)).err(), want);
        assert_eq!(text.offset_at(offset).err(), want);
    }
    assert_eq!(text.utf16_to_byte(Utf16Offset::new(3)).err(), inside(Utf16, 3, '😀', 2, 4));
    assert_eq!(text.byte_to_utf16(at(8)).err(), beyond(Byte, 8, 7));
    assert_eq!(text.char_to_byte(CharOffset::new(4)).err(), beyond(Char, 4, 3));
    assert_eq!(text.utf16_to_byte(Utf16Offset::new(5)).err(), beyond(Utf16, 5, 4));
    assert_eq!(text.offset_at(usize::MAX).err(), beyond(Byte, usize::MAX as u64, 7));
    let reversed = OffsetError::Reversed { unit: Byte, start: 3, end: 1 };
    assert_eq!(text.span_at(std::ops::Range { start: 3, end: 1 }), Err(reversed));
    assert_eq!(
        text.utf16_to_byte(Utf16Offset::new(3)).unwrap_err().to_string(),
        "UTF-16 offset 3 is inside the character '😀', which goes from 2 to 4"
    );
}

#[test]
fn a_text_stays_as_it_is() {
    for content in ["", " a \r\n\r\n", "\u{FEFF}a", "e\u{308}", "ﬁ", "\0", "\u{2028}"] {
        let text = text(content);
        assert_eq!(text.as_str(), content);
        let json = serde_json::to_string(&text).unwrap();
        assert_eq!(serde_json::from_str::<Text>(&json).unwrap(), text);
    }
}

#[test]
fn offsets_are_numbers_and_spans_keep_their_order_in_json() {
    let json = r#"{"start":3,"end":7}"#;
    assert_eq!(serde_json::to_string(&span(3, 7)).unwrap(), json);
    assert_eq!(serde_json::from_str::<Span>(json).unwrap(), span(3, 7));
    assert_eq!(serde_json::from_str::<CharOffset>("3").unwrap(), CharOffset::new(3));
    for bad in [r#"{"start":7,"end":3}"#, r#"{"start":-1,"end":3}"#, r#"{"start":1.5,"end":3}"#] {
        assert!(serde_json::from_str::<Span>(bad).is_err(), "{bad}");
        assert!(serde_json::from_str::<CharSpan>(bad).is_err(), "{bad}");
    }
}

// contains(3), contains(5), overlaps, intersection, cover and containment with 3..5.
#[test]
fn spans_that_touch_do_not_overlap() {
    let three_five = span(3, 5);
    for (other, overlaps, contains, cover) in [
        (span(0, 3), false, false, span(0, 5)),
        (span(0, 4), true, false, span(0, 5)),
        (span(3, 5), true, true, span(3, 5)),
        (span(4, 5), true, true, span(3, 5)),
        (span(4, 9), true, false, span(3, 9)),
        (span(5, 9), false, false, span(3, 9)),
        (span(3, 3), false, true, span(3, 5)),
        (span(4, 4), false, true, span(3, 5)),
        (span(5, 5), false, true, span(3, 5)),
        (span(7, 8), false, false, span(3, 8)),
    ] {
        assert_eq!(three_five.overlaps(other), overlaps, "{other}");
        assert_eq!(other.overlaps(three_five), overlaps, "{other}");
        assert_eq!(three_five.contains_span(other), contains, "{other}");
        assert_eq!(three_five.cover(other), cover, "{other}");
        assert_eq!(three_five.intersection(other).is_some(), overlaps, "{other}");
        let units = (0..10).filter(|&i| three_five.contains(at(i)) && other.contains(at(i)));
        assert_eq!(three_five.intersection(other).map_or(0, Span::len) as usize, units.count());
    }
    assert!(three_five.contains(at(3)) && !three_five.contains(at(5)));
    assert_eq!(Span::between(at(5), at(3)), three_five);
}

proptest! {
    #[test]
    fn every_byte_converts_or_is_refused(content in any_text()) {
        let text = text(&content);
        prop_assert_eq!(text.len_chars() as usize, content.chars().count());
        prop_assert_eq!(text.len_utf16() as usize, content.encode_utf16().count());
        let (mut chars, mut utf16) = (0_u32, 0_u32);
        let mut rest = content.chars();
        for index in 0..=content.len() {
            if !content.is_char_boundary(index) {
                prop_assert!(text.byte_to_char(at(index)).is_err());
                prop_assert!(text.byte_to_utf16(at(index)).is_err());
                prop_assert!(text.offset_at(index).is_err());
                continue;
            }
            prop_assert_eq!(text.byte_to_char(at(index)), Ok(CharOffset::new(chars)));
            prop_assert_eq!(text.char_to_byte(CharOffset::new(chars)), Ok(at(index)));
            prop_assert_eq!(text.byte_to_utf16(at(index)), Ok(Utf16Offset::new(utf16)));
            prop_assert_eq!(text.utf16_to_byte(Utf16Offset::new(utf16)), Ok(at(index)));
            let units = rest.next().map_or(0, char::len_utf16) as u32;
            if units == 2 {
                prop_assert!(text.utf16_to_byte(Utf16Offset::new(utf16 + 1)).is_err());
            }
            chars += 1;
            utf16 += units;
        }
        prop_assert!(text.byte_to_char(at(content.len() + 1)).is_err());
        prop_assert!(text.char_to_byte(CharOffset::new(text.len_chars() + 1)).is_err());
        prop_assert!(text.utf16_to_byte(Utf16Offset::new(text.len_utf16() + 1)).is_err());
    }

    #[test]
    fn slices_are_what_code_points_say(content in any_text(), one: u16, other: u16) {
        let text = text(&content);
        let all: Vec<char> = content.chars().collect();
        let (one, other) = (one as usize % (all.len() + 1), other as usize % (all.len() + 1));
        let (start, end) = (one.min(other), one.max(other));
        let chars = CharSpan::new(CharOffset::new(start as u32), CharOffset::new(end as u32)).unwrap();
        let bytes = text.from_char_span(chars).unwrap();
        prop_assert_eq!(text.slice(bytes).unwrap(), all[start..end].iter().collect::<String>());
        prop_assert_eq!(text.to_char_span(bytes), Ok(chars));
        let utf16 = [bytes.start(), bytes.end()].map(|byte| text.byte_to_utf16(byte).unwrap());
        prop_assert_eq!(text.utf16_to_byte(utf16[0]), Ok(bytes.start()));
        prop_assert_eq!(text.utf16_to_byte(utf16[1]), Ok(bytes.end()));
        let units: Vec<u16> = content.encode_utf16().collect();
        let (from, to) = (utf16[0].as_usize(), utf16[1].as_usize());
        prop_assert_eq!(String::from_utf16(&units[from..to]).unwrap(), text.slice(bytes).unwrap());
    }
}

// Not by chance: each length around the stride, with characters of each width across it.
#[test]
fn characters_across_the_rows_of_the_table() {
    for c in ["é", "ق", "東", "😀"] {
        for ascii in 250..260 {
            let content = format!("{}{c}{}{c}", "x".repeat(ascii), "y".repeat(512 - ascii));
            let text = text(&content);
            for (chars, index) in places(&content).enumerate() {
                let chars = CharOffset::new(chars as u32);
                assert_eq!(text.byte_to_char(at(index)), Ok(chars), "{ascii} {c} {index}");
                assert_eq!(text.char_to_byte(chars), Ok(ByteOffset::new(index as u32)));
            }
        }
    }
}
