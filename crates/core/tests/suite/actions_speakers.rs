//! Who says a claim: each action is run, undone and redone by the bench.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, claim, entity, mark, refused};
use glossator_core::actions::claims::{self, Who};
use glossator_core::actions::{entities, marks};
use glossator_core::model::{
    AnnotationId, Body, Chain, Confidence, EntityId, Hop, Kind, LabelId, Speaker, Stance, speakers,
};
use glossator_core::ops::{AnnotationEdit, Op};
use glossator_core::query::chain_rows;

const TEXT: &str = "[claim|Four people died], [PER|Oren Valk] [cue|told] the [ORG|Standard], \
    and [cue|denied] that [claim|the alarm failed]. A clerk agreed.";

#[test]
fn a_speaker_from_words_that_are_a_mention_brings_its_entity() {
    let mut b = Bench::new(TEXT).with_entity(1, "Oren Valk", "PER");
    b.run(entities::link(&b.project, b.document, mark(2), entity(1), Confidence::Sure));
    let who = Who::Words(b.span(" Oren Valk "));
    let title =
        b.run(claims::add_speaker(&b.project, b.document, mark(1), who.clone(), b.author, mark(9)));
    assert_eq!(title, "Speaker added: Oren Valk");
    assert_eq!(b.hops(1)[0].source, [mark(2)]);
    assert_eq!(b.hops(1)[0].entity, [entity(1)]);
    assert!(!b.has(9), "the mention is used");
    let again =
        claims::add_speaker(&b.project, b.document, mark(1), Who::Mark(mark(2)), b.author, mark(9));
    assert_eq!(refused(again), "Oren Valk is the speaker already");
}

#[test]
fn a_speaker_from_a_mention_and_its_article_brings_its_entity() {
    let source = "[claim|It fell], said the [ORG|[GPE|Pakistani] government] and The [ORG|Post] \
        and l’[GPE|Iran] and spokesman [PER|Shah] and the [GPE|Oslo] [ORG|Times] and his \
        [PER|Kerr] aide and against [ORG|Nato] and the [GPE|Rome] and the [ORG|[GPE|Delhi]].";
    let linked = [(2, "Government of Pakistan"), (4, "The Evening Post"), (5, "Iran")];
    // Ids: 1 claim, 2 government, 3 Pakistani, 4 Post, 5 Iran, 6 Shah …
    for (words, mention, title) in [
        (
            "the Pakistani government",
            2,
            "the Pakistani government, linked to Government of Pakistan",
        ),
        ("The Post", 4, "The Post, linked to The Evening Post"),
        ("l’Iran", 5, "l’Iran, linked to Iran"),
        // Not linked yet: the mention, which can be.
        ("the Rome", 11, "the Rome"),
    ] {
        let mut b = Bench::new(source);
        for (id, name) in linked {
            b = b.with_entity(id, name, "ORG");
            let (document, id, to) = (b.document, mark(id), entity(id));
            b.run(entities::link(&b.project, document, id, to, Confidence::Sure));
        }
        let who = Who::Words(b.span(words));
        let said =
            b.run(claims::add_speaker(&b.project, b.document, mark(1), who, b.author, mark(99)));
        assert_eq!(said, format!("Speaker added: {title}"));
        assert_eq!(b.hops(1)[0].source, [mark(mention)], "{words}");
        assert_eq!(b.hops(1)[0].entity.len(), usize::from(title.contains("linked")), "{words}");
        assert!(!b.has(99), "{words}");
    }
    // More than an article, or more than one who may be meant: words that are only a speaker.
    for words in [
        "spokesman Shah",
        "the Oslo Times",
        "his Kerr aide",
        "against Nato",
        "the Delhi",
        "the",
        "and",
    ] {
        let mut b = Bench::new(source);
        let who = Who::Words(b.span(words));
        b.run(claims::add_speaker(&b.project, b.document, mark(1), who, b.author, mark(99)));
        assert_eq!(b.hops(1)[0].source, [mark(99)], "{words}");
    }
}

#[test]
fn other_words_become_a_speaker_and_are_used_again() {
    let mut b = Bench::new(TEXT);
    let who = Who::Words(b.span("A clerk"));
    b.run(claims::add_speaker(&b.project, b.document, mark(1), who.clone(), b.author, mark(9)));
    assert_eq!(b.get(9).kind(), Kind::Source);
    assert_eq!(b.get(9).exact, "A clerk");
    b.run(claims::add_speaker(&b.project, b.document, mark(6), who, b.author, mark(10)));
    assert_eq!(b.hops(6)[0].source, [mark(9)]);
    assert!(!b.has(10));
    // A second one speaks beside the first.
    b.run(claims::add_speaker(
        &b.project,
        b.document,
        mark(6),
        Who::Mark(mark(2)),
        b.author,
        mark(10),
    ));
    assert_eq!(b.hops(6)[0].source, [mark(9), mark(2)]);
}

#[test]
fn cue_words_cannot_speak() {
    let b = Bench::new(TEXT);
    let edit =
        claims::add_speaker(&b.project, b.document, mark(1), Who::Mark(mark(3)), b.author, mark(9));
    assert!(edit.is_err());
    let edit = claims::add_speaker(
        &b.project,
        b.document,
        mark(1),
        Who::Entity(entity(5)),
        b.author,
        mark(9),
    );
    assert_eq!(refused(edit), "The entity is not there any more");
}

#[test]
fn somebody_whom_nobody_has_named_yet_speaks_in_one_step() {
    let mut b = Bench::new(TEXT);
    let doc = b.document;
    let who = Who::New(entity(5), " Dana  Rook ".to_owned());
    b.run(claims::add_speaker(&b.project, doc, mark(1), who, b.author, mark(9)));
    assert_eq!(b.project.entities()[&entity(5)].name, "Dana Rook");
    assert_eq!(b.open().marks.get(mark(1)).unwrap().chains()[0].hops[0].entity, [entity(5)]);
    let nobody = Who::New(entity(5), " ".to_owned());
    let edit = claims::add_speaker(&b.project, doc, mark(1), nobody, b.author, mark(9));
    assert_eq!(refused(edit), "Type the name of the speaker");
}

#[test]
fn removing_a_speaker_unmarks_words_that_were_only_that() {
    let mut b = Bench::new(TEXT);
    let who = Who::Words(b.span("A clerk"));
    b.run(claims::add_speaker(&b.project, b.document, mark(1), who.clone(), b.author, mark(9)));
    b.run(claims::add_speaker(&b.project, b.document, mark(6), who, b.author, mark(10)));
    let speaker = Speaker { words: Some(mark(9)), entity: None };
    let title = b.run(claims::remove_speaker(&b.project, b.document, mark(1), 0, speaker));
    assert_eq!(title, "Speaker removed: A clerk");
    assert!(b.has(9), "the other claim names it");
    assert_eq!(b.chains(1), []);
    b.run(claims::remove_speaker(&b.project, b.document, mark(6), 0, speaker));
    assert!(!b.has(9));
    assert_eq!(
        refused(claims::remove_speaker(&b.project, b.document, mark(6), 0, speaker)),
        "The speaker is not there any more"
    );
}

#[test]
fn a_speaker_from_the_register() {
    let mut b = Bench::new(TEXT).with_entity(1, "Oren Valk", "PER");
    let who = Who::Entity(entity(1));
    b.run(claims::add_speaker(&b.project, b.document, mark(1), who, b.author, mark(9)));
    assert_eq!(b.hops(1)[0].entity, [entity(1)]);
    let speaker = Speaker { words: None, entity: Some(entity(1)) };
    b.run(claims::remove_speaker(&b.project, b.document, mark(1), 0, speaker));
    assert_eq!(b.chains(1), []);
}

#[test]
fn a_chain_keeps_the_claim_s_stance_with_its_originator() {
    let mut b = Bench::new(TEXT);
    let doc = b.document;
    b.run(claims::set_stance(&b.project, doc, mark(1), Stance::Denies));
    b.run(claims::add_speaker(&b.project, doc, mark(1), Who::Mark(mark(2)), b.author, mark(9)));
    let title =
        b.run(claims::add_hop(&b.project, doc, mark(1), 0, Who::Mark(mark(4)), b.author, mark(9)));
    assert_eq!(title, "Passed on by: Standard");
    assert_eq!(b.hops(1)[0].source, [mark(4)]);
    assert_eq!(b.hops(1)[0].stance, Stance::Reports);
    assert_eq!(b.hops(1)[1].stance, Stance::Denies);
    b.run(claims::move_hop(&b.project, doc, mark(1), 0, 1));
    assert_eq!(b.hops(1)[1].source, [mark(4)]);
    assert_eq!(b.hops(1)[1].stance, Stance::Denies);
    assert_eq!(b.hops(1)[0].stance, Stance::Reports);
    let past = claims::add_hop(&b.project, doc, mark(1), 2, Who::Mark(mark(4)), b.author, mark(9));
    assert!(past.is_err());
    assert!(claims::move_hop(&b.project, doc, mark(1), 0, 3).is_err());
}

#[test]
fn a_hop_that_lost_its_speaker_goes_unless_it_is_the_originator() {
    let mut b = Bench::new(TEXT);
    let doc = b.document;
    b.run(claims::add_speaker(&b.project, doc, mark(1), Who::Mark(mark(2)), b.author, mark(9)));
    b.run(claims::add_cue(&b.project, doc, mark(1), b.span("told"), b.author, mark(9)));
    let clerk = Who::Words(b.span("A clerk"));
    b.run(claims::add_hop(&b.project, doc, mark(1), 0, clerk, b.author, mark(9)));
    let words = |n| Speaker { words: Some(mark(n)), entity: None };
    b.run(claims::remove_speaker(&b.project, doc, mark(1), 0, words(9)));
    assert_eq!(b.hops(1).len(), 1);
    assert!(!b.has(9));
    b.run(claims::remove_speaker(&b.project, doc, mark(1), 0, words(2)));
    assert_eq!(b.hops(1)[0].cue, [mark(3)], "the cue still says that somebody spoke");
}

#[test]
fn speakers_pair_words_with_entries() {
    let mut b =
        Bench::new(TEXT).with_entity(1, "Oren Valk", "PER").with_entity(2, "The clerk", "PER");
    let doc = b.document;
    b.run(entities::link(&b.project, doc, mark(2), entity(1), Confidence::Sure));
    b.run(claims::add_speaker(
        &b.project,
        doc,
        mark(1),
        Who::Words(b.span("A clerk")),
        b.author,
        mark(9),
    ));
    b.run(claims::add_speaker(&b.project, doc, mark(1), Who::Mark(mark(2)), b.author, mark(10)));
    b.run(claims::add_speaker(
        &b.project,
        doc,
        mark(1),
        Who::Entity(entity(2)),
        b.author,
        mark(10),
    ));
    let got = speakers(b.open(), &b.hops(1)[0]);
    assert_eq!(
        got,
        [
            Speaker { words: Some(mark(9)), entity: Some(entity(2)) },
            Speaker { words: Some(mark(2)), entity: Some(entity(1)) },
        ]
    );
}

#[test]
fn words_that_speak_are_who_their_mention_is() {
    let mut b = Bench::new("[claim|It burned], the newspaper said.")
        .with_entity(1, "Pier Tribune", "ORG")
        .with_entity(2, "Wire", "ORG");
    let (doc, words, author) = (b.document, b.span("the newspaper"), b.author);
    let entities = |b: &Bench| b.hops(1)[0].entity.clone();
    b.run(claims::add_speaker(&b.project, doc, mark(1), Who::Words(words), author, mark(8)));
    assert_eq!((b.hops(1)[0].source.clone(), entities(&b)), (vec![mark(8)], vec![]));
    // Marked and linked only afterwards.
    b.run(marks::mark(&b.project, doc, words, &LabelId::new("ORG"), author, mark(9)));
    b.run(entities::link(&b.project, doc, mark(9), entity(1), Confidence::Sure));
    assert_eq!(entities(&b), [entity(1)]);
    b.run(entities::link(&b.project, doc, mark(9), entity(2), Confidence::Sure));
    assert_eq!(entities(&b), [entity(2)]);
    b.run(entities::unlink(&b.project, doc, mark(9)));
    assert_eq!(entities(&b), []);
    // Who was named for them in the claim stays.
    b.run(claims::add_speaker(&b.project, doc, mark(1), Who::Entity(entity(1)), author, mark(10)));
    b.run(entities::link(&b.project, doc, mark(9), entity(2), Confidence::Sure));
    assert_eq!(entities(&b), [entity(1)]);
}

#[test]
fn words_without_an_entry_do_not_take_that_of_somebody_beside_them() {
    let mut b = Bench::new("[claim|It burned], AFP and a wire said.")
        .with_entity(1, "Associated Press", "ORG")
        .with_entity(2, "AFP", "ORG");
    let (doc, author) = (b.document, b.author);
    let beside = |b: &Bench, who, new| {
        claims::add_source(&b.project, doc, mark(1), 0, who, author, mark(new))
    };
    let (afp, wire) = (b.span("AFP"), b.span("a wire"));
    b.run(claims::add_speaker(&b.project, doc, mark(1), Who::Words(afp), author, mark(8)));
    let why = refused(beside(&b, Who::Entity(entity(1)), 9));
    assert!(why.contains("“AFP”"), "{why}");
    b.run(marks::mark(&b.project, doc, afp, &LabelId::new("ORG"), author, mark(9)));
    b.run(entities::link(&b.project, doc, mark(9), entity(2), Confidence::Sure));
    b.run(beside(&b, Who::Entity(entity(1)), 10));
    let names: Vec<String> = chain_rows(&b.project, b.open(), b.get(1))
        .iter()
        .flat_map(|row| &row.speakers)
        .map(|s| s.name.clone())
        .collect();
    assert_eq!(names, ["AFP", "Associated Press"]);
    let why = refused(beside(&b, Who::Words(wire), 11));
    assert!(why.contains("“a wire”"), "{why}");
}

#[test]
fn other_words_of_the_same_person_keep_them() {
    let mut b = Bench::new("[claim|It fell], said [PER|Oren Valk]; [PER|he] wept.").with_entity(
        1,
        "Oren Valk",
        "PER",
    );
    let doc = b.document;
    for id in [2, 3] {
        b.run(entities::link(&b.project, doc, mark(id), entity(1), Confidence::Sure));
    }
    b.run(claims::add_speaker(&b.project, doc, mark(1), Who::Mark(mark(2)), b.author, mark(9)));
    // As a merge of two entries leaves them.
    let mut chains = b.chains(1).to_vec();
    chains[0].hops[0].source.push(mark(3));
    let body = Body::Claim { claim: claim(1), chains };
    let edit = AnnotationEdit::Body(Box::new(body));
    b.project.apply_all(&[Op::EditAnnotation(doc, mark(1), edit)]).unwrap();
    let he = Speaker { words: Some(mark(3)), entity: Some(entity(1)) };
    b.run(claims::remove_speaker(&b.project, doc, mark(1), 0, he));
    let hop = &b.hops(1)[0];
    assert_eq!((&hop.source[..], &hop.entity[..]), (&[mark(2)][..], &[entity(1)][..]));
}

#[test]
fn words_that_go_take_their_name_along() {
    let mut b = Bench::new("[claim|It fell], said [source|a clerk] and [source|a porter].")
        .with_entity(1, "Oren Valk", "PER")
        .with_entity(2, "Ada Moreno", "PER");
    let doc = b.document;
    let hop = Hop {
        source: vec![mark(2), mark(3)],
        entity: vec![entity(1), entity(2)],
        ..Hop::default()
    };
    let body = Body::Claim { claim: claim(1), chains: vec![Chain { hops: vec![hop] }] };
    let edit = AnnotationEdit::Body(Box::new(body));
    b.project.apply_all(&[Op::EditAnnotation(doc, mark(1), edit)]).unwrap();
    b.run(marks::delete(&b.project, doc, mark(2)));
    let porter = Speaker { words: Some(mark(3)), entity: Some(entity(2)) };
    assert_eq!(speakers(b.open(), &b.hops(1)[0]), [porter]);
}

/// The bench's claim 1, said by these marks and entries.
fn said_by(b: &mut Bench, source: &[u128], entities: &[u128]) {
    let hop = Hop {
        source: source.iter().map(|n| mark(*n)).collect(),
        entity: entities.iter().map(|n| entity(*n)).collect(),
        ..Hop::default()
    };
    let body = Body::Claim { claim: claim(1), chains: vec![Chain { hops: vec![hop] }] };
    let edit = AnnotationEdit::Body(Box::new(body));
    b.project.apply_all(&[Op::EditAnnotation(b.document, mark(1), edit)]).unwrap();
}

fn named(b: &Bench) -> Vec<(Option<AnnotationId>, Option<EntityId>)> {
    speakers(b.open(), &b.hops(1)[0]).iter().map(|s| (s.words, s.entity)).collect()
}

const TWO_CLERKS: &str =
    "[claim|It fell], said [source|a clerk], [source|a porter] and [PER|Valk].";

fn two_clerks() -> Bench {
    Bench::new(TWO_CLERKS)
        .with_entity(1, "Oren Valk", "PER")
        .with_entity(2, "Ada Moreno", "PER")
        .with_entity(3, "Dana Rook", "PER")
}

#[test]
fn words_keep_whose_they_are_when_entries_are_merged() {
    let mut b = two_clerks();
    said_by(&mut b, &[2, 3], &[1, 2]);
    b.run(entities::merge(&b.project, entity(1), &[entity(2)]));
    let one = Some(entity(1));
    assert_eq!(named(&b), [(Some(mark(2)), one), (Some(mark(3)), one)]);
    // One of two takes its own name along.
    let porter = Speaker { words: Some(mark(3)), entity: one };
    b.run(claims::remove_speaker(&b.project, b.document, mark(1), 0, porter));
    assert_eq!(named(&b), [(Some(mark(2)), one)]);
}

#[test]
fn words_keep_whose_they_are_beside_a_mention_of_the_same() {
    let mut b = two_clerks();
    said_by(&mut b, &[2], &[1]);
    b.run(entities::link(&b.project, b.document, mark(4), entity(1), Confidence::Sure));
    b.run(claims::add_speaker(
        &b.project,
        b.document,
        mark(1),
        Who::Mark(mark(4)),
        b.author,
        mark(9),
    ));
    let one = Some(entity(1));
    assert_eq!(named(&b), [(Some(mark(2)), one), (Some(mark(4)), one)]);
    b.run(entities::unlink(&b.project, b.document, mark(4)));
    assert_eq!(named(&b), [(Some(mark(2)), one), (Some(mark(4)), None)]);
}

#[test]
fn words_do_not_become_those_of_somebody_named_after_them() {
    // The mention behind them is linked, and no words are anybody's but by their own name.
    let mut b = two_clerks();
    said_by(&mut b, &[2, 3], &[1, 2]);
    let clerk = Speaker { words: Some(mark(2)), entity: Some(entity(1)) };
    b.run(claims::remove_speaker(&b.project, b.document, mark(1), 0, clerk));
    assert_eq!(named(&b), [(Some(mark(3)), Some(entity(2)))]);
}

#[test]
fn words_added_to_somebody_from_the_register_are_said_to_be_theirs() {
    let mut b = two_clerks();
    said_by(&mut b, &[], &[3]);
    let clerk = Who::Mark(mark(2));
    let title =
        b.run(claims::add_speaker(&b.project, b.document, mark(1), clerk, b.author, mark(9)));
    assert_eq!(title, "Speaker added: “a clerk”, who is Dana Rook");
    assert_eq!(named(&b), [(Some(mark(2)), Some(entity(3)))]);
    let porter = Who::Mark(mark(3));
    let title =
        b.run(claims::add_speaker(&b.project, b.document, mark(1), porter, b.author, mark(9)));
    assert_eq!(title, "Speaker added: a porter");
    assert_eq!(named(&b)[1], (Some(mark(3)), None));
}

#[test]
fn a_linked_mention_gives_its_words_to_the_entry_that_speaks_without_any() {
    let mut b = two_clerks();
    b.run(entities::link(&b.project, b.document, mark(4), entity(1), Confidence::Sure));
    said_by(&mut b, &[], &[1, 2]);
    let valk = Who::Mark(mark(4));
    b.run(claims::add_source(&b.project, b.document, mark(1), 0, valk, b.author, mark(9)));
    assert_eq!(named(&b), [(Some(mark(4)), Some(entity(1))), (None, Some(entity(2)))]);
}
