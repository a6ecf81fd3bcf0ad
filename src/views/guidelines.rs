//! The guidelines: a panel beside the text, to be read while marking.

use glossator_core::actions::documents;
use glossator_core::model::ProjectId;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use crate::components::icon::{Icon, IconView};
use crate::components::markdown::markdown;
use crate::platform::{boxes, focus, page};
use crate::state::{acts, app};

/// The id of the guidelines' text, and of the field that they are edited in.
const TEXT: &str = "guidelines-text";
const FIELD: &str = "guidelines-field";

/// What is being written.
#[derive(Clone)]
struct Draft {
    project: ProjectId,
    /// What it began with, which Cancel brings back.
    before: String,
    written: String,
}

/// The guidelines of the project and of its labels, to read and to edit.
#[component]
pub fn Guidelines() -> impl IntoView {
    let app = app();
    let text =
        Memo::new(move |_| app.session.project(|p| p.guidelines().to_owned()).unwrap_or_default());
    // None while reading.
    let draft = RwSignal::new(None::<Draft>);
    let keep = move || {
        let Some(Some(Draft { project, written, .. })) = draft.try_get_untracked() else { return };
        let edit = app.session.read(|p| {
            let changed = p.id() == project && p.guidelines() != written;
            changed.then(|| documents::set_guidelines(p, &written))
        });
        if let Some(Some(edit)) = edit {
            acts::perform(app, edit);
        }
    };
    let end = move || {
        keep();
        let _ = draft.try_set(None);
    };
    // As every field: what was written counts once the panel is left, by the pointer, for a
    // dialog, or with the page. So it is kept before another project can be opened.
    let root = NodeRef::<html::Section>::new();
    let left = move |event: FocusEvent| {
        let root = root.try_get_untracked().flatten();
        let inside = root.is_some_and(|r| boxes::holds(&r, event.related_target()));
        if !inside {
            keep();
        }
    };
    // What is written is not for the project that is open now.
    let project = Memo::new(move |_| app.session.project(|p| p.id()));
    Effect::new(move |_| {
        let now = project.get();
        if draft.with_untracked(|d| d.as_ref().is_some_and(|d| Some(d.project) != now)) {
            draft.set(None);
        }
    });
    // Leaving keeps what was written: Undo takes it back, and nothing is lost.
    on_cleanup(move || {
        end();
        page::focus("text");
    });
    let close = move || app.ui.guidelines.set(false);
    let read = move || {
        end();
        focus::soon(TEXT);
    };
    let cancel = move |_| {
        draft.update(|draft| {
            if let Some(draft) = draft {
                draft.written.clone_from(&draft.before);
            }
        });
        read();
    };
    let edit = move |_| {
        draft.set(app.session.read(|p| {
            let before = p.guidelines().to_owned();
            Draft { project: p.id(), written: before.clone(), before }
        }));
        focus::soon(FIELD);
    };
    let key = move |event: KeyboardEvent| {
        let command = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "Escape" if draft.with_untracked(Option::is_some) => read(),
            "Escape" => close(),
            "Enter" if command && draft.with_untracked(Option::is_some) => read(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let editing = Memo::new(move |_| draft.with(Option::is_some));
    focus::soon(TEXT);
    view! {
        <section class="guide" role="dialog" aria-label="Guidelines" node_ref=root on:keydown=key on:focusout=left>
            <div class="gh">
                <h2>"Guidelines"</h2>
                <span class="grow"></span>
                {move || if editing.get() {
                    view! {
                        <button type="button" class="btn sm ghost" on:click=cancel>"Cancel"</button>
                        <button type="button" class="btn sm primary" on:click=move |_| read()>"Save"</button>
                    }.into_any()
                } else {
                    view! { <button type="button" class="btn sm" on:click=edit>"Edit"</button> }.into_any()
                }}
                <button type="button" class="btn icon ghost" aria-label="Close" on:click=move |_| close()>
                    <IconView icon=Icon::Close/>
                </button>
            </div>
            {move || if editing.get() {
                view! {
                    <textarea
                        class="gb"
                        id=FIELD
                        dir="auto"
                        aria-label="Guidelines, in Markdown"
                        prop:value=draft.get_untracked().map(|draft| draft.written).unwrap_or_default()
                        on:input=move |event| draft.update(|draft| {
                            if let Some(draft) = draft {
                                draft.written = event_target_value(&event);
                            }
                        })
                    ></textarea>
                }.into_any()
            } else {
                view! {
                    <div class="gb" id=TEXT tabindex="0" role="document" aria-label="Guidelines">
                        {move || text.with(|text| read_view(text))}
                        <LabelGuidelines/>
                    </div>
                }.into_any()
            }}
        </section>
    }
}

fn read_view(text: &str) -> Vec<AnyView> {
    if text.trim().is_empty() {
        let words = "No guidelines yet. Edit writes down how your team decides, in Markdown.";
        return vec![view! { <p class="muted">{words}</p> }.into_any()];
    }
    markdown(text)
}

/// When to use each label, as the Labels screen says it.
#[component]
fn LabelGuidelines() -> impl IntoView {
    let app = app();
    move || {
        let labels = app.session.schema(|s| {
            let written = s.labels.iter().filter(|l| !l.guideline.trim().is_empty());
            written
                .map(|l| (l.tag.clone(), l.hue.get(), l.name.clone(), l.guideline.clone()))
                .collect::<Vec<_>>()
        });
        let one = |(tag, hue, name, guideline): (String, u8, String, String)| {
            view! {
                <h3><span class="tag" data-hue=hue aria-hidden="true">{tag}</span><bdi>{name}</bdi></h3>
                {markdown(&guideline)}
            }
        };
        labels.unwrap_or_default().into_iter().map(one).collect_view()
    }
}
