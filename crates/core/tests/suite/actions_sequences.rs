//! Whatever annotators do, in whatever order: nothing dangles, chains have no places of
//! nobody, no claim stays that nothing holds, and undoing all of it gives the start.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::actions_support;
use crate::support;
use crate::support::{dangling, dangling_evidence};

use std::collections::BTreeSet;

use actions_support::{Bench, claim, mark, uuid};
use glossator_core::actions::bulk::{delete_all, relabel_all};
use glossator_core::actions::claims::{self, EvidenceSet, EvidenceWords, HopEdit, Who};
use glossator_core::actions::labels::{self, MarksGo};
use glossator_core::actions::{Edit, EditError, documents, entities, marks};
use glossator_core::model::{
    Annotation, AnnotationId, AttributeName, AttributeValue, ClaimId, ClaimLinkId, ClaimLinkType,
    Confidence, Document, DocumentId, EntityId, EvidenceId, EvidenceStance, Hop, Kind, LabelId,
    Project, Stance, speakers,
};
use glossator_core::ops::Op;
use glossator_core::text::{Span, Text};
use proptest::prelude::*;
use support::random::Random;

const TEXT: &str = "[claim|Four people died], [PER|[ORG|Oren Valk]] [cue|told] the [ORG|Standard], \
    and [cue|denied] that [claim|the alarm failed]. [source|A clerk] agreed on [DATE|Monday].";

/// The bench with a second document, and entities.
fn bench() -> Bench {
    let mut b = Bench::new(TEXT)
        .with_entity(1, "Oren Valk", "PER")
        .with_entity(2, "Standard", "ORG")
        .with_entity(3, "Somebody", "PER");
    let text = Text::new("Nine people died, said Ada of the Lantern.").unwrap();
    let other = DocumentId::new(uuid(5));
    let add = Op::AddDocument(Box::new(Document::new(other, "two.txt", &text)));
    b.project.apply_all(&[add]).unwrap();
    b.project.load_document(other, text, Vec::new()).unwrap();
    b
}

struct Actor {
    random: Random,
    fresh: u128,
}

impl Actor {
    fn fresh(&mut self) -> u128 {
        self.fresh += 1;
        self.fresh
    }

    fn document(&mut self, p: &Project) -> Option<DocumentId> {
        self.random.pick(p.documents().keys().copied())
    }

    fn any(
        &mut self,
        p: &Project,
        of: impl Fn(&Annotation) -> bool,
    ) -> Option<(DocumentId, AnnotationId)> {
        let all = p.open_ids().flat_map(|d| p.open(d).unwrap().marks.iter());
        self.random.pick(all.filter(|a| of(a)).map(|a| (a.document, a.id)))
    }

    fn in_document(
        &mut self,
        p: &Project,
        d: DocumentId,
        of: impl Fn(&Annotation) -> bool,
    ) -> Option<AnnotationId> {
        self.random.pick(p.open(d)?.marks.iter().filter(|a| of(a)).map(|a| a.id))
    }

    fn words(&mut self, p: &Project, d: DocumentId) -> Option<Span> {
        let text = &p.open(d)?.text;
        let tokens: Vec<Span> =
            text.tokens_in(text.span()).into_iter().filter(|t| t.is_word).map(|t| t.span).collect();
        let from = self.random.below(tokens.len());
        let to = (from + self.random.below(3)).min(tokens.len() - 1);
        Some(tokens[from].cover(tokens[to]))
    }

    fn claim(&mut self, p: &Project) -> Option<ClaimId> {
        self.random.pick(p.claims().keys().copied())
    }

    fn entity(&mut self, p: &Project) -> Option<EntityId> {
        self.random.pick(p.entities().keys().copied())
    }

    fn label(&mut self) -> LabelId {
        LabelId::new(self.random.pick(["PER", "ORG", "LOC", "DATE"]).unwrap())
    }

    fn who(&mut self, p: &Project, d: DocumentId) -> Option<Who> {
        let speaks = |a: &Annotation| matches!(a.kind(), Kind::Mention | Kind::Source);
        Some(match self.random.below(4) {
            0 => Who::Words(self.words(p, d)?),
            1 => Who::Entity(self.entity(p)?),
            2 => Who::New(EntityId::new(uuid(self.fresh())), "New".to_owned()),
            _ => Who::Mark(self.in_document(p, d, speaks)?),
        })
    }

    /// One action; none if there is nothing that it could be about.
    fn act(&mut self, b: &Bench) -> Option<Result<Edit, EditError>> {
        let (p, author) = (&b.project, b.author);
        let new = self.fresh();
        let is_claim = |a: &Annotation| a.kind() == Kind::Claim;
        let is_mention = |a: &Annotation| a.kind() == Kind::Mention;
        let which = self.random.below(40);
        if (6..20).contains(&which) {
            let (d, id) = self.any(p, is_claim)?;
            let a = p.open(d)?.marks.get(id)?;
            let hops: Vec<Hop> = a.chains().first().map_or_else(Vec::new, |c| c.hops.clone());
            let at = self.random.below(hops.len().max(1));
            return Some(match which {
                6..=8 => claims::add_speaker(p, d, id, self.who(p, d)?, author, mark(new)),
                9 | 10 => claims::add_hop(p, d, id, at, self.who(p, d)?, author, mark(new)),
                11 | 12 => claims::add_hop_cue(p, d, id, at, self.words(p, d)?, author, mark(new)),
                13 => claims::add_source(p, d, id, at, self.who(p, d)?, author, mark(new)),
                14 => {
                    let cue = self.random.pick(hops.iter().flat_map(|h| h.cue.clone()))?;
                    claims::remove_cue(p, d, id, cue)
                }
                15 | 16 => {
                    let hop = hops.get(at)?;
                    let speaker = self.random.pick(speakers(p.open(d)?, hop))?;
                    claims::remove_speaker(p, d, id, at, speaker)
                }
                17 => {
                    // Nobody can be moved nowhere: that makes a place of nobody.
                    let to = self.random.below(hops.len().max(1));
                    (!hops.iter().any(Hop::is_implicit))
                        .then(|| claims::move_hop(p, d, id, at, to))?
                }
                18 => {
                    let stance = self.random.pick(Stance::ALL.iter().copied())?;
                    claims::set_hop(p, d, id, at, HopEdit::Stance(stance))
                }
                _ => claims::attach_to_claim(p, d, id, self.claim(p)?),
            });
        }
        Some(match which {
            0 => {
                let d = self.document(p)?;
                let span = self.words(p, d)?;
                claims::make_claim(p, d, span, author, claim(new), mark(new)).map(|(edit, _)| edit)
            }
            1 | 2 => {
                let d = self.document(p)?;
                let span = self.words(p, d)?;
                marks::mark(p, d, span, &self.label(), author, mark(new))
            }
            3..=5 => {
                let (d, id) = self.any(p, is_mention)?;
                entities::link(p, d, id, self.entity(p)?, Confidence::Sure)
            }
            20 => {
                let (d, id) = self.any(p, is_mention)?;
                entities::unlink(p, d, id)
            }
            21 => entities::merge(p, self.entity(p)?, &[self.entity(p)?]),
            22..=24 => {
                let (d, id) = self.any(p, |_| true)?;
                marks::delete(p, d, id)
            }
            25 => {
                let some: Vec<_> = (0..4).filter_map(|_| self.any(p, |_| true)).collect();
                return delete_all(p, &some).map(|bulk| bulk.edit).transpose();
            }
            26 | 27 => {
                let some: Vec<_> = (0..3).filter_map(|_| self.any(p, is_mention)).collect();
                return relabel_all(p, &some, &self.label()).map(|bulk| bulk.edit).transpose();
            }
            28 => {
                let to = MarksGo::To(self.label());
                let to = if self.random.chance(70) { to } else { MarksGo::Away };
                labels::delete(p, &self.label(), &to)
            }
            29 => claims::merge_claims(p, self.claim(p)?, self.claim(p)?),
            30 => {
                let (d, id) = self.any(p, is_claim)?;
                let of = p.open(d)?.marks.get(id)?.claim()?;
                claims::split_claim(p, of, &[(d, id)], "", claim(new))
            }
            31..=33 => {
                let (d, id) = self.any(p, |_| true)?;
                let words = match self.random.chance(50) {
                    true => EvidenceWords::Mark(id),
                    false => EvidenceWords::Selection(self.words(p, d)?, mark(new)),
                };
                let set = self.random.pick(p.evidence().values().map(|e| (e.id, e.claim)));
                let fresh = EvidenceSet::New(EvidenceId::new(uuid(new)), EvidenceStance::Supports);
                let (about, set) = match set.filter(|_| self.random.chance(50)) {
                    Some((id, claim)) => (claim, EvidenceSet::Existing(id)),
                    None => (self.claim(p)?, fresh),
                };
                claims::add_evidence(p, d, words, about, set, author)
            }
            34 => {
                let e = self.random.pick(p.evidence().values().cloned())?;
                let (d, id) = self.random.pick(e.annotations.clone())?;
                claims::remove_evidence(p, e.id, d, id)
            }
            35 => {
                let kind = self.random.pick(ClaimLinkType::ALL.iter().copied())?;
                let fresh = ClaimLinkId::new(uuid(new));
                claims::link(p, self.claim(p)?, self.claim(p)?, kind, fresh)
            }
            36 => claims::unlink(p, self.random.pick(p.claim_links().keys().copied())?),
            37 | 38 => {
                let (d, id) = self.any(p, |_| true)?;
                let value = AttributeValue::Annotation(self.in_document(p, d, |a| a.id != id)?);
                marks::set_attribute(p, d, id, &AttributeName::new("about"), Some(value))
            }
            _ if self.random.chance(30) => documents::remove_document(p, self.document(p)?),
            _ => return None,
        })
    }
}

/// The claims that have neither a mention nor evidence.
fn unsaid(p: &Project) -> BTreeSet<ClaimId> {
    let evidence: BTreeSet<ClaimId> = p.evidence().values().map(|e| e.claim).collect();
    let ids = p.claims().keys().copied();
    ids.filter(|id| p.claim_use(*id).0 == 0 && !evidence.contains(id)).collect()
}

fn linked(p: &Project, c: ClaimId) -> bool {
    p.claim_links().values().any(|l| l.from == c || l.to == c)
}

/// Cues, speakers and evidence that something names.
fn in_use(p: &Project) -> BTreeSet<(DocumentId, AnnotationId)> {
    let marks: Vec<&Annotation> =
        p.open_ids().flat_map(|d| p.open(d).unwrap().marks.iter()).collect();
    let named = marks.iter().flat_map(|a| a.annotations().map(|id| (a.document, id)));
    let named = named.chain(p.evidence().values().flat_map(|e| e.annotations.clone()));
    let depends = |kind: Kind| matches!(kind, Kind::Cue | Kind::Source | Kind::Evidence);
    let kind = |(d, id): &(DocumentId, AnnotationId)| {
        p.open(*d).and_then(|open| open.marks.get(*id)).map(Annotation::kind)
    };
    named.filter(|key| kind(key).is_some_and(depends)).collect()
}

fn check(before: &Project, after: &Project, title: &str) {
    for d in after.open_ids() {
        assert_eq!(dangling(after, d), [], "{title}");
        for a in after.open(d).unwrap().marks.iter() {
            for chain in a.chains() {
                let hops = &chain.hops[..];
                assert!(!hops.is_empty() && hops != [Hop::default()], "{title}: says nothing");
                let way = &hops[..hops.len() - 1];
                assert!(!way.iter().any(Hop::is_implicit), "{title}: nobody passes it on");
            }
            assert!(!a.annotations().any(|id| id == a.id), "{title}: names itself");
        }
    }
    assert_eq!(dangling_evidence(after), [], "{title}");
    for e in after.evidence().values() {
        assert!(!e.annotations.is_empty(), "{title}: evidence of nothing");
        let items: BTreeSet<_> = e.annotations.iter().collect();
        assert_eq!(items.len(), e.annotations.len(), "{title}: an item twice");
        for (d, id) in &e.annotations {
            let claim = after.open(*d).and_then(|open| open.marks.get(*id)?.claim());
            assert_ne!(claim, Some(e.claim), "{title}: its own evidence");
        }
    }
    // What this step left without a mention and evidence is held by what it did not.
    let left = &unsaid(after) - &unsaid(before);
    let beside = |c: ClaimId| {
        let links = after.claim_links().values().filter(move |l| l.from == c || l.to == c);
        links.map(move |l| if l.from == c { l.to } else { l.from })
    };
    // Whoever merges two claims that only held each other keeps the one.
    let merge = title.starts_with("Claims merged");
    let held = |c: &ClaimId| merge || beside(*c).next().is_some() || !linked(before, *c);
    assert!(unsaid(after).iter().all(held), "{title}: nothing holds a claim");
    for claim in &left {
        let (mut seen, mut open) = (BTreeSet::from([*claim]), vec![*claim]);
        while let Some(at) = open.pop() {
            open.extend(beside(at).filter(|c| seen.insert(*c) && left.contains(c)));
        }
        assert!(!seen.is_subset(&left), "{title}: claims that hold only each other");
    }
    let used = in_use(after);
    let idle: Vec<_> = in_use(before)
        .into_iter()
        .filter(|(d, id)| after.open(*d).is_some_and(|open| open.marks.get(*id).is_some()))
        .filter(|key| !used.contains(key))
        .collect();
    // What only an attribute named is not marked for its sake.
    let by_chain: BTreeSet<_> = before
        .open_ids()
        .flat_map(|d| before.open(d).unwrap().marks.iter())
        .flat_map(|a| a.chains().iter().flat_map(|c| &c.hops).map(|h| (a.document, h)))
        .flat_map(|(d, h)| h.source.iter().chain(&h.cue).map(move |id| (d, *id)))
        .collect();
    assert!(!idle.iter().any(|key| by_chain.contains(key)), "{title}: a cue of nothing");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn whatever_is_done_the_project_is_whole(seed in any::<u64>()) {
        let mut b = bench();
        let start = b.project.clone();
        let mut actor = Actor { random: Random::new(seed), fresh: 1_000 };
        let mut done = 0;
        for _ in 0..60 {
            if b.project.documents().is_empty() {
                break;
            }
            let Some(Ok(edit)) = actor.act(&b) else { continue };
            let before = b.project.clone();
            let (by, at, title) = (b.author.by, b.author.at, edit.title.clone());
            if let Err(error) = b.history.run(&mut b.project, edit.ops, edit.title, by, at) {
                panic!("{title}: {error}");
            }
            done += 1;
            check(&before, &b.project, &title);
        }
        for _ in 0..done {
            b.history.undo(&mut b.project, b.author.by, b.author.at).unwrap().unwrap();
        }
        prop_assert!(b.project == start, "undo restores the start");
    }
}

#[test]
fn every_kind_of_action_is_tried() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for seed in 0..200 {
        let mut b = bench();
        let mut actor = Actor { random: Random::new(seed), fresh: 1_000 };
        for _ in 0..60 {
            let Some(Ok(edit)) = actor.act(&b) else { continue };
            seen.insert(edit.title.chars().take_while(|c| *c != ':').collect());
            let (by, at) = (b.author.by, b.author.at);
            let _ = b.history.run(&mut b.project, edit.ops, edit.title, by, at);
        }
    }
    for title in [
        "Claim added",
        "Claim removed",
        "Claim mention removed",
        "Claims merged",
        "Claim split",
        "Speaker added",
        "Passed on by",
        "Speaker removed",
        "Cue added",
        "Cue removed",
        "Evidence, supports",
        "Evidence removed",
        "Now a mention of",
        "Link removed",
        "Document removed",
        "Now Date",
        "Label deleted",
    ] {
        assert!(seen.contains(title), "{title}: {seen:?}");
    }
}
