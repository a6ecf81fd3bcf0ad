//! What the stored decisions about pairs of entities add up to.
//!
//! "Same" is an equivalence: A is B and B is C make A and C the same. "Not the same"
//! between two entities that are the same by such a path is a contradiction; the path
//! is the explanation.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Decision, Entity, EntityId, Project, Same, name_of};

/// Something in the register that cannot all be true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contradiction {
    /// Each is decided to be the same as the next, but the first not as the last.
    NotSame(Vec<EntityId>),
    /// Each is decided to be the same as the next, but one authority knows the first and
    /// the last under different ids.
    ExternalIds(Vec<EntityId>),
    /// Each is part of the next, and the last of the first.
    PartOf(Vec<EntityId>),
    /// Each is a member of the next, and the last of the first.
    MemberOf(Vec<EntityId>),
}

impl Contradiction {
    /// The entities that it is about, in the order in which it is told.
    pub fn ids(&self) -> &[EntityId] {
        let (Self::NotSame(ids) | Self::ExternalIds(ids) | Self::PartOf(ids) | Self::MemberOf(ids)) =
            self;
        ids
    }

    /// The contradiction as a sentence without full stop.
    pub fn words(&self, project: &Project) -> String {
        let links = |ids: &[EntityId], is: &str| -> Vec<String> {
            let pair = |p: &[EntityId]| {
                format!("{} {is} {}", name_of(project, p[0]), name_of(project, p[1]))
            };
            ids.windows(2).map(pair).collect()
        };
        let ids = self.ids();
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return String::new() };
        let mut said = match self {
            Self::NotSame(_) | Self::ExternalIds(_) => links(ids, "is"),
            Self::PartOf(_) => links(ids, "is part of"),
            Self::MemberOf(_) => links(ids, "is a member of"),
        };
        let (a, b) = (name_of(project, *first), name_of(project, *last));
        let id = |id| project.entities().get(id).and_then(|e| e.external_id.as_deref());
        said.push(match self {
            Self::NotSame(_) => format!("but {a} is not {b}"),
            Self::ExternalIds(_) => format!(
                "but {a} is {} and {b} is {}",
                id(first).unwrap_or_default(),
                id(last).unwrap_or_default()
            ),
            Self::PartOf(_) => format!("and {b} is part of {a}"),
            Self::MemberOf(_) => format!("and {b} is a member of {a}"),
        });
        said.join(", ")
    }
}

/// Every contradiction in the decisions and in what is part or member of what.
pub fn contradictions(project: &Project) -> Vec<Contradiction> {
    let same = Same::of(project);
    let mut found = Vec::new();
    let apart = project.decisions().iter().filter(|(_, d)| **d == Decision::NotSame);
    for (a, b) in apart.map(|(pair, _)| pair.ids()) {
        if same.has(a, b) {
            found.extend(same.path(a, b).map(Contradiction::NotSame));
        }
    }
    for class in same.classes() {
        let known = || class.iter().filter_map(|id| project.entities().get(id));
        for (n, a) in known().enumerate() {
            let other = known().skip(n + 1).find(|b| a.ids_differ(b));
            let path = other.and_then(|b| same.path(a.id, b.id));
            found.extend(path.map(Contradiction::ExternalIds));
        }
    }
    found.extend(circles(project, |e| e.part_of).into_iter().map(Contradiction::PartOf));
    found.extend(circles(project, |e| e.member_of).into_iter().map(Contradiction::MemberOf));
    found
}

/// The circles that stored records hold: operations refuse to close one.
fn circles(project: &Project, up: impl Fn(&Entity) -> Option<EntityId>) -> Vec<Vec<EntityId>> {
    let mut done: BTreeSet<EntityId> = BTreeSet::new();
    let mut found = Vec::new();
    for start in project.entities().keys() {
        let (mut walk, mut next): (Vec<EntityId>, _) = (Vec::new(), Some(*start));
        let mut on_walk: HashMap<EntityId, usize> = HashMap::new();
        while let Some(id) = next.filter(|id| !done.contains(id)) {
            if let Some(at) = on_walk.insert(id, walk.len()) {
                found.push(walk.split_off(at));
                break;
            }
            walk.push(id);
            next = project.entities().get(&id).and_then(&up);
        }
        done.extend(on_walk.into_keys());
    }
    found
}

/// What is decided about an entity and others, in the order of their ids.
pub fn decisions_about(project: &Project, id: EntityId) -> Vec<(EntityId, Decision)> {
    let all = project.decisions().iter();
    all.filter_map(|(pair, decision)| {
        let (a, b) = pair.ids();
        let other = if a == id { Some(b) } else { (b == id).then_some(a) };
        other.map(|other| (other, *decision))
    })
    .collect()
}
