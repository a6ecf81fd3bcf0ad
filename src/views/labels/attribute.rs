//! One attribute's fields.

use glossator_core::actions::labels;
use glossator_core::model::{AppliesTo, AttributeDef, AttributeName, AttributeType, Kind, LabelId};
use leptos::prelude::*;

use super::Screen;
use super::attributes::{kind, kinds, row_id, type_of, types};
use super::rows::heir;
use crate::components::choice::Select;
use crate::components::editable::{Editable, Lines};
use crate::components::icon::{Icon, IconView};
use crate::state::{App, acts};

/// The value of the list for "some labels".
const SOME: &str = "labels";

/// An attribute that is shown. `Copy`: a handle.
#[derive(Clone, Copy)]
struct Subject {
    app: App,
    def: Memo<Option<AttributeDef>>,
}

impl Subject {
    /// Something about it, followed.
    fn read<T: Default>(self, read: impl FnOnce(&AttributeDef) -> T) -> T {
        self.def.with(|d| d.as_ref().map(read).unwrap_or_default())
    }

    /// The id of its row in the list.
    fn row(self) -> String {
        self.def.with_untracked(|d| d.as_ref().map(|d| row_id(&d.name))).unwrap_or_default()
    }

    /// Changes its fields in one action; no action if nothing changes.
    fn change(self, change: impl FnOnce(&mut AttributeDef)) {
        let Some(before) = self.def.get_untracked() else { return };
        let mut def = before.clone();
        change(&mut def);
        if def != before {
            acts::edit(self.app, |p| labels::edit_attribute(p, def));
        }
    }
}

/// One attribute's fields.
#[component]
pub fn AttributeDetail(
    screen: Screen,
    /// The attribute.
    name: AttributeName,
) -> impl IntoView {
    let app = screen.app;
    let key = StoredValue::new(name.clone());
    let def = Memo::new(move |_| {
        app.session
            .schema(|s| s.attributes.iter().find(|a| a.name == key.get_value()).cloned())
            .flatten()
    });
    let subject = Subject { app, def };
    let remove = move |_| {
        let names = app
            .session
            .read(|p| p.schema().attributes.iter().map(|a| a.name.clone()).collect::<Vec<_>>());
        let next = heir(&names.unwrap_or_default(), &key.get_value());
        if acts::edit(app, |p| labels::remove_attribute(p, &key.get_value())) {
            screen.attribute.set(next);
            screen.focus_current();
        }
    };
    let is_choice = Memo::new(move |_| subject.read(|d| d.kind == AttributeType::Enum));
    let chosen = Signal::derive(move || subject.read(|d| d.kind.title().to_owned()));
    view! {
        <section class="sd" aria-label=name.to_string()>
            <div class="row">
                <h2 class="trunc"><bdi>{name.to_string()}</bdi></h2>
                <span class="grow"></span>
                <button type="button" class="btn sm danger" on:click=remove>
                    <IconView icon=Icon::Trash small=true/>
                    "Remove"
                </button>
            </div>
            <div class="fg">
                <label for="attribute-belongs">"Belongs to"</label>
                <Belongs subject/>
                <label for="attribute-type">"Type"</label>
                <div class="row">
                    <Select id="attribute-type" options=types() value=chosen
                        on_change=move |v: String| subject.change(|d| d.kind = type_of(&v).unwrap_or(d.kind))/>
                </div>
                {move || is_choice.get().then(|| view! { <Values subject/> })}
                <DefaultValue subject/>
            </div>
        </section>
    }
}

/// The marks that have the attribute: all of a kind, or those with some labels.
#[component]
fn Belongs(subject: Subject) -> impl IntoView {
    let options = kinds()
        .into_iter()
        .chain([(SOME.to_owned(), "Some labels".to_owned())])
        .collect::<Vec<_>>();
    let value = Signal::derive(move || {
        subject.read(|d| match &d.applies_to {
            AppliesTo::Kind(kind) => kind.as_str().to_owned(),
            AppliesTo::Labels(_) => SOME.to_owned(),
        })
    });
    let change = move |v: String| {
        let to = kind(&v).map_or_else(|| AppliesTo::Labels(Vec::new()), AppliesTo::Kind);
        subject.change(|d| {
            // Choosing "some labels" again keeps those that are chosen.
            if !(matches!(d.applies_to, AppliesTo::Labels(_)) && matches!(to, AppliesTo::Labels(_)))
            {
                d.applies_to = to;
            }
        });
    };
    let labels = move || {
        subject.app.session.schema(|s| {
            let own = s.labels.iter().filter(|l| matches!(l.kind, Kind::Mention | Kind::Region));
            own.map(|l| (l.id.clone(), l.name.clone())).collect::<Vec<_>>()
        })
    };
    let check = move |(id, name): (LabelId, String)| {
        let id = StoredValue::new(id);
        let has = move |d: &AttributeDef| matches!(&d.applies_to, AppliesTo::Labels(ids) if ids.contains(&id.get_value()));
        let toggle = move |on: bool| {
            subject.change(|d| {
                if let AppliesTo::Labels(ids) = &mut d.applies_to {
                    ids.retain(|l| *l != id.get_value());
                    if on {
                        ids.push(id.get_value());
                    }
                }
            });
        };
        view! {
            <label>
                <input
                    type="checkbox"
                    class="check"
                    prop:checked=move || subject.read(has)
                    on:change=move |event| toggle(event_target_checked(&event))
                />
                <bdi>{name}</bdi>
            </label>
        }
    };
    let some = Memo::new(move |_| value.get() == SOME);
    view! {
        <div class="col g4">
            <div class="row"><Select id="attribute-belongs" options value on_change=change/></div>
            {move || some.get().then(|| view! {
                <div class="row g4 wrap" role="group" aria-label="Labels that have it">
                    {move || labels().unwrap_or_default().into_iter().map(check).collect_view()}
                </div>
            })}
        </div>
    }
}

/// The values to choose from, one a line.
#[component]
fn Values(subject: Subject) -> impl IntoView {
    let value = Signal::derive(move || subject.read(|d| d.values.join("\n")));
    let row = subject.row();
    view! {
        <label for="attribute-values">"Values"</label>
        <Editable id="attribute-values" label="" lines=Lines::Several value back=row returns=true
            placeholder="One a line"
            on_commit=move |v: String| subject.change(|d| d.values = v.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect())/>
        <span class="lbl">"Several"</span>
        <label>
            <input
                type="checkbox"
                class="check"
                prop:checked=move || subject.read(|d| d.multi)
                on:change=move |event| {
                    let on = event_target_checked(&event);
                    subject.change(|d| d.multi = on);
                }
            />
            "several values may be chosen"
        </label>
    }
}

/// The value of new marks, in the way of its type.
#[component]
fn DefaultValue(subject: Subject) -> impl IntoView {
    let row = StoredValue::new(subject.row());
    let shape = Memo::new(move |_| subject.read(|d| Some((d.kind, d.values.clone()))));
    let value = Signal::derive(move || subject.read(|d| d.default.clone().unwrap_or_default()));
    let set = move |v: String| subject.change(|d| d.default = Some(v).filter(|v| !v.is_empty()));
    let chosen = move |options: Vec<(String, String)>| {
        let none = (String::new(), "None".to_owned());
        let options = [none].into_iter().chain(options).collect::<Vec<_>>();
        view! {
            <label for="attribute-default">"Default"</label>
            <div class="row"><Select id="attribute-default" options value on_change=set/></div>
        }
        .into_any()
    };
    move || {
        match shape.get() {
        Some((AttributeType::Enum, values)) => chosen(values.into_iter().map(|v| (v.clone(), v)).collect()),
        Some((AttributeType::Bool, _)) => {
            chosen([("true", "Yes"), ("false", "No")].map(|(v, w)| (v.to_owned(), w.to_owned())).to_vec())
        }
        Some((AttributeType::Text | AttributeType::Number | AttributeType::Date, _)) => view! {
            <label for="attribute-default">"Default"</label>
            <div class="row">
                <Editable id="attribute-default" label="" class="w-m" value back=row.get_value() returns=true on_commit=set/>
                <span class="muted">"the value that new marks begin with"</span>
            </div>
        }
        .into_any(),
        _ => ().into_any(),
    }
    }
}
