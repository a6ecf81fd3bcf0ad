//! Where words and parts of the page begin and end: each test is a phenomenon of real
//! reports, on invented text.
#![cfg(feature = "find")]
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::cases_support;
use crate::support::matches;

use cases_support::Desk;
use glossator_core::actions::bulk::mark_hits;
use glossator_core::actions::marks;
use glossator_core::find::{Pattern, PatternSpec, known};
use glossator_core::model::*;
use glossator_core::query::{BoardLinkKind, Cursor, Edge, Way};
use glossator_core::text::{ByteOffset, Span};
use serde_json::json;

#[test]
fn no_break_spaces_beside_words() {
    let mut desk =
        Desk::new(&["😀 Valk said\u{a0}“nobody died”\u{a0}at\u{a0}Pier\u{a0}Nine\u{a0}.\u{202f}"]);
    let text = desk.open(0).text.clone();
    // By keys: a no-break space is no token, and no part of one.
    let said = Cursor::at(&text, desk.span(0, "said").start()).target();
    assert_eq!(text.slice(said).unwrap(), "said");
    // By the mouse with Alt: character by character, blanks and all.
    let wide = desk.span(0, "\u{a0}Pier\u{a0}Nine\u{a0}");
    let pier = desk.mark_span(0, wide, "FAC");
    let claim = desk.claim(0, "\u{a0}“nobody died”\u{a0}", "Nobody died.");
    assert_eq!(desk.get(pier).exact, "Pier\u{a0}Nine", "blanks at the ends are left, inside kept");
    let id = desk.entity(pier, "");
    assert_eq!(desk.project.entities()[&id].name, "Pier Nine", "a name has plain spaces");
    let found = matches(&Pattern::new(&PatternSpec::words("pier nine")).unwrap(), &text);
    assert_eq!(found, [desk.span(0, "Pier\u{a0}Nine")], "a plain space finds any");

    let file = desk.exported();
    file.assert_mark(pier, json!({"words": ["Pier\u{a0}Nine"], "entity": "Pier Nine"}));
    file.assert_mark(claim, json!({"words": ["“nobody died”"], "claim": "Nobody died."}));
    let range = file.mark(pier)["ranges"][0].clone();
    assert_eq!(
        (&range["start"], &range["end"]),
        (&json!(29), &json!(38)),
        "code points, not bytes"
    );
}

#[test]
fn a_dateline_with_a_dash_glued_to_a_name() {
    let mut desk =
        Desk::new(&["Tarn, KVP– Sept 27, 2025\n\nPolice found the boat, HALVERN— said."]);
    let text = desk.open(0).text.clone();
    let kvp = Cursor::at(&text, desk.span(0, "KVP").start()).target();
    assert_eq!(text.slice(kvp).unwrap(), "KVP", "the dash is a token of its own");
    let place = desk.mark_span(0, kvp, "GPE");
    let whole = marks::whole_paragraphs(&text, kvp);
    let line = desk.mark_span(0, whole, "dateline");
    let date = desk.mark(0, "Sept 27, 2025", "DATE");
    // Dragged too far, the end comes back by a character.
    let wide = desk.mark(0, "HALVERN—", "GPE");
    desk.run(marks::nudge(&desk.project, wide.document, wide.id, Edge::End, Way::Back));

    let file = desk.exported();
    file.assert_mark(place, json!({"label": "GPE", "words": ["KVP"]}));
    file.assert_mark(wide, json!({"words": ["HALVERN"]}));
    file.assert_mark(date, json!({"label": "DATE", "words": ["Sept 27, 2025"]}));
    let dateline = json!({"kind": "region", "label": "dateline", "exclude": false,
        "words": ["Tarn, KVP– Sept 27, 2025"]});
    file.assert_mark(line, dateline);
}

#[test]
fn boilerplate_at_the_very_end_without_a_line_end() {
    let body = "Oren Valk left the port.";
    let desk_text = format!("{body}\r\n\r\nNo comments:\r\n\r\nPost a comment to Oren Valk");
    let mut desk = Desk::new(&[&desk_text]);
    let text = desk.open(0).text.clone();
    let picked = desk.span(0, "No comments").cover(desk.span(0, "Post a"));
    let tail = desk.mark_span(0, marks::whole_paragraphs(&text, picked), "boilerplate");
    assert_eq!(desk.get(tail).ranges.end(), text.end(), "to the end of the text");

    let document = desk.documents[0];
    let found = matches(&Pattern::new(&PatternSpec::words("Oren Valk")).unwrap(), &text);
    let label = LabelId::new("PER");
    let known = known(desk.open(0).marks.iter(), &found, desk.author.layer);
    assert_eq!(known.iter().map(|h| h.excluded).collect::<Vec<_>>(), [false, true]);
    let places: Vec<_> = found.iter().map(|s| (document, *s)).collect();
    let id = || AnnotationId::new(uuid::Uuid::from_u128(0x9000));
    let bulk = mark_hits(&desk.project, desk.author, &places, &label, None, id).unwrap();
    assert_eq!((bulk.done, bulk.excluded), (1, 1));
    desk.run(Ok(bulk.edit.unwrap()));

    let file = desk.exported();
    let end = file.mark(tail)["ranges"][0]["end"].as_u64().unwrap();
    assert_eq!(end, desk_text.chars().count() as u64);
    let words = "No comments:\r\n\r\nPost a comment to Oren Valk";
    file.assert_mark(
        tail,
        json!({"kind": "region", "label": "boilerplate", "exclude": true, "words": [words]}),
    );
    let marked = file.json["documents"][0]["annotations"].as_array().unwrap();
    assert_eq!(marked.iter().filter(|a| a["label"] == "PER").count(), 1);
}

#[test]
fn bullets_that_restate_the_body() {
    let mut desk = Desk::of_outlets(&[(
        "Halvern Standard",
        "2024-03-14",
        "• Four divers died\n• The valve was open\n\nFour divers died at Pier Nine on Thursday, \
         when a valve had been left open.",
    )]);
    let text = desk.open(0).text.clone();
    let picked = Span::between(ByteOffset::new(0), desk.span(0, "The valve").end());
    let list = desk.mark_span(0, marks::whole_paragraphs(&text, picked), "list");
    let died = desk.claim(0, ("Four divers died", 1), "Four divers died at Pier Nine.");
    let open = desk.claim(0, "a valve had been left open", "A valve was left open.");
    let bullet = desk.again(0, "Four divers died", died);
    let other = desk.again(0, "The valve was open", open);

    assert_eq!(desk.project.claims().len(), 2, "the bullets make no claims of their own");
    assert_eq!(desk.support(died), (2, 1), "said twice by one document");
    assert_eq!(desk.chain(bullet), "Halvern Standard › own voice");
    let links = desk.links();
    assert_eq!(links.len(), 2);
    assert!(links.contains(&(BoardLinkKind::Identical, bullet, died)));

    let file = desk.exported();
    let words = "• Four divers died\n• The valve was open";
    file.assert_mark(
        list,
        json!({"kind": "region", "label": "list", "words": [words], "exclude": false}),
    );
    for (at, sentence) in
        [(bullet, "Four divers died at Pier Nine."), (other, "A valve was left open.")]
    {
        file.assert_mark(at, json!({"kind": "claim", "claim": sentence, "chains": []}));
    }
}
