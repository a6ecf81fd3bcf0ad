//! Documents of a file that are not added, and what only they bring.

use std::collections::BTreeSet;

use super::imported::{ImportedDocument, ImportedProject};
use super::problem::{Problem, ProblemKind};
use crate::model::{
    Annotation, AnnotationId, AppliesTo, AttributeValue, Body, ClaimId, DocumentId, EntityId, Kind,
    LabelId, Project,
};
use crate::words::counted;

fn marks(documents: &[ImportedDocument]) -> impl Iterator<Item = &Annotation> {
    documents.iter().flat_map(|d| &d.annotations)
}

fn claims(documents: &[ImportedDocument]) -> BTreeSet<ClaimId> {
    marks(documents).filter_map(Annotation::claim).collect()
}

fn entities(documents: &[ImportedDocument]) -> BTreeSet<EntityId> {
    marks(documents).flat_map(Annotation::entities).collect()
}

impl ImportedProject {
    /// Takes out what only these documents bring: the claims that they make and nothing
    /// else holds, links and evidence of these, evidence in them that is not `there`, and
    /// the entities and decisions that nothing else needs. What the project has stays, so
    /// that differences are told of; so does what no document of the file uses.
    ///
    /// What was taken out, if anything.
    pub(crate) fn leave_out(
        &mut self,
        left_out: &[ImportedDocument],
        project: &Project,
        there: impl Fn(DocumentId, AnnotationId) -> bool,
        file: &str,
    ) -> Option<Problem> {
        if left_out.is_empty() {
            return None;
        }
        let documents: BTreeSet<DocumentId> = left_out.iter().map(|d| d.document.id).collect();
        let before = self.counts();
        let known = project.evidence();
        for e in self.evidence.iter_mut().filter(|e| !known.contains_key(&e.id)) {
            e.annotations.retain(|(d, id)| !documents.contains(d) || there(*d, *id));
        }
        self.evidence.retain(|e| !e.annotations.is_empty() || known.contains_key(&e.id));

        let mut unsaid = claims(left_out);
        let said = claims(&self.documents);
        let proved: BTreeSet<ClaimId> = self.evidence.iter().map(|e| e.claim).collect();
        unsaid.retain(|id| {
            !said.contains(id) && !proved.contains(id) && !project.claims().contains_key(id)
        });
        self.claims.retain(|c| !unsaid.contains(&c.id));
        self.claim_links.retain(|l| !unsaid.contains(&l.from) && !unsaid.contains(&l.to));

        self.leave_out_entities(&entities(left_out), project);
        let names = [
            ("claim", "claims"),
            ("claim link", "claim links"),
            ("piece of evidence", "pieces of evidence"),
            ("entity", "entities"),
            ("decision", "decisions"),
        ];
        let less = before.iter().zip(self.counts()).map(|(before, after)| before - after);
        let parts: Vec<String> = less
            .zip(names)
            .filter(|(n, _)| *n > 0)
            .map(|(n, (one, many))| counted(n, one, many))
            .collect();
        (!parts.is_empty()).then(|| {
            let what = format!(
                "Left out with documents that the project has already: {}",
                parts.join(", ")
            );
            Problem::warning(file, ProblemKind::Duplicate, what)
                .advise("Open the file as a project of its own to see them")
        })
    }

    /// Takes out these of the entities, and decisions about them, if nothing else needs them.
    fn leave_out_entities(&mut self, only: &BTreeSet<EntityId>, project: &Project) {
        let mut held = entities(&self.documents);
        held.extend(self.claims.iter().flat_map(|c| &c.participants).map(|p| p.entity));
        held.extend(project.entities().keys());
        held.extend(self.entities.iter().map(|e| e.id).filter(|id| !only.contains(id)));
        // What holds a part or a member holds the whole.
        loop {
            let before = held.len();
            let parts = self.entities.iter().filter(|e| held.contains(&e.id));
            let wholes: Vec<EntityId> =
                parts.flat_map(|e| [e.part_of, e.member_of]).flatten().collect();
            held.extend(wholes);
            if held.len() == before {
                break;
            }
        }
        self.entities.retain(|e| held.contains(&e.id));
        self.decisions.retain(|(pair, _)| {
            let (a, b) = pair.ids();
            held.contains(&a) && held.contains(&b)
        });
    }

    /// Takes out labels with their annotations, and what refers to these.
    pub(crate) fn leave_out_labels(
        &mut self,
        labels: &BTreeSet<(Kind, LabelId)>,
        project: &Project,
    ) {
        if labels.is_empty() {
            return;
        }
        let is_out = |kind: Kind, label: &LabelId| labels.contains(&(kind, label.clone()));
        let schema = &mut self.schema;
        schema.labels.retain(|l| !is_out(l.kind, &l.id));
        // An id may be that of labels of two kinds.
        let stay: BTreeSet<LabelId> = schema.labels.iter().map(|l| l.id.clone()).collect();
        // Whether a list of labels still says something: one without any would mean all.
        let trim = |list: &mut Vec<LabelId>| {
            let any = !list.is_empty();
            list.retain(|l| stay.contains(l) || !labels.iter().any(|(_, out)| out == l));
            !any || !list.is_empty()
        };
        schema.attributes.retain_mut(|a| match &mut a.applies_to {
            AppliesTo::Labels(list) => trim(list),
            AppliesTo::Kind(_) => true,
        });
        schema.relations.retain_mut(|r| trim(&mut r.from) & trim(&mut r.to));
        let before = entities(&self.documents);
        let mut gone: BTreeSet<(DocumentId, AnnotationId)> = BTreeSet::new();
        for d in &mut self.documents {
            let id = d.document.id;
            d.annotations.retain(|a| {
                let out = a.label.as_ref().is_some_and(|label| is_out(a.kind(), label));
                !(out && gone.insert((id, a.id)))
            });
            for a in &mut d.annotations {
                let is_gone = |other: &AnnotationId| gone.contains(&(id, *other));
                a.attributes
                    .retain(|_, v| !matches!(v, AttributeValue::Annotation(to) if is_gone(to)));
                if let Body::Claim { chains, .. } = &mut a.body {
                    for hop in chains.iter_mut().flat_map(|c| &mut c.hops) {
                        hop.source.retain(|to| !is_gone(to));
                        hop.cue.retain(|to| !is_gone(to));
                    }
                }
            }
        }
        for e in &mut self.evidence {
            e.annotations.retain(|place| !gone.contains(place));
        }
        self.evidence.retain(|e| !e.annotations.is_empty());
        self.leave_out_entities(&before, project);
        for e in &mut self.entities {
            if e.label.as_ref().is_some_and(|label| is_out(Kind::Mention, label)) {
                e.label = None;
            }
        }
    }

    fn counts(&self) -> [usize; 5] {
        [
            self.claims.len(),
            self.claim_links.len(),
            self.evidence.len(),
            self.entities.len(),
            self.decisions.len(),
        ]
    }
}
