//! The claim board: what the documents say about each question, side by side.

mod acts;
mod card;
mod filters;
mod keys;
mod row;

use std::sync::Arc;

use glossator_core::query::{Board, BoardFilter, CardRef, Grouping, board, counted};
use leptos::html;
use leptos::prelude::*;

pub use self::keys::KEYS;

use self::filters::Filters;
use self::keys::{Foot, on_key};
use self::row::{Heads, RowView};
use super::hint;
use super::top_bar::TopBar;
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::components::segmented::Segmented;
use crate::platform::boxes;
use crate::state::{App, app};

/// The id of the board, which has the keys.
pub const BOARD: &str = "board";
/// Up to so many columns the cards stand under their documents; beyond, side by side.
const COLUMNS: usize = 8;
/// So many rows are drawn at first, and again whenever the end comes near.
const ROWS: usize = 20;
/// How near, in CSS pixels.
const NEAR: f64 = 1_500.0;

/// What is chosen on the screen. `Copy`: a handle.
#[derive(Clone, Copy)]
struct Screen {
    app: App,
    grouping: RwSignal<Grouping>,
    filter: RwSignal<BoardFilter>,
    board: Memo<Arc<Board>>,
    /// The card that the arrows are on.
    card: RwSignal<Option<CardRef>>,
    /// The card that a link begins at, while one is made.
    from: RwSignal<Option<CardRef>>,
    /// How many rows are drawn.
    drawn: RwSignal<usize>,
}

impl Screen {
    fn new(app: App) -> Self {
        let grouping = RwSignal::new(Grouping::Question);
        let filter = RwSignal::new(BoardFilter::default());
        // A board is never like the one before it: comparing costs more than drawing.
        let made = Memo::new_with_compare(
            move |_| {
                app.session.registers(|_| ());
                let (grouping, filter) = (grouping.get(), filter.get());
                let board = app.session.documents(|p| board(p, grouping, &filter));
                Arc::new(board.unwrap_or_default())
            },
            |_, _| true,
        );
        Self {
            app,
            grouping,
            filter,
            board: made,
            card: RwSignal::new(None),
            from: RwSignal::new(None),
            drawn: RwSignal::new(ROWS),
        }
    }

    /// Whether cards stand in columns under their heads.
    fn in_columns(self) -> bool {
        self.board.with(|b| b.columns.len() <= COLUMNS)
    }
}

/// The claim board.
#[component]
pub fn BoardScreen() -> impl IntoView {
    let app = app();
    let screen = Screen::new(app);
    let main = NodeRef::<html::Main>::new();
    let scrolled = move |_| {
        let Some(element) = main.get_untracked() else { return };
        let below = f64::from(element.scroll_height())
            - boxes::scroll_top(&element)
            - boxes::inner_height(&element);
        if below < NEAR
            && screen.drawn.get_untracked() < screen.board.with_untracked(|b| b.rows.len())
        {
            screen.drawn.update(|n| *n += ROWS);
        }
    };
    let rows = move || {
        let (board, n) = (screen.board.get(), screen.drawn.get());
        let rows = board.rows.iter().take(n).cloned();
        rows.map(|row| view! { <RowView screen row/> }.into_any()).collect_view()
    };
    view! {
        <div class="app view boardp" on:keydown=move |event| on_key(screen, &event)>
            <TopBar/>
            <ViewBar screen/>
            <Filters screen/>
            <main
                class="board"
                id=BOARD
                tabindex="0"
                aria-label="Claim board"
                node_ref=main
                on:scroll=scrolled
                style=("--n", move || screen.board.with(|b| b.columns.len().max(1)).to_string())
            >
                <Show when=move || screen.board.with(|b| !b.rows.is_empty()) fallback=move || view! { <Nothing screen/> }>
                    <Show when=move || screen.in_columns()><Heads screen/></Show>
                    {rows}
                </Show>
            </main>
            <Foot screen/>
        </div>
    }
}

/// Why the board is empty.
#[component]
fn Nothing(screen: Screen) -> impl IntoView {
    let none = move || screen.board.with(|b| b.counts.mentions == 0);
    view! {
        <div class="empty">
            {move || if none() {
                view! { <p>"No claims yet. Select words in a text and press "<Keys caps=hint::caps("C")/>" to make one."</p> }.into_any()
            } else {
                view! {
                    <p>"No claim passes the filters."</p>
                    <p><button type="button" class="btn sm" on:click=move |_| screen.filter.set(BoardFilter::default())>"Show all claims"</button></p>
                }.into_any()
            }}
        </div>
    }
}

/// The heading with its figures, and what the rows are.
#[component]
fn ViewBar(screen: Screen) -> impl IntoView {
    let figures = move || {
        screen.board.with(|b| {
            let claims = counted(b.counts.claims as usize, "claim", "claims");
            let mentions = counted(b.counts.mentions as usize, "mention", "mentions");
            format!("{claims}, {mentions}")
        })
    };
    view! {
        <section class="vbar" aria-label="View">
            <h1>"Claims"</h1>
            <span class="muted">{figures}</span>
            <span class="grow"></span>
            <Segmented
                label="Group by"
                options=vec![
                    (Grouping::Question, "By question".to_owned()),
                    (Grouping::Document, "By document".to_owned()),
                    (Grouping::Speaker, "By speaker".to_owned()),
                ]
                value=screen.grouping
                on_change=move |to| screen.grouping.set(to)
            />
            <button
                type="button"
                class="btn"
                aria-pressed=move || screen.from.with(Option::is_some).to_string()
                on:click=move |_| acts::begin_link(screen)
            >
                <IconView icon=Icon::Link small=true/>
                "Link claims"
                <Keys caps=hint::caps("L")/>
            </button>
        </section>
    }
}
