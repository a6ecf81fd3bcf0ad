//! The byte order mark at the head of a file.

/// Takes one U+FEFF off the front of `content`; the flag says whether there was one.
///
/// Call this before [`Text::new`](super::Text::new), and keep the flag with the
/// document: every offset counts from behind the mark. A second mark, or one
/// in the middle, is text (a zero-width no-break space) and stays.
pub fn strip_bom(content: &str) -> (&str, bool) {
    match content.strip_prefix('\u{FEFF}') {
        Some(rest) => (rest, true),
        None => (content, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_off_exactly_one_mark_at_the_front() {
        for (content, want) in [
            ("", ("", false)),
            ("a", ("a", false)),
            ("\u{FEFF}", ("", true)),
            ("\u{FEFF}القاهرة 😀", ("القاهرة 😀", true)),
            ("\u{FEFF}\u{FEFF}a", ("\u{FEFF}a", true)),
            (" \u{FEFF}a", (" \u{FEFF}a", false)),
        ] {
            assert_eq!(strip_bom(content), want, "{content:?}");
        }
    }
}
