//! New ids that sort in the order they were made.

use std::cell::Cell;

use glossator_core::model::Sequence;
use uuid::Uuid;

thread_local! {
    static MADE: Cell<Sequence> = const { Cell::new(Sequence::new()) };
}

/// A new version 7 UUID; later ones sort behind earlier ones.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the clock is past 1970"
)]
pub fn next() -> Uuid {
    let mut random = [0u8; 10];
    // Without a source of randomness the ids are still unique within this worker.
    let _ = getrandom::fill(&mut random);
    let (id, made) = MADE.get().next(js_sys::Date::now() as u64, random);
    MADE.set(made);
    id
}
