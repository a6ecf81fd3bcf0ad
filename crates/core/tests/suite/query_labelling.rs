//! What a label's key means: each case as the page stands when it is pressed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, mark};
use glossator_core::actions::marks;
use glossator_core::model::{Label, LabelId, Snapping};
use glossator_core::query::{Cursor, Labelling, Standpoint, covering, labelling};
use glossator_core::text::{ByteOffset, Span};

const TEXT: &str = "[PER|Ada Vell] left.\nThe [ORG|port] burned\nall night.";

fn label(b: &Bench, name: &str) -> Label {
    b.project.schema().label(&LabelId::new(name)).unwrap().clone()
}

/// What a label means.
fn meant(b: &Bench, name: &str, at: Standpoint) -> Option<Labelling> {
    labelling(b.open(), &label(b, name), &at)
}

fn caret(b: &Bench, words: &str) -> Cursor {
    Cursor::at(&b.open().text, b.span(words).start())
}

fn selecting(b: &Bench, words: &str) -> Cursor {
    Cursor::selecting(b.span(words))
}

fn at(cursor: Cursor) -> Standpoint {
    Standpoint { cursor, mark: None, picker: None }
}

#[test]
fn the_selected_mark_gets_the_label_while_the_caret_is_on_it() {
    let b = Bench::new(TEXT);
    let on = Standpoint { mark: Some(mark(1)), ..at(caret(&b, "Vell")) };
    assert_eq!(meant(&b, "ORG", on), Some(Labelling::Relabel(mark(1))));
    // It strayed, is elsewhere, or the label is of another kind.
    let token = Some(Labelling::Mark(b.span("Vell")));
    assert_eq!(meant(&b, "ORG", Standpoint { mark: None, ..on }), token);
    let elsewhere = Standpoint { mark: Some(mark(1)), ..at(caret(&b, "left")) };
    assert_eq!(meant(&b, "ORG", elsewhere), Some(Labelling::Mark(b.span("left"))));
    let region = Some(Labelling::Mark(b.span("Ada Vell left.")));
    assert_eq!(meant(&b, "heading", on), region);
}

#[test]
fn what_is_selected_is_marked_whatever_mark_is() {
    let b = Bench::new(TEXT);
    let both = Standpoint { mark: Some(mark(1)), ..at(selecting(&b, "Ada")) };
    assert_eq!(meant(&b, "ORG", both), Some(Labelling::Mark(b.span("Ada"))));
}

#[test]
fn the_picker_says_what_it_is_for() {
    let b = Bench::new(TEXT);
    let words = b.span("port");
    let of_mark = Standpoint { picker: Some((words, Some(mark(2)))), ..at(selecting(&b, "Ada")) };
    assert_eq!(meant(&b, "PER", of_mark), Some(Labelling::Relabel(mark(2))));
    let of_words = Standpoint { picker: Some((words, None)), ..at(selecting(&b, "Ada")) };
    assert_eq!(meant(&b, "PER", of_words), Some(Labelling::Mark(words)));
}

#[test]
fn a_region_covers_words_of_one_paragraph_or_whole_paragraphs() {
    let b = Bench::new(TEXT);
    assert_eq!(meant(&b, "list", at(selecting(&b, "left"))), Some(Labelling::Mark(b.span("left"))));
    let two = Some(Labelling::Mark(b.span("The port burned\nall night.")));
    assert_eq!(meant(&b, "list", at(selecting(&b, "burned\nall"))), two);
    let one = Some(Labelling::Mark(b.span("The port burned")));
    assert_eq!(meant(&b, "list", at(caret(&b, "burned"))), one);
}

#[test]
fn labels_of_characters_take_what_was_drawn_over() {
    let mut b = Bench::new(TEXT);
    let [from, to] = [b.span("port").start(), b.span("rt").start()];
    let drawn = selecting(&b, "port").drawn_over(Span::between(from, to));
    assert_eq!(meant(&b, "ORG", at(drawn)), Some(Labelling::Mark(b.span("port"))));
    let exact = Label { snapping: Snapping::Characters, ..label(&b, "ORG") };
    let found = labelling(b.open(), &exact, &at(drawn));
    assert_eq!(found, Some(Labelling::Mark(b.span("po"))));
    // Nothing to mark.
    b = Bench::new("");
    let start = Span::empty_at(ByteOffset::new(0));
    assert_eq!(meant(&b, "ORG", at(Cursor::selecting(start))), None);
}

#[test]
fn what_is_left_out_already_is_where_every_word_of_it_is() {
    let mut b = Bench::new("Subscribe now. The fire burned. Follow us.\nAnd us.");
    let label = LabelId::new("boilerplate");
    let (doc, author) = (b.document, b.author);
    for (n, words) in [(1, "Subscribe now."), (2, "Follow us."), (3, "And us.")] {
        b.run(marks::mark(&b.project, doc, b.span(words), &label, author, mark(n)));
    }
    let over = |b: &Bench, words| covering(b.open(), &label, author.layer, b.span(words));
    assert_eq!(over(&b, "Subscribe now."), [mark(1)]);
    assert_eq!(over(&b, "now"), [mark(1)]);
    assert_eq!(over(&b, "Follow us.\nAnd us."), [mark(2), mark(3)]);
    assert_eq!(over(&b, "The fire"), []);
    assert_eq!(over(&b, "burned. Follow us."), [], "a part of it is not");
}
