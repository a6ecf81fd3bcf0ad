//! What is done with claims of the register: each is run, undone and redone by the bench.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, claim, entity, mark, refused, uuid};
use glossator_core::actions::claims::{self, EvidenceSet, EvidenceWords, HopEdit, Who};
use glossator_core::actions::marks;
use glossator_core::model::*;
use glossator_core::ops::Op;
use glossator_core::quantity::propose;

const TEXT: &str = "[claim|Four people died], [PER|Oren Valk] told Radio Calder. \
    [claim|Nine people died], a clerk said. [claim|The toll is four]. The ward held six bodies.";

// Ids in TEXT: 1 four, 2 Valk, 3 nine, 4 four again.

fn link(n: u128) -> ClaimLinkId {
    ClaimLinkId::new(uuid(n))
}
fn evidence(n: u128) -> EvidenceId {
    EvidenceId::new(uuid(n))
}

#[test]
fn the_fields_of_a_claim() {
    let mut b = Bench::new(TEXT).with_entity(1, "Depot fire", "EVENT");
    let c = claim(1);
    let title = b.run(claims::set_topic(&b.project, c, " How many\npeople died? "));
    assert_eq!(title, "Question: How many people died? Four people died");
    b.run(claims::set_check_worthy(&b.project, c, Some(true)));
    b.run(claims::set_claim_type(&b.project, c, "numerical"));
    b.run(claims::set_verdict(&b.project, c, Some(Verdict::Refuted), "The ward held six."));
    b.run(claims::set_event_time(&b.project, c, "XXXX-03-13", "on Tuesday"));
    b.run(claims::set_event_place(&b.project, c, "Pier Nine"));
    b.run(claims::add_participant(&b.project, c, EVENT_ROLE, entity(1)));
    let known = &b.project.claims()[&c];
    assert_eq!(known.topic, "How many people died?");
    assert_eq!((known.check_worthy, known.verdict), (Some(true), Some(Verdict::Refuted)));
    assert_eq!(known.event_time.as_deref(), Some("XXXX-03-13"));
    assert_eq!(known.event(), Some(entity(1)));
    let again = claims::set_topic(&b.project, c, "How many people died?");
    assert_eq!(refused(again), "The question is so already");
    let wrong = refused(claims::set_event_time(&b.project, c, "2024-13", ""));
    assert!(wrong.contains("is not a month"), "{wrong}");
    assert!(claims::set_verdict(&b.project, c, None, "why").is_err());
    assert!(claims::add_participant(&b.project, c, EVENT_ROLE, entity(1)).is_err());
    b.run(claims::set_verdict(&b.project, c, None, ""));
    b.run(claims::remove_participant(&b.project, c, 0));
    assert_eq!(
        refused(claims::remove_participant(&b.project, c, 0)),
        "The participant is not there any more"
    );
    assert_eq!(
        refused(claims::set_topic(&b.project, claim(9), "x")),
        "The claim is not there any more"
    );
}

#[test]
fn the_participants_of_a_claim() {
    let b = Bench::new(TEXT).with_entity(1, "Depot fire", "EVENT").with_entity(2, "Valk", "PER");
    let mut b = b.with_entity(3, "Radio Calder", "ORG");
    let c = claim(1);
    let roles = |b: &Bench| {
        let all = b.project.claims()[&c].participants.iter();
        all.map(|p| (p.role.clone(), p.entity)).collect::<Vec<_>>()
    };
    let role = |s: &str| s.to_owned();
    let title = b.run(claims::add_participant(&b.project, c, " official\nspeaker ", entity(2)));
    assert_eq!(title, "official speaker added: Valk. Four people died");
    b.run(claims::add_participant(&b.project, c, "", entity(3)));
    let title = b.run(claims::set_participant_role(&b.project, c, 0, "witness"));
    assert_eq!(title, "Role of Valk: witness. Four people died");
    assert_eq!(roles(&b), [(role("witness"), entity(2)), (role(""), entity(3))]);
    // One entity may take part in several roles, but not twice in one.
    b.run(claims::add_participant(&b.project, c, "victim", entity(2)));
    let set = |b: &Bench, at, to| refused(claims::set_participant_role(&b.project, c, at, to));
    assert_eq!(set(&b, 2, "witness"), "Valk has this role already");
    assert_eq!(set(&b, 2, " victim "), "The role is so already");
    assert_eq!(set(&b, 3, "x"), "The participant is not there any more");
    assert_eq!(
        refused(claims::add_participant(&b.project, c, "", entity(3))),
        "Radio Calder takes part already"
    );
    assert_eq!(
        refused(claims::add_participant(&b.project, c, "x", entity(9))),
        "The entity is not there any more"
    );
    // The board lists a claim by one event.
    b.run(claims::add_participant(&b.project, c, EVENT_ROLE, entity(1)));
    let second = "The claim is about Depot fire already; take that event out first";
    assert_eq!(set(&b, 0, EVENT_ROLE), second);
    assert_eq!(refused(claims::add_participant(&b.project, c, EVENT_ROLE, entity(3))), second);
    let title = b.run(claims::set_participant_role(&b.project, c, 3, ""));
    assert_eq!(title, "Role of Depot fire: not set. Four people died");
    b.run(claims::remove_participant(&b.project, c, 0));
    let left = [(role(""), entity(3)), (role("victim"), entity(2)), (role(""), entity(1))];
    assert_eq!(roles(&b), left);
}

#[test]
fn a_participant_that_the_register_does_not_have_yet() {
    let mut b = Bench::new(TEXT).with_entity(1, "Depot fire", "EVENT");
    let c = claim(1);
    let add = |b: &Bench, role: &str, n, name: &str| {
        claims::add_new_participant(&b.project, c, role, entity(n), name)
    };
    // One step: `run` sees that undo takes back the entry too.
    let title = b.run(add(&b, " victim", 2, " two police\nofficers "));
    assert_eq!(title, "victim added, a new entity: two police officers. Four people died");
    assert_eq!(b.project.entities()[&entity(2)].name, "two police officers");
    b.run(add(&b, "", 3, "a driver"));
    let all = b.project.claims()[&c].participants.iter();
    let all: Vec<_> = all.map(|p| (p.role.as_str(), p.entity)).collect();
    assert_eq!(all, [("victim", entity(2)), ("", entity(3))]);
    assert_eq!(refused(add(&b, "victim", 4, " ")), "An entity needs a name");
    b.run(claims::add_participant(&b.project, c, EVENT_ROLE, entity(1)));
    let second = refused(add(&b, EVENT_ROLE, 4, "Siege"));
    assert_eq!(second, "The claim is about Depot fire already; take that event out first");
    let gone = claims::add_new_participant(&b.project, claim(9), "", entity(4), "x");
    assert_eq!(refused(gone), "The claim is not there any more");
}

#[test]
fn the_figures_of_a_claim() {
    let mut b = Bench::new(TEXT);
    let c = claim(1);
    let figure = |words: &str| propose(words).remove(0);
    let title = b.run(claims::add_quantity(&b.project, c, figure("four people died")));
    assert_eq!(title, "Figure added: 4 people died. Four people died");
    assert!(claims::add_quantity(&b.project, c, figure("four people died")).is_err());
    b.run(claims::set_quantity(&b.project, c, 0, figure("at least four people")));
    assert_eq!(b.project.claims()[&c].quantities[0].modifier, Modifier::AtLeast);
    let range = Quantity { min: Some(6.0), max: Some(4.0), ..figure("4 to 6") };
    assert!(refused(claims::add_quantity(&b.project, c, range)).contains("swap them"));
    let infinite = Quantity { min: Some(f64::INFINITY), ..figure("4") };
    assert!(claims::add_quantity(&b.project, c, infinite).is_err());
    b.run(claims::remove_quantity(&b.project, c, 0));
    assert_eq!(
        refused(claims::remove_quantity(&b.project, c, 0)),
        "The figure is not there any more"
    );
}

#[test]
fn links_that_make_no_sense_are_explained() {
    use ClaimLinkType::{Refutes, Related, Supports, Updates};
    let mut b = Bench::new(TEXT);
    let (one, two, three) = (claim(1), claim(3), claim(4));
    let title = b.run(claims::link(&b.project, one, two, Refutes, link(1)));
    assert_eq!(title, "Refutes: “Four people died” to “Nine people died”");
    let why = |from, to, kind| refused(claims::link(&b.project, from, to, kind, link(9)));
    assert!(why(one, one, Related).contains("to itself"));
    assert!(why(two, one, Refutes).contains("are linked already: refutes"));
    assert!(why(two, one, Supports).contains("support and refute"));
    assert_eq!(why(one, claim(9), Related), "The claim is not there any more");
    b.run(claims::link(&b.project, two, one, Updates, link(2)));
    b.run(claims::link(&b.project, three, two, Updates, link(3)));
    let why = |from, to, kind| refused(claims::link(&b.project, from, to, kind, link(9)));
    assert!(why(one, two, Updates).contains("updates “Four people died” already"));
    assert!(why(one, three, Updates).contains("by way of other claims"));
    assert!(claims::link(&b.project, three, one, Updates, link(9)).is_ok());

    b.run(claims::link(&b.project, one, three, Related, link(4)));
    assert!(refused(claims::set_link_kind(&b.project, link(4), Updates)).contains("by way of"));
    b.run(claims::set_link_kind(&b.project, link(4), Supports));
    assert_eq!(
        b.run(claims::set_link_note(&b.project, link(4), " By the same hand. ")),
        "Note of a link: “Four people died”"
    );
    assert_eq!(b.project.claim_links()[&link(4)].note, "By the same hand.");
    assert!(claims::set_link_note(&b.project, link(4), "By the same hand.").is_err());
    b.run(claims::set_link_note(&b.project, link(4), ""));
    b.run(claims::unlink(&b.project, link(4)));
    assert!(claims::unlink(&b.project, link(4)).is_err());
}

#[test]
fn evidence_is_marked_and_unmarked() {
    let mut b = Bench::new(TEXT);
    let (doc, c) = (b.document, claim(1));
    let words = EvidenceWords::Selection(b.span("six bodies"), mark(9));
    let new = EvidenceSet::New(evidence(1), EvidenceStance::Refutes);
    let title = b.run(claims::add_evidence(&b.project, doc, words, c, new, b.author));
    assert_eq!(title, "Evidence, refutes: six bodies. Four people died");
    assert_eq!(b.get(9).kind(), Kind::Evidence);
    let same = EvidenceSet::Existing(evidence(1));
    let again = claims::add_evidence(&b.project, doc, words, c, same, b.author);
    assert_eq!(refused(again), "“six bodies” is in this evidence already");
    b.run(claims::add_evidence(&b.project, doc, EvidenceWords::Mark(mark(3)), c, same, b.author));
    let other = EvidenceSet::New(evidence(2), EvidenceStance::Context);
    b.run(claims::add_evidence(&b.project, doc, words, c, other, b.author));
    assert_eq!(b.project.evidence()[&evidence(2)].set, 2);
    let itself = EvidenceWords::Mark(mark(1));
    assert!(claims::add_evidence(&b.project, doc, itself, c, same, b.author).is_err());
    assert!(claims::add_evidence(&b.project, doc, words, claim(3), same, b.author).is_err());
    b.run(claims::set_evidence_stance(&b.project, evidence(2), EvidenceStance::Supports));
    b.run(claims::remove_evidence(&b.project, evidence(2), doc, mark(9)));
    assert!(b.has(9) && !b.project.evidence().contains_key(&evidence(2)));
    b.run(claims::remove_evidence(&b.project, evidence(1), doc, mark(9)));
    assert!(!b.has(9), "nothing needs the mark");
    b.run(claims::remove_evidence(&b.project, evidence(1), doc, mark(3)));
    assert!(b.has(3) && b.project.evidence().is_empty());
    // Deleting the mark leaves no evidence that names nothing.
    b.run(claims::add_evidence(&b.project, doc, words, c, new, b.author));
    b.run(marks::delete(&b.project, doc, mark(9)));
    assert!(b.project.evidence().is_empty());
}

#[test]
fn merging_moves_everything_that_the_claim_had() {
    use ClaimLinkType::{Refutes, Supports};
    let mut b = Bench::new(TEXT);
    let (doc, keep, gone, other) = (b.document, claim(1), claim(4), claim(3));
    b.run(claims::set_topic(&b.project, gone, "How many?"));
    b.run(claims::link(&b.project, gone, other, Refutes, link(1)));
    b.run(claims::link(&b.project, other, keep, Refutes, link(2)));
    b.run(claims::link(&b.project, keep, gone, Supports, link(3)));
    let words = EvidenceWords::Selection(b.span("six bodies"), mark(9));
    for (n, c) in [(1, keep), (2, gone)] {
        let new = EvidenceSet::New(evidence(n), EvidenceStance::Refutes);
        b.run(claims::add_evidence(&b.project, doc, words, c, new, b.author));
    }
    b.run(claims::merge_claims(&b.project, keep, gone));
    assert!(!b.project.claims().contains_key(&gone));
    assert_eq!(b.get(4).claim(), Some(keep));
    assert_eq!(b.project.claims()[&keep].topic, "How many?");
    let links: Vec<_> = b.project.claim_links().values().map(|l| (l.from, l.to)).collect();
    assert_eq!(links, [(other, keep)], "one refutation, and none with itself");
    let sets: Vec<_> = b.project.evidence().values().map(|e| (e.claim, e.set)).collect();
    assert_eq!(sets, [(keep, 1), (keep, 2)]);
    assert!(claims::merge_claims(&b.project, keep, keep).is_err());
}

#[test]
fn merging_keeps_every_figure_that_says_something_else() {
    let mut b = Bench::new(TEXT);
    let (keep, gone) = (claim(1), claim(4));
    for (c, words) in [
        (keep, "12 killed"),
        (gone, "12 people killed"),
        (gone, "30 injured"),
        (gone, "40 tonnes of fuel"),
    ] {
        b.run(claims::add_quantity(&b.project, c, propose(words).remove(0)));
    }
    let title = b.run(claims::merge_claims(&b.project, keep, gone));
    assert_eq!(title, "Claims merged: Four people died");
    let figures: Vec<_> = b.project.claims()[&keep].quantities.iter().map(|q| &q.words).collect();
    assert_eq!(figures, ["12 killed", "30 injured", "40 tonnes of fuel"]);
}

#[test]
fn merging_keeps_as_of_when_a_figure_is() {
    let mut b = Bench::new(TEXT);
    let (keep, gone) = (claim(1), claim(4));
    let as_of = |words: &str, at: Option<&str>| Quantity {
        as_of: at.map(str::to_owned),
        ..propose(words).remove(0)
    };
    for (c, words, at) in [
        (keep, "12 killed", None),
        (keep, "30 hurt", Some("2011-05-16")),
        (gone, "12 people killed", Some("2011-05-17")),
        (gone, "30 people hurt", Some("2011-05-18")),
    ] {
        b.run(claims::add_quantity(&b.project, c, as_of(words, at)));
    }
    let title = b.run(claims::merge_claims(&b.project, keep, gone));
    assert!(title.ends_with("left out: 30 people hurt as of 2011-05-18"), "{title}");
    let kept = &b.project.claims()[&keep].quantities;
    let times: Vec<_> = kept.iter().map(|q| q.as_of.as_deref()).collect();
    assert_eq!(times, [Some("2011-05-17"), Some("2011-05-16")]);
}

#[test]
fn merging_says_what_cannot_be_kept() {
    let mut b =
        Bench::new(TEXT).with_entity(1, "Depot fire", "EVENT").with_entity(2, "Siege", "EVENT");
    let (keep, gone) = (claim(1), claim(4));
    for (c, words, event, verdict) in [
        (keep, "12 killed", 1, Verdict::Supported),
        (gone, "14 people killed", 2, Verdict::Refuted),
    ] {
        b.run(claims::add_quantity(&b.project, c, propose(words).remove(0)));
        b.run(claims::add_participant(&b.project, c, EVENT_ROLE, entity(event)));
        let why = format!("It is {}.", verdict.title());
        b.run(claims::set_verdict(&b.project, c, Some(verdict), &why));
        b.run(claims::set_topic(&b.project, c, "How many?"));
    }
    let title = b.run(claims::merge_claims(&b.project, keep, gone));
    assert_eq!(
        title,
        "Claims merged: Four people died; left out: 14 people killed, the event Siege, the \
         verdict Refuted, a justification"
    );
    let kept = &b.project.claims()[&keep];
    assert_eq!((kept.quantities.len(), kept.participants.len()), (1, 1));
    assert_eq!(kept.justification, "It is Supported.");
}

#[test]
fn a_justification_is_merged_where_it_fits() {
    let mut b = Bench::new(TEXT);
    let (keep, gone) = (claim(1), claim(4));
    for (c, why) in [(keep, ""), (gone, "The list has six names.")] {
        b.run(claims::set_verdict(&b.project, c, Some(Verdict::Refuted), why));
    }
    let title = b.run(claims::merge_claims(&b.project, keep, gone));
    assert_eq!(title, "Claims merged: Four people died");
    assert_eq!(b.project.claims()[&keep].justification, "The list has six names.");
}

#[test]
fn notes_of_links_that_a_merge_drops_are_said() {
    use ClaimLinkType::{Refutes, Supports};
    let mut b = Bench::new(TEXT);
    let (keep, gone, other) = (claim(1), claim(4), claim(3));
    let ops = [
        (1, keep, other, Supports, "by the list"),
        (2, gone, other, Supports, "by the list"),
        (3, gone, keep, Refutes, "see page 3"),
    ]
    .map(|(n, from, to, kind, note)| {
        Op::AddClaimLink(Box::new(ClaimLink { id: link(n), from, to, kind, note: note.to_owned() }))
    });
    b.project.apply_all(&ops).unwrap();
    let title = b.run(claims::merge_claims(&b.project, keep, gone));
    assert_eq!(title, "Claims merged: Four people died; left out: the note “see page 3” of a link");
    assert_eq!(b.project.claim_links().len(), 1);
}

#[test]
fn merging_refuses_what_would_contradict_itself() {
    use ClaimLinkType::{Refutes, Supports};
    let mut b = Bench::new(TEXT);
    let (keep, gone, other) = (claim(1), claim(4), claim(3));
    b.run(claims::link(&b.project, keep, other, Supports, link(1)));
    b.run(claims::link(&b.project, gone, other, Refutes, link(2)));
    let why = refused(claims::merge_claims(&b.project, keep, gone));
    assert!(why.contains("contradict each other"), "{why}");
    b.project.unload_document(b.document);
    let why = refused(claims::merge_claims(&b.project, keep, gone));
    assert_eq!(why, "“one.txt” must be opened first");
}

#[test]
fn splitting_leaves_a_mention() {
    let mut b = Bench::new(TEXT);
    let (doc, old) = (b.document, claim(1));
    b.run(claims::merge_claims(&b.project, old, claim(4)));
    b.run(claims::set_topic(&b.project, old, "How many?"));
    b.run(claims::split_claim(&b.project, old, &[(doc, mark(4))], "", claim(9)));
    let new = &b.project.claims()[&claim(9)];
    assert_eq!((new.text.as_str(), new.topic.as_str()), ("The toll is four", "How many?"));
    assert_eq!((b.get(1).claim(), b.get(4).claim()), (Some(old), Some(claim(9))));
    let split = |ids: &[(DocumentId, AnnotationId)]| {
        refused(claims::split_claim(&b.project, old, ids, "", claim(10)))
    };
    assert!(split(&[]).contains("Choose the mentions"));
    assert!(split(&[(doc, mark(1))]).contains("leave at least one"));
    assert!(split(&[(doc, mark(3))]).contains("not a mention of this claim"));
}

#[test]
fn any_hop_can_be_set() {
    let mut b = Bench::new(TEXT).with_entity(1, "Harbour Lantern", "ORG");
    let (doc, id) = (b.document, mark(1));
    b.run(claims::add_speaker(&b.project, doc, id, Who::Mark(mark(2)), b.author, mark(9)));
    b.run(claims::add_hop(&b.project, doc, id, 0, Who::Entity(entity(1)), b.author, mark(9)));
    for edit in [
        HopEdit::Stance(Stance::Questions),
        HopEdit::Certainty(Certainty::Possible),
        HopEdit::Anonymity(Anonymity::RoleOnly),
        HopEdit::Medium("a broadcast".into()),
        HopEdit::SaidAt("2024-03-14".into()),
        HopEdit::SaidWhere("St Osric".into()),
        HopEdit::Quotation(Some(Quotation::Direct)),
    ] {
        b.run(claims::set_hop(&b.project, doc, id, 0, edit.clone()));
        assert!(refused(claims::set_hop(&b.project, doc, id, 0, edit)).contains("already"));
    }
    let (hop, originator) = (&b.hops(1)[0], &b.hops(1)[1]);
    assert_eq!((hop.stance, hop.medium.as_str()), (Stance::Questions, "a broadcast"));
    assert_eq!((hop.said_at.as_str(), hop.quotation), ("2024-03-14", Some(Quotation::Direct)));
    assert_eq!(originator.stance, Stance::Asserts);
    let no_time = HopEdit::SaidAt("yesterday".into());
    assert!(claims::set_hop(&b.project, doc, id, 0, no_time).is_err());
    assert!(claims::set_hop(&b.project, doc, id, 2, HopEdit::Stance(Stance::Denies)).is_err());

    let clerk = Who::Words(b.span("a clerk"));
    b.run(claims::add_source(&b.project, doc, id, 1, clerk, b.author, mark(9)));
    let clerk = Who::Mark(mark(9));
    assert!(claims::add_source(&b.project, doc, id, 1, clerk, b.author, mark(10)).is_err());
    assert_eq!(b.hops(1)[1].source, [mark(2), mark(9)]);
}
