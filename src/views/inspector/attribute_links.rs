//! Attributes whose value is an entity or another mark: chosen from what there is.

use glossator_core::actions::marks;
use glossator_core::model::{AnnotationId, AttributeName, AttributeValue, EntityId};
use glossator_core::query::{EntityChoice, attribute_text};
use leptos::prelude::*;

use super::attributes::set;
use super::entity_field::not_taken;
use super::facts::entity_proposals;
use super::head::kind_title;
use super::subject::{Subject, TEXT, choose};
use crate::components::button::IconButton;
use crate::components::combobox::{Combobox, Proposal};
use crate::components::icon::Icon;
use crate::platform::{clock, focus};
use crate::state::app;

/// An entry of the register.
#[component]
pub fn EntityValue(
    /// The mark.
    subject: Subject,
    /// The field's id.
    id: String,
    /// The attribute.
    name: AttributeName,
    /// Its value.
    value: Memo<Option<AttributeValue>>,
) -> impl IntoView {
    let app = app();
    let shown = move || {
        let words =
            subject.read(app, |p, open, _| value.get().map(|v| attribute_text(p, open, &v)));
        words.flatten().unwrap_or_default()
    };
    let proposals = move |typed: String| entity_proposals(app, &typed);
    let own = name.clone();
    let (chosen, cleared, field) = (name.clone(), name.clone(), id.clone());
    let choose = move |choice: EntityChoice| match choice {
        EntityChoice::Link(c) => {
            set(app, subject, &chosen, Some(AttributeValue::Entity(c.entity)));
        }
        EntityChoice::Create(called) => {
            let new = clock::fresh(EntityId::new);
            subject.act(app, |p, d, id, _| {
                marks::set_attribute_to_new(p, d, id, &chosen, (new, &called))
            });
        }
        EntityChoice::Adopt(_) => {}
    };
    view! {
        <div class="row g2">
            <div class="grow">
                <Combobox
                    id
                    label=own.to_string()
                    value=Signal::derive(shown)
                    placeholder="Find an entity, or name a new one"
                    proposals
                    on_choose=choose
                    on_left=move |words: String| not_taken(app, &words)
                    back=TEXT
                />
            </div>
            <Clear subject field name=cleared value/>
        </div>
    }
}

/// Another mark of the document: shown, followed and cleared here.
#[component]
pub fn MarkValue(
    /// The mark.
    subject: Subject,
    /// The field's id.
    id: String,
    /// The attribute.
    name: AttributeName,
    /// Its value.
    value: Memo<Option<AttributeValue>>,
) -> impl IntoView {
    let app = app();
    let shown = move || {
        let words =
            subject.read(app, |p, open, _| value.get().map(|v| attribute_text(p, open, &v)));
        words.flatten()
    };
    let proposals = move |typed: String| {
        let typed = typed.to_lowercase();
        let found = subject.read(app, |p, open, a| {
            let others = open
                .marks
                .iter()
                .filter(|m| m.id != a.id && m.exact.to_lowercase().contains(&typed));
            others
                .take(12)
                .map(|m| {
                    let label = m.label.as_ref().and_then(|l| p.schema().label(l));
                    Proposal {
                        value: m.id,
                        tag: Some(label.map_or_else(
                            || (kind_title(m.kind()).to_owned(), 0),
                            |l| (l.tag.clone(), l.hue.get()),
                        )),
                        lead: "",
                        text: m.exact.chars().take(80).collect(),
                        detail: String::new(),
                    }
                })
                .collect::<Vec<_>>()
        });
        found.unwrap_or_default()
    };
    let (label, chosen, field) = (name.to_string(), name.clone(), id.clone());
    let follow = move |()| {
        if let Some(AttributeValue::Annotation(id)) = value.get_untracked() {
            choose(app, id);
        }
    };
    view! {
        <div class="row g2">
            <div class="grow">
                <Combobox
                    id
                    label
                    value=Signal::derive(move || shown().unwrap_or_default())
                    placeholder="Find a mark of this document"
                    proposals
                    on_choose=move |id: AnnotationId| set(app, subject, &chosen, Some(AttributeValue::Annotation(id)))
                    back=TEXT
                />
            </div>
            <Show when=move || value.get().is_some()>
                <IconButton icon=Icon::Follow label="Go to the mark" class="sm" on_press=follow/>
            </Show>
            <Clear subject field name value/>
        </div>
    }
}

/// The button that takes a value away.
#[component]
fn Clear(
    /// The mark.
    subject: Subject,
    /// The id of the value's field.
    field: String,
    /// The attribute.
    name: AttributeName,
    /// Its value.
    value: Memo<Option<AttributeValue>>,
) -> impl IntoView {
    let app = app();
    let label = format!("Clear {name}");
    let press = Callback::new(move |()| {
        focus::hand_to(field.clone());
        set(app, subject, &name, None);
    });
    view! {
        <Show when=move || value.get().is_some()>
            <IconButton icon=Icon::Close label=label.clone() class="sm" on_press=press/>
        </Show>
    }
}
