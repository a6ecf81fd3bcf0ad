//! What the stored decisions about pairs of entities add up to.
//!
//! "Same" is an equivalence: A is B and B is C make A and C the same. "Not the same"
//! between two entities that are the same by such a path is a contradiction; the path
//! is the explanation.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use crate::model::{Decision, Entity, EntityId, EntityPair, Project};
use crate::words::brief;

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
            let pair =
                |p: &[EntityId]| format!("{} {is} {}", name(project, p[0]), name(project, p[1]));
            ids.windows(2).map(pair).collect()
        };
        let ids = self.ids();
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return String::new() };
        let mut said = match self {
            Self::NotSame(_) | Self::ExternalIds(_) => links(ids, "is"),
            Self::PartOf(_) => links(ids, "is part of"),
            Self::MemberOf(_) => links(ids, "is a member of"),
        };
        let (a, b) = (name(project, *first), name(project, *last));
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

fn name(project: &Project, id: EntityId) -> String {
    project.entities().get(&id).map_or_else(|| id.to_string(), |e| brief(&e.name))
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
            let other = known().skip(n + 1).find(|b| different_ids(a, b));
            let path = other.and_then(|b| same.path(a.id, b.id));
            found.extend(path.map(Contradiction::ExternalIds));
        }
    }
    found.extend(circles(project, |e| e.part_of).into_iter().map(Contradiction::PartOf));
    found.extend(circles(project, |e| e.member_of).into_iter().map(Contradiction::MemberOf));
    found
}

/// Whether one authority knows two entities under different ids.
pub(crate) fn different_ids(a: &Entity, b: &Entity) -> bool {
    let (Some(a), Some(b)) = (&a.external_id, &b.external_id) else { return false };
    let scheme = |id: &str| id.split_once(':').map_or(String::new(), |(s, _)| s.to_lowercase());
    a != b && scheme(a) == scheme(b)
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

/// Why two entities cannot be one: what each is the same as, up to the two that are
/// decided not to be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// From the one entity to the near side of the decision.
    pub from: Vec<EntityId>,
    /// From the far side of the decision to the other entity.
    pub to: Vec<EntityId>,
}

impl Difference {
    /// The decisions as a sentence without full stop.
    pub fn words(&self, project: &Project) -> String {
        let pair = |p: &[EntityId]| format!("{} is {}", name(project, p[0]), name(project, p[1]));
        let mut said: Vec<String> = self.from.windows(2).map(pair).collect();
        if let (Some(a), Some(b)) = (self.from.last(), self.to.first()) {
            said.push(format!("{} is not {}", name(project, *a), name(project, *b)));
        }
        said.extend(self.to.windows(2).map(pair));
        format!("It is decided that {}", said.join(" and "))
    }
}

/// What is decided to be the same: union-find for the question whether, the decisions
/// themselves for the answer why.
pub(crate) struct Same {
    parent: BTreeMap<EntityId, EntityId>,
    next: BTreeMap<EntityId, Vec<EntityId>>,
    apart: BTreeSet<EntityPair>,
    /// The pairs of classes, by their roots, that a "not the same" holds apart.
    apart_roots: BTreeMap<EntityPair, EntityPair>,
}

impl Same {
    pub(crate) fn of(project: &Project) -> Self {
        let mut same = Self {
            parent: BTreeMap::new(),
            next: BTreeMap::new(),
            apart: BTreeSet::new(),
            apart_roots: BTreeMap::new(),
        };
        for (pair, decision) in project.decisions() {
            let (a, b) = pair.ids();
            match decision {
                Decision::Same => {
                    let (root_a, root_b) = (same.root(a), same.root(b));
                    if root_a != root_b {
                        same.parent.insert(root_a, root_b);
                    }
                    same.next.entry(a).or_default().push(b);
                    same.next.entry(b).or_default().push(a);
                }
                Decision::NotSame => {
                    same.apart.insert(*pair);
                }
                Decision::Unsure => {}
            }
        }
        let roots = same.apart.iter().map(|pair| {
            let (a, b) = pair.ids();
            (EntityPair::new(same.root(a), same.root(b)), *pair)
        });
        same.apart_roots = roots.collect();
        same
    }

    fn root(&self, id: EntityId) -> EntityId {
        let mut at = id;
        while let Some(up) = self.parent.get(&at) {
            at = *up;
        }
        at
    }

    /// Whether two entities are the same by any path.
    pub(crate) fn has(&self, a: EntityId, b: EntityId) -> bool {
        self.root(a) == self.root(b)
    }

    /// What holds two entities apart, if anything does.
    pub(crate) fn difference(&self, a: EntityId, b: EntityId) -> Option<Difference> {
        let pair = self.apart_roots.get(&EntityPair::new(self.root(a), self.root(b)))?;
        let (x, y) = pair.ids();
        let (near, far) = if self.has(a, x) { (x, y) } else { (y, x) };
        Some(Difference { from: self.path(a, near)?, to: self.path(far, b)? })
    }

    /// The shortest way from one to the other by entities that are the same.
    fn path(&self, from: EntityId, to: EntityId) -> Option<Vec<EntityId>> {
        let mut came: HashMap<EntityId, EntityId> = HashMap::from([(from, from)]);
        let mut queue = VecDeque::from([from]);
        while let Some(at) = queue.pop_front().filter(|at| *at != to) {
            for next in self.next.get(&at).into_iter().flatten() {
                if !came.contains_key(next) {
                    came.insert(*next, at);
                    queue.push_back(*next);
                }
            }
        }
        let mut path = vec![to];
        let mut at = to;
        while at != from {
            at = *came.get(&at)?;
            path.push(at);
        }
        path.reverse();
        Some(path)
    }

    fn classes(&self) -> impl Iterator<Item = Vec<EntityId>> {
        let mut classes: BTreeMap<EntityId, Vec<EntityId>> = BTreeMap::new();
        for id in self.next.keys() {
            classes.entry(self.root(*id)).or_default().push(*id);
        }
        classes.into_values()
    }
}
