//! Claim mentions, read from the counts of their documents.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::super::mark_list::names_of;
use super::{Card, Support};
use crate::model::{
    AnnotationId, Anonymity, Certainty, Claim, ClaimId, ClaimMention, Document, DocumentId,
    EntityId, Hop, LayerId, MetaField, Project, Speaker, Stance, Summary, paired,
};
use crate::quantity;
use crate::words::one_line;

/// Where a claim comes from, as far as the register and the text say it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    /// Somebody in the register.
    Entity(EntityId),
    /// Words of a document: nobody says that two documents' "official" is one.
    Words(DocumentId, String),
    /// Whose own voice it is, by name: the publisher, or whom the document is reposted from.
    Outlet(String),
    /// The document's own author, where nobody knows who published it.
    Document(DocumentId),
}

/// How far an originator is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// By name.
    Named,
    /// By a role, as one of a group, or not at all.
    Anonymous,
    /// The document speaks for itself.
    OwnVoice,
}

impl SourceKind {
    /// Every value, in the order of the interface.
    pub const ALL: [Self; 3] = [Self::Named, Self::Anonymous, Self::OwnVoice];

    /// The word on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Named => "Named",
            Self::Anonymous => "Anonymous",
            Self::OwnVoice => "Outlet’s own voice",
        }
    }
}

/// A claim mention, before it is known whether it is shown.
pub(super) struct Entry<'a> {
    pub(super) document: &'a Document,
    pub(super) id: AnnotationId,
    pub(super) number: u32,
    pub(super) mention: &'a ClaimMention,
    pub(super) claim: &'a Claim,
    summary: &'a Summary,
    outlets: Rc<Outlets<'a>>,
    pub(super) stance: Stance,
    pub(super) source: SourceKind,
    /// Set by [`super::relations`].
    pub(super) facets: super::filter::Facets,
}

/// Every claim mention of the project, or of a layer: documents in the order of adding,
/// mentions in reading order.
pub(super) fn entries(project: &Project, layer: Option<LayerId>) -> Vec<Entry<'_>> {
    let outlets = Outlets::of(project);
    project.summaries().keys().flat_map(|d| entries_in(project, &outlets, *d, layer)).collect()
}

/// The mentions of some claims.
pub(super) fn entries_with<'a>(
    project: &'a Project,
    claims: &HashSet<ClaimId>,
    layer: Option<LayerId>,
) -> Vec<Entry<'a>> {
    let outlets = Outlets::of(project);
    project
        .summaries()
        .iter()
        .filter(|(_, summary)| summary.claim_mentions().any(|(_, m)| claims.contains(&m.claim)))
        .flat_map(|(id, _)| entries_in(project, &outlets, *id, layer))
        .filter(|e| claims.contains(&e.claim.id))
        .collect()
}

/// The claim mentions of a document.
pub(super) fn entries_of(
    project: &Project,
    document: DocumentId,
    layer: Option<LayerId>,
) -> Vec<Entry<'_>> {
    entries_in(project, &Outlets::of(project), document, layer)
}

fn entries_in<'a>(
    project: &'a Project,
    outlets: &Rc<Outlets<'a>>,
    document: DocumentId,
    layer: Option<LayerId>,
) -> Vec<Entry<'a>> {
    let known = project.documents().get(&document).zip(project.summaries().get(&document));
    let Some((document, summary)) = known else { return Vec::new() };
    let mut mentions: Vec<(AnnotationId, &ClaimMention)> = summary.claim_mentions().collect();
    mentions.sort_by_key(|(id, m)| (m.start, Reverse(m.end), *id));
    let numbered = mentions.into_iter().zip(1..);
    numbered
        .filter(|((_, m), _)| layer.is_none_or(|l| l == m.layer))
        .filter_map(|((id, mention), number)| {
            let claim = project.claims().get(&mention.claim)?;
            let originator = mention.hops().last();
            Some(Entry {
                document,
                id,
                number,
                mention,
                claim,
                summary,
                outlets: Rc::clone(outlets),
                stance: originator.map_or(Stance::default(), |h| h.stance),
                source: source_kind(originator),
                facets: super::filter::Facets::default(),
            })
        })
        .collect()
}

fn source_kind(originator: Option<&Hop>) -> SourceKind {
    match originator {
        Some(hop) if hop.anonymity != Anonymity::Named => SourceKind::Anonymous,
        Some(hop) if !hop.is_implicit() => SourceKind::Named,
        _ => SourceKind::OwnVoice,
    }
}

/// Whose own voice a document is: who published it first.
fn outlet(document: &Document) -> Option<&str> {
    let of = |field| document.meta(field).map(str::trim).filter(|name| !name.is_empty());
    of(MetaField::RepublishedFrom).or_else(|| of(MetaField::Publisher))
}

/// The outlets of a project. Who is called as an outlet is, and by that name alone, is that outlet:
/// an agency's own report and those that cite it have one source.
struct Outlets<'a> {
    project: &'a Project,
    /// Made when the first one is asked for.
    by_name: OnceCell<HashMap<String, Root>>,
}

impl<'a> Outlets<'a> {
    fn of(project: &'a Project) -> Rc<Self> {
        Rc::new(Self { project, by_name: OnceCell::new() })
    }

    fn key(name: &str) -> String {
        one_line(name).to_lowercase()
    }

    fn root(&self, name: &str) -> Root {
        let known = self.by_name.get_or_init(|| self.by_name());
        known.get(&Self::key(name)).cloned().unwrap_or_else(|| Root::Outlet(one_line(name)))
    }

    fn by_name(&self) -> HashMap<String, Root> {
        let mut out: HashMap<String, Root> = HashMap::new();
        for name in self.project.documents().values().filter_map(outlet) {
            out.entry(Self::key(name)).or_insert_with(|| Root::Outlet(one_line(name)));
        }
        let mut several = HashSet::new();
        for e in self.project.entities().values() {
            let aliases = e.aliases.iter().filter(|a| a.auto_match).map(|a| &a.text);
            for name in std::iter::once(&e.name).chain(aliases) {
                let key = Self::key(name);
                match out.get_mut(&key) {
                    Some(Root::Entity(other)) if *other != e.id => {
                        several.insert(key);
                    }
                    Some(root) => *root = Root::Entity(e.id),
                    None => {}
                }
            }
        }
        // Two are called so: neither is meant for sure.
        out.retain(|key, _| !several.contains(key));
        out
    }
}

impl Entry<'_> {
    /// Whether it says that the claim is so, itself or by passing it on.
    pub(super) fn holds(&self) -> bool {
        self.counts() && holds(self.stance)
    }

    /// Whether it denies the claim.
    pub(super) fn denies(&self) -> bool {
        self.counts() && self.stance == Stance::Denies
    }

    /// Whether it is of the text: what stands in an excluded region is shown, and says nothing for
    /// or against a claim.
    pub(super) const fn counts(&self) -> bool {
        !self.mention.excluded
    }

    fn speakers(&self, hop: &Hop) -> Vec<Speaker> {
        paired(hop, |id| self.summary.source(id).map(|s| (s.mention, s.entity)))
    }

    /// Where the claim comes from, of every chain; each once. Behind a chain's last speaker who is
    /// named at all nobody is known: what an agency has from nobody in particular is the agency's,
    /// and what a repost says in its own voice is whose it reposts.
    pub(super) fn roots(&self) -> Vec<Root> {
        let document = self.document.id;
        let mut roots: Vec<Root> = Vec::new();
        for chain in &self.mention.chains {
            let named = chain.hops.iter().rev().map(|hop| self.speakers(hop));
            let named = named.map(|speakers| {
                let root = |s: Speaker| {
                    let words = || {
                        let words = &self.summary.source(s.words?)?.words;
                        Some(Root::Words(document, one_line(words).to_lowercase()))
                    };
                    s.entity.map(Root::Entity).or_else(words)
                };
                speakers.into_iter().filter_map(root).collect::<Vec<_>>()
            });
            roots.extend(named.into_iter().find(|roots| !roots.is_empty()).unwrap_or_default());
        }
        roots.sort();
        roots.dedup();
        if roots.is_empty() {
            let own = outlet(self.document);
            roots.push(own.map_or(Root::Document(document), |name| self.outlets.root(name)));
        }
        roots
    }

    /// Who says so, the publisher first, the originator last.
    pub(super) fn chain(&self, project: &Project) -> Vec<String> {
        let mut chain = vec![publisher(self.document)];
        for hop in self.mention.hops() {
            let words = |id| self.summary.source(id).map(|s| s.words.as_str());
            let names = names_of(project, &self.speakers(hop), hop.anonymity, words);
            let unnamed = hop.anonymity != Anonymity::Named && !hop.is_implicit();
            let name = match (names.is_empty(), hop.anonymity) {
                (true, Anonymity::Named) => String::new(),
                (true, _) => "unnamed".to_owned(),
                (false, _) => names.join(" and ") + if unnamed { ", unnamed" } else { "" },
            };
            let repeated = chain.last().is_some_and(|c| c.to_lowercase() == name.to_lowercase());
            if !name.is_empty() && !repeated {
                chain.push(name);
            }
        }
        if self.source == SourceKind::OwnVoice {
            chain.push("own voice".to_owned());
        }
        chain
    }

    pub(super) fn card(&self, project: &Project) -> Card {
        let certainty = self.mention.hops().last().map_or(Certainty::Unset, |h| h.certainty);
        let bars = Certainty::ALL.iter().zip(0u8..).find(|(c, _)| **c == certainty);
        let first = self.claim.quantities.first();
        let of = first.map_or("", |q| if q.of.is_empty() { &q.unit } else { &q.of });
        Card {
            claim: self.claim.id,
            document: self.document.id,
            mention: self.id,
            number: self.number,
            outlet: String::new(),
            stance: self.stance,
            certainty: bars.map_or(0, |(_, n)| n),
            figure: first.map_or_else(String::new, quantity::figure),
            of: of.to_owned(),
            text: one_line(&self.claim.text),
            chain: self.chain(project),
            source: self.source,
            in_conflict: self.facets.has(super::LinkFacet::InConflict),
            excluded: self.mention.excluded,
            support: Support::default(),
        }
    }
}

/// Whether who speaks so says that the claim is so, itself or by passing it on.
pub(super) fn holds(stance: Stance) -> bool {
    matches!(stance, Stance::Asserts | Stance::Reports)
}

/// The publisher of a document, or else its title.
pub(super) fn publisher(document: &Document) -> String {
    document.meta(MetaField::Publisher).unwrap_or(document.display_name()).to_owned()
}

/// How many of these mentions say so, and how many originators they have.
pub(super) fn supported<'a>(entries: impl Iterator<Item = &'a Entry<'a>>) -> Support {
    let (mut mentions, mut roots) = (0, HashSet::new());
    for e in entries.filter(|e| e.holds()) {
        mentions += 1;
        roots.extend(e.roots());
    }
    Support { mentions, roots: u32::try_from(roots.len()).unwrap_or(u32::MAX) }
}

/// [`supported`] of every claim.
pub(super) fn supports<'a>(
    entries: impl Iterator<Item = &'a Entry<'a>>,
) -> HashMap<ClaimId, Support> {
    let mut of_claim: HashMap<ClaimId, Vec<&Entry<'_>>> = HashMap::new();
    for e in entries {
        of_claim.entry(e.claim.id).or_default().push(e);
    }
    of_claim.into_iter().map(|(id, all)| (id, supported(all.into_iter()))).collect()
}
