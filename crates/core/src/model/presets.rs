//! Label sets that a new project can start from. Data: a project edits or drops them.

use super::annotation::Kind;
use super::ids::LabelId;
use super::schema::{Hue, Label, Schema, Snapping};

/// A label set that ships with Glossator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// People, organisations, places and values in news reports.
    News,
    /// OntoNotes 5.0, 18 types.
    OntoNotes,
    /// CoNLL-2003 shared task, 4 types.
    Conll2003,
    /// WNUT-17 emerging entities, 6 types.
    Wnut17,
    /// Claims and who makes them, without entity labels.
    Claims,
}

/// A row: id and tag, name, hue, whether the register has entries for it.
type Row = (&'static str, &'static str, u8, bool);

const NEWS: &[Row] = &[
    ("PER", "Person", 1, true),
    ("ORG", "Organisation", 2, true),
    ("GPE", "Country, city, state", 3, true),
    ("LOC", "Place", 8, true),
    ("FAC", "Facility", 4, true),
    ("NORP", "People or group", 9, true),
    ("EVENT", "Event", 6, true),
    ("WEAPON", "Weapon", 12, true),
    ("DATE", "Date", 7, false),
    ("QUANTITY", "Quantity", 10, false),
    ("MONEY", "Money", 11, false),
    ("PERCENT", "Percentage", 2, false),
    ("TITLE", "Title", 5, false),
    ("AGE", "Age", 8, false),
    ("URL", "Web address", 0, false),
];

const ONTONOTES: &[Row] = &[
    ("PERSON", "Person", 1, true),
    ("NORP", "Nationality, religion, politics", 9, true),
    ("FAC", "Facility", 4, true),
    ("ORG", "Organisation", 2, true),
    ("GPE", "Country, city, state", 3, true),
    ("LOC", "Place", 8, true),
    ("PRODUCT", "Product", 12, true),
    ("EVENT", "Event", 6, true),
    ("WORK_OF_ART", "Work of art", 5, true),
    ("LAW", "Law", 10, true),
    ("LANGUAGE", "Language", 11, true),
    ("DATE", "Date", 7, false),
    ("TIME", "Time", 7, false),
    ("PERCENT", "Percentage", 2, false),
    ("MONEY", "Money", 11, false),
    ("QUANTITY", "Quantity", 10, false),
    ("ORDINAL", "Ordinal", 9, false),
    ("CARDINAL", "Cardinal", 4, false),
];

const CONLL: &[Row] = &[
    ("PER", "Person", 1, true),
    ("ORG", "Organisation", 2, true),
    ("LOC", "Place", 3, true),
    ("MISC", "Other name", 5, true),
];

const WNUT: &[Row] = &[
    ("person", "Person", 1, true),
    ("location", "Place", 3, true),
    ("corporation", "Company", 2, true),
    ("product", "Product", 12, true),
    ("creative-work", "Creative work", 5, true),
    ("group", "Group", 9, true),
];

const REGIONS: &[Row] = &[
    ("title", "Title", 0, false),
    ("byline", "Byline", 0, false),
    ("dateline", "Dateline", 0, false),
    ("heading", "Heading", 0, false),
    ("body", "Body", 0, false),
    ("list", "List", 0, false),
    ("boilerplate", "Boilerplate", 0, false),
];

impl Preset {
    /// Every preset, in the order of the interface.
    pub const ALL: [Self; 5] =
        [Self::News, Self::OntoNotes, Self::Conll2003, Self::Wnut17, Self::Claims];

    /// The name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::News => "News",
            Self::OntoNotes => "OntoNotes 5",
            Self::Conll2003 => "CoNLL-2003",
            Self::Wnut17 => "WNUT-17",
            Self::Claims => "Claims only",
        }
    }

    fn rows(self) -> &'static [Row] {
        match self {
            Self::News => NEWS,
            Self::OntoNotes => ONTONOTES,
            Self::Conll2003 => CONLL,
            Self::Wnut17 => WNUT,
            Self::Claims => &[],
        }
    }

    /// The preset's labels. All presets have the region labels: the tools for
    /// boilerplate need them.
    pub fn labels(self) -> Vec<Label> {
        let mentions =
            self.rows().iter().enumerate().map(|(n, row)| label(Kind::Mention, row, hotkey(n)));
        let regions = REGIONS.iter().map(|row| label(Kind::Region, row, region_key(row.0)));
        mentions.chain(regions).collect()
    }

    /// A schema with this preset's labels only.
    pub fn schema(self) -> Schema {
        Schema { labels: self.labels(), ..Schema::default() }
    }
}

/// The default key of the n-th label of a layer, counted from 0: 1 to 9, 0, then
/// Shift+1 to Shift+9; later labels have none and are reached by the picker.
pub fn hotkey(n: usize) -> Option<String> {
    match n {
        0..=8 => Some((n + 1).to_string()),
        9 => Some("0".to_owned()),
        10..=18 => Some(format!("Shift+{}", n - 9)),
        _ => None,
    }
}

/// The key of a region label: a letter, since the digits belong to mentions. Boilerplate
/// has a command of its own.
fn region_key(id: &str) -> Option<String> {
    let letter = match id {
        "title" => "T",
        "byline" => "B",
        "dateline" => "D",
        "heading" => "H",
        "body" => "X",
        "list" => "L",
        _ => return None,
    };
    Some(format!("Shift+{letter}"))
}

fn label(kind: Kind, &(id, name, hue, has_entity): &Row, hotkey: Option<String>) -> Label {
    Label {
        id: LabelId::new(id),
        kind,
        name: name.to_owned(),
        tag: tag(id),
        hue: Hue::new(hue),
        hotkey,
        snapping: Snapping::Tokens,
        has_entity,
        guideline: String::new(),
        exclude: id == "boilerplate",
    }
}

/// A short tag: ids of up to four letters as they are, longer ones by their consonants.
fn tag(id: &str) -> String {
    let known = match id {
        "EVENT" => "EVT",
        "WEAPON" => "WPN",
        "QUANTITY" => "QTY",
        "MONEY" => "MON",
        "PERCENT" => "PCT",
        "TITLE" => "TTL",
        "PERSON" | "person" => "PER",
        "PRODUCT" | "product" => "PRD",
        "WORK_OF_ART" => "ART",
        "LANGUAGE" => "LANG",
        "ORDINAL" => "ORD",
        "CARDINAL" => "NUM",
        "location" => "LOC",
        "corporation" => "CORP",
        "creative-work" => "WORK",
        "group" => "GRP",
        "byline" => "BYL",
        "dateline" => "DTL",
        "heading" => "HDG",
        "boilerplate" => "BPL",
        other => other,
    };
    known.chars().take(5).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_and_keys_are_unique_within_a_preset() {
        for preset in Preset::ALL {
            let labels = preset.labels();
            let ids: BTreeSet<_> = labels.iter().map(|l| l.id.clone()).collect();
            assert_eq!(ids.len(), labels.len(), "{}", preset.title());
            let keys: Vec<_> = labels.iter().filter_map(|l| l.hotkey.clone()).collect();
            assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
        }
    }

    #[test]
    fn tags_are_unique_and_no_cut_words() {
        for preset in Preset::ALL {
            let labels = preset.labels();
            let tags: BTreeSet<_> = labels.iter().map(|l| (l.kind, l.tag.clone())).collect();
            assert_eq!(tags.len(), labels.len(), "{}", preset.title());
            for l in labels {
                let whole = l.tag.to_lowercase() == l.id.as_str().to_lowercase();
                assert!(whole || l.tag.chars().count() < 5, "{} is {}", l.id, l.tag);
            }
        }
    }

    #[test]
    fn regions_have_keys() {
        for label in Preset::News.labels().iter().filter(|l| l.kind == Kind::Region) {
            // The command for what is left out is on B.
            assert_eq!(label.hotkey.is_none(), label.exclude, "{}", label.id);
        }
    }

    #[test]
    fn presets_have_the_published_number_of_types() {
        let count = |p: Preset| p.schema().labels_of(Kind::Mention).count();
        assert_eq!(count(Preset::OntoNotes), 18);
        assert_eq!(count(Preset::Conll2003), 4);
        assert_eq!(count(Preset::Wnut17), 6);
        assert_eq!(count(Preset::Claims), 0);
    }
}
