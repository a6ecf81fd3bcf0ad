//! From the bytes of a file to its text, and no guessing on the way: what is not
//! UTF-8 is a problem that says where, for the caller to offer other encodings.

use crate::text::strip_bom;

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text behind the byte order mark.
    pub text: String,
    /// Whether there was one.
    pub bom: bool,
}

/// Why bytes are not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "byte {byte_offset}, in line {line}, is not UTF-8{}",
    match hint { Some(hint) => format!("; the file looks like {}", hint.title()), None => String::new() }
)]
pub struct Utf8Problem {
    /// The first byte that does not belong, counted from 0.
    pub byte_offset: usize,
    /// Its line, counted from 1.
    pub line: u32,
    /// What the file's first bytes say that it is.
    pub hint: Option<EncodingHint>,
}

/// An encoding that a file's first bytes give away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EncodingHint {
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

impl EncodingHint {
    /// The name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Utf16Le => "UTF-16 (little-endian)",
            Self::Utf16Be => "UTF-16 (big-endian)",
        }
    }

    /// The label that a browser's `TextDecoder` knows it by.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }
}

/// What a byte order mark at the front says, if it is not UTF-8's.
pub fn encoding_hint(bytes: &[u8]) -> Option<EncodingHint> {
    match bytes {
        [0xFF, 0xFE, ..] => Some(EncodingHint::Utf16Le),
        [0xFE, 0xFF, ..] => Some(EncodingHint::Utf16Be),
        _ => None,
    }
}

/// Decodes UTF-8, with or without byte order mark.
///
/// # Errors
/// At the first byte that does not belong; nothing is replaced.
pub fn decode_utf8(bytes: &[u8]) -> Result<Decoded, Utf8Problem> {
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let (text, bom) = strip_bom(text);
            Ok(Decoded { text: text.to_owned(), bom })
        }
        Err(error) => {
            let byte_offset = error.valid_up_to();
            let breaks = bytes[..byte_offset].iter().filter(|&&byte| byte == b'\n').count();
            let line = u32::try_from(breaks + 1).unwrap_or(u32::MAX);
            Err(Utf8Problem { byte_offset, line, hint: encoding_hint(bytes) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_utf_8_or_says_where_it_is_not() {
        let ok = |text: &str, bom| Ok(Decoded { text: text.to_owned(), bom });
        let bad = |byte_offset, line, hint| Err(Utf8Problem { byte_offset, line, hint });
        let rows: &[(&[u8], Result<Decoded, Utf8Problem>)] = &[
            (b"", ok("", false)),
            ("القاهرة 😀\r\n".as_bytes(), ok("القاهرة 😀\r\n", false)),
            (b"\xEF\xBB\xBFa", ok("a", true)),
            (b"a\nb\xFFc", bad(3, 2, None)),
            (b"Zo\xEB", bad(2, 1, None)),
            (b"\xFF\xFEa\0", bad(0, 1, Some(EncodingHint::Utf16Le))),
            (b"\xFE\xFF\0a", bad(0, 1, Some(EncodingHint::Utf16Be))),
        ];
        for (bytes, want) in rows {
            assert_eq!(decode_utf8(bytes), *want, "{bytes:?}");
        }
    }
}
