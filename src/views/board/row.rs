//! A row of the board: a question, a document or a speaker, with its cards.

use glossator_core::query::{Board, BoardRow, FigureCount, Grouping, Place, counted, figure_scale};
use leptos::prelude::*;

use super::Screen;
use super::card::CardView;
use super::links::{Lanes, LinkList};
use crate::components::icon::{Icon, IconView};

/// How many cards of a row that flow are drawn at first.
pub const MOST_CARDS: usize = 24;

/// A card's place among those of its row.
pub fn place_of(board: &Board, at: Place) -> usize {
    let cards = board.rows.get(at.row).into_iter().flat_map(|r| &r.cells).flat_map(|c| &c.cards);
    cards.take_while(|c| (c.document, c.mention) != at.card).count()
}

/// A row.
#[component]
pub fn RowView(
    screen: Screen,
    /// Which.
    n: usize,
) -> impl IntoView {
    let row = Memo::new(move |_| screen.board.with(|b| b.rows.get(n).cloned()));
    move || {
        let row = row.get()?;
        let title = title_of(&row);
        let flat = screen.flat.get();
        let body = if flat {
            view! { <Flow screen n row=row.clone()/> }.into_any()
        } else {
            view! { <Columns screen n row=row.clone()/> }.into_any()
        };
        Some(view! {
            <div class="bgrid" role="group" aria-label=title>
                <Head screen row/>
                {body}
            </div>
        })
    }
}

fn title_of(row: &BoardRow) -> String {
    if row.title.is_empty() { "No question".to_owned() } else { row.title.clone() }
}

/// The row's name and figures.
#[component]
fn Head(screen: Screen, row: BoardRow) -> impl IntoView {
    let title = title_of(&row);
    let conflicting = (row.conflicting > 0).then(|| {
        let words = counted(row.conflicting as usize, "figure in conflict", "figures in conflict");
        view! { <span class="badge bad"><IconView icon=Icon::Refutes/>{words}</span> }
    });
    let denials = (row.denials > 0).then(|| {
        let words = counted(row.denials as usize, "denial", "denials");
        view! { <span class="badge bad"><IconView icon=Icon::Denies/>{words}</span> }
    });
    let none = (row.figures.is_empty() && row.denials == 0)
        .then(|| view! { <span class="badge">"No figures"</span> });
    let mentions = row.support.mentions as usize;
    let support =
        (mentions > 0 && screen.grouping.get_untracked() != Grouping::Speaker).then(|| {
            let said = counted(mentions, "mention", "mentions");
            let sources = counted(row.support.roots as usize, "source", "sources");
            view! { <span class="muted">{format!("{said} by {sources}")}</span> }
        });
    view! {
        <div class="qh">
            <h2><bdi>{title}</bdi></h2>
            <span class="row wrap g2">{conflicting}{denials}{none}</span>
            <Scale figures=row.figures/>
            {support}
        </div>
    }
}

/// The row's figures on one scale; as words where a scale would say nothing.
#[component]
fn Scale(figures: Vec<FigureCount>) -> impl IntoView {
    let places = figure_scale(&figures);
    let words: Vec<String> = figures
        .iter()
        .map(|f| {
            let times = if f.mentions > 1 { format!(" ×{}", f.mentions) } else { String::new() };
            format!("{}{times}", f.figure)
        })
        .collect();
    let words = words.join(", ");
    if places.is_empty() {
        return (figures.len() > 1)
            .then(|| view! { <span class="muted trunc" title=words.clone()>{words.clone()}</span> })
            .into_any();
    }
    let points = figures
        .into_iter()
        .zip(places)
        .map(|(f, place)| {
            let open = f.quantity.min != f.quantity.max;
            view! {
                <i class:rng=open class:bad=f.in_conflict style=("--v", format!("{place:.1}%"))>
                    <b>{f.figure}</b>
                    {(f.mentions > 1).then(|| view! { <span>{format!("×{}", f.mentions)}</span> })}
                </i>
            }
        })
        .collect_view();
    view! { <div class="strip" role="img" aria-label=format!("Figures on one scale: {words}")>{points}</div> }
        .into_any()
}

/// Cards in columns, with the lines between them.
#[component]
fn Columns(screen: Screen, n: usize, row: BoardRow) -> impl IntoView {
    let columns = screen.board.with_untracked(|b| b.columns.len());
    let mut cells = row.cells.clone().into_iter().peekable();
    let cells = (0..columns)
        .map(|column| match cells.next_if(|c| c.column == column) {
            Some(cell) => {
                let cards = cell.cards.into_iter();
                let cards = cards
                    .map(|card| {
                        let at = Place { row: n, card: (card.document, card.mention) };
                        view! { <CardView screen at card/> }
                    })
                    .collect_view();
                view! { <div class="cell">{cards}</div> }.into_any()
            }
            None => view! { <span class="nocl">"no claim"</span> }.into_any(),
        })
        .collect_view();
    view! {
        {cells}
        <Lanes screen n row/>
    }
}

/// Cards one after another, with their links as a list.
#[component]
fn Flow(screen: Screen, n: usize, row: BoardRow) -> impl IntoView {
    let all: usize = row.cells.iter().map(|c| c.cards.len()).sum();
    let whole = move || screen.whole.with(|w| w.contains(&n));
    let cards = row.cells.clone();
    let shown = move || {
        let most = if whole() { all } else { MOST_CARDS };
        let cards = cards.iter().flat_map(|c| &c.cards).take(most).cloned();
        cards
            .map(|card| {
                let at = Place { row: n, card: (card.document, card.mention) };
                view! { <CardView screen at card/> }
            })
            .collect_view()
    };
    view! {
        <div class="flow">
            {shown}
            {move || (all > MOST_CARDS && !whole()).then(|| view! {
                <button type="button" class="btn" on:click=move |_| screen.whole.update(|w| { w.insert(n); })>
                    {format!("Show {} more", all - MOST_CARDS)}
                </button>
            })}
        </div>
        <LinkList screen n row/>
    }
}
