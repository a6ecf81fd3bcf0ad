//! What the picker offers for the words that it stands at.

use glossator_core::actions::claims::EvidenceSet;
use glossator_core::model::{EvidenceId, EvidenceStance, Kind, Label, LabelId};
use glossator_core::query::{EvidenceRow, evidence_rows};
use leptos::prelude::*;

use crate::state::ui::Front;
use crate::state::{App, acts, commands};

/// What the claims layer marks before all regions.
const CLAIM_TOOLS: [(&str, &str); 3] = [("claim", "Claim"), ("speaker", "Speaker"), ("cue", "Cue")];
/// How many entries stand in a row, as in the stylesheet.
const COLUMNS: usize = 3;
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
    /// Whether it marks regions, which have a heading of their own.
    pub region: bool,
}

impl Entry {
    fn label(label: &Label) -> Self {
        let Label { id, name, tag, hue, hotkey, kind, .. } = label.clone();
        let region = kind == Kind::Region;
        Self { name, tag, hue: hue.get(), key: hotkey, choice: Choice::Label(id), region }
    }

    /// A command; none where it cannot be done.
    fn command(app: App, id: &'static str, name: &str) -> Option<Self> {
        let command = commands::find(id).filter(|c| c.is_enabled(app))?;
        let key = command.keys.first().map(|key| (*key).to_owned());
        let (name, tag) = (name.to_owned(), String::new());
        Some(Self { name, tag, hue: 0, key, choice: Choice::Command(id), region: false })
    }

    fn evidence(stance: EvidenceStance) -> Self {
        Self::plain(stance.title().to_owned(), Choice::Evidence(stance))
    }

    fn evidence_set(row: &EvidenceRow) -> Self {
        Self::plain(row.title(), Choice::EvidenceSet(row.id))
    }

    /// One with neither tag nor key.
    const fn plain(name: String, choice: Choice) -> Self {
        Self { name, tag: String::new(), hue: 0, key: None, choice, region: false }
    }
}

/// What is offered, followed; for a mark of a kind, the labels of this kind. For new marks that
/// comes first which the person is about: evidence while it is collected, claims and what
/// belongs to them on their layer. Regions follow on both.
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
    let kinds = match kind {
        Some(kind) => vec![kind],
        None if claims => vec![Kind::Region],
        None => vec![Kind::Mention, Kind::Region],
    };
    let labels = app
        .session
        .schema(|s| kinds.iter().flat_map(|kind| s.labels_of(*kind)).cloned().collect::<Vec<_>>());
    entries.extend(labels.unwrap_or_default().iter().map(|label| {
        // Its command takes the mark away again, and has a key.
        let tool = (kind.is_none() && label.exclude && label.hotkey.is_none())
            .then(|| Entry::command(app, BOILERPLATE, &label.name));
        match tool.flatten() {
            Some(tool) => Entry { region: true, ..tool },
            None => Entry::label(label),
        }
    }));
    entries
}

/// Where the regions begin that follow other entries: they have a heading, and begin a row.
pub fn regions_at(entries: &[Entry]) -> Option<usize> {
    let at = entries.iter().position(|e| e.region)?;
    (at > 0 && entries[at..].iter().all(|e| e.region)).then_some(at)
}

/// The entry below or above one of `len`, where the row of the `split`th is a new one; the last or
/// the first where there is none.
pub fn beneath(len: usize, split: Option<usize>, at: usize, down: bool) -> usize {
    let split = split.unwrap_or(len);
    let rows: Vec<usize> =
        (0..split).step_by(COLUMNS).chain((split..len).step_by(COLUMNS)).collect();
    let row = rows.iter().rposition(|start| *start <= at).unwrap_or(0);
    let column = at - rows.get(row).copied().unwrap_or(0);
    let to = if down { Some(row + 1) } else { row.checked_sub(1) };
    match to.and_then(|to| Some((to, *rows.get(to)?))) {
        Some((to, start)) => (start + column).min(rows.get(to + 1).copied().unwrap_or(len) - 1),
        None if down => len.saturating_sub(1),
        None => 0,
    }
}

/// Commands under the entries: those that are not among them.
pub fn beside(app: App, kind: Option<Kind>) -> Vec<(&'static str, &'static str)> {
    let claims = app.ui.front.get() == Front::Claims;
    let Some(kind) = kind else {
        // The selected words may be for the mark.
        let add = app.ui.selected.get().map(|_| ("add-range", "Add to the mark"));
        let tools = CLAIM_TOOLS.into_iter().filter(|_| !claims);
        return add.into_iter().chain(tools).collect();
    };
    let rest = (kind != Kind::Region).then_some((BOILERPLATE, "Boilerplate"));
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
    use super::{Entry, beneath, matching, regions_at};
    use glossator_core::model::presets::Preset;

    #[test]
    fn regions_begin_a_row_of_their_own() {
        let entries: Vec<Entry> = Preset::News.labels().iter().map(Entry::label).collect();
        let (regions, mentions): (Vec<_>, Vec<_>) = entries.into_iter().partition(|e| e.region);
        assert_eq!(regions_at(&mentions), None);
        assert_eq!(regions_at(&regions), None);
        let all = [mentions.clone(), regions.clone()].concat();
        assert_eq!(regions_at(&all), Some(mentions.len()));
        // As they fit a filter best: no order, no heading.
        let mixed = [mentions.clone(), regions, mentions].concat();
        assert_eq!(regions_at(&mixed), None);
    }

    #[test]
    fn up_and_down_keep_the_column_across_the_heading() {
        // Rows 0 1 2, 3 4, and below the heading 5 6 7, 8.
        let down = |at| beneath(9, Some(5), at, true);
        let up = |at| beneath(9, Some(5), at, false);
        assert_eq!([0, 2, 3, 4, 5, 7, 8].map(down), [3, 4, 5, 6, 8, 8, 8]);
        assert_eq!([0, 2, 4, 5, 6, 7, 8].map(up), [0, 0, 1, 3, 4, 4, 5]);
        assert_eq!(beneath(7, None, 1, true), 4);
        assert_eq!(beneath(7, None, 5, true), 6);
        assert_eq!(beneath(1, None, 0, true), 0);
        assert_eq!(beneath(0, None, 0, true), 0);
    }

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
