//! Claims of the register that a new mention may be one of.

use std::collections::{BTreeSet, HashSet};

use super::name_words::meaningful_words;
use crate::model::{
    Annotation, AnnotationId, Claim, ClaimId, DocumentId, EVENT_ROLE, EntityId, Participant,
    Project, Quantity,
};
use crate::quantity;
use crate::words::one_line;

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Probe {
    /// The sentence or the words.
    pub text: String,
    /// The question; may be empty.
    pub topic: String,
    /// The figures.
    pub quantities: Vec<Quantity>,
    /// The event, who takes part, who speaks, and whom the words name.
    pub entities: BTreeSet<EntityId>,
    /// The claim that is not proposed: the mention's own.
    pub except: Option<ClaimId>,
}

impl Probe {
    /// What a mention says: its words and those of its claim, with the figures that they
    /// tell and the claim's frame. None if it is no claim mention of an open document.
    pub fn of_mention(project: &Project, document: DocumentId, id: AnnotationId) -> Option<Self> {
        let a = project.open(document)?.marks.get(id)?;
        let mut probe = Self::of_claim(project, a.claim()?)?;
        probe.text = format!("{} {}", probe.text, one_line(&a.exact));
        probe.entities.extend(a.entities());
        // What its words name: a claim that was just made has no frame yet.
        let marks = &project.open(document)?.marks;
        let inside = marks.overlapping(a.ranges.cover()).into_iter().filter(|m| {
            let mut ranges = m.ranges.as_slice().iter();
            ranges.any(|r| a.ranges.as_slice().iter().any(|own| own.overlaps(*r)))
        });
        probe.entities.extend(inside.filter_map(Annotation::entity));
        if probe.quantities.is_empty() {
            probe.quantities = quantity::propose(&a.exact);
        }
        Some(probe)
    }

    /// What a claim of the register says.
    pub fn of_claim(project: &Project, claim: ClaimId) -> Option<Self> {
        let known = project.claims().get(&claim)?;
        Some(Self {
            text: known.text.clone(),
            topic: known.topic.clone(),
            quantities: known.quantities.clone(),
            entities: known.participants.iter().map(|p| p.entity).collect(),
            except: Some(claim),
        })
    }
}

/// Why a claim is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It answers the same question.
    Topic,
    /// It is of the same event.
    Event,
    /// It counts the same.
    Counts,
    /// The same people or places take part or speak.
    Entities,
    /// It is worded alike.
    Words,
}

impl Why {
    /// The words on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Topic => "same question",
            Self::Event => "same event",
            Self::Counts => "same quantity",
            Self::Entities => "same people or places",
            Self::Words => "similar words",
        }
    }
}

/// A claim that a mention may be one of.
#[derive(Debug, Clone, PartialEq)]
pub struct SimilarClaim {
    /// The claim.
    pub claim: ClaimId,
    /// Its sentence.
    pub text: String,
    /// Its first figure; empty if it has none.
    pub figure: String,
    /// Whether the figures exclude each other: then it is hardly the same claim, but one
    /// to link. None: they cannot be compared.
    pub excludes: Option<bool>,
    /// Why it is proposed, the strongest reason first.
    pub why: Vec<Why>,
    /// How likely, from 0 to 1; for sorting only.
    pub score: f64,
}

/// Words must share this much (of the shorter's distinct words) to be alike.
const ALIKE: f64 = 0.5;

/// At most `most` claims that a mention may be one of, likeliest first. One pass over the
/// register.
pub fn similar_claims(project: &Project, probe: &Probe, most: usize) -> Vec<SimilarClaim> {
    let wanted = Bag::of(&probe.text);
    let said = said_by(project, &probe.entities);
    let excluded = excluded(project);
    let mut found: Vec<SimilarClaim> = project
        .claims()
        .values()
        .filter(|c| Some(c.id) != probe.except && !excluded.contains(&c.id))
        .filter_map(|c| compare(probe, &wanted, c, said.contains(&c.id)))
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.claim.cmp(&b.claim)));
    found.truncate(most);
    found
}

/// The claims that excluded regions alone say.
fn excluded(project: &Project) -> HashSet<ClaimId> {
    let mentions = || project.summaries().values().flat_map(|s| s.claim_mentions());
    let mut found: HashSet<ClaimId> =
        mentions().filter(|(_, m)| m.excluded).map(|(_, m)| m.claim).collect();
    if !found.is_empty() {
        for (_, m) in mentions().filter(|(_, m)| !m.excluded) {
            found.remove(&m.claim);
        }
    }
    found
}

/// The claims that one of these says somewhere, but in excluded regions.
fn said_by(project: &Project, who: &BTreeSet<EntityId>) -> HashSet<ClaimId> {
    if who.is_empty() {
        return HashSet::new();
    }
    let mentions = project.summaries().values().flat_map(|s| s.claim_mentions());
    let said = mentions.filter(|(_, m)| !m.excluded).filter(|(_, m)| {
        let mut hops = m.chains.iter().flat_map(|c| &c.hops);
        hops.any(|h| h.entity.iter().any(|e| who.contains(e)))
    });
    said.map(|(_, m)| m.claim).collect()
}

fn compare(probe: &Probe, wanted: &Bag, c: &Claim, said: bool) -> Option<SimilarClaim> {
    let mut why = Vec::new();
    let mut score = 0.0;
    let topic = !probe.topic.is_empty() && probe.topic == c.topic;
    if topic {
        why.push(Why::Topic);
        score += 0.35;
    }
    let pairs = || probe.quantities.iter().flat_map(|a| c.quantities.iter().map(move |b| (a, b)));
    let counts = |(a, b): &(&Quantity, &Quantity)| !a.of.is_empty() && quantity::same_of(a, b);
    let compared: Vec<bool> = pairs()
        .filter(|pair| topic || counts(pair))
        .filter_map(|(a, b)| quantity::conflict(a, b))
        .collect();
    let excludes = (!compared.is_empty()).then(|| compared.iter().all(|c| *c));
    if pairs().any(|pair| counts(&pair)) {
        why.push(Why::Counts);
        score += 0.2;
    }
    match excludes {
        Some(true) => score -= 0.15,
        Some(false) => score += 0.1,
        None => {}
    }
    if c.event().is_some_and(|e| probe.entities.contains(&e)) {
        why.push(Why::Event);
        score += 0.15;
    }
    let takes_part = |p: &Participant| p.role != EVENT_ROLE && probe.entities.contains(&p.entity);
    if said || c.participants.iter().any(takes_part) {
        why.push(Why::Entities);
        score += 0.1;
    }
    let alike = wanted.overlap(&Bag::of(&c.text));
    if alike >= ALIKE {
        why.push(Why::Words);
    }
    score += 0.25 * alike;
    // Somebody who speaks often says many things.
    if why.is_empty() || why == [Why::Entities] {
        return None;
    }
    Some(SimilarClaim {
        claim: c.id,
        text: one_line(&c.text),
        figure: c.quantities.first().map_or_else(String::new, quantity::figure),
        excludes,
        why,
        score: score.clamp(0.0, 1.0),
    })
}

/// The distinct words of a text, folded.
struct Bag(Vec<String>);

impl Bag {
    fn of(text: &str) -> Self {
        let mut words: Vec<String> = meaningful_words(text).collect();
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// The shared words as a part of the shorter text's, 0 to 1. One word alone is no
    /// sentence, so that two are needed at least.
    fn overlap(&self, other: &Self) -> f64 {
        let shared = self.0.iter().filter(|w| other.0.binary_search(w).is_ok()).count();
        let shorter = self.0.len().min(other.0.len());
        if shared < 2 || shorter == 0 {
            return 0.0;
        }
        let part = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        part(shared) / part(shorter)
    }
}
