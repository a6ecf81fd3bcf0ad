//! Entities that nobody names: "two police officials", "a spokesman". What two texts
//! say of them may be of different people, so that nothing proposes to merge or link them.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Annotation, Anonymity, Body, EntityId, Level, Project};

/// The unnamed entries of the register: by themselves, and by what open documents say,
/// where an entry without external id speaks anonymously, or no mention is by name.
pub fn unnamed(project: &Project) -> BTreeSet<EntityId> {
    let nil = |id: &EntityId| project.entities().get(id).is_some_and(|e| e.external_id.is_none());
    let descriptions = project.entities().values().filter(|e| e.is_description()).map(|e| e.id);
    let mut found: BTreeSet<EntityId> = descriptions.collect();
    let mut by_name: HashMap<EntityId, bool> = HashMap::new();
    let marks = project.open_ids().filter_map(|d| project.open(d)).flat_map(|o| o.marks.iter());
    for a in marks {
        if let Body::Mention { level: Some(level), entity: Some(link) } = &a.body {
            *by_name.entry(link.entity).or_default() |= *level == Level::Nam;
        } else if let Some(id) = a.entity() {
            by_name.insert(id, true);
        }
        found.extend(anonymous(a).filter(nil));
    }
    found.extend(by_name.into_iter().filter(|(id, named)| !named && nil(id)).map(|(id, _)| id));
    found
}

/// Who speaks anonymously in a claim mention.
fn anonymous(a: &Annotation) -> impl Iterator<Item = EntityId> {
    let hops = a.chains().iter().flat_map(|c| &c.hops);
    hops.filter(|h| h.anonymity != Anonymity::Named).flat_map(|h| h.entity.iter().copied())
}
