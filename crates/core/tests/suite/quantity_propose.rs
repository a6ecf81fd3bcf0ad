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

#[test]
fn short_millions_and_billions_may_stand_behind_a_space() {
    all(&[
        ("$5 bn in aid", "$5 billion", "$", ""),
        ("€1.2 mln", "€1.2 million", "EUR", ""),
        ("5 bn barrels of oil", "5 billion", "barrels", "oil"),
        ("$5 m for repairs", "$5 million", "$", ""),
        ("2 tn yen", "2 trillion", "yen", ""),
        ("$4-6 bn", "$4–6 billion", "$", ""),
    ]);
}

#[test]
fn continental_thousands_and_decimals() {
    all(&[
        ("1.234,56 Euro", "€1,234.56", "EUR", ""),
        ("1.500.000,00 €", "€1.5 million", "EUR", ""),
        ("1,234.56 dollars", "$1,234.56", "$", ""),
    ]);
    for unclear in ["1.234,567 Euro", "1.500.000,00,1 €", "1.2.3,45 €"] {
        assert_eq!(propose(unclear), [], "{unclear}");
    }
}

#[test]
fn a_decimal_may_begin_with_its_point() {
    all(&[
        ("rose .5 percent", "0.5%", "%", ""),
        (".5%", "0.5%", "%", ""),
        ("$.50 a share", "$0.5", "$", ""),
        ("a .38-calibre revolver", "0.38", "", "calibre revolver"),
        ("fled ...5 men", "5", "", "men"),
        ("They fled.5 men stayed", "5", "", "men stayed"),
    ]);
}

#[test]
fn a_range_may_say_its_unit_twice() {
    all(&[
        ("40%-50% of voters", "40–50%", "%", "voters"),
        ("40€-50€", "€40–50", "EUR", ""),
        ("between 40% and 50% of voters", "40–50%", "%", "voters"),
        ("40% to 50%", "40–50%", "%", ""),
        ("40%–50%", "40–50%", "%", ""),
        ("between 5 km and 10 km", "5–10", "km", ""),
        ("5 km to 10 km", "5–10", "km", ""),
        ("10 percent to 15 per cent", "10–15%", "%", ""),
        ("5m-10m deep", "5–10", "metres", ""),
    ]);
    let figures = |words: &str| propose(words).iter().map(figure).collect::<Vec<_>>();
    assert_eq!(figures("rose from 40% to 50%"), ["40%", "50%"]);
    assert_eq!(figures("5 km to 10 miles"), ["5", "10"]);
    assert_eq!(figures("fell by (5)-3%"), ["5", "3%"]);
    assert_eq!(figures("a loss of €-5 million"), ["−5 million"]);
}

#[test]
fn halves_and_other_parts_behind_a_whole() {
    all(&[
        ("2½ hours", "2.5", "hours", ""),
        ("2 ¾ miles", "2.75", "miles", ""),
        ("1½ million people", "1.5 million", "", "people"),
        ("½ million people", "500,000", "", "people"),
        ("1 1/2 million people", "1.5 million", "", "people"),
        ("9 1/2 weeks", "9.5", "weeks", ""),
        ("two-and-a-half million voters", "2.5 million", "", "voters"),
        ("two-and-a-half-million voters", "2.5 million", "", "voters"),
        ("a two-and-a-half-year term", "2.5", "years", ""),
        ("2-and-a-half million voters", "2.5 million", "", "voters"),
    ]);
    for words in ["½ of members", "1/2 of members", "on 1/2/2024"] {
        assert_eq!(propose(words), [], "{words}");
    }
}

#[test]
fn days_behind_short_months_are_no_counts() {
    for words in [
        "On Feb. 24 forces entered",
        "Feb. 24, 2022",
        "Feb. 2022",
        "Sept. 11 attackers",
        "Jan. 6-8",
        "on 3 and 5 May",
        "on 3, 4 and 5 May",
        "on May 3, 4 and 5",
        "on Feb. 3 and 4",
    ] {
        assert_eq!(propose(words), [], "{words}");
    }
    let figures = |words: &str| propose(words).iter().map(figure).collect::<Vec<_>>();
    assert_eq!(figures("It burned in May. 12 people died"), ["12"]);
    assert_eq!(figures("In Sept. 12 people died"), ["12"]);
    assert_eq!(figures("On May 3, 4 people died"), ["4"]);
    assert_eq!(figures("On May 3, 4 were killed"), ["4"]);
    assert_eq!(figures("killed 3 and hurt 5 in May"), ["3", "5"]);
    assert_eq!(figures(&"3, ".repeat(20_000)).len(), 20_000);
}

#[test]
fn what_is_vague_has_no_upper_bound() {
    for words in [
        "fewer than a few hundred people",
        "no more than several dozen people",
        "up to a few hundred people",
        "hundreds or fewer",
    ] {
        assert_eq!(propose(words), [], "{words}");
    }
    assert_eq!(one("at least a few hundred people").0, "≥ 200");
    assert_eq!(one("more than a few hundred people").0, "≥ 200");
}

#[test]
fn four_digits_behind_an_article_are_a_year() {
    for words in
        ["the 2024 election", "a 2019 report", "Calder’s 2019 protests", "2024 election results"]
    {
        assert_eq!(propose(words), [], "{words}");
    }
    assert_eq!(one("Some 2000 people fled").0, "≈ 2,000");
    assert_eq!(one("more than 2000 police officers").0, "> 2,000");
}

#[test]
fn a_long_dash_without_spaces_parts_words() {
    all(&[
        ("The victims—12 people—were buried", "12", "", "people"),
        ("killed 12—hours after the call", "12", "", "killed"),
        ("killed 12—police said", "12", "", "killed"),
        ("a 12-hour fire", "12", "hours", ""),
        ("a 12–hour fire", "12", "hours", ""),
    ]);
}

#[test]
fn an_arabic_comma_parts_thousands() {
    all(&[("١،٥٠٠ قتيل", "1,500", "", "قتيل"), ("١،٥٠٠،٠٠٠", "1.5 million", "", "")]);
}

#[test]
fn one_m_behind_an_article_is_metres() {
    all(&[
        ("a 300m bridge", "300", "metres", ""),
        ("a $300m bridge", "$300 million", "$", ""),
        ("4m voters", "4 million", "", "voters"),
    ]);
}

#[test]
fn scores_are_counted_or_harmed() {
    assert_eq!(propose("Test scores fell"), []);
    all(&[
        ("scores of people", "≥ 40", "", "people"),
        ("Scores killed in blast", "≥ 40", "", "killed"),
        ("the blast wounded scores", "≥ 40", "", "wounded"),
    ]);
}

#[test]
fn shares_of_people_are_no_counts() {
    for words in ["one in five people", "6 in 10 voters", "nine out of ten people"] {
        assert_eq!(propose(words), [], "{words}");
    }
    let figures = |words: &str| propose(words).iter().map(figure).collect::<Vec<_>>();
    assert_eq!(figures("killed four in five attacks"), ["4", "5"]);
    assert_eq!(figures("two in three days"), ["2", "3"]);
    assert_eq!(figures("12 in 2024"), ["12"]);
    assert_eq!(figures("12 in three attacks"), ["12", "3"]);
}

#[test]
fn what_is_vague_has_a_unit() {
    all(&[
        ("millions of dollars", "≥ $2 million", "$", ""),
        ("a couple of hours", "≈ 2", "hours", ""),
        ("tens of thousands of tonnes of grain", "≥ 20,000", "tonnes", "grain"),
        ("dozens of barrel bombs", "≥ 24", "", "barrel bombs"),
        ("dozens of second-hand cars", "≥ 24", "", "second hand cars"),
    ]);
}

proptest! {
    #[test]
    fn any_words_give_figures_that_files_can_hold(words in r"(\PC{0,3}|[0-9٠-٩]{1,4}|[,.:/–—%$€½+ -]|a |in |Feb\. |bn |and |half |of |to |or |between |dozen|hundred|million|two|twenty|one |May |m){0,14}") {
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
