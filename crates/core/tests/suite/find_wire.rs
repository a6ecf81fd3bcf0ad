//! What the searching worker tells of a document, and what the page makes of it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;
use crate::support::matches;

use actions_support::{Bench, mark, uuid};
use glossator_core::actions::bulk::mark_hits;
use glossator_core::find::wire::{DocumentHits, FindRequest, Room, Searched, What, worth_telling};
use glossator_core::find::{
    HitState, MarkFilter, Pattern, PatternSpec, Results, Target, bulk_words, known,
};
use glossator_core::model::{Annotation, DocumentId, LabelId};
use glossator_core::repeats::RepeatIndex;
use glossator_core::text::Text;

const TEXT: &str = "[ORG|MBHA] spoke.\nMBHA's depot burned. [boilerplate|About MBHA] [PER|MBHA]";

fn request(b: &Bench, what: What) -> FindRequest {
    FindRequest { job: 1, what, only: None, layer: b.author.layer, limit: 100, width: 8 }
}

fn marks(b: &Bench) -> Vec<Annotation> {
    b.open().marks.iter().cloned().collect()
}

fn words(b: &Bench, limit: u32) -> DocumentHits {
    let spec = PatternSpec::words("mbha");
    let spans = matches(&Pattern::new(&spec).unwrap(), &b.open().text);
    let request = request(b, What::Words(vec![spec]));
    let room = &mut Room::new(limit);
    request.words_in(b.document, &b.open().text, &spans, &marks(b), room).unwrap()
}

#[test]
fn places_come_with_their_context_and_what_is_there() {
    let b = Bench::new(TEXT);
    let found = words(&b, 100);
    assert_eq!(found.count, 4);
    let lines =
        found.hits.iter().map(|h| format!("{}|{}|{}", h.line.before, h.line.words, h.line.after));
    let lines: Vec<_> = lines.collect();
    assert_eq!(lines[..2], ["|MBHA| spoke.", "|MBHA|'s depot"]);
    let org = LabelId::new("ORG");
    let states: Vec<_> = found.hits.iter().map(|h| h.known.state(Some(&org), None)).collect();
    use HitState::{Excluded, Free, Marked};
    assert_eq!(states, [Marked, Free, Excluded, Free]);
    assert_eq!(found.hits[3].known.marks[0].id, mark(3), "with another label");
}

#[test]
fn long_lists_are_cut_and_counted_whole() {
    let b = Bench::new(TEXT);
    let found = words(&b, 1);
    assert_eq!(found.count, 4);
    // Of those that are marked, and of those that are not: what is marked once does not hide
    // what is to be marked next.
    let starts: Vec<_> = found.hits.iter().map(|h| h.line.after.trim()).collect();
    assert_eq!(starts, ["spoke.", "'s depot"]);
    assert_eq!(words(&b, 0).hits.len(), 0);
}

#[test]
fn what_is_ticked_is_what_gets_marked() {
    let mut b = Bench::new(TEXT);
    let target = Target { label: Some(LabelId::new("ORG")), entity: None };
    let mut results = Results::default();
    results.add(vec![words(&b, 100)], 1);
    results.finish(Searched { documents: 1, missing: 0 });
    let open = results.open_from(0, &target).into_iter().collect();
    let places = results.spans(&open);
    let mut n = 100;
    let ids = || {
        n += 1;
        mark(n)
    };
    let org = LabelId::new("ORG");
    let bulk = mark_hits(&b.project, b.author, &places, &org, None, ids).unwrap();
    assert_eq!((bulk.done as usize, bulk.already, bulk.excluded), (open.len(), 0, 0));
    b.run(Ok(bulk.edit.clone().unwrap()));
    results.learn(b.document, |spans| known(b.open().marks.iter(), spans, b.author.layer));
    assert_eq!(results.open_from(0, &target), [0_u32; 0]);
    let all = (0..4).collect();
    let again = mark_hits(&b.project, b.author, &results.spans(&all), &org, None, || mark(200));
    assert_eq!(
        bulk_words("Nothing to mark", &again.unwrap()),
        "Nothing to mark. Left: 3 marked so already, 1 in regions that are left out"
    );
}

#[test]
fn marks_are_found_without_the_project() {
    let b = Bench::new(TEXT);
    let filter = MarkFilter { label: Some(LabelId::new("PER")), ..MarkFilter::default() };
    let request = request(&b, What::Marks(filter.clone(), vec![b.document]));
    let (text, mut marks) = (&b.open().text, marks(&b));
    marks.reverse();
    let found = request.marks_in(b.document, text, &filter, &marks, &mut Room::new(100)).unwrap();
    assert_eq!((found.count, found.hits[0].mark), (1, Some(mark(3))));
    // A damaged mark is no reason to fail.
    let short = Text::new("MBHA").unwrap();
    assert_eq!(request.marks_in(b.document, &short, &filter, &marks, &mut Room::new(100)), None);
}

#[test]
fn passages_that_save_most_come_first() {
    let line = |from: u32| (from..from + 20).map(|n| format!("w{n} ")).collect::<String>();
    let texts: Vec<Text> = [
        format!("{}end {}", line(0), line(50)),
        format!("A {} b", line(50)),
        format!("B {}. C {}", line(50), line(0)),
    ]
    .map(|t| Text::new(t).unwrap())
    .into();
    let mut index = RepeatIndex::new();
    let id = |n: usize| DocumentId::new(uuid(n as u128));
    for (n, text) in texts.iter().enumerate() {
        index.add(id(n), text);
    }
    let found = index.repeats();
    let text = |d: DocumentId| (0..3).find(|n| id(*n) == d).map(|n| texts[n].clone());
    let (told, count) = worth_telling(&found, 1, text);
    assert_eq!((told.len(), count), (1, 2));
    assert!(told[0].head.starts_with("w50 w51"), "{}", told[0].head);
    assert_eq!(told[0].passage.places.len(), 3);
}
