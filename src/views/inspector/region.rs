//! A selected region, speaker, cue word or evidence.

use glossator_core::actions::marks;
use glossator_core::model::{AnnotationId, Body, Kind};
use glossator_core::query::claim_list;
use leptos::prelude::*;

use super::attributes::Attributes;
use super::mention::{LabelSelect, Words};
use super::ranges::RangeList;
use super::remarks::Remarks;
use super::subject::{Subject, choose};
use crate::state::app;

/// Everything about a region.
#[component]
pub fn RegionPanel(
    /// The region.
    subject: Subject,
) -> impl IntoView {
    let app = app();
    let exclude = subject.memo(app, |_, _, a| matches!(a.body, Body::Region { exclude: true }));
    let exclude = move || exclude.get().unwrap_or(false);
    let toggle = move |_| {
        subject.act(app, |p, d, id, _| marks::set_excluded(p, d, id, !exclude()));
    };
    view! {
        <div class="isec">
            <Words subject/>
            <div class="kv">
                <label class="k" for="label-field">"Label"</label>
                <LabelSelect subject kind=Kind::Region/>
            </div>
            <label>
                <input type="checkbox" class="check" prop:checked=exclude on:change=toggle/>
                "Excluded: find and mark passes over it, and files say so"
            </label>
        </div>
        <RangeList subject/>
        <Attributes subject/>
        <Remarks subject/>
    }
}

/// Everything about a speaker, cue word or evidence: what it is for is said by claims.
#[component]
pub fn PlainPanel(
    /// The mark.
    subject: Subject,
) -> impl IntoView {
    let app = app();
    let claims = subject.memo(app, |p, open, a| {
        let names = |id: AnnotationId| {
            let hops =
                open.marks.get(id).into_iter().flat_map(|c| c.chains()).flat_map(|c| &c.hops);
            hops.flat_map(|h| h.source.iter().chain(&h.cue)).any(|named| *named == a.id)
        };
        let rows = claim_list(p, open).into_iter().filter(|c| names(c.id));
        rows.map(|c| (c.id, c.number, c.text)).collect::<Vec<_>>()
    });
    let claims = move || claims.get().unwrap_or_default();
    view! {
        <div class="isec">
            <Words subject/>
            <Show when=move || claims().is_empty()>
                <p class="muted">"No claim uses these words."</p>
            </Show>
        </div>
        <Show when=move || !claims().is_empty()>
            <div class="isec">
                <h3 class="sech">"Used by"</h3>
                <ul class="col g2">
                    <For each=claims key=Clone::clone let((id, number, text))>
                        <li class="row">
                            <span class="cno">{number}</span>
                            <button type="button" class="lnk trunc" on:click=move |_| choose(app, id)>
                                <bdi>{text}</bdi>
                            </button>
                        </li>
                    </For>
                </ul>
            </div>
        </Show>
        <RangeList subject/>
        <Attributes subject/>
        <Remarks subject/>
    }
}
