//! Figures read from words.
#![allow(clippy::unwrap_used, clippy::panic)]

use glossator_core::model::{Modifier, Quantity};
use glossator_core::quantity::{conflict, figure, propose, same_of};
use proptest::prelude::*;

/// Figure, unit and what is counted of the only quantity.
#[track_caller]
fn one(words: &str) -> (String, String, String) {
    let found = propose(words);
    let [q] = &found[..] else { panic!("{words}: {found:?}") };
    (figure(q), q.unit.clone(), q.of.clone())
}

#[track_caller]
fn all(cases: &[(&str, &str, &str, &str)]) {
    for (words, figure, unit, of) in cases {
        let expected = ((*figure).to_owned(), (*unit).to_owned(), (*of).to_owned());
        assert_eq!(one(words), expected, "{words}");
    }
}

#[test]
fn digits_and_number_words() {
    all(&[
        ("12 people killed", "12", "", "people killed"),
        ("Four people died when fire tore through", "4", "", "people died"),
        ("1,500 homes", "1,500", "", "homes"),
        ("1\u{2009}500 homes", "1,500", "", "homes"),
        ("1\u{a0}500\u{a0}000 homes", "1.5 million", "", "homes"),
        ("1.5 million people", "1.5 million", "", "people"),
        ("twenty-one sailors", "21", "", "sailors"),
        ("a hundred dockers", "100", "", "dockers"),
        ("a hundred and twenty dockers", "120", "", "dockers"),
        ("half a million voters", "500,000", "", "voters"),
        ("two and a half million voters", "2.5 million", "", "voters"),
        ("three hundred and five thousand two hundred birds", "305,200", "", "birds"),
        ("two dozen crew", "24", "", "crew"),
        ("a dozen", "12", "", ""),
        ("١٢ قتيلا", "12", "", "قتيلا"),
        ("۱۲", "12", "", ""),
        ("six more bodies", "6", "", "bodies"),
        ("six people were killed", "6", "", "people killed"),
        ("at least six were killed", "≥ 6", "", "killed"),
        ("three UN Staff cars", "3", "", "UN Staff cars"),
        ("a million and a half voters", "1.5 million", "", "voters"),
        ("-5 degrees", "−5", "degrees", ""),
        ("minus 5 degrees", "−5", "degrees", ""),
        ("a loss of −5%", "−5%", "%", ""),
    ]);
}

#[test]
fn the_multiplier_of_the_upper_end_counts_for_both() {
    all(&[
        ("two to three hundred people", "200–300", "", "people"),
        ("four or five hundred fighters", "400–500", "", "fighters"),
        ("two to three dozen crates", "24–36", "", "crates"),
        ("five to six hundred thousand people", "500,000–600,000", "", "people"),
        ("two to three and a half million people", "2–3.5 million", "", "people"),
        ("2 to 3 hundred people", "200–300", "", "people"),
        ("two hundred to three hundred people", "200–300", "", "people"),
        ("sixty to a hundred people", "60–100", "", "people"),
        ("ten to twenty-five people", "10–25", "", "people"),
    ]);
}

#[test]
fn half_of_a_dozen_or_a_million() {
    all(&[
        ("half a dozen people", "6", "", "people"),
        ("a half dozen people", "6", "", "people"),
        ("a half-dozen people", "6", "", "people"),
        ("half-a-dozen people", "6", "", "people"),
        ("half dozen soldiers", "6", "", "soldiers"),
        ("half million displaced", "500,000", "", "displaced"),
        ("at least a half million people", "≥ 500,000", "", "people"),
        ("one and a half million people", "1.5 million", "", "people"),
    ]);
    assert_eq!(propose("in the second half, Dray left"), []);
}

#[test]
fn lakhs_and_crores() {
    all(&[
        ("1,20,000 people displaced", "120,000", "", "people displaced"),
        ("5,00,000", "500,000", "", ""),
        ("12,34,567 voters", "1,234,567", "", "voters"),
        ("2 lakh people", "200,000", "", "people"),
        ("1.5 lakhs people", "150,000", "", "people"),
        ("3 crore", "30 million", "", ""),
        ("two to three lakh voters", "200,000–300,000", "", "voters"),
        ("lakhs of people", "≥ 200,000", "", "people"),
    ]);
}

#[test]
fn a_decimal_comma_is_one() {
    all(&[
        ("3,5 Mio. Euro", "3.5", "", "Mio"),
        ("2,5 per cent", "2.5%", "%", ""),
        ("12,75 tonnes of fuel", "12.75", "tonnes", "fuel"),
        ("1,500 homes", "1,500", "", "homes"),
    ]);
    let figures = |words: &str| propose(words).iter().map(figure).collect::<Vec<_>>();
    assert_eq!(figures("In 2024,25 died"), ["25"]);
    assert_eq!(figures("docks 3,5,7 burned").len(), 3);
}

#[test]
fn number_words_of_headlines_count() {
    all(&[
        ("At Least Six Killed in Blast", "≥ 6", "", "Killed"),
        ("Blast Kills Four", "4", "", "killed"),
        ("Blast Wounds Four in Marrow Bay", "4", "", "wounded"),
        ("Police Say Six Dead", "6", "", "Dead"),
    ]);
    for name in ["Studio Nine", "Air Force One Lands", "They went to Pier Nine Hall"] {
        assert_eq!(propose(name), [], "{name}");
    }
}

#[test]
fn what_happened_to_those_who_are_counted_may_be_said_before() {
    all(&[
        ("The blast killed 12 people", "12", "", "people killed"),
        ("the attack killed at least 12", "≥ 12", "", "killed"),
    ]);
    let of = |words: &str| propose(words).into_iter().map(|q| q.of).collect::<Vec<_>>();
    assert_eq!(of("killing four and injuring 12 people"), ["killed", "people injured"]);
    assert_eq!(of("killed 12 workers"), ["workers"]);
    assert_eq!(of("12 killed and 30 people"), ["killed", "people"]);
    assert!(same_of(&propose("killed 12 people")[0], &propose("14 people were killed")[0]));
    assert!(!same_of(&propose("injured 12 people")[0], &propose("14 people were killed")[0]));
}

#[test]
fn modifiers_and_ranges() {
    all(&[
        ("at least six people were killed", "≥ 6", "", "people killed"),
        ("no fewer than 6 dead", "≥ 6", "", "dead"),
        ("6 or more dead", "≥ 6", "", "dead"),
        ("100+ dead", "≥ 100", "", "dead"),
        ("upward of 100 dead", "≥ 100", "", "dead"),
        ("as few as 12 dead", "≥ 12", "", "dead"),
        ("more than 130 workers", "> 130", "", "workers"),
        ("no more than 5 tanks", "≤ 5", "", "tanks"),
        ("up to 40 tanks", "≤ 40", "", "tanks"),
        ("fewer than 5 tanks", "< 5", "", "tanks"),
        ("under five tanks", "< 5", "", "tanks"),
        ("nearly 130 workers", "≈ 130", "", "workers"),
        ("some 200 workers", "≈ 200", "", "workers"),
        ("~12 workers", "≈ 12", "", "workers"),
        ("1,500-2,200 tonnes of fuel", "1,500–2,200", "tonnes", "fuel"),
        ("over 1,500–2,200 tonnes", "1,500–2,200", "tonnes", ""),
        ("between 4 and 6 men", "4–6", "", "men"),
        ("between four hundred and six hundred men", "400–600", "", "men"),
        ("four to six men", "4–6", "", "men"),
        ("4 to 6 million birds", "4–6 million", "", "birds"),
        ("between about 5 and 10 men", "5–10", "", "men"),
        ("between roughly 4 and about 6 men", "4–6", "", "men"),
    ]);
    assert_eq!(propose("over 1,500-2,200")[0].words, "over 1,500-2,200");
    assert_eq!(propose("Officials said at least six men died.")[0].words, "at least six men died");
}

#[test]
fn vague_plurals_have_a_lower_bound() {
    all(&[
        ("dozens of people", "≥ 24", "", "people"),
        ("hundreds of thousands of gulls", "≥ 200,000", "", "gulls"),
        ("several crates", "≥ 3", "", "crates"),
        ("a few crates", "≥ 2", "", "crates"),
        ("a couple of crates", "≈ 2", "", "crates"),
        ("a few hundred crates", "≥ 200", "", "crates"),
        ("a few hundred thousand people", "≥ 200,000", "", "people"),
        ("several hundred thousand people", "≥ 300,000", "", "people"),
        ("a couple of hundred thousand people", "≈ 200,000", "", "people"),
    ]);
}

#[test]
fn parts_of_a_whole_are_no_counts() {
    for words in [
        "two-thirds of members",
        "two thirds of members",
        "three quarters of the crew",
        "three-quarters",
        "a third of members",
        "nine-tenths of it",
        "one fifth",
        "two halves",
    ] {
        assert_eq!(propose(words), [], "{words}");
    }
    assert_eq!(one("three quarters of the 12 men").0, "12");
    assert_eq!(one("two quarter finals"), ("2".into(), String::new(), "quarter finals".into()));
}

#[test]
fn an_m_behind_a_number_is_metres_unless_things_are_counted() {
    all(&[
        ("a 300m long bridge", "300", "metres", ""),
        ("a 12m high wall", "12", "metres", ""),
        ("300m north of the pier", "300", "metres", ""),
        ("12m wide", "12", "metres", ""),
        ("a 12m-high wall", "12", "metres", ""),
        ("4m voters", "4 million", "", "voters"),
        ("1.2m northern voters", "1.2 million", "", "northern voters"),
    ]);
}

#[test]
fn a_plain_space_parts_two_numbers() {
    let figures = |words: &str| propose(words).iter().map(figure).collect::<Vec<_>>();
    assert_eq!(figures("On May 16 200 people died"), ["200"]);
    assert_eq!(figures("Flight 12 300 aboard"), ["300"]);
    assert_eq!(figures("In March 10 people died"), ["10"]);
    assert_eq!(figures("On March 10 people died"), [""; 0]);
    assert_eq!(figures("lost 10-15 men"), ["10–15"]);
    assert_eq!(figures("-10 to -5 degrees"), ["−10–−5"]);
    assert_eq!(figures("a quarter of a million people"), ["250,000"]);
    assert_eq!(figures("two thirds of a million people"), ["666,667"]);
    assert_eq!(figures("1\u{202f}500\u{202f}000 homes"), ["1.5 million"]);
}

#[test]
fn figures_in_millions_are_short() {
    for words in ["1.1 million", "2.2 million", "4.1 million", "1.29 million", "8.7 million"] {
        assert_eq!(one(words).0, words);
    }
    assert_eq!(one("1,234,567").0, "1,234,567");
    assert_eq!(one("1,100,001").0, "1,100,001");
}

#[test]
fn money_percent_and_measures() {
    all(&[
        ("$1.2m in repairs", "$1.2 million", "$", ""),
        ("€300", "€300", "EUR", ""),
        ("US$4-6 million", "US$4–6 million", "USD", ""),
        ("40% of members", "40%", "%", "members"),
        ("40 per cent", "40%", "%", ""),
        ("28 minutes after the call", "28", "minutes", ""),
        ("300 litres of diesel", "300", "litres", "diesel"),
        ("a 12-year-old boy", "12", "years", "age"),
        ("28km", "28", "km", ""),
    ]);
}

#[test]
fn other_numbers_are_no_figures() {
    for words in [
        "in 2024",
        "since 1987",
        "May 16",
        "16 May 2024",
        "on March 22, 2024,",
        "2024-03-22",
        "at 21:52",
        "at 9 pm",
        "7.30pm",
        "the 4th",
        "Pier 9",
        "Pier Nine",
        "an F-16",
        "Covid-19",
        "no one died",
        "B52",
        "2023-24",
        "No. 5",
        "#4",
        "the 1990s",
        "won 3-2",
        "a 3–2 win",
        "lost 2-4 at home",
        "beat them 3-1",
        "a 2-0 defeat",
        "",
    ] {
        assert_eq!(propose(words), [], "{words}");
    }
    let both: Vec<String> =
        propose("In 2024 four died and nine were hurt").iter().map(figure).collect();
    assert_eq!(both, ["4", "9"]);
    assert_eq!(one("the toll rose to 2,024").0, "2,024");
}

#[test]
fn the_dead_are_counted_in_many_words() {
    let counts = |words: &str| propose(words).remove(0);
    for words in ["90 Killed", "90 people were killed", "90 people died", "90 deaths", "90 dead"] {
        assert!(same_of(&counts("over 130 killed"), &counts(words)), "{words}");
    }
    for words in ["90 people", "90 workers died", "90 people hurt", "90"] {
        assert!(!same_of(&counts("over 130 killed"), &counts(words)), "{words}");
    }
    assert!(same_of(&counts("9 workers killed"), &counts("9 workers died")));
}

proptest! {
    #[test]
    fn any_words_give_figures_that_files_can_hold(words in r"(\PC{0,3}|[0-9٠-٩]{1,4}|[,.:/–%$+ -]|a |and |half |of |to |or |between |dozen|hundred|million|two|twenty|one |May |m){0,14}") {
        for q in propose(&words) {
            prop_assert!(q.min.is_none_or(f64::is_finite) && q.max.is_none_or(f64::is_finite));
            prop_assert!(q.min.is_some() || q.max.is_some());
            prop_assert!(words.contains(&q.words) && !q.words.is_empty());
            prop_assert_ne!(figure(&q), "");
            prop_assert_eq!(conflict(&q, &q), Some(false));
        }
    }

    #[test]
    fn conflict_is_symmetric(a in quantity(), b in quantity()) {
        prop_assert_eq!(conflict(&a, &b), conflict(&b, &a));
    }
}

fn quantity() -> impl Strategy<Value = Quantity> {
    let modifiers = [
        Modifier::Exact,
        Modifier::About,
        Modifier::Over,
        Modifier::AtLeast,
        Modifier::Under,
        Modifier::Range,
    ];
    let bound = || proptest::option::of((0i32..20).prop_map(f64::from));
    (proptest::sample::select(modifiers.to_vec()), bound(), bound()).prop_map(
        |(modifier, min, max)| {
            let (of, unit, words) = Default::default();
            Quantity { of, min, max, modifier, unit, as_of: None, words }
        },
    )
}
