//! What a transaction touched in one document's text: which places must be redrawn.

use crate::model::{AnnotationId, DocumentId, Kind, Ranges};
use crate::ops::{AnnotationEdit, Op, Transaction};

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
