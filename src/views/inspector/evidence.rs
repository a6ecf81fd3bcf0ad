//! The evidence for and against a claim: sets of words in any document.

use glossator_core::actions::claims::{self, EvidenceSet};
use glossator_core::model::{Claim, ClaimId, EvidenceId, EvidenceStance};
use glossator_core::query::{CardRef, EvidenceItem, EvidenceRow, evidence_rows};
use leptos::prelude::*;

use super::super::hint::{KeysOf, shortcut_of};
use super::fold::Fold;
use super::subject::selected_words;
use crate::components::button::IconButton;
use crate::components::choice::Select;
use crate::components::icon::{Icon, IconView};
use crate::platform::{clock, focus};
use crate::state::fields::Section;
use crate::state::{App, acts, app, commands};

/// The sets of a claim, followed.
fn rows_of(app: App, claim: Signal<Option<ClaimId>>) -> Memo<Vec<EvidenceRow>> {
    Memo::new(move |_| {
        let Some(id) = claim.get() else { return Vec::new() };
        app.session.registers(|_| ());
        app.session.documents(|p| evidence_rows(p, id)).unwrap_or_default()
    })
}

/// The evidence of a claim.
#[component]
pub fn EvidencePanel(
    /// The claim.
    claim: Memo<Option<Claim>>,
) -> impl IntoView {
    let app = app();
    let id = Signal::derive(move || claim.with(|c| c.as_ref().map(|c| c.id)));
    let rows = rows_of(app, id);
    let count = Signal::derive(move || rows.with(|r| r.iter().map(|r| r.items.len()).sum()));
    let ids = move || rows.with(|rows| rows.iter().map(|r| r.id).collect::<Vec<_>>());
    view! {
        <Fold section=Section::Evidence count open=Signal::derive(move || count.get() > 0)>
            <For each=ids key=|id| *id let(id)>
                <SetView id rows/>
            </For>
            <button
                type="button"
                class="btn sm"
                aria-keyshortcuts=shortcut_of("evidence")
                on:click=move |_| { commands::run(app, "evidence"); }
            >
                <IconView icon=Icon::Plus small=true/>
                "Collect evidence"
                <KeysOf command="evidence"/>
            </button>
        </Fold>
    }
}

/// A set: its stance and its words.
#[component]
fn SetView(
    /// The set. A change of it does not draw it anew: the focus is in it.
    id: EvidenceId,
    /// All sets of the claim.
    rows: Memo<Vec<EvidenceRow>>,
) -> impl IntoView {
    let app = app();
    let row = Memo::new(move |_| rows.with(|rows| rows.iter().find(|r| r.id == id).cloned()));
    let name = move || row.with(|r| r.as_ref().map(|r| format!("Set {}", r.set)));
    let options: Vec<(String, String)> =
        EvidenceStance::ALL.iter().map(|s| (s.as_str().to_owned(), s.title().to_owned())).collect();
    let stance = Signal::derive(move || {
        row.with(|r| r.as_ref().map(|r| r.stance.as_str().to_owned()).unwrap_or_default())
    });
    let change = move |to: String| {
        if let Some(to) = EvidenceStance::ALL.iter().find(|s| s.as_str() == to) {
            acts::edit(app, |p| claims::set_evidence_stance(p, id, *to));
        }
    };
    let items =
        Memo::new(move |_| row.with(|r| r.as_ref().map(|r| r.items.clone()).unwrap_or_default()));
    let targets = move || items.with(|all| all.iter().map(|item| item.target).collect::<Vec<_>>());
    view! {
        <div class="eset" role="group" aria-label=name>
            <div class="row">
                <span class="muted">{name}</span>
                <span class="end">
                    <Select
                        id=format!("evidence-{id}")
                        label="What the evidence does"
                        options=Signal::stored(options)
                        value=stance
                        on_change=change
                        class="sm"
                    />
                </span>
            </div>
            <ul>
                <For each=targets key=|target| *target let(target)><ItemView id target items/></For>
            </ul>
        </div>
    }
}

/// Words of a set, which can be taken out of it.
#[component]
fn ItemView(
    /// The set.
    id: EvidenceId,
    /// Where the words are.
    target: CardRef,
    /// All words of the set.
    items: Memo<Vec<EvidenceItem>>,
) -> impl IntoView {
    let app = app();
    let (document, mark) = target;
    let part = move |read: fn(&EvidenceItem) -> &str| {
        Signal::derive(move || {
            items.with(|all| {
                let item = all.iter().find(|item| item.target == target);
                item.map(|item| read(item).to_owned()).unwrap_or_default()
            })
        })
    };
    let place = part(|item| &item.place);
    // Not in memory, they are not known.
    let words = part(|item| if item.words.is_empty() { "words there" } else { &item.words });
    let label = Signal::derive(move || format!("Remove the evidence {}", words.get()));
    let drop = move |()| {
        focus::hand_on("#inspector .eset li", Section::Evidence.id());
        leptos::task::spawn_local(async move {
            acts::edit_own_across(app, document, mark, move |p| {
                claims::remove_evidence(p, id, document, mark)
            })
            .await;
        });
    };
    view! {
        <li class="lrow">
            <button type="button" class="linkrow" on:click=move |_| acts::show_mark(app, document, mark)>
                <IconView icon=Icon::Quote small=true/>
                <span class="trunc"><bdi>{place}</bdi></span>
                <span></span>
                <span class="q"><bdi>{words}</bdi></span>
            </button>
            <IconButton icon=Icon::Close label class="sm" on_press=drop/>
        </li>
    }
}

/// While evidence is collected: adds what is selected in whichever document.
#[component]
pub fn Collecting() -> impl IntoView {
    let app = app();
    let about = Memo::new(move |_| {
        let id = app.ui.inspector.collecting.get()?.claim;
        app.session.registers(|p| p.claims().get(&id).map(|c| (id, c.text.clone())))?
    });
    let id = Signal::derive(move || about.with(|a| a.as_ref().map(|a| a.0)));
    let stop = move |_| {
        app.ui.inspector.collecting.set(None);
        focus::soon("text");
    };
    view! {
        <Show when=move || about.with(Option::is_some)>
            <section class="isec collect" aria-label="Collecting evidence">
                <h2 class="sech">
                    "Evidence for or against"
                    <span class="grow"></span>
                    <button type="button" class="btn ghost sm" on:click=stop>"Stop"<KeysOf command="evidence"/></button>
                </h2>
                <p class="serif"><bdi>{move || about.get().map(|a| a.1)}</bdi></p>
                <Into id/>
            </section>
        </Show>
    }
}

/// The sets that the selected words can go to.
#[component]
fn Into(id: Signal<Option<ClaimId>>) -> impl IntoView {
    let app = app();
    let rows = rows_of(app, id);
    let selected = Memo::new(move |_| selected_words(app).is_some());
    let put = move |set: EvidenceSet| {
        if let Some(id) = id.get_untracked() {
            acts::add_evidence(app, id, set);
        }
    };
    let button = move |words: String, set: Callback<(), EvidenceSet>| {
        view! {
            <button
                type="button"
                class="btn sm"
                disabled=move || !selected.get()
                // The selection must stay.
                on:mousedown=move |event| event.prevent_default()
                on:click=move |_| put(set.run(()))
            >
                {words}
            </button>
        }
    };
    let new = EvidenceStance::ALL
        .iter()
        .map(|s| {
            let set = Callback::new(move |()| EvidenceSet::New(clock::fresh(EvidenceId::new), *s));
            button(s.title().to_owned(), set)
        })
        .collect_view();
    let known = move || {
        let rows = rows.get().into_iter();
        rows.map(|r| button(r.title(), Callback::new(move |()| EvidenceSet::Existing(r.id))))
            .collect_view()
    };
    view! {
        <p class="muted" role="status">
            {move || if selected.get() {
                "The selected words, on their own, or with others of a set:"
            } else {
                "Select words in any document, then press what they do, or Enter."
            }}
        </p>
        <div class="row wrap g2" role="group" aria-label="A new set">{new}</div>
        <div class="row wrap g2" role="group" aria-label="With a set">{known}</div>
    }
}
