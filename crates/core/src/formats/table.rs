//! CSV and TSV: a header, then a document per row. The text of a cell is taken as it is,
//! quoted line breaks included. Columns with usual names (“Source”, “pub_date”) become what is known
//! of the document; those that Glossator has no place for are kept with it as `extra`.

use std::collections::{BTreeSet, HashMap, HashSet};

use csv::{ReaderBuilder, StringRecord};
use serde::{Deserialize, Serialize};

use super::imported::{Imported, ImportedDocument, ImportedProject};
use super::meta_names::{self, Likeness, Taken};
use super::options::{Ids, ReadOptions, TableOptions};
use super::problem::{Problem, ProblemKind, ReadError};
use crate::model::{Document, DocumentId, MetaField};
use crate::text::{Text, strip_bom};

/// What a table looks like, for choosing columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Between the cells.
    pub delimiter: u8,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows below the header, ragged ones included.
    pub rows: usize,
    /// The column that was chosen, or else most likely holds the texts.
    pub text: usize,
    /// The column that most likely holds ids.
    pub id: Option<usize>,
    /// The column that most likely holds titles.
    pub title: Option<usize>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name; a name that is there twice has a number.
    pub name: String,
    /// The first cell that is not empty.
    pub example: String,
    /// Characters per cell, on average.
    pub average: usize,
}

/// What tables may have between their cells: a comma before the others where all fit.
pub const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A table in memory.
pub(super) struct Table {
    delimiter: u8,
    /// The cells of the header.
    pub header: Vec<String>,
    /// The columns' names: the header's, with a number where one is there twice.
    names: Vec<String>,
    pub rows: Vec<Row>,
    /// Where its quotation marks are not those of a table: the first place of each kind.
    slips: Vec<Slip>,
    /// The line of the header.
    pub line: u32,
}

/// A row of a table.
pub(super) struct Row {
    /// The line of the file that it begins in.
    pub line: u32,
    pub cells: StringRecord,
}

impl Table {
    /// What is to be said of its quotation marks.
    pub fn slips(&self, file: &str) -> impl Iterator<Item = Problem> {
        self.slips.iter().map(|slip| slip.problem(file))
    }
}

/// A quotation mark that is not as in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slip {
    line: u32,
    what: SlipKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SlipKind {
    /// A cell begins with one that is never closed.
    Open,
    /// A cell goes on behind the closing one.
    Behind,
}

impl Slip {
    fn problem(self, file: &str) -> Problem {
        let what = match self.what {
            SlipKind::Open => "A quotation mark is not closed: rows may have run together",
            SlipKind::Behind => {
                "A cell goes on behind its closing quotation mark; the marks were left out"
            }
        };
        let advice = "In a cell, a quotation mark is written twice (\"\"), and the cell in \
                      quotation marks";
        let problem = Problem::warning(file, ProblemKind::Malformed, what).advise(advice);
        problem.at(Some(self.line), None)
    }
}

/// Looks at a table without reading documents from it.
///
/// # Errors
/// If the table is empty or has no header.
pub fn preview(content: &str, file: &str, options: &TableOptions) -> Result<Preview, ReadError> {
    let table = parse(content, file, options)?;
    let columns: Vec<Column> = (0..table.names.len()).map(|n| column(&table, n)).collect();
    let named = |words: &[&str]| {
        words
            .iter()
            .find_map(|w| columns.iter().position(|c| c.name.trim().eq_ignore_ascii_case(w)))
    };
    let longest =
        columns.iter().enumerate().max_by_key(|(n, c)| (c.average, std::cmp::Reverse(*n)));
    let text = named(&["text", "content", "body", "article"]);
    let titles = columns.iter().enumerate().filter_map(|(n, column)| {
        let (field, likeness, _) = meta_names::field(&column.name)?;
        (field == MetaField::Title).then_some((likeness, n))
    });
    let title = titles.min().map(|(_, n)| n);
    let chosen = options.text.as_ref().and_then(|t| columns.iter().position(|c| c.name == *t));
    Ok(Preview {
        delimiter: table.delimiter,
        text: chosen.or(text).or(longest.map(|(n, _)| n)).unwrap_or(0),
        id: named(&["id", "doc_id", "document_id"]),
        title,
        rows: table.rows.len(),
        columns,
    })
}

/// Reads a document from each row.
///
/// # Errors
/// If the table is empty, has no rows or lacks a chosen column.
pub fn read(
    content: &str,
    file: &str,
    options: &ReadOptions,
    ids: Ids<'_>,
) -> Result<Imported, ReadError> {
    let looks = preview(content, file, &options.table)?;
    let table = parse(content, file, &options.table)?;
    let chosen = |name: &Option<String>, guess: Option<usize>| match name {
        None => Ok(guess),
        Some(name) => table.names.iter().position(|n| n == name).map(Some).ok_or_else(|| {
            let what = format!("There is no column “{name}”");
            let advice = format!("The table has: {}", table.names.join(", "));
            ReadError::from(Problem::error(file, ProblemKind::Malformed, what).advise(advice))
        }),
    };
    if table.rows.is_empty() {
        let what = "The table has a header, but no rows";
        return Err(Problem::error(file, ProblemKind::Empty, what)
            .advise("The first line names the columns, each further one holds a document")
            .into());
    }
    let columns = Columns {
        text: chosen(&options.table.text, Some(looks.text))?.unwrap_or(looks.text),
        id: chosen(&options.table.id, looks.id)?,
        title: chosen(&options.table.title, looks.title)?,
    };
    let mut problems: Vec<Problem> = duplicate_names(&table, file).collect();
    problems.extend(no_header(&table, columns.text, file));
    let mut documents: Vec<ImportedDocument> = Vec::new();
    let mut so_far = SoFar { problems, ..SoFar::default() };
    if let Some(title) = columns.title
        && let Some((field, Likeness::Synonym, _)) = meta_names::field(&table.names[title])
    {
        so_far.meta.insert((field, table.names[title].trim().to_owned()));
    }
    for row in &table.rows {
        match columns.document(row, &table, file, ids, &mut so_far) {
            Ok(document) => documents.push(document),
            Err(problem) => so_far.problems.push(*problem),
        }
    }
    so_far.problems.extend(table.slips(file));
    for d in &mut documents {
        d.document.bom = options.had_bom || content.starts_with('\u{FEFF}');
    }
    let project = ImportedProject { documents, ..Default::default() };
    Ok(Imported { project, problems: so_far.problems, taken: so_far.meta })
}

/// What the rows so far have said and taken.
#[derive(Default)]
struct SoFar {
    problems: Vec<Problem>,
    ids: BTreeSet<DocumentId>,
    meta: Taken,
}

struct Columns {
    text: usize,
    id: Option<usize>,
    title: Option<usize>,
}

impl Columns {
    fn document(
        &self,
        row: &Row,
        table: &Table,
        file: &str,
        ids: Ids<'_>,
        so_far: &mut SoFar,
    ) -> Result<ImportedDocument, Box<Problem>> {
        let at = Some(row.line);
        let error = |kind, what: String| Problem::error(file, kind, what).at(at, None);
        let cells: Vec<&str> = row.cells.iter().collect();
        let json = || serde_json::to_string(&cells).unwrap_or_default();
        if cells.len() != table.names.len() {
            let what =
                format!("The row has {} cells, the header {}", cells.len(), table.names.len());
            return Err(error(ProblemKind::Malformed, what)
                .advise("Put cells with line breaks or delimiters in quotation marks")
                .set_aside(json())
                .into());
        }
        let content = cells.get(self.text).copied().unwrap_or_default();
        if content.is_empty() {
            let what = format!("The cell “{}” is empty", table.names[self.text]);
            return Err(error(ProblemKind::Empty, what)
                .advise("The row was left out")
                .set_aside(json())
                .into());
        }
        let text = Text::new(content).map_err(|e| error(ProblemKind::Malformed, e.to_string()))?;
        let cell =
            |n: Option<usize>| n.and_then(|n| cells.get(n).copied()).filter(|c| !c.is_empty());
        let own = cell(self.id);
        let title = cell(self.title);
        let name =
            own.or(title).map_or_else(|| format!("{file}, line {}", row.line), str::to_owned);
        // An id that is no UUID stays with the other columns.
        let uuid = own.and_then(DocumentId::ours);
        let id = match uuid {
            Some(id) if so_far.ids.insert(id) => id,
            other => {
                if other.is_some() {
                    let what = format!("The id {name} is there twice; this row got another");
                    let problem = Problem::warning(file, ProblemKind::Duplicate, what);
                    so_far.problems.push(problem.at(at, None));
                }
                let id = DocumentId::new(ids());
                so_far.ids.insert(id);
                id
            }
        };
        let mut document = Document::new(id, name, &text);
        if let Some(title) = title {
            document.meta.insert(MetaField::Title, title.to_owned());
        }
        let own_id = self.id.filter(|_| uuid == Some(id));
        let rest = (0..cells.len()).filter(|n| *n != self.text && own_id != Some(*n));
        let rest = rest.filter(|n| self.title != Some(*n) && !cells[*n].is_empty());
        let rest: Vec<(&str, &str)> = rest.map(|n| (table.names[n].as_str(), cells[n])).collect();
        let placed = meta_names::take(&mut document, &rest, &mut so_far.meta);
        for ((name, value), _) in rest.into_iter().zip(placed).filter(|(_, placed)| !placed) {
            document.extra.insert(name.to_owned(), value.into());
        }
        Ok(ImportedDocument { document, text, annotations: Vec::new(), aside: Vec::new() })
    }
}

/// Reads a table: the delimiter that was chosen, that the file says, or that fits best.
pub(super) fn parse(content: &str, file: &str, options: &TableOptions) -> Result<Table, ReadError> {
    let content = strip_bom(content).0;
    let (said, content) = said_delimiter(content);
    let skipped = u32::from(said.is_some());
    let delimiter = options.delimiter.or(said).unwrap_or_else(|| guess_delimiter(content));
    let mut slips = slips(content, delimiter);
    // Tables with tabs need no quotation marks around cells; where they are not used so, each one
    // is a word of the text.
    let quoting = delimiter != b'\t' || slips.is_empty();
    if !quoting {
        slips.clear();
    }
    for slip in &mut slips {
        slip.line = slip.line.saturating_add(skipped);
    }
    let records = records(content, delimiter, quoting, usize::MAX)
        .map_err(|e| Problem::error(file, ProblemKind::Malformed, e.to_string()))?;
    let bytes = content.as_bytes();
    let (mut at, mut breaks) = (0, 0);
    let mut rows = records.into_iter().map(|cells| {
        // The reader's lines end with "\n" alone, and its rows begin before blank lines.
        let from = cells.position().and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or(at);
        let blank = bytes.get(from..).unwrap_or_default().iter();
        let begin = from + blank.take_while(|b| matches!(b, b'\r' | b'\n')).count();
        breaks += line_breaks(bytes.get(at..begin).unwrap_or_default());
        at = begin;
        let line = u32::try_from(breaks + 1).unwrap_or(u32::MAX).saturating_add(skipped);
        Row { line, cells }
    });
    let Some(first) = rows.next() else {
        return Err(Problem::error(file, ProblemKind::Empty, "The table is empty")
            .advise("The first line names the columns, each further one holds a document")
            .into());
    };
    let header: Vec<String> = first.cells.iter().map(str::to_owned).collect();
    let names = unique(&header);
    let rows = rows.collect();
    Ok(Table { delimiter, header, names, rows, slips, line: first.line })
}

/// How many line ends there are: "\n", "\r\n", or "\r" alone, as old programs of the Mac write it.
fn line_breaks(bytes: &[u8]) -> usize {
    let ends =
        |(n, b): (usize, &u8)| *b == b'\n' || *b == b'\r' && bytes.get(n + 1) != Some(&b'\n');
    bytes.iter().enumerate().filter(|each| ends(*each)).count()
}

/// The delimiter that the first line says for Excel ("sep=;"), and the lines behind it.
fn said_delimiter(content: &str) -> (Option<u8>, &str) {
    let Some((first, rest)) = content.split_once('\n') else { return (None, content) };
    let first = first.strip_suffix('\r').unwrap_or(first);
    let bare = first.strip_prefix('"').and_then(|f| f.strip_suffix('"')).unwrap_or(first);
    match bare.strip_prefix("sep=").map(str::as_bytes) {
        Some([sign]) if sign.is_ascii() && *sign != b'"' => (Some(*sign), rest),
        _ => (None, content),
    }
}

/// Names of columns, each once: a further "x" is "x 2".
fn unique(header: &[String]) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let mut next: HashMap<&str, usize> = HashMap::new();
    let names = header.iter().map(|name| {
        let mut unique = name.clone();
        while !taken.insert(unique.clone()) {
            let n = next.entry(name).or_insert(2);
            unique = format!("{name} {n}");
            *n += 1;
        }
        unique
    });
    names.collect()
}

/// The quotation marks that are not as in a table, around a cell or twice within one: the first
/// one behind which a cell goes on, and one that is never closed.
fn slips(content: &str, delimiter: u8) -> Vec<Slip> {
    let mut slips: Vec<Slip> = Vec::new();
    let bytes = content.as_bytes();
    let number = |at: usize| u32::try_from(line_breaks(&bytes[..at]) + 1).unwrap_or(u32::MAX);
    let (mut at, mut begins) = (0, true);
    while at < bytes.len() {
        if !begins || bytes[at] != b'"' {
            begins = bytes[at] == delimiter || matches!(bytes[at], b'\n' | b'\r');
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        loop {
            match (bytes.get(at), bytes.get(at + 1)) {
                (None, _) => {
                    slips.push(Slip { line: number(start), what: SlipKind::Open });
                    return slips;
                }
                (Some(b'"'), Some(b'"')) => at += 2,
                (Some(b'"'), _) => break,
                _ => at += 1,
            }
        }
        at += 1;
        match bytes.get(at) {
            None | Some(b'\n' | b'\r') => {}
            Some(byte) if *byte == delimiter => {}
            Some(_) if slips.is_empty() => {
                slips.push(Slip { line: number(start), what: SlipKind::Behind });
            }
            Some(_) => {}
        }
    }
    slips
}

fn records(
    content: &str,
    delimiter: u8,
    quoting: bool,
    limit: usize,
) -> Result<Vec<StringRecord>, csv::Error> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(quoting)
        .has_headers(false)
        .flexible(true)
        .from_reader(content.as_bytes());
    reader.records().take(limit).collect()
}

/// The delimiter that cuts the first rows into the most columns, the same number in each.
fn guess_delimiter(content: &str) -> u8 {
    let score = |delimiter: u8| {
        let rows = records(content, delimiter, true, 20).unwrap_or_default();
        let columns = rows.first().map_or(0, StringRecord::len);
        let like_the_header = rows.iter().filter(|row| row.len() == columns).count();
        (columns > 1, like_the_header * 100 / rows.len().max(1), columns)
    };
    // Of equals the last one counts: a comma before the others.
    DELIMITERS.into_iter().rev().max_by_key(|d| score(*d)).unwrap_or(b',')
}

fn column(table: &Table, n: usize) -> Column {
    let cells = || table.rows.iter().filter_map(|row| row.cells.get(n));
    let total: usize = cells().map(|c| c.chars().count()).sum();
    Column {
        name: table.names[n].clone(),
        example: cells().find(|c| !c.is_empty()).unwrap_or_default().to_owned(),
        average: total / cells().count().max(1),
    }
}

/// A warning where the first line seems to be a document, and is lost as a header.
fn no_header(table: &Table, text: usize, file: &str) -> Option<Problem> {
    const LONG: usize = 60;
    let cell = table.header.get(text).map_or("", |cell| cell.trim());
    // The header of a survey may be a long question.
    let asks = cell.ends_with(['?', ':']);
    let long = cell.chars().count() > LONG && !asks;
    let sentence = cell.contains(' ') && cell.ends_with(['.', '!', '…', '”', '"']);
    let number = |cell: &String| {
        let number = cell.trim().parse::<u64>().ok();
        number.is_some_and(|n| !(1900..2100).contains(&n))
    };
    (long || sentence || table.header.iter().any(number)).then(|| {
        let what =
            "The first line seems to be a document, but was read as the names of the columns";
        let advice = "If it is one, put a line such as “id,text” above it and read the file again";
        let problem = Problem::warning(file, ProblemKind::Malformed, what).advise(advice);
        problem.at(Some(table.line), None)
    })
}

fn duplicate_names<'a>(table: &'a Table, file: &'a str) -> impl Iterator<Item = Problem> + 'a {
    table.names.iter().zip(&table.header).filter(|(name, original)| name != original).map(
        |(name, original)| {
            let what = format!("There are two columns “{original}”; one is called “{name}” here");
            let problem = Problem::warning(file, ProblemKind::Duplicate, what);
            problem.at(Some(table.line), None)
        },
    )
}
