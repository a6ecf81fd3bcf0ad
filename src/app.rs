//! The root: puts state into context, opens the work of last time, and lays out the
//! screens.

use glossator_core::model::DocumentId;
use glossator_core::query::queue_row;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::later::{self, Later, LaterPart, Part};
use crate::platform::indexed_db::IndexedDb;
use crate::platform::{events, page};
use crate::state::route::Route;
use crate::state::session::Phase;
use crate::state::settings::Theme;
use crate::state::{
    App, Authorities, Find, Import, Session, Settings, Ui, commands, import, places,
};
use crate::views;

/// The whole page.
#[component]
pub fn Root() -> impl IntoView {
    let app = App {
        session: Session::new(IndexedDb::default()),
        ui: Ui::new(Route::parse(&page::hash())),
        settings: Settings::load(),
        import: Import::new(),
        authority: Authorities::new(),
        find: Find::new(),
        act: later::act,
    };
    provide_context(app);
    let late = Later::of(app);
    provide_context(late);
    // After the text, which is what is waited for.
    let begun =
        Memo::new(move |_| app.session.settled.get() || app.session.phase.get() == Phase::FirstRun);
    Effect::new(move |_| {
        // These screens are styled as dialogs are.
        if matches!(app.session.phase.get(), Phase::FirstRun | Phase::Unusable(_)) {
            page::switch_late_styles_on();
        }
        if begun.get() {
            spawn_local(async move {
                // Without a network now, it is fetched when it is asked for.
                let _ = late.fetch().await;
                // Fetched when a text asks for it, it would lay out that text twice.
                page::fetch_face("1em 'Noto Naskh Arabic'", "\u{627}");
            });
        }
    });
    spawn_local(places::restore(app));
    follow_settings(app);
    follow_address(app);
    import::follow(app, later::take);
    Effect::new(move |begun: Option<bool>| {
        if late.is_here() && begun != Some(true) {
            later::follow_find(app);
        }
        late.is_here()
    });
    events::on_leaving(move || !app.session.is_written());
    events::on_window_keydown(move |key| commands::global_key(app, key));

    let phase = app.session.phase;
    let screen = Memo::new(move |_| (phase.get(), app.ui.route.get()));
    view! {
        {move || match screen.get() {
            (Phase::Starting, _) => view! { <views::frame::Starting/> }.into_any(),
            (Phase::Unusable(why), _) => view! { <LaterPart part=Part::Unusable(why)/> }.into_any(),
            (Phase::FirstRun, _) => view! { <views::first_run::FirstRun/> }.into_any(),
            (Phase::Ready, Route::Annotate) => view! { <views::frame::Annotate/> }.into_any(),
            (Phase::Ready, Route::Claims) => view! { <LaterPart part=Part::Board/> }.into_any(),
            (Phase::Ready, Route::Entities) => view! { <LaterPart part=Part::Register/> }.into_any(),
            (Phase::Ready, Route::Labels) => view! { <LaterPart part=Part::Labels/> }.into_any(),
        }}
        <views::dialogs::Dialogs/>
        <views::toasts::Toasts/>
    }
}

/// The theme and the text's size live on `<html>`, outside of what Leptos draws.
fn follow_settings(app: App) {
    Effect::new(move |_| match app.settings.get(|s| s.theme) {
        Theme::System => page::remove_root_attribute("data-theme"),
        Theme::Light => page::set_root_attribute("data-theme", "light"),
        Theme::Dark => page::set_root_attribute("data-theme", "dark"),
    });
    Effect::new(move |_| {
        let (size, measure) = app.settings.get(|s| (s.text_size, s.measure));
        page::set_root_property("--text-size", &format!("{}rem", f32::from(size) / 16.0));
        // About 70 characters of the serif face are 31.6 times its size.
        page::set_root_property(
            "--text-measure",
            &format!("{}rem", f32::from(measure) * f32::from(size) * 0.0282),
        );
    });
    follow_title(app);
}

/// The window's title names the document, which is said when another one is shown.
fn follow_title(app: App) {
    let document = Memo::new(move |_| {
        let id = app.session.beside.get()?;
        let layer = app.session.author()?.layer;
        app.session.documents(|p| queue_row(p, layer, id).map(|row| (id, row.title))).flatten()
    });
    Effect::new(move |said: Option<Option<DocumentId>>| {
        let project = app.session.project(|p| p.name().to_owned());
        let shown = document.get();
        let parts = shown.iter().map(|(_, title)| title.as_str()).chain(project.as_deref());
        page::set_title(&parts.chain(["Glossator"]).collect::<Vec<_>>().join(" · "));
        let id = shown.as_ref().map(|(id, _)| *id);
        if let (Some((_, title)), Some(Some(before))) = (shown, said)
            && Some(before) != id
        {
            app.ui.said.polite.set(format!("Document: {title}"));
        }
        id
    });
}

/// Back and forward change the screen.
fn follow_address(app: App) {
    events::on_hash_change(move || app.ui.arrive(Route::parse(&page::hash())));
}
