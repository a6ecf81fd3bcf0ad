//! Actions on claims: each is run, undone and redone by the bench.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, claim, mark, refused};
use glossator_core::actions::claims::{self, CueOf, Who};
use glossator_core::model::{
    Anonymity, Certainty, ClaimLink, ClaimLinkId, ClaimLinkType, Kind, Quotation, Stance, Status,
};
use glossator_core::ops::Op;

const TEXT: &str = "[claim|Four people died], [PER|Oren Valk] [cue|told] the [ORG|Standard], \
    and [cue|denied] that [claim|the alarm failed]. A clerk agreed.";

// Ids in TEXT: 1 claim, 2 Valk, 3 told, 4 Standard, 5 denied, 6 claim.

#[test]
fn a_claim_from_a_selection_drafts_its_sentence() {
    let mut b = Bench::new("It said:  “no fuel\r\nwas  ever stored” there.");
    let span = b.span(" “no fuel\r\nwas  ever stored” ");
    let (edit, id) =
        claims::make_claim(&b.project, b.document, span, b.author, claim(9), mark(9)).unwrap();
    assert_eq!(b.run(Ok(edit)), "Claim added: “no fuel was ever stored”");
    assert_eq!(id, mark(9));
    assert_eq!(b.get(9).exact, "“no fuel\r\nwas  ever stored”");
    assert_eq!(b.project.claims()[&claim(9)].text, "“no fuel was ever stored”");
    assert_eq!(b.chains(9), []);
    let document = &b.project.documents()[&b.document];
    assert_eq!(document.status(b.author.layer).claims, Status::InProgress);
    assert_eq!(document.status(b.author.layer).entities, Status::Todo);
}

#[test]
fn a_claim_needs_text_but_may_lie_over_another() {
    let b = Bench::new("[claim|Nine died].   ");
    let blank = b.span("   ");
    let made = claims::make_claim(&b.project, b.document, blank, b.author, claim(9), mark(9));
    assert_eq!(refused(made), "The selection has no text");
    let same = b.span("Nine died");
    assert!(claims::make_claim(&b.project, b.document, same, b.author, claim(9), mark(9)).is_ok());
}

#[test]
fn wording_a_claim() {
    let mut b = Bench::new(TEXT);
    let title = b.run(claims::set_claim_text(&b.project, claim(1), " 4 people \n died. "));
    assert_eq!(title, "Claim worded: 4 people died.");
    assert_eq!(b.project.claims()[&claim(1)].text, "4 people died.");
    assert!(claims::set_claim_text(&b.project, claim(1), "4 people died.").is_err());
    assert!(
        refused(claims::set_claim_text(&b.project, claim(1), " \n")).contains("needs a sentence")
    );
    assert_eq!(
        refused(claims::set_claim_text(&b.project, claim(7), "x")),
        "The claim is not there any more"
    );
}

#[test]
fn stance_of_the_author_needs_a_chain_only_while_it_says_something() {
    let mut b = Bench::new(TEXT);
    let title = b.run(claims::set_stance(&b.project, b.document, mark(1), Stance::Denies));
    assert_eq!(title, "Stance: Denies. Four people died");
    assert_eq!(b.hops(1).len(), 1);
    assert!(b.hops(1)[0].is_implicit());
    b.run(claims::set_stance(&b.project, b.document, mark(1), Stance::Asserts));
    assert_eq!(b.chains(1), [], "the author asserts it: no chain says so");
    let again = claims::set_stance(&b.project, b.document, mark(1), Stance::Asserts);
    assert_eq!(refused(again), "Stance is “Asserts” already");
}

#[test]
fn stance_goes_round() {
    let mut b = Bench::new(TEXT);
    let round = [Stance::Denies, Stance::Questions, Stance::Reports, Stance::Asserts];
    for (step, stance) in (1..).zip(round) {
        b.run(claims::cycle_stance(&b.project, b.document, mark(1)));
        let now = b.chains(1).first().map_or(Stance::Asserts, |c| c.hops[0].stance);
        assert_eq!(now, stance, "step {step}");
    }
    assert_eq!(b.chains(1), []);
}

#[test]
fn certainty_steps_stop_at_the_ends() {
    let mut b = Bench::new(TEXT);
    assert!(claims::certainty_step(&b.project, b.document, mark(1), -1).is_err());
    for certainty in [Certainty::Possible, Certainty::Probable, Certainty::Certain] {
        b.run(claims::certainty_step(&b.project, b.document, mark(1), 1));
        assert_eq!(b.hops(1)[0].certainty, certainty);
    }
    let more = claims::certainty_step(&b.project, b.document, mark(1), 1);
    assert_eq!(refused(more), "Certainty is “Certain” already");
    b.run(claims::set_certainty(&b.project, b.document, mark(1), Certainty::Unset));
    assert_eq!(b.chains(1), []);
}

#[test]
fn only_claims_have_a_stance() {
    let b = Bench::new(TEXT);
    let edit = claims::cycle_stance(&b.project, b.document, mark(2));
    assert_eq!(refused(edit), "This mark is not a claim");
    let edit = claims::cycle_stance(&b.project, b.document, mark(99));
    assert_eq!(refused(edit), "The mark is not there any more");
}

#[test]
fn cues_are_shared_and_go_when_nobody_uses_them() {
    let mut b = Bench::new(TEXT);
    let doc = b.document;
    let told = b.span("told");
    assert_eq!(
        b.run(claims::add_cue(&b.project, doc, mark(1), told, b.author, mark(9))),
        "Cue added: told"
    );
    assert_eq!(b.hops(1)[0].cue, [mark(3)], "an identical cue is used again");
    let again = claims::add_cue(&b.project, doc, mark(1), told, b.author, mark(9));
    assert_eq!(refused(again), "“told” is a cue of this claim already");
    let agreed = b.span("agreed");
    b.run(claims::add_cue(&b.project, doc, mark(6), agreed, b.author, mark(9)));
    assert_eq!(b.get(9).kind(), Kind::Cue);
    b.run(claims::add_cue(&b.project, doc, mark(1), agreed, b.author, mark(10)));
    b.run(claims::remove_cue(&b.project, doc, mark(6), mark(9)));
    assert!(b.has(9));
    b.run(claims::remove_cue(&b.project, doc, mark(1), mark(9)));
    assert!(!b.has(9));
    assert!(claims::remove_cue(&b.project, doc, mark(1), mark(9)).is_err());
}

#[test]
fn the_words_of_a_cue_again_take_it_off() {
    let mut b = Bench::new(TEXT);
    let doc = b.document;
    let agreed = b.span("agreed");
    b.run(claims::toggle_cue(
        &b.project,
        doc,
        mark(1),
        CueOf::Originator,
        agreed,
        b.author,
        mark(9),
    ));
    assert_eq!(b.hops(1)[0].cue, [mark(9)]);
    b.run(claims::toggle_cue(
        &b.project,
        doc,
        mark(6),
        CueOf::Originator,
        agreed,
        b.author,
        mark(10),
    ));
    assert_eq!(b.hops(6)[0].cue, [mark(9)], "of another claim they are one as well");
    let done = b.run(claims::toggle_cue(
        &b.project,
        doc,
        mark(1),
        CueOf::Originator,
        agreed,
        b.author,
        mark(10),
    ));
    assert_eq!(done, "Cue removed: agreed");
    assert_eq!(b.chains(1), [], "nothing else was said of who says it");
    assert_eq!(b.hops(6)[0].cue, [mark(9)]);
}

#[test]
fn who_passes_a_claim_on_has_cues_of_their_own() {
    let mut b = Bench::new(TEXT);
    let doc = b.document;
    let agreed = b.span("agreed");
    let toggle =
        |b: &Bench, of| claims::toggle_cue(&b.project, doc, mark(1), of, agreed, b.author, mark(9));
    let why = refused(toggle(&b, CueOf::Outermost));
    assert!(why.starts_with("Nobody passes this claim on yet"), "{why}");
    b.run(claims::add_hop(&b.project, doc, mark(1), 0, Who::Mark(mark(2)), b.author, mark(10)));
    b.run(toggle(&b, CueOf::Outermost));
    assert_eq!((&b.hops(1)[0].cue[..], &b.hops(1)[1].cue[..]), (&[mark(9)][..], &[][..]));
    b.run(toggle(&b, CueOf::Outermost));
    assert!(b.hops(1)[0].cue.is_empty() && !b.has(9));
}

#[test]
fn quotation_goes_round() {
    let mut b = Bench::new(TEXT);
    let round = [
        Some(Quotation::Direct),
        Some(Quotation::Indirect),
        Some(Quotation::Mixed),
        None,
        Some(Quotation::Direct),
    ];
    for quotation in round {
        b.run(claims::cycle_quotation(&b.project, b.document, mark(1)));
        assert_eq!(b.chains(1).first().and_then(|c| c.hops[0].quotation), quotation);
    }
}

#[test]
fn the_rest_of_the_originator() {
    let mut b = Bench::new(TEXT);
    let doc = b.document;
    b.run(claims::toggle_anonymous(&b.project, doc, mark(1)));
    assert_eq!(b.hops(1)[0].anonymity, Anonymity::AnonymousRequested);
    b.run(claims::set_anonymity(&b.project, doc, mark(1), Anonymity::RoleOnly));
    b.run(claims::toggle_anonymous(&b.project, doc, mark(1)));
    assert_eq!(b.chains(1), []);
    b.run(claims::set_quotation(&b.project, doc, mark(1), Some(Quotation::Mixed)));
    b.run(claims::set_medium(&b.project, doc, mark(1), " a phone\ncall "));
    assert_eq!(b.hops(1)[0].medium, "a phone call");
    b.run(claims::set_medium(&b.project, doc, mark(1), ""));
    b.run(claims::set_quotation(&b.project, doc, mark(1), None));
    assert_eq!(b.chains(1), []);
}

#[test]
fn deleting_a_claim_frees_what_only_it_used() {
    let mut b = Bench::new(TEXT);
    let doc = b.document;
    b.run(claims::add_speaker(&b.project, doc, mark(1), Who::Mark(mark(2)), b.author, mark(9)));
    b.run(claims::add_speaker(
        &b.project,
        doc,
        mark(1),
        Who::Words(b.span("A clerk")),
        b.author,
        mark(9),
    ));
    b.run(claims::add_cue(&b.project, doc, mark(1), b.span("told"), b.author, mark(10)));
    b.run(claims::add_cue(&b.project, doc, mark(1), b.span("denied"), b.author, mark(10)));
    b.run(claims::add_cue(&b.project, doc, mark(6), b.span("denied"), b.author, mark(10)));
    let title = b.run(claims::delete_claim_mention(&b.project, doc, mark(1)));
    assert_eq!(title, "Claim removed: Four people died");
    assert!(!b.project.claims().contains_key(&claim(1)));
    assert!(!b.has(3) && !b.has(9), "its cue and speaker go");
    assert!(b.has(2) && b.has(5), "a mention stays, and a cue that another claim uses");
}

#[test]
fn a_claim_with_other_mentions_or_links_stays_in_the_register() {
    let mut b = Bench::new(TEXT);
    let doc = b.document;
    b.run(claims::set_topic(&b.project, claim(6), "How many?"));
    let title = b.run(claims::attach_to_claim(&b.project, doc, mark(6), claim(1)));
    assert_eq!(title, "Now a mention of: Four people died");
    assert_eq!(b.project.claims()[&claim(1)].topic, "How many?", "what was found out stays");
    assert!(!b.project.claims().contains_key(&claim(6)), "nobody says it any more");
    let title = b.run(claims::delete_claim_mention(&b.project, doc, mark(6)));
    assert_eq!(title, "Claim mention removed: Four people died");
    assert!(b.project.claims().contains_key(&claim(1)));
    assert!(claims::attach_to_claim(&b.project, doc, mark(1), claim(1)).is_err());
    assert!(claims::attach_to_claim(&b.project, doc, mark(1), claim(6)).is_err());

    let mut b = Bench::new(TEXT);
    let link = ClaimLink {
        id: ClaimLinkId::new(actions_support::uuid(1)),
        from: claim(1),
        to: claim(6),
        kind: ClaimLinkType::Related,
        note: String::new(),
    };
    b.project.apply_all(&[Op::AddClaimLink(Box::new(link))]).unwrap();
    b.run(claims::delete_claim_mention(&b.project, doc, mark(1)));
    assert!(b.project.claims().contains_key(&claim(1)), "a link names it");
}

#[test]
fn whoever_passes_it_on_has_cues_of_their_own() {
    let mut b = Bench::new(TEXT);
    let (doc, who) = (b.document, Who::Mark(mark(2)));
    b.run(claims::add_speaker(&b.project, doc, mark(1), who, b.author, mark(9)));
    let who = Who::Mark(mark(4));
    b.run(claims::add_hop(&b.project, doc, mark(1), 0, who, b.author, mark(9)));
    let span = b.span("told");
    b.run(claims::add_hop_cue(&b.project, doc, mark(1), 0, span, b.author, mark(9)));
    assert_eq!((&b.hops(1)[0].cue[..], &b.hops(1)[1].cue[..]), (&[mark(3)][..], &[][..]));
    let again = claims::add_hop_cue(&b.project, doc, mark(1), 0, span, b.author, mark(9));
    assert_eq!(refused(again), "“told” is a cue of this claim already");
    let nobody = claims::add_hop_cue(&b.project, doc, mark(1), 2, span, b.author, mark(9));
    assert_eq!(refused(nobody), "The speaker is not there any more");
    b.run(claims::remove_cue(&b.project, doc, mark(1), mark(3)));
    assert!(!b.has(3) && b.hops(1)[0].cue.is_empty());
}

#[test]
fn wording_a_shared_claim_says_for_how_many_mentions() {
    let mut b = Bench::new(TEXT);
    let to = claim(1);
    b.run(claims::attach_to_claim(&b.project, b.document, mark(6), to));
    let title = b.run(claims::set_claim_text(&b.project, to, "4 died."));
    assert_eq!(title, "Claim worded for 2 mentions: 4 died.");
}
