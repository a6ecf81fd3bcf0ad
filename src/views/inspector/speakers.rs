//! Who says a claim: the chain from the reader to the originator, and its cue words.

use glossator_core::actions::claims::{self, Who};
use glossator_core::model::{AnnotationId, EntityId, Speaker};
use glossator_core::query::{
    CueRow, HopRow, SpeakerRow, chain_rows, other_chains, speaker_choices,
};
use leptos::prelude::*;

use super::super::hint::{KeysOf, caps_of, shortcut_of};
use super::hop::HopFields;
use super::subject::{Subject, TEXT, choose, selected_words};
use crate::components::combobox::{Combobox, Proposal};
use crate::components::icon::{Icon, IconView};
use crate::platform::{clock, focus};
use crate::state::fields::Field;
use crate::state::{App, app, commands};

/// The chain of a claim mention, and the fields that extend it.
#[component]
pub fn Speakers(
    /// The claim mention.
    subject: Subject,
) -> impl IntoView {
    let app = app();
    let rows = subject.memo(app, chain_rows);
    let rows = Memo::new(move |_| rows.get().unwrap_or_default());
    let real = Memo::new(move |_| rows.with(|rows| rows.iter().filter(|r| r.at.is_some()).count()));
    let places = move || rows.with(|rows| rows.iter().map(place_of).collect::<Vec<_>>());
    // Others than the first are brought by files, and only shown.
    let others = subject.memo(app, other_chains);
    let ways = move || {
        let others = others.get().unwrap_or_default();
        others.into_iter().enumerate().collect::<Vec<(usize, String)>>()
    };
    let text_selected = Memo::new(move |_| selected_words(app).is_some());
    let say = move |who: Who| {
        let fresh = clock::fresh(AnnotationId::new);
        subject.act(app, |p, d, id, author| claims::add_speaker(p, d, id, who, author, fresh));
    };
    let pass = move |who: Who| {
        let fresh = clock::fresh(AnnotationId::new);
        // As the key does with words that are selected.
        subject.act(app, |p, d, id, author| claims::add_hop(p, d, id, 0, who, author, fresh));
    };
    view! {
        <div class="isec">
            <h3 class="sech wrap">
                <span>"Who says so"</span>
                <span class="grow"></span>
                <Show when=move || text_selected.get()>
                    <button
                        type="button"
                        class="btn ghost sm"
                        aria-keyshortcuts=shortcut_of("speaker")
                        on:click=move |_| { commands::run(app, "speaker"); }
                    >
                        <IconView icon=Icon::Plus small=true/>
                        "Speaker"
                        <KeysOf command="speaker"/>
                    </button>
                    <button
                        type="button"
                        class="btn ghost sm"
                        title="Who passed it on, nearest the reader"
                        aria-keyshortcuts=shortcut_of("outer-speaker")
                        on:click=move |_| { commands::run(app, "outer-speaker"); }
                    >
                        <IconView icon=Icon::Plus small=true/>
                        "Through"
                        <KeysOf command="outer-speaker"/>
                    </button>
                    <button
                        type="button"
                        class="btn ghost sm"
                        aria-keyshortcuts=shortcut_of("cue")
                        on:click=move |_| { commands::run(app, "cue"); }
                    >
                        <IconView icon=Icon::Plus small=true/>
                        "Cue"
                        <KeysOf command="cue"/>
                    </button>
                </Show>
            </h3>
            <ol class="chain" aria-label="Who says so, from the reader to the source">
                // By its place: an edit of a hop does not close its fields.
                <For each=places key=|place| *place let(place)>
                    <HopView subject place rows real/>
                </For>
            </ol>
            <For each=ways key=Clone::clone let((_, way))>
                <p class="muted">"Another way: "<bdi>{way}</bdi></p>
            </For>
            <Combobox
                id=Field::Speaker.id()
                label="Add a speaker"
                value=""
                placeholder="Add who says it"
                proposals=move |typed: String| proposals(app, subject, &typed)
                on_choose=say
                back=TEXT
                caps=caps_of("speaker")
            />
            <Combobox
                id=Field::Hop.id()
                label="Add somebody who passed it on"
                value=""
                placeholder="Add who passed it on"
                proposals=move |typed: String| proposals(app, subject, &typed)
                on_choose=pass
                back=TEXT
                caps=caps_of("outer-speaker")
            />
        </div>
    }
}

/// Who may say a claim, for fields that name speakers.
pub fn proposals(app: App, subject: Subject, typed: &str) -> Vec<Proposal<Who>> {
    let found = subject.read(app, |p, open, a| {
        let choices = app.session.names(|_, index, _| speaker_choices(p, index, open, a.id, typed));
        let choices = choices.unwrap_or_default().into_iter();
        choices
            .map(|c| {
                let label = c.label.as_ref().and_then(|id| p.schema().label(id));
                let tag =
                    label.map_or_else(|| ("SPK".to_owned(), 0), |l| (l.tag.clone(), l.hue.get()));
                let new = c.who.is_none();
                let entry = || Who::New(clock::fresh(EntityId::new), c.name.clone());
                Proposal {
                    value: c.who.clone().unwrap_or_else(entry),
                    tag: (!new).then_some(tag),
                    lead: if new { "New entity" } else { "" },
                    text: c.name.clone(),
                    detail: c.detail,
                }
            })
            .collect()
    });
    found.unwrap_or_default()
}

/// The place of a line: in the chain, or else whether the claim comes from there.
type Place = (Option<usize>, bool);

fn place_of(row: &HopRow) -> Place {
    (row.at, row.at.is_none() && row.originator)
}

/// One line of the chain.
#[component]
fn HopView(
    /// The claim mention.
    subject: Subject,
    /// The line.
    place: Place,
    /// All lines.
    rows: Memo<Vec<HopRow>>,
    /// How many hops the chain has.
    real: Memo<usize>,
) -> impl IntoView {
    let app = app();
    let at = place.0;
    let row = Memo::new(move |_| {
        rows.with(|rows| rows.iter().find(|row| place_of(row) == place).cloned())
    });
    let originator = move || row.with(|r| r.as_ref().is_some_and(|r| r.originator));
    let icon = Memo::new(move |_| {
        let anonymous = row.with(|r| r.as_ref().is_some_and(|r| r.anonymous));
        match (at, originator(), anonymous) {
            (_, _, true) => Icon::Mask,
            (_, true, _) => Icon::Person,
            (Some(_), false, _) => Icon::Paper,
            (None, false, _) => Icon::Globe,
        }
    });
    let speakers = move || row.with(|r| r.as_ref().map(|r| r.speakers.clone()).unwrap_or_default());
    let names = Memo::new(move |_| {
        let names: Vec<String> = speakers().into_iter().map(|s| s.name).collect();
        names.join(" and ")
    });
    let cues = move || row.with(|r| r.as_ref().map(|r| r.cues.clone()).unwrap_or_default());
    let detail = move || row.with(|r| r.as_ref().map(|r| r.detail.clone()));
    let moves = at.map(|at| {
        let shift = move |to: usize| {
            move |_| {
                subject.act(app, |p, d, id, _| claims::move_hop(p, d, id, at, to));
                focus::soon(Field::Speaker.id());
            }
        };
        let up = move || names.with(|names| format!("Move {names} nearer the reader"));
        let down = move || names.with(|names| format!("Move {names} nearer the source"));
        view! {
            <Show when=move || { at > 0 }>
                <button type="button" class="xb" aria-label=up on:click=shift(at.saturating_sub(1))>
                    <IconView icon=Icon::ChevronUp small=true/>
                </button>
            </Show>
            <Show when=move || { at + 1 < real.get() }>
                <button type="button" class="xb" aria-label=down on:click=shift(at + 1)>
                    <IconView icon=Icon::ChevronDown small=true/>
                </button>
            </Show>
        }
    });
    view! {
        <li class:src0=originator>
            <span class="n">{move || view! { <IconView icon=icon.get()/> }}</span>
            <span class="who">
                <For each=speakers key=|speaker| format!("{speaker:?}") let(speaker)><SpeakerView subject at speaker/></For>
            </span>
            <span class="row g2">{moves}</span>
            <span class="what">
                <bdi>{detail}</bdi>" "<For each=cues key=|cue| format!("{cue:?}") let(cue)><CueView subject cue/></For>
            </span>
            {at.map(|at| view! { <HopFields subject at/> })}
        </li>
    }
}

/// A speaker's name; one that is in the text leads there.
#[component]
fn SpeakerView(
    /// The claim mention.
    subject: Subject,
    /// The hop; none if the line is not from the chain.
    at: Option<usize>,
    /// The speaker.
    speaker: SpeakerRow,
) -> impl IntoView {
    let app = app();
    let SpeakerRow { speaker, name } = speaker;
    let remove_label = format!("Remove the speaker {name}");
    let words = speaker.and_then(|s| s.words);
    let name = match words {
        Some(id) => view! {
            <button type="button" class="lnk" on:click=move |_| choose(app, id)><bdi>{name}</bdi></button>
        }
        .into_any(),
        None => view! { <bdi>{name}</bdi> }.into_any(),
    };
    let remove = move |at: usize, speaker: Speaker| {
        move |_| {
            if subject.act(app, |p, d, id, _| claims::remove_speaker(p, d, id, at, speaker)) {
                focus::soon(Field::Speaker.id());
            }
        }
    };
    let button = at.zip(speaker).map(|(at, speaker)| {
        view! {
            <button type="button" class="xb" aria-label=remove_label on:click=remove(at, speaker)>
                <IconView icon=Icon::Close small=true/>
            </button>
        }
    });
    view! { <span class="row g2">{name}{button}</span> }
}

/// A cue word, which can be taken away.
#[component]
fn CueView(
    /// The claim mention.
    subject: Subject,
    /// The cue.
    cue: CueRow,
) -> impl IntoView {
    let app = app();
    let CueRow { id, words } = cue;
    let label = format!("Remove the cue {words}");
    let remove = move |_| {
        if subject.act(app, |p, d, claim, _| claims::remove_cue(p, d, claim, id)) {
            focus::soon(Field::Speaker.id());
        }
    };
    view! {
        <span class="cueq">
            <span class="vh">"Cue: "</span>
            "“"<bdi>{words}</bdi>"”"
            <button type="button" class="xb" aria-label=label on:click=remove><IconView icon=Icon::Close small=true/></button>
        </span>
    }
}
