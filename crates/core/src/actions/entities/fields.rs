//! The fields of one entry of the register, and taking it out.

use super::{alias_kind, count, entity};
use crate::actions::claims::one_line;
use crate::actions::{Edit, EditError, brief};
use crate::model::{Alias, EntityId, Kind, LabelId, Project};
use crate::ops::{EntityEdit, Op};

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
