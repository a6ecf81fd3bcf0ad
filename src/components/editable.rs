//! A text that is edited in its place.

use std::sync::Arc;

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;

use super::icon::{Icon, IconView};
use crate::platform::{focus, page};

/// How many lines a text has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lines {
    /// One; Enter commits.
    #[default]
    One,
    /// One sentence, shown over as many lines as it needs; Enter commits.
    Sentence,
    /// Several; Enter begins another line, Ctrl+Enter commits.
    Several,
}

/// Why a text is not kept.
#[derive(Clone)]
pub struct Refusal {
    /// The reason, shown beside the field.
    pub why: String,
    /// Says it where the field is gone, and the text with it.
    pub say: Arc<dyn Fn(String) + Send + Sync>,
}

/// What becomes of a changed text.
pub trait Outcome {
    /// Why it is not kept.
    fn refusal(self) -> Option<Refusal>;
}

/// It is kept.
impl Outcome for () {
    fn refusal(self) -> Option<Refusal> {
        None
    }
}

impl Outcome for Result<(), Refusal> {
    fn refusal(self) -> Option<Refusal> {
        self.err()
    }
}

/// What takes a changed text: a function that may refuse it.
#[derive(Clone, Copy)]
pub struct Commit(Callback<String, Option<Refusal>>);

impl<F, O> From<F> for Commit
where
    F: Fn(String) -> O + Send + Sync + 'static,
    O: Outcome,
{
    fn from(take: F) -> Self {
        Self(Callback::new(move |text| take(text).refusal()))
    }
}

/// A field that commits when it is left, on Enter (of several lines on Ctrl+Enter) and on Esc,
/// which leaves it: no key loses what was typed, and undo takes back what was kept.
///
/// A text that is refused stays there with the reason beside it, and the focus stays with it;
/// Esc then gives it up.
#[component]
pub fn Editable(
    /// The field's id.
    #[prop(into)]
    id: String,
    /// The field's name; empty if a `<label for>` names it.
    #[prop(into)]
    label: Signal<String>,
    /// The text as it is kept.
    #[prop(into)]
    value: Signal<String>,
    /// Takes a changed text, or refuses it.
    #[prop(into)]
    on_commit: Commit,
    /// How many lines it has.
    #[prop(optional)]
    lines: Lines,
    /// Classes of the field: of the `<div class="field">` around a one-line one.
    #[prop(optional)]
    class: &'static str,
    /// Shown while there is no text.
    #[prop(into, optional)]
    placeholder: Signal<String>,
    /// The id of the element that Esc goes to, and Enter if the focus came from it; empty
    /// in a dialog, which Esc closes.
    #[prop(into)]
    back: String,
    /// Whether Enter goes there wherever the focus came from.
    #[prop(optional)]
    returns: bool,
    /// Whether a committed text is not kept here: the field is for adding.
    #[prop(optional)]
    clears: bool,
) -> impl IntoView {
    // What was typed and not yet committed.
    let draft = RwSignal::new(None::<String>);
    let from_back = StoredValue::new(false);
    let back = StoredValue::new(back);
    let shown = move || draft.get().unwrap_or_else(|| value.get());
    let refused = RwSignal::new(None::<Refusal>);
    // Spaces around it are no change of one line.
    let same = move |a: &str, b: &str| match lines {
        Lines::Several => a == b,
        Lines::One | Lines::Sentence => a.trim() == b.trim(),
    };
    let offer = move |typed: &String| {
        let changed = value.try_get_untracked().is_some_and(|now| !same(&now, typed));
        changed.then(|| on_commit.0.try_run(typed.clone())).flatten().flatten()
    };
    // Whether nothing is left of what was typed.
    let commit = move || {
        // A field that is left because it goes is gone by then.
        let Some(Some(typed)) = draft.try_get_untracked() else { return true };
        let refusal = offer(&typed);
        let kept = refusal.is_none();
        let _ = refused.try_set(refusal);
        if kept {
            let _ = draft.try_set(None);
        }
        kept
    };
    // A mark can be left by a key while its field has the focus.
    on_cleanup(move || {
        let Some(Some(typed)) = draft.try_get_untracked() else { return };
        let _ = draft.try_set(None);
        if let Some(refusal) = offer(&typed) {
            (refusal.say)(format!("“{}” was not kept. {}", typed.trim(), refusal.why));
        }
    });
    let name = move || Some(label.get()).filter(|l| !l.is_empty());
    let hint = move || Some(placeholder.get()).filter(|p| !p.is_empty());
    let focused = move |event: FocusEvent| {
        from_back.set_value(returns || back.with_value(|back| focus::came_from(&event, back)));
    };
    let key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let command = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            // With Ctrl, too: the command of these keys would leave the document.
            "Enter" if lines != Lines::Several || command => {
                event.prevent_default();
                event.stop_propagation();
                let (returns, back) = (from_back.get_value() && !clears, back.get_value());
                // What is kept may take the field away.
                if commit() && returns {
                    page::focus(&back);
                }
            }
            // What was typed is undone by the browser; what was committed, by the app.
            "z" | "Z" | "y" if command && draft.with_untracked(Option::is_some) => {
                event.stop_propagation()
            }
            // These leave the document.
            "ArrowUp" | "ArrowDown" if event.alt_key() => {
                commit();
            }
            // Where Enter begins another line it is the way out.
            "Escape" => {
                let known = refused.with_untracked(Option::is_some);
                let gone = commit();
                if known && !gone {
                    draft.set(None);
                    refused.set(None);
                }
                // In a dialog, which it closes, a text that is refused is said elsewhere.
                if !back.with_value(String::is_empty) {
                    event.prevent_default();
                    event.stop_propagation();
                    if known || gone {
                        back.with_value(|back| page::focus(back));
                    }
                }
            }
            _ => {}
        }
    };
    let input = move |event| {
        refused.set(None);
        draft.set(Some(event_target_value(&event)));
    };
    let left = move |_| {
        commit();
    };
    let invalid = move || refused.with(Option::is_some).then_some("true");
    let line = format!("{id}-refused");
    let described = {
        let line = line.clone();
        move || refused.with(Option::is_some).then(|| line.clone())
    };
    let why = move || {
        refused.get().map(|refusal| view! {
            <span class="badge bad refused" role="alert" id=line.clone()><IconView icon=Icon::Warning/><bdi>{refusal.why}</bdi></span>
        })
    };
    if lines == Lines::One {
        return view! {
            <div class=format!("field {class}")>
                <input
                    type="text"
                    id=id
                    dir="auto"
                    autocomplete="off"
                    aria-label=name
                    aria-invalid=invalid
                    aria-describedby=described
                    placeholder=hint
                    prop:value=shown
                    on:input=input
                    on:focus=focused
                    on:blur=left
                    on:keydown=key
                />
            </div>
            {why}
        }
        .into_any();
    }
    view! {
        <textarea
            class=class
            id=id
            dir="auto"
            rows=if lines == Lines::Several { "2" } else { "1" }
            aria-label=name
            aria-invalid=invalid
            aria-describedby=described
            placeholder=hint
            prop:value=shown
            on:input=input
            on:focus=focused
            on:blur=left
            on:keydown=key
        ></textarea>
        {why}
    }
    .into_any()
}
