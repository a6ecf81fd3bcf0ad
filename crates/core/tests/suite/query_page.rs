//! How paragraphs are drawn.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, mark};
use glossator_core::actions::marks;
use glossator_core::model::LabelId;
use glossator_core::query::{Lanes, PageState, paragraph_view};
use glossator_core::text::Span;

#[test]
fn the_paragraphs_of_a_region_are_one_block() {
    let b = Bench::new("Text.\n\n[boilerplate|Posted by desk.\n\nNo comments.\n \nTop.]\n\nMore.");
    let (open, lanes) = (b.open(), Lanes::of(&b.open().marks));
    let state = PageState::of(open, None);
    let region = |p: &Span| {
        let view = paragraph_view(&b.project, open, &lanes, &state, *p);
        view.region.map(|r| r.begins)
    };
    let regions: Vec<Option<bool>> = open.text.paragraphs().iter().map(region).collect();
    // The blank lines between are of it, those around are not.
    let within = [Some(true), Some(false), Some(false), Some(false), Some(false)];
    assert_eq!(regions[..2], [None, None]);
    assert_eq!(regions[2..7], within);
    assert_eq!(regions[7..], [None, None]);
}

#[test]
fn a_region_of_words_is_drawn_and_named_where_it_begins() {
    let mut b = Bench::new("Karn, 27 Sept. Two [PER|men] died.\n\nMore.");
    let words = b.span("Karn, 27 Sept.");
    let (label, id) = (LabelId::new("dateline"), mark(9));
    b.run(marks::mark(&b.project, b.document, words, &label, b.author, id));
    let (open, lanes) = (b.open(), Lanes::of(&b.open().marks));
    let view = |selected, n: usize| {
        let state = PageState::of(open, selected);
        paragraph_view(&b.project, open, &lanes, &state, open.text.paragraphs()[n])
    };
    let first = view(None, 0);
    assert_eq!(first.region, None, "it is no whole paragraph");
    assert_eq!(first.runs[0].class, "seg rg");
    let tags: Vec<(usize, &str)> =
        first.tags.iter().map(|t| (t.run, t.tags[0].text.as_str())).collect();
    assert_eq!(tags.len(), 2, "{tags:?}");
    assert_eq!(tags[0].0, 0);
    assert_eq!(view(Some(id), 0).runs[0].class, "seg rg rgon");
    // A whole paragraph has its name in the margin.
    let whole = open.text.paragraphs()[2];
    b.run(marks::mark(&b.project, b.document, whole, &label, b.author, mark(10)));
    let (open, lanes) = (b.open(), Lanes::of(&b.open().marks));
    let state = PageState::of(open, None);
    let view = paragraph_view(&b.project, open, &lanes, &state, whole);
    assert!(view.region.is_some() && view.tags.is_empty());
    assert_eq!(view.runs[0].class, "seg");
}
