//! Which claims are proposed for a mention.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, claim, entity, mark};
use glossator_core::actions::{claims, entities};
use glossator_core::model::{Confidence, EVENT_ROLE};
use glossator_core::quantity::propose;
use glossator_core::query::{Probe, Why, similar_claims};

const TEXT: &str = "[claim|Four people died in the depot fire]. [claim|Nine people died]. \
    [claim|In the depot fire four people died]. [claim|اندلع حريق في المستودع]. \
    [claim|حريق اندلع في مستودع]. [claim|The permit was valid].";

#[test]
fn likely_claims_come_first_and_say_why() {
    let mut b = Bench::new(TEXT);
    for n in [1, 2] {
        b.run(claims::set_topic(&b.project, claim(n), "How many people died?"));
        let figure = propose(&b.project.claims()[&claim(n)].text).remove(0);
        b.run(claims::add_quantity(&b.project, claim(n), figure));
    }
    let found = |n| {
        let probe = Probe::of_mention(&b.project, b.document, mark(n)).unwrap();
        similar_claims(&b.project, &probe, 8)
    };
    let toll = found(3);
    assert_eq!(toll[0].claim, claim(1));
    assert_eq!((toll[0].figure.as_str(), toll[0].excludes), ("4", Some(false)));
    assert_eq!(toll[0].why, [Why::Counts, Why::Words]);
    assert_eq!((toll[1].claim, toll[1].excludes), (claim(2), Some(true)));
    let arabic: Vec<_> = found(4).iter().map(|c| (c.claim, c.why.clone())).collect();
    assert_eq!(arabic, [(claim(5), vec![Why::Words])]);
    assert_eq!(found(6), []);
    assert_eq!(found(2)[0].why[0], Why::Topic);
    assert_eq!(found(2).iter().filter(|c| c.claim == claim(2)).count(), 0, "not itself");
}

#[test]
fn a_new_claim_is_like_those_of_the_event_that_its_words_name() {
    let mut b = Bench::new(
        "[claim|The Front set the depot on fire]. [claim|Those behind [LOC|the blaze at the quay] \
         fled]. [claim|It rained].",
    )
    .with_entity(1, "Pier Nine fire", "EVENT");
    let doc = b.document;
    b.run(claims::add_participant(&b.project, claim(1), EVENT_ROLE, entity(1)));
    let found = |b: &Bench, n| -> Vec<_> {
        let probe = Probe::of_mention(&b.project, doc, mark(n)).unwrap();
        let found = similar_claims(&b.project, &probe, 8);
        found.into_iter().map(|c| (c.claim, c.why)).collect()
    };
    assert_eq!(found(&b, 2), []);
    b.run(entities::link(&b.project, doc, mark(3), entity(1), Confidence::Sure));
    assert_eq!(found(&b, 2), [(claim(1), vec![Why::Event])]);
    // Somebody who takes part in many things is not enough.
    b.run(claims::set_participant_role(&b.project, claim(1), 0, "place"));
    assert_eq!(found(&b, 2), []);
}
