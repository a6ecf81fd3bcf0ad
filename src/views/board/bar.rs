//! The bar below the board: the current claim, the link that is being made, or the one
//! that is chosen, with what can be done.

use glossator_core::model::{Claim, ClaimLinkType};
use glossator_core::quantity::figure;
use glossator_core::query::Card;
use leptos::prelude::*;

use super::acts;
use super::card::support_words;
use super::{Busy, Screen};
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::components::segmented::Segmented;
use crate::state::relations::Relation;
use crate::views::hint;

/// The id of the first relation.
pub const FIRST: &str = "relation-0";

/// The bar; nothing while the board is empty.
#[component]
pub fn Bar(screen: Screen) -> impl IntoView {
    let current = Memo::new(move |_| screen.at.get().and_then(|at| screen.card(at)));
    let body = move || match screen.busy.get() {
        Busy::Linking(from) => {
            let from = screen.card(from)?;
            Some(view! { <Linking screen from current/> }.into_any())
        }
        Busy::Link(_) => Some(view! { <Chosen screen/> }.into_any()),
        Busy::No => Some(view! { <Current screen card=current.get()?/> }.into_any()),
    };
    view! {
        <section class="bbar" aria-label="The current claim">{body}</section>
    }
}

/// Figure and sentence of a claim.
fn said(figure: &str, text: &str) -> impl IntoView + use<> {
    let (figure, text) = (figure.to_owned(), text.to_owned());
    let figure = (!figure.is_empty()).then(|| view! { <b class="fig lg">{figure}</b> });
    view! { <span class="said">{figure}<span class="trunc"><bdi>{text}</bdi></span></span> }
}

#[component]
fn Current(screen: Screen, card: Card) -> impl IntoView {
    view! {
        {said(&card.figure, &card.text)}
        <span class="muted nowrap">{support_words(&card)}</span>
        <span class="grow"></span>
        <button type="button" class="btn sm" aria-keyshortcuts="O" on:click=move |_| acts::open(screen)>
            "Open in the text"
            <Keys caps=hint::caps("O")/>
        </button>
        <button
            type="button"
            class="btn sm"
            aria-keyshortcuts="L"
            on:click=move |_| {
                acts::begin_link(screen);
                screen.back();
            }
        >
            "Link"
            <Keys caps=hint::caps("L")/>
        </button>
    }
}

#[component]
fn Linking(screen: Screen, from: Card, current: Memo<Option<Card>>) -> impl IntoView {
    let own = (from.document, from.mention);
    let to = Memo::new(move |_| current.get().filter(|c| (c.document, c.mention) != own));
    let other = move || match to.get() {
        Some(card) => said(&card.figure, &card.text).into_any(),
        None => view! { <span class="said muted">"choose the other claim"</span> }.into_any(),
    };
    let relations = Relation::ALL
        .into_iter()
        .enumerate()
        .map(|(n, (relation, key, words))| {
            view! {
                <button
                    type="button"
                    class="btn sm"
                    id=format!("relation-{n}")
                    aria-keyshortcuts=key
                    disabled=move || to.with(Option::is_none)
                    on:click=move |_| acts::relate(screen, relation)
                >
                    {words}
                    <Keys caps=hint::caps(key)/>
                </button>
            }
        })
        .collect_view();
    view! {
        <IconView icon=Icon::Link/>
        {said(&from.figure, &from.text)}
        <span class="muted" aria-hidden="true">"→"</span>
        {other}
        <span class="grow"></span>
        <span class="row wrap g2" role="group" aria-label="How the first bears on the second">{relations}</span>
        <button
            type="button"
            class="btn sm ghost"
            aria-keyshortcuts="Escape"
            on:click=move |_| {
                screen.busy.set(Busy::No);
                screen.back();
            }
        >
            "Stop"
        </button>
    }
}

#[component]
fn Chosen(screen: Screen) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let Busy::Link(id) = screen.busy.get() else { return None };
        let read = screen.app.session.registers(|p| {
            let link = p.claim_links().get(&id)?;
            let claim = |id| {
                let c: &Claim = p.claims().get(&id)?;
                Some((c.quantities.first().map(figure).unwrap_or_default(), c.text.clone()))
            };
            Some((link.kind, claim(link.from)?, claim(link.to)?))
        });
        read.flatten().map(|shown| (id, shown))
    });
    move || {
        let (id, (kind, from, to)) = shown.get()?;
        Some(view! {
            {said(&from.0, &from.1)}
            <Segmented
                label="How the first bears on the second"
                options=ClaimLinkType::ALL.iter().map(|k| (*k, k.title().to_lowercase())).collect()
                value=Signal::stored(kind)
                on_change=move |to: ClaimLinkType| {
                    if to != kind {
                        acts::change(screen, id, to);
                    }
                }
            />
            {said(&to.0, &to.1)}
            <span class="grow"></span>
            <button type="button" class="btn sm" on:click=move |_| acts::go_along(screen, id)>
                "Go to the other"
            </button>
            <button type="button" class="btn sm danger" aria-keyshortcuts="Delete" on:click=move |_| acts::unlink(screen)>
                <IconView icon=Icon::Trash small=true/>
                "Remove the link"
            </button>
        })
    }
}
