//! Reading an export again before it is handed out, and comparing it with the project.

use std::collections::BTreeMap;

use super::imported::{ImportedDocument, ImportedProject};
use super::problem::{Problem, ProblemKind};
use super::registry::{Format, Holds};
use crate::model::{
    AnnotationId, Body, Document, DocumentId, Excluded, LayerId, OpenDocument, Project, Ranges,
};

/// What an export holds, and where it differs from the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBack {
    /// The layer that was written; none if all of the project was: then all of it must be the
    /// same.
    layer: Option<LayerId>,
    /// Documents that were compared.
    pub documents: usize,
    /// Annotations whose words, place and label are the project's.
    pub spans: usize,
    /// Claim mentions among them.
    pub claims: usize,
    /// Documents that the project does not have open, so that nothing was compared.
    pub unchecked: Vec<DocumentId>,
    /// What differs, as sentences. Who asked for the export is told before it is handed out.
    pub mismatches: Vec<String>,
}

impl ReadBack {
    /// Before anything was read. `layer` is the one that was written, if the format holds one.
    pub fn new(format: Format, layer: LayerId) -> Self {
        let one = format.info().written.is_none_or(|written| written.holds == Holds::OneLayer);
        Self {
            layer: one.then_some(layer),
            documents: 0,
            spans: 0,
            claims: 0,
            unchecked: Vec::new(),
            mismatches: Vec::new(),
        }
    }

    /// Takes what the reader says of the export. An exported span keeps its exact place even where
    /// it splits a character, an empty text is one, and what was set aside before is so still; if
    /// the reader gave up, there is no such excuse.
    pub fn hear(&mut self, problems: &[Problem], failed: bool) {
        let harmless = [ProblemKind::SplitGrapheme, ProblemKind::Empty, ProblemKind::SetAside];
        let wrong = problems.iter().filter(|p| failed || !harmless.contains(&p.kind));
        self.mismatches.extend(wrong.map(ToString::to_string));
    }

    /// Compares the schema and the registers of a file that has all of them with the project's.
    /// Does nothing for formats of one layer.
    pub fn compare_registers(&mut self, read: &ImportedProject, project: &Project) {
        fn same<K: Ord, T: PartialEq>(
            read: &[T],
            own: &BTreeMap<K, T>,
            id: impl Fn(&T) -> &K,
        ) -> bool {
            read.len() == own.len() && read.iter().all(|r| own.get(id(r)) == Some(r))
        }
        if self.layer.is_some() {
            return;
        }
        let decisions = project.decisions();
        let whole = [
            ("schema", read.schema == *project.schema()),
            ("entities", same(&read.entities, project.entities(), |e| &e.id)),
            ("claims", same(&read.claims, project.claims(), |c| &c.id)),
            ("links between claims", same(&read.claim_links, project.claim_links(), |l| &l.id)),
            ("evidence", same(&read.evidence, project.evidence(), |e| &e.id)),
            (
                "decisions about entities",
                read.decisions.len() == decisions.len()
                    && read.decisions.iter().all(|(pair, d)| decisions.get(pair) == Some(d)),
            ),
        ];
        for (what, _) in whole.iter().filter(|(_, same)| !same) {
            self.mismatches.push(format!("The project’s {what} came back changed"));
        }
    }

    /// Compares a document that was read, and every annotation of it, with the project's.
    pub fn compare(&mut self, read: &ImportedDocument, document: &Document, open: &OpenDocument) {
        self.documents += 1;
        let layer = self.layer;
        let OpenDocument { text, marks, aside } = open;
        let name = read.document.display_name();
        if read.text != *text {
            self.mismatches.push(format!("“{name}” has another text"));
            return;
        }
        if layer.is_none() && read.document != *document {
            self.mismatches.push(format!("What is known of “{name}” came back changed"));
        }
        if layer.is_none() && read.aside != *aside {
            self.mismatches.push(format!("In “{name}”, marks that were set aside are missing"));
        }
        // A format of one layer is for training: it leaves out what that layer excludes.
        let excluded = layer.map(|layer| Excluded::of(marks.iter(), layer)).unwrap_or_default();
        let mut seen = std::collections::BTreeSet::<AnnotationId>::new();
        for a in &read.annotations {
            let Some(own) = marks.get(a.id) else {
                self.mismatches.push(format!("“{name}” has no annotation {}", a.id));
                continue;
            };
            seen.insert(a.id);
            if layer.is_some_and(|layer| own.layer != layer) {
                self.mismatches.push(format!("In “{name}”, “{}” is of another layer", own.exact));
                continue;
            }
            if excluded.leaves_out(own) {
                self.mismatches
                    .push(format!("In “{name}”, “{}” is in an excluded region", own.exact));
                continue;
            }
            let slices: Result<Vec<&str>, _> =
                own.ranges.as_slice().iter().map(|span| text.slice(*span)).collect();
            let words = slices.map(|parts| parts.join(" ")).unwrap_or_default();
            let place = |ranges: &Ranges| match text.to_char_span(ranges.cover()) {
                Ok(span) => format!("{}–{}", span.start(), span.end()),
                Err(_) => "no place in the text".to_owned(),
            };
            if a.ranges != own.ranges || a.exact != words || a.exact != own.exact {
                self.mismatches.push(format!(
                    "In “{name}”, “{}” at {} came back as “{}” at {}",
                    own.exact,
                    place(&own.ranges),
                    a.exact,
                    place(&a.ranges)
                ));
            } else if a.label != own.label || a.body != own.body || layer.is_none() && a != own {
                self.mismatches.push(format!("In “{name}”, “{}” came back changed", own.exact));
            } else {
                self.spans += 1;
                self.claims += usize::from(matches!(a.body, Body::Claim { .. }));
            }
        }
        let expected = marks.iter().filter(|a| layer.is_none_or(|layer| a.layer == layer));
        for a in expected.filter(|a| !seen.contains(&a.id) && !excluded.leaves_out(a)) {
            self.mismatches.push(format!("In “{name}”, “{}” is missing", a.exact));
        }
    }
}
