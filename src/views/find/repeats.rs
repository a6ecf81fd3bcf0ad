//! Passages that stand in several documents.

use glossator_core::find::wire::Repeated;
use glossator_core::query::{counted, grouped};
use leptos::prelude::*;

use super::results::document_name;
use crate::components::icon::{Icon, IconView};
use crate::components::virtual_list::VirtualList;
use crate::platform::focus;
use crate::state::{App, app, find};

/// As `.find .rep.vrow` in the stylesheet.
const ROW: f64 = 68.0;

/// A passage's place in the list, and the search that it belongs to: after another one the same
/// place is another passage.
type Key = (u32, u32);

/// The passages, and what is done with the chosen one.
#[component]
pub fn RepeatsView() -> impl IntoView {
    let app = app();
    let repeats = app.find.repeats;
    let rows = Memo::new(move |_| {
        let search = repeats.with(|r| r.search);
        find::passages(app).into_iter().map(|n| (search, n)).collect::<Vec<Key>>()
    });
    let chosen = Memo::new(move |_| repeats.with(|r| r.chosen.map(|n| (r.search, n))));
    let busy = Memo::new(move |_| app.find.busy.with(Option::is_some));
    view! {
        <Status rows/>
        <Show
            when=move || !rows.with(Vec::is_empty)
            fallback=move || view! { <div class="qlist"><p class="empty">{move || empty(app)}</p></div> }
        >
            <VirtualList
                label="Repeated passages"
                id=find::REPEATS
                rows
                current=chosen
                row_height=ROW
                row_class="rep"
                draw=move |(_, n)| draw(app, n)
                on_choose=move |(_, n): Key| find::show_passage(app, n)
            />
        </Show>
        <div class="ffoot">
            <div class="row wrap">
                <button type="button" class="btn" disabled=move || chosen.get().is_none() || busy.get() on:click=move |_| find::copy_marks(app)>
                    <IconView icon=Icon::Copy small=true/>
                    "Copy the marks to the others"
                </button>
                <button type="button" class="btn" disabled=move || chosen.get().is_none() || busy.get() on:click=move |_| find::exclude(app)>
                    <IconView icon=Icon::Region small=true/>
                    "Leave out everywhere"
                </button>
            </div>
            <p class="muted" role="status">{move || app.find.busy.get()}</p>
            <div class="hints muted" aria-hidden="true"><span><kbd>"Enter"</kbd>" choose and show in text"</span></div>
        </div>
    }
}

fn empty(app: App) -> &'static str {
    let repeats = app.find.repeats;
    match repeats.with(|r| (r.read.is_some(), r.list.is_some())) {
        (true, _) => "",
        (false, true) => "No passage of twelve words or more stands in another place.",
        (false, false) => "All documents are read for passages that stand in several places.",
    }
}

#[component]
fn Status(
    /// The passages.
    rows: Memo<Vec<Key>>,
) -> impl IntoView {
    let app = app();
    let repeats = app.find.repeats;
    let reading = Memo::new(move |_| repeats.with(|r| r.read));
    let words = move || {
        let all = app.session.documents(|p| p.documents().len()).unwrap_or(0);
        if let Some(read) = reading.get() {
            let all = counted(all, "document", "documents");
            return format!("{} of {all} read", grouped(read as usize));
        }
        repeats.with(|r| {
            let Some(list) = &r.list else { return String::new() };
            let shown = rows.with(Vec::len);
            let words = counted(shown, "passage stands", "passages stand");
            let cut = r.count as usize > list.len();
            let words = format!("{words} in several places");
            if cut {
                format!(
                    "{words}; the longest {} of {} are listed",
                    grouped(list.len()),
                    grouped(r.count as usize)
                )
            } else {
                words
            }
        })
    };
    let again = move || {
        if repeats.with(|r| r.list.is_some()) { "Find again" } else { "Find repeated passages" }
    };
    view! {
        <div class="fstat">
            <p id="find-problem" role="alert">{move || app.find.problem.get()}</p>
            <p class="muted" role="status">{words}</p>
            <Show
                when=move || reading.get().is_some()
                fallback=move || view! { <button type="button" class="lnk" on:click=move |_| { focus::hand_to(find::PANEL); find::find_repeats(app) }>{again}</button> }
            >
                <button type="button" class="lnk" on:click=move |_| { focus::hand_to(find::PANEL); find::stop(app) }>"Stop"</button>
            </Show>
        </div>
    }
}

fn draw(app: App, n: u32) -> AnyView {
    let found = app.find.repeats.with_untracked(|r| r.list.as_ref()?.get(n as usize).cloned());
    let Some(Repeated { passage, head }) = found else { return ().into_any() };
    let first = passage.places.first().map(|place| place.document);
    let mut documents: Vec<_> = passage.places.iter().map(|place| place.document).collect();
    documents.dedup();
    let also = match documents.len() {
        0 | 1 => counted(passage.places.len(), "time here", "times here"),
        n => format!("also in {}", counted(n - 1, "document", "documents")),
    };
    let name = first.map(|id| document_name(app, id)).unwrap_or_default();
    view! {
        <span class="t serif" dir="auto">{head}</span>
        <span class="d">
            <bdi class="trunc">{name}</bdi>
            <b class="end">{also}</b>
            <span>{counted(passage.words as usize, "word", "words")}</span>
        </span>
    }
    .into_any()
}
