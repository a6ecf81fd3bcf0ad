//! Documents: what is known about a text besides the text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ids::{DocumentId, LayerId};
use crate::text::Sha256;

/// A document. Its text is immutable, kept apart and found by its hash.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Stable; ids in the order of adding keep the queue's order.
    pub id: DocumentId,
    /// The file's name, or a name given by hand.
    pub name: String,
    /// SHA-256 of the text's UTF-8 bytes, without the byte order mark.
    pub sha256: Sha256,
    /// Length of the text in bytes.
    pub len_bytes: u32,
    /// Length of the text in code points.
    pub len_chars: u32,
    /// Whether the file began with a byte order mark.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bom: bool,
    /// What else is known; absent fields are not known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub meta: BTreeMap<MetaField, String>,
    /// Fields of the source file that Glossator has no place for, kept as they came.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, serde_json::Value>,
    /// How far each layer is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub status: BTreeMap<LayerId, LayerStatus>,
}

impl Document {
    /// A document about which only its text and name are known.
    pub fn new(id: DocumentId, name: impl Into<String>, text: &crate::text::Text) -> Self {
        Self {
            id,
            name: name.into(),
            sha256: text.sha256(),
            len_bytes: text.len_bytes(),
            len_chars: text.len_chars(),
            bom: false,
            meta: BTreeMap::new(),
            extra: BTreeMap::new(),
            status: BTreeMap::new(),
        }
    }

    /// Whether this is the document's text.
    pub fn is_of(&self, text: &crate::text::Text) -> bool {
        (self.sha256, self.len_bytes, self.len_chars)
            == (text.sha256(), text.len_bytes(), text.len_chars())
    }

    /// A field's value, if known.
    pub fn meta(&self, field: MetaField) -> Option<&str> {
        self.meta.get(&field).map(String::as_str)
    }

    /// What lists show: the title, or else the name.
    pub fn display_name(&self) -> &str {
        self.meta(MetaField::Title).unwrap_or(&self.name)
    }

    /// How far a layer is.
    pub fn status(&self, layer: LayerId) -> LayerStatus {
        self.status.get(&layer).copied().unwrap_or_default()
    }
}

/// What may be known about a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MetaField {
    /// The headline.
    Title,
    /// Who published it.
    Publisher,
    /// Who wrote it.
    Author,
    /// When, as the source says it.
    Published,
    /// Where it is found.
    Url,
    /// BCP 47 language.
    Lang,
    /// The publisher that it was taken from.
    RepublishedFrom,
}

impl MetaField {
    /// Every field, in the order of the interface.
    pub const ALL: [Self; 7] = [
        Self::Title,
        Self::Publisher,
        Self::Author,
        Self::Published,
        Self::Url,
        Self::Lang,
        Self::RepublishedFrom,
    ];

    /// The word in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Publisher => "publisher",
            Self::Author => "author",
            Self::Published => "published",
            Self::Url => "url",
            Self::Lang => "lang",
            Self::RepublishedFrom => "republished_from",
        }
    }

    /// The word on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Publisher => "Publisher",
            Self::Author => "Author",
            Self::Published => "Published",
            Self::Url => "Address",
            Self::Lang => "Language",
            Self::RepublishedFrom => "Republished from",
        }
    }
}

/// How far work is.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not examined.
    #[default]
    Todo,
    /// Begun.
    InProgress,
    /// Examined to the end, also if nothing was found.
    Done,
}

impl Status {
    /// Its word.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Todo => "To do",
            Self::InProgress => "In progress",
            Self::Done => "Done",
        }
    }
}

/// What is annotated: the two tasks are finished one by one, so that "examined
/// and empty" differs from "not examined" in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Mentions and their register.
    Entities,
    /// Claims, speakers, cues and evidence.
    Claims,
}

/// How far one annotator's layer of a document is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LayerStatus {
    /// Mentions.
    pub entities: Status,
    /// Claims.
    pub claims: Status,
}

impl LayerStatus {
    /// Both tasks at the same state.
    pub const fn both(status: Status) -> Self {
        Self { entities: status, claims: status }
    }

    /// This status with one task set.
    pub const fn with(mut self, task: Task, status: Status) -> Self {
        match task {
            Task::Entities => self.entities = status,
            Task::Claims => self.claims = status,
        }
        self
    }

    /// The document's status as lists show it: done when every task is that the project has.
    pub fn overall(self, tasks: Tasks) -> Status {
        match (tasks.entities, tasks.claims) {
            (true, false) => self.entities,
            (false, true) => self.claims,
            (true, true) if self.entities == self.claims => self.entities,
            (true, true) => Status::InProgress,
            // Nobody has found anything yet: whatever is examined.
            (false, false) => self.entities.max(self.claims),
        }
    }
}

/// The tasks that a project has: see [`Project::tasks`](super::Project::tasks).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tasks {
    /// Mentions are marked.
    pub entities: bool,
    /// Claims are.
    pub claims: bool,
}

impl Tasks {
    /// Both.
    pub const ALL: Self = Self { entities: true, claims: true };

    /// These, and one more.
    pub const fn and(mut self, task: Task) -> Self {
        match task {
            Task::Entities => self.entities = true,
            Task::Claims => self.claims = true,
        }
        self
    }
}
