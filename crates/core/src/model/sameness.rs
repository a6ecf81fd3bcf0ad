//! What the stored decisions about pairs of entities add up to.
//!
//! "Same" is an equivalence: A is B and B is C make A and C the same.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::{Decision, EntityId, EntityPair, Project};
use crate::words::brief;

/// What an entity is called in sentences; its id if it is gone.
pub(crate) fn name_of(project: &Project, id: EntityId) -> String {
    project.entities().get(&id).map_or_else(|| id.to_string(), |e| brief(&e.name))
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
        let pair =
            |p: &[EntityId]| format!("{} is {}", name_of(project, p[0]), name_of(project, p[1]));
        let mut said: Vec<String> = self.from.windows(2).map(pair).collect();
        if let (Some(a), Some(b)) = (self.from.last(), self.to.first()) {
            said.push(format!("{} is not {}", name_of(project, *a), name_of(project, *b)));
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
    /// What the decisions of a project add up to.
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
    pub(crate) fn path(&self, from: EntityId, to: EntityId) -> Option<Vec<EntityId>> {
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

    /// The sets of entities that are the same by any path.
    pub(crate) fn classes(&self) -> impl Iterator<Item = Vec<EntityId>> {
        let mut classes: BTreeMap<EntityId, Vec<EntityId>> = BTreeMap::new();
        for id in self.next.keys() {
            classes.entry(self.root(*id)).or_default().push(*id);
        }
        classes.into_values()
    }
}
