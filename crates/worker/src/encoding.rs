//! From bytes to text: UTF-8 to the last byte, or what a byte order mark says, or what
//! somebody chose; else a guess, and said to be one.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding as Codec, UTF_16BE, UTF_16LE, WINDOWS_1252};
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
    pub broken: bool,
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
                broken: false,
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
    let (text, broken) = codec.decode_with_bom_removal(bytes);
    Decoded { text: text.into_owned(), encoding, bom: marked, not_utf8, broken }
}

/// UTF-16 of mostly Latin letters has a NUL in every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Codec> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let nuls = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, all) = (nuls(0), nuls(1), head.len() / 2);
    match (even * 10 < all, odd * 10 < all) {
        (true, false) if odd * 2 > all => Some(UTF_16LE),
        (false, true) if even * 2 > all => Some(UTF_16BE),
        _ => None,
    }
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
        let texts = ["Nine dock workers 😀 died.\r\n", "Nine dock workers died.\r\n"];
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
    }
}
