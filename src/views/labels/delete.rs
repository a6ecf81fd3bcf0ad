//! Deleting a label that is used, or merging it into another: where its marks go.

use glossator_core::actions::labels::{self, MarksGo, Uses};
use glossator_core::model::LabelId;
use glossator_core::query::counted;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Screen;
use crate::components::choice::Select;
use crate::components::dialog::Dialog;
use crate::state::{App, acts};
use crate::views::dialogs::close;

/// Deletes the label and does with its marks as was said. Every document with such
/// marks is read first: the marks of all of them change in one action.
async fn act(app: App, id: LabelId, to: MarksGo) -> bool {
    let documents = app.session.read(|p| labels::documents_with(p, &id)).unwrap_or_default();
    acts::perform_across(app, documents, |p| labels::delete(p, &id, &to)).await
}

/// Asks where the marks of a label should go, and deletes it.
#[component]
pub fn LabelGoes(
    screen: Screen,
    /// The label.
    id: LabelId,
    /// Whether another label takes its marks in any case.
    merge: bool,
) -> impl IntoView {
    let app = screen.app;
    let found = app.session.read(|p| {
        let label = p.schema().label(&id)?;
        let same = p.schema().labels_of(label.kind).filter(|l| l.id != id);
        let others: Vec<(String, String)> =
            same.map(|l| (l.id.to_string(), l.name.clone())).collect();
        Some((label.name.clone(), others, Uses::of(p, &id)))
    });
    let Some((name, others, uses)) = found.flatten() else {
        close(app);
        return ().into_any();
    };
    let marks = counted(uses.marks as usize, "mark", "marks");
    let first = others.first().map(|(id, _)| id.clone()).unwrap_or_default();
    let can_stay = !others.is_empty();
    let keep = RwSignal::new(merge || can_stay);
    let to = RwSignal::new(first);
    // The documents may take a while to read.
    let busy = RwSignal::new(false);
    // Nothing else is to be done meanwhile: what then closes would be another dialog.
    let leave = move |()| {
        if !busy.get_untracked() {
            close(app);
        }
    };
    let id = StoredValue::new(id);
    let go = move |_| {
        busy.set(true);
        let into = LabelId::new(to.get_untracked());
        let marks = if keep.get_untracked() { MarksGo::To(into.clone()) } else { MarksGo::Away };
        let id = id.get_value();
        let next = if merge { Some(into) } else { screen.heir(&id) };
        spawn_local(async move {
            let ran = act(app, id, marks).await;
            // The screen may have been left by the browser's own keys.
            if keep.is_disposed() {
                return;
            }
            if ran {
                screen.label.set(next);
            }
            close(app);
            screen.focus_current();
        });
    };
    let target = {
        let others = others.clone();
        move || {
            let to = to.get();
            others
                .iter()
                .find(|(id, _)| *id == to)
                .map(|(_, name)| name.clone())
                .unwrap_or_default()
        }
    };
    let warning = {
        // What relabelling would lose: links of mentions to the register.
        move || {
            let to = LabelId::new(to.get());
            let loses = app.session.read(|p| {
                let had = p.schema().label(&id.get_value()).is_some_and(|l| l.has_entity);
                had && p.schema().label(&to).is_some_and(|l| !l.has_entity)
            });
            (keep.get() && loses == Some(true)).then(|| {
                view! {
                    <p>"That label is for values: links of these marks to entities go."</p>
                }
            })
        }
    };
    let title = if merge { format!("Merge {name}") } else { format!("Delete {name}") };
    let select = move || {
        let options: Vec<(String, String)> = others.clone();
        view! { <Select id="label-into" label="The other label" options value=to on_change=move |v| { keep.set(true); to.set(v); }/> }
    };
    let choices = {
        let marks = marks.clone();
        let select = select.clone();
        move || {
            view! {
                <fieldset class="choices">
                    <legend class="vh">"What happens to its marks"</legend>
                    {can_stay.then(|| view! {
                        <label>
                            <input type="radio" name="marks-go" autofocus prop:checked=keep on:change=move |_| keep.set(true)/>
                            <span><b>"They get another label"</b><span class="muted">"Links, notes and attributes stay"</span></span>
                            {select()}
                        </label>
                    })}
                    <label>
                        <input type="radio" name="marks-go" prop:checked=move || !keep.get() on:change=move |_| keep.set(false)/>
                        <span><b>"They are removed"</b><span class="muted">{format!("{marks} with their links, notes and attributes")}</span></span>
                    </label>
                </fieldset>
            }
        }
    };
    let words = move || match (merge, keep.get()) {
        (true, _) => format!("Merge into {}", target()),
        (false, true) => format!("Delete label, keep {marks}"),
        (false, false) => format!("Delete label and {marks}"),
    };
    view! {
        <Dialog title class="ask" on_close=leave>
            <div class="db">
                <p>{format!("{}. One step, which Undo takes back.", first_upper(&uses.in_words()))}</p>
                {if merge {
                    view! { <div class="row g4"><span>"All of it becomes"</span>{select()}</div> }.into_any()
                } else {
                    choices().into_any()
                }}
                {warning}
            </div>
            <div class="df">
                <span class="grow"></span>
                <button type="button" class="btn" disabled=busy on:click=move |_| leave(())>"Cancel"</button>
                <button type="button" class="btn" class:danger=!merge class:primary=merge disabled=busy on:click=go>{words}</button>
            </div>
        </Dialog>
    }
    .into_any()
}

fn first_upper(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
