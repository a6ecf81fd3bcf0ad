//! The entities of a document: what its mentions mean, counted.

use std::collections::HashMap;

use crate::model::{Annotation, AnnotationId, EntityId, Kind, LabelId, OpenDocument, Project};

/// An entity of a document, or a name that is linked to none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityRow {
    /// The label: of the entry, or else of the mentions.
    pub label: Option<LabelId>,
    /// The entry; none: not linked.
    pub entity: Option<EntityId>,
    /// Its name, or the mentions' words.
    pub name: String,
    /// Who or what it is, in a word or two; may be empty.
    pub detail: String,
    /// Its mentions, in reading order.
    pub marks: Vec<AnnotationId>,
}

#[derive(PartialEq, Eq, Hash)]
enum Group<'a> {
    Entity(EntityId),
    Words(Option<&'a LabelId>, &'a str),
}

/// The entities that a document's mentions are linked to, and unlinked mentions by
/// their words: in the order of the schema's labels, then as the text brings them up.
pub fn entity_list(project: &Project, open: &OpenDocument) -> Vec<EntityRow> {
    let mut place: HashMap<Group<'_>, usize> = HashMap::new();
    let mut rows: Vec<EntityRow> = Vec::new();
    for a in open.marks.iter().filter(|a| a.kind() == Kind::Mention) {
        let group = match a.entity() {
            Some(id) => Group::Entity(id),
            None => Group::Words(a.label.as_ref(), &a.exact),
        };
        let at = *place.entry(group).or_insert_with(|| {
            rows.push(row(project, a));
            rows.len() - 1
        });
        rows[at].marks.push(a.id);
    }
    let order: HashMap<&LabelId, usize> =
        project.schema().labels.iter().enumerate().map(|(n, l)| (&l.id, n)).collect();
    rows.sort_by_key(|r| {
        r.label.as_ref().and_then(|l| order.get(l)).copied().unwrap_or(usize::MAX)
    });
    rows
}

fn row(project: &Project, a: &Annotation) -> EntityRow {
    let known = a.entity().and_then(|id| project.entities().get(&id));
    let label = known.and_then(|e| e.label.clone()).or_else(|| a.label.clone());
    let (name, detail) = match known {
        Some(e) => (e.name.clone(), detail(&e.description, e.aliases.len())),
        None => {
            let links = a
                .label
                .as_ref()
                .and_then(|l| project.schema().label(l))
                .is_some_and(|l| l.has_entity);
            (
                crate::words::one_line(&a.exact),
                if links { "not linked".to_owned() } else { String::new() },
            )
        }
    };
    EntityRow { label, entity: a.entity(), name, detail, marks: Vec::new() }
}

/// A short description as it is, else how many other names there are.
fn detail(description: &str, aliases: usize) -> String {
    match (description, aliases) {
        (d, _) if !d.is_empty() && d.chars().count() <= 24 => d.to_owned(),
        (_, 0) => String::new(),
        (_, 1) => "1 alias".to_owned(),
        (_, n) => format!("{n} aliases"),
    }
}
