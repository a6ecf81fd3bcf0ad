//! The marks of a document one by one, as lists and screen readers say them.

use crate::model::{
    Annotation, AnnotationId, Anonymity, Certainty, ClaimId, Hop, Kind, LabelId, OpenDocument,
    Project, Speaker, Stance, speakers,
};
use crate::words::one_line;

/// A mark in the list of all marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkRow {
    /// The mark.
    pub id: AnnotationId,
    /// Its kind.
    pub kind: Kind,
    /// Its label.
    pub label: Option<LabelId>,
    /// Its words on one line.
    pub words: String,
    /// The entry that it is linked to; empty if to none.
    pub detail: String,
    /// Whether it is flagged for another look.
    pub flagged: bool,
}

/// Every mark of a document, in reading order.
pub fn mark_list(project: &Project, open: &OpenDocument) -> Vec<MarkRow> {
    let row = |a: &Annotation| MarkRow {
        id: a.id,
        kind: a.kind(),
        label: a.label.clone(),
        words: short(&a.exact),
        detail: linked(project, a).filter(|name| *name != a.exact).unwrap_or_default().to_owned(),
        flagged: a.flagged,
    };
    open.marks.iter().map(row).collect()
}

/// A claim mention of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow {
    /// The mention.
    pub id: AnnotationId,
    /// The claim.
    pub claim: ClaimId,
    /// The number in the margin.
    pub number: u32,
    /// The claim's sentence.
    pub text: String,
    /// What the originator does with it.
    pub stance: Stance,
    /// How certain the originator is.
    pub certainty: Certainty,
    /// Whether the originator is not named.
    pub anonymous: bool,
    /// Who says so, originator first; empty: the document's author.
    pub says: Vec<String>,
    /// Whether it is flagged for another look.
    pub flagged: bool,
}

impl ClaimRow {
    /// Who says so in one phrase: the originator, then through whom.
    pub fn speaker(&self) -> String {
        match &self.says[..] {
            [] => "the author".to_owned(),
            [who] => who.clone(),
            [who, through @ ..] => format!("{who}, through {}", through.join(", ")),
        }
    }

    /// The whole claim as a sentence for screen readers.
    pub fn words(&self) -> String {
        let stance = self.stance.title().to_lowercase();
        let certainty = match self.certainty {
            Certainty::Unset => String::new(),
            known => format!(", {}", known.title().to_lowercase()),
        };
        let stop = if self.text.ends_with(['.', '?', '!', '۔', '؟', '…']) { "" } else { "." };
        format!(
            "Claim {}, {stance}{certainty}. {}{stop} Says {}.",
            self.number,
            self.text,
            self.speaker()
        )
    }
}

/// The claim mentions of a document, in reading order.
pub fn claim_list(project: &Project, open: &OpenDocument) -> Vec<ClaimRow> {
    let claims = open.marks.iter().filter_map(|a| Some((a, a.claim()?)));
    claims.zip(1..).map(|((a, claim), number)| row_of(project, open, a, claim, number)).collect()
}

/// One claim mention of a document; none if the mark is no claim.
pub fn claim_row(project: &Project, open: &OpenDocument, a: &Annotation) -> Option<ClaimRow> {
    let claim = a.claim()?;
    Some(row_of(project, open, a, claim, mark_place(project, open, a).0))
}

/// The number of a mark among those of its kind, in reading order from 1, and how
/// many there are.
pub fn mark_place(project: &Project, open: &OpenDocument, mark: &Annotation) -> (u32, u32) {
    let before = open.marks.before(mark.id).filter(|a| a.kind() == mark.kind()).count();
    let all = project.summaries().get(&mark.document).map_or(0, |s| s.kind(mark.kind()));
    (u32::try_from(before + 1).unwrap_or(u32::MAX), all)
}

fn row_of(
    project: &Project,
    open: &OpenDocument,
    a: &Annotation,
    claim: ClaimId,
    number: u32,
) -> ClaimRow {
    let hops: &[Hop] = a.chains().first().map_or(&[], |c| &c.hops);
    let author = Hop::default();
    let originator = hops.last().unwrap_or(&author);
    let says = hops.iter().rev().map(|hop| speaker_names(project, open, hop).join(" and "));
    ClaimRow {
        id: a.id,
        claim,
        number,
        text: project
            .claims()
            .get(&claim)
            .map_or_else(|| one_line(&a.exact), |c| one_line(&c.text)),
        stance: originator.stance,
        certainty: originator.certainty,
        anonymous: originator.anonymity != Anonymity::Named,
        says: says.filter(|s| !s.is_empty()).collect(),
        flagged: a.flagged,
    }
}

/// The names of a hop's speakers: of the register where it knows them, else the
/// text's words. "Nobody named" for one without source.
pub fn speaker_names(project: &Project, open: &OpenDocument, hop: &Hop) -> Vec<String> {
    names_of(project, &speakers(open, hop), hop.anonymity, |id| {
        open.marks.get(id).map(|a| a.exact.as_str())
    })
}

/// [`speaker_names`] of a document that need not be open; `words` are those of a mark.
pub(super) fn names_of<'a>(
    project: &Project,
    speakers: &[Speaker],
    anonymity: Anonymity,
    words: impl Fn(AnnotationId) -> Option<&'a str>,
) -> Vec<String> {
    // "The official", and "he" in the next sentence: one speaker, whose name is said once.
    let first = |n: usize, s: &Speaker| {
        s.entity.is_none() || !speakers[..n].iter().any(|before| before.entity == s.entity)
    };
    let names: Vec<String> = speakers
        .iter()
        .enumerate()
        .filter(|(n, s)| first(*n, s))
        .filter_map(|(_, s)| {
            let entity =
                s.entity.and_then(|id| project.entities().get(&id)).map(|e| e.name.clone());
            entity.or_else(|| s.words.and_then(&words).map(one_line))
        })
        .collect();
    match anonymity {
        Anonymity::Sourceless if names.is_empty() => vec!["nobody named".to_owned()],
        Anonymity::AnonymousRequested | Anonymity::UnspecifiedGroup if names.is_empty() => {
            vec!["somebody unnamed".to_owned()]
        }
        _ => names,
    }
}

/// The name of a mark's label; without one, what its kind is called on screen.
pub(super) fn label_or_kind<'a>(project: &'a Project, a: &Annotation) -> &'a str {
    let label = a.label.as_ref().and_then(|l| project.schema().label(l)).map(|l| l.name.as_str());
    label.unwrap_or(match a.kind() {
        Kind::Source => "Speaker",
        Kind::Cue => "Cue word",
        Kind::Evidence => "Evidence",
        _ => "Mark",
    })
}

/// The name of the register entry of a mention.
fn linked<'a>(project: &'a Project, a: &Annotation) -> Option<&'a str> {
    project.entities().get(&a.entity()?).map(|e| e.name.as_str())
}

/// The first 120 characters of a mark's words on one line: a region may cover pages.
fn short(words: &str) -> String {
    let head: String = words.chars().take(120).collect();
    let line = one_line(&head);
    if head.len() < words.len() { line + "…" } else { line }
}
