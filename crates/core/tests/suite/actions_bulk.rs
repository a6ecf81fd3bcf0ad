//! Marking what was found, and changing many marks at once.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;
use crate::support::matches;

use actions_support::{Bench, entity, mark, refused, uuid};
use glossator_core::actions::bulk::{BULK_LIMIT, Bulk, delete_all, mark_hits, relabel_all};
use glossator_core::actions::claims::{self, Who};
use glossator_core::actions::{Edit, EditError, entities, labels, marks};
use glossator_core::find::{HitState, MarkFilter, Pattern, PatternSpec, known, may_have};
use glossator_core::model::{
    AnnotationId, AppliesTo, AttributeName, AttributeType, AttributeValue, Confidence, Document,
    DocumentId, EntityId, Kind, LabelId, Origin, Status,
};
use glossator_core::ops::Op;
use glossator_core::text::{Span, Text};

const TEXT: &str = "[ORG|MBHA] spoke. MBHA's depot burned. [boilerplate|About MBHA] MBHA";

fn ids() -> impl FnMut() -> AnnotationId {
    let mut n = 100;
    move || {
        n += 1;
        mark(n)
    }
}

fn places(b: &Bench, words: &str) -> Vec<(DocumentId, Span)> {
    let pattern = Pattern::new(&PatternSpec::words(words)).unwrap();
    matches(&pattern, &b.open().text).into_iter().map(|s| (b.document, s)).collect()
}

fn org() -> LabelId {
    LabelId::new("ORG")
}

fn mark_all(b: &Bench, words: &str, to: Option<EntityId>) -> Result<Bulk, EditError> {
    mark_hits(&b.project, b.author, &places(b, words), &org(), to, ids())
}

/// Runs a step that there must be; what it counted.
#[track_caller]
fn run(b: &mut Bench, bulk: Result<Bulk, EditError>) -> (String, Bulk) {
    let bulk = bulk.unwrap();
    let title = b.run(Ok(bulk.edit.clone().unwrap()));
    (title, bulk)
}

#[test]
fn marks_all_but_those_that_are_marked_or_excluded() {
    let mut b = Bench::new(TEXT);
    let spans: Vec<Span> = places(&b, "mbha").into_iter().map(|(_, s)| s).collect();
    let known = known(b.open().marks.iter(), &spans, b.author.layer);
    let states: Vec<HitState> = known.iter().map(|k| k.state(Some(&org()), None)).collect();
    let (free, excluded) = (HitState::Free, HitState::Excluded);
    assert_eq!(states, [HitState::Marked, free, excluded, free]);
    let bulk = mark_all(&b, "mbha", None);
    let (title, bulk) = run(&mut b, bulk);
    assert_eq!(title, "Organisation: 2 marks in 1 document");
    assert_eq!((bulk.done, bulk.already, bulk.excluded), (2, 1, 1));
    assert_eq!((b.get(101).exact.as_str(), &b.get(101).origin), ("MBHA", &Origin::Bulk));
    let again = mark_all(&b, "mbha", None).unwrap();
    assert_eq!((again.edit, again.already), (None, 3));
}

#[test]
fn links_what_is_marked_but_not_what_is_linked_otherwise() {
    let mut b = Bench::new("[ORG|MBHA] [ORG|MBHA] MBHA [DATE|Tuesday]")
        .with_entity(1, "Harbour Authority", "ORG")
        .with_entity(2, "Harbour Board", "ORG");
    let other = entities::link(&b.project, b.document, mark(2), entity(2), Confidence::Sure);
    b.run(other);
    let bulk = mark_all(&b, "mbha", Some(entity(1)));
    let (title, bulk) = run(&mut b, bulk);
    assert_eq!(title, "Organisation: 2 marks in 1 document, linked to Harbour Authority");
    assert_eq!((bulk.done, bulk.linked, bulk.otherwise), (2, 1, 1));
    let linked = [1, 2, 101].map(|n| b.get(n).entity());
    assert_eq!(linked, [Some(entity(1)), Some(entity(2)), Some(entity(1))]);
    let date = LabelId::new("DATE");
    let hits = places(&b, "mbha");
    let edit = mark_hits(&b.project, b.author, &hits, &date, Some(entity(1)), ids());
    assert_eq!(refused(edit), "“Date” marks values, which have no entity");
}

#[test]
fn refuses_what_cannot_be() {
    let b = Bench::new(TEXT);
    let many = vec![places(&b, "mbha")[0]; BULK_LIMIT + 1];
    let edit = mark_hits(&b.project, b.author, &many, &org(), None, ids());
    assert_eq!(
        refused(edit),
        "10,001 are too many for one step: at most 10,000 can be changed at once"
    );
    let elsewhere = [(DocumentId::new(uuid(99)), many[0].1)];
    let edit = mark_hits(&b.project, b.author, &elsewhere, &org(), None, ids());
    assert_eq!(refused(edit), "The document is not there any more");
    assert!(mark_all(&b, "mbha", Some(entity(9))).is_err());
}

#[test]
fn who_speaks_by_a_mention_is_whom_it_is_linked_to() {
    let mut b =
        Bench::new("[claim|It fell], said [ORG|MBHA].").with_entity(1, "Harbour Authority", "ORG");
    let (doc, who) = (b.document, Who::Mark(mark(2)));
    b.run(claims::add_speaker(&b.project, doc, mark(1), who, b.author, mark(9)));
    assert_eq!(b.hops(1)[0].entity, []);
    let bulk = mark_all(&b, "MBHA", Some(entity(1)));
    let (_, bulk) = run(&mut b, bulk);
    assert_eq!(bulk.linked, 1);
    assert_eq!(b.hops(1)[0].entity, [entity(1)]);
}

#[test]
fn relabels_and_deletes_what_a_filter_takes() {
    let mut b =
        Bench::new("[ORG|a] [ORG|b] [PER|c] [DATE|d] [cue|e] [claim|f]").with_entity(1, "A", "ORG");
    b.run(entities::link(&b.project, b.document, mark(1), entity(1), Confidence::Sure));
    let found = |b: &Bench, filter: &MarkFilter| -> Vec<(DocumentId, AnnotationId)> {
        let marks = b.open().marks.iter().filter(|a| filter.takes(a));
        let found: Vec<_> = marks.map(|a| (b.document, a.id)).collect();
        assert!(found.is_empty() || may_have(&b.project, b.document, filter));
        found
    };
    let all = found(&b, &MarkFilter::default());
    assert_eq!(all.len(), 6);
    let bulk = relabel_all(&b.project, &all, &LabelId::new("DATE"));
    let (title, bulk) = run(&mut b, bulk);
    assert_eq!(title, "Now Date: 3 marks in 1 document");
    assert_eq!((bulk.done, bulk.already, bulk.unfit), (3, 1, 2));
    assert_eq!(b.get(1).entity(), None, "values have no link");

    let name = AttributeName::new("checked");
    let def = labels::new_attribute("checked", AppliesTo::Kind(Kind::Mention), AttributeType::Bool);
    b.run(labels::add_attribute(&b.project, def));
    let yes = AttributeValue::Bool(true);
    for n in 1..=4 {
        b.run(marks::set_attribute(&b.project, b.document, mark(n), &name, Some(yes.clone())));
    }
    let with = MarkFilter { attribute: Some((name, yes)), ..MarkFilter::default() };
    assert_eq!(found(&b, &with).len(), 4);

    let (title, _) = {
        let bulk = delete_all(&b.project, &found(&b, &with));
        run(&mut b, bulk)
    };
    assert_eq!(title, "Deleted: 4 marks in 1 document");
    let claims = b.open().marks.iter().filter(|a| a.kind() == Kind::Claim);
    let claims: Vec<_> = claims.map(|a| (b.document, a.id)).collect();
    let bulk = delete_all(&b.project, &claims);
    run(&mut b, bulk);
    assert!(b.project.claims().is_empty(), "its entry goes with the last mention");
}

#[test]
fn filters_by_one_thing_each() {
    let mut b = Bench::new("[ORG|a] [PER|b] [claim|c]").with_entity(1, "A", "ORG");
    b.run(entities::link(&b.project, b.document, mark(1), entity(1), Confidence::Sure));
    b.run(glossator_core::actions::marks::toggle_flag(&b.project, b.document, mark(2)));
    let none = MarkFilter::default();
    let cases = [
        (MarkFilter { label: Some(org()), ..none.clone() }, vec![1]),
        (MarkFilter { flagged: Some(true), ..none.clone() }, vec![2]),
        (MarkFilter { flagged: Some(false), ..none.clone() }, vec![1, 3]),
        (MarkFilter { layer: Some(b.author.layer), ..none.clone() }, vec![1, 2, 3]),
        (MarkFilter { label: Some(LabelId::new("LOC")), ..none }, vec![]),
    ];
    for (filter, want) in cases {
        let found = b.open().marks.iter().filter(|a| filter.takes(a));
        let found: Vec<AnnotationId> = found.map(|a| a.id).collect();
        let want: Vec<AnnotationId> = want.into_iter().map(mark).collect();
        assert_eq!(found, want, "{filter:?}");
        assert_eq!(may_have(&b.project, b.document, &filter), !want.is_empty(), "{filter:?}");
    }
    for (status, may) in [(Status::Todo, true), (Status::Done, false)] {
        let filter = MarkFilter { status: Some(status), ..MarkFilter::default() };
        assert_eq!(may_have(&b.project, b.document, &filter), may, "{status:?}");
    }
}

/// The same text in a hundred documents, and where a name stands in them: 5,000 places.
fn five_thousand(b: &mut Bench) -> Vec<(DocumentId, Span)> {
    let text = Text::new("MBHA spoke. ".repeat(50)).unwrap();
    let spans = matches(&Pattern::new(&PatternSpec::words("mbha")).unwrap(), &text);
    let documents: Vec<DocumentId> = (100..200).map(|n| DocumentId::new(uuid(n))).collect();
    for id in &documents {
        let add = Op::AddDocument(Box::new(Document::new(*id, "a.txt", &text)));
        b.project.apply_all(&[add]).unwrap();
        b.project.load_document(*id, text.clone(), Vec::new()).unwrap();
    }
    let hits: Vec<_> = documents.iter().flat_map(|d| spans.iter().map(|s| (*d, *s))).collect();
    assert_eq!(hits.len(), 5_000);
    hits
}

/// Runs an edit as one step, whose undo gives back what was there, and redoes it.
fn one_step(b: &mut Bench, edit: Edit) {
    let before = b.project.clone();
    let (by, at) = (b.author.by, b.author.at);
    b.history.run(&mut b.project, edit.ops, edit.title, by, at).unwrap();
    let after = b.project.clone();
    b.history.undo(&mut b.project, by, at).unwrap().unwrap();
    assert!(b.project == before);
    b.history.redo(&mut b.project, by, at).unwrap().unwrap();
    assert!(b.project == after);
}

#[test]
fn five_thousand_marks_are_one_step() {
    let mut b = Bench::new("x");
    let hits = five_thousand(&mut b);
    let bulk = mark_hits(&b.project, b.author, &hits, &org(), None, ids()).unwrap();
    one_step(&mut b, bulk.edit.unwrap());
    let filter = MarkFilter { label: Some(org()), ..MarkFilter::default() };
    let open = b.project.open_ids().filter_map(|d| b.project.open(d));
    let found = open.flat_map(|open| open.marks.iter()).filter(|a| filter.takes(a));
    let marks: Vec<_> = found.map(|a| (a.document, a.id)).collect();
    let relabelled = relabel_all(&b.project, &marks, &LabelId::new("PER")).unwrap();
    assert_eq!(relabelled.done, 5_000);
    one_step(&mut b, relabelled.edit.unwrap());
    let deleted = delete_all(&b.project, &marks).unwrap();
    assert_eq!(deleted.done, 5_000);
    one_step(&mut b, deleted.edit.unwrap());
}

#[test]
fn merging_and_splitting_five_thousand_mentions_is_one_step_each() {
    let mut b = Bench::new("x").with_entity(1, "MBHA", "ORG").with_entity(2, "Board", "ORG");
    let (one, two) = (entity(1), entity(2));
    let hits = five_thousand(&mut b);
    let bulk = mark_hits(&b.project, b.author, &hits, &org(), Some(two), ids()).unwrap();
    one_step(&mut b, bulk.edit.unwrap());
    let uses = |b: &Bench, id| b.project.entity_use(id).0;
    let merged = entities::merge(&b.project, one, &[two]).unwrap();
    one_step(&mut b, merged);
    assert_eq!((uses(&b, one), uses(&b, two)), (5_000, 0));
    let open = b.project.open_ids().filter_map(|d| b.project.open(d));
    let mentions: Vec<_> = open.flat_map(|o| o.marks.iter()).map(|a| (a.document, a.id)).collect();
    let split = entities::split(&b.project, one, &mentions[1..], entity(3), "Board").unwrap();
    one_step(&mut b, split);
    assert_eq!((uses(&b, one), uses(&b, entity(3))), (1, 4_999));
}
