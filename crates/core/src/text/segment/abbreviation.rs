//! Full stops that end no sentence, though UAX #29 thinks so.
//!
//! UAX #29 knows no words: in `Dr. Zoë joined` it ends a sentence at `Dr. `.
//! Four rules for English, each of which only ever removes a boundary:
//! 1. behind a title that is always followed by a name (`Dr.`, `Gen.`, `St.`);
//! 2. behind a shortened word (`Sept.`, `Inc.`, `Jr.`), a single capital (`J.`, though not
//!    `I.`) or capitals with full stops between them (`U.S.`),
//!    unless one of the words follows that often begin a sentence;
//! 3. behind `No.` before a digit.
//!
//! Both ways it can be wrong: `in the U.S. Police said` is kept together,
//! `J. In` is parted. An offset is never touched, only where a sentence is
//! said to end.

const TITLES: [&str; 32] = [
    "Adm", "Amb", "Brig", "Capt", "Cmdr", "Col", "Cpl", "Dr", "Drs", "Fr", "Gen", "Gov", "Hon",
    "Lt", "Maj", "Messrs", "Mme", "Mr", "Mrs", "Ms", "Mt", "Mx", "Pres", "Prof", "Pvt", "Rep",
    "Reps", "Rev", "Sen", "Sens", "Sgt", "St",
];

const SHORTENED: [&str; 21] = [
    "Apr", "Aug", "Bros", "Co", "Corp", "Dec", "Dept", "Feb", "Inc", "Jan", "Jr", "Ltd", "Nov",
    "Oct", "Sep", "Sept", "Sr", "Supt", "Univ", "ed", "vs",
];

const STARTERS: [&str; 38] = [
    "A", "After", "All", "An", "And", "As", "At", "But", "By", "For", "From", "He", "Her", "His",
    "However", "If", "In", "It", "Its", "Many", "No", "On", "Our", "She", "Since", "So", "Some",
    "That", "The", "Their", "There", "These", "They", "This", "We", "When", "While", "You",
];

/// Whether the boundary that UAX #29 finds between `before` and `after` is
/// none. Reads a few characters at the edges only.
pub(super) fn is_false_end(before: &str, after: &str) -> bool {
    let Some(stem) = before.trim_end().strip_suffix('.') else {
        return false;
    };
    let word_len: usize = stem
        .chars()
        .rev()
        .take(LONGEST)
        .take_while(|&c| c.is_alphanumeric() || c == '.')
        .map(char::len_utf8)
        .sum();
    let word = &stem[stem.len() - word_len..];
    if TITLES.contains(&word) {
        return true;
    }
    if word == "No" {
        return after.starts_with(|c: char| c.is_ascii_digit());
    }
    (SHORTENED.contains(&word) || is_initials(word)) && !starts_like_a_sentence(after)
}

// Enough for any word in the tables: a longer one is cut and found in none.
// Initials that are longer (`A.B.C.D.E.F.G.`) are none.
const LONGEST: usize = 12;

// `J`, `U.S`, `U.S.S.R`
fn is_initials(word: &str) -> bool {
    word != "I"
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
}

fn starts_like_a_sentence(after: &str) -> bool {
    let len: usize =
        after.chars().take(LONGEST).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    STARTERS.contains(&&after[..len])
}
