//! Mentions of known names that no entry is linked to, in all documents.
//!
//! Every document is read once. After an edit those are read again that it touched, and those in
//! whose words the names of a touched entry stand: not all 10,000 for each link.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use glossator_core::model::{Annotation, AnnotationId, Body, DocumentId, EntityId, Project};
use glossator_core::ops::{Changes, Key};
use glossator_core::query::{
    EntityIndex, Line, LinkProposal, documents_with_unlinked, line, suggested_links,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::App;

/// After how many documents memory is given back.
const PORTION: usize = 16;
/// How many characters stand on each side of a mention.
const WIDTH: usize = 40;

/// A mention that no entry is linked to, and the entries that it may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Free {
    /// Its document.
    pub document: DocumentId,
    /// The mention.
    pub id: AnnotationId,
    /// The likeliest entry.
    pub to: EntityId,
    /// What that is called.
    pub name: String,
    /// The others that it may mean as well.
    pub others: Vec<EntityId>,
    /// Its words in their context.
    pub line: Line,
}

/// What is known of a document.
#[derive(Debug, Clone, Default)]
struct Known {
    rows: Vec<Free>,
    /// What the words of its unlinked mentions are compared by.
    keys: BTreeSet<u64>,
}

impl Known {
    /// Reads it of an open document.
    fn of(project: &Project, index: &EntityIndex, document: DocumentId) -> Self {
        let Some(open) = project.open(document) else { return Self::default() };
        let free = |a: &&Annotation| matches!(a.body, Body::Mention { entity: None, .. });
        let row = |link: LinkProposal| {
            let a = open.marks.get(link.annotation)?;
            let (to, others) = link.entities.split_first()?;
            Some(Free {
                document,
                id: a.id,
                to: *to,
                name: project.entities().get(to).map(|e| e.name.clone()).unwrap_or_default(),
                others: others.to_vec(),
                line: line(&open.text, a.ranges.cover(), WIDTH),
            })
        };
        Self {
            rows: suggested_links(project, index, document).into_iter().filter_map(row).collect(),
            keys: open.marks.iter().filter(free).map(|a| key(&a.exact)).collect(),
        }
    }
}

/// What words are compared by, small enough to be kept of all documents.
fn key(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    EntityIndex::key(words).hash(&mut hasher);
    hasher.finish()
}

/// What is known of all documents, and which are to be read.
#[derive(Debug, Default)]
struct All {
    known: BTreeMap<DocumentId, Known>,
    stale: BTreeSet<DocumentId>,
}

impl All {
    /// Nothing is known.
    fn reset(&mut self, project: &Project) {
        self.known.clear();
        self.stale = project.documents().keys().copied().collect();
    }

    /// Takes in what a transaction changed.
    fn touch(&mut self, project: &Project, changes: &Changes) {
        if changes.schema() {
            // Which labels have entries may be another matter now.
            return self.reset(project);
        }
        for key in changes.keys() {
            match key {
                Key::Document(id) | Key::Annotation(id, _) => {
                    self.stale.insert(id);
                }
                Key::Entity(id) => self.touch_entity(project, id),
                _ => {}
            }
        }
    }

    /// Documents where an entry stands, or where its names stand now.
    fn touch_entity(&mut self, project: &Project, id: EntityId) {
        let entry = project.entities().get(&id);
        let aliases = entry.into_iter().flat_map(|e| e.aliases.iter().map(|a| &a.text));
        let names: Vec<u64> =
            entry.map(|e| &e.name).into_iter().chain(aliases).map(|name| key(name)).collect();
        let has = |known: &Known| {
            known.rows.iter().any(|row| row.to == id || row.others.contains(&id))
                || names.iter().any(|name| known.keys.contains(name))
        };
        let touched = self.known.iter().filter(|(_, known)| has(known)).map(|(id, _)| *id);
        self.stale.extend(touched);
    }

    /// The documents to be read, of those that have unlinked mentions at all.
    fn wanted(&mut self, with_unlinked: &[DocumentId]) -> Vec<DocumentId> {
        let with: BTreeSet<DocumentId> = with_unlinked.iter().copied().collect();
        self.known.retain(|id, _| with.contains(id));
        self.stale.retain(|id| with.contains(id));
        self.stale.iter().copied().collect()
    }

    fn put(&mut self, document: DocumentId, known: Known) {
        self.stale.remove(&document);
        self.known.insert(document, known);
    }

    fn rows(&self) -> Vec<Free> {
        self.known.values().flat_map(|known| known.rows.iter().cloned()).collect()
    }
}

/// Unlinked mentions of known names, kept up as long as somebody looks at them. `Copy`: a handle.
#[derive(Clone, Copy)]
pub struct Unlinked {
    app: App,
    all: StoredValue<All, LocalStorage>,
    /// The mentions, by document.
    pub rows: RwSignal<Arc<Vec<Free>>>,
    /// While documents are read, how many of how many.
    pub read: RwSignal<Option<(usize, usize)>>,
    turn: StoredValue<u32>,
}

impl Unlinked {
    /// Begins to look, and follows all changes, until its owner goes.
    pub fn follow(app: App) -> Self {
        let own = Self {
            app,
            all: StoredValue::new_local(All::default()),
            rows: RwSignal::new(Arc::default()),
            read: RwSignal::new(None),
            turn: StoredValue::new(0),
        };
        app.session.read(|p| own.all.update_value(|all| all.reset(p)));
        app.session.on_applied(move |applied| {
            app.session.read(|p| {
                own.all.try_update_value(|all| all.touch(p, &applied.changes));
            });
        });
        Effect::new(move |_| {
            app.session.schema(|_| ());
            app.session.registers(|_| ());
            app.session.documents(|_| ());
            let now = own.turn.get_value().wrapping_add(1);
            own.turn.set_value(now);
            spawn_local(own.look_up(now));
        });
        own
    }

    /// Reads what must be read, unless another turn has begun meanwhile, which goes on then.
    async fn look_up(self, turn: u32) {
        let session = self.app.session;
        let with_unlinked = session.read(documents_with_unlinked).unwrap_or_default();
        let wanted = self.all.try_update_value(|all| all.wanted(&with_unlinked));
        let wanted = wanted.unwrap_or_default();
        let count = wanted.len();
        for (n, document) in wanted.into_iter().enumerate() {
            let loaded = session.load(document).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            if let Err(error) = loaded {
                self.app.ui.error(error);
            }
            let known = session.names(|p, index, _| Known::of(p, index, document));
            self.all.try_update_value(|all| all.put(document, known.unwrap_or_default()));
            self.read.try_set(Some((n + 1, count)));
            if n % PORTION == PORTION - 1 {
                session.let_go();
            }
        }
        if let Some(rows) = self.all.try_with_value(All::rows) {
            self.rows.try_set(Arc::new(rows));
            self.read.try_set(None);
        }
        session.let_go();
    }
}

#[cfg(test)]
mod tests {
    use glossator_core::actions::entities;
    use glossator_core::model::presets::Preset;
    use glossator_core::model::{Annotator, AnnotatorId, Entity, LayerId, ProjectId, Timestamp};
    use glossator_core::ops::Op;
    use uuid::Uuid;

    use super::*;

    fn document(n: u128) -> DocumentId {
        DocumentId::new(Uuid::from_u128(n))
    }

    fn entity(n: u128) -> EntityId {
        EntityId::new(Uuid::from_u128(n))
    }

    fn project() -> Project {
        let me = Annotator { id: AnnotatorId::new(Uuid::from_u128(1)), name: "Ada".to_owned() };
        let (id, layer) = (ProjectId::new(Uuid::from_u128(2)), LayerId::new(Uuid::from_u128(3)));
        Project::new(id, "Test", Preset::News.schema(), me, layer, Timestamp::from_millis(0))
    }

    fn known(words: &[&str]) -> Known {
        Known { rows: Vec::new(), keys: words.iter().map(|w| key(w)).collect() }
    }

    #[test]
    fn an_edit_touches_the_documents_in_which_its_names_stand() {
        let mut p = project();
        let mut all = All::default();
        all.put(document(1), known(&["Oren Valk", "the port"]));
        all.put(document(2), known(&["Brightwater"]));
        all.put(document(3), known(&["OREN  VALK"]));
        let add = Op::AddEntity(Box::new(Entity::named(entity(1), "Oren Valk".to_owned(), None)));
        let (_, changes) = p.apply_all(&[add]).expect("it is new");
        all.touch(&p, &changes);
        assert_eq!(all.wanted(&[1, 2, 3].map(document)), [1, 3].map(document));
        // What has no unlinked mention any more need not be read.
        assert_eq!(all.wanted(&[2, 3].map(document)), [document(3)]);
        all.put(document(3), known(&["OREN  VALK"]));
        assert_eq!(all.wanted(&[2, 3].map(document)), []);
        // An alias is learnt.
        let edit = entities::add_alias(&p, entity(1), "Brightwater").expect("it is new");
        let (undo, changes) = p.apply_all(&edit.ops).expect("it can be");
        all.touch(&p, &changes);
        assert_eq!(all.wanted(&[2, 3].map(document)), [2, 3].map(document));
        // And is not known any more: its rows are in document 2 by now.
        let line = Line::default();
        let (to, others, name) = (entity(1), Vec::new(), "Oren Valk".to_owned());
        let id = AnnotationId::new(Uuid::from_u128(9));
        let row = Free { document: document(2), id, to, name, others, line };
        all.put(document(2), Known { rows: vec![row], ..known(&["Brightwater"]) });
        all.put(document(3), known(&["somebody"]));
        let (_, changes) = p.apply_all(&undo).expect("it was done");
        all.touch(&p, &changes);
        assert_eq!(all.wanted(&[2, 3].map(document)), [document(2)]);
    }
}
