//! Putting stored records into memory. Not operations: nothing changes, nothing is
//! logged. Each record is checked on the way in.

use std::collections::{BTreeMap, BTreeSet};

use super::error::OpError;
use super::op::Op;
use crate::model::{
    Annotation, AnnotationId, Annotator, Claim, ClaimLink, Decision, Document, DocumentId, Entity,
    EntityPair, Evidence, Marks, OpenDocument, Project, References, Summary,
};
use crate::text::{Sha256, Text};

/// Why a document cannot be opened.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LoadError {
    /// The project has no such document.
    #[error("there is no document {0}")]
    NoDocument(DocumentId),
    /// The stored text is not the one that the document names.
    #[error(
        "the stored text of “{name}” is not the one that was loaded: its SHA-256 is {found}, not {expected}"
    )]
    WrongText {
        /// The document.
        name: String,
        /// The hash in the document's record.
        expected: String,
        /// The hash of the stored text.
        found: String,
    },
}

/// A stored annotation that does not fit and was set aside.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadProblem {
    /// The annotation.
    pub annotation: AnnotationId,
    /// What is wrong with it.
    pub error: OpError,
}

impl Project {
    /// Puts a document's text and annotations into memory; one that is open stays as it is.
    ///
    /// Who made an annotation and is not known is added to the annotators, without a name.
    /// Annotations that do not fit text, schema or registers are returned, so that the
    /// caller can show them. They are no part of the work, but stay in storage: see
    /// [`OpenDocument::aside`].
    pub fn load_document(
        &mut self,
        id: DocumentId,
        text: Text,
        annotations: Vec<Annotation>,
    ) -> Result<Vec<LoadProblem>, LoadError> {
        let document = self.documents.get(&id).ok_or(LoadError::NoDocument(id))?;
        if self.open.here.contains_key(&id) {
            return Ok(Vec::new());
        }
        let found = text.sha256();
        if found != document.sha256 {
            return Err(LoadError::WrongText {
                name: document.display_name().to_owned(),
                expected: document.sha256.to_string(),
                found: found.to_string(),
            });
        }
        self.open.here.insert(id, OpenDocument::empty(text));
        let (mut marks, mut aside, mut problems) = (Marks::default(), Vec::new(), Vec::new());
        for a in annotations {
            // A mark is not lost for who made it.
            let unnamed = || Annotator { id: a.by, name: String::new() };
            self.annotators.entry(a.by).or_insert_with(unnamed);
            let fits = match self.check_annotation(&a) {
                Ok(()) if a.document != id => {
                    Err(OpError::Missing { what: "document", id: a.document.to_string() })
                }
                Ok(()) if marks.get(a.id).is_some() => {
                    Err(OpError::Taken { what: "annotation", id: a.id.to_string() })
                }
                checked => checked,
            };
            match fits {
                Ok(()) => {
                    marks.insert(a);
                }
                Err(error) => {
                    problems.push(LoadProblem { annotation: a.id, error });
                    aside.push(a);
                }
            }
        }
        let summary = Summary::of(marks.iter());
        if let Some(stored) = self.summaries.remove(&id) {
            self.references.remove(&stored);
        }
        self.references.add(&summary);
        if !summary.is_empty() {
            self.summaries.insert(id, summary);
        }
        if let Some(open) = self.open.here.get_mut(&id) {
            (open.marks, open.aside) = (marks, aside);
        }
        Ok(problems)
    }

    /// Takes a document's text and annotations out of memory.
    pub fn unload_document(&mut self, id: DocumentId) {
        self.open.here.remove(&id);
        self.open.ready.remove(&id);
    }

    /// Hands in the text of a document about to be added: [`Op::AddDocument`] then
    /// opens it, so that the same transaction can annotate it. Does nothing if the
    /// project has the document.
    pub fn provide_text(&mut self, id: DocumentId, text: Text) {
        self.provide_document(id, text, Vec::new());
    }

    /// Hands in a document that was removed, with what had been set aside of it.
    pub fn provide_document(&mut self, id: DocumentId, text: Text, aside: Vec<Annotation>) {
        if !self.documents.contains_key(&id) {
            self.open.ready.insert(id, OpenDocument { aside, ..OpenDocument::empty(text) });
        }
    }

    /// What must be brought into memory before these operations can be applied, as
    /// [`History::next_undo`](super::History::next_undo) and others have them.
    pub fn needs(&self, ops: &[Op]) -> Needs {
        let mut needs = Needs::default();
        let mut added = BTreeMap::new();
        for op in ops {
            if let Op::AddDocument(d) = op {
                added.insert(d.id, d.sha256);
            }
            let Some(id) = op.needs_open() else { continue };
            if self.open.here.contains_key(&id) || self.open.ready.contains_key(&id) {
                continue;
            }
            match added.get(&id) {
                Some(sha256) => {
                    needs.texts.insert(id, *sha256);
                }
                None => {
                    needs.documents.insert(id);
                }
            }
        }
        needs
    }

    /// Puts stored registers into memory: documents with their counts, entities,
    /// claims, links, evidence and decisions. Later records of an id win.
    pub fn load_registers(&mut self, registers: Registers) {
        for (document, summary) in registers.documents {
            if !summary.is_empty() {
                self.summaries.insert(document.id, summary);
            }
            self.documents.insert(document.id, document);
        }
        self.entities.extend(registers.entities.into_iter().map(|e| (e.id, e)));
        self.claims.extend(registers.claims.into_iter().map(|c| (c.id, c)));
        self.claim_links.extend(registers.claim_links.into_iter().map(|l| (l.id, l)));
        self.evidence.extend(registers.evidence.into_iter().map(|e| (e.id, e)));
        self.decisions.extend(registers.decisions);
        self.references = self.count_references();
    }

    fn count_references(&self) -> References {
        let mut all = References::default();
        self.summaries.values().for_each(|s| all.add(s));
        self.entities.values().for_each(|e| all.add(e));
        self.claims.values().for_each(|c| all.add(c));
        self.claim_links.values().for_each(|l| all.add(l));
        self.evidence.values().for_each(|e| all.add(e));
        self.decisions.keys().for_each(|pair| all.add(pair));
        all
    }
}

/// What must be brought into memory first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Documents of the project, for [`Project::load_document`].
    pub documents: BTreeSet<DocumentId>,
    /// Texts of documents that will be added and annotated, for [`Project::provide_document`].
    pub texts: BTreeMap<DocumentId, Sha256>,
}

impl Needs {
    /// Whether everything is in memory.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.texts.is_empty()
    }
}

/// Stored registers of a project.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Registers {
    /// Documents with the counts of their annotations.
    pub documents: Vec<(Document, Summary)>,
    /// The entity register.
    pub entities: Vec<Entity>,
    /// The claim register.
    pub claims: Vec<Claim>,
    /// Links between claims.
    pub claim_links: Vec<ClaimLink>,
    /// Evidence.
    pub evidence: Vec<Evidence>,
    /// Decisions about pairs of entities.
    pub decisions: Vec<(EntityPair, Decision)>,
}
