//! A quiet word that there is no network. Nothing is lost without one.

use leptos::prelude::*;

use super::icon::{Icon, IconView};
use crate::platform::online;

/// Shown while the browser has no network.
#[component]
pub fn OfflineBadge() -> impl IntoView {
    let here = RwSignal::new(online::is_online());
    online::on_change(move |now| here.set(now));
    view! {
        <Show when=move || !here.get()>
            <span class="badge" title="No network. Everything works without it."><IconView icon=Icon::Offline/>"Offline"</span>
        </Show>
    }
}
