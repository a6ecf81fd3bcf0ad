//! The entity register: who and what the documents mention, under which names.

mod acts;
mod aliases;
mod ask;
mod authority;
mod bar;
mod decided;
mod detail;
mod keys;
mod list;
mod mentions;
mod review;

use std::collections::BTreeSet;
use std::sync::Arc;

use glossator_core::actions::entities;
use glossator_core::model::{AnnotationId, DocumentId, EntityId, Kind, LabelId, Project};
use glossator_core::query::{
    KwicLine, Register, RegisterFilter, RegisterSort, contradictions, counted,
};
use leptos::prelude::*;

pub use self::keys::KEYS;

use self::ask::Asked;
use self::bar::TickedBar;
use self::detail::Detail;
use self::keys::{Foot, on_key};
use self::list::{List, SEARCH};
use self::review::Review;
use super::hint;
use super::top_bar::TopBar;
use crate::components::choice::Select;
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::platform::{focus, timer};
use crate::state::ui::Dialog;
use crate::state::{App, app};

/// How long the choice rests before its mentions are looked up, in milliseconds: holding an
/// arrow key goes through the list without reading documents.
const REST_MS: u32 = 90;

/// The mentions of the entity on the right.
#[derive(Debug, Clone, Default, PartialEq)]
struct Found {
    /// Whose.
    entity: Option<EntityId>,
    /// Their lines.
    lines: Arc<Vec<KwicLine>>,
    /// How many documents were looked at, and how many there are.
    read: (usize, usize),
}

impl Found {
    /// Whether all documents were looked at.
    fn is_whole(&self) -> bool {
        self.read.0 >= self.read.1
    }
}

/// What is chosen on the screen. `Copy`: a handle.
#[derive(Clone, Copy)]
struct Screen {
    app: App,
    /// Which entries are listed.
    label: RwSignal<Option<LabelId>>,
    words: RwSignal<String>,
    sort: RwSignal<RegisterSort>,
    register: Memo<Option<Arc<Register>>>,
    rows: Memo<Vec<EntityId>>,
    /// The entry that was chosen last; it may be gone, or not listed.
    chosen: RwSignal<Option<EntityId>>,
    /// The entry on the right: the chosen one, or else the first.
    current: Memo<Option<EntityId>>,
    /// The same, after a short rest.
    rested: RwSignal<Option<EntityId>>,
    /// The ticked entries, in the order of ticking.
    ticked: RwSignal<Vec<EntityId>>,
    found: RwSignal<Found>,
    /// The ticked mentions.
    lines: RwSignal<BTreeSet<(DocumentId, AnnotationId)>>,
    /// The line of the mentions that the arrows are on.
    line: RwSignal<Option<AnnotationId>>,
    /// Whether the right side shows what is to be looked at instead of an entry.
    review: RwSignal<bool>,
    /// What in the register contradicts itself, and whom it concerns.
    wrong: Memo<Vec<(String, Vec<EntityId>)>>,
}

impl Screen {
    fn new(app: App) -> Self {
        let label = RwSignal::new(None);
        let words = RwSignal::new(String::new());
        let sort = RwSignal::new(RegisterSort::Mentions);
        let chosen = RwSignal::new(None);
        // A register is never like the one before it.
        let register = Memo::new_with_compare(
            move |_| {
                app.session.schema(|_| ());
                app.session.registers(|_| ());
                app.session.documents(|p| Arc::new(Register::of(p)))
            },
            |_, _| true,
        );
        let rows = Memo::new(move |_| {
            let filter = RegisterFilter { label: label.get(), words: words.get() };
            let sort = sort.get();
            register.with(|r| r.as_ref().map(|r| r.list(&filter, sort)).unwrap_or_default())
        });
        // With the filter that it was shown with.
        let shown = Memo::new(move |before: Option<&(RegisterFilter, Option<EntityId>)>| {
            let filter = RegisterFilter { label: label.get(), words: words.get() };
            let chosen: Option<EntityId> = chosen.get();
            let listed = rows.with(|rows| chosen.filter(|id| rows.contains(id)));
            // An entry that is changed out of the list stays in hand until another is chosen.
            let is_there = |id: &EntityId| {
                app.session.read(|p| p.entities().contains_key(id)).unwrap_or_default()
            };
            let in_hand = before.and_then(|(f, id)| id.filter(|_| *f == filter)).filter(is_there);
            let in_hand = in_hand.filter(|id| chosen.is_none_or(|c| c == *id));
            let first = || rows.with(|rows| rows.first().copied());
            (filter, listed.or(in_hand).or_else(first))
        });
        let current = Memo::new(move |_| shown.with(|(_, id)| *id));
        let wrong = Memo::new(move |_| {
            let found = app.session.registers(|p| {
                let all = contradictions(p).into_iter();
                all.map(|c| (c.words(p), c.ids().to_vec())).collect()
            });
            found.unwrap_or_default()
        });
        Self {
            app,
            wrong,
            label,
            words,
            sort,
            register,
            rows,
            chosen,
            current,
            rested: RwSignal::new(None),
            ticked: RwSignal::new(Vec::new()),
            found: RwSignal::new(Found::default()),
            lines: RwSignal::new(BTreeSet::new()),
            line: RwSignal::new(None),
            review: RwSignal::new(false),
        }
    }

    /// Lets `rested` follow the current entry.
    fn follow(self) {
        let waiting = StoredValue::new_local(None);
        Effect::new(move |before: Option<()>| {
            let now = self.current.get();
            if before.is_none() {
                self.rested.set(now);
                return;
            }
            waiting.set_value(Some(timer::after(REST_MS, move || {
                if self.rested.get_untracked() != now {
                    self.rested.set(now);
                }
            })));
        });
        on_cleanup(move || waiting.set_value(None));
    }

    /// Shows an entry, whatever the list is filtered by.
    fn show(self, id: EntityId) {
        // What leads to it may be in the entry, or the review, that goes.
        focus::hand_to(list::LIST);
        self.review.set(false);
        if !self.rows.with_untracked(|rows| rows.contains(&id)) {
            self.words.set(String::new());
            self.label.set(None);
        }
        self.chosen.set(Some(id));
    }

    /// Ticks an entry, or takes its tick away.
    fn tick(self, id: EntityId) {
        self.ticked.update(|ticked| match ticked.iter().position(|t| *t == id) {
            Some(at) => {
                ticked.remove(at);
            }
            None => ticked.push(id),
        });
    }

    /// The ticked entries that are still there: the one that a merge keeps, then the others.
    fn ticked_now(self) -> Option<(EntityId, Vec<EntityId>)> {
        let ticked = self.ticked.get();
        self.app.session.documents(|_| ());
        self.app.session.registers(|p| entities::who_stays(p, &ticked))?
    }

    /// The name of an entry.
    fn name(self, id: EntityId) -> String {
        let name = self.app.session.registers(|p| name_of(p, id));
        name.unwrap_or_default()
    }
}

fn name_of(p: &Project, id: EntityId) -> String {
    p.entities().get(&id).map(|e| e.name.clone()).unwrap_or_default()
}

/// The tag and the hue of a label.
fn tag_of(p: &Project, label: Option<&LabelId>) -> (String, u8) {
    let label = label.and_then(|id| p.schema().label(id));
    label.map_or_else(|| ("?".to_owned(), 0), |l| (l.tag.clone(), l.hue.get()))
}

/// The types that entities can have, with their names.
fn types(app: App) -> Vec<(LabelId, String)> {
    let types = app.session.schema(|s| {
        let labels = s.labels.iter().filter(|l| l.kind == Kind::Mention && l.has_entity);
        labels.map(|l| (l.id.clone(), l.name.clone())).collect()
    });
    types.unwrap_or_default()
}

/// The entity register.
#[component]
pub fn RegisterScreen() -> impl IntoView {
    let app = app();
    let screen = Screen::new(app);
    screen.follow();
    mentions::follow(screen);
    focus::soon(list::LIST);
    // Only a change draws the right side anew: the focus may be in it.
    let review = Memo::new(move |_| screen.review.get());
    view! {
        <div class="app view barred" on:keydown=move |event| on_key(screen, &event)>
            <TopBar/>
            <ViewBar screen/>
            <main class="regs" aria-label="Entities">
                <section class="rl" aria-label="List of entities">
                    <List screen/>
                    <TickedBar screen/>
                </section>
                {move || if review.get() {
                    view! { <Review screen/> }.into_any()
                } else {
                    view! { <Detail screen/> }.into_any()
                }}
            </main>
            <Foot screen/>
        </div>
        <Asked screen/>
    }
}

/// The heading with its figures; search, type, order, what is new.
#[component]
fn ViewBar(screen: Screen) -> impl IntoView {
    let counts = Memo::new(move |_| {
        screen.register.with(|r| r.as_ref().map(|r| r.counts).unwrap_or_default())
    });
    let figures = move || {
        let c = counts.get();
        format!(
            "{}, {}, {} not linked",
            counted(c.entities as usize, "entity", "entities"),
            counted(c.mentions as usize, "linked mention", "linked mentions"),
            counted(c.unlinked as usize, "mention", "mentions"),
        )
    };
    let options = Signal::derive(move || {
        let all = std::iter::once((String::new(), "All types".to_owned()));
        let types = types(screen.app).into_iter().map(|(id, name)| (id.as_str().to_owned(), name));
        all.chain(types).collect::<Vec<_>>()
    });
    let orders = vec![
        ("mentions".to_owned(), "Most mentions".to_owned()),
        ("name".to_owned(), "By name".to_owned()),
        ("recent".to_owned(), "Newest".to_owned()),
    ];
    let dialog = screen.app.ui.dialog;
    view! {
        <section class="vbar" aria-label="View">
            <h1>"Entities"</h1>
            <span class="muted">{figures}</span>
            <span class="grow"></span>
            <div class="field w-m">
                <IconView icon=Icon::Search small=true/>
                <input
                    type="search"
                    id=SEARCH
                    placeholder="Name, alias or id"
                    aria-label="Find an entity by name, alias or id"
                    aria-keyshortcuts="/"
                    autocomplete="off"
                    spellcheck="false"
                    dir="auto"
                    prop:value=move || screen.words.get()
                    on:input=move |event| screen.words.set(event_target_value(&event))
                    on:keydown=move |event| list::on_search_key(screen, &event)
                />
                <Keys caps=hint::caps("/")/>
            </div>
            <Select
                id="register-type"
                label="Type"
                options
                value=Signal::derive(move || screen.label.get().map(|l| l.as_str().to_owned()).unwrap_or_default())
                on_change=move |v: String| screen.label.set((!v.is_empty()).then(|| LabelId::new(v)))
            />
            <Select
                id="register-order"
                label="Order"
                options=orders
                value=Signal::derive(move || match screen.sort.get() {
                    RegisterSort::Mentions => "mentions",
                    RegisterSort::Name => "name",
                    RegisterSort::Recent => "recent",
                }.to_owned())
                on_change=move |v: String| screen.sort.set(match v.as_str() {
                    "name" => RegisterSort::Name,
                    "recent" => RegisterSort::Recent,
                    _ => RegisterSort::Mentions,
                })
            />
            <button
                type="button"
                class="btn"
                aria-pressed=move || screen.review.get().to_string()
                aria-keyshortcuts="R"
                on:click=move |_| screen.review.update(|on| *on = !*on)
            >
                <IconView icon=Icon::Flag/>
                "Review"
                <Keys caps=hint::caps("R")/>
            </button>
            <button type="button" class="btn" aria-haspopup="dialog" on:click=move |_| dialog.set(Some(Dialog::Authority))>
                <IconView icon=Icon::Book/>
                "Authority files"
            </button>
            <button
                type="button"
                class="btn"
                aria-haspopup="dialog"
                aria-keyshortcuts="N"
                on:click=move |_| dialog.set(Some(Dialog::NewEntity))
            >
                <IconView icon=Icon::Plus/>
                "New entity"
                <Keys caps=hint::caps("N")/>
            </button>
        </section>
    }
}
