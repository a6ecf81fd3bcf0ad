//! The list of files on the import screen: files of a folder share a row unless there
//! is something to say about one.

use std::collections::{BTreeMap, BTreeSet};

use crate::formats::wire::{Encoding, Report};
use crate::formats::{Format, ProblemKind, Severity};
use crate::model::MetaField;
use crate::text::OffsetUnit;
use crate::words::{brief, counted};

/// How far a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileStage {
    /// Its turn has not come.
    Waiting,
    /// It is being read.
    Reading,
    /// It was not read any more.
    Stopped,
    /// It was read, or could not be.
    Read,
}

/// A file and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct FileInfo<'a> {
    /// Tells files apart.
    pub job: u32,
    /// Its name, folders included.
    pub name: &'a str,
    /// How far it is.
    pub stage: FileStage,
    /// What was found.
    pub report: Option<&'a Report>,
    /// How many documents it gave.
    pub documents: usize,
    /// Whether the guess at its encoding was confirmed.
    pub confirmed: bool,
    /// What its offsets count, if somebody chose that.
    pub unit: Option<OffsetUnit>,
    /// Whether somebody chose where its texts are.
    pub decided: bool,
}

/// What a row's icon says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// Not done yet.
    Wait,
    /// Read.
    Good,
    /// Read, but somebody should look.
    Warn,
    /// Not read.
    Bad,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// The files that it stands for.
    pub jobs: Vec<u32>,
    /// How they are.
    pub light: Light,
    /// The file's name, or the folder's.
    pub title: String,
    /// Its format, and what is to be said.
    pub note: String,
    /// How many documents.
    pub count: String,
    /// What can be chosen for a single file.
    pub asks: Vec<Ask>,
}

/// A choice for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Its encoding: what it was read as, the beginning of its text, and whether that is
    /// agreed to.
    Encoding {
        /// The encoding's name.
        name: String,
        /// The first characters.
        head: String,
        /// Whether somebody has looked.
        confirmed: bool,
    },
    /// The column that holds the texts, of these, and what parts them.
    Column {
        /// All columns.
        names: Vec<String>,
        /// The one that was read.
        chosen: usize,
        /// What stands between the cells.
        delimiter: u8,
        /// Once somebody has chosen: the files with the same columns for which nobody has.
        alike: Vec<u32>,
    },
    /// The field that holds the texts, of these; none yet if nothing could be read.
    Field {
        /// All fields that may.
        names: Vec<String>,
        /// The one that was read.
        chosen: Option<usize>,
        /// Once somebody has chosen: the files with the same fields for which nobody has.
        alike: Vec<u32>,
    },
    /// What the offsets count; none: as the file seems to mean it.
    Unit(Option<OffsetUnit>),
    /// Its name says no format, but it seems to be text, and may be read as such.
    AsText,
}

/// Single rows of good files; more of them share one.
const SINGLE: usize = 12;
/// Single rows of files that could not be read.
const BAD: usize = 50;

/// The rows, in the order of the files.
pub fn file_rows(files: &[FileInfo<'_>]) -> Vec<FileRow> {
    let mut rows: Vec<FileRow> = Vec::new();
    // Rows that stand for several files: by key, and what they count.
    let mut shared: Vec<(String, usize, Shared)> = Vec::new();
    let (mut good, mut bad) = (0, 0);
    for file in files {
        let row = single(file);
        let folder = file.name.split_once('/').map(|(folder, _)| format!("{folder}/"));
        let key = match row.light {
            Light::Good | Light::Wait if row.asks.is_empty() => match folder {
                Some(folder) => Some(folder),
                None => {
                    good += 1;
                    (good > SINGLE).then(|| "More files".to_owned())
                }
            },
            Light::Bad => {
                bad += 1;
                (bad > BAD).then(|| "More files that were not read".to_owned())
            }
            _ => None,
        };
        let Some(key) = key else {
            rows.push(row);
            continue;
        };
        match shared.iter_mut().find(|(k, ..)| *k == key) {
            Some((_, place, counts)) => {
                counts.add(file, row.light);
                rows[*place].jobs.push(file.job);
            }
            None => {
                let mut counts = Shared::default();
                counts.add(file, row.light);
                shared.push((key.clone(), rows.len(), counts));
                rows.push(FileRow { title: key, ..row });
            }
        }
    }
    for (_, place, counts) in shared {
        counts.describe(&mut rows[place]);
    }
    tell_alike(files, &mut rows);
    rows
}

/// Notes for each file that somebody decided about which others can be read in the same way.
fn tell_alike(files: &[FileInfo<'_>], rows: &mut [FileRow]) {
    let decided: BTreeSet<u32> = files.iter().filter(|f| f.decided).map(|f| f.job).collect();
    if decided.is_empty() {
        return;
    }
    // The names to choose from, and how it is read.
    let parts = |ask: &Ask| match ask {
        Ask::Column { names, chosen, delimiter, .. } => {
            Some(((true, names.clone()), (Some(*chosen), Some(*delimiter))))
        }
        Ask::Field { names, chosen, .. } => Some(((false, names.clone()), (*chosen, None))),
        _ => None,
    };
    let mut open: BTreeMap<_, Vec<(u32, _)>> = BTreeMap::new();
    for row in rows.iter() {
        for job in row.jobs.iter().filter(|job| !decided.contains(job)) {
            for (key, how) in row.asks.iter().filter_map(parts) {
                open.entry(key).or_default().push((*job, how));
            }
        }
    }
    for row in rows.iter_mut().filter(|row| row.jobs.iter().any(|job| decided.contains(job))) {
        for ask in &mut row.asks {
            let Some((key, how)) = parts(ask) else { continue };
            let others = open.get(&key).into_iter().flatten().filter(|(_, other)| *other != how);
            if let Ask::Column { alike, .. } | Ask::Field { alike, .. } = ask {
                *alike = others.map(|(job, _)| *job).collect();
            }
        }
    }
}

#[derive(Default)]
struct Shared {
    files: usize,
    done: usize,
    documents: usize,
    formats: Vec<&'static str>,
    light: Option<Light>,
    taken: BTreeSet<(MetaField, String)>,
}

impl Shared {
    fn add(&mut self, file: &FileInfo<'_>, light: Light) {
        self.files += 1;
        self.done += usize::from(light != Light::Wait);
        self.documents += file.documents;
        let format = file.report.and_then(|r| r.format).map(title);
        if let Some(format) = format.filter(|f| !self.formats.contains(f)) {
            self.formats.push(format);
        }
        self.taken.extend(file.report.into_iter().flat_map(|r| r.taken.iter().cloned()));
        // A folder of which something is still to be read is not done.
        self.light = self.light.map(|l| if l == Light::Wait { l } else { light }).or(Some(light));
    }

    fn describe(&self, row: &mut FileRow) {
        row.light = self.light.unwrap_or(Light::Wait);
        let format =
            if let [one] = self.formats.as_slice() { Some((*one).to_owned()) } else { None };
        let parts = [counted(self.files, "file", "files")].into_iter().chain(format);
        row.note = parts.chain(taken(&self.taken)).collect::<Vec<_>>().join(", ");
        row.count = match row.light {
            Light::Wait => format!("{} of {} read", self.done, self.files),
            Light::Bad => "skipped".to_owned(),
            _ => counted(self.documents, "document", "documents"),
        };
    }
}

/// What was taken for what: “Source as publisher”.
fn taken(fields: &BTreeSet<(MetaField, String)>) -> impl Iterator<Item = String> {
    fields
        .iter()
        .map(|(field, name)| format!("{} as {}", brief(name), field.title().to_lowercase()))
}

fn title(format: Format) -> &'static str {
    format.info().title
}

fn single(file: &FileInfo<'_>) -> FileRow {
    let mut row = FileRow {
        jobs: vec![file.job],
        light: Light::Wait,
        title: file.name.to_owned(),
        note: String::new(),
        count: String::new(),
        // They stay while a file is read again, and the focus with them.
        asks: file.report.map(|report| asks(file, report)).unwrap_or_default(),
    };
    let report = match (file.stage, file.report) {
        (FileStage::Read, Some(report)) => report,
        (FileStage::Stopped, _) => {
            row.light = Light::Bad;
            row.note = "stopped before it was read".to_owned();
            row.count = "skipped".to_owned();
            return row;
        }
        (FileStage::Reading, _) => {
            row.note = "is being read".to_owned();
            return row;
        }
        _ => {
            row.note = "waits".to_owned();
            return row;
        }
    };
    let guessed = matches!(report.encoding, Encoding::Guessed(_));
    let format = report.format.map_or("unknown format", title);
    let first = report.problems.iter().find(|p| p.severity == Severity::Error);
    if report.failed {
        row.light = Light::Bad;
        row.note = first.map_or_else(|| format.to_owned(), |p| p.what.clone());
        row.count = "skipped".to_owned();
        return row;
    }
    let open = guessed && !file.confirmed;
    row.light = if open || !report.problems.is_empty() { Light::Warn } else { Light::Good };
    let mut parts = vec![format.to_owned()];
    match &report.encoding {
        Encoding::Utf8 => {}
        other => parts.push(other.name().to_owned()),
    }
    parts.extend(taken(&report.taken));
    match report.problems.len() {
        0 => {}
        n => parts.push(counted(n, "problem", "problems")),
    }
    row.note = parts.join(", ");
    row.count = if open {
        "not confirmed".to_owned()
    } else {
        counted(file.documents, "document", "documents")
    };
    row
}

fn asks(file: &FileInfo<'_>, report: &Report) -> Vec<Ask> {
    let mut asks = Vec::new();
    if matches!(report.encoding, Encoding::Guessed(_) | Encoding::Chosen(_)) {
        asks.push(Ask::Encoding {
            name: report.encoding.name().to_owned(),
            head: report.head.clone(),
            confirmed: file.confirmed || matches!(report.encoding, Encoding::Chosen(_)),
        });
    }
    if let Some(table) = &report.table {
        let names = table.columns.iter().map(|c| c.name.clone()).collect();
        let alike = Vec::new();
        asks.push(Ask::Column { names, chosen: table.text, delimiter: table.delimiter, alike });
    }
    if let Some(fields) = &report.fields {
        let (names, alike) = (fields.names.clone(), Vec::new());
        asks.push(Ask::Field { names, chosen: fields.chosen, alike });
    }
    if report.format.is_none() && !report.head.is_empty() {
        asks.push(Ask::AsText);
    }
    if file.unit.is_some() || report.problems.iter().any(|p| p.kind == ProblemKind::OffsetUnit) {
        asks.push(Ask::Unit(file.unit));
    }
    asks
}

/// A file's length in words: `410 KB`, `2.1 MB`.
pub fn size_words(bytes: u64) -> String {
    #[allow(clippy::cast_precision_loss, reason = "one decimal is shown")]
    let of = |unit: u64| bytes as f64 / unit as f64;
    match bytes {
        0..1_000 => counted(usize::try_from(bytes).unwrap_or(0), "byte", "bytes"),
        1_000..1_000_000 => format!("{:.0} KB", of(1_000)),
        1_000_000..10_000_000 => format!("{:.1} MB", of(1_000_000)),
        10_000_000..1_000_000_000 => format!("{:.0} MB", of(1_000_000)),
        _ => format!("{:.1} GB", of(1_000_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Problem;

    fn report(format: Option<Format>, encoding: Encoding, failed: bool) -> Report {
        let problems = if failed {
            vec![Problem::error("x", ProblemKind::Binary, "This is no text")]
        } else {
            Vec::new()
        };
        Report { encoding, problems, failed, head: "Zoë".to_owned(), ..Report::unread(format) }
    }

    #[test]
    fn rows_say_what_is_in_the_files() {
        let text = report(Some(Format::Text), Encoding::Utf8, false);
        let lines = report(Some(Format::JsonLines), Encoding::Utf8, false);
        let guess = report(Some(Format::Text), Encoding::Guessed("windows-1252".to_owned()), false);
        let broken = report(None, Encoding::Utf8, true);
        let file = |job, name, report, documents| FileInfo {
            job,
            name,
            stage: FileStage::Read,
            report: Some(report),
            documents,
            confirmed: false,
            unit: None,
            decided: false,
        };
        let files = [
            file(1, "marrow.jsonl", &lines, 18),
            file(2, "courier/a.txt", &text, 1),
            file(3, "courier/b/c.txt", &text, 1),
            file(4, "courier/old.txt", &guess, 1),
            file(5, "notes.docx", &broken, 0),
            FileInfo { stage: FileStage::Waiting, report: None, ..file(6, "z.txt", &text, 0) },
        ];
        let rows = file_rows(&files);
        let words: Vec<_> = rows
            .iter()
            .map(|r| (r.light, r.title.as_str(), r.note.as_str(), r.count.as_str()))
            .collect();
        assert_eq!(
            words,
            [
                (Light::Good, "marrow.jsonl", "JSON Lines", "18 documents"),
                (Light::Good, "courier/", "2 files, Plain text", "2 documents"),
                (Light::Warn, "courier/old.txt", "Plain text, windows-1252", "not confirmed"),
                (Light::Bad, "notes.docx", "This is no text", "skipped"),
                (Light::Wait, "z.txt", "waits", ""),
            ]
        );
        assert_eq!(rows[1].jobs, [2, 3]);
        assert!(matches!(rows[2].asks.as_slice(), [Ask::Encoding { confirmed: false, .. }]));
    }

    #[test]
    fn ten_thousand_files_are_a_few_rows() {
        let text = report(Some(Format::Text), Encoding::Utf8, false);
        let names: Vec<String> = (0..10_000).map(|n| format!("{n}.txt")).collect();
        let files: Vec<FileInfo<'_>> = names
            .iter()
            .zip(0..)
            .map(|(name, job)| FileInfo {
                job,
                name,
                stage: FileStage::Read,
                report: Some(&text),
                documents: 1,
                confirmed: false,
                unit: None,
                decided: false,
            })
            .collect();
        let rows = file_rows(&files);
        assert_eq!(rows.len(), SINGLE + 1);
        assert_eq!(rows[SINGLE].count, "9,988 documents");
    }

    #[test]
    fn sizes() {
        let words: Vec<String> = [1, 999, 410_300, 2_140_000, 50_000_000].map(size_words).into();
        assert_eq!(words, ["1 byte", "999 bytes", "410 KB", "2.1 MB", "50 MB"]);
    }
}
