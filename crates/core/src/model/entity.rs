//! The entity register: one for the whole corpus.

use serde::{Deserialize, Serialize};

use super::ids::{EntityId, LabelId};

/// Somebody or something that documents mention. Without an external id it is a
/// NIL entity: known here only, under a stable id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Stable through renaming.
    pub id: EntityId,
    /// The preferred name, or a description where nobody says the name.
    pub name: String,
    /// The label of its type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<LabelId>,
    /// Other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Alias>,
    /// `scheme:value`, such as `wikidata:Q42`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Who or what it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The whole that it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<EntityId>,
    /// The group that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_of: Option<EntityId>,
    /// How many they are, if it is a group whose number is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_size: Option<u32>,
}

impl Entity {
    /// An entity with only a name and a type.
    pub fn named(id: EntityId, name: impl Into<String>, label: Option<LabelId>) -> Self {
        Self {
            id,
            name: name.into(),
            label,
            aliases: Vec::new(),
            external_id: None,
            description: String::new(),
            part_of: None,
            member_of: None,
            group_size: None,
        }
    }

    /// Whether it looks like a description by itself: no authority knows it, and it is
    /// a group with a number, is written without a capital, or begins as descriptions do.
    pub fn is_description(&self) -> bool {
        let first = self.name.split_whitespace().next().unwrap_or_default();
        let written_small =
            self.name.chars().any(char::is_lowercase) && !self.name.chars().any(char::is_uppercase);
        self.external_id.is_none()
            && (self.group_size.is_some() || written_small || BEGINNINGS.contains(&first))
    }

    /// Whether one authority knows two entities under different ids.
    pub(crate) fn ids_differ(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (&self.external_id, &other.external_id) else { return false };
        // How the scheme is written makes no other identifier.
        let (a, b) = (scheme_of(a), scheme_of(b));
        a.0 == b.0 && a.1 != b.1
    }
}

/// Whether two identifiers are one: how their scheme is written does not matter.
pub(crate) fn same_id(a: &str, b: &str) -> bool {
    scheme_of(a) == scheme_of(b)
}

/// An identifier's scheme in small letters, empty without one, and what it is there.
fn scheme_of(id: &str) -> (String, &str) {
    id.split_once(':').map_or((String::new(), id), |(scheme, own)| (scheme.to_lowercase(), own))
}

/// Words, as written in the middle of a sentence, that begin a description.
const BEGINNINGS: &[&str] = &[
    "a",
    "an",
    "another",
    "anonymous",
    "eight",
    "five",
    "four",
    "nine",
    "one",
    "other",
    "seven",
    "several",
    "six",
    "some",
    "ten",
    "three",
    "two",
    "unidentified",
    "unnamed",
];

/// Another name of an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alias {
    /// The name as texts write it.
    pub text: String,
    /// What sort of name it is.
    #[serde(default)]
    pub kind: AliasKind,
    /// Whether "mark every mention" looks for it. A contextual alias never links by itself.
    #[serde(default)]
    pub auto_match: bool,
}

/// What sort of name an alias is.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AliasKind {
    /// A name.
    #[default]
    Name,
    /// Letters that stand for a name.
    Acronym,
    /// Misspelt in a source; the text is not touched.
    Misspelling,
    /// Means this entity in its context only ("the group").
    Contextual,
}

impl AliasKind {
    /// The kind of name that a text writes: an acronym has two to six letters, all capitals.
    pub(crate) fn of(text: &str) -> Self {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = text.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '&'));
        if capitals && (2..=6).contains(&letters) { Self::Acronym } else { Self::Name }
    }
}

/// Two entities in a fixed order, so that a pair has one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(EntityId, EntityId)")]
pub struct EntityPair(EntityId, EntityId);

impl EntityPair {
    /// The pair, whichever way round it is given.
    pub fn new(a: EntityId, b: EntityId) -> Self {
        if a <= b { Self(a, b) } else { Self(b, a) }
    }

    /// The smaller id, then the larger.
    pub fn ids(self) -> (EntityId, EntityId) {
        (self.0, self.1)
    }
}

impl From<(EntityId, EntityId)> for EntityPair {
    fn from((a, b): (EntityId, EntityId)) -> Self {
        Self::new(a, b)
    }
}

/// What an annotator decided about two entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// One and the same.
    Same,
    /// Different; not suggested again.
    NotSame,
    /// Left open.
    Unsure,
}
