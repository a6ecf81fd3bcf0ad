//! The files of the import screen: what was chosen, how far reading is, what they hold,
//! and what becomes of it. Nothing is in the project before [`add`].

mod commit;
mod file;
mod reading;

use std::collections::{BTreeMap, VecDeque};

use gloo_timers::callback::Timeout;
use glossator_core::actions::import::{Choices, Incoming};
use glossator_core::formats::wire::{How, refuse_by_size};
use glossator_core::formats::{Imported, Problem, Severity, file_label, is_litter};
use glossator_core::model::presets::Preset;
use glossator_core::model::{Annotator, Kind, LabelId, ProjectId, Schema};
use glossator_core::query::{
    FileInfo, FileRow, FileStage, FoundLabel, Tally, file_rows, found_labels, tally,
};
use glossator_core::store::ProjectInfo;
use leptos::prelude::*;

use super::ui::Dialog;
use super::{App, places};
use crate::platform::files::{self, Picked};
use crate::platform::worker::BackgroundWorker;
use crate::platform::{clock, timer};

use file::{File, unreadable};

pub use commit::{add, open_project};

/// How far something long is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Progress {
    /// Pieces that are done.
    pub done: usize,
    /// All pieces.
    pub total: usize,
    /// 0 to 1.
    pub share: f64,
    /// Seconds that are likely left, when there is something to judge by.
    pub left: Option<u32>,
}

impl Progress {
    /// How far it is, when it began at a time (milliseconds since 1970).
    pub fn since(start: i64, done: usize, total: usize, share: f64) -> Self {
        #[allow(clippy::cast_precision_loss, reason = "seconds")]
        let spent = (clock::now().millis() - start) as f64 / 1000.0;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds")]
        let left =
            (spent > 1.0 && share > 0.02).then(|| (spent * (1.0 - share) / share).ceil() as u32);
        Self { done, total, share, left }
    }

    /// “1,240 of 10,000 files, about 8 s left”.
    pub fn words(self, what: &str) -> String {
        use glossator_core::query::grouped;
        let count = format!("{} of {} {what}", grouped(self.done), grouped(self.total));
        match self.left {
            Some(left @ 0..=90) => format!("{count}, about {left} s left"),
            Some(left) => format!("{count}, about {} min left", left.div_ceil(60)),
            None => count,
        }
    }
}

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

#[derive(Default)]
struct Data {
    files: BTreeMap<u32, File>,
    last: u32,
    waiting: VecDeque<u32>,
    /// Readings that the worker was asked for: their tickets and files, in order.
    running: VecDeque<(u32, u32)>,
    last_ticket: u32,
    reader: Option<BackgroundWorker>,
    ready: bool,
    /// When reading began, milliseconds since 1970.
    started: i64,
    /// Tells the screen soon that something has changed.
    tell: Option<Timeout>,
}

/// The files of the import screen. `Copy`: a handle to one list a page.
#[derive(Clone, Copy)]
pub struct Import {
    data: StoredValue<Data, LocalStorage>,
    /// Grows when anything in `data` changed, at most ten times a second.
    rev: RwSignal<u32>,
    /// Labels of the files that somebody has decided about; none: a new label.
    decided: RwSignal<BTreeMap<(Kind, LabelId), Option<LabelId>>>,
    /// Whether texts that are there already are added once more.
    pub twice: RwSignal<bool>,
    /// What becomes of a project file.
    pub project_use: RwSignal<ProjectUse>,
    /// The id of the annotator of a project file whom the person says to be; empty: a new one.
    pub person: RwSignal<String>,
    /// The projects of this browser.
    kept: RwSignal<Vec<ProjectInfo>>,
    /// Whether the field for pasting is open.
    pub pasting: RwSignal<bool>,
    /// Whether files are dragged over the window.
    pub dragging: RwSignal<bool>,
    /// How far adding is.
    pub adding: RwSignal<Option<Progress>>,
}

impl Import {
    /// Without files.
    pub fn new() -> Self {
        Self {
            data: StoredValue::new_local(Data::default()),
            rev: RwSignal::new(0),
            decided: RwSignal::new(BTreeMap::new()),
            twice: RwSignal::new(false),
            project_use: RwSignal::new(ProjectUse::Open),
            person: RwSignal::new(String::new()),
            kept: RwSignal::new(Vec::new()),
            pasting: RwSignal::new(false),
            dragging: RwSignal::new(false),
            adding: RwSignal::new(None),
        }
    }

    /// Puts files on the list, in the order of their names, and begins to read them.
    pub fn put(self, mut picked: Vec<Picked>) {
        picked.retain(|p| !is_litter(&p.name));
        picked.sort_by(|a, b| a.name.cmp(&b.name));
        self.data.update_value(|data| {
            for picked in picked {
                data.last += 1;
                let name = file_label(&picked.name);
                let refused = match &picked.unreadable {
                    Some(why) => Some(unreadable(&name, why)),
                    None => refuse_by_size(&name, picked.size),
                };
                if refused.is_none() {
                    data.waiting.push_back(data.last);
                }
                data.files.insert(data.last, File::new(picked, name, refused));
            }
        });
        self.changed();
        reading::go_on(self);
    }

    /// Puts a pasted text on the list.
    pub fn put_text(self, text: &str) {
        let name = format!("Pasted text, {}", clock::day_and_time());
        self.put(Picked::of_text(name, text).into_iter().collect());
    }

    /// Reads a file once more, in another way.
    pub fn read_again(self, job: u32, change: impl FnOnce(&mut How)) {
        self.data.update_value(|data| {
            let Some(file) = data.files.get_mut(&job) else { return };
            change(&mut file.how);
            file.stage = FileStage::Waiting;
            file.ticket = 0;
            file.incoming.imported = Imported::default();
            if !data.waiting.contains(&job) {
                data.waiting.push_back(job);
            }
        });
        self.changed();
        reading::go_on(self);
    }

    /// Agrees to the guess at a file's encoding.
    pub fn confirm(self, job: u32) {
        self.data.update_value(|data| {
            if let Some(file) = data.files.get_mut(&job) {
                file.confirmed = true;
            }
        });
        self.changed();
    }

    /// Agrees to the guesses at the encodings of all files.
    pub fn confirm_all(self) {
        self.data.update_value(|data| {
            for file in data.files.values_mut().filter(|f| f.is_open()) {
                file.confirmed = true;
            }
        });
        self.changed();
    }

    /// How many files wait for somebody to agree to a guess; follows it.
    pub fn unconfirmed(self) -> usize {
        self.rev.track();
        self.data.with_value(|data| data.files.values().filter(|f| f.is_open()).count())
    }

    /// Takes files off the list.
    pub fn remove(self, jobs: &[u32]) {
        self.data.update_value(|data| {
            data.files.retain(|job, _| !jobs.contains(job));
            data.waiting.retain(|job| !jobs.contains(job));
        });
        self.changed();
    }

    /// Stops reading; what was read stays.
    pub fn stop(self) {
        self.data.update_value(|data| {
            data.reader = None;
            data.ready = false;
            let running = data.running.drain(..).map(|(_, job)| job);
            for job in data.waiting.drain(..).chain(running) {
                if let Some(file) = data.files.get_mut(&job) {
                    file.stage = FileStage::Stopped;
                    file.ticket = 0;
                    file.incoming.imported = Imported::default();
                }
            }
        });
        self.changed();
    }

    /// The good files, and what they hold.
    fn good(self) -> (Vec<u32>, Vec<Incoming>) {
        self.data.with_value(|data| {
            let good = data.files.iter().filter(|(_, f)| f.counts());
            good.map(|(job, f)| (*job, f.incoming.clone())).unzip()
        })
    }

    /// Forgets files that were added; how many others there are.
    fn done_with(self, jobs: &[u32]) -> usize {
        self.remove(jobs);
        let left = self.data.with_value(|data| data.files.len());
        if left == 0 {
            self.clear();
        }
        left
    }

    /// How many files would not be added; follows it.
    pub fn left_out(self) -> usize {
        self.rev.track();
        self.data.with_value(|data| data.files.values().filter(|f| !f.counts()).count())
    }

    /// Forgets everything.
    pub fn clear(self) {
        self.data.set_value(Data::default());
        self.decided.set(BTreeMap::new());
        self.twice.set(false);
        self.project_use.set(ProjectUse::Open);
        self.person.set(String::new());
        self.pasting.set(false);
        self.changed();
    }

    /// Decides what a label of the files becomes; none: a new label.
    pub fn decide(self, kind: Kind, id: LabelId, to: Option<LabelId>) {
        self.decided.update(|all| {
            all.insert((kind, id), to);
        });
    }

    // ---- reading ----

    /// The list; follows it.
    pub fn rows(self) -> Vec<FileRow> {
        self.rev.track();
        self.data.with_value(|data| {
            let files: Vec<FileInfo<'_>> = data.files.iter().map(|(job, f)| f.info(*job)).collect();
            file_rows(&files)
        })
    }

    /// How far reading is, while it goes on; follows it.
    pub fn progress(self) -> Option<Progress> {
        self.rev.track();
        self.data.with_value(|data| {
            if data.waiting.is_empty() && data.running.is_empty() {
                return None;
            }
            let bytes = |f: &File| f.picked.size;
            let done = || data.files.values().filter(|f| f.stage == FileStage::Read);
            let (read, all): (u64, u64) =
                (done().map(bytes).sum(), data.files.values().map(bytes).sum());
            #[allow(clippy::cast_precision_loss, reason = "a share")]
            let share = read as f64 / all.max(1) as f64;
            Some(Progress::since(data.started, done().count(), data.files.len(), share))
        })
    }

    /// Reads what the good files hold; follows it.
    pub fn with<T>(self, read: impl FnOnce(&[&Incoming]) -> T) -> T {
        self.rev.track();
        self.data.with_value(|data| {
            let good: Vec<&Incoming> =
                data.files.values().filter(|f| f.counts()).map(|f| &f.incoming).collect();
            read(&good)
        })
    }

    /// What is to be said about the files, errors first; follows it.
    pub fn problems(self) -> Vec<Problem> {
        self.rev.track();
        self.data.with_value(|data| {
            let read = data.files.values().filter(|f| f.stage == FileStage::Read);
            let all = read.filter_map(|f| f.report.as_ref()).flat_map(|r| r.problems.clone());
            let (errors, warnings): (Vec<_>, Vec<_>) =
                all.partition(|p| p.severity == Severity::Error);
            errors.into_iter().chain(warnings).collect()
        })
    }

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

    /// The labels of the files with what becomes of them; none: a new label.
    pub fn labels(self, app: App) -> Vec<(FoundLabel, Option<LabelId>)> {
        let schema = schema(app);
        let found = self.with(|files| found_labels(&schema, files));
        self.decided.with(|decided| {
            let to = |l: &FoundLabel| match decided.get(&(l.kind, l.id.clone())) {
                Some(decided) => decided.clone(),
                None => l.same_as.clone(),
            };
            found
                .into_iter()
                .map(|l| {
                    let to = to(&l);
                    (l, to)
                })
                .collect()
        })
    }

    /// What was chosen for adding.
    pub fn choices(self, app: App) -> Choices {
        let labels = self.labels(app).into_iter().filter_map(|(l, to)| Some(((l.kind, l.id), to?)));
        Choices { labels: labels.collect(), twice: self.twice.get() }
    }

    /// What would be added.
    pub fn tally(self, app: App) -> Tally {
        let choices = self.choices(app);
        self.with(|files| match app.session.documents(|p| tally(Some(p), files, &choices)) {
            Some(tally) => tally,
            None => tally(None, files, &choices),
        })
    }

    /// Tells those who follow, soon and once for many changes.
    fn changed(self) {
        let waits = self.data.with_value(|data| data.tell.is_some());
        if waits {
            return;
        }
        let tell = timer::after(80, move || {
            self.data.update_value(|data| data.tell = None);
            self.rev.update(|rev| *rev += 1);
        });
        self.data.update_value(|data| data.tell = Some(tell));
    }
}

/// The labels of the project that documents would be added to.
pub fn schema(app: App) -> Schema {
    app.session.schema(Clone::clone).unwrap_or_else(|| Preset::News.schema())
}

/// Opens the import screen, unless it is open.
fn show(app: App) {
    if app.ui.dialog.get_untracked() != Some(Dialog::Import) {
        app.ui.dialog.set(Some(Dialog::Import));
    }
}

/// Opens the import screen with the field for pasting.
pub fn open_pasting(app: App) {
    app.import.pasting.set(true);
    show(app);
}

/// Follows files and text that are dropped or pasted anywhere; `take` puts them on the list.
pub fn follow(app: App, take: fn(App, files::Pasted)) {
    let import = app.import;
    let open_with = move |pasted: files::Pasted| {
        if !matches!(&pasted, files::Pasted::Files(none) if none.is_empty()) {
            show(app);
            take(app, pasted);
        }
    };
    files::on_drop(
        move |over| {
            if import.dragging.get_untracked() != over {
                import.dragging.set(over);
            }
        },
        move |picked| open_with(files::Pasted::Files(picked)),
    );
    files::on_paste(open_with);
}
