//! Where an entry of a register can be seen in a text, and what an undo did.

use crate::model::{
    Annotation, AnnotationId, ClaimId, DocumentId, EntityId, OpenDocument, Project, Summary,
};

/// An entry of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// An entity: seen best where it is mentioned, else where it speaks, else where it is the
    /// value of an attribute.
    Entity(EntityId),
    /// A claim: seen where it is made.
    Claim(ClaimId),
}

/// A way to show an entry: whether a document has it, and whether a mark is it.
type Way = (fn(Entry, &Summary) -> bool, fn(Entry, &Annotation) -> bool);

impl Entry {
    /// What shows an entry, best first.
    const WAYS: [Way; 3] = [
        (
            |entry, summary| match entry {
                Self::Entity(id) => summary.mentions(id) > 0,
                Self::Claim(id) => summary.claim(id) > 0,
            },
            |entry, a| match entry {
                Self::Entity(id) => a.entity() == Some(id),
                Self::Claim(id) => a.claim() == Some(id),
            },
        ),
        (
            |entry, summary| matches!(entry, Self::Entity(id) if summary.speaks(id) > 0),
            |entry, a| {
                let mut hops = a.chains().iter().flat_map(|c| &c.hops);
                matches!(entry, Self::Entity(id) if hops.any(|h| h.entity.contains(&id)))
            },
        ),
        (
            |entry, summary| matches!(entry, Self::Entity(id) if summary.entity(id) > 0),
            |entry, a| matches!(entry, Self::Entity(id) if a.entities().any(|e| e == id)),
        ),
    ];

    /// The document to show it in, which need not be open: `here`, or else the first that shows
    /// it as well.
    pub fn document(self, project: &Project, here: Option<DocumentId>) -> Option<DocumentId> {
        let all = project.summaries();
        Self::WAYS.iter().find_map(|(has, _)| {
            let here = here.filter(|id| all.get(id).is_some_and(|summary| has(self, summary)));
            let first = || all.iter().find(|(_, summary)| has(self, summary));
            here.or_else(|| first().map(|(id, _)| *id))
        })
    }

    /// The mark to show it by; the first of the best ones.
    pub fn mark(self, open: &OpenDocument) -> Option<AnnotationId> {
        Self::WAYS
            .iter()
            .find_map(|(_, shows)| open.marks.iter().find(|a| shows(self, a)))
            .map(|a| a.id)
    }
}

/// The document that is to be shown after an undo or a redo in place of `shown`; none: nothing
/// else. What was undone out of sight is shown, and so is another document where the one on the
/// page went with it, or where there was none. `touched`: the documents that it changed.
pub fn shown_after(
    project: &Project,
    shown: Option<DocumentId>,
    touched: &[DocumentId],
) -> Option<Option<DocumentId>> {
    let has = |id: &DocumentId| project.documents().contains_key(id);
    if shown.is_some_and(|id| has(&id)) {
        let [only] = touched else { return None };
        return (has(only) && Some(*only) != shown).then_some(Some(*only));
    }
    let first = touched.iter().find(|id| has(id)).or_else(|| project.documents().keys().next());
    (shown.is_some() || first.is_some()).then_some(first.copied())
}
