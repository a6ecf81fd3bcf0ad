//! What the import screen shows of files before anything is added.

use std::collections::{BTreeMap, BTreeSet};

use crate::actions::import::{Choices, Incoming, KNOWN_ADVICE, repeated};
use crate::formats::{ImportedDocument, ProblemKind};
use crate::model::{Hue, Kind, LabelId, Project, Schema};
use crate::text::ByteOffset;
use crate::words::{brief, counted, grouped};

/// A label that files use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundLabel {
    /// What it labels.
    pub kind: Kind,
    /// Its id in the files.
    pub id: LabelId,
    /// Its name in the files.
    pub name: String,
    /// How many annotations have it.
    pub spans: usize,
    /// The label of the project that it most likely is; none: a new one.
    pub same_as: Option<LabelId>,
}

/// The labels of files, the most used first. By another word only one label of the files, the
/// first, is taken for a label of the project, and none if another one is that label already:
/// two that a file tells apart stay two.
pub fn found_labels(schema: &Schema, incoming: &[&Incoming]) -> Vec<FoundLabel> {
    let mut found: BTreeMap<(Kind, LabelId), FoundLabel> = BTreeMap::new();
    let mut order = Vec::new();
    for label in incoming.iter().flat_map(|f| &f.imported.project.schema.labels) {
        let key = (label.kind, label.id.clone());
        found.entry(key.clone()).or_insert_with(|| {
            order.push(key);
            FoundLabel {
                kind: label.kind,
                id: label.id.clone(),
                name: label.name.clone(),
                spans: 0,
                same_as: same_label(schema, label.kind, [label.id.as_str(), &label.name]),
            }
        });
    }
    for a in documents(incoming).flat_map(|d| &d.annotations) {
        let key = a.label.clone().map(|label| (a.kind(), label));
        if let Some(label) = key.and_then(|key| found.get_mut(&key)) {
            label.spans += 1;
        }
    }
    // A project file brings its whole schema; only what is used needs a decision.
    found.retain(|_, label| label.spans > 0);
    let mut taken: BTreeSet<LabelId> = found.values().filter_map(|l| l.same_as.clone()).collect();
    for key in order {
        let Some(label) = found.get_mut(&key).filter(|l| l.same_as.is_none()) else { continue };
        let words = [label.id.as_str(), &label.name];
        label.same_as =
            by_another_word(schema, label.kind, words).filter(|to| taken.insert(to.clone()));
    }
    let mut found: Vec<FoundLabel> = found.into_values().collect();
    found.sort_by(|a, b| b.spans.cmp(&a.spans).then_with(|| a.id.cmp(&b.id)));
    found
}

/// Other words for the labels of the presets, in files of other programs.
const WORDS: [(&str, &[&str]); 9] = [
    ("per", &["person", "people", "per"]),
    ("org", &["organization", "organisation", "org", "corporation", "company"]),
    ("gpe", &["gpe", "country", "city", "state"]),
    ("loc", &["location", "place", "loc"]),
    ("fac", &["facility", "building", "fac"]),
    ("norp", &["norp", "nationality"]),
    ("event", &["event", "evt"]),
    ("weapon", &["weapon", "wpn"]),
    ("quantity", &["quantity", "qty", "number", "cardinal"]),
];

/// The project's label that a file means: by id, name or tag, in any case.
fn same_label(schema: &Schema, kind: Kind, words: [&str; 2]) -> Option<LabelId> {
    let exact = schema.labels_of(kind).find(|l| l.id.as_str() == words[0]).map(|l| l.id.clone());
    exact.or_else(|| called(schema, kind, &words))
}

/// The project's label that has another word for what a file says.
fn by_another_word(schema: &Schema, kind: Kind, words: [&str; 2]) -> Option<LabelId> {
    let means = |w: &&str| words.iter().any(|word| word.eq_ignore_ascii_case(w));
    let (_, group) = WORDS.iter().find(|(_, group)| group.iter().any(means))?;
    called(schema, kind, group)
}

/// The first label that has one of these words as its id, name or tag, in any case.
fn called(schema: &Schema, kind: Kind, words: &[&str]) -> Option<LabelId> {
    let fits = |own: &str| words.iter().any(|w| w.eq_ignore_ascii_case(own));
    let mut labels = schema.labels_of(kind);
    labels.find(|l| fits(l.id.as_str()) || fits(&l.name) || fits(&l.tag)).map(|l| l.id.clone())
}

/// What would be added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents, without those left out.
    pub documents: usize,
    /// Their annotations.
    pub spans: usize,
    /// Bytes of their texts.
    pub bytes: u64,
    /// Documents whose text is there already.
    pub known: usize,
    /// Their annotations.
    pub known_spans: usize,
    /// The names of the first of them.
    pub known_names: Vec<String>,
    /// Annotations that stand where the file says.
    pub matching: usize,
    /// All annotations of the files, those that could not be placed included.
    pub claimed: usize,
}

/// Documents that are named where several are meant.
const NAMED: usize = 3;

impl Tally {
    /// “the 4 documents whose text is there already: a, b, c and 1 more”.
    pub fn known_words(&self) -> String {
        let more = self.known.saturating_sub(self.known_names.len());
        let more = if more > 0 { format!(" and {} more", grouped(more)) } else { String::new() };
        let documents = counted(self.known, "document", "documents");
        let names = self.known_names.join(", ");
        format!("the {documents} whose text is there already: {names}{more}")
    }
}

impl Tally {
    /// What can be done where texts that are there already come with marks; none if there are none,
    /// or they are added all the same.
    pub fn known_advice(&self, choices: &Choices) -> Option<String> {
        let marks = counted(self.known_spans, "mark is", "marks are");
        (self.known_spans > 0 && !choices.twice).then(|| {
            format!(
                "{marks} on texts that are there already, and cannot be put onto those. {KNOWN_ADVICE}"
            )
        })
    }
}

/// Counts what would be added to a project.
pub fn tally(project: Option<&Project>, incoming: &[&Incoming], choices: &Choices) -> Tally {
    let mut tally = Tally::default();
    for (d, is_known) in documents(incoming).zip(repeated(project, incoming)) {
        tally.known += usize::from(is_known);
        tally.known_spans += if is_known { d.annotations.len() } else { 0 };
        if is_known && tally.known_names.len() < NAMED {
            tally.known_names.push(brief(d.document.display_name()));
        }
        if is_known && !choices.twice {
            continue;
        }
        tally.documents += 1;
        tally.spans += d.annotations.iter().filter(|a| !choices.leaves_out(a)).count();
        tally.bytes += u64::from(d.document.len_bytes);
    }
    let all: usize = documents(incoming).map(|d| d.annotations.len()).sum();
    let problems = || incoming.iter().flat_map(|f| &f.imported.problems);
    let count = |kinds: &[ProblemKind]| -> usize {
        problems().filter(|p| kinds.contains(&p.kind)).map(|p| p.count).sum()
    };
    let moved = count(&[ProblemKind::Moved, ProblemKind::Ambiguous]);
    tally.claimed = all + count(&[ProblemKind::Lost]);
    tally.matching = all.saturating_sub(moved);
    tally
}

/// The beginning of a document, with its mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// What lists will show.
    pub name: String,
    /// How many annotations it has.
    pub spans: usize,
    /// The text in pieces; a piece with a hue is a mention.
    pub pieces: Vec<(String, Option<Hue>)>,
    /// Whether the text goes on.
    pub cut: bool,
}

/// The beginnings of the first documents, on one line each.
pub fn previews(
    schema: &Schema,
    incoming: &[&Incoming],
    choices: &Choices,
    n: usize,
) -> Vec<Preview> {
    const CHARS: usize = 180;
    let hue = |file: &Schema, kind: Kind, id: &LabelId| {
        let to = choices.labels.get(&(kind, id.clone())).unwrap_or(id);
        schema.label(to).or_else(|| file.label(id)).map(|l| l.hue)
    };
    let all = incoming.iter().flat_map(|f| {
        let project = &f.imported.project;
        project.documents.iter().map(move |d| (&project.schema, d))
    });
    all.take(n)
        .map(|(file, d)| {
            let text = d.text.as_str();
            let skip = text.len() - text.trim_start().len();
            let end =
                text[skip..].char_indices().nth(CHARS).map_or(text.len(), |(at, _)| skip + at);
            let mut pieces: Vec<(String, Option<Hue>)> = Vec::new();
            let mut at = skip;
            let mut push = |from: usize, to: usize, hue: Option<Hue>| {
                if from < to
                    && let Some(piece) = text.get(from..to)
                {
                    let line = piece.replace(['\n', '\r', '\t'], " ");
                    pieces.push((line, hue));
                }
            };
            let left: Vec<_> = d.annotations.iter().filter(|a| !choices.leaves_out(a)).collect();
            for a in left.iter().filter(|a| a.kind() == Kind::Mention) {
                let (start, stop) = (a.ranges.start(), a.ranges.cover().end());
                let index = |offset: ByteOffset| offset.get() as usize;
                // Nested and crossing mentions: the first, which is the longest, is drawn.
                if index(start) < at || index(stop) > end {
                    continue;
                }
                push(at, index(start), None);
                let colour = a.label.as_ref().and_then(|id| hue(file, Kind::Mention, id));
                push(index(start), index(stop), Some(colour.unwrap_or_default()));
                at = index(stop);
            }
            push(at, end, None);
            Preview {
                name: d.document.display_name().to_owned(),
                spans: left.len(),
                pieces,
                cut: end < text.len(),
            }
        })
        .collect()
}

fn documents<'a>(incoming: &[&'a Incoming]) -> impl Iterator<Item = &'a ImportedDocument> {
    incoming.iter().flat_map(|f| &f.imported.project.documents)
}
