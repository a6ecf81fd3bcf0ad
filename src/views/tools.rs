//! The right end of the top bar: undo, whether the work is saved, theme, help, export.

use leptos::prelude::*;

use super::hint::{caps_of, shortcut_of};
use crate::components::button::IconButton;
use crate::components::icon::{Icon, IconView};
use crate::components::menu::{MenuButton, MenuItem};
use crate::components::offline::OfflineBadge;
use crate::platform::timer;
use crate::state::rest::Follower;
use crate::state::route::Route;
use crate::state::saver::SaveState;
use crate::state::session::Phase;
use crate::state::settings::Theme;
use crate::state::{App, app, commands};

/// Undo, save state, theme, help, export; on small screens a menu has the rest.
#[component]
pub fn Tools() -> impl IntoView {
    let app = app();
    let (undo, redo) = steps(app);
    let theme = Memo::new(move |_| app.settings.get(|s| s.theme));
    let no_documents = no_documents(app);
    view! {
        <div class="tools">
            <IconButton
                icon=Icon::Undo
                label="Undo"
                title=Signal::derive(move || undo.get().map(|t| format!("Undo: {t}")).unwrap_or_default())
                disabled=Signal::derive(move || undo.with(Option::is_none))
                keys=shortcut_of("undo")
                keep_focus=true
                on_press=move |()| { commands::run(app, "undo"); }
            />
            <IconButton
                icon=Icon::Redo
                label="Redo"
                class="redo"
                title=Signal::derive(move || redo.get().map(|t| format!("Redo: {t}")).unwrap_or_default())
                disabled=Signal::derive(move || redo.with(Option::is_none))
                keys=shortcut_of("redo")
                keep_focus=true
                on_press=move |()| { commands::run(app, "redo"); }
            />
            <OfflineBadge/>
            <SaveView/>
            <IconButton
                icon=Signal::derive(move || theme_icon(theme.get()))
                label=Signal::derive(move || format!("Theme: {}", theme_words(theme.get())))
                class="hide-s"
                on_press=move |()| { commands::run(app, "theme"); }
            />
            <IconButton
                icon=Icon::Help
                label="Keyboard help"
                class="hide-s"
                keys=shortcut_of("help")
                on_press=move |()| { commands::run(app, "help"); }
            />
            <button
                type="button"
                class="btn primary"
                disabled=move || no_documents.get()
                aria-keyshortcuts=shortcut_of("export")
                aria-haspopup="dialog"
                on:click=move |_| { commands::run(app, "export"); }
            >
                <IconView icon=Icon::Export/>
                <span>"Export"</span>
            </button>
            <MenuButton
                icon=Icon::More
                label="More"
                class="only-m"
                prefix="more-"
                items=Callback::new(move |()| more(app, redo.get().is_none(), no_documents.get(), theme.get()))
            />
        </div>
    }
}

/// What undo and redo would do, when keys rest: the keys themselves need no button.
fn steps(app: App) -> (RwSignal<Option<String>>, RwSignal<Option<String>>) {
    let (undo, redo) = (RwSignal::new(None), RwSignal::new(None));
    Effect::new(move |_| {
        let titles = app
            .session
            .history(|h| [h.next_undo(), h.next_redo()].map(|step| step.map(|t| t.title.clone())));
        let [back, forth] = titles.unwrap_or_default();
        app.session.rest.soon(Follower::History, move || {
            undo.set(back);
            redo.set(forth);
        });
    });
    (undo, redo)
}

fn no_documents(app: App) -> Memo<bool> {
    Memo::new(move |_| {
        // The phase too: in the first run there is no project to follow.
        app.session.phase.track();
        app.session.documents(|p| p.documents().is_empty()).unwrap_or(true)
    })
}

/// What the menu of small screens has.
fn more(app: App, no_redo: bool, no_documents: bool, theme: Theme) -> Vec<MenuItem> {
    let ready = app.session.phase.get() == Phase::Ready;
    let row = |icon, title: &str, command: &'static str, disabled| MenuItem {
        icon,
        title: title.to_owned(),
        caps: caps_of(command),
        disabled,
        act: Callback::new(move |()| {
            commands::run(app, command);
        }),
    };
    let mut rows = Vec::new();
    if ready {
        rows.push(row(Icon::Search, "Search or run a command", "palette", false));
        rows.push(row(Icon::Redo, "Redo", "redo", no_redo));
    }
    rows.push(row(Icon::Import, "Open documents", "open-documents", false));
    if ready {
        rows.push(row(Icon::Export, "Export", "export", no_documents));
        rows.push(row(Icon::Folder, "Project", "project", false));
        let here = app.ui.route.get();
        for route in Route::ALL.into_iter().filter(|route| *route != here) {
            rows.push(row(route_icon(route), route.title(), route.command(), false));
        }
        rows.push(row(Icon::Eye, "View options", "view-options", false));
    }
    rows.push(row(theme_icon(theme), &format!("Theme: {}", theme_words(theme)), "theme", false));
    rows.push(row(Icon::Help, "Keyboard help", "help", false));
    rows
}

const fn route_icon(route: Route) -> Icon {
    match route {
        Route::Annotate => Icon::Edit,
        Route::Claims => Icon::Board,
        Route::Entities => Icon::Person,
        Route::Labels => Icon::Tag,
    }
}

const fn theme_icon(theme: Theme) -> Icon {
    match theme {
        Theme::System => Icon::Theme,
        Theme::Light => Icon::Light,
        Theme::Dark => Icon::Dark,
    }
}

const fn theme_words(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "follows the system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

/// The words of the save state. Those for "saving" and "saved" take turns with each key: both
/// are there, and a class says which one is seen.
#[derive(Clone, PartialEq, Eq)]
enum SaveWords {
    Nothing,
    InStep,
    Failed(SaveState),
}

/// Whether the work is saved. Always there, and true.
///
/// The handle `data-save` changes at once. No rule of the stylesheet asks for it, so that it
/// costs no frame; the words "Saved on this device" come when keys rest.
#[component]
fn SaveView() -> impl IntoView {
    let app = app();
    let save = app.session.save;
    let words = Memo::new(move |_| match save.get() {
        SaveState::Nothing => SaveWords::Nothing,
        SaveState::Saving | SaveState::Saved => SaveWords::InStep,
        failed @ SaveState::Failed(_) => SaveWords::Failed(failed),
    });
    let saving = RwSignal::new(false);
    Effect::new(move |_| {
        if save.with(|state| *state == SaveState::Saving) {
            app.session.rest.forget(Follower::Saved);
            // With the mark, in one frame.
            timer::next_frame(move || {
                // The bar may be gone by then.
                if save.try_with_untracked(|state| *state == SaveState::Saving) == Some(true) {
                    saving.set(true);
                }
            });
        } else if saving.get_untracked() {
            app.session.rest.soon(Follower::Saved, move || saving.set(false));
        }
    });
    let line = |class: &'static str, icon, state: &SaveState| {
        view! { <span class=class><IconView icon/><span>{state.words()}</span></span> }
    };
    let lines = move || match words.get() {
        SaveWords::Nothing => line("", Icon::Unsaved, &SaveState::Nothing).into_any(),
        SaveWords::InStep => view! {
            {line("now", Icon::Saving, &SaveState::Saving)}
            {line("kept", Icon::Saved, &SaveState::Saved)}
        }
        .into_any(),
        SaveWords::Failed(state) => line("", Icon::Warning, &state).into_any(),
    };
    let why = move || match words.get() {
        SaveWords::Failed(state) => Some(state.words()),
        _ => None,
    };
    view! {
        <span
            class="save"
            class:busy=move || saving.get()
            class:full=move || why().is_some()
            data-save=move || save.with(SaveState::handle)
            title=why
        >
            {lines}
        </span>
    }
}
