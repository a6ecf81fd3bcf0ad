//! Authority files: CSV or TSV with a header, or JSON Lines, or a JSON array of the same objects.
//!
//! ```csv
//! id,name,aliases,type,description
//! reg:MBHA-01,Marrow Bay Harbour Authority,MBHA|Harbour Board,ORG,port authority
//! ```
//!
//! ```json
//! {"id": "reg:MBHA-01", "name": "Marrow Bay Harbour Authority", "aliases": ["MBHA"], "type": "ORG"}
//! ```
//!
//! `id` and `name` are needed. Aliases are a JSON array, or separated by `|`, or by `;`
//! if there is no `|`. An id without a scheme gets the file's name as its scheme. A row
//! is read whole or is a problem; nothing is guessed.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::options::TableOptions;
use super::problem::{Problem, ProblemKind, ReadError};
use super::{json, table};
use crate::model::{AuthorityRow, AuthorityRows};
use crate::text::strip_bom;
use crate::words::one_line;

/// An authority file that was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Authority {
    /// The rows that can be used.
    pub rows: AuthorityRows,
    /// Everything that was wrong, in the order of the file.
    pub problems: Vec<Problem>,
}

const FIELDS: [&str; 5] = ["id", "name", "aliases", "type", "description"];

/// Reads an authority file. `file` is its name, for problems and for ids without scheme.
///
/// # Errors
/// If the file is empty, or is a table that lacks the columns `id` or `name`.
pub fn read(content: &str, file: &str) -> Result<Authority, ReadError> {
    let content = strip_bom(content).0;
    match content.trim_start().chars().next() {
        None => Err(Problem::error(file, ProblemKind::Empty, "The file is empty")
            .advise("Each line holds an entry, with the columns id and name at least")
            .into()),
        Some('{') => Ok(lines(content, file)),
        Some('[') => array(content, file),
        Some(_) => rows(content, file),
    }
}

struct Reader<'a> {
    file: &'a str,
    scheme: String,
    /// What counts the entries: "line", or "entry" of an array.
    unit: &'static str,
    seen: HashMap<String, u32>,
    out: Authority,
}

impl<'a> Reader<'a> {
    fn new(file: &'a str, unit: &'static str) -> Self {
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let stem = name.split('.').next().unwrap_or(name).to_lowercase();
        let scheme: String =
            stem.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        let scheme = if scheme.is_empty() { "authority".to_owned() } else { scheme };
        Self { file, scheme, unit, seen: HashMap::new(), out: Authority::default() }
    }

    fn problem(&mut self, kind: ProblemKind, what: String, advice: &str, line: u32, row: String) {
        let problem = Problem::error(self.file, kind, what).advise(advice).set_aside(row);
        self.out.problems.push(match self.unit {
            "line" => problem.at(Some(line), None),
            _ => problem.in_document(format!("no. {line} of the array")),
        });
    }

    /// Takes a row, or says why not. `raw` is the row as JSON.
    fn take(&mut self, mut row: AuthorityRow, line: u32, raw: impl FnOnce() -> String) {
        row.name = one_line(&row.name);
        row.id = row.id.trim().to_owned();
        row.aliases = row.aliases.iter().map(|a| one_line(a)).filter(|a| !a.is_empty()).collect();
        row.aliases.retain(|a| *a != row.name);
        if row.id.is_empty() {
            let advice = "Give each row an id, such as wikidata:Q42";
            return self.problem(
                ProblemKind::Empty,
                "The row has no id".into(),
                advice,
                line,
                raw(),
            );
        }
        if row.name.is_empty() {
            let what = format!("{} has no name", row.id);
            return self.problem(ProblemKind::Empty, what, "Give it a name", line, raw());
        }
        if row.id.contains(char::is_whitespace) {
            let what = format!("The id “{}” has a blank in it", row.id);
            return self.problem(ProblemKind::Malformed, what, "Write it in one word", line, raw());
        }
        let well_formed = row.id.split_once(':').map(|(s, v)| !s.is_empty() && !v.is_empty());
        match well_formed {
            None => row.id = format!("{}:{}", self.scheme, row.id),
            Some(true) => {}
            Some(false) => {
                let what = format!("The id “{}” lacks a part", row.id);
                let advice = "Write it as scheme:value, such as wikidata:Q42";
                return self.problem(ProblemKind::Malformed, what, advice, line, raw());
            }
        }
        if let Some(first) = self.seen.get(&row.id) {
            let what = format!("The id {} is in {} {first} already", row.id, self.unit);
            let advice = "Each id stands for one entry; put all names into one row";
            return self.problem(ProblemKind::Duplicate, what, advice, line, raw());
        }
        if !self.out.rows.push(&row) {
            let what = "The file is larger than what can be read".to_owned();
            return self.problem(ProblemKind::TooLarge, what, "Split the file", line, raw());
        }
        self.seen.insert(row.id, line);
    }

    /// Takes an entry of JSON.
    fn object(
        &mut self,
        object: &Map<String, Value>,
        line: u32,
        raw: impl FnOnce() -> String,
        unknown: &mut BTreeSet<String>,
    ) {
        unknown.extend(object.keys().filter(|k| !FIELDS.contains(&k.as_str())).cloned());
        match entry(object) {
            Ok(row) => self.take(row, line, raw),
            Err(field) => {
                let what = format!("“{field}” is not what it should be");
                self.problem(ProblemKind::Malformed, what, STRINGS, line, raw());
            }
        }
    }

    fn unknown(&mut self, fields: BTreeSet<String>) {
        for name in fields {
            let what = format!("“{name}” is left out");
            let problem = Problem::warning(self.file, ProblemKind::UnknownField, what);
            let advice = format!("Known are: {}", FIELDS.join(", "));
            self.out.problems.push(problem.advise(advice));
        }
    }
}

/// `a|b;c` is two names, `a;b` too.
fn split(aliases: &str) -> Vec<String> {
    let sign = if aliases.contains('|') { '|' } else { ';' };
    aliases.split(sign).map(str::to_owned).collect()
}

fn lines(content: &str, file: &str) -> Authority {
    let mut reader = Reader::new(file, "line");
    let mut unknown = BTreeSet::new();
    for (line, text) in (1u32..).zip(content.lines()) {
        if text.trim_start_matches(json::BLANK).is_empty() {
            continue;
        }
        match serde_json::from_str(text) {
            Ok(object) => {
                let odd = odd(file, text).map(|mut problem| {
                    problem.line = Some(line);
                    problem
                });
                reader.out.problems.extend(odd);
                reader.object(&object, line, || text.to_owned(), &mut unknown);
            }
            Err(error) => {
                let mut problem = json::problem(file, text, &error, None).set_aside(text);
                problem.line = Some(line);
                reader.out.problems.push(problem);
            }
        }
    }
    reader.unknown(unknown);
    reader.out
}

/// What would not come out of JSON as it went in: two long ids may become one.
fn odd(file: &str, content: &str) -> impl Iterator<Item = Problem> {
    json::inexact_numbers(file, content).into_iter().chain(json::repeated_keys(file, content))
}

fn array(content: &str, file: &str) -> Result<Authority, ReadError> {
    let all: Vec<Value> =
        serde_json::from_str(content).map_err(|e| json::problem(file, content, &e, None))?;
    let mut reader = Reader::new(file, "entry");
    reader.out.problems.extend(odd(file, content));
    let mut unknown = BTreeSet::new();
    for (n, value) in (1u32..).zip(all) {
        match &value {
            Value::Object(object) => {
                reader.object(object, n, || value.to_string(), &mut unknown);
            }
            _ => {
                let what = "It is no object".to_owned();
                reader.problem(ProblemKind::Malformed, what, STRINGS, n, value.to_string());
            }
        }
    }
    reader.unknown(unknown);
    Ok(reader.out)
}

const STRINGS: &str = "Fields are strings; aliases are a string or an array of strings";

/// The fields of an object, or the name of one that has a value of another type.
fn entry(object: &Map<String, Value>) -> Result<AuthorityRow, &'static str> {
    let text = |field: &'static str| match object.get(field) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(s)) => Ok(s.clone()),
        Some(Value::Number(n)) if field == "id" => Ok(n.to_string()),
        Some(_) => Err(field),
    };
    let aliases = match object.get("aliases") {
        Some(Value::Array(all)) => {
            all.iter().map(|a| a.as_str().map(str::to_owned).ok_or("aliases")).collect()
        }
        _ => text("aliases").map(|a| split(&a)),
    };
    Ok(AuthorityRow {
        id: text("id")?,
        name: text("name")?,
        aliases: aliases?,
        kind: text("type")?,
        description: text("description")?,
    })
}

fn rows(content: &str, file: &str) -> Result<Authority, ReadError> {
    let table = table::parse(content, file, &TableOptions::default())?;
    let names: Vec<String> = table.header.iter().map(|n| n.trim().to_lowercase()).collect();
    let column = |field: &str| names.iter().position(|n| n == field);
    let columns = FIELDS.map(column);
    if let Some(missing) = ["id", "name"].into_iter().find(|f| column(f).is_none()) {
        let what = format!("There is no column “{missing}”");
        let advice = format!("The first line names the columns: {}", FIELDS.join(", "));
        return Err(Problem::error(file, ProblemKind::Malformed, what)
            .advise(advice)
            .at(Some(table.line), None)
            .into());
    }
    let mut reader = Reader::new(file, "line");
    for (n, name) in names.iter().enumerate() {
        if names[..n].contains(name) && FIELDS.contains(&name.as_str()) {
            let what = format!("There are two columns “{name}”; the first one counts");
            let problem = Problem::warning(file, ProblemKind::Duplicate, what);
            reader.out.problems.push(problem.at(Some(table.line), None));
        }
    }
    for row in &table.rows {
        record(&mut reader, row, names.len(), columns);
    }
    reader.out.problems.extend(table.slips(file));
    reader.unknown(names.into_iter().filter(|n| !FIELDS.contains(&n.as_str())).collect());
    Ok(reader.out)
}

fn record(reader: &mut Reader<'_>, row: &table::Row, width: usize, columns: [Option<usize>; 5]) {
    let line = row.line;
    let cells: Vec<&str> = row.cells.iter().collect();
    let raw = || serde_json::to_string(&cells).unwrap_or_default();
    if cells.len() != width {
        let what = format!("The row has {} cells, the header {width}", cells.len());
        let advice = "Put cells with line breaks or delimiters in quotation marks";
        return reader.problem(ProblemKind::Malformed, what, advice, line, raw());
    }
    let [id, name, aliases, kind, description] = columns
        .map(|c| c.and_then(|c| cells.get(c)).map_or(String::new(), |s| s.trim().to_owned()));
    let row = AuthorityRow { id, name, aliases: split(&aliases), kind, description };
    reader.take(row, line, raw);
}
