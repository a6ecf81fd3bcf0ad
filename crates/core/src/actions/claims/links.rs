//! Links between claims.

use std::collections::HashSet;

use super::super::removal::Removal;
use super::super::{Edit, EditError};
use crate::model::{ClaimId, ClaimLink, ClaimLinkId, ClaimLinkType, Project};
use crate::ops::{ClaimLinkEdit, Op};
use crate::words::brief;

fn name(project: &Project, claim: ClaimId) -> String {
    quoted(text(project)(claim))
}

fn text(project: &Project) -> impl Fn(ClaimId) -> Option<String> {
    |claim| project.claims().get(&claim).map(|c| c.text.clone())
}

fn quoted(text: Option<String>) -> String {
    text.map_or_else(|| "a claim that is gone".to_owned(), |text| format!("“{}”", brief(&text)))
}

fn find(project: &Project, link: ClaimLinkId) -> Result<&ClaimLink, EditError> {
    project.claim_links().get(&link).ok_or(EditError::Gone("The link"))
}

/// Whether a link says the same, whichever way round it is read.
pub(super) fn is_mutual(kind: ClaimLinkType) -> bool {
    matches!(kind, ClaimLinkType::Refutes | ClaimLinkType::Related)
}

/// Why a link may not stand among these others; none if it may. `text` is the sentence of a
/// claim.
pub(crate) fn illegal<'a>(
    link: &ClaimLink,
    others: impl Iterator<Item = &'a ClaimLink> + Clone,
    text: impl Fn(ClaimId) -> Option<String>,
) -> Option<EditError> {
    use ClaimLinkType::{Refutes, Supports, Updates};
    let (from, to) = (link.from, link.to);
    let say = |words: String| Some(EditError::Other(words));
    if from == to {
        return say("A claim cannot be linked to itself; choose another claim".to_owned());
    }
    let name = |claim| quoted(text(claim));
    let both = || format!("{} and {}", name(from), name(to));
    for other in others.clone() {
        let same = (other.from, other.to) == (from, to);
        let turned = (other.from, other.to) == (to, from);
        if !same && !turned {
            continue;
        }
        if other.kind == link.kind && (same || is_mutual(link.kind)) {
            let title = link.kind.title().to_lowercase();
            return say(format!("{} are linked already: {title}", both()));
        }
        if matches!((other.kind, link.kind), (Supports, Refutes) | (Refutes, Supports)) {
            return say(format!(
                "{} cannot support and refute each other at once; change the link that is there",
                both()
            ));
        }
        if other.kind == Updates && link.kind == Updates {
            return say(format!(
                "{} updates {} already; of two claims only the later updates the earlier",
                name(to),
                name(from)
            ));
        }
    }
    if link.kind == Updates && reaches(others, to, from) {
        return say(format!(
            "{} is a later version of {} already, by way of other claims",
            name(to),
            name(from)
        ));
    }
    None
}

/// Whether `updates` links lead from one claim to another.
fn reaches<'a>(links: impl Iterator<Item = &'a ClaimLink>, from: ClaimId, to: ClaimId) -> bool {
    let mut earlier: std::collections::HashMap<ClaimId, Vec<ClaimId>> = Default::default();
    for l in links.filter(|l| l.kind == ClaimLinkType::Updates) {
        earlier.entry(l.from).or_default().push(l.to);
    }
    let (mut seen, mut open) = (HashSet::from([from]), vec![from]);
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        open.extend(earlier.get(&at).into_iter().flatten().filter(|c| seen.insert(**c)));
    }
    false
}

/// Links two claims: `from` bears on `to`. Of `updates`, `from` is the later one. The
/// link gets the id `fresh`.
///
/// # Errors
/// A claim that is gone; a claim and itself; a link that is there already; support and
/// refutation between the same two; updates that would lead in a circle.
pub fn link(
    project: &Project,
    from: ClaimId,
    to: ClaimId,
    kind: ClaimLinkType,
    fresh: ClaimLinkId,
) -> Result<Edit, EditError> {
    for claim in [from, to] {
        project.claims().get(&claim).ok_or(EditError::Gone("The claim"))?;
    }
    let new = ClaimLink { id: fresh, from, to, kind, note: String::new() };
    if let Some(error) = illegal(&new, project.claim_links().values(), text(project)) {
        return Err(error);
    }
    let title = format!("{}: {} to {}", kind.title(), name(project, from), name(project, to));
    Ok(Edit::new(title, vec![Op::AddClaimLink(Box::new(new))]))
}

/// Says how a link's one claim bears on the other.
///
/// # Errors
/// As [`link`] has them.
pub fn set_link_kind(
    project: &Project,
    link: ClaimLinkId,
    kind: ClaimLinkType,
) -> Result<Edit, EditError> {
    let known = find(project, link)?;
    if kind == known.kind {
        return Err(EditError::Other(format!("The link is “{}” already", kind.title())));
    }
    let new = ClaimLink { kind, ..known.clone() };
    let others = project.claim_links().values().filter(|l| l.id != link);
    if let Some(error) = illegal(&new, others, text(project)) {
        return Err(error);
    }
    let title = format!("Link is now: {}", kind.title().to_lowercase());
    Ok(Edit::new(title, vec![Op::EditClaimLink(link, ClaimLinkEdit::Kind(kind))]))
}

/// Takes out a link. A claim that no text makes, and for which there is no evidence, goes
/// with the last link to others.
pub fn unlink(project: &Project, link: ClaimLinkId) -> Result<Edit, EditError> {
    let known = find(project, link)?;
    let mut removal = Removal::new(project);
    removal.link(link);
    let removed = removal.finish()?;
    let title = format!(
        "Link removed: {} {} {}{}",
        name(project, known.from),
        known.kind.title().to_lowercase(),
        name(project, known.to),
        removed.unsaid()
    );
    Ok(Edit::new(title, removed.ops))
}
