//! What is to be looked at in the register as a whole: contradictions, pairs that are
//! probably one, and mentions that no entry is linked to.

use std::collections::BTreeSet;

use glossator_core::model::{AnnotationId, EntityId};
use glossator_core::query::{SuggestedPair, counted, suggested_pairs_of};
use leptos::prelude::*;

use super::decided::{Other, PAIRS, Pair, first_rows};
use super::{Screen, acts};
use crate::components::icon::{Icon, IconView};
use crate::components::virtual_list::{Many, VirtualList};
use crate::state::acts as common;
use crate::state::unlinked::{Free, Unlinked as Mentions};

/// The id of the list of unlinked mentions.
const LIST: &str = "register-unlinked";
/// As `.krow.vrow` in the stylesheet.
const ROW_HEIGHT: f64 = 28.0;
/// How many entries are compared with all others.
const COMPARED: usize = 300;
/// How many pairs are shown.
const SHOWN: usize = 30;

/// The right side: what is to be looked at.
#[component]
pub fn Review(screen: Screen) -> impl IntoView {
    let app = screen.app;
    let wrong = screen.wrong;
    let pairs = Memo::new(move |_| {
        app.session.registers(|_| ());
        app.session.documents(|_| ());
        let ids = first_rows(screen, COMPARED);
        let pairs = app.session.names(|p, index, _| suggested_pairs_of(p, index, &ids));
        pairs.unwrap_or_default()
    });
    let shown =
        move || pairs.with(|p| p.iter().take(SHOWN).cloned().collect::<Vec<SuggestedPair>>());
    let more = move || pairs.with(|p| p.len().saturating_sub(SHOWN));
    let contradiction = move |(words, ids): (String, Vec<EntityId>)| {
        let others = ids.into_iter().map(|id| view! { <li><Other screen id/></li> }).collect_view();
        view! {
            <li class="note bad">
                <IconView icon=Icon::Warning/>
                <div class="col g2"><span><bdi>{words}</bdi>"."</span><ul class="row wrap g4">{others}</ul></div>
            </li>
        }
    };
    view! {
        <section class="rdet" aria-label="Review">
            <section class="rsec" aria-label="Contradictions">
                <h2>"Contradictions"</h2>
                <Show
                    when=move || !wrong.with(Vec::is_empty)
                    fallback=|| view! { <p class="muted">"None: the decisions fit together."</p> }
                >
                    <ul class="col g4">{move || wrong.get().into_iter().map(contradiction).collect_view()}</ul>
                </Show>
            </section>
            <section class="rsec" aria-label="May be the same">
                <h2>"May be the same"</h2>
                <Show
                    when=move || !pairs.with(Vec::is_empty)
                    fallback=|| view! { <p class="muted">"No two listed entities have names that are alike, but for those already decided."</p> }
                >
                    <ul id=PAIRS><For each=shown key=|p| p.pair let(pair)><Pair screen pair about=None/></For></ul>
                    <Show when=move || { more() > 0 }>
                        <p class="muted">{move || format!("and {} more", more())}</p>
                    </Show>
                </Show>
            </section>
            <Unlinked screen/>
        </section>
    }
}

/// Mentions of known names that are not linked, across all documents.
#[component]
fn Unlinked(screen: Screen) -> impl IntoView {
    let app = screen.app;
    let Mentions { rows: found, read, .. } = Mentions::follow(app);
    let ticked = RwSignal::new(BTreeSet::<AnnotationId>::new());
    let line = RwSignal::new(None::<AnnotationId>);
    // A tick goes with its row.
    Effect::new(move |_| {
        found.with(|f| {
            let here: BTreeSet<AnnotationId> = f.iter().map(|row| row.id).collect();
            if !ticked.with_untracked(|ticked| ticked.is_subset(&here)) {
                ticked.update(|ticked| ticked.retain(|id| here.contains(id)));
            }
        });
    });
    let rows = Memo::new(move |_| found.with(|f| f.iter().map(|r| r.id).collect::<Vec<_>>()));
    let row = move |id: AnnotationId| found.with(|f| f.iter().find(|r| r.id == id).cloned());
    let many = Many {
        follows: true,
        ticked: Callback::new(move |id| ticked.with(|t| t.contains(&id))),
        on_tick: Callback::new(move |id| {
            ticked.update(|t| {
                if !t.remove(&id) {
                    t.insert(id);
                }
            });
        }),
        on_enter: Callback::new(move |id| {
            if let Some(free) = untrack(move || row(id)) {
                common::show_mark(app, free.document, free.id);
            }
        }),
    };
    let count = Memo::new(move |_| ticked.with(BTreeSet::len));
    let all = move || count.get() > 0 && count.get() == rows.with(Vec::len);
    let tick_all = move |event| {
        let on = event_target_checked(&event);
        let ids = if on { rows.get_untracked().into_iter().collect() } else { BTreeSet::new() };
        ticked.set(ids);
    };
    let link = move |_| {
        let links = found.with_untracked(|f| {
            let chosen = f.iter().filter(|r| ticked.with_untracked(|t| t.contains(&r.id)));
            chosen.map(|r| (r.document, r.id, r.to)).collect::<Vec<_>>()
        });
        acts::link_many(screen, links);
    };
    let state = move || {
        if let Some((n, of)) = read.get() {
            return format!("Read {n} of {of} documents");
        }
        match rows.with(Vec::len) {
            0 => "No unlinked mention has the name or an alias of an entity.".to_owned(),
            n => counted(n, "mention", "mentions"),
        }
    };
    view! {
        <section class="rsec" aria-label="Unlinked mentions of known names">
            <div class="row wrap">
                <h2>"Unlinked mentions of known names"</h2>
                <span class="muted" role="status">{state}</span>
                <span class="grow"></span>
                <Show when=move || !rows.with(Vec::is_empty)>
                    <label><input type="checkbox" class="check" prop:checked=all on:change=tick_all/>"All"</label>
                    <button type="button" class="btn" disabled=move || count.get() == 0 on:click=link>
                        <IconView icon=Icon::Link/>
                        {move || match count.get() {
                            0 => "Link ticked".to_owned(),
                            n => format!("Link {}", counted(n, "mention", "mentions")),
                        }}
                    </button>
                </Show>
            </div>
            <Show when=move || !rows.with(Vec::is_empty)>
                <div class="kwic links" style=("--n", move || rows.with(Vec::len).to_string()) data-hue="0">
                    <VirtualList
                        label="Unlinked mentions"
                        id=LIST
                        rows
                        current=line
                        row_height=ROW_HEIGHT
                        row_class="krow"
                        draw=move |id| move || view! { <FreeView free=row(id)/> }
                        on_choose=move |id| line.set(Some(id))
                        many=Some(many)
                    />
                </div>
            </Show>
        </section>
    }
}

/// The inside of a line.
#[component]
fn FreeView(free: Option<Free>) -> impl IntoView {
    free.map(|Free { name, line: l, others, .. }| {
        let more = |more: bool| if more { "…" } else { "" };
        let others = (!others.is_empty()).then(|| format!(" or {} more", others.len()));
        view! {
            <span class="tick" aria-hidden="true"><IconView icon=Icon::Check small=true/></span>
            <span class="kd trunc" title=name.clone()><span class="vh">"Link to "</span><bdi>{name.clone()}</bdi>{others}<span class="vh">": "</span></span>
            <span class="kx" dir=if l.rtl { "rtl" } else { "ltr" }>
                <span class="kb"><bdi>{more(l.more_before)}{l.before}</bdi></span>
                <span class="kw"><bdi class="m">{l.words}</bdi></span>
                <span class="ka"><bdi>{l.after}{more(l.more_after)}</bdi></span>
            </span>
        }
    })
}
