//! Parts and wholes, members and groups, as files have them: what an entity belongs to must
//! be in the file, and must not lead back to it.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Entity, EntityId};

/// A link that was taken out of an entity.
pub(super) struct Cut {
    /// The entity that it was taken from.
    pub entity: EntityId,
    /// What was wrong, as a sentence without full stop.
    pub what: String,
    /// What to do, as a sentence without full stop.
    pub advice: String,
}

/// How one entity belongs to another.
struct Relation {
    words: &'static str,
    /// Its field in the register.
    field: &'static str,
    get: fn(&Entity) -> Option<EntityId>,
    clear: fn(&mut Entity),
}

const RELATIONS: [Relation; 2] = [
    Relation {
        words: "part of",
        field: "Part of",
        get: |e| e.part_of,
        clear: |e| e.part_of = None,
    },
    Relation {
        words: "a member of",
        field: "Member of",
        get: |e| e.member_of,
        clear: |e| e.member_of = None,
    },
];

/// Takes out links to what is not there, and of each circle the link that closes it: that
/// of the entity which comes last in `order`, the order of the file. All other links stay.
pub(super) fn cut(entities: &mut BTreeMap<EntityId, Entity>, order: &[EntityId]) -> Vec<Cut> {
    let mut out = Vec::new();
    for relation in &RELATIONS {
        let mut cuts = missing(entities, order, relation);
        cuts.extend(closing(entities, order, relation));
        for cut in &cuts {
            entities.get_mut(&cut.entity).into_iter().for_each(relation.clear);
        }
        out.extend(cuts);
    }
    out
}

fn name(entities: &BTreeMap<EntityId, Entity>, id: EntityId) -> String {
    entities.get(&id).map_or_else(|| id.to_string(), |e| format!("“{}”", e.name))
}

fn missing(
    entities: &BTreeMap<EntityId, Entity>,
    order: &[EntityId],
    relation: &Relation,
) -> Vec<Cut> {
    let links = order.iter().filter_map(|id| Some((*id, (relation.get)(entities.get(id)?)?)));
    let dangling = links.filter(|(_, whole)| !entities.contains_key(whole));
    dangling
        .map(|(id, whole)| Cut {
            entity: id,
            what: format!(
                "{} is {} entity {whole}, which the file does not have; this was left out",
                name(entities, id),
                relation.words
            ),
            advice: format!("If it should be known, set “{}” in the register", relation.field),
        })
        .collect()
}

/// The last links of circles. Each entity is walked over once.
fn closing(
    entities: &BTreeMap<EntityId, Entity>,
    order: &[EntityId],
    relation: &Relation,
) -> Vec<Cut> {
    let place: HashMap<EntityId, usize> =
        order.iter().enumerate().map(|(n, id)| (*id, n)).collect();
    let up = |id: EntityId| entities.get(&id).and_then(relation.get);
    // The walk on which each entity was met first.
    let mut met: HashMap<EntityId, usize> = HashMap::new();
    let mut cuts = Vec::new();
    for (walk, start) in order.iter().enumerate() {
        let mut path = Vec::new();
        let mut next = Some(*start);
        while let Some(id) = next.filter(|id| !met.contains_key(id)) {
            met.insert(id, walk);
            path.push(id);
            next = up(id);
        }
        let Some(again) = next.filter(|id| met.get(id) == Some(&walk)) else { continue };
        let Some(first) = path.iter().position(|id| *id == again) else { continue };
        let circle = &path[first..];
        let last = circle.iter().enumerate().max_by_key(|(_, id)| place.get(id));
        let Some((at, entity)) = last else { continue };
        let names: Vec<String> =
            circle[at..].iter().chain(&circle[..=at]).map(|id| name(entities, *id)).collect();
        let what = match names.as_slice() {
            [own, _] => format!("{own} is {} itself; this was left out", relation.words),
            several => format!(
                "{}: a circle; {} was read as {} nothing",
                round(several, relation.words),
                several[0],
                relation.words
            ),
        };
        let advice = format!(
            "If another of these links is the wrong one, change “{}” in the register",
            relation.field
        );
        cuts.push(Cut { entity: *entity, what, advice });
    }
    cuts
}

/// How a path of names is said; of a long one, the beginning and the end.
fn round(names: &[String], relation: &str) -> String {
    const SHOWN: usize = 4;
    let which = format!(", which is {relation} ");
    let (first, rest) = names.split_at(1);
    let rest = if rest.len() <= 2 * SHOWN {
        rest.join(&which)
    } else {
        let (head, tail) = (&rest[..SHOWN], &rest[rest.len() - SHOWN..]);
        let between = rest.len() - 2 * SHOWN;
        format!("{}, and so on by {between} more to {}", head.join(&which), tail.join(&which))
    };
    format!("{} is {relation} {rest}", first.concat())
}
