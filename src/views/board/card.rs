//! A card: what one document says of one claim, a line for each mention.

use glossator_core::query::{Card, CardLink, Grouping, Place, SourceKind, counted};
use leptos::prelude::*;

use super::links::CardLinks;
use super::{Busy, Screen, acts, bar};
use crate::components::icon::IconView;
use crate::platform::{boxes, drag, focus};
use crate::views::inspector::stance_icon;

/// The id of a mention's line.
pub fn id_of(at: Place) -> String {
    format!("say-{}-{}", at.row, at.card.1)
}

/// The id of a card's element, by its first mention.
pub fn card_id(first: Place) -> String {
    format!("card-{}-{}", first.row, first.card.1)
}

/// What a certainty of 1 to 3 is called.
pub const fn certainty_words(certainty: u8) -> &'static str {
    match certainty {
        1 => "possible",
        2 => "probable",
        3 => "certain",
        _ => "",
    }
}

/// "said 3 times, 1 source", where a claim is said more than once.
pub fn support_words(card: &Card) -> Option<String> {
    let (n, roots) = (card.support.mentions as usize, card.support.roots as usize);
    (n > 1).then(|| format!("said {n} times, {}", counted(roots, "source", "sources")))
}

/// A card.
#[component]
pub fn ClaimCard(
    screen: Screen,
    /// Its row.
    n: usize,
    /// The mentions on it, of one claim.
    cards: Vec<Card>,
    /// What connects it with others.
    links: Vec<CardLink>,
) -> impl IntoView {
    let first = cards.first()?.clone();
    let at = Place { row: n, card: first.place() };
    let own: Vec<_> = cards.iter().map(Card::place).collect();
    let own = StoredValue::new(own);
    let is_own =
        move |place: Place| place.row == n && own.with_value(|own| own.contains(&place.card));
    let is_current = Memo::new(move |_| screen.at.get().is_some_and(is_own));
    let is_source = move || matches!(screen.busy.get(), Busy::Linking(from) if is_own(from));
    let support = support_words(&first);
    let excluded = cards.iter().all(|c| c.excluded);
    // In columns the head of the column, or of the row, says whose document it is.
    let outlet = (screen.flat.get_untracked()
        && screen.grouping.get_untracked() != Grouping::Document)
        .then(|| view! { <b class="co trunc"><bdi>{first.chain.first().cloned()}</bdi></b> });
    // Beside a figure there is room for the two numbers.
    let (mentions, roots) = (first.support.mentions, first.support.roots);
    let figure = (!first.figure.is_empty()).then(|| {
        let support = support.clone().map(|words| {
            let whole = words.clone();
            view! {
            <span class="cs" title=whole>
                <span aria-hidden="true">{format!("{mentions} by {roots}")}</span>
                <span class="vh">{words}". "</span>
            </span>
        }});
        view! { <span class="bigf"><b>{first.figure.clone()}</b>" "<bdi>{first.of.clone()}</bdi>" "{support}</span> }
    });
    let support =
        support.filter(|_| figure.is_none()).map(|words| view! { <span class="cs">{words}</span> });
    let says = cards
        .into_iter()
        .map(|card| {
            let at = Place { row: n, card: card.place() };
            view! { <Say screen at first=first.place() card/> }
        })
        .collect_view();
    Some(view! {
        <div
            class="cc"
            class:bad=first.in_conflict
            class:out=excluded
            class:current=is_current
            class:from=is_source
            id=card_id(at)
            draggable="true"
            on:click=move |event| {
                if !boxes::is_within(event.target(), "button") {
                    screen.take(at);
                }
            }
            on:dblclick=move |event| {
                if !boxes::is_within(event.target(), ".pill") {
                    acts::open(screen);
                }
            }
            on:pointerenter=move |_| screen.pointed.set(Some(at))
            on:pointerleave=move |_| screen.pointed.set(None)
            on:dragstart=move |event| {
                drag::begin(&event, &id_of(at));
                acts::begin_link_at(screen, at);
            }
            on:dragend=move |_| {
                // Let go elsewhere than on another card.
                if screen.at.get_untracked().is_some_and(is_own) {
                    screen.busy.set(Busy::No);
                }
            }
            on:dragover=move |event| {
                if matches!(screen.busy.get_untracked(), Busy::Linking(from) if !is_own(from)) {
                    event.prevent_default();
                }
            }
            on:drop=move |event| {
                event.prevent_default();
                screen.chosen.set(Some(at));
                focus::soon(bar::FIRST);
            }
        >
            {outlet}
            <span class="cw" id=format!("{}-words", card_id(at))>
                {figure}
                <span class="ct"><bdi>{first.text.clone()}</bdi></span>
            </span>
            {support}
            <span class="says">{says}</span>
            <CardLinks screen at links is_current/>
        </div>
    })
}

/// A mention: number, stance, who says so, and how certainly.
#[component]
fn Say(
    screen: Screen,
    /// Its place.
    at: Place,
    /// The first mention of its card.
    first: glossator_core::query::CardRef,
    /// What it says.
    card: Card,
) -> impl IntoView {
    let anonymous = card.source == SourceKind::Anonymous;
    // The document's head says whose it is. Each name is isolated, so that directions do not mix.
    let skipped = usize::from(card.chain.len() > 1);
    let chain = card.chain.into_iter().skip(skipped).enumerate().map(|(n, name)| {
        let arrow = (n > 0).then_some(" › ");
        view! { {arrow}<bdi>{name}</bdi> }
    });
    let chain = chain.collect_view();
    let certainty = (card.certainty > 0).then(|| {
        let bars = (0..4u8).map(|n| view! { <i class:f=n <= card.certainty></i> }).collect_view();
        view! { <span class="cert" aria-hidden="true">{bars}</span><span class="vh">", "{certainty_words(card.certainty)}</span> }
    });
    // The sign says that somebody asserts it, as most do.
    let plain = card.stance == glossator_core::model::Stance::Asserts;
    let described = format!("{}-words", card_id(Place { row: at.row, card: first }));
    view! {
        <button
            type="button"
            class="say"
            id=id_of(at)
            tabindex=move || if screen.at.get() == Some(at) { "0" } else { "-1" }
            aria-describedby=described
            on:focus=move |_| {
                screen.chosen.set(Some(at));
                if matches!(screen.busy.get_untracked(), Busy::Link(_)) {
                    screen.busy.set(Busy::No);
                }
            }
        >
            <span class="cno"><IconView icon=stance_icon(card.stance, anonymous)/>{card.number}</span>
            <span class="ch" dir="ltr">
                {card.excluded.then(|| view! { <span class="muted">"excluded, "</span> })}
                <span class="stn" class:vh=plain>{card.stance.title().to_lowercase()}</span>
                " "
                {chain}
            </span>
            {certainty}
        </button>
    }
}
