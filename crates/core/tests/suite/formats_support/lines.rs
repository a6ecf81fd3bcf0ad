//! Reading lines that are broken or made by others.

use glossator_core::formats::jsonl::read_lines;
use glossator_core::formats::{Imported, Problem, ProblemKind};

use super::{counter, options};

pub fn lines(content: &str) -> Imported {
    read_lines(content, "a.jsonl", &options(), &mut counter(0x9000))
        .unwrap_or_else(|e| panic!("{e}"))
}

pub fn kinds(problems: &[Problem]) -> Vec<ProblemKind> {
    problems.iter().map(|p| p.kind).collect()
}

/// The words of the annotations of one line.
pub fn words(imported: &Imported) -> Vec<&str> {
    imported.project.documents[0].annotations.iter().map(|a| a.exact.as_str()).collect()
}
