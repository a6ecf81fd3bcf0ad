//! Who says so, and through whom: each test is a phenomenon of real reports, on invented
//! text.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::cases_support;

use cases_support::{At, Desk};
use glossator_core::actions::claims::{self, HopEdit, Who};
use glossator_core::actions::entities;
use glossator_core::model::*;
use glossator_core::query::{BoardLinkKind, SourceKind, claim_row};
use serde_json::json;

const COURIER: (&str, &str) = ("Marrow Bay Courier", "2024-03-14");
const STANDARD: (&str, &str) = ("Halvern Standard", "2024-03-15");

fn of((outlet, day): (&'static str, &'static str), text: &'static str) -> [&'static str; 3] {
    [outlet, day, text]
}

fn desk(reports: &[[&'static str; 3]]) -> Desk {
    let reports: Vec<_> =
        reports.iter().map(|[outlet, day, text]| (*outlet, *day, *text)).collect();
    Desk::of_outlets(&reports)
}

/// The claim as lists and screen readers say it.
fn said(desk: &Desk, at: At) -> String {
    let open = desk.project.open(at.document).unwrap();
    claim_row(&desk.project, open, desk.get(at)).unwrap().words()
}

#[test]
fn one_claim_twice_by_an_adverb_and_no_source() {
    let text = "The port had reportedly been warned of the valve in private. Weeks before, \
        engineers had reportedly told it of the leak.";
    let mut desk = desk(&[of(COURIER, text)]);
    let sentence = "The port was warned of the valve.";
    let first = desk.claim(0, "The port had reportedly been warned of the valve", sentence);
    let second = desk.again(0, "engineers had reportedly told it of the leak", first);
    for (n, at) in [first, second].into_iter().enumerate() {
        desk.cue(at, ("reportedly", n));
        desk.hop(at, 0, HopEdit::Anonymity(Anonymity::Sourceless));
        desk.hop(at, 0, HopEdit::Stance(Stance::Reports));
    }
    assert_eq!(desk.support(first), (2, 1), "twice in one paper is one source");
    let card = desk.card(second);
    assert_eq!(
        (card.chain.join(" › ").as_str(), card.source),
        ("Marrow Bay Courier › nobody named", SourceKind::Anonymous)
    );
    let words = "Claim 2, reports. The port was warned of the valve. Says nobody named.";
    assert_eq!(said(&desk, second), words);

    let file = desk.exported();
    assert_eq!(file.json["claims"].as_array().unwrap().len(), 1);
    for at in [first, second] {
        file.assert_mark(at, json!({"kind": "claim", "claim": sentence}));
        let hop = json!([{"source": [], "entity": [], "cue": ["reportedly"], "anonymity": "sourceless", "stance": "reports"}]);
        file.assert_hops(at, hop);
    }
}

#[test]
fn a_newspaper_that_cites_an_agency() {
    let mut desk = desk(&[
        of(COURIER, "Citing Northline Wire, the Halvern Standard said four divers had died."),
        of(STANDARD, "Four divers died, Northline Wire reports."),
    ]);
    let (_, wire) = desk.named(0, "Northline Wire", "ORG", Level::Nam, "");
    let (_, paper) = desk.named(0, "the Halvern Standard", "ORG", Level::Nam, "Halvern Standard");
    let elsewhere = desk.mark(1, "Northline Wire", "ORG");
    desk.link(elsewhere, wire, Confidence::Sure);
    let died = desk.claim(0, "four divers had died", "Four divers died.");
    desk.speaker(died, "Northline Wire");
    desk.passed_on(died, "the Halvern Standard");
    desk.hop_cue(died, 0, "said");
    desk.cue(died, "Citing");
    let again = desk.again(1, "Four divers died", died);
    desk.speaker(again, "Northline Wire");

    let chain = "Marrow Bay Courier › Halvern Standard › Northline Wire";
    assert_eq!(desk.chain(died), chain);
    assert_eq!(desk.support(died), (2, 1), "two papers quote one agency");
    let row = |name: &str, detail: &str| (name.to_owned(), detail.to_owned());
    let rows = [
        row("Marrow Bay Courier", "publisher"),
        row("Halvern Standard", "passes it on"),
        row("Northline Wire", ""),
    ];
    assert_eq!(desk.who_says_so(died), rows);
    let speaks = glossator_core::query::Register::of(&desk.project);
    assert_eq!(speaks.row(&desk.project, wire).unwrap().speaks, 2);
    assert_eq!(speaks.row(&desk.project, paper).unwrap().speaks, 1);

    let file = desk.exported();
    file.assert_hops(
        died,
        json!([
            {"source": ["the Halvern Standard"], "entity": ["Halvern Standard"], "cue": ["said"], "stance": "reports"},
            {"source": ["Northline Wire"], "entity": ["Northline Wire"], "cue": ["Citing"], "stance": "asserts"},
        ]),
    );
}

#[test]
fn another_originator_known_by_his_role() {
    let text = "The crane broke by itself, the port said. It was sabotaged, according to a \
        spokesman for the Harbour Front.";
    let mut desk = desk(&[of(COURIER, text)]);
    let (_, front) = desk.named(0, "Harbour Front", "ORG", Level::Nam, "");
    let (role, man) = desk.named(
        0,
        "a spokesman for the Harbour Front",
        "PER",
        Level::Nom,
        "spokesman for the Front",
    );
    desk.run(entities::set_member_of(&desk.project, man, Some(front)));
    let broke = desk.claim(0, "The crane broke by itself", "The crane broke by itself.");
    desk.speaker(broke, "the port");
    let sabotage = desk.claim(0, "It was sabotaged", "The crane was sabotaged.");
    desk.speaker(sabotage, "a spokesman for the Harbour Front");
    desk.cue(sabotage, "according to");
    desk.hop(sabotage, 0, HopEdit::Anonymity(Anonymity::RoleOnly));
    desk.relate(sabotage, broke, ClaimLinkType::Refutes);

    assert_eq!(desk.chain(sabotage), "Marrow Bay Courier › spokesman for the Front, unnamed");
    assert_eq!(desk.links(), [(BoardLinkKind::Refutes, sabotage, broke)]);
    let file = desk.exported();
    let words = "a spokesman for the Harbour Front";
    file.assert_hops(
        sabotage,
        json!([{"source": [words], "cue": ["according to"], "entity": ["spokesman for the Front"], "anonymity": "role_only"}]),
    );
    file.assert_entity(man, json!({"member_of": "Harbour Front", "aliases": []}));
    file.assert_mark(role, json!({"level": "NOM", "words": [words]}));
    let link = json!(["refutes", "The crane was sabotaged.", "The crane broke by itself."]);
    assert_eq!(file.links(), [link]);
}

#[test]
fn a_denial_that_cites_a_further_source() {
    let mut desk = desk(&[
        of(STANDARD, "Fuel lay in the depot."),
        of(
            COURIER,
            "Minister Sela Marchetti dismissed the claim, saying inspectors had found no trace of it.",
        ),
    ]);
    let fuel = desk.claim(0, "Fuel lay in the depot", "Fuel lay in the depot.");
    let (_, minister) = desk.named(1, "Sela Marchetti", "PER", Level::Nam, "");
    // "The claim" says nothing by itself: it is a mention of what another text says.
    let denied = desk.again(1, "the claim", fuel);
    desk.speaker(denied, "Sela Marchetti");
    desk.cue(denied, "dismissed");
    let At { document, id } = denied;
    desk.run(claims::cycle_stance(&desk.project, document, id));
    let found = desk.again(1, "inspectors had found no trace of it", fuel);
    desk.speaker(found, "inspectors");
    desk.passed_on(found, "Sela Marchetti");
    desk.hop_cue(found, 0, "saying");
    desk.stance(found, Stance::Denies);
    desk.hop(found, 1, HopEdit::Anonymity(Anonymity::UnspecifiedGroup));

    assert_eq!(desk.support(fuel), (1, 1), "denials do not support");
    assert_eq!((desk.card(denied).stance, desk.card(denied).in_conflict), (Stance::Denies, true));
    let links = desk.links();
    assert!(links.contains(&(BoardLinkKind::Denial, denied, fuel)), "{links:?}");
    assert!(links.contains(&(BoardLinkKind::Identical, denied, found)), "{links:?}");
    assert_eq!(desk.chain(found), "Marrow Bay Courier › Sela Marchetti › inspectors, unnamed");

    let file = desk.exported();
    let by = json!({"entity": ["Sela Marchetti"], "cue": ["dismissed"], "stance": "denies"});
    file.assert_hops(denied, json!([by]));
    file.assert_mark(denied, json!({"words": ["the claim"], "claim": "Fuel lay in the depot."}));
    file.assert_hops(
        found,
        json!([
            {"source": ["Sela Marchetti"], "cue": ["saying"], "stance": "reports"},
            {"source": ["inspectors"], "entity": [], "stance": "denies", "anonymity": "unspecified_group"},
        ]),
    );
    assert_eq!(desk.project.entity_use(minister), (3, 1), "one mention, two hops");
}

#[test]
fn hedges_upon_hedges() {
    let mut desk =
        desk(&[of(COURIER, "He is suspected that he may have moved two drums to Tarn.")]);
    let moved =
        desk.claim(0, "he may have moved two drums to Tarn", "Doll moved two drums to Tarn.");
    for cue in ["is suspected", "may have"] {
        desk.cue(moved, cue);
    }
    desk.hop(moved, 0, HopEdit::Anonymity(Anonymity::Sourceless));
    let At { document, id } = moved;
    desk.run(claims::certainty_step(&desk.project, document, id, 1));
    assert_eq!(desk.card(moved).certainty, 1);
    let words = "Claim 1, asserts, possible. Doll moved two drums to Tarn. Says nobody named.";
    assert_eq!(said(&desk, moved), words);
    let file = desk.exported();
    file.assert_hops(
        moved,
        json!([{"source": [], "cue": ["is suspected", "may have"], "certainty": "possible", "anonymity": "sourceless"}]),
    );
}

#[test]
fn a_claim_of_responsibility_through_a_medium() {
    let text = "The fire was claimed by the Harbour Front through its Tide News Agency.";
    let mut desk = desk(&[of(COURIER, text)]);
    let (_, front) = desk.named(0, "Harbour Front", "ORG", Level::Nam, "");
    let (_, agency) = desk.named(0, "Tide News Agency", "ORG", Level::Nam, "");
    desk.run(entities::set_part_of(&desk.project, agency, Some(front)));
    let fire = desk.claim(0, "The fire", "The Harbour Front set the fire.");
    desk.speaker(fire, "Harbour Front");
    desk.cue(fire, "claimed by");
    let At { document, id } = fire;
    desk.run(claims::set_medium(&desk.project, document, id, "Tide News Agency"));
    desk.run(claims::add_participant(&desk.project, desk.claim_of(fire), "perpetrator", front));

    assert_eq!(desk.chain(fire), "Marrow Bay Courier › Harbour Front");
    let file = desk.exported();
    file.assert_hops(
        fire,
        json!([{"entity": ["Harbour Front"], "cue": ["claimed by"], "stance": "asserts", "medium": "Tide News Agency"}]),
    );
    let who = json!([{"role": "perpetrator", "entity": front.to_string()}]);
    file.assert_claim(desk.claim_of(fire), json!({"participants": who}));
    file.assert_entity(agency, json!({"part_of": "Harbour Front"}));
}

#[test]
fn a_blog_that_passes_on_journalists_who_cite_briefings() {
    let text = "The depot was watched, as reported by independent harbour journalists citing PSI \
        briefings.";
    let mut desk = desk(&[of(("Tern’s Notebook", "2024-03-16"), text)]);
    desk.named(0, "PSI", "ORG", Level::Nam, "Port Safety Inspectorate");
    let watched = desk.claim(0, "The depot was watched", "The depot was watched.");
    desk.speaker(watched, "PSI");
    desk.passed_on(watched, "independent harbour journalists");
    desk.hop_cue(watched, 0, "reported by");
    desk.cue(watched, "citing");
    desk.hop(watched, 0, HopEdit::Anonymity(Anonymity::UnspecifiedGroup));
    desk.hop(watched, 1, HopEdit::Medium("briefings".to_owned()));

    let chain =
        "Tern’s Notebook › independent harbour journalists, unnamed › Port Safety Inspectorate";
    assert_eq!(desk.chain(watched), chain);
    assert_eq!(desk.card(watched).source, SourceKind::Named);
    let file = desk.exported();
    file.assert_hops(
        watched,
        json!([
            {"source": ["independent harbour journalists"], "entity": [], "cue": ["reported by"],
             "anonymity": "unspecified_group", "stance": "reports"},
            {"source": ["PSI"], "entity": ["Port Safety Inspectorate"], "cue": ["citing"],
             "anonymity": "named", "stance": "asserts", "medium": "briefings"},
        ]),
    );
}

#[test]
fn two_parallel_sources_behind_the_content() {
    let text = "Six crates are gone. The Lantern writes about it according to reports from the \
        Northline and Meridian agencies.";
    let mut desk = desk(&[of(("Lantern", "2024-03-16"), text)]);
    desk.named(0, "Northline", "ORG", Level::Nam, "");
    desk.named(0, "Meridian", "ORG", Level::Nam, "");
    let gone = desk.claim(0, "Six crates are gone", "Six crates are gone.");
    desk.speaker(gone, "Northline");
    desk.passed_on(gone, "The Lantern");
    let At { document, id } = gone;
    // Beside the first one, as the inspector's "Beside" does.
    let (who, fresh) =
        (Who::Words(desk.span(0, "Meridian")), AnnotationId::new(uuid::Uuid::from_u128(9)));
    desk.run(claims::add_source(&desk.project, document, id, 1, who, desk.author, fresh));
    desk.hop_cue(gone, 0, "writes about");
    desk.cue(gone, "according to reports from");

    assert_eq!(desk.chain(gone), "Lantern › The Lantern › Northline and Meridian");
    assert_eq!(desk.support(gone), (1, 2), "one paper, two agencies");
    let file = desk.exported();
    file.assert_hops(
        gone,
        json!([
            {"source": ["The Lantern"], "cue": ["writes about"], "stance": "reports"},
            {"source": ["Northline", "Meridian"], "entity": ["Northline", "Meridian"],
             "cue": ["according to reports from"], "stance": "asserts"},
        ]),
    );
}
