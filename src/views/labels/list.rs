//! The labels of one kind, in their order.

use glossator_core::actions::labels;
use glossator_core::model::{Kind, Label, LabelId};
use glossator_core::query::grouped;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::ask::AskName;
use super::rows::{RowButton, leads};
use super::{Screen, Tab};
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::platform::{boxes, drag, focus};
use crate::state::acts;
use crate::views::dialogs::close;
use crate::views::hint;

/// What the list shows of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    id: LabelId,
    name: String,
    tag: String,
    hue: u8,
    hotkey: Option<String>,
    note: &'static str,
    used: u32,
}

impl Row {
    fn of(label: &Label, used: u32) -> Self {
        let note = match (label.kind, label.has_entity, label.exclude) {
            (Kind::Region, _, true) => "left out",
            (Kind::Region, _, false) => "exported",
            (_, true, _) => "entity",
            (_, false, _) => "value",
        };
        let Label { id, name, tag, hue, hotkey, .. } = label.clone();
        Self { id, name, tag, hue: hue.get(), hotkey, note, used }
    }
}

/// The id of a label's row.
pub fn row_id(id: &LabelId) -> String {
    format!("label-row-{id}")
}

/// The labels of one kind, in their order.
#[component]
pub fn List(screen: Screen) -> impl IntoView {
    let app = screen.app;
    let rows = Memo::new(move |_| {
        let kind = screen.tab.get().kind();
        app.session.schema(|_| ());
        let rows = app.session.documents(|p| {
            let labels = p.schema().labels.iter().filter(|l| Some(l.kind) == kind);
            labels.map(|l| Row::of(l, p.label_use(&l.id).0)).collect::<Vec<_>>()
        });
        rows.unwrap_or_default()
    });
    let current = Memo::new(move |_| screen.current());
    let place_of =
        move |id: &LabelId| rows.with_untracked(|rows| rows.iter().position(|r| r.id == *id));
    let key = move |event: KeyboardEvent| {
        let Some(at) = current.get_untracked().as_ref().and_then(place_of) else { return };
        match (event.key().as_str(), event.alt_key()) {
            ("ArrowDown", true) => step(screen, true),
            ("ArrowUp", true) => step(screen, false),
            (key, false) => {
                let Some(to) = leads(key, at, rows.with_untracked(Vec::len)) else { return };
                let id = |rows: &Vec<Row>| to.and_then(|to| Some(rows.get(to)?.id.clone()));
                if let Some(id) = rows.with_untracked(id) {
                    boxes::focus_and_show(&row_id(&id));
                    screen.label.set(Some(id));
                }
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    // The dragged label, and the row that it is over.
    let dragged = RwSignal::new(None::<LabelId>);
    let over = RwSignal::new(None::<LabelId>);
    let drop = move || {
        let (from, to) = (dragged.get_untracked(), over.get_untracked());
        dragged.set(None);
        over.set(None);
        let (Some(from), Some(to)) = (from, to) else { return };
        if from != to
            && let Some(place) = place_of(&to)
        {
            acts::edit(app, |p| labels::move_to(p, &from, place));
        }
    };
    let ids = move || rows.with(|rows| rows.iter().map(|r| r.id.clone()).collect::<Vec<_>>());
    let row = move |id: LabelId| {
        let id = StoredValue::new(id);
        // What changes of a label does not draw its row anew: the focus may be in it.
        let shown = Memo::new(move |_| {
            rows.with(|rows| id.with_value(|id| rows.iter().find(|r| r.id == *id).cloned()))
        });
        let words = move |read: fn(&Row) -> String| {
            move || shown.with(|r| r.as_ref().map(read).unwrap_or_default())
        };
        let hue = move || shown.with(|r| r.as_ref().map_or(0, |r| r.hue));
        let caps = move || {
            let hotkey = shown.with(|r| r.as_ref().and_then(|r| r.hotkey.clone()));
            view! { <Keys caps=hotkey.as_deref().map(hint::caps).unwrap_or_default()/> }
        };
        let is_current = Memo::new(move |_| current.with(|c| c.as_ref() == Some(&id.get_value())));
        // Where it would come to stand: before this row on the way up, after it on the way down.
        let lands = Memo::new(move |_| {
            let is_over = over.with(|o| o.as_ref() == Some(&id.get_value()));
            let from = dragged.get().filter(|_| is_over).as_ref().and_then(place_of)?;
            let to = place_of(&id.get_value())?;
            (from != to).then_some(from < to)
        });
        view! {
            <tr
                class:cur=is_current
                class:drop=move || lands.get() == Some(false)
                class:drop-after=move || lands.get() == Some(true)
                on:click=move |_| screen.label.set(Some(id.get_value()))
                on:dragover=move |event| {
                    if dragged.with_untracked(Option::is_some) {
                        event.prevent_default();
                        over.set(Some(id.get_value()));
                    }
                }
                on:drop=move |event| {
                    event.prevent_default();
                    drop();
                }
            >
                <td>
                    // For the mouse; keys and the buttons beside the name do the same.
                    <span
                        class="btn icon sm ghost drag"
                        draggable="true"
                        aria-hidden="true"
                        on:dragstart=move |event| {
                            drag::begin(&event, id.get_value().as_str());
                            dragged.set(Some(id.get_value()));
                        }
                        on:dragend=move |_| {
                            dragged.set(None);
                            over.set(None);
                        }
                    >
                        <IconView icon=Icon::Drag/>
                    </span>
                </td>
                <td>{caps}</td>
                <td>
                    <RowButton id=id.with_value(row_id) current=is_current hue=Signal::derive(hue)>
                        <i class="dot"></i>
                        <b class="trunc"><bdi>{words(|r| r.name.clone())}</bdi></b>
                    </RowButton>
                </td>
                <td><span class="tag" data-hue=hue>{words(|r| r.tag.clone())}</span></td>
                <td class="soft">{words(|r| r.note.to_owned())}</td>
                <td class="r num">{words(|r| grouped(r.used as usize))}</td>
            </tr>
        }
    };
    view! {
        <table class="tbl" on:keydown=key>
            <thead>
                <tr>
                    <th><span class="vh">"Order"</span></th>
                    <th>"Key"</th>
                    <th>"Label"</th>
                    <th>"Tag"</th>
                    <th>{move || if screen.tab.get() == Tab::Regions { "In exports" } else { "Marks an" }}</th>
                    <th class="r">"Used"</th>
                </tr>
            </thead>
            <tbody><For each=ids key=Clone::clone children=row/></tbody>
        </table>
        {move || rows.with(Vec::is_empty).then(|| view! {
            <p class="empty">"No labels yet. Presets has label sets to begin with, and N makes a new label."</p>
        })}
        <div class="note">
            <IconView icon=Icon::Info/>
            <span>
                "Changing a colour, name or key never touches marks. Deleting a label asks where its marks should go."
            </span>
        </div>
    }
}

/// Moves the current label by one, and keeps the focus on it.
pub fn step(screen: Screen, down: bool) {
    let Some(id) = untrack(move || screen.current()) else { return };
    if acts::edit(screen.app, |p| labels::step(p, &id, down)) {
        screen.label.set(Some(id.clone()));
        focus::soon(row_id(&id));
    }
}

/// Asks for the name of a new label, of which its id and its tag are made.
#[component]
pub fn NewLabel(screen: Screen) -> impl IntoView {
    let app = screen.app;
    let name = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let kind = screen.tab.get_untracked().kind().unwrap_or(Kind::Mention);
    let add = move || {
        match app.session.read(|p| labels::add(p, kind, &name.get_untracked())) {
            // The words belong to the field: a message would be under the dialog.
            Some(Err(error)) => refused.set(Some(error.to_string())),
            Some(Ok((edit, id))) => {
                close(app);
                if acts::perform(app, Ok(edit)) {
                    focus::soon(row_id(&id));
                    screen.label.set(Some(id));
                }
            }
            None => {}
        }
    };
    let note = Signal::derive(move || {
        let id = name.with(|name| {
            let id = app.session.schema(|s| s.free_label_id(name));
            id.filter(|_| !name.trim().is_empty())
        });
        let id = id.map(|id| format!(": {id}")).unwrap_or_default();
        format!(
            "Files name the label by an id made of this name, which stays{id}. All else can be changed."
        )
    });
    view! {
        <AskName words=("New label", "Add label") field="new-label" name refused note on_add=move |()| add()/>
    }
}
