//! How far something long is, and how long it will take.

use glossator_core::query::{counted, grouped};

use crate::platform::clock;

/// How far something long is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Progress {
    /// Pieces that are done.
    pub done: usize,
    /// All pieces.
    pub total: usize,
    /// 0 to 1.
    pub share: f64,
    /// Seconds that are likely left, when there is something to judge by.
    pub left: Option<u32>,
}

impl Progress {
    /// How far it is, when it began at a time (milliseconds since 1970).
    pub fn since(start: i64, done: usize, total: usize, share: f64) -> Self {
        #[allow(clippy::cast_precision_loss, reason = "seconds")]
        let spent = (clock::now().millis() - start) as f64 / 1000.0;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds")]
        let left =
            (spent > 1.0 && share > 0.02).then(|| (spent * (1.0 - share) / share).ceil() as u32);
        Self { done, total, share, left }
    }

    /// “1,240 of 10,000 files, about 8 s left”.
    pub fn words(self, (one, many): (&str, &str)) -> String {
        let count = format!("{} of {}", grouped(self.done), counted(self.total, one, many));
        match self.left {
            Some(left @ 0..=90) => format!("{count}, about {left} s left"),
            Some(left) => format!("{count}, about {} min left", left.div_ceil(60)),
            None => count,
        }
    }
}
