//! The session: the open project, its history, and how it is kept.
//!
//! The project is a plain value. Views follow revision counters, one per part, and
//! derive what they show in memos; the page's text is told of each action by
//! [`Session::on_applied`], and of just what it touched.

use std::rc::Rc;
use std::sync::Arc;

use glossator_core::actions::{Author, Edit};
use glossator_core::model::{
    Annotator, AnnotatorId, DocumentId, LayerId, OpenDocument, Project, Schema,
};
use glossator_core::ops::{Applied, History, Key, OpError, Transaction};
use glossator_core::store::{Head, ProjectStore, StoreError};
use leptos::prelude::*;

use super::listeners::Listeners;
use super::names::Names;
use super::opening::Turns;
use super::pins::Pins;
use super::rest::{Follower, Rest};
use super::saver::{SaveState, Saver};
use crate::platform::clock;
use crate::platform::indexed_db::IndexedDb;
use crate::platform::lock::Lock;

/// How a project that was made in memory is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// As a new one; an error if there is one with its id.
    New,
    /// In place of the one with its id, which is deleted with its history.
    Instead,
}

/// How far the page is with opening a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Looking for the work of last time.
    Starting,
    /// There is no project yet.
    FirstRun,
    /// A project is open.
    Ready,
    /// No project can be opened; why.
    Unusable(StoreError),
}

pub(super) struct Kept {
    pub(super) project: Project,
    pub(super) history: History,
    pub(super) head: Head,
    pub(super) author: (AnnotatorId, LayerId),
    /// Goes with the project.
    pub(super) _lock: Lock,
}

/// The open project. `Copy`: a handle to one session a page.
#[derive(Clone, Copy)]
pub struct Session {
    pub(super) kept: StoredValue<Option<Kept>, LocalStorage>,
    store: StoredValue<Rc<ProjectStore<IndexedDb>>, LocalStorage>,
    pub(super) saver: StoredValue<Saver, LocalStorage>,
    /// What must stay in memory.
    pub(super) pins: StoredValue<Pins, LocalStorage>,
    /// Which document is to be shown.
    pub shown: Turns,
    /// That document, until it is shown or cannot be: what steps go from.
    pub asked: StoredValue<Option<DocumentId>>,
    /// Which project is to be opened.
    pub(super) openings: Turns,
    /// Grows with each project that is taken: another one, or the same once more.
    pub(super) taken: StoredValue<u32>,
    /// How far opening is.
    pub phase: RwSignal<Phase>,
    /// How the work is kept.
    pub save: RwSignal<SaveState>,
    /// The document on the page; set by [`Session::show`].
    pub current: RwSignal<Option<DocumentId>>,
    /// The document of the panes beside the page: [`Self::current`], once that is drawn.
    pub beside: RwSignal<Option<DocumentId>>,
    /// Whether the first page is drawn, or there is none: what stands beside it can come.
    pub settled: RwSignal<bool>,
    /// What waits until keys rest.
    pub rest: Rest,
    /// Grows with each transaction; what it touched is told by [`Session::on_applied`].
    pub applied: RwSignal<u32>,
    listeners: StoredValue<Listeners<Applied>, LocalStorage>,
    /// The indexes of names; see [`Session::names`].
    pub names: Names,
    /// Grow when their part of the project has changed.
    revisions: Parts<RwSignal<u32>>,
    /// Which of them are to grow.
    changed: StoredValue<Parts<bool>>,
}

/// Something for each part of a project that is followed by itself.
#[derive(Debug, Clone, Copy, Default)]
struct Parts<T> {
    project: T,
    schema: T,
    documents: T,
    registers: T,
    marks: T,
}

impl<T> Parts<T> {
    fn of(mut make: impl FnMut() -> T) -> Self {
        Self {
            project: make(),
            schema: make(),
            documents: make(),
            registers: make(),
            marks: make(),
        }
    }

    fn zip<U>(self, other: Parts<U>) -> [(T, U); 5] {
        [
            (self.project, other.project),
            (self.schema, other.schema),
            (self.documents, other.documents),
            (self.registers, other.registers),
            (self.marks, other.marks),
        ]
    }
}

impl Session {
    /// A session without a project, kept in this engine.
    pub fn new(engine: IndexedDb) -> Self {
        let store = Rc::new(ProjectStore::new(engine));
        let save = RwSignal::new(SaveState::Nothing);
        Self {
            kept: StoredValue::new_local(None),
            saver: StoredValue::new_local(Saver::new(Rc::clone(&store), save)),
            store: StoredValue::new_local(store),
            pins: StoredValue::new_local(Pins::default()),
            shown: Turns::new(),
            asked: StoredValue::new(None),
            openings: Turns::new(),
            taken: StoredValue::new(0),
            phase: RwSignal::new(Phase::Starting),
            save,
            current: RwSignal::new(None),
            beside: RwSignal::new(None),
            settled: RwSignal::new(false),
            rest: Rest::new(),
            applied: RwSignal::new(0),
            listeners: StoredValue::new_local(Listeners::default()),
            names: Names::new(),
            revisions: Parts::of(|| RwSignal::new(0)),
            changed: StoredValue::new(Parts::default()),
        }
    }

    /// Lets everybody read the project again: it is another one.
    pub(super) fn follow_all(self) {
        self.changed.set_value(Parts::of(|| true));
        self.follow();
    }

    /// Lets those who follow a part of the project that has changed read it again.
    fn follow(self) {
        let changed = self.changed.try_update_value(std::mem::take).unwrap_or_default();
        for (changed, revision) in changed.zip(self.revisions) {
            if changed {
                revision.update(|n| *n += 1);
            }
        }
    }

    /// Where the work is kept.
    pub fn store(self) -> Rc<ProjectStore<IndexedDb>> {
        self.store.get_value()
    }

    // ---- reading ----

    /// Reads the project, without following changes.
    pub fn read<T>(self, read: impl FnOnce(&Project) -> T) -> Option<T> {
        self.kept.with_value(|kept| kept.as_ref().map(|k| read(&k.project)))
    }

    /// Reads the history, following every change.
    pub fn history<T>(self, read: impl FnOnce(&History) -> T) -> Option<T> {
        self.applied.track();
        self.revisions.project.track();
        self.kept.with_value(|kept| kept.as_ref().map(|k| read(&k.history)))
    }

    /// Reads name, guidelines, annotators; follows them.
    pub fn project<T>(self, read: impl FnOnce(&Project) -> T) -> Option<T> {
        self.revisions.project.track();
        self.read(read)
    }

    /// Reads the schema; follows it.
    pub fn schema<T>(self, read: impl FnOnce(&Schema) -> T) -> Option<T> {
        self.revisions.schema.track();
        self.read(|p| read(p.schema()))
    }

    /// Reads documents and their counts; follows them (every annotation changes a count).
    pub fn documents<T>(self, read: impl FnOnce(&Project) -> T) -> Option<T> {
        self.revisions.documents.track();
        self.read(read)
    }

    /// Reads entities and claims; follows them.
    pub fn registers<T>(self, read: impl FnOnce(&Project) -> T) -> Option<T> {
        self.revisions.registers.track();
        self.read(read)
    }

    /// Puts a document on the page, or none; the panes follow once it is drawn.
    pub fn show(self, id: Option<DocumentId>) {
        self.current.set(id);
        self.rest.later(Follower::Document, move || {
            self.beside.set(id);
            if !self.settled.get_untracked() {
                self.settled.set(true);
            }
        });
    }

    /// Reads the current document for what stands beside the page; follows its annotations and
    /// which document it is.
    pub fn page<T>(self, read: impl FnOnce(&Project, DocumentId, &OpenDocument) -> T) -> Option<T> {
        self.revisions.marks.track();
        self.beside.track();
        self.page_now(read)
    }

    /// Reads the current document, without following changes.
    pub fn page_now<T>(
        self,
        read: impl FnOnce(&Project, DocumentId, &OpenDocument) -> T,
    ) -> Option<T> {
        let id = self.current.get_untracked()?;
        self.read(|p| p.open(id).map(|open| read(p, id, open))).flatten()
    }

    /// Who acts, now.
    pub fn author(self) -> Option<Author> {
        self.kept.with_value(|kept| {
            kept.as_ref().map(|k| Author { by: k.author.0, layer: k.author.1, at: clock::now() })
        })
    }

    /// The annotator at this machine; follows renaming.
    pub fn annotator(self) -> Option<Annotator> {
        let id = self.author()?.by;
        self.project(|p| p.annotators().get(&id).cloned()).flatten()
    }

    /// The name of the annotator at this machine, without following it.
    pub fn annotator_now(self) -> Option<String> {
        let id = self.author()?.by;
        self.read(|p| p.annotators().get(&id).map(|a| a.name.clone())).flatten()
    }

    /// How many actions are not written yet; does not follow.
    pub fn waiting(self) -> usize {
        self.saver.with_value(Saver::waiting)
    }

    // ---- changing ----

    /// Runs one user action: applies it, shows it, and queues it for saving.
    pub fn run(self, edit: Edit) -> Result<(), OpError> {
        self.step(|kept, at| {
            let Kept { project, history, author, .. } = kept;
            history.run(project, edit.ops, edit.title, author.0, at).map(Some)
        })
        .map(|_| ())
    }

    /// Takes back the last action, by a transaction of its own; none if there is nothing to undo.
    pub fn undo(self) -> Result<Option<Arc<Transaction>>, OpError> {
        self.step(|kept, at| kept.history.undo(&mut kept.project, kept.author.0, at))
    }

    /// Does the last undone action again.
    pub fn redo(self) -> Result<Option<Arc<Transaction>>, OpError> {
        self.step(|kept, at| kept.history.redo(&mut kept.project, kept.author.0, at))
    }

    fn step(
        self,
        act: impl FnOnce(
            &mut Kept,
            glossator_core::model::Timestamp,
        ) -> Result<Option<Applied>, OpError>,
    ) -> Result<Option<Arc<Transaction>>, OpError> {
        let at = clock::now();
        let done = self.kept.try_update_value(|kept| {
            let Some(kept) = kept else { return Ok(None) };
            let Some(applied) = act(kept, at)? else { return Ok(None) };
            let pending = ProjectStore::<IndexedDb>::pending(&kept.project, &applied, &kept.head);
            kept.head = pending.after.clone();
            Ok::<_, OpError>(Some((applied, pending)))
        });
        let Some((applied, pending)) = done.unwrap_or(Ok(None))? else { return Ok(None) };
        self.saver.with_value(|saver| saver.push(pending));
        self.announce(&applied);
        Ok(Some(applied.transaction))
    }

    /// Calls a function with what each transaction touched, right after it, as long as the
    /// caller's part of the page is there.
    pub fn on_applied(self, listener: impl Fn(&Applied) + 'static) {
        let listeners = self.listeners;
        let number = listeners.try_update_value(|all| all.add(listener));
        on_cleanup(move || {
            listeners.try_update_value(|all| number.map(|number| all.remove(number)));
        });
    }

    /// Tells those who follow what was touched.
    fn announce(self, applied: &Applied) {
        let changes = &applied.changes;
        let mut now = Parts { schema: changes.schema(), ..Parts::default() };
        for key in changes.keys() {
            match key {
                Key::Project => now.project = true,
                Key::Document(_) => now.documents = true,
                Key::Annotation(..) => now.marks = true,
                Key::Entity(_)
                | Key::Claim(_)
                | Key::ClaimLink(_)
                | Key::Evidence(_)
                | Key::Decision(_) => now.registers = true,
            }
        }
        self.read(|p| self.names.update(p, changes));
        let listeners = self.listeners.with_value(Listeners::all);
        untrack(|| listeners.iter().for_each(|listener| listener(applied)));
        self.applied.update(|n| *n = n.wrapping_add(1));
        self.changed.update_value(|all| {
            all.project |= now.project;
            all.schema |= now.schema;
            all.documents |= now.documents;
            all.registers |= now.registers;
            all.marks |= now.marks;
        });
        self.rest.soon(Follower::Lists, move || self.follow());
    }
}
