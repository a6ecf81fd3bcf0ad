//! What a claim is about: its question, its event, its type, whether it is worth checking.

use glossator_core::actions::claims;
use glossator_core::model::{Claim, EVENT_ROLE};
use glossator_core::query::{EntityChoice, TopicChoice, counted, entry_choices, topic_choices};
use leptos::prelude::*;

use super::super::hint::{KeysOf, caps_of};
use super::entity_field::{not_taken, proposal};
use super::fold::Fold;
use super::participants::add_chosen;
use super::subject::TEXT;
use crate::components::button::IconButton;
use crate::components::choice::Select;
use crate::components::combobox::{Combobox, Proposal};
use crate::components::icon::Icon;
use crate::components::segmented::Segmented;
use crate::platform::focus;
use crate::state::commands::TYPES;
use crate::state::fields::{Field, Section};
use crate::state::{App, acts, app};

/// Question and event.
#[component]
pub fn Facts(
    /// The claim.
    claim: Memo<Option<Claim>>,
) -> impl IntoView {
    let app = app();
    let id = move || claim.with_untracked(|c| c.as_ref().map(|c| c.id));
    let topic = Signal::derive(move || {
        claim.with(|c| c.as_ref().map(|c| c.topic.clone()).unwrap_or_default())
    });
    let ask = move |topic: String| {
        if let Some(id) = id() {
            acts::edit(app, |p| claims::set_topic(p, id, &topic));
        }
    };
    let proposals = move |typed: String| {
        let found = app.session.registers(|p| topic_choices(p, &typed)).unwrap_or_default();
        let proposal = |c: TopicChoice| Proposal {
            value: c.topic.clone(),
            tag: c.claims.map(|_| ("?".to_owned(), 0)),
            lead: if c.claims.is_none() { "New question" } else { "" },
            text: c.topic,
            detail: c.claims.map(|n| counted(n as usize, "claim", "claims")).unwrap_or_default(),
        };
        found.into_iter().map(proposal).collect::<Vec<_>>()
    };
    view! {
        <div class="isec">
            <div class="kv">
                <label class="k" for=Field::Topic.id()>"Question"</label>
                <div class="row g2">
                    <div class="grow">
                        <Combobox
                            id=Field::Topic.id()
                            label="The question that the claim answers"
                            value=topic
                            placeholder="How many people died?"
                            proposals
                            on_choose=ask
                            back=TEXT
                            caps=caps_of("topic")
                        />
                    </div>
                    <Show when=move || topic.with(|t| !t.is_empty())>
                        <IconButton icon=Icon::Close label="No question" class="sm" on_press=move |()| {
                            focus::hand_to(Field::Topic.id());
                            ask(String::new());
                        }/>
                    </Show>
                </div>
                <label class="k" for=Field::Event.id()>"Event"</label>
                <Event claim/>
            </div>
        </div>
    }
}

/// What sort of claim it is, and whether it is worth checking.
#[component]
pub fn TypeAndCheck(
    /// The claim.
    claim: Memo<Option<Claim>>,
) -> impl IntoView {
    let app = app();
    let id = move || claim.with_untracked(|c| c.as_ref().map(|c| c.id));
    // Only another list is drawn anew: that ends what is being typed to choose from it.
    let types = Memo::new(move |_| {
        let own = claim.with(|c| c.as_ref().map(|c| c.claim_type.clone()).unwrap_or_default());
        let mut all = vec![(String::new(), "Not set".to_owned())];
        all.extend(TYPES.iter().map(|(v, w)| ((*v).to_owned(), (*w).to_owned())));
        if all.iter().all(|(v, _)| *v != own) {
            all.push((own.clone(), own));
        }
        all
    });
    let decide = move |to: Option<bool>| {
        let now = claim.with_untracked(|c| c.as_ref().and_then(|c| c.check_worthy));
        if let Some(id) = id().filter(|_| now != to) {
            acts::edit(app, |p| claims::set_check_worthy(p, id, to));
        }
    };
    let decided = Signal::derive(move || {
        claim.with(|c| {
            c.as_ref().is_some_and(|c| c.check_worthy.is_some() || !c.claim_type.is_empty())
        })
    });
    view! {
        <Fold section=Section::Type open=decided>
            <div class="kv">
                <label class="k" for=Field::Type.id()>"Type"</label>
                <div class="row">
                    <Select
                        id=Field::Type.id()
                        options=types
                        value=Signal::derive(move || claim.with(|c| c.as_ref().map(|c| c.claim_type.clone()).unwrap_or_default()))
                        on_change=move |value: String| {
                            if let Some(id) = id() {
                                acts::edit(app, |p| claims::set_claim_type(p, id, &value));
                            }
                        }
                    />
                    <span class="end"><KeysOf command="claim-type"/></span>
                </div>
                <span class="k">"Check it"</span>
                <div class="row"><Segmented
                    label="Worth checking"
                    options=vec![(Some(true), "Yes".to_owned()), (Some(false), "No".to_owned()), (None, "Open".to_owned())]
                    value=Signal::derive(move || claim.with(|c| c.as_ref().and_then(|c| c.check_worthy)))
                    on_change=decide
                />
                <span class="end"><KeysOf command="check-worthy"/></span></div>
            </div>
        </Fold>
    }
}

/// The entries of the register that fit what was typed, and a new one.
pub fn entity_proposals(app: App, typed: &str) -> Vec<Proposal<EntityChoice>> {
    let found = app.session.names(|p, index, _| {
        entry_choices(p, index, typed).into_iter().map(|choice| proposal(p, choice)).collect()
    });
    found.unwrap_or_default()
}

/// The event that the claim is about.
#[component]
fn Event(claim: Memo<Option<Claim>>) -> impl IntoView {
    let app = app();
    let event = Memo::new(move |_| {
        let (id, at) = claim.with(|c| {
            let c = c.as_ref()?;
            let at = c.participants.iter().position(|p| p.role == EVENT_ROLE)?;
            Some((c.participants[at].entity, at))
        })?;
        let name = app.session.registers(|p| p.entities().get(&id).map(|e| e.name.clone()));
        Some((at, name.flatten().unwrap_or_default()))
    });
    let proposals = move |typed: String| entity_proposals(app, &typed);
    let id = move || claim.with_untracked(|c| c.as_ref().map(|c| c.id));
    let choose = move |choice: EntityChoice| {
        if let Some(id) = id() {
            focus::hand_to(Field::Event.id());
            add_chosen(app, id, EVENT_ROLE, choice);
        }
    };
    let drop = move |()| {
        if let (Some(id), Some((at, _))) = (id(), event.get_untracked()) {
            focus::hand_to(Field::Event.id());
            acts::edit(app, |p| claims::remove_participant(p, id, at));
        }
    };
    move || {
        match event.get() {
        Some((_, name)) => view! {
            <div class="row g2">
                // The field's key leads here as well: the button follows.
                <span class="trunc" id=Field::Event.id() tabindex="-1"><bdi>{name}</bdi></span>
                <span class="end"><IconButton icon=Icon::Close label="No event" class="sm" on_press=drop/></span>
            </div>
        }
        .into_any(),
        None => view! {
            <Combobox
                id=Field::Event.id()
                label="The event that the claim is about"
                value=""
                placeholder="Find an entity, or name a new one"
                proposals
                on_choose=choose
                on_left=move |words: String| not_taken(app, &words)
                back=TEXT
                caps=caps_of("event")
            />
        }
        .into_any(),
    }
    }
}
