//! Opening projects: one at a time, in one tab at a time, and the one that was asked for last.

use glossator_core::model::{AnnotatorId, LayerId, Project, ProjectId};
use glossator_core::ops::History;
use glossator_core::store::{Head, Opened, ProjectInfo, SetAside, StoreError};
use leptos::prelude::*;

use super::rest::Follower;
use super::saver::{SaveState, Saver};
use super::session::{Keep, Kept, Phase, Session};
use crate::platform::lock::{self, Lock};
use crate::platform::{clock, page, timer};

/// What became of opening a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// It is open, but for rows that cannot be read.
    Done(SetAside),
    /// This browser keeps no such project.
    Missing,
    /// Another one was asked for meanwhile, or the same once more.
    Overtaken,
}

/// Of several that are asked for, the last one counts. `Copy`: a handle.
#[derive(Clone, Copy)]
pub struct Turns(StoredValue<u32>);

impl Turns {
    /// Nothing was asked for.
    pub fn new() -> Self {
        Self(StoredValue::new(0))
    }

    /// A number for asking.
    pub fn next(self) -> u32 {
        self.0.update_value(|n| *n = n.wrapping_add(1));
        self.0.get_value()
    }

    /// Whether nothing else was asked for since.
    pub fn is(self, turn: u32) -> bool {
        self.0.get_value() == turn
    }
}

/// Two tabs that write one project would each write over the other's work.
async fn take_lock(id: ProjectId) -> Result<Lock, StoreError> {
    lock::take(&format!("glossator-{id}")).await.ok_or(StoreError::Elsewhere)
}

impl Session {
    /// The projects that this browser keeps.
    pub async fn projects(self) -> Result<Vec<ProjectInfo>, StoreError> {
        let store = self.store();
        store.projects().await
    }

    /// Opens a kept project, as the first annotator of `own` that the project has.
    pub async fn open(self, id: ProjectId, own: Vec<AnnotatorId>) -> Result<Opening, StoreError> {
        let turn = self.openings.next();
        let read = self.read_project(id).await;
        if !self.openings.is(turn) {
            return Ok(Opening::Overtaken);
        }
        let Some((opened, lock)) = read? else { return Ok(Opening::Missing) };
        let Opened { project, history, head, problems, set_aside } = opened;
        for problem in &problems {
            leptos::logging::warn!("set aside {}: {}", problem.key, problem.error);
        }
        self.take(project, history, head, lock, &own);
        Ok(Opening::Done(set_aside))
    }

    async fn read_project(self, id: ProjectId) -> Result<Option<(Opened, Lock)>, StoreError> {
        let lock = take_lock(id).await?;
        let store = self.store();
        loop {
            self.all_written().await?;
            let before = self.stand();
            let opened = store.open(id).await?;
            // The project before can be changed until the next one is here: by what is being typed, too.
            page::leave_field();
            if self.stand() == before {
                return Ok(opened.map(|opened| (opened, lock)));
            }
        }
    }

    /// Keeps a new project with the texts of its open documents, and opens it as its annotator
    /// `me`. Used for an empty project, for the sample and for a project file alike. Whether it
    /// is open: not where another one was asked for meanwhile.
    pub async fn adopt(
        self,
        project: Project,
        keep: Keep,
        me: AnnotatorId,
    ) -> Result<bool, StoreError> {
        let turn = self.openings.next();
        let lock = take_lock(project.id()).await?;
        // Before anything is made: who cannot leave the project before must not get another.
        self.all_written().await?;
        if !self.openings.is(turn) {
            return Ok(false);
        }
        let store = self.store();
        let head = match keep {
            Keep::New => store.create_whole(&project).await?,
            Keep::Instead => store.replace(&project).await?,
        };
        // The project before can be changed until the next one is here.
        page::leave_field();
        self.all_written().await?;
        if !self.openings.is(turn) {
            return Ok(false);
        }
        self.take(project, History::default(), head, lock, &[me]);
        Ok(true)
    }

    /// Leaves the open project, once all of it is written, and lets it go.
    pub async fn close(self) -> Result<(), StoreError> {
        // Whatever was about to be opened must not come in between.
        self.openings.next();
        page::leave_field();
        self.all_written().await?;
        self.shown.next();
        self.asked.set_value(None);
        self.taken.update_value(|n| *n += 1);
        self.phase.set(Phase::Starting);
        self.current.set(None);
        self.beside.set(None);
        self.rest.forget(Follower::Document);
        self.names.clear();
        self.kept.set_value(None);
        self.save.set(SaveState::Nothing);
        self.follow_all();
        Ok(())
    }

    /// Deletes a kept project for good.
    pub async fn delete_project(self, id: ProjectId) -> Result<(), StoreError> {
        let _lock = take_lock(id).await?;
        self.all_written().await?;
        let store = self.store();
        store.delete(id).await
    }

    /// Waits until every change is written: what is not yet must not meet another project.
    async fn all_written(self) -> Result<(), StoreError> {
        while !self.is_written() {
            if let failed @ SaveState::Failed(_) = self.save.get_untracked() {
                let what_to_do = if failed.may_recover() {
                    "Changes are not saved yet: export them, or try again when they are"
                } else {
                    "The last changes cannot be saved any more: export them, then reload the page"
                };
                return Err(StoreError::Failed(format!("{}. {what_to_do}", failed.words())));
            }
            timer::sleep(20).await;
        }
        Ok(())
    }

    /// Whether every change is durably written.
    pub fn is_written(self) -> bool {
        self.saver.with_value(Saver::is_idle)
    }

    /// Which opening of a project this is: another one for the same project opened once more.
    pub fn opening(self) -> u32 {
        self.taken.get_value()
    }

    /// Which project this is, and its last transaction: for work that waits in between, and
    /// must not go on with another one.
    pub fn stand(self) -> Option<(u32, u64)> {
        let seq = self.kept.with_value(|kept| kept.as_ref().map(|k| k.head.seq))?;
        Some((self.opening(), seq))
    }

    /// Shows a project in place of the one before, whose lock goes with it.
    fn take(self, project: Project, history: History, head: Head, lock: Lock, own: &[AnnotatorId]) {
        // Where the settings were lost, whoever has changed it last here, or has made it.
        let author = own
            .iter()
            .chain(history.next_undo().map(|last| &last.by))
            .chain(project.annotators().keys())
            .find_map(|id| Some((*id, project.layer_of(*id)?)))
            .unwrap_or_else(|| (clock::fresh(AnnotatorId::new), clock::fresh(LayerId::new)));
        self.shown.next();
        self.asked.set_value(None);
        self.taken.update_value(|n| *n += 1);
        self.current.set(None);
        self.beside.set(None);
        self.rest.forget(Follower::Document);
        self.names.clear();
        self.saver.with_value(|saver| saver.begin(&head));
        self.kept.set_value(Some(Kept { project, history, head, author, _lock: lock }));
        self.phase.set(Phase::Ready);
        self.follow_all();
    }
}
