//! The entity register, indexed by name: what a mention may mean, without looking at
//! every entry.

use std::collections::BTreeSet;

use super::candidates::{Candidate, Match, best, ranked};
use super::name_words::Words;
use super::names::NameIndex;
use crate::model::{AliasKind, Entity, EntityId, LabelId, Project};
use crate::ops::{Changes, Key};
use crate::words::one_line;

/// After so many changed entries the index is built anew.
const STALE: usize = 256;

/// The register's names, indexed. Made once, and told of every change.
#[derive(Debug, Clone, Default)]
pub struct EntityIndex {
    names: NameIndex,
    ids: Vec<EntityId>,
    /// Entries that changed since: they are compared one by one.
    changed: BTreeSet<EntityId>,
}

impl EntityIndex {
    /// The index of a project's register.
    pub fn of(project: &Project) -> Self {
        let ids: Vec<EntityId> = project.entities().keys().copied().collect();
        let rows = (0u32..).zip(project.entities().values());
        let names = rows.flat_map(|(row, e)| names(e).map(move |name| (row, name)));
        Self { names: NameIndex::of(names), ids, changed: BTreeSet::new() }
    }

    /// Takes in what a transaction changed; call it after each, undone ones included.
    pub fn update(&mut self, project: &Project, changes: &Changes) {
        self.changed.extend(changes.keys().filter_map(|key| match key {
            Key::Entity(id) => Some(id),
            _ => None,
        }));
        if self.changed.len() > STALE {
            *self = Self::of(project);
        }
    }

    /// The entries that `text` may mean, likeliest first, as
    /// [`candidates`](super::candidates()) ranks them; none for an empty text.
    ///
    /// Of very many that share no more than a frequent word, some are left out.
    pub fn candidates(
        &self,
        project: &Project,
        text: &str,
        label: Option<&LabelId>,
        limit: usize,
    ) -> Vec<Candidate> {
        let wanted = Words::of(text);
        let ids = self.found(&wanted);
        let entries = ids.iter().filter_map(|id| project.entities().get(id));
        ranked(project, entries, &wanted, label, limit)
    }

    /// The entries that `wanted` may mean, and how; in no order.
    pub(super) fn fits<'a>(
        &self,
        project: &'a Project,
        wanted: &Words,
    ) -> impl Iterator<Item = (Match, &'a Entity)> {
        let ids = self.found(wanted).into_iter();
        let entries = ids.filter_map(|id| project.entities().get(&id));
        entries.filter_map(|e| best(wanted, e).map(|(why, _)| (why, e)))
    }

    fn found(&self, wanted: &Words) -> BTreeSet<EntityId> {
        if wanted.folded.is_empty() {
            return BTreeSet::new();
        }
        let rows = self.names.find(wanted).into_iter();
        let known = rows.filter_map(|row| self.ids.get(row as usize)).copied();
        known.chain(self.changed.iter().copied()).collect()
    }

    /// What names and words are compared by: those of one key are called alike.
    pub fn key(text: &str) -> String {
        Words::of(&one_line(text)).folded
    }

    /// The entries that have a name or an alias that matches by itself, in just these
    /// words but for capitals, accents and the like.
    pub fn called(&self, project: &Project, text: &str) -> Vec<EntityId> {
        let folded = Self::key(text);
        if folded.is_empty() {
            return Vec::new();
        }
        let rows = self.names.called(&folded);
        let known = rows.filter_map(|row| self.ids.get(row as usize)).copied();
        let ids: BTreeSet<EntityId> = known.chain(self.changed.iter().copied()).collect();
        let fits = |e: &Entity| {
            let aliases = e.aliases.iter();
            let auto = aliases.filter(|a| a.auto_match && a.kind != AliasKind::Contextual);
            std::iter::once(&e.name)
                .chain(auto.map(|a| &a.text))
                .any(|name| Words::of(name).folded == folded)
        };
        ids.into_iter().filter(|id| project.entities().get(id).is_some_and(fits)).collect()
    }

    /// How many bytes the index takes in memory.
    pub fn bytes(&self) -> usize {
        self.names.bytes() + size_of::<EntityId>() * self.ids.capacity()
    }
}

fn names(e: &Entity) -> impl Iterator<Item = &str> {
    std::iter::once(e.name.as_str()).chain(e.aliases.iter().map(|a| a.text.as_str()))
}
