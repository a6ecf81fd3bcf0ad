//! A row of the board: a question, a document or a speaker, with its cards.

use std::collections::HashMap;
use std::sync::Arc;

use glossator_core::query::{
    BoardRow, Card, CardLink, CardRef, Cell, FigureCount, Grouping, Outline, OutlineRow, Place,
    counted, figure_scale,
};
use leptos::prelude::*;

use super::Screen;
use super::card::ClaimCard;
use super::lines::RowLines;
use crate::components::icon::{Icon, IconView};

/// The id of a row's element.
pub fn id_of(n: usize) -> String {
    format!("row-{n}")
}

/// How many mentions of a row that flows are drawn at first.
pub const MOST_CARDS: usize = 24;

/// A card's place among those of its row.
pub fn place_of(outline: &Outline, at: Place) -> usize {
    let mentions = outline.rows.get(at.row).into_iter().flat_map(OutlineRow::mentions);
    mentions.take_while(|m| m.card != at.card).count()
}

/// A row.
#[component]
pub fn RowView(
    screen: Screen,
    /// Which.
    n: usize,
) -> impl IntoView {
    let row = Memo::new(move |_| Some((screen.row(n)?, screen.board.with(|b| b.columns.len()))));
    move || {
        let (row, columns) = row.get()?;
        let title = title_of(&row);
        let flat = screen.flat.get();
        let body = if flat {
            view! { <Flow screen n row=Arc::clone(&row)/> }.into_any()
        } else {
            view! { <Columns screen n columns row=Arc::clone(&row)/> }.into_any()
        };
        Some(view! {
            <div class="bgrid" role="group" id=id_of(n) aria-label=title>
                <Head screen row/>
                {body}
                <RowLines screen n/>
            </div>
        })
    }
}

fn title_of(row: &BoardRow) -> String {
    if row.title.is_empty() { "No question".to_owned() } else { row.title.clone() }
}

/// The row's name and figures.
#[component]
fn Head(screen: Screen, row: Arc<BoardRow>) -> impl IntoView {
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
            <Scale figures=row.figures.clone()/>
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

/// The connections of a row's cards, by their first mentions.
type Links = HashMap<CardRef, Vec<CardLink>>;

/// The card of some mentions of one claim.
fn card_of(
    screen: Screen,
    n: usize,
    mentions: &[Card],
    links: &mut Links,
) -> impl IntoView + use<> {
    let links = mentions.first().and_then(|c| links.remove(&c.place())).unwrap_or_default();
    view! { <ClaimCard screen n cards=mentions.to_vec() links/> }
}

/// Cards in columns.
#[component]
fn Columns(
    screen: Screen,
    n: usize,
    /// How many columns the board has.
    columns: usize,
    row: Arc<BoardRow>,
) -> impl IntoView {
    let mut links = row.card_links();
    let mut cells = row.cells.iter().peekable();
    (0..columns)
        .map(|column| match cells.next_if(|c| c.column == column) {
            Some(cell) => {
                let cards = cell.claims().map(|cards| card_of(screen, n, cards, &mut links));
                view! { <div class="cell">{cards.collect_view()}</div> }.into_any()
            }
            None => view! { <span class="nocl">"no claim"</span> }.into_any(),
        })
        .collect_view()
}

/// Cards one after another.
#[component]
fn Flow(screen: Screen, n: usize, row: Arc<BoardRow>) -> impl IntoView {
    let all: usize = row.cells.iter().map(|c| c.cards.len()).sum();
    let whole = Memo::new(move |_| screen.whole.with(|w| w.contains(&n)));
    let first = first_cards(&row, MOST_CARDS);
    let left = row.cells.iter().flat_map(Cell::claims).skip(first).map(<[_]>::len).sum::<usize>();
    let shown = move || {
        let most = if whole.get() { usize::MAX } else { first };
        let mut links = row.card_links();
        let cards = row.cells.iter().flat_map(Cell::claims).take(most);
        cards.map(|cards| card_of(screen, n, cards, &mut links)).collect_view()
    };
    view! {
        <div class="flow">
            {shown}
            {move || (left > 0 && !whole.get()).then(|| view! {
                <button type="button" class="btn" on:click=move |_| screen.whole.update(|w| { w.insert(n); })>
                    {format!("Show {left} more of {all}")}
                </button>
            })}
        </div>
    }
}

/// How many cards it takes for the first `most` mentions of a row.
fn first_cards(row: &BoardRow, most: usize) -> usize {
    let cards = row.cells.iter().flat_map(Cell::claims);
    let before = cards.scan(0, |seen, cards| Some(std::mem::replace(seen, *seen + cards.len())));
    before.take_while(|before| *before < most).count()
}
