//! Who says a claim.

use super::super::entities::added;
use super::super::marks::{annotation, annotation_over, begin, markable};
use super::super::{Author, Edit, EditError};
use super::Subject;
use super::inner::mention_in;
use crate::model::{
    Annotation, AnnotationId, Body, DocumentId, Entity, EntityId, Hop, Kind, OpenDocument, Project,
    Ranges, Speaker, Task, set_speakers, source, speakers,
};
use crate::ops::Op;
use crate::text::Span;
use crate::words::{brief, one_line};

/// Who is to be named as a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Words of the document.
    Words(Span),
    /// A mention or a speaker that is marked already.
    Mark(AnnotationId),
    /// An entry of the register, which the text does not name here.
    Entity(EntityId),
    /// Somebody whom neither the text nor the register names yet: a new entry with this id
    /// and name.
    New(EntityId, String),
}

/// A speaker ready to be put into a hop.
pub(super) struct Voice {
    /// What must be done before.
    ops: Vec<Op>,
    source: Option<AnnotationId>,
    entity: Option<EntityId>,
    /// For titles.
    pub(super) name: String,
}

impl Voice {
    pub(super) fn find(
        subject: &Subject<'_>,
        who: Who,
        author: Author,
        fresh: AnnotationId,
    ) -> Result<Self, EditError> {
        match who {
            Who::Words(span) => Self::of_words(subject, span, author, fresh),
            Who::Mark(id) => {
                Self::of_mark(subject.project, annotation(subject.project, subject.a.document, id)?)
            }
            Who::Entity(id) => {
                let entity =
                    subject.project.entities().get(&id).ok_or(EditError::Gone("The entity"))?;
                Ok(Self {
                    ops: Vec::new(),
                    source: None,
                    entity: Some(id),
                    name: brief(&entity.name),
                })
            }
            Who::New(id, name) => {
                let name = one_line(&name);
                if name.is_empty() {
                    return Err(EditError::Other("Type the name of the speaker".to_owned()));
                }
                let entry = Entity::named(id, name.clone(), None);
                Ok(Self {
                    ops: added(subject.project, entry),
                    source: None,
                    entity: Some(id),
                    name: brief(&name),
                })
            }
        }
    }

    fn of_mark(project: &Project, a: &Annotation) -> Result<Self, EditError> {
        if !matches!(a.kind(), Kind::Mention | Kind::Source) {
            return Err(EditError::Other(
                "Only a mention or a speaker can say something".to_owned(),
            ));
        }
        let entity = a.entity();
        let name = entity.and_then(|id| project.entities().get(&id)).map_or(&a.exact, |e| &e.name);
        Ok(Self { ops: Vec::new(), source: Some(a.id), entity, name: brief(&one_line(name)) })
    }

    fn of_words(
        subject: &Subject<'_>,
        span: Span,
        author: Author,
        fresh: AnnotationId,
    ) -> Result<Self, EditError> {
        let (project, open) = (subject.project, subject.open);
        let ranges = Ranges::one(markable(&open.text, span)?).map_err(|_| EditError::Empty)?;
        // A mention that can be somebody goes before words that are only a speaker.
        let rank = |a: &Annotation| match a.kind() {
            Kind::Mention => Some(if can_speak(project, a) { 0 } else { 2 }),
            Kind::Source => Some(1),
            _ => None,
        };
        let near = open.marks.overlapping(ranges.cover()).into_iter();
        let same = near
            .filter(|a| a.ranges == ranges && a.layer == author.layer)
            .filter_map(|a| Some((rank(a)?, a)))
            .min_by_key(|(rank, _)| *rank);
        if let Some((_, a)) = same {
            return Self::of_mark(project, a);
        }
        let inner = mention_in(open, ranges.cover(), author.layer, |a| can_speak(project, a));
        if let Some(a) = inner {
            let voice = Self::of_mark(project, a)?;
            let words = brief(&one_line(open.text.slice(ranges.cover()).unwrap_or(&a.exact)));
            let name = match voice.entity {
                Some(_) => format!("{words}, linked to {}", voice.name),
                None => words,
            };
            return Ok(Self { name, ..voice });
        }
        let document = subject.a.document;
        let a = annotation_over(&open.text, document, fresh, None, ranges, Body::Source, author)?;
        let name = brief(&one_line(&a.exact));
        let known = project.documents().get(&document);
        let begin = known.and_then(|d| begin(d, author.layer, Task::Claims));
        let mut ops: Vec<Op> = begin.into_iter().collect();
        ops.push(Op::AddAnnotation(Box::new(a)));
        Ok(Self { ops, source: Some(fresh), entity: None, name })
    }

    /// Puts the speaker into a hop.
    ///
    /// # Errors
    /// If it is there already.
    pub(super) fn join(&self, hop: &mut Hop, open: &OpenDocument) -> Result<(), EditError> {
        let mut all = speakers(open, hop);
        let known = |s: &Speaker| match self.source {
            Some(words) => {
                s.words == Some(words) && (self.entity.is_none() || s.entity == self.entity)
            }
            None => s.entity == self.entity,
        };
        if all.iter().any(known) {
            return Err(EditError::Other(format!("{} is the speaker already", self.name)));
        }
        all.retain(|s| self.source.is_none() || s.words != self.source);
        all.push(Speaker { words: self.source, entity: self.entity });
        set_speakers(hop, &all, |id| source(open, id));
        Ok(())
    }

    /// Whose words a speaker's are that are linked to nothing, by what its hop says beside them.
    pub(super) fn taken_for(&self, hop: &Hop, open: &OpenDocument) -> Option<EntityId> {
        let all = speakers(open, hop);
        let own = all.into_iter().find(|s| s.words.is_some() && s.words == self.source)?;
        own.entity.filter(|_| own.entity != self.entity)
    }

    /// The edit that has put the speaker into the subject's chain.
    pub(super) fn edit(self, what: &str, subject: Subject<'_>) -> Edit {
        let title = format!("{what}: {}", self.name);
        let mut ops = self.ops;
        ops.push(subject.write());
        Edit::new(title, ops)
    }
}

fn can_speak(project: &Project, a: &Annotation) -> bool {
    let label = a.label.as_ref().and_then(|id| project.schema().label(id));
    label.is_some_and(|l| l.has_entity)
}

/// Names a speaker as the claim's originator; a second one speaks beside the first.
/// Words that are no mention or speaker yet become a speaker, with the id `fresh`. Where an
/// entry of the register speaks that has no words yet, these are its words, and the title says so.
pub fn add_speaker(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    who: Who,
    author: Author,
    fresh: AnnotationId,
) -> Result<Edit, EditError> {
    let mut subject = Subject::find(project, document, id)?;
    let mut voice = Voice::find(&subject, who, author, fresh)?;
    let open = subject.open;
    voice.join(subject.originator_mut(), open)?;
    let taken_for = voice.taken_for(subject.originator_mut(), open);
    if let Some(e) = taken_for.and_then(|id| project.entities().get(&id)) {
        voice.name = format!("“{}”, who is {}", voice.name, brief(&e.name));
    }
    Ok(voice.edit("Speaker added", subject))
}

/// Takes a speaker out of a hop (counted from the outermost). A hop on the way that
/// has nobody left goes too; words that were only marked as this speaker are unmarked.
pub fn remove_speaker(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    hop: usize,
    speaker: Speaker,
) -> Result<Edit, EditError> {
    let mut subject = Subject::find(project, document, id)?;
    let last = subject.hops().len().saturating_sub(1);
    let name = name_of(&subject, speaker);
    let open = subject.open;
    let slot = subject.hop_mut(hop)?;
    let mut all = speakers(open, slot);
    // Other words may be the same person's.
    let at = all.iter().position(|s| *s == speaker).ok_or(EditError::Gone("The speaker"))?;
    all.remove(at);
    set_speakers(slot, &all, |id| source(open, id));
    if hop < last && slot.is_implicit() {
        subject.hops_mut().remove(hop);
    }
    let ops = subject.removal().finish()?.ops;
    Ok(Edit::new(format!("Speaker removed: {name}"), ops))
}

fn name_of(subject: &Subject<'_>, speaker: Speaker) -> String {
    let entity = speaker.entity.and_then(|id| subject.project.entities().get(&id)).map(|e| &e.name);
    let words = speaker.words.and_then(|id| subject.open.marks.get(id)).map(|a| &a.exact);
    entity.or(words).map_or_else(|| "unknown".to_owned(), |n| brief(&one_line(n)))
}
