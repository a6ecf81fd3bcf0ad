//! What a field proposes that names an entry of the register, whatever for: who takes part in
//! a claim, the value of an attribute.

use std::collections::HashMap;

use super::candidates::{Candidate, Match};
use super::choices::EntityChoice;
use super::entity_index::EntityIndex;
use crate::model::{Entity, EntityId, Project, Summary};
use crate::words::one_line;

/// How many entries are proposed.
const MANY: usize = 12;

/// Entries that are called as was typed, a new entry, and entries that are called otherwise; for
/// nothing typed, those that the project's texts refer to most.
pub fn entry_choices(project: &Project, index: &EntityIndex, typed: &str) -> Vec<EntityChoice> {
    let name = one_line(typed);
    let found = if name.is_empty() {
        most_used(project)
    } else {
        index.candidates(project, &name, None, MANY)
    };
    with_new(found, name)
}

/// Entries, and between those that are called so and those that are called otherwise a new one of
/// this name, unless it is empty.
pub(super) fn with_new(found: Vec<Candidate>, name: String) -> Vec<EntityChoice> {
    let weak = found.iter().position(|c| c.why > Match::Prefix).unwrap_or(found.len());
    let mut out: Vec<EntityChoice> = found.into_iter().map(EntityChoice::Link).collect();
    if !name.is_empty() {
        out.insert(weak, EntityChoice::Create(name));
    }
    out
}

/// The entries that the texts refer to most; then others, by their names. Counts all in one pass:
/// an entry by itself is looked for in every document.
fn most_used(project: &Project) -> Vec<Candidate> {
    let mut uses: HashMap<EntityId, u32> = HashMap::new();
    for (id, n) in project.summaries().values().flat_map(Summary::entities) {
        *uses.entry(id).or_default() += n;
    }
    let of = |e: &Entity| uses.get(&e.id).copied().unwrap_or(0);
    let mut all: Vec<(u32, &Entity)> = project.entities().values().map(|e| (of(e), e)).collect();
    let order = |(m, a): &(u32, &Entity), (n, b): &(u32, &Entity)| {
        n.cmp(m).then_with(|| a.name.cmp(&b.name)).then(a.id.cmp(&b.id))
    };
    if all.len() > MANY {
        all.select_nth_unstable_by(MANY, order);
        all.truncate(MANY);
    }
    all.sort_unstable_by(order);
    all.into_iter().map(|(n, e)| Candidate::of(e, Match::Other, n)).collect()
}
