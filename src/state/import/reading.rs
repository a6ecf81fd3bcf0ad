//! Handing files to the worker, and taking what comes back.

use glossator_core::formats::wire::{ReadRequest, Reply, Report, WIRE_VERSION};
use glossator_core::formats::{Problem, ProblemKind};
use glossator_core::query::FileStage;
use leptos::prelude::*;

use super::{Data, File, Import};
use crate::platform::clock;
use crate::platform::worker::{BackgroundWorker, OTHER_BUILD, READER};

/// How many files the worker is given ahead, so that it never waits for the page.
const AHEAD: usize = 16;

/// Starts the worker if there is something to read, and hands files over.
pub(super) fn go_on(import: Import) {
    import.data.update_value(|data| {
        if data.waiting.is_empty() {
            return;
        }
        if data.running.is_empty() {
            data.started = clock::now().millis();
        }
        if data.reader.is_none() {
            data.ready = false;
            let on_reply = move |json: String| take(import, &json);
            match BackgroundWorker::start(READER, on_reply, move |why| died(import, &why)) {
                Ok(reader) => data.reader = Some(reader),
                Err(why) => data.fail_all(&why),
            }
        }
        data.hand_over();
    });
    import.changed();
}

impl Data {
    fn hand_over(&mut self) {
        while self.ready && self.running.len() < AHEAD {
            let Some(job) = self.waiting.pop_front() else { return };
            let (Some(file), Some(reader)) = (self.files.get_mut(&job), &self.reader) else {
                continue;
            };
            self.last_ticket += 1;
            let ticket = self.last_ticket;
            let request =
                ReadRequest { job: ticket, name: file.name.clone(), how: file.how.clone() };
            let sent = match serde_json::to_string(&request) {
                Ok(json) => reader.send(&json, &file.picked),
                Err(error) => Err(error.to_string()),
            };
            match sent {
                Ok(()) => {
                    file.stage = FileStage::Reading;
                    file.ticket = ticket;
                    self.running.push_back((ticket, job));
                }
                Err(why) => self.fail(job, &why),
            }
        }
    }

    /// The worker broke down at a file.
    fn fail(&mut self, job: u32, why: &str) {
        self.refuse(job, why, |problem| {
            problem.advise(
                "It may need more memory than this browser has; split it into smaller files",
            )
        });
    }

    fn refuse(&mut self, job: u32, why: &str, advise: impl FnOnce(Problem) -> Problem) {
        let Some(file) = self.files.get_mut(&job) else { return };
        let what = format!("The file could not be read: {why}");
        let problem = advise(Problem::error(&file.name, ProblemKind::Malformed, what));
        file.stage = FileStage::Read;
        file.incoming.imported = Default::default();
        file.report = Some(Report::refused(problem));
    }

    /// The file of a reading, unless it is off the list by now, or is read anew.
    fn file_of(&mut self, ticket: u32) -> Option<&mut File> {
        let job = self.running.iter().find(|(t, _)| *t == ticket).map(|(_, job)| *job)?;
        self.files.get_mut(&job).filter(|file| file.ticket == ticket)
    }

    /// There is no worker to read anything; whoever opens the files again starts another one.
    fn fail_all(&mut self, why: &str) {
        let running = self.running.drain(..).map(|(_, job)| job);
        let jobs: Vec<u32> = running.chain(self.waiting.drain(..)).collect();
        for job in jobs {
            self.refuse(job, why, |problem| problem);
        }
    }
}

/// Takes a message of the worker.
fn take(import: Import, json: &str) {
    let reply = match serde_json::from_str::<Reply>(json) {
        Ok(reply) => reply,
        Err(error) => return died(import, &error.to_string()),
    };
    import.data.update_value(|data| match reply {
        Reply::Ready(WIRE_VERSION) => data.ready = true,
        Reply::Ready(_) => {
            data.reader = None;
            data.fail_all(OTHER_BUILD);
        }
        Reply::Documents(ticket, documents) => {
            if let Some(file) = data.file_of(ticket) {
                file.incoming.imported.project.documents.extend(documents);
            }
        }
        // Of authority files, which have a reader of their own.
        Reply::Rows(..) => {}
        Reply::Read(ticket, mut report) => {
            if let Some(file) = data.file_of(ticket) {
                let documents = std::mem::take(&mut file.incoming.imported.project.documents);
                let mut project = std::mem::take(&mut report.rest);
                project.documents = documents;
                file.incoming.imported.project = project;
                file.incoming.imported.problems = report.problems.clone();
                file.stage = FileStage::Read;
                file.report = Some(*report);
            }
            data.running.retain(|(t, _)| *t != ticket);
        }
    });
    go_on(import);
    import.changed();
}

/// The worker broke down at the file that it was reading; the others get a new one.
fn died(import: Import, why: &str) {
    import.data.update_value(|data| {
        data.reader = None;
        if !data.ready {
            // It never came up: another one would not either, as long as nobody does anything.
            data.fail_all(why);
            return;
        }
        data.ready = false;
        if let Some((ticket, job)) = data.running.pop_front()
            && data.files.get(&job).is_some_and(|file| file.ticket == ticket)
        {
            data.fail(job, why);
        }
        while let Some((ticket, job)) = data.running.pop_back() {
            if let Some(file) = data.files.get_mut(&job).filter(|file| file.ticket == ticket) {
                file.stage = FileStage::Waiting;
                file.incoming.imported = Default::default();
                data.waiting.push_front(job);
            }
        }
    });
    go_on(import);
    import.changed();
}
