//! The attributes that the schema declares for a mark, each by its type.

use glossator_core::actions::marks;
use glossator_core::model::{AttributeDef, AttributeName, AttributeType, AttributeValue};
use glossator_core::query::{
    attribute_choices, attribute_text, attribute_value, foreign_attributes, with_choice_toggled,
};
use leptos::prelude::*;

use super::attribute_links::{EntityValue, MarkValue};
use super::subject::{Subject, TEXT, TITLE};
use crate::components::button::IconButton;
use crate::components::choice::Select;
use crate::components::editable::Editable;
use crate::components::icon::Icon;
use crate::platform::focus;
use crate::state::fields::Field;
use crate::state::{App, app};

/// The attributes of a mark, and what it has of other labels' ones; nothing if there are none.
#[component]
pub fn Attributes(
    /// The mark.
    subject: Subject,
) -> impl IntoView {
    let app = app();
    let defs = subject.memo(app, |p, _, a| {
        p.schema().attributes_for(a.kind(), a.label.as_ref()).cloned().collect::<Vec<_>>()
    });
    let defs = move || defs.get().unwrap_or_default();
    let foreign = subject.memo(app, foreign_attributes);
    let foreign = move || foreign.get().unwrap_or_default();
    view! {
        <Show when=move || !defs().is_empty() || !foreign().is_empty()>
            <div class="isec">
                <h3 class="sech">"Attributes"</h3>
                <div class="kv">
                    // A changed definition is another field.
                    <For each=move || defs().into_iter().enumerate() key=|(n, def)| (*n, format!("{def:?}")) let((n, def))>
                        <Attribute subject n def/>
                    </For>
                    <For each=foreign key=Clone::clone let((name, value))>
                        <Foreign subject name value/>
                    </For>
                </div>
            </div>
        </Show>
    }
}

/// A value that the mark's label does not have: it can be taken away.
#[component]
fn Foreign(
    /// The mark.
    subject: Subject,
    /// The attribute.
    name: AttributeName,
    /// Its value, as it is read.
    value: String,
) -> impl IntoView {
    let app = app();
    let words = name.to_string();
    let label = format!("Remove {words}");
    let remove = move |()| {
        focus::hand_to(TITLE);
        set(app, subject, &name, None);
    };
    view! {
        <span class="k" title="The label does not have this">{words}</span>
        <div class="row g2">
            <span class="muted grow" dir="auto">{value}</span>
            <IconButton icon=Icon::Close label class="sm" on_press=remove/>
        </div>
    }
}

/// Sets or clears an attribute.
pub fn set(app: App, subject: Subject, name: &AttributeName, value: Option<AttributeValue>) {
    subject.act(app, |p, d, id, _| marks::set_attribute(p, d, id, name, value));
}

/// One attribute: its name and a field for its type.
#[component]
fn Attribute(
    /// The mark.
    subject: Subject,
    /// Its place among the attributes, for ids.
    n: usize,
    /// What the schema says of it.
    def: AttributeDef,
) -> impl IntoView {
    let app = app();
    let id = if n == 0 { Field::Attribute.id().to_owned() } else { format!("attribute-{n}") };
    let name = def.name.clone();
    let value = {
        let name = name.clone();
        let value = subject.memo(app, move |_, _, a| a.attributes.get(&name).cloned());
        Memo::new(move |_| value.get().flatten())
    };
    // A group of boxes has a name of its own. The first attribute is where its command goes.
    let group = def.kind == AttributeType::Enum && def.multi;
    let field = match (def.kind, def.multi) {
        (AttributeType::Enum, true) => {
            view! { <Several subject id=id.clone() def value/> }.into_any()
        }
        (AttributeType::Enum | AttributeType::Bool, _) => {
            view! { <One subject id=id.clone() def value/> }.into_any()
        }
        (AttributeType::Entity, _) => {
            view! { <EntityValue subject id=id.clone() name=name.clone() value/> }.into_any()
        }
        (AttributeType::Annotation, _) => {
            view! { <MarkValue subject id=id.clone() name=name.clone() value/> }.into_any()
        }
        (AttributeType::Text | AttributeType::Number | AttributeType::Date, _) => {
            let shown = move || {
                subject.read(app, |p, open, _| value.get().map(|v| attribute_text(p, open, &v)))
            };
            let commit = move |typed: String| {
                subject.act(app, |p, d, id, _| {
                    marks::set_attribute(p, d, id, &def.name, attribute_value(&def, &typed)?)
                });
            };
            view! {
                <Editable
                    id=id.clone()
                    label=""
                    value=Signal::derive(move || shown().flatten().unwrap_or_default())
                    on_commit=commit
                    back=TEXT
                />
            }
            .into_any()
        }
    };
    let label = if group {
        view! { <span class="k">{name.to_string()}</span> }.into_any()
    } else {
        view! { <label class="k" for=id>{name.to_string()}</label> }.into_any()
    };
    view! {
        {label}
        {field}
    }
}

/// One of some values, or none.
#[component]
fn One(
    /// The mark.
    subject: Subject,
    /// The field's id.
    id: String,
    /// The attribute.
    def: AttributeDef,
    /// Its value.
    value: Memo<Option<AttributeValue>>,
) -> impl IntoView {
    let app = app();
    let own = def.clone();
    let options = Signal::derive(move || {
        let mut options = vec![(String::new(), "Not set".to_owned())];
        if own.kind == AttributeType::Bool {
            let words = [("true", "Yes"), ("false", "No")];
            options.extend(words.map(|(v, w)| (v.to_owned(), w.to_owned())));
        } else {
            let all = value.with(|now| attribute_choices(&own, now.as_ref()));
            options.extend(all.into_iter().map(|v| (v.clone(), v)));
        }
        options
    });
    let chosen = move || match value.get() {
        Some(AttributeValue::Choice(values)) => values.first().cloned().unwrap_or_default(),
        Some(AttributeValue::Bool(yes)) => yes.to_string(),
        _ => String::new(),
    };
    let change = move |to: String| {
        subject.act(app, |p, d, id, _| {
            marks::set_attribute(p, d, id, &def.name, attribute_value(&def, &to)?)
        });
    };
    view! { <Select id options value=Signal::derive(chosen) on_change=change/> }
}

/// Any of some values.
#[component]
fn Several(
    /// The mark.
    subject: Subject,
    /// The id of the group, which the first box has.
    id: String,
    /// The attribute.
    def: AttributeDef,
    /// Its value.
    value: Memo<Option<AttributeValue>>,
) -> impl IntoView {
    let app = app();
    let label = def.name.to_string();
    let def = StoredValue::new(def);
    let options =
        move || def.with_value(|def| value.with(|now| attribute_choices(def, now.as_ref())));
    let row = move |(n, option): (usize, String)| {
        let id = (n == 0).then(|| id.clone());
        let own = option.clone();
        let has = move || {
            value.with(|now| matches!(now, Some(AttributeValue::Choice(all)) if all.contains(&own)))
        };
        let own = option.clone();
        let toggle = move |_| {
            let to = def.with_value(|def| {
                value.with_untracked(|now| with_choice_toggled(def, now.as_ref(), &own))
            });
            def.with_value(|def| set(app, subject, &def.name, to));
        };
        view! {
            <label>
                <input type="checkbox" class="check" id=id prop:checked=has on:change=toggle/>
                {option}
            </label>
        }
    };
    view! {
        <div class="row wrap g4" role="group" aria-label=label>
            <For each=move || options().into_iter().enumerate() key=Clone::clone let(option)>{row(option)}</For>
        </div>
    }
}
