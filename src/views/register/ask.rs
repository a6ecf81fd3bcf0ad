//! The questions of the screen: a new entry, what split mentions are called, where moved
//! mentions go.

use glossator_core::actions::{Edit, EditError, entities};
use glossator_core::model::{EntityId, LabelId, Project};
use glossator_core::query::{EntityChoice, commonest_alias, counted, new_entity_choices};
use leptos::prelude::*;

use super::authority::Authority;
use super::detail::others;
use super::{Screen, acts, types};
use crate::components::choice::Select;
use crate::components::combobox::Combobox;
use crate::components::dialog::Dialog as Modal;
use crate::platform::{clock, focus};
use crate::state::acts::perform;
use crate::state::ui::Dialog;
use crate::views::dialogs::close;
use crate::views::inspector::entity_field::proposal;

/// The questions of this screen.
#[component]
pub fn Asked(screen: Screen) -> impl IntoView {
    let app = screen.app;
    move || match (app.ui.dialog.get(), screen.current.get_untracked()) {
        (Some(Dialog::NewEntity), _) => view! { <NewEntity screen/> }.into_any(),
        (Some(Dialog::SplitEntity), Some(id)) => view! { <Split screen id/> }.into_any(),
        (Some(Dialog::MoveMentions), Some(id)) => view! { <Move screen id/> }.into_any(),
        (Some(Dialog::Authority), _) => view! { <Authority/> }.into_any(),
        _ => ().into_any(),
    }
}

/// A new entry: by name, or from an authority file.
#[component]
fn NewEntity(screen: Screen) -> impl IntoView {
    let app = screen.app;
    app.authority.ensure(app);
    let label = RwSignal::new(
        screen.label.get_untracked().map(|l| l.as_str().to_owned()).unwrap_or_default(),
    );
    let options = Signal::derive(move || {
        let none = std::iter::once((String::new(), "No type".to_owned()));
        let types = types(app).into_iter().map(|(id, name)| (id.as_str().to_owned(), name));
        none.chain(types).collect::<Vec<_>>()
    });
    let proposals = move |typed: String| {
        app.authority.changed();
        let found = app.session.names(|p, index, shelf| {
            let choices = new_entity_choices(p, index, shelf, &typed).into_iter();
            choices.map(|c| proposal(p, c)).collect()
        });
        found.unwrap_or_default()
    };
    let choose = move |choice: EntityChoice| {
        let new = clock::fresh(EntityId::new);
        let make = |make: &dyn Fn(&Project) -> Result<Edit, EditError>| {
            app.session.read(|p| make(p)).is_some_and(|edit| perform(app, edit)).then_some(new)
        };
        let shown = match choice {
            EntityChoice::Link(c) => Some(c.entity),
            EntityChoice::Create(name) => {
                let label = label.get_untracked();
                let label = (!label.is_empty()).then(|| LabelId::new(label));
                make(&|p| entities::create(p, new, &name, label.as_ref()))
            }
            EntityChoice::Adopt(row) => make(&|p| entities::adopt(p, &row, new, None)),
        };
        if let Some(id) = shown {
            close(app);
            screen.show(id);
            focus::soon(super::list::LIST);
        }
    };
    focus::soon("new-entity");
    view! {
        <Modal title="New entity" class="ask" on_close=move |()| close(app)>
            <div class="db col g4">
                <div class="kv">
                    <label class="k" for="new-entity-type">"Type"</label>
                    <Select id="new-entity-type" options value=label on_change=move |v| label.set(v)/>
                    <span class="k">"Name"</span>
                    <Combobox
                        id="new-entity"
                        label="Name"
                        value=""
                        placeholder="Name, then Enter"
                        proposals=proposals
                        on_choose=choose
                        back=""
                    />
                </div>
                <p class="muted">"Entities that are there already are listed below the new one; rows of authority files bring their id, aliases and type along."</p>
            </div>
        </Modal>
    }
}

/// What the ticked mentions' new entry is called.
#[component]
fn Split(
    screen: Screen,
    /// The entry that they mean now.
    id: EntityId,
) -> impl IntoView {
    let app = screen.app;
    let lines = screen.lines.get_untracked();
    let n = lines.len();
    let usual = screen.found.with_untracked(|f| {
        commonest_alias(f.lines.iter().filter(|l| lines.contains(&(l.document, l.annotation))))
    });
    let name = RwSignal::new(usual.unwrap_or_default());
    let from = screen.name(id);
    // What is typed takes the place of what is proposed.
    focus::soon_selected("split-name");
    let go = move || {
        if name.with_untracked(|n| n.trim().is_empty()) {
            app.ui.say("An entity needs a name");
            return;
        }
        close(app);
        acts::split(screen, id, clock::fresh(EntityId::new), name.get_untracked());
    };
    view! {
        <Modal title="Split" class="ask" on_close=move |()| close(app)>
            <form
                class="col"
                on:submit=move |event| {
                    event.prevent_default();
                    go();
                }
            >
                <div class="db col g4">
                    <label for="split-name">{counted(n, "mention moves", "mentions move")}" from "<b><bdi>{from}</bdi></b>" to a new entity called"</label>
                    <div class="field">
                        <input
                            type="text"
                            id="split-name"
                            dir="auto"
                            autocomplete="off"
                            autofocus
                            prop:value=name.get_untracked()
                            on:input=move |event| name.set(event_target_value(&event))
                        />
                    </div>
                    <p class="muted">"The two are recorded as not the same. Names that only these mentions use go with them. One step, which Undo takes back."</p>
                </div>
                <div class="df">
                    <span class="grow"></span>
                    <button type="button" class="btn" on:click=move |_| close(app)>"Cancel"</button>
                    <button type="submit" class="btn primary">"Move "{counted(n, "mention", "mentions")}</button>
                </div>
            </form>
        </Modal>
    }
}

/// Which entry the ticked mentions mean.
#[component]
fn Move(
    screen: Screen,
    /// The entry that they mean now.
    id: EntityId,
) -> impl IntoView {
    let app = screen.app;
    let n = screen.lines.with_untracked(|l| l.len());
    let choose = move |choice: EntityChoice| {
        if let EntityChoice::Link(c) = choice {
            close(app);
            acts::move_to(screen, c.entity);
        }
    };
    focus::soon("move-to");
    view! {
        <Modal title="Move mentions" class="ask" on_close=move |()| close(app)>
            <div class="db col g4">
                <p>{counted(n, "mention is", "mentions are")}" linked to another entity. One step, which Undo takes back."</p>
                <Combobox
                    id="move-to"
                    label="The entity that they mean"
                    value=""
                    placeholder="Find an entity"
                    proposals=move |typed: String| others(screen, id, &typed)
                    on_choose=choose
                    back=""
                />
            </div>
        </Modal>
    }
}
