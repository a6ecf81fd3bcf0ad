//! Passages that stand in several places, and carrying marks between them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, claim, entity, mark, refused, uuid};
use glossator_core::actions::claims::{self, Who};
use glossator_core::actions::project_marks::{exclude_passage, project_marks};
use glossator_core::actions::{entities, marks};
use glossator_core::model::{
    Annotation, AnnotationId, Body, Confidence, Document, DocumentId, Kind, LabelId, Origin,
    Speaker, speakers,
};
use glossator_core::ops::Op;
use glossator_core::query::{AlsoView, Lanes, Margin, PageState, paragraph_view};
use glossator_core::repeats::{Also, Passage, Place, RepeatIndex, also};
use glossator_core::text::{ByteOffset, Span, Text};
use proptest::prelude::*;

fn document(n: u128) -> DocumentId {
    DocumentId::new(uuid(n))
}

fn repeats(texts: &[Text]) -> Vec<Passage> {
    let mut index = RepeatIndex::new();
    for (n, text) in (1..).zip(texts) {
        index.add(document(n), text);
    }
    index.repeats()
}

fn texts(texts: &[&str]) -> Vec<Text> {
    texts.iter().map(|t| Text::new(*t).unwrap()).collect()
}

const WIRE: &str = "Nine people died when the fuel depot at Pier Nine burned on Tuesday, \
    the harbour authority said.";
const MORE: &str = "The union denied that its crew had smoked near the tanks, and asked for \
    an inquiry led by the province.";
const FOOT: &str = "Northline Wire supplies news to papers of the coast. All rights reserved \
    by the agency and its members.";

#[test]
fn the_longest_passages_and_all_their_places() {
    let all = texts(&[
        &format!("Halvern Standard. {WIRE} {MORE}\n{FOOT}"),
        &format!("Courier: {} – {MORE}\n\n{FOOT}", WIRE.to_uppercase()),
        &format!("Something else altogether.\n{FOOT}"),
        "Nothing of it, but: people died when the fuel depot at Pier Nine. So few words.",
    ]);
    let found = repeats(&all);
    let seen: Vec<(usize, &str)> =
        found.iter().map(|p| (p.places.len(), all[0].slice(p.places[0].span).unwrap())).collect();
    let long = format!("{WIRE} {MORE}\n{FOOT}");
    assert_eq!(seen, [(2, long.trim_end_matches('.')), (3, FOOT.trim_end_matches('.'))]);
}

#[test]
fn what_a_page_says_of_passages_that_others_have() {
    let all = texts(&[
        &format!("Halvern Standard.\n{WIRE} {MORE}\n{FOOT}"),
        &format!("Courier.\n{WIRE} {MORE}\n{FOOT}"),
        &format!("Lantern.\n{MORE} {FOOT}"),
        FOOT,
    ]);
    let found = repeats(&all);
    let said = |n: usize, there: &dyn Fn(DocumentId) -> bool| -> Vec<(String, u32)> {
        let said = also(&found, document(n as u128 + 1), there);
        let words = |a: &Also| {
            let words: Vec<&str> = all[n].slice(a.span).unwrap().split_whitespace().collect();
            (format!("{} … {}", words[0], words[words.len() - 1]), a.documents)
        };
        said.iter().map(words).collect()
    };
    // What is inside of a longer one is told where it is in more documents.
    let first = [
        ("Nine … members".to_owned(), 1),
        ("The … members".to_owned(), 2),
        ("Northline … members".to_owned(), 3),
    ];
    assert_eq!(said(0, &|_| true), first);
    assert_eq!(said(2, &|_| true), [first[1].clone(), first[2].clone()]);
    // Documents that were removed do not count.
    assert_eq!(
        said(0, &|d| d != document(3)),
        [("Nine … members".to_owned(), 1), ("Northline … members".to_owned(), 2)]
    );
    assert_eq!(said(3, &|d| d == document(4)), []);
}

#[test]
fn a_paragraph_tells_of_the_longest_passage_that_begins_in_it() {
    let source = "One two three four.\nFive six seven.\nEight.";
    let views = |b: &Bench| -> Vec<Option<AlsoView>> {
        let at = |words: &str, documents, passage| Also { span: b.span(words), documents, passage };
        let also = vec![at("two", 4, 1), at("three four.\nFive six", 2, 0), at("seven", 1, 2)];
        let margin = Margin { also, ..Margin::default() };
        let state = PageState { margin, ..PageState::default() };
        let (open, lanes) = (b.open(), Lanes::of(&b.open().marks));
        let view = |p: &Span| paragraph_view(&b.project, open, &lanes, &state, *p).also;
        open.text.paragraphs().iter().map(view).collect()
    };
    let one = |passage, documents, more| Some(AlsoView { passage, documents, more });
    assert_eq!(views(&Bench::new(source)), [one(0, 2, 1), one(2, 1, 0), None]);
    // Where it is left out anyway there is nothing to offer.
    let left_out = source.replace("Five six seven.", "[boilerplate|Five six seven.]");
    assert_eq!(views(&Bench::new(&left_out)), [one(0, 2, 1), None, None]);
}

#[test]
fn short_or_lonely_passages_are_none() {
    let eleven = "one two three four five six seven eight nine ten eleven";
    assert_eq!(repeats(&texts(&[eleven, eleven])), []);
    let twelve = format!("{eleven} twelve");
    assert_eq!(repeats(&texts(&[&twelve, &twelve]))[0].words, 12);
    assert_eq!(repeats(&texts(&[&twelve, "", "other"])), []);
    let twice = format!("{twelve}. And: {twelve}");
    assert_eq!(repeats(&texts(&[&twice]))[0].places.len(), 2);
}

/// For each document the passages that stand in it.
fn planted() -> impl Strategy<Value = (Vec<usize>, Vec<Vec<usize>>)> {
    let lengths = prop::collection::vec(12usize..30, 1..5);
    lengths.prop_flat_map(|lengths| {
        let passage = 0..lengths.len();
        let document = prop::collection::vec(passage, 0..4);
        (Just(lengths), prop::collection::vec(document, 1..8))
    })
}

proptest! {
    #[test]
    fn what_was_planted_is_found_and_nothing_else((lengths, documents) in planted()) {
        let mut unique = 0;
        let mut all = Vec::new();
        let mut want: Vec<Vec<Place>> = vec![Vec::new(); lengths.len()];
        for (n, passages) in (1..).zip(&documents) {
            let mut text = String::new();
            for p in passages {
                unique += 1;
                text.push_str(&format!("“u{unique}”,\n"));
                let start = text.len();
                let words: Vec<String> = (0..lengths[*p]).map(|w| format!("p{p}w{w}")).collect();
                text.push_str(&words.join(if unique % 2 == 0 { " " } else { " – " }));
                let full = Text::new(text.as_str()).unwrap();
                let span = full.span_at(start..text.len()).unwrap();
                want[*p].push(Place { document: document(n), span });
                text.push('!');
            }
            all.push(Text::new(text).unwrap());
        }
        want.retain(|places| places.len() > 1);
        want.sort();
        let found = repeats(&all);
        let places: Vec<Vec<Place>> = found.iter().map(|p| p.places.clone()).collect();
        prop_assert_eq!(places, want);
    }

    #[test]
    fn all_places_of_a_passage_have_its_words(words in prop::collection::vec(prop::collection::vec("[ab]", 0..60), 1..4)) {
        let all: Vec<Text> = words.iter().map(|w| Text::new(w.join(" ")).unwrap()).collect();
        for passage in &repeats(&all) {
            let said = |place: &Place| {
                all.iter().zip(1..).find(|(_, n)| document(*n) == place.document).unwrap().0.slice(place.span).unwrap()
            };
            let first = said(&passage.places[0]);
            prop_assert!(passage.places.iter().all(|p| said(p) == first));
            prop_assert_eq!(first.split(' ').count(), passage.words as usize);
        }
    }
}

const MARKED: &str = "Halvern Standard\n[claim|“Nine people died” when the fuel depot at \
    [LOC|Pier Nine] burned], [PER|Oren Valk] [cue|said] on [DATE|Tuesday] to reporters. \
    [PER|Ada Moreno] writes.";
const COPY: &str = "Courier. \"NINE people died\" when the fuel depot at\nPier Nine burned, Oren \
    Valk said on Tuesday to reporters! By Tom.";

/// The marked document, and one with the same passage.
fn two() -> (Bench, Passage) {
    let mut b = Bench::new(MARKED).with_entity(1, "Oren Valk", "PER");
    let text = Text::new(COPY).unwrap();
    let copy = document(50);
    let add = Op::AddDocument(Box::new(Document::new(copy, "two.txt", &text)));
    b.project.apply_all(&[add]).unwrap();
    b.project.load_document(copy, text.clone(), Vec::new()).unwrap();
    let mut index = RepeatIndex::new();
    index.add(b.document, &b.open().text);
    index.add(copy, &text);
    let passage = index.repeats()[0].clone();
    (b, passage)
}

fn ids() -> impl FnMut() -> AnnotationId {
    let mut n = 100;
    move || {
        n += 1;
        mark(n)
    }
}

fn copied(b: &Bench) -> Vec<&Annotation> {
    b.project.open(document(50)).unwrap().marks.iter().collect()
}

#[test]
fn marks_go_where_the_words_are_the_same() {
    let (mut b, passage) = two();
    let doc = b.document;
    b.run(entities::link(&b.project, doc, mark(3), entity(1), Confidence::Sure));
    b.run(claims::add_speaker(&b.project, doc, mark(1), Who::Mark(mark(3)), b.author, mark(9)));
    let from = passage.places[0];
    assert_eq!(from.document, doc);
    let step = project_marks(&b.project, b.author, &passage, from, ids()).unwrap();
    assert_eq!((step.copied, step.already, step.differing, step.excluded), (5, 0, 0, 0));
    let title = b.run(Ok(step.edit.unwrap()));
    assert_eq!(title, "Copied: 5 marks from one.txt");
    let words: Vec<&str> = copied(&b).iter().map(|a| a.exact.as_str()).collect();
    let whole = "\"NINE people died\" when the fuel depot at\nPier Nine burned";
    assert_eq!(words, [whole, "Pier Nine", "Oren Valk", "said", "Tuesday"]);
    for a in copied(&b) {
        assert_eq!((&a.origin, a.flagged), (&Origin::Bulk, true));
        assert_eq!(a.note, "Copied from one.txt: not looked at yet");
    }
    let (its_claim, speaker) = (copied(&b)[0], copied(&b)[2]);
    assert_eq!(its_claim.claim(), Some(claim(1)));
    assert_eq!(its_claim.chains()[0].hops[0].source, [speaker.id]);
    assert_eq!(speaker.entity(), Some(entity(1)));
    let again = project_marks(&b.project, b.author, &passage, from, ids()).unwrap();
    assert_eq!((again.edit, again.already), (None, 5));
    // The flag says that nobody has looked at it.
    let copy = copied(&b)[0].id;
    b.run(marks::toggle_flag(&b.project, document(50), copy));
    assert_eq!(
        (copied(&b)[0].flagged, copied(&b)[0].note.as_str()),
        (false, "Copied from one.txt")
    );
}

#[test]
fn who_is_named_outside_of_the_passage_is_not_copied() {
    let (mut b, passage) = two();
    let doc = b.document;
    // "Ada Moreno" is outside; "Pier Nine" stands for a speaker without an entry.
    let outside = b.open().marks.iter().find(|a| a.exact == "Ada Moreno").unwrap().id;
    b = b.with_entity(2, "Ada Moreno", "PER");
    b.run(entities::link(&b.project, doc, outside, entity(2), Confidence::Sure));
    b.run(claims::add_speaker(&b.project, doc, mark(1), Who::Mark(outside), b.author, mark(8)));
    assert_eq!(b.hops(1)[0].entity, [entity(2)]);
    b.run(claims::add_speaker(&b.project, doc, mark(1), Who::Mark(mark(3)), b.author, mark(9)));
    let from = passage.places[0];
    let step = project_marks(&b.project, b.author, &passage, from, ids()).unwrap();
    b.run(Ok(step.edit.unwrap()));
    let (its_claim, speaker) = (copied(&b)[0], copied(&b)[2]);
    let hop = &its_claim.chains()[0].hops[0];
    assert_eq!((&hop.source[..], &hop.entity[..]), (&[speaker.id][..], &[][..]));
}

#[test]
fn a_copied_claim_is_said_by_whom_its_words_are_linked_to_there() {
    for there in [None, Some(entity(2))] {
        let (b, passage) = two();
        let mut b = b.with_entity(2, "Tom Valk", "PER");
        let doc = b.document;
        b.run(entities::link(&b.project, doc, mark(3), entity(1), Confidence::Sure));
        b.run(claims::add_speaker(&b.project, doc, mark(1), Who::Mark(mark(3)), b.author, mark(9)));
        let other = b.project.open(document(50)).unwrap();
        let at = other.text.as_str().find("Oren").unwrap() as u32;
        let end = ByteOffset::new(at + "Oren Valk".len() as u32);
        let words = Span::new(ByteOffset::new(at), end).unwrap();
        let person = LabelId::new("PER");
        b.run(marks::mark(&b.project, document(50), words, &person, b.author, mark(60)));
        if let Some(to) = there {
            b.run(entities::link(&b.project, document(50), mark(60), to, Confidence::Sure));
        }
        let step = project_marks(&b.project, b.author, &passage, passage.places[0], ids()).unwrap();
        assert_eq!(step.already, 1);
        b.run(Ok(step.edit.unwrap()));
        let hop = &copied(&b)[0].chains()[0].hops[0];
        let said = [Speaker { words: Some(mark(60)), entity: there }];
        assert_eq!(speakers(b.project.open(document(50)).unwrap(), hop), said);
    }
}

#[test]
fn a_region_that_is_not_left_out_is_where_its_passage_is() {
    let (mut b, passage) = two();
    let label = LabelId::new("boilerplate");
    let step = exclude_passage(&b.project, b.author, &passage, &label, ids()).unwrap();
    b.run(Ok(step.edit.unwrap()));
    let region = copied(&b)[0].id;
    b.run(marks::set_excluded(&b.project, document(50), region, false));
    let step = exclude_passage(&b.project, b.author, &passage, &label, ids()).unwrap();
    assert_eq!((step.done, step.already + step.excluded), (1, 1));
    assert_eq!(b.run(Ok(step.edit.unwrap())), "Excluded: 1 region");
    assert_eq!(copied(&b)[0].body, Body::Region { exclude: true });
}

#[test]
fn a_passage_is_left_out_everywhere() {
    let (mut b, passage) = two();
    let step = exclude_passage(&b.project, b.author, &passage, &LabelId::new("boilerplate"), ids());
    let step = step.unwrap();
    assert_eq!(step.done, 2);
    b.run(Ok(step.edit.unwrap()));
    let regions: Vec<&Annotation> =
        copied(&b).into_iter().filter(|a| a.kind() == Kind::Region).collect();
    assert_eq!(regions.len(), 1);
    let from = passage.places[0];
    let step = project_marks(&b.project, b.author, &passage, from, ids()).unwrap();
    assert_eq!((step.edit, step.excluded), (None, 6), "the region of the first one too");
    let no_region = exclude_passage(&b.project, b.author, &passage, &LabelId::new("PER"), ids());
    assert_eq!(refused(no_region), "“Person” is not a label for regions");
    let elsewhere = Place { document: document(50), span: Span::default() };
    assert!(project_marks(&b.project, b.author, &passage, elsewhere, ids()).is_err());
}
