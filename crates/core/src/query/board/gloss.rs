//! What others say of a document's claims, for the margin beside them: `≠ 9 Standard 1`.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::card::{self, Entry};
use super::relations::{Pair, Relations};
use super::{BoardLinkKind, CardRef};
use crate::model::{AnnotationId, ClaimId, DocumentId, Project};
use crate::quantity;

/// How many other mentions the margin names beside one claim.
const SHOWN: usize = 3;

/// What one other mention says of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gloss {
    /// How the other bears on this one.
    pub kind: BoardLinkKind,
    /// Its figure; without one, the stance where that is the difference.
    pub words: String,
    /// Where: the outlet's shortest name of its own, or that it is this document, and the claim's
    /// number there.
    pub place: String,
    /// The other mention.
    pub target: CardRef,
}

/// The glosses of one claim mention.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glosses {
    /// Conflicts first.
    pub shown: Vec<Gloss>,
    /// How many more there are: each says something else, or in another document.
    pub more: u32,
}

/// The glosses of every claim mention of a document that others have something to say of.
pub fn glosses(project: &Project, document: DocumentId) -> BTreeMap<AnnotationId, Glosses> {
    let own = card::entries_of(project, document, None);
    if own.is_empty() {
        return BTreeMap::new();
    }
    let claims: HashSet<ClaimId> = own.iter().map(|e| e.claim.id).collect();
    let near = near(project, &claims);
    let entries = card::entries_with(project, &near, None);
    let relations = Relations::around(project, &entries, &claims);
    let both = Both::of(&entries, &relations);
    let names = short_names(project);
    own.iter()
        .filter_map(|e| {
            let mut all = others(e, &both);
            if all.is_empty() {
                return None;
            }
            all.sort_by_key(|(kind, o)| {
                (rank(*kind), o.document.id == document, o.document.id, o.number)
            });
            // A mention may be connected in several ways; the strongest says enough. And so does
            // the first of several mentions that say the same in one document.
            let (mut seen, mut said) = (HashSet::new(), HashSet::new());
            all.retain(|(kind, o)| {
                seen.insert(o.id) && said.insert((o.document.id, o.claim.id, rank(*kind)))
            });
            let more = u32::try_from(all.len().saturating_sub(SHOWN)).unwrap_or(u32::MAX);
            let shown = all.iter().take(SHOWN).map(|(kind, o)| gloss(*kind, o, &names, document));
            Some((e.id, Glosses { shown: shown.collect(), more }))
        })
        .collect()
}

/// Some claims, and all that may have to do with them: those they are linked with, and those
/// that answer the same questions with figures. Of a large project they are few, and this is
/// asked after each change of a claim.
fn near(project: &Project, claims: &HashSet<ClaimId>) -> HashSet<ClaimId> {
    let known = || claims.iter().filter_map(|id| project.claims().get(id));
    let questions: HashSet<&str> =
        known().map(|c| c.topic.as_str()).filter(|topic| !topic.is_empty()).collect();
    let answers = project
        .claims()
        .values()
        .filter(|c| !c.quantities.is_empty() && questions.contains(c.topic.as_str()));
    let links = project.claim_links().values();
    let linked = links.filter(|l| claims.contains(&l.from) || claims.contains(&l.to));
    let linked = linked.flat_map(|l| [l.from, l.to]);
    claims.iter().copied().chain(answers.map(|c| c.id)).chain(linked).collect()
}

/// Mentions by claim, and connections from both of their ends.
struct Both<'a> {
    mentions: HashMap<ClaimId, Vec<&'a Entry<'a>>>,
    pairs: HashMap<ClaimId, Vec<(BoardLinkKind, ClaimId)>>,
}

impl<'a> Both<'a> {
    fn of(entries: &'a [Entry<'a>], relations: &Relations) -> Self {
        let mut mentions: HashMap<ClaimId, Vec<&Entry<'_>>> = HashMap::new();
        for e in entries {
            mentions.entry(e.claim.id).or_default().push(e);
        }
        let mut pairs: HashMap<ClaimId, Vec<(BoardLinkKind, ClaimId)>> = HashMap::new();
        for from in mentions.keys() {
            for Pair { kind, to, .. } in relations.from(*from) {
                pairs.entry(*from).or_default().push((*kind, *to));
                pairs.entry(*to).or_default().push((*kind, *from));
            }
        }
        Self { mentions, pairs }
    }
}

/// Every other mention that has to do with one.
fn others<'a>(e: &Entry<'_>, both: &Both<'a>) -> Vec<(BoardLinkKind, &'a Entry<'a>)> {
    let mut found = Vec::new();
    for other in both.mentions.get(&e.claim.id).into_iter().flatten().filter(|o| o.id != e.id) {
        let against = |a: &Entry<'_>, b: &Entry<'_>| a.holds() && b.denies();
        let kind = if against(e, other) || against(other, e) {
            BoardLinkKind::Denial
        } else {
            BoardLinkKind::Identical
        };
        found.push((kind, *other));
    }
    for (kind, claim) in both.pairs.get(&e.claim.id).into_iter().flatten() {
        found.extend(both.mentions.get(claim).into_iter().flatten().map(|o| (*kind, *o)));
    }
    found
}

fn gloss(
    kind: BoardLinkKind,
    other: &Entry<'_>,
    names: &HashMap<DocumentId, String>,
    document: DocumentId,
) -> Gloss {
    let figure = other.claim.quantities.first().map(quantity::figure);
    let words = match (kind, figure) {
        (BoardLinkKind::Denial, _) => other.stance.title().to_lowercase(),
        (_, Some(figure)) => figure,
        _ => String::new(),
    };
    // Nobody has to be told the name of what they read.
    let here = other.document.id == document;
    let name = names.get(&other.document.id).map_or("", String::as_str);
    Gloss {
        kind,
        words,
        place: if here {
            format!("claim {}, here", other.number)
        } else {
            format!("{name} {}", other.number)
        },
        target: (other.document.id, other.id),
    }
}

/// What matters most comes first.
const fn rank(kind: BoardLinkKind) -> u8 {
    match kind {
        BoardLinkKind::Refutes => 0,
        BoardLinkKind::Denial => 1,
        BoardLinkKind::Figures => 2,
        BoardLinkKind::Updates => 3,
        BoardLinkKind::Identical => 4,
        BoardLinkKind::Supports => 5,
        BoardLinkKind::Related => 6,
    }
}

/// The shortest name of each document's outlet: its last word, where no other outlet has
/// the same. Outlets whose documents make claims count.
pub(super) fn short_names(project: &Project) -> HashMap<DocumentId, String> {
    let with = project.summaries().iter().filter(|(_, s)| s.claim_mentions().len() > 0);
    let known = with.filter_map(|(id, _)| project.documents().get(id));
    let full: HashMap<DocumentId, String> =
        known.map(|document| (document.id, card::publisher(document))).collect();
    let mut outlets: HashMap<&str, HashSet<&str>> = HashMap::new();
    for name in full.values() {
        outlets.entry(last_word(name)).or_default().insert(name);
    }
    full.iter()
        .map(|(id, name)| {
            let last = last_word(name);
            let one = outlets.get(last).is_some_and(|names| names.len() == 1);
            (*id, if one { last.to_owned() } else { name.clone() })
        })
        .collect()
}

fn last_word(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or(name)
}
