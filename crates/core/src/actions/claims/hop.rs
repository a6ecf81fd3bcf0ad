//! One field of any hop of a chain.

use super::super::{Author, Edit, EditError};
use super::Subject;
use super::speaker::{Voice, Who};
use crate::edtf;
use crate::model::{
    AnnotationId, Anonymity, Certainty, DocumentId, Project, Quotation, Stance, source, speakers,
};
use crate::words::{brief, one_line};

/// A new value for a field of a hop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HopEdit {
    /// What the speaker does with the claim.
    Stance(Stance),
    /// How certain the speaker is.
    Certainty(Certainty),
    /// How far the speaker is named.
    Anonymity(Anonymity),
    /// Through what it was said; may be empty.
    Medium(String),
    /// When it was said, EDTF; may be empty.
    SaidAt(String),
    /// Where it was said; may be empty.
    SaidWhere(String),
    /// Whose words they are.
    Quotation(Option<Quotation>),
}

impl HopEdit {
    /// What the field is called, and the value.
    fn words(&self) -> (&'static str, &str) {
        match self {
            Self::Stance(v) => ("Stance", v.title()),
            Self::Certainty(v) => ("Certainty", v.title()),
            Self::Anonymity(v) => ("Source", v.title()),
            Self::Medium(v) => ("Said through", v),
            Self::SaidAt(v) => ("Said at", v),
            Self::SaidWhere(v) => ("Said in", v),
            Self::Quotation(v) => ("Quotation", v.map_or("", Quotation::title)),
        }
    }

    /// With text on one line; fails where a time is none.
    fn checked(self) -> Result<Self, EditError> {
        Ok(match self {
            Self::Medium(v) => Self::Medium(one_line(&v)),
            Self::SaidWhere(v) => Self::SaidWhere(one_line(&v)),
            Self::SaidAt(v) => {
                let v = v.trim().to_owned();
                if !v.is_empty() {
                    edtf::check(&v).map_err(|e| EditError::Other(e.to_string()))?;
                }
                Self::SaidAt(v)
            }
            other => other,
        })
    }
}

/// Sets a field of a hop (counted from the outermost). Hop 0 of a claim without a chain
/// is the document's own author.
pub fn set_hop(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    hop: usize,
    edit: HopEdit,
) -> Result<Edit, EditError> {
    let mut subject = Subject::find(project, document, id)?;
    let edit = edit.checked()?;
    let slot = subject.hop_mut(hop)?;
    let before = slot.clone();
    match edit.clone() {
        HopEdit::Stance(v) => slot.stance = v,
        HopEdit::Certainty(v) => slot.certainty = v,
        HopEdit::Anonymity(v) => slot.anonymity = v,
        HopEdit::Medium(v) => slot.medium = v,
        HopEdit::SaidAt(v) => slot.said_at = v,
        HopEdit::SaidWhere(v) => slot.said_where = v,
        HopEdit::Quotation(v) => slot.quotation = v,
    }
    let (what, value) = edit.words();
    let value = if value.is_empty() { "Not set" } else { value };
    if *slot == before {
        return Err(EditError::Other(format!("{what} is “{value}” already")));
    }
    let title = format!("{what}: {value}. {}", subject.name());
    Ok(Edit::new(title, vec![subject.write()]))
}

/// Names one more speaker in a hop (counted from the outermost): the sources of one hop
/// speak beside each other. Words that are no mention or speaker yet become a speaker,
/// with the id `fresh`.
///
/// # Errors
/// Among others where words that are linked to nothing stand beside an entry without words: a hop
/// cannot say whether these are two speakers or one.
pub fn add_source(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    hop: usize,
    who: Who,
    author: Author,
    fresh: AnnotationId,
) -> Result<Edit, EditError> {
    let mut subject = Subject::find(project, document, id)?;
    let voice = Voice::find(&subject, who, author, fresh)?;
    let open = subject.open;
    let before = speakers(open, subject.hop_mut(hop)?);
    voice.join(subject.hop_mut(hop)?, open)?;
    let after = speakers(open, subject.hop_mut(hop)?);
    let paired = after.iter().zip(&before).find(|(a, b)| a != b).and_then(|(a, _)| a.words);
    let is_linked = |id| source(open, id).is_some_and(|(_, entity)| entity.is_some());
    if after.len() == before.len() && !paired.is_some_and(is_linked) {
        // Words without an entry, and an entry without words, would be read as one speaker.
        let words = paired.and_then(|id| subject.open.marks.get(id));
        let name = words.map_or(voice.name, |a| brief(&one_line(&a.exact)));
        return Err(EditError::Other(format!(
            "Nobody knows yet who “{name}” is: mark these words and link them first (O)"
        )));
    }
    Ok(voice.edit("Speaker added", subject))
}
