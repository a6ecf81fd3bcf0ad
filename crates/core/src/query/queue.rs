//! The list of documents: which are shown, how far they are, what a row says.

use std::ops::Bound;

use crate::model::{Document, DocumentId, Kind, LayerId, MetaField, Project, Status};
use crate::words::grouped;

/// Which documents the list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum QueueFilter {
    /// Every one.
    #[default]
    All,
    /// Those with this status.
    Only(Status),
}

impl QueueFilter {
    /// Every filter, in the order of the interface.
    pub const ALL: [Self; 4] = [
        Self::All,
        Self::Only(Status::Todo),
        Self::Only(Status::InProgress),
        Self::Only(Status::Done),
    ];

    /// The word on the button.
    pub const fn title(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Only(Status::Todo) => "To do",
            Self::Only(Status::InProgress) => "In progress",
            Self::Only(Status::Done) => "Done",
        }
    }

    fn has(self, status: Status) -> bool {
        match self {
            Self::All => true,
            Self::Only(wanted) => wanted == status,
        }
    }
}

/// How many documents of a project are how far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// Not examined.
    pub todo: usize,
    /// Begun.
    pub in_progress: usize,
    /// Examined to the end.
    pub done: usize,
}

impl QueueCounts {
    /// All documents.
    pub fn all(self) -> usize {
        self.todo + self.in_progress + self.done
    }

    fn add(&mut self, status: Status) {
        match status {
            Status::Todo => self.todo += 1,
            Status::InProgress => self.in_progress += 1,
            Status::Done => self.done += 1,
        }
    }
}

/// The list of documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    /// The shown documents, in the order of adding.
    pub rows: Vec<DocumentId>,
    /// Of all documents of the project, shown or not.
    pub counts: QueueCounts,
}

/// The document after (or before) a place in the list as it is shown: filtered, and with
/// every word of the search. The place itself need not be shown: a document that was just
/// done has left the list of those to do.
pub fn neighbour(
    project: &Project,
    layer: LayerId,
    filter: QueueFilter,
    search: &str,
    from: DocumentId,
    forward: bool,
) -> Option<DocumentId> {
    let search = lower(search);
    let words: Vec<&str> = search.split_whitespace().collect();
    let tasks = project.tasks();
    let shown = |(_, d): &(&DocumentId, &Document)| {
        filter.has(d.status(layer).overall(tasks)) && found(d, &words)
    };
    let all = project.documents();
    let next = if forward {
        all.range((Bound::Excluded(from), Bound::Unbounded)).find(shown)
    } else {
        all.range(..from).rev().find(shown)
    };
    next.map(|(id, _)| *id)
}

/// The documents that pass the filter and have every word of the search in their
/// title, name or publisher, in whatever case.
pub fn queue(project: &Project, layer: LayerId, filter: QueueFilter, search: &str) -> Queue {
    let search = lower(search);
    let words: Vec<&str> = search.split_whitespace().collect();
    let mut queue = Queue::default();
    let tasks = project.tasks();
    for (id, document) in project.documents() {
        let status = document.status(layer).overall(tasks);
        queue.counts.add(status);
        if filter.has(status) && found(document, &words) {
            queue.rows.push(*id);
        }
    }
    queue
}

fn found(document: &Document, words: &[&str]) -> bool {
    if words.is_empty() {
        return true;
    }
    let fields = [
        Some(document.name.as_str()),
        document.meta(MetaField::Title),
        document.meta(MetaField::Publisher),
    ];
    let fields: Vec<String> = fields.into_iter().flatten().map(lower).collect();
    words.iter().all(|word| fields.iter().any(|field| field.contains(word)))
}

/// In small letters, each by itself: a sigma is one at the end of a word too.
fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).collect()
}

/// What the list says of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// The title, or else the name.
    pub title: String,
    /// Who published it, if known.
    pub publisher: Option<String>,
    /// Its language, if known.
    pub lang: Option<String>,
    /// How far the annotator is with it.
    pub status: Status,
    /// Mentions that the annotator marked.
    pub spans: u32,
    /// Claims that the annotator marked.
    pub claims: u32,
    /// Mentions and claims of others.
    pub others: u32,
}

impl QueueRow {
    /// Whether nothing was marked, nor said to be examined.
    pub fn is_untouched(&self) -> bool {
        self.status == Status::Todo && self.spans == 0 && self.claims == 0
    }

    /// “27 of others”; none where nobody else marked anything.
    pub fn others_words(&self) -> Option<String> {
        (self.others > 0).then(|| format!("{} of others", grouped(self.others as usize)))
    }
}

/// The row of a document; none if the project does not have it.
pub fn queue_row(project: &Project, layer: LayerId, id: DocumentId) -> Option<QueueRow> {
    let document = project.documents().get(&id)?;
    let summary = project.summaries().get(&id);
    let all = |kind| summary.map_or(0, |s| s.kind(kind));
    let spans = summary.map_or(0, |s| s.layer_mentions(layer));
    let claims = summary.map_or(0, |s| s.layer_claims(layer));
    Some(QueueRow {
        title: document.display_name().to_owned(),
        publisher: document.meta(MetaField::Publisher).map(str::to_owned),
        lang: document.meta(MetaField::Lang).map(str::to_owned),
        status: document.status(layer).overall(project.tasks()),
        spans,
        claims,
        others: (all(Kind::Mention) + all(Kind::Claim)).saturating_sub(spans + claims),
    })
}

/// A document's place in the project, counted from 1, and how many there are.
pub fn place_of(project: &Project, id: DocumentId) -> Option<(usize, usize)> {
    let documents = project.documents();
    documents.contains_key(&id).then(|| (documents.range(..=id).count(), documents.len()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::presets::Preset;
    use crate::model::{
        Annotator, AnnotatorId, Claim, ClaimId, LayerStatus, ProjectId, Summary, Task, Timestamp,
    };
    use crate::text::Text;
    use uuid::Uuid;

    const LAYER: LayerId = LayerId::new(Uuid::from_u128(7));

    fn id(n: u128) -> DocumentId {
        DocumentId::new(Uuid::from_u128(n))
    }

    /// Documents by name, title, publisher and status, with ids 1, 2, …
    fn project(rows: &[(&str, &str, &str, LayerStatus)]) -> Project {
        let annotator =
            Annotator { id: AnnotatorId::new(Uuid::from_u128(3)), name: "Ada".to_owned() };
        let at = Timestamp::from_millis(0);
        let mut project = Project::new(
            ProjectId::new(Uuid::from_u128(1)),
            "Test",
            Preset::News.schema(),
            annotator,
            LAYER,
            at,
        );
        for (n, (name, title, publisher, status)) in (1..).zip(rows) {
            let mut document = Document::new(id(n), *name, &Text::new("Ada").unwrap());
            for (field, value) in [(MetaField::Title, title), (MetaField::Publisher, publisher)] {
                if !value.is_empty() {
                    document.meta.insert(field, (*value).to_owned());
                }
            }
            document.status.insert(LAYER, *status);
            project.documents.insert(id(n), document);
        }
        project
    }

    fn sample() -> Project {
        let done = LayerStatus::both(Status::Done);
        let half = LayerStatus::default().with(Task::Claims, Status::InProgress);
        let mut project = project(&[
            ("a.txt", "Four dead in Pier Nine blaze", "Marrow Bay Courier", done),
            ("b.txt", "", "Northline Wire", half),
            ("c.txt", "ÜBER den Brand", "", LayerStatus::default()),
            ("pier.txt", "حريق مستودع", "المرفأ", LayerStatus::default()),
        ]);
        let claim = Claim::stating(ClaimId::new(Uuid::from_u128(1)), "It fell.");
        project.claims.insert(claim.id, claim);
        project
    }

    #[track_caller]
    fn check(filter: QueueFilter, search: &str, want: &[u128]) {
        let got = queue(&sample(), LAYER, filter, search);
        let want: Vec<DocumentId> = want.iter().copied().map(id).collect();
        assert_eq!(got.rows, want, "{filter:?} {search:?}");
        // The counts are of the project, whatever is shown.
        assert_eq!(got.counts, QueueCounts { todo: 2, in_progress: 1, done: 1 });
        assert_eq!(got.counts.all(), 4);
    }

    #[test]
    fn filters_and_search() {
        check(QueueFilter::All, "", &[1, 2, 3, 4]);
        check(QueueFilter::Only(Status::Todo), "", &[3, 4]);
        check(QueueFilter::Only(Status::InProgress), "", &[2]);
        check(QueueFilter::Only(Status::Done), "", &[1]);
        // In title or name; in any case, beyond ASCII too.
        check(QueueFilter::All, "PIER", &[1, 4]);
        check(QueueFilter::All, "über", &[3]);
        check(QueueFilter::All, "المرفأ", &[4]);
        // Every word, each in whatever field.
        check(QueueFilter::All, "  courier  blaze ", &[1]);
        check(QueueFilter::All, "courier wire", &[]);
        check(QueueFilter::Only(Status::Done), "b.txt", &[]);
    }

    #[test]
    fn the_next_document_is_the_next_of_the_list_as_shown() {
        let project = sample();
        let next = |filter, search: &str, from: u128, forward: bool| {
            neighbour(&project, LAYER, filter, search, id(from), forward)
        };
        assert_eq!(next(QueueFilter::All, "", 1, true), Some(id(2)));
        assert_eq!(next(QueueFilter::All, "", 4, true), None);
        assert_eq!(next(QueueFilter::All, "", 1, false), None);
        // Document 1 is not among those to do, and yet the next of them comes after it.
        assert_eq!(next(QueueFilter::Only(Status::Todo), "", 1, true), Some(id(3)));
        assert_eq!(next(QueueFilter::Only(Status::Done), "", 4, false), Some(id(1)));
        assert_eq!(next(QueueFilter::All, "pier", 1, true), Some(id(4)));
    }

    #[test]
    fn another_layer_has_a_status_of_its_own() {
        let other = LayerId::new(Uuid::from_u128(8));
        assert_eq!(queue(&sample(), other, QueueFilter::All, "").counts.todo, 4);
    }

    #[test]
    fn rows_say_name_and_counts() {
        let mut project = sample();
        let row = queue_row(&project, LAYER, id(2)).unwrap();
        assert_eq!(
            (row.title.as_str(), row.publisher.as_deref()),
            ("b.txt", Some("Northline Wire"))
        );
        assert_eq!(row.status, Status::InProgress);
        assert!(!row.is_untouched());
        assert!(queue_row(&project, LAYER, id(3)).unwrap().is_untouched());
        assert_eq!(queue_row(&project, LAYER, id(9)), None);
        let summary: Summary =
            serde_json::from_str(r#"{"kinds":{"mention":27,"claim":6,"cue":4}}"#).unwrap();
        project.summaries.insert(id(3), summary);
        let row = queue_row(&project, LAYER, id(3)).unwrap();
        assert_eq!((row.spans, row.claims, row.is_untouched()), (27, 6, false));
        assert_eq!(row.others_words(), None);
    }

    #[test]
    fn a_row_counts_what_the_annotator_marked_and_says_how_much_others_did() {
        let mut project = sample();
        let (own, other) = (LAYER, LayerId::new(Uuid::from_u128(8)));
        let kept = format!(
            r#"{{"kinds":{{"mention":1028}},"layer_mentions":{{"{own}":1,"{other}":1027}}}}"#
        );
        project.summaries.insert(id(3), serde_json::from_str(&kept).unwrap());
        let row = queue_row(&project, own, id(3)).unwrap();
        assert_eq!((row.spans, row.claims, row.is_untouched()), (1, 0, false));
        assert_eq!(row.others_words().as_deref(), Some("1,027 of others"));
        let row = queue_row(&project, LayerId::new(Uuid::from_u128(9)), id(3)).unwrap();
        assert_eq!((row.spans, row.claims, row.is_untouched()), (0, 0, true));
        assert_eq!(row.others_words().as_deref(), Some("1,028 of others"));
    }

    #[test]
    fn places_count_from_one() {
        let project = sample();
        assert_eq!(place_of(&project, id(1)), Some((1, 4)));
        assert_eq!(place_of(&project, id(4)), Some((4, 4)));
        assert_eq!(place_of(&project, id(9)), None);
    }
}
