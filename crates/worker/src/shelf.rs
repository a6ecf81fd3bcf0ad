//! Texts that are kept in memory with the folded copies that are searched, so that the
//! second search of a corpus reads and folds nothing.

use std::collections::{HashMap, HashSet};

use glossator_core::find::{Folded, Pattern};
use glossator_core::text::{Sha256, Span, Text};

/// Folded copies of a text that are kept: one for words, one for expressions.
const COPIES: usize = 2;

/// A text with its folded copies, the newest last.
#[derive(Debug)]
struct Book {
    text: Text,
    copies: Vec<Folded>,
}

impl Book {
    fn new(text: Text) -> Self {
        Self { text, copies: Vec::new() }
    }

    /// Where the text has a pattern.
    fn find(&mut self, pattern: &Pattern) -> Vec<Span> {
        let at = self.copies.iter().position(|copy| pattern.fits(copy)).unwrap_or_else(|| {
            if self.copies.len() == COPIES {
                self.copies.remove(0);
            }
            self.copies.push(pattern.fold(&self.text));
            self.copies.len() - 1
        });
        pattern.find(&self.text, &self.copies[at])
    }

    fn size(&self) -> usize {
        self.text.len_bytes() as usize + self.copies.iter().map(Folded::size).sum::<usize>()
    }
}

/// The texts that are kept. Once it is full, further ones are read for each search.
#[derive(Debug)]
pub struct Shelf {
    books: HashMap<Sha256, Book>,
    /// The one that found no room.
    guest: Option<(Sha256, Book)>,
    size: usize,
    room: usize,
}

impl Shelf {
    /// A shelf for so many bytes.
    pub fn new(room: usize) -> Self {
        Self { books: HashMap::new(), guest: None, size: 0, room }
    }

    /// Whether a text is on it.
    pub fn has(&self, sha256: Sha256) -> bool {
        self.books.contains_key(&sha256)
    }

    /// Drops all other texts.
    pub fn keep_only(&mut self, wanted: &HashSet<Sha256>) {
        self.books.retain(|sha256, _| wanted.contains(sha256));
        self.size = self.books.values().map(Book::size).sum();
        self.guest = None;
    }

    /// Takes in a text that was read, for the time of one search if there is no room.
    pub fn put(&mut self, sha256: Sha256, text: Text) {
        // Two documents may have one text: it is there already, and its copies with it.
        if self.has(sha256) {
            return;
        }
        let book = Book::new(text);
        if self.size + book.size() > self.room {
            self.guest = Some((sha256, book));
            return;
        }
        self.size += book.size();
        self.books.insert(sha256, book);
    }

    /// A text that is on it, or was taken in last.
    pub fn text(&self, sha256: Sha256) -> Option<&Text> {
        let guest = self.guest.as_ref().filter(|(id, _)| *id == sha256).map(|(_, book)| book);
        self.books.get(&sha256).or(guest).map(|book| &book.text)
    }

    /// Where a text that is on it, or was taken in last, has a pattern.
    pub fn find(&mut self, sha256: Sha256, pattern: &Pattern) -> Option<(&Text, Vec<Span>)> {
        let Self { books, guest, size, .. } = self;
        if let Some(book) = books.get_mut(&sha256) {
            let before = book.size();
            let spans = book.find(pattern);
            *size = *size + book.size() - before;
            return Some((&book.text, spans));
        }
        let (_, book) = guest.as_mut().filter(|(id, _)| *id == sha256)?;
        let spans = book.find(pattern);
        Some((&book.text, spans))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use glossator_core::find::{Mode, PatternSpec};

    fn text(words: &str) -> (Sha256, Text) {
        let text = Text::new(words).unwrap();
        (text.sha256(), text)
    }

    #[test]
    fn a_full_shelf_still_finds() {
        let mut shelf = Shelf::new(40);
        let (first, second) = (text("Oren Valk denied it"), text("“We know,” said Oren  Valk"));
        shelf.put(first.0, first.1);
        shelf.put(second.0, second.1);
        assert!(shelf.has(first.0) && !shelf.has(second.0));
        let pattern = Pattern::new(&PatternSpec::words("oren valk")).unwrap();
        for sha256 in [first.0, second.0] {
            assert_eq!(shelf.find(sha256, &pattern).unwrap().1.len(), 1);
        }
        shelf.keep_only(&HashSet::new());
        assert!(shelf.find(first.0, &pattern).is_none());
    }

    #[test]
    fn a_text_that_is_there_counts_once_and_keeps_its_copies() {
        let mut shelf = Shelf::new(1_000);
        let (sha256, text) = text("Oren Valk denied it");
        shelf.put(sha256, text.clone());
        let words = Pattern::new(&PatternSpec::words("valk")).unwrap();
        assert_eq!(shelf.find(sha256, &words).unwrap().1.len(), 1);
        let before = shelf.size;
        shelf.put(sha256, text);
        assert_eq!(shelf.size, before);
        assert_eq!(shelf.books[&sha256].copies.len(), 1);
    }

    #[test]
    fn copies_count() {
        let mut shelf = Shelf::new(1_000);
        let (sha256, text) = text("Oren Valk denied it");
        shelf.put(sha256, text);
        let before = shelf.size;
        let words = Pattern::new(&PatternSpec::words("valk")).unwrap();
        let expression = PatternSpec { mode: Mode::Regex, ..PatternSpec::words(r"V\w+") };
        let expression = Pattern::new(&expression).unwrap();
        for pattern in [&words, &expression, &words] {
            assert_eq!(shelf.find(sha256, pattern).unwrap().1.len(), 1);
        }
        assert_eq!(shelf.size, before + 19 * 2, "a copy for words, one for expressions");
        shelf.keep_only(&HashSet::from([sha256]));
        assert_eq!(shelf.size, before + 19 * 2);
    }
}
