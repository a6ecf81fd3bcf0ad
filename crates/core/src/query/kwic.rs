//! Keyword in context (KWIC): words with what stands before and behind them, one
//! under the other, for checking mentions of an entity and for hits of a search.

use serde::{Deserialize, Serialize};

use super::direction::is_rtl;
use super::name_words::same_words;
use crate::model::{
    Annotation, AnnotationId, Body, Confidence, DocumentId, Entity, EntityId, Level, Project,
};
use crate::text::{ByteOffset, Span, Text};
use crate::words::one_line;

/// Words in their context, in the order of the text: in a right-to-left paragraph
/// `before` is drawn on the right.
///
/// Each part may hold marks of direction whose partners were cut off, and is to be
/// isolated when drawn (`<bdi>` or `unicode-bidi: isolate`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// What stands before the words, from their paragraph.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands behind the words, from the paragraph where they end.
    pub after: String,
    /// Whether the paragraph has more before that.
    pub more_before: bool,
    /// Whether the paragraph has more behind that.
    pub more_after: bool,
    /// Whether the paragraph runs right to left.
    pub rtl: bool,
}

/// The words of `span` with up to `width` characters, as readers count them (grapheme
/// clusters), on each side, never beyond the paragraph. Costs as much as it shows.
///
/// A span that does not fit the text is cut to it, and grows to whole characters.
pub fn line(text: &Text, span: Span, width: usize) -> Line {
    let whole = text.span().intersection(span).unwrap_or(Span::empty_at(text.end()));
    let span = match text.slice(whole) {
        Ok(_) => whole,
        Err(_) => text.snap_to_graphemes(whole),
    };
    let first = text.paragraphs()[text.paragraph_at(span.start())];
    let last = text.paragraphs()[text.paragraph_at(span.end())];
    let (mut start, mut end) = (span.start(), span.end());
    // Within a line end, nothing of the line stands right before.
    let front = if start > first.end() { start } else { first.start() };
    for _ in 0..width {
        start = if start > front { text.previous_grapheme(start) } else { start };
        end = if end < last.end() { text.next_grapheme(end) } else { end };
    }
    let part = |from: ByteOffset, to: ByteOffset| {
        text.slice(Span::between(from, to)).unwrap_or_default().to_owned()
    };
    // Enough to tell the direction; a paragraph may have megabytes.
    let head = (0..64).fold(first.start(), |at, _| text.next_grapheme(at)).min(first.end());
    Line {
        before: part(start.max(front), span.start()),
        words: part(span.start(), span.end()),
        after: part(span.end(), end.min(last.end()).max(span.end())),
        more_before: start > front,
        more_after: end < last.end(),
        rtl: is_rtl(text.slice(Span::between(first.start(), head)).unwrap_or_default()),
    }
}

/// A mention of an entity in its context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KwicLine {
    /// The document.
    pub document: DocumentId,
    /// The mention.
    pub annotation: AnnotationId,
    /// Where it begins.
    pub at: ByteOffset,
    /// The words in their context; gaps of a discontinuous mention are an ellipsis.
    pub line: Line,
    /// The name that it counts for: the entry's name or alias of the same words, or else
    /// the words themselves.
    pub alias: String,
    /// How it refers.
    pub level: Option<Level>,
    /// How sure the link is.
    pub confidence: Confidence,
}

/// The mentions of an entity in one document, in reading order; none if it is not open.
pub fn kwic(
    project: &Project,
    entity: EntityId,
    document: DocumentId,
    width: usize,
) -> Vec<KwicLine> {
    let found = project.entities().get(&entity).zip(project.open(document));
    let Some((entry, open)) = found else { return Vec::new() };
    let mentions = open.marks.iter().filter(|a| a.entity() == Some(entity));
    mentions.map(|a| mention(&open.text, a, entry, width)).collect()
}

/// The name that most of some mentions count for, which a new entry of theirs may be
/// called; of equals the first.
pub fn commonest_alias<'a>(lines: impl IntoIterator<Item = &'a KwicLine>) -> Option<String> {
    let mut counts: Vec<(&str, u32)> = Vec::new();
    for line in lines {
        match counts.iter_mut().find(|(alias, _)| *alias == line.alias) {
            Some((_, n)) => *n += 1,
            None => counts.push((&line.alias, 1)),
        }
    }
    let most = counts.iter().map(|(_, n)| *n).max()?;
    counts.iter().find(|(_, n)| *n == most).map(|(alias, _)| (*alias).to_owned())
}

fn mention(text: &Text, a: &Annotation, entry: &Entity, width: usize) -> KwicLine {
    let mut line = line(text, a.ranges.cover(), width);
    if a.ranges.as_slice().len() > 1 {
        let parts = a.ranges.as_slice().iter().filter_map(|r| text.slice(*r).ok());
        line.words = parts.collect::<Vec<_>>().join(" … ");
    }
    let (level, confidence) = match &a.body {
        Body::Mention { level, entity } => (*level, entity.map(|l| l.confidence)),
        _ => (None, None),
    };
    KwicLine {
        document: a.document,
        annotation: a.id,
        at: a.ranges.start(),
        line,
        alias: called(entry, &a.exact),
        level,
        confidence: confidence.unwrap_or_default(),
    }
}

/// The name of an entry that some words count for.
fn called(entry: &Entity, words: &str) -> String {
    let words = one_line(words);
    let names = || std::iter::once(&entry.name).chain(entry.aliases.iter().map(|a| &a.text));
    let known = names().find(|n| **n == words).or_else(|| names().find(|n| same_words(n, &words)));
    known.cloned().unwrap_or(words)
}

/// By what lines are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupBy {
    /// By document, in the project's order.
    Document,
    /// By the name that they count for, the most frequent first.
    Alias,
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KwicGroup {
    /// The document's name, or the entity's.
    pub heading: String,
    /// Which lines, by their place among all.
    pub lines: Vec<usize>,
}

/// Groups lines. Within a group they keep their order.
pub fn kwic_groups(project: &Project, lines: &[KwicLine], by: GroupBy) -> Vec<KwicGroup> {
    #[derive(PartialEq, Eq, Hash)]
    enum Key<'a> {
        Document(DocumentId),
        Alias(&'a str),
    }
    let mut place = std::collections::HashMap::new();
    let mut groups: Vec<KwicGroup> = Vec::new();
    for (n, l) in lines.iter().enumerate() {
        let key = match by {
            GroupBy::Document => Key::Document(l.document),
            GroupBy::Alias => Key::Alias(&l.alias),
        };
        let at = *place.entry(key).or_insert_with(|| {
            let heading = match by {
                GroupBy::Document => {
                    let document = project.documents().get(&l.document);
                    document.map_or_else(String::new, |d| d.display_name().to_owned())
                }
                GroupBy::Alias => l.alias.clone(),
            };
            groups.push(KwicGroup { heading, lines: Vec::new() });
            groups.len() - 1
        });
        groups[at].lines.push(n);
    }
    if by == GroupBy::Alias {
        groups.sort_by_key(|g| std::cmp::Reverse(g.lines.len()));
    }
    groups
}
