//! Which entry of the register a mention means.

use super::level::Others;
use super::{added, alias_at, entity, is_name, is_name_of_another, mention, new_alias, relink};
use crate::actions::chains::{Moves, follow};
use crate::actions::marks::open;
use crate::actions::{Edit, EditError};
use crate::model::{
    Alias, AliasKind, Annotation, AnnotationId, Confidence, DocumentId, Entity, EntityId,
    EntityLink, Level, Project,
};
use crate::ops::{EntityEdit, Op};
use crate::words::{brief, one_line};

/// Links a mention to an entry of the register. Its text becomes an alias of the
/// entry, which is looked for if the link is sure, and chains in which it speaks follow.
pub fn link(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    to: EntityId,
    confidence: Confidence,
) -> Result<Edit, EditError> {
    let (a, level, old) = mention(project, document, id)?;
    let target = entity(project, to)?;
    let link = EntityLink { entity: to, confidence };
    if old == Some(link) {
        return Err(EditError::Other(format!("It is linked to {} already", brief(&target.name))));
    }
    let mut ops = vec![relink(a, level, Some(link))];
    let called = (to, target.name.as_str());
    if let Some(mut alias) = new_alias(project, called, &target.aliases, &a.exact, level) {
        alias.auto_match &= confidence == Confidence::Sure;
        let aliases = target.aliases.iter().cloned().chain([alias]).collect();
        ops.push(Op::EditEntity(to, EntityEdit::Aliases(aliases)));
    }
    ops.extend(follow(open(project, document)?, &one(a.id, old.map(|l| l.entity), Some(to))));
    Ok(Edit::new(format!("Linked to {}: {}", brief(&target.name), brief(&a.exact)), ops))
}

/// Makes a new entry of the register and links a mention to it. Without a name it is
/// called as the mention is.
pub fn create_and_link(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    new: EntityId,
    name: &str,
) -> Result<Edit, EditError> {
    let (a, level, old) = mention(project, document, id)?;
    let name = match one_line(name) {
        name if name.is_empty() => one_line(&a.exact),
        name => name,
    };
    let entry = Entity::named(new, name.clone(), a.label.clone());
    let ops = add_and_link(project, document, (a, level, old), entry)?;
    Ok(Edit::new(format!("New entity: {}", brief(&name)), ops))
}

/// Adds an entry and links a mention to it, whose text it learns as an alias.
pub(super) fn add_and_link(
    project: &Project,
    document: DocumentId,
    (a, level, old): (&Annotation, Option<Level>, Option<EntityLink>),
    mut entry: Entity,
) -> Result<Vec<Op>, EditError> {
    let new = entry.id;
    let taught = new_alias(project, (new, &entry.name), &entry.aliases, &a.exact, level);
    entry.aliases.extend(taught);
    let link = EntityLink { entity: new, confidence: Confidence::Sure };
    let mut ops = added(project, entry);
    ops.push(relink(a, level, Some(link)));
    ops.extend(follow(open(project, document)?, &one(a.id, old.map(|l| l.entity), Some(new))));
    Ok(ops)
}

/// Takes a mention's link away. The entry stays in the register.
pub fn unlink(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
) -> Result<Edit, EditError> {
    let (a, level, old) = mention(project, document, id)?;
    let Some(old) = old else {
        return Err(EditError::Other("The mention is not linked".to_owned()));
    };
    let name = entity(project, old.entity).map_or(&a.exact, |e| &e.name);
    let mut ops = vec![relink(a, level, None)];
    ops.extend(follow(open(project, document)?, &one(a.id, Some(old.entity), None)));
    Ok(Edit::new(format!("No longer linked to {}: {}", brief(name), brief(&a.exact)), ops))
}

/// Says that a mention's link is unsure, or that it is sure after all.
pub fn toggle_confidence(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
) -> Result<Edit, EditError> {
    let (_, _, link) = mention(project, document, id)?;
    let to = match link.map(|l| l.confidence) {
        Some(Confidence::Unsure) => Confidence::Sure,
        _ => Confidence::Unsure,
    };
    set_confidence(project, document, id, to)
}

/// Says how sure a mention's link is. Words that no other mention bears out are looked for
/// while it is sure.
pub fn set_confidence(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    confidence: Confidence,
) -> Result<Edit, EditError> {
    let (a, level, old) = mention(project, document, id)?;
    let word = match confidence {
        Confidence::Sure => "sure",
        Confidence::Unsure => "unsure",
    };
    match old {
        None => Err(EditError::Other("The mention is not linked".to_owned())),
        Some(link) if link.confidence == confidence => {
            Err(EditError::Other(format!("The link is {word} already")))
        }
        Some(link) => {
            let mut ops = vec![relink(a, level, Some(EntityLink { confidence, ..link }))];
            let e = entity(project, link.entity)?;
            if let Some(aliases) = aliases_when(project, e, a, level, confidence) {
                ops.push(Op::EditEntity(e.id, EntityEdit::Aliases(aliases)));
            }
            Ok(Edit::new(format!("Link is {word}: {}", brief(&a.exact)), ops))
        }
    }
}

/// The aliases of an entry once it is said how sure a mention of it is; none: as they are.
fn aliases_when(
    project: &Project,
    e: &Entity,
    a: &Annotation,
    level: Option<Level>,
    confidence: Confidence,
) -> Option<Vec<Alias>> {
    let sure = confidence == Confidence::Sure;
    let at = alias_at(&e.aliases, &a.exact).filter(|_| is_name(level))?;
    let alias = e.aliases.get(at)?;
    let others = Others::of(project, e, a);
    let taught = alias.kind == AliasKind::of(&alias.text) && others.all_seen && !others.sure;
    if !taught || alias.auto_match == sure || is_name_of_another(project, &[e.id], &alias.text) {
        return None;
    }
    let mut aliases = e.aliases.clone();
    aliases.get_mut(at)?.auto_match = sure;
    Some(aliases)
}

fn one(id: AnnotationId, old: Option<EntityId>, new: Option<EntityId>) -> Moves {
    [(id, (old, new))].into()
}
