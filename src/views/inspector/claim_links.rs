//! What other documents say of a claim, and the field that links it.

use glossator_core::actions::claims;
use glossator_core::model::{ClaimId, ClaimLinkId};
use glossator_core::query::{
    BoardLinkKind, CardRef, NeighbourRow, Probe, SimilarClaim, claim_choices, neighbours,
};
use leptos::prelude::*;

use super::super::hint::{KeysOf, shortcut_of};
use super::fold::{Fold, More};
use super::subject::{Subject, TEXT, TITLE};
use crate::components::button::IconButton;
use crate::components::combobox::{Combobox, Proposal};
use crate::components::editable::Editable;
use crate::components::icon::{Icon, IconView};
use crate::components::segmented::Segmented;
use crate::platform::focus;
use crate::state::fields::{Field, Section};
use crate::state::relations::{self, Relation};
use crate::state::{acts, app, commands};

/// The links of a claim.
#[component]
pub fn Links(
    /// The mention.
    subject: Subject,
) -> impl IntoView {
    let app = app();
    let rows = Memo::new(move |_| {
        app.session.registers(|_| ());
        let rows = app.session.documents(|p| neighbours(p, subject.document, subject.id));
        rows.unwrap_or_default()
    });
    let relation = app.ui.inspector.relation;
    let proposals = move |typed: String| {
        app.session.registers(|_| ());
        let found = app.session.read(|p| {
            let probe = Probe::of_mention(p, subject.document, subject.id)?;
            let own = p.claims().get(&probe.except?)?.quantities.first();
            let own = own.map(glossator_core::quantity::figure).unwrap_or_default();
            let found = claim_choices(p, &probe, &typed).into_iter();
            Some(found.map(|c| proposal(&own, c)).collect::<Vec<_>>())
        });
        found.flatten().unwrap_or_default()
    };
    let choose = move |other: ClaimId| {
        relations::relate(app, subject.document, subject.id, relation.get_untracked(), other);
    };
    let options: Vec<(Relation, String)> = Relation::ALL
        .iter()
        .map(|(r, _, words)| (*r, words.trim_start_matches("is ").to_owned()))
        .collect();
    let count = Signal::derive(move || rows.with(Vec::len));
    let keys = move || rows.with(|rows| rows.iter().map(key_of).collect::<Vec<_>>());
    view! {
        <Fold section=Section::Elsewhere count open=Signal::stored(true)>
            <For each=keys key=|key| *key let(key)><NeighbourView of=key rows/></For>
            <Segmented label="How this claim bears on the other" options=options.clone() value=relation on_change=move |to| relation.set(to) fill=true/>
            <Combobox
                id=Field::Link.id()
                label="The other claim"
                value=""
                placeholder="Find a claim; similar ones come first"
                proposals
                on_choose=choose
                back=TEXT
                caps=vec!["L".to_owned()]
            />
        </Fold>
    }
}

/// The figures side by side, then why it is proposed.
fn proposal(own: &str, c: SimilarClaim) -> Proposal<ClaimId> {
    let versus = match (own.is_empty() || c.figure.is_empty(), c.excludes) {
        (true, _) => c.figure.clone(),
        (false, Some(true)) => format!("{own} against {}", c.figure),
        (false, _) => format!("{own} and {}", c.figure),
    };
    let why = c.why.first().map(|w| w.title()).unwrap_or_default();
    let detail = [versus.as_str(), why].into_iter().filter(|s| !s.is_empty());
    Proposal {
        value: c.claim,
        tag: Some(("CLM".to_owned(), 0)),
        lead: "",
        text: c.text,
        detail: detail.collect::<Vec<_>>().join(", "),
    }
}

/// What a row is: a link, or another mention.
type Key = (Option<ClaimLinkId>, Option<CardRef>);

fn key_of(row: &NeighbourRow) -> Key {
    // The mention by which a link is shown may change.
    (row.link, row.target.filter(|_| row.link.is_none()))
}

/// "Halvern Standard, claim 1" with the number before the name, which may be cut.
pub fn number_first(place: &str) -> String {
    match place.rsplit_once(", ") {
        Some((outlet, number)) => format!("{number}, {outlet}"),
        None => place.to_owned(),
    }
}

/// How a row is drawn.
const fn look(kind: BoardLinkKind) -> (&'static str, Icon) {
    match kind {
        BoardLinkKind::Refutes | BoardLinkKind::Figures => ("linkrow bad", Icon::Refutes),
        BoardLinkKind::Denial => ("linkrow bad", Icon::Denies),
        BoardLinkKind::Supports => ("linkrow good", Icon::Supports),
        BoardLinkKind::Updates => ("linkrow", Icon::Updates),
        BoardLinkKind::Related => ("linkrow", Icon::Link),
        BoardLinkKind::Identical => ("linkrow good", Icon::Identical),
    }
}

/// A link, or another mention. A change of it does not draw it anew: the focus may be in it.
#[component]
fn NeighbourView(
    /// Which.
    of: Key,
    /// All of them.
    rows: Memo<Vec<NeighbourRow>>,
) -> impl IntoView {
    let app = app();
    let row = Memo::new(move |_| rows.with(|rows| rows.iter().find(|r| key_of(r) == of).cloned()));
    let look = Memo::new(move |_| row.with(|r| r.as_ref().map(|r| look(r.kind))));
    let target = Memo::new(move |_| row.with(|r| r.as_ref().and_then(|r| r.target)));
    let versus = move || {
        let row = row.get()?;
        let own = (row.link.is_some() && !row.own_figure.is_empty() && !row.figure.is_empty())
            .then(|| {
                let word = if row.kind.is_conflict() { "against" } else { "and" };
                view! { <b>{row.own_figure}</b>{word} }
            });
        Some(view! { <span class="vs">{own}<b>{row.figure}</b></span> })
    };
    let go = move |_| {
        if let Some((document, mention)) = target.get_untracked() {
            acts::show_mark(app, document, mention);
        }
    };
    let remove_label = Signal::derive(move || {
        let words = row.get().map(|r| format!("Remove the link: {} {}", r.relation, r.text));
        words.unwrap_or_default()
    });
    let remove = of.0.map(|link| {
        view! {
            <IconButton
                icon=Icon::Close
                label=remove_label
                class="sm"
                on_press=move |()| {
                    focus::hand_on("#inspector .lrow.link", Section::Elsewhere.id());
                    acts::edit(app, |p| claims::unlink(p, link));
                }
            />
        }
    });
    let note = of.0.map(|link| {
        let value = Signal::derive(move || {
            row.with(|r| r.as_ref().map(|r| r.note.clone()).unwrap_or_default())
        });
        let keep = move |text: String| acts::edit(app, |p| claims::set_link_note(p, link, &text));
        view! {
            <Show when=move || !value.with(String::is_empty)>
                <p class="muted trunc"><bdi>{value}</bdi></p>
            </Show>
            <More class="qmore" summary="Note">
                <Editable id=format!("link-note-{link}") label="Note on the link" value
                    on_commit=move |text: String| { keep(text); } placeholder="Why" back=TEXT/>
            </More>
        }
    });
    let text = move || {
        let text = row.get().map(|r| r.text).filter(|text| !text.is_empty())?;
        Some(view! { <span class="q"><bdi>{text}</bdi></span> })
    };
    view! {
        <div class="lrow link">
            <button type="button" class=move || look.get().map(|l| l.0) disabled=move || target.get().is_none() on:click=go>
                {move || look.get().map(|(_, icon)| view! { <IconView icon small=true/> })}
                <span class="trunc">
                    <span class="rel">{move || row.with(|r| r.as_ref().map(|r| r.relation))}</span>
                    " "
                    <bdi>{move || row.with(|r| r.as_ref().map(|r| number_first(&r.place)))}</bdi>
                </span>
                {versus}
                {text}
            </button>
            {remove}
        </div>
        {note}
    }
}

/// The known claims that the one just made may be one of.
#[component]
pub fn Likely(
    /// The mention.
    subject: Subject,
) -> impl IntoView {
    let app = app();
    let found = Memo::new(move |_| relations::likely(app));
    let own = Memo::new(move |_| {
        let probe = app.session.registers(|p| Probe::of_mention(p, subject.document, subject.id));
        let first = probe
            .flatten()
            .and_then(|p| p.quantities.first().map(glossator_core::quantity::figure));
        first.unwrap_or_default()
    });
    let row = move |(n, c): (usize, SimilarClaim)| {
        let why: Vec<&str> = c.why.iter().map(|w| w.title()).collect();
        let versus = (!c.figure.is_empty()).then(|| {
            let against = if c.excludes == Some(true) { "against" } else { "and" };
            let own = own.get_untracked();
            let own = (!own.is_empty()).then(|| view! { <b>{own}</b>{against} });
            view! { <span class="vs">{own}<b>{c.figure.clone()}</b></span> }
        });
        let keys = (n == 0).then(|| view! { <KeysOf command="cycle-mark"/> });
        let claim = c.claim;
        view! {
            <li class="like">
                <span class="q serif"><bdi>{c.text}</bdi></span>
                {versus}
                <span class="muted">{why.join(", ")}</span>
                <button
                    type="button"
                    class="btn sm"
                    aria-keyshortcuts=(n == 0).then(|| shortcut_of("cycle-mark")).flatten()
                    on:click=move |_| {
                        focus::hand_on("#inspector .like", TITLE);
                        relations::relate(app, subject.document, subject.id, Relation::Identical, claim);
                    }
                >
                    "Identical"
                    {keys}
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || found.with(|f| !f.is_empty())>
            <section class="isec likes" aria-label="Like these?">
                <h3 class="sech">
                    "Like these?"
                    <span class="grow"></span>
                    <button
                        type="button"
                        class="btn ghost sm"
                        on:click=move |_| { commands::run(app, "link-refutes"); }
                    >
                        "Link"
                        <KeysOf command="link-refutes"/>
                    </button>
                </h3>
                <p class="muted">"Attach the words to a claim that says the same; then S if they deny it."</p>
                <ul class="col g4">
                    <For each=move || found.get().into_iter().enumerate() key=|(n, c)| (*n, c.claim) children=row/>
                </ul>
            </section>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::number_first;

    #[test]
    fn a_cut_place_keeps_its_number() {
        assert_eq!(number_first("Halvern Standard, claim 1"), "claim 1, Halvern Standard");
        assert_eq!(number_first("Smith, Jones, claim 2"), "claim 2, Smith, Jones");
        assert_eq!(number_first(""), "");
    }
}
