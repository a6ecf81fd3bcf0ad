//! How long a text is, in the words of a reader.

use crate::words::counted;

/// Letters that say how a text is written: those of a beginning are enough.
const LOOKED_AT: usize = 20_000;

/// “1,204 words”; “250 characters” of a text whose letters are mostly of scripts that put no
/// spaces between words, where what is between spaces is no word.
pub fn length_words(text: &str) -> String {
    let letters = || text.chars().filter(|c| c.is_alphabetic()).take(LOOKED_AT);
    let unspaced = letters().filter(|c| is_unspaced(*c)).count();
    if unspaced * 2 > letters().count() {
        let seen = text.chars().filter(|c| !c.is_whitespace());
        counted(seen.count(), "character", "characters")
    } else {
        counted(text.split_whitespace().count(), "word", "words")
    }
}

/// Whether a letter is of a script without spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        // Thai and Lao, Burmese, Khmer.
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F | 0x1780..=0x17FF
        // Iteration marks, kana, bopomofo.
        | 0x3005..=0x3007 | 0x3040..=0x312F | 0x31A0..=0x31BF | 0x31F0..=0x31FF | 0xFF66..=0xFF9F
        // Han.
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::length_words;

    #[test]
    fn characters_are_counted_where_no_spaces_part_words() {
        for (text, words) in [
            ("", "0 words"),
            ("1 2 3", "3 words"),
            ("Ada sat.", "2 words"),
            ("외교부 대변인은 말했다", "3 words"),
            ("Anna met 王毅 in Berlin", "5 words"),
            ("外交部发言人 3 日说,中国\n将继续。", "16 characters"),
            ("東京のタワー", "6 characters"),
            ("กรุงเทพมหานคร", "13 characters"),
            ("ນະຄອນຫຼວງ", "9 characters"),
            ("ភ្នំពេញ", "7 characters"),
            ("ရန်ကုန်", "7 characters"),
            ("王毅会见 BBC 记者", "9 characters"),
        ] {
            assert_eq!(length_words(text), words, "{text}");
        }
    }
}
