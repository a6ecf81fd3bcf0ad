//! The mentions of the current entry, each in its context, one under the other.

use std::collections::HashMap;
use std::sync::Arc;

use glossator_core::model::{AnnotationId, Confidence, EntityId};
use glossator_core::query::{GroupBy, KwicLine, counted, kwic, kwic_groups};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Found, Screen, acts, tag_of};
use crate::components::delayed::Delayed;
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::components::segmented::Segmented;
use crate::components::virtual_list::{Many, VirtualList};
use crate::state::acts as common;
use crate::state::ui::Dialog;
use crate::views::hint;

/// The id of the list.
pub const LIST: &str = "register-mentions";
/// As `.krow.vrow` in the stylesheet.
const ROW_HEIGHT: f64 = 28.0;
/// How many characters stand on each side.
const WIDTH: usize = 60;
/// After how many documents the lines found so far are shown.
const PORTION: usize = 16;

/// Looks the mentions up when the current entry changes, or its mentions do.
pub fn follow(screen: Screen) {
    let app = screen.app;
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let id = screen.rested.get();
        app.session.registers(|_| ());
        app.session.documents(|_| ());
        let now = turn.get_value().wrapping_add(1);
        turn.set_value(now);
        if screen.found.with_untracked(|f| f.entity != id) {
            screen.lines.update(|lines| lines.clear());
            screen.line.set(None);
            screen.found.set(Found { entity: id, read: (0, 1), ..Found::default() });
        }
        let Some(id) = id else { return };
        spawn_local(async move {
            look_up(screen, id, move || turn.try_get_value() == Some(now)).await;
        });
    });
    on_cleanup(move || app.session.let_go());
}

/// Reads document by document, so that no more than needed is in memory at once.
async fn look_up(screen: Screen, id: EntityId, is_wanted: impl Fn() -> bool) {
    let app = screen.app;
    if !is_wanted() {
        return;
    }
    let documents = app.session.read(|p| p.documents_with(id)).unwrap_or_default();
    let all = documents.len();
    let first = screen.found.with_untracked(|f| f.lines.is_empty());
    let mut lines: Vec<KwicLine> = Vec::new();
    for (n, document) in documents.into_iter().enumerate() {
        if let Err(error) = app.session.load(document).await {
            app.ui.error(error);
        }
        if !is_wanted() {
            return;
        }
        lines.extend(app.session.read(|p| kwic(p, id, document, WIDTH)).unwrap_or_default());
        if n % PORTION == PORTION - 1 {
            // What was shown before stays until everything is read again.
            let shown = first.then(|| Arc::new(lines.clone()));
            screen.found.update(|f| {
                f.lines = shown.unwrap_or_else(|| Arc::clone(&f.lines));
                f.read = (n + 1, all);
            });
            app.session.let_go();
        }
    }
    screen.lines.update(|ticked| {
        ticked.retain(|(d, a)| lines.iter().any(|l| l.document == *d && l.annotation == *a));
    });
    screen.found.set(Found { entity: Some(id), lines: Arc::new(lines), read: (all, all) });
    app.session.let_go();
}

/// Goes to an entry's first mention.
fn open_first(screen: Screen, id: EntityId) {
    let app = screen.app;
    spawn_local(async move {
        let documents = app.session.read(|p| p.documents_with(id)).unwrap_or_default();
        let Some(document) = documents.into_iter().next() else { return };
        if let Err(error) = app.session.load(document).await {
            return app.ui.error(error);
        }
        let lines = app.session.read(|p| kwic(p, id, document, WIDTH)).unwrap_or_default();
        if let Some(line) = lines.first() {
            common::show_mark(app, document, line.annotation);
        }
    });
}

/// The lines in their order.
#[derive(Clone, Default, PartialEq)]
struct Shown {
    lines: Arc<Vec<KwicLine>>,
    rows: Vec<AnnotationId>,
    /// The line of a mention, and the heading that stands on the first of a group.
    at: HashMap<AnnotationId, (usize, Option<String>)>,
}

impl Shown {
    fn line(&self, id: AnnotationId) -> Option<&KwicLine> {
        self.at.get(&id).and_then(|(n, _)| self.lines.get(*n))
    }
}

/// The mentions.
#[component]
pub fn Mentions(screen: Screen) -> impl IntoView {
    let by = RwSignal::new(GroupBy::Document);
    let shown = Memo::new(move |_| {
        let lines = screen.found.with(|f| Arc::clone(&f.lines));
        let groups = screen.app.session.read(|p| kwic_groups(p, &lines, by.get()));
        let mut shown = Shown { lines, ..Shown::default() };
        for group in groups.unwrap_or_default() {
            let mut heading = Some(group.heading);
            for n in group.lines {
                let Some(line) = shown.lines.get(n) else { continue };
                shown.rows.push(line.annotation);
                shown.at.insert(line.annotation, (n, heading.take()));
            }
        }
        shown
    });
    let rows = Memo::new(move |_| shown.with(|s| s.rows.clone()));
    let place = move |id| shown.with_untracked(|s| s.line(id).map(|l| (l.document, l.annotation)));
    let many = Many {
        follows: true,
        ticked: Callback::new(move |id| {
            screen.lines.with(|ticked| ticked.iter().any(|(_, a)| *a == id))
        }),
        on_tick: Callback::new(move |id| {
            if let Some(place) = place(id) {
                screen.lines.update(|ticked| {
                    if !ticked.remove(&place) {
                        ticked.insert(place);
                    }
                });
            }
        }),
        on_enter: Callback::new(move |id| {
            if let Some((document, id)) = place(id) {
                common::show_mark(screen.app, document, id);
            }
        }),
    };
    let hue = Memo::new(move |_| {
        let id = screen.rested.get()?;
        screen.app.session.schema(|_| ());
        screen.app.session.registers(|p| {
            let e = p.entities().get(&id)?;
            Some(tag_of(p, e.label.as_ref()).1)
        })?
    });
    view! {
        <div class="rmen">
            <Head screen by rows many/>
            <Show
                when=move || !rows.with(Vec::is_empty)
                fallback=move || view! { <Nothing screen/> }
            >
                <div class="kwic" style=("--n", move || rows.with(Vec::len).to_string()) data-hue=move || hue.get().unwrap_or(0).to_string()>
                    <VirtualList
                        label="Mentions in context"
                        id=LIST
                        rows
                        current=screen.line
                        row_height=ROW_HEIGHT
                        row_class="krow"
                        draw=move |id| view! { <Line shown id/> }
                        on_choose=move |id| screen.line.set(Some(id))
                        many=Some(many)
                    />
                </div>
            </Show>
        </div>
    }
}

/// How many mentions there are, and what is done with the ticked ones.
#[component]
fn Head(
    screen: Screen,
    by: RwSignal<GroupBy>,
    rows: Memo<Vec<AnnotationId>>,
    many: Many<AnnotationId>,
) -> impl IntoView {
    let ticked = Memo::new(move |_| screen.lines.with(|l| l.len()));
    let open = move |_| {
        let current = screen.current.get_untracked();
        if let Some(id) = current.filter(|_| screen.found.with_untracked(|f| f.entity) != current) {
            // What is shown is still of the entry before.
            return open_first(screen, id);
        }
        let first = || rows.with_untracked(|rows| rows.first().copied());
        if let Some(id) = screen.line.get_untracked().or_else(first) {
            many.on_enter.run(id);
        }
    };
    view! {
        <div class="row wrap rmh">
            <h3>{move || counted(rows.with(Vec::len), "mention in context", "mentions in context")}</h3>
            <span class="muted" role="status">{move || (ticked.get() > 0).then(|| format!("{} ticked", ticked.get()))}</span>
            <Progress screen/>
            <span class="grow"></span>
            <Show when=move || { ticked.get() > 0 }>
                <button
                    type="button"
                    class="btn"
                    aria-haspopup="dialog"
                    aria-keyshortcuts="Shift+S"
                    on:click=move |_| acts::ask_for_mentions(screen, Dialog::SplitEntity)
                >
                    <IconView icon=Icon::Merge/>
                    "Move ticked to a new entity"
                </button>
                <button
                    type="button"
                    class="btn"
                    aria-haspopup="dialog"
                    aria-keyshortcuts="Shift+M"
                    on:click=move |_| acts::ask_for_mentions(screen, Dialog::MoveMentions)
                >
                    "Move ticked to…"
                </button>
            </Show>
            <Show when=move || ticked.get() == 0 && !rows.with(Vec::is_empty)>
                <button type="button" class="btn" on:click=open>
                    <IconView icon=Icon::Follow/>
                    "Open in text"
                    <Keys caps=hint::caps("Enter")/>
                </button>
            </Show>
            <Segmented
                label="Order of mentions"
                options=vec![(GroupBy::Document, "By document".to_owned()), (GroupBy::Alias, "By alias".to_owned())]
                value=by
                on_change=move |v| by.set(v)
            />
        </div>
    }
}

/// How many documents were read, if that takes a while.
#[component]
fn Progress(screen: Screen) -> impl IntoView {
    let reading = Memo::new(move |_| screen.found.with(|f| !f.is_whole()));
    let words = move || {
        let (n, all) = screen.found.with(|f| f.read);
        if n == 0 { "Reading…".to_owned() } else { format!("Read {n} of {all} documents") }
    };
    view! {
        <Show when=move || reading.get()>
            <Delayed ms=300><span class="muted">{words}</span></Delayed>
        </Show>
    }
}

/// Why there is no line.
#[component]
fn Nothing(screen: Screen) -> impl IntoView {
    let whole = Memo::new(move |_| screen.found.with(Found::is_whole));
    view! {
        <Show when=move || whole.get()>
            <p class="empty">"No text mentions it. In a text, O on a mention links it."</p>
        </Show>
    }
}

/// The inside of a line.
#[component]
fn Line(
    shown: Memo<Shown>,
    /// The mention.
    id: AnnotationId,
) -> impl IntoView {
    let inside = move || {
        shown.with(|s| {
            let KwicLine { line: l, confidence, .. } = s.line(id)?.clone();
            let heading = s.at.get(&id).and_then(|(_, heading)| heading.clone());
            let more = |more: bool| if more { "…" } else { "" };
            let unsure = confidence == Confidence::Unsure;
            Some(view! {
                <span class="tick" aria-hidden="true"><IconView icon=Icon::Check small=true/></span>
                <span class="kd trunc" title=heading.clone()><bdi>{heading.clone()}</bdi></span>
                <span class="kx" dir=if l.rtl { "rtl" } else { "ltr" }>
                    <span class="kb"><bdi>{more(l.more_before)}{l.before}</bdi></span>
                    <span class="kw"><bdi class="m">{l.words}</bdi>{unsure.then(|| view! { <span class="muted" title="The link is unsure">"?"<span class="vh">", unsure"</span></span> })}</span>
                    <span class="ka"><bdi>{l.after}{more(l.more_after)}</bdi></span>
                </span>
            })
        })
    };
    view! { {inside} }
}
