//! What is fetched once the page can be used: screens and dialogs that nobody sees at
//! first, and the sample project.
//!
//! `cargo xtask dist` puts whatever only the functions of this file reach into a wasm file
//! of its own (`--cfg split`, see build.rs). Other builds hold everything in one file, and
//! the functions are there at once.

use futures::FutureExt as _;
use futures::future::LocalBoxFuture;
use glossator_core::model::DocumentId;
use glossator_core::query::{Margin, glosses};
use glossator_core::store::StoreError;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::cut_words;
use crate::platform::files::Pasted;
use crate::platform::focus;
use crate::platform::page;
use crate::state::commands::{self, Act};
use crate::state::{App, app, exports, find as find_state, places};
use crate::views::unfetched::Unfetched;
use crate::views::{
    board, documents, find, guidelines, help, inspector, labels, mark_menu, palette,
    project_dialog, reader, register, transfer, unsaved, unusable, view_options,
};

/// A screen or a dialog of the later file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Search or run a command; with this text typed already.
    Palette(String),
    /// All keys.
    Help,
    /// Project and annotator.
    Project,
    /// View options.
    View,
    /// Open documents.
    Import,
    /// Write files.
    Export,
    /// Several documents, and what becomes of them.
    Documents,
    /// What can be done with the selected mark, at a point of the window.
    Mark(i32, i32),
    /// The guidelines beside the text.
    Guidelines,
    /// The Labels screen.
    Labels,
    /// The claim board.
    Board,
    /// The entity register.
    Register,
    /// Find and mark, in the inspector's place.
    Find,
    /// What stands in the inspector.
    Inspector,
    /// The label picker.
    Picker,
    /// How far the work on the document is.
    Status,
    /// A link that is drawn from a claim's number.
    Linking,
    /// That the work is not saved, over the text.
    Unsaved,
    /// No project can be opened, and why.
    Unusable(StoreError),
}

impl Part {
    /// Whether it is all that is to be seen, and then whether it has the top bar.
    const fn screen(&self) -> Option<bool> {
        match self {
            Self::Labels | Self::Board | Self::Register => Some(true),
            Self::Unusable(_) => Some(false),
            _ => None,
        }
    }
}

/// The later file could not be fetched.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error(
    "This part of Glossator could not be fetched. Check the network connection and try again; \
     your work is safe"
)]
pub struct NotFetched;

#[cfg(split)]
impl From<leptos::wasm_split::SplitLoaderError> for NotFetched {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// Defines functions whose code is in the later file. They become `async`, and wait for
/// that file if it is not there; the second name waits for it and does nothing else.
macro_rules! later {
    ($($(#[$doc:meta])* fn $name:ident, $wait:ident ($($arg:ident: $type:ty),*) -> $out:ty $body:block)*) => {$(
        #[cfg(split)]
        #[leptos::wasm_split::wasm_split(later, wasm_split_path = ::leptos::wasm_split, preload($wait), fallible)]
        $(#[$doc])*
        fn $name($($arg: $type),*) -> Result<$out, NotFetched> {
            Ok($body)
        }

        #[cfg(not(split))]
        $(#[$doc])*
        #[allow(clippy::unused_async, reason = "it waits when the page is split")]
        async fn $name($($arg: $type),*) -> Result<$out, NotFetched> {
            Ok($body)
        }

        #[cfg(not(split))]
        #[allow(dead_code, clippy::unused_async, reason = "it waits when the page is split")]
        async fn $wait() -> Result<(), NotFetched> {
            Ok(())
        }
    )*};
}

later! {
    /// Draws a part.
    fn draw, parts_are_here(part: Part) -> AnyView {
        match part {
            Part::Palette(typed) => view! { <palette::Palette typed/> }.into_any(),
            Part::Help => view! { <help::Help/> }.into_any(),
            Part::Project => view! { <project_dialog::ProjectDialog/> }.into_any(),
            Part::View => view! { <view_options::ViewOptions/> }.into_any(),
            Part::Import => view! { <transfer::import::ImportDialog/> }.into_any(),
            Part::Export => view! { <transfer::export::ExportDialog these=None/> }.into_any(),
            Part::Documents => view! { <documents::DocumentsDialog/> }.into_any(),
            Part::Mark(x, y) => view! { <mark_menu::MarkMenu x y/> }.into_any(),
            Part::Guidelines => view! { <guidelines::Guidelines/> }.into_any(),
            Part::Labels => view! { <labels::LabelsScreen/> }.into_any(),
            Part::Board => view! { <board::BoardScreen/> }.into_any(),
            Part::Register => view! { <register::RegisterScreen/> }.into_any(),
            Part::Find => view! { <find::FindPanel/> }.into_any(),
            Part::Inspector => view! { <inspector::Inside/> }.into_any(),
            Part::Picker => view! { <reader::picker::LabelPicker/> }.into_any(),
            Part::Status => view! { <reader::status::DocStatus/> }.into_any(),
            Part::Linking => view! { <reader::linking::LinkingView/> }.into_any(),
            Part::Unsaved => view! { <unsaved::Unsaved/> }.into_any(),
            Part::Unusable(why) => view! { <unusable::Unusable why/> }.into_any(),
        }
    }

    /// Makes and opens the sample project.
    fn begin_sample, sample_is_here(app: App) -> LocalBoxFuture<'static, ()> {
        places::open_sample(app).boxed_local()
    }

    /// Does what was asked for.
    fn do_act, acts_are_here(app: App, act: Act) -> () {
        commands::run_act(app, act);
    }

    /// Keeps found places in step with the marks, and says how much is in this browser only.
    fn begin_find, finding_is_here(app: App) -> () {
        find_state::follow(app);
        exports::remind(app);
    }

    /// Says whole what is cut, where the pointer comes to it.
    fn begin_titles, titles_are_here() -> () {
        cut_words::follow();
    }

    /// What other documents say of one.
    fn read_margin, margin_is_here(app: App, document: DocumentId) -> Margin {
        let glosses = app.session.read(|p| glosses(p, document)).unwrap_or_default();
        Margin { glosses, also: find_state::also(app, document) }
    }

    /// Puts files or a text on the list of the import screen.
    fn put, putting_is_here(app: App, pasted: Pasted) -> () {
        match pasted {
            Pasted::Files(picked) => app.import.put(picked),
            Pasted::Text(text) => app.import.put_text(&text),
        }
    }
}

/// Whether the later file is there. `Copy`: a handle, given through context.
#[derive(Clone, Copy)]
pub struct Later {
    here: RwSignal<bool>,
}

impl Later {
    /// The later file of an application.
    pub fn of(app: App) -> Self {
        Self { here: app.ui.later_is_here }
    }

    /// Whether the file is there, followed.
    pub fn is_here(self) -> bool {
        self.here.get()
    }

    /// Fetches the later file, once for all who ask; after a failure, again.
    pub async fn fetch(self) -> Result<(), NotFetched> {
        // Each function asks for itself, once; after that it never waits.
        parts_are_here().await?;
        acts_are_here().await?;
        finding_is_here().await?;
        margin_is_here().await?;
        titles_are_here().await?;
        if !self.here.get_untracked() {
            page::switch_late_styles_on();
            let _ = begin_titles().now_or_never();
            self.here.set(true);
        }
        Ok(())
    }
}

/// Shows a part, as soon as its code is there.
#[component]
pub fn LaterPart(
    /// Which.
    part: Part,
) -> impl IntoView {
    let app = app();
    let later = expect_context::<Later>();
    let failed = RwSignal::new(false);
    let screen = part.screen();
    let fetch = move || {
        failed.set(false);
        spawn_local(async move {
            let Err(why) = later.fetch().await else { return };
            app.ui.dialog.set(None);
            app.ui.guidelines.set(false);
            // It may have been left meanwhile. Where nothing else is to be seen, it is said there.
            if screen.is_some() && failed.try_set(true).is_none() {
                page::switch_late_styles_on();
            } else {
                app.ui.error(why.to_string());
            }
        });
    };
    if !later.here.get_untracked() {
        fetch();
    }
    move || {
        if later.here.get() {
            // Once its code is there, drawing never waits.
            return draw(part.clone()).now_or_never().and_then(Result::ok);
        }
        let bar = screen.filter(|_| failed.get())?;
        Some(view! { <Unfetched bar on_retry=move |()| fetch()/> }.into_any())
    }
}

/// Does what was asked for: at once, or as soon as the code for it is there.
pub fn act(app: App, act: Act) {
    if let Some(Ok(())) = do_act(app, act.clone()).now_or_never() {
        return;
    }
    spawn_local(async move {
        if let Err(why) = act_later(app, act).await {
            app.ui.error(why.to_string());
        }
    });
}

async fn act_later(app: App, act: Act) -> Result<(), NotFetched> {
    Later::of(app).fetch().await?;
    // Where a dialog has come up meanwhile, the keys after it were meant for it.
    if app.ui.dialog.get_untracked().is_some() { Ok(()) } else { do_act(app, act).await }
}

/// Keeps found places in step with the marks; once, when the file is there.
pub fn follow_find(app: App) {
    let _ = begin_find(app).now_or_never();
}

/// What other documents say of one; nothing before the file is there.
pub fn margin(app: App, document: DocumentId) -> Margin {
    read_margin(app, document).now_or_never().and_then(Result::ok).unwrap_or_default()
}

/// Puts what was dropped or pasted on the list of the import screen.
pub fn take(app: App, pasted: Pasted) {
    spawn_local(async move {
        if let Err(why) = put(app, pasted).await {
            app.ui.error(why.to_string());
        }
    });
}

/// Makes and opens the sample project.
pub async fn open_sample(app: App) {
    match begin_sample(app).await {
        Ok(opened) => {
            opened.await;
            // What was pressed is gone, and keys act in the text.
            focus::soon("text");
        }
        Err(why) => app.ui.error(why.to_string()),
    }
}
