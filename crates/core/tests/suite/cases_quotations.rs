//! Whose words they are: each test is a phenomenon of real reports, on invented text.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::cases_support;

use cases_support::{At, Desk};
use glossator_core::actions::claims::{self, HopEdit};
use glossator_core::model::*;
use glossator_core::query::BoardLinkKind;
use serde_json::json;

/// A report of the Courier.
fn report(text: &str) -> Desk {
    Desk::of_outlets(&[("Marrow Bay Courier", "2024-03-14", text)])
}

#[test]
fn a_noun_as_cue_and_scare_quotes() {
    let text = "Despite denials by the port authority, the yard ran a “so-called safe house”.";
    let mut desk = report(text);
    let words = "the yard ran a “so-called safe house”";
    let own = desk.claim(0, words, "The yard ran a safe house.");
    let denial = desk.again(0, words, own);
    desk.speaker(denial, "the port authority");
    desk.cue(denial, "denials by");
    desk.stance(denial, Stance::Denies);
    desk.hop(own, 0, HopEdit::Quotation(Some(Quotation::Mixed)));

    assert_eq!(desk.support(own), (1, 1));
    assert_eq!(desk.links().iter().map(|l| l.0).collect::<Vec<_>>(), [BoardLinkKind::Denial]);
    assert_eq!(desk.chain(own), "Marrow Bay Courier › own voice");
    let file = desk.exported();
    file.assert_hops(
        denial,
        json!([{"source": ["the port authority"], "cue": ["denials by"], "stance": "denies", "quotation": null}]),
    );
    file.assert_hops(own, json!([{"source": [], "stance": "asserts", "quotation": "mixed"}]));
    file.assert_mark(own, json!({"words": [words]}));
}

#[test]
fn an_editorial_bracket_in_a_quotation_behind_three_hops() {
    let text = "“[The Front] didn’t exist in Calder,” Idris Tamm told Radio Calder, the Standard \
        reported.";
    let mut desk = report(text);
    let denial = desk.claim(0, "[The Front] didn’t exist in Calder", "The Front exists in Calder.");
    desk.speaker(denial, "Idris Tamm");
    desk.passed_on(denial, "Radio Calder");
    desk.passed_on(denial, "the Standard");
    desk.hop_cue(denial, 0, "reported");
    desk.cue(denial, "told");
    desk.stance(denial, Stance::Denies);
    desk.hop(denial, 2, HopEdit::Quotation(Some(Quotation::Direct)));

    let chain = "Marrow Bay Courier › the Standard › Radio Calder › Idris Tamm";
    assert_eq!(desk.chain(denial), chain);
    assert_eq!(desk.support(denial), (0, 0));
    let file = desk.exported();
    file.assert_mark(
        denial,
        json!({"words": ["[The Front] didn’t exist in Calder"], "claim": "The Front exists in Calder."}),
    );
    file.assert_hops(
        denial,
        json!([
            {"source": ["the Standard"], "cue": ["reported"], "stance": "reports", "quotation": null},
            {"source": ["Radio Calder"], "cue": [], "stance": "reports"},
            {"source": ["Idris Tamm"], "cue": ["told"], "stance": "denies", "quotation": "direct"},
        ]),
    );
}

#[test]
fn a_quotation_split_by_its_speaker() {
    let text = "“The Front is bigger than ever,” said a senior analyst, “and it buys boats.”";
    let mut desk = report(text);
    let claim = desk.claim(0, "The Front is bigger than ever", "The Front grows and buys boats.");
    desk.add_range(claim, "and it buys boats");
    desk.speaker(claim, "a senior analyst");
    desk.cue(claim, "said");
    desk.hop(claim, 0, HopEdit::Anonymity(Anonymity::RoleOnly));
    desk.hop(claim, 0, HopEdit::Quotation(Some(Quotation::Direct)));
    assert_eq!(desk.chain(claim), "Marrow Bay Courier › a senior analyst, unnamed");
    assert_eq!(desk.support(claim), (1, 1), "one claim, not two");
    let file = desk.exported();
    file.assert_mark(
        claim,
        json!({"words": ["The Front is bigger than ever", "and it buys boats"]}),
    );
    file.assert_hops(
        claim,
        json!([{"source": ["a senior analyst"], "cue": ["said"], "anonymity": "role_only", "quotation": "direct"}]),
    );
}

#[test]
fn half_quoted_half_paraphrased_and_anonymous_through_an_agency() {
    let text = "“We did not tell the public,” a port official told Northline, which agreed not to \
        name him. Panic was feared, he added.";
    let mut desk = report(text);
    let (_, official) = desk.named(0, "a port official", "PER", Level::Nom, "official of the port");
    let he = desk.mark(0, ("he", 1), "PER");
    desk.level(he, Level::Pro);
    desk.link(he, official, Confidence::Sure);
    let silent =
        desk.claim(0, "We did not tell the public", "The port kept silent for fear of panic.");
    desk.add_range(silent, "Panic was feared");
    desk.speaker(silent, "a port official");
    desk.speaker(silent, ("he", 1));
    for cue in ["told", "added"] {
        desk.cue(silent, cue);
    }
    let At { document, id } = silent;
    desk.run(claims::toggle_anonymous(&desk.project, document, id));
    desk.run(claims::set_quotation(&desk.project, document, id, Some(Quotation::Mixed)));
    desk.passed_on(silent, "Northline");

    let chain = "Marrow Bay Courier › Northline › official of the port, unnamed";
    assert_eq!(desk.chain(silent), chain);
    assert_eq!(desk.support(silent), (1, 1), "“he” is the official");
    let file = desk.exported();
    file.assert_mark(silent, json!({"words": ["We did not tell the public", "Panic was feared"]}));
    file.assert_mark(
        he,
        json!({"words": ["he"], "level": "PRO", "entity": "official of the port"}),
    );
    file.assert_hops(
        silent,
        json!([
            {"source": ["Northline"], "stance": "reports", "quotation": null},
            {"source": ["a port official", "he"], "entity": ["official of the port"], "cue": ["told", "added"],
             "anonymity": "anonymous_requested", "quotation": "mixed"},
        ]),
    );
    file.assert_entity(official, json!({"aliases": [], "external_id": null}));
}
