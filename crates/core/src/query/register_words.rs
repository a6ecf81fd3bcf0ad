//! What the register's screen says beside its rows.

use crate::actions::EditError;
use crate::actions::entities::merge_preview;
use crate::model::{DocumentId, EntityId, Project};
use crate::words::brief;

/// What a merge would do, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeWords {
    /// What it does, as sentences.
    pub does: String,
    /// What speaks against it, a sentence without full stop each.
    pub against: Vec<String>,
    /// Whether one of these forbids it.
    pub forbidden: bool,
}

/// What merging `gone` into `keep` would do and what speaks against it.
///
/// # Errors
/// As [`merge_preview`].
pub fn merge_words(
    project: &Project,
    keep: EntityId,
    gone: &[EntityId],
) -> Result<MergeWords, EditError> {
    let preview = merge_preview(project, keep, gone)?;
    let name = project.entities().get(&keep).map(|e| brief(&e.name)).unwrap_or_default();
    let learns = match &preview.aliases[..] {
        [] => format!("{name} stays, called as it is."),
        [one] => format!("{name} stays; “{}” becomes its alias.", brief(one)),
        more => format!("{name} stays and gets {} aliases.", more.len()),
    };
    let moves = match preview.moves {
        0 => String::new(),
        1 => " 1 reference moves.".to_owned(),
        n => format!(" {n} references move."),
    };
    Ok(MergeWords {
        does: learns + &moves,
        against: preview.conflicts.iter().map(|c| c.words(project)).collect(),
        forbidden: preview.conflicts.iter().any(|c| c.forbids()),
    })
}

/// How high the bars of an entry are, 0 to 4: one for each document while there are no more
/// than `most`, else one for each of `most` equal parts of the list of documents. The
/// highest stands for the most mentions of this entry.
pub fn document_bars(project: &Project, by_document: &[(DocumentId, u32)], most: usize) -> Vec<u8> {
    let all = project.documents().len();
    let bars = all.min(most.max(1));
    let mut sums = vec![0u64; bars];
    // Both lists are in the project's order.
    let mut rest = by_document.iter().peekable();
    for (n, id) in project.documents().keys().enumerate() {
        if let Some((_, count)) = rest.next_if(|(document, _)| document == id)
            && let Some(sum) = sums.get_mut(n * bars / all.max(1))
        {
            *sum += u64::from(*count);
        }
    }
    let top = sums.iter().copied().max().unwrap_or(0).max(1);
    sums.iter().map(|n| u8::try_from((n * 4).div_ceil(top)).unwrap_or(4)).collect()
}

/// The documents that have mentions which could have an entry and are linked to none.
/// Known from their counts: they need not be open.
pub fn documents_with_unlinked(project: &Project) -> Vec<DocumentId> {
    let count = super::register::unlinked_counter(project);
    let unlinked = project.summaries().iter().filter(|(_, s)| count(s) > 0);
    unlinked.map(|(id, _)| *id).collect()
}
