//! Who takes part in what a claim states, and as what.

use glossator_core::actions::claims;
use glossator_core::model::{Claim, ClaimId, EVENT_ROLE, EntityId};
use glossator_core::query::{EntityChoice, counted, roles};
use leptos::prelude::*;

use super::super::hint::caps_of;
use super::entity_field::not_taken;
use super::facts::entity_proposals;
use super::fold::Fold;
use super::subject::TEXT;
use crate::components::button::IconButton;
use crate::components::combobox::{Combobox, Proposal};
use crate::components::editable::Editable;
use crate::components::icon::Icon;
use crate::platform::{clock, focus};
use crate::state::fields::{Field, Section};
use crate::state::{App, acts, app};

/// The id of the field for who is to be added.
const WHO: &str = "participant-field";

/// A participant as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Row {
    /// Its place among all, those of the event too.
    at: usize,
    role: String,
    name: String,
}

/// The participants, and the fields that add one. The event has a field of its own.
#[component]
pub fn Participants(
    /// The claim.
    claim: Memo<Option<Claim>>,
) -> impl IntoView {
    let app = app();
    let rows = Memo::new(move |_| {
        let all = claim.with(|c| c.as_ref().map(|c| c.participants.clone()).unwrap_or_default());
        let shown = all.into_iter().enumerate().filter(|(_, p)| p.role != EVENT_ROLE);
        let named = app.session.registers(|p| {
            let name = |id: EntityId| p.entities().get(&id).map(|e| e.name.clone());
            let row = |(at, p): (usize, glossator_core::model::Participant)| Row {
                at,
                name: name(p.entity).unwrap_or_default(),
                role: p.role,
            };
            shown.map(row).collect::<Vec<_>>()
        });
        named.unwrap_or_default()
    });
    let id = move || claim.with_untracked(|c| c.as_ref().map(|c| c.id));
    let role = RwSignal::new(String::new());
    let take_role = move |to: String| {
        role.set(to);
        focus::soon(WHO);
    };
    let add = move |choice: EntityChoice| {
        let Some(id) = id() else { return };
        if add_chosen(app, id, &role.get_untracked(), choice) {
            role.set(String::new());
        }
    };
    let count = Signal::derive(move || rows.with(Vec::len));
    let places = move || {
        let id = claim.with(|c| c.as_ref().map(|c| c.id));
        rows.with(|rows| rows.iter().filter_map(|row| Some((id?, row.at))).collect::<Vec<_>>())
    };
    view! {
        <Fold section=Section::Participants count open=Signal::derive(move || count.get() > 0)>
            <Show when=move || { count.get() > 0 }>
                <ul class="col g2 plist" aria-label=Section::Participants.title()>
                    // By its place: a changed role does not draw the line anew.
                    <For each=places key=|place| *place let((id, at))>
                        <Line id at rows/>
                    </For>
                </ul>
            </Show>
            <div class="kv">
                <label class="k" for=Field::Role.id()>"Role"</label>
                <Combobox
                    id=Field::Role.id()
                    label="Role of who is added"
                    value=role
                    placeholder="Victim, owner, place"
                    proposals=move |typed: String| role_proposals(app, &typed)
                    on_choose=take_role
                    // Whoever goes on to the next field has said which role.
                    on_left=move |words: String| role.set(words)
                    back=TEXT
                    caps=caps_of("participants")
                />
                <label class="k" for=WHO>"Who"</label>
                <Combobox
                    id=WHO
                    label="Who takes part"
                    value=""
                    placeholder="Find an entity, or name a new one"
                    proposals=move |typed: String| entity_proposals(app, &typed)
                    on_choose=add
                    on_left=move |words: String| not_taken(app, &words)
                    back=TEXT
                />
            </div>
        </Fold>
    }
}

/// Adds who was chosen to a claim, in a role. Whether it did.
pub fn add_chosen(app: App, claim: ClaimId, role: &str, choice: EntityChoice) -> bool {
    match choice {
        EntityChoice::Link(c) => {
            acts::edit(app, |p| claims::add_participant(p, claim, role, c.entity))
        }
        EntityChoice::Create(name) => {
            let new = clock::fresh(EntityId::new);
            acts::edit(app, |p| claims::add_new_participant(p, claim, role, new, &name))
        }
        EntityChoice::Adopt(_) => false,
    }
}

/// The roles of the project, and the one that is typed.
fn role_proposals(app: App, typed: &str) -> Vec<Proposal<String>> {
    let known = app.session.registers(|p| roles(p, typed)).unwrap_or_default();
    let new = typed.trim().to_owned();
    let own = (!new.is_empty() && known.iter().all(|(role, _)| *role != new)).then(|| Proposal {
        value: new.clone(),
        tag: None,
        lead: "New role",
        text: new,
        detail: String::new(),
    });
    let known = known.into_iter().map(|(role, n)| Proposal {
        value: role.clone(),
        tag: Some(("ROLE".to_owned(), 0)),
        lead: "",
        text: role,
        detail: counted(n as usize, "claim", "claims"),
    });
    own.into_iter().chain(known).collect()
}

/// A participant, whose role can be changed.
#[component]
fn Line(
    /// The claim.
    id: ClaimId,
    /// Its place among the claim's participants.
    at: usize,
    /// All participants.
    rows: Memo<Vec<Row>>,
) -> impl IntoView {
    let app = app();
    let part = move |read: fn(&Row) -> &str| {
        Signal::derive(move || {
            rows.with(|rows| {
                let row = rows.iter().find(|r| r.at == at);
                row.map(|r| read(r).to_owned()).unwrap_or_default()
            })
        })
    };
    let (role, name) = (part(|r| &r.role), part(|r| &r.name));
    let named = move |words: &'static str| {
        Signal::derive(move || name.with(|name| format!("{words} {name}")))
    };
    let remove = move |()| {
        focus::hand_on("#inspector .plist > li", Section::Participants.id());
        acts::edit(app, |p| claims::remove_participant(p, id, at));
    };
    view! {
        <li class="row g2">
            <Editable
                id=format!("participant-{at}-role")
                label=named("Role of")
                value=role
                on_commit=move |to: String| { acts::edit(app, |p| claims::set_participant_role(p, id, at, &to)); }
                placeholder="role"
                back=TEXT
            />
            <span class="trunc grow"><bdi>{name}</bdi></span>
            <IconButton icon=Icon::Close label=named("Remove the participant") class="sm" on_press=remove/>
        </li>
    }
}
