//! Editing the label schema. A change of name, colour or key never touches a mark.

mod attributes;
mod preset;

use std::collections::BTreeMap;

use super::removal::Removal;
use super::{Edit, EditError, marks};
use crate::model::tags;
use crate::model::{
    Annotation, AppliesTo, Body, DocumentId, Hue, Kind, Label, LabelId, OpenDocument, Project,
    Schema, Snapping,
};
use crate::ops::{EntityEdit, Op};
use crate::words::{brief, counted, one_line};

pub use attributes::{add_attribute, edit_attribute, new_attribute, remove_attribute};
pub use preset::{PresetPlan, apply_preset, plan_preset};

/// What happens to the marks of a label that is deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarksGo {
    /// They get this label, of the same kind.
    To(LabelId),
    /// They are removed with it.
    Away,
}

/// What a label is used for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Uses {
    /// Marks that have it.
    pub marks: u32,
    /// Documents with such marks.
    pub documents: u32,
    /// Entities of this type.
    pub entities: usize,
}

impl Uses {
    /// What the label is used for.
    pub fn of(project: &Project, id: &LabelId) -> Self {
        let (marks, documents) = project.label_use(id);
        let entities = project.entities().values().filter(|e| e.label.as_ref() == Some(id)).count();
        Self { marks, documents, entities }
    }

    /// Whether nothing has the label.
    pub fn is_none(self) -> bool {
        self.marks == 0 && self.entities == 0
    }

    /// The marks in words.
    pub fn marks_in_words(self) -> String {
        match (self.marks, self.documents) {
            (0, _) => "not used yet".to_owned(),
            (n, d) => format!(
                "{} in {}",
                counted(n as usize, "mark", "marks"),
                counted(d as usize, "document", "documents")
            ),
        }
    }

    /// All uses in words.
    pub fn in_words(self) -> String {
        let marks = self.marks_in_words();
        match self.entities {
            0 => marks,
            1 => format!("{marks}, 1 entity of this type"),
            n => format!("{marks}, {n} entities of this type"),
        }
    }
}

fn known<'a>(project: &'a Project, id: &LabelId) -> Result<&'a Label, EditError> {
    project.schema().label(id).ok_or(EditError::Gone("The label"))
}

/// The documents that have marks with a label: they must be open to delete or merge it.
pub fn documents_with(project: &Project, label: &LabelId) -> Vec<DocumentId> {
    let with = project.summaries().iter().filter(|(_, s)| s.label(label) > 0);
    with.map(|(id, _)| *id).collect()
}

/// Whether a key may be a label's: one that types a character, alone or with Shift.
/// Keys with Ctrl and Alt are the commands' and the browser's.
pub fn is_label_key(name: &str) -> bool {
    let base = name.strip_prefix("Shift+").unwrap_or(name);
    let mut chars = base.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if !c.is_whitespace() && !c.is_control())
}

/// The label that a key belongs to, other than this one.
pub fn key_owner<'a>(schema: &'a Schema, key: &str, except: &LabelId) -> Option<&'a Label> {
    schema.labels.iter().find(|l| l.id != *except && l.hotkey.as_deref() == Some(key))
}

/// Adds a label to the end of its kind, with the next free colour and key.
pub fn add(project: &Project, kind: Kind, name: &str) -> Result<(Edit, LabelId), EditError> {
    let name = one_line(name);
    if name.is_empty() {
        return Err(EditError::Other("A label needs a name".to_owned()));
    }
    let schema = project.schema();
    let id = schema.free_label_id(&name);
    let mention = kind == Kind::Mention;
    let label = Label {
        id: id.clone(),
        kind,
        tag: tags::of_letters(&name, |tag| schema.labels.iter().any(|l| l.tag == tag)),
        hue: if mention { schema.free_hue(kind) } else { Hue::GREY },
        hotkey: schema.free_keys().next().filter(|_| mention),
        snapping: Snapping::Tokens,
        has_entity: mention,
        guideline: String::new(),
        exclude: false,
        name: name.clone(),
    };
    let title = format!("Label added: {}", brief(&name));
    Ok((Edit::new(title, vec![Op::AddLabel(schema.labels.len(), Box::new(label))]), id))
}

/// Replaces a label's fields. Its name and tag must not be empty, and its key must be free.
pub fn edit(project: &Project, mut changed: Label) -> Result<Edit, EditError> {
    let before = known(project, &changed.id)?;
    changed.name = one_line(&changed.name);
    changed.tag = changed.tag.trim().to_owned();
    if *before == changed {
        return Err(EditError::Other(format!("{} is so already", brief(&changed.name))));
    }
    if changed.name.is_empty() {
        return Err(EditError::Other("A label needs a name".to_owned()));
    }
    let letters = changed.tag.chars().count();
    if !(1..=5).contains(&letters)
        || changed.tag.chars().any(|c| c.is_whitespace() || c.is_control())
    {
        return Err(EditError::Other("A tag has 1 to 5 letters".to_owned()));
    }
    if let Some(key) = changed.hotkey.as_deref().filter(|_| changed.hotkey != before.hotkey) {
        if !is_label_key(key) {
            return Err(EditError::Other(format!("{key} cannot be a label’s key")));
        }
        if let Some(other) = key_owner(project.schema(), key, &changed.id) {
            return Err(EditError::Other(format!(
                "The key {key} belongs to {}",
                brief(&other.name)
            )));
        }
    }
    let title = match changed.name == before.name {
        true => format!("Label changed: {}", brief(&changed.name)),
        false => format!("{} is now {}", brief(&before.name), brief(&changed.name)),
    };
    Ok(Edit::new(title, vec![Op::EditLabel(Box::new(changed))]))
}

/// Moves a label to a place among those of its kind.
pub fn move_to(project: &Project, id: &LabelId, place: usize) -> Result<Edit, EditError> {
    let label = known(project, id)?;
    let labels = &project.schema().labels;
    let same: Vec<usize> = (0..labels.len()).filter(|i| labels[*i].kind == label.kind).collect();
    let to =
        *same.get(place).ok_or_else(|| EditError::Other("It is at the end already".to_owned()))?;
    if labels[to].id == *id {
        return Err(EditError::Other("It is there already".to_owned()));
    }
    let title = format!("Label moved: {}", brief(&label.name));
    Ok(Edit::new(title, vec![Op::MoveLabel(id.clone(), to)]))
}

/// Moves a label up or down by one among those of its kind.
pub fn step(project: &Project, id: &LabelId, down: bool) -> Result<Edit, EditError> {
    let kind = known(project, id)?.kind;
    let at = project.schema().labels_of(kind).position(|l| l.id == *id).unwrap_or(0);
    match (down, at) {
        (false, 0) => Err(EditError::Other("It is the first already".to_owned())),
        (false, at) => move_to(project, id, at - 1),
        (true, at) => move_to(project, id, at + 1),
    }
}

/// Makes all marks of a label, and entities of this type, those of another, and deletes it.
/// The documents with such marks must be open.
pub fn merge(project: &Project, id: &LabelId, into: &LabelId) -> Result<Edit, EditError> {
    delete(project, id, &MarksGo::To(into.clone()))
}

/// Deletes a label. Its marks, whose documents must be open, get another label or are
/// removed; entities of this type get the other type or none.
pub fn delete(project: &Project, id: &LabelId, to: &MarksGo) -> Result<Edit, EditError> {
    let label = known(project, id)?;
    let into = match to {
        MarksGo::To(other) => {
            let other = known(project, other)?;
            if other.id == *id || other.kind != label.kind {
                return Err(EditError::Other("Choose another label of the same kind".to_owned()));
            }
            Some(other)
        }
        MarksGo::Away => None,
    };
    let mut removal = Removal::new(project);
    for document in documents_with(project, id) {
        let open = marks::open(project, document)?;
        for a in open.marks.iter().filter(|a| a.label.as_ref() == Some(id)) {
            match into.map(|other| (other, double(open, a, other))) {
                Some((_, Some(same))) => removal.replace(document, a.id, same.id),
                Some((other, None)) => removal.relabel(a, other),
                None => removal.mark(document, a.id),
            }
        }
    }
    let mut ops = removal.finish()?.ops;
    // A value has no entries in the register, so it is no type for one.
    let entity_type = into.filter(|l| l.has_entity).map(|l| l.id.clone());
    for entity in project.entities().values().filter(|e| e.label.as_ref() == Some(id)) {
        ops.push(Op::EditEntity(entity.id, EntityEdit::Label(entity_type.clone())));
    }
    ops.extend(forget(project.schema(), &BTreeMap::from([(id, into.map(|l| &l.id))])));
    ops.push(Op::RemoveLabel(id.clone()));
    let title = match into {
        Some(other) => format!("{} merged into {}", brief(&label.name), brief(&other.name)),
        None => format!("Label deleted: {}", brief(&label.name)),
    };
    Ok(Edit::new(title, ops))
}

/// The mark of another label that says all that this one would say with that label: at
/// the same place, and with nothing of its own.
fn double<'a>(open: &'a OpenDocument, a: &Annotation, label: &Label) -> Option<&'a Annotation> {
    let same = marks::same_mark(open, &a.ranges, a.kind(), Some(&label.id), a.layer)?;
    let body = match (&a.body, &same.body) {
        (
            Body::Mention { level, entity },
            Body::Mention { level: same_level, entity: same_entity },
        ) => {
            (level.is_none() || level == same_level) && (entity.is_none() || entity == same_entity)
        }
        (one, other) => one == other,
    };
    let attributes =
        a.attributes.iter().all(|(name, value)| same.attributes.get(name) == Some(value));
    (body && attributes && a.note.is_empty() && !a.flagged).then_some(same)
}

/// What takes labels out of attributes and relations, or puts others in their place. A
/// relation that would be open to all labels for want of its own goes.
fn forget(schema: &Schema, gone: &BTreeMap<&LabelId, Option<&LabelId>>) -> Vec<Op> {
    let renamed = |labels: &[LabelId]| {
        let mut kept: Vec<LabelId> = Vec::new();
        for label in labels {
            let now = gone.get(label).copied().unwrap_or(Some(label));
            kept.extend(now.filter(|l| !kept.contains(l)).cloned());
        }
        kept
    };
    let mut ops = Vec::new();
    for def in &schema.attributes {
        if let AppliesTo::Labels(labels) = &def.applies_to {
            let kept = renamed(labels);
            if kept != *labels {
                let mut def = def.clone();
                def.applies_to = AppliesTo::Labels(kept);
                ops.push(Op::EditAttribute(Box::new(def)));
            }
        }
    }
    let mut relations = schema.relations.clone();
    relations.retain_mut(|r| {
        let (from, to) = (renamed(&r.from), renamed(&r.to));
        let empties = from.is_empty() != r.from.is_empty() || to.is_empty() != r.to.is_empty();
        (r.from, r.to) = (from, to);
        !empties
    });
    if relations != schema.relations {
        ops.push(Op::SetRelations(relations));
    }
    ops
}
