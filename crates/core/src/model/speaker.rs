//! Who speaks in a hop: its words and register entries, paired.

use super::{AnnotationId, EntityId, Hop, Kind, OpenDocument};

/// One speaker of a hop: words of the text, an entry of the register, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Speaker {
    /// The mark over the words.
    pub words: Option<AnnotationId>,
    /// The register entry.
    pub entity: Option<EntityId>,
}

/// The speakers of a hop. Words go with the entry that their mention is linked to; a
/// speaker's words that are linked to nothing go with the hop's next spare entry.
pub fn speakers(open: &OpenDocument, hop: &Hop) -> Vec<Speaker> {
    paired(hop, |id| {
        let a = open.marks.get(id)?;
        Some((a.kind() == Kind::Mention, a.entity()))
    })
}

/// [`speakers`] of a document that need not be open: `source` says whether an annotation
/// is a mention and what it is linked to; none if it is gone.
pub(crate) fn paired(
    hop: &Hop,
    source: impl Fn(AnnotationId) -> Option<(bool, Option<EntityId>)>,
) -> Vec<Speaker> {
    let linked = |id: &AnnotationId| source(*id).and_then(|(_, entity)| entity);
    let mut spare: Vec<EntityId> = hop.entity.clone();
    spare.retain(|e| !hop.source.iter().any(|s| linked(s) == Some(*e)));
    let mut spare = spare.into_iter();
    let mut out: Vec<Speaker> = Vec::new();
    for id in &hop.source {
        let is_mention = source(*id).is_some_and(|(mention, _)| mention);
        let entity = linked(id).or_else(|| if is_mention { None } else { spare.next() });
        out.push(Speaker { words: Some(*id), entity });
    }
    out.extend(spare.map(|e| Speaker { words: None, entity: Some(e) }));
    out
}
