//! What a transaction touched: which places of a document's text must be redrawn, whether the
//! margin must be read anew, and where an undo is seen.

use crate::model::{AnnotationId, DocumentId, Kind, OpenDocument, Ranges};
use crate::ops::{AnnotationEdit, Applied, DocumentEdit, Key, Op, Transaction};
use crate::text::ByteOffset;

/// What a transaction touched in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// The annotations that it added, changed or removed.
    pub annotations: Vec<AnnotationId>,
    /// What they covered before, where that changed or they are gone now, and what
    /// added ones cover.
    pub ranges: Vec<Ranges>,
    /// Whether claims were among those added or removed, so that numbers may change.
    pub claims: bool,
}

/// What a transaction touched in a document.
pub fn touched(transaction: &Transaction, document: DocumentId) -> Touched {
    let mut out = Touched::default();
    for op in transaction.ops.iter().chain(&transaction.inverse) {
        match op {
            Op::AddAnnotation(a) if a.document == document => {
                out.annotations.push(a.id);
                out.ranges.push(a.ranges.clone());
                out.claims |= a.kind() == Kind::Claim;
            }
            Op::EditAnnotation(d, id, edit) if *d == document => {
                out.annotations.push(*id);
                if let AnnotationEdit::Ranges(ranges, _) = edit {
                    out.ranges.push(ranges.clone());
                    out.claims = true;
                }
            }
            _ => {}
        }
    }
    out.annotations.sort();
    out.annotations.dedup();
    out
}

/// Whether an action may change what claims say of each other: claims, links and evidence of the
/// register, claim mentions of any document, names of outlets.
pub fn touches_claims(applied: &Applied) -> bool {
    let of_register =
        |key: Key| matches!(key, Key::Claim(_) | Key::ClaimLink(_) | Key::Evidence(_));
    let of_text = |op: &Op| match op {
        Op::AddAnnotation(a) => a.kind() == Kind::Claim,
        Op::EditAnnotation(_, _, AnnotationEdit::Body(body)) => body.kind() == Kind::Claim,
        // Of a claim, perhaps: the margin is in the order of the texts.
        Op::EditAnnotation(_, _, AnnotationEdit::Ranges(..)) => true,
        Op::EditDocument(_, DocumentEdit::Meta(..)) => true,
        _ => false,
    };
    let transaction = &applied.transaction;
    applied.changes.keys().any(of_register)
        || transaction.ops.iter().chain(&transaction.inverse).any(of_text)
}

/// Where an undo or a redo is seen in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The mark that came back with it; of several, the first of the text.
    pub mark: Option<AnnotationId>,
    /// Where that begins, or else the first place of what it touched.
    pub at: ByteOffset,
}

/// Where an undo or a redo, which is done, is seen in a document; none if it touched no mark there.
pub fn seen(transaction: &Transaction, document: DocumentId, open: &OpenDocument) -> Option<Seen> {
    let added = |ops: &[Op]| -> Vec<(AnnotationId, ByteOffset)> {
        let added = ops.iter().filter_map(|op| match op {
            Op::AddAnnotation(a) if a.document == document => Some((a.id, a.ranges.start())),
            _ => None,
        });
        added.collect()
    };
    let is_there = |id: AnnotationId| open.marks.get(id).is_some();
    let came = added(&transaction.ops).into_iter().filter(|(id, _)| is_there(*id));
    if let Some((mark, at)) = came.min_by_key(|(id, at)| (*at, *id)) {
        return Some(Seen { mark: Some(mark), at });
    }
    let gone = added(&transaction.inverse).into_iter().filter(|(id, _)| !is_there(*id));
    let changed = touched(transaction, document).annotations;
    let changed = changed.iter().filter_map(|id| open.marks.get(*id)).map(|a| a.ranges.start());
    let at = gone.map(|(_, at)| at).chain(changed).min()?;
    Some(Seen { mark: None, at })
}
