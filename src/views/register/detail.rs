//! One entry: its names, what it is, where it belongs.

use glossator_core::actions::entities;
use glossator_core::model::{Entity, EntityId, LabelId};
use glossator_core::query::{EntityChoice, above_choices, counted};
use leptos::prelude::*;

use super::aliases::Aliases;
use super::decided::Decided;
use super::list::LIST;
use super::mentions::Mentions;
use super::{Screen, acts, name_of, tag_of, types};
use crate::components::choice::Select;
use crate::components::combobox::{Combobox, Proposal};
use crate::components::editable::{Editable, Lines};
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::components::menu::{MenuButton, MenuItem};
use crate::platform::{clock, focus, page};
use crate::state::acts::edit;
use crate::state::ui::Dialog;
use crate::views::inspector::entity_field::proposal;
use crate::views::{hint, kept};

/// The id of the field with the name.
pub const NAME: &str = "register-name";
/// The id of the field with the size of a group.
pub const SIZE: &str = "register-size";
/// The id of the field with the whole that the entry is part of.
pub const PART_OF: &str = "register-part-of";
/// The id of the field with the group that it belongs to.
pub const MEMBER_OF: &str = "register-member-of";

/// The right side: the current entry.
#[component]
pub fn Detail(screen: Screen) -> impl IntoView {
    move || match screen.current.get() {
        Some(id) => {
            // The fields of another entry come in their place, maybe just after F6 went there.
            if focus::is_in(".rdet") {
                focus::hand_to(NAME);
            }
            let name = move || screen.name(id);
            view! {
                <section class="rdet" aria-label=name>
                    <Fields screen id/>
                    <Mentions screen/>
                    <Decided screen id/>
                </section>
            }
            .into_any()
        }
        None => view! { <section class="rdet" aria-label="Entity"></section> }.into_any(),
    }
}

/// The fields of an entry.
#[component]
fn Fields(
    screen: Screen,
    /// The entry.
    id: EntityId,
) -> impl IntoView {
    let app = screen.app;
    let read = move |get: fn(&Entity) -> String| {
        Signal::derive(move || {
            app.session.registers(|p| p.entities().get(&id).map(get)).flatten().unwrap_or_default()
        })
    };
    let external = read(|e| e.external_id.clone().unwrap_or_default());
    let label = read(|e| e.label.as_ref().map(|l| l.as_str().to_owned()).unwrap_or_default());
    let options = Signal::derive(move || {
        let none = std::iter::once((String::new(), "No type".to_owned()));
        let types = types(app).into_iter().map(|(id, name)| (id.as_str().to_owned(), name));
        none.chain(types).collect::<Vec<_>>()
    });
    let set_type = move |v: String| {
        let label = (!v.is_empty()).then(|| LabelId::new(v));
        edit(app, |p| entities::set_label(p, id, label.as_ref()));
    };
    let size = move |text: String| {
        let text = text.trim();
        let size = match text.parse::<u32>() {
            Ok(n) => Some(n),
            Err(_) if text.is_empty() => None,
            Err(_) => return kept::refuse(app, "Write the size of the group in digits"),
        };
        kept::edit(app, |p| entities::set_group_size(p, id, size))
    };
    view! {
        <div class="rfields">
            <Head screen id/>
            <Wrong screen id/>
            <div class="kv">
                <span class="k">"Aliases"</span>
                <Aliases screen id/>
                <label class="k" for="register-external">"External id"</label>
                <div class="row wrap g4">
                    <div class="grow rext">
                        <Editable
                            id="register-external"
                            label=""
                            class="fill"
                            value=external
                            on_commit=move |text: String| kept::edit(app, |p| entities::set_external_id(p, id, &text))
                            placeholder="wikidata:Q42"
                            back=LIST
                        />
                    </div>
                    <Show when=move || !external.with(String::is_empty)>
                        <span class="badge warn"><IconView icon=Icon::Info/>"not checked: no network used"</span>
                    </Show>
                </div>
                <label class="k" for="register-about">"Description"</label>
                <Editable
                    id="register-about"
                    label=""
                    class="fill"
                    value=read(|e| e.description.clone())
                    on_commit=move |text: String| kept::edit(app, |p| entities::set_description(p, id, &text))
                    placeholder="Who or what it is"
                    back=LIST
                />
                <label class="k" for="register-of-type">"Type"</label>
                <div class="row g4 wrap">
                    <Select id="register-of-type" options value=label on_change=set_type/>
                    <label class="k" for=SIZE>"Group of"</label>
                    <Editable
                        id=SIZE
                        label=""
                        class="w-s"
                        value=read(|e| e.group_size.map(|n| n.to_string()).unwrap_or_default())
                        on_commit=size
                        placeholder="number"
                        back=LIST
                    />
                    <Keys caps=hint::caps("S")/>
                    <Speaks screen id/>
                </div>
                <label class="k" for=PART_OF>"Part of"</label>
                <Belongs screen id member=false/>
                <label class="k" for=MEMBER_OF>"Member of"</label>
                <Belongs screen id member=true/>
            </div>
        </div>
    }
}

/// The name, and what can be done with the entry.
#[component]
fn Head(
    screen: Screen,
    /// The entry.
    id: EntityId,
) -> impl IntoView {
    let app = screen.app;
    let tag = move || {
        app.session.schema(|_| ());
        let tag = app.session.registers(|p| {
            let e = p.entities().get(&id)?;
            Some(tag_of(p, e.label.as_ref()))
        });
        let (tag, hue): (String, u8) = tag.flatten().unwrap_or_default();
        view! { <span class="tag" data-hue=hue aria-hidden="true">{tag}</span> }
    };
    let items = Callback::new(move |()| {
        let item = |icon, title: &str, caps, act: Callback<()>| MenuItem {
            icon,
            title: title.to_owned(),
            caps,
            disabled: false,
            act,
        };
        vec![
            item(Icon::Edit, "Rename", hint::caps("F2"), Callback::new(|()| page::focus(NAME))),
            item(
                Icon::Merge,
                "Tick for merging",
                Vec::new(),
                Callback::new(move |()| screen.tick(id)),
            ),
            item(
                Icon::Trash,
                "Delete the entity",
                Vec::new(),
                Callback::new(move |()| acts::delete(screen, id)),
            ),
        ]
    });
    view! {
        <div class="row">
            {tag}
            <h2 class="vh">{move || screen.name(id)}</h2>
            <div class="grow">
                <Editable
                    id=NAME
                    label="Name"
                    lines=Lines::Sentence
                    class="norm"
                    value=Signal::derive(move || screen.name(id))
                    on_commit=move |text: String| kept::edit(app, |p| entities::rename(p, id, &text))
                    back=LIST
                />
            </div>
            <button
                type="button"
                class="btn"
                aria-haspopup="dialog"
                aria-keyshortcuts="Shift+S"
                on:click=move |_| acts::ask_for_mentions(screen, Dialog::SplitEntity)
            >
                <IconView icon=Icon::Merge/>
                "Split"
                <Keys caps=hint::caps("Shift+S")/>
            </button>
            <MenuButton icon=Icon::More label="More about the entity" prefix="register-more-" items/>
        </div>
    }
}

/// Decisions that contradict each other, as far as the entry is concerned.
#[component]
fn Wrong(
    screen: Screen,
    /// The entry.
    id: EntityId,
) -> impl IntoView {
    let wrong = Memo::new(move |_| {
        screen.wrong.with(|all| {
            let own = all.iter().filter(|(_, ids)| ids.contains(&id));
            own.map(|(words, _)| words.clone()).collect::<Vec<_>>()
        })
    });
    let notes = move || {
        let notes = wrong.get().into_iter();
        notes.map(|words| view! {
            <div class="note bad"><IconView icon=Icon::Warning/><span><b>"Contradiction: "</b><bdi>{words}</bdi>"."</span></div>
        }).collect_view()
    };
    view! { <div class="col g4" role="status">{notes}</div> }
}

/// In how many claims the entry speaks.
#[component]
fn Speaks(
    screen: Screen,
    /// The entry.
    id: EntityId,
) -> impl IntoView {
    let speaks = Memo::new(move |_| {
        screen.register.with(|r| {
            screen.app.session.read(|p| r.as_ref()?.row(p, id).map(|row| row.speaks as usize))
        })
    });
    let words = move || match speaks.get().flatten().unwrap_or_default() {
        0 => "speaks in no claim".to_owned(),
        n => format!("speaks in {}", counted(n, "claim", "claims")),
    };
    view! { <span class="muted end">{words}</span> }
}

/// The whole or the group of an entry.
#[component]
fn Belongs(
    screen: Screen,
    /// The entry.
    id: EntityId,
    /// Whether it is about the group that it is a member of.
    member: bool,
) -> impl IntoView {
    let app = screen.app;
    let to = Memo::new(move |_| {
        app.session.registers(|p| {
            let e = p.entities().get(&id)?;
            if member { e.member_of } else { e.part_of }
        })?
    });
    let name = Memo::new(move |_| {
        let to = to.get()?;
        app.session.registers(|p| name_of(p, to))
    });
    let set = move |to: Option<EntityId>| {
        edit(app, |p| {
            if member {
                entities::set_member_of(p, id, to)
            } else {
                entities::set_part_of(p, id, to)
            }
        });
    };
    let proposals = move |typed: String| {
        let found = app.session.names(|p, index, _| {
            let choices = above_choices(p, index, id, &typed).into_iter();
            choices.map(|c| proposal(p, c)).collect()
        });
        found.unwrap_or_default()
    };
    let choose = move |choice: EntityChoice| match choice {
        EntityChoice::Link(c) => set(Some(c.entity)),
        EntityChoice::Create(name) => {
            let new = clock::fresh(EntityId::new);
            edit(app, |p| entities::create_above(p, id, new, &name, member));
        }
        EntityChoice::Adopt(_) => {}
    };
    let (field, label, key) =
        if member { (MEMBER_OF, "Member of", "B") } else { (PART_OF, "Part of", "P") };
    let clear = move |_| {
        focus::hand_to(field);
        set(None);
    };
    view! {
        <div class="row g2">
            <div class="grow">
                <Combobox
                    id=field
                    label=label
                    value=Signal::derive(move || name.get().unwrap_or_default())
                    placeholder=if member { "The group it belongs to" } else { "The whole it belongs to" }
                    proposals=proposals
                    on_choose=choose
                    back=LIST
                    caps=hint::caps(key)
                />
            </div>
            <Show when=move || to.get().is_some()>
                <button type="button" class="btn sm ghost" on:click=move |_| if let Some(to) = to.get_untracked() { screen.show(to) }>
                    "Show"
                </button>
                <button type="button" class="btn sm ghost" on:click=clear>"Clear"</button>
            </Show>
        </div>
    }
}

/// Entries that a name may mean, but for one.
pub fn others(screen: Screen, but: EntityId, typed: &str) -> Vec<Proposal<EntityChoice>> {
    let found = screen.app.session.names(|p, index, _| {
        let found = index.candidates(p, typed, None, 9).into_iter();
        let found = found.filter(|c| c.entity != but).take(8);
        found.map(|c| proposal(p, EntityChoice::Link(c))).collect()
    });
    found.unwrap_or_default()
}
