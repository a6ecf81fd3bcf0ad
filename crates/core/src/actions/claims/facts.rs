//! What a claim states besides its sentence: its question, its figures, who takes part,
//! when and where, and what checking it found. These are facts of the register's claim,
//! whatever document says it.

use super::super::{Edit, EditError, entities};
use crate::edtf;
use crate::model::{Claim, ClaimId, EVENT_ROLE, EntityId, Participant, Project, Quantity, Verdict};
use crate::ops::{ClaimEdit, Op};
use crate::words::{brief, one_line};

fn find(project: &Project, claim: ClaimId) -> Result<&Claim, EditError> {
    project.claims().get(&claim).ok_or(EditError::Gone("The claim"))
}

fn edit(claim: &Claim, what: &str, edits: Vec<ClaimEdit>) -> Edit {
    let stop = if what.ends_with(['.', '?', '!', '؟', '…']) { "" } else { "." };
    let title = format!("{what}{stop} {}", brief(&claim.text));
    Edit::new(title, edits.into_iter().map(|e| Op::EditClaim(claim.id, e)).collect())
}

fn already(what: &str) -> EditError {
    EditError::Other(format!("{what} is so already"))
}

fn shown(value: &str) -> String {
    if value.is_empty() { "not set".to_owned() } else { brief(value) }
}

/// Sets the question that a claim answers; empty: none. Claims of one question stand in
/// one row of the board, and only their figures are compared.
pub fn set_topic(project: &Project, claim: ClaimId, topic: &str) -> Result<Edit, EditError> {
    let known = find(project, claim)?;
    let topic = one_line(topic);
    if topic == known.topic {
        return Err(already("The question"));
    }
    Ok(edit(known, &format!("Question: {}", shown(&topic)), vec![ClaimEdit::Topic(topic)]))
}

/// Says whether a claim is worth checking; none: not decided.
pub fn set_check_worthy(
    project: &Project,
    claim: ClaimId,
    worthy: Option<bool>,
) -> Result<Edit, EditError> {
    let known = find(project, claim)?;
    if worthy == known.check_worthy {
        return Err(already("Worth checking"));
    }
    let value = worthy.map_or("not decided", |yes| if yes { "yes" } else { "no" });
    Ok(edit(known, &format!("Worth checking: {value}"), vec![ClaimEdit::CheckWorthy(worthy)]))
}

/// Sets what checking a claim found, and why. Without a verdict there is no justification.
pub fn set_verdict(
    project: &Project,
    claim: ClaimId,
    verdict: Option<Verdict>,
    justification: &str,
) -> Result<Edit, EditError> {
    let known = find(project, claim)?;
    let justification = justification.trim().to_owned();
    if verdict.is_none() && !justification.is_empty() {
        return Err(EditError::Other("A justification needs a verdict; choose one".to_owned()));
    }
    let mut edits = Vec::new();
    if verdict != known.verdict {
        edits.push(ClaimEdit::Verdict(verdict));
    }
    if justification != known.justification {
        edits.push(ClaimEdit::Justification(justification));
    }
    if edits.is_empty() {
        return Err(already("The verdict"));
    }
    let value = match verdict {
        None => "none",
        Some(Verdict::Supported) => "supported",
        Some(Verdict::Refuted) => "refuted",
        Some(Verdict::NotEnoughEvidence) => "not enough evidence",
        Some(Verdict::ConflictingEvidence) => "conflicting evidence",
    };
    Ok(edit(known, &format!("Verdict: {value}"), edits))
}

/// Sets the type of a claim (AVeriTeC's, prediction, opinion); empty: not set.
pub fn set_claim_type(project: &Project, claim: ClaimId, value: &str) -> Result<Edit, EditError> {
    let known = find(project, claim)?;
    let value = one_line(value);
    if value == known.claim_type {
        return Err(already("The type"));
    }
    Ok(edit(known, &format!("Type: {}", shown(&value)), vec![ClaimEdit::ClaimType(value)]))
}

/// Sets when it happened, as [EDTF](crate::edtf), and the words that say so; both may be
/// empty. Fails with what is wrong with the time.
pub fn set_event_time(
    project: &Project,
    claim: ClaimId,
    time: &str,
    words: &str,
) -> Result<Edit, EditError> {
    let known = find(project, claim)?;
    let (time, words) = (time.trim(), one_line(words));
    if !time.is_empty() {
        edtf::check(time).map_err(|e| EditError::Other(e.to_string()))?;
    }
    let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    let (new, new_words) = (some(time), some(&words));
    if (&new, &new_words) == (&known.event_time, &known.event_time_words) {
        return Err(already("The time"));
    }
    let title = format!("Time: {}", shown(if time.is_empty() { &words } else { time }));
    Ok(edit(known, &title, vec![ClaimEdit::EventTime(new, new_words)]))
}

/// Sets where it happened; empty: not known.
pub fn set_event_place(project: &Project, claim: ClaimId, place: &str) -> Result<Edit, EditError> {
    let known = find(project, claim)?;
    let place = Some(one_line(place)).filter(|p| !p.is_empty());
    if place == known.event_place {
        return Err(already("The place"));
    }
    let title = format!("Place: {}", shown(place.as_deref().unwrap_or_default()));
    Ok(edit(known, &title, vec![ClaimEdit::EventPlace(place)]))
}

/// Checks a figure and puts its text on one line.
fn checked(mut q: Quantity) -> Result<Quantity, EditError> {
    let wrong = |why: &str| Err(EditError::Other(why.to_owned()));
    let finite = |n: Option<f64>| n.is_none_or(f64::is_finite);
    if !finite(q.min) || !finite(q.max) {
        return wrong("A figure must be a number");
    }
    if q.min.is_none() && q.max.is_none() && one_line(&q.words).is_empty() {
        return wrong("A figure needs a number, or the words that say how many");
    }
    if let (Some(min), Some(max)) = (q.min, q.max)
        && min > max
    {
        return wrong("The lower figure is greater than the upper one; swap them");
    }
    if let Some(time) = &q.as_of {
        edtf::check(time).map_err(|e| EditError::Other(e.to_string()))?;
    }
    (q.of, q.unit, q.words) = (one_line(&q.of), one_line(&q.unit), one_line(&q.words));
    Ok(q)
}

pub(super) fn figure(q: &Quantity) -> String {
    brief(format!("{} {}", crate::quantity::figure(q), q.of).trim_end())
}

/// Adds a figure to a claim.
pub fn add_quantity(project: &Project, claim: ClaimId, new: Quantity) -> Result<Edit, EditError> {
    let known = find(project, claim)?;
    let new = checked(new)?;
    if known.quantities.contains(&new) {
        return Err(EditError::Other("The claim has this figure already".to_owned()));
    }
    let title = format!("Figure added: {}", figure(&new));
    let mut all = known.quantities.clone();
    all.push(new);
    Ok(edit(known, &title, vec![ClaimEdit::Quantities(all)]))
}

/// Changes the figure at a place (from 0).
pub fn set_quantity(
    project: &Project,
    claim: ClaimId,
    at: usize,
    new: Quantity,
) -> Result<Edit, EditError> {
    let known = find(project, claim)?;
    let new = checked(new)?;
    let mut all = known.quantities.clone();
    let slot = all.get_mut(at).ok_or(EditError::Gone("The figure"))?;
    if *slot == new {
        return Err(already("The figure"));
    }
    let title = format!("Figure: {}", figure(&new));
    *slot = new;
    Ok(edit(known, &title, vec![ClaimEdit::Quantities(all)]))
}

/// Takes out the figure at a place (from 0).
pub fn remove_quantity(project: &Project, claim: ClaimId, at: usize) -> Result<Edit, EditError> {
    let known = find(project, claim)?;
    if at >= known.quantities.len() {
        return Err(EditError::Gone("The figure"));
    }
    let mut all = known.quantities.clone();
    let title = format!("Figure removed: {}", figure(&all.remove(at)));
    Ok(edit(known, &title, vec![ClaimEdit::Quantities(all)]))
}

/// The name of somebody who is about to take part in this role beside the others, or why
/// they cannot: a claim is about one event, and nobody has one role twice.
fn takes_part<'a>(
    project: &Project,
    others: impl Iterator<Item = &'a Participant> + Clone,
    new: &Participant,
) -> Result<String, EditError> {
    let own = project.entities().get(&new.entity).ok_or(EditError::Gone("The entity"))?;
    may_take_part(project, others, new, brief(&own.name))
}

/// As [`takes_part`], of an entity of this name, which may be a new one.
fn may_take_part<'a>(
    project: &Project,
    mut others: impl Iterator<Item = &'a Participant> + Clone,
    new: &Participant,
    own: String,
) -> Result<String, EditError> {
    if others.clone().any(|p| p == new) {
        let what = if new.role.is_empty() { "takes part" } else { "has this role" };
        return Err(EditError::Other(format!("{own} {what} already")));
    }
    match others.find(|p| p.role == EVENT_ROLE && new.role == EVENT_ROLE) {
        Some(event) => {
            let event = project.entities().get(&event.entity).map(|e| brief(&e.name));
            let event = event.unwrap_or_default();
            let what = format!("The claim is about {event} already; take that event out first");
            Err(EditError::Other(what))
        }
        None => Ok(own),
    }
}

/// Adds somebody who takes part in what a claim states; the role may be empty. The role
/// [`EVENT_ROLE`] names the event that the claim is about.
pub fn add_participant(
    project: &Project,
    claim: ClaimId,
    role: &str,
    entity: EntityId,
) -> Result<Edit, EditError> {
    let known = find(project, claim)?;
    let new = Participant { role: one_line(role), entity };
    let name = takes_part(project, known.participants.iter(), &new)?;
    Ok(with_participant(known, new, &format!(" added: {name}")))
}

/// As [`add_participant`], of somebody who is not in the register yet: makes the entry of this
/// name in the same step.
pub fn add_new_participant(
    project: &Project,
    claim: ClaimId,
    role: &str,
    entity: EntityId,
    name: &str,
) -> Result<Edit, EditError> {
    let known = find(project, claim)?;
    let mut made = entities::create(project, entity, name, None)?;
    let new = Participant { role: one_line(role), entity };
    let name = brief(&one_line(name));
    let name = may_take_part(project, known.participants.iter(), &new, name)?;
    let added = with_participant(known, new, &format!(" added, a new entity: {name}"));
    made.ops.extend(added.ops);
    Ok(Edit::new(added.title, made.ops))
}

/// A claim with one more participant; the role and what is said of it are the title.
fn with_participant(known: &Claim, new: Participant, said: &str) -> Edit {
    let role = if new.role.is_empty() { "Participant" } else { &new.role };
    let title = format!("{role}{said}");
    let mut all = known.participants.clone();
    all.push(new);
    edit(known, &title, vec![ClaimEdit::Participants(all)])
}

/// Changes the role of the participant at a place (from 0); empty: not said.
pub fn set_participant_role(
    project: &Project,
    claim: ClaimId,
    at: usize,
    role: &str,
) -> Result<Edit, EditError> {
    let known = find(project, claim)?;
    let old = known.participants.get(at).ok_or(EditError::Gone("The participant"))?;
    let new = Participant { role: one_line(role), entity: old.entity };
    if *old == new {
        return Err(already("The role"));
    }
    let others = known.participants.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, p)| p);
    let name = takes_part(project, others, &new)?;
    let title = format!("Role of {name}: {}", shown(&new.role));
    let mut all = known.participants.clone();
    all[at] = new;
    Ok(edit(known, &title, vec![ClaimEdit::Participants(all)]))
}

/// Takes out the participant at a place (from 0).
pub fn remove_participant(project: &Project, claim: ClaimId, at: usize) -> Result<Edit, EditError> {
    let known = find(project, claim)?;
    if at >= known.participants.len() {
        return Err(EditError::Gone("The participant"));
    }
    let mut all = known.participants.clone();
    let gone = all.remove(at);
    let name = project.entities().get(&gone.entity).map_or("unknown", |e| &e.name);
    let title = format!("Participant removed: {}", brief(name));
    Ok(edit(known, &title, vec![ClaimEdit::Participants(all)]))
}
