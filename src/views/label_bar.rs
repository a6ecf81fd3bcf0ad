//! The label bar: which layer keys act on, and its labels with their keys.

use glossator_core::model::{Kind, Label, LabelId};
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;

use super::hint::{caps, caps_of, shortcut, shortcut_of};
use crate::components::button::IconButton;
use crate::components::icon::{Icon, IconView};
use crate::components::roving::Roving;
use crate::platform::boxes;
use crate::state::route::Route;
use crate::state::ui::Front;
use crate::state::{app, commands};

/// Tools of the claims layer: command and word.
const CLAIM_TOOLS: [(&str, &str); 4] =
    [("claim", "Claim"), ("speaker", "Speaker"), ("cue", "Cue"), ("boilerplate", "Boilerplate")];

/// The bar under the top bar; at the thumb on phones.
#[component]
pub fn LabelBar() -> impl IntoView {
    let app = app();
    view! {
        <section class="lab" aria-label="Labels">
            <LayerSwitch/>
            <span class="vr"></span>
            {move || match app.ui.front.get() {
                Front::Entities => view! { <MentionLabels/> }.into_any(),
                Front::Claims => view! { <ClaimTools/> }.into_any(),
            }}
            <span class="grow"></span>
            <IconButton
                icon=Icon::Eye
                label="View options"
                class="sm hide-s"
                keys=shortcut_of("view-options")
                on_press=move |()| { commands::run(app, "view-options"); }
            />
        </section>
    }
}

/// Keeps the focus in the text, where the selection is, when a button is pressed.
fn keep_focus(event: MouseEvent) {
    event.prevent_default();
}

/// The only mode there is.
#[component]
fn LayerSwitch() -> impl IntoView {
    let app = app();
    let button = move |front: Front,
                       command: &'static str,
                       icon: Icon,
                       words: &'static str,
                       key: &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || (app.ui.front.get() == front).to_string()
                aria-keyshortcuts=key
                on:mousedown=keep_focus
                on:click=move |_| { commands::run(app, command); }
            >
                <IconView icon small=true/>
                {words}
                " "
                <kbd aria-hidden="true">{key}</kbd>
            </button>
        }
    };
    view! {
        <div class="segc" role="group" aria-label="Layer">
            {button(Front::Entities, "layer-entities", Icon::Tag, "Entities", "E")}
            {button(Front::Claims, "layer-claims", Icon::Quote, "Claims", "C")}
        </div>
    }
}

/// What the bar shows of a label.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Chip {
    id: LabelId,
    name: String,
    hue: u8,
    hotkey: Option<String>,
}

impl Chip {
    fn of(label: &Label) -> Self {
        let Label { id, name, hue, hotkey, .. } = label.clone();
        Self { id, name, hue: hue.get(), hotkey }
    }
}

/// The labels of mentions, in the schema's order.
#[component]
fn MentionLabels() -> impl IntoView {
    let app = app();
    let labels = Memo::new(move |_| {
        app.session
            .schema(|s| s.labels_of(Kind::Mention).map(Chip::of).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let selected = Memo::new(move |_| {
        let id = app.ui.inspector.inspected.get()?;
        app.session.page(|_, _, open| open.marks.get(id).and_then(|a| a.label.clone())).flatten()
    });
    let len = Memo::new(move |_| labels.with(Vec::len));
    let roving = Roving::row("label-");
    let bar = NodeRef::<html::Div>::new();
    let hidden = RwSignal::new(0usize);
    // The screen may have been left since.
    let count = move || {
        if let Some(bar) = bar.try_get_untracked().flatten() {
            hidden.set(boxes::out_of_sight(&bar));
        }
    };
    Effect::new(move |_| {
        labels.track();
        if let Some(bar) = bar.get() {
            boxes::on_size(&bar, count);
        }
    });
    let button = move |(n, chip): (usize, Chip)| {
        let Chip { id, name, hue, hotkey } = chip;
        let pressed = {
            let id = id.clone();
            move || selected.with(|s| s.as_ref().map(|s| (*s == id).to_string()))
        };
        view! {
            <button
                type="button"
                class="lb"
                data-hue=hue
                id=roving.id(n)
                tabindex=move || roving.tabindex(n, len.get())
                aria-pressed=pressed
                aria-keyshortcuts=hotkey.as_deref().and_then(shortcut)
                on:mousedown=keep_focus
                on:focus=move |_| roving.focused(n)
                on:click=move |_| commands::label(app, id.clone())
            >
                <span class="sw" aria-hidden="true">{hotkey.as_deref().map(cap)}</span>
                <bdi class="trunc">{name}</bdi>
            </button>
        }
    };
    view! {
        <Show
            when=move || len.get() != 0
            fallback=move || view! {
                <span class="muted">"No entity labels yet. "<a class="lnk" href=Route::Labels.hash()>"Add labels"</a></span>
            }
        >
            <div class="labels" role="toolbar" aria-label="Entity labels" node_ref=bar on:scroll=move |_| count() on:wheel=boxes::turn_wheel on:keydown=move |event| { roving.key(&event, len.get()); }>
                <For
                    each=move || labels.get().into_iter().enumerate()
                    key=|row| row.clone()
                    children=button
                />
            </div>
            {move || Some(hidden.get()).filter(|n| *n > 0).map(|n| view! {
                <button
                    type="button"
                    class="btn sm ghost"
                    aria-label=format!("{n} more labels")
                    title="All labels"
                    on:mousedown=keep_focus
                    on:click=move |_| {
                        if !commands::run(app, "picker") {
                            app.ui.go(Route::Labels);
                        }
                    }
                >
                    "+"{n}
                </button>
            })}
        </Show>
    }
}

/// A key in the 18 pixels of a swatch: `Shift+1` is `⇧1`.
pub fn cap(hotkey: &str) -> String {
    caps(hotkey).iter().map(|cap| if cap == "Shift" { "⇧" } else { cap.as_str() }).collect()
}

/// Why a tool cannot be used now.
fn needs(command: &str) -> &'static str {
    match command {
        "speaker" | "cue" => "Select a claim first, then the words of its speaker or cue",
        _ => "Open a document first",
    }
}

/// What the claims layer marks.
#[component]
fn ClaimTools() -> impl IntoView {
    let app = app();
    let roving = Roving::row("tool-");
    let len = CLAIM_TOOLS.len();
    let buttons = CLAIM_TOOLS
        .into_iter()
        .enumerate()
        .map(|(n, (command, words))| {
            view! {
                <button
                    type="button"
                    class="lb"
                    data-hue="0"
                    id=roving.id(n)
                    tabindex=move || roving.tabindex(n, len)
                    aria-keyshortcuts=shortcut_of(command)
                    on:mousedown=keep_focus
                    on:focus=move |_| roving.focused(n)
                    on:click=move |_| {
                        if !commands::run(app, command) {
                            app.ui.say(needs(command));
                        }
                    }
                >
                    <span class="sw" aria-hidden="true">{caps_of(command).concat()}</span>
                    {words}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="labels" role="toolbar" aria-label="Claim tools" on:wheel=boxes::turn_wheel on:keydown=move |event| { roving.key(&event, len); }>
            {buttons}
        </div>
    }
}
