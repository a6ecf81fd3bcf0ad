//! The fields of one entry of the register, and taking it out.

use super::{added, entity, give_way, new_alias};
use crate::actions::{Edit, EditError};
use crate::model::{Alias, AliasKind, Annotation, Entity, EntityId, Kind, LabelId, Project};
use crate::ops::{EntityEdit, Op};
use crate::words::{brief, counted, one_line};

/// Makes an entry that no text mentions yet.
///
/// # Errors
/// If the name is empty, or the label is not a type of entity.
pub fn create(
    project: &Project,
    new: EntityId,
    name: &str,
    label: Option<&LabelId>,
) -> Result<Edit, EditError> {
    let name = one_line(name);
    if name.is_empty() {
        return Err(EditError::Other("An entity needs a name".to_owned()));
    }
    if let Some(label) = label {
        let label = project.schema().label(label).ok_or(EditError::Gone("The label"))?;
        if label.kind != Kind::Mention || !label.has_entity {
            return Err(EditError::Other(format!("“{}” is not a type of entity", label.name)));
        }
    }
    let title = format!("Entity added: {}", brief(&name));
    Ok(Edit::new(title, added(project, Entity::named(new, name, label.cloned()))))
}

/// Renames an entry. The name that it had becomes an alias if mentions use it, or may; an alias
/// that says the same as the new name is dropped.
pub fn rename(project: &Project, id: EntityId, name: &str) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let name = one_line(name);
    if name.is_empty() {
        return Err(EditError::Other("An entity needs a name".to_owned()));
    }
    if name == e.name {
        return Err(EditError::Other(format!("It is called {} already", brief(&name))));
    }
    let mut aliases: Vec<Alias> = e.aliases.iter().filter(|a| a.text != name).cloned().collect();
    if may_be_said(project, e) {
        aliases.extend(new_alias(project, (id, &name), &aliases, &e.name, None));
    }
    let mut ops = give_way(project, &name);
    ops.retain(|op| !matches!(op, Op::EditEntity(other, _) if *other == id));
    ops.push(Op::EditEntity(id, EntityEdit::Name(name.clone())));
    if aliases != e.aliases {
        ops.push(Op::EditEntity(id, EntityEdit::Aliases(aliases)));
    }
    Ok(Edit::new(format!("{} is now {}", brief(&e.name), brief(&name)), ops))
}

/// Whether a mention of an entry has its name as its words. Documents that are not open may have
/// one if they mention the entry at all.
fn may_be_said(project: &Project, e: &Entity) -> bool {
    let mut documents = project.summaries().iter().filter(|(_, s)| s.mentions(e.id) > 0);
    documents.any(|(document, _)| {
        let says = |a: &Annotation| a.entity() == Some(e.id) && one_line(&a.exact) == e.name;
        project.open(*document).is_none_or(|open| open.marks.iter().any(says))
    })
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
    let alias = Alias { kind: AliasKind::of(&text), text: text.clone(), auto_match: true };
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

/// Says what an entry is a part of; none: of nothing.
///
/// # Errors
/// If an entry is gone, or if the whole would be a part of itself: the circle is named.
pub fn set_part_of(
    project: &Project,
    id: EntityId,
    whole: Option<EntityId>,
) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let words = belongs(project, e, whole, |e| e.part_of, "part of")?;
    Ok(Edit::new(words, vec![Op::EditEntity(id, EntityEdit::PartOf(whole))]))
}

/// Makes an entry of this name, of which another is a part, or a member if it is about groups.
///
/// # Errors
/// If the entry is gone, or the name is empty.
pub fn create_above(
    project: &Project,
    id: EntityId,
    new: EntityId,
    name: &str,
    member: bool,
) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let mut edit = create(project, new, name, None)?;
    let (how, up) = if member {
        ("a member of", EntityEdit::MemberOf(Some(new)))
    } else {
        ("part of", EntityEdit::PartOf(Some(new)))
    };
    edit.title = format!("{} is {how} a new entity: {}", brief(&e.name), brief(&one_line(name)));
    edit.ops.push(Op::EditEntity(id, up));
    Ok(edit)
}

/// Says which group an entry belongs to; none: to none.
///
/// # Errors
/// If an entry is gone, or if the group would be a member of itself: the circle is named.
pub fn set_member_of(
    project: &Project,
    id: EntityId,
    group: Option<EntityId>,
) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let words = belongs(project, e, group, |e| e.member_of, "a member of")?;
    Ok(Edit::new(words, vec![Op::EditEntity(id, EntityEdit::MemberOf(group))]))
}

/// The title of saying what an entry belongs to, or why it cannot.
fn belongs(
    project: &Project,
    e: &Entity,
    to: Option<EntityId>,
    up: fn(&Entity) -> Option<EntityId>,
    how: &str,
) -> Result<String, EditError> {
    let name = brief(&e.name);
    let Some(to) = to else {
        return match up(e) {
            None => Err(EditError::Other(format!("{name} is not {how} anything"))),
            Some(_) => Ok(format!("{name} is no longer {how} anything")),
        };
    };
    let above = entity(project, to)?;
    let words = format!("{name} is {how} {}", brief(&above.name));
    if up(e) == Some(to) {
        return Err(EditError::Other(format!("{words} already")));
    }
    if to == e.id {
        return Err(EditError::Other(format!("{name} cannot be {how} itself")));
    }
    let mut path = vec![name.clone(), brief(&above.name)];
    let mut next = up(above);
    // Stored records may hold a circle already.
    while let Some(id) = next.filter(|_| path.len() <= project.entities().len()) {
        if id == e.id {
            path.push(name);
            let circle = path.join(&format!(", which would be {how} "));
            return Err(EditError::Other(format!("That would go round in a circle: {circle}")));
        }
        let further = entity(project, id)?;
        path.push(brief(&further.name));
        next = up(further);
    }
    Ok(words)
}

/// Says how many they are; none: not said.
///
/// # Errors
/// If the number is 0, or is set so already.
pub fn set_group_size(
    project: &Project,
    id: EntityId,
    size: Option<u32>,
) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let name = brief(&e.name);
    if size == Some(0) {
        return Err(EditError::Other("A group has at least one member".to_owned()));
    }
    if size == e.group_size {
        return Err(EditError::Other(format!("The number of {name} is so already")));
    }
    let title = match size {
        Some(n) => format!("{name}: {n}"),
        None => format!("{name}: number not said"),
    };
    Ok(Edit::new(title, vec![Op::EditEntity(id, EntityEdit::GroupSize(size))]))
}

/// Says what sort of name an alias is. A contextual one no longer matches by itself.
///
/// # Errors
/// If the entry or the alias is gone, or is of that sort already.
pub fn set_alias_kind(
    project: &Project,
    id: EntityId,
    text: &str,
    kind: AliasKind,
) -> Result<Edit, EditError> {
    change_alias(project, id, text, |alias| {
        alias.kind = kind;
        alias.auto_match &= kind != AliasKind::Contextual;
        let word = match kind {
            AliasKind::Name => "a name",
            AliasKind::Acronym => "an acronym",
            AliasKind::Misspelling => "a misspelling",
            AliasKind::Contextual => "a name in its context only",
        };
        Ok(format!("“{}” is {word}", brief(&alias.text)))
    })
}

/// Says whether "mark every mention" and suggestions of links look for an alias.
///
/// # Errors
/// If the entry or the alias is gone, is set so already, or is contextual and shall match.
pub fn set_auto_match(
    project: &Project,
    id: EntityId,
    text: &str,
    on: bool,
) -> Result<Edit, EditError> {
    change_alias(project, id, text, |alias| {
        let name = brief(&alias.text);
        if on && alias.kind == AliasKind::Contextual {
            return Err(EditError::Other(format!(
                "“{name}” means this entity in its context only; change its kind first"
            )));
        }
        alias.auto_match = on;
        Ok(format!("“{name}” is {}looked for", if on { "" } else { "no longer " }))
    })
}

fn change_alias(
    project: &Project,
    id: EntityId,
    text: &str,
    change: impl FnOnce(&mut Alias) -> Result<String, EditError>,
) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let mut aliases = e.aliases.clone();
    let alias = aliases.iter_mut().find(|a| a.text == text).ok_or(EditError::Gone("The alias"))?;
    let title = change(alias)?;
    if aliases == e.aliases {
        return Err(EditError::Other(format!("{title} already")));
    }
    Ok(Edit::new(title, vec![Op::EditEntity(id, EntityEdit::Aliases(aliases))]))
}

/// Takes an entry that nothing refers to out of the register.
pub fn delete_entity(project: &Project, id: EntityId) -> Result<Edit, EditError> {
    let e = entity(project, id)?;
    let name = brief(&e.name);
    let used = |why: String| Err(EditError::Other(format!("{name} cannot be deleted: {why}")));
    let (mentions, documents) = project.entity_use(id);
    if mentions > 0 {
        return used(format!(
            "{} in {}",
            counted(mentions as usize, "mention", "mentions"),
            counted(documents as usize, "document", "documents")
        ));
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
