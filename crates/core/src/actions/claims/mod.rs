//! What annotators do with claims: making them, wording them, saying who says so.
//!
//! The interface edits the first chain of a claim mention, and on it the originator
//! (stance, certainty, how far the speaker is named) unless a hop is named. A chain
//! that says no more than its absence does is dropped, so that "no chain" always
//! means one thing: the document's own author asserts it.

mod chain;
mod cue;
mod evidence;
mod facts;
mod frame;
mod hop;
mod inner;
mod links;
mod merge;
mod speaker;

use super::chains::says_nothing;
use super::marks::{annotation, annotation_over, begin, markable, open};
use super::removal::Removal;
use super::{Author, Edit, EditError};
use crate::model::{
    Annotation, AnnotationId, Body, Chain, Claim, ClaimId, DocumentId, Hop, OpenDocument, Project,
    Ranges, Task,
};
use crate::ops::{AnnotationEdit, ClaimEdit, Op};
use crate::text::Span;
use crate::words::{brief, one_line};

pub use chain::{add_hop, move_hop};
pub use cue::{CueOf, add_cue, add_hop_cue, remove_cue, toggle_cue};
pub use evidence::{
    EvidenceSet, EvidenceWords, add_evidence, remove_evidence, set_evidence_stance,
};
pub use facts::{
    add_new_participant, add_participant, add_quantity, remove_participant, remove_quantity,
    set_check_worthy, set_claim_type, set_event_place, set_event_time, set_participant_role,
    set_quantity, set_topic, set_verdict,
};
pub use frame::{
    certainty_step, cycle_quotation, cycle_stance, set_anonymity, set_certainty, set_medium,
    set_quotation, set_stance, toggle_anonymous,
};
pub use hop::{HopEdit, add_source, set_hop};
pub use links::{link, set_link_kind, set_link_note, unlink};
pub use merge::{merge_claims, split_claim};
pub use speaker::{Who, add_speaker, remove_speaker};

/// A claim mention that is about to change.
struct Subject<'a> {
    project: &'a Project,
    open: &'a OpenDocument,
    a: &'a Annotation,
    claim: ClaimId,
    chains: Vec<Chain>,
}

impl<'a> Subject<'a> {
    fn find(
        project: &'a Project,
        document: DocumentId,
        id: AnnotationId,
    ) -> Result<Self, EditError> {
        let open = open(project, document)?;
        let a = annotation(project, document, id)?;
        match &a.body {
            Body::Claim { claim, chains } => {
                Ok(Self { project, open, a, claim: *claim, chains: chains.clone() })
            }
            _ => Err(EditError::Other("This mark is not a claim".to_owned())),
        }
    }

    /// The claim's sentence, for titles.
    fn name(&self) -> String {
        brief(self.project.claims().get(&self.claim).map_or(&self.a.exact, |c| &c.text))
    }

    /// The hops of the first chain.
    fn hops(&self) -> &[Hop] {
        self.chains.first().map_or(&[], |c| &c.hops)
    }

    /// The hops of the first chain, with at least the originator's.
    fn hops_mut(&mut self) -> &mut Vec<Hop> {
        if self.chains.is_empty() {
            self.chains.push(Chain::default());
        }
        let hops = &mut self.chains[0].hops;
        if hops.is_empty() {
            hops.push(Hop::default());
        }
        hops
    }

    /// The originator as it is, implicit if no chain says who speaks.
    fn originator(&self) -> Hop {
        self.hops().last().cloned().unwrap_or_default()
    }

    fn originator_mut(&mut self) -> &mut Hop {
        let hops = self.hops_mut();
        let last = hops.len() - 1;
        &mut hops[last]
    }

    fn hop_mut(&mut self, at: usize) -> Result<&mut Hop, EditError> {
        self.hops_mut().get_mut(at).ok_or(EditError::Gone("The speaker"))
    }

    /// The mention as it is to be. A first chain that says nothing is dropped.
    fn body(mut self) -> Body {
        if self.chains.first().is_some_and(says_nothing) {
            self.chains.remove(0);
        }
        Body::Claim { claim: self.claim, chains: self.chains }
    }

    /// The operation that writes the chains back.
    fn write(self) -> Op {
        let (document, id) = (self.a.document, self.a.id);
        Op::EditAnnotation(document, id, AnnotationEdit::Body(Box::new(self.body())))
    }

    /// What writes back chains that name less, or another claim.
    fn removal(self) -> Removal<'a> {
        let mut removal = Removal::new(self.project);
        removal.rewrite(self.a, self.body());
        removal
    }
}

/// Makes a claim from a selection. Its entry in the register says, as a first draft,
/// what the selected words say.
pub fn make_claim(
    project: &Project,
    document: DocumentId,
    span: Span,
    author: Author,
    claim: ClaimId,
    id: AnnotationId,
) -> Result<(Edit, AnnotationId), EditError> {
    let open = open(project, document)?;
    let ranges = Ranges::one(markable(&open.text, span)?).map_err(|_| EditError::Empty)?;
    let body = Body::Claim { claim, chains: Vec::new() };
    let a = annotation_over(&open.text, document, id, None, ranges, body, author)?;
    let text = one_line(&a.exact);
    let title = format!("Claim added: {}", brief(&text));
    let known = project.documents().get(&document).ok_or(EditError::Gone("The document"))?;
    let mut ops: Vec<Op> = begin(known, author.layer, Task::Claims).into_iter().collect();
    ops.push(Op::AddClaim(Box::new(Claim::stating(claim, text))));
    ops.push(Op::AddAnnotation(Box::new(a)));
    Ok((Edit::new(title, ops), id))
}

/// Words a claim anew, for all of its mentions.
pub fn set_claim_text(project: &Project, claim: ClaimId, text: &str) -> Result<Edit, EditError> {
    let known = project.claims().get(&claim).ok_or(EditError::Gone("The claim"))?;
    let text = one_line(text);
    if text.is_empty() {
        return Err(EditError::Other(
            "A claim needs a sentence; Delete removes the claim".to_owned(),
        ));
    }
    if text == known.text {
        return Err(EditError::Other("The claim is worded so already".to_owned()));
    }
    let mentions: u32 = project.summaries().values().map(|s| s.claim(claim)).sum();
    // Who words a claim sees one of its mentions.
    let all = if mentions > 1 { format!(" for {mentions} mentions") } else { String::new() };
    let title = format!("Claim worded{all}: {}", brief(&text));
    Ok(Edit::new(title, vec![Op::EditClaim(claim, ClaimEdit::Text(text))]))
}

/// Deletes a claim mention. Cue words and speakers that only it used go with it, and
/// so does the register entry if this was its last mention and nothing else needs it.
pub fn delete_claim_mention(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
) -> Result<Edit, EditError> {
    let subject = Subject::find(project, document, id)?;
    let removed = Removal::of(project, [(document, id)]).finish()?;
    let title = match removed.claims.contains(&subject.claim) {
        true => "Claim removed",
        false => "Claim mention removed",
    };
    Ok(Edit::new(format!("{title}: {}", subject.name()), removed.ops))
}

/// Makes a mention one of another claim: the two texts say the same. The claim that
/// it leaves is taken out of the register if nothing else needs it, and it is no longer
/// evidence for the one that it makes now.
pub fn attach_to_claim(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    claim: ClaimId,
) -> Result<Edit, EditError> {
    let mut subject = Subject::find(project, document, id)?;
    let to = project.claims().get(&claim).ok_or(EditError::Gone("The claim"))?;
    if claim == subject.claim {
        return Err(EditError::Other("It is a mention of this claim already".to_owned()));
    }
    let left = subject.claim;
    subject.claim = claim;
    let removed = subject.removal().finish()?;
    let mut ops = removed.ops;
    let mut left_out = String::new();
    if let Some(left) = project.claims().get(&left).filter(|c| removed.claims.contains(&c.id)) {
        // What was found out about it is not lost with it.
        let (edits, lost) = merge::filled(project, to, left);
        left_out = merge::left_out(&lost);
        ops.extend(edits.into_iter().map(|edit| Op::EditClaim(claim, edit)));
    }
    let evidence = if removed.own_evidence { "; no longer evidence for it" } else { "" };
    let title = format!("Now a mention of: {}{evidence}{left_out}", brief(&to.text));
    Ok(Edit::new(title, ops))
}
