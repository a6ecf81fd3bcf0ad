//! What annotators decide about pairs of entities.

use std::collections::BTreeSet;

use super::entity;
use crate::actions::bulk::within_limit;
use crate::actions::{Edit, EditError};
use crate::model::{Decision, EntityId, EntityPair, Project};
use crate::ops::Op;
use crate::words::brief;

/// Records that entities are the same, are not, or that it is open; none: takes back
/// what was decided. For more than two, every pair of them; for very many that are the same, each
/// and the first one, which says it as well.
///
/// A decision that contradicts others is recorded all the same:
/// [`contradictions`](crate::query::contradictions) explains it.
///
/// # Errors
/// If there are fewer than two, if one is gone, if it is decided so already, or if there are more
/// than [`BULK_LIMIT`](crate::actions::bulk::BULK_LIMIT) pairs to decide.
pub fn decide(
    project: &Project,
    ids: &[EntityId],
    decision: Option<Decision>,
) -> Result<Edit, EditError> {
    let ids: BTreeSet<EntityId> = ids.iter().copied().collect();
    let ids: Vec<EntityId> = ids.into_iter().collect();
    if ids.len() < 2 {
        return Err(EditError::Other("Choose at least two entities".to_owned()));
    }
    let names: Vec<String> = ids
        .iter()
        .map(|id| Ok(brief(&entity(project, *id)?.name)))
        .collect::<Result<_, EditError>>()?;
    let pairs = ids.len() * (ids.len() - 1) / 2;
    let few = within_limit(pairs);
    let decided = || project.decisions().keys().copied();
    let among = |pair: &EntityPair| {
        let (a, b) = pair.ids();
        ids.binary_search(&a).is_ok() && ids.binary_search(&b).is_ok()
    };
    let with_first = ids[1..].iter().map(|id| EntityPair::new(ids[0], *id));
    let pairs: BTreeSet<EntityPair> = match decision {
        None => decided().filter(among).collect(),
        Some(Decision::Same) if few.is_err() => with_first.chain(decided().filter(among)).collect(),
        Some(_) => {
            few?;
            let each = ids.iter().enumerate();
            each.flat_map(|(n, a)| ids[n + 1..].iter().map(|b| EntityPair::new(*a, *b))).collect()
        }
    };
    let ops: Vec<Op> = pairs
        .into_iter()
        .filter(|pair| project.decisions().get(pair).copied() != decision)
        .map(|pair| Op::SetDecision(pair, decision))
        .collect();
    let word = match decision {
        Some(Decision::Same) => "The same",
        Some(Decision::NotSame) => "Not the same",
        Some(Decision::Unsure) => "Unsure whether the same",
        None => "Not decided",
    };
    if ops.is_empty() {
        return Err(EditError::Other(format!("{word}: so already")));
    }
    let who = match &names[..] {
        [a, b] => format!("{a} and {b}"),
        several => format!("{} entities", several.len()),
    };
    Ok(Edit::new(format!("{word}: {who}"), ops))
}
