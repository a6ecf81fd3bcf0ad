//! The claim board: who says what, question by question and document by document. Made
//! from the registers and the counts of documents, which need not be open.
//!
//! The mentions of a claim in one cell share a card, a line each. Conflicts are computed: figures of claims of one
//! question that exclude each other, unless one claim updates the other, and denials
//! beside assertions of one claim.
//!
//! Of a large project a window shows a few rows. So the board itself is an outline (which mention stands
//! where); what a row says is made when it is drawn.

mod card;
mod card_links;
mod far;
mod filter;
mod gloss;
mod layout;
mod lines;
mod neighbours;
mod outline;
mod relations;
mod rows;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::model::{
    AnnotationId, ClaimId, ClaimLinkId, DocumentId, EntityId, LayerId, Project, Quantity, Stance,
};

pub use card::{Root, SourceKind};
pub use card_links::CardLink;
pub use filter::{BoardCounts, BoardFilter, EventFilter, LinkFacet};
pub use gloss::{Gloss, Glosses, glosses};
pub use layout::{Place, Toward, figure_scale};
pub use lines::{CardBox, card_line};
pub use neighbours::{EvidenceItem, EvidenceRow, NeighbourRow, evidence_rows, neighbours};
pub use outline::{Outline, OutlineCell, OutlineMention, OutlineRow};

/// What the rows of the board are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grouping {
    /// A row for each question; the columns are documents.
    #[default]
    Question,
    /// A row for each document; the columns are questions.
    Document,
    /// A row for each originator; the columns are documents.
    Speaker,
}

/// What a row or column stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Header {
    /// A question; empty for claims without one.
    Question(String),
    /// A document.
    Document(DocumentId),
    /// Who says so.
    Speaker(Root),
}

/// The board.
#[derive(Debug, Clone, Default)]
pub struct Board {
    /// Documents by date, or questions.
    pub columns: Vec<Column>,
    /// Which mentions stand where.
    pub outline: Outline,
    /// How many mentions each value of a filter has, whatever the filter shows now.
    pub counts: BoardCounts,
    /// How many claims are shown.
    pub claims: u32,
    /// How many mentions are shown.
    pub mentions: u32,
    /// How many of the shown claims are in conflict.
    pub in_conflict: u32,
    relations: relations::Relations,
    /// The one layer that is read; none: all layers.
    layer: Option<LayerId>,
    /// The shortest name of each document's outlet, once it is needed.
    names: OnceLock<HashMap<DocumentId, String>>,
    /// The rows that were asked for.
    made: Vec<OnceLock<Arc<BoardRow>>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it stands for.
    pub key: Header,
    /// The publisher, or else the title; the question.
    pub title: String,
    /// When it was published, as the source says it; empty if not known.
    pub date: String,
}

/// What a row says.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardRow {
    /// Its name; empty for claims without a question.
    pub title: String,
    /// The cells that have cards, by column.
    pub cells: Vec<Cell>,
    /// The distinct figures, the lowest first.
    pub figures: Vec<FigureCount>,
    /// How many of these are in conflict.
    pub conflicting: u32,
    /// How many mentions deny their claim.
    pub denials: u32,
    /// How many say so, and how many of them on their own.
    pub support: Support,
    /// What connects the cards of the row.
    pub links: Vec<BoardLink>,
    /// What connects them with cards of other rows.
    pub far: Vec<FarLink>,
}

/// What connects the cards of a claim with a card of another row.
#[derive(Debug, Clone, PartialEq)]
pub struct FarLink {
    /// How.
    pub kind: BoardLinkKind,
    /// The link of the register; none for a denial.
    pub link: Option<ClaimLinkId>,
    /// The claim of this row.
    pub claim: ClaimId,
    /// Whether it leads from this row to the other.
    pub outgoing: bool,
    /// The other card.
    pub card: Card,
    /// Its row, the nearest that has one.
    pub row: usize,
}

/// The cards of a row in a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The place of the column.
    pub column: usize,
    /// Claim by claim, each in reading order.
    pub cards: Vec<Card>,
}

/// Names a card.
pub type CardRef = (DocumentId, AnnotationId);

/// A mention of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The claim.
    pub claim: ClaimId,
    /// The document.
    pub document: DocumentId,
    /// The mention.
    pub mention: AnnotationId,
    /// Its number in the document's margin.
    pub number: u32,
    /// The shortest name of the document's outlet: "Courier".
    pub outlet: String,
    /// What the originator does with the claim.
    pub stance: Stance,
    /// How certain the originator is: 0 (not said) to 3 (certain).
    pub certainty: u8,
    /// The claim's first figure; empty if it has none.
    pub figure: String,
    /// What the figure counts, or its unit.
    pub of: String,
    /// The claim's sentence.
    pub text: String,
    /// Who says so, the publisher first, the originator last.
    pub chain: Vec<String>,
    /// How far the originator is named.
    pub source: SourceKind,
    /// Whether its claim is in conflict with another, or denied.
    pub in_conflict: bool,
    /// Whether it stands in an excluded region: then it counts for nothing.
    pub excluded: bool,
    /// How many mentions of its claim say so, shown or not, and how many on their own.
    pub support: Support,
}

/// A figure of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureCount {
    /// As the interface shows it.
    pub figure: String,
    /// Its bounds, for an axis.
    pub quantity: Quantity,
    /// How many mentions say it.
    pub mentions: u32,
    /// Whether another claim of the same question, shown or not, excludes it.
    pub in_conflict: bool,
}

/// How many say something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Support {
    /// Mentions that assert or report it.
    pub mentions: u32,
    /// The originators of these: five papers that quote one agency are one.
    pub roots: u32,
}

/// What connects two cards of a row. A link of two claims stands between the first card of
/// each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardLink {
    /// How.
    pub kind: BoardLinkKind,
    /// From which card; of updates the later.
    pub from: CardRef,
    /// To which card.
    pub to: CardRef,
    /// The link of the register; none for computed ones.
    pub link: Option<ClaimLinkId>,
}

/// How two cards are connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoardLinkKind {
    /// An annotator says that the one refutes the other.
    Refutes,
    /// Computed: their figures exclude each other.
    Figures,
    /// Computed: the one denies what the other asserts.
    Denial,
    /// An annotator says that the one supports the other.
    Supports,
    /// An annotator says that the one replaces the other.
    Updates,
    /// An annotator says that they have to do with each other.
    Related,
    /// Mentions of one claim.
    Identical,
}

impl BoardLinkKind {
    /// Whether the two cannot both be so.
    pub fn is_conflict(self) -> bool {
        matches!(self, Self::Refutes | Self::Figures | Self::Denial)
    }
}

/// The board of a project's claims.
pub fn board(project: &Project, grouping: Grouping, filter: &BoardFilter) -> Board {
    let mut entries = card::entries(project, filter.layer);
    let relations = relations::Relations::of(project, &entries);
    relations.mark(&mut entries);
    let counts = BoardCounts::of(project, &entries);
    let shown: Vec<card::Entry<'_>> =
        entries.into_iter().filter(|e| filter.shows(project, e)).collect();
    let (columns, outline) = outline::outline(project, grouping, &shown, &relations);
    let mut claims: Vec<(ClaimId, bool)> =
        shown.iter().map(|e| (e.claim.id, e.facets.has(LinkFacet::InConflict))).collect();
    claims.sort_unstable();
    claims.dedup();
    Board {
        columns,
        counts,
        claims: filter::number(claims.len()),
        mentions: filter::number(shown.len()),
        in_conflict: filter::number(claims.iter().filter(|(_, fights)| *fights).count()),
        relations,
        layer: filter.layer,
        names: OnceLock::new(),
        made: vec![OnceLock::new(); outline.rows.len()],
        outline,
    }
}

impl Board {
    /// What the `n`th row says; none if there are fewer. Made when it is first asked for, of the
    /// project that the board was made of: mentions that are gone since are left out.
    pub fn row(&self, project: &Project, n: usize) -> Option<Arc<BoardRow>> {
        let made = self.made.get(n)?;
        let outline = self.outline.rows.get(n)?;
        Some(Arc::clone(made.get_or_init(|| Arc::new(rows::row(project, self, n, outline)))))
    }

    /// A mention by its place.
    pub fn card(&self, project: &Project, at: Place) -> Option<Card> {
        let row = self.row(project, at.row)?;
        let mut cards = row.cells.iter().flat_map(|c| &c.cards);
        cards.find(|c| c.place() == at.card).cloned()
    }
}

/// The name of an event on the board.
fn event_name(project: &Project, event: Option<EntityId>) -> String {
    let entity = event.and_then(|id| project.entities().get(&id));
    entity.map_or_else(String::new, |e| e.name.clone())
}
