//! The form in which texts are compared.
//!
//! With the cargo feature `find` a letter is the same whichever way Unicode writes it.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::accents::{is_accent, may_have_accents, without_accent};
use super::is_blank;

/// Which spellings of Unicode are the same. What people look for is always canonical; to offer
/// the others costs a choice in the find bar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Normalise {
    /// None: code point by code point.
    Off,
    /// Canonically equivalent ones (NFC and NFD), and what one types for what is printed:
    /// any white space for any other, straight for curly quotes, hyphens for dashes;
    /// Arabic without vowel signs and tatweel. In an expression, of these only the
    /// Unicode forms and the blanks within a line.
    #[default]
    Canonical,
    /// Compatible ones too (NFKC): "ﬁ" and "fi", full-width letters. An expression must
    /// write these plainly.
    Compatible,
}

/// What counts as the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Folding {
    /// Capitals and small letters.
    pub(crate) case: bool,
    /// Unicode's spellings of a letter.
    pub(crate) form: Normalise,
    /// What one types and what is printed: spaces, quotes, dashes, Arabic vowel signs.
    pub(crate) typed: bool,
    /// Latin and Greek letters with and without their accents.
    pub(crate) accents: bool,
}

impl Folding {
    /// As much as can be: what a stricter folding takes for the same, this does too.
    pub(crate) const LOOSE: Self =
        Self { case: true, form: Normalise::Compatible, typed: true, accents: true };
    /// What most people mean by the same words.
    pub(crate) const WORDS: Self =
        Self { case: true, form: Normalise::Canonical, typed: true, accents: false };
}

/// The same place in what was folded and in the text, in bytes. Between two anchors either both
/// have the same number of bytes and run side by side, or it is one piece that has no
/// places inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) folded: u32,
    pub(super) source: u32,
}

/// A text folded, with the places where its length changed.
pub(super) fn fold_with_anchors(text: &str, folding: Folding) -> (String, Vec<Anchor>) {
    let mut maker = Maker::new(folding, text.len());
    maker.run(text);
    (maker.out, maker.anchors)
}

/// A piece of text, folded.
pub(crate) fn fold(text: &str, folding: Folding) -> String {
    let mut maker = Maker::new(folding, text.len());
    maker.run(text);
    maker.out
}

struct Maker {
    folding: Folding,
    out: String,
    anchors: Vec<Anchor>,
    /// The last thing written stands for white space.
    after_space: bool,
    /// For the clusters that need work.
    piece: String,
}

impl Maker {
    fn new(folding: Folding, len: usize) -> Self {
        let out = String::with_capacity(len);
        Self { folding, out, anchors: Vec::new(), after_space: false, piece: String::new() }
    }

    fn run(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            // Most characters: ASCII that no mark can follow.
            if byte.is_ascii() && bytes.get(at + 1).is_none_or(u8::is_ascii) && byte > b' ' {
                let folded = if self.folding.case { byte.to_ascii_lowercase() } else { byte };
                self.out.push(char::from(folded));
                self.after_space = false;
                at += 1;
                continue;
            }
            let rest = &text[at..];
            let cluster = match single(rest) {
                Some(c) => {
                    self.piece.clear();
                    self.letter(c);
                    &rest[..c.len_utf8()]
                }
                None if matches!(byte, b' ' | b'\n') && stands_alone(&rest[1..]) => {
                    self.piece.clear();
                    self.blank(&rest[..1]);
                    &rest[..1]
                }
                None => {
                    let cluster = rest.graphemes(true).next().unwrap_or(rest);
                    self.cluster(cluster);
                    cluster
                }
            };
            // No text that a browser can hold comes here: what is behind is not searched.
            if u32::try_from(self.out.len() + self.piece.len()).is_err() {
                return;
            }
            self.write(at, cluster);
            at += cluster.len();
        }
    }

    fn write(&mut self, at: usize, cluster: &str) {
        let same_len = self.piece.len() == cluster.len();
        if !same_len {
            self.anchor(at);
        }
        self.out.push_str(&self.piece);
        if !same_len {
            self.anchor(at + cluster.len());
        }
    }

    fn anchor(&mut self, source: usize) {
        let anchor = Anchor { folded: self.out.len() as u32, source: source as u32 };
        if self.anchors.last() != Some(&anchor) {
            self.anchors.push(anchor);
        }
    }

    fn letter(&mut self, c: char) {
        let c = if self.folding.typed { sign(c) } else { c };
        let c = if self.folding.accents { without_accent(c) } else { c };
        if self.folding.case {
            lower(c, &mut self.piece);
        } else {
            self.piece.push(c);
        }
        self.after_space = false;
    }

    /// Leaves what a grapheme cluster folds to in `piece`.
    fn cluster(&mut self, cluster: &str) {
        self.piece.clear();
        if cluster.chars().all(char::is_whitespace) {
            self.blank(cluster);
            return;
        }
        let Folding { case, form, typed, accents } = self.folding;
        let mut folded = String::new();
        let mut base = ' ';
        for c in decomposed(cluster, form) {
            if typed && is_silent(c) {
                continue;
            }
            if !is_accent(c) {
                base = c;
            } else if accents && may_have_accents(base) {
                continue;
            }
            let c = if typed { sign(c) } else { c };
            let c = if accents { without_accent(c) } else { c };
            if case { lower(c, &mut folded) } else { folded.push(c) }
        }
        composed(&folded, form, &mut self.piece);
        self.after_space &= self.piece.is_empty();
    }

    fn blank(&mut self, cluster: &str) {
        let line_end = cluster.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
        match self.folding {
            Folding { typed: true, .. } if self.after_space => {}
            Folding { typed: true, .. } => self.piece.push(' '),
            Folding { form: Normalise::Off, .. } => self.piece.push_str(cluster),
            _ if line_end || cluster == "\t" => self.piece.push_str(cluster),
            _ => self.piece.push(' '),
        }
        self.after_space = true;
    }
}

/// The first character, if it is a cluster by itself and no Unicode form writes it
/// otherwise: the letters of most texts, which then need no table.
fn single(rest: &str) -> Option<char> {
    let c = rest.chars().next().filter(|c| is_plain(*c) || c.is_ascii_graphic())?;
    stands_alone(&rest[c.len_utf8()..]).then_some(c)
}

/// Whether what follows does not join what is before it.
fn stands_alone(rest: &str) -> bool {
    rest.chars().next().is_none_or(|next| next.is_ascii() || is_plain(next))
}

fn is_plain(c: char) -> bool {
    matches!(c,
        'À'..='\u{12F}' | '\u{134}'..='\u{13E}' | '\u{141}'..='\u{148}' | '\u{14A}'..='\u{17E}'
        | '\u{391}'..='\u{3A1}' | '\u{3A3}'..='\u{3AF}' | '\u{3B1}'..='\u{3CE}'
        | '\u{400}'..='\u{482}' | '\u{48A}'..='\u{52F}'
        | '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' | '\u{671}'..='\u{674}'
        | '\u{679}'..='\u{6D3}' | '\u{4E00}'..='\u{9FFF}'
        | '–' | '—' | '\u{2018}'..='\u{201E}')
}

/// Writes a character without capitals, by Unicode's full case folding ("ß" is "ss").
/// The Turkish dotless i stays what it is.
fn lower(c: char, out: &mut String) {
    match c {
        'ı' | '\u{620}'..='\u{6D3}' | '\u{4E00}'..='\u{9FFF}' => out.push(c),
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        // By way of the capitals, where "ß" and "ſ" have become "SS" and "S".
        c => out.extend(c.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase)),
    }
}

/// Signs that say nothing, or that texts set or leave out: Arabic vowel signs and
/// tatweel, soft hyphens, directional marks.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64B}'..='\u{652}' | '\u{656}'..='\u{65F}' | '\u{670}' | '\u{AD}')
        || is_blank(c) && !c.is_whitespace()
}

/// The sign that a keyboard has.
fn sign(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' => '\'',
        '“' | '”' | '„' | '‟' => '"',
        '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－' => '-',
        other => other,
    }
}

#[cfg(feature = "find")]
fn decomposed(cluster: &str, form: Normalise) -> impl Iterator<Item = char> {
    use unicode_normalization::UnicodeNormalization;
    let chars: Vec<char> = match form {
        Normalise::Off => cluster.chars().collect(),
        Normalise::Canonical => cluster.nfd().collect(),
        Normalise::Compatible => cluster.nfkd().collect(),
    };
    chars.into_iter()
}

#[cfg(feature = "find")]
fn composed(folded: &str, form: Normalise, out: &mut String) {
    use unicode_normalization::UnicodeNormalization;
    match form {
        Normalise::Off => out.push_str(folded),
        Normalise::Canonical => out.extend(folded.nfc()),
        Normalise::Compatible => out.extend(folded.nfkc()),
    }
}

#[cfg(not(feature = "find"))]
fn decomposed(cluster: &str, _: Normalise) -> impl Iterator<Item = char> {
    cluster.chars()
}

#[cfg(not(feature = "find"))]
fn composed(folded: &str, _: Normalise, out: &mut String) {
    out.push_str(folded);
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        fold(text, Folding::WORDS)
    }

    #[test]
    fn what_is_the_same() {
        for (a, b) in [
            ("Straße", "STRASSE"),
            ("ΟΔΟΣ", "οδος"),
            ("a  \r\n\u{A0}b", "a b"),
            ("“Pier’s” – x", "\"pier's\" - X"),
            ("مُحَمَّد", "محمد"),
            ("محمـــد", "محمد"),
            ("co\u{AD}operate", "cooperate"),
        ] {
            assert_eq!(words(a), words(b), "{a}");
        }
        for (a, b) in [("ı", "i"), ("آب", "اب"), ("ab", "a b"), ("٣", "3")] {
            assert_ne!(words(a), words(b), "{a}");
        }
    }

    #[cfg(feature = "find")]
    #[test]
    fn forms_of_unicode_are_the_same() {
        assert_eq!(words("Zo\u{65}\u{308}"), words("ZOË"));
        assert_eq!(words("ا\u{653}ب"), words("آب"));
        assert_ne!(words("Ｆ"), words("F"));
        assert_eq!(fold("ﬁre Ｆ", Folding::LOOSE), "fire f");
    }

    #[cfg(feature = "find")]
    #[test]
    fn accents_can_be_left_out() {
        let bare = Folding { accents: true, ..Folding::WORDS };
        for (a, b) in [
            ("Lefèvre", "lefevre"),
            ("LEF\u{45}\u{300}VRE", "lefevre"),
            ("Łódź, Ørsted, Đorđe", "lodz, orsted, dorde"),
            ("Việt Nam", "viet nam"),
            ("Ἀθῆναι", "αθηναι"),
            ("ǖ", "u"),
        ] {
            assert_eq!(fold(a, bare), fold(b, bare), "{a}");
            assert_ne!(words(a), words(b), "{a}");
        }
        for (a, b) in [("й", "и"), ("آب", "اب"), ("が", "か"), ("ß", "s")] {
            assert_ne!(fold(a, bare), fold(b, bare), "{a}");
        }
    }

    #[cfg(feature = "find")]
    #[test]
    fn plain_letters_fold_as_by_the_tables() {
        for c in ('\u{80}'..='\u{A000}').filter(|c| is_plain(*c)) {
            for folding in [Folding::LOOSE, Folding { case: false, ..Folding::WORDS }] {
                let mut slow = Maker::new(folding, 0);
                slow.cluster(&c.to_string());
                assert_eq!(fold(&c.to_string(), folding), slow.piece, "{c:?}");
            }
        }
    }
}
