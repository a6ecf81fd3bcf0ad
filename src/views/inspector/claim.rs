//! A selected claim: its sentence, and what its originator does with it.

use glossator_core::actions::claims;
use glossator_core::model::{Anonymity, Certainty, Claim, ClaimId, Hop, Quotation, Stance};
use glossator_core::query::claim_row;
use leptos::prelude::*;

use super::super::hint::KeysOf;
use super::claim_links::{Likely, Links};
use super::evidence::EvidencePanel;
use super::facts::{Facts, TypeAndCheck};
use super::figures::Figures;
use super::fold::Fold;
use super::head::stance_icon;
use super::mention::Words;
use super::participants::Participants;
use super::ranges::RangeList;
use super::remarks::Remarks;
use super::speakers::Speakers;
use super::subject::{Subject, TEXT};
use super::verdict::VerdictPanel;
use super::when_where::WhenWhere;
use crate::components::choice::{Select, Steps};
use crate::components::editable::{Editable, Lines};
use crate::components::icon::IconView;
use crate::components::segmented::Segmented;
use crate::state::fields::{Field, Section};
use crate::state::{acts, app};

/// Everything about a claim mention.
#[component]
pub fn ClaimPanel(
    /// The claim mention.
    subject: Subject,
) -> impl IntoView {
    let app = app();
    let claim = subject.memo(app, |p, _, a| p.claims().get(&a.claim()?).cloned());
    let claim: Memo<Option<Claim>> = Memo::new(move |_| claim.get().flatten());
    let spoken = subject.memo(app, |p, open, a| claim_row(p, open, a).map(|c| c.words()));
    let originator = subject.memo(app, |_, _, a| {
        a.chains().first().and_then(|c| c.originator()).cloned().unwrap_or_default()
    });
    let hop = Memo::new(move |_| originator.get().unwrap_or_default());
    let word = move |text: String| {
        let id: Option<ClaimId> = claim.with_untracked(|c| c.as_ref().map(|c| c.id));
        if let Some(id) = id {
            acts::edit(app, |p| claims::set_claim_text(p, id, &text));
        }
    };
    view! {
        <div class="isec">
            // The whole claim in words: what the signs below say to the eye.
            <p class="vh">{move || spoken.get().flatten()}</p>
            <Editable
                id=Field::Claim.id()
                label="The claim in one sentence"
                value=Signal::derive(move || claim.with(|c| c.as_ref().map(|c| c.text.clone()).unwrap_or_default()))
                on_commit=word
                lines=Lines::Sentence
                class="norm"
                back=TEXT
            />
            // The signs are those of the numbers in the margin: here one learns them.
            <Segmented
                label="Stance"
                options=Stance::ALL
                    .iter()
                    .map(|s| (*s, view! { <IconView icon=stance_icon(*s, false) small=true/>{s.title()} }.into_any()))
                    .collect()
                value=Signal::derive(move || hop.get().stance)
                on_change=move |to: Stance| {
                    if to != hop.get_untracked().stance {
                        subject.act(app, |p, d, id, _| claims::set_stance(p, d, id, to));
                    }
                }
                fill=true
            />
            <div class="kv">
                <span class="k">"Certainty"</span>
                <Steps
                    id="certainty"
                    label="Certainty"
                    options=Certainty::ALL.iter().map(|c| (*c, c.title())).collect()
                    value=Signal::derive(move || hop.get().certainty)
                    on_change=move |to: Certainty| {
                        subject.act(app, |p, d, id, _| claims::set_certainty(p, d, id, to));
                    }
                />
            </div>
        </div>
        <Likely subject/>
        <Speakers subject/>
        <Source subject hop/>
        <Facts claim/>
        <Figures subject claim/>
        <Links subject/>
        <TypeAndCheck claim/>
        <WhenWhere subject claim/>
        <Participants claim/>
        <EvidencePanel claim/>
        <VerdictPanel claim/>
        <Fold section=Section::Words open=Signal::stored(true)>
            <Words subject/>
        </Fold>
        <RangeList subject/>
        <super::attributes::Attributes subject/>
        <Remarks subject/>
    }
}

/// How far the originator is named, and how the words reach the reader.
#[component]
fn Source(
    /// The claim mention.
    subject: Subject,
    /// The originator.
    hop: Memo<Hop>,
) -> impl IntoView {
    let app = app();
    let named = move |to: String| {
        if let Some(to) = Anonymity::ALL.iter().find(|a| a.as_str() == to) {
            subject.act(app, |p, d, id, _| claims::set_anonymity(p, d, id, *to));
        }
    };
    let quoted = move |to: String| {
        let to = Quotation::ALL.iter().copied().find(|q| q.as_str() == to);
        subject.act(app, |p, d, id, _| claims::set_quotation(p, d, id, to));
    };
    let anonymity: Vec<(String, String)> =
        Anonymity::ALL.iter().map(|a| (a.as_str().to_owned(), a.title().to_owned())).collect();
    let quotation: Vec<(String, String)> = [(String::new(), "Not set".to_owned())]
        .into_iter()
        .chain(Quotation::ALL.iter().map(|q| (q.as_str().to_owned(), q.title().to_owned())))
        .collect();
    view! {
        <div class="isec">
            <div class="kv">
                <label class="k" for=Field::Source.id()>"Source is"</label>
                <div class="row">
                    <Select
                        id=Field::Source.id()
                        options=Signal::stored(anonymity)
                        value=Signal::derive(move || hop.get().anonymity.as_str().to_owned())
                        on_change=named
                    />
                    <span class="end"><KeysOf command="anonymous"/></span>
                </div>
                <label class="k" for="quotation-field">"Quotation"</label>
                <div class="row">
                    <Select
                        id="quotation-field"
                        options=Signal::stored(quotation)
                        value=Signal::derive(move || hop.get().quotation.map(|q| q.as_str().to_owned()).unwrap_or_default())
                        on_change=quoted
                    />
                    <span class="end"><KeysOf command="quotation"/></span>
                </div>
                <label class="k" for=Field::Medium.id()>"Said through"</label>
                <div class="row">
                    <Editable
                        id=Field::Medium.id()
                        label=""
                        value=Signal::derive(move || hop.get().medium)
                        on_commit=move |text: String| {
                            subject.act(app, |p, d, id, _| claims::set_medium(p, d, id, &text));
                        }
                        placeholder="A statement, a phone call"
                        class="grow"
                        back=TEXT
                    />
                    <span class="end"><KeysOf command="medium"/></span>
                </div>
            </div>
        </div>
    }
}
