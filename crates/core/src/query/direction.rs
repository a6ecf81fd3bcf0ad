//! Which way a paragraph runs.

/// Whether a paragraph runs right to left: by its first strong character, as
/// `dir="auto"` decides (Unicode Bidirectional Algorithm, rules P2 and P3, without
/// isolates).
pub fn is_rtl(paragraph: &str) -> bool {
    paragraph.chars().find_map(strong).unwrap_or(false)
}

/// Whether a strong character is right-to-left; `None` for weak and neutral ones.
fn strong(c: char) -> Option<bool> {
    match u32::from(c) {
        // Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic, presentation forms,
        // and the right-to-left scripts of the supplementary plane; digits are weak.
        0x0660..=0x0669 | 0x066B..=0x066C | 0x06F0..=0x06F9 => None,
        0x0590..=0x08FF
        | 0xFB1D..=0xFDFF
        | 0xFE70..=0xFEFC
        | 0x10800..=0x10FFF
        | 0x1E800..=0x1EFFF
        | 0x200F => Some(true),
        0x200E => Some(false),
        _ if c.is_alphabetic() => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_rtl;

    #[test]
    fn the_first_strong_character_decides() {
        for (text, rtl) in [
            ("", false),
            ("123 …", false),
            ("Karak", false),
            ("القاهرة", true),
            ("«القاهرة» is big", true),
            ("12 القاهرة", true),
            ("IS قال", false),
            ("שלום", true),
            ("٣ people", false),
        ] {
            assert_eq!(is_rtl(text), rtl, "{text}");
        }
    }
}
