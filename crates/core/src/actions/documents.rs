//! Documents: how far they are, and what is known of them; the project's own fields.

use std::collections::BTreeSet;

use super::removal::Removal;
use super::{Edit, EditError};
use crate::model::{
    AnnotatorId, Document, DocumentId, LayerId, LayerStatus, MetaField, Project, Status, Task,
};
use crate::ops::{DocumentEdit, Op, ProjectEdit};
use crate::words::{brief, counted, one_line};

/// Sets the tasks of a layer that the [project has](Project::tasks), and the one that the person
/// is at, to one status. Of another task it says nothing: "examined and empty" is not "not
/// examined".
pub fn set_status(
    project: &Project,
    document: DocumentId,
    layer: LayerId,
    at: Task,
    status: Status,
) -> Result<Edit, EditError> {
    project.documents().get(&document).ok_or(EditError::Gone("The document"))?;
    set_statuses(project, &[document], layer, at, status)
}

/// As [`set_status`], of several documents in one step. Those that have the status already are
/// left as they are.
pub fn set_statuses(
    project: &Project,
    documents: &[DocumentId],
    layer: LayerId,
    at: Task,
    status: Status,
) -> Result<Edit, EditError> {
    let tasks = project.tasks().and(at);
    let (word, small) = (status.title(), status.title().to_lowercase());
    let what = match (tasks.entities, tasks.claims) {
        (true, true) => word.to_owned(),
        (true, false) => format!("Entities {small}"),
        _ => format!("Claims {small}"),
    };
    let mut names = Vec::new();
    let mut changed = Vec::new();
    let ids: BTreeSet<DocumentId> = documents.iter().copied().collect();
    for d in ids.iter().filter_map(|id| project.documents().get(id)) {
        let mut to = d.status(layer);
        if tasks.entities {
            to.entities = status;
        }
        if tasks.claims {
            to.claims = status;
        }
        names.push(d.display_name());
        if d.status(layer) != to {
            changed.push((d, to));
        }
    }
    let of = |n: usize, name: &str| match n {
        1 => brief(name),
        n => counted(n, "document", "documents"),
    };
    match (names.as_slice(), changed.as_slice()) {
        ([], _) => Err(EditError::Other("No document is chosen".to_owned())),
        ([name, ..], []) => {
            Err(EditError::Other(format!("{what} already: {}", of(names.len(), name))))
        }
        (_, [(d, _), ..]) => {
            let title = format!("{what}: {}", of(changed.len(), d.display_name()));
            let edit = |(d, to): &(&Document, LayerStatus)| {
                Op::EditDocument(d.id, DocumentEdit::Status(layer, Some(*to)))
            };
            Ok(Edit::new(title, changed.iter().map(edit).collect()))
        }
    }
}

/// Sets how far one task of a layer is.
pub fn set_task_status(
    project: &Project,
    document: DocumentId,
    layer: LayerId,
    task: Task,
    status: Status,
) -> Result<Edit, EditError> {
    let d = project.documents().get(&document).ok_or(EditError::Gone("The document"))?;
    let to = d.status(layer).with(task, status);
    let what = match task {
        Task::Entities => "Entities",
        Task::Claims => "Claims",
    };
    let word = status.title().to_lowercase();
    if d.status(layer) == to {
        return Err(EditError::Other(format!(
            "{what} {word} already: {}",
            brief(d.display_name())
        )));
    }
    let title = format!("{what} {word}: {}", brief(d.display_name()));
    Ok(Edit::new(title, vec![Op::EditDocument(document, DocumentEdit::Status(layer, Some(to)))]))
}

/// Sets what is known of a document; an empty text: not known.
pub fn set_meta(
    project: &Project,
    document: DocumentId,
    field: MetaField,
    text: &str,
) -> Result<Edit, EditError> {
    let d = project.documents().get(&document).ok_or(EditError::Gone("The document"))?;
    let value = Some(one_line(text)).filter(|t| !t.is_empty());
    if d.meta(field) == value.as_deref() {
        return Err(EditError::Other(format!("{} is so already", field.title())));
    }
    let title = match &value {
        Some(v) => format!("{}: {}", field.title(), brief(v)),
        None => format!("{} cleared", field.title()),
    };
    Ok(Edit::new(title, vec![Op::EditDocument(document, DocumentEdit::Meta(field, value))]))
}

/// Names the project.
pub fn set_project_name(project: &Project, name: &str) -> Result<Edit, EditError> {
    let name = one_line(name);
    if name.is_empty() {
        return Err(EditError::Other("A project needs a name".to_owned()));
    }
    if project.name() == name {
        return Err(EditError::Other("The project is named so already".to_owned()));
    }
    let title = format!("Project named {}", brief(&name));
    Ok(Edit::new(title, vec![Op::Project(ProjectEdit::Name(name))]))
}

/// Writes the guidelines, Markdown.
pub fn set_guidelines(project: &Project, text: &str) -> Result<Edit, EditError> {
    if project.guidelines() == text {
        return Err(EditError::Other("The guidelines are so already".to_owned()));
    }
    let edit = ProjectEdit::Guidelines(text.to_owned());
    Ok(Edit::new("Guidelines changed", vec![Op::Project(edit)]))
}

/// Names an annotator.
pub fn set_annotator_name(
    project: &Project,
    id: AnnotatorId,
    name: &str,
) -> Result<Edit, EditError> {
    let known = project.annotators().get(&id).ok_or(EditError::Gone("The annotator"))?;
    let name = one_line(name);
    if name.is_empty() {
        return Err(EditError::Other("An annotator needs a name".to_owned()));
    }
    if known.name == name {
        return Err(EditError::Other("The annotator is named so already".to_owned()));
    }
    let title = format!("Annotator named {}", brief(&name));
    Ok(Edit::new(title, vec![Op::RenameAnnotator(id, name)]))
}

/// Names a document; what lists show is its title, if one is known.
pub fn rename(project: &Project, document: DocumentId, name: &str) -> Result<Edit, EditError> {
    let d = project.documents().get(&document).ok_or(EditError::Gone("The document"))?;
    let name = one_line(name);
    if name.is_empty() {
        return Err(EditError::Other("A document needs a name".to_owned()));
    }
    if d.name == name {
        return Err(EditError::Other("The document is named so already".to_owned()));
    }
    let title = format!("Document named {}", brief(&name));
    Ok(Edit::new(title, vec![Op::EditDocument(document, DocumentEdit::Name(name))]))
}

/// Takes a document with all its annotations out of the project. It must be open.
pub fn remove_document(project: &Project, id: DocumentId) -> Result<Edit, EditError> {
    remove_documents(project, &[id])
}

/// Takes documents with all their annotations out of the project, in one step; claims
/// that only they make go with them. They must be open.
pub fn remove_documents(project: &Project, ids: &[DocumentId]) -> Result<Edit, EditError> {
    let ids: BTreeSet<DocumentId> = ids.iter().copied().collect();
    let mut removal = Removal::new(project);
    for id in &ids {
        let marks = &super::marks::open(project, *id)?.marks;
        marks.iter().for_each(|a| removal.mark(*id, a.id));
    }
    let mut names =
        ids.iter().filter_map(|id| project.documents().get(id)).map(Document::display_name);
    let title = match (names.next(), ids.len()) {
        (None, _) => return Err(EditError::Other("No document is chosen".to_owned())),
        (Some(name), 1) => format!("Document removed: {}", brief(name)),
        (_, n) => format!("{n} documents removed"),
    };
    let mut ops = removal.finish()?.ops;
    ops.extend(ids.into_iter().map(Op::RemoveDocument));
    Ok(Edit::new(title, ops))
}
