//! New ids that sort in the order they were made.

use std::cell::Cell;

use uuid::Uuid;

thread_local! {
    /// The newest id's time, in milliseconds since 1970.
    static LAST: Cell<u64> = const { Cell::new(0) };
    /// How many ids have that time.
    static COUNT: Cell<u16> = const { Cell::new(0) };
}

/// A new version 7 UUID; later ones sort behind earlier ones.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the clock is past 1970"
)]
pub fn next() -> Uuid {
    let now = js_sys::Date::now() as u64;
    let (last, count) = (LAST.get(), COUNT.get());
    let (time, count) = match count.checked_add(1).filter(|c| *c < 0x1000) {
        _ if now > last => (now, 0),
        Some(count) => (last, count),
        None => (last + 1, 0),
    };
    LAST.set(time);
    COUNT.set(count);
    let mut random = [0u8; 10];
    // Without a source of randomness the ids are still unique within this worker.
    let _ = getrandom::fill(&mut random);
    let [high, low] = count.to_be_bytes();
    random[0] = high;
    random[1] = low;
    uuid::Builder::from_unix_timestamp_millis(time, &random).into_uuid()
}
