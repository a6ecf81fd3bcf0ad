//! Attributes: what can be said of marks besides their label.

use glossator_core::actions::labels;
use glossator_core::model::{AppliesTo, AttributeDef, AttributeName, AttributeType, Kind, Schema};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::Screen;
use super::ask::AskName;
use super::rows::{RowButton, leads};
use crate::components::choice::Select;
use crate::components::icon::{Icon, IconView};
use crate::platform::{boxes, focus};
use crate::state::acts;
use crate::views::dialogs::close;

/// The marks of a kind, in words.
pub const fn marks_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Mention => "All mentions",
        Kind::Claim => "All claims",
        Kind::Source => "All speakers",
        Kind::Cue => "All cue words",
        Kind::Evidence => "All evidence",
        Kind::Region => "All regions",
    }
}

/// The kinds as values of a list, with their words.
pub fn kinds() -> Vec<(String, String)> {
    Kind::ALL.iter().map(|k| (k.as_str().to_owned(), marks_of(*k).to_owned())).collect()
}

/// The kind with this value.
pub fn kind(value: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|k| k.as_str() == value)
}

/// The types as values of a list, with their words.
pub fn types() -> Vec<(String, String)> {
    AttributeType::ALL.iter().map(|t| (t.title().to_owned(), t.title().to_owned())).collect()
}

/// The type with this value.
pub fn type_of(value: &str) -> Option<AttributeType> {
    AttributeType::ALL.into_iter().find(|t| t.title() == value)
}

/// What the list shows of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    name: AttributeName,
    belongs: String,
    kind: &'static str,
    values: String,
}

impl Row {
    fn of(schema: &Schema, def: &AttributeDef) -> Self {
        let belongs = match &def.applies_to {
            AppliesTo::Kind(kind) => marks_of(*kind).to_owned(),
            AppliesTo::Labels(ids) if ids.is_empty() => "No label".to_owned(),
            AppliesTo::Labels(ids) => {
                let names = ids.iter().filter_map(|id| schema.label(id)).map(|l| l.name.as_str());
                names.collect::<Vec<_>>().join(", ")
            }
        };
        Self {
            name: def.name.clone(),
            belongs,
            kind: def.kind.title(),
            values: def.values.join(", "),
        }
    }
}

/// The id of an attribute's row.
pub fn row_id(name: &AttributeName) -> String {
    format!("attribute-row-{name}")
}

/// The attributes of the schema.
#[component]
pub fn Attributes(screen: Screen) -> impl IntoView {
    let app = screen.app;
    let rows = Memo::new(move |_| {
        app.session
            .schema(|s| s.attributes.iter().map(|a| Row::of(s, a)).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let current = Memo::new(move |_| screen.current_attribute());
    let key = move |event: KeyboardEvent| {
        let current = current.get_untracked();
        let to = rows.with_untracked(|rows| {
            let at = rows.iter().position(|r| Some(&r.name) == current.as_ref())?;
            leads(event.key().as_str(), at, rows.len()).filter(|_| !event.alt_key())
        });
        let Some(to) = to else { return };
        event.prevent_default();
        event.stop_propagation();
        let name =
            to.and_then(|to| rows.with_untracked(|rows| rows.get(to).map(|r| r.name.clone())));
        if let Some(name) = name {
            boxes::focus_and_show(&row_id(&name));
            screen.attribute.set(Some(name));
        }
    };
    let names = move || rows.with(|rows| rows.iter().map(|r| r.name.clone()).collect::<Vec<_>>());
    let row = move |name: AttributeName| {
        let name = StoredValue::new(name);
        let shown = Memo::new(move |_| {
            rows.with(|rows| name.with_value(|name| rows.iter().find(|r| r.name == *name).cloned()))
        });
        let words = move |read: fn(&Row) -> String| {
            move || shown.with(|r| r.as_ref().map(read).unwrap_or_default())
        };
        let is_current =
            Memo::new(move |_| current.with(|c| c.as_ref() == Some(&name.get_value())));
        view! {
            <tr class:cur=is_current on:click=move |_| screen.attribute.set(Some(name.get_value()))>
                <td>
                    <RowButton id=name.with_value(row_id) current=is_current>
                        <b class="trunc"><bdi>{name.with_value(ToString::to_string)}</bdi></b>
                    </RowButton>
                </td>
                <td class="soft">{words(|r| r.belongs.clone())}</td>
                <td>{words(|r| r.kind.to_owned())}</td>
                <td class="soft"><bdi>{words(|r| r.values.clone())}</bdi></td>
            </tr>
        }
    };
    view! {
        <table class="tbl attrs" on:keydown=key>
            <thead>
                <tr><th>"Name"</th><th>"Belongs to"</th><th>"Type"</th><th>"Values"</th></tr>
            </thead>
            <tbody><For each=names key=Clone::clone children=row/></tbody>
        </table>
        {move || rows.with(Vec::is_empty).then(|| view! {
            <p class="empty">"No attributes yet. N makes one: what can be said of marks besides their label."</p>
        })}
        <div class="note">
            <IconView icon=Icon::Info/>
            <span>"Changing or removing an attribute never touches the values that marks have. Exports keep them."</span>
        </div>
    }
}

/// Asks for the name of a new attribute, which stays.
#[component]
pub fn NewAttribute(screen: Screen) -> impl IntoView {
    let app = screen.app;
    let name = RwSignal::new(String::new());
    let belongs = RwSignal::new(Kind::Mention.as_str().to_owned());
    let chosen = RwSignal::new(AttributeType::Enum.title().to_owned());
    let refused = RwSignal::new(None::<String>);
    let add = move || {
        let applies_to = AppliesTo::Kind(kind(&belongs.get_untracked()).unwrap_or(Kind::Mention));
        let kind = type_of(&chosen.get_untracked()).unwrap_or(AttributeType::Enum);
        let def = labels::new_attribute(&name.get_untracked(), applies_to, kind);
        let made = def.name.clone();
        match app.session.read(|p| labels::add_attribute(p, def)) {
            // The words belong to the field: a message would be under the dialog.
            Some(Err(error)) => refused.set(Some(error.to_string())),
            Some(edit) => {
                close(app);
                if acts::perform(app, edit) {
                    focus::soon(row_id(&made));
                    screen.attribute.set(Some(made));
                }
            }
            None => {}
        }
    };
    view! {
        <AskName
            words=("New attribute", "Add attribute")
            field="new-attribute"
            name
            refused
            note="Files name the attribute by its name, which stays. All else can be changed."
            on_add=move |()| add()
        >
            <label class="k" for="new-attribute-belongs">"Belongs to"</label>
            <Select id="new-attribute-belongs" options=kinds() value=belongs on_change=move |v| belongs.set(v)/>
            <label class="k" for="new-attribute-type">"Type"</label>
            <Select id="new-attribute-type" options=types() value=chosen on_change=move |v| chosen.set(v)/>
        </AskName>
    }
}
