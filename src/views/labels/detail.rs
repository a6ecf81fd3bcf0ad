//! One label's fields.

use glossator_core::actions::labels::{self, Uses};
use glossator_core::actions::{Edit, EditError};
use glossator_core::model::{Hue, Kind, Label, LabelId, Project, Snapping};
use leptos::prelude::*;

use super::Screen;
use super::key_field::KeyField;
use super::list;
use super::swatches::Swatches;
use crate::components::editable::{Editable, Lines};
use crate::components::icon::{Icon, IconView};
use crate::components::segmented::Segmented;
use crate::state::acts;
use crate::state::ui::Dialog;
use crate::views::kept;

/// The id of the field with the label's name.
const NAME: &str = "label-name";

/// A change of a label's fields.
fn changed(p: &Project, id: &LabelId, change: impl FnOnce(&mut Label)) -> Result<Edit, EditError> {
    let mut label = p.schema().label(id).cloned().ok_or(EditError::Gone("The label"))?;
    change(&mut label);
    labels::edit(p, label)
}

/// One label's fields.
#[component]
pub fn Detail(
    screen: Screen,
    /// The label.
    id: LabelId,
) -> impl IntoView {
    let app = screen.app;
    let key = StoredValue::new(id.clone());
    let row = list::row_id(&id);
    let label =
        Memo::new(move |_| app.session.schema(|s| s.label(&key.get_value()).cloned()).flatten());
    let is_mention = label.with_untracked(|l| l.as_ref().is_some_and(|l| l.kind == Kind::Mention));
    let field = move |read: fn(&Label) -> String| {
        Signal::derive(move || label.with(|l| l.as_ref().map(read).unwrap_or_default()))
    };
    let name = field(|l| l.name.clone());
    let set = move |f: Box<dyn FnOnce(&mut Label)>| {
        acts::edit(app, |p| key.with_value(|id| changed(p, id, f)));
    };
    // What is typed may be refused.
    let keep = move |f: Box<dyn FnOnce(&mut Label)>| {
        kept::edit(app, |p| key.with_value(|id| changed(p, id, f)))
    };
    let check =
        move |read: fn(&Label) -> bool, write: fn(&mut Label, bool), words: &'static str| {
            view! {
                <label>
                    <input
                        type="checkbox"
                        class="check"
                        prop:checked=move || label.with(|l| l.as_ref().is_some_and(read))
                        on:change=move |event| {
                            let on = event_target_checked(&event);
                            set(Box::new(move |l| write(l, on)));
                        }
                    />
                    {words}
                </label>
            }
        };
    let mention = move || {
        view! {
            <span class="lbl">"Register"</span>
            {check(|l| l.has_entity, |l, on| l.has_entity = on, "mentions can be linked to an entity; off for values such as dates")}
            <span class="lbl">"Snapping"</span>
            <Segmented
                label="Snapping"
                options=vec![(Snapping::Tokens, "Whole tokens".to_owned()), (Snapping::Characters, "Characters".to_owned())]
                value=Signal::derive(move || label.with(|l| l.as_ref().map(|l| l.snapping).unwrap_or_default()))
                on_change=move |v| set(Box::new(move |l| l.snapping = v))
            />
        }
    };
    let region = move || {
        view! {
            <span class="lbl">"Exports"</span>
            {check(|l| l.exclude, |l, on| l.exclude = on, "new regions are excluded")}
        }
    };
    view! {
        <section class="sd" aria-label=name>
            <Head screen id=id.clone() name hue=field(|l| l.hue.get().to_string())/>
            <div class="fg">
                <label for=NAME>"Name"</label>
                <Editable id=NAME label="" value=name back=row.clone() returns=true
                    on_commit=move |v: String| keep(Box::new(move |l| l.name = v))/>
                <label for="label-tag">"Tag"</label>
                <div class="row wrap">
                    <Editable id="label-tag" label="" class="w-s" value=field(|l| l.tag.clone()) back=row.clone() returns=true
                        on_commit=move |v: String| keep(Box::new(move |l| l.tag = v))/>
                    <span class="muted">"1 to 5 letters, shown above the span"</span>
                </div>
                <label for="label-key">"Key"</label>
                <KeyField field="label-key" id=id.clone() back=row.clone()
                    value=Signal::derive(move || label.with(|l| l.as_ref().and_then(|l| l.hotkey.clone())))
                    on_change={move |key: Option<String>| set(Box::new(move |l| l.hotkey = key))}/>
                <span class="lbl" id="hue-name">"Colour"</span>
                <Swatches id labelled_by="hue-name"
                    value=Signal::derive(move || label.with(|l| l.as_ref().map_or(0, |l| l.hue.get())))
                    on_change=move |hue| set(Box::new(move |l| l.hue = Hue::new(hue)))/>
                {is_mention.then(mention)}
                {(!is_mention).then(region)}
                <label for="label-guideline">"Guideline"</label>
                <Editable id="label-guideline" label="" lines=Lines::Several
                    value=field(|l| l.guideline.clone()) back=row returns=true
                    placeholder="When to use it, and when not. Markdown; shown with the guidelines."
                    on_commit=move |v: String| keep(Box::new(move |l| l.guideline = v))/>
            </div>
        </section>
    }
}

/// The label's name, its uses, and what can be done with it.
#[component]
fn Head(
    screen: Screen,
    /// The label.
    id: LabelId,
    /// Its name.
    name: Signal<String>,
    /// Its colour.
    hue: Signal<String>,
) -> impl IntoView {
    let app = screen.app;
    let id = StoredValue::new(id);
    let used = move || {
        app.session.schema(|_| ());
        let id = id.get_value();
        app.session.documents(|p| Uses::of(p, &id).marks_in_words()).unwrap_or_default()
    };
    // Another label of the kind that marks could get.
    let has_others = move || {
        app.session.schema(|s| {
            let id = id.get_value();
            let kind = s.label(&id).map(|l| l.kind);
            s.labels.iter().any(|l| l.id != id && Some(l.kind) == kind)
        })
    };
    view! {
        <div class="row" data-hue=hue>
            <i class="dot lg"></i>
            <h2 class="trunc"><bdi>{name}</bdi></h2>
            <span class="muted nowrap">{used}</span>
            <span class="grow"></span>
            <button type="button" class="btn sm icon ghost" aria-label="Move up" title="Move up" on:click=move |_| list::step(screen, false)>
                <IconView icon=Icon::ChevronUp small=true/>
            </button>
            <button type="button" class="btn sm icon ghost" aria-label="Move down" title="Move down" on:click=move |_| list::step(screen, true)>
                <IconView icon=Icon::ChevronDown small=true/>
            </button>
            <button
                type="button"
                class="btn sm"
                disabled=move || has_others() != Some(true)
                on:click=move |_| app.ui.dialog.set(Some(Dialog::MergeLabel(id.get_value())))
            >
                <IconView icon=Icon::Merge small=true/>
                "Merge into…"
            </button>
            <button type="button" class="btn sm danger" aria-keyshortcuts="Delete" on:click=move |_| screen.delete()>
                <IconView icon=Icon::Trash small=true/>
                "Delete"
            </button>
        </div>
    }
}
