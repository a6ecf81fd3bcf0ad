//! Making a file of the project: written document by document, read back by the worker
//! and compared, so that what is handed out is known to be right.

use std::sync::Arc;

use futures::StreamExt;
use futures::channel::mpsc;
use glossator_core::formats::wire::{How, ReadRequest, Reply, WIRE_VERSION};
use glossator_core::formats::{Format, Holds, ImportedDocument, Loss, ReadBack, Writer, file_stem};
use glossator_core::model::{Document, DocumentId, LayerId, ProjectId, Status};
use glossator_core::query::queue;
use leptos::prelude::*;

use super::import::Progress;
use super::{App, exports};
use crate::platform::download::Draft;
use crate::platform::files::Picked;
use crate::platform::worker::{BackgroundWorker, OTHER_BUILD, READER};
use crate::platform::{clock, timer};

/// Which documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    /// Only these, whatever their stage.
    pub only: Option<Only>,
    /// Those that are done, in progress, to do.
    pub stages: [bool; 3],
}

/// Documents that are chosen otherwise than by their stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Only {
    /// The one on the page.
    Page,
    /// Those in the list of documents, as it is filtered.
    Listed,
    /// These, which were chosen one by one.
    These(Arc<[DocumentId]>),
}

/// The stages in the order of [`Which::stages`].
pub const STAGES: [Status; 3] = [Status::Done, Status::InProgress, Status::Todo];

/// A file that is ready to be saved.
#[derive(Clone)]
pub struct Prepared {
    /// The file.
    pub file: Picked,
    /// How many documents it has.
    pub documents: usize,
    /// The project and its last change, if the file has everything.
    pub whole: Option<(ProjectId, u64)>,
    /// What it has no place for.
    pub losses: Vec<Loss>,
    /// What reading it back found.
    pub back: ReadBack,
    /// Its first lines.
    pub preview: Vec<String>,
}

/// Documents of each stage, in the order of [`STAGES`].
pub fn stage_counts(app: App) -> [usize; 3] {
    let Some(author) = app.session.author() else { return [0; 3] };
    let counts = app.session.documents(|p| {
        let tasks = p.tasks();
        let is = |d: &Document, status| d.status(author.layer).overall(tasks) == status;
        STAGES.map(|status| p.documents().values().filter(|d| is(d, status)).count())
    });
    counts.unwrap_or_default()
}

/// The documents in the list, as it is filtered.
pub fn listed(app: App) -> Vec<DocumentId> {
    let (filter, search) =
        (app.ui.queue.filter.get_untracked(), app.ui.queue.search.get_untracked());
    let Some(author) = app.session.author() else { return Vec::new() };
    let rows = app.session.read(|p| queue(p, author.layer, filter, &search).rows);
    rows.unwrap_or_default()
}

/// The chosen documents, by id.
fn chosen(app: App, which: &Which) -> Vec<DocumentId> {
    let Some(author) = app.session.author() else { return Vec::new() };
    match &which.only {
        Some(Only::Page) => return app.session.current.get_untracked().into_iter().collect(),
        Some(Only::Listed) => return listed(app),
        Some(Only::These(ids)) => return ids.to_vec(),
        None => {}
    }
    let wanted =
        |status: Status| STAGES.iter().zip(which.stages).any(|(stage, on)| on && *stage == status);
    let ids = app.session.read(|p| {
        let tasks = p.tasks();
        let stage = |d: &Document| d.status(author.layer).overall(tasks);
        let documents = p.documents().values().filter(|d| wanted(stage(d)));
        documents.map(|d| d.id).collect()
    });
    ids.unwrap_or_default()
}

/// Bytes of text that stay in memory between writing and comparing.
const HELD: usize = 40_000_000;
/// How much of the file is shown.
const SHOWN: usize = 8_000;

/// What is written and where it stands.
struct Making<F: Fn() -> bool> {
    app: App,
    format: Format,
    layer: LayerId,
    progress: RwSignal<Option<Progress>>,
    /// Whether the file is still wanted.
    wanted: F,
    started: i64,
    held: usize,
    shown: String,
}

/// Writes the file and reads it back. `Ok(None)`: it was not wanted any more.
pub async fn prepare(
    app: App,
    format: Format,
    which: Which,
    progress: RwSignal<Option<Progress>>,
    wanted: impl Fn() -> bool,
) -> Result<Option<Prepared>, String> {
    let Some(author) = app.session.author() else { return Ok(None) };
    let ids = chosen(app, &which);
    let some = app.session.documents(|p| !p.documents().is_empty()) == Some(true);
    let whole = format.info().written.is_some_and(|w| w.holds == Holds::Everything);
    if ids.is_empty() && (some || !whole) {
        return Err("no document is chosen".to_owned());
    }
    let stand = exports::stand(app)
        .filter(|_| whole && app.session.read(|p| p.documents().len()) == Some(ids.len()));
    let started = clock::now().millis();
    let shown = String::new();
    let mut making =
        Making { app, format, layer: author.layer, progress, wanted, started, held: 0, shown };
    let Some((file, losses)) = making.write(&ids).await? else { return Ok(None) };
    let Some(back) = making.read_back(&file, ids.len()).await? else { return Ok(None) };
    making.let_go();
    progress.try_set(None);
    let preview = making.shown.lines().take(40).map(|line| match line.char_indices().nth(900) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    });
    Ok(Some(Prepared {
        file,
        documents: ids.len(),
        whole: stand,
        losses,
        back,
        preview: preview.collect(),
    }))
}

impl<F: Fn() -> bool> Making<F> {
    async fn write(&mut self, ids: &[DocumentId]) -> Result<Option<(Picked, Vec<Loss>)>, String> {
        let session = self.app.session;
        let gone = || "the project is not open any more".to_owned();
        let (mut writer, name) = session
            .read(|p| {
                let name = self.format.file_name(&file_stem(p.name()));
                Writer::new(self.format, p, self.layer).map(|writer| (writer, name))
            })
            .ok_or_else(gone)?
            .map_err(|e| e.to_string())?;
        let mut draft = Draft::default();
        self.put(&mut draft, writer.header())?;
        for (n, id) in ids.iter().enumerate() {
            if !self.go_on(n, ids.len(), 0.0).await {
                return Ok(None);
            }
            self.open(*id).await?;
            let piece = session
                .read(|p| {
                    let (document, open) =
                        p.documents().get(id).zip(p.open(*id)).ok_or_else(gone)?;
                    writer.document(document, open).map_err(|e| e.to_string())
                })
                .ok_or_else(gone)??;
            self.put(&mut draft, &piece)?;
        }
        self.put(&mut draft, &writer.footer())?;
        let losses = writer.losses();
        Ok(Some((draft.finish(name)?, losses)))
    }

    fn put(&mut self, draft: &mut Draft, piece: &str) -> Result<(), String> {
        let room = SHOWN.saturating_sub(self.shown.len());
        if room > 0 {
            self.shown.extend(piece.chars().take(room));
        }
        draft.push(piece)
    }

    /// Brings a document into memory; lets others go if there are too many.
    async fn open(&mut self, id: DocumentId) -> Result<(), String> {
        let session = self.app.session;
        let is_open = || session.read(|p| p.open(id).is_some()) == Some(true);
        if is_open() {
            return Ok(());
        }
        if self.held > HELD {
            self.let_go();
        }
        let loaded = session.load(id).await;
        // Marks that were set aside are no reason to withhold all others.
        if !is_open() {
            loaded?;
        }
        self.held += session
            .read(|p| p.documents().get(&id).map_or(0, |d| d.len_bytes as usize))
            .unwrap_or(0);
        Ok(())
    }

    fn let_go(&mut self) {
        self.app.session.let_go();
        self.held = 0;
    }

    /// Says how far it is, and lets the page breathe. Whether the file is still wanted.
    async fn go_on(&self, done: usize, total: usize, base: f64) -> bool {
        if done.is_multiple_of(25) {
            #[allow(clippy::cast_precision_loss, reason = "a share")]
            let share = base + done as f64 / total.max(1) as f64 / 2.0;
            self.progress.try_set(Some(Progress::since(self.started, done, total, share)));
            timer::sleep(0).await;
        }
        (self.wanted)()
    }

    async fn read_back(&mut self, file: &Picked, total: usize) -> Result<Option<ReadBack>, String> {
        let (send, mut replies) = mpsc::unbounded::<Result<Reply, String>>();
        let broken = send.clone();
        let take = move |json: String| {
            let reply = serde_json::from_str::<Reply>(&json).map_err(|e| e.to_string());
            // Nobody listens any more: the file is not wanted.
            let _ = send.unbounded_send(reply);
        };
        let reader = BackgroundWorker::start(READER, take, move |why| {
            let _ = broken.unbounded_send(Err(why));
        })?;
        let how = How { format: Some(self.format), at: clock::now(), ..How::default() };
        let request = ReadRequest { job: 1, name: "the export".to_owned(), how };
        let request = serde_json::to_string(&request).map_err(|e| e.to_string())?;
        let mut back = ReadBack::new(self.format, self.layer);
        while let Some(reply) = replies.next().await {
            match reply? {
                Reply::Ready(WIRE_VERSION) => reader.send(&request, file)?,
                Reply::Ready(_) => return Err(OTHER_BUILD.to_owned()),
                // Of authority files only.
                Reply::Rows(..) => {}
                Reply::Documents(_, documents) => {
                    for document in documents {
                        if !self.go_on(back.documents, total, 0.5).await {
                            return Ok(None);
                        }
                        self.compare(&mut back, &document).await?;
                    }
                }
                Reply::Read(_, report) => {
                    back.hear(&report.problems, report.failed);
                    self.app.session.read(|p| back.compare_registers(&report.rest, p));
                    if back.documents != total {
                        back.mismatches
                            .push(format!("{} of {total} documents came back", back.documents));
                    }
                    return Ok(Some(back));
                }
            }
        }
        Err("the reading worker ended".to_owned())
    }

    async fn compare(
        &mut self,
        back: &mut ReadBack,
        read: &ImportedDocument,
    ) -> Result<(), String> {
        let id = read.document.id;
        self.open(id).await?;
        self.app.session.read(|p| match p.documents().get(&id).zip(p.open(id)) {
            Some((document, open)) => back.compare(read, document, open),
            None => back.unchecked.push(id),
        });
        Ok(())
    }
}
