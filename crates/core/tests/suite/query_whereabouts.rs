//! Where an entity or a claim is shown when somebody asks for it by name.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, claim, entity, mark};
use glossator_core::actions::claims::{self, Who};
use glossator_core::actions::{bulk, entities, marks};
use glossator_core::model::Confidence;
use glossator_core::query::{Entry, Seen, seen};

fn place(b: &Bench, entry: Entry) -> (bool, Option<u128>) {
    let here = entry.document(&b.project, Some(b.document)) == Some(b.document);
    let anywhere = entry.document(&b.project, None).is_some();
    assert_eq!(here, anywhere, "there is one document");
    let n = (1..20).find(|n| entry.mark(b.open()) == Some(mark(*n)));
    (here, n)
}

#[test]
fn an_entity_is_shown_where_it_is_mentioned_or_else_where_it_speaks() {
    let mut b =
        Bench::new("[claim|It burned], said [PER|Oren Valk].").with_entity(1, "Valk", "PER");
    let entry = Entry::Entity(entity(1));
    assert_eq!(place(&b, entry), (false, None));
    let who = Who::Entity(entity(1));
    b.run(claims::add_speaker(&b.project, b.document, mark(1), who, b.author, mark(9)));
    assert_eq!(place(&b, entry), (true, Some(1)));
    b.run(entities::link(&b.project, b.document, mark(2), entity(1), Confidence::Sure));
    assert_eq!(place(&b, entry), (true, Some(2)));
}

#[test]
fn a_claim_is_shown_where_it_is_made() {
    let b = Bench::new("[PER|Oren Valk]: [claim|It burned].");
    assert_eq!(place(&b, Entry::Claim(claim(2))), (true, Some(2)));
    assert_eq!(place(&b, Entry::Claim(claim(1))), (false, None));
}

#[test]
fn the_document_on_the_page_comes_first_unless_another_shows_it_better() {
    use glossator_core::model::{Document, DocumentId, Summary};
    use glossator_core::ops::Registers;
    let mut b =
        Bench::new("[claim|It burned], said [PER|Oren Valk].").with_entity(1, "Valk", "PER");
    let (first, other) = (b.document, DocumentId::new(actions_support::uuid(0xd0c)));
    let who = Who::Entity(entity(1));
    b.run(claims::add_speaker(&b.project, first, mark(1), who, b.author, mark(9)));
    let spoken = b.project.summary(first);
    b.run(entities::link(&b.project, first, mark(2), entity(1), Confidence::Sure));
    let put = |b: &mut Bench, summary: Summary| {
        let document = Document::new(other, "two.txt", &b.open().text);
        let documents = vec![(document, summary)];
        b.project.load_registers(Registers { documents, ..Registers::default() });
    };
    let entry = Entry::Entity(entity(1));
    put(&mut b, spoken);
    assert_eq!(entry.document(&b.project, Some(other)), Some(first));
    let linked = b.project.summary(first);
    put(&mut b, linked);
    assert_eq!(entry.document(&b.project, Some(other)), Some(other));
    assert_eq!(entry.document(&b.project, None), Some(first));
}

#[test]
fn an_undo_shows_what_it_did_and_no_document_that_is_gone() {
    use glossator_core::model::{Document, DocumentId};
    use glossator_core::ops::Op;
    use glossator_core::query::shown_after;
    let mut b = Bench::new("It burned.");
    let (first, other) = (b.document, DocumentId::new(actions_support::uuid(0xd0c)));
    let add = Op::AddDocument(Box::new(Document::new(other, "two.txt", &b.open().text)));
    b.project.apply_all(&[add]).unwrap();
    // What is seen anyway, or lies in several documents, leaves the page as it is.
    assert_eq!(shown_after(&b.project, Some(first), &[]), None);
    assert_eq!(shown_after(&b.project, Some(first), &[first]), None);
    assert_eq!(shown_after(&b.project, Some(first), &[first, other]), None);
    assert_eq!(shown_after(&b.project, Some(first), &[other]), Some(Some(other)));
    // An import that was undone and is done again.
    assert_eq!(shown_after(&b.project, None, &[]), Some(Some(first)));
    assert_eq!(shown_after(&b.project, None, &[other]), Some(Some(other)));
    b.project.apply_all(&[Op::RemoveDocument(other)]).unwrap();
    assert_eq!(shown_after(&b.project, Some(first), &[other]), None);
    assert_eq!(shown_after(&b.project, Some(other), &[other]), Some(Some(first)));
    b.project.apply_all(&[Op::RemoveDocument(first)]).unwrap();
    assert_eq!(shown_after(&b.project, Some(first), &[first]), Some(None));
    assert_eq!(shown_after(&b.project, None, &[first]), None);
}

#[test]
fn an_undo_is_seen_where_it_changed_the_text() {
    let mut b = Bench::new("[PER|Valk] met [PER|Tamm] and [PER|Rook] at the [LOC|quay].");
    let doc = b.document;
    // What undo, and then redo, is seen by.
    let both = |b: &mut Bench| {
        let (by, at) = (b.author.by, b.author.at);
        let undone = b.history.undo(&mut b.project, by, at).unwrap().unwrap();
        let undo = seen(&undone.transaction, doc, b.open());
        let redone = b.history.redo(&mut b.project, by, at).unwrap().unwrap();
        (undo, seen(&redone.transaction, doc, b.open()))
    };
    let at = |b: &Bench, words: &str| b.span(words).start();
    let (tamm, rook) = (at(&b, "Tamm"), at(&b, "Rook"));
    // What comes back is selected; what goes again is only seen.
    b.run(marks::delete(&b.project, doc, mark(2)));
    let back = Seen { mark: Some(mark(2)), at: tamm };
    assert_eq!(both(&mut b), (Some(back), Some(Seen { mark: None, at: tamm })));
    // Of several the first of the text, in whatever order they went.
    let all = [(doc, mark(4)), (doc, mark(3))];
    b.run(bulk::delete_all(&b.project, &all).map(|bulk| bulk.edit.unwrap()));
    let back = Seen { mark: Some(mark(3)), at: rook };
    assert_eq!(both(&mut b), (Some(back), Some(Seen { mark: None, at: rook })));
    b.run(marks::set_note(&b.project, doc, mark(1), "who?"));
    let first = Seen { mark: None, at: at(&b, "Valk") };
    assert_eq!(both(&mut b), (Some(first), Some(first)));
    // No mark of the text: nothing to be seen in it.
    b.run(entities::create(&b.project, entity(1), "Oren Valk", None));
    assert_eq!(both(&mut b), (None, None));
}
