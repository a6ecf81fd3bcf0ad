//! What readers give: model records that were checked, to be built into a project
//! or merged into one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::problem::Problem;
use crate::model::{
    Annotation, Annotator, AnnotatorId, Claim, ClaimLink, Decision, Document, Entity, EntityPair,
    Evidence, Layer, LayerId, LayerKind, MetaField, Project, ProjectId, Schema, Summary, Timestamp,
};
use crate::ops::{LoadError, LoadProblem, Registers};
use crate::text::Text;

/// What was read, and what there is to say about it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    /// What was read.
    pub project: ImportedProject,
    /// What somebody should look at.
    pub problems: Vec<Problem>,
    /// Names of the file that were taken for fields of documents, where that is not plain.
    #[serde(default)]
    pub taken: BTreeSet<(MetaField, String)>,
}

/// Records of a file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportedProject {
    /// The project itself, if the file holds a whole one.
    pub head: Option<ProjectHead>,
    /// The project's schema, or the labels that the file uses.
    pub schema: Schema,
    /// Documents, in the file's order.
    pub documents: Vec<ImportedDocument>,
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

/// A project's own fields.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProjectHead {
    /// Its id.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// Its guidelines, Markdown.
    pub guidelines: String,
    /// When it was made.
    pub created: Timestamp,
    /// Everyone who annotates.
    pub annotators: Vec<Annotator>,
    /// All layers.
    pub layers: Vec<Layer>,
}

impl ProjectHead {
    /// The annotators that somebody can be: those who have a layer.
    pub fn people(&self) -> impl Iterator<Item = &Annotator> {
        let has_layer = |id| self.layers.iter().any(|l| l.kind == LayerKind::Annotator(id));
        self.annotators.iter().filter(move |a| has_layer(a.id))
    }

    /// The first of some ids that is one of [`Self::people`].
    pub fn known(&self, own: &[AnnotatorId]) -> Option<AnnotatorId> {
        own.iter().copied().find(|id| self.people().any(|a| a.id == *id))
    }

    /// Adds somebody with a layer; a name that another one has gets a number.
    pub fn join(&mut self, mut annotator: Annotator, layer: LayerId) {
        let stem = annotator.name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
        let numbered = (2..).map(|n| format!("{stem} {n}"));
        let names = std::iter::once(annotator.name.clone()).chain(numbered);
        let taken = |name: &String| self.annotators.iter().any(|a| a.name == *name);
        annotator.name = names.into_iter().find(|name| !taken(name)).unwrap_or_default();
        self.layers.push(Layer { id: layer, kind: LayerKind::Annotator(annotator.id) });
        self.annotators.push(annotator);
    }
}

/// A document with its text and annotations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportedDocument {
    /// What is known of it.
    pub document: Document,
    /// The text.
    pub text: Text,
    /// The annotations, by place.
    pub annotations: Vec<Annotation>,
    /// Damaged annotations that the file kept, unchecked.
    pub aside: Vec<Annotation>,
}

/// Why no project can be built.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BuildError {
    /// The file holds documents, but no project.
    #[error("the file holds documents, but no project")]
    NoProject,
    /// A document cannot be opened.
    #[error(transparent)]
    Load(#[from] LoadError),
}

impl ImportedProject {
    /// A new project with all documents open, under the file's id.
    ///
    /// The reader has checked everything, so the list of annotations that do not fit
    /// has only those that were set aside before; a caller that changed records in
    /// between must look at it.
    ///
    /// # Errors
    /// If the file holds no project of its own.
    pub fn build(self) -> Result<(Project, Vec<LoadProblem>), BuildError> {
        let head = self.head.ok_or(BuildError::NoProject)?;
        let mut project = Project {
            id: head.id,
            name: head.name,
            guidelines: head.guidelines,
            created: head.created,
            schema: self.schema,
            annotators: head.annotators.into_iter().map(|a| (a.id, a)).collect(),
            layers: head.layers.into_iter().map(|l| (l.id, l)).collect(),
            documents: Default::default(),
            summaries: Default::default(),
            entities: Default::default(),
            claims: Default::default(),
            claim_links: Default::default(),
            evidence: Default::default(),
            decisions: Default::default(),
            open: Default::default(),
            references: Default::default(),
        };
        let documents = self.documents.iter().map(|d| (d.document.clone(), Summary::default()));
        project.load_registers(Registers {
            documents: documents.collect(),
            entities: self.entities,
            claims: self.claims,
            claim_links: self.claim_links,
            evidence: self.evidence,
            decisions: self.decisions,
        });
        let mut problems = Vec::new();
        for d in self.documents {
            let annotations = d.annotations.into_iter().chain(d.aside).collect();
            problems.extend(project.load_document(d.document.id, d.text, annotations)?);
        }
        Ok((project, problems))
    }
}
