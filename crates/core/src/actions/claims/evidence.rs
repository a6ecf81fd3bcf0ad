//! Evidence for and against claims.

use super::super::marks::{annotation, annotation_over, begin, markable, open, same_mark};
use super::super::removal::Removal;
use super::super::{Author, Edit, EditError};
use crate::model::{
    AnnotationId, Body, ClaimId, DocumentId, Evidence, EvidenceId, EvidenceStance, Kind, Project,
    Ranges, Task,
};
use crate::ops::Op;
use crate::text::Span;
use crate::words::brief;

/// Words that bear on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceWords {
    /// A selection; it becomes a mark with this id, unless it is marked as evidence.
    Selection(Span, AnnotationId),
    /// A mark that is there.
    Mark(AnnotationId),
}

/// The set of a claim that words are added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceSet {
    /// Needed together with what is there.
    Existing(EvidenceId),
    /// An alternative to all others, with this id and stance.
    New(EvidenceId, EvidenceStance),
}

/// Adds words of an open document to the evidence of a claim.
///
/// # Errors
/// A claim, mark or set that is gone; a set of another claim; words that are in the set;
/// a mark that is the claim itself.
pub fn add_evidence(
    project: &Project,
    document: DocumentId,
    words: EvidenceWords,
    claim: ClaimId,
    set: EvidenceSet,
    author: Author,
) -> Result<Edit, EditError> {
    let about = project.claims().get(&claim).ok_or(EditError::Gone("The claim"))?;
    let (mut ops, item, quote) = item(project, document, words, claim, author)?;
    let place = (document, item);
    let stance = match set {
        EvidenceSet::New(id, stance) => {
            let of_claim = project.evidence().values().filter(|e| e.claim == claim);
            let set = of_claim.map(|e| e.set).max().map_or(1, |n| n.saturating_add(1));
            let annotations = vec![place];
            ops.push(Op::AddEvidence(Box::new(Evidence { id, claim, annotations, stance, set })));
            stance
        }
        EvidenceSet::Existing(id) => {
            let mut known = find(project, id)?.clone();
            if known.claim != claim {
                return Err(EditError::Other("This evidence is about another claim".to_owned()));
            }
            if known.annotations.contains(&place) {
                return Err(EditError::Other(format!("“{quote}” is in this evidence already")));
            }
            known.annotations.push(place);
            let stance = known.stance;
            ops.extend(replace(known));
            stance
        }
    };
    let title =
        format!("Evidence, {}: {quote}. {}", stance.title().to_lowercase(), brief(&about.text));
    Ok(Edit::new(title, ops))
}

/// The mark of the words, what makes it, and the words.
fn item(
    project: &Project,
    document: DocumentId,
    words: EvidenceWords,
    claim: ClaimId,
    author: Author,
) -> Result<(Vec<Op>, AnnotationId, String), EditError> {
    let open = open(project, document)?;
    let (span, fresh) = match words {
        EvidenceWords::Mark(id) => {
            let a = annotation(project, document, id)?;
            if a.claim() == Some(claim) {
                return Err(EditError::Other("A claim is no evidence for itself".to_owned()));
            }
            return Ok((Vec::new(), id, brief(&a.exact)));
        }
        EvidenceWords::Selection(span, fresh) => (span, fresh),
    };
    let ranges = Ranges::one(markable(&open.text, span)?).map_err(|_| EditError::Empty)?;
    if let Some(same) = same_mark(open, &ranges, Kind::Evidence, None, author.layer) {
        return Ok((Vec::new(), same.id, brief(&same.exact)));
    }
    let a = annotation_over(&open.text, document, fresh, None, ranges, Body::Evidence, author)?;
    let known = project.documents().get(&document).ok_or(EditError::Gone("The document"))?;
    let mut ops: Vec<Op> = begin(known, author.layer, Task::Claims).into_iter().collect();
    let quote = brief(&a.exact);
    ops.push(Op::AddAnnotation(Box::new(a)));
    Ok((ops, fresh, quote))
}

fn find(project: &Project, id: EvidenceId) -> Result<&Evidence, EditError> {
    project.evidence().get(&id).ok_or(EditError::Gone("The evidence"))
}

/// Evidence has no edits of its own: it is taken out and put back.
fn replace(new: Evidence) -> [Op; 2] {
    [Op::RemoveEvidence(new.id), Op::AddEvidence(Box::new(new))]
}

/// Takes words out of a set; a set without any goes. Words that are marked only as this
/// evidence are unmarked, if their document is open. A claim that no text makes goes with
/// the last evidence for it.
pub fn remove_evidence(
    project: &Project,
    evidence: EvidenceId,
    document: DocumentId,
    id: AnnotationId,
) -> Result<Edit, EditError> {
    if !find(project, evidence)?.annotations.contains(&(document, id)) {
        return Err(EditError::Gone("The evidence"));
    }
    let mut removal = Removal::new(project);
    removal.item(evidence, (document, id));
    let removed = removal.finish()?;
    let mark = project.open(document).and_then(|open| open.marks.get(id));
    let quote = mark.map_or_else(String::new, |a| format!(": {}", brief(&a.exact)));
    let title = format!("Evidence removed{quote}{}", removed.unsaid());
    Ok(Edit::new(title, removed.ops))
}

/// Says what a set of evidence does for its claim.
pub fn set_evidence_stance(
    project: &Project,
    evidence: EvidenceId,
    stance: EvidenceStance,
) -> Result<Edit, EditError> {
    let known = find(project, evidence)?;
    if known.stance == stance {
        return Err(EditError::Other(format!("The evidence is “{}” already", stance.title())));
    }
    let title = format!("Evidence is now: {}", stance.title().to_lowercase());
    Ok(Edit::new(title, replace(Evidence { stance, ..known.clone() }).to_vec()))
}
