//! How a mention refers, and what its entry has learnt from its words.

use super::{alias_at, entity, is_name, new_alias, relink, same_name};
use crate::actions::marks::annotation;
use crate::actions::{Edit, EditError, next_of};
use crate::model::{
    Alias, AliasKind, Annotation, AnnotationId, Body, Confidence, DocumentId, Entity, Level,
    Project,
};
use crate::ops::{EntityEdit, Op};
use crate::words::{brief, one_line};

/// Says the next way in which a mention may refer: name, noun phrase, pronoun, not said.
pub fn cycle_level(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
) -> Result<Edit, EditError> {
    let level = match annotation(project, document, id)?.body {
        Body::Mention { level, .. } => level,
        _ => None,
    };
    set_level(project, document, id, next_of(&Level::ALL, level))
}

/// Says how a mention refers: by name, noun phrase or pronoun; none: not said.
///
/// What its entry knows of its words follows, as if that had been said before it was
/// linked. An alias that no other mention bears out goes when they turn out to be no
/// name; one that other mentions may bear out, or that somebody has changed, is from then
/// on one in its context only. Words that turn out to be a name are learnt.
pub fn set_level(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
    to: Option<Level>,
) -> Result<Edit, EditError> {
    let a = annotation(project, document, id)?;
    let Body::Mention { level, entity: link } = a.body else {
        return Err(EditError::Other("Only mentions have a level".to_owned()));
    };
    let word = to.map_or("Level not set", Level::title);
    if level == to {
        return Err(EditError::Other(format!("{word} already")));
    }
    let mut ops = vec![relink(a, to, link)];
    let entry = link.and_then(|link| entity(project, link.entity).ok());
    if let Some(aliases) = entry.and_then(|e| aliases_after(project, e, a, level, to)) {
        ops.extend(entry.map(|e| Op::EditEntity(e.id, EntityEdit::Aliases(aliases))));
    }
    Ok(Edit::new(format!("{word}: {}", brief(&a.exact)), ops))
}

/// The aliases of an entry when a mention of it changes its level; none: as they are.
fn aliases_after(
    project: &Project,
    e: &Entity,
    a: &Annotation,
    from: Option<Level>,
    to: Option<Level>,
) -> Option<Vec<Alias>> {
    let at = alias_at(&e.aliases, &a.exact);
    let mut aliases = e.aliases.clone();
    let known = at.map(|at| aliases.remove(at));
    let taught = |level| new_alias(project, (e.id, &e.name), &aliases, &a.exact, level);
    let (before, after) = (taught(from), taught(to));
    if before == after {
        return None;
    }
    let others = Others::of(project, e, a);
    let new = match (&known, after) {
        (None, after) => after,
        (Some(_), None) if others.names => return None,
        (Some(known), None) if others.all_seen && is_learnt(known, before.as_ref()) => None,
        (Some(known), None) => {
            Some(Alias { kind: AliasKind::Contextual, auto_match: false, text: known.text.clone() })
        }
        (Some(known), Some(after)) => {
            // Left in its context when the words were no name.
            let left = before.is_none() && to == Some(Level::Nam) && !others.phrases;
            let left = left && known.kind == AliasKind::Contextual;
            if !left && !is_learnt(known, before.as_ref()) {
                return None;
            }
            Some(Alias { text: known.text.clone(), ..after })
        }
    };
    if new == known {
        return None;
    }
    if let Some(alias) = new {
        aliases.insert(at.unwrap_or(aliases.len()), alias);
    }
    Some(aliases)
}

/// Whether an alias is as linking a mention taught it, or is looked for although another
/// entry has come to be called so.
fn is_learnt(alias: &Alias, taught: Option<&Alias>) -> bool {
    let same = |t: &Alias| t.kind == alias.kind && (alias.auto_match || !t.auto_match);
    taught.is_some_and(same)
}

/// What the other mentions of an entry with the same words say of them.
pub(super) struct Others {
    /// Some take them for a name.
    names: bool,
    /// Some take them for a noun phrase or a pronoun.
    phrases: bool,
    /// Some are linked surely.
    pub sure: bool,
    /// Whether there are none in documents that are not open.
    pub all_seen: bool,
}

impl Others {
    pub fn of(project: &Project, e: &Entity, a: &Annotation) -> Self {
        let words = one_line(&a.exact);
        let mut others = Self { names: false, phrases: false, sure: false, all_seen: true };
        let with = project.summaries().iter().filter(|(_, s)| s.mentions(e.id) > 0);
        for (document, _) in with {
            let Some(open) = project.open(*document) else {
                others.all_seen = false;
                continue;
            };
            let mentions = open.marks.iter().filter(|m| m.id != a.id && m.entity() == Some(e.id));
            for m in mentions.filter(|m| same_name(&one_line(&m.exact), &words)) {
                let Body::Mention { level, entity } = m.body else { continue };
                others.sure |= entity.is_some_and(|l| l.confidence == Confidence::Sure);
                *if is_name(level) { &mut others.names } else { &mut others.phrases } = true;
            }
        }
        others
    }
}
