//! Adding what a file holds to a project: as operations, so that it is one step that
//! can be undone.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::imported::{Imported, ImportedProject};
use super::problem::{Problem, ProblemKind};
use crate::model::{
    Annotation, Claim, ClaimId, ClaimLink, DocumentId, Entity, EntityId, Kind, Label, LabelId,
    LayerKind, Project, Schema, tags,
};
use crate::ops::{EntityEdit, Op};
use crate::text::Text;
use crate::words::counted;

/// What to do to add a file to a project.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Additions {
    /// The texts of the new documents: keep them, and hand them in with
    /// [`Project::provide_text`], before the operations are applied.
    pub texts: Vec<(DocumentId, Text)>,
    /// One transaction.
    pub ops: Vec<Op>,
    /// What the reader said, and what was not added because the project has it.
    pub problems: Vec<Problem>,
}

impl Imported {
    /// The operations that add what is new. What the project has already, by id, stays
    /// as it is, and where the file says something else about it, that is a problem: a
    /// file never overwrites work. `file` is the file's name.
    pub fn additions(self, project: &Project, file: &str) -> Additions {
        let additions = Additions { problems: self.problems, ..Additions::default() };
        let mut merge = Merge { project, file, out: additions, renamed: BTreeMap::new() };
        let mut new = self.project;
        let documents = std::mem::take(&mut new.documents);
        let (known_documents, added): (Vec<_>, Vec<_>) =
            documents.into_iter().partition(|d| project.documents().contains_key(&d.document.id));
        new.documents = added;
        let there = |d, id| project.open(d).is_some_and(|open| open.marks.get(id).is_some());
        merge.out.problems.extend(new.leave_out(&known_documents, project, there, file));
        merge.people(&new);
        merge.schema(&new.schema);
        let entities = std::mem::take(&mut new.entities);
        let known = |e: &Entity| (e.id, e.name.clone());
        let mut called: BTreeMap<EntityId, String> = entities.iter().map(known).collect();
        called.extend(project.entities().values().map(known));
        merge.entities(entities);
        let known_claim = |c: &Claim| (c.id, c.text.clone());
        let mut names: BTreeMap<ClaimId, String> = new.claims.iter().map(known_claim).collect();
        names.extend(project.claims().values().map(known_claim));
        for claim in std::mem::take(&mut new.claims) {
            let own = project.claims().get(&claim.id);
            if merge.is_new("claim", &claim.text, own, &claim) {
                merge.out.ops.push(Op::AddClaim(Box::new(claim)));
            }
        }
        let links = std::mem::take(&mut new.claim_links);
        merge.links(links, &names);
        for evidence in std::mem::take(&mut new.evidence) {
            let own = project.evidence().get(&evidence.id);
            let claim = names.get(&evidence.claim).map_or("", String::as_str);
            if merge.is_new("evidence for", claim, own, &evidence) {
                merge.out.ops.push(Op::AddEvidence(Box::new(evidence)));
            }
        }
        for (pair, decision) in std::mem::take(&mut new.decisions) {
            let own = project.decisions().get(&pair);
            let (a, b) = pair.ids();
            let pair_name =
                [a, b].map(|id| called.get(&id).map_or("", String::as_str)).join("” and “");
            if merge.is_new("decision about", &pair_name, own, &decision) {
                merge.out.ops.push(Op::SetDecision(pair, Some(decision)));
            }
        }
        for d in &known_documents {
            merge.known_document(d.document.id, d.document.display_name(), &d.annotations);
        }
        merge.documents(new);
        merge.out
    }
}

struct Merge<'a> {
    project: &'a Project,
    file: &'a str,
    out: Additions,
    /// Labels whose id the project has for another kind.
    renamed: BTreeMap<(LabelId, Kind), LabelId>,
}

impl Merge<'_> {
    fn is_new<T: PartialEq + serde::Serialize>(
        &mut self,
        what: &str,
        name: &str,
        own: Option<&T>,
        new: &T,
    ) -> bool {
        if let Some(own) = own
            && own != new
        {
            let what = format!("The project says something else about the {what} “{name}”");
            let json = serde_json::to_string(new).unwrap_or_default();
            self.out.problems.push(
                Problem::error(self.file, ProblemKind::Duplicate, what)
                    .advise("The project's was kept")
                    .set_aside(json),
            );
        }
        own.is_none()
    }

    fn people(&mut self, new: &ImportedProject) {
        let Some(head) = &new.head else { return };
        for annotator in &head.annotators {
            // A renamed annotator is the same one.
            if !self.project.annotators().contains_key(&annotator.id) {
                self.out.ops.push(Op::AddAnnotator(annotator.clone()));
            }
        }
        let gold = self.project.layers().values().any(|l| l.kind == LayerKind::Gold);
        for layer in &head.layers {
            let own = self.project.layers().get(&layer.id);
            if self.is_new("layer", &layer.id.to_string(), own, layer) {
                if gold && layer.kind == LayerKind::Gold {
                    let what =
                        "The project has a gold layer of its own; the file's is a second one";
                    self.out.problems.push(Problem::warning(
                        self.file,
                        ProblemKind::Duplicate,
                        what,
                    ));
                }
                self.out.ops.push(Op::AddLayer(layer.clone()));
            }
        }
    }

    fn schema(&mut self, new: &Schema) {
        let mut schema = self.project.schema().clone();
        let keys: BTreeSet<&str> = new.labels.iter().filter_map(|l| l.hotkey.as_deref()).collect();
        for label in &new.labels {
            match schema.label(&label.id) {
                Some(own) if own.kind == label.kind => {}
                Some(_) => {
                    let id = schema.free_label_id(label.id.as_str());
                    let what = format!(
                        "The project has the label {} for another kind; the file's is called {id}",
                        label.id
                    );
                    self.out.problems.push(Problem::warning(
                        self.file,
                        ProblemKind::Duplicate,
                        what,
                    ));
                    self.renamed.insert((label.id.clone(), label.kind), id.clone());
                    self.add_label(&mut schema, Label { id, ..label.clone() }, &keys);
                }
                None => self.add_label(&mut schema, label.clone(), &keys),
            }
        }
        // Where labels are named without their kind, it is the file's one of that id.
        let mut new = new.clone();
        let to: BTreeMap<LabelId, LabelId> =
            self.renamed.iter().map(|((id, _), to)| (id.clone(), to.clone())).collect();
        new.rename_labels(|id| to.get(id));
        for attribute in &new.attributes {
            let own = schema.attributes.iter().find(|a| a.name == attribute.name);
            if self.is_new("attribute", attribute.name.as_str(), own, attribute) {
                let place = schema.attributes.len();
                schema.attributes.push(attribute.clone());
                self.out.ops.push(Op::AddAttribute(place, Box::new(attribute.clone())));
            }
        }
        let known = schema.relations.len();
        for relation in &new.relations {
            let own = schema.relations.iter().find(|r| r.name == relation.name);
            if self.is_new("relation", &relation.name, own, relation) {
                schema.relations.push(relation.clone());
            }
        }
        if schema.relations.len() > known {
            self.out.ops.push(Op::SetRelations(schema.relations));
        }
    }

    /// Links that contradict those of the project, or each other, are not added.
    fn links(&mut self, new: Vec<ClaimLink>, names: &BTreeMap<ClaimId, String>) {
        let mut all: Vec<ClaimLink> = self.project.claim_links().values().cloned().collect();
        let project = self.project;
        let text = |id: ClaimId| names.get(&id).cloned();
        for link in new {
            let own = project.claim_links().get(&link.id);
            let ends = [link.from, link.to].map(|id| text(id).unwrap_or_default()).join("” and “");
            if !self.is_new("link between", &ends, own, &link) {
                continue;
            }
            if let Some(why) = link.illegal(all.iter(), text) {
                let what = format!("A link between claims was left out: {why}");
                let advice = "If the file is right, change the link that is there first";
                let problem = Problem::error(self.file, ProblemKind::Reference, what);
                let json = serde_json::to_string(&link).unwrap_or_default();
                self.out.problems.push(problem.advise(advice).set_aside(json));
                continue;
            }
            all.push(link.clone());
            self.out.ops.push(Op::AddClaimLink(Box::new(link)));
        }
    }

    /// At the end of the list; a key, a colour and a tag that another label has are given up for
    /// free ones. `keys` are those of the file.
    fn add_label(&mut self, schema: &mut Schema, mut label: Label, keys: &BTreeSet<&str>) {
        let is_mention = label.kind == Kind::Mention;
        if label.hotkey.is_none() || schema.labels.iter().any(|own| own.hotkey == label.hotkey) {
            let free = schema.free_keys().find(|key| !keys.contains(key.as_str()));
            label.hotkey = free.filter(|_| is_mention);
        }
        if is_mention && schema.labels_of(label.kind).any(|own| own.hue == label.hue) {
            label.hue = schema.free_hue(label.kind);
        }
        if schema.has_tag(label.kind, &label.tag) {
            label.tag = tags::for_name(label.id.as_str(), |tag| schema.has_tag(label.kind, tag));
        }
        self.out.ops.push(Op::AddLabel(schema.labels.len(), Box::new(label.clone())));
        schema.labels.push(label);
    }

    fn renamed(&self, label: &mut Option<LabelId>, kind: Kind) {
        if let Some(id) = label.as_ref().and_then(|id| self.renamed.get(&(id.clone(), kind))) {
            *label = Some(id.clone());
        }
    }

    /// Wholes and groups before their parts and members.
    fn entities(&mut self, entities: Vec<Entity>) {
        let mut new: Vec<Option<Entity>> = Vec::new();
        let mut place: HashMap<EntityId, usize> = HashMap::new();
        for mut entity in entities {
            self.renamed(&mut entity.label, Kind::Mention);
            let own = self.project.entities().get(&entity.id);
            if self.is_new("entity", &entity.name, own, &entity) {
                place.insert(entity.id, new.len());
                new.push(Some(entity));
            }
        }
        // How many others each one waits for, and who waits for it.
        let mut waits = vec![0; new.len()];
        let mut behind: Vec<Vec<usize>> = vec![Vec::new(); new.len()];
        for (n, e) in new.iter().flatten().enumerate() {
            let wholes = [e.part_of, e.member_of].into_iter().flatten();
            for on in wholes.filter_map(|id| place.get(&id)) {
                behind[*on].push(n);
                waits[n] += 1;
            }
        }
        let mut ready: VecDeque<usize> = (0..new.len()).filter(|n| waits[*n] == 0).collect();
        let mut stuck = 0..new.len();
        let mut links = Vec::new();
        loop {
            let free = ready.pop_front();
            let Some(n) = free.or_else(|| stuck.find(|n| new[*n].is_some())) else { break };
            let Some(mut entity) = new[n].take() else { continue };
            if free.is_none() {
                // A part whose group is a part of it: added unlinked, linked when all are there.
                let (part, member) = (entity.part_of.take(), entity.member_of.take());
                links.push(Op::EditEntity(entity.id, EntityEdit::PartOf(part)));
                links.push(Op::EditEntity(entity.id, EntityEdit::MemberOf(member)));
            }
            self.out.ops.push(Op::AddEntity(Box::new(entity)));
            for follower in std::mem::take(&mut behind[n]) {
                waits[follower] -= 1;
                ready.extend((waits[follower] == 0).then_some(follower));
            }
        }
        self.out.ops.extend(links);
    }

    fn documents(&mut self, new: ImportedProject) {
        let texts: BTreeMap<_, _> =
            self.project.documents().values().map(|d| (d.sha256, d)).collect();
        for d in new.documents {
            let name = d.document.display_name().to_owned();
            if let Some(own) = texts.get(&d.document.sha256).filter(|_| !d.text.is_empty()) {
                let what =
                    format!("The project has this text already, as “{}”", own.display_name());
                self.out.problems.push(
                    Problem::warning(self.file, ProblemKind::Duplicate, what)
                        .in_document(name.clone())
                        .advise("It was added once more; undo if that is not meant"),
                );
            }
            for a in &d.aside {
                let what = format!("“{}” was damaged before and is not added", a.exact);
                let json = serde_json::to_string(a).unwrap_or_default();
                let problem = Problem::error(self.file, ProblemKind::Lost, what);
                self.out.problems.push(problem.in_document(name.clone()).set_aside(json));
            }
            let id = d.document.id;
            self.out.texts.push((id, d.text));
            self.out.ops.push(Op::AddDocument(Box::new(d.document)));
            for mut a in d.annotations {
                let kind = a.kind();
                self.renamed(&mut a.label, kind);
                self.out.ops.push(Op::AddAnnotation(Box::new(a)));
            }
        }
    }

    /// A document that the project has: nothing is added to it here, since its
    /// annotations may have changed on both sides.
    fn known_document(&mut self, id: DocumentId, name: &str, annotations: &[Annotation]) {
        let marks = self.project.open(id).map(|open| &open.marks);
        let differs = |a: &&Annotation| marks.is_none_or(|m| m.get(a.id) != Some(*a));
        let other = annotations.iter().filter(differs).count();
        let what = match (other, marks) {
            (0, _) => "The project has this document already".to_owned(),
            (n, Some(_)) => format!(
                "The project has this document already; not its own: {} of the file",
                counted(n, "annotation", "annotations")
            ),
            (n, None) => format!(
                "The project has this document already; not compared: {} of the file",
                counted(n, "annotation", "annotations")
            ),
        };
        self.out.problems.push(
            Problem::warning(self.file, ProblemKind::Duplicate, what).in_document(name).advise(
                "The project's was kept; open the file as a project of its own to see the other",
            ),
        );
    }
}
