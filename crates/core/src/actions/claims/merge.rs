//! Two claims that say the same, and one that says two things.

use std::collections::BTreeMap;

use super::super::marks::open;
use super::super::removal::Removal;
use super::super::{Edit, EditError};
use super::facts::figure;
use crate::model::{
    Annotation, AnnotationId, Body, Claim, ClaimId, ClaimLink, DocumentId, EVENT_ROLE, Project,
    Quantity,
};
use crate::ops::{AnnotationEdit, ClaimEdit, Op};
use crate::quantity::{same_of, same_unit};
use crate::words::{brief, one_line};

/// A mention as one of another claim.
fn of_claim(a: &Annotation, claim: ClaimId) -> Body {
    Body::Claim { claim, chains: a.chains().to_vec() }
}

/// Makes two claims one: mentions, links, evidence and what only `gone` knows go to
/// `keep`, which keeps its sentence. A link between the two, links that would be there
/// twice, and what each was evidence for the other are dropped; their notes are said. Needs every document of
/// [`Project::documents_with_claim`] of `gone` open.
///
/// # Errors
/// A claim that is gone; the same claim twice; a document that is not open; links of the
/// two that contradict each other.
pub fn merge_claims(project: &Project, keep: ClaimId, gone: ClaimId) -> Result<Edit, EditError> {
    let find = |id| project.claims().get(&id).ok_or(EditError::Gone("The claim"));
    let (kept, old) = (find(keep)?, find(gone)?);
    if keep == gone {
        return Err(EditError::Other("A claim cannot be merged with itself".to_owned()));
    }
    let mut removal = Removal::new(project);
    removal.merge(gone, keep);
    for document in project.documents_with_claim(gone) {
        let marks = &open(project, document)?.marks;
        for a in marks.iter().filter(|a| a.claim() == Some(gone)) {
            removal.rewrite(a, of_claim(a, keep));
        }
    }
    let mut ops = removal.finish()?.ops;
    let (links, notes) = links(project, keep, gone)?;
    ops.extend(links);
    ops.push(Op::RemoveClaim(gone));
    let (edits, mut lost) = filled(project, kept, old);
    ops.extend(edits.into_iter().map(|e| Op::EditClaim(keep, e)));
    lost.extend(notes);
    Ok(Edit::new(format!("Claims merged: {}{}", brief(&kept.text), left_out(&lost)), ops))
}

/// The end of a title that says what is not taken over.
pub(super) fn left_out(what: &[String]) -> String {
    if what.is_empty() { String::new() } else { format!("; left out: {}", what.join(", ")) }
}

/// What moves the links of a claim, and the notes that are lost with links that are dropped.
fn links(
    project: &Project,
    keep: ClaimId,
    gone: ClaimId,
) -> Result<(Vec<Op>, Vec<String>), EditError> {
    let touches = |l: &&ClaimLink| l.from == gone || l.to == gone;
    let mut stay: Vec<ClaimLink> =
        project.claim_links().values().filter(|l| !touches(l)).cloned().collect();
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    let mut notes = Vec::new();
    for l in project.claim_links().values().filter(touches) {
        removed.push(Op::RemoveClaimLink(l.id));
        let end = |c: ClaimId| if c == gone { keep } else { c };
        let new = ClaimLink { from: end(l.from), to: end(l.to), ..l.clone() };
        let same = |o: &ClaimLink| {
            o.kind == new.kind
                && ((o.from, o.to) == (new.from, new.to)
                    || o.kind.is_mutual() && (o.to, o.from) == (new.from, new.to))
        };
        let double = stay.iter().find(|o| same(o));
        if new.from == new.to || double.is_some() {
            if !new.note.is_empty() && double.is_none_or(|o| o.note != new.note) {
                notes.push(format!("the note “{}” of a link", brief(&one_line(&new.note))));
            }
            continue;
        }
        if let Some(error) =
            new.illegal(stay.iter(), |c| project.claims().get(&c).map(|c| c.text.clone()))
        {
            return Err(EditError::Other(format!(
                "The links of the two claims contradict each other: {error}"
            )));
        }
        stay.push(new.clone());
        added.push(Op::AddClaimLink(Box::new(new)));
    }
    removed.extend(added);
    Ok((removed, notes))
}

/// What the kept claim learns from the other: fields that it has not, figures of what it does
/// not count, and participants; and what contradicts it and is left out.
pub(super) fn filled(
    project: &Project,
    kept: &Claim,
    old: &Claim,
) -> (Vec<ClaimEdit>, Vec<String>) {
    // A new field is to be filled below.
    let Claim {
        id: _,
        text: _,
        topic: _,
        check_worthy: _,
        verdict: _,
        justification: _,
        claim_type: _,
        event_time: _,
        event_time_words: _,
        event_place: _,
        quantities: _,
        participants: _,
    } = old;
    let mut edits = Vec::new();
    let mut left_out: Vec<String> = Vec::new();
    let mut field = |name: &str, mine: bool, theirs: bool, same: bool, learn: Vec<ClaimEdit>| {
        if theirs && !mine {
            edits.extend(learn);
        } else if theirs && !same {
            left_out.push(name.to_owned());
        }
    };
    let (a, b) = (&kept.topic, &old.topic);
    field("a question", !a.is_empty(), !b.is_empty(), a == b, vec![ClaimEdit::Topic(b.clone())]);
    let (a, b) = (kept.check_worthy, old.check_worthy);
    let words = "whether it is worth checking";
    field(words, a.is_some(), b.is_some(), a == b, vec![ClaimEdit::CheckWorthy(b)]);
    let (a, b) = (&kept.claim_type, &old.claim_type);
    field("a type", !a.is_empty(), !b.is_empty(), a == b, vec![ClaimEdit::ClaimType(b.clone())]);
    let time = |c: &Claim| (c.event_time.clone(), c.event_time_words.clone());
    let (a, b) = (time(kept), time(old));
    let learn = vec![ClaimEdit::EventTime(b.0.clone(), b.1.clone())];
    field("a time", a != (None, None), b != (None, None), a == b, learn);
    let (a, b) = (&kept.event_place, &old.event_place);
    field("a place", a.is_some(), b.is_some(), a == b, vec![ClaimEdit::EventPlace(b.clone())]);

    let mut figures = kept.quantities.clone();
    for new in &old.quantities {
        let alike = |q: &Quantity| same_of(q, new) && same_unit(q, new);
        let bounds = |q: &Quantity| (q.modifier, q.min, q.max);
        let same = |q: &&mut Quantity| alike(q) && bounds(q) == bounds(new);
        match (&new.as_of, figures.iter_mut().find(same)) {
            (Some(at), Some(q)) if q.as_of.as_ref().is_some_and(|own| own != at) => {
                left_out.push(format!("{} as of {at}", figure(new)));
            }
            (_, Some(q)) => q.as_of = q.as_of.take().or_else(|| new.as_of.clone()),
            (_, None) if kept.quantities.iter().any(alike) => left_out.push(figure(new)),
            (_, None) => figures.push(new.clone()),
        }
    }
    if figures != kept.quantities {
        edits.push(ClaimEdit::Quantities(figures));
    }
    let mut everybody = kept.participants.clone();
    for p in old.participants.iter().filter(|p| !kept.participants.contains(p)) {
        if p.role == EVENT_ROLE && kept.event().is_some() {
            let event = project.entities().get(&p.entity).map_or("unknown", |e| &e.name);
            left_out.push(format!("the event {}", brief(event)));
        } else {
            everybody.push(p.clone());
        }
    }
    if everybody.len() > kept.participants.len() {
        edits.push(ClaimEdit::Participants(everybody));
    }
    // A justification is one of its verdict.
    let (none, same) = (kept.verdict.is_none(), kept.verdict == old.verdict);
    let unexplained = kept.justification.is_empty();
    let learns = same || none && unexplained;
    match old.verdict {
        Some(verdict) if !same && learns => edits.push(ClaimEdit::Verdict(Some(verdict))),
        Some(verdict) if !same => left_out.push(format!("the verdict {}", verdict.title())),
        _ => {}
    }
    if !old.justification.is_empty() && old.justification != kept.justification {
        if learns && unexplained {
            edits.push(ClaimEdit::Justification(old.justification.clone()));
        } else {
            left_out.push("a justification".to_owned());
        }
    }
    (edits, left_out)
}

/// Moves some mentions of a claim to a new one, with the id `fresh`. Its sentence is
/// `text`, or for an empty one the words of the first mention. It has the question, type,
/// participants, time and place of the old one; figures, links and evidence stay there.
///
/// # Errors
/// A claim or mention that is gone; a mention of another claim; no mention, or all; a
/// document that is not open.
pub fn split_claim(
    project: &Project,
    claim: ClaimId,
    mentions: &[(DocumentId, AnnotationId)],
    text: &str,
    fresh: ClaimId,
) -> Result<Edit, EditError> {
    let old = project.claims().get(&claim).ok_or(EditError::Gone("The claim"))?;
    let mut going: BTreeMap<(DocumentId, AnnotationId), &Annotation> = BTreeMap::new();
    for &(document, id) in mentions {
        let a = open(project, document)?.marks.get(id).ok_or(EditError::Gone("The mark"))?;
        if a.claim() != Some(claim) {
            return Err(EditError::Other(format!(
                "“{}” is not a mention of this claim",
                brief(&a.exact)
            )));
        }
        going.insert((document, id), a);
    }
    let Some(first) = mentions.first().and_then(|key| going.get(key)) else {
        return Err(EditError::Other("Choose the mentions that say something else".to_owned()));
    };
    if going.len() >= project.claim_use(claim).0 as usize {
        return Err(EditError::Other(
            "All mentions are chosen; leave at least one, or word the claim anew".to_owned(),
        ));
    }
    let text = Some(one_line(text)).filter(|t| !t.is_empty());
    let text = text.unwrap_or_else(|| one_line(&first.exact));
    // Field by field, so that a new one is thought of.
    let Claim {
        id: _,
        text: _,
        topic,
        claim_type,
        participants,
        event_time,
        event_time_words,
        event_place,
        check_worthy: _,
        verdict: _,
        justification: _,
        quantities: _,
    } = old.clone();
    let new = Claim {
        topic,
        claim_type,
        participants,
        event_time,
        event_time_words,
        event_place,
        ..Claim::stating(fresh, text)
    };
    let title = format!("Claim split: {}", brief(&new.text));
    let mut ops = vec![Op::AddClaim(Box::new(new))];
    ops.extend(going.values().map(|a| {
        let edit = AnnotationEdit::Body(Box::new(of_claim(a, fresh)));
        Op::EditAnnotation(a.document, a.id, edit)
    }));
    Ok(Edit::new(title, ops))
}
