//! A project file on the list: what becomes of it, and who the person is in it.

use glossator_core::model::{Annotator, ProjectId};
use glossator_core::store::ProjectInfo;
use leptos::prelude::*;

use super::super::{App, places};
use super::Import;

/// What becomes of a project file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ProjectUse {
    /// It opens as a project of its own: beside the one it is of, if that is here.
    #[default]
    Open,
    /// It is left, and the project that it is of opens.
    Kept,
    /// It takes the place of the project that it is of.
    Replace,
    /// Its documents are added to the open project.
    Add,
}

/// The project file on the list, if it is the only file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectFile {
    /// Its number on the list.
    pub job: u32,
    /// The project that it was written from.
    pub id: ProjectId,
    /// That project's name.
    pub name: String,
    /// That project as it is here.
    pub kept: Option<ProjectInfo>,
}

impl Import {
    /// The project file, if it is the only file; follows it.
    pub fn project_file(self) -> Option<ProjectFile> {
        self.rev.track();
        self.data.with_value(|data| {
            let mut files = data.files.iter();
            let (Some((&job, file)), None) = (files.next(), files.next()) else { return None };
            let head = file.incoming.imported.project.head.as_ref().filter(|_| file.counts())?;
            let kept = self.kept.with(|all| all.iter().find(|p| p.id == head.id).cloned());
            Some(ProjectFile { job, id: head.id, name: head.name.clone(), kept })
        })
    }

    /// Whom the person may be in the project file: nobody to choose from, if it has them.
    pub fn strangers(self, app: App, file: &ProjectFile) -> Vec<Annotator> {
        let own = places::own_annotators(app, file.id);
        self.data.with_value(|data| {
            let file = data.files.get(&file.job);
            let head = file.and_then(|f| f.incoming.imported.project.head.as_ref());
            let head = head.filter(|head| head.known(&own).is_none());
            head.map(|head| head.people().cloned().collect()).unwrap_or_default()
        })
    }

    /// What becomes of the project file; follows it.
    pub fn use_of(self, file: &ProjectFile) -> ProjectUse {
        match self.project_use.get() {
            ProjectUse::Kept | ProjectUse::Replace if file.kept.is_none() => ProjectUse::Open,
            chosen => chosen,
        }
    }

    /// Looks which projects there are: a file may be of one of them.
    pub async fn look_for_kept(self, app: App) {
        match app.session.projects().await {
            Ok(kept) => self.kept.set(kept),
            Err(error) => app.ui.error(error.to_string()),
        }
    }
}
