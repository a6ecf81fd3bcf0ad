//! The open dialog: one at a time. Those of the Labels and the Entities screen are drawn there.

use leptos::prelude::*;

use crate::later::{LaterPart, Part};
use crate::state::ui::Dialog;
use crate::state::{App, app};

/// Closes the open dialog; the focus goes back by itself.
pub fn close(app: App) {
    app.ui.dialog.set(None);
}

/// The open dialog, and the guidelines beside the text.
#[component]
pub fn Dialogs() -> impl IntoView {
    let app = app();
    let dialog = move || match app.ui.dialog.get() {
        Some(Dialog::Palette(typed)) => Some(Part::Palette(typed)),
        Some(Dialog::Help) => Some(Part::Help),
        Some(Dialog::Project) => Some(Part::Project),
        Some(Dialog::View) => Some(Part::View),
        Some(Dialog::Import) => Some(Part::Import),
        Some(Dialog::Export) => Some(Part::Export),
        Some(Dialog::Documents) => Some(Part::Documents),
        Some(Dialog::Mark(x, y)) => Some(Part::Mark(x, y)),
        Some(
            Dialog::DeleteLabel(_)
            | Dialog::MergeLabel(_)
            | Dialog::Preset
            | Dialog::NewLabel
            | Dialog::NewAttribute
            | Dialog::NewEntity
            | Dialog::SplitEntity
            | Dialog::MoveMentions
            | Dialog::Authority,
        )
        | None => None,
    };
    view! {
        <Show when=move || app.ui.guidelines.get()><LaterPart part=Part::Guidelines/></Show>
        {move || dialog().map(|part| view! { <LaterPart part/> })}
    }
}
