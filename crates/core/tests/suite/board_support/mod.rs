//! The claims of a fire, and claims by chance, for the tests of the board.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use glossator_core::model::*;
use glossator_core::ops::{AnnotationEdit, Op};
use glossator_core::quantity::propose;
use std::sync::Arc;

use glossator_core::query::{Board, BoardRow, Card};

use crate::support::*;

/// How a mention speaks of its claim.
pub struct Says(pub Stance, pub Certainty, pub Anonymity, pub Vec<EntityId>);

pub fn own() -> Option<Says> {
    None
}

pub fn by(who: u128) -> Option<Says> {
    Some(Says(Stance::Asserts, Certainty::Certain, Anonymity::Named, vec![entity(who)]))
}

pub fn add_mention(p: &mut Project, n: u128, document: u128, of: u128, says: Option<Says>) {
    let hop = |Says(stance, certainty, anonymity, entity)| Hop {
        stance,
        certainty,
        anonymity,
        entity,
        ..Hop::default()
    };
    let chains = says.map(|s| Chain { hops: vec![hop(s)] }).into_iter().collect();
    // One claim after another in the text.
    let start = (n % 40) as u32;
    let ranges = Ranges::one(span(start, start + 3)).unwrap();
    let body = Body::Claim { claim: claim(of), chains };
    let a = Annotation { label: None, body, ..mention(p, ann(n), doc(document), "PER", ranges) };
    p.apply_all(&[add(a)]).unwrap();
}

/// Excludes the whole text of an open document, or takes it in again.
pub fn exclude(p: &mut Project, document: u128, excluded: bool) {
    let id = ann(900 + document);
    let body = Body::Region { exclude: excluded };
    let op = if p.open(doc(document)).unwrap().marks.get(id).is_some() {
        Op::EditAnnotation(doc(document), id, AnnotationEdit::Body(Box::new(body)))
    } else {
        let ranges = Ranges::one(p.open(doc(document)).unwrap().text.span()).unwrap();
        let a = mention(p, id, doc(document), "boilerplate", ranges);
        add(Annotation { body, ..a })
    };
    p.apply_all(&[op]).unwrap();
}

pub fn add_claim(p: &mut Project, n: u128, text: &str, topic: &str) {
    let c =
        Claim { topic: topic.into(), quantities: propose(text), ..Claim::stating(claim(n), text) };
    p.apply_all(&[Op::AddClaim(Box::new(c))]).unwrap();
}

pub fn add_link(p: &mut Project, n: u128, from: u128, to: u128, kind: ClaimLinkType) {
    let (from, to) = (claim(from), claim(to));
    let l = ClaimLink { id: link(n), from, to, kind, note: String::new() };
    p.apply_all(&[Op::AddClaimLink(Box::new(l))]).unwrap();
}

pub const TOLL: &str = "How many people died?";
pub const FUEL: &str = "Was fuel stored without a permit?";

/// The Pier Nine fire: documents 0 to 3, none of them open.
pub fn fire() -> Project {
    closed(open_fire())
}

/// A project with its documents out of memory.
pub fn closed(mut p: Project) -> Project {
    for n in 0..4 {
        p.unload_document(doc(n));
    }
    p
}

/// [`fire`] with its documents open.
pub fn open_fire() -> Project {
    let mut p = empty_project();
    let outlets = [
        ("Halvern Standard", "2024-03-14"),
        ("Marrow Bay Courier", "2024-03-13T23:55"),
        ("Northline Wire", "2024-03-15"),
        ("Radio Calder", ""),
    ];
    for ((publisher, date), n) in outlets.into_iter().zip(0..) {
        add_document(&mut p, doc(n), &"Fire at Pier Nine. ".repeat(4));
        for (field, value) in [(MetaField::Publisher, publisher), (MetaField::Published, date)] {
            let value = Some(value.to_owned()).filter(|v| !v.is_empty());
            let edit = glossator_core::ops::DocumentEdit::Meta(field, value);
            p.apply_all(&[Op::EditDocument(doc(n), edit)]).unwrap();
        }
    }
    for (n, name) in ["Idris Tamm", "Oren Valk", "Sela Marchetti", "Depot fire"].iter().enumerate()
    {
        let e = Entity::named(entity(n as u128), *name, Some("PER".into()));
        p.apply_all(&[Op::AddEntity(Box::new(e))]).unwrap();
    }
    add_claim(&mut p, 0, "Nine people died.", TOLL);
    add_claim(&mut p, 1, "Four people died.", TOLL);
    add_claim(&mut p, 2, "At least six people died.", TOLL);
    add_claim(&mut p, 3, "Fuel was stored without a permit.", FUEL);
    add_claim(&mut p, 4, "The depot will be rebuilt.", "");
    add_mention(&mut p, 1, 0, 0, by(0));
    add_mention(&mut p, 2, 1, 1, by(1));
    add_mention(&mut p, 3, 2, 1, by(1));
    let unnamed = Anonymity::RoleOnly;
    add_mention(&mut p, 4, 3, 2, Some(Says(Stance::Asserts, Certainty::Probable, unnamed, vec![])));
    add_mention(&mut p, 5, 0, 3, own());
    let denial = Says(Stance::Denies, Certainty::Certain, Anonymity::Named, vec![entity(2)]);
    add_mention(&mut p, 6, 1, 3, Some(denial));
    add_mention(&mut p, 7, 1, 4, own());
    add_link(&mut p, 1, 0, 2, ClaimLinkType::Updates);
    p
}

/// What all rows of a board say.
pub fn rows(p: &Project, b: &Board) -> Vec<Arc<BoardRow>> {
    (0..b.outline.rows.len()).map(|n| b.row(p, n).unwrap()).collect()
}

/// Every card of every row.
pub fn cards(p: &Project, b: &Board) -> Vec<Card> {
    let cards =
        |r: &Arc<BoardRow>| r.cells.iter().flat_map(|c| c.cards.clone()).collect::<Vec<_>>();
    rows(p, b).iter().flat_map(cards).collect()
}
