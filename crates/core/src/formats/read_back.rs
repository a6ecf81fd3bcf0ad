//! Reading an export again before it is handed out, and comparing it with the project.

use super::imported::ImportedDocument;
use super::options::ReadOptions;
use super::problem::ReadError;
use super::registry::{Format, read};
use crate::model::{AnnotationId, Body, DocumentId, Excluded, LayerId, Marks, Project};
use crate::text::Text;

/// What an export holds, and where it differs from the project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadBack {
    /// Documents that were compared.
    pub documents: usize,
    /// Annotations whose words, place and label are the project's.
    pub spans: usize,
    /// Claim mentions among them.
    pub claims: usize,
    /// Documents that the project does not have open, so that nothing was compared.
    pub unchecked: Vec<DocumentId>,
    /// What differs, as sentences. An export with any must not be handed out.
    pub mismatches: Vec<String>,
}

/// Reads an export and compares every annotation with the document that it points to.
/// `layer` is the layer that was written, or none for formats that hold all.
///
/// # Errors
/// If the export cannot be read at all.
pub fn read_back(
    format: Format,
    exported: &str,
    project: &Project,
    layer: Option<LayerId>,
) -> Result<ReadBack, ReadError> {
    let mut n = 0u128;
    let mut ids = || {
        n += 1;
        uuid::Uuid::from_u128(n)
    };
    let nil = uuid::Uuid::nil();
    let by = crate::model::AnnotatorId::new(nil);
    let layer_id = layer.unwrap_or(LayerId::new(nil));
    let options = ReadOptions::new(by, layer_id, crate::model::Timestamp::default());
    let mut back = ReadBack::default();
    // An export of no document is no file of documents.
    if format != Format::Project && exported.is_empty() {
        return Ok(back);
    }
    let imported = read(format, "the export", exported, &options, &mut ids)?;
    // An exported span keeps its exact place even where it splits a character.
    let wrong = imported.problems.iter().filter(|p| {
        !matches!(p.kind, super::ProblemKind::SplitGrapheme | super::ProblemKind::Empty)
    });
    back.mismatches.extend(wrong.map(ToString::to_string));
    for d in &imported.project.documents {
        match project.open(d.document.id) {
            Some(open) => back.compare(d, &open.text, &open.marks, layer),
            None => back.unchecked.push(d.document.id),
        }
    }
    Ok(back)
}

impl ReadBack {
    /// Compares one document; for exports that are checked as they are written.
    pub fn compare(
        &mut self,
        read: &ImportedDocument,
        text: &Text,
        marks: &Marks,
        layer: Option<LayerId>,
    ) {
        self.documents += 1;
        let name = read.document.display_name();
        if read.text != *text {
            self.mismatches.push(format!("“{name}” has another text"));
            return;
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
            if a.ranges != own.ranges || a.exact != words || a.exact != own.exact {
                self.mismatches.push(format!(
                    "In “{name}”, “{}” at {} came back as “{}” at {}",
                    own.exact,
                    own.ranges.cover(),
                    a.exact,
                    a.ranges.cover()
                ));
            } else if a.label != own.label || a.body != own.body {
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
