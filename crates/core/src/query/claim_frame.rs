//! What the fields of a claim propose: its question, its figures, when it happened, and the
//! claims that it can be linked to.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::name_words::Words;
use super::similar_claims::{Probe, SimilarClaim, similar_claims};
use crate::edtf;
use crate::model::{
    Annotation, Claim, ClaimId, EVENT_ROLE, Kind, MetaField, Modifier, OpenDocument, Project,
    Quantity,
};
use crate::quantity;
use crate::words::one_line;

/// How many proposals a field shows at most.
const MANY: usize = 12;

/// The ends of questions.
const ASKS: [char; 2] = ['?', '؟'];

/// The questions of the project that have these words, with how many claims answer each;
/// the one with most claims first.
pub fn topics(project: &Project, typed: &str) -> Vec<(String, u32)> {
    commonest(project.claims().values().map(|c| c.topic.as_str()), typed)
}

/// A question that a claim may be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicChoice {
    /// The question.
    pub topic: String,
    /// How many claims answer it; none: it would be a new one.
    pub claims: Option<u32>,
}

/// The questions of the project that have these words, and last the words as a new question:
/// first where no question has them. Not where one is written so but for case and accents.
pub fn topic_choices(project: &Project, typed: &str) -> Vec<TopicChoice> {
    let new = one_line(typed);
    let plain = |topic: &str| Words::of(topic).folded.trim_end_matches(ASKS).to_owned();
    let folded = plain(&new);
    let all: BTreeSet<&str> = project.claims().values().map(|c| c.topic.as_str()).collect();
    let is_new = !new.is_empty() && all.iter().all(|topic| plain(topic) != folded);
    let known =
        topics(project, typed).into_iter().map(|(topic, n)| TopicChoice { topic, claims: Some(n) });
    known.chain(is_new.then_some(TopicChoice { topic: new, claims: None })).collect()
}

/// The roles that participants of the project's claims have and that have these words, with how
/// many claims each; the commonest first. Not the event's, which has a field of its own.
pub fn roles(project: &Project, typed: &str) -> Vec<(String, u32)> {
    let all = project.claims().values().flat_map(|c| {
        // Several victims of one claim are one use of the role.
        c.participants.iter().map(|p| p.role.as_str()).collect::<BTreeSet<_>>()
    });
    commonest(all.filter(|role| *role != EVENT_ROLE), typed)
}

/// What there is of some values that has the typed words, with how often each; the commonest
/// first.
fn commonest<'a>(all: impl Iterator<Item = &'a str>, typed: &str) -> Vec<(String, u32)> {
    let wanted = Words::of(typed).folded;
    let wanted = wanted.trim_end_matches(ASKS);
    let mut count: BTreeMap<&str, u32> = BTreeMap::new();
    for value in all.filter(|value| !value.is_empty()) {
        *count.entry(value).or_default() += 1;
    }
    let mut found: Vec<(String, u32)> = count
        .into_iter()
        .filter(|(value, _)| {
            let folded = Words::of(value).folded;
            wanted.split(' ').all(|word| folded.contains(word))
        })
        .map(|(value, n)| (value.to_owned(), n))
        .collect();
    found.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    found.truncate(MANY);
    found
}

/// The claims that one can be linked to: those with the typed words, or all; similar ones
/// first.
pub fn claim_choices(project: &Project, probe: &Probe, typed: &str) -> Vec<SimilarClaim> {
    let wanted = Words::of(typed).folded;
    let fits = |c: &Claim| {
        // Folding every claim is for typed words only.
        wanted.is_empty() || {
            let all = Words::of(&format!("{} {}", c.text, c.topic)).folded;
            wanted.split(' ').all(|w| all.contains(w))
        }
    };
    let mut found = similar_claims(project, probe, usize::MAX);
    found.retain(|s| project.claims().get(&s.claim).is_some_and(fits));
    found.truncate(MANY);
    let known: HashSet<ClaimId> = found.iter().map(|s| s.claim).chain(probe.except).collect();
    let mut others: Vec<&Claim> =
        project.claims().values().filter(|c| !known.contains(&c.id) && fits(c)).collect();
    // "Dismissed the claim" has no word of it: what else the text claims comes first.
    let near = claims_beside(project, probe);
    others.sort_by_key(|c| (!near.contains(&c.id), std::cmp::Reverse(c.id)));
    let others = others.into_iter();
    let room = MANY - found.len();
    found.extend(others.take(room).map(|c| SimilarClaim {
        claim: c.id,
        text: one_line(&c.text),
        figure: c.quantities.first().map_or_else(String::new, quantity::figure),
        excludes: None,
        why: Vec::new(),
        score: 0.0,
    }));
    found
}

/// What the documents claim that make the probe's own claim.
fn claims_beside(project: &Project, probe: &Probe) -> HashSet<ClaimId> {
    let Some(own) = probe.except else { return HashSet::new() };
    let documents = project.summaries().values().filter(|s| s.claim(own) > 0);
    documents.flat_map(|s| s.claim_mentions()).map(|(_, mention)| mention.claim).collect()
}

/// The figures that a claim's words tell and that the claim has not yet. `selected` words go
/// before those of the mention and the claim's sentence.
pub fn figure_proposals(project: &Project, a: &Annotation, selected: &str) -> Vec<Quantity> {
    let Some(claim) = a.claim().and_then(|id| project.claims().get(&id)) else {
        return Vec::new();
    };
    let same = |a: &Quantity, b: &Quantity| {
        (a.min, a.max, a.modifier) == (b.min, b.max, b.modifier) && a.unit == b.unit
    };
    let mut out: Vec<Quantity> = Vec::new();
    for words in [selected, &a.exact, &claim.text] {
        for q in quantity::propose(words) {
            if !claim.quantities.iter().chain(&out).any(|known| same(known, &q)) {
                out.push(q);
            }
        }
    }
    out.truncate(4);
    out
}

/// A time with the words that say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeChoice {
    /// EDTF.
    pub time: String,
    /// The raw words; may be empty.
    pub words: String,
}

/// When a claim's event may have been: as typed, and as the selected words, the dates marked
/// inside the claim, and the claim's own words may be read.
pub fn time_choices(
    project: &Project,
    open: &OpenDocument,
    a: &Annotation,
    typed: &str,
    selected: &str,
) -> Vec<TimeChoice> {
    let document = project.documents().get(&a.document);
    let published = document.and_then(|d| d.meta(MetaField::Published));
    let day = published.and_then(|p| p.get(..10));
    let mut out: Vec<TimeChoice> = Vec::new();
    let mut put = |time: String, words: &str| {
        if !out.iter().any(|c| c.time == time) {
            out.push(TimeChoice { time, words: one_line(words) });
        }
    };
    let typed = typed.trim();
    if !typed.is_empty() {
        let read = edtf::propose(typed, day);
        if edtf::check(typed).is_ok() || read.is_empty() || edtf::is_meant(typed) {
            // What is no time is refused with the reason.
            put(typed.to_owned(), selected);
        }
        for time in read {
            put(time, typed);
        }
        return out;
    }
    let own = a.ranges.cover();
    // Dates are marked with a label for values.
    let is_value = |m: &&Annotation| {
        let label = m.label.as_ref().and_then(|id| project.schema().label(id));
        m.kind() == Kind::Mention && label.is_some_and(|l| !l.has_entity)
    };
    let values = open.marks.overlapping(own).into_iter().filter(is_value);
    let near: Vec<&str> = values.map(|m| m.exact.as_str()).collect();
    for words in std::iter::once(selected).chain(near) {
        for time in edtf::propose(words, day) {
            put(time, words);
        }
    }
    let (times, words) = edtf::propose_in(&a.exact, day);
    for time in times {
        put(time, words);
    }
    out.truncate(MANY);
    out
}

/// One end of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The lower one.
    Low,
    /// The upper one.
    High,
}

/// The ends that a modifier has: those whose fields the interface shows. Exact and rough
/// figures have one number, kept in both ends.
pub const fn bounds_of(modifier: Modifier) -> &'static [Bound] {
    match modifier {
        Modifier::Exact | Modifier::About | Modifier::Over | Modifier::AtLeast => &[Bound::Low],
        Modifier::Under => &[Bound::High],
        Modifier::Range => &[Bound::Low, Bound::High],
    }
}

/// A figure read another way, with its ends as the modifier wants them.
pub fn with_modifier(q: &Quantity, modifier: Modifier) -> Quantity {
    let (low, high) = (q.min.or(q.max), q.max.or(q.min));
    let (min, max) = match modifier {
        Modifier::Exact | Modifier::About => (low, low),
        Modifier::Over | Modifier::AtLeast => (low, None),
        Modifier::Under => (None, high),
        Modifier::Range => (low, high),
    };
    Quantity { min, max, modifier, ..q.clone() }
}

/// A figure that a person types: as the words would be read that are typed ("at least 30"), or a
/// number, or else words that are no number here ("a handful"). The raw words are those of
/// the text, if it is known which; or else what was typed, if that is words. None for nothing.
pub fn typed_figure(typed: &str, of_text: &str) -> Option<Quantity> {
    let typed = one_line(typed);
    if typed.is_empty() {
        return None;
    }
    let number = quantity::typed_number(&typed);
    let plain = || Quantity {
        of: String::new(),
        min: number,
        max: number,
        modifier: Modifier::Exact,
        unit: String::new(),
        as_of: None,
        words: String::new(),
    };
    let read = number.is_none().then(|| quantity::propose(&typed).into_iter().next()).flatten();
    let own = one_line(of_text);
    let words = match own.is_empty() {
        false => own,
        true if number.is_none() => typed,
        true => String::new(),
    };
    Some(Quantity { words, ..read.unwrap_or_else(plain) })
}

/// A figure with another number at one end; an empty text takes the number away. None if
/// the text is [no number](quantity::typed_number).
pub fn with_number(q: &Quantity, bound: Bound, typed: &str) -> Option<Quantity> {
    let value = match typed.trim() {
        "" => None,
        typed => Some(quantity::typed_number(typed)?),
    };
    let (mut min, mut max) = (q.min, q.max);
    match (q.modifier, bound) {
        (Modifier::Exact | Modifier::About, _) => (min, max) = (value, value),
        (_, Bound::Low) => min = value,
        (_, Bound::High) => max = value,
    }
    Some(Quantity { min, max, ..q.clone() })
}
