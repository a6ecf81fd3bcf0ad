//! A project with one document made from marked text, on which actions are run.
//!
//! Labels of the marked text: `claim`, `cue` and `source` make annotations of these
//! kinds, `boilerplate` a region, all others mentions with that label of the news preset.
#![allow(dead_code, reason = "each test file uses some of it")]

use crate::support::dangling;
use glossator_core::actions::{Author, Edit, EditError};
use glossator_core::model::presets::Preset;
use glossator_core::model::{
    Annotation, AnnotationId, Annotator, AnnotatorId, Body, Chain, Claim, ClaimId, Document,
    DocumentId, Entity, EntityId, Hop, LabelId, LayerId, OpenDocument, Origin, Project, ProjectId,
    Ranges, Timestamp,
};
use glossator_core::ops::{History, Op};
use glossator_core::testing::marked;
use glossator_core::text::{ByteOffset, Span, Text};
use uuid::Uuid;

pub fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub fn mark(n: u128) -> AnnotationId {
    AnnotationId::new(uuid(n))
}

pub fn entity(n: u128) -> EntityId {
    EntityId::new(uuid(n))
}

pub fn claim(n: u128) -> ClaimId {
    ClaimId::new(uuid(n))
}

/// A project, its history, and the document that tests work in.
pub struct Bench {
    pub project: Project,
    pub history: History,
    pub author: Author,
    pub document: DocumentId,
}

impl Bench {
    /// The marks get the ids 1, 2, … in the order in which they open; a claim mention
    /// has the register entry of the same number.
    #[track_caller]
    pub fn new(source: &str) -> Self {
        let marked = marked(source).unwrap();
        let (by, layer) = (AnnotatorId::new(uuid(1)), LayerId::new(uuid(2)));
        let me = Annotator { id: by, name: "Ada".to_owned() };
        let at = Timestamp::from_millis(0);
        let schema = Preset::News.schema();
        let mut project = Project::new(ProjectId::new(uuid(3)), "Test", schema, me, layer, at);
        let text = Text::new(marked.text.as_str()).unwrap();
        let document = DocumentId::new(uuid(4));
        let add = Op::AddDocument(Box::new(Document::new(document, "one.txt", &text)));
        project.apply_all(&[add]).unwrap();
        project.load_document(document, text.clone(), Vec::new()).unwrap();
        let author = Author { by, layer, at };
        let mut bench = Self { project, history: History::default(), author, document };
        for (n, (label, spans)) in (1u128..).zip(&marked.annotations) {
            bench.put(&text, n, label, spans.clone());
        }
        bench
    }

    fn put(&mut self, text: &Text, n: u128, label: &str, spans: Vec<Span>) {
        let (label, body) = match label {
            "claim" => (None, Body::Claim { claim: claim(n), chains: Vec::new() }),
            "cue" => (None, Body::Cue),
            "source" => (None, Body::Source),
            "boilerplate" => (Some(label), Body::Region { exclude: true }),
            _ => (Some(label), Body::Mention { level: None, entity: None }),
        };
        let exact: Vec<&str> = spans.iter().map(|s| text.slice(*s).unwrap()).collect();
        let a = Annotation {
            id: mark(n),
            document: self.document,
            layer: self.author.layer,
            label: label.map(LabelId::new),
            exact: exact.join(" "),
            ranges: Ranges::exactly(spans).unwrap(),
            attributes: std::collections::BTreeMap::new(),
            origin: Origin::Human,
            by: self.author.by,
            at: self.author.at,
            note: String::new(),
            flagged: false,
            body,
        };
        let mut ops = Vec::new();
        if a.claim().is_some() {
            ops.push(Op::AddClaim(Box::new(Claim::stating(claim(n), a.exact.clone()))));
        }
        ops.push(Op::AddAnnotation(Box::new(a)));
        self.project.apply_all(&ops).unwrap();
    }

    pub fn open(&self) -> &OpenDocument {
        self.project.open(self.document).unwrap()
    }

    pub fn get(&self, n: u128) -> &Annotation {
        self.open().marks.get(mark(n)).unwrap()
    }

    pub fn has(&self, n: u128) -> bool {
        self.open().marks.get(mark(n)).is_some()
    }

    /// The first occurrence of some words.
    #[track_caller]
    pub fn span(&self, words: &str) -> Span {
        let start = self.open().text.as_str().find(words).unwrap();
        let end = start + words.len();
        Span::new(ByteOffset::new(start as u32), ByteOffset::new(end as u32)).unwrap()
    }

    /// The chains of a claim mention.
    pub fn chains(&self, n: u128) -> &[Chain] {
        self.get(n).chains()
    }

    /// The hops of a claim mention's first chain.
    #[track_caller]
    pub fn hops(&self, n: u128) -> &[Hop] {
        &self.chains(n).first().expect("a chain").hops
    }

    /// Adds an entity to the register.
    pub fn with_entity(mut self, n: u128, name: &str, label: &str) -> Self {
        let e = Entity::named(entity(n), name, Some(LabelId::new(label)));
        self.project.apply_all(&[Op::AddEntity(Box::new(e))]).unwrap();
        self
    }

    /// Runs an action; sees to it that undo restores and redo repeats. The title.
    #[track_caller]
    pub fn run(&mut self, edit: Result<Edit, EditError>) -> String {
        let edit = edit.unwrap();
        let before = self.project.clone();
        let (by, at) = (self.author.by, self.author.at);
        self.history.run(&mut self.project, edit.ops, edit.title.clone(), by, at).unwrap();
        let after = self.project.clone();
        self.history.undo(&mut self.project, by, at).unwrap().unwrap();
        assert!(self.project == before, "undo restores: {}", edit.title);
        self.history.redo(&mut self.project, by, at).unwrap().unwrap();
        assert!(self.project == after, "redo repeats: {}", edit.title);
        assert_eq!(dangling(&self.project, self.document), []);
        edit.title
    }
}

/// The words of an error.
#[track_caller]
pub fn refused<T: std::fmt::Debug>(edit: Result<T, EditError>) -> String {
    edit.unwrap_err().to_string()
}
