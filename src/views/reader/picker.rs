//! The label picker: what to mark a selection as.

use glossator_core::model::{Kind, Label, LabelId};
use leptos::html;
use leptos::prelude::*;

use super::page::Page;
use crate::components::icon::{Icon, IconView};
use crate::platform::{events, page as dom, picker as place};
use crate::state::ui::{LayerView, Picker};
use crate::state::{App, app, commands};

/// The picker, where one is open.
#[component]
pub fn LabelPicker(
    /// The drawn page, under whose selection it opens.
    page: Page,
) -> impl IntoView {
    let app = app();
    move || app.ui.picker.get().map(|picker| view! { <Open page picker/> })
}

/// The labels that fit a filter, in the order of the schema; those whose name begins
/// with it first.
fn matching(labels: Vec<Label>, filter: &str) -> Vec<Label> {
    let filter = filter.to_lowercase();
    let rank = |l: &Label| {
        let (name, tag) = (l.name.to_lowercase(), l.tag.to_lowercase());
        if name.starts_with(&filter) || tag.starts_with(&filter) {
            Some(0)
        } else {
            name.contains(&filter).then_some(1)
        }
    };
    let mut found: Vec<(i32, Label)> =
        labels.into_iter().filter_map(|l| Some((rank(&l)?, l))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, l)| l).collect()
}

#[component]
fn Open(page: Page, picker: Picker) -> impl IntoView {
    let app = app();
    let root = NodeRef::<html::Div>::new();
    let filter = RwSignal::new(String::new());
    let active = RwSignal::new(0usize);
    let quote = app.session.page_now(|_, _, open| {
        let words = open.text.slice(picker.span).unwrap_or_default().to_owned();
        (words, open.text.count_tokens(picker.span))
    });
    let (words, tokens) = quote.unwrap_or_default();
    // A mark keeps its kind; a selection becomes a mention or a region.
    let kind = picker.mark.and_then(|id| {
        app.session.page_now(|_, _, open| open.marks.get(id).map(|a| a.kind())).flatten()
    });
    let labels = Memo::new(move |_| {
        let kind = kind.unwrap_or(match app.ui.layer.get() {
            LayerView::Entities => Kind::Mention,
            LayerView::Claims => Kind::Region,
        });
        let all = app.session.schema(|s| s.labels_of(kind).cloned().collect::<Vec<_>>());
        matching(all.unwrap_or_default(), &filter.get())
    });
    Effect::new(move |_| {
        if let Some(root) = root.get() {
            let boxes = page.with(|c| {
                let (from, to) =
                    (c.place(app, picker.span.start())?, c.place(app, picker.span.end())?);
                Some(c.pane.window_boxes(from, to))
            });
            place::under(&root, &boxes.flatten().unwrap_or_default());
        }
    });
    let choose = move |label: &LabelId| {
        commands::label(app, label.clone());
        dom::focus("text");
    };
    let keys = move |e: leptos::ev::KeyboardEvent| {
        let key = events::key_of(&e);
        let list = labels.get_untracked();
        let columns = 3;
        let last = list.len().saturating_sub(1);
        let at = active.get_untracked().min(last);
        let hotkey = filter.with_untracked(String::is_empty).then(|| {
            list.iter()
                .find(|l| l.hotkey.as_deref() == Some(key.name().as_str()))
                .map(|l| l.id.clone())
        });
        if let Some(Some(id)) = hotkey {
            e.prevent_default();
            choose(&id);
            return;
        }
        match key.name().as_str() {
            "ArrowRight" => active.set((at + 1).min(last)),
            "ArrowLeft" => active.set(at.saturating_sub(1)),
            "ArrowDown" => active.set((at + columns).min(last)),
            "ArrowUp" => active.set(at.saturating_sub(columns)),
            "Enter" => {
                if let Some(label) = list.get(at) {
                    choose(&label.id);
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
    let option = move |(i, label): (usize, Label)| {
        let id = label.id.clone();
        view! {
            <button
                class="lb"
                class:on=move || active.get() == i
                id=format!("pick-{i}")
                role="option"
                tabindex="-1"
                aria-selected=move || (active.get() == i).to_string()
                data-hue=label.hue.get().to_string()
                on:click=move |_| choose(&id)
            >
                <span class="sw" aria-hidden="true">{label.hotkey.clone().filter(|k| k.chars().count() == 1)}</span>
                <bdi class="trunc">{label.name.clone()}</bdi>
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
        >
            <div class="ph">
                <b><bdi>{words}</bdi></b>
                <span>{if tokens == 1 { "1 token".to_owned() } else { format!("{tokens} tokens") }}</span>
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
                {move || labels.get().into_iter().enumerate().map(option).collect_view()}
                {move || labels.with(Vec::is_empty).then(|| view! { <p class="empty">"No label fits"</p> })}
            </div>
            <div class="pf">
                <Act app id="claim" title="Claim"/>
                <Act app id="speaker" title="Speaker"/>
                <Act app id="cue" title="Cue"/>
                <Act app id="boilerplate" title="Boilerplate"/>
            </div>
        </div>
    }
}

/// A command under the labels; not shown where it cannot be done.
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

#[cfg(test)]
mod tests {
    use super::matching;
    use glossator_core::model::presets::Preset;

    #[test]
    fn names_that_begin_with_the_filter_come_first() {
        let found = |filter: &str| -> Vec<String> {
            let labels = Preset::Conll2003.labels();
            matching(labels, filter).into_iter().map(|l| l.id.to_string()).collect()
        };
        assert_eq!(found("per")[0], "PER");
        assert_eq!(found("o")[0], "ORG");
        assert!(found("zzz").is_empty());
    }
}
