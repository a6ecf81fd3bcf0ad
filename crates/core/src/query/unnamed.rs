//! Entities that nobody names: "two police officials", "a spokesman". What two texts
//! say of them may be of different people, so that nothing proposes to merge or link them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Anonymity, DocumentId, EntityId, Project, Summary};

/// The unnamed entries of the register: by themselves, and, where an entry has no external id,
/// since it speaks anonymously or no mention is by name.
pub fn unnamed(project: &Project) -> BTreeSet<EntityId> {
    let mut speak = BTreeSet::new();
    let mut mentions: BTreeMap<EntityId, (u32, u32)> = BTreeMap::new();
    for summary in project.summaries().values() {
        speak.extend(anonymous(summary));
        for (id, n) in summary.described() {
            mentions.entry(id).or_default().1 += n;
        }
    }
    for (id, (all, _)) in &mut mentions {
        *all = mentions_of(project, *id);
    }
    let unnamed = project.entities().values().filter(|e| {
        let described = mentions.get(&e.id).is_some_and(|(all, described)| all == described);
        e.is_description() || e.external_id.is_none() && (described || speak.contains(&e.id))
    });
    unnamed.map(|e| e.id).collect()
}

/// Whether an entry is [`unnamed`].
pub fn is_unnamed(project: &Project, id: EntityId) -> bool {
    let Some(e) = project.entities().get(&id) else { return false };
    let described = || {
        let described: u32 = project.summaries().values().map(|s| s.described_as(id)).sum();
        described > 0 && described == mentions_of(project, id)
    };
    let speaks = || {
        let mut in_which = project.summaries().values().filter(|s| s.speaks(id) > 0);
        in_which.any(|s| anonymous(s).any(|e| e == id))
    };
    e.is_description() || e.external_id.is_none() && (described() || speaks())
}

/// Whether an entry is [`unnamed`], and the document does not mention it: what it says in
/// the same words is, as far as anybody knows, of somebody else.
pub(super) fn is_of_another_text(project: &Project, id: EntityId, document: DocumentId) -> bool {
    let here = project.summaries().get(&document);
    let here = here.is_some_and(|s| s.mentions(id) > 0 || s.speaks(id) > 0);
    !here && is_unnamed(project, id)
}

fn mentions_of(project: &Project, id: EntityId) -> u32 {
    project.summaries().values().map(|s| s.mentions(id)).sum()
}

/// Who speaks anonymously in a document.
fn anonymous(summary: &Summary) -> impl Iterator<Item = EntityId> {
    let hops = summary.claim_mentions().flat_map(|(_, m)| &m.chains).flat_map(|c| &c.hops);
    hops.filter(|h| h.anonymity != Anonymity::Named).flat_map(|h| h.entity.iter().copied())
}
