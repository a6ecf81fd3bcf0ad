//! The claim board: what the documents say about each question, side by side.

mod acts;
mod bar;
mod card;
mod filters;
mod keys;
mod lines;
mod links;
mod row;

use std::collections::BTreeSet;
use std::sync::Arc;

use glossator_core::model::ClaimLinkId;
use glossator_core::query::{
    Board, BoardFilter, BoardRow, Card, Grouping, Header, Place, board, counted, date_words,
};
use leptos::html;
use leptos::prelude::*;

use self::bar::Bar;
use self::filters::Filters;
use self::keys::{Foot, on_board_key, on_key};
use self::lines::Lines;
use self::row::RowView;
use super::hint;
use super::top_bar::TopBar;
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::components::segmented::Segmented;
use crate::platform::{boxes, focus, timer};
use crate::state::route::Route;
use crate::state::{App, app};

pub use self::keys::KEYS;

/// With more columns than this a table is no longer read: cards flow.
const MOST_COLUMNS: usize = 12;
/// In a narrower place than this, in CSS pixels, too.
const NARROW: f64 = 700.0;
/// How many rows are drawn at first, as many as most windows show: where cards flow, and in columns.
const FIRST_ROWS: (usize, usize) = (2, 4);
/// With at most this many cards, all rows are drawn.
const FEW_CARDS: u32 = 150;
/// How many more are drawn each time the last is near.
const ROWS: usize = 8;
/// How near that is, in CSS pixels.
const NEAR: f64 = 600.0;
/// The longest pause between two typed letters of a search, in milliseconds.
const REST_MS: u32 = 150;

/// What the bar below the board is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Busy {
    /// The current card.
    No,
    /// A link from this card to the current one.
    Linking(Place),
    /// A link of the register.
    Link(ClaimLinkId),
}

/// What is chosen on the screen. `Copy`: a handle.
#[derive(Clone, Copy)]
struct Screen {
    app: App,
    grouping: RwSignal<Grouping>,
    filter: RwSignal<BoardFilter>,
    board: Memo<Arc<Board>>,
    /// The card that had the focus last; it may be gone.
    chosen: RwSignal<Option<Place>>,
    /// The current card.
    at: Memo<Option<Place>>,
    busy: RwSignal<Busy>,
    /// The card under the pointer.
    pointed: RwSignal<Option<Place>>,
    /// The lines of that card, or else of the current one.
    lines: RwSignal<Lines>,
    /// The badge whose line stands out, by its place on the card.
    linked: RwSignal<Option<usize>>,
    /// The elements of cards that are lit, and how.
    lit: StoredValue<Vec<(String, &'static str)>>,
    narrow: RwSignal<bool>,
    /// Whether cards flow instead of standing in columns.
    flat: Memo<bool>,
    /// How many rows are drawn, if that is more than at first.
    drawn: RwSignal<usize>,
    /// Rows of which all cards are drawn.
    whole: RwSignal<BTreeSet<usize>>,
    /// Whether the filters are open, where they are no column.
    filters: RwSignal<bool>,
}

impl Screen {
    fn new(app: App) -> Self {
        let (grouping, filter) =
            (RwSignal::new(Grouping::Question), RwSignal::new(BoardFilter::default()));
        let make = move |_: Option<&Arc<Board>>| {
            app.session.registers(|_| ());
            let (grouping, filter) = (grouping.get(), filter.get());
            let made = app.session.documents(|p| board(p, grouping, &filter));
            Arc::new(made.unwrap_or_default())
        };
        // Where cards stand may be as it was, and what they say not: rows compare themselves.
        let made = Memo::new_with_compare(make, |_, _| true);
        let chosen = RwSignal::new(None);
        let narrow = RwSignal::new(false);
        Self {
            app,
            grouping,
            filter,
            board: made,
            chosen,
            at: Memo::new(move |_| made.with(|b| b.outline.settle(chosen.get()))),
            busy: RwSignal::new(Busy::No),
            pointed: RwSignal::new(None),
            lines: RwSignal::new(None),
            linked: RwSignal::new(None),
            lit: StoredValue::new(Vec::new()),
            narrow,
            flat: Memo::new(move |_| narrow.get() || made.with(|b| b.columns.len()) > MOST_COLUMNS),
            drawn: RwSignal::new(0),
            whole: RwSignal::new(BTreeSet::new()),
            filters: RwSignal::new(false),
        }
    }

    /// What a row says.
    fn row(self, n: usize) -> Option<Arc<BoardRow>> {
        self.board.with(|b| self.app.session.read(|p| b.row(p, n)).flatten())
    }

    /// The card at a place.
    fn card(self, at: Place) -> Option<Card> {
        self.board.with(|b| self.app.session.read(|p| b.card(p, at)).flatten())
    }

    /// How many rows are drawn.
    fn drawn_rows(self) -> usize {
        if self.board.with(|b| b.mentions <= FEW_CARDS) {
            return usize::MAX;
        }
        let first = if self.flat.get() { FIRST_ROWS.0 } else { FIRST_ROWS.1 };
        self.drawn.get().max(first)
    }

    /// Draws more rows.
    fn draw_more(self) {
        self.drawn.set(untrack(|| self.drawn_rows()).saturating_add(ROWS));
    }

    /// Puts the focus on a card.
    fn go(self, to: Place) {
        if untrack(|| self.drawn_rows()) <= to.row {
            self.drawn.set(to.row + ROWS);
        }
        let late = self.flat.get_untracked()
            && self.board.with_untracked(|b| row::place_of(&b.outline, to) >= row::MOST_CARDS);
        if late {
            self.whole.update(|w| {
                w.insert(to.row);
            });
        }
        self.chosen.set(Some(to));
        focus::soon_within(card::id_of(to), ".cc");
    }

    /// Puts the focus on a card that was clicked. It stays where it is: a second click may follow.
    fn take(self, at: Place) {
        self.chosen.set(Some(at));
        focus::soon(card::id_of(at));
    }

    /// Puts the focus on the current card; nowhere if the screen was left meanwhile.
    fn back(self) {
        if let Some(Some(at)) = self.at.try_get_untracked() {
            self.go(at);
        }
    }
}

/// The screen.
#[component]
pub fn BoardScreen() -> impl IntoView {
    let app = app();
    let screen = Screen::new(app);
    lines::follow(screen);
    // What was drawn anew lost the focus.
    Effect::new(move |before: Option<()>| {
        screen.board.track();
        timer::next_frame(move || {
            if before.is_none() || focus::is_lost() {
                screen.back();
            }
        });
    });
    view! {
        <div class="app view" class:barred=move || screen.at.with(Option::is_some) on:keydown=move |event| on_key(screen, &event)>
            <TopBar/>
            <ViewBar screen/>
            <div class="bview" class:filtering=move || screen.filters.get()>
                <Filters screen/>
                <BoardMain screen/>
                <Bar screen/>
            </div>
            <Foot screen/>
        </div>
    }
}

/// The heading with its figures, what the rows are, and the way to link.
#[component]
fn ViewBar(screen: Screen) -> impl IntoView {
    let figures = move || {
        screen.board.with(|b| {
            let counts = &b.counts;
            let events = counts.events.iter().filter(|(id, ..)| id.is_some()).count();
            format!(
                "{}, {}, {}",
                counted(counts.claims as usize, "claim", "claims"),
                counted(counts.mentions as usize, "mention", "mentions"),
                counted(events, "event", "events"),
            )
        })
    };
    view! {
        <section class="vbar" aria-label="View">
            <h1>"Claims"</h1>
            <span class="muted">{figures}</span>
            <span class="grow"></span>
            <button
                type="button"
                class="btn bfilt"
                aria-expanded=move || screen.filters.get().to_string()
                on:click=move |_| screen.filters.update(|on| *on = !*on)
            >
                <IconView icon=Icon::Filter/>
                "Filters"
            </button>
            <Segmented
                label="Rows"
                options=vec![
                    (Grouping::Question, "By question".to_owned()),
                    (Grouping::Document, "By document".to_owned()),
                    (Grouping::Speaker, "By speaker".to_owned()),
                ]
                value=screen.grouping
                on_change=move |to| {
                    screen.busy.set(Busy::No);
                    screen.grouping.set(to);
                }
            />
            <button
                type="button"
                class="btn"
                aria-keyshortcuts="L"
                disabled=move || screen.at.get().is_none()
                on:click=move |_| {
                    acts::begin_link(screen);
                    screen.back();
                }
            >
                <IconView icon=Icon::Link/>
                "Link claims"
                <Keys caps=hint::caps("L")/>
            </button>
        </section>
    }
}

/// The rows.
#[component]
fn BoardMain(screen: Screen) -> impl IntoView {
    let main = NodeRef::<html::Main>::new();
    let extend = move |near: f64| {
        // The screen may have been left since.
        let Some(element) = main.try_get_untracked().flatten() else { return };
        if boxes::room_below(&element) < near
            && untrack(|| screen.drawn_rows())
                < screen.board.with_untracked(|b| b.outline.rows.len())
        {
            screen.draw_more();
        }
    };
    Effect::new(move |_| {
        let Some(element) = main.get() else { return };
        let measured = element.clone();
        boxes::on_size(&element, move || {
            let edges = boxes::edges(&measured);
            screen.narrow.set(edges.right - edges.left < NARROW);
            lines::draw_soon(screen);
            timer::next_frame(move || extend(1.0));
        });
    });
    // Rows may be low, or the window high. How high they are is known once they were laid out: until
    // then they have the height that the stylesheet guesses.
    Effect::new(move |_| {
        screen.board.track();
        screen.drawn.track();
        timer::next_frame(move || timer::next_frame(move || extend(1.0)));
    });
    let rows = move || {
        screen.board.with(|b| {
            let keys = b.outline.rows.iter().map(|r| r.key.clone()).enumerate();
            keys.take(screen.drawn_rows()).collect::<Vec<(usize, Header)>>()
        })
    };
    let hidden =
        move || screen.board.with(|b| b.outline.rows.len()).saturating_sub(screen.drawn_rows());
    view! {
        <main
            class="board"
            id="board"
            aria-label="Claim board"
            class:flat=move || screen.flat.get()
            class:linking=move || matches!(screen.busy.get(), Busy::Linking(_))
            style=("--cols", move || screen.board.with(|b| b.columns.len().max(1)).to_string())
            node_ref=main
            on:scroll=move |_| extend(NEAR)
            on:keydown=move |event| on_board_key(screen, &event)
        >
            <Show when=move || !screen.flat.get() && screen.board.with(|b| !b.outline.rows.is_empty())>
                <Heads screen/>
            </Show>
            <For each=rows key=Clone::clone let((n, _))>
                <RowView screen n/>
            </For>
            {move || (hidden() > 0).then(|| view! {
                <button type="button" class="btn bmore" on:click=move |_| screen.draw_more()>
                    {format!("Show more of {}", counted(hidden(), "row", "rows"))}
                </button>
            })}
            <Empty screen/>
        </main>
    }
}

/// The heads of the columns.
#[component]
fn Heads(screen: Screen) -> impl IntoView {
    let first = move || {
        screen.board.with(|b| {
            let n = b.columns.len();
            match screen.grouping.get() {
                Grouping::Document => counted(n, "question", "questions"),
                _ => counted(n, "document, oldest first", "documents, oldest first"),
            }
        })
    };
    let columns = move || {
        let columns = screen.board.with(|b| b.columns.clone());
        columns
            .into_iter()
            .map(|c| {
                let title = if c.title.is_empty() { "No question".to_owned() } else { c.title };
                let date = if c.date.is_empty() { String::new() } else { date_words(&c.date) };
                view! { <div class="ch0"><b><bdi>{title}</bdi></b><span class="muted">{date}</span></div> }
            })
            .collect_view()
    };
    view! {
        <div class="bgrid bhead">
            <div class="qh muted">{first}</div>
            {columns}
        </div>
    }
}

/// What is said where there is no card.
#[component]
fn Empty(screen: Screen) -> impl IntoView {
    let app = screen.app;
    let all = move |_| {
        screen.filter.set(BoardFilter::default());
        focus::soon(filters::SEARCH);
    };
    let to_text = move |_| {
        app.ui.go(Route::Annotate);
        focus::soon("text");
    };
    move || {
        let (rows, mentions) = screen.board.with(|b| (b.outline.rows.len(), b.counts.mentions));
        match (rows, mentions) {
            (0, 0) => Some(
                view! {
                    <div class="bempty">
                        <p>
                            "No claims yet. Select words in a text and press "<kbd>"C"</kbd>
                            ": what they state becomes a claim. Claims that answer the same question stand in one row here, and what contradicts is marked."
                        </p>
                        <button type="button" class="btn primary" on:click=to_text>"Go to the text"</button>
                    </div>
                }
                .into_any(),
            ),
            (0, _) => Some(
                view! {
                    <div class="bempty">
                        <p>"No claim fits the filters."</p>
                        <button type="button" class="btn" on:click=all>"Show all claims"</button>
                    </div>
                }
                .into_any(),
            ),
            _ => None,
        }
    }
}
