//! Finding words and expressions in texts.
#![cfg(feature = "find")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::support::matches;
use glossator_core::find::patterns_of_entity;
use glossator_core::find::{Mode, Normalise, Pattern, PatternError, PatternSpec};
use glossator_core::model::{Alias, AliasKind, Entity, EntityId};
use glossator_core::text::{Span, Text};
use proptest::prelude::*;

fn exact(words: &str) -> PatternSpec {
    let normalise = Normalise::Off;
    PatternSpec { match_case: true, whole_tokens: false, normalise, ..PatternSpec::words(words) }
}

fn anywhere(words: &str) -> PatternSpec {
    PatternSpec { whole_tokens: false, ..PatternSpec::words(words) }
}

fn expression(words: &str) -> PatternSpec {
    PatternSpec { mode: Mode::Regex, match_case: true, ..anywhere(words) }
}

#[track_caller]
fn found(spec: &PatternSpec, text: &str) -> Vec<String> {
    let text = Text::new(text).unwrap();
    let spans = matches(&Pattern::new(spec).unwrap(), &text);
    spans.iter().map(|s| text.slice(*s).unwrap().to_owned()).collect()
}

#[track_caller]
fn any_of(specs: &[PatternSpec], text: &str) -> Vec<String> {
    let text = Text::new(text).unwrap();
    let spans = matches(&Pattern::any_of(specs).unwrap(), &text);
    spans.iter().map(|s| text.slice(*s).unwrap().to_owned()).collect()
}

#[test]
fn whole_tokens_only() {
    let isi = PatternSpec::words("ISI");
    assert_eq!(found(&isi, "ISIS, ISI's and the (ISI); pISI ISI9"), ["ISI", "ISI"]);
    assert_eq!(found(&anywhere("ISI"), "ISIS pISI").len(), 2);
    assert_eq!(found(&PatternSpec::words("khyber"), "Khyber Pakhtunkhwa"), ["Khyber"]);
    assert_eq!(found(&PatternSpec::words("union’s"), "The union's dues"), ["union's"]);
    assert_eq!(found(&PatternSpec::words("is-k"), "IS–K, IS-Ks"), ["IS–K"]);
}

#[test]
fn spellings_of_the_same() {
    for (words, text, hit) in [
        ("marrow bay", "in Marrow\u{A0}\r\n  Bay.", "Marrow\u{A0}\r\n  Bay"),
        ("\"no\"", "said “No”.", "“No”"),
        ("strasse", "Hafenstr, Straße", "Straße"),
        ("zoë", "Zoe\u{308} Dray", "Zoe\u{308}"),
        ("محمد", "قال مُحَمَّدٌ ذلك", "مُحَمَّدٌ"),
        ("مستودع", "حريق مستـــودعـ", "مستـــودعـ"),
        ("آب", "في ا\u{653}ب", "ا\u{653}ب"),
        ("co\u{AD}op", "the coop", "coop"),
        ("ali", "\u{200E}ALI\u{200E}", "ALI"),
    ] {
        assert_eq!(found(&PatternSpec::words(words), text), [hit], "{words}");
    }
    for (words, text) in [
        ("i", "ı"),
        ("e", "e\u{301}"),
        ("s", "ß"),
        ("اب", "آب"),
        ("f", "ﬁ"),
        ("f", "Ｆ"),
        ("س", "سّـx"),
    ] {
        assert!(found(&PatternSpec::words(words), text).is_empty(), "{words}");
    }
}

#[test]
fn stricter_and_looser() {
    let compatible = |words| PatternSpec { normalise: Normalise::Compatible, ..anywhere(words) };
    assert_eq!(found(&compatible("fire"), "ﬁre Ｆｉｒｅ"), ["ﬁre", "Ｆｉｒｅ"]);
    assert_eq!(found(&exact("Zoe\u{308}"), "Zoë Zoe\u{308} zoe\u{308}"), ["Zoe\u{308}"]);
    assert_eq!(found(&exact("a b"), "a  b a\u{A0}b a b"), ["a b"]);
    assert_eq!(found(&exact("محمـ"), "محم محمـ"), ["محمـ"]);
    let capitals = PatternSpec { match_case: true, ..PatternSpec::words("IS") };
    assert_eq!(found(&capitals, "It is IS that is"), ["IS"]);
}

#[test]
fn the_longest_of_several_and_none_overlapping() {
    let names =
        ["Harbour Authority", "Marrow Bay", "Marrow Bay Harbour", "Bay"].map(PatternSpec::words);
    let text = "Marrow Bay Harbour Authority; Bay; Marrow\nBay; Harbour Authority";
    let want = ["Marrow Bay Harbour", "Bay", "Marrow\nBay", "Harbour Authority"];
    assert_eq!(any_of(&names, text), want);
    assert_eq!(found(&anywhere("aa"), "aaaaa"), ["aa", "aa"]);
}

#[test]
fn names_of_an_entity() {
    let mut e = Entity::named(EntityId::new(uuid::Uuid::from_u128(1)), "Harbour Authority", None);
    for (text, kind, auto_match) in [
        ("MBHA", AliasKind::Acronym, true),
        ("Marrow Bay Harbour Authority", AliasKind::Name, true),
        ("the authority", AliasKind::Contextual, true),
        ("Harbour Board", AliasKind::Name, false),
    ] {
        e.aliases.push(Alias { text: text.to_owned(), kind, auto_match });
    }
    let specs = patterns_of_entity(&e);
    let words: Vec<(&str, bool)> = specs.iter().map(|s| (s.words.as_str(), s.match_case)).collect();
    let want =
        [("Marrow Bay Harbour Authority", false), ("Harbour Authority", false), ("MBHA", true)];
    assert_eq!(words, want);
    assert_eq!(any_of(&specs, "MBHA, mbha, the harbour authority"), ["MBHA", "harbour authority"]);
}

#[test]
fn expressions_know_every_line_end() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["12 killed today", "Next 6", ""].join(end);
        for (words, want) in [
            ("killed.*", "killed today"),
            ("today$", "today"),
            ("^Next", "Next"),
            (r"killed[^\n]*y", "killed today"),
        ] {
            assert_eq!(found(&expression(words), &text), [want], "{words} {end:?}");
        }
    }
    assert_eq!(found(&expression(r"killed[^\n]*"), "12 killed\r\nNext"), ["killed"]);
}

#[test]
fn expressions() {
    assert_eq!(
        found(&expression(r"^\d+ dead$"), "4 dead\n9 dead\nor 6 dead"),
        ["4 dead", "9 dead"]
    );
    assert_eq!(found(&expression(r"Zo[eë]"), "Zoe\u{308} Zoë Zoe"), ["Zoe\u{308}", "Zoë", "Zoe"]);
    assert_eq!(found(&expression("at least"), "at\u{A0}least"), ["at\u{A0}least"]);
    assert_eq!(found(&expression("x*"), "axxb"), ["xx"], "no empty ones");
    assert_eq!(found(&expression("[👨]"), "👨 👨‍👩‍👧"), ["👨"], "no half of a family");
    let whole = PatternSpec { whole_tokens: true, ..expression(r"\d") };
    assert_eq!(found(&whole, "4 44 (4)"), ["4", "4"]);
    let small = PatternSpec { match_case: false, ..expression("ΟΔΌΣ|tues") };
    assert_eq!(found(&small, "οδός Tues"), ["οδός", "Tues"]);
}

#[test]
fn what_is_wrong_with_a_pattern() {
    let why = |spec: &PatternSpec| Pattern::new(spec).unwrap_err().to_string();
    assert_eq!(
        why(&expression("ë(b")),
        "The expression cannot be read at character 2: unclosed group"
    );
    assert_eq!(
        why(&expression("é*+{")),
        "The expression cannot be read at character 4: unclosed counted repetition"
    );
    assert!(matches!(
        Pattern::new(&expression("\\p{Nope}")),
        Err(PatternError::Expression { at: 1, .. })
    ));
    assert_eq!(
        Pattern::new(&expression("(((a{900}){900}){900})")).unwrap_err(),
        PatternError::TooLarge
    );
    for none in ["", " \n", "ـ", "\u{200E}"] {
        assert_eq!(Pattern::new(&anywhere(none)).unwrap_err(), PatternError::Empty);
    }
    assert_eq!(Pattern::any_of(&[]).unwrap_err(), PatternError::Empty);
    assert_eq!(Pattern::any_of(&[expression("a")]).unwrap_err(), PatternError::NotHere);
}

#[test]
fn one_long_token_is_read_once() {
    // Each place in it would otherwise look back to its start.
    let long = "é".repeat(100_000);
    assert!(found(&PatternSpec::words("é"), &long).is_empty());
}

/// Letters that fold in every way, and signs that join and part.
fn tricky() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "a", "A", "b", "B", " ", "\u{A0}", "\n", "\r\n", "’", "'", "“", "–", "-", "ß", "s", "ﬁ",
        "é", "e", "\u{301}", "\u{308}", "I", "ı", "İ", "م", "ُ", "ـ", "آ", "ا", "\u{653}", "ΐ",
        "👨", "\u{200D}", "👩", "🇩", "🇪", "\u{200E}", "\u{AD}", "½", "각", "ᄀ", "ᅡ", "9", ".",
    ]);
    prop::collection::vec(parts, 0..24).prop_map(|parts| parts.concat())
}

#[test]
fn accents_count_or_not() {
    let text = "Mme Lefèvre, LEFE\u{300}VRE et Lefevre; pas Lefevres.";
    let spec = |words, match_accents| PatternSpec { match_accents, ..PatternSpec::words(words) };
    assert_eq!(found(&spec("lefevre", false), text), ["Lefèvre", "LEFE\u{300}VRE", "Lefevre"]);
    assert_eq!(found(&spec("Lefèvre", false), text), ["Lefèvre", "LEFE\u{300}VRE", "Lefevre"]);
    assert_eq!(found(&spec("lefevre", true), text), ["Lefevre"]);
    assert_eq!(found(&spec("Lefèvre", true), text), ["Lefèvre", "LEFE\u{300}VRE"]);
}

fn normalise() -> impl Strategy<Value = Normalise> {
    prop::sample::select(vec![Normalise::Off, Normalise::Canonical, Normalise::Compatible])
}

fn spec() -> impl Strategy<Value = PatternSpec> {
    (
        prop_oneof![tricky(), "[a-b ()*+?|\\[\\]é.^$]{1,8}"],
        any_mode(),
        any::<[bool; 3]>(),
        normalise(),
    )
        .prop_map(|(words, mode, [whole_tokens, match_case, match_accents], normalise)| {
            PatternSpec { words, mode, whole_tokens, match_case, match_accents, normalise }
        })
}

fn any_mode() -> impl Strategy<Value = Mode> {
    prop::sample::select(vec![Mode::Literal, Mode::Regex])
}

fn of_whole_tokens(text: &Text, span: Span) -> bool {
    let cover = text.tokens_in(span).into_iter().map(|token| token.span).reduce(Span::cover);
    cover == Some(span)
}

proptest! {
    #[test]
    fn hits_are_in_order_and_split_no_cluster(spec in spec(), around in (tricky(), tricky())) {
        let text = Text::new(format!("{}{}{}", around.0, spec.words, around.1)).unwrap();
        let Ok(pattern) = Pattern::new(&spec) else { return Ok(()) };
        let spans = matches(&pattern, &text);
        prop_assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        for span in spans {
            prop_assert!(!span.is_empty());
            prop_assert!(text.is_grapheme_boundary(span.start()));
            prop_assert!(text.is_grapheme_boundary(span.end()));
            prop_assert!(!spec.whole_tokens || of_whole_tokens(&text, span));
        }
    }

    #[test]
    fn what_was_found_is_found_by_its_own_words(spec in spec(), around in (tricky(), tricky())) {
        let spec = PatternSpec { mode: Mode::Literal, whole_tokens: false, ..spec };
        let text = Text::new(format!("{}{}{}", around.0, spec.words, around.1)).unwrap();
        let Ok(pattern) = Pattern::new(&spec) else { return Ok(()) };
        // Marks without width beside blanks at an end: the blanks count in one text only.
        let bare = |c: char| c.is_whitespace() || "\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff}\u{ad}".contains(c);
        prop_assume!(spec.words.trim_matches(bare) == spec.words.trim());
        // To fold the same is mutual.
        for span in matches(&pattern, &text) {
            let words = text.slice(span).unwrap().to_owned();
            let back = Pattern::new(&PatternSpec { words, ..spec.clone() }).unwrap();
            let wanted = Text::new(spec.words.trim()).unwrap();
            prop_assert_eq!(matches(&back, &wanted).len(), 1, "{:?} in {:?}", span, text.as_str());
        }
    }

    #[test]
    fn in_plain_text_the_same_as_a_naive_search(words in "[abAB]{1,3}( [ab])?", text in "[abAB .]{0,60}") {
        // A run of spaces is one, which a naive search does not know.
        prop_assume!(!text.contains("  "));
        let (low, find) = (text.to_lowercase(), words.to_lowercase());
        let naive: Vec<usize> = low.match_indices(&find).map(|(at, _)| at).collect();
        let text = Text::new(text).unwrap();
        let spans = matches(&Pattern::new(&anywhere(&words)).unwrap(), &text);
        let starts: Vec<usize> = spans.iter().map(|s| s.start().as_usize()).collect();
        prop_assert_eq!(&starts, &naive);
        let tokens: Vec<usize> = spans.iter().filter(|s| of_whole_tokens(&text, **s))
            .map(|s| s.start().as_usize()).collect();
        let whole = matches(&Pattern::new(&PatternSpec::words(&words)).unwrap(), &text);
        // A whole one may overlap one that is not, or an earlier whole one ("b b" in "b b b").
        let found = |at: &usize| whole.iter().any(|s| (s.start().as_usize()..s.end().as_usize()).contains(at));
        prop_assert!(tokens.iter().all(found));
    }

    #[test]
    fn of_several_each_is_found_where_it_stands_alone(words in prop::collection::vec("[ab]{1,3}", 1..4), n in 0usize..4) {
        let alone = words[n % words.len()].clone();
        let specs: Vec<PatternSpec> = words.iter().map(|w| PatternSpec::words(w.as_str())).collect();
        prop_assert_eq!(any_of(&specs, &format!("… {alone} …")), vec![alone]);
    }
}
