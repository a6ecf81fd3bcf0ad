//! Which entries of the register a name may mean, likeliest first.

use crate::model::{Alias, AliasKind, Entity, EntityId, LabelId, Project};
use crate::text::is_blank;

/// Why an entry is proposed; the earlier, the likelier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// It is called so.
    Name,
    /// It is called so, too.
    Alias,
    /// The one is the initials of the other.
    Initials,
    /// A name of it begins so.
    Prefix,
    /// Every word of the one is in the other.
    Within,
    /// They share a word.
    Word,
    /// Only in its context does the text mean it, or nothing was typed yet.
    Other,
}

/// An entry that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The entry.
    pub entity: EntityId,
    /// Its name.
    pub name: String,
    /// Its type.
    pub label: Option<LabelId>,
    /// Who or what it is; may be empty.
    pub description: String,
    /// Why it is proposed.
    pub why: Match,
    /// How often the project's texts mean it.
    pub uses: u32,
}

/// The entries that `text` may mean, likeliest first; among equals those of the
/// mention's label first, then those used more. All entries for an empty text.
pub fn candidates(project: &Project, text: &str, label: Option<&LabelId>) -> Vec<Candidate> {
    let wanted = Words::of(text);
    let mut found: Vec<(u32, Candidate)> = project
        .entities()
        .values()
        .filter_map(|e| {
            let (why, shared) = best(&wanted, e)?;
            let candidate = Candidate {
                entity: e.id,
                name: e.name.clone(),
                label: e.label.clone(),
                description: e.description.clone(),
                why,
                uses: project.entity_use(e.id).0,
            };
            Some((shared, candidate))
        })
        .collect();
    found.sort_by(|(shared_a, a), (shared_b, b)| {
        let other = |c: &Candidate| c.label.as_ref() != label;
        (a.why, other(a))
            .cmp(&(b.why, other(b)))
            .then(shared_b.cmp(shared_a))
            .then(b.uses.cmp(&a.uses))
            .then_with(|| a.name.cmp(&b.name))
            .then(a.entity.cmp(&b.entity))
    });
    found.into_iter().map(|(_, c)| c).collect()
}

/// The best match of any of an entry's names, and how many words it shares.
fn best(wanted: &Words, e: &Entity) -> Option<(Match, u32)> {
    if wanted.folded.is_empty() {
        return Some((Match::Other, 0));
    }
    let by_name = compare(wanted, &Words::of(&e.name)).map(|(why, n)| (why, std::cmp::Reverse(n)));
    let by_alias = e.aliases.iter().filter_map(|alias| {
        let (why, n) = compare(wanted, &Words::of(&alias.text))?;
        Some((of_alias(alias, why), std::cmp::Reverse(n)))
    });
    by_alias.chain(by_name).min().map(|(why, n)| (why, n.0))
}

fn of_alias(alias: &Alias, why: Match) -> Match {
    match (alias.kind, why) {
        (AliasKind::Contextual, _) => Match::Other,
        (_, Match::Name) => Match::Alias,
        (_, why) => why,
    }
}

fn compare(wanted: &Words, name: &Words) -> Option<(Match, u32)> {
    let shared = wanted.words.iter().filter(|w| name.words.contains(w)).count();
    let n = u32::try_from(shared).unwrap_or(u32::MAX);
    let why = if name.folded.is_empty() {
        return None;
    } else if wanted.folded == name.folded {
        Match::Name
    } else if wanted.stands_for(name) || name.stands_for(wanted) {
        Match::Initials
    } else if name.folded.starts_with(&wanted.folded) {
        Match::Prefix
    } else if shared > 0 && (shared == wanted.words.len() || shared == name.words.len()) {
        Match::Within
    } else if shared > 0 || name.words.iter().any(|w| w.starts_with(&wanted.folded)) {
        Match::Word
    } else {
        return None;
    };
    Some((why, n))
}

/// A name ready for comparing.
pub(super) struct Words {
    /// All of it, folded, words joined by one space.
    pub(super) folded: String,
    /// The words that mean something: without articles and the like.
    words: Vec<String>,
    /// The first letter of each word; of each meaningful word.
    initials: [String; 2],
}

/// Words that two names may share without meaning the same.
const SMALL: &[&str] = &[
    "a", "an", "and", "for", "in", "of", "on", "the", "to", "de", "der", "des", "die", "das", "du",
    "la", "le", "les", "el", "und", "von", "من", "في", "على", "و", "آف", "اور", "کا", "کی", "کے",
];

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
        let first =
            |words: &[String]| words.iter().filter_map(|w| w.chars().next()).collect::<String>();
        let words: Vec<String> =
            all.iter().filter(|w| !SMALL.contains(&w.as_str())).cloned().collect();
        let initials = [first(&all), first(&words)];
        Self { folded, words, initials }
    }

    /// Whether this one word is the initials of the other's words.
    fn stands_for(&self, long: &Self) -> bool {
        let letters: String = self.folded.chars().filter(|c| *c != '.').collect();
        letters.chars().count() >= 2
            && !letters.contains(' ')
            && long.initials.iter().any(|i| i.chars().count() >= 2 && *i == letters)
    }
}

/// A word without capitals, possessive and vowel signs; Arabic letters that are
/// written now this way, now that, in one form, and without the article.
fn fold(word: &str) -> String {
    let lower = word.to_lowercase();
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
pub(super) fn letter(c: char) -> Option<char> {
    Some(match c {
        // Vowel signs, dagger alif, tatweel, zero-width joiners.
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{200C}' | '\u{200D}' | '.' => {
            return None;
        }
        // Latin accents that stand by themselves.
        '\u{0300}'..='\u{036F}' => return None,
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' | 'ہ' | 'ۃ' => 'ه',
        'ک' => 'ك',
        other => other,
    })
}
