//! Reading project files that are broken or made by others.

use glossator_core::formats::{Imported, Problem, ProblemKind, ReadError, native};
use glossator_core::model::Project;
use serde_json::Value;

use super::{one, write_all};

pub const FILE: &str = "p.glossator.json";

pub fn read(json: &str) -> Imported {
    native::read(json, FILE).unwrap_or_else(|e| panic!("{e}"))
}

pub fn refused(json: &str) -> Problem {
    match native::read(json, FILE) {
        Err(ReadError(problem)) => *problem,
        Ok(_) => panic!("this was read: {json}"),
    }
}

pub fn value(project: &Project) -> Value {
    serde_json::from_str(&write_all(project).unwrap()).unwrap()
}

pub fn kinds(problems: &[Problem]) -> Vec<ProblemKind> {
    problems.iter().map(|p| p.kind).collect()
}

/// What was repaired is in order: written and read again, nothing is left to say.
pub fn check(project: &Project) {
    let json = write_all(project).unwrap();
    let imported = read(&json);
    assert_eq!(imported.problems, []);
    assert_eq!(imported.project.build().unwrap().0, *project);
}

/// One mention in a file where something was changed.
pub fn changed(text: &str, range: (u32, u32), change: impl FnOnce(&mut Value)) -> Imported {
    let mut json = value(&one(text, &[&[range]]));
    change(&mut json["documents"][0]);
    read(&json.to_string())
}
