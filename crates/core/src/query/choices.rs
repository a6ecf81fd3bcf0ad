//! What the fields of the inspector propose: entities for a mention, speakers for a claim.

use std::collections::HashSet;

use super::authority::AuthorityShelf;
use super::candidates::{Candidate, Match};
use super::entity_index::EntityIndex;
use super::entry_choices::with_new;
use super::name_words::Words;
use super::unnamed::is_of_another_text;
use crate::actions::claims::Who;
use crate::model::{
    Annotation, AnnotationId, AuthorityRow, Entity, EntityId, Kind, LabelId, OpenDocument, Project,
};
use crate::words::one_line;

/// How many proposals of one sort are made.
const MANY: usize = 8;

/// What may be done with an unlinked mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntityChoice {
    /// Link it to this entry.
    Link(Candidate),
    /// Make an entry of this name.
    Create(String),
    /// Make an entry of this row of an authority file.
    Adopt(AuthorityRow),
}

/// What the entity field of a mention proposes for what was typed so far; for
/// nothing typed, for the mention's own words.
///
/// Entries that are called so come first, then a new entry, then entries that are
/// called otherwise; for nothing typed also those that the text named last before; then
/// rows of authority files that the register does not have yet.
pub fn entity_choices(
    project: &Project,
    index: &EntityIndex,
    shelf: &AuthorityShelf,
    open: &OpenDocument,
    mention: &Annotation,
    typed: &str,
) -> Vec<EntityChoice> {
    let typed = one_line(typed);
    let own = one_line(&mention.exact);
    // Whoever types all of its words means somebody called so, as who types nothing.
    let whole = typed.is_empty() || Words::of(&typed).folded == Words::of(&own).folded;
    let name = if typed.is_empty() { own } else { typed.clone() };
    let mut found = index.candidates(project, &name, mention.label.as_ref(), MANY);
    if typed.is_empty() {
        named_before(project, open, mention, &mut found);
    }
    // Who types the beginning of a name means whoever has it, rather than somebody called so.
    // "One official" of another text is another official.
    let strong = if whole { Match::Initials } else { Match::Prefix };
    let other = |c: &Candidate| is_of_another_text(project, c.entity, mention.document);
    let (mut found, behind): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|c| c.why <= strong && !other(c));
    let weak = found.len();
    found.extend(behind);
    let mut out: Vec<EntityChoice> = found.into_iter().map(EntityChoice::Link).collect();
    if !name.is_empty() {
        out.insert(weak, EntityChoice::Create(name.clone()));
    }
    out.extend(rows_to_adopt(project, shelf, &name).into_iter().map(EntityChoice::Adopt));
    out
}

/// What the field proposes that adds an entry of some name to the register: entries that
/// are there already, the new one, and rows of authority files.
pub fn new_entity_choices(
    project: &Project,
    index: &EntityIndex,
    shelf: &AuthorityShelf,
    typed: &str,
) -> Vec<EntityChoice> {
    let name = one_line(typed);
    if name.is_empty() {
        return Vec::new();
    }
    let known = index.candidates(project, &name, None, MANY).into_iter();
    std::iter::once(EntityChoice::Create(name.clone()))
        .chain(rows_to_adopt(project, shelf, &name).into_iter().map(EntityChoice::Adopt))
        .chain(known.map(EntityChoice::Link))
        .collect()
}

/// What the field proposes that says what an entry belongs to: entries other than it that are
/// called so, a new one, and those that are called otherwise.
pub fn above_choices(
    project: &Project,
    index: &EntityIndex,
    but: EntityId,
    typed: &str,
) -> Vec<EntityChoice> {
    let name = one_line(typed);
    let mut found = index.candidates(project, &name, None, MANY + 1);
    found.retain(|c| c.entity != but);
    found.truncate(MANY);
    with_new(found, name)
}

/// The rows that a name may mean and whose ids no entry has.
fn rows_to_adopt(project: &Project, shelf: &AuthorityShelf, name: &str) -> Vec<AuthorityRow> {
    let mut rows: Vec<AuthorityRow> =
        shelf.search(name, 2 * MANY).into_iter().map(|hit| hit.row).collect();
    let known: HashSet<&str> = if rows.is_empty() {
        HashSet::new()
    } else {
        project.entities().values().filter_map(|e| e.external_id.as_deref()).collect()
    };
    rows.retain(|row| !known.contains(row.id.as_str()));
    rows.truncate(MANY);
    rows
}

/// Adds the entries of the same type that the text named last before a mention: what
/// a pronoun or "the spokesman" most often means.
fn named_before(
    project: &Project,
    open: &OpenDocument,
    mention: &Annotation,
    found: &mut Vec<Candidate>,
) {
    let mut seen: HashSet<EntityId> = found.iter().map(|c| c.entity).collect();
    let before = open.marks.before(mention.id).take(200).filter_map(Annotation::entity);
    for id in before {
        let entry = project.entities().get(&id).filter(|e| e.label == mention.label);
        if let Some(e) = entry.filter(|_| seen.insert(id)) {
            found.push(Candidate::of(e, Match::Other, project.entity_use(id).0));
        }
        if found.len() >= 2 * MANY {
            break;
        }
    }
}

/// Somebody who may say a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerChoice {
    /// Who; none: a new entry of the register, of this name.
    pub who: Option<Who>,
    /// The name or the words.
    pub name: String,
    /// Who or what that is; may be empty.
    pub detail: String,
    /// The label.
    pub label: Option<LabelId>,
}

/// Who may say a claim: mentions and speakers of the document, nearest to the claim
/// first, then entries of the register, then a new one, then entries that are called otherwise.
/// For nothing typed, only those of the document.
pub fn speaker_choices(
    project: &Project,
    index: &EntityIndex,
    open: &OpenDocument,
    claim: AnnotationId,
    typed: &str,
) -> Vec<SpeakerChoice> {
    let Some(claim) = open.marks.get(claim) else { return Vec::new() };
    let place = claim.ranges.cover();
    // Who speaks already is not proposed again.
    let hops = || claim.chains().iter().flat_map(|c| &c.hops);
    let named: HashSet<AnnotationId> = hops().flat_map(|h| h.source.iter().copied()).collect();
    let distance = |a: &Annotation| {
        let (start, end) = (a.ranges.start(), a.ranges.end());
        let before = place.start().get().saturating_sub(end.get());
        before.max(start.get().saturating_sub(place.end().get()))
    };
    let wanted = Words::of(typed);
    let fits = |a: &Annotation, name: &str| {
        wanted.folded.is_empty()
            || [name, &a.exact].iter().any(|n| Words::of(n).folded.contains(&wanted.folded))
    };
    let others = open.marks.iter().filter(|a| !named.contains(&a.id));
    let mut near: Vec<&Annotation> = others.filter(|a| may_speak(project, a)).collect();
    near.sort_by_key(|a| distance(a));
    let speaking: HashSet<EntityId> = hops().flat_map(|h| h.entity.iter().copied()).collect();
    let mut entities: HashSet<EntityId> = HashSet::new();
    let mut seen: HashSet<(Option<EntityId>, &str)> = HashSet::new();
    let mut out: Vec<SpeakerChoice> = Vec::new();
    for a in near {
        let entry = a.entity().and_then(|id| project.entities().get(&id));
        let name = entry.map_or_else(|| one_line(&a.exact), |e| e.name.clone());
        // Each wording is folded once; of an entity only what is offered is not offered again.
        let new = seen.insert((a.entity(), &a.exact)) && fits(a, &name);
        let known = |e: &Entity| speaking.contains(&e.id) || !entities.insert(e.id);
        if new && !entry.is_some_and(known) {
            let detail = entry.map_or_else(String::new, |e| e.description.clone());
            out.push(SpeakerChoice {
                who: Some(Who::Mark(a.id)),
                name,
                detail,
                label: a.label.clone(),
            });
        }
        if out.len() == MANY {
            break;
        }
    }
    let name = one_line(typed);
    if wanted.folded.is_empty() || name.is_empty() {
        return out;
    }
    let mut others = index.candidates(project, typed, None, 2 * MANY);
    // Who speaks already is called so: a new entry of that name would be a second one.
    others.retain(|c| c.why <= Match::Initials || !speaking.contains(&c.entity));
    others.retain(|c| entities.insert(c.entity));
    others.truncate(MANY);
    // A surname that is typed means who has it; "Dana Rook" is not Ansel Rook.
    let typed_of = |name: &str| {
        let name = Words::of(name).folded;
        wanted.folded.split(' ').all(|w| name.split(' ').any(|n| n.starts_with(w)))
    };
    let (others, weak): (Vec<Candidate>, Vec<Candidate>) = others.into_iter().partition(|c| {
        (c.why <= Match::Prefix || typed_of(&c.name))
            && !is_of_another_text(project, c.entity, claim.document)
    });
    let choice = |c: Candidate| SpeakerChoice {
        who: Some(Who::Entity(c.entity)),
        name: c.name,
        detail: c.description,
        label: c.label,
    };
    out.extend(others.into_iter().map(choice));
    let speaks = |id: &AnnotationId| {
        open.marks.get(*id).is_some_and(|a| Words::of(&a.exact).folded == wanted.folded)
    };
    if !named.iter().any(speaks) {
        out.push(SpeakerChoice { who: None, name, detail: String::new(), label: None });
    }
    out.extend(weak.into_iter().map(choice));
    out
}

fn may_speak(project: &Project, a: &Annotation) -> bool {
    match a.kind() {
        Kind::Source => true,
        Kind::Mention => {
            let label = a.label.as_ref().and_then(|id| project.schema().label(id));
            label.is_some_and(|l| l.has_entity)
        }
        _ => false,
    }
}
