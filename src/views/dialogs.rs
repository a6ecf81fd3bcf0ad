//! The open dialog: one at a time. Those of the Labels and the Entities screen are drawn there.

use leptos::prelude::*;

use super::{guidelines, help, palette, project_dialog, transfer, view_options};
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
        Some(Dialog::Palette(typed)) => view! { <palette::Palette typed/> }.into_any(),
        Some(Dialog::Help) => view! { <help::Help/> }.into_any(),
        Some(Dialog::Project) => view! { <project_dialog::ProjectDialog/> }.into_any(),
        Some(Dialog::View) => view! { <view_options::ViewOptions/> }.into_any(),
        Some(Dialog::Import) => view! { <transfer::import::ImportDialog/> }.into_any(),
        Some(Dialog::Export) => view! { <transfer::export::ExportDialog/> }.into_any(),
        Some(
            Dialog::DeleteLabel(_)
            | Dialog::MergeLabel(_)
            | Dialog::Preset
            | Dialog::NewAttribute
            | Dialog::NewEntity
            | Dialog::SplitEntity
            | Dialog::MoveMentions
            | Dialog::Authority,
        )
        | None => ().into_any(),
    };
    view! {
        <Show when=move || app.ui.guidelines.get()><guidelines::Guidelines/></Show>
        {dialog}
    }
}
