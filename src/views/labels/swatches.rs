//! Choosing a label's colour.

use glossator_core::model::{Hue, LabelId};
use leptos::prelude::*;

use crate::components::roving::Roving;
use crate::state::app;

/// The names of the hues, for those who do not see them.
const HUES: [&str; Hue::COUNT as usize + 1] = [
    "grey", "blue", "orange", "green", "cyan", "magenta", "red", "amber", "teal", "violet",
    "olive", "sky", "pink",
];

/// The twelve hues and grey, each with the tag of a label that has it. Arrows go through
/// them and Enter chooses: choosing on the way would be an action for each step.
#[component]
pub fn Swatches(
    /// The label whose colour it is.
    id: LabelId,
    /// The id of the element that names the group.
    labelled_by: &'static str,
    /// The chosen colour.
    #[prop(into)]
    value: Signal<u8>,
    /// Gets another colour when it is chosen.
    #[prop(into)]
    on_change: Callback<u8>,
) -> impl IntoView {
    let app = app();
    let roving = Roving::row("hue-");
    // Grey last: it is for labels that need no colour.
    let hues: Vec<u8> = (1..=Hue::COUNT).chain([0]).collect();
    let len = hues.len();
    let at = hues.iter().position(|h| *h == value.get_untracked()).unwrap_or(0);
    roving.focused(at);
    let id = StoredValue::new(id);
    let users = move |hue: u8| {
        let own = id.get_value();
        let names = app.session.schema(|s| {
            let kind = s.label(&own).map(|l| l.kind);
            let same = s.labels.iter().filter(|l| l.hue.get() == hue && Some(l.kind) == kind);
            same.map(|l| (l.tag.clone(), l.name.clone())).collect::<Vec<_>>()
        });
        names.unwrap_or_default()
    };
    let swatch = move |(n, hue): (usize, u8)| {
        let users = Memo::new(move |_| users(hue));
        let word = move || {
            users.with(|u| u.first().map_or_else(|| "free".to_owned(), |(tag, _)| tag.clone()))
        };
        let name = move || {
            let name = HUES.get(usize::from(hue)).copied().unwrap_or("colour");
            users.with(|u| match &u[..] {
                [] => format!("{name}, free"),
                [(_, one)] => format!("{name}, used by {one}"),
                [(_, one), others @ ..] => {
                    format!("{name}, used by {one} and {} more", others.len())
                }
            })
        };
        view! {
            <button
                type="button"
                role="radio"
                id=roving.id(n)
                data-hue=hue
                tabindex=move || roving.tabindex(n, len)
                aria-checked=move || (value.get() == hue).to_string()
                aria-label=name
                on:focus=move |_| roving.focused(n)
                on:click=move |_| {
                    if value.get_untracked() != hue {
                        on_change.run(hue);
                    }
                }
            >
                <i></i>
                <span class="trunc" aria-hidden="true">{word}</span>
            </button>
        }
    };
    view! {
        <div
            class="swatches"
            role="radiogroup"
            aria-labelledby=labelled_by
            on:keydown=move |event| { roving.key(&event, len); }
        >
            {hues.into_iter().enumerate().map(swatch).collect_view()}
        </div>
    }
}
