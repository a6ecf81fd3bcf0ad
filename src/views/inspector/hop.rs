//! Everything about one speaker on the way from the originator to the reader.

use glossator_core::actions::claims::{self, HopEdit, Who};
use glossator_core::model::{AnnotationId, Anonymity, Certainty, Hop, Quotation, Stance};
use glossator_core::query::TimeChoice;
use leptos::prelude::*;

use super::fold::More;
use super::speakers::proposals;
use super::subject::{Subject, TEXT};
use super::time_field::TimeField;
use crate::components::choice::Select;
use crate::components::combobox::Combobox;
use crate::components::editable::Editable;
use crate::platform::clock;
use crate::state::app;

/// The fields of a hop, closed at first.
#[component]
pub fn HopFields(
    /// The claim mention.
    subject: Subject,
    /// The hop, counted from the outermost.
    at: usize,
) -> impl IntoView {
    view! {
        <More class="hopf" summary="Stance, medium, time"><Fields subject at/></More>
    }
}

#[component]
fn Fields(subject: Subject, at: usize) -> impl IntoView {
    let app = app();
    let hop = subject.memo(app, move |_, _, a| {
        a.chains().first().and_then(|c| c.hops.get(at)).cloned().unwrap_or_default()
    });
    let get = move |read: fn(&Hop) -> String| {
        Signal::derive(move || hop.with(|h| h.as_ref().map(read).unwrap_or_default()))
    };
    let set = move |edit: HopEdit| {
        subject.act(app, |p, d, id, _| claims::set_hop(p, d, id, at, edit));
    };
    let choice = move |part: &'static str,
                       label: &'static str,
                       options: Vec<(String, String)>,
                       value: Signal<String>,
                       change: fn(&str) -> Option<HopEdit>| {
        let id = format!("hop-{at}-{part}");
        view! {
            <label class="k" for=id.clone()>{label}</label>
            <Select id options=Signal::stored(options) value on_change=move |to: String| {
                if let Some(edit) = change(&to) {
                    set(edit);
                }
            }/>
        }
    };
    let text = move |part: &'static str,
                     label: &'static str,
                     hint: &'static str,
                     value: Signal<String>,
                     change: fn(String) -> HopEdit| {
        let id = format!("hop-{at}-{part}");
        view! {
            <label class="k" for=id.clone()>{label}</label>
            <Editable id label="" value on_commit=move |to: String| set(change(to)) placeholder=hint back=TEXT/>
        }
    };
    let quotations = std::iter::once((String::new(), "Not set".to_owned()))
        .chain(Quotation::ALL.iter().map(|q| (q.as_str().to_owned(), q.title().to_owned())));
    let beside = move |who: Who| {
        let fresh = clock::fresh(AnnotationId::new);
        subject.act(app, |p, d, id, author| claims::add_source(p, d, id, at, who, author, fresh));
    };
    let selected = move |missing: &'static str| {
        let words = app.ui.cursor.get_untracked().and_then(|c| c.selection());
        if words.is_none() {
            app.ui.say(missing);
        }
        words
    };
    let cue = move |()| {
        let Some(words) = selected("Select the cue words in the text first") else { return };
        let fresh = clock::fresh(AnnotationId::new);
        subject
            .act(app, |p, d, id, author| claims::add_hop_cue(p, d, id, at, words, author, fresh));
    };
    let beside_selected = move |()| {
        if let Some(words) = selected("Select who says it too in the text first") {
            beside(Who::Words(words));
        }
    };
    let from_words = move |what: &'static str, take: Callback<()>| {
        // The name begins with whose words they are: there are two of these buttons.
        view! {
            <button
                type="button"
                class="btn sm"
                aria-label=format!("{what}: from the selected words")
                on:click=move |_| take.run(())
            >
                "From the selected words"
            </button>
        }
    };
    view! {
        <div class="kv">
            <span class="k">"Cue"</span>
            {from_words("Cue", Callback::new(cue))}
            {choice("stance", "Stance", Stance::ALL.iter().map(|s| (s.as_str().to_owned(), s.title().to_owned())).collect(),
                get(|h| h.stance.as_str().to_owned()),
                |to| Stance::ALL.iter().find(|s| s.as_str() == to).map(|s| HopEdit::Stance(*s)))}
            {choice("certainty", "Certainty", Certainty::ALL.iter().map(|s| (s.as_str().to_owned(), s.title().to_owned())).collect(),
                get(|h| h.certainty.as_str().to_owned()),
                |to| Certainty::ALL.iter().find(|s| s.as_str() == to).map(|s| HopEdit::Certainty(*s)))}
            {choice("anonymity", "Source is", Anonymity::ALL.iter().map(|s| (s.as_str().to_owned(), s.title().to_owned())).collect(),
                get(|h| h.anonymity.as_str().to_owned()),
                |to| Anonymity::ALL.iter().find(|s| s.as_str() == to).map(|s| HopEdit::Anonymity(*s)))}
            {choice("quotation", "Quotation", quotations.collect(),
                get(|h| h.quotation.map(|q| q.as_str().to_owned()).unwrap_or_default()),
                |to| Some(HopEdit::Quotation(Quotation::ALL.iter().copied().find(|q| q.as_str() == to))))}
            {text("medium", "Through", "a statement", get(|h| h.medium.clone()), HopEdit::Medium)}
            <label class="k" for=format!("hop-{at}-said-at")>"Said at"</label>
            <TimeField
                subject
                id=format!("hop-{at}-said-at")
                label="Said at, as EDTF"
                value=get(|h| h.said_at.clone())
                on_choose=move |c: TimeChoice| set(HopEdit::SaidAt(c.time))
            />
            {text("said-where", "Said where", "outside the union hall", get(|h| h.said_where.clone()), HopEdit::SaidWhere)}
            <label class="k" for=format!("hop-{at}-beside")>"Beside"</label>
            <Combobox
                id=format!("hop-{at}-beside")
                label="Somebody who says it beside them"
                value=""
                placeholder="Who says it too"
                proposals=move |typed: String| proposals(app, subject, &typed)
                on_choose=beside
                back=TEXT
            />
            <span></span>
            {from_words("Beside", Callback::new(beside_selected))}
        </div>
    }
}
