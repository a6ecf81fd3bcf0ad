//! What this browser remembers about how the person likes to work. Small things
//! only: texts and annotations are never here.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use std::collections::BTreeMap;

use glossator_core::model::{AnnotationId, AnnotatorId, DocumentId, ProjectId};

use crate::platform::web_storage::Room;

const KEY: &str = "glossator.settings";
/// Where the person is in this tab: another tab has another project.
const PLACE: &str = "glossator.place";

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
    /// The paragraph at the window's top: what is far above has only a guessed height when the page
    /// is opened again.
    pub paragraph: Option<u32>,
    /// How much of that paragraph lies above the window, in CSS pixels.
    pub above: f64,
    /// Selection, in bytes of the text: start and end.
    pub selection: Option<(u32, u32)>,
    /// The selected mark.
    pub mark: Option<AnnotationId>,
    /// Whether the layer was that of claims.
    pub claims: bool,
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
        }
    }
}

impl Stored {
    /// What of a kept text can be used: each field that cannot, because it was damaged or is
    /// another version's, is as on the first day. Read from text only: to read from values would
    /// be code of its own, in the first load.
    fn of(kept: &str) -> Self {
        let read: Self = serde_json::from_str(kept).unwrap_or_else(|_| Self::of_good_fields(kept));
        Self {
            text_size: read.text_size.clamp(16, 24),
            measure: read.measure.clamp(60, 80),
            ..read
        }
    }

    fn of_good_fields(kept: &str) -> Self {
        let kept: Map<String, Value> = serde_json::from_str(kept).unwrap_or_default();
        let (mut good, mut read) = (Map::new(), Self::default());
        for (name, value) in kept {
            good.insert(name.clone(), value);
            match serde_json::to_string(&good).and_then(|text| serde_json::from_str(&text)) {
                Ok(all) => read = all,
                Err(_) => {
                    good.remove(&name);
                }
            }
        }
        read
    }

    /// Takes over what another tab has written meanwhile and is of use here: whom the person is
    /// in the projects that were opened there. How the page looks stays as it is under the eyes.
    fn learn(&mut self, other: &Self) {
        for (project, annotator) in &other.own {
            self.own.entry(*project).or_insert(*annotator);
        }
    }

    /// What is to be kept where another tab has written `there` meanwhile: that, but for what
    /// this tab has changed since it was at `before`.
    fn joined(&self, before: &Self, there: Self) -> Self {
        // Field by field, whatever fields there are.
        let fields = |stored: &Self| {
            // Through text, as it is kept: code that is there already.
            let text = serde_json::to_string(stored).unwrap_or_default();
            serde_json::from_str::<Map<String, Value>>(&text).unwrap_or_default()
        };
        let (old, mut kept) = (fields(before), fields(&there));
        for (name, value) in fields(self) {
            if old.get(&name) != Some(&value) {
                kept.insert(name, value);
            }
        }
        let mut own = there.own;
        own.extend(self.own.iter().filter(|(id, by)| before.own.get(id) != Some(by)));
        Self { own, ..Self::of(&serde_json::to_string(&kept).unwrap_or_default()) }
    }
}

/// The settings of this browser.
#[derive(Clone, Copy)]
pub struct Settings {
    signal: RwSignal<Stored>,
    /// What this tab has read or written last, and how its own settings were then.
    last: StoredValue<(Option<String>, Stored)>,
}

impl Settings {
    /// Reads what is remembered.
    pub fn load() -> Self {
        let last = Room::Browser.read(KEY);
        let mut stored = read(last.as_deref());
        let place = Room::Tab.read(PLACE).and_then(|kept| serde_json::from_str(&kept).ok());
        stored.place = place.unwrap_or(stored.place);
        Self { signal: RwSignal::new(stored.clone()), last: StoredValue::new((last, stored)) }
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
        let there = Room::Browser.read(KEY);
        let same = self.last.with_value(|(last, _)| *last == there);
        let other = (!same).then(|| read(there.as_deref()));
        if let Some(other) = &other {
            self.signal.update_untracked(|s| s.learn(other));
        }
        let now = self.signal.get_untracked();
        // Neither has maps with keys other than strings: writing them cannot fail.
        Room::Tab.write(PLACE, &serde_json::to_string(&now.place).unwrap_or_default());
        let kept = match other {
            Some(other) => self.last.with_value(|(_, before)| now.joined(before, other)),
            None => now.clone(),
        };
        let written = serde_json::to_string(&kept).unwrap_or_default();
        Room::Browser.write(KEY, &written);
        self.last.set_value((Some(written), now));
    }
}

fn read(kept: Option<&str>) -> Stored {
    kept.map(Stored::of).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_was_kept_is_read() {
        let mut kept = Stored { theme: Theme::Dark, measure: 80, ..Stored::default() };
        kept.own.insert(
            ProjectId::new(uuid::Uuid::from_u128(1)),
            AnnotatorId::new(uuid::Uuid::from_u128(2)),
        );
        kept.place.selection = Some((3, 4));
        assert_eq!(Stored::of(&serde_json::to_string(&kept).unwrap_or_default()), kept);
    }

    #[test]
    fn one_bad_value_does_not_take_the_others_along() {
        let id = "00000000-0000-0000-0000-000000000001";
        let bad = [
            json!({"theme": "sepia"}),
            json!({"theme": {"light": 1}}),
            json!({"queue_width": -4}),
            json!({"queue_width": 1e300}),
            json!({"text_size": 300}),
            json!({"measure": "wide"}),
            json!({"tags": null}),
            json!({"place": "there"}),
            json!({"place": {"scroll": null}}),
            json!({"place": {"selection": [5]}}),
            json!({"place": {"project": "not an id"}}),
            json!({"last_command": ["undo"]}),
            json!({"from a newer version": {"deep": [[[[]]]]}}),
            json!({"__proto__": {"sans": true}}),
        ];
        for bad in bad {
            let mut kept = json!({"sans": true, "own": {id: id}});
            for (name, value) in bad.as_object().into_iter().flatten() {
                kept[name.as_str()] = value.clone();
            }
            let read = Stored::of(&kept.to_string());
            assert!(read.sans && read.own.len() == 1, "{bad}");
            assert_eq!(Stored { sans: false, own: BTreeMap::new(), ..read }, Stored::default());
        }
    }

    #[test]
    fn what_another_tab_has_noted_stays() {
        let project = |n| ProjectId::new(uuid::Uuid::from_u128(n));
        let annotator = |n| AnnotatorId::new(uuid::Uuid::from_u128(n));
        let own = |all: &[(u128, u128)]| -> BTreeMap<_, _> {
            all.iter().map(|(p, a)| (project(*p), annotator(*a))).collect()
        };
        let mut here = Stored { sans: true, own: own(&[(1, 11), (2, 12)]), ..Stored::default() };
        let there = Stored { own: own(&[(2, 22), (3, 23)]), ..Stored::default() };
        here.learn(&there);
        assert_eq!(here.own, own(&[(1, 11), (2, 12), (3, 23)]));
        assert!(here.sans);
        // Only what this tab has done since is written over the other's.
        let before = Stored { own: own(&[(1, 11), (2, 12)]), ..Stored::default() };
        here.own.insert(project(1), annotator(31));
        assert_eq!(here.joined(&before, there).own, own(&[(1, 31), (2, 22), (3, 23)]));
    }

    #[test]
    fn what_another_tab_has_chosen_outlives_a_scroll_in_this_one() {
        let before = Stored { queue_width: 300, ..Stored::default() };
        let there = Stored {
            theme: Theme::Dark,
            queue_width: 400,
            single_keys: false,
            place: Place { scroll: 7.0, ..Place::default() },
            ..before.clone()
        };
        let place = Place { scroll: 99.0, ..Place::default() };
        let here = Stored { place, ..before.clone() };
        assert_eq!(here.joined(&before, there.clone()), Stored { place, ..there.clone() });
        // Of one thing that both have changed, the one that is done last.
        let here = Stored { queue_width: 250, last_command: Some("undo".to_owned()), ..here };
        let last_command = here.last_command.clone();
        assert_eq!(
            here.joined(&before, there.clone()),
            Stored { queue_width: 250, place, last_command, ..there }
        );
    }

    #[test]
    fn what_is_no_settings_at_all_is_the_first_day() {
        for kept in [json!(null), json!([]), json!("dark"), json!(7), json!({"own": []})] {
            assert_eq!(Stored::of(&kept.to_string()), Stored::default());
        }
        let read = Stored::of(&json!({"text_size": 255, "measure": 0}).to_string());
        assert_eq!((read.text_size, read.measure), (24, 60));
    }
}
