//! The places that were found, document by document, each in its context.

use std::collections::BTreeSet;

use glossator_core::find::wire::FoundHit;
use glossator_core::find::{HitState, Row, Target};
use glossator_core::model::{DocumentId, Kind as MarkKind, LabelId};
use glossator_core::query::grouped;
use leptos::prelude::*;

use super::super::inspector::list_rows::Tag;
use crate::components::icon::{Icon, IconView};
use crate::components::virtual_list::{Many, VirtualList};
use crate::platform::{focus, page};
use crate::state::find::{self, Kind, LIST};
use crate::state::{App, app};

/// Height of a row in CSS pixels, as `.find .vrow` has it; on touch screens the second.
const ROW: (f64, f64) = (28.0, 40.0);

/// A row, and the search that it belongs to.
type Key = (u32, Row);

/// How much was found, and the list.
#[component]
pub fn ResultsView() -> impl IntoView {
    let app = app();
    let find = app.find;
    let rows = Memo::new(move |_| {
        let search = find.search.get();
        let rows = find.results.with(|results| results.rows());
        rows.into_iter().map(|row| (search, row)).collect::<Vec<Key>>()
    });
    let ticked = move |(_, row): Key| {
        let places = find.results.with(|results| results.places_of(row));
        find.ticked.with(|ticked| !places.is_empty() && places.clone().all(|n| ticked.contains(&n)))
    };
    // A tablet can be turned while the list is there.
    let height = || if page::width() <= 1100.0 { ROW.1 } else { ROW.0 };
    let row_height = RwSignal::new(height());
    let turned = window_event_listener(leptos::ev::resize, move |_| {
        if row_height.get_untracked() != height() {
            row_height.set(height());
        }
    });
    on_cleanup(move || turned.remove());
    let list = move || {
        let row_height = row_height.get();
        view! {
            <VirtualList
                label="Found places"
                id=LIST
                rows
                current=Signal::derive(move || find.at.get().map(|row| (find.search.get_untracked(), row)))
                row_height
                row_class="hit"
                draw=move |(_, row)| draw(app, row)
                on_choose=move |(_, row): Key| find::go(app, row)
                many=Some(Many {
                    ticked: Callback::new(ticked),
                    on_tick: Callback::new(move |(_, row): Key| find::tick(app, row)),
                    on_enter: Callback::new(move |(_, row): Key| find::go(app, row)),
                    follows: false,
                })
            />
        }
    };
    view! {
        <Status/>
        <Show when=move || !rows.with(Vec::is_empty) fallback=move || view! { <Nothing/> }>{list}</Show>
    }
}

/// What is looked for in words, and how far it is.
#[component]
fn Status() -> impl IntoView {
    let app = app();
    let find = app.find;
    // Said once: while searching the numbers go by too fast.
    let words = Memo::new(move |_| {
        let of = find.searching.get().unwrap_or_default();
        // What marks would be marked as says nothing of them.
        let (what, target) = match find.kind.get() {
            Kind::Marks => (("mark", "marks"), Target::default()),
            _ => (("place", "places"), find.target.get()),
        };
        find.results.with(|r| {
            if r.is_done() || find.searching.get().is_some() {
                r.words(what, &target, of)
            } else {
                String::new()
            }
        })
    });
    let busy = move || find.searching.get().is_some();
    view! {
        <div class="fstat">
            <p id="find-problem" role="alert">
                {move || find.problem.get().map(|why| view! {
                    <span class="badge bad"><IconView icon=Icon::Warning/></span>" "<bdi>{why}</bdi>
                })}
            </p>
            <p class="muted" role="status" aria-busy=move || busy().to_string()>{words}</p>
            <Show when=move || busy() && !find.results.with(|r| r.is_done())>
                <button type="button" class="lnk" on:click=move |_| { focus::hand_to(find::PANEL); find::stop(app) }>"Stop"</button>
            </Show>
        </div>
    }
}

/// What fills the list.
#[component]
fn Nothing() -> impl IntoView {
    let find = app().find;
    let words = move || {
        let over = find.results.with(|r| r.is_done());
        match find.kind.get() {
            _ if find.problem.with(Option::is_some) || find.searching.get().is_some() => "",
            Kind::Words if over => "Nothing is written so. Other words, or parts of words, may be.",
            Kind::Marks if over => "No mark is like this.",
            Kind::Words => "Type words to see every place where they stand.",
            Kind::Marks => "Choose what the marks have in common.",
            Kind::Repeats => "",
        }
    };
    view! { <div class="qlist"><p class="empty">{words}</p></div> }
}

fn draw(app: App, row: Row) -> AnyView {
    match row {
        Row::Document(n) => {
            let group = app.find.results.with_untracked(|r| r.group(n).copied());
            let Some(group) = group else { return ().into_any() };
            let name = document_name(app, group.document);
            view! {
                <Tick row/>
                <b class="trunc grow" dir="auto">{name}</b>
                <span class="muted num">{grouped(group.count as usize)}</span>
            }
            .into_any()
        }
        Row::Hit(n) => {
            let hit = app.find.results.with_untracked(|r| r.hit(n).map(|(_, hit)| hit.clone()));
            let Some(FoundHit { line, .. }) = hit else { return ().into_any() };
            view! {
                <Tick row/>
                <span class="kwic" dir=if line.rtl { "rtl" } else { "ltr" }>
                    <span class="kb"><bdi>{line.before}</bdi></span>
                    <mark><bdi>{line.words}</bdi></mark>
                    <span class="ka"><bdi>{line.after}</bdi></span>
                </span>
                <There n/>
            }
            .into_any()
        }
    }
}

/// The name of a document, as the list of documents has it.
pub fn document_name(app: App, id: DocumentId) -> String {
    let name = app.session.read(|p| p.documents().get(&id).map(|d| d.display_name().to_owned()));
    name.flatten().unwrap_or_else(|| "A document that is gone".to_owned())
}

/// The box of a row; the list says whether it is ticked.
#[component]
fn Tick(row: Row) -> impl IntoView {
    let app = app();
    let find = app.find;
    let on = move || {
        let places = find.results.with(|results| results.places_of(row));
        find.ticked
            .with(|t: &BTreeSet<u32>| !places.is_empty() && places.clone().all(|n| t.contains(&n)))
    };
    view! {
        <span
            class="tick"
            class:on=on
            aria-hidden="true"
        >
            <IconView icon=Icon::Check small=true/>
        </span>
    }
}

/// What stands at a place: the tags of its marks, or that it is left out.
#[component]
fn There(
    /// The place.
    n: u32,
) -> impl IntoView {
    let app = app();
    let find = app.find;
    let shown = Memo::new(move |_| {
        let target = find.target.get();
        find.results.with(|results| {
            let (_, hit) = results.hit(n)?;
            let labels: Vec<(Option<LabelId>, MarkKind)> =
                hit.known.marks.iter().map(|m| (m.label.clone(), m.kind)).collect();
            Some((labels, results.state(n, &target), hit.mark.is_some()))
        })
    });
    move || {
        let (labels, state, is_mark) = shown.get()?;
        let shown = labels.into_iter().take(2);
        let tags = shown.map(|(label, kind)| view! { <Tag label kind/> }).collect_view();
        let said = match state {
            _ if is_mark => "",
            HitState::Excluded => "left out",
            HitState::Marked => "marked so already",
            HitState::Otherwise => "linked to another entity",
            HitState::Unlinked => "to be linked",
            HitState::Free => "",
        };
        let class = if state == HitState::Excluded { "muted" } else { "vh" };
        Some(view! { <span class="there">{tags}<span class=class>{said}</span></span> })
    }
}
