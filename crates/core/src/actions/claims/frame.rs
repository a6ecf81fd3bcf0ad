//! What the originator does with a claim: stance, certainty, how it is named, whose
//! words they are.

use super::super::{Edit, EditError, next_of};
use super::Subject;
use crate::model::{
    AnnotationId, Anonymity, Certainty, DocumentId, Hop, Project, Quotation, Stance,
};
use crate::words::one_line;

/// Changes the originator's hop; refuses what changes nothing.
fn change(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    what: &str,
    value: &str,
    set: impl FnOnce(&mut Hop),
) -> Result<Edit, EditError> {
    let mut subject = Subject::find(project, document, id)?;
    let before = subject.originator();
    set(subject.originator_mut());
    if subject.originator() == before {
        return Err(EditError::Other(format!("{what} is “{value}” already")));
    }
    let title = format!("{what}: {value}. {}", subject.name());
    Ok(Edit::new(title, vec![subject.write()]))
}

/// Sets what the originator does with the claim.
pub fn set_stance(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    stance: Stance,
) -> Result<Edit, EditError> {
    change(project, document, id, "Stance", stance.title(), |hop| hop.stance = stance)
}

/// The next stance: asserts, denies, asks, reports, and round again.
pub fn cycle_stance(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
) -> Result<Edit, EditError> {
    let next = match Subject::find(project, document, id)?.originator().stance {
        Stance::Asserts => Stance::Denies,
        Stance::Denies => Stance::Questions,
        Stance::Questions => Stance::Reports,
        Stance::Reports => Stance::Asserts,
    };
    set_stance(project, document, id, next)
}

/// Sets how certain the originator is.
pub fn set_certainty(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    certainty: Certainty,
) -> Result<Edit, EditError> {
    change(project, document, id, "Certainty", certainty.title(), |hop| hop.certainty = certainty)
}

/// Certainty one step up (`1`) or down (`-1`).
pub fn certainty_step(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    step: i8,
) -> Result<Edit, EditError> {
    let now = Subject::find(project, document, id)?.originator().certainty;
    let at = Certainty::ALL.iter().position(|c| *c == now).unwrap_or(0);
    let to = at.saturating_add_signed(isize::from(step)).min(Certainty::ALL.len() - 1);
    set_certainty(project, document, id, Certainty::ALL[to])
}

/// Sets how far the originator is named.
pub fn set_anonymity(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    anonymity: Anonymity,
) -> Result<Edit, EditError> {
    change(project, document, id, "Source", anonymity.title(), |hop| hop.anonymity = anonymity)
}

/// Named, or anonymous on request.
pub fn toggle_anonymous(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
) -> Result<Edit, EditError> {
    let to = match Subject::find(project, document, id)?.originator().anonymity {
        Anonymity::Named => Anonymity::AnonymousRequested,
        _ => Anonymity::Named,
    };
    set_anonymity(project, document, id, to)
}

/// Sets whose words the claim is made in.
pub fn set_quotation(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    quotation: Option<Quotation>,
) -> Result<Edit, EditError> {
    let value = quotation.map_or("Not set", Quotation::title);
    change(project, document, id, "Quotation", value, |hop| hop.quotation = quotation)
}

/// Sets the next way in which the originator's words reach the reader: direct, indirect, mixed,
/// not set.
pub fn cycle_quotation(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
) -> Result<Edit, EditError> {
    let now = Subject::find(project, document, id)?.originator().quotation;
    set_quotation(project, document, id, next_of(Quotation::ALL, now))
}

/// Sets through what the originator said it ("a statement", "a phone call").
pub fn set_medium(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    medium: &str,
) -> Result<Edit, EditError> {
    let medium = one_line(medium);
    let value = if medium.is_empty() { "Not set".to_owned() } else { medium.clone() };
    change(project, document, id, "Said through", &value, |hop| hop.medium = medium)
}
