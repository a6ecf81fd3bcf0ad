//! The entity register as a list.

use crate::model::{DocumentId, EntityId, Project};

/// The documents that refer to an entity, by a mention, a speaker or an attribute. Known
/// from their counts: they need not be open.
pub fn documents_with_entity(project: &Project, id: EntityId) -> Vec<DocumentId> {
    let summaries = project.summaries().iter();
    summaries.filter(|(_, s)| s.entity(id) > 0).map(|(document, _)| *document).collect()
}
