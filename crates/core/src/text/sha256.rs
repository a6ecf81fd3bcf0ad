//! The identity of a text: the SHA-256 of its UTF-8 bytes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::Digest;

/// A SHA-256 digest; shown, parsed and stored as 64 lower-case hexadecimal digits.
///
/// Parsing accepts upper-case digits too, and nothing else: no prefix, no blanks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256([u8; 32]);

/// Why a string is no [`Sha256`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a SHA-256 is written as 64 hexadecimal digits")]
pub struct ParseSha256Error;

impl Sha256 {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Sha256 {
        Sha256(sha2::Sha256::digest(bytes).into())
    }

    /// Wraps a digest that was computed elsewhere (by the browser, for one).
    pub const fn from_bytes(digest: [u8; 32]) -> Sha256 {
        Sha256(digest)
    }

    /// The 32 bytes of the digest.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha256({self})")
    }
}

impl FromStr for Sha256 {
    type Err = ParseSha256Error;

    fn from_str(hex: &str) -> Result<Sha256, ParseSha256Error> {
        let hex = hex.as_bytes();
        if hex.len() != 64 {
            return Err(ParseSha256Error);
        }
        let mut digest = [0; 32];
        for (byte, pair) in digest.iter_mut().zip(hex.chunks_exact(2)) {
            *byte = pair.iter().try_fold(0, |high, &digit| {
                Ok::<u8, ParseSha256Error>(high << 4 | hex_digit(digit)?)
            })?;
        }
        Ok(Sha256(digest))
    }
}

// Not u8::from_str_radix: that one takes a leading "+".
fn hex_digit(digit: u8) -> Result<u8, ParseSha256Error> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        b'A'..=b'F' => Ok(digit - b'A' + 10),
        _ => Err(ParseSha256Error),
    }
}

impl TryFrom<String> for Sha256 {
    type Error = ParseSha256Error;

    fn try_from(hex: String) -> Result<Sha256, ParseSha256Error> {
        hex.parse()
    }
}

impl From<Sha256> for String {
    fn from(digest: Sha256) -> String {
        digest.to_string()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    // FIPS 180-2, appendix B, and the digest of nothing.
    const KNOWN: [(&str, &str); 2] = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ];

    #[test]
    fn known_digests_are_shown_parsed_and_stored_as_hex() {
        for (content, hex) in KNOWN {
            let digest = Sha256::of(content.as_bytes());
            assert_eq!(digest.to_string(), hex);
            assert_eq!(hex.parse(), Ok(digest));
            assert_eq!(hex.to_uppercase().parse(), Ok(digest));
            let json = serde_json::to_string(&digest).unwrap();
            assert_eq!(json, format!("\"{hex}\""));
            assert_eq!(serde_json::from_str::<Sha256>(&json).unwrap(), digest);
        }
    }

    #[test]
    fn anything_but_64_digits_is_refused() {
        let hex = KNOWN[1].1;
        for bad in [
            "".to_owned(),
            hex[1..].to_owned(),
            format!("{hex}0"),
            format!(" {}", &hex[1..]),
            format!("+{}", &hex[1..]),
            format!("g{}", &hex[1..]),
            format!("é{}", &hex[2..]),
        ] {
            assert_eq!(bad.parse::<Sha256>(), Err(ParseSha256Error), "{bad:?}");
        }
    }
}
