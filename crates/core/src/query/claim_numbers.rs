//! The numbers in the margin: a document's claim mentions, counted in reading order.

use crate::model::{AnnotationId, Kind, OpenDocument};

/// The claim mentions of a document with their numbers, from 1, in reading order.
pub fn claim_numbers(open: &OpenDocument) -> Vec<(AnnotationId, u32)> {
    open.marks.iter().filter(|a| a.kind() == Kind::Claim).map(|a| a.id).zip(1..).collect()
}
