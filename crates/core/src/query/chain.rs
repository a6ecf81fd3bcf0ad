//! Who says a claim, as the inspector lists it: nearest the reader first.

use super::mark_list::speaker_names;
use crate::model::{
    Annotation, AnnotationId, Anonymity, Chain, Hop, MetaField, OpenDocument, Project, Speaker,
    Stance, speakers,
};
use crate::words::one_line;

/// One line of "Who says so".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HopRow {
    /// Its place in the chain; none for a line that follows from the document alone.
    pub at: Option<usize>,
    /// Whether this is where the claim comes from.
    pub originator: bool,
    /// Whether the speaker is not named.
    pub anonymous: bool,
    /// The speakers: several speak beside each other.
    pub speakers: Vec<SpeakerRow>,
    /// Cue words.
    pub cues: Vec<CueRow>,
    /// Who that is, or what it does with the claim.
    pub detail: String,
}

/// A speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerRow {
    /// Which; none where nobody is named.
    pub speaker: Option<Speaker>,
    /// The name, or the words.
    pub name: String,
}

/// A cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueRow {
    /// The mark.
    pub id: AnnotationId,
    /// Its words.
    pub words: String,
}

/// The lines of "Who says so" for a claim mention: the publisher, who passed it on,
/// and the originator, who is the document's author where no chain says otherwise.
pub fn chain_rows(project: &Project, open: &OpenDocument, a: &Annotation) -> Vec<HopRow> {
    let hops: &[Hop] = a.chains().first().map_or(&[], |c| &c.hops);
    let mut rows: Vec<HopRow> = hops
        .iter()
        .enumerate()
        .map(|(n, hop)| row(project, open, a, hop, n, n + 1 == hops.len()))
        .collect();
    if rows.is_empty() {
        rows.push(HopRow { at: None, ..row(project, open, a, &Hop::default(), 0, true) });
    }
    if let Some(publisher) = publisher(project, a)
        && !rows
            .iter()
            .flat_map(|r| &r.speakers)
            .any(|s| s.name.to_lowercase() == publisher.0.to_lowercase())
    {
        rows.insert(
            0,
            HopRow {
                at: None,
                originator: false,
                anonymous: false,
                speakers: vec![SpeakerRow { speaker: None, name: publisher.0 }],
                cues: Vec::new(),
                detail: publisher.1,
            },
        );
    }
    rows
}

/// The further ways that a claim came, which a file may bring: who says so on each, nearest the
/// reader first ("The Lantern › Idris Tamm"). The fields edit the first one alone, but support
/// counts where each comes from.
pub fn other_chains(project: &Project, open: &OpenDocument, a: &Annotation) -> Vec<String> {
    let way = |chain: &Chain| {
        let own = [Hop::default()];
        let hops = if chain.hops.is_empty() { &own[..] } else { &chain.hops };
        let names = hops.iter().map(|hop| {
            let row = row(project, open, a, hop, 0, true);
            row.speakers.into_iter().map(|s| s.name).collect::<Vec<_>>().join(" and ")
        });
        names.collect::<Vec<_>>().join(" › ")
    };
    a.chains().iter().skip(1).map(way).collect()
}

fn publisher(project: &Project, a: &Annotation) -> Option<(String, String)> {
    let document = project.documents().get(&a.document)?;
    let name = document.meta(MetaField::Publisher)?.to_owned();
    let detail = match document.meta(MetaField::RepublishedFrom) {
        Some(from) => format!("publisher, reposted from {from}"),
        None => "publisher".to_owned(),
    };
    Some((name, detail))
}

fn row(
    project: &Project,
    open: &OpenDocument,
    a: &Annotation,
    hop: &Hop,
    at: usize,
    originator: bool,
) -> HopRow {
    let mut named: Vec<SpeakerRow> = speakers(open, hop)
        .into_iter()
        .map(|s| {
            let entry = s.entity.and_then(|id| project.entities().get(&id)).map(|e| e.name.clone());
            let words = s.words.and_then(|id| open.marks.get(id)).map(|m| one_line(&m.exact));
            let name = entry.or(words).unwrap_or_else(|| "a mark that is gone".to_owned());
            SpeakerRow { speaker: Some(s), name }
        })
        .collect();
    let nobody = named.is_empty();
    if nobody {
        let known = speaker_names(project, open, hop).into_iter().next();
        let document = project.documents().get(&a.document);
        let author = document.and_then(|d| d.meta(MetaField::Author)).map(str::to_owned);
        let name = known.map(|n| capital(&n)).or(author).unwrap_or_else(|| "The author".to_owned());
        named.push(SpeakerRow { speaker: None, name });
    }
    let words = |id: &AnnotationId| {
        let words = open.marks.get(*id).map(|m| one_line(&m.exact));
        CueRow { id: *id, words: words.unwrap_or_else(|| "a cue that is gone".to_owned()) }
    };
    HopRow {
        at: Some(at),
        originator,
        anonymous: hop.anonymity != Anonymity::Named,
        cues: hop.cue.iter().map(words).collect(),
        detail: detail(project, hop, originator, nobody),
        speakers: named,
    }
}

/// Who a speaker is, as far as the register knows; else what it does.
fn detail(project: &Project, hop: &Hop, originator: bool, nobody: bool) -> String {
    let known = hop
        .entity
        .iter()
        .filter_map(|id| project.entities().get(id))
        .map(|e| e.description.as_str());
    let known: Vec<&str> = known.filter(|d| !d.is_empty()).collect();
    let does = match (originator, hop.stance) {
        (true, _) if nobody && hop.anonymity == Anonymity::Named => {
            Some("the document’s own words")
        }
        (true, _) => None,
        (false, Stance::Reports) => Some("passes it on"),
        (false, Stance::Asserts) => Some("says so too"),
        (false, Stance::Denies) => Some("denies it"),
        (false, Stance::Questions) => Some("asks whether it is so"),
    };
    let how = (hop.anonymity != Anonymity::Named).then(|| hop.anonymity.title().to_lowercase());
    let parts = known.into_iter().map(str::to_owned).chain(how).chain(does.map(str::to_owned));
    parts.collect::<Vec<_>>().join(", ")
}

fn capital(s: &str) -> String {
    let mut chars = s.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
