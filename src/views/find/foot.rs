//! What is done with the ticked places.

use glossator_core::model::{EntityId, Kind as MarkKind, LabelId};
use glossator_core::query::search::{self, Typed};
use glossator_core::query::{counted, grouped};
use leptos::prelude::*;

use super::super::hint::caps;
use crate::components::button::IconButton;
use crate::components::choice::Select;
use crate::components::combobox::{Combobox, Proposal};
use crate::components::icon::Icon;
use crate::components::kbd::Keys;
use crate::platform::{focus, page};
use crate::state::find::{self, Kind, LIST, MARK};
use crate::state::{App, app};

/// The id of the field for the entity.
const ENTITY: &str = "find-entity";
/// How many entities are proposed.
const PROPOSED: usize = 8;

/// Label, entity, and the buttons that act.
#[component]
pub fn Foot(
    /// Whether the focus is in the panel, so that its keys act.
    #[prop(into)]
    has_focus: Signal<bool>,
) -> impl IntoView {
    let app = app();
    let find = app.find;
    let label = Memo::new(move |_| {
        let id = find.target.with(|t| t.label.clone())?;
        app.session.schema(|s| s.label(&id).map(|l| (l.name.clone(), l.has_entity))).flatten()
    });
    let ticked = Memo::new(move |_| find.ticked.with(|ticked| ticked.len()));
    let marks = Memo::new(move |_| find::can_delete(app));
    let words = Memo::new(move |_| find.kind.get() == Kind::Words);
    let name = move || label.get().map_or_else(|| "a label".to_owned(), |(name, _)| name);
    let busy = Memo::new(move |_| find.busy.with(Option::is_some));
    let count = move |n: usize| counted(n, "mark", "marks");
    view! {
        <div class="ffoot" class:away=move || !has_focus.get()>
            <div class="row">
                <LabelChoice/>
                <Show when=move || words.get() && label.get().is_some_and(|(_, linked)| linked)>
                    <EntityChoice/>
                </Show>
            </div>
            <div class="row wrap">
                <Show when=move || words.get()>
                    <button
                        type="button"
                        class="btn primary"
                        id=MARK
                        aria-disabled=move || (ticked.get() == 0 || busy.get()).to_string()
                        aria-keyshortcuts=move || has_focus.get().then_some("Control+Enter")
                        on:click=move |_| find::mark(app)
                    >
                        {move || format!("Mark {} as {}", grouped(ticked.get()), name())}
                        <Keys caps=caps("Ctrl+Enter")/>
                    </button>
                </Show>
                <button type="button" class="btn" aria-keyshortcuts=move || has_focus.get().then_some("A") on:click=move |_| find::tick_all(app)>
                    "Tick all" <Keys caps=caps("A")/>
                </button>
                <Show when=move || { marks.get() > 0 }>
                    <button type="button" class="btn" disabled=move || busy.get() on:click=move |_| { page::focus(LIST); find::relabel(app) }>
                        {move || format!("Make {} {}", count(marks.get()), name())}
                    </button>
                    <button type="button" class="btn danger" disabled=move || busy.get() on:click=move |_| { page::focus(LIST); find::delete(app) }>
                        {move || format!("Delete {}", count(marks.get()))}
                    </button>
                </Show>
            </div>
            <p class="muted" role="status">{move || find.busy.get()}</p>
            <div class="hints muted" aria-hidden="true">
                <span><Keys caps=caps("Space")/>" tick"</span>
                <span><Keys caps=caps("Enter")/>" show in text"</span>
                <span><Keys caps=caps("Backspace")/>" back"</span>
                <span><Keys caps=caps("1")/>"–"<Keys caps=caps("9")/>" label"</span>
            </div>
        </div>
    }
}

/// The label that ticked places get.
#[component]
fn LabelChoice() -> impl IntoView {
    let app = app();
    let target = app.find.target;
    let options = Memo::new(move |_| {
        let known = app.session.schema(|s| {
            let labels = s.labels_of(MarkKind::Mention).chain(s.labels_of(MarkKind::Region));
            let row = |l: &glossator_core::model::Label| {
                let key = l.hotkey.as_ref().map(|key| format!("  {key}")).unwrap_or_default();
                (l.id.to_string(), format!("{}{key}", l.name))
            };
            labels.map(row).collect::<Vec<_>>()
        });
        known.unwrap_or_default()
    });
    view! {
        <label class="vh" for="find-target">"Mark as"</label>
        <Select
            id="find-target"
            options
            value=Signal::derive(move || target.with(|t| t.label.as_ref().map(LabelId::to_string)).unwrap_or_default())
            on_change=move |to: String| target.update(|t| t.label = Some(LabelId::new(to)))
        />
    }
}

fn proposals(app: App, typed: &str) -> Vec<Proposal<EntityId>> {
    let found = app.session.read(|p| search::entities(p, &Typed::new(typed), PROPOSED));
    let row = |f: search::Found<EntityId>| Proposal {
        value: f.id,
        tag: Some(f.tag.unwrap_or_else(|| ("?".to_owned(), 0))),
        lead: "",
        text: f.title,
        detail: f.detail,
    };
    found.unwrap_or_default().into_iter().map(row).collect()
}

/// The entity that marks are linked to, if any.
#[component]
fn EntityChoice() -> impl IntoView {
    let app = app();
    let target = app.find.target;
    let name = Signal::derive(move || {
        let id = target.with(|t| t.entity);
        let name = id.and_then(|id| {
            app.session.registers(|p| p.entities().get(&id).map(|e| e.name.clone())).flatten()
        });
        name.unwrap_or_default()
    });
    view! {
        <div class="grow">
            <Combobox
                id=ENTITY
                label="Link to an entity"
                value=name
                placeholder="Link to an entity"
                proposals=move |typed: String| proposals(app, &typed)
                on_choose=move |id: EntityId| target.update(|t| t.entity = Some(id))
                back=LIST
            />
        </div>
        <Show when=move || target.with(|t| t.entity.is_some())>
            <IconButton
                icon=Icon::Close
                label="Do not link"
                class="sm"
                on_press=move |()| {
                    focus::hand_to(ENTITY);
                    target.update(|t| t.entity = None);
                }
            />
        </Show>
    }
}
