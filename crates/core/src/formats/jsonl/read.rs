//! Reading lines, and JSON files with one document or an array of them.

use serde::de::IgnoredAny;
use serde_json::Value;

use super::document::Documents;
use super::peers;
use crate::formats::imported::Imported;
use crate::formats::json;
use crate::formats::options::{Ids, ReadOptions};
use crate::formats::problem::{Problem, ProblemKind, ReadError};
use crate::text::{OffsetUnit, strip_bom};

/// Reads JSON Lines. Blank lines are passed over; a broken line is a problem, and the
/// others are read. One value over several lines is read like a JSON file.
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
    match shape(content) {
        Shape::Whole => whole(content, file, options, ids),
        Shape::Lines | Shape::Unclear => of_lines(content, file, options, ids),
    }
}

/// What a file of JSON is, whatever its name says.
#[derive(PartialEq, Eq)]
enum Shape {
    /// A value on each line.
    Lines,
    /// One value over several lines.
    Whole,
    /// One line, or broken.
    Unclear,
}

fn shape(content: &str) -> Shape {
    let content = content.trim_matches(json::BLANK);
    let Some((first, _)) = content.split_once('\n') else { return Shape::Unclear };
    match serde_json::from_str::<IgnoredAny>(first) {
        Ok(_) => Shape::Lines,
        Err(error) if error.is_eof() && serde_json::from_str::<IgnoredAny>(content).is_ok() => {
            Shape::Whole
        }
        Err(_) => Shape::Unclear,
    }
}

fn of_lines(
    content: &str,
    file: &str,
    options: &ReadOptions,
    ids: Ids<'_>,
) -> Result<Imported, ReadError> {
    in_its_unit(file, options, ids, |documents| {
        lines(content, documents);
        Ok(())
    })
}

fn lines(content: &str, documents: &mut Documents<'_>) {
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
                let mut odd = json::inexact_numbers(documents.file, line);
                odd.extend(json::repeated_keys(documents.file, line));
                documents.problems.extend(odd.into_iter().map(place));
                documents.add_line(value, number, line);
            }
            Err(error) => {
                let problem = json::problem(documents.file, line, &error, None);
                let column = problem.column;
                documents.problems.push(problem.at(Some(number), column).set_aside(line));
            }
        }
    }
}

/// Reads in code points, unless the spans of the whole file speak for another unit: then
/// once more, in that one.
fn in_its_unit<'a>(
    file: &'a str,
    options: &'a ReadOptions,
    ids: Ids<'a>,
    mut read: impl FnMut(&mut Documents<'_>) -> Result<(), ReadError>,
) -> Result<Imported, ReadError> {
    let mut first = Documents::new(file, options, &mut *ids, OffsetUnit::Char);
    read(&mut first)?;
    let unit = first.votes.unit();
    if unit == OffsetUnit::Char {
        return first.finish();
    }
    drop(first);
    let mut second = Documents::new(file, options, ids, unit);
    read(&mut second)?;
    second.finish()
}

/// Reads a JSON file with one document, or an array of documents; one with an object on
/// each line is read like JSON Lines.
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
    match shape(content) {
        Shape::Lines => of_lines(content, file, options, ids),
        Shape::Whole | Shape::Unclear => whole(content, file, options, ids),
    }
}

fn whole(
    content: &str,
    file: &str,
    options: &ReadOptions,
    ids: Ids<'_>,
) -> Result<Imported, ReadError> {
    in_its_unit(file, options, ids, |documents| {
        // Parsed anew each time: a second time is rare, and a copy of all is not.
        let value: Value =
            serde_json::from_str(content).map_err(|e| json::problem(file, content, &e, None))?;
        documents.problems.extend(json::inexact_numbers(file, content));
        documents.problems.extend(json::repeated_keys(file, content));
        match value {
            Value::Array(values) => elements(values, documents),
            Value::Object(_) => match <[Value; 1]>::try_from(peers::several(value)) {
                Ok([value]) => documents.add_element(value, None),
                Err(values) => elements(values, documents),
            },
            _ => {
                let what = "The file holds neither an object nor an array of objects";
                return Err(Problem::error(file, ProblemKind::Malformed, what).into());
            }
        }
        Ok(())
    })
}

fn elements(values: Vec<Value>, documents: &mut Documents<'_>) {
    for (n, value) in values.into_iter().enumerate() {
        documents.add_element(value, Some(n + 1));
    }
}
