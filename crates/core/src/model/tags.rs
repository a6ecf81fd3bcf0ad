//! Tags: the few letters above a span that tell its label from all others.

use super::{Kind, Schema};

/// How many letters a tag has at most.
pub(crate) const MOST: usize = 5;

/// The first of these tags that is free. Where none is, the last gets a number.
pub(crate) fn free(wanted: &[String], is_taken: impl Fn(&str) -> bool) -> String {
    let mut wanted: Vec<&str> =
        wanted.iter().map(String::as_str).filter(|tag| !tag.is_empty()).collect();
    if wanted.is_empty() {
        wanted.push("LBL");
    }
    let stem = wanted[wanted.len() - 1];
    // There are fewer labels than numbers.
    let numbered = (2u32..).map(|n| {
        let n = n.to_string();
        stem.chars().take(MOST.saturating_sub(n.len())).collect::<String>() + &n
    });
    let mut all = wanted.iter().map(|tag| (*tag).to_owned()).chain(numbered);
    all.find(|tag| !is_taken(tag)).unwrap_or_else(|| stem.to_owned())
}

/// A free tag for a label that is only known by name: short names as they are, the initials of
/// several words, or else the first three letters. `ORG_GOVERNMENT_MINISTRY` is `OGM`.
pub(crate) fn for_name(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let capitals = |words: &str| words.chars().flat_map(char::to_uppercase).collect::<String>();
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(capitals)
        .collect();
    let first = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let all = words.concat();
    let short = if all.chars().count() <= MOST { all.clone() } else { String::new() };
    // Numbers tell labels apart, so they stay whole.
    let initial =
        |w: &String| if w.chars().all(char::is_numeric) { w.clone() } else { first(w, 1) };
    let initials: String = words.iter().map(initial).collect();
    let fits = words.len() > 1 && initials.chars().count() <= MOST;
    free(&[short, if fits { initials } else { String::new() }, first(&all, 3)], is_taken)
}

/// The first three letters of a name, or with a number where another label has these.
pub(crate) fn of_letters(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase);
    free(&[letters.take(3).collect()], is_taken)
}

impl Schema {
    /// Whether a label of this kind has a tag.
    pub(crate) fn has_tag(&self, kind: Kind, tag: &str) -> bool {
        self.labels_of(kind).any(|l| l.tag == tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_of_files_get_tags_that_tell_them_apart() {
        let names = [
            "PER",
            "ORG_GOVERNMENT_MINISTRY",
            "LOCATION_GEOPOLITICAL",
            "LOCATION_GEOPOLITICAL_10",
            "LOCATION_GEOGRAPHIC",
            "PERSON",
            "PERIOD",
            "creative-work",
            "★",
            "☆",
            "ß",
            "A_B_C_D_E_F",
        ];
        let mut tags: Vec<String> = Vec::new();
        for name in names {
            tags.push(for_name(name, |tag| tags.iter().any(|t| t == tag)));
        }
        assert_eq!(
            tags,
            ["PER", "OGM", "LG", "LG10", "LOC", "PER2", "PER3", "CW", "LBL", "LBL2", "SS", "ABC"]
        );
    }

    #[test]
    fn a_hundred_labels_of_one_stem_have_a_hundred_tags_of_five_letters() {
        let mut tags = BTreeSet::new();
        for _ in 0..1_200 {
            tags.insert(for_name("WEAPON", |tag| tags.contains(tag)));
        }
        assert_eq!(tags.len(), 1_200);
        assert!(tags.iter().all(|tag| tag.chars().count() <= MOST));
    }
}
