//! Names of files: what a project is called outside, what others call theirs.

use std::cmp::Ordering;

/// Characters of a name that are shown.
const SHOWN: usize = 200;
/// Bytes of the front of a file's name; file systems take 255 in all.
const STEM: usize = 120;

/// A file's name for lists and messages: controls, and what turns the direction of writing
/// around, are shown as U+FFFD; of a very long name the beginning and the end are there.
pub fn file_label(name: &str) -> String {
    let shown = |c: char| {
        let hidden = c.is_control()
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
        if hidden { char::REPLACEMENT_CHARACTER } else { c }
    };
    let count = name.chars().count();
    if count <= SHOWN {
        return name.chars().map(shown).collect();
    }
    let (front, back) = (SHOWN * 3 / 4, SHOWN / 4 - 1);
    let front = name.chars().take(front).map(shown);
    let back = name.chars().skip(count - back).map(shown);
    front.chain(['…']).chain(back).collect()
}

/// The order of files: numbers in names count as numbers, so that “report 2” comes before
/// “report 10”.
pub fn file_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.as_bytes(), b.as_bytes());
    loop {
        match (left, right) {
            ([c, ..], [d, ..]) if c.is_ascii_digit() && d.is_ascii_digit() => {
                let (of_left, of_right) = (number(&mut left), number(&mut right));
                // Of two numbers without zeros before them the longer one is larger.
                let order = of_left.len().cmp(&of_right.len()).then(of_left.cmp(of_right));
                if order.is_ne() {
                    return order;
                }
            }
            ([c, more @ ..], [d, others @ ..]) if c == d => (left, right) = (more, others),
            _ => return left.cmp(right).then(a.cmp(b)),
        }
    }
}

/// Takes the number that a name begins with; zeros before it are left out.
fn number<'a>(name: &mut &'a [u8]) -> &'a [u8] {
    let end = name.iter().position(|c| !c.is_ascii_digit()).unwrap_or(name.len());
    let (digits, rest) = name.split_at(end);
    *name = rest;
    let zeros = digits.iter().take_while(|c| **c == b'0').count();
    digits.get(zeros..).unwrap_or_default()
}

/// Whether a file in a folder was put there by an operating system, and by nobody else.
pub fn is_litter(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path.split('/').any(|part| part == "__MACOSX")
        || name.starts_with("._")
        || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini" | ".directory")
}

/// The name of a project as the front of a file's name: letters and digits, with a hyphen
/// for everything else, so that every system takes it.
pub fn file_stem(name: &str) -> String {
    let mut stem = String::new();
    for c in name.chars() {
        // Vowel signs and the like belong to their letters.
        let belongs = c.is_alphanumeric() || (!c.is_ascii() && is_mark(c));
        if belongs {
            let lower: String = c.to_lowercase().collect();
            if stem.len() + lower.len() > STEM {
                break;
            }
            stem.push_str(&lower);
        } else if !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
    }
    let stem = stem.trim_end_matches('-');
    match stem {
        "" => "project".to_owned(),
        // Devices, to Windows, whatever follows the full stop.
        "con" | "prn" | "aux" | "nul" => format!("{stem}-project"),
        _ => stem.to_owned(),
    }
}

/// Whether a character only goes with the one before it: it makes no cluster of its own.
fn is_mark(c: char) -> bool {
    use unicode_segmentation::UnicodeSegmentation as _;
    let joiner = matches!(c, '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}');
    let pair: String = ['a', c].into_iter().collect();
    !joiner && pair.graphemes(true).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_safe() {
        for (name, stem) in [
            ("Pier Nine fire", "pier-nine-fire"),
            ("../../etc/passwd", "etc-passwd"),
            ("حريق الرصيف", "حريق-الرصيف"),
            ("हिन्दी समाचार", "हिन्दी-समाचार"),
            ("  <b>\"x\"</b>\u{202E} ", "b-x-b"),
            ("a\0b\nc", "a-b-c"),
            ("NUL", "nul-project"),
            ("…", "project"),
        ] {
            assert_eq!(file_stem(name), stem, "{name}");
        }
        for long in ["é", "名", "𝔸", "a b "] {
            let stem = file_stem(&long.repeat(5_000));
            assert!(stem.len() <= STEM && stem.len() > STEM - 5, "{}", stem.len());
        }
    }

    #[test]
    fn names_are_shown_as_they_are_unless_they_hide_something() {
        for (name, shown) in [
            ("reports/خبر.txt", "reports/خبر.txt"),
            ("<img src=x onerror=alert(1)>.txt", "<img src=x onerror=alert(1)>.txt"),
            ("invoice\u{202E}txt.exe", "invoice\u{FFFD}txt.exe"),
            ("a\0b\nc", "a\u{FFFD}b\u{FFFD}c"),
            ("👨\u{200D}👩\u{200D}👧 e\u{308}.md", "👨\u{200D}👩\u{200D}👧 e\u{308}.md"),
        ] {
            assert_eq!(file_label(name), shown);
        }
        let long = file_label(&format!("{}.jsonl", "名".repeat(5_000)));
        assert_eq!(long.chars().count(), SHOWN);
        assert!(long.starts_with("名") && long.ends_with("名.jsonl"));
    }

    #[test]
    fn only_what_systems_leave_behind_is_litter() {
        for litter in ["a/.DS_Store", "a/._b.txt", "__MACOSX/a/b.txt", "Thumbs.db"] {
            assert!(is_litter(litter), "{litter}");
        }
        for wanted in ["a/b.txt", ".notes/a.md", "a/.hidden.txt", "db.csv"] {
            assert!(!is_litter(wanted), "{wanted}");
        }
    }
}
