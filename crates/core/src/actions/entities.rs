//! What annotators do with the entity register.

use super::claims::one_line;
use super::marks::{annotation, open};
use super::{Edit, EditError, brief};
use crate::model::{
    Alias, AliasKind, Annotation, AnnotationId, Body, Confidence, DocumentId, Entity, EntityId,
    EntityLink, Kind, LabelId, Level, OpenDocument, Project,
};
use crate::ops::{AnnotationEdit, EntityEdit, Op};

/// A mention that can have an entry in the register.
fn mention(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
) -> Result<(&Annotation, Option<Level>, Option<EntityLink>), EditError> {
    let a = annotation(project, document, id)?;
    let Body::Mention { level, entity } = a.body else {
        return Err(EditError::Other("Only mentions have an entity".to_owned()));
    };
    let label = a.label.as_ref().and_then(|l| project.schema().label(l));
    match label {
        Some(l) if !l.has_entity => {
            Err(EditError::Other(format!("“{}” marks values, which have no entity", l.name)))
        }
        _ => Ok((a, level, entity)),
    }
}

fn entity(project: &Project, id: EntityId) -> Result<&Entity, EditError> {
    project.entities().get(&id).ok_or(EditError::Gone("The entity"))
}

fn relink(a: &Annotation, level: Option<Level>, link: Option<EntityLink>) -> Op {
    let body = Body::Mention { level, entity: link };
    Op::EditAnnotation(a.document, a.id, AnnotationEdit::Body(Box::new(body)))
}

/// Whether two names differ in no more than capitals.
fn same_name(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// The kind of alias that a text writes: an acronym has two to six letters, all capitals.
pub(crate) fn alias_kind(text: &str) -> AliasKind {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '&'));
    if capitals && (2..=6).contains(&letters) { AliasKind::Acronym } else { AliasKind::Name }
}

/// The alias that linking a mention teaches: its text, if it is a name that the entry
/// does not have yet. Noun phrases and pronouns mean the entity in their place only.
fn new_alias(name: &str, aliases: &[Alias], text: &str, level: Option<Level>) -> Option<Alias> {
    if matches!(level, Some(Level::Nom | Level::Pro)) {
        return None;
    }
    let text = one_line(text);
    let known = same_name(name, &text) || aliases.iter().any(|a| same_name(&a.text, &text));
    let kind = alias_kind(&text);
    (!known && !text.is_empty()).then_some(Alias { text, kind, auto_match: true })
}

/// Links a mention to an entry of the register. Its text becomes an alias of the
/// entry, and chains in which it speaks follow.
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
    if let Some(alias) = new_alias(&target.name, &target.aliases, &a.exact, level) {
        let aliases = target.aliases.iter().cloned().chain([alias]).collect();
        ops.push(Op::EditEntity(to, EntityEdit::Aliases(aliases)));
    }
    ops.extend(follow(open(project, document)?, a, old.map(|l| l.entity), Some(to)));
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
    let mut entry = Entity::named(new, name.clone(), a.label.clone());
    entry.aliases.extend(new_alias(&name, &[], &a.exact, level));
    let link = EntityLink { entity: new, confidence: Confidence::Sure };
    let mut ops = vec![Op::AddEntity(Box::new(entry)), relink(a, level, Some(link))];
    ops.extend(follow(open(project, document)?, a, old.map(|l| l.entity), Some(new)));
    Ok(Edit::new(format!("New entity: {}", brief(&name)), ops))
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
    ops.extend(follow(open(project, document)?, a, Some(old.entity), None));
    Ok(Edit::new(format!("No longer linked to {}: {}", brief(name), brief(&a.exact)), ops))
}

/// Says how sure a mention's link is.
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
            let ops = vec![relink(a, level, Some(EntityLink { confidence, ..link }))];
            Ok(Edit::new(format!("Link is {word}: {}", brief(&a.exact)), ops))
        }
    }
}

/// Says how a mention refers: by name, noun phrase or pronoun; none: not said.
pub fn set_level(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    to: Option<Level>,
) -> Result<Edit, EditError> {
    let a = annotation(project, document, id)?;
    let Body::Mention { level, entity } = a.body else {
        return Err(EditError::Other("Only mentions have a level".to_owned()));
    };
    let word = match to {
        Some(Level::Nam) => "Name",
        Some(Level::Nom) => "Noun phrase",
        Some(Level::Pro) => "Pronoun",
        None => "Level not set",
    };
    if level == to {
        return Err(EditError::Other(format!("{word} already")));
    }
    Ok(Edit::new(format!("{word}: {}", brief(&a.exact)), vec![relink(a, to, entity)]))
}

/// Keeps the speakers of claims in step with the mentions that name them.
fn follow(
    open: &OpenDocument,
    a: &Annotation,
    old: Option<EntityId>,
    new: Option<EntityId>,
) -> Vec<Op> {
    if old == new {
        return Vec::new();
    }
    let linked = |id: &AnnotationId| open.marks.get(*id).and_then(Annotation::entity);
    let speaks = open
        .marks
        .iter()
        .filter(|c| c.chains().iter().flat_map(|c| &c.hops).any(|h| h.source.contains(&a.id)));
    speaks
        .map(|claim| {
            let mut body = claim.body.clone();
            if let Body::Claim { chains, .. } = &mut body {
                let hops = chains.iter_mut().flat_map(|c| &mut c.hops);
                for hop in hops.filter(|h| h.source.contains(&a.id)) {
                    // Another mention of the same hop may name the old entry as well.
                    let others = hop.source.iter().filter(|s| **s != a.id).filter_map(linked);
                    let keep: Vec<EntityId> = others.collect();
                    hop.entity.retain(|e| Some(*e) != old || keep.contains(e));
                    hop.entity.extend(new.filter(|e| !hop.entity.contains(e)));
                }
            }
            Op::EditAnnotation(claim.document, claim.id, AnnotationEdit::Body(Box::new(body)))
        })
        .collect()
}

/// Renames an entry. An alias that says the same as the new name is dropped.
pub fn rename(project: &Project, id: EntityId, name: &str) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let name = one_line(name);
    if name.is_empty() {
        return Err(EditError::Other("An entity needs a name".to_owned()));
    }
    if name == e.name {
        return Err(EditError::Other(format!("It is called {} already", brief(&name))));
    }
    let mut ops = vec![Op::EditEntity(id, EntityEdit::Name(name.clone()))];
    if e.aliases.iter().any(|a| a.text == name) {
        let left = e.aliases.iter().filter(|a| a.text != name).cloned().collect();
        ops.push(Op::EditEntity(id, EntityEdit::Aliases(left)));
    }
    Ok(Edit::new(format!("{} is now {}", brief(&e.name), brief(&name)), ops))
}

/// Replaces all aliases of an entry. Empty and repeated ones are left out.
pub fn set_aliases(
    project: &Project,
    id: EntityId,
    aliases: Vec<Alias>,
) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let mut clean: Vec<Alias> = Vec::new();
    for alias in aliases {
        let text = one_line(&alias.text);
        if !text.is_empty() && text != e.name && !clean.iter().any(|a| a.text == text) {
            clean.push(Alias { text, ..alias });
        }
    }
    if clean == e.aliases {
        return Err(EditError::Other("The aliases are so already".to_owned()));
    }
    let title = format!("Aliases changed: {}", brief(&e.name));
    Ok(Edit::new(title, vec![Op::EditEntity(id, EntityEdit::Aliases(clean))]))
}

/// Adds another name to an entry.
pub fn add_alias(project: &Project, id: EntityId, text: &str) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let text = one_line(text);
    if text.is_empty() {
        return Err(EditError::Other("An alias needs a text".to_owned()));
    }
    if text == e.name || e.aliases.iter().any(|a| a.text == text) {
        return Err(EditError::Other(format!(
            "“{}” is a name of {} already",
            brief(&text),
            brief(&e.name)
        )));
    }
    let alias = Alias { kind: alias_kind(&text), text: text.clone(), auto_match: true };
    let aliases = e.aliases.iter().cloned().chain([alias]).collect();
    let title = format!("Alias added: {}", brief(&text));
    Ok(Edit::new(title, vec![Op::EditEntity(id, EntityEdit::Aliases(aliases))]))
}

/// Takes another name from an entry.
pub fn remove_alias(project: &Project, id: EntityId, text: &str) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let left: Vec<Alias> = e.aliases.iter().filter(|a| a.text != text).cloned().collect();
    if left.len() == e.aliases.len() {
        return Err(EditError::Gone("The alias"));
    }
    let title = format!("Alias removed: {}", brief(text));
    Ok(Edit::new(title, vec![Op::EditEntity(id, EntityEdit::Aliases(left))]))
}

/// Says who or what an entry is.
pub fn set_description(project: &Project, id: EntityId, text: &str) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let text = text.trim();
    if text == e.description {
        return Err(EditError::Other("The description is so already".to_owned()));
    }
    let title = format!("Description changed: {}", brief(&e.name));
    Ok(Edit::new(title, vec![Op::EditEntity(id, EntityEdit::Description(text.to_owned()))]))
}

/// Says under which id an authority knows an entry (`wikidata:Q42`); empty: under none.
pub fn set_external_id(project: &Project, id: EntityId, text: &str) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let text = text.trim();
    let well_formed =
        text.split_once(':').is_some_and(|(scheme, value)| !scheme.is_empty() && !value.is_empty());
    if !text.is_empty() && (!well_formed || text.contains(char::is_whitespace)) {
        return Err(EditError::Other("Write it as scheme:value, such as wikidata:Q42".to_owned()));
    }
    let new = (!text.is_empty()).then(|| text.to_owned());
    if new == e.external_id {
        return Err(EditError::Other("The identifier is so already".to_owned()));
    }
    let title = format!("Identifier changed: {}", brief(&e.name));
    Ok(Edit::new(title, vec![Op::EditEntity(id, EntityEdit::ExternalId(new))]))
}

/// Sets an entry's type: a label whose mentions have entities, or none.
pub fn set_label(
    project: &Project,
    id: EntityId,
    label: Option<&LabelId>,
) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let word = match label {
        None => "no type".to_owned(),
        Some(label) => {
            let label = project.schema().label(label).ok_or(EditError::Gone("The label"))?;
            if label.kind != Kind::Mention || !label.has_entity {
                return Err(EditError::Other(format!("“{}” is not a type of entity", label.name)));
            }
            label.name.clone()
        }
    };
    if e.label.as_ref() == label {
        return Err(EditError::Other(format!("{} has {word} already", brief(&e.name))));
    }
    let title = format!("{} is now: {word}", brief(&e.name));
    Ok(Edit::new(title, vec![Op::EditEntity(id, EntityEdit::Label(label.cloned()))]))
}

/// Takes an entry that nothing refers to out of the register.
pub fn delete_entity(project: &Project, id: EntityId) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let name = brief(&e.name);
    let used = |why: String| Err(EditError::Other(format!("{name} cannot be deleted: {why}")));
    let (mentions, documents) = project.entity_use(id);
    if mentions > 0 {
        return used(format!("{} in {}", count(mentions, "mention"), count(documents, "document")));
    }
    if let Some(part) =
        project.entities().values().find(|p| p.part_of == Some(id) || p.member_of == Some(id))
    {
        return used(format!("{} belongs to it", brief(&part.name)));
    }
    if project.claims().values().flat_map(|c| &c.participants).any(|p| p.entity == id) {
        return used("a claim names it".to_owned());
    }
    let decided = project.decisions().keys().filter(|p| p.ids().0 == id || p.ids().1 == id);
    // What was decided about the entry goes with it.
    let mut ops: Vec<Op> = decided.map(|pair| Op::SetDecision(*pair, None)).collect();
    ops.push(Op::RemoveEntity(id));
    Ok(Edit::new(format!("Entity deleted: {name}"), ops))
}

fn count(n: u32, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
