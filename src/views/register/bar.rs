//! What can be done with several ticked entries.

use glossator_core::model::Decision;
use glossator_core::query::merge_words;
use leptos::prelude::*;

use super::{Screen, acts};
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::views::hint;

/// The bar over the end of the list; nothing while fewer than two are ticked.
#[component]
pub fn TickedBar(screen: Screen) -> impl IntoView {
    let ticked = Memo::new(move |_| screen.ticked_now());
    let words = Memo::new(move |_| {
        let (keep, gone) = ticked.get()?;
        screen.app.session.registers(|p| merge_words(p, keep, &gone).ok())?
    });
    let forbidden = move || words.with(|w| w.as_ref().is_none_or(|w| w.forbidden));
    let says = move || {
        let words = words.get()?;
        let against = words.against.into_iter();
        Some(view! {
            {(!words.forbidden).then(|| view! { <span><bdi>{words.does}</bdi></span> })}
            {against.map(|w| view! { <span class="warned"><IconView icon=Icon::Warning small=true/>" "<bdi>{w}</bdi>"."</span> }).collect_view()}
        })
    };
    view! {
        <Show when=move || ticked.with(Option::is_some)>
            <div class="rbar" role="group" aria-label="Ticked entities">
                <b class="nowrap">{move || ticked.with(|t| t.as_ref().map_or(0, |(_, o)| o.len() + 1))}" ticked"</b>
                <span class="says" role="status">{says}</span>
                <button
                    type="button"
                    class="btn primary"
                    aria-keyshortcuts="M"
                    disabled=forbidden
                    on:click=move |_| acts::merge_ticked(screen)
                >
                    <IconView icon=Icon::Merge/>
                    "Merge"
                    <Keys caps=hint::caps("M")/>
                </button>
                <button type="button" class="btn" aria-keyshortcuts="D" on:click=move |_| acts::decide_ticked(screen, Decision::NotSame)>
                    "Not the same"
                    <Keys caps=hint::caps("D")/>
                </button>
                <button type="button" class="btn" aria-keyshortcuts="U" on:click=move |_| acts::decide_ticked(screen, Decision::Unsure)>
                    "Unsure"
                    <Keys caps=hint::caps("U")/>
                </button>
            </div>
        </Show>
    }
}
