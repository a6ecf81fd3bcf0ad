//! What goes along with what an annotator takes away: one home for it, whatever the
//! action. All that a step takes is put together first, since each consequence is worked
//! out from the project as it is before any of it.
//!
//! - Nothing names a mark that goes: chains, attributes and evidence forget it, or name
//!   the mark that stands for it afterwards.
//! - Cue words and speakers that only chains of the step's marks named go too, and so do
//!   words that were marked only as evidence.
//! - Of the claims that lose a mention, evidence or a link, those go that have no mention
//!   and no evidence left, and no link to a claim that stays. Claims that the step does not
//!   touch stay, and so do entities: the register knows them without any text.
//! - No claim becomes its own evidence.

use std::collections::{BTreeMap, BTreeSet};

use super::EditError;
use super::chains::{Changed, names};
use super::marks::{defaults, open};
use crate::model::{
    Annotation, AnnotationId, AttributeName, AttributeValue, Body, Chain, ClaimId, ClaimLink,
    ClaimLinkId, DocumentId, Evidence, EvidenceId, Kind, Label, OpenDocument, Project,
};
use crate::ops::{AnnotationEdit, Op};

/// A mark and its document, as evidence names it.
type Item = (DocumentId, AnnotationId);

/// A step that takes something away, before it is known what goes along.
pub(super) struct Removal<'a> {
    project: &'a Project,
    changed: BTreeMap<DocumentId, Changed>,
    bodies: BTreeMap<Item, Body>,
    items: BTreeSet<(EvidenceId, Item)>,
    links: BTreeSet<ClaimLinkId>,
    merged: Option<(ClaimId, ClaimId)>,
    ops: Vec<Op>,
}

/// What a removal does.
pub(super) struct Removed {
    /// Everything, in the order in which it can be done.
    pub ops: Vec<Op>,
    /// The claims that go out of the register, besides one that was merged.
    pub claims: BTreeSet<ClaimId>,
    /// Whether a mark was taken out of the evidence for what it says itself now.
    pub own_evidence: bool,
}

impl Removed {
    /// For titles: that claims go with what held them.
    pub fn unsaid(&self) -> String {
        match self.claims.len() {
            0 => String::new(),
            1 => ". With it a claim that no text makes".to_owned(),
            n => format!(". With it {n} claims that no text makes"),
        }
    }
}

impl<'a> Removal<'a> {
    pub fn new(project: &'a Project) -> Self {
        Self {
            project,
            changed: BTreeMap::new(),
            bodies: BTreeMap::new(),
            items: BTreeSet::new(),
            links: BTreeSet::new(),
            merged: None,
            ops: Vec::new(),
        }
    }

    /// What removes marks.
    pub fn of(project: &'a Project, marks: impl IntoIterator<Item = Item>) -> Self {
        let mut removal = Self::new(project);
        marks.into_iter().for_each(|(document, id)| removal.mark(document, id));
        removal
    }

    /// Takes out a mark.
    pub fn mark(&mut self, document: DocumentId, id: AnnotationId) {
        self.changed.entry(document).or_default().gone.insert(id);
    }

    /// Takes out a mark; what names it names another of its document, which stays.
    pub fn replace(&mut self, document: DocumentId, id: AnnotationId, by: AnnotationId) {
        let changed = self.changed.entry(document).or_default();
        changed.gone.insert(id);
        changed.replaced.insert(id, by);
    }

    /// Writes a claim mention anew, which may name less or be one of another claim.
    pub fn rewrite(&mut self, a: &Annotation, body: Body) {
        self.changed.entry(a.document).or_default();
        self.bodies.insert((a.document, a.id), body);
    }

    /// Gives a mark another label of its kind, and that label's defaults where nothing is set. What
    /// is set stays, also if the label does not have it. A value has no entry in the register, so a
    /// link would have no meaning. A region is excluded as new ones of its label are, where the
    /// two labels differ in that.
    pub fn relabel(&mut self, a: &Annotation, label: &Label) {
        let edit = AnnotationEdit::Label(Some(label.id.clone()));
        self.ops.push(Op::EditAnnotation(a.document, a.id, edit));
        for (name, value) in defaults(self.project, label.kind, &label.id) {
            if !a.attributes.contains_key(&name) {
                let edit = AnnotationEdit::Attribute(name, Some(value));
                self.ops.push(Op::EditAnnotation(a.document, a.id, edit));
            }
        }
        let before = a.label.as_ref().and_then(|id| self.project.schema().label(id));
        if matches!(a.body, Body::Region { exclude } if exclude != label.exclude)
            && before.is_none_or(|before| before.exclude != label.exclude)
        {
            self.rewrite(a, Body::Region { exclude: label.exclude });
        }
        if let Body::Mention { level, entity: Some(link) } = &a.body
            && !label.has_entity
        {
            let changed = self.changed.entry(a.document).or_default();
            changed.moves.insert(a.id, (Some(link.entity), None));
            let body = Body::Mention { level: *level, entity: None };
            self.bodies.insert((a.document, a.id), body);
        }
    }

    /// Takes a mark out of evidence.
    pub fn item(&mut self, evidence: EvidenceId, item: Item) {
        self.items.insert((evidence, item));
        if self.project.open(item.0).is_some() {
            self.changed.entry(item.0).or_default();
        }
    }

    /// Takes out a link between claims.
    pub fn link(&mut self, id: ClaimLinkId) {
        self.links.insert(id);
    }

    /// Moves the evidence of one claim to another. Its mentions and links are the caller's,
    /// and so is its removal.
    pub fn merge(&mut self, gone: ClaimId, keep: ClaimId) {
        self.merged = Some((gone, keep));
    }

    /// Everything that the step does.
    ///
    /// # Errors
    /// If a document of it is not open.
    pub fn finish(mut self) -> Result<Removed, EditError> {
        let documents: Vec<DocumentId> = self.changed.keys().copied().collect();
        for document in documents {
            let open = open(self.project, document)?;
            self.dependents(document, open);
        }
        let mut ops = std::mem::take(&mut self.ops);
        for (document, changed) in &self.changed {
            let open = open(self.project, *document)?;
            let stay = open.marks.iter().filter(|a| !changed.gone.contains(&a.id));
            ops.extend(stay.flat_map(|a| self.forget(open, a, changed)));
            ops.extend(changed.gone.iter().map(|id| Op::RemoveAnnotation(*document, *id)));
        }
        let evidence = self.evidence();
        let own_evidence = evidence.iter().any(|e| e.own);
        for Sifted { before, after, .. } in &evidence {
            ops.push(Op::RemoveEvidence(before.id));
            if !after.annotations.is_empty() {
                ops.push(Op::AddEvidence(Box::new(after.clone())));
            }
        }
        let claims = self.claims(&evidence);
        let among = |id: &ClaimId| claims.contains(id);
        let links = self.project.claim_links().values();
        let links = links.filter(|l| self.links.contains(&l.id) || among(&l.from) || among(&l.to));
        ops.extend(links.map(|l| Op::RemoveClaimLink(l.id)));
        ops.extend(claims.iter().map(|id| Op::RemoveClaim(*id)));
        Ok(Removed { ops, claims, own_evidence })
    }

    /// Lets go what only the marks of the step needed. What goes may have needed more.
    fn dependents(&mut self, document: DocumentId, open: &OpenDocument) {
        let Some(mut changed) = self.changed.remove(&document) else { return };
        let naming: Vec<&Annotation> =
            open.marks.iter().filter(|a| a.annotations().next().is_some()).collect();
        let (mut evidence, mut no_evidence) = (BTreeSet::new(), BTreeSet::new());
        for e in self.project.evidence().values() {
            for item in e.annotations.iter().filter(|(d, _)| *d == document) {
                let goes = self.items.contains(&(e.id, *item));
                if goes { &mut no_evidence } else { &mut evidence }.insert(item.1);
            }
        }
        loop {
            let (mut freed, mut needed) = (no_evidence.clone(), evidence.clone());
            for a in &naming {
                if changed.gone.contains(&a.id) {
                    freed.extend(names(a.chains()));
                    continue;
                }
                let after = self.chains_of(open, a, &changed);
                if after != a.chains() {
                    freed.extend(names(a.chains()));
                }
                needed.extend(names(&after));
                needed.extend(attributes(a).map(|(_, id)| id));
            }
            let depends = |id: &AnnotationId| match open.marks.get(*id).map(Annotation::kind) {
                Some(Kind::Cue | Kind::Source) => true,
                Some(Kind::Evidence) => no_evidence.contains(id),
                _ => false,
            };
            let before = changed.gone.len();
            changed.gone.extend(freed.into_iter().filter(|id| depends(id) && !needed.contains(id)));
            if changed.gone.len() == before {
                break;
            }
        }
        self.changed.insert(document, changed);
    }

    /// The chains of a mark that stays.
    fn chains_of(&self, open: &OpenDocument, a: &Annotation, changed: &Changed) -> Vec<Chain> {
        match self.bodies.get(&(a.document, a.id)) {
            Some(Body::Claim { chains, .. }) => changed.chains(open, chains),
            _ => changed.chains(open, a.chains()),
        }
    }

    /// What a mark that stays no longer says.
    fn forget(&self, open: &OpenDocument, a: &Annotation, changed: &Changed) -> Vec<Op> {
        let edit = |edit| Op::EditAnnotation(a.document, a.id, edit);
        let mut ops = Vec::new();
        let written = self.bodies.get(&(a.document, a.id));
        if written.is_some() || !a.chains().is_empty() {
            let mut body = written.unwrap_or(&a.body).clone();
            if let Body::Claim { chains, .. } = &mut body {
                *chains = self.chains_of(open, a, changed);
            }
            if body != a.body {
                ops.push(edit(AnnotationEdit::Body(Box::new(body))));
            }
        }
        for (name, id) in attributes(a) {
            // A mark that stands for another may have named that.
            let now = changed.now(id).filter(|now| *now != a.id || *now == id);
            if now != Some(id) {
                let value = now.map(AttributeValue::Annotation);
                ops.push(edit(AnnotationEdit::Attribute(name.clone(), value)));
            }
        }
        ops
    }

    /// The claim that a mark mentions, before the step.
    fn claim_before(&self, (document, id): Item) -> Option<ClaimId> {
        Some(self.project.summaries().get(&document)?.claim_mention(id)?.claim)
    }

    /// The claim that a mark mentions afterwards.
    fn claim_after(&self, item: Item) -> Option<ClaimId> {
        match self.bodies.get(&item) {
            Some(Body::Claim { claim, .. }) => Some(*claim),
            _ => self.claim_before(item),
        }
    }

    /// The evidence that changes.
    fn evidence(&self) -> Vec<Sifted<'a>> {
        let all = || self.project.evidence().values();
        let last = |claim| all().filter(|e| e.claim == claim).map(|e| e.set).max().unwrap_or(0);
        let mut out = Vec::new();
        for before in all() {
            let mut after = Evidence { annotations: Vec::new(), ..before.clone() };
            if let Some((_, keep)) = self.merged.filter(|(gone, _)| *gone == before.claim) {
                // Its sets are alternatives to those that are there.
                (after.claim, after.set) = (keep, before.set.saturating_add(last(keep)));
            }
            let now = |item: &Item| {
                let changed = self.changed.get(&item.0);
                let id = changed.map_or(Some(item.1), |c| c.now(item.1))?;
                Some((item.0, id)).filter(|_| !self.items.contains(&(before.id, *item)))
            };
            let replaces =
                before.annotations.iter().any(|item| now(item).is_some_and(|n| n != *item));
            let mut own = false;
            for item in &before.annotations {
                let Some(now) = now(item) else { continue };
                if self.claim_after(now) == Some(after.claim)
                    && self.claim_before(*item) != Some(before.claim)
                {
                    own = true;
                } else if !replaces || !after.annotations.contains(&now) {
                    after.annotations.push(now);
                }
            }
            if after != *before {
                out.push(Sifted { before, after, own });
            }
        }
        out
    }

    /// The claims that nothing holds any more.
    fn claims(&self, evidence: &[Sifted<'_>]) -> BTreeSet<ClaimId> {
        // Mentions that each loses and gets.
        let mut mentions: BTreeMap<ClaimId, (u32, u32)> = BTreeMap::new();
        for (document, changed) in &self.changed {
            for id in &changed.gone {
                if let Some(claim) = self.claim_before((*document, *id)) {
                    mentions.entry(claim).or_default().0 += 1;
                }
            }
        }
        let goes = |(document, id): &Item| {
            self.changed.get(document).is_some_and(|changed| changed.gone.contains(id))
        };
        for item in self.bodies.keys().filter(|item| !goes(item)) {
            let (before, after) = (self.claim_before(*item), self.claim_after(*item));
            if before != after {
                before.into_iter().for_each(|c| mentions.entry(c).or_default().0 += 1);
                after.into_iter().for_each(|c| mentions.entry(c).or_default().1 += 1);
            }
        }
        let changed: BTreeMap<EvidenceId, &Sifted<'_>> =
            evidence.iter().map(|sifted| (sifted.before.id, sifted)).collect();
        let all = self.project.evidence().values();
        let left = all.filter_map(|e| match changed.get(&e.id) {
            Some(sifted) => (!sifted.after.annotations.is_empty()).then_some(sifted.after.claim),
            None => Some(e.claim),
        });
        let left: BTreeSet<ClaimId> = left.collect();
        let (unlinked, linked): (Vec<&ClaimLink>, Vec<&ClaimLink>) =
            self.project.claim_links().values().partition(|l| self.links.contains(&l.id));
        let ends = unlinked.iter().flat_map(|l| [l.from, l.to]);
        let touched: BTreeSet<ClaimId> = mentions
            .keys()
            .copied()
            .chain(evidence.iter().map(|sifted| sifted.before.claim))
            .chain(ends)
            .collect();
        let is_said = |id: &ClaimId| {
            let (less, more) = mentions.get(id).copied().unwrap_or_default();
            (self.project.claim_use(*id).0 + more).saturating_sub(less) > 0
        };
        let mut going: BTreeSet<ClaimId> = touched
            .into_iter()
            .filter(|id| self.merged.is_none_or(|(gone, _)| gone != *id))
            .filter(|id| !left.contains(id) && !is_said(id))
            .collect();
        loop {
            let held = linked.iter().filter(|l| going.contains(&l.from) != going.contains(&l.to));
            let held: Vec<ClaimId> = held.flat_map(|l| [l.from, l.to]).collect();
            if held.is_empty() {
                return going;
            }
            held.iter().for_each(|id| {
                going.remove(id);
            });
        }
    }
}

/// Evidence that changes.
struct Sifted<'a> {
    before: &'a Evidence,
    /// Without any item, it goes.
    after: Evidence,
    /// Whether an item would be the claim itself.
    own: bool,
}

/// The marks that a mark's attributes name.
fn attributes(a: &Annotation) -> impl Iterator<Item = (&AttributeName, AnnotationId)> {
    a.attributes.iter().filter_map(|(name, value)| match value {
        AttributeValue::Annotation(id) => Some((name, *id)),
        _ => None,
    })
}
