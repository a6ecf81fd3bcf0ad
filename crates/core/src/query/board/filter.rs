//! What the board shows, and how many mentions each choice has.

use std::collections::{BTreeMap, BTreeSet};

use super::super::name_words::Words;
use super::card::{Entry, SourceKind};
use super::event_name;
use crate::model::{EntityId, LayerId, Project, Stance};

/// What a claim is connected by. A claim may have several of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkFacet {
    /// Refuted or refuting, in conflict by its figure, or asserted here and denied there.
    InConflict,
    /// Mentioned more than once.
    Identical,
    /// Supports another or is supported.
    Supports,
    /// Updates another or is updated.
    Updates,
    /// Linked as related.
    Related,
    /// None of these.
    NotLinked,
}

impl LinkFacet {
    /// Every value, in the order of the interface.
    pub const ALL: [Self; 6] = [
        Self::InConflict,
        Self::Identical,
        Self::Supports,
        Self::Updates,
        Self::Related,
        Self::NotLinked,
    ];

    /// The words on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::InConflict => "In conflict",
            Self::Identical => "Identical",
            Self::Supports => "Supports",
            Self::Updates => "Updates",
            Self::Related => "Related",
            Self::NotLinked => "Not linked yet",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of facets. Without any other it is [`LinkFacet::NotLinked`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Facets(u8);

impl Facets {
    pub(super) fn put(&mut self, facet: LinkFacet) {
        self.0 |= facet.bit();
    }

    pub(super) fn has(self, facet: LinkFacet) -> bool {
        match facet {
            LinkFacet::NotLinked => self.0 == 0,
            other => self.0 & other.bit() != 0,
        }
    }
}

/// Which event is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum EventFilter {
    /// All of them.
    #[default]
    All,
    /// One; none: claims about no event.
    Only(Option<EntityId>),
}

/// What the board shows; by default everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardFilter {
    /// Words that sentence, question or chain must have, whatever their capitals.
    pub text: String,
    /// The one question that is shown; empty: claims without one.
    pub topic: Option<String>,
    /// The event that is shown.
    pub event: EventFilter,
    /// A mention is hidden if all of its facets are.
    pub hidden_links: BTreeSet<LinkFacet>,
    /// Stances that are hidden.
    pub hidden_stances: BTreeSet<Stance>,
    /// Sources that are hidden.
    pub hidden_sources: BTreeSet<SourceKind>,
    /// The one layer that is read; none: all layers. Counts and conflicts follow it.
    pub layer: Option<LayerId>,
}

impl BoardFilter {
    pub(super) fn shows(&self, project: &Project, e: &Entry<'_>) -> bool {
        let links = || {
            let mut shown = LinkFacet::ALL.iter().filter(|f| !self.hidden_links.contains(f));
            shown.any(|f| e.facets.has(*f))
        };
        !self.hidden_stances.contains(&e.stance)
            && !self.hidden_sources.contains(&e.source)
            && self.topic.as_ref().is_none_or(|t| *t == e.claim.topic)
            && match self.event {
                EventFilter::All => true,
                EventFilter::Only(event) => e.claim.event() == event,
            }
            && links()
            && self.matches(project, e)
    }

    fn matches(&self, project: &Project, e: &Entry<'_>) -> bool {
        // Asked for each mention, and mostly there is nothing to look for.
        let wanted =
            if self.text.is_empty() { String::new() } else { Words::of(&self.text).folded };
        if wanted.is_empty() {
            return true;
        }
        let all = format!("{} {} {}", e.claim.text, e.claim.topic, e.chain(project).join(" "));
        let all = Words::of(&all).folded;
        wanted.split(' ').all(|w| all.contains(w))
    }
}

/// How many mentions each value of a filter has. Of one value that alone is shown, the
/// board has just as many cards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardCounts {
    /// All claims that are mentioned.
    pub claims: u32,
    /// All mentions.
    pub mentions: u32,
    /// By question, the one with most mentions first; none last, with an empty name.
    pub topics: Vec<(String, u32)>,
    /// By event, with its name; none last.
    pub events: Vec<(Option<EntityId>, String, u32)>,
    /// By facet.
    pub links: Vec<(LinkFacet, u32)>,
    /// By stance.
    pub stances: Vec<(Stance, u32)>,
    /// By source.
    pub sources: Vec<(SourceKind, u32)>,
}

impl BoardCounts {
    pub(super) fn of(project: &Project, entries: &[Entry<'_>]) -> Self {
        let claims: BTreeSet<_> = entries.iter().map(|e| e.claim.id).collect();
        let mut topics: BTreeMap<&str, u32> = BTreeMap::new();
        let mut events: BTreeMap<Option<EntityId>, u32> = BTreeMap::new();
        for e in entries {
            *topics.entry(&e.claim.topic).or_default() += 1;
            *events.entry(e.claim.event()).or_default() += 1;
        }
        let count =
            |is: &dyn Fn(&Entry<'_>) -> bool| number(entries.iter().filter(|e| is(e)).count());
        let mut topics: Vec<(String, u32)> =
            topics.into_iter().map(|(t, n)| (t.to_owned(), n)).collect();
        topics.sort_by_key(|(t, n)| (t.is_empty(), std::cmp::Reverse(*n)));
        let mut events: Vec<(Option<EntityId>, String, u32)> =
            events.into_iter().map(|(e, n)| (e, event_name(project, e), n)).collect();
        events.sort_by_key(|(e, _, n)| (e.is_none(), std::cmp::Reverse(*n)));
        Self {
            claims: number(claims.len()),
            mentions: number(entries.len()),
            topics,
            events,
            links: LinkFacet::ALL.map(|f| (f, count(&|e| e.facets.has(f)))).to_vec(),
            stances: Stance::ALL.iter().map(|s| (*s, count(&|e| e.stance == *s))).collect(),
            sources: SourceKind::ALL.map(|s| (s, count(&|e| e.source == s))).to_vec(),
        }
    }
}

/// A count for the interface.
pub(super) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
