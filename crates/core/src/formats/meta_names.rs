//! What files call the things that are known of a document: “Source”, “pub_date”, “byline”.

use std::collections::BTreeSet;

use crate::edtf;
use crate::model::{Document, MetaField};

/// How a name says a field, the plainer ways first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// It is the word in our own files.
    Same,
    /// It is that word but for case, blanks and underscores.
    Alike,
    /// It is another word for it.
    Synonym,
}

/// Other words, without blanks and underscores. In an object, whose fields have no order, an
/// earlier one comes first.
const SYNONYMS: [(MetaField, &[&str]); 6] = [
    (MetaField::Title, &["headline"]),
    (MetaField::Publisher, &["source", "outlet", "newspaper", "site"]),
    (MetaField::Author, &["byline", "authors"]),
    (MetaField::Published, &["date", "pubdate", "publishedat", "publicationdate", "created"]),
    (MetaField::Url, &["sourceurl", "link"]),
    (MetaField::Lang, &["language"]),
];

/// The field that a name says, how, and before which other synonyms.
pub(super) fn field(name: &str) -> Option<(MetaField, Likeness, usize)> {
    if let Some(field) = MetaField::ALL.into_iter().find(|f| f.as_str() == name.trim()) {
        return Some((field, Likeness::Same, 0));
    }
    let counts = |c: &char| !matches!(c, '_' | '-') && !c.is_whitespace();
    let name: String = name.chars().filter(counts).flat_map(char::to_lowercase).collect();
    let alike = |f: &MetaField| f.as_str().chars().filter(counts).eq(name.chars());
    if let Some(field) = MetaField::ALL.into_iter().find(alike) {
        return Some((field, Likeness::Alike, 0));
    }
    SYNONYMS.iter().find_map(|(field, words)| {
        let at = words.iter().position(|word| *word == name)?;
        Some((*field, Likeness::Synonym, at))
    })
}

/// Which names were taken for which fields, where that is not plain.
pub(super) type Taken = BTreeSet<(MetaField, String)>;

/// Takes what is known of a document from fields of a file, and says of each whether it has its
/// place now; the others stay with what has none. The plainest name of a field counts, and of
/// several alike the first.
pub(super) fn take(
    document: &mut Document,
    fields: &[(&str, &str)],
    taken: &mut Taken,
) -> Vec<bool> {
    let mut placed = vec![false; fields.len()];
    let said: Vec<_> = fields.iter().map(|(name, _)| field(name)).collect();
    for way in [Likeness::Same, Likeness::Alike, Likeness::Synonym] {
        for (n, (name, value)) in fields.iter().enumerate() {
            let Some((field, _, _)) = said[n].filter(|(_, likeness, _)| *likeness == way) else {
                continue;
            };
            match (document.meta(field), way) {
                (Some(known), Likeness::Same) => placed[n] = known == *value,
                (None, Likeness::Same) => {
                    document.meta.insert(field, (*value).to_owned());
                    placed[n] = true;
                }
                (Some(_), _) => {}
                (None, _) => {
                    let Some(known) = meant(field, way, value) else { continue };
                    placed[n] = known == *value;
                    document.meta.insert(field, known);
                    if way == Likeness::Synonym {
                        taken.insert((field, name.trim().to_owned()));
                    }
                }
            }
        }
    }
    placed
}

/// The value of a field that a file calls otherwise; none if it seems to be something else.
fn meant(field: MetaField, way: Likeness, value: &str) -> Option<String> {
    let own = || Some(value.to_owned()).filter(|value| !value.trim().is_empty());
    match (field, way) {
        (MetaField::Published, Likeness::Synonym) => day(value),
        // A source is as often an address.
        (MetaField::Publisher, Likeness::Synonym) if value.contains("://") => None,
        _ => own(),
    }
}

/// A date that is understood: as it is if it is written as in ISO 8601, with or without a time, or
/// else its day so.
fn day(value: &str) -> Option<String> {
    const DAY: usize = "2025-09-27".len();
    let whole = |time: &str| edtf::check(time).is_ok() && !time.contains(['X', '/']);
    let date = value.split(['T', ' ']).next().unwrap_or_default();
    let clock = value.get(date.len() + 1..).unwrap_or_default();
    let is_clock = date.len() == DAY && clock.starts_with(|c: char| c.is_ascii_digit());
    if whole(date) && (date.len() == value.len() || is_clock) {
        return Some(value.to_owned());
    }
    match edtf::propose(value, None).as_slice() {
        [time] if time.len() == DAY && whole(time) => Some(time.clone()),
        _ => None,
    }
}
