//! Adding documents that were read from files, as one step that can be undone.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{Author, Edit, EditError};
use crate::formats::{
    Imported, ImportedDocument, ImportedProject, Problem, ProblemKind, ProjectHead,
};
use crate::model::{
    Annotation, AnnotatorId, AttributeName, ClaimId, ClaimLinkId, Document, DocumentId, EntityId,
    EntityPair, EvidenceId, Kind, LabelId, LayerId, MetaField, Project,
};
use crate::ops::Op;
use crate::text::{Sha256, Text};
use crate::words::{brief, counted};

/// What was read from one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// The file's name.
    pub file: String,
    /// What it holds.
    pub imported: Imported,
}

/// What the person chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Labels of the files that become labels of the project; others are added.
    pub labels: BTreeMap<(Kind, LabelId), LabelId>,
    /// Labels of the files that are not added, nor their annotations.
    pub left_out: BTreeSet<(Kind, LabelId)>,
    /// Whether texts that the project has already are added once more.
    pub twice: bool,
}

/// What to do with marks on texts that are there already.
pub const KNOWN_ADVICE: &str = "To see them, add the documents a second time, beside those that are \
     here, or make an empty project and add the files to that";

impl Choices {
    /// Whether an annotation is not added, because of its label.
    pub fn leaves_out(&self, a: &Annotation) -> bool {
        let label = a.label.as_ref().filter(|_| !self.left_out.is_empty());
        label.is_some_and(|label| self.left_out.contains(&(a.kind(), label.clone())))
    }
}

/// What becomes of a label of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelUse {
    /// A new label of the project.
    New,
    /// This label of the project.
    Same(LabelId),
    /// Nothing: it is left out with its annotations.
    LeftOut,
}

/// What to do to add documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Texts of the new documents, to be kept before the edit is run.
    pub texts: Vec<Text>,
    /// Texts to be handed in with [`Project::provide_text`] before the edit is run: those
    /// of documents that come with annotations.
    pub annotated: Vec<(DocumentId, Text)>,
    /// The edit.
    pub edit: Edit,
    /// The new documents, in order.
    pub documents: Vec<DocumentId>,
    /// What was not added, and why.
    pub problems: Vec<Problem>,
}

/// Adds documents with their annotations, labels and register entries. What the project
/// has already is not changed.
///
/// # Errors
/// If there is nothing to add.
pub fn add_documents(
    project: &Project,
    incoming: Vec<Incoming>,
    choices: &Choices,
    author: Author,
) -> Result<Plan, EditError> {
    let repeated = repeated(Some(project), &incoming.iter().collect::<Vec<_>>()).into_iter();
    let mut all = Imported::default();
    let mut problems = Vec::new();
    let keys = Keys::default();
    let mut merge = Combine {
        project,
        repeated,
        choices,
        author,
        keys,
        all: &mut all,
        problems: &mut problems,
    };
    let file = match incoming.as_slice() {
        [one] => one.file.clone(),
        several => format!("{} files", several.len()),
    };
    for one in tell_apart(project, incoming) {
        merge.file(one);
    }
    let mut additions = all.additions(project, &file);
    problems.append(&mut additions.problems);
    let documents: Vec<DocumentId> = additions.texts.iter().map(|(id, _)| *id).collect();
    let title = match documents.as_slice() {
        [] if additions.ops.is_empty() => {
            return Err(EditError::Other("The project has all of this already".to_owned()));
        }
        [] => format!("Added from {}", brief(&file)),
        [_] => {
            let name = additions.ops.iter().find_map(|op| match op {
                Op::AddDocument(d) => Some(brief(d.display_name())),
                _ => None,
            });
            format!("Document added: {}", name.unwrap_or_default())
        }
        several => format!("{} documents added", several.len()),
    };
    let needs: BTreeSet<DocumentId> = additions.ops.iter().filter_map(Op::needs_open).collect();
    let annotated = additions.texts.iter().filter(|(id, _)| needs.contains(id)).cloned().collect();
    Ok(Plan {
        texts: additions.texts.into_iter().map(|(_, text)| text).collect(),
        annotated,
        edit: Edit::new(title, additions.ops),
        documents,
        problems,
    })
}

/// Which of the documents to be added, in their order, have a text that is there already: in the
/// project, or in another of them. Of several with one text the first that has marks is new.
pub fn repeated(project: Option<&Project>, incoming: &[&Incoming]) -> Vec<bool> {
    let own = project.into_iter().flat_map(|p| p.documents().values().map(|d| d.sha256));
    let own: BTreeSet<Sha256> = own.collect();
    let all: Vec<&ImportedDocument> =
        incoming.iter().flat_map(|f| &f.imported.project.documents).collect();
    let mut new: BTreeMap<Sha256, usize> = BTreeMap::new();
    for (n, d) in all.iter().enumerate() {
        let first = new.entry(d.document.sha256).or_insert(n);
        if all[*first].annotations.is_empty() && !d.annotations.is_empty() {
            *first = n;
        }
    }
    let is_new = |(n, d): (usize, &&ImportedDocument)| {
        let sha256 = d.document.sha256;
        d.text.is_empty() || !own.contains(&sha256) && new.get(&sha256) == Some(&n)
    };
    all.iter().enumerate().map(|each| !is_new(each)).collect()
}

/// Rows of a table without a name are called by their ids, often mere numbers. Where another file,
/// or the project, has a document of the same number, the file's name comes before it: “fire 1”.
fn tell_apart(project: &Project, mut incoming: Vec<Incoming>) -> Vec<Incoming> {
    let number = |d: &Document| {
        let is_number = !d.name.is_empty() && d.name.bytes().all(|b| b.is_ascii_digit());
        (is_number && d.meta(MetaField::Title).is_none()).then(|| d.name.clone())
    };
    let mut sources: BTreeMap<String, u32> = BTreeMap::new();
    let in_project = project.documents().values().filter_map(number).collect::<BTreeSet<_>>();
    let of_file = |f: &Incoming| {
        let documents = &f.imported.project.documents;
        documents.iter().filter_map(|d| number(&d.document)).collect::<BTreeSet<_>>()
    };
    for name in std::iter::once(in_project).chain(incoming.iter().map(of_file)).flatten() {
        *sources.entry(name).or_default() += 1;
    }
    // Of a project file somebody has chosen the names.
    for file in incoming.iter_mut().filter(|f| f.imported.project.head.is_none()) {
        let name = file.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        for d in &mut file.imported.project.documents {
            if number(&d.document).is_some_and(|n| sources.get(&n).is_some_and(|n| *n > 1)) {
                d.document.name = format!("{stem} {}", d.document.name);
            }
        }
    }
    incoming
}

/// Makes one file of several: what two of them have is taken once.
struct Combine<'a> {
    project: &'a Project,
    /// Whether the next document's text is there already.
    repeated: std::vec::IntoIter<bool>,
    choices: &'a Choices,
    author: Author,
    keys: Keys,
    all: &'a mut Imported,
    problems: &'a mut Vec<Problem>,
}

impl Combine<'_> {
    fn file(&mut self, incoming: Incoming) {
        let Incoming { file, imported } = incoming;
        let mut new = imported.project;
        new.leave_out_labels(&self.choices.left_out, self.project);
        self.labels(&mut new);
        let left_out = self.documents(&file, &mut new);
        let all = &self.all.project.documents;
        let there = |d, id| {
            let own = self.project.open(d).is_some_and(|open| open.marks.get(id).is_some());
            let of_other = all.iter().filter(|other| other.document.id == d);
            own || of_other.flat_map(|other| &other.annotations).any(|a| a.id == id)
        };
        self.problems.extend(new.leave_out(&left_out, self.project, there, &file));
        let (all, keys) = (&mut self.all.project, &mut self.keys);
        let mut other = Differs { file: &file, problems: self.problems };
        // Labels go by kind and id, all else by id: the first file's record is taken. Labels and
        // people that look different are the same ones.
        other.add(&mut keys.labels, &mut all.schema.labels, new.schema.labels, None, |l| {
            ((l.kind, l.id.clone()), String::new())
        });
        let (attributes, relations) = (new.schema.attributes, new.schema.relations);
        other.add(
            &mut keys.attributes,
            &mut all.schema.attributes,
            attributes,
            Some("attribute"),
            |a| (a.name.clone(), a.name.to_string()),
        );
        other.add(
            &mut keys.relations,
            &mut all.schema.relations,
            relations,
            Some("relation"),
            |r| (r.name.clone(), r.name.clone()),
        );
        other.add(&mut keys.entities, &mut all.entities, new.entities, Some("entity"), |e| {
            (e.id, e.name.clone())
        });
        other.add(&mut keys.claims, &mut all.claims, new.claims, Some("claim"), |c| {
            (c.id, c.text.clone())
        });
        let links = new.claim_links;
        other.add(&mut keys.claim_links, &mut all.claim_links, links, Some("claim link"), |l| {
            (l.id, l.note.clone())
        });
        other.add(&mut keys.evidence, &mut all.evidence, new.evidence, Some("evidence"), |e| {
            (e.id, String::new())
        });
        other.add(&mut keys.decisions, &mut all.decisions, new.decisions, Some("decision"), |d| {
            (d.0, String::new())
        });
        if let Some(more) = new.head {
            let head = all.head.get_or_insert_with(|| ProjectHead {
                annotators: Vec::new(),
                layers: Vec::new(),
                ..more.clone()
            });
            other.add(&mut keys.annotators, &mut head.annotators, more.annotators, None, |a| {
                (a.id, String::new())
            });
            other.add(&mut keys.layers, &mut head.layers, more.layers, Some("layer"), |l| {
                (l.id, l.id.to_string())
            });
        }
        all.documents.extend(new.documents);
    }

    /// Takes out documents that are there already; they are returned.
    fn documents(&mut self, file: &str, new: &mut ImportedProject) -> Vec<ImportedDocument> {
        let (mut taken, mut left_out) = (Vec::new(), Vec::new());
        for mut d in std::mem::take(&mut new.documents) {
            let name = d.document.display_name();
            let is_known = self.repeated.next() == Some(true);
            if is_known && !self.choices.twice {
                let with = match d.annotations.len() {
                    0 => String::new(),
                    n => format!(" with {}", counted(n, "mark", "marks")),
                };
                let what = format!("The same text is there already, and was left out{with}");
                let mut problem = Problem::warning(file, ProblemKind::Duplicate, what);
                if !d.annotations.is_empty() {
                    problem = problem.advise(KNOWN_ADVICE);
                }
                self.problems.push(problem.in_document(name));
                left_out.push(d);
            } else if !self.keys.documents.insert(d.document.id) {
                let what =
                    "Another of these files has a document with the same id; it was left out";
                let problem = Problem::error(file, ProblemKind::Duplicate, what).in_document(name);
                self.problems.push(problem.advise("Add the files one after another"));
                left_out.push(d);
            } else {
                sign(&mut d, self.author);
                taken.push(d);
            }
        }
        new.documents = taken;
        left_out
    }

    /// Puts the project's labels in place of the file's, as was chosen.
    fn labels(&self, new: &mut ImportedProject) {
        let to = |kind: Kind, id: &LabelId| self.choices.labels.get(&(kind, id.clone()));
        let renamed: BTreeMap<LabelId, LabelId> = new
            .schema
            .labels
            .iter()
            .filter_map(|l| Some((l.id.clone(), to(l.kind, &l.id)?.clone())))
            .collect();
        new.schema.rename_labels(|id| renamed.get(id));
        new.schema.labels.retain(|l| to(l.kind, &l.id).is_none());
        for entity in &mut new.entities {
            if let Some(label) = entity.label.as_ref().and_then(|id| to(Kind::Mention, id)) {
                entity.label = Some(label.clone());
            }
        }
        for a in new.documents.iter_mut().flat_map(|d| &mut d.annotations) {
            let kind = a.kind();
            if let Some(label) = a.label.as_ref().and_then(|id| to(kind, id)) {
                a.label = Some(label.clone());
            }
        }
    }
}

/// What no annotator made, by the nil id, is this annotator's.
fn sign(d: &mut ImportedDocument, author: Author) {
    let (nobody, nowhere) = (AnnotatorId::new(Uuid::nil()), LayerId::new(Uuid::nil()));
    for a in &mut d.annotations {
        if a.by == nobody {
            a.by = author.by;
        }
        if a.layer == nowhere {
            a.layer = author.layer;
        }
    }
    if let Some(status) = d.document.status.remove(&nowhere) {
        d.document.status.insert(author.layer, status);
    }
}

/// Where the records of several files are, once they are taken.
#[derive(Default)]
struct Keys {
    labels: BTreeMap<(Kind, LabelId), usize>,
    attributes: BTreeMap<AttributeName, usize>,
    relations: BTreeMap<String, usize>,
    entities: BTreeMap<EntityId, usize>,
    claims: BTreeMap<ClaimId, usize>,
    claim_links: BTreeMap<ClaimLinkId, usize>,
    evidence: BTreeMap<EvidenceId, usize>,
    decisions: BTreeMap<EntityPair, usize>,
    annotators: BTreeMap<AnnotatorId, usize>,
    layers: BTreeMap<LayerId, usize>,
    documents: BTreeSet<DocumentId>,
}

/// Takes records, and says where a file differs from those before it.
struct Differs<'a> {
    file: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl Differs<'_> {
    /// Adds records whose key is not there yet. `key` gives the key and the name for people; `what`
    /// is the word for such a record, if a difference is worth a word.
    fn add<T: PartialEq + serde::Serialize, K: Ord>(
        &mut self,
        keys: &mut BTreeMap<K, usize>,
        all: &mut Vec<T>,
        new: Vec<T>,
        what: Option<&str>,
        key: impl Fn(&T) -> (K, String),
    ) {
        for record in new {
            let (key, name) = key(&record);
            let at = *keys.entry(key).or_insert(all.len());
            let known = all.get(at).map(|known| *known == record);
            match (known, what) {
                (None, _) => all.push(record),
                (Some(false), Some(what)) => {
                    let said = format!(
                        "Another of these files says something else about the {what} “{name}”"
                    );
                    let problem = Problem::error(self.file, ProblemKind::Duplicate, said);
                    let json = serde_json::to_string(&record).unwrap_or_default();
                    self.problems
                        .push(problem.advise("The first file’s was taken").set_aside(json));
                }
                (Some(_), _) => {}
            }
        }
    }
}
