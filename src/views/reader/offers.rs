//! What the picker offers for the words that it stands at.

use glossator_core::actions::claims::EvidenceSet;
use glossator_core::model::{EvidenceId, EvidenceStance, Kind, Label, LabelId};
use glossator_core::query::{EvidenceRow, evidence_rows};
use leptos::prelude::*;

use crate::state::ui::Front;
use crate::state::{App, acts, commands};

/// What the claims layer marks before all regions.
const CLAIM_TOOLS: [(&str, &str); 3] = [("claim", "Claim"), ("speaker", "Speaker"), ("cue", "Cue")];
/// The command that marks and unmarks what is left out.
const BOILERPLATE: &str = "boilerplate";

/// What choosing an entry does.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// Gives the words, or the mark, a label.
    Label(LabelId),
    /// Runs a command on the words.
    Command(&'static str),
    /// Takes the words as evidence for the claim that evidence is collected for.
    Evidence(EvidenceStance),
    /// Adds the words to a set of evidence for that claim.
    EvidenceSet(EvidenceId),
}

impl Choice {
    /// Does it.
    pub fn take(&self, app: App) {
        match self {
            Self::Label(id) => commands::label(app, id.clone()),
            Self::Command(id) => {
                commands::run(app, id);
                app.ui.picker.set(None);
            }
            Self::Evidence(stance) => {
                if let Some(about) = app.ui.inspector.collecting.get_untracked() {
                    acts::add_new_evidence(app, about.claim, *stance);
                }
                app.ui.picker.set(None);
            }
            Self::EvidenceSet(set) => {
                if let Some(about) = app.ui.inspector.collecting.get_untracked() {
                    acts::add_evidence(app, about.claim, EvidenceSet::Existing(*set));
                }
                app.ui.picker.set(None);
            }
        }
    }
}

/// An entry of the picker.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its words.
    pub name: String,
    /// The short name, which can be typed as well.
    pub tag: String,
    /// Its colour.
    pub hue: u8,
    /// The name of its key.
    pub key: Option<String>,
    /// What it does.
    pub choice: Choice,
}

impl Entry {
    fn label(label: &Label) -> Self {
        let Label { id, name, tag, hue, hotkey, .. } = label.clone();
        Self { name, tag, hue: hue.get(), key: hotkey, choice: Choice::Label(id) }
    }

    /// A command; none where it cannot be done.
    fn command(app: App, id: &'static str, name: &str) -> Option<Self> {
        let command = commands::find(id).filter(|c| c.is_enabled(app))?;
        let key = command.keys.first().map(|key| (*key).to_owned());
        let (name, tag) = (name.to_owned(), String::new());
        Some(Self { name, tag, hue: 0, key, choice: Choice::Command(id) })
    }

    fn evidence(stance: EvidenceStance) -> Self {
        Self::plain(stance.title().to_owned(), Choice::Evidence(stance))
    }

    fn evidence_set(row: &EvidenceRow) -> Self {
        Self::plain(row.title(), Choice::EvidenceSet(row.id))
    }

    /// One with neither tag nor key.
    const fn plain(name: String, choice: Choice) -> Self {
        Self { name, tag: String::new(), hue: 0, key: None, choice }
    }
}

/// What is offered, followed; for a mark of a kind, the labels of this kind. For new marks that
/// comes first which the person is about: evidence while it is collected, claims and what
/// belongs to them on their layer.
pub fn entries(app: App, kind: Option<Kind>) -> Vec<Entry> {
    let claims = kind.is_none() && app.ui.front.get() == Front::Claims;
    let mut entries = Vec::new();
    if let Some(about) = app.ui.inspector.collecting.get().filter(|_| kind.is_none()) {
        entries.extend(EvidenceStance::ALL.iter().copied().map(Entry::evidence));
        let sets = app.session.registers(|p| evidence_rows(p, about.claim));
        entries.extend(sets.unwrap_or_default().iter().map(Entry::evidence_set));
    }
    if claims {
        entries.extend(CLAIM_TOOLS.iter().filter_map(|(id, name)| Entry::command(app, id, name)));
    }
    let labels = kind.unwrap_or(if claims { Kind::Region } else { Kind::Mention });
    let labels = app.session.schema(|s| s.labels_of(labels).cloned().collect::<Vec<_>>());
    entries.extend(labels.unwrap_or_default().iter().map(|label| {
        // Its command takes the mark away again, and has a key.
        let tool = (kind.is_none() && label.exclude && label.hotkey.is_none())
            .then(|| Entry::command(app, BOILERPLATE, &label.name));
        tool.flatten().unwrap_or_else(|| Entry::label(label))
    }));
    entries
}

/// Commands under the entries: those that are not among them.
pub fn beside(app: App, kind: Option<Kind>) -> Vec<(&'static str, &'static str)> {
    let claims = app.ui.front.get() == Front::Claims;
    if kind.is_none() && claims {
        return Vec::new();
    }
    let regions = kind == Some(Kind::Region);
    let rest = (!regions).then_some((BOILERPLATE, "Boilerplate"));
    CLAIM_TOOLS.into_iter().chain(rest).collect()
}

/// The entries that fit a filter, in their order; those whose name begins with it first.
pub fn matching(entries: Vec<Entry>, filter: &str) -> Vec<Entry> {
    let filter = filter.to_lowercase();
    let rank = |e: &Entry| {
        let (name, tag) = (e.name.to_lowercase(), e.tag.to_lowercase());
        if name.starts_with(&filter) || tag.starts_with(&filter) {
            Some(0)
        } else {
            name.contains(&filter).then_some(1)
        }
    };
    let mut found: Vec<(i32, Entry)> =
        entries.into_iter().filter_map(|e| Some((rank(&e)?, e))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, e)| e).collect()
}

#[cfg(test)]
mod tests {
    use super::{Entry, matching};
    use glossator_core::model::presets::Preset;

    #[test]
    fn names_that_begin_with_the_filter_come_first() {
        let found = |filter: &str| -> Vec<String> {
            let entries = Preset::Conll2003.labels().iter().map(Entry::label).collect();
            matching(entries, filter).into_iter().map(|e| e.tag).collect()
        };
        assert_eq!(found("per")[0], "PER");
        assert_eq!(found("o")[0], "ORG");
        assert!(found("zzz").is_empty());
    }
}
