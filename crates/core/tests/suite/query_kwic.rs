//! Words in context.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, entity, mark};
use glossator_core::actions::entities;
use glossator_core::model::{AliasKind, Confidence};
use glossator_core::query::{GroupBy, Line, commonest_alias, kwic, kwic_groups, line};
use glossator_core::text::{ByteOffset, Span, Text};
use proptest::prelude::*;

#[track_caller]
fn around(source: &str, words: &str, width: usize) -> Line {
    let text = Text::new(source).unwrap();
    let at = source.find(words).unwrap();
    line(&text, text.span_at(at..at + words.len()).unwrap(), width)
}

fn shown(l: &Line) -> String {
    let more = |more| if more { "…" } else { "" };
    let (before, after) = (more(l.more_before), more(l.more_after));
    format!("{before}{}[{}]{}{after}", l.before, l.words, l.after)
}

#[test]
fn contexts_end_with_the_paragraph_and_split_no_character() {
    for (source, words, width, want) in [
        ("The fire at Pier Nine.", "fire", 3, "…he [fire] at…"),
        ("The fire at Pier Nine.", "fire", 40, "The [fire] at Pier Nine."),
        ("One.\nTwo fires.\r\nThree.", "fires", 40, "Two [fires]."),
        ("One.\nTwo.\nThree.", "Two.\nThree", 9, "[Two.\nThree]."),
        ("🇫🇷🇩🇪 fire 👩‍🚒e\u{301}x", "fire", 2, "…🇩🇪 [fire] 👩‍🚒…"),
        ("fire", "fire", 0, "[fire]"),
        ("a fire b", "fire", 0, "…[fire]…"),
    ] {
        let found = around(source, words, width);
        assert_eq!(shown(&found), want, "{source:?}");
        assert!(!found.rtl);
    }
}

#[test]
fn the_paragraph_says_which_way_it_runs() {
    let found = around("English.\nقال الحارس إن Pier Nine احترق", "Pier Nine", 4);
    assert!(found.rtl);
    assert_eq!((found.before.as_str(), found.after.as_str()), (" إن ", " احت"), "as in the text");
    assert!(!around("English.\nقال", "English", 4).rtl);
}

#[test]
fn spans_that_do_not_fit_are_cut_to_the_text() {
    let text = Text::new("aé").unwrap();
    let span = |a, b| Span::new(ByteOffset::new(a), ByteOffset::new(b)).unwrap();
    assert_eq!(shown(&line(&text, span(0, 99), 5)), "[aé]");
    assert_eq!(shown(&line(&text, span(50, 99), 5)), "aé[]");
    assert_eq!(shown(&line(&text, span(2, 3), 5)), "a[é]", "inside a character");
    assert_eq!(shown(&line(&Text::new("").unwrap(), span(0, 0), 5)), "[]");
}

proptest! {
    #[test]
    fn a_line_is_a_piece_of_the_text(
        source in "[a-cé\u{301}🇫🇷م \n]{0,40}",
        (a, b) in (0u32..60, 0u32..60),
        width in 0usize..6,
    ) {
        let text = Text::new(source.as_str()).unwrap();
        let span = Span::between(ByteOffset::new(a), ByteOffset::new(b));
        let l = line(&text, span, width);
        let piece = format!("{}{}{}", l.before, l.words, l.after);
        prop_assert!(source.contains(&piece));
        prop_assert!(!l.before.contains('\n') && !l.after.contains('\n'));
        // Wider lines only add at the ends.
        let wider = line(&text, span, width + 1);
        prop_assert!(wider.before.ends_with(&l.before) && wider.after.starts_with(&l.after));
        prop_assert_eq!(&wider.words, &l.words);
        prop_assert_eq!(wider.before.len() > l.before.len(), l.more_before);
        prop_assert_eq!(wider.after.len() > l.after.len(), l.more_after);
    }
}

#[test]
fn mentions_of_an_entity_by_document_and_by_alias() {
    let mut b = Bench::new(
        "The [ORG|Harbour Authority] met.\n[ORG|MBHA] left, the [ORG|authority] stayed; \
         [ORG|mbha] and [1:ORG|Harbour] and Port [1:ORG|Authority].",
    )
    .with_entity(1, "Harbour Authority", "ORG")
    .with_entity(2, "Ministry", "ORG");
    let doc = b.document;
    for n in 1..=5 {
        let sure = if n == 3 { Confidence::Unsure } else { Confidence::Sure };
        b.run(entities::link(&b.project, doc, mark(n), entity(1), sure));
    }
    let aliases = &b.project.entities()[&entity(1)].aliases;
    assert!(aliases.iter().any(|a| (a.text.as_str(), a.kind) == ("MBHA", AliasKind::Acronym)));
    let found = kwic(&b.project, entity(1), doc, 5);
    let lines: Vec<String> = found.iter().map(|l| shown(&l.line)).collect();
    assert_eq!(
        lines,
        [
            "The [Harbour Authority] met.",
            "[MBHA] left…",
            "… the [authority] stay…",
            "…yed; [mbha] and …",
            "… and [Harbour … Authority].",
        ]
    );
    assert_eq!(found[2].confidence, Confidence::Unsure);
    let groups = |by| -> Vec<(String, Vec<usize>)> {
        let groups = kwic_groups(&b.project, &found, by);
        groups.into_iter().map(|g| (g.heading, g.lines)).collect()
    };
    assert_eq!(groups(GroupBy::Document), [("one.txt".to_owned(), vec![0, 1, 2, 3, 4])]);
    assert_eq!(
        groups(GroupBy::Alias),
        [
            ("Harbour Authority".to_owned(), vec![0, 4]),
            ("MBHA".to_owned(), vec![1]),
            ("authority".to_owned(), vec![2]),
            ("mbha".to_owned(), vec![3]),
        ]
    );
    assert_eq!(kwic(&b.project, entity(2), doc, 5), []);
    b.project.unload_document(doc);
    assert_eq!(kwic(&b.project, entity(1), doc, 5), [], "it is not open");
}

#[test]
fn a_new_entry_may_be_called_by_the_commonest_name() {
    let mut b = Bench::new("[ORG|MBHA], the [ORG|Board], [ORG|mbha] and [ORG|Tamm].").with_entity(
        1,
        "Marrow Bay Harbour Authority",
        "ORG",
    );
    for m in 1..=3 {
        let doc = b.document;
        b.run(entities::link(&b.project, doc, mark(m), entity(1), Confidence::Sure));
    }
    let lines = kwic(&b.project, entity(1), b.document, 9);
    assert_eq!(lines.len(), 3);
    assert_eq!(commonest_alias(&lines).as_deref(), Some("MBHA"));
    assert_eq!(commonest_alias(&lines[1..]).as_deref(), Some("Board"), "the first of equals");
    assert_eq!(commonest_alias([]), None);
    assert!(kwic(&b.project, entity(9), b.document, 9).is_empty());
}
