//! The files of the import screen: what was chosen, how far reading is, what they hold,
//! and what becomes of it. Nothing is in the project before [`add`].

mod arriving;
mod choices;
mod commit;
mod file;
mod progress;
mod project_file;
mod reading;

use std::collections::{BTreeMap, VecDeque};

use gloo_timers::callback::Timeout;
use glossator_core::actions::import::{Incoming, LabelUse};
use glossator_core::formats::wire::{How, refuse_by_size};
use glossator_core::formats::{Imported, Problem, Severity, file_label, file_order, is_litter};
use glossator_core::model::{Kind, LabelId};
use glossator_core::query::{FileInfo, FileRow, FileStage, file_rows};
use glossator_core::store::ProjectInfo;
use leptos::prelude::*;

use crate::platform::files::Picked;
use crate::platform::worker::BackgroundWorker;
use crate::platform::{clock, timer};

use file::{File, unreadable};

pub use arriving::{follow, open_pasting};
pub use choices::schema;
pub use commit::{add, leave, open_project};
pub use progress::Progress;
pub use project_file::{ProjectFile, ProjectUse};

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
    /// Labels of the files that somebody has decided about.
    decided: RwSignal<BTreeMap<(Kind, LabelId), LabelUse>>,
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
    /// What was added since the screen was opened, while other files are left on it.
    pub added: RwSignal<Option<String>>,
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
            added: RwSignal::new(None),
        }
    }

    /// Puts files on the list, in the order of their names, and begins to read them.
    pub fn put(self, mut picked: Vec<Picked>) {
        picked.retain(|p| !is_litter(&p.name));
        picked.sort_by(|a, b| file_order(&a.name, &b.name));
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

    /// Reads files once more, with the texts where somebody said that they are in another file.
    pub fn read_alike(self, job: u32, others: &[u32]) {
        let own = |data: &Data| {
            let how = &data.files.get(&job)?.how;
            Some((how.table.clone(), how.text_field.clone()))
        };
        let Some((table, field)) = self.data.with_value(own) else { return };
        for other in others {
            self.read_again(*other, |how| {
                (how.table, how.text_field) = (table.clone(), field.clone());
            });
        }
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

    /// Takes files off the list. What was decided about them is not decided for the next.
    pub fn remove(self, jobs: &[u32]) {
        self.data.update_value(|data| {
            data.files.retain(|job, _| !jobs.contains(job));
            data.waiting.retain(|job| !jobs.contains(job));
        });
        self.project_use.set(ProjectUse::Open);
        self.person.set(String::new());
        if self.data.with_value(|data| data.files.is_empty()) {
            self.decided.set(BTreeMap::new());
            self.twice.set(false);
        }
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

    /// How many files reading was stopped before; follows it.
    pub fn stopped(self) -> usize {
        self.rev.track();
        self.data.with_value(|data| {
            data.files.values().filter(|f| f.stage == FileStage::Stopped).count()
        })
    }

    /// Reads the files that reading was stopped before.
    pub fn read_rest(self) {
        self.data.update_value(|data| {
            for (job, file) in &mut data.files {
                if file.stage == FileStage::Stopped {
                    file.stage = FileStage::Waiting;
                    data.waiting.push_back(*job);
                }
            }
        });
        self.changed();
        reading::go_on(self);
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
        self.added.set(None);
        self.changed();
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
