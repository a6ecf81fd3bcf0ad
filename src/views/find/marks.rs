//! Which marks are looked for.

use glossator_core::model::{AttributeName, AttributeType, AttributeValue, LabelId, Status};
use glossator_core::query::attribute_value;
use leptos::prelude::*;

use crate::components::choice::Select;
use crate::components::editable::Editable;
use crate::state::app;

/// Label, attribute, status, flag.
#[component]
pub fn MarksQuery() -> impl IntoView {
    let app = app();
    let wanted = app.find.wanted;
    let any = || vec![(String::new(), "Any".to_owned())];
    let labels = Memo::new(move |_| {
        let mut options = any();
        let known = app.session.schema(|s| {
            s.labels.iter().map(|l| (l.id.to_string(), l.name.clone())).collect::<Vec<_>>()
        });
        options.extend(known.unwrap_or_default());
        options
    });
    // What is chosen from another list of the document, such as an entity, is left out.
    let attributes = Memo::new(move |_| {
        let mut options = any();
        let known = app.session.schema(|s| {
            let typed = |k| !matches!(k, AttributeType::Entity | AttributeType::Annotation);
            let defs = s.attributes.iter().filter(|d| typed(d.kind));
            defs.map(|d| (d.name.to_string(), d.name.to_string())).collect::<Vec<_>>()
        });
        options.extend(known.unwrap_or_default());
        options
    });
    let statuses = vec![
        (String::new(), "Any".to_owned()),
        ("todo".to_owned(), "To do".to_owned()),
        ("in_progress".to_owned(), "In progress".to_owned()),
        ("done".to_owned(), "Done".to_owned()),
    ];
    let status = move || {
        match wanted.with(|w| w.status) {
            None => "",
            Some(Status::Todo) => "todo",
            Some(Status::InProgress) => "in_progress",
            Some(Status::Done) => "done",
        }
        .to_owned()
    };
    let set_status = move |to: String| {
        wanted.update(|w| {
            w.status = match to.as_str() {
                "todo" => Some(Status::Todo),
                "in_progress" => Some(Status::InProgress),
                "done" => Some(Status::Done),
                _ => None,
            }
        });
    };
    let some = |to: String| (!to.is_empty()).then_some(to);
    view! {
        <div class="kv">
            <label class="k" for="find-label">"Label"</label>
            <Select
                id="find-label"
                options=labels
                value=Signal::derive(move || wanted.with(|w| w.label.as_ref().map(LabelId::to_string)).unwrap_or_default())
                on_change=move |to| wanted.update(|w| w.label = some(to).map(LabelId::new))
            />
            <Show when=move || attributes.with(|a| a.len() > 1)>
                <label class="k" for="find-attribute">"Attribute"</label>
                <div class="row g2">
                    <Select
                        id="find-attribute"
                        options=attributes
                        value=Signal::derive(move || wanted.with(|w| w.attribute.as_ref().map(AttributeName::to_string)).unwrap_or_default())
                        on_change=move |to| wanted.update(|w| {
                            w.attribute = some(to).map(AttributeName::new);
                            w.value = None;
                        })
                    />
                    <ValueField/>
                </div>
            </Show>
            <label class="k" for="find-status">"Documents"</label>
            <Select id="find-status" options=statuses value=Signal::derive(status) on_change=set_status/>
        </div>
        <label>
            <input
                type="checkbox"
                class="check"
                prop:checked=move || wanted.with(|w| w.flagged)
                on:change=move |event| {
                    let on = event_target_checked(&event);
                    wanted.update(|w| w.flagged = on);
                }
            />
            "Flagged only"
        </label>
    }
}

/// The value of the chosen attribute.
#[component]
fn ValueField() -> impl IntoView {
    let app = app();
    let wanted = app.find.wanted;
    let def = Memo::new(move |_| {
        let name = wanted.with(|w| w.attribute.clone())?;
        app.session.schema(|s| s.attributes.iter().find(|d| d.name == name).cloned()).flatten()
    });
    let shown = Signal::derive(move || {
        wanted.with(|w| match &w.value {
            Some(AttributeValue::Choice(values)) => values.first().cloned().unwrap_or_default(),
            Some(AttributeValue::Bool(yes)) => yes.to_string(),
            Some(AttributeValue::Text(s) | AttributeValue::Date(s)) => s.clone(),
            Some(AttributeValue::Number(n)) => n.to_string(),
            _ => String::new(),
        })
    });
    move || {
        let def = def.get()?;
        let options: Option<Vec<(String, String)>> = match def.kind {
            AttributeType::Enum => {
                Some(def.values.iter().map(|v| (v.clone(), v.clone())).collect())
            }
            AttributeType::Bool => Some(vec![
                ("true".to_owned(), "Yes".to_owned()),
                ("false".to_owned(), "No".to_owned()),
            ]),
            _ => None,
        };
        let set = move |to: String| match attribute_value(&def, &to) {
            Ok(value) => wanted.update(|w| w.value = value),
            Err(error) => app.ui.say(error.to_string()),
        };
        Some(match options {
            Some(mut options) => {
                options.insert(0, (String::new(), "Choose a value".to_owned()));
                view! { <Select id="find-value" label="Value" options value=shown on_change=set/> }
                    .into_any()
            }
            None => view! { <Editable id="find-value" label="Value" value=shown on_commit=set back="find-list" class="grow"/> }
                .into_any(),
        })
    }
}
