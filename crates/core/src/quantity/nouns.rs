//! What is counted: the words behind a number.

use super::lexer::{HYPHENS, Token};
use super::number::number;
use super::vocabulary::STOP;

/// How many words what is counted may have.
const MOST_WORDS: usize = 4;

/// The words that say what is counted, from a token of a phrase on and as the phrase
/// writes them ("UN staff"), and the token behind them. "People were killed" is "people
/// killed", and "130 were killed" counts "killed".
pub(super) fn thing_counted(phrase: &str, tokens: &[Token], from: usize) -> (String, usize) {
    let written = |n: usize| {
        let token = tokens.get(n);
        token.and_then(|t| phrase.get(t.start..t.end)).unwrap_or_default()
    };
    let word = |n: usize| tokens.get(n).map_or("", Token::word);
    let mut at = from;
    // "dozens of people", "two of the men"
    if word(at) == "of" {
        at += 1;
    }
    while matches!(word(at), "the" | "its" | "his" | "her" | "their" | "our" | "these" | "those")
        && at > from
    {
        at += 1;
    }
    while matches!(word(at), "more" | "other" | "others" | "additional" | "further" | "new") {
        at += 1;
    }
    if let Some(behind) = passive(tokens, at) {
        return (written(behind).to_owned(), behind + 1);
    }
    let mut words: Vec<&str> = Vec::new();
    let mut end = from;
    while words.len() < MOST_WORDS {
        let Some(token) = tokens.get(at) else { break };
        // "10-member crew", "12-year-old"
        let hyphen = token.glued
            && token.is_sign(HYPHENS)
            && tokens.get(at + 1).is_some_and(|t| t.glued && !t.word().is_empty());
        if hyphen {
            at += 1;
            continue;
        }
        let w = token.word();
        if w.is_empty() || STOP.contains(&w) || number(tokens, at, true, false).is_some() {
            break;
        }
        words.push(written(at));
        at += 1;
        end = at;
        if words.len() < MOST_WORDS
            && let Some(behind) = passive(tokens, at)
        {
            words.push(written(behind));
            end = behind + 1;
            break;
        }
    }
    (words.join(" "), end)
}

/// The participle of "were killed", "have been injured", "are reported dead".
fn passive(tokens: &[Token], at: usize) -> Option<usize> {
    let word = |n: usize| tokens.get(n).map_or("", Token::word);
    let mut n = at;
    while matches!(
        word(n),
        "was" | "were" | "is" | "are" | "be" | "been" | "being" | "had" | "have" | "has"
    ) {
        n += 1;
    }
    let participle = |w: &str| {
        w.len() > 4 && w.ends_with("ed")
            || matches!(w, "dead" | "missing" | "hurt" | "shot" | "lost" | "held" | "burnt" | "ill")
    };
    (n > at && participle(word(n))).then_some(n)
}
