//! An index of names: which rows of a register may be meant by some words. It only
//! finds; how well a row fits is for the caller to compare.
//!
//! All names are kept folded in one string, sorted, and everything else are numbers
//! into it: 100,000 rows with three names each take some tens of megabytes less than as
//! strings by themselves.

use std::collections::HashSet;

use super::name_words::Words;

/// How many names one way of finding looks at. More than that share a word that says
/// nothing ("ministry"), or begin with the same few letters.
const ENOUGH: usize = 128;

/// An index of names. Rows are numbers of the caller.
#[derive(Debug, Clone, Default)]
pub(super) struct NameIndex {
    /// The folded names, sorted, one behind the other.
    text: String,
    /// Where each name begins; and the end.
    starts: Vec<u32>,
    /// The row of each name.
    rows: Vec<u32>,
    /// Every word that means something, sorted.
    words: Vec<Word>,
    /// The names that have each word, word by word.
    names_of: Vec<u32>,
    /// Hashes of initials, and hashes of what may be an acronym, with their names; sorted.
    initials: Vec<(u32, u32)>,
    acronyms: Vec<(u32, u32)>,
}

/// A word as a piece of the text, with what tells quickly that another one is not like it.
#[derive(Debug, Clone, Copy)]
struct Word {
    start: u32,
    len: u16,
    letters: u16,
    /// Which letters it has, several letters to a bit.
    mask: u32,
    /// Where its names begin in `names_of`; they end where those of the next one begin.
    names: u32,
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// FNV-1a: a hit is compared with the name itself, so that a collision costs no more than time.
fn hash(s: &str) -> u32 {
    s.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

fn mask(s: &str) -> u32 {
    s.chars().fold(0, |m, c| m | 1 << (u32::from(c) % 32))
}

/// How many letters may differ in a word of this length.
pub(super) fn tolerance(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

impl NameIndex {
    /// Indexes names, each with its row.
    pub(super) fn of<'a>(names: impl IntoIterator<Item = (u32, &'a str)>) -> Self {
        let mut folded: Vec<(Words, u32)> = Vec::new();
        for (row, name) in names {
            let words = Words::of(name);
            if !words.folded.is_empty() {
                folded.push((words, row));
            }
        }
        folded.sort_by(|(a, x), (b, y)| a.folded.cmp(&b.folded).then(x.cmp(y)));
        let mut index = Self::default();
        // (start, length) of a word, and the name that it was found in.
        let mut found: Vec<(u32, u16, u32)> = Vec::new();
        for (n, (words, row)) in folded.iter().enumerate() {
            let (n, start) = (number(n), number(index.text.len()));
            index.starts.push(start);
            index.rows.push(*row);
            for initials in words.initials.iter().filter(|i| !i.is_empty()) {
                index.initials.push((hash(initials), n));
            }
            if let Some(letters) = &words.acronym {
                index.acronyms.push((hash(letters), n));
            }
            let mut at = 0;
            for word in words.folded.split(' ') {
                if words.words.iter().any(|w| w == word) {
                    let len = u16::try_from(word.len()).unwrap_or(u16::MAX);
                    found.push((start + number(at), len, n));
                }
                at += word.len() + 1;
            }
            index.text.push_str(&words.folded);
        }
        drop(folded);
        index.starts.push(number(index.text.len()));
        index.initials.sort_unstable();
        index.initials.dedup();
        index.acronyms.sort_unstable();
        index.gather(found);
        index
    }

    fn gather(&mut self, mut found: Vec<(u32, u16, u32)>) {
        let text = &self.text;
        let word = |(start, len, _): &(u32, u16, u32)| -> &str {
            text.get(*start as usize..*start as usize + usize::from(*len)).unwrap_or_default()
        };
        found.sort_by(|a, b| word(a).cmp(word(b)).then(a.2.cmp(&b.2)));
        let mut last = None;
        for f in &found {
            let s = word(f);
            if last != Some(s) {
                last = Some(s);
                let letters = u16::try_from(s.chars().count()).unwrap_or(u16::MAX);
                let names = number(self.names_of.len());
                self.words.push(Word { start: f.0, len: f.1, letters, mask: mask(s), names });
            }
            self.names_of.push(f.2);
        }
        self.words.shrink_to_fit();
        self.names_of.shrink_to_fit();
    }

    fn name(&self, n: u32) -> &str {
        let n = n as usize;
        let (from, to) = (self.starts.get(n), self.starts.get(n + 1));
        let (Some(from), Some(to)) = (from, to) else { return "" };
        self.text.get(*from as usize..*to as usize).unwrap_or_default()
    }

    fn word(&self, w: &Word) -> &str {
        let start = w.start as usize;
        self.text.get(start..start + usize::from(w.len)).unwrap_or_default()
    }

    fn names_with(&self, at: usize) -> &[u32] {
        let start = self.words.get(at).map_or(0, |w| w.names as usize);
        let end = self.words.get(at + 1).map_or(self.names_of.len(), |w| w.names as usize);
        self.names_of.get(start..end).unwrap_or_default()
    }

    /// The rows that are called just so, but for capitals, accents and the like.
    pub(super) fn called<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = u32> + 'a {
        let from = self.first_at_least(folded);
        (from..self.rows.len())
            .take_while(move |n| self.name(number(*n)) == folded)
            .map(|n| self.rows[n])
    }

    fn first_at_least(&self, folded: &str) -> usize {
        let (mut low, mut high) = (0, self.rows.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.name(number(middle)) < folded { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The rows that words may mean: called so, beginning so, the one the initials of the
    /// other, sharing a word, or spelt alike. Each once, in no order.
    pub(super) fn find(&self, wanted: &Words) -> HashSet<u32> {
        let mut found: HashSet<u32> = HashSet::new();
        if wanted.folded.is_empty() {
            return found;
        }
        let from = self.first_at_least(&wanted.folded);
        let begins = (from..self.rows.len())
            .take_while(|n| self.name(number(*n)).starts_with(&wanted.folded));
        found.extend(begins.take(ENOUGH).map(|n| self.rows[n]));
        for initials in wanted.initials.iter().filter(|i| !i.is_empty()) {
            self.hashed(&self.acronyms, initials, &mut found);
        }
        if let Some(letters) = &wanted.acronym {
            self.hashed(&self.initials, letters, &mut found);
        }
        self.sharing(wanted, &mut found);
        found
    }

    fn hashed(&self, table: &[(u32, u32)], letters: &str, found: &mut HashSet<u32>) {
        let hash = hash(letters);
        let from = table.partition_point(|(h, _)| *h < hash);
        let hits = table[from..].iter().take_while(|(h, _)| *h == hash).take(ENOUGH);
        found.extend(hits.filter_map(|(_, n)| self.rows.get(*n as usize)));
    }

    /// Rows that share a word, or have one that is spelt alike. The rarest words first:
    /// rows that have a frequent one only are looked at until there are enough.
    fn sharing(&self, wanted: &Words, found: &mut HashSet<u32>) {
        let (mut exact, mut near): (Vec<&[u32]>, Vec<&[u32]>) = (Vec::new(), Vec::new());
        // An article by itself may be the beginning of a word.
        let only = std::slice::from_ref(&wanted.folded);
        for word in if wanted.words.is_empty() { only } else { &wanted.words } {
            let at = self.words.partition_point(|w| self.word(w) < word.as_str());
            let begins = self.words[at..].iter().take_while(|w| self.word(w).starts_with(word));
            for n in at..at + begins.take(ENOUGH).count() {
                let whole = self.words.get(n).is_some_and(|w| self.word(w) == word);
                if whole { &mut exact } else { &mut near }.push(self.names_with(n));
            }
            near.extend(self.alike(word).map(|w| self.names_with(w)));
        }
        exact.sort_by_key(|names| names.len());
        near.sort_by_key(|names| names.len());
        let row = |n: &u32| self.rows.get(*n as usize).copied();
        // What has two of the words, wherever it stands in its lists, comes first.
        if let [rare, others @ ..] = &exact[..] {
            let both = rare.iter().filter(|n| others.iter().any(|o| o.binary_search(n).is_ok()));
            found.extend(both.take(ENOUGH).filter_map(row));
        }
        for lists in [exact, near] {
            found.extend(lists.into_iter().flatten().take(ENOUGH).filter_map(row));
        }
    }

    /// The words that differ from this one by a letter or two.
    fn alike<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let letters = word.chars().count();
        let (may, has) = (tolerance(letters), mask(word));
        let near = move |w: &Word| {
            usize::from(w.letters).abs_diff(letters) <= may
                && (w.mask ^ has).count_ones() as usize <= 2 * may
        };
        let words = self.words.iter().enumerate().filter(move |(_, w)| may > 0 && near(w));
        words.filter(move |(_, w)| strsim::osa_distance(self.word(w), word) <= may).map(|(n, _)| n)
    }

    /// How many bytes the index takes.
    pub(super) fn bytes(&self) -> usize {
        self.text.capacity()
            + 4 * (self.starts.capacity() + self.rows.capacity() + self.names_of.capacity())
            + size_of::<Word>() * self.words.capacity()
            + 8 * (self.initials.capacity() + self.acronyms.capacity())
    }
}
