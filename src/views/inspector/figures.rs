//! The figures of a claim: read from its words, and edited.

use glossator_core::actions::claims;
use glossator_core::model::{Claim, ClaimId, Modifier, Quantity};
use glossator_core::quantity::figure;
use glossator_core::query::{
    Bound, bounds_of, figure_proposals, typed_figure, with_modifier, with_number,
};
use leptos::prelude::*;

use super::super::hint::{KeysOf, shortcut_of};
use super::fold::{Fold, More};
use super::subject::{Subject, TEXT, selected_words};
use crate::components::button::IconButton;
use crate::components::choice::Select;
use crate::components::editable::Editable;
use crate::components::icon::{Icon, IconView};
use crate::platform::focus;
use crate::state::fields::{Field, Section};
use crate::state::{App, acts, app};

/// The figures, and those that the words propose.
#[component]
pub fn Figures(
    /// The mention.
    subject: Subject,
    /// Its claim.
    claim: Memo<Option<Claim>>,
) -> impl IntoView {
    let app = app();
    let figures = Memo::new(move |_| {
        claim.with(|c| c.as_ref().map(|c| c.quantities.clone()).unwrap_or_default())
    });
    let count = Signal::derive(move || figures.with(Vec::len));
    let proposed = Memo::new(move |_| {
        let selected = selected_words(app).unwrap_or_default();
        let found = subject.read(app, |p, _, a| figure_proposals(p, a, &selected));
        found.unwrap_or_default()
    });
    let id = move || claim.with_untracked(|c| c.as_ref().map(|c| c.id));
    let accept = move |q: Quantity| {
        if let Some(id) = id() {
            acts::edit(app, |p| claims::add_quantity(p, id, q));
            // The button goes with what it proposed.
            focus::soon(TEXT);
        }
    };
    // By place: fields that are open stay so when their figure changes.
    let places = move || {
        let id = claim.with(|c| c.as_ref().map(|c| c.id));
        id.into_iter().flat_map(|id| (0..count.get()).map(move |at| (id, at))).collect::<Vec<_>>()
    };
    let any = Signal::derive(move || count.get() > 0 || proposed.with(|p| !p.is_empty()));
    // The words are those that are selected in the text.
    let add = move |typed: String| {
        let words = untrack(|| selected_words(app)).unwrap_or_default();
        if let Some((id, new)) = id().zip(typed_figure(&typed, &words)) {
            acts::edit(app, |p| claims::add_quantity(p, id, new));
        }
    };
    view! {
        <Fold section=Section::Figures count open=any>
            <div class="col g4">
                <For each=places key=|place| *place let((id, at))>
                    <FigureView id at figures/>
                </For>
            </div>
            <For each=move || proposed.get().into_iter().enumerate() key=|row| format!("{row:?}") let((n, q))>
                <div class="prop">
                    <b class="fig lg">{figure(&q)}</b>
                    <span class="trunc soft"><bdi>{q.of.clone()}</bdi>" "<bdi>{q.unit.clone()}</bdi></span>
                    <q class="cueq trunc"><bdi>{q.words.clone()}</bdi></q>
                    <button
                        type="button"
                        class="btn sm end"
                        aria-keyshortcuts=(n == 0).then(|| shortcut_of("figure"))
                        on:click={
                            let q = q.clone();
                            move |_| accept(q.clone())
                        }
                    >
                        <IconView icon=Icon::Check small=true/>
                        "Accept"
                        {(n == 0).then(|| view! { <KeysOf command="figure"/> })}
                    </button>
                </div>
            </For>
            <Editable
                id=Field::Figure.id()
                label="Add a figure"
                value=Signal::stored(String::new())
                on_commit=add
                placeholder="Add a figure: 12, at least 30, a handful"
                back=TEXT
                clears=true
            />
        </Fold>
    }
}

/// Changes the figure at a place.
fn set(app: App, id: ClaimId, at: usize, new: Quantity) {
    acts::edit(app, |p| claims::set_quantity(p, id, at, new));
}

/// A figure; its fields are drawn when they are asked for.
#[component]
fn FigureView(
    /// The claim.
    id: ClaimId,
    /// The figure's place.
    at: usize,
    /// All figures of the claim.
    figures: Memo<Vec<Quantity>>,
) -> impl IntoView {
    let app = app();
    let q = Memo::new(move |_| figures.with(|f| f.get(at).cloned()));
    let text = move |read: fn(&Quantity) -> String| text_of(q, read);
    let remove = move |()| {
        focus::hand_on("#inspector .qfig", Section::Figures.id());
        acts::edit(app, |p| claims::remove_quantity(p, id, at));
    };
    view! {
        <div class="qfig" role="group" aria-label=move || q.with(|q| q.as_ref().map(figure))>
            <div class="row">
                <b class="fig lg">{text(figure)}</b>
                <span class="trunc soft"><bdi>{text(|q| if q.of.is_empty() { q.unit.clone() } else { q.of.clone() })}</bdi></span>
                <q class="cueq trunc"><bdi>{text(|q| q.words.clone())}</bdi></q>
                <span class="end">
                    <IconButton icon=Icon::Close label="Remove the figure" class="sm" on_press=remove/>
                </span>
            </div>
            <More class="qmore" summary="Change the figure"><Fields id at q/></More>
        </div>
    }
}

fn text_of(q: Memo<Option<Quantity>>, read: fn(&Quantity) -> String) -> Signal<String> {
    Signal::derive(move || q.with(|q| q.as_ref().map(read).unwrap_or_default()))
}

/// The fields of a figure.
#[component]
fn Fields(
    /// The claim.
    id: ClaimId,
    /// The figure's place.
    at: usize,
    /// The figure.
    q: Memo<Option<Quantity>>,
) -> impl IntoView {
    let app = app();
    let change = move |f: &dyn Fn(&Quantity) -> Option<Quantity>| {
        let new = q.with_untracked(|q| q.as_ref().map(f));
        match new {
            Some(Some(new)) => set(app, id, at, new),
            Some(None) => app.ui.say("A figure must be a number"),
            None => {}
        }
    };
    let modifier = Memo::new(move |_| q.with(|q| q.as_ref().map(|q| q.modifier)));
    let options: Vec<(String, String)> =
        Modifier::ALL.iter().map(|m| (m.title().to_owned(), m.title().to_owned())).collect();
    let bounds =
        move || {
            let bounds = modifier.get().map_or(&[][..], bounds_of);
            let two = bounds.len() > 1;
            bounds
            .iter()
            .map(|bound| {
                let bound = *bound;
                let value = Signal::derive(move || {
                    let n = q.with(|q| q.as_ref().and_then(|q| match bound {
                        Bound::Low => q.min,
                        Bound::High => q.max,
                    }));
                    n.map(|n| n.to_string()).unwrap_or_default()
                });
                let (name, part) = match (two, bound) {
                    (false, _) => ("Number", "n"),
                    (true, Bound::Low) => ("From", "low"),
                    (true, Bound::High) => ("To", "high"),
                };
                view! {
                    <Editable
                        id=format!("figure-{at}-{part}")
                        label=name
                        value
                        on_commit=move |typed: String| change(&|q| with_number(q, bound, &typed))
                        placeholder=name
                        back=TEXT
                    />
                }
            })
            .collect_view()
        };
    let field = move |part: &'static str,
                      label: &'static str,
                      hint: &'static str,
                      read: fn(&Quantity) -> String,
                      write: fn(&mut Quantity, String)| {
        view! {
            <Editable
                id=format!("figure-{at}-{part}")
                label
                value=text_of(q, read)
                on_commit=move |typed: String| change(&|q| {
                    let mut new = q.clone();
                    write(&mut new, typed.trim().to_owned());
                    Some(new)
                })
                placeholder=hint
                back=TEXT
            />
        }
    };
    view! {
            <div class="qf">
                <Select
                    id=format!("figure-{at}-modifier")
                    label="How the figure is meant"
                    options=Signal::stored(options)
                    value=Signal::derive(move || modifier.get().map(|m| m.title().to_owned()).unwrap_or_default())
                    on_change=move |to: String| {
                        if let Some(to) = Modifier::ALL.iter().find(|m| m.title() == to) {
                            change(&|q| Some(with_modifier(q, *to)));
                        }
                    }
                    class="sm"
                />
                {bounds}
                {field("of", "What is counted", "of what", |q| q.of.clone(), |q, v| q.of = v)}
                {field("unit", "Unit", "unit", |q| q.unit.clone(), |q, v| q.unit = v)}
                {field("as-of", "As of when", "as of when", |q| q.as_of.clone().unwrap_or_default(), |q, v| q.as_of = Some(v).filter(|v| !v.is_empty()))}
                {field("words", "In the words", "in the words", |q| q.words.clone(), |q, v| q.words = v)}
            </div>
    }
}
