//! What the entity register proposes: entries that are probably the same, and unlinked
//! mentions of what it knows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::candidates::Match;
use super::entity_index::EntityIndex;
use super::name_words::Words;
use super::unnamed::unnamed;
use crate::model::{
    Annotation, AnnotationId, Body, DocumentId, Entity, EntityId, EntityPair, Level, Project, Same,
    Summary,
};

/// Two entries that are probably the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedPair {
    /// The two.
    pub pair: EntityPair,
    /// The likeliest reason: names alike, the initials, or the last words of a name.
    pub why: Match,
    /// How many mentions the two have.
    pub uses: u32,
}

/// What is looked up once for all suggestions.
struct Known<'a> {
    project: &'a Project,
    index: &'a EntityIndex,
    same: Same,
    unnamed: BTreeSet<EntityId>,
    uses: HashMap<EntityId, u32>,
}

impl<'a> Known<'a> {
    fn of(project: &'a Project, index: &'a EntityIndex) -> Self {
        let mut uses: HashMap<EntityId, u32> = HashMap::new();
        for (id, n) in project.summaries().values().flat_map(Summary::mentioned) {
            *uses.entry(id).or_default() += n;
        }
        Self { project, index, same: Same::of(project), unnamed: unnamed(project), uses }
    }

    fn pairs_of(&self, e: &Entity) -> Vec<SuggestedPair> {
        if self.unnamed.contains(&e.id) {
            return Vec::new();
        }
        let mut found: BTreeMap<EntityPair, Match> = BTreeMap::new();
        let aliases = e.aliases.iter().filter(|a| a.auto_match).map(|a| &a.text);
        for name in std::iter::once(&e.name).chain(aliases) {
            let wanted = Words::of(name);
            for (why, other) in self.index.fits(self.project, &wanted) {
                let pair = EntityPair::new(e.id, other.id);
                if found.get(&pair).is_some_and(|known| *known <= why) {
                    continue;
                }
                if let Some(why) = probable(&wanted, other, why).filter(|_| self.may(e, other)) {
                    let known = found.entry(pair).or_insert(why);
                    *known = why.min(*known);
                }
            }
        }
        let pair = |(pair, why): (EntityPair, Match)| {
            let uses = |id| self.uses.get(&id).copied().unwrap_or(0);
            SuggestedPair { pair, why, uses: uses(pair.ids().0) + uses(pair.ids().1) }
        };
        found.into_iter().map(pair).collect()
    }

    /// Whether nothing speaks against that two entries are the same.
    fn may(&self, a: &Entity, b: &Entity) -> bool {
        let belongs = |x: &Entity, y: &Entity| x.part_of == Some(y.id) || x.member_of == Some(y.id);
        let types = a.label.is_none() || b.label.is_none() || a.label == b.label;
        a.id != b.id
            && types
            && !self.unnamed.contains(&b.id)
            && !self.project.decisions().contains_key(&EntityPair::new(a.id, b.id))
            && !self.same.has(a.id, b.id)
            && self.same.difference(a.id, b.id).is_none()
            && !a.ids_differ(b)
            && !belongs(a, b)
            && !belongs(b, a)
    }
}

/// Why a name and an entry are probably one, or `None` if what they share says too little.
fn probable(wanted: &Words, other: &Entity, why: Match) -> Option<Match> {
    match why {
        Match::Name | Match::Alias | Match::Initials | Match::Similar => Some(why),
        Match::Prefix | Match::Within | Match::Word => {
            let names = std::iter::once(&other.name)
                .chain(other.aliases.iter().filter(|a| a.auto_match).map(|a| &a.text));
            let near = |n: &String| {
                let n = Words::of(n);
                ends_with(&wanted.words, &n.words)
                    || ends_with(&n.words, &wanted.words)
                    || overlap(&wanted.words, &n.words)
            };
            names.into_iter().any(near).then_some(Match::Within)
        }
        Match::Other => None,
    }
}

/// Whether the shorter is the last words of the longer: "Valk" of "Oren Valk".
fn ends_with(long: &[String], short: &[String]) -> bool {
    !short.is_empty() && short.len() < long.len() && long.ends_with(short)
}

/// Whether all but one of at least three words are shared: "Marrow Bay Port Authority"
/// and "Marrow Bay Harbour Authority".
fn overlap(a: &[String], b: &[String]) -> bool {
    let shared = a.iter().filter(|w| b.contains(w)).count();
    let longer = a.len().max(b.len());
    longer > 2 && shared + 1 >= longer
}

/// Pairs of these entries and others that are probably the same, likeliest and most used
/// first: of one type, without any decision, and neither unnamed nor known to be different.
///
/// Looks every name of the entries up. Large registers are asked for a part at a time.
pub fn suggested_pairs_of(
    project: &Project,
    index: &EntityIndex,
    ids: &[EntityId],
) -> Vec<SuggestedPair> {
    let entries = ids.iter().filter_map(|id| project.entities().get(id));
    let known = Known::of(project, index);
    let mut found: Vec<SuggestedPair> = entries.flat_map(|e| known.pairs_of(e)).collect();
    found.sort_by_key(|f| (f.pair, f.why));
    found.dedup_by_key(|f| f.pair);
    found.sort_by_key(|f| (f.why, std::cmp::Reverse(f.uses), f.pair));
    found
}

/// A mention that is linked to no entry although the register knows its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkProposal {
    /// The mention.
    pub annotation: AnnotationId,
    /// The entries that it may mean, the most used first; one, mostly.
    pub entities: Vec<EntityId>,
}

/// The mentions of an open document that are linked to no entry but whose words are a
/// name, or an alias that matches by itself, of an entry of their type: in reading order.
/// Entries that nobody names are not proposed, and nothing for what an excluded region leaves out.
/// None if the document is not open.
pub fn suggested_links(
    project: &Project,
    index: &EntityIndex,
    document: DocumentId,
) -> Vec<LinkProposal> {
    let Some(open) = project.open(document) else { return Vec::new() };
    let unnamed = unnamed(project);
    let free = |a: &&Annotation| {
        let label = a.label.as_ref().and_then(|l| project.schema().label(l));
        let pronoun = matches!(a.body, Body::Mention { level: Some(Level::Pro), .. });
        let mention = matches!(a.body, Body::Mention { entity: None, .. });
        mention && !pronoun && label.is_some_and(|l| l.has_entity) && !open.marks.leave_out(a)
    };
    let proposal = |a: &Annotation| {
        let of_type = |id: &EntityId| {
            let label = project.entities().get(id).map(|e| &e.label);
            label.is_some_and(|l| l.is_none() || *l == a.label) && !unnamed.contains(id)
        };
        let mut entities = index.called(project, &a.exact);
        entities.retain(of_type);
        entities.sort_by_key(|id| std::cmp::Reverse(project.entity_use(*id).0));
        (!entities.is_empty()).then_some(LinkProposal { annotation: a.id, entities })
    };
    open.marks.iter().filter(free).filter_map(proposal).collect()
}
