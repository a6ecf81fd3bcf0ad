//! Links between claims.

use super::super::removal::Removal;
use super::super::{Edit, EditError};
use crate::model::{ClaimId, ClaimLink, ClaimLinkId, ClaimLinkType, Project, quoted};
use crate::ops::{ClaimLinkEdit, Op};

fn name(project: &Project, claim: ClaimId) -> String {
    quoted(text(project)(claim))
}

fn text(project: &Project) -> impl Fn(ClaimId) -> Option<String> {
    |claim| project.claims().get(&claim).map(|c| c.text.clone())
}

fn find(project: &Project, link: ClaimLinkId) -> Result<&ClaimLink, EditError> {
    project.claim_links().get(&link).ok_or(EditError::Gone("The link"))
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
    if let Some(error) = new.illegal(project.claim_links().values(), text(project)) {
        return Err(EditError::Other(error));
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
    if let Some(error) = new.illegal(others, text(project)) {
        return Err(EditError::Other(error));
    }
    let title = format!("Link is now: {}", kind.title().to_lowercase());
    Ok(Edit::new(title, vec![Op::EditClaimLink(link, ClaimLinkEdit::Kind(kind))]))
}

/// Notes something of a link: why the one refutes the other.
pub fn set_link_note(project: &Project, link: ClaimLinkId, note: &str) -> Result<Edit, EditError> {
    let known = find(project, link)?;
    let note = note.trim();
    if note == known.note {
        return Err(EditError::Other("The note is so already".to_owned()));
    }
    let title = if note.is_empty() { "Note of a link removed" } else { "Note of a link" };
    let title = format!("{title}: {}", name(project, known.from));
    Ok(Edit::new(title, vec![Op::EditClaimLink(link, ClaimLinkEdit::Note(note.to_owned()))]))
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
