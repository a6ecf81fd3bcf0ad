//! The last copy of a project outside of the browser, and what came after it.

use serde::{Deserialize, Serialize};

use crate::model::Timestamp;
use crate::words::counted;

/// What is known of the copies of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exports {
    /// The last change that the last file with everything had; none: there was no such file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// When that was, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub day: String,
    /// When it was last said that there are changes since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminded: Option<Timestamp>,
}

/// As few changes are no reason to interrupt anybody.
const FEW: u64 = 25;
/// For so long it is not said again, in milliseconds: two hours.
const QUIET_MS: i64 = 2 * 60 * 60 * 1000;

impl Exports {
    /// How many changes were made since, where the project is at change `seq`.
    fn changes(&self, seq: u64) -> u64 {
        // A project that was put in this one's place counts anew.
        seq - self.seq.filter(|last| *last <= seq).unwrap_or(0)
    }

    /// What changed since the last export, in words.
    pub fn words(&self, seq: u64) -> String {
        let n = self.changes(seq);
        let changes = counted(usize::try_from(n).unwrap_or(usize::MAX), "change", "changes");
        match (self.seq.filter(|last| *last <= seq), n) {
            (None, _) => format!("{changes}, never exported"),
            (Some(_), 0) => format!("No change since the last export, {}", self.day),
            (Some(_), _) => format!("{changes} since the last export, {}", self.day),
        }
    }

    /// What is said when the work is there again after a reload; nothing if few changes are in this
    /// browser alone, or if it was said a short while ago.
    pub fn reminder(&self, seq: u64, now: Timestamp) -> Option<String> {
        let quiet = self.reminded.is_some_and(|at| {
            // A clock that was put back is no reason to be silent for long.
            (0..QUIET_MS).contains(&(now.millis() - at.millis()))
        });
        (self.changes(seq) >= FEW && !quiet).then(|| format!("Restored. {}", self.words(seq)))
    }
}
