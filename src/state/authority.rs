//! The authority files of the open project: read in the worker, kept in this browser,
//! indexed portion by portion so that the page stays awake.

use glossator_core::formats::wire::{How, ReadRequest, Reply, WIRE_VERSION};
use glossator_core::formats::{Problem, ProblemKind};
use glossator_core::model::{AuthorityRow, AuthorityRows, ProjectId};
use glossator_core::query::counted;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::App;
use crate::platform::files::Picked;
use crate::platform::timer;
use crate::platform::worker::{BackgroundWorker, OTHER_BUILD, READER};

/// A file that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorityFile {
    /// Its name, without folders.
    pub name: String,
    /// How many rows it has.
    pub rows: usize,
    /// Whether it will be there after a reload.
    pub kept: bool,
}

/// How far a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// This many rows of it are read.
    Reading(String, usize),
    /// This many rows of so many are indexed.
    Indexing(String, usize, usize),
}

/// A project, and which opening of it: opened once more, it has an empty shelf.
type Of = (ProjectId, u32);

/// The open project.
fn of_now(app: App) -> Option<Of> {
    let id = app.session.read(|p| p.id())?;
    app.session.stand().map(|(taken, _)| (id, taken))
}

/// The authority files. `Copy`: a handle.
#[derive(Clone, Copy)]
pub struct Authorities {
    /// The files, as far as they are indexed.
    pub files: RwSignal<Vec<AuthorityFile>>,
    /// What is going on.
    pub progress: RwSignal<Option<Progress>>,
    /// What was wrong with the file that was read last.
    pub problems: RwSignal<Vec<Problem>>,
    /// The project whose files were fetched.
    of: StoredValue<Option<Of>>,
    reader: StoredValue<Option<BackgroundWorker>, LocalStorage>,
    /// What the worker has read so far.
    portions: StoredValue<Vec<Vec<AuthorityRow>>>,
}

impl Authorities {
    /// None yet.
    pub fn new() -> Self {
        Self {
            files: RwSignal::new(Vec::new()),
            progress: RwSignal::new(None),
            problems: RwSignal::new(Vec::new()),
            of: StoredValue::new(None),
            reader: StoredValue::new_local(None),
            portions: StoredValue::new(Vec::new()),
        }
    }

    /// Follows which rows there are to search.
    pub fn changed(self) {
        self.files.track();
    }

    /// Fetches the kept files of the open project, if that was not done yet.
    pub fn ensure(self, app: App) {
        let Some(of) = of_now(app) else { return };
        if self.of.get_value() == Some(of) {
            return;
        }
        self.of.set_value(Some(of));
        self.files.set(Vec::new());
        self.problems.set(Vec::new());
        spawn_local(async move {
            let store = app.session.store();
            let files = match store.authorities(of.0).await {
                Ok(files) => files,
                Err(error) => {
                    // Whoever needs them next tries again.
                    self.of.update_value(|now| *now = now.filter(|now| *now != of));
                    return app.ui.error(error.to_string());
                }
            };
            for (name, portions) in files {
                self.index(app, of, name, portions, (true, false)).await;
            }
        });
    }

    /// Whether a file is on the list.
    fn lists(self, name: &str) -> bool {
        self.files.with_untracked(|files| files.iter().any(|f| f.name == name))
    }

    /// Indexes the rows of a file in place of those of a file of the same name, as long as its
    /// project is open; where that one was `listed`, as long as nobody takes it off the list.
    async fn index(
        self,
        app: App,
        of: Of,
        name: String,
        portions: Vec<Vec<AuthorityRow>>,
        (kept, listed): (bool, bool),
    ) {
        let is_wanted = || of_now(app) == Some(of) && (!listed || self.lists(&name));
        if !is_wanted() {
            return self.progress.set(None);
        }
        let shelf = app.session.names.shelf;
        shelf.update_value(|shelf| shelf.remove(&name));
        let all: usize = portions.iter().map(Vec::len).sum();
        let mut done = 0;
        for portion in portions {
            self.progress.set(Some(Progress::Indexing(name.clone(), done, all)));
            // The page draws and takes keys in between.
            timer::sleep(0).await;
            if !is_wanted() {
                return self.progress.set(None);
            }
            done += portion.len();
            let mut rows = AuthorityRows::default();
            for row in &portion {
                rows.push(row);
            }
            shelf.update_value(|shelf| shelf.add(&name, rows));
        }
        self.progress.set(None);
        self.files.update(|files| {
            files.retain(|f| f.name != name);
            files.push(AuthorityFile { name, rows: all, kept });
        });
    }

    /// Reads a file, keeps it with the project that is open now, and indexes it.
    pub fn read(self, app: App, file: Picked) {
        let Some(of) = of_now(app) else { return };
        self.problems.set(Vec::new());
        self.portions.set_value(Vec::new());
        let name = file.name.rsplit('/').next().unwrap_or(&file.name).to_owned();
        self.progress.set(Some(Progress::Reading(name.clone(), 0)));
        let failed = {
            let name = name.clone();
            move |why: String| {
                let what = format!("The file could not be read: {why}");
                self.problems.set(vec![Problem::error(&name, ProblemKind::Malformed, what)]);
                self.progress.set(None);
                self.end();
            }
        };
        let on_reply = {
            let failed = failed.clone();
            move |json: String| match serde_json::from_str::<Reply>(&json) {
                Ok(Reply::Ready(WIRE_VERSION)) => {
                    let how = How { authority: true, ..How::default() };
                    let request = ReadRequest { job: 0, name: name.clone(), how };
                    let sent = serde_json::to_string(&request).map_err(|e| e.to_string());
                    let sent = sent.and_then(|json| {
                        self.reader
                            .with_value(|r| r.as_ref().map_or(Ok(()), |r| r.send(&json, &file)))
                    });
                    if let Err(why) = sent {
                        failed(why);
                    }
                }
                Ok(Reply::Ready(_)) => {
                    failed(OTHER_BUILD.to_owned());
                }
                Ok(Reply::Rows(_, rows)) => {
                    self.portions.update_value(|all| all.push(rows));
                    let n = self.portions.with_value(|all| all.iter().map(Vec::len).sum());
                    self.progress.set(Some(Progress::Reading(name.clone(), n)));
                }
                Ok(Reply::Read(_, report)) => {
                    self.problems.set(report.problems);
                    let portions = self.portions.try_update_value(std::mem::take);
                    self.end();
                    match portions.filter(|p| !p.is_empty()) {
                        Some(portions) => self.keep(app, of, name.clone(), portions),
                        None => self.progress.set(None),
                    }
                }
                Ok(Reply::Documents(..)) => {}
                Err(error) => failed(error.to_string()),
            }
        };
        match BackgroundWorker::start(READER, on_reply, failed.clone()) {
            Ok(reader) => self.reader.set_value(Some(reader)),
            Err(why) => failed(why),
        }
    }

    /// Lets the worker go.
    fn end(self) {
        self.reader.set_value(None);
    }

    fn keep(self, app: App, of: Of, name: String, portions: Vec<Vec<AuthorityRow>>) {
        spawn_local(async move {
            let Some(of) = of_now(app).filter(|now| now.0 == of.0) else {
                // Who has opened another project may have deleted this one.
                self.progress.set(None);
                return app.ui.error(format!(
                    "{name} was not kept: another project was opened while it was read. Open its project and load it again"
                ));
            };
            let listed = self.lists(&name);
            let kept = app.session.store().put_authority(of.0, &name, &portions).await;
            if let Err(error) = &kept {
                app.ui.error(format!("{name} is kept until this tab closes only: {error}"));
            }
            let rows: usize = portions.iter().map(Vec::len).sum();
            self.index(app, of, name.clone(), portions, (kept.is_ok(), listed)).await;
            if of_now(app) == Some(of) && self.lists(&name) {
                app.ui.say(format!(
                    "{name} can be searched while linking: {}",
                    counted(rows, "row", "rows")
                ));
            }
        });
    }

    /// Takes a file away. What was taken from it into the register stays.
    pub fn remove(self, app: App, name: &str) {
        let Some(id) = app.session.read(|p| p.id()) else { return };
        app.session.names.shelf.update_value(|shelf| shelf.remove(name));
        self.files.update(|files| files.retain(|f| f.name != name));
        let name = name.to_owned();
        spawn_local(async move {
            if let Err(error) = app.session.store().delete_authority(id, &name).await {
                app.ui.error(error.to_string());
            }
        });
    }
}
