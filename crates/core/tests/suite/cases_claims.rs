//! What is claimed, and how claims bear on each other: each test is a phenomenon of real
//! reports, on invented text.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::cases_support;

use cases_support::{At, Desk};
use glossator_core::actions::claims::{self, HopEdit};
use glossator_core::model::*;
use glossator_core::query::{BoardLinkKind, evidence_rows, neighbours, time_choices};
use serde_json::json;

const COURIER: (&str, &str) = ("Marrow Bay Courier", "2024-03-23");
const STANDARD: (&str, &str) = ("Halvern Standard", "2024-06-02");

fn one(text: &str) -> Desk {
    Desk::of_outlets(&[(COURIER.0, COURIER.1, text)])
}

/// The times that the field "When" proposes for some selected words.
fn times(desk: &Desk, at: At, selected: &str) -> Vec<(String, String)> {
    let open = desk.project.open(at.document).unwrap();
    let found = time_choices(&desk.project, open, desk.get(at), "", selected);
    found.into_iter().map(|c| (c.time, c.words)).collect()
}

#[test]
fn the_same_speaker_concedes_in_part() {
    let mut desk = one("Idris Tamm said no fuel had been stored. However, he conceded that some \
        drums might have been left.");
    let (_, tamm) = desk.named(0, "Idris Tamm", "PER", Level::Nam, "");
    let he = desk.mark(0, "he", "PER");
    desk.level(he, Level::Pro);
    desk.link(he, tamm, Confidence::Sure);
    let fuel = desk.claim(0, "fuel had been stored", "Fuel was stored in the depot.");
    desk.speaker(fuel, "Idris Tamm");
    desk.stance(fuel, Stance::Denies);
    let drums = desk.claim(0, "some drums might have been left", "Drums were left in the depot.");
    desk.speaker(drums, "he");
    desk.cue(drums, "conceded");
    desk.hop(drums, 0, HopEdit::Certainty(Certainty::Possible));
    desk.relate(drums, fuel, ClaimLinkType::Related);

    assert_eq!(desk.chain(drums), "Marrow Bay Courier › Idris Tamm");
    assert_eq!(desk.links(), [(BoardLinkKind::Related, drums, fuel)]);
    assert!(!desk.card(fuel).in_conflict, "to concede a part is no contradiction");
    let file = desk.exported();
    let hop = |source, stance, certainty| json!([{"source": [source], "entity": ["Idris Tamm"], "stance": stance, "certainty": certainty}]);
    file.assert_hops(fuel, hop("Idris Tamm", "denies", "unset"));
    file.assert_hops(drums, hop("he", "asserts", "possible"));
    let link = ["related", "Drums were left in the depot.", "Fuel was stored in the depot."];
    assert_eq!(file.links(), [json!(link)]);
}

#[test]
fn one_quotation_with_two_halves() {
    let mut desk = one("“They are Front sympathisers, not paid members,” Oren Valk said.");
    let said = "They are Front sympathisers";
    let half = desk.claim(0, said, "The detained sympathise with the Front.");
    let other = desk.claim(0, "They are", "The detained are paid members of the Front.");
    desk.add_range(other, "not paid members");
    for at in [half, other] {
        desk.speaker(at, "Oren Valk");
        desk.hop(at, 0, HopEdit::Quotation(Some(Quotation::Direct)));
    }
    desk.stance(other, Stance::Denies);

    assert_eq!((desk.support(half), desk.support(other)), ((1, 1), (0, 0)));
    assert_eq!(desk.card(other).stance, Stance::Denies);
    assert_eq!(desk.links(), [], "what is denied is another claim");
    let file = desk.exported();
    file.assert_mark(half, json!({"words": [said]}));
    file.assert_mark(
        other,
        json!({"words": ["They are", "not paid members"], "claim": "The detained are paid members of the Front."}),
    );
    for (at, stance) in [(half, "asserts"), (other, "denies")] {
        let hop = json!([{"source": ["Oren Valk"], "stance": stance, "quotation": "direct"}]);
        file.assert_hops(at, hop);
    }
    assert_eq!(file.hops(half)[0]["source"], file.hops(other)[0]["source"]);
}

#[test]
fn a_question_that_its_author_answers() {
    let mut desk = one("Is the Front merely a local nuisance, or a trade with branches abroad? \
        Many have asked. The ledgers point to the latter.");
    let claim = desk.claim(0, "a trade with branches abroad", "The Front has branches abroad.");
    desk.add_range(claim, "The ledgers point to the latter");
    assert_eq!(desk.chain(claim), "Marrow Bay Courier › own voice");
    let row = ("The author".to_owned(), "the document’s own words".to_owned());
    assert_eq!(desk.who_says_so(claim)[1], row);
    assert_eq!(desk.support(claim), (1, 1));
    let file = desk.exported();
    file.assert_mark(
        claim,
        json!({"chains": [], "claim": "The Front has branches abroad.",
            "words": ["a trade with branches abroad", "The ledgers point to the latter"]}),
    );
}

#[test]
fn an_error_that_another_document_contradicts() {
    let mut desk = Desk::of_outlets(&[
        (
            "Tern’s Notebook",
            "2025-10-01",
            "In 2025 came the winter raid, then the March Pier Nine fire.",
        ),
        (STANDARD.0, STANDARD.1, "The fire at Pier Nine broke out on March 22, 2024."),
    ]);
    let sentence = "The fire at Pier Nine broke out in March 2025.";
    let wrong = desk.claim(0, "In 2025", sentence);
    desk.add_range(wrong, "the March Pier Nine fire");
    assert_eq!(times(&desk, wrong, "In 2025")[0], ("2025".to_owned(), "In 2025".to_owned()));
    let claim = desk.claim_of(wrong);
    desk.run(claims::set_event_time(&desk.project, claim, "2025-03", "In 2025 … March"));
    let words = desk.evidence(wrong, EvidenceStance::Refutes, 1, "broke out on March 22, 2024");
    let why = "The Standard and the log agree on 2024.";
    desk.run(claims::set_verdict(&desk.project, claim, Some(Verdict::Refuted), why));

    let rows = evidence_rows(&desk.project, claim);
    let items: Vec<(&str, &str)> =
        rows[0].items.iter().map(|i| (i.place.as_str(), i.words.as_str())).collect();
    assert_eq!(items, [("Halvern Standard", "broke out on March 22, 2024")]);
    assert_eq!((rows.len(), rows[0].stance), (1, EvidenceStance::Refutes));
    assert_eq!(rows[0].title(), "Set 1, refutes");
    let file = desk.exported();
    file.assert_claim(
        claim,
        json!({"text": sentence, "event_time": "2025-03", "event_time_words": "In 2025 … March",
            "verdict": "refuted", "justification": why}),
    );
    let item = json!(["Halvern Standard", "broke out on March 22, 2024"]);
    assert_eq!(file.evidence(), [json!([sentence, "refutes", 1, [item]])]);
    file.assert_mark(words, json!({"kind": "evidence", "words": ["broke out on March 22, 2024"]}));
    file.assert_mark(wrong, json!({"words": ["In 2025", "the March Pier Nine fire"]}));
}

#[test]
fn figures_of_which_the_later_is_compatible() {
    let mut desk = Desk::of_outlets(&[
        (COURIER.0, COURIER.1, "In all, over 130 killed, it said."),
        (STANDARD.0, STANDARD.1, "By then 145 people were killed."),
        ("Lantern", "2024-06-03", "No more than 90 people died."),
    ]);
    let first = desk.claim(0, "over 130 killed", "Over 130 people were killed.");
    let later = desk.claim(1, "145 people were killed", "145 people were killed.");
    for at in [first, later] {
        desk.topic(at, "How many people were killed?");
        desk.accept_figure(at);
    }
    assert_eq!(desk.links(), [], "145 is over 130");
    desk.relate(later, first, ClaimLinkType::Updates);
    assert_eq!(desk.links(), [(BoardLinkKind::Updates, later, first)]);
    assert_eq!((desk.card(first).figure, desk.card(later).figure), ("> 130".into(), "145".into()));
    let rows = neighbours(&desk.project, first.document, first.id);
    assert_eq!((rows[0].relation, rows[0].figure.as_str()), ("Updated by", "145"));

    // What does exclude them is seen by itself.
    let low = desk.claim(2, "No more than 90 people died", "At most 90 people died.");
    desk.topic(low, "How many people were killed?");
    desk.accept_figure(low);
    let links = desk.links();
    for at in [first, later] {
        let found = links.iter().any(|l| l.0 == BoardLinkKind::Figures && [l.1, l.2].contains(&at));
        assert!(found && desk.card(at).in_conflict, "{links:?}");
    }
    let file = desk.exported();
    for (at, quantity) in [
        (
            first,
            json!({"of": "killed", "min": 130.0, "modifier": "over", "words": "over 130 killed"}),
        ),
        (
            later,
            json!({"of": "people killed", "min": 145.0, "max": 145.0, "modifier": "exact", "words": "145 people were killed"}),
        ),
        (
            low,
            json!({"of": "people died", "max": 90.0, "modifier": "range", "words": "No more than 90 people died"}),
        ),
    ] {
        file.assert_claim(desk.claim_of(at), json!({"quantities": [quantity]}));
    }
    let link = json!(["updates", "145 people were killed.", "Over 130 people were killed."]);
    assert_eq!(file.links(), [link]);
}

#[test]
fn a_malformed_figure() {
    let mut desk = one("The Front has over 1,500-2,200 fighters active.");
    let claim = desk.claim(0, "over 1,500-2,200 fighters active", "The Front has many fighters.");
    let figure = desk.accept_figure(claim);
    assert_eq!(
        (figure.min, figure.max, figure.modifier),
        (Some(1500.0), Some(2200.0), Modifier::Range)
    );
    assert_eq!(
        (desk.card(claim).figure.as_str(), desk.card(claim).of.as_str()),
        ("1,500–2,200", "fighters active")
    );
    let file = desk.exported();
    file.assert_claim(
        desk.claim_of(claim),
        json!({"quantities": [{"of": "fighters active", "min": 1500.0, "max": 2200.0, "modifier": "range",
            "words": "over 1,500-2,200 fighters active"}]}),
    );
}

#[test]
fn a_document_that_disagrees_with_itself() {
    let mut desk =
        one("Police caught Marek Doll, the leader of one of the crews. Doll was not just \
        a spokesman but third in rank, they said.");
    let leader = desk.claim(0, "the leader of one of the crews", "Doll leads a crew.");
    let third = desk.claim(0, "not just a spokesman but third in rank", "Doll is third in rank.");
    desk.speaker(third, "they");
    desk.relate(third, leader, ClaimLinkType::Refutes);
    assert_eq!(desk.links(), [(BoardLinkKind::Refutes, third, leader)]);
    assert!(desk.card(leader).in_conflict && desk.card(third).in_conflict);
    let rows = neighbours(&desk.project, leader.document, leader.id);
    assert_eq!(
        (rows[0].relation, rows[0].place.as_str()),
        ("Refuted by", "Marrow Bay Courier, claim 2")
    );
    let file = desk.exported();
    assert_eq!(file.links(), [json!(["refutes", "Doll is third in rank.", "Doll leads a crew."])]);
    file.assert_mark(leader, json!({"chains": [], "words": ["the leader of one of the crews"]}));
    file.assert_hops(third, json!([{"source": ["they"]}]));
}

#[test]
fn a_day_without_a_year() {
    let mut desk =
        one("Doll was detained on May 16, according to a report by the port’s monitors.");
    let date = desk.mark(0, "May 16", "DATE");
    let claim = desk.claim(0, "Doll was detained on May 16", "Doll was detained on 16 May.");
    desk.speaker(claim, "the port’s monitors");
    desk.cue(claim, "according to");
    desk.hop(claim, 0, HopEdit::Medium("a report".to_owned()));
    let proposed = times(&desk, claim, "");
    let time = |t: &str| (t.to_owned(), "May 16".to_owned());
    assert_eq!(
        proposed[..2],
        [time("XXXX-05-16"), time("2023-05-16")],
        "as said, then as it may be"
    );
    let id = desk.claim_of(claim);
    desk.run(claims::set_event_time(&desk.project, id, &proposed[0].0, &proposed[0].1));
    assert!(claims::set_event_time(&desk.project, id, "XXXX-16-05", "").is_err());
    let file = desk.exported();
    file.assert_claim(id, json!({"event_time": "XXXX-05-16", "event_time_words": "May 16"}));
    file.assert_mark(date, json!({"kind": "mention", "label": "DATE", "entity": null}));
    file.assert_hops(claim, json!([{"source": ["the port’s monitors"], "medium": "a report"}]));
}

#[test]
fn opposed_positions_of_which_one_is_a_vow() {
    let mut desk = one("Halvern’s ministers have vowed to crack down on smugglers. Calder has \
        accused Halvern of hiding them.");
    let vow = desk.claim(0, "crack down on smugglers", "Halvern will crack down on smugglers.");
    desk.speaker(vow, "Halvern’s ministers");
    desk.cue(vow, "have vowed to");
    let (_, calder) = desk.named(0, "Calder", "GPE", Level::Nam, "");
    let hides = desk.claim(0, "Halvern of hiding them", "Halvern hides smugglers.");
    desk.speaker(hides, "Calder");
    desk.cue(hides, "has accused");
    for (at, kind, worthy) in [(vow, "prediction", false), (hides, "event", true)] {
        let id = desk.claim_of(at);
        desk.run(claims::set_claim_type(&desk.project, id, kind));
        desk.run(claims::set_check_worthy(&desk.project, id, Some(worthy)));
    }
    desk.relate(hides, vow, ClaimLinkType::Related);
    assert_eq!(desk.chain(vow), "Marrow Bay Courier › Halvern’s ministers");
    assert_eq!(desk.chain(hides), "Marrow Bay Courier › Calder");
    assert!(!desk.card(vow).in_conflict, "a vow is no fact that the accusation denies");
    assert_eq!(desk.project.entity_use(calder), (2, 1));
    let file = desk.exported();
    let claim = |kind, worthy| json!({"claim_type": kind, "check_worthy": worthy, "verdict": null});
    file.assert_claim(desk.claim_of(vow), claim("prediction", false));
    file.assert_claim(desk.claim_of(hides), claim("event", true));
    file.assert_hops(vow, json!([{"source": ["Halvern’s ministers"], "cue": ["have vowed to"]}]));
    file.assert_hops(hides, json!([{"entity": ["Calder"], "cue": ["has accused"]}]));
    assert_eq!(file.links()[0][0], "related");
}
