//! Reading the project file: the JSON, its version, and what it does not say.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::import::import;
use super::shape::ProjectFile;
use super::{FORMAT, VERSION};
use crate::formats::imported::Imported;
use crate::formats::json;
use crate::formats::problem::{Problem, ProblemKind, ReadError};
use crate::text::strip_bom;

/// What must be known before the rest can be read.
#[derive(Deserialize)]
struct Head {
    format: Option<String>,
    version: Option<u64>,
}

/// Reads a project file and checks all of it.
///
/// Shape: anything that is not as the format says refuses the whole file. Content: an
/// annotation whose words are not at its place is looked for by its words and flagged; what
/// cannot be placed or refers to nothing is set aside in a problem, as JSON.
///
/// # Errors
/// If the text is not JSON, not a project, of a newer version or of another shape.
pub fn read(content: &str, file: &str) -> Result<Imported, ReadError> {
    let content = strip_bom(content).0;
    check_head(content, file)?;
    let mut unknown = BTreeMap::<String, usize>::new();
    let mut track = serde_path_to_error::Track::new();
    let mut json = serde_json::Deserializer::from_str(content);
    let tracked = serde_path_to_error::Deserializer::new(&mut json, &mut track);
    let record: Result<ProjectFile, _> = serde_ignored::deserialize(tracked, |path| {
        *unknown.entry(pattern(&path.to_string())).or_default() += 1;
    });
    let record = match record.and_then(|r| json.end().map(|()| r)) {
        Ok(record) => record,
        Err(error) => {
            let place = track.path().to_string();
            let problem = json::problem(file, content, &error, Some(&place));
            return Err(problem.into());
        }
    };
    let mut problems: Vec<Problem> =
        unknown.into_iter().map(|(f, n)| left_out(file, &f, n)).collect();
    problems.extend(json::inexact_numbers(file, content));
    problems.extend(json::repeated_keys(file, content));
    import(file, record, problems)
}

fn check_head(content: &str, file: &str) -> Result<(), ReadError> {
    let head: Head = serde_json::from_str(content)
        .map_err(|error| json::problem(file, content, &error, None))?;
    if head.format.as_deref() != Some(FORMAT) {
        let what = "This JSON file is not a Glossator project";
        return Err(Problem::error(file, ProblemKind::Malformed, what)
            .advise(format!("A project says \"format\": \"{FORMAT}\". Documents can be read from JSON too: choose that format"))
            .into());
    }
    match head.version {
        Some(version) if version == u64::from(VERSION) => Ok(()),
        Some(version) if version > u64::from(VERSION) => {
            let what = format!(
                "The file was written by a newer Glossator: version {version} of the format, \
                 this one reads version {VERSION}"
            );
            Err(Problem::error(file, ProblemKind::Newer, what)
                .advise("Reload the page to get the newest Glossator; the file is fine and was not touched")
                .into())
        }
        _ => Err(Problem::error(file, ProblemKind::Malformed, "The file does not say its version")
            .advise(format!("Version {VERSION} says \"version\": {VERSION}"))
            .into()),
    }
}

fn left_out(file: &str, field: &str, count: usize) -> Problem {
    let times = if count == 1 { String::new() } else { format!(" ({count} times)") };
    let what = format!("The field {field} is not known and was left out{times}");
    Problem::warning(file, ProblemKind::UnknownField, what)
        .advise("Keep the file if you need it; own fields of a document belong in its “extra”")
}

/// `documents.3.annotations.14.x` as `documents[].annotations[].x`.
fn pattern(path: &str) -> String {
    let mut out = String::new();
    for part in path.split('.').filter(|part| *part != "?") {
        if !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()) {
            out.push_str("[]");
        } else {
            if !out.is_empty() {
                out.push('.');
            }
            out.push_str(part);
        }
    }
    out
}
