//! Several entries of the register become one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{entity, is_known_by, is_name_of_another, same_name};
use crate::actions::marks::open;
use crate::actions::{Edit, EditError};
use crate::model::{
    Alias, AliasKind, Annotation, AttributeValue, Body, Decision, Difference, DocumentId, Entity,
    EntityId, EntityPair, Hop, OpenDocument, Project, Same, same_id, set_speakers, source,
    speakers,
};
use crate::ops::{AnnotationEdit, ClaimEdit, EntityEdit, Op};
use crate::words::{brief, counted};

/// What speaks against a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergeConflict {
    /// It is decided that they are not the same.
    NotSame(Difference),
    /// One authority knows them under different ids.
    ExternalIds(EntityId, EntityId),
    /// The merged entry would be a part or member of itself: each is one of the next.
    Itself(Vec<EntityId>),
    /// They are of different types. Does not forbid the merge: the type of the first stays.
    Types(EntityId, EntityId),
    /// They are parts or members of different entries. Does not forbid the merge: what
    /// is known of the first stays.
    Wholes(EntityId, EntityId),
    /// They are groups of different numbers. Does not forbid the merge: that of the first stays.
    Sizes(EntityId, EntityId),
}

impl MergeConflict {
    /// Whether the merge is refused.
    pub fn forbids(&self) -> bool {
        !matches!(self, Self::Types(..) | Self::Wholes(..) | Self::Sizes(..))
    }

    /// What is wrong and what to do, as sentences.
    pub fn words(&self, project: &Project) -> String {
        let known = |id: &EntityId| project.entities().get(id);
        let name = |id: &EntityId| known(id).map_or_else(|| id.to_string(), |e| brief(&e.name));
        let external = |id: &EntityId| known(id).and_then(|e| e.external_id.clone());
        match self {
            Self::NotSame(difference) => {
                format!("{}. Take that decision back first", difference.words(project))
            }
            Self::ExternalIds(a, b) => format!(
                "{} is {} and {} is {}. Clear one of the identifiers first",
                name(a),
                external(a).unwrap_or_default(),
                name(b),
                external(b).unwrap_or_default()
            ),
            Self::Itself(path) => {
                let names: Vec<String> = path.iter().map(name).collect();
                let path = names.join(", which belongs to ");
                format!("{path}: merged, it would belong to itself. Change that first")
            }
            Self::Types(a, b) => format!(
                "{} and {} are of different types; that of {} stays",
                name(a),
                name(b),
                name(a)
            ),
            Self::Sizes(a, b) => format!(
                "{} and {} are groups of different numbers; that of {} stays",
                name(a),
                name(b),
                name(a)
            ),
            Self::Wholes(a, b) => format!(
                "{} and {} belong to different entries; what is known of {} stays",
                name(a),
                name(b),
                name(a)
            ),
        }
    }
}

/// Which of some entries a merge keeps, and the others in their order: the one with the most
/// mentions stays, on a tie the first by name. None if fewer than two are in the register.
pub fn who_stays(project: &Project, ids: &[EntityId]) -> Option<(EntityId, Vec<EntityId>)> {
    let mut seen = BTreeSet::new();
    let known = ids.iter().filter(|id| seen.insert(**id));
    let mut all: Vec<&Entity> = known.filter_map(|id| project.entities().get(id)).collect();
    let mentions = |e: &Entity| -> u32 {
        project.summaries().values().map(|summary| summary.mentions(e.id)).sum()
    };
    let rank = |e: &Entity| (Reverse(mentions(e)), e.name.to_lowercase(), e.id);
    let (first, _) = all.iter().enumerate().min_by_key(|(_, e)| rank(e))?;
    let keep = all.remove(first).id;
    (!all.is_empty()).then(|| (keep, all.into_iter().map(|e| e.id).collect()))
}

/// What a merge would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergePreview {
    /// The references that move: mentions, speakers of claims, attributes.
    pub moves: u32,
    /// The names that the kept entry learns.
    pub aliases: Vec<String>,
    /// The documents that must be open first.
    pub closed: Vec<DocumentId>,
    /// What speaks against it.
    pub conflicts: Vec<MergeConflict>,
}

/// What merging `gone` into `keep` would do, and what speaks against it.
///
/// # Errors
/// If an entry is not in the register, or if there is nothing to merge.
pub fn merge_preview(
    project: &Project,
    keep: EntityId,
    gone: &[EntityId],
) -> Result<MergePreview, EditError> {
    let merger = Merger::new(project, keep, gone)?;
    let known = merger.keep.aliases.len();
    Ok(MergePreview {
        moves: merger.gone.iter().map(|e| project.entity_use(e.id).0).sum(),
        aliases: merger.aliases().into_iter().skip(known).map(|a| a.text).collect(),
        closed: merger.documents().into_iter().filter(|d| project.open(*d).is_none()).collect(),
        conflicts: merger.conflicts(),
    })
}

/// Merges entries: everything that refers to `gone` refers to `keep` afterwards, and
/// their names become its aliases. What only they say of themselves is kept: identifiers of other
/// authorities and descriptions go to the description.
///
/// # Errors
/// If [`merge_preview`] has a conflict that forbids it, or if a document that refers to
/// one of them is not open (see [`Project::documents_with`]).
pub fn merge(project: &Project, keep: EntityId, gone: &[EntityId]) -> Result<Edit, EditError> {
    let merger = Merger::new(project, keep, gone)?;
    if let Some(conflict) = merger.conflicts().into_iter().find(MergeConflict::forbids) {
        return Err(EditError::Other(conflict.words(project)));
    }
    let documents = merger.documents();
    let closed = documents.iter().filter(|d| project.open(**d).is_none()).count();
    if closed > 0 {
        let closed = counted(closed, "document", "documents");
        return Err(EditError::Other(format!("{closed} with their mentions must be opened first")));
    }
    let mut ops = Vec::new();
    for document in documents {
        let open = open(project, document)?;
        ops.extend(open.marks.iter().flat_map(|a| merger.annotation(open, a)));
    }
    ops.extend(merger.claims());
    ops.extend(merger.belonging());
    ops.extend(merger.decisions());
    ops.extend(merger.fields());
    ops.extend(merger.gone.iter().map(|e| Op::RemoveEntity(e.id)));
    let what = match &merger.gone[..] {
        [one] => brief(&one.name),
        several => format!("{} entities", several.len()),
    };
    Ok(Edit::new(format!("{what} merged into {}", brief(&merger.keep.name)), ops))
}

struct Merger<'a> {
    project: &'a Project,
    keep: &'a Entity,
    gone: Vec<&'a Entity>,
    ids: BTreeSet<EntityId>,
}

impl<'a> Merger<'a> {
    fn new(project: &'a Project, keep: EntityId, gone: &[EntityId]) -> Result<Self, EditError> {
        let mut ids = BTreeSet::new();
        let others = gone.iter().filter(|id| **id != keep && ids.insert(**id));
        let gone: Vec<&Entity> = others.map(|id| entity(project, *id)).collect::<Result<_, _>>()?;
        if gone.is_empty() {
            return Err(EditError::Other("Choose at least two entities to merge".to_owned()));
        }
        Ok(Self { project, keep: entity(project, keep)?, gone, ids })
    }

    fn all(&self) -> impl Iterator<Item = &'a Entity> {
        std::iter::once(self.keep).chain(self.gone.iter().copied())
    }

    /// The id that stands for this one afterwards.
    fn now(&self, id: EntityId) -> EntityId {
        if self.ids.contains(&id) { self.keep.id } else { id }
    }

    fn documents(&self) -> BTreeSet<DocumentId> {
        self.ids.iter().flat_map(|id| self.project.documents_with(*id)).collect()
    }

    fn conflicts(&self) -> Vec<MergeConflict> {
        let same = Same::of(self.project);
        let all: Vec<&Entity> = self.all().collect();
        let mut found = Vec::new();
        for (n, a) in all.iter().enumerate() {
            for b in &all[n + 1..] {
                found.extend(same.difference(a.id, b.id).map(MergeConflict::NotSame));
                if a.ids_differ(b) {
                    found.push(MergeConflict::ExternalIds(a.id, b.id));
                }
            }
        }
        for up in [|e: &Entity| e.part_of, |e: &Entity| e.member_of] {
            found.extend(all.iter().find_map(|e| self.way_back(e, up)).map(MergeConflict::Itself));
        }
        let whole = |id: Option<EntityId>| id.map(|id| self.now(id));
        found.extend(self.others(|e| e.label.as_ref(), MergeConflict::Types));
        found.extend(self.others(|e| whole(e.part_of), MergeConflict::Wholes));
        found.extend(self.others(|e| whole(e.member_of), MergeConflict::Wholes));
        found.extend(self.others(|e| e.group_size, MergeConflict::Sizes));
        found.dedup();
        found
    }

    /// Whose value of a field the kept entry has afterwards, and who has another.
    fn others<T: PartialEq>(
        &self,
        of: impl Fn(&'a Entity) -> Option<T>,
        conflict: fn(EntityId, EntityId) -> MergeConflict,
    ) -> Vec<MergeConflict> {
        let mut known = self.all().filter_map(|e| Some((e.id, of(e)?)));
        let Some((whose, value)) = known.next() else { return Vec::new() };
        known.filter(|(_, v)| *v != value).map(|(other, _)| conflict(whose, other)).collect()
    }

    /// The way up from one of the merged to one of the merged.
    fn way_back(&self, e: &Entity, up: fn(&Entity) -> Option<EntityId>) -> Option<Vec<EntityId>> {
        let mut path = vec![e.id];
        let mut next = up(e);
        while let Some(id) = next.filter(|_| path.len() <= self.project.entities().len()) {
            path.push(id);
            if self.now(id) == self.keep.id {
                return Some(path);
            }
            next = self.project.entities().get(&id).and_then(up);
        }
        None
    }

    /// The same speakers by their entries afterwards: words that one of the merged had been
    /// named for are not nobody's.
    fn speakers(&self, open: &OpenDocument, hop: &mut Hop) {
        let mut all = speakers(open, hop);
        let now = |e: &mut Option<EntityId>| *e = e.map(|e| self.now(e));
        all.iter_mut().for_each(|s| now(&mut s.entity));
        set_speakers(hop, &all, |id| {
            let (mention, mut linked) = source(open, id)?;
            now(&mut linked);
            Some((mention, linked))
        });
    }

    fn annotation(&self, open: &OpenDocument, a: &Annotation) -> Vec<Op> {
        if !a.entities().any(|id| self.ids.contains(&id)) {
            return Vec::new();
        }
        let edit = |edit| Op::EditAnnotation(a.document, a.id, edit);
        let mut body = a.body.clone();
        match &mut body {
            Body::Mention { entity: Some(link), .. } => link.entity = self.now(link.entity),
            Body::Claim { chains, .. } => {
                for hop in chains.iter_mut().flat_map(|c| &mut c.hops) {
                    if hop.entity.iter().any(|e| self.ids.contains(e)) {
                        self.speakers(open, hop);
                    }
                }
            }
            _ => {}
        }
        let mut ops = Vec::new();
        if body != a.body {
            ops.push(edit(AnnotationEdit::Body(Box::new(body))));
        }
        ops.extend(a.attributes.iter().filter_map(|(name, value)| match value {
            AttributeValue::Entity(id) if self.ids.contains(id) => {
                let value = Some(AttributeValue::Entity(self.keep.id));
                Some(edit(AnnotationEdit::Attribute(name.clone(), value)))
            }
            _ => None,
        }));
        ops
    }

    fn claims(&self) -> impl Iterator<Item = Op> {
        let named = self.project.claims().values();
        named.filter(|c| c.participants.iter().any(|p| self.ids.contains(&p.entity))).map(|c| {
            let mut participants: Vec<crate::model::Participant> = Vec::new();
            for p in &c.participants {
                let p = crate::model::Participant { entity: self.now(p.entity), ..p.clone() };
                if !participants.contains(&p) {
                    participants.push(p);
                }
            }
            Op::EditClaim(c.id, ClaimEdit::Participants(participants))
        })
    }

    /// Parts and members of the merged belong to the kept one.
    fn belonging(&self) -> impl Iterator<Item = Op> {
        let others = self.project.entities().values().filter(|e| self.now(e.id) == e.id);
        others.flat_map(|e| {
            let to = |id: Option<EntityId>| {
                id.filter(|id| self.ids.contains(id)).map(|_| Some(self.keep.id))
            };
            let part = to(e.part_of).map(EntityEdit::PartOf);
            let member = to(e.member_of).map(EntityEdit::MemberOf);
            part.into_iter().chain(member).map(|edit| Op::EditEntity(e.id, edit))
        })
    }

    /// What was decided about the merged and others is decided about the kept one.
    fn decisions(&self) -> Vec<Op> {
        let mut ops = Vec::new();
        let mut moved: BTreeMap<EntityPair, Decision> = BTreeMap::new();
        for (pair, decision) in self.project.decisions() {
            let (a, b) = pair.ids();
            if !self.ids.contains(&a) && !self.ids.contains(&b) {
                continue;
            }
            ops.push(Op::SetDecision(*pair, None));
            let now = EntityPair::new(self.now(a), self.now(b));
            let known = moved.get(&now).or_else(|| self.project.decisions().get(&now));
            // "Unsure" gives way to an answer.
            if self.now(a) != self.now(b) && known.is_none_or(|d| *d == Decision::Unsure) {
                moved.insert(now, *decision);
            }
        }
        ops.extend(moved.into_iter().map(|(pair, d)| Op::SetDecision(pair, Some(d))));
        ops
    }

    /// Whether an entry that is not merged is looked for by a name.
    fn is_name_of_others(&self, name: &str) -> bool {
        let merged: Vec<EntityId> = self.all().map(|e| e.id).collect();
        is_name_of_another(self.project, &merged, name)
    }

    fn aliases(&self) -> Vec<Alias> {
        let mut aliases = self.keep.aliases.clone();
        for e in &self.gone {
            let described = e.is_description();
            let kind = if described { AliasKind::Contextual } else { AliasKind::of(&e.name) };
            let name = Alias { text: e.name.clone(), kind, auto_match: !described };
            for alias in std::iter::once(name).chain(e.aliases.iter().cloned()) {
                if is_known_by(&self.keep.name, &aliases, &alias.text) {
                    // It was not looked for since somebody else was called so, who is this one.
                    let mine = aliases.iter_mut().find(|a| same_name(&a.text, &alias.text));
                    if let Some(mine) = mine.filter(|a| !a.auto_match && alias.auto_match)
                        && !self.is_name_of_others(&mine.text)
                    {
                        (mine.kind, mine.auto_match) = (alias.kind, true);
                    }
                } else {
                    aliases.push(alias);
                }
            }
        }
        aliases
    }

    fn description(&self, external_id: Option<&String>) -> String {
        let mut parts: Vec<String> = Vec::new();
        let descriptions = self.all().map(|e| e.description.clone());
        let ids = self.all().filter_map(|e| e.external_id.as_ref());
        let others = ids.filter(|id| external_id.is_none_or(|own| !same_id(own, id)));
        let other_ids = others.map(|id| format!("also {id}"));
        for part in descriptions.chain(other_ids).filter(|part| !part.is_empty()) {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts.join("; ")
    }

    /// What the kept entry says of itself afterwards, field by field where it changes.
    fn fields(&self) -> Vec<Op> {
        let keep = self.keep;
        let first = |of: fn(&Entity) -> Option<EntityId>| {
            of(keep).or_else(|| self.gone.iter().find_map(|e| of(e)))
        };
        let external_id = self.all().find_map(|e| e.external_id.clone());
        let description = self.description(external_id.as_ref());
        let label = self.all().find_map(|e| e.label.clone());
        let (part_of, member_of) = (first(|e| e.part_of), first(|e| e.member_of));
        let group_size = self.all().find_map(|e| e.group_size);
        let aliases = self.aliases();
        let edits = [
            (label != keep.label).then_some(EntityEdit::Label(label)),
            (aliases != keep.aliases).then_some(EntityEdit::Aliases(aliases)),
            (external_id != keep.external_id).then_some(EntityEdit::ExternalId(external_id)),
            (description != keep.description).then_some(EntityEdit::Description(description)),
            (part_of != keep.part_of).then_some(EntityEdit::PartOf(part_of)),
            (member_of != keep.member_of).then_some(EntityEdit::MemberOf(member_of)),
            (group_size != keep.group_size).then_some(EntityEdit::GroupSize(group_size)),
        ];
        edits.into_iter().flatten().map(|edit| Op::EditEntity(keep.id, edit)).collect()
    }
}
