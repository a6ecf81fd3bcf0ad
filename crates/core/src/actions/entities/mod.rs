//! What annotators do with the entity register.

mod adopt;
mod decisions;
mod fields;
mod level;
mod links;
mod merge;
mod split;

use super::EditError;
use super::marks::annotation;
use crate::model::{
    Alias, AliasKind, Annotation, AnnotationId, Body, DocumentId, Entity, EntityId, EntityLink,
    Level, Project,
};
use crate::ops::{AnnotationEdit, EntityEdit, Op};
use crate::text::{Folding, fold};
use crate::words::one_line;

pub use adopt::adopt;
pub use decisions::decide;
pub use fields::{
    add_alias, create, create_above, delete_entity, remove_alias, rename, set_alias_kind,
    set_auto_match, set_description, set_external_id, set_group_size, set_label, set_member_of,
    set_part_of,
};
pub use level::{cycle_level, set_level};
pub use links::{create_and_link, link, set_confidence, toggle_confidence, unlink};
pub use merge::{MergeConflict, MergePreview, merge, merge_preview, who_stays};
pub use split::{link_many, move_mentions, split};

/// A mention that can have an entry in the register, or has one from when its label could.
fn mention(
    project: &Project,
    document: DocumentId,
    id: AnnotationId,
) -> Result<(&Annotation, Option<Level>, Option<EntityLink>), EditError> {
    let a = annotation(project, document, id)?;
    let Body::Mention { level, entity } = a.body else {
        return Err(EditError::Other("Only mentions have an entity".to_owned()));
    };
    let label = a.label.as_ref().and_then(|l| project.schema().label(l));
    match label {
        Some(l) if !l.has_entity && entity.is_none() => {
            Err(EditError::Other(format!("“{}” marks values, which have no entity", l.name)))
        }
        _ => Ok((a, level, entity)),
    }
}

fn entity(project: &Project, id: EntityId) -> Result<&Entity, EditError> {
    project.entities().get(&id).ok_or(EditError::Gone("The entity"))
}

fn relink(a: &Annotation, level: Option<Level>, link: Option<EntityLink>) -> Op {
    let body = Body::Mention { level, entity: link };
    Op::EditAnnotation(a.document, a.id, AnnotationEdit::Body(Box::new(body)))
}

/// Whether two names differ in no more than what the search passes over: capitals, the shape of
/// quotes and dashes, how Unicode writes a letter.
fn same_name(a: &str, b: &str) -> bool {
    // A register may have 100,000 names to compare with: most are not copied. Nothing that is
    // passed over is or follows two letters of ASCII.
    let plain = |s: &str| match s.as_bytes() {
        [first, second, ..] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
            Some(first.to_ascii_lowercase())
        }
        _ => None,
    };
    let differ = plain(a).zip(plain(b)).is_some_and(|(a, b)| a != b);
    !differ && (a.eq_ignore_ascii_case(b) || fold(a, Folding::WORDS) == fold(b, Folding::WORDS))
}

/// Whether an entry need not learn a text: the search finds it by the name or an alias, or
/// it is one that is not to be looked for. Of an acronym it finds the capitals only.
fn is_known_by(name: &str, aliases: &[Alias], text: &str) -> bool {
    let finds = |known: &str, kind| {
        same_name(known, text) && (kind != AliasKind::Acronym || text == text.to_uppercase())
    };
    finds(name, AliasKind::of(name)) || aliases.iter().any(|a| finds(&a.text, a.kind))
}

/// Whether a mention of this level may teach a name.
fn is_name(level: Option<Level>) -> bool {
    !matches!(level, Some(Level::Nom | Level::Pro))
}

/// Where an entry has a text among its aliases.
fn alias_at(aliases: &[Alias], text: &str) -> Option<usize> {
    let text = one_line(text);
    let exactly = aliases.iter().position(|a| a.text == text);
    exactly.or_else(|| aliases.iter().position(|a| same_name(&a.text, &text)))
}

/// The alias that linking a mention teaches an entry: its text, if it is a name that the
/// entry does not have yet. Noun phrases and pronouns mean the entity in their place only.
///
/// Where nobody has said that it is a name, what is written as none ("the group") is learnt
/// as a contextual alias.
///
/// A name that means another entry as well ("Harbour Front", the whole or its branch) is
/// not looked for: texts say it of both.
fn new_alias(
    project: &Project,
    (of, name): (EntityId, &str),
    aliases: &[Alias],
    text: &str,
    level: Option<Level>,
) -> Option<Alias> {
    let text = one_line(text);
    if is_known_by(name, aliases, &text) || text.is_empty() || !is_name(level) {
        return None;
    }
    let is_said = level == Some(Level::Nam);
    if !is_said && is_pronoun(&text) {
        return None;
    }
    if !is_said && is_noun_phrase(&text) {
        return Some(Alias { kind: AliasKind::Contextual, text, auto_match: false });
    }
    let auto_match = !is_name_of_another(project, &[of], &text);
    Some(Alias { kind: AliasKind::of(&text), text, auto_match })
}

/// Whether a text is an English pronoun, and not "US" or "WHO".
fn is_pronoun(text: &str) -> bool {
    const PRONOUNS: &[&str] = &[
        "he", "her", "hers", "him", "his", "i", "it", "its", "me", "she", "their", "them", "they",
        "us", "we", "who", "you",
    ];
    AliasKind::of(text) != AliasKind::Acronym && PRONOUNS.contains(&text.to_lowercase().as_str())
}

/// Whether a text is written as noun phrases are: without a capital, but for an article
/// that begins a sentence. In scripts without capitals, nothing is.
fn is_noun_phrase(text: &str) -> bool {
    const ARTICLES: &[&str] = &["A", "An", "Another", "The", "These", "This", "Those"];
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let small = |s: &str| !s.chars().any(char::is_uppercase) && s.chars().any(char::is_lowercase);
    if rest.is_empty() {
        small(first)
    } else {
        small(rest) && (small(first) || ARTICLES.contains(&first))
    }
}

/// Whether entries other than these are looked for by a name.
fn is_name_of_another(project: &Project, except: &[EntityId], name: &str) -> bool {
    let mut others = project.entities().values().filter(|e| !except.contains(&e.id));
    others.any(|e| is_found_by(&e.name, &e.aliases, name))
}

/// Adds an entry to the register.
pub(super) fn added(project: &Project, entry: Entity) -> Vec<Op> {
    let mut ops = give_way(project, &entry.name);
    ops.push(Op::AddEntity(Box::new(entry)));
    ops
}

/// What goes before an entry gets this name: aliases of others that are the same are no longer
/// looked for, as [`new_alias`] has it when that name is there first.
fn give_way(project: &Project, name: &str) -> Vec<Op> {
    let same = |a: &Alias| a.auto_match && same_name(&a.text, name);
    let others = project.entities().values().filter(|e| e.aliases.iter().any(same));
    let without = |e: &Entity| {
        let mut aliases = e.aliases.clone();
        aliases.iter_mut().filter(|a| same(a)).for_each(|a| a.auto_match = false);
        Op::EditEntity(e.id, EntityEdit::Aliases(aliases))
    };
    others.map(without).collect()
}

/// Whether an entry that is called so is looked for by a name.
fn is_found_by(called: &str, aliases: &[Alias], name: &str) -> bool {
    let mut aliases = aliases.iter().filter(|a| a.auto_match);
    same_name(called, name) || aliases.any(|a| same_name(&a.text, name))
}
