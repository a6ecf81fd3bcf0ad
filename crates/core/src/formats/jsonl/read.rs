//! Reading lines, and JSON files with one document or an array of them.

use serde_json::Value;

use super::document::Documents;
use crate::formats::imported::Imported;
use crate::formats::json;
use crate::formats::options::{Ids, ReadOptions};
use crate::formats::problem::{Problem, ProblemKind, ReadError};
use crate::text::strip_bom;

/// Reads JSON Lines. Blank lines are passed over; a broken line is a problem, and the
/// others are read.
///
/// # Errors
/// If no line could be read.
pub fn read_lines(
    content: &str,
    file: &str,
    options: &ReadOptions,
    ids: Ids<'_>,
) -> Result<Imported, ReadError> {
    let content = strip_bom(content).0;
    let mut documents = Documents::new(file, options, ids);
    for (n, line) in content.split('\n').enumerate() {
        let number = u32::try_from(n + 1).unwrap_or(u32::MAX);
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.trim_matches(json::BLANK).is_empty() {
            continue;
        }
        match serde_json::from_str::<Value>(line) {
            Ok(value) => {
                let place = |p: Problem| {
                    let column = p.column;
                    p.at(Some(number), column)
                };
                documents.problems.extend(json::inexact_numbers(file, line).into_iter().map(place));
                documents.add(value, Some(number), None);
            }
            Err(error) => {
                let problem = json::problem(file, line, &error, None);
                let column = problem.column;
                documents.problems.push(problem.at(Some(number), column).set_aside(line));
            }
        }
    }
    documents.finish()
}

/// Reads a JSON file with one document, or an array of documents.
///
/// # Errors
/// If the file is not JSON, or holds no document.
pub fn read_json(
    content: &str,
    file: &str,
    options: &ReadOptions,
    ids: Ids<'_>,
) -> Result<Imported, ReadError> {
    let content = strip_bom(content).0;
    let value: Value =
        serde_json::from_str(content).map_err(|e| json::problem(file, content, &e, None))?;
    let mut documents = Documents::new(file, options, ids);
    documents.problems.extend(json::inexact_numbers(file, content));
    match value {
        Value::Array(values) => {
            for (n, value) in values.into_iter().enumerate() {
                documents.add(value, None, Some(n + 1));
            }
        }
        Value::Object(_) => documents.add(value, None, None),
        _ => {
            let what = "The file holds neither an object nor an array of objects";
            return Err(Problem::error(file, ProblemKind::Malformed, what).into());
        }
    }
    documents.finish()
}
