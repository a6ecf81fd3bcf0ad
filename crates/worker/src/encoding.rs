//! From bytes to text: UTF-8 to the last byte, or what a byte order mark says, or what
//! somebody chose; else a guess, and said to be one.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding as Codec, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use glossator_core::formats::bytes::{EncodingHint, decode_utf8, encoding_hint};
use glossator_core::formats::wire::Encoding;

/// The text of a file and how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// How the bytes were understood.
    pub encoding: Encoding,
    /// Whether there was a byte order mark.
    pub bom: bool,
    /// Where UTF-8 breaks, in words, if it was tried.
    pub not_utf8: Option<String>,
    /// Places that the encoding has no character for; each is a U+FFFD now.
    pub broken: usize,
}

/// Decodes a file. `chosen` is an encoding's label.
///
/// # Errors
/// If the bytes are no text in any encoding.
pub fn decode(bytes: &[u8], chosen: Option<&str>) -> Result<Decoded, NotText> {
    if let Some(codec) = chosen.and_then(|label| Codec::for_label(label.as_bytes())) {
        return Ok(with(bytes, codec, Encoding::Chosen(codec.name().to_owned()), None));
    }
    let problem = match decode_utf8(bytes) {
        // English in UTF-16 is UTF-8 as well, with a NUL beside each letter.
        Ok(_) if bytes.contains(&0) && utf16_without_mark(bytes).is_some() => None,
        Ok(utf8) => {
            return Ok(Decoded {
                text: utf8.text,
                encoding: Encoding::Utf8,
                bom: utf8.bom,
                not_utf8: None,
                broken: 0,
            });
        }
        Err(problem) => Some(problem.to_string()),
    };
    let marked = encoding_hint(bytes).map(|hint| match hint {
        EncodingHint::Utf16Le => UTF_16LE,
        EncodingHint::Utf16Be => UTF_16BE,
    });
    if let Some(codec) = marked {
        return Ok(with(bytes, codec, Encoding::Marked(codec.name().to_owned()), None));
    }
    let guess = match utf16_without_mark(bytes) {
        Some(codec) => codec,
        None if is_binary(bytes) => return Err(NotText),
        None if is_nearly_utf8(bytes) => UTF_8,
        None => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            detector.guess(None, Utf8Detection::Deny)
        }
    };
    // For bytes that fit nothing better the detector says what browsers would take.
    let guess = if guess.is_ascii_compatible() || guess == UTF_16LE || guess == UTF_16BE {
        guess
    } else {
        WINDOWS_1252
    };
    Ok(with(bytes, guess, Encoding::Guessed(guess.name().to_owned()), problem))
}

/// The bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotText;

fn with(
    bytes: &[u8],
    codec: &'static Codec,
    encoding: Encoding,
    not_utf8: Option<String>,
) -> Decoded {
    let marked = Codec::for_bom(bytes).is_some_and(|(by_mark, _)| by_mark == codec);
    let (text, replaced) = codec.decode_with_bom_removal(bytes);
    let broken = if replaced { text.matches(char::REPLACEMENT_CHARACTER).count() } else { 0 };
    Decoded { text: text.into_owned(), encoding, bom: marked, not_utf8, broken }
}

/// Whether all but a few places are UTF-8: a text that was cut within a character, or
/// damaged since. Texts in other encodings have hardly a place that is.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 3
}

/// How much of a file is looked at for UTF-16.
const UTF16_HEAD: usize = 4096;

/// UTF-16 of any script has a NUL beside each blank, digit and line break, all in the high
/// bytes; and as that it is made of letters.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Codec> {
    let head = &bytes[..bytes.len().min(UTF16_HEAD) & !1];
    if head.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let nuls = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let codec = match (even, odd) {
        (0, 0) => return None,
        _ if odd > even * 10 => UTF_16LE,
        _ if even > odd * 10 => UTF_16BE,
        _ => return None,
    };
    let (text, _) = codec.decode_without_bom_handling(head);
    let (mut good, mut all) = (0usize, 0usize);
    for c in text.chars() {
        all += 1;
        good += usize::from(is_of_texts(c));
    }
    (good * 100 >= all * 95).then_some(codec)
}

/// Whether a character is one that texts are made of.
fn is_of_texts(c: char) -> bool {
    c.is_alphanumeric()
        || c.is_ascii_punctuation()
        || c.is_whitespace()
        // Marks on letters, typographic and full-width signs, emoji.
        || matches!(c, '\u{A1}'..='\u{BF}' | '\u{300}'..='\u{36F}' | '\u{600}'..='\u{6FF}'
            | '\u{900}'..='\u{DFF}' | '\u{200B}'..='\u{206F}' | '\u{20A0}'..='\u{20CF}'
            | '\u{2190}'..='\u{27BF}' | '\u{3000}'..='\u{303F}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FF00}'..='\u{FFEF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Whether there are bytes that no text in any one-byte or multi-byte encoding has.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(65_536)];
    let control = |b: &&u8| matches!(**b, 0..=8 | 14..=26 | 28..=31);
    let controls = head.iter().filter(control).count();
    head.contains(&0) || controls * 50 > head.len()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Option<(String, Encoding, bool)> {
        decode(bytes, None).ok().map(|d| (d.text, d.encoding, d.bom))
    }

    #[test]
    fn utf_8_is_never_a_guess() {
        let want = ("القاهرة 😀".to_owned(), Encoding::Utf8, false);
        assert_eq!(decoded("القاهرة 😀".as_bytes()), Some(want));
        assert_eq!(decoded(b"\xEF\xBB\xBFa"), Some(("a".to_owned(), Encoding::Utf8, true)));
    }

    #[test]
    fn utf_16_by_its_mark_or_by_its_nuls() {
        let utf16 = |text: &str, mark: bool, little: bool| -> Vec<u8> {
            let mark = mark.then_some(0xFEFF);
            let units = mark.into_iter().chain(text.encode_utf16());
            units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
        };
        // Without the emoji its bytes are UTF-8 as well.
        let texts = [
            "Nine dock workers 😀 died.\r\n",
            "Nine dock workers died.\r\n",
            "القاهرة: تسعة عمال لقوا حتفهم، قالت النقابة.\n",
            "Девять докеров погибли при пожаре на складе.\n",
            "港の倉庫で火事があり、九人が死亡した。\n",
        ];
        let names = [(true, "UTF-16LE"), (false, "UTF-16BE")];
        for (text, (little, name)) in texts.into_iter().flat_map(|t| names.map(|n| (t, n))) {
            let marked = Encoding::Marked(name.to_owned());
            assert_eq!(decoded(&utf16(text, true, little)), Some((text.to_owned(), marked, true)));
            let guessed = Encoding::Guessed(name.to_owned());
            assert_eq!(
                decoded(&utf16(text, false, little)),
                Some((text.to_owned(), guessed, false))
            );
        }
    }

    #[test]
    fn other_encodings_are_guessed_and_say_where_utf_8_breaks() {
        let text = "Le café de l’été a fermé. Où est passé le garçon\u{a0}?";
        let (bytes, _, _) = WINDOWS_1252.encode(text);
        let d = decode(&bytes, None).ok().unwrap();
        assert_eq!(d.text, text);
        assert_eq!(d.encoding, Encoding::Guessed("windows-1252".to_owned()));
        assert_eq!(d.not_utf8.as_deref(), Some("byte 6, in line 1, is not UTF-8"));
        let russian = "Девять докеров погибли при пожаре на складе";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        let want = (russian.to_owned(), Encoding::Guessed("windows-1251".to_owned()), false);
        assert_eq!(decoded(&bytes), Some(want));
        let chosen = decode(&bytes, Some("KOI8-R")).map(|d| d.encoding);
        assert_eq!(chosen, Ok(Encoding::Chosen("KOI8-R".to_owned())));
    }

    #[test]
    fn what_is_no_text_is_not_guessed() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\xFF\xFE\xFD";
        assert_eq!(decode(png, None), Err(NotText));
        let zip = b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xDF\xA4\xD2\x6C\x5A\x01\0\0";
        assert_eq!(decode(zip, None), Err(NotText));
        // Noise with a NUL in one column only.
        let mut noise = [0u8; 4096];
        let mut n = 12_345u32;
        for (at, byte) in noise.iter_mut().enumerate() {
            n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *byte = if at % 64 == 1 { 0 } else { (n >> 24) as u8 | 1 };
        }
        assert_eq!(decode(&noise, None), Err(NotText));
    }

    #[test]
    fn the_words_of_many_languages_come_back() {
        use encoding_rs::{EUC_KR, GB18030, SHIFT_JIS, WINDOWS_1251, WINDOWS_1254, WINDOWS_1256};
        let rows = [
            (
                WINDOWS_1256,
                "قال متحدث باسم النقابة إن تسعة عمال لقوا حتفهم في حريق الرصيف التاسع يوم الثلاثاء.",
            ),
            (SHIFT_JIS, "港の倉庫で火曜日に火事があり、労働組合によると九人が死亡した。"),
            (
                WINDOWS_1251,
                "В порту во вторник загорелся склад, погибли девять докеров, сообщил профсоюз.",
            ),
            (
                WINDOWS_1254,
                "Salı günü limandaki yangında dokuz işçi öldü, dedi sendika sözcüsü; ağır yaralılar var.",
            ),
            (EUC_KR, "화요일 항구 창고에서 불이 나 아홉 명이 숨졌다고 노동조합이 말했다."),
            (GB18030, "星期二，港口仓库发生火灾，工会说有九人死亡。"),
        ];
        for (codec, text) in rows {
            let (bytes, _, _) = codec.encode(text);
            let d = decode(&bytes, None).ok().unwrap();
            assert_eq!(d.text, text, "{}", codec.name());
            assert!(matches!(d.encoding, Encoding::Guessed(_)), "{:?}", d.encoding);
            assert!(d.not_utf8.is_some());
        }
    }

    #[test]
    fn a_damaged_utf_8_text_is_not_taken_for_another_encoding() {
        let text = "Le café de l’été a fermé. Où est passé le garçon\u{a0}? 😀";
        let cut = &text.as_bytes()[..text.len() - 2];
        let d = decode(cut, None).ok().unwrap();
        assert_eq!(d.encoding, Encoding::Guessed("UTF-8".to_owned()));
        assert!(d.text.ends_with("? \u{FFFD}") && d.broken == 1, "{}", d.text);
        assert_eq!(d.not_utf8.as_deref(), Some("byte 61, in line 1, is not UTF-8"));
    }
}
