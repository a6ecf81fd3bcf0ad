//! What goes along with a removal: nothing dangles, no speaker of nothing stays in a
//! chain, and no claim stays that nobody makes any more.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, claim, entity, mark, refused, uuid};
use glossator_core::actions::bulk::{delete_all, relabel_all};
use glossator_core::actions::claims::{self, EvidenceSet, EvidenceWords, Who};
use glossator_core::actions::labels::{self, MarksGo};
use glossator_core::actions::{documents, entities, marks};
use glossator_core::model::{
    AnnotationId, AttributeName, AttributeValue, ClaimLinkId, ClaimLinkType, Confidence,
    EvidenceId, EvidenceStance, Hue, Kind, Label, LabelId, Snapping, Speaker,
};
use glossator_core::ops::{AnnotationEdit, Op};

const TEXT: &str = "[claim|Four people died], [PER|Oren Valk] [cue|told] the [ORG|Standard], \
    and [cue|denied] that [claim|the alarm failed]. A clerk agreed.";

// Ids in TEXT: 1 claim, 2 Valk, 3 told, 4 Standard, 5 denied, 6 claim.

fn id(n: u128) -> EvidenceId {
    EvidenceId::new(uuid(n))
}

/// Makes a mark evidence for a claim, in a set of its own with the id `fresh`.
#[track_caller]
fn evidence(b: &mut Bench, item: u128, about: u128, fresh: u128) {
    let set = EvidenceSet::New(id(fresh), EvidenceStance::Supports);
    let words = EvidenceWords::Mark(mark(item));
    b.run(claims::add_evidence(&b.project, b.document, words, claim(about), set, b.author));
}

#[track_caller]
fn attribute(b: &mut Bench, of: u128, names: u128) {
    let name = AttributeName::new("about");
    let value = Some(AttributeValue::Annotation(mark(names)));
    b.run(marks::set_attribute(&b.project, b.document, mark(of), &name, value));
}

fn named(b: &Bench, of: u128) -> Option<AnnotationId> {
    match b.get(of).attributes.get(&AttributeName::new("about")) {
        Some(AttributeValue::Annotation(id)) => Some(*id),
        _ => None,
    }
}

fn items(b: &Bench, n: u128) -> Vec<AnnotationId> {
    b.project.evidence().get(&id(n)).map_or_else(Vec::new, |e| {
        e.annotations.iter().map(|(_, annotation)| *annotation).collect()
    })
}

#[track_caller]
fn link(b: &mut Bench, from: u128, to: u128) {
    let fresh = ClaimLinkId::new(uuid(from * 100 + to));
    b.run(claims::link(&b.project, claim(from), claim(to), ClaimLinkType::Related, fresh));
}

#[track_caller]
fn speak(b: &mut Bench, of: u128, who: Who, fresh: u128) {
    b.run(claims::add_speaker(&b.project, b.document, mark(of), who, b.author, mark(fresh)));
}

#[test]
fn a_claim_mention_that_others_name_is_forgotten_by_them() {
    let mut b = Bench::new(TEXT);
    evidence(&mut b, 1, 6, 50);
    attribute(&mut b, 6, 1);
    b.run(marks::delete(&b.project, b.document, mark(1)));
    assert_eq!(named(&b, 6), None);
    assert!(b.project.evidence().is_empty());
}

#[test]
fn a_claim_whose_only_evidence_goes_along_goes() {
    let mut b = Bench::new(TEXT);
    evidence(&mut b, 2, 1, 50);
    b.run(documents::remove_document(&b.project, b.document));
    assert!(b.project.claims().is_empty() && b.project.evidence().is_empty());

    let mut b = Bench::new(TEXT);
    evidence(&mut b, 2, 1, 50);
    let both = [(b.document, mark(1)), (b.document, mark(2))];
    let step = delete_all(&b.project, &both).unwrap().edit.unwrap();
    b.run(Ok(step));
    assert!(!b.project.claims().contains_key(&claim(1)));
    assert!(b.project.claims().contains_key(&claim(6)));
}

#[test]
fn claims_that_only_link_each_other_go_together() {
    let mut b = Bench::new(TEXT);
    link(&mut b, 1, 6);
    b.run(documents::remove_document(&b.project, b.document));
    assert!(b.project.claims().is_empty() && b.project.claim_links().is_empty());

    // One that stays holds what is linked to it.
    let mut b = Bench::new("[claim|a] [claim|b] [claim|c]");
    link(&mut b, 1, 2);
    link(&mut b, 2, 3);
    let two = [(b.document, mark(1)), (b.document, mark(2))];
    let step = delete_all(&b.project, &two).unwrap().edit.unwrap();
    b.run(Ok(step));
    assert_eq!(b.project.claims().len(), 3);
}

#[test]
fn what_held_a_claim_that_no_text_makes_takes_it_along() {
    // The last evidence.
    let mut b = Bench::new(TEXT);
    let set = EvidenceSet::New(id(50), EvidenceStance::Supports);
    let words = EvidenceWords::Selection(b.span("A clerk"), mark(9));
    b.run(claims::add_evidence(&b.project, b.document, words, claim(1), set, b.author));
    b.run(marks::delete(&b.project, b.document, mark(1)));
    assert!(b.project.claims().contains_key(&claim(1)), "there is evidence for it");
    let title = b.run(claims::remove_evidence(&b.project, id(50), b.document, mark(9)));
    assert_eq!(title, "Evidence removed: A clerk. With it a claim that no text makes");
    assert!(!b.project.claims().contains_key(&claim(1)));
    // The last link.
    let mut b = Bench::new(TEXT);
    link(&mut b, 1, 6);
    b.run(marks::delete(&b.project, b.document, mark(1)));
    assert!(b.project.claims().contains_key(&claim(1)), "it is linked to one that is made");
    b.run(claims::unlink(&b.project, ClaimLinkId::new(uuid(106))));
    assert!(!b.project.claims().contains_key(&claim(1)));
}

#[test]
fn a_hop_whose_words_go_goes_with_its_cues() {
    let mut b = Bench::new(TEXT);
    let doc = b.document;
    speak(&mut b, 1, Who::Mark(mark(2)), 9);
    let clerk = Who::Words(b.span("A clerk"));
    b.run(claims::add_hop(&b.project, doc, mark(1), 0, clerk, b.author, mark(9)));
    let agreed = b.span("agreed");
    b.run(claims::add_hop_cue(&b.project, doc, mark(1), 0, agreed, b.author, mark(10)));
    b.run(marks::delete(&b.project, doc, mark(9)));
    assert_eq!(b.hops(1).len(), 1, "nobody passes it on any more");
    assert_eq!(b.hops(1)[0].source, [mark(2)]);
    assert!(!b.has(10), "its cue goes, too");
    // The originator's place stays while it says something.
    b.run(claims::add_cue(&b.project, doc, mark(1), b.span("told"), b.author, mark(11)));
    b.run(marks::delete(&b.project, doc, mark(2)));
    assert_eq!((b.hops(1).len(), &b.hops(1)[0].cue[..]), (1, &[mark(3)][..]));
    b.run(marks::delete(&b.project, doc, mark(3)));
    assert_eq!(b.chains(1), []);
}

#[test]
fn an_entity_goes_with_the_words_that_brought_it_and_stays_if_named_by_hand() {
    let mut b =
        Bench::new(TEXT).with_entity(1, "Oren Valk", "PER").with_entity(2, "The clerk", "PER");
    let doc = b.document;
    b.run(entities::link(&b.project, doc, mark(2), entity(1), Confidence::Sure));
    speak(&mut b, 1, Who::Mark(mark(2)), 9);
    speak(&mut b, 1, Who::Entity(entity(2)), 9);
    assert_eq!(b.hops(1)[0].entity, [entity(1), entity(2)]);
    b.run(marks::delete(&b.project, doc, mark(2)));
    assert_eq!((&b.hops(1)[0].source[..], &b.hops(1)[0].entity[..]), (&[][..], &[entity(2)][..]));

    // Words that are linked to nothing leave the entry that stands beside them.
    let mut b = Bench::new(TEXT).with_entity(2, "The clerk", "PER");
    let clerk = Who::Words(b.span("A clerk"));
    speak(&mut b, 1, clerk, 9);
    speak(&mut b, 1, Who::Entity(entity(2)), 10);
    b.run(marks::delete(&b.project, doc, mark(9)));
    assert_eq!(b.hops(1)[0].entity, [entity(2)]);

    // Another mention of the hop may have brought it as well.
    let mut b = Bench::new("[claim|It burned], [PER|Valk] said. [PER|He] was sure.")
        .with_entity(1, "Valk", "PER");
    for n in [2, 3] {
        b.run(entities::link(&b.project, doc, mark(n), entity(1), Confidence::Sure));
        speak(&mut b, 1, Who::Mark(mark(n)), 9);
    }
    b.run(marks::delete(&b.project, doc, mark(3)));
    assert_eq!(b.hops(1)[0].entity, [entity(1)]);
}

#[test]
fn a_speaker_that_becomes_a_value_loses_its_entity_in_chains_too() {
    let linked = || {
        let mut b = Bench::new("[claim|It burned], said [PER|Ada] and [PER|Bo].")
            .with_entity(1, "Ada", "PER")
            .with_entity(2, "Bo", "PER");
        for n in [2, 3] {
            let to = entity(n - 1);
            b.run(entities::link(&b.project, b.document, mark(n), to, Confidence::Sure));
            speak(&mut b, 1, Who::Mark(mark(n)), 9);
        }
        b
    };
    let date = LabelId::new("DATE");
    let mut b = linked();
    b.run(marks::relabel(&b.project, b.document, mark(2), &date));
    assert_eq!(b.hops(1)[0].entity, [entity(2)]);
    assert_eq!(b.hops(1)[0].source, [mark(2), mark(3)]);
    // Both in one step: neither overwrites what the other does.
    let mut b = linked();
    let both = [(b.document, mark(2)), (b.document, mark(3))];
    let step = relabel_all(&b.project, &both, &date).unwrap().edit.unwrap();
    b.run(Ok(step));
    assert_eq!(b.hops(1)[0].entity, []);
    let mut b = linked();
    b.run(labels::merge(&b.project, &LabelId::new("PER"), &date));
    assert_eq!(b.hops(1)[0].entity, []);
}

#[test]
fn a_double_that_a_label_merge_drops_leaves_its_references_to_the_other() {
    let mut b = Bench::new("[claim|It burned], said [PER|[ORG|Bo]]. [claim|Nine died].")
        .with_entity(1, "Bo", "ORG");
    let doc = b.document;
    speak(&mut b, 1, Who::Mark(mark(2)), 9);
    b.run(entities::link(&b.project, doc, mark(3), entity(1), Confidence::Sure));
    evidence(&mut b, 2, 4, 50);
    attribute(&mut b, 4, 2);
    b.run(labels::merge(&b.project, &LabelId::new("PER"), &LabelId::new("ORG")));
    assert!(!b.has(2) && b.has(3));
    assert_eq!(b.hops(1)[0].source, [mark(3)]);
    assert_eq!(b.hops(1)[0].entity, [entity(1)], "who is meant is known now");
    assert_eq!(items(&b, 50), [mark(3)]);
    assert_eq!(named(&b, 4), Some(mark(3)));
    // Where both are named, one is left.
    let mut b = Bench::new("[claim|It burned], said [PER|[ORG|Bo]].");
    for n in [2, 3] {
        speak(&mut b, 1, Who::Mark(mark(n)), 9);
    }
    evidence(&mut b, 2, 1, 50);
    let words = EvidenceWords::Mark(mark(3));
    let set = EvidenceSet::Existing(id(50));
    b.run(claims::add_evidence(&b.project, doc, words, claim(1), set, b.author));
    attribute(&mut b, 3, 2);
    b.run(labels::merge(&b.project, &LabelId::new("PER"), &LabelId::new("ORG")));
    assert_eq!((&b.hops(1)[0].source[..], &items(&b, 50)[..]), (&[mark(3)][..], &[mark(3)][..]));
    assert_eq!(named(&b, 3), None, "a mark does not name itself");
}

#[test]
fn claims_of_the_same_words_are_no_doubles() {
    let mut b = Bench::new("[claim|[claim|Nine died]].");
    for (n, name) in [(1, "said"), (2, "heard")] {
        let label = Label {
            id: LabelId::new(name),
            kind: Kind::Claim,
            name: name.to_owned(),
            tag: "C".to_owned(),
            hue: Hue::GREY,
            hotkey: None,
            snapping: Snapping::Tokens,
            has_entity: false,
            guideline: String::new(),
            exclude: false,
        };
        let place = b.project.schema().labels.len();
        let edit = AnnotationEdit::Label(Some(label.id.clone()));
        let ops =
            [Op::AddLabel(place, Box::new(label)), Op::EditAnnotation(b.document, mark(n), edit)];
        b.project.apply_all(&ops).unwrap();
    }
    b.run(labels::merge(&b.project, &LabelId::new("said"), &LabelId::new("heard")));
    assert!(b.has(1) && b.has(2));
    assert_eq!(b.project.claims().len(), 2);
}

#[test]
fn no_claim_becomes_its_own_evidence() {
    let mut b = Bench::new(TEXT);
    evidence(&mut b, 1, 6, 50);
    b.run(claims::merge_claims(&b.project, claim(6), claim(1)));
    assert!(b.project.evidence().is_empty());

    let mut b = Bench::new(TEXT);
    evidence(&mut b, 1, 6, 50);
    let words = EvidenceWords::Mark(mark(2));
    let set = EvidenceSet::Existing(id(50));
    b.run(claims::add_evidence(&b.project, b.document, words, claim(6), set, b.author));
    b.run(claims::attach_to_claim(&b.project, b.document, mark(1), claim(6)));
    assert_eq!(items(&b, 50), [mark(2)], "what else is in the set stays");
    assert_eq!(
        refused(claims::add_evidence(
            &b.project,
            b.document,
            EvidenceWords::Mark(mark(1)),
            claim(6),
            set,
            b.author
        )),
        "A claim is no evidence for itself"
    );
}

#[test]
fn evidence_words_that_something_else_names_stay_marked() {
    let mut b = Bench::new(TEXT);
    let words = EvidenceWords::Selection(b.span("A clerk"), mark(9));
    let set = EvidenceSet::New(id(50), EvidenceStance::Supports);
    b.run(claims::add_evidence(&b.project, b.document, words, claim(1), set, b.author));
    attribute(&mut b, 6, 9);
    b.run(claims::remove_evidence(&b.project, id(50), b.document, mark(9)));
    assert_eq!((b.has(9), named(&b, 6)), (true, Some(mark(9))));
}

#[test]
fn a_cue_that_something_else_names_stays() {
    let mut b = Bench::new(TEXT);
    b.run(claims::add_cue(&b.project, b.document, mark(1), b.span("told"), b.author, mark(9)));
    attribute(&mut b, 6, 3);
    b.run(claims::remove_cue(&b.project, b.document, mark(1), mark(3)));
    assert!(b.has(3));
    let clerk = Who::Words(b.span("A clerk"));
    speak(&mut b, 1, clerk, 9);
    attribute(&mut b, 4, 9);
    let speaker = Speaker { words: Some(mark(9)), entity: None };
    b.run(claims::remove_speaker(&b.project, b.document, mark(1), 0, speaker));
    assert!(b.has(9));
    b.run(labels::delete(&b.project, &LabelId::new("ORG"), &MarksGo::Away));
    assert!(b.has(9), "a label that goes takes its own marks only");
}
