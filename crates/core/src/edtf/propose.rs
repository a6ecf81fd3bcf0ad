//! Times from English words.

use super::calendar::{bare_year, calendar};
use super::check;
use super::day::Day;
use super::relative::relative;
use super::words::{Words, places};

/// The times that some English words may say, the likeliest first; none if nothing is
/// understood. Every one passes [`check`].
///
/// `published` is when the text was published, as `YYYY-MM-DD` at its beginning.
/// From it come the days of "Tuesday" (the last one, or the day itself), "last Tuesday"
/// (never the day itself), "yesterday", "last month" and "May last year". A day or a span of
/// days without a year is proposed as it is said (`XXXX-05-16`), and then with the last year
/// in which it was not after the publication. Of "3 and 5 May" nothing is: these are two times.
pub fn propose(words: &str, published: Option<&str>) -> Vec<String> {
    let words = Words::new(words);
    let day = published.and_then(Day::read);
    let mut out: Vec<String> = match calendar(&words) {
        Some(found) => found.written(day),
        None => match (relative(&words, day.unwrap_or(Day::ANY)), day) {
            (Some(time), Some(_)) => vec![time],
            (Some(_), None) => Vec::new(),
            (None, _) => bare_year(&words).map(|y| format!("{y:04}")).into_iter().collect(),
        },
    };
    out.retain(|time| check(time).is_ok());
    out
}

/// How many words say a time at most: "between 30 December 2023 and 2 January 2024".
const LONGEST: usize = 8;

/// What [`propose`] proposes for a text, and the words of it that say so: the fewest that are read
/// the same. Empty where no few words are.
pub fn propose_in<'a>(text: &'a str, published: Option<&str>) -> (Vec<String>, &'a str) {
    let times = propose(text, published);
    if times.is_empty() {
        return (times, "");
    }
    let words = places(text);
    let parts = (1..=LONGEST).flat_map(|n| words.windows(n));
    let mut parts = parts.filter_map(|part| text.get(part.first()?.0..part.last()?.1));
    let said = parts.find(|part| propose(part, published) == times);
    (times, said.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_that_say_when() {
        // 14 March 2024 was a Thursday.
        let published = Some("2024-03-14T07:42");
        for (words, published, expected) in [
            ("May 16", None, vec!["XXXX-05-16"]),
            ("on 16 May", published, vec!["XXXX-05-16", "2023-05-16"]),
            ("22 February", published, vec!["XXXX-02-22", "2024-02-22"]),
            ("March 22, 2024", None, vec!["2024-03-22"]),
            ("the 22nd of March", None, vec!["XXXX-03-22"]),
            ("March 2024", None, vec!["2024-03"]),
            ("in 2025", None, vec!["2025"]),
            ("2024-03-22", None, vec!["2024-03-22"]),
            ("late on Tuesday", published, vec!["2024-03-12"]),
            ("Thursday", published, vec!["2024-03-14"]),
            ("Tuesday", None, vec![]),
            ("yesterday", Some("2024-03-01"), vec!["2024-02-29"]),
            ("last month", Some("2024-01-14"), vec!["2023-12"]),
            ("last year", published, vec!["2023"]),
            ("last week", published, vec!["2024-03-04/2024-03-10"]),
            ("31 February 2024", None, vec![]),
            ("they may have known", None, vec![]),
            ("it may rain on March 22", None, vec!["XXXX-03-22"]),
            ("They may", None, vec![]),
            ("it may rain in 2025", None, vec!["2025"]),
            ("may die", published, vec![]),
            ("may 16 of them", None, vec![]),
            ("they march 3 abreast", None, vec![]),
            ("In March 10 people died", None, vec!["XXXX-03"]),
            ("in May", None, vec!["XXXX-05"]),
            ("May", None, vec!["XXXX-05"]),
            ("may", None, vec!["XXXX-05"]),
            ("may 16", None, vec!["XXXX-05-16"]),
            ("16 may", None, vec!["XXXX-05-16"]),
            ("On May 16 200 people died", None, vec!["XXXX-05-16"]),
            ("on March 10, people said", None, vec!["XXXX-03-10"]),
            ("10 March", None, vec!["XXXX-03-10"]),
            ("Some 1500 people fled on Tuesday", published, vec!["2024-03-12"]),
            ("Some 2000 people fled on Tuesday", published, vec!["2024-03-12"]),
            ("Some 2000 people fled on Tuesday", None, vec![]),
            ("Some 1500 people fled", published, vec![]),
            ("In 1500 the port burned", published, vec!["1500"]),
            ("burned since Tuesday, as in 2019", published, vec!["2019"]),
            ("the 1857 uprising", None, vec!["1857"]),
            ("a 2019 report", published, vec!["2019"]),
            ("1500", None, vec!["1500"]),
            ("last Thursday", published, vec!["2024-03-07"]),
            ("last Tuesday", published, vec!["2024-03-12"]),
            ("this Thursday", published, vec!["2024-03-14"]),
            ("", published, vec![]),
            ("yesterday", Some("spring 2024"), vec![]),
        ] {
            assert_eq!(propose(words, published), expected, "{words}");
        }
    }

    #[test]
    fn months_of_the_year_that_words_tell() {
        // 14 March 2024 was a Thursday.
        let published = Some("2024-03-14");
        let june = Some("2024-06-14");
        for (words, published, expected) in [
            ("in May last year", june, vec!["2023-05"]),
            ("in May of last year", june, vec!["2023-05"]),
            ("on May 16 last year", june, vec!["2023-05-16"]),
            ("on 16 May last year", june, vec!["2023-05-16"]),
            ("last year, in May,", june, vec!["2023-05"]),
            ("in May this year", published, vec!["2024-05"]),
            ("next May", published, vec!["2024-05"]),
            ("next March", published, vec!["2025-03"]),
            ("this May", published, vec!["2024-05"]),
            ("last March", published, vec!["2023-03"]),
            ("last May", june, vec!["2024-05"]),
            ("last May", None, vec!["XXXX-05"]),
            ("in May last year", None, vec!["XXXX-05"]),
            ("Jan Vell was killed", published, vec![]),
            ("April Jones left", published, vec![]),
            ("killed by April Jones", published, vec![]),
            ("June", None, vec!["XXXX-06"]),
            ("in April", None, vec!["XXXX-04"]),
            ("the April attack", None, vec!["XXXX-04"]),
            ("by April it was over", None, vec!["XXXX-04"]),
            ("April 3", None, vec!["XXXX-04-03"]),
            ("August 2023", None, vec!["2023-08"]),
        ] {
            assert_eq!(propose(words, published), expected, "{words}");
        }
    }

    #[test]
    fn last_and_next_belong_to_the_word_behind_them() {
        for (words, published, expected) in [
            ("Tuesday last week", "2024-03-14", vec!["2024-03-05"]),
            ("on Friday of last week", "2024-03-14", vec!["2024-03-08"]),
            ("last week, on Tuesday,", "2024-03-14", vec!["2024-03-05"]),
            ("Monday this week", "2024-03-14", vec!["2024-03-11"]),
            ("next Tuesday", "2024-03-14", vec![]),
            ("The last man died earlier this year", "2024-03-14", vec!["2024"]),
            ("The last ship left this month", "2024-03-14", vec!["2024-03"]),
            ("The last witness spoke on Thursday", "2024-03-14", vec!["2024-03-14"]),
            ("The next witness spoke on Tuesday", "2024-03-14", vec!["2024-03-12"]),
            ("the day before yesterday", "2024-03-14", vec!["2024-03-12"]),
            ("the day after tomorrow", "2024-03-14", vec!["2024-03-16"]),
            ("the day after Tuesday’s vote", "2024-03-14", vec!["2024-03-13"]),
            ("the year before last", "2024-03-14", vec!["2022"]),
            ("the month before last", "2024-03-14", vec!["2024-01"]),
            ("the week before last", "2024-03-14", vec!["2024-02-26/2024-03-03"]),
            ("the Sunday before last", "2024-03-14", vec!["2024-03-03"]),
            ("the last month of war", "2024-03-14", vec!["2024-02"]),
        ] {
            assert_eq!(propose(words, Some(published)), expected, "{words}");
        }
    }

    #[test]
    fn spans_have_two_ends() {
        let published = Some("2024-03-14");
        let both = vec!["XXXX-05-03/XXXX-05-05", "2023-05-03/2023-05-05"];
        for (words, published, expected) in [
            ("between 3 and 5 May", published, both.clone()),
            ("from May 3 to 5", published, both.clone()),
            ("3–5 May", published, both),
            ("3–5 May 2024", None, vec!["2024-05-03/2024-05-05"]),
            ("May 3-5, 2024", None, vec!["2024-05-03/2024-05-05"]),
            ("the 3rd to the 5th of May 2024", None, vec!["2024-05-03/2024-05-05"]),
            ("3 May to 5 June 2024", None, vec!["2024-05-03/2024-06-05"]),
            ("from May 3, 2024 until June 5, 2024", None, vec!["2024-05-03/2024-06-05"]),
            ("from 2019 to 2021", None, vec!["2019/2021"]),
            ("2019–2021", None, vec!["2019/2021"]),
            ("between 2019 and 2021", None, vec!["2019/2021"]),
            ("March 2024 to May 2024", None, vec!["2024-03/2024-05"]),
            ("between March and May 2024", None, vec!["2024-03/2024-05"]),
            ("December 2023 to March", None, vec!["2023-12/2024-03"]),
            ("December to March 2024", None, vec!["2023-12/2024-03"]),
            ("between 3 and 5 May last year", published, vec!["2023-05-03/2023-05-05"]),
            ("rose from 1500 to 2000", None, vec![]),
            ("on 3 and 5 May", None, vec![]),
            ("on May 3 and 5", None, vec![]),
            ("8 or 9 March", None, vec![]),
            ("from March 2019 to 2021", None, vec!["2019-03/2021"]),
            ("early 2019 to late 2021", None, vec!["2019/2021"]),
            ("the 2019-20 season", None, vec!["2019"]),
            ("On May 3 - 5 people died", None, vec!["XXXX-05-03"]),
            ("May 3 - 5, 2024", None, vec!["2024-05-03/2024-05-05"]),
            ("on May 3 and 5 people died", None, vec!["XXXX-05-03"]),
            ("In March 10 to 15 people died", None, vec!["XXXX-03"]),
            ("They may 3 to 5 times march", None, vec![]),
        ] {
            assert_eq!(propose(words, published), expected, "{words}");
        }
    }

    #[test]
    fn dates_in_digits() {
        for (words, expected) in [
            ("on 2024-03-22 it burned", vec!["2024-03-22"]),
            ("2024/03/22", vec!["2024-03-22"]),
            ("22/03/2024", vec!["2024-03-22"]),
            ("on 22.3.2024 it burned", vec!["2024-03-22"]),
            ("03/22/2024", vec!["2024-03-22"]),
            ("4.3.2024", vec!["2024-03-04"]),
            ("03/04/2024", vec!["2024"]),
            ("In 2024 3 of 5 died", vec!["2024"]),
        ] {
            assert_eq!(propose(words, None), expected, "{words}");
        }
    }

    #[test]
    fn the_words_of_a_text_that_say_when() {
        let published = Some("2024-03-14");
        for (text, times, words) in [
            (
                "The spokesman was detained on May 16, a report says.",
                vec!["XXXX-05-16", "2023-05-16"],
                "May 16",
            ),
            ("It may have burned late on Tuesday", vec!["2024-03-12"], "Tuesday"),
            (
                "killed on the 22nd of March, 2024 in Calder",
                vec!["2024-03-22"],
                "22nd of March, 2024",
            ),
            ("In 2025 it burned again", vec!["2025"], "2025"),
            (
                "It burned between 3 and 5 May 2023 in Calder",
                vec!["2023-05-03/2023-05-05"],
                "between 3 and 5 May 2023",
            ),
            ("It burned in May last year", vec!["2023-05"], "May last year"),
            ("Nobody knows", vec![], ""),
            ("", vec![], ""),
        ] {
            let times = times.into_iter().map(str::to_owned).collect();
            assert_eq!(propose_in(text, published), (times, words), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_proposed_is_a_time(
            words in r"(\PC{0,3}|[0-9]{1,4}|[ ,/-]|May |Tuesday|last |next |before |week|year|month|of |and |to |2024|between ){0,8}",
            published in proptest::option::of(r"[0-9]{4}-(0[1-9]|1[012])-[0-3][0-9]|\PC{0,12}"),
        ) {
            for time in propose(&words, published.as_deref()) {
                prop_assert_eq!(check(&time), Ok(()));
            }
        }
    }
}
