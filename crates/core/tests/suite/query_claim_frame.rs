//! What the fields of a claim propose, and what others have to do with it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::support;

use glossator_core::actions::claims;
use glossator_core::model::*;
use glossator_core::ops::Op;
use glossator_core::quantity::propose;
use glossator_core::query::*;
use support::*;

fn add_claim(p: &mut Project, n: u128, text: &str, topic: &str) {
    let c =
        Claim { topic: topic.into(), quantities: propose(text), ..Claim::stating(claim(n), text) };
    p.apply_all(&[Op::AddClaim(Box::new(c))]).unwrap();
}

/// A mention of a claim over the first `len` bytes of a document.
fn add_mention(p: &mut Project, n: u128, document: u128, of: u128, len: u32, stance: Stance) {
    let hop = Hop { stance, ..Hop::default() };
    let chains =
        if stance == Stance::Asserts { Vec::new() } else { vec![Chain { hops: vec![hop] }] };
    let body = Body::Claim { claim: claim(of), chains };
    let ranges = Ranges::one(span(0, len)).unwrap();
    let a = Annotation { label: None, body, ..mention(p, ann(n), doc(document), "PER", ranges) };
    p.apply_all(&[add(a)]).unwrap();
}

const TOLL: &str = "How many people died?";

/// Claims 0 to 2 of the toll, 3 of the fuel; claim 0 is asserted in document 0 and denied
/// in document 1.
fn toll() -> Project {
    let mut p = empty_project();
    for n in 0..3 {
        add_document(
            &mut p,
            doc(n),
            "At least six people died late on 12 March 2026 at Pier Nine.",
        );
        let edit = glossator_core::ops::DocumentEdit::Meta(
            MetaField::Publisher,
            Some(["Harbour Lantern", "Radio Calder", "Northline Wire"][n as usize].to_owned()),
        );
        p.apply_all(&[Op::EditDocument(doc(n), edit)]).unwrap();
    }
    add_claim(&mut p, 0, "Four people died in the fire.", TOLL);
    add_claim(&mut p, 1, "Nine people died in the fire.", TOLL);
    add_claim(&mut p, 2, "Six people died in the fire.", TOLL);
    add_claim(&mut p, 3, "Fuel was stored without a permit.", "");
    add_mention(&mut p, 0, 0, 0, 24, Stance::Asserts);
    add_mention(&mut p, 1, 1, 0, 24, Stance::Denies);
    add_mention(&mut p, 2, 2, 1, 24, Stance::Asserts);
    for (n, (from, to, kind)) in
        [(1, 0, ClaimLinkType::Refutes), (0, 2, ClaimLinkType::Updates)].into_iter().enumerate()
    {
        let (id, note) = (link(n as u128), String::new());
        let l = ClaimLink { id, from: claim(from), to: claim(to), kind, note };
        p.apply_all(&[Op::AddClaimLink(Box::new(l))]).unwrap();
    }
    p
}

#[test]
fn neighbours_are_links_from_both_ends_and_other_mentions() {
    let p = toll();
    let words =
        |r: &NeighbourRow| format!("{} {} | {} {}", r.relation, r.place, r.own_figure, r.figure);
    let of = |d, a| neighbours(&p, doc(d), ann(a)).iter().map(words).collect::<Vec<_>>();
    assert_eq!(
        of(0, 0),
        [
            "Refuted by Northline Wire, claim 1 | 4 9",
            "Updates  | 4 6",
            "Denied in Radio Calder, claim 1 | 4 4"
        ]
    );
    assert_eq!(of(1, 1).last().unwrap(), "Asserted in Harbour Lantern, claim 1 | 4 4");
    assert_eq!(of(2, 2), ["Refutes Harbour Lantern, claim 1 | 9 4"]);
    assert_eq!(of(2, 77), Vec::<String>::new());
}

#[test]
fn a_claim_to_link_is_found_by_likeness_or_by_words() {
    let p = toll();
    let probe = Probe::of_claim(&p, claim(0)).unwrap();
    let ids = |typed| claim_choices(&p, &probe, typed).iter().map(|c| c.claim).collect::<Vec<_>>();
    assert_eq!(ids(""), [claim(1), claim(2), claim(3)], "those that are alike come first");
    assert_eq!(ids("permit fuel"), [claim(3)]);
    assert_eq!(ids("nine"), [claim(1)]);
    assert_eq!(ids("four"), [], "not the claim itself");
    assert_eq!(topics(&p, "people"), [(TOLL.to_owned(), 3)]);
    assert_eq!(topics(&p, "alarm"), []);
    assert_eq!(topics(&p, "how died?"), [(TOLL.to_owned(), 3)], "all words, in any order");
    // Enter takes the first: a question that is there, before a new one that is hardly another.
    let choices = |typed: &str| {
        let all = topic_choices(&p, typed).into_iter();
        all.map(|c| format!("{} {:?}", c.topic, c.claims)).collect::<Vec<_>>()
    };
    let known = format!("{TOLL} Some(3)");
    assert_eq!(choices("people died"), [known.clone(), "people died None".to_owned()]);
    assert_eq!(choices("how many  people died"), [known]);
    assert_eq!(choices("Who rang?"), ["Who rang? None"]);
    assert_eq!(choices(" ").len(), 1);
}

#[test]
fn roles_that_participants_have_are_proposed() {
    let mut p = toll();
    let add = |p: &mut Project, c: u128, role: &str, e: u128| {
        let entry = Entity::named(entity(e), format!("E{e}"), None);
        if !p.entities().contains_key(&entry.id) {
            p.apply_all(&[Op::AddEntity(Box::new(entry))]).unwrap();
        }
        let edit = claims::add_participant(p, claim(c), role, entity(e)).unwrap();
        p.apply_all(&edit.ops).unwrap();
    };
    add(&mut p, 0, "owner", 1);
    add(&mut p, 0, "victim", 2);
    add(&mut p, 0, "victim", 3);
    add(&mut p, 1, "victim", 2);
    add(&mut p, 2, EVENT_ROLE, 4);
    add(&mut p, 2, "", 4);
    let all = [("victim".to_owned(), 2), ("owner".to_owned(), 1)];
    assert_eq!(roles(&p, ""), all);
    assert_eq!(roles(&p, "OWN"), all[1..]);
    assert_eq!(roles(&p, "event"), []);
}

#[test]
fn figures_and_times_are_read_from_the_words() {
    let p = toll();
    let open = p.open(doc(0)).unwrap();
    let a = open.marks.get(ann(0)).unwrap();
    let shown = |qs: Vec<Quantity>| {
        qs.iter()
            .map(|q| format!("{} {}", glossator_core::quantity::figure(q), q.words))
            .collect::<Vec<_>>()
    };
    // "Four" is known already.
    let found = shown(figure_proposals(&p, a, "12 buses"));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("12 ") && found[1].starts_with("≥ 6 "), "{found:?}");
    let times = time_choices(&p, open, a, "12 March 2026", "");
    assert_eq!((times[0].time.as_str(), times[0].words.as_str()), ("2026-03-12", "12 March 2026"));
    // What is no time is offered as it is, so that the reason can be told.
    assert_eq!(time_choices(&p, open, a, "2026-13", "")[0].time, "2026-13");
    assert_eq!(time_choices(&p, open, a, "", "12 March 2026")[0].words, "12 March 2026");
    // The claim's own words are kept with the time that they say.
    let mut p = p.clone();
    add_mention(&mut p, 9, 0, 3, 60, Stance::Asserts);
    let open = p.open(doc(0)).unwrap();
    let times = time_choices(&p, open, open.marks.get(ann(9)).unwrap(), "", "");
    assert_eq!((times[0].time.as_str(), times[0].words.as_str()), ("2026-03-12", "12 March 2026"));
}

#[test]
fn a_figure_keeps_its_number_when_it_is_read_another_way() {
    let q = propose("nine people").remove(0);
    for (modifier, min, max) in [
        (Modifier::AtLeast, Some(9.0), None),
        (Modifier::Under, None, Some(9.0)),
        (Modifier::Range, Some(9.0), Some(9.0)),
        (Modifier::About, Some(9.0), Some(9.0)),
    ] {
        let new = with_modifier(&q, modifier);
        assert_eq!((new.min, new.max), (min, max), "{modifier:?}");
        let back = with_modifier(&new, Modifier::Exact);
        assert_eq!((back.min, back.max), (Some(9.0), Some(9.0)));
    }
    assert_eq!(
        with_number(&q, Bound::Low, "1,200").map(|q| (q.min, q.max)),
        Some((Some(1200.0), Some(1200.0)))
    );
    let range = with_modifier(&q, Modifier::Range);
    assert_eq!(
        with_number(&range, Bound::High, "").map(|q| (q.min, q.max)),
        Some((Some(9.0), None))
    );
    for (typed, min) in [("1,5", 1.5), ("١٢", 12.0), ("1\u{202f}500", 1_500.0), ("−3", -3.0)] {
        let read = with_number(&q, Bound::Low, typed).and_then(|q| q.min);
        assert_eq!(read, Some(min), "{typed}");
    }
    for none in ["dozens", "12 300", "1,50,0"] {
        assert_eq!(with_number(&q, Bound::Low, none), None, "{none}");
    }
}

#[test]
fn figures_as_they_are_typed() {
    let read =
        |typed, words| typed_figure(typed, words).map(|q| (q.min, q.max, q.modifier, q.words));
    let some = |min, max, modifier, words: &str| Some((min, max, modifier, words.to_owned()));
    let twelve = Some(12.0);
    assert_eq!(read(" 12 ", "zwölf  Tote"), some(twelve, twelve, Modifier::Exact, "zwölf Tote"));
    assert_eq!(read("12", ""), some(twelve, twelve, Modifier::Exact, ""));
    assert_eq!(read("at least 12", ""), some(twelve, None, Modifier::AtLeast, "at least 12"));
    assert_eq!(
        read("at least 12", "mindestens zwölf"),
        some(twelve, None, Modifier::AtLeast, "mindestens zwölf")
    );
    assert_eq!(read("a handful", ""), some(None, None, Modifier::Exact, "a handful"));
    assert_eq!(read("  ", "zwölf"), None);
}
