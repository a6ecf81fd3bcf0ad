//! What a screen reader says of a mark when the person comes to it.

use super::mark_list::{claim_row, label_or_kind, mark_place};
use super::queue::counted;
use crate::actions::{brief, one_line};
use crate::model::{Annotation, AnnotationId, Kind, OpenDocument, Project};

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
