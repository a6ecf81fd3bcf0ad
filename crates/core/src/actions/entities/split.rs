//! Mentions of one entry of the register turn out to mean another.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    alias_at, entity, is_found_by, is_name_of_another, mention, new_alias, relink, same_name,
};
use crate::actions::chains::{Moves, follow};
use crate::actions::marks::open;
use crate::actions::{Edit, EditError};
use crate::model::{
    Alias, AliasKind, Annotation, AnnotationId, Confidence, Decision, DocumentId, Entity, EntityId,
    EntityLink, EntityPair, Level, Project,
};
use crate::ops::{EntityEdit, Op};
use crate::words::{brief, counted, one_line};

/// Mentions that are about to move, each once.
struct Moved<'a> {
    mentions: Vec<(&'a Annotation, Option<Level>, Option<EntityLink>)>,
    by_document: BTreeMap<DocumentId, Moves>,
}

impl<'a> Moved<'a> {
    fn new(
        project: &'a Project,
        mentions: &[(DocumentId, AnnotationId)],
        to: EntityId,
    ) -> Result<Self, EditError> {
        let mut moved = Self { mentions: Vec::new(), by_document: BTreeMap::new() };
        for (document, id) in mentions {
            let (a, level, old) = mention(project, *document, *id)?;
            let from = old.map(|l| l.entity);
            let moves = moved.by_document.entry(*document).or_default();
            if from != Some(to) && moves.insert(a.id, (from, Some(to))).is_none() {
                moved.mentions.push((a, level, old));
            }
        }
        Ok(moved)
    }

    fn len(&self) -> u32 {
        u32::try_from(self.mentions.len()).unwrap_or(u32::MAX)
    }

    /// The aliases that an entry of this name learns from the mentions' words.
    fn taught(&self, project: &Project, to: (EntityId, &str), known: &[Alias]) -> Vec<Alias> {
        let mut aliases = known.to_vec();
        for (a, level, _) in &self.mentions {
            aliases.extend(new_alias(project, to, &aliases, &a.exact, *level));
        }
        aliases
    }

    /// Links the mentions.
    fn links(&self, to: EntityId) -> Vec<Op> {
        let link = EntityLink { entity: to, confidence: Confidence::Sure };
        self.mentions.iter().map(|(a, level, _)| relink(a, *level, Some(link))).collect()
    }
}

/// Moves mentions of an entry to a new one of the same type, called `name`. That the
/// two are not the same is recorded, so that they are not suggested for merging. Names
/// that only the moved mentions use go with them, as far as open documents can tell.
///
/// # Errors
/// If no mention or every mention is chosen, if one does not mean `from`, or if the name
/// is empty.
pub fn split(
    project: &Project,
    from: EntityId,
    mentions: &[(DocumentId, AnnotationId)],
    new: EntityId,
    name: &str,
) -> Result<Edit, EditError> {
    let old = entity(project, from)?;
    let name = one_line(name);
    if name.is_empty() {
        return Err(EditError::Other("An entity needs a name".to_owned()));
    }
    let moved = Moved::new(project, mentions, new)?;
    if moved.mentions.is_empty() {
        return Err(EditError::Other("Choose the mentions that mean another entity".to_owned()));
    }
    if moved.mentions.iter().any(|(_, _, link)| link.map(|l| l.entity) != Some(from)) {
        let what = format!("A chosen mention is not linked to {}", brief(&old.name));
        return Err(EditError::Other(what));
    }
    let documents = project.documents_with(from);
    let all_open = documents.iter().all(|d| project.open(*d).is_some());
    let mut staying = documents.iter().filter_map(|d| project.open(*d)).flat_map(|open| {
        let mentions = open.marks.iter().filter(|a| a.entity() == Some(from));
        mentions.filter(|a| !moved.by_document.values().any(|m| m.contains_key(&a.id)))
    });
    let words: BTreeSet<String> = staying.by_ref().map(|a| one_line(&a.exact)).collect();
    if all_open && words.is_empty() {
        let what = format!("All mentions of {} are chosen; rename it instead", brief(&old.name));
        return Err(EditError::Other(what));
    }
    let mut entry = Entity::named(new, name.clone(), old.label.clone());
    entry.aliases = moved.taught(project, (new, &name), &[]);
    let stays = |alias: &&Alias| {
        let taken = same_name(&alias.text, &name)
            || entry.aliases.iter().any(|a| same_name(&a.text, &alias.text));
        !taken || !all_open || words.iter().any(|w| same_name(w, &alias.text))
    };
    let left: Vec<Alias> = old.aliases.iter().filter(stays).cloned().collect();
    for alias in &mut entry.aliases {
        // A name that went along is what it was here. One that is new may have been taken for
        // a name of the entry before, which has lost it.
        let known = alias_at(&old.aliases, &alias.text).and_then(|at| old.aliases.get(at));
        let may_match = known.map_or(alias.kind != AliasKind::Contextual, |k| k.auto_match);
        alias.kind = known.map_or(alias.kind, |k| k.kind);
        alias.auto_match = may_match
            && !is_found_by(&old.name, &left, &alias.text)
            && !is_name_of_another(project, &[from, new], &alias.text);
    }
    let mut ops = vec![Op::AddEntity(Box::new(entry))];
    if left != old.aliases {
        ops.push(Op::EditEntity(from, EntityEdit::Aliases(left)));
    }
    ops.extend(moved.links(new));
    ops.extend(speakers(project, &moved.by_document)?);
    ops.push(Op::SetDecision(EntityPair::new(from, new), Some(Decision::NotSame)));
    let what = counted(moved.len() as usize, "mention", "mentions");
    Ok(Edit::new(format!("{} split off: {}, {what}", brief(&name), brief(&old.name)), ops))
}

/// Links mentions, of whatever entry or of none, to an entry of the register. It learns
/// their words as aliases.
///
/// # Errors
/// If one cannot have an entry, or if all are linked to it already.
pub fn move_mentions(
    project: &Project,
    mentions: &[(DocumentId, AnnotationId)],
    to: EntityId,
) -> Result<Edit, EditError> {
    let target = entity(project, to)?;
    let moved = Moved::new(project, mentions, to)?;
    let name = brief(&target.name);
    if moved.mentions.is_empty() {
        let what = if mentions.is_empty() {
            "Choose the mentions to link".to_owned()
        } else {
            format!("They are linked to {name} already")
        };
        return Err(EditError::Other(what));
    }
    let mut ops = moved.links(to);
    ops.extend(speakers(project, &moved.by_document)?);
    let aliases = moved.taught(project, (to, &target.name), &target.aliases);
    if aliases != target.aliases {
        ops.push(Op::EditEntity(to, EntityEdit::Aliases(aliases)));
    }
    Ok(Edit::new(
        format!("Linked to {name}: {}", counted(moved.len() as usize, "mention", "mentions")),
        ops,
    ))
}

/// Links mentions to an entry each, in one step: what accepting suggestions does. Mentions
/// that are linked so already are left as they are.
///
/// # Errors
/// If a mention or an entry is gone, if one cannot have an entry, or if nothing is left to do.
pub fn link_many(
    project: &Project,
    links: &[(DocumentId, AnnotationId, EntityId)],
) -> Result<Edit, EditError> {
    let mut by_entry: BTreeMap<EntityId, Vec<(DocumentId, AnnotationId)>> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (document, id, to) in links {
        if taken.insert((*document, *id)) {
            by_entry.entry(*to).or_default().push((*document, *id));
        }
    }
    let (mut ops, mut by_document): (Vec<Op>, BTreeMap<DocumentId, Moves>) = Default::default();
    let mut linked = 0;
    for (to, mentions) in by_entry {
        let target = entity(project, to)?;
        let moved = Moved::new(project, &mentions, to)?;
        linked += moved.len();
        ops.extend(moved.links(to));
        let aliases = moved.taught(project, (to, &target.name), &target.aliases);
        if aliases != target.aliases {
            ops.push(Op::EditEntity(to, EntityEdit::Aliases(aliases)));
        }
        for (document, moves) in moved.by_document {
            by_document.entry(document).or_default().extend(moves);
        }
    }
    if linked == 0 {
        return Err(EditError::Other("There is nothing to link".to_owned()));
    }
    ops.extend(speakers(project, &by_document)?);
    Ok(Edit::new(format!("Linked: {}", counted(linked as usize, "mention", "mentions")), ops))
}

/// Chains in which moved mentions speak follow them.
fn speakers(
    project: &Project,
    by_document: &BTreeMap<DocumentId, Moves>,
) -> Result<Vec<Op>, EditError> {
    let ops =
        by_document.iter().map(|(document, moves)| Ok(follow(open(project, *document)?, moves)));
    Ok(ops.collect::<Result<Vec<_>, EditError>>()?.concat())
}
