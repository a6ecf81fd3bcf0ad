//! The top bar: where one is, and the way to everything else.

use glossator_core::query::{place_of, queue_row};
use leptos::prelude::*;

use super::hint::{KeysOf, shortcut_of};
use super::tools::Tools;
use crate::components::button::IconButton;
use crate::components::icon::{BrandView, Icon, IconView};
use crate::platform::{page, timer};
use crate::state::route::Route;
use crate::state::saver::SaveState;
use crate::state::session::Phase;
use crate::state::{App, app, commands};

/// The id of the button that opens the document list on small screens.
pub const MENU: &str = "menu";

/// The bar over every screen.
#[component]
pub fn TopBar() -> impl IntoView {
    let app = app();
    let ready = Memo::new(move |_| app.session.phase.get() == Phase::Ready);
    let annotating = move || ready.get() && app.ui.route.get() == Route::Annotate;
    view! {
        <header class="top">
            {move || annotating().then(|| view! { <DrawerButton/> })}
            <a class="brand" href=Route::Annotate.hash() aria-label="Glossator, home"><BrandView/><span>"Glossator"</span></a>
            {move || annotating().then(|| view! { <SmallTitle/> })}
            {move || ready.get().then(|| view! { <ProjectButton/><Screens/> })}
            {move || if ready.get() {
                view! { <PaletteButton/> }.into_any()
            } else {
                view! { <span class="grow"></span> }.into_any()
            }}
            <Tools/>
        </header>
    }
}

/// Opens the document list where it has no pane of its own.
#[component]
fn DrawerButton() -> impl IntoView {
    let app = app();
    let place = Memo::new(move |_| place(app));
    let filtered = Memo::new(move |_| app.ui.queue.is_filtered());
    let label = move || {
        let place = place.get().map(|(n, of)| format!(", {n} of {of}")).unwrap_or_default();
        format!("Documents{place}{}", if filtered.get() { ", filtered" } else { "" })
    };
    let open = move |_| {
        app.ui.queue.before.set_value(Some(MENU.to_owned()));
        app.ui.queue.drawer.set(true);
        // The drawer can take the focus once it is drawn.
        timer::next_frame(|| {
            page::focus(super::queue::PANE);
            // Without documents there is no list, and the focus stays on the pane.
            page::focus(super::queue::LIST);
        });
    };
    view! {
        <button
            type="button"
            class="btn icon ghost only-m"
            // What is left out of the list is not seen where the list is not.
            class:filtered=filtered
            id=MENU
            aria-label=label
            aria-expanded=move || app.ui.queue.drawer.get().to_string()
            aria-controls=super::queue::PANE
            on:click=open
        >
            <IconView icon=Icon::Menu/>
        </button>
    }
}

/// The current document's place in the project: 1 of 24.
fn place(app: App) -> Option<(usize, usize)> {
    let id = app.session.current.get()?;
    app.session.documents(|p| place_of(p, id)).flatten()
}

/// Title, place and save state in two lines, for phones.
#[component]
fn SmallTitle() -> impl IntoView {
    let app = app();
    let title = Memo::new(move |_| {
        let id = app.session.current.get()?;
        let layer = app.session.author()?.layer;
        app.session.documents(|p| queue_row(p, layer, id)).flatten().map(|row| row.title)
    });
    let place = Memo::new(move |_| place(app));
    let failed = move || app.session.save.with(|state| matches!(state, SaveState::Failed(_)));
    let below = move || {
        let words = app.session.save.with(SaveState::words);
        match place.get() {
            // The words begin with a capital, which has no place in mid-line.
            Some((n, of)) => format!("{n} of {of} · {}", lower_first(&words)),
            None => words,
        }
    };
    view! {
        <div class="mtitle only-s" class:failed=failed>
            <b class="trunc"><bdi>{move || title.get().unwrap_or_else(|| "No document".to_owned())}</bdi></b>
            <span>{below}</span>
        </div>
        // Fingers have no keys, and at the text's end its head is far away.
        <IconButton icon=Icon::Check label="Done, next document" class="only-s" on_press=move |()| { commands::run(app, "done-next"); }/>
    }
}

fn lower_first(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// The project's name; opens the projects of this browser.
#[component]
fn ProjectButton() -> impl IntoView {
    let app = app();
    let name = Memo::new(move |_| app.session.project(|p| p.name().to_owned()).unwrap_or_default());
    view! {
        <button
            type="button"
            class="btn ghost proj"
            aria-haspopup="dialog"
            on:click=move |_| { commands::run(app, "project"); }
        >
            <span class="vh">"Project: "</span>
            <span><bdi>{name}</bdi></span>
            <IconView icon=Icon::ChevronDown/>
        </button>
    }
}

/// Opens the palette.
#[component]
fn PaletteButton() -> impl IntoView {
    let app = app();
    view! {
        <button
            type="button"
            class="omni"
            aria-haspopup="dialog"
            aria-keyshortcuts=shortcut_of("palette")
            on:click=move |_| { commands::run(app, "palette"); }
        >
            <IconView icon=Icon::Search/>
            <span>"Search or run a command"</span>
            <KeysOf command="palette"/>
        </button>
    }
}

/// The screens.
#[component]
fn Screens() -> impl IntoView {
    let app = app();
    let links = Route::ALL
        .into_iter()
        .map(|route| {
            let current = move || (app.ui.route.get() == route).then_some("page");
            view! { <a href=route.hash() aria-current=current>{route.title()}</a> }
        })
        .collect_view();
    view! { <nav class="nav" aria-label="Views">{links}</nav> }
}
