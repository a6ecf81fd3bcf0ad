//! Finding things by a few typed letters, for the palette and the help.
//!
//! All words that were typed must be in a text, in any order: at its start, at the start
//! of a word, or inside one; or else as beginnings of its words, run together ("opdo"
//! for "Open documents"). Letter case and vowel signs do not count.

use std::collections::BinaryHeap;

use super::candidates::letter;
use super::claim_numbers;
use super::mark_list::label_or_kind;
use crate::model::{
    AnnotationId, Claim, ClaimId, Document, DocumentId, Entity, EntityId, Kind, Label, LabelId,
    MetaField, OpenDocument, Project,
};

/// What was typed, ready to be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    words: Vec<Vec<char>>,
}

impl Typed {
    /// The words of what was typed.
    pub fn new(typed: &str) -> Self {
        let words = typed.split_whitespace().map(|w| Folded::of(w).letters);
        Self { words: words.filter(|w| !w.is_empty()).collect() }
    }

    /// Whether nothing was typed; then everything fits.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well a text fits: smaller is better; `None` if it does not.
    pub fn fit(&self, text: &str) -> Option<u32> {
        if self.is_empty() {
            return Some(0);
        }
        let text = Folded::of(text);
        self.words.iter().try_fold(0, |sum, word| Some(sum + text.find(word)?.0))
    }

    /// A text in parts, with those that fit what was typed marked, for bold letters.
    pub fn parts<'a>(&self, text: &'a str) -> Vec<(bool, &'a str)> {
        if text.is_empty() {
            return Vec::new();
        }
        let folded = Folded::of(text);
        let mut hit = vec![false; text.len()];
        for (_, places) in self.words.iter().filter_map(|w| folded.find(w)) {
            for place in places {
                hit[folded.starts[place]..folded.starts[place + 1]].fill(true);
            }
        }
        let mut parts: Vec<(bool, &str)> = Vec::new();
        let mut from = 0;
        for (at, _) in text.char_indices().skip(1).chain([(text.len(), ' ')]) {
            if at == text.len() || hit[at] != hit[from] {
                parts.push((hit[from], &text[from..at]));
                from = at;
            }
        }
        parts
    }
}

/// How well a text fits what was typed: smaller is better; `None` if it does not.
pub fn fit(text: &str, typed: &str) -> Option<u32> {
    Typed::new(typed).fit(text)
}

/// Letters beyond this many of a text are not looked at one by one.
const HUMPS: usize = 200;

/// A text's letters as they are compared.
struct Folded {
    letters: Vec<char>,
    /// Where in the text each letter starts, in bytes; and the text's end.
    starts: Vec<usize>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let (mut letters, mut starts) =
            (Vec::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
        for (at, c) in text.char_indices() {
            for lower in c.to_lowercase().filter_map(letter) {
                letters.push(lower);
                starts.push(at);
            }
        }
        starts.push(text.len());
        Self { letters, starts }
    }

    fn begins_word(&self, at: usize) -> bool {
        self.letters[at].is_alphanumeric() && (at == 0 || !self.letters[at - 1].is_alphanumeric())
    }

    /// Where a word is best found: how well, and the places of its letters.
    fn find(&self, word: &[char]) -> Option<(u32, Vec<usize>)> {
        let mut best: Option<(u32, usize)> = None;
        for at in 0..(self.letters.len() + 1).saturating_sub(word.len()) {
            if self.letters[at..].starts_with(word) {
                let score = match at {
                    0 => 0,
                    at if self.begins_word(at) => 1,
                    _ => 4,
                };
                if best.is_none_or(|(known, _)| score < known) {
                    best = Some((score, at));
                }
            }
        }
        match best {
            Some((score, at)) if score < 4 => Some((score, (at..at + word.len()).collect())),
            inside => self
                .humps(word)
                .map(|places| (3, places))
                .or_else(|| inside.map(|(score, at)| (score, (at..at + word.len()).collect()))),
        }
    }

    /// The places of a word's letters as beginnings of this text's words.
    fn humps(&self, word: &[char]) -> Option<Vec<usize>> {
        let len = self.letters.len().min(HUMPS);
        if word.len() < 2 {
            return None;
        }
        // For each letter of the word: at which places it can be, and after which.
        let mut steps: Vec<Vec<Option<usize>>> = Vec::with_capacity(word.len());
        for (n, letter) in word.iter().enumerate() {
            let before = n.checked_sub(1).map(|n| &steps[n]);
            let mut earliest = None;
            let mut step = vec![None; len];
            for at in 0..len {
                if self.letters[at] == *letter {
                    step[at] = match before {
                        None => self.begins_word(at).then_some(at),
                        Some(b) if at > 0 && b[at - 1].is_some() => Some(at - 1),
                        Some(_) => earliest.filter(|_| self.begins_word(at)),
                    };
                }
                if earliest.is_none() && before.is_some_and(|b| b[at].is_some()) {
                    earliest = Some(at);
                }
            }
            steps.push(step);
        }
        let mut at = steps.last()?.iter().position(Option::is_some)?;
        let mut places = vec![at];
        for step in steps[1..].iter().rev() {
            at = step[at]?;
            places.push(at);
        }
        places.reverse();
        Some(places)
    }
}

/// The best `limit` of some things, in their own order where they fit alike.
pub fn best<T>(
    things: impl IntoIterator<Item = T>,
    typed: &Typed,
    limit: usize,
    fit: impl Fn(&Typed, &T) -> Option<u32>,
) -> Vec<T> {
    let mut found: BinaryHeap<Ranked<T>> = BinaryHeap::new();
    for (place, thing) in things.into_iter().enumerate() {
        // Nothing typed: the first ones, without looking at the others.
        if typed.is_empty() && found.len() == limit {
            break;
        }
        let Some(score) = fit(typed, &thing) else { continue };
        found.push(Ranked { rank: (score, place), thing });
        if found.len() > limit {
            found.pop();
        }
    }
    found.into_sorted_vec().into_iter().map(|r| r.thing).collect()
}

struct Ranked<T> {
    rank: (u32, usize),
    thing: T,
}

impl<T> PartialEq for Ranked<T> {
    fn eq(&self, other: &Self) -> bool {
        self.rank == other.rank
    }
}
impl<T> Eq for Ranked<T> {}
impl<T> PartialOrd for Ranked<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Ranked<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank.cmp(&other.rank)
    }
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<I> {
    /// Its id.
    pub id: I,
    /// What it is called.
    pub title: String,
    /// What else is said of it; may be empty.
    pub detail: String,
    /// Its label's tag and hue.
    pub tag: Option<(String, u8)>,
    /// Its key.
    pub key: Option<String>,
}

/// The best of several texts, the first a little before the others.
fn any<'a>(typed: &Typed, texts: impl IntoIterator<Item = &'a str>) -> Option<u32> {
    let fits = texts.into_iter().enumerate();
    fits.filter_map(|(n, text)| Some(2 * typed.fit(text)? + u32::from(n > 0))).min()
}

fn tag(label: &Label) -> (String, u8) {
    (label.tag.clone(), label.hue.get())
}

/// Labels for marks of these kinds.
pub fn labels(
    project: &Project,
    typed: &Typed,
    kinds: &[Kind],
    limit: usize,
) -> Vec<Found<LabelId>> {
    let all = project.schema().labels.iter().filter(|l| kinds.contains(&l.kind));
    best(all, typed, limit, |t, l| any(t, [l.name.as_str(), &l.tag]))
        .into_iter()
        .map(|l| Found {
            id: l.id.clone(),
            title: l.name.clone(),
            detail: String::new(),
            tag: Some(tag(l)),
            key: l.hotkey.clone(),
        })
        .collect()
}

/// Entries of the entity register, by any of their names.
pub fn entities(project: &Project, typed: &Typed, limit: usize) -> Vec<Found<EntityId>> {
    let names = |e: &Entity| -> Vec<String> { e.aliases.iter().map(|a| a.text.clone()).collect() };
    let fit = |t: &Typed, e: &&Entity| {
        any(t, [e.name.as_str()].into_iter().chain(e.aliases.iter().map(|a| a.text.as_str())))
    };
    best(project.entities().values(), typed, limit, fit)
        .into_iter()
        .map(|e| {
            let by_name = typed.fit(&e.name).is_some();
            let alias = names(e).into_iter().find(|a| !by_name && typed.fit(a).is_some());
            let label = e.label.as_ref().and_then(|id| project.schema().label(id));
            Found {
                id: e.id,
                title: e.name.clone(),
                detail: alias.unwrap_or_else(|| e.description.clone()),
                tag: label.map(tag),
                key: None,
            }
        })
        .collect()
}

/// Entries of the claim register.
pub fn claims(project: &Project, typed: &Typed, limit: usize) -> Vec<Found<ClaimId>> {
    let fit = |t: &Typed, c: &&Claim| any(t, [c.text.as_str(), &c.topic]);
    best(project.claims().values(), typed, limit, fit)
        .into_iter()
        .map(|c| Found {
            id: c.id,
            title: c.text.clone(),
            detail: c.topic.clone(),
            tag: None,
            key: None,
        })
        .collect()
}

/// Documents, by title, file name and publisher.
pub fn documents(project: &Project, typed: &Typed, limit: usize) -> Vec<Found<DocumentId>> {
    let fit = |t: &Typed, d: &&Document| {
        let texts = [Some(d.display_name()), Some(d.name.as_str()), d.meta(MetaField::Publisher)];
        any(t, texts.into_iter().flatten())
    };
    best(project.documents().values(), typed, limit, fit)
        .into_iter()
        .map(|d| {
            let title = d.display_name().to_owned();
            let publisher = d.meta(MetaField::Publisher);
            let detail =
                publisher.or((d.name != title).then_some(d.name.as_str())).unwrap_or_default();
            Found { id: d.id, detail: detail.to_owned(), title, tag: None, key: None }
        })
        .collect()
}

/// What a mark is called in a heading: "Claim 2", "Person: Oren Valk".
pub fn mark_name(project: &Project, open: &OpenDocument, id: AnnotationId) -> Option<String> {
    let a = open.marks.get(id)?;
    if a.kind() == Kind::Claim {
        let number = claim_numbers(open).into_iter().find(|(claim, _)| *claim == id)?.1;
        return Some(format!("Claim {number}"));
    }
    let what = label_or_kind(project, a);
    Some(format!("{what}: {}", crate::words::brief(&crate::words::one_line(&a.exact))))
}

#[cfg(test)]
mod tests {
    use super::{Typed, best, fit};

    #[test]
    fn words_may_come_in_any_order() {
        for (text, typed, fits) in [
            ("Link mention to an entity", "entity link", Some(1)),
            ("Undo", "un", Some(0)),
            ("Undo", "redo", None),
            ("Redo", "do", Some(4)),
            ("حريق مستودع", "مستودع", Some(1)),
            ("القاهرة", "القاهره", Some(0)),
            ("İstanbul", "i", Some(0)),
            ("anything", "", Some(0)),
            ("", "a", None),
        ] {
            assert_eq!(fit(text, typed), fits, "{text} / {typed}");
        }
    }

    #[test]
    fn beginnings_of_words_run_together() {
        for (text, typed, fits) in [
            ("Open documents", "opdo", true),
            ("Marrow Bay Harbour Authority", "mbha", true),
            ("Marrow Bay Harbour Authority", "maba", true),
            ("Open documents", "opcu", false),
            ("Open documents", "dop", false),
            ("a a a a a a a a a a a a a a a a a a a a a a a a a a a a", "aaaaaaaaaaaab", false),
        ] {
            assert_eq!(fit(text, typed).is_some(), fits, "{text} / {typed}");
        }
    }

    #[test]
    fn the_best_come_first_and_equals_keep_their_order() {
        let typed = Typed::new("do");
        let all = ["redo", "undo", "do", "document", "what to do"];
        let found = best(all, &typed, 4, |t, text| t.fit(text));
        assert_eq!(found, ["do", "document", "what to do", "redo"]);
        let first = best(all, &Typed::default(), 2, |t, text| t.fit(text));
        assert_eq!(first, ["redo", "undo"]);
    }

    #[test]
    fn what_fits_is_marked_by_whole_characters() {
        for (text, typed, want) in [
            ("Link as refuting", "link", "[Link] as refuting"),
            ("Open documents", "opdo", "[Op]en [do]cuments"),
            ("İİ", "i̇", "[İ]İ"),
            ("أهلا 😀", "اهلا", "[أهلا] 😀"),
            ("nothing", "x", "nothing"),
            ("", "x", ""),
        ] {
            let parts = Typed::new(typed).parts(text);
            let shown: String = parts
                .iter()
                .map(|(hit, s)| if *hit { format!("[{s}]") } else { (*s).to_owned() })
                .collect();
            assert_eq!(shown, want, "{text} / {typed}");
        }
    }
}
