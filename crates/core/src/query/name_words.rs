//! The form in which names are compared: without capitals, accents, vowel signs and
//! possessives, in any script.

use crate::text::is_blank;

/// Words that two names may share without meaning the same.
const SMALL: &[&str] = &[
    "a", "an", "and", "for", "in", "of", "on", "the", "to", "de", "der", "des", "die", "das", "du",
    "la", "le", "les", "el", "und", "von", "من", "في", "على", "و", "آف", "اور", "کا", "کی", "کے",
];

/// The longest acronym, in letters.
const ACRONYM: usize = 12;

/// A name ready for comparing.
pub(super) struct Words {
    /// All of it, folded, words joined by one space.
    pub(super) folded: String,
    /// The words that mean something: without articles and the like.
    pub(super) words: Vec<String>,
    /// The first letter of each word; of each meaningful word. Empty if it has one word.
    pub(super) initials: [String; 2],
    /// Its letters, if it may be an acronym ("IS-K", "U.N."): written without a blank.
    pub(super) acronym: Option<String>,
}

/// Every word of a text, folded.
fn folded_words(text: &str) -> impl Iterator<Item = String> {
    let split = |c: char| {
        is_blank(c) || matches!(c, '-' | '‐' | '–' | ',' | '/' | '(' | ')' | '“' | '”' | '"')
    };
    text.split(split).map(fold).filter(|w| !w.is_empty())
}

/// The words of a text that mean something, folded: without articles and the like.
pub(super) fn meaningful_words(text: &str) -> impl Iterator<Item = String> {
    folded_words(text).filter(|w| !SMALL.contains(&w.as_str()))
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let all: Vec<String> = folded_words(text).collect();
        let folded = all.join(" ");
        let first = |words: &[String]| {
            let initials: String = words.iter().filter_map(|w| w.chars().next()).collect();
            if words.len() < 2 { String::new() } else { initials }
        };
        let words: Vec<String> =
            all.iter().filter(|w| !SMALL.contains(&w.as_str())).cloned().collect();
        let initials = [first(&all), first(&words)];
        let letters = all.concat();
        let one = !text.trim_matches(is_blank).contains(is_blank);
        let acronym = (one && (2..=ACRONYM).contains(&letters.chars().count())).then_some(letters);
        Self { folded, words, initials, acronym }
    }

    /// Whether this is the initials of the other's words.
    pub(super) fn stands_for(&self, long: &Self) -> bool {
        let Some(letters) = &self.acronym else { return false };
        self.folded != long.folded && long.initials.iter().any(|i| i == letters)
    }
}

/// Whether two names are the same but for capitals, accents, possessives and the like.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    a == b || Words::of(a).folded == Words::of(b).folded
}

/// A word without capitals, possessive and vowel signs; Arabic letters that are
/// written now this way, now that, in one form, and without the article.
fn fold(word: &str) -> String {
    let lower: String = word.chars().flat_map(char::to_lowercase).collect();
    let trimmed =
        lower.trim_matches(|c: char| matches!(c, '.' | '\'' | '’' | '‘' | ':' | ';' | '!' | '?'));
    let stem = trimmed.strip_suffix("'s").or_else(|| trimmed.strip_suffix("’s")).unwrap_or(trimmed);
    let letters: String = stem.chars().filter_map(letter).collect();
    match letters.strip_prefix("ال") {
        Some(rest) if rest.chars().count() > 2 => rest.to_owned(),
        _ => letters,
    }
}

/// A letter in the form that it is compared in; none for signs that are often left out.
/// One letter becomes one or none, so that places in the text can be told.
pub(super) fn letter(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' | '0'..='9' | ' ' => c,
        // Vowel signs, dagger alif, tatweel, zero-width joiners; Hebrew points.
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{200C}' | '\u{200D}' | '.' => {
            return None;
        }
        '\u{0591}'..='\u{05BD}'
        | '\u{05BF}'
        | '\u{05C1}'..='\u{05C2}'
        | '\u{05C4}'..='\u{05C7}' => {
            return None;
        }
        // Accents that stand by themselves.
        '\u{0300}'..='\u{036F}' => return None,
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' | 'ہ' | 'ۃ' => 'ه',
        'ک' => 'ك',
        // Small letters with their accents, as far as European languages and
        // transliterations of Arabic need them. A table of all of Unicode's would be the
        // largest thing in the page after the code.
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ' | 'ầ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ḍ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ế' | 'ề' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' | 'ḥ' | 'ḫ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ị' => 'i',
        'ĵ' => 'j',
        'ķ' | 'ḳ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ọ' | 'ố' | 'ồ' | 'ơ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' | 'ṭ' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ụ' | 'ư' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' | 'ẓ' => 'z',
        'ё' => 'е',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        // Full-width letters and digits.
        '\u{FF41}'..='\u{FF5A}' => char::from_u32(u32::from(c) - 0xFF41 + 0x61)?,
        '\u{FF10}'..='\u{FF19}' => char::from_u32(u32::from(c) - 0xFF10 + 0x30)?,
        other => other,
    })
}
