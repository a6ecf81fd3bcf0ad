//! How paragraphs are drawn.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::Bench;
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
