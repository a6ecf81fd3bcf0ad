//! Removing many marks in one step. Removing them one by one would not do: each
//! removal is worked out from the project as it is before any of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{EditError, marks};
use crate::model::{
    Annotation, AnnotationId, AttributeValue, Body, ClaimId, DocumentId, Kind, Project,
};
use crate::ops::{AnnotationEdit, Op};

/// Marks that go, by document.
pub(super) type Gone = BTreeMap<DocumentId, BTreeSet<AnnotationId>>;

/// What removes these marks, whose documents must be open. Chains, attributes and
/// evidence no longer name them; cue words and speakers that only they used go too, and
/// so do register entries of claims whose last mention goes, unless something links them.
pub(super) fn remove(project: &Project, mut gone: Gone) -> Result<Vec<Op>, EditError> {
    for (document, ids) in &mut gone {
        let dependent = dependents(project, *document, ids)?;
        ids.extend(dependent);
    }
    let mut ops = Vec::new();
    for (document, ids) in &gone {
        let open = marks::open(project, *document)?;
        ops.extend(open.marks.iter().filter(|a| !ids.contains(&a.id)).flat_map(|a| forget(a, ids)));
        ops.extend(ids.iter().map(|id| Op::RemoveAnnotation(*document, *id)));
    }
    ops.extend(evidence(project, &gone));
    ops.extend(claims(project, &gone)?);
    Ok(ops)
}

/// Every annotation that an annotation's chains name.
fn named_by(a: &Annotation) -> impl Iterator<Item = AnnotationId> {
    let hops = a.chains().iter().flat_map(|c| &c.hops);
    hops.flat_map(|h| h.source.iter().chain(&h.cue)).copied()
}

/// The cue words and speakers that only marks that go have named.
fn dependents(
    project: &Project,
    document: DocumentId,
    ids: &BTreeSet<AnnotationId>,
) -> Result<Vec<AnnotationId>, EditError> {
    let open = marks::open(project, document)?;
    let (going, staying): (Vec<&Annotation>, Vec<&Annotation>) =
        open.marks.iter().partition(|a| ids.contains(&a.id));
    let mut needed: BTreeSet<AnnotationId> = staying.into_iter().flat_map(named_by).collect();
    needed.extend(project.evidence().values().flat_map(|e| &e.annotations).map(|(_, id)| *id));
    let named = going.into_iter().flat_map(named_by);
    let alone = named.filter(|id| {
        let kind = open.marks.get(*id).map(Annotation::kind);
        matches!(kind, Some(Kind::Cue | Kind::Source)) && !needed.contains(id)
    });
    Ok(alone.collect())
}

/// What takes marks that go out of one that stays.
fn forget(a: &Annotation, ids: &BTreeSet<AnnotationId>) -> Vec<Op> {
    let mut ops = Vec::new();
    if named_by(a).any(|id| ids.contains(&id)) {
        let mut body = a.body.clone();
        if let Body::Claim { chains, .. } = &mut body {
            for hop in chains.iter_mut().flat_map(|c| &mut c.hops) {
                hop.source.retain(|id| !ids.contains(id));
                hop.cue.retain(|id| !ids.contains(id));
            }
        }
        ops.push(Op::EditAnnotation(a.document, a.id, AnnotationEdit::Body(Box::new(body))));
    }
    for (name, value) in &a.attributes {
        if matches!(value, AttributeValue::Annotation(id) if ids.contains(id)) {
            let edit = AnnotationEdit::Attribute(name.clone(), None);
            ops.push(Op::EditAnnotation(a.document, a.id, edit));
        }
    }
    ops
}

/// What takes marks that go out of the evidence; evidence without any goes.
fn evidence(project: &Project, gone: &Gone) -> Vec<Op> {
    let is_gone = |(document, id): &(DocumentId, AnnotationId)| {
        gone.get(document).is_some_and(|ids| ids.contains(id))
    };
    let mut ops = Vec::new();
    for e in project.evidence().values().filter(|e| e.annotations.iter().any(is_gone)) {
        ops.push(Op::RemoveEvidence(e.id));
        let mut rest = e.clone();
        rest.annotations.retain(|a| !is_gone(a));
        if !rest.annotations.is_empty() {
            ops.push(Op::AddEvidence(Box::new(rest)));
        }
    }
    ops
}

/// What takes claims out of the register whose last mention goes.
fn claims(project: &Project, gone: &Gone) -> Result<Vec<Op>, EditError> {
    let mut fewer: BTreeMap<ClaimId, u32> = BTreeMap::new();
    for (document, ids) in gone {
        let open = marks::open(project, *document)?;
        for claim in ids.iter().filter_map(|id| open.marks.get(*id)?.claim()) {
            *fewer.entry(claim).or_default() += 1;
        }
    }
    let unneeded = |id: &ClaimId| {
        let links = project.claim_links().values().any(|l| l.from == *id || l.to == *id);
        let evidence = project.evidence().values().any(|e| e.claim == *id);
        !links && !evidence
    };
    let last = fewer.into_iter().filter(|(id, n)| project.claim_use(*id).0 <= *n && unneeded(id));
    Ok(last.map(|(id, _)| Op::RemoveClaim(id)).collect())
}
