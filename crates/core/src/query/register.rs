//! The entity register as a list: rows with their counts, filtered and sorted.

use std::collections::HashMap;

use super::name_words::letter;
use crate::model::{DocumentId, Entity, EntityId, Kind, LabelId, Project, Summary};

/// Counts the mentions of a document that could have an entry and have none. Of which label the
/// linked ones are is not counted: those of a label that has no entries any more are told by the
/// type of their entry.
pub(super) fn unlinked_counter(project: &Project) -> impl Fn(&Summary) -> u32 {
    let labels = project.schema().labels.iter().filter(|l| l.kind == Kind::Mention);
    let (with, without): (Vec<_>, Vec<_>) = labels.partition(|l| l.has_entity);
    move |summary| {
        let marks: u32 = with.iter().map(|l| summary.label(&l.id)).sum();
        let is_of_these = |id: EntityId| {
            let label = project.entities().get(&id).and_then(|e| e.label.as_ref());
            label.is_none_or(|label| !without.iter().any(|l| l.id == *label))
        };
        let linked = summary.mentioned().filter(|(id, _)| marks > 0 && is_of_these(*id));
        marks.saturating_sub(linked.map(|(_, n)| n).sum())
    }
}

/// Which entries a register shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterFilter {
    /// Of this type; none: of any.
    pub label: Option<LabelId>,
    /// Words that are all in its name, aliases or identifier, each anywhere.
    pub words: String,
}

/// In which order a register shows its entries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RegisterSort {
    /// The most mentions first.
    #[default]
    Mentions,
    /// By name, without regard to capitals and accents.
    Name,
    /// The latest first.
    Recent,
}

/// An entry as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    /// The entry.
    pub entity: EntityId,
    /// Its type.
    pub label: Option<LabelId>,
    /// Its name.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// Its mentions by document, in the project's order; documents without any are left out.
    pub by_document: Vec<(DocumentId, u32)>,
    /// All its mentions.
    pub mentions: u32,
    /// Its identifier.
    pub external_id: Option<String>,
    /// The claim mentions in which it speaks.
    pub speaks: u32,
}

/// Figures about the whole register.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RegisterCounts {
    /// Entries.
    pub entities: u32,
    /// Mentions that are linked to one.
    pub mentions: u32,
    /// Mentions that could have an entry but are linked to none.
    pub unlinked: u32,
}

/// The register made ready for listing. Made once for a state of the project; filtering
/// and sorting then touch no entity. Rows are made for what is in view.
#[derive(Debug, Clone)]
pub struct Register {
    entries: Vec<Entry>,
    place: HashMap<EntityId, usize>,
    labels: Vec<LabelId>,
    /// The names, aliases and identifiers of all entries, folded, one behind the other.
    words: String,
    /// The figures for the heading.
    pub counts: RegisterCounts,
}

#[derive(Debug, Clone)]
struct Entry {
    entity: EntityId,
    /// Its place among the labels.
    label: Option<usize>,
    mentions: u32,
    speaks: u32,
    /// Its part of the words, and the end of the name in it.
    words: std::ops::Range<usize>,
    name_end: usize,
}

/// Between two texts of an entry: what was typed never has it.
const BETWEEN: char = '\n';

fn fold_into(out: &mut String, text: &str) {
    out.extend(text.chars().flat_map(char::to_lowercase).filter_map(letter));
}

impl Register {
    /// The register of a project.
    pub fn of(project: &Project) -> Self {
        let labels: Vec<LabelId> = project.schema().labels.iter().map(|l| l.id.clone()).collect();
        let label_place: HashMap<&LabelId, usize> =
            labels.iter().enumerate().map(|(n, id)| (id, n)).collect();
        let mut register = Self {
            entries: Vec::with_capacity(project.entities().len()),
            place: HashMap::with_capacity(project.entities().len()),
            labels: Vec::new(),
            words: String::new(),
            counts: RegisterCounts::default(),
        };
        for e in project.entities().values() {
            let label = e.label.as_ref().and_then(|l| label_place.get(l)).copied();
            register.add(e, label);
        }
        register.labels = labels;
        register.count(project);
        register
    }

    fn add(&mut self, e: &Entity, label: Option<usize>) {
        let start = self.words.len();
        fold_into(&mut self.words, &e.name);
        let name_end = self.words.len();
        let others = e.aliases.iter().map(|a| a.text.as_str());
        for text in others.chain(e.external_id.as_deref()) {
            self.words.push(BETWEEN);
            fold_into(&mut self.words, text);
        }
        let words = start..self.words.len();
        self.place.insert(e.id, self.entries.len());
        self.entries.push(Entry { entity: e.id, label, mentions: 0, speaks: 0, words, name_end });
    }

    fn count(&mut self, project: &Project) {
        let entries = &mut self.entries;
        let mut linked = 0u32;
        let mut unlinked = 0u32;
        let count = unlinked_counter(project);
        for summary in project.summaries().values() {
            unlinked += count(summary);
            for (id, n) in summary.mentioned() {
                linked += n;
                if let Some(at) = self.place.get(&id) {
                    entries[*at].mentions += n;
                }
            }
            for (id, n) in summary.speakers() {
                if let Some(at) = self.place.get(&id) {
                    entries[*at].speaks += n;
                }
            }
        }
        self.counts = RegisterCounts {
            entities: u32::try_from(entries.len()).unwrap_or(u32::MAX),
            mentions: linked,
            unlinked,
        };
    }

    /// The entries that fit a filter, in order.
    pub fn list(&self, filter: &RegisterFilter, sort: RegisterSort) -> Vec<EntityId> {
        let mut typed = String::new();
        fold_into(&mut typed, &filter.words);
        let typed: Vec<&str> = typed.split_whitespace().collect();
        let label = filter.label.as_ref().map(|l| self.labels.iter().position(|known| known == l));
        let fits = |e: &&Entry| {
            label.is_none_or(|l| l.is_some() && l == e.label)
                && typed.iter().all(|w| self.words[e.words.clone()].contains(w))
        };
        let mut found: Vec<&Entry> = self.entries.iter().filter(fits).collect();
        let name = |e: &Entry| &self.words[e.words.start..e.name_end];
        match sort {
            RegisterSort::Mentions => {
                found.sort_by(|a, b| b.mentions.cmp(&a.mentions).then(name(a).cmp(name(b))));
            }
            RegisterSort::Name => found.sort_by(|a, b| name(a).cmp(name(b))),
            RegisterSort::Recent => found.reverse(),
        }
        found.into_iter().map(|e| e.entity).collect()
    }

    /// An entry as the list shows it; `None` if it is gone.
    pub fn row(&self, project: &Project, id: EntityId) -> Option<RegisterRow> {
        let (e, entry) = (project.entities().get(&id)?, &self.entries[*self.place.get(&id)?]);
        let counts = project.summaries().iter().map(|(document, s)| (*document, s.mentions(id)));
        Some(RegisterRow {
            entity: id,
            label: e.label.clone(),
            name: e.name.clone(),
            aliases: e.aliases.iter().map(|a| a.text.clone()).collect(),
            by_document: counts.filter(|(_, n)| *n > 0).collect(),
            mentions: entry.mentions,
            external_id: e.external_id.clone(),
            speaks: entry.speaks,
        })
    }
}
