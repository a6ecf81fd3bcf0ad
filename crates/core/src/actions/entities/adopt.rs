//! Entries of an authority file become entries of the register.

use super::links::{add_and_link, link};
use super::{added, mention};
use crate::actions::{Edit, EditError};
use crate::model::{
    Alias, AliasKind, AnnotationId, AuthorityRow, Confidence, DocumentId, Entity, EntityId, Kind,
    LabelId, Project, same_id,
};
use crate::words::{brief, one_line};

/// Makes an entry of the register from a row of an authority file, and links a mention
/// to it, if one is given. If the register has the row's id already, the mention is linked
/// to that entry. Its type is the label that the row names, or else the mention's.
///
/// # Errors
/// If the row has no id or name, if the mention cannot have an entry, or if there is
/// nothing to do.
pub fn adopt(
    project: &Project,
    row: &AuthorityRow,
    new: EntityId,
    to: Option<(DocumentId, AnnotationId)>,
) -> Result<Edit, EditError> {
    let mut known = project.entities().values();
    if let Some(e) = known.find(|e| e.external_id.as_ref().is_some_and(|id| same_id(id, &row.id))) {
        return match to {
            Some((document, id)) => link(project, document, id, e.id, Confidence::Sure),
            None => {
                let what = format!("{} is in the register already: {}", row.id, brief(&e.name));
                Err(EditError::Other(what))
            }
        };
    }
    let name = one_line(&row.name);
    if name.is_empty() || row.id.trim().is_empty() {
        return Err(EditError::Other("The row needs an id and a name".to_owned()));
    }
    let mention = to.map(|(document, id)| mention(project, document, id)).transpose()?;
    let of_mention = || mention.and_then(|(a, ..)| a.label.clone());
    let mut entry = Entity::named(new, name, label(project, &row.kind).or_else(of_mention));
    entry.external_id = Some(row.id.trim().to_owned());
    entry.description = one_line(&row.description);
    for text in row.aliases.iter().map(|a| one_line(a)) {
        let known = text == entry.name || entry.aliases.iter().any(|a| a.text == text);
        if !known && !text.is_empty() {
            entry.aliases.push(Alias { kind: AliasKind::of(&text), text, auto_match: true });
        }
    }
    let title = format!("Taken from the authority file: {}", brief(&entry.name));
    let ops = match to.zip(mention) {
        Some(((document, _), mention)) => add_and_link(project, document, mention, entry)?,
        None => added(project, entry),
    };
    Ok(Edit::new(title, ops))
}

/// The label of entities that a type names, by its id, tag or name.
fn label(project: &Project, kind: &str) -> Option<LabelId> {
    let same = |s: &str| s.to_lowercase() == kind.trim().to_lowercase();
    let labels = project.schema().labels.iter();
    let mut of_entities = labels.filter(|l| l.kind == Kind::Mention && l.has_entity);
    of_entities.find(|l| same(l.id.as_str()) || same(&l.tag) || same(&l.name)).map(|l| l.id.clone())
}
