//! What this browser remembers about how the person likes to work. Small things
//! only: texts and annotations are never here.

use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

use glossator_core::model::{AnnotatorId, DocumentId, ProjectId};

const KEY: &str = "glossator.settings";

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// When tags stand above marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tags {
    /// Always.
    #[default]
    Always,
    /// Under the pointer.
    Hover,
    /// Never.
    Never,
}

impl Tags {
    /// The value of `data-tags`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Hover => "hover",
            Self::Never => "never",
        }
    }
}

/// Where the person was when the page was left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The project.
    pub project: Option<ProjectId>,
    /// The document.
    pub document: Option<DocumentId>,
    /// How far its page was scrolled, in CSS pixels.
    pub scroll: f64,
    /// Selection, in bytes of the text: start and end.
    pub selection: Option<(u32, u32)>,
}

/// The remembered values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stored {
    /// Colours.
    pub theme: Theme,
    /// Width of the document list in CSS pixels, 220 to 420.
    pub queue_width: u16,
    /// Width of the inspector in CSS pixels, 220 to 420.
    pub inspector_width: u16,
    /// Whether the document list is shown.
    pub queue_open: bool,
    /// Whether the inspector is shown.
    pub inspector_open: bool,
    /// Size of the text in CSS pixels, 16 to 24.
    pub text_size: u8,
    /// Characters to a line: 60, 70 or 80.
    pub measure: u8,
    /// Whether the text is set in a sans-serif face.
    pub sans: bool,
    /// When tags are shown.
    pub tags: Tags,
    /// Whether single keys act in the text (WCAG 2.1.4).
    pub single_keys: bool,
    /// Where the person was.
    pub place: Place,
    /// Which annotator the person is, by project.
    pub own: BTreeMap<ProjectId, AnnotatorId>,
    /// The command that the palette ran last.
    pub last_command: Option<String>,
    /// When a copy of the project was last downloaded, milliseconds since 1970.
    pub last_export: Option<i64>,
}

impl Default for Stored {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            queue_width: 264,
            inspector_width: 348,
            queue_open: true,
            inspector_open: true,
            text_size: 19,
            measure: 70,
            sans: false,
            tags: Tags::Always,
            single_keys: true,
            place: Place::default(),
            own: BTreeMap::new(),
            last_command: None,
            last_export: None,
        }
    }
}

/// The settings of this browser.
#[derive(Clone, Copy)]
pub struct Settings {
    signal: RwSignal<Stored>,
}

impl Settings {
    /// Reads what is remembered; what cannot be read is as on the first day.
    pub fn load() -> Self {
        Self { signal: RwSignal::new(LocalStorage::get(KEY).unwrap_or_default()) }
    }

    /// Reads a value, and follows its changes in memos and effects.
    pub fn get<T>(self, read: impl FnOnce(&Stored) -> T) -> T {
        self.signal.with(read)
    }

    /// Reads a value once.
    pub fn peek<T>(self, read: impl FnOnce(&Stored) -> T) -> T {
        self.signal.with_untracked(read)
    }

    /// Changes values and remembers them.
    pub fn set(self, change: impl FnOnce(&mut Stored)) {
        self.signal.update(change);
        self.keep();
    }

    /// Changes values that nothing on screen follows, such as the scroll position.
    pub fn note(self, change: impl FnOnce(&mut Stored)) {
        self.signal.update_untracked(change);
        self.keep();
    }

    fn keep(self) {
        // A full or blocked local storage costs comfort, not work.
        let _ = self.signal.with_untracked(|s| LocalStorage::set(KEY, s));
    }
}
