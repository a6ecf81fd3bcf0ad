//! A desk to annotate at as a person does: texts come in as files, words are found in
//! them, acts are run as actions; and the project file as a consumer reads it.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, missing_docs)]

mod file;

pub use crate::support::dangling;
use std::sync::Arc;

use file::File;

use glossator_core::actions::claims::{self, EvidenceSet, EvidenceWords, HopEdit, Who};
use glossator_core::actions::import::{Choices, Incoming, add_documents};
use glossator_core::actions::{Author, Edit, EditError, documents, entities, marks};
use glossator_core::formats::{ReadOptions, read_any};
use glossator_core::model::presets::Preset;
use glossator_core::model::*;
use glossator_core::ops::History;
use glossator_core::query::{
    BoardFilter, BoardLinkKind, BoardRow, Card, Grouping, board, chain_rows, figure_proposals,
};
use glossator_core::text::Span;
use uuid::Uuid;

/// A mark of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    pub document: DocumentId,
    pub id: AnnotationId,
}

/// Some words of a text: their first occurrence, or the n-th, counted from 0.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a>(&'a str, usize);

impl<'a> From<&'a str> for Words<'a> {
    fn from(words: &'a str) -> Self {
        Self(words, 0)
    }
}

impl<'a> From<(&'a str, usize)> for Words<'a> {
    fn from((words, n): (&'a str, usize)) -> Self {
        Self(words, n)
    }
}

/// A project, its history, and who works on it.
pub struct Desk {
    pub project: Project,
    pub author: Author,
    pub documents: Vec<DocumentId>,
    history: History,
    next: u128,
}

impl Desk {
    /// A project of the news preset with these texts, imported as files in one step.
    #[track_caller]
    pub fn new(texts: &[&str]) -> Self {
        let id = Uuid::from_u128;
        let by = AnnotatorId::new(id(2));
        let author = Author { by, layer: LayerId::new(id(3)), at: Timestamp::from_millis(0) };
        let me = Annotator { id: by, name: "Ada".to_owned() };
        let schema = Preset::News.schema();
        let mut project =
            Project::new(ProjectId::new(id(1)), "Cases", schema, me, author.layer, author.at);
        let (nil, mut next) = (Uuid::nil(), 0x100);
        let options = ReadOptions::new(AnnotatorId::new(nil), LayerId::new(nil), author.at);
        let mut ids = || {
            next += 1;
            id(next)
        };
        let read = |(n, text): (usize, &&str)| {
            let file = format!("{n}.txt");
            let imported = read_any(&file, text, &options, &mut ids).unwrap();
            Incoming { file, imported }
        };
        let incoming: Vec<Incoming> = texts.iter().enumerate().map(read).collect();
        let plan = add_documents(&project, incoming, &Choices::default(), author).unwrap();
        assert_eq!(plan.problems, []);
        let mut history = History::default();
        history.run(&mut project, plan.edit.ops, plan.edit.title, by, author.at).unwrap();
        for (document, text) in plan.documents.iter().zip(plan.texts) {
            assert_eq!(project.load_document(*document, text, Vec::new()).unwrap(), []);
        }
        Self { project, author, documents: plan.documents, history, next: 0x1000 }
    }

    /// A project of reports that these outlets published on these days.
    #[track_caller]
    pub fn of_outlets(reports: &[(&str, &str, &str)]) -> Self {
        let texts: Vec<&str> = reports.iter().map(|(.., text)| *text).collect();
        let mut desk = Self::new(&texts);
        for (n, (outlet, day, _)) in reports.iter().enumerate() {
            let d = desk.documents[n];
            desk.run(documents::set_meta(&desk.project, d, MetaField::Publisher, outlet));
            desk.run(documents::set_meta(&desk.project, d, MetaField::Published, day));
        }
        desk
    }

    fn fresh(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }

    /// Runs an action; sees to it that undo restores and redo repeats.
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
        edit.title
    }

    pub fn open(&self, d: usize) -> &OpenDocument {
        self.project.open(self.documents[d]).unwrap()
    }

    pub fn get(&self, at: At) -> &Annotation {
        self.project.open(at.document).unwrap().marks.get(at.id).unwrap()
    }

    /// Where some words are in a document.
    #[track_caller]
    pub fn span<'a>(&self, d: usize, words: impl Into<Words<'a>>) -> Span {
        let Words(words, n) = words.into();
        let text = &self.open(d).text;
        let found = text.as_str().match_indices(words).nth(n);
        let (start, _) = found.unwrap_or_else(|| panic!("no “{words}”"));
        text.span_at(start..start + words.len()).unwrap()
    }

    fn place(&self, at: At) -> usize {
        self.documents.iter().position(|d| *d == at.document).unwrap()
    }

    // ---- marks and entities ----

    #[track_caller]
    pub fn mark<'a>(&mut self, d: usize, words: impl Into<Words<'a>>, label: &str) -> At {
        let span = self.span(d, words);
        self.mark_span(d, span, label)
    }

    #[track_caller]
    pub fn mark_span(&mut self, d: usize, span: Span, label: &str) -> At {
        let at = At { document: self.documents[d], id: AnnotationId::new(self.fresh()) };
        let label = LabelId::new(label);
        self.run(marks::mark(&self.project, at.document, span, &label, self.author, at.id));
        at
    }

    #[track_caller]
    pub fn add_range<'a>(&mut self, at: At, words: impl Into<Words<'a>>) {
        let span = self.span(self.place(at), words);
        self.run(marks::add_range(&self.project, at.document, at.id, span));
    }

    /// A mention of a new entry of the register.
    #[track_caller]
    pub fn entity(&mut self, mention: At, name: &str) -> EntityId {
        let id = EntityId::new(self.fresh());
        let At { document, id: mention } = mention;
        self.run(entities::create_and_link(&self.project, document, mention, id, name));
        id
    }

    #[track_caller]
    pub fn link(&mut self, mention: At, to: EntityId, confidence: Confidence) {
        let At { document, id } = mention;
        self.run(entities::link(&self.project, document, id, to, confidence));
    }

    #[track_caller]
    pub fn level(&mut self, mention: At, level: Level) {
        let At { document, id } = mention;
        self.run(entities::set_level(&self.project, document, id, Some(level)));
    }

    /// A mention and its new entry; not by name, for [`Level::Nom`] and [`Level::Pro`].
    #[track_caller]
    pub fn named<'a>(
        &mut self,
        d: usize,
        words: impl Into<Words<'a>>,
        label: &str,
        level: Level,
        name: &str,
    ) -> (At, EntityId) {
        let mention = self.mark(d, words, label);
        self.level(mention, level);
        (mention, self.entity(mention, name))
    }

    // ---- claims ----

    /// A claim of some words, with its sentence.
    #[track_caller]
    pub fn claim<'a>(&mut self, d: usize, words: impl Into<Words<'a>>, sentence: &str) -> At {
        let at = self.claim_words(d, words);
        self.run(claims::set_claim_text(&self.project, self.claim_of(at), sentence));
        at
    }

    #[track_caller]
    fn claim_words<'a>(&mut self, d: usize, words: impl Into<Words<'a>>) -> At {
        let span = self.span(d, words);
        let (claim, id) = (ClaimId::new(self.fresh()), AnnotationId::new(self.fresh()));
        let at = At { document: self.documents[d], id };
        let made = claims::make_claim(&self.project, at.document, span, self.author, claim, id);
        self.run(made.map(|(edit, _)| edit));
        at
    }

    /// Words that make a known claim: made, then said to be identical.
    #[track_caller]
    pub fn again<'a>(&mut self, d: usize, words: impl Into<Words<'a>>, known: At) -> At {
        let at = self.claim_words(d, words);
        let claim = self.claim_of(known);
        self.run(claims::attach_to_claim(&self.project, at.document, at.id, claim));
        at
    }

    pub fn claim_of(&self, mention: At) -> ClaimId {
        self.get(mention).claim().unwrap()
    }

    #[track_caller]
    pub fn topic(&mut self, mention: At, topic: &str) {
        let claim = self.claim_of(mention);
        self.run(claims::set_topic(&self.project, claim, topic));
    }

    /// The originator, by words of the claim's document.
    #[track_caller]
    pub fn speaker<'a>(&mut self, mention: At, words: impl Into<Words<'a>>) {
        let who = Who::Words(self.span(self.place(mention), words));
        let (At { document, id }, fresh) = (mention, AnnotationId::new(self.fresh()));
        self.run(claims::add_speaker(&self.project, document, id, who, self.author, fresh));
    }

    /// Who passed it on, nearest the reader.
    #[track_caller]
    pub fn passed_on<'a>(&mut self, mention: At, words: impl Into<Words<'a>>) {
        let who = Who::Words(self.span(self.place(mention), words));
        let (At { document, id }, fresh) = (mention, AnnotationId::new(self.fresh()));
        self.run(claims::add_hop(&self.project, document, id, 0, who, self.author, fresh));
    }

    /// A cue of the originator.
    #[track_caller]
    pub fn cue<'a>(&mut self, mention: At, words: impl Into<Words<'a>>) {
        let span = self.span(self.place(mention), words);
        let (At { document, id }, fresh) = (mention, AnnotationId::new(self.fresh()));
        self.run(claims::add_cue(&self.project, document, id, span, self.author, fresh));
    }

    /// A cue of somebody on the way, counted from the outermost.
    #[track_caller]
    pub fn hop_cue<'a>(&mut self, mention: At, hop: usize, words: impl Into<Words<'a>>) {
        let span = self.span(self.place(mention), words);
        let (At { document, id }, fresh) = (mention, AnnotationId::new(self.fresh()));
        self.run(claims::add_hop_cue(&self.project, document, id, hop, span, self.author, fresh));
    }

    #[track_caller]
    pub fn hop(&mut self, mention: At, hop: usize, edit: HopEdit) {
        let At { document, id } = mention;
        self.run(claims::set_hop(&self.project, document, id, hop, edit));
    }

    #[track_caller]
    pub fn stance(&mut self, mention: At, stance: Stance) {
        let At { document, id } = mention;
        self.run(claims::set_stance(&self.project, document, id, stance));
    }

    #[track_caller]
    pub fn relate(&mut self, from: At, to: At, kind: ClaimLinkType) {
        let (from, to) = (self.claim_of(from), self.claim_of(to));
        let fresh = ClaimLinkId::new(self.fresh());
        self.run(claims::link(&self.project, from, to, kind, fresh));
    }

    /// Words of any document as a new set of evidence; their mark.
    #[track_caller]
    pub fn evidence<'a>(
        &mut self,
        of: At,
        stance: EvidenceStance,
        d: usize,
        words: impl Into<Words<'a>>,
    ) -> At {
        let at = At { document: self.documents[d], id: AnnotationId::new(self.fresh()) };
        let (span, claim) = (self.span(d, words), self.claim_of(of));
        let words = EvidenceWords::Selection(span, at.id);
        let set = EvidenceSet::New(EvidenceId::new(self.fresh()), stance);
        let author = self.author;
        self.run(claims::add_evidence(&self.project, at.document, words, claim, set, author));
        at
    }

    /// Accepts the figure that a claim's words propose, which must be the only one.
    #[track_caller]
    pub fn accept_figure(&mut self, mention: At) -> Quantity {
        let proposed = figure_proposals(&self.project, self.get(mention), "");
        let [only] = &proposed[..] else { panic!("{proposed:?}") };
        let claim = self.claim_of(mention);
        self.run(claims::add_quantity(&self.project, claim, only.clone()));
        only.clone()
    }

    // ---- what screens show ----

    fn board_rows(&self) -> Vec<Arc<BoardRow>> {
        let board = board(&self.project, Grouping::Question, &BoardFilter::default());
        (0..).map_while(|n| board.row(&self.project, n)).collect()
    }

    /// The card of a claim mention on the board.
    #[track_caller]
    pub fn card(&self, mention: At) -> Card {
        let rows = self.board_rows();
        let mut cards = rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.cards);
        let card = cards.find(|c| c.mention == mention.id).cloned();
        card.unwrap_or_else(|| panic!("the board has no card of {mention:?}"))
    }

    /// Who says so on the card of a claim mention: "Standard › Idris Tamm".
    #[track_caller]
    pub fn chain(&self, mention: At) -> String {
        self.card(mention).chain.join(" › ")
    }

    /// What connects the cards of the board.
    pub fn links(&self) -> Vec<(BoardLinkKind, At, At)> {
        let at = |(document, id)| At { document, id };
        let links = self.board_rows().into_iter().flat_map(|r| r.links.clone());
        links.map(|l| (l.kind, at(l.from), at(l.to))).collect()
    }

    /// Mentions and originators that hold a claim.
    pub fn support(&self, mention: At) -> (u32, u32) {
        let s = self.card(mention).support;
        (s.mentions, s.roots)
    }

    /// "Who says so" of the inspector: names and details, nearest the reader first.
    pub fn who_says_so(&self, mention: At) -> Vec<(String, String)> {
        let open = self.project.open(mention.document).unwrap();
        let rows = chain_rows(&self.project, open, self.get(mention));
        let names = |r: &glossator_core::query::HopRow| {
            r.speakers.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(" and ")
        };
        rows.iter().map(|r| (names(r), r.detail.clone())).collect()
    }

    /// The project file, checked in all that holds of every one.
    #[track_caller]
    pub fn exported(&self) -> File {
        for document in &self.documents {
            assert_eq!(dangling(&self.project, *document), []);
        }
        File::of(&self.project)
    }
}
