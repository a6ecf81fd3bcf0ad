//! A card: what one mention says.

use glossator_core::query::{Card, CardRef, SourceKind};
use leptos::prelude::*;

use super::{Screen, acts};
use crate::components::icon::IconView;
use crate::views::inspector::stance_icon;

/// The id of a card's element.
pub fn card_id(card: CardRef) -> String {
    format!("card-{}", card.1)
}

/// A card. One of all cards is in the tab order; arrows lead to the others.
#[component]
pub fn CardView(
    screen: Screen,
    /// What it says.
    card: Card,
    /// The outlet, where no head above names it.
    outlet: Option<String>,
) -> impl IntoView {
    let at: CardRef = (card.document, card.mention);
    let chosen = move || screen.card.get() == Some(at);
    let first = move || {
        screen.board.with(|b| {
            let mut cards = b.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.cards);
            cards.next().map(|c| (c.document, c.mention))
        })
    };
    let tabbed = move || screen.card.get().or_else(first) == Some(at);
    let anonymous = card.source == SourceKind::Anonymous;
    let stance = card.stance.title().to_lowercase();
    let figure = (!card.figure.is_empty()).then(
        || view! { <span class="bigf"><b>{card.figure.clone()}</b>" "{card.of.clone()}</span> },
    );
    let bars = (1..=3u8).map(|n| view! { <i class:f=n <= card.certainty></i> }).collect_view();
    let sure = ["certainty not said", "possible", "probable", "certain"];
    let sure = sure.get(card.certainty as usize).copied().unwrap_or_default();
    let chain = card.chain_words();
    view! {
        <div
            class="cc"
            class:on=chosen
            class:from=move || screen.from.get() == Some(at)
            class:bad=card.in_conflict
            id=card_id(at)
            role="button"
            tabindex=move || if tabbed() { "0" } else { "-1" }
            on:focus=move |_| screen.card.set(Some(at))
            on:click=move |_| acts::choose(screen, at)
            on:dblclick=move |_| acts::open(screen, at)
        >
            {outlet.map(|name| view! { <span class="muted trunc"><bdi>{name}</bdi></span> })}
            <span class="row g2">
                <span class="cno"><IconView icon=stance_icon(card.stance, anonymous)/>{card.number}</span>
                <span class="stn">{stance}</span>
                {card.in_conflict.then(|| view! { <span class="vh">", in conflict"</span> })}
                <span class="cert" title=sure>{bars}<span class="vh">", "{sure}</span></span>
            </span>
            {figure}
            <span class="ct" dir="auto">{card.text}</span>
            <span class="ch"><bdi>{chain}</bdi></span>
        </div>
    }
}
