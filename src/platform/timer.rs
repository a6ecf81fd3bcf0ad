//! Waiting.

use gloo_timers::callback::Timeout;

/// A call that is to come; dropping it cancels it.
pub type Waiting = Timeout;

/// Calls a function once after some milliseconds, unless the value is dropped first.
#[must_use = "dropping it cancels the call"]
pub fn after(ms: u32, f: impl FnOnce() + 'static) -> Waiting {
    Timeout::new(ms, f)
}

/// Waits.
pub async fn sleep(ms: u32) {
    gloo_timers::future::TimeoutFuture::new(ms).await;
}

/// Calls a function before the next frame is painted.
pub fn next_frame(f: impl FnOnce() + 'static) {
    leptos::prelude::request_animation_frame(f);
}

/// Calls a function before the last of so many frames is painted; at least of one.
pub fn after_frames(frames: u32, f: impl FnOnce() + 'static) {
    next_frame(move || if frames > 1 { after_frames(frames - 1, f) } else { f() });
}
