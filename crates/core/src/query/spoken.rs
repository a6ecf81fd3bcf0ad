//! What a screen reader says of a mark, or of words, when the person comes to them.

use super::cursor::Cursor;
use super::mark_list::{claim_row, label_or_kind, mark_place};
use super::pick::marks_at;
use crate::model::{Annotation, AnnotationId, Kind, OpenDocument, Project};
use crate::words::{brief, counted, one_line};

/// Of a selection of more bytes only the length is said: nobody listens to more, and counting
/// its tokens would hold up the next key.
const LONG: u32 = 2_000;

/// A mark in one breath: what it is, its words, what it contains, what it is linked to,
/// and its place among the marks of its kind. Empty if it is gone.
pub fn spoken(project: &Project, open: &OpenDocument, id: AnnotationId) -> String {
    let Some(a) = open.marks.get(id) else { return String::new() };
    let mut parts = Vec::new();
    if let Some(claim) = claim_row(project, open, a) {
        parts.push(claim.words());
    } else {
        parts.push(format!("{}.", label_or_kind(project, a)));
        parts.push(format!("{}.", brief(&one_line(&a.exact))));
    }
    let inner: Vec<&str> = contained(open, a).map(|m| label_or_kind(project, m)).collect();
    match inner.len() {
        0 => {}
        1..=3 => parts.push(format!("Contains {}.", inner.join(", "))),
        n => parts.push(format!("Contains {}.", counted(n, "mark", "marks"))),
    }
    if let Some(entity) = a.entity().and_then(|e| project.entities().get(&e)) {
        let (mentions, _) = project.entity_use(entity.id);
        let mentions = counted(mentions as usize, "mention", "mentions");
        parts.push(format!("Linked to {}, {mentions}.", one_line(&entity.name)));
    }
    if a.ranges.as_slice().len() > 1 {
        parts.push(format!("In {} parts.", a.ranges.as_slice().len()));
    }
    if a.flagged {
        parts.push("Flagged.".to_owned());
    }
    let (place, all) = mark_place(project, open, a);
    let what = match a.kind() {
        Kind::Claim => "Claim",
        Kind::Region => "Region",
        _ => "Mark",
    };
    parts.push(format!("{what} {place} of {all}."));
    parts.join(" ")
}

/// What the caret stands on, or what is selected: the words, then the marks around them,
/// innermost first.
pub fn spoken_cursor(project: &Project, open: &OpenDocument, cursor: Cursor) -> String {
    let words = |span| one_line(open.text.slice(span).unwrap_or_default());
    if let Some(span) = cursor.selection() {
        if span.len() > LONG {
            let length = open.text.to_char_span(span).map_or(0, |s| s.len() as usize);
            return format!("{} selected.", counted(length, "character", "characters"));
        }
        let tokens = open.text.tokens_in(span).len();
        return format!(
            "{} selected, {}.",
            brief(&words(span)),
            counted(tokens, "token", "tokens")
        );
    }
    let token = words(cursor.caret());
    let around: Vec<&str> = marks_at(open, cursor.caret().start())
        .into_iter()
        .map(|a| if a.kind() == Kind::Claim { "Claim" } else { label_or_kind(project, a) })
        .collect();
    if around.is_empty() { token } else { format!("{token}, in {}", around.join(", in ")) }
}

/// The mentions that lie inside of a mention and are not the same stretch of text.
fn contained<'a>(
    open: &'a OpenDocument,
    a: &'a Annotation,
) -> impl Iterator<Item = &'a Annotation> {
    let cover = a.ranges.cover();
    open.marks.overlapping(cover).into_iter().filter(move |m| {
        let inner = m.ranges.cover();
        m.id != a.id
            && m.kind() == Kind::Mention
            && a.kind() == Kind::Mention
            && cover.start() <= inner.start()
            && inner.end() <= cover.end()
            && inner != cover
    })
}
