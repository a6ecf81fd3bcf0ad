//! Who or what a mention means: the field that links it, and the entry it is linked to.

use glossator_core::actions::entities;
use glossator_core::model::{Body, Confidence, Entity, EntityId, Project};
use glossator_core::query::{EntityChoice, counted, entity_choices};
use leptos::prelude::*;

use super::super::hint::{KeysOf, caps_of, shortcut_of};
use super::super::kept;
use super::subject::{Subject, TEXT};
use crate::components::button::IconButton;
use crate::components::combobox::{Combobox, Proposal};
use crate::components::editable::Editable;
use crate::components::icon::{Icon, IconView};
use crate::components::segmented::Segmented;
use crate::platform::{clock, focus};
use crate::state::fields::Field;
use crate::state::{App, acts, app, commands};

fn proposals(app: App, subject: Subject, typed: &str) -> Vec<Proposal<EntityChoice>> {
    app.authority.changed();
    let found = subject.read(app, |p, open, a| {
        app.session.names(|_, index, shelf| {
            let choices = entity_choices(p, index, shelf, open, a, typed);
            choices.into_iter().map(|choice| proposal(p, choice)).collect()
        })
    });
    found.flatten().unwrap_or_default()
}

/// Says that a field for an entity was left with words that name none yet.
pub fn not_taken(app: App, words: &str) {
    app.ui.say(format!("“{words}” was not entered: Enter takes a proposal"));
}

/// How a choice stands in the list.
pub fn proposal(p: &Project, choice: EntityChoice) -> Proposal<EntityChoice> {
    match &choice {
        EntityChoice::Link(c) => {
            let label = c.label.as_ref().and_then(|id| p.schema().label(id));
            let tag = label.map_or_else(|| ("?".to_owned(), 0), |l| (l.tag.clone(), l.hue.get()));
            Proposal {
                tag: Some(tag),
                lead: "",
                text: c.name.clone(),
                detail: if c.description.is_empty() {
                    counted(c.uses as usize, "mention", "mentions")
                } else {
                    c.description.clone()
                },
                value: choice,
            }
        }
        EntityChoice::Create(name) => Proposal {
            tag: None,
            lead: "New entity",
            text: name.clone(),
            detail: String::new(),
            value: choice,
        },
        EntityChoice::Adopt(row) => {
            let about = if row.description.is_empty() { &row.kind } else { &row.description };
            let about = if about.is_empty() { String::new() } else { format!(", {about}") };
            Proposal {
                tag: None,
                lead: "Take",
                text: row.name.clone(),
                detail: format!("{}{about}", row.id),
                value: choice,
            }
        }
    }
}

/// The field that links a mention to the register, and what the entry says.
#[component]
pub fn EntityField(
    /// The mention.
    subject: Subject,
) -> impl IntoView {
    let app = app();
    app.authority.ensure(app);
    let link = subject.memo(app, |_, _, a| match a.body {
        Body::Mention { entity, .. } => entity,
        _ => None,
    });
    let link = Memo::new(move |_| link.get().flatten());
    let entity = Memo::new(move |_| link.get().map(|l| l.entity));
    let name = Memo::new(move |_| {
        let id = entity.get()?;
        app.session.registers(|p| p.entities().get(&id).map(|e| e.name.clone()))?
    });
    let choose = move |choice: EntityChoice| {
        subject.act(app, |p, d, id, _| match choice {
            EntityChoice::Link(c) => entities::link(p, d, id, c.entity, Confidence::Sure),
            EntityChoice::Create(name) => {
                entities::create_and_link(p, d, id, clock::fresh(EntityId::new), &name)
            }
            EntityChoice::Adopt(row) => {
                entities::adopt(p, &row, clock::fresh(EntityId::new), Some((d, id)))
            }
        });
    };
    let set_confidence = move |to: Option<Confidence>| {
        if let Some(to) = to.filter(|_| to != link.get_untracked().map(|l| l.confidence)) {
            subject.act(app, |p, d, id, _| entities::set_confidence(p, d, id, to));
        }
    };
    let unlink = move |()| {
        if subject.act(app, |p, d, id, _| entities::unlink(p, d, id)) {
            focus::soon(Field::Entity.id());
        }
    };
    view! {
        <div class="isec">
            <h3 class="sech"><label for=Field::Entity.id()>"Entity"</label></h3>
            <div class="row g2">
                <div class="grow">
                    <Combobox
                        id=Field::Entity.id()
                        label="Entity"
                        value=Signal::derive(move || name.get().unwrap_or_default())
                        placeholder="Find an entity, or name a new one"
                        proposals=move |typed: String| proposals(app, subject, &typed)
                        on_choose=choose
                        on_left=move |words: String| not_taken(app, &words)
                        back=TEXT
                        caps=caps_of("link-entity")
                    />
                </div>
                <Show when=move || link.get().is_some()>
                    <IconButton icon=Icon::Close label="Unlink" class="sm" on_press=unlink/>
                </Show>
            </div>
            <Show when=move || link.get().is_some()>
                <div class="row">
                    <Segmented
                        label="How sure the link is"
                        options=Confidence::ALL.iter().map(|c| (Some(*c), c.title())).collect()
                        value=Signal::derive(move || link.get().map(|l| l.confidence))
                        on_change=set_confidence
                    />
                    <KeysOf command="unsure-link"/>
                    <Uses entity/>
                </div>
                <p>
                    <button
                        type="button"
                        class="btn sm"
                        aria-keyshortcuts=shortcut_of("mark-names")
                        on:click=move |_| { commands::run(app, "mark-names"); }
                    >
                        "Mark every mention of it"
                        <KeysOf command="mark-names"/>
                    </button>
                </p>
            </Show>
            {move || entity.get().map(|id| view! { <Entry id/> })}
        </div>
    }
}

/// How often the project's texts mean an entry.
#[component]
fn Uses(
    /// The entry.
    entity: Memo<Option<EntityId>>,
) -> impl IntoView {
    let app = app();
    let words = move || {
        let (mentions, documents) = entity
            .get()
            .and_then(|id| app.session.documents(|p| p.entity_use(id)))
            .unwrap_or_default();
        format!(
            "{} in {}",
            counted(mentions as usize, "mention", "mentions"),
            counted(documents as usize, "document", "documents"),
        )
    };
    view! { <span class="muted end">{words}</span> }
}

/// An entry of the register: its names and what it is.
#[component]
fn Entry(
    /// The entry.
    id: EntityId,
) -> impl IntoView {
    let app = app();
    let read = move |get: fn(&Entity) -> String| {
        Signal::derive(move || {
            app.session.registers(|p| p.entities().get(&id).map(get)).flatten().unwrap_or_default()
        })
    };
    let aliases = Memo::new(move |_| {
        let texts = app.session.registers(|p| {
            p.entities()
                .get(&id)
                .map(|e| e.aliases.iter().map(|a| a.text.clone()).collect::<Vec<_>>())
        });
        texts.flatten().unwrap_or_default()
    });
    view! {
        <div class="kv">
            <label class="k" for="entity-name">"Name"</label>
            <Editable
                id="entity-name"
                label=""
                value=read(|e| e.name.clone())
                on_commit=move |text: String| kept::edit(app, |p| entities::rename(p, id, &text))
                back=TEXT
            />
            <label class="k" for="entity-description">"Who or what"</label>
            <Editable
                id="entity-description"
                label=""
                value=read(|e| e.description.clone())
                on_commit=move |text: String| kept::edit(app, |p| entities::set_description(p, id, &text))
                placeholder="Spokesman of the port"
                back=TEXT
            />
            <label class="k" for="entity-external">"Identifier"</label>
            <Editable
                id="entity-external"
                label=""
                value=read(|e| e.external_id.clone().unwrap_or_default())
                on_commit=move |text: String| kept::edit(app, |p| entities::set_external_id(p, id, &text))
                placeholder="wikidata:Q42"
                back=TEXT
            />
            <label class="k" for="entity-alias">"Other names"</label>
            <div class="col g2">
                <Show when=move || !aliases.with(Vec::is_empty)>
                    <ul class="row wrap g2" aria-label="Other names">
                        <For each=move || aliases.get() key=Clone::clone let(text)>
                            <Alias id text/>
                        </For>
                    </ul>
                </Show>
                <Editable
                    id="entity-alias"
                    label=""
                    value=""
                    on_commit=move |text: String| kept::edit(app, |p| entities::add_alias(p, id, &text))
                    placeholder="Add a name"
                    back=TEXT
                    clears=true
                />
            </div>
        </div>
    }
}

/// Another name, which can be taken away.
#[component]
fn Alias(
    /// The entry.
    id: EntityId,
    /// The name.
    text: String,
) -> impl IntoView {
    let app = app();
    let label = format!("Remove the name {text}");
    let shown = text.clone();
    let remove = move |_| {
        if acts::edit(app, |p| entities::remove_alias(p, id, &text)) {
            focus::soon("entity-alias");
        }
    };
    view! {
        <li class="chip">
            <bdi>{shown}</bdi>
            <button type="button" class="xb" aria-label=label on:click=remove><IconView icon=Icon::Close small=true/></button>
        </li>
    }
}
