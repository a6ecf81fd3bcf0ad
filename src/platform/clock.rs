//! The time, and ids that sort by it.

use std::cell::Cell;

use glossator_core::model::{Sequence, Timestamp};
use uuid::Uuid;

/// Now.
#[allow(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
pub fn now() -> Timestamp {
    Timestamp::from_millis(js_sys::Date::now() as i64)
}

/// The day and the time here, for names: “14 March, 07:42”.
pub fn day_and_time() -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let now = js_sys::Date::new_0();
    let month = MONTHS.get(now.get_month() as usize).copied().unwrap_or_default();
    format!("{} {month}, {:02}:{:02}", now.get_date(), now.get_hours(), now.get_minutes())
}

thread_local! {
    static MADE: Cell<Sequence> = const { Cell::new(Sequence::new()) };
}

/// Ten random bytes. Where the browser refuses them they are of a weaker source, and the console
/// says so: with none, two machines would make the same ids.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 256")]
fn random() -> [u8; 10] {
    let mut random = [0u8; 10];
    if getrandom::fill(&mut random).is_err() {
        leptos::logging::warn!("The browser gives no random numbers: ids are made of weaker ones");
        random.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    random
}

/// A new version 7 UUID. Ids made in one page sort in the order they were made:
/// lists keep that order without a field for it.
#[allow(clippy::cast_sign_loss, reason = "the clock is past 1970")]
pub fn fresh_uuid() -> Uuid {
    let (id, made) = MADE.get().next(now().millis() as u64, random());
    MADE.set(made);
    id
}

/// A new id of any of the model's types, which are made from UUIDs.
pub fn fresh<T>(make: impl Fn(Uuid) -> T) -> T {
    make(fresh_uuid())
}
