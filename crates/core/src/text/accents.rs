//! Letters of Latin and Greek without their accents.

/// What stands over, under or across a letter.
pub(super) fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Letters that are typed without their accents, too: not those of Cyrillic, where й is another
/// letter than и.
pub(super) fn may_have_accents(base: char) -> bool {
    base.is_ascii_alphabetic() || matches!(base, '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{3FF}')
}

/// A letter without what is over, under or across it.
pub(super) fn without_accent(c: char) -> char {
    match c {
        'ø' => 'o',
        'Ø' => 'O',
        'ł' => 'l',
        'Ł' => 'L',
        'đ' => 'd',
        'Đ' => 'D',
        '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{3FF}' | '\u{1E00}'..='\u{1FFF}' => first_of(c),
        c => c,
    }
}

/// The letter that a canonical decomposition begins with, if accents alone follow it.
#[cfg(feature = "find")]
fn first_of(c: char) -> char {
    let (mut first, mut only_accents) = (None, true);
    unicode_normalization::char::decompose_canonical(c, |d| match first {
        None => first = Some(d),
        Some(_) => only_accents &= is_accent(d),
    });
    first.filter(|_| only_accents).unwrap_or(c)
}

#[cfg(not(feature = "find"))]
fn first_of(c: char) -> char {
    c
}
