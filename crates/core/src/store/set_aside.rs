//! What is said of what could not be read.

use super::engine::StoreError;
use crate::words::counted;

/// What became of rows that cannot be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetAside {
    /// How many there are.
    pub rows: usize,
    /// Why no copies of them could be made.
    pub uncopied: Option<StoreError>,
}

impl SetAside {
    /// What to say of rows of the project's own; `None` if there are none.
    pub fn of_project(&self) -> Option<String> {
        let rest = if self.uncopied.is_none() { "; the rest is here" } else { "" };
        Some(self.words(("row", "rows"), "this project")? + rest)
    }

    /// What to say of a document of this name: of rows, which hold many marks, and of `marks`
    /// that do not fit it. `None` if there is nothing to say.
    pub fn of_document(&self, name: &str, marks: usize) -> Option<String> {
        let of = format!("“{name}”");
        let rows = self.words(("row of marks", "rows of marks"), &of);
        let do_not_fit = if marks == 1 { "does not fit" } else { "do not fit" };
        let marks = (marks > 0).then(|| {
            let is = if marks == 1 { "is" } else { "are" };
            format!("{} of {of} {do_not_fit} it and {is} left out", counted(marks, "mark", "marks"))
        });
        match (rows, marks) {
            (Some(rows), Some(marks)) => Some(format!("{marks}. {rows}")),
            (rows, marks) => rows.or(marks),
        }
    }

    fn words(&self, (one, many): (&str, &str), of: &str) -> Option<String> {
        if self.rows == 0 {
            return None;
        }
        let rows = counted(self.rows, one, many);
        Some(match &self.uncopied {
            None => {
                format!("{rows} of {of} could not be read. Kept aside, for download in Project")
            }
            Some(why) => {
                let them = if self.rows == 1 { "it" } else { "them" };
                format!(
                    "{rows} of {of} could not be read, nor copied: {why}. \
                     The next change may overwrite {them}: make room, then reload the page first"
                )
            }
        })
    }
}
