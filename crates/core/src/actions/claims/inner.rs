//! The mention that words are, but for an article before it.

use crate::model::{Annotation, Kind, LayerId, OpenDocument};
use crate::text::Span;

/// Articles and what stands in their place (this, his), of the languages that have them apart.
const DETERMINERS: &str = " the a an this that these those his her its their our my your \
    der die das den dem des ein eine einen einem einer eines dieser diese dieses sein seine ihr ihre \
    le la les l un une ce cet cette ces son sa ses leur leurs \
    el los las lo una unos unas su sus este esta \
    il gli i uno o os as um uma seu sua \
    het een de en ett det den ";

/// The mention that these words are but for one article before it ("the Pakistani government").
/// None where they are more than that, or may mean several: a speaker is nobody's guess.
pub(super) fn mention_in(
    open: &OpenDocument,
    words: Span,
    layer: LayerId,
    can_speak: impl Fn(&Annotation) -> bool,
) -> Option<&Annotation> {
    let near = open.marks.overlapping(words).into_iter();
    let mentions: Vec<&Annotation> = near
        .filter(|a| a.kind() == Kind::Mention && a.layer == layer)
        // What is around the words says nothing about who they are.
        .filter(|a| !a.ranges.as_slice().iter().any(|r| r.contains_span(words)))
        .collect();
    let inner = mentions.iter().copied().max_by_key(|a| a.ranges.len_bytes())?;
    let [own] = inner.ranges.as_slice() else { return None };
    let others = mentions.iter().filter(|a| a.id != inner.id);
    // Those that are nested are a part of its name; another reading of the same words is not.
    let nested = |a: &&Annotation| {
        a.ranges != inner.ranges && a.ranges.as_slice().iter().all(|r| own.contains_span(*r))
    };
    let alone = others.copied().all(|a| nested(&a));
    let fits = alone && words.contains_span(*own) && own.end() == words.end();
    let before = open.text.slice(Span::between(words.start(), own.start())).ok()?;
    let before = before.trim_end().trim_end_matches(['\'', '’']).to_lowercase();
    let is_article = !before.is_empty()
        && before.chars().all(char::is_alphabetic)
        && DETERMINERS.contains(&format!(" {before} "));
    (fits && is_article && can_speak(inner)).then_some(inner)
}
