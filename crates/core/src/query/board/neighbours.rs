//! What others have to do with one claim, for the inspector: links of the register, and the
//! other mentions.

use std::cmp::Reverse;

use super::card::{self, Entry};
use super::{BoardLinkKind, CardRef};
use crate::model::{
    AnnotationId, ClaimId, ClaimLinkId, ClaimLinkType, DocumentId, EvidenceId, EvidenceStance,
    Project, Stance,
};
use crate::quantity;
use crate::words::one_line;

/// How many other mentions of a claim are listed at most.
const MOST_MENTIONS: usize = 30;

/// A line of "In other documents".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeighbourRow {
    /// The link; none for another mention of the same claim.
    pub link: Option<ClaimLinkId>,
    /// How the two are connected.
    pub kind: BoardLinkKind,
    /// What this claim does to the other: "Refutes", "Updated by", "Denied in".
    pub relation: &'static str,
    /// The other's first figure; empty if it has none.
    pub figure: String,
    /// This claim's first figure; empty if it has none.
    pub own_figure: String,
    /// The other's sentence.
    pub text: String,
    /// Where the other stands: "Halvern Standard, claim 1"; empty if no text says it.
    pub place: String,
    /// The other's mention.
    pub target: Option<CardRef>,
    /// What is noted of the link.
    pub note: String,
}

/// What others have to do with the claim of a mention: links first, then the other
/// mentions, contradicting ones first.
pub fn neighbours(
    project: &Project,
    document: DocumentId,
    mention: AnnotationId,
) -> Vec<NeighbourRow> {
    let own = card::entries_of(project, document, None).into_iter().find(|e| e.id == mention);
    let Some(own) = own else { return Vec::new() };
    let figure = |e: &crate::model::Claim| e.quantities.first().map(quantity::figure);
    let own_figure = figure(own.claim).unwrap_or_default();
    let claim = own.claim.id;
    let links = project.claim_links().values().filter(|l| l.from == claim || l.to == claim);
    let mut rows: Vec<NeighbourRow> = links
        .filter_map(|l| {
            let outgoing = l.from == claim;
            let other = project.claims().get(if outgoing { &l.to } else { &l.from })?;
            let said = first_mention(project, other.id, document);
            let (kind, relation) = relation_of(l.kind, outgoing);
            Some(NeighbourRow {
                link: Some(l.id),
                kind,
                relation,
                figure: figure(other).unwrap_or_default(),
                own_figure: own_figure.clone(),
                text: one_line(&other.text),
                place: said.as_ref().map(place).unwrap_or_default(),
                target: said.as_ref().map(|e| (e.document.id, e.id)),
                note: l.note.clone(),
            })
        })
        .collect();
    rows.sort_by_key(|r| r.kind);
    let mut same: Vec<Entry<'_>> = project
        .documents_with_claim(claim)
        .into_iter()
        .flat_map(|d| card::entries_of(project, d, None))
        .filter(|e| e.claim.id == claim && (e.document.id, e.id) != (document, mention))
        .collect();
    let against = |e: &Entry<'_>| (own.holds() && e.denies()) || (own.denies() && e.holds());
    same.sort_by_key(|e| (Reverse(against(e)), e.document.id, e.number));
    same.truncate(MOST_MENTIONS);
    rows.extend(same.iter().map(|e| NeighbourRow {
        link: None,
        kind: if against(e) { BoardLinkKind::Denial } else { BoardLinkKind::Identical },
        relation: match (against(e), e.stance) {
            (true, Stance::Denies) => "Denied in",
            (true, _) => "Asserted in",
            (false, _) => "Identical in",
        },
        figure: own_figure.clone(),
        own_figure: own_figure.clone(),
        text: String::new(),
        place: place(e),
        target: Some((e.document.id, e.id)),
        note: String::new(),
    }));
    rows
}

const fn relation_of(kind: ClaimLinkType, outgoing: bool) -> (BoardLinkKind, &'static str) {
    match (kind, outgoing) {
        (ClaimLinkType::Refutes, true) => (BoardLinkKind::Refutes, "Refutes"),
        (ClaimLinkType::Refutes, false) => (BoardLinkKind::Refutes, "Refuted by"),
        (ClaimLinkType::Supports, true) => (BoardLinkKind::Supports, "Supports"),
        (ClaimLinkType::Supports, false) => (BoardLinkKind::Supports, "Supported by"),
        (ClaimLinkType::Updates, true) => (BoardLinkKind::Updates, "Updates"),
        (ClaimLinkType::Updates, false) => (BoardLinkKind::Updates, "Updated by"),
        (ClaimLinkType::Related, _) => (BoardLinkKind::Related, "Related to"),
    }
}

/// The first mention of a claim, in another document if there is one.
fn first_mention(project: &Project, claim: ClaimId, not: DocumentId) -> Option<Entry<'_>> {
    let mut documents = project.documents_with_claim(claim);
    documents.sort_by_key(|d| *d == not);
    let document = documents.first()?;
    card::entries_of(project, *document, None).into_iter().find(|e| e.claim.id == claim)
}

fn place(e: &Entry<'_>) -> String {
    format!("{}, claim {}", card::publisher(e.document), e.number)
}

/// A set of evidence, for the inspector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceRow {
    /// The set.
    pub id: EvidenceId,
    /// Its number.
    pub set: u32,
    /// What it does.
    pub stance: EvidenceStance,
    /// Its words.
    pub items: Vec<EvidenceItem>,
}

impl EvidenceRow {
    /// What it is called where words can be added to it.
    pub fn title(&self) -> String {
        format!("Set {}, {}", self.set, self.stance.title().to_lowercase())
    }
}

/// Words of a set of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceItem {
    /// Where.
    pub target: CardRef,
    /// The words, if their document is in memory.
    pub words: String,
    /// The document's publisher, or else its title.
    pub place: String,
}

/// The evidence of a claim, by the numbers of its sets.
pub fn evidence_rows(project: &Project, claim: ClaimId) -> Vec<EvidenceRow> {
    let of_claim = project.evidence().values().filter(|e| e.claim == claim);
    let item = |(document, id): &CardRef| {
        let mark = project.open(*document).and_then(|open| open.marks.get(*id));
        let known = project.documents().get(document);
        EvidenceItem {
            target: (*document, *id),
            words: mark.map(|a| one_line(&a.exact)).unwrap_or_default(),
            place: known.map(card::publisher).unwrap_or_default(),
        }
    };
    let mut rows: Vec<EvidenceRow> = of_claim
        .map(|e| EvidenceRow {
            id: e.id,
            set: e.set,
            stance: e.stance,
            items: e.annotations.iter().map(item).collect(),
        })
        .collect();
    rows.sort_by_key(|r| r.set);
    rows
}
