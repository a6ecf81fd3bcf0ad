//! A card: one mention of a claim.

use glossator_core::query::{Card, Place, counted};
use leptos::prelude::*;

use super::{Busy, Screen, acts, bar};
use crate::components::icon::IconView;
use crate::platform::{drag, focus};
use crate::views::inspector::stance_icon;

/// The id of a card's element.
pub fn id_of(at: Place) -> String {
    format!("card-{}-{}", at.row, at.card.1)
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
pub fn CardView(
    screen: Screen,
    /// Its place.
    at: Place,
    /// What it says.
    card: Card,
) -> impl IntoView {
    let anonymous = card.source == glossator_core::query::SourceKind::Anonymous;
    let support = support_words(&card);
    // Each name is isolated, so that directions do not mix.
    let chain = card.chain.iter().enumerate().map(|(n, name)| {
        let arrow = (n > 0).then_some(" › ");
        view! { {arrow}<bdi>{name.clone()}</bdi> }
    });
    let chain = chain.collect_view();
    let certainty = (card.certainty > 0).then(|| {
        let bars = (0..4u8).map(|n| view! { <i class:f=n <= card.certainty></i> }).collect_view();
        view! { <span class="cert" aria-hidden="true">{bars}</span><span class="vh">{certainty_words(card.certainty)}". "</span> }
    });
    let figure = (!card.figure.is_empty()).then(|| {
        view! { <span class="bigf"><b>{card.figure}</b>" "<bdi>{card.of}</bdi></span> }
    });
    let is_source = move || screen.busy.get() == Busy::Linking(at);
    view! {
        <button
            type="button"
            class="cc"
            class:bad=card.in_conflict
            class:from=is_source
            id=id_of(at)
            tabindex=move || if screen.at.get() == Some(at) { "0" } else { "-1" }
            aria-pressed=move || is_source().then_some("true")
            draggable="true"
            on:focus=move |_| {
                screen.chosen.set(Some(at));
                if matches!(screen.busy.get_untracked(), Busy::Link(_)) {
                    screen.busy.set(Busy::No);
                }
            }
            on:dblclick=move |_| acts::open(screen)
            on:dragstart=move |event| {
                drag::begin(&event, &id_of(at));
                acts::begin_link_at(screen, at);
            }
            on:dragend=move |_| {
                // Let go elsewhere than on another card.
                if screen.at.get_untracked() == Some(at) {
                    screen.busy.set(Busy::No);
                }
            }
            on:dragover=move |event| {
                if matches!(screen.busy.get_untracked(), Busy::Linking(from) if from != at) {
                    event.prevent_default();
                }
            }
            on:drop=move |event| {
                event.prevent_default();
                screen.chosen.set(Some(at));
                focus::soon(bar::FIRST);
            }
        >
            <span class="row">
                <span class="cno"><IconView icon=stance_icon(card.stance, anonymous)/>{card.number}</span>
                <span class="stn">{card.stance.title().to_lowercase()}</span>
                {certainty}
            </span>
            {figure}
            <span class="ct"><bdi>{card.text}</bdi></span>
            {support.map(|words| view! { <span class="cs">{words}</span> })}
            <span class="ch" dir="ltr">{chain}</span>
        </button>
    }
}
