//! The label picker: what to mark a selection as.

use glossator_core::model::AnnotationId;
use leptos::ev::PointerEvent;
use leptos::html;
use leptos::prelude::*;

use super::super::label_bar::cap;
use super::offers::{Choice, Entry, beneath, beside, entries, matching, regions_at};
use super::page::Page;
use crate::components::icon::{Icon, IconView};
use crate::platform::boxes::edges;
use crate::platform::pointer::is_finger;
use crate::platform::{events, page as dom, picker as place};
use crate::state::{App, app, commands};

/// How far down a finger moves to close the tray, in CSS pixels.
const SWIPE: f64 = 48.0;
/// The width up to which the picker is a tray, as in the stylesheet.
const TRAY_WIDTH: f64 = 1100.0;
/// Between the selected words and a tray below them, in CSS pixels.
const ABOVE: f64 = 56.0;

/// The picker, where one is open. It stays while what it would mark grows or shrinks.
#[component]
pub fn LabelPicker() -> impl IntoView {
    let app = app();
    let mark = Memo::new(move |_| app.ui.picker.get().map(|picker| picker.mark));
    move || mark.get().map(|mark| view! { <Open mark/> })
}

#[component]
fn Open(
    /// The mark whose label would change; none: a new mark.
    mark: Option<AnnotationId>,
) -> impl IntoView {
    let app = app();
    let page = expect_context::<Page>();
    let root = NodeRef::<html::Div>::new();
    let filter = RwSignal::new(String::new());
    let active = RwSignal::new(0usize);
    let span = Memo::new(move |_| app.ui.picker.get().map(|picker| picker.span));
    let quote = Memo::new(move |_| {
        let span = span.get()?;
        app.session.page_now(|_, _, open| {
            let words = open.text.slice(span).unwrap_or_default().to_owned();
            (words, open.text.count_tokens(span))
        })
    });
    let words = move || quote.get().map(|(words, _)| words);
    let tokens = move || match quote.get().map_or(0, |(_, tokens)| tokens) {
        1 => "1 token".to_owned(),
        n => format!("{n} tokens"),
    };
    // A mark keeps its kind; a selection becomes what its layer has.
    let kind = mark.and_then(|id| {
        app.session.page_now(|_, _, open| open.marks.get(id).map(|a| a.kind())).flatten()
    });
    let labels = Memo::new(move |_| matching(entries(app, kind), &filter.get()));
    let others = Memo::new(move |_| beside(app, kind));
    Effect::new(move |before: Option<bool>| {
        let (Some(root), Some(span)) = (root.get(), span.get()) else { return false };
        let boxes = page.with(|c| {
            let (from, to) = (c.place(app, span.start())?, c.place(app, span.end())?);
            Some(c.pane.window_boxes(from, to))
        });
        let boxes = boxes.flatten().unwrap_or_default();
        place::beside(&root, &boxes);
        // What a tray would cover is shown above it; later it would slip from under the finger.
        let covered = boxes.last().map_or(0.0, |last| last.bottom + ABOVE - edges(&root).top);
        if before != Some(true) && dom::width() <= TRAY_WIDTH && covered > 0.0 {
            page.change(app, |c| c.scroll_to(c.pane.scroll() + covered));
        }
        true
    });
    let swipe = Swipe::new(app, root);
    let choose = move |choice: &Choice| {
        choice.take(app);
        dom::focus("text");
    };
    let keys = move |e: leptos::ev::KeyboardEvent| {
        let key = events::key_of(&e);
        if key.composing {
            return;
        }
        let list = labels.get_untracked();
        let last = list.len().saturating_sub(1);
        let at = active.get_untracked().min(last);
        let vertical = |down| beneath(list.len(), regions_at(&list), at, down);
        let name = key.name();
        // A letter that the name of something else begins with is typed to find that.
        let found = |l: &&Entry| l.key.as_deref() == Some(name.as_str());
        let begins = |l: &&Entry| l.name.to_uppercase().starts_with(&name) && !found(l);
        let is_typed = name.chars().all(char::is_alphabetic) && list.iter().any(|l| begins(&l));
        let hotkey = (filter.with_untracked(String::is_empty) && !is_typed)
            .then(|| list.iter().find(found).map(|l| l.choice.clone()));
        // Held down since it opened the picker: nothing was chosen yet.
        if key.repeat && (hotkey.as_ref().is_some_and(Option::is_some) || key.name() == "Enter") {
            e.prevent_default();
            e.stop_propagation();
            return;
        }
        if let Some(Some(choice)) = hotkey {
            e.prevent_default();
            choose(&choice);
            return;
        }
        match key.name().as_str() {
            "ArrowRight" => active.set((at + 1).min(last)),
            "ArrowLeft" => active.set(at.saturating_sub(1)),
            "ArrowDown" => active.set(vertical(true)),
            "ArrowUp" => active.set(vertical(false)),
            "Enter" => {
                if let Some(label) = list.get(at) {
                    choose(&label.choice);
                }
            }
            "Escape" => {
                app.ui.picker.set(None);
                dom::focus("text");
            }
            _ => return,
        }
        e.prevent_default();
        e.stop_propagation();
    };
    let option = move |(i, entry): (usize, Entry)| {
        let Entry { name, tag, hue, key, choice, .. } = entry;
        // Without a key, the tag tells labels of one colour apart.
        let tagged = key.is_none() && !tag.is_empty();
        let whole = name.clone();
        view! {
            <button
                class="lb"
                title=whole
                class:on=move || active.get() == i
                id=format!("pick-{i}")
                role="option"
                tabindex="-1"
                aria-selected=move || (active.get() == i).to_string()
                data-hue=hue
                on:click=move |_| choose(&choice)
            >
                <span class="sw" class:tg=tagged aria-hidden="true">{key.as_deref().map_or(tag, cap)}</span>
                <bdi class="trunc">{name}</bdi>
            </button>
        }
    };
    view! {
        <div
            class="picker"
            role="dialog"
            aria-label="Label the selection"
            node_ref=root
            on:keydown=keys
            on:mousedown=|e| e.stop_propagation()
            on:pointerdown=move |e| swipe.begin(&e)
            on:pointermove=move |e| swipe.go(&e)
            on:pointerup=move |e| swipe.end(Some(&e))
            on:pointercancel=move |_| swipe.end(None)
        >
            <div class="ph">
                <b><bdi>{words}</bdi></b>
                <span>{tokens}</span>
                <input
                    id="picker-filter"
                    type="text"
                    placeholder="Type to filter"
                    aria-label="Filter labels"
                    role="combobox"
                    aria-expanded="true"
                    aria-controls="picker-labels"
                    aria-activedescendant=move || format!("pick-{}", active.get())
                    autocomplete="off"
                    prop:value=filter
                    on:input=move |e| {
                        filter.set(event_target_value(&e));
                        active.set(0);
                    }
                />
                <Nudges app/>
            </div>
            <div class="grid" id="picker-labels" role="listbox" aria-label="Labels">
                {move || {
                    let list = labels.get();
                    let split = regions_at(&list);
                    // What is read out says it with each of them.
                    let heading = move |i| (split == Some(i)).then(|| view! {
                        <span class="sech" role="presentation" aria-hidden="true">"Regions"</span>
                    });
                    list.into_iter().enumerate().map(|(i, entry)| view! { {heading(i)}{option((i, entry))} }).collect_view()
                }}
                {move || labels.with(Vec::is_empty).then(|| view! { <p class="empty">"No label fits"</p> })}
            </div>
            <Show when=move || !others.with(Vec::is_empty)>
                <div class="pf">
                    {move || others.get().into_iter().map(|(id, title)| view! { <Act app id title/> }).collect_view()}
                </div>
            </Show>
        </div>
    }
}

/// A finger that swipes the tray down: that closes it, as Esc does. `Copy`: a handle.
#[derive(Clone, Copy)]
struct Swipe {
    app: App,
    root: NodeRef<html::Div>,
    from: StoredValue<Option<f64>>,
}

impl Swipe {
    fn new(app: App, root: NodeRef<html::Div>) -> Self {
        Self { app, root, from: StoredValue::new(None) }
    }

    fn begin(self, event: &PointerEvent) {
        let tray = is_finger(event) && dom::width() <= TRAY_WIDTH;
        self.from.set_value(tray.then(|| f64::from(event.client_y())));
    }

    /// How far down the finger is.
    fn way(self, event: &PointerEvent) -> Option<f64> {
        self.from
            .try_get_value()
            .flatten()
            .map(|from| (f64::from(event.client_y()) - from).max(0.0))
    }

    /// The tray goes with the finger.
    fn go(self, event: &PointerEvent) {
        let root = self.root.try_get_untracked().flatten();
        if let (Some(way), Some(root)) = (self.way(event), root) {
            place::lower(&root, way);
        }
    }

    /// The finger went up, or the browser scrolls with it.
    fn end(self, event: Option<&PointerEvent>) {
        let way = event.and_then(|event| self.way(event));
        self.from.set_value(None);
        if way.is_some_and(|way| way > SWIPE) {
            commands::run(self.app, "escape");
        } else if let Some(root) = self.root.try_get_untracked().flatten() {
            place::lower(&root, 0.0);
        }
    }
}

/// A command under the entries; not shown where it cannot be done.
#[component]
fn Act(app: App, id: &'static str, title: &'static str) -> impl IntoView {
    let command = commands::find(id).filter(|c| c.is_enabled(app))?;
    let act = move |_| {
        commands::run(app, id);
        app.ui.picker.set(None);
        dom::focus("text");
    };
    Some(view! {
        <button class="btn ghost sm" on:click=act>
            {title} " " <kbd aria-hidden="true">{command.keys.first().copied()}</kbd>
        </button>
    })
}

/// For fingers: the selection shorter and longer by a character, and closing.
#[component]
fn Nudges(app: App) -> impl IntoView {
    let button = move |id: &'static str, name: &'static str, icon: Icon| {
        view! {
            <button class="btn icon ghost" aria-label=name on:click=move |_| { commands::run(app, id); }>
                <IconView icon/>
            </button>
        }
    };
    view! {
        <span class="nudge">
            {button("nudge-end-back", "Shorter", Icon::ChevronLeft)}
            {button("nudge-end", "Longer", Icon::ChevronRight)}
            {button("escape", "Close", Icon::Close)}
        </span>
    }
}
