//! The way from the originator to the reader: publisher, agency, newspaper, spokesman.

use super::super::{Author, Edit, EditError};
use super::speaker::{Voice, Who};
use super::{Subject, named_by};
use crate::model::{AnnotationId, Certainty, DocumentId, Hop, Project, Quotation, Stance};

/// What belongs to a place in the chain, whoever stands there.
struct Frame(Stance, Certainty, Option<Quotation>);

impl Frame {
    fn of(hop: &Hop) -> Self {
        Self(hop.stance, hop.certainty, hop.quotation)
    }

    fn put(self, hop: &mut Hop) {
        (hop.stance, hop.certainty, hop.quotation) = (self.0, self.1, self.2);
    }
}

/// Adds a speaker on the way, before the hop at `at` (0: nearest the reader). It
/// passes the claim on without taking sides. The originator stays the last hop.
pub fn add_hop(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    at: usize,
    who: Who,
    author: Author,
    fresh: AnnotationId,
) -> Result<Edit, EditError> {
    let mut subject = Subject::find(project, document, id)?;
    let voice = Voice::find(&subject, who, author, fresh)?;
    let hops = subject.hops_mut();
    if at >= hops.len() {
        return Err(EditError::Other("The originator is the last of the chain".to_owned()));
    }
    let mut hop = Hop { stance: Stance::Reports, ..Hop::default() };
    voice.join(&mut hop);
    hops.insert(at, hop);
    let title = format!("Passed on by: {}", voice.name);
    let mut ops = voice.ops;
    ops.push(subject.write());
    Ok(Edit::new(title, ops))
}

/// Moves a hop to another place; 0 is nearest the reader, the last is the originator.
/// Stance and certainty stay with the place: the originator's are the claim's.
pub fn move_hop(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    from: usize,
    to: usize,
) -> Result<Edit, EditError> {
    let mut subject = Subject::find(project, document, id)?;
    let n = subject.hops().len();
    if from >= n || to >= n {
        return Err(EditError::Gone("The speaker"));
    }
    if from == to {
        return Err(EditError::Other("The speaker is there already".to_owned()));
    }
    let hops = subject.hops_mut();
    let frames: Vec<Frame> = hops.iter().map(Frame::of).collect();
    let hop = hops.remove(from);
    hops.insert(to, hop);
    for (hop, frame) in hops.iter_mut().zip(frames) {
        frame.put(hop);
    }
    let title = format!("Chain reordered: {}", subject.name());
    Ok(Edit::new(title, vec![subject.write()]))
}

/// Takes a hop out of the chain, with the words that only it used. The claim keeps
/// its stance and certainty, whoever is left to say it.
pub fn remove_hop(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    at: usize,
) -> Result<Edit, EditError> {
    let mut subject = Subject::find(project, document, id)?;
    let n = subject.hops().len();
    if at >= n {
        return Err(EditError::Gone("The speaker"));
    }
    let frame = Frame::of(&subject.originator());
    subject.hops_mut().remove(at);
    if at + 1 == n {
        frame.put(subject.originator_mut());
    }
    let left: Vec<AnnotationId> = subject
        .chains
        .iter()
        .flat_map(|c| &c.hops)
        .flat_map(|h| h.source.iter().chain(&h.cue))
        .copied()
        .collect();
    let freed: Vec<AnnotationId> = named_by(subject.a).filter(|id| !left.contains(id)).collect();
    let title = format!("Speaker removed from the chain: {}", subject.name());
    let mut ops = subject.orphans(freed);
    ops.insert(0, subject.write());
    Ok(Edit::new(title, ops))
}
