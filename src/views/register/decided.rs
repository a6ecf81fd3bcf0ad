//! What is decided about an entry and others, and what is proposed.

use glossator_core::actions::entities;
use glossator_core::model::{Decision, EntityId};
use glossator_core::query::{Match, SuggestedPair, decisions_about, suggested_pairs_of};
use leptos::prelude::*;

use super::list::LIST;
use super::{Screen, acts};
use crate::platform::focus;

/// The id of the list of pairs.
pub const PAIRS: &str = "register-pairs";

/// Decisions about the current entry, and entries that may be the same.
#[component]
pub fn Decided(
    screen: Screen,
    /// The entry.
    id: EntityId,
) -> impl IntoView {
    let app = screen.app;
    let decided =
        Memo::new(move |_| app.session.registers(|p| decisions_about(p, id)).unwrap_or_default());
    // Looked up when the choice rests: an entry has many names, and each may mean others.
    let pairs = Memo::new(move |_| {
        if screen.rested.get() != Some(id) {
            return Vec::new();
        }
        app.session.registers(|_| ());
        app.session.documents(|_| ());
        let pairs = app.session.names(|p, index, _| suggested_pairs_of(p, index, &[id]));
        let mut pairs = pairs.unwrap_or_default();
        pairs.truncate(8);
        pairs
    });
    let decisions = move || {
        let row = |(other, decision): (EntityId, Decision)| {
            let words = match decision {
                Decision::Same => "The same as ",
                Decision::NotSame => "Not the same as ",
                Decision::Unsure => "Unsure whether the same as ",
            };
            let name = screen.name(other);
            let label = format!("Take back: {words}{name}");
            view! {
                <li class="prow">
                    <span class="grow">{words}<Other screen id=other/></span>
                    <button
                        type="button"
                        class="btn sm ghost"
                        aria-label=label
                        on:click=move |_| {
                            focus::hand_on("#register-decided > li", LIST);
                            acts::decide(screen, &[id, other], None);
                        }
                    >
                        "Take back"
                    </button>
                </li>
            }
        };
        decided.get().into_iter().map(row).collect_view()
    };
    view! {
        <Show when=move || !pairs.with(Vec::is_empty)>
            <section class="rsec" aria-label="May be the same">
                <h3>"May be the same"</h3>
                <ul id=PAIRS><For each=move || pairs.get() key=|p| p.pair let(pair)><Pair screen pair about=Some(id)/></For></ul>
            </section>
        </Show>
        <Show when=move || !decided.with(Vec::is_empty)>
            <section class="rsec" aria-label="Decided">
                <h3>"Decided"</h3>
                <ul id="register-decided">{decisions}</ul>
            </section>
        </Show>
    }
}

/// The name of an entry, which leads to it.
#[component]
pub fn Other(
    screen: Screen,
    /// The entry.
    id: EntityId,
) -> impl IntoView {
    view! {
        <button type="button" class="lnk" on:click=move |_| screen.show(id)><bdi>{move || screen.name(id)}</bdi></button>
    }
}

/// Two entries that are probably the same, and what is done about them.
#[component]
pub fn Pair(
    screen: Screen,
    /// The two.
    pair: SuggestedPair,
    /// The one that is shown; none: both are named.
    about: Option<EntityId>,
) -> impl IntoView {
    let (a, b) = pair.pair.ids();
    let why = match pair.why {
        Match::Name | Match::Alias => "one name",
        Match::Initials => "initials",
        Match::Similar => "spelt alike",
        _ => "names overlap",
    };
    let stays = || screen.app.session.read(|p| entities::who_stays(p, &[a, b])).flatten();
    let (keep, gone) = match about {
        Some(id) => (id, if a == id { b } else { a }),
        None if stays().is_some_and(|(keep, _)| keep == b) => (b, a),
        None => (a, b),
    };
    let names = move || (screen.name(keep), screen.name(gone));
    let label = move |act: &'static str| {
        move || {
            let (keep, gone) = names();
            format!("{act}: {keep} and {gone}")
        }
    };
    let decide = move |decision: Decision| {
        move |_| {
            focus::hand_on("#register-pairs > li", LIST);
            acts::decide(screen, &[keep, gone], Some(decision));
        }
    };
    view! {
        <li class="prow">
            <span class="grow">
                {about.is_none().then(|| view! { <Other screen id=keep/>" and " })}
                <Other screen id=gone/>
                <span class="muted">" · "{why}</span>
            </span>
            <button
                type="button"
                class="btn sm"
                aria-label=label("Merge")
                on:click=move |_| acts::merge(screen, keep, vec![gone])
            >
                "Merge"
            </button>
            <button
                type="button"
                class="btn sm"
                aria-label=label("Not the same")
                on:click=decide(Decision::NotSame)
            >
                "Not the same"
            </button>
            <button
                type="button"
                class="btn sm"
                aria-label=label("Unsure")
                on:click=decide(Decision::Unsure)
            >
                "Unsure"
            </button>
        </li>
    }
}

/// Which entries are looked at for suggestions: those listed first.
pub fn first_rows(screen: Screen, most: usize) -> Vec<EntityId> {
    screen.rows.with(|rows| rows.iter().take(most).copied().collect())
}
