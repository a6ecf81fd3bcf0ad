//! The label schema: what marks can be called, and what can be said of them.

mod ask;
mod attribute;
mod attributes;
mod delete;
mod detail;
mod key_field;
mod list;
mod presets;
mod rows;
mod swatches;

use std::collections::BTreeSet;

use glossator_core::actions::labels::{self, Uses};
use glossator_core::model::{AttributeName, Hue, Kind, LabelId};
use glossator_core::query::counted;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use self::attribute::AttributeDetail;
use self::attributes::{Attributes, NewAttribute};
use self::delete::LabelGoes;
use self::detail::Detail;
use self::list::{List, NewLabel};
use self::presets::Presets;
use self::rows::heir;
use super::footer::second_keys;
use super::hint;
use super::screen_keys::{own_key, taken};
use super::top_bar::TopBar;
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::components::segmented::Segmented;
use crate::platform::focus;
use crate::state::ui::Dialog;
use crate::state::{App, acts, app};

/// The id of the button that makes another label or attribute.
const NEW: &str = "labels-new";

/// The screen's own keys, for the help.
pub const KEYS: &[(&str, &[&str])] = &[
    ("Next, previous label or attribute", &["ArrowDown", "ArrowUp"]),
    ("Move the label in the list", &["Alt+ArrowDown", "Alt+ArrowUp"]),
    ("New label or attribute", &["N"]),
    ("Delete the label; asks where its marks go", &["Delete"]),
    ("From its fields back to the list", &["Escape"]),
];

/// What the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    /// Labels of mentions.
    Entities,
    /// Labels of regions.
    Regions,
    /// Attributes.
    Attributes,
}

impl Tab {
    /// The kind of the labels in it.
    const fn kind(self) -> Option<Kind> {
        match self {
            Self::Entities => Some(Kind::Mention),
            Self::Regions => Some(Kind::Region),
            Self::Attributes => None,
        }
    }
}

/// What is chosen on the screen. `Copy`: a handle.
#[derive(Clone, Copy)]
struct Screen {
    app: App,
    tab: RwSignal<Tab>,
    /// The label that was chosen last; it may be deleted, or of another tab.
    label: RwSignal<Option<LabelId>>,
    /// The attribute that was chosen last.
    attribute: RwSignal<Option<AttributeName>>,
}

impl Screen {
    /// The labels of the tab, in order.
    fn labels(self) -> Vec<LabelId> {
        let Some(kind) = self.tab.get().kind() else { return Vec::new() };
        let ids = self.app.session.schema(|s| s.labels_of(kind).map(|l| l.id.clone()).collect());
        ids.unwrap_or_default()
    }

    /// The label that is shown: the chosen one, or else the first.
    fn current(self) -> Option<LabelId> {
        let labels = self.labels();
        let chosen = self.label.get().filter(|id| labels.contains(id));
        chosen.or_else(|| labels.into_iter().next())
    }

    /// The attribute that is shown: the chosen one, or else the first.
    fn current_attribute(self) -> Option<AttributeName> {
        let names = self
            .app
            .session
            .schema(|s| s.attributes.iter().map(|a| a.name.clone()).collect::<Vec<_>>());
        let names = names.unwrap_or_default();
        let chosen = self.attribute.get().filter(|name| names.contains(name));
        chosen.or_else(|| names.into_iter().next())
    }

    /// Asks for a new label or attribute.
    fn add(self) {
        let is_label = self.tab.get_untracked().kind().is_some();
        let dialog = if is_label { Dialog::NewLabel } else { Dialog::NewAttribute };
        self.app.ui.dialog.set(Some(dialog));
    }

    /// Deletes the current label; asks where its marks go, if it has any.
    fn delete(self) {
        let app = self.app;
        let Some(id) = untrack(move || self.current()) else { return };
        if app.session.read(|p| Uses::of(p, &id).is_none()) == Some(false) {
            app.ui.dialog.set(Some(Dialog::DeleteLabel(id)));
            return;
        }
        let heir = self.heir(&id);
        if acts::edit(app, |p| labels::delete(p, &id, &labels::MarksGo::Away)) {
            self.label.set(heir);
        }
        self.focus_current();
    }

    /// The label that takes the place of one that goes.
    fn heir(self, gone: &LabelId) -> Option<LabelId> {
        heir(&untrack(move || self.labels()), gone)
    }

    /// Puts the focus on the current row of the list.
    fn focus_current(self) {
        let row = untrack(move || match self.tab.get() {
            Tab::Attributes => self.current_attribute().as_ref().map(attributes::row_id),
            Tab::Entities | Tab::Regions => self.current().as_ref().map(list::row_id),
        });
        focus::soon(row.unwrap_or_else(|| NEW.to_owned()));
    }
}

/// The label schema.
#[component]
pub fn LabelsScreen() -> impl IntoView {
    let app = app();
    let screen = Screen {
        app,
        tab: RwSignal::new(Tab::Entities),
        label: RwSignal::new(None),
        attribute: RwSignal::new(None),
    };
    // Keys of the list act at once.
    screen.focus_current();
    let count = move |kind: Kind| app.session.schema(|s| s.labels_of(kind).count()).unwrap_or(0);
    let attributes = move || app.session.schema(|s| s.attributes.len()).unwrap_or(0);
    let key = move |event: KeyboardEvent| {
        // Out of the fields with the list's keys: also where they are no texts.
        let inside = focus::is_in(".sd");
        let leaves = |key: &str| key == "Escape" && inside;
        let Some(key) = own_key(app, &event, leaves) else { return };
        match (key.as_str(), screen.tab.get_untracked()) {
            (key, _) if leaves(key) => screen.focus_current(),
            ("N", _) => screen.add(),
            ("Delete", Tab::Entities | Tab::Regions) => screen.delete(),
            _ => return,
        }
        taken(&event);
    };
    let summary = move || {
        let labels = counted(count(Kind::Mention), "entity label", "entity labels");
        format!("{labels}, {}", counted(attributes(), "attribute", "attributes"))
    };
    view! {
        <div class="app view" on:keydown=key>
            <TopBar/>
            <section class="vbar" aria-label="View">
                <h1>"Labels"</h1>
                <span class="muted">{summary}</span>
                <span class="grow"></span>
                <button type="button" class="btn" on:click=move |_| app.ui.dialog.set(Some(Dialog::Preset))>
                    <IconView icon=Icon::Import/>
                    "Presets"
                </button>
                <button type="button" class="btn" id=NEW aria-keyshortcuts="N" on:click=move |_| screen.add()>
                    <IconView icon=Icon::Plus/>
                    {move || if screen.tab.get() == Tab::Attributes { "New attribute" } else { "New label" }}
                    <Keys caps=hint::caps("N")/>
                </button>
            </section>
            <main class="schema" aria-label="Labels">
                <section class="sl" aria-label="List">
                    {move || {
                        let tabs = vec![
                            (Tab::Entities, format!("Entities {}", count(Kind::Mention))),
                            (Tab::Regions, format!("Regions {}", count(Kind::Region))),
                            (Tab::Attributes, format!("Attributes {}", attributes())),
                        ];
                        view! { <Segmented label="Kind" options=tabs value=screen.tab on_change=move |tab| screen.tab.set(tab)/> }
                    }}
                    {move || match screen.tab.get() {
                        Tab::Attributes => view! { <Attributes screen/> }.into_any(),
                        Tab::Entities | Tab::Regions => view! { <List screen/> }.into_any(),
                    }}
                </section>
                <Shown screen/>
            </main>
            <Foot screen/>
        </div>
        <Asked screen/>
    }
}

/// The fields of what is chosen.
#[component]
fn Shown(screen: Screen) -> impl IntoView {
    let label = Memo::new(move |_| screen.current());
    let attribute = Memo::new(move |_| screen.current_attribute());
    move || match screen.tab.get() {
        Tab::Attributes => match attribute.get() {
            Some(name) => view! { <AttributeDetail screen name/> }.into_any(),
            None => view! { <section class="sd" aria-label="Attribute"></section> }.into_any(),
        },
        Tab::Entities | Tab::Regions => match label.get() {
            Some(id) => view! { <Detail screen id/> }.into_any(),
            None => view! { <section class="sd" aria-label="Label"></section> }.into_any(),
        },
    }
}

/// The questions of this screen.
#[component]
fn Asked(screen: Screen) -> impl IntoView {
    let app = screen.app;
    move || match app.ui.dialog.get() {
        Some(Dialog::DeleteLabel(id)) => view! { <LabelGoes screen id merge=false/> }.into_any(),
        Some(Dialog::MergeLabel(id)) => view! { <LabelGoes screen id merge=true/> }.into_any(),
        Some(Dialog::Preset) => view! { <Presets/> }.into_any(),
        Some(Dialog::NewLabel) => view! { <NewLabel screen/> }.into_any(),
        Some(Dialog::NewAttribute) => view! { <NewAttribute screen/> }.into_any(),
        _ => ().into_any(),
    }
}

/// The keys of the list, and how many colours are in use.
#[component]
fn Foot(screen: Screen) -> impl IntoView {
    let app = screen.app;
    let hues = move || {
        let used = app.session.schema(|s| {
            let hues = s.labels_of(Kind::Mention).map(|l| l.hue).filter(|h| *h != Hue::GREY);
            hues.collect::<BTreeSet<_>>().len()
        });
        format!("{} of {} hues used", used.unwrap_or(0), Hue::COUNT)
    };
    let hint = |keys: &[&str], words: &'static str| {
        let caps = keys.iter().map(|k| view! { <Keys caps=hint::caps(k)/> }).collect_view();
        view! { <span>{caps}" "{words}</span> }
    };
    let hints = move || match app.ui.chord.follow() {
        Some(first) => second_keys(&first).into_any(),
        None => view! {
            {hint(&["ArrowUp", "ArrowDown"], "choose")}
            {hint(&["N"], "new")}
            {move || screen.tab.get().kind().map(|_| view! {
                {hint(&["Alt+ArrowUp", "Alt+ArrowDown"], "reorder")}
                {hint(&["Delete"], "delete, asks first if it is used")}
            })}
        }
        .into_any(),
    };
    view! {
        <footer class="foot">
            <div class="hints" aria-hidden="true">
                {hints}
            </div>
            <div class="counts"><span>{hues}</span></div>
        </footer>
    }
}
