//! Shows something only if it is still wanted after a while.

use leptos::prelude::*;

use crate::platform::timer;

/// Shows its children after some milliseconds, so that what is over at once does not flicker.
#[component]
pub fn Delayed(
    /// The wait.
    ms: u32,
    /// What is shown then.
    children: ChildrenFn,
) -> impl IntoView {
    let due = RwSignal::new(false);
    let timer = StoredValue::new_local(Some(timer::after(ms, move || due.set(true))));
    on_cleanup(move || timer.set_value(None));
    view! { <Show when=move || due.get()>{children()}</Show> }
}
