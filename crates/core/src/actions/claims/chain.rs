//! The way from the originator to the reader: publisher, agency, newspaper, spokesman.

use super::super::{Author, Edit, EditError};
use super::Subject;
use super::speaker::{Voice, Who};
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
    let open = subject.open;
    if at >= subject.hops_mut().len() {
        return Err(EditError::Other("The originator is the last of the chain".to_owned()));
    }
    let mut hop = Hop { stance: Stance::Reports, ..Hop::default() };
    voice.join(&mut hop, open)?;
    subject.hops_mut().insert(at, hop);
    Ok(voice.edit("Passed on by", subject))
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
