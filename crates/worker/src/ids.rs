//! New ids that sort in the order they were made.

use std::cell::Cell;

use glossator_core::model::Sequence;
use uuid::Uuid;

thread_local! {
    static MADE: Cell<Sequence> = const { Cell::new(Sequence::new()) };
}

/// Ten random bytes. Where the browser refuses them they are of a weaker source, and the console
/// says so: with none, two machines would make the same ids.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 256")]
fn random() -> [u8; 10] {
    let mut random = [0u8; 10];
    if getrandom::fill(&mut random).is_err() {
        web_sys::console::warn_1(
            &"The browser gives no random numbers: ids are made of weaker ones".into(),
        );
        random.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    random
}

/// A new version 7 UUID; later ones sort behind earlier ones.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the clock is past 1970"
)]
pub fn next() -> Uuid {
    let (id, made) = MADE.get().next(js_sys::Date::now() as u64, random());
    MADE.set(made);
    id
}
