//! Taking over a label set: what would happen is said before.

use glossator_core::actions::labels::{self, PresetPlan};
use glossator_core::model::Kind;
use glossator_core::model::presets::Preset;
use glossator_core::query::counted;
use leptos::prelude::*;

use crate::components::dialog::Dialog;
use crate::state::{acts, app};
use crate::views::dialogs::close;

/// What a preset is for.
const fn about(preset: Preset) -> &'static str {
    match preset {
        Preset::News => "People, organisations, places and values in reports",
        Preset::OntoNotes => "OntoNotes 5.0, 18 types",
        Preset::Conll2003 => "CoNLL-2003 shared task, 4 types",
        Preset::Wnut17 => "WNUT-17 emerging entities, 6 types",
        Preset::Claims => "Claims and who makes them; no entity labels",
    }
}

/// What taking over would do, sentence by sentence.
fn sentences(plan: &PresetPlan) -> Vec<String> {
    let mut said = Vec::new();
    let label = |n| counted(n, "label", "labels");
    said.push(match plan.added.len() {
        0 => "No label is added".to_owned(),
        n => format!("{} added", label(n)),
    });
    if plan.known > 0 {
        said.push(format!("{} of this set there already: kept as they are", label(plan.known)));
    }
    if plan.others > 0 {
        said.push(format!("{} of your own kept", label(plan.others)));
    }
    if plan.rekeyed > 0 {
        said.push(format!("{} with another key, because yours have theirs", label(plan.rekeyed)));
    }
    if plan.keyless > 0 {
        said.push(format!("{} without a key, because all are taken", label(plan.keyless)));
    }
    said.push(match plan.removed.len() {
        0 => "Nothing is removed".to_owned(),
        n => format!("{} that nothing uses removed", label(n)),
    });
    said.push("Marks are not touched".to_owned());
    said
}

/// Asks which label set to take over.
#[component]
pub fn Presets() -> impl IntoView {
    let app = app();
    let chosen = RwSignal::new(Preset::News);
    let replace = RwSignal::new(false);
    let plan = Memo::new(move |_| {
        app.session.schema(|_| ());
        app.session.read(|p| labels::plan_preset(p, chosen.get(), replace.get()))
    });
    let nothing = move || {
        plan.with(|p| p.as_ref().is_none_or(|p| p.added.is_empty() && p.removed.is_empty()))
    };
    let apply = move |_| {
        let (preset, replace) = (chosen.get_untracked(), replace.get_untracked());
        close(app);
        acts::edit(app, |p| labels::apply_preset(p, preset, replace));
    };
    let option = move |preset: Preset| {
        view! {
            <label>
                <input
                    type="radio"
                    name="preset"
                    autofocus=preset == Preset::News
                    prop:checked=move || chosen.get() == preset
                    on:change=move |_| chosen.set(preset)
                />
                <span><b>{preset.title()}</b><span class="muted">{about(preset)}</span></span>
            </label>
        }
    };
    let tags = move || {
        let added = plan.with(|p| p.as_ref().map(|p| p.added.clone())).unwrap_or_default();
        let mentions = added.into_iter().filter(|l| l.kind == Kind::Mention);
        mentions
            .map(|l| view! { <span class="tag" data-hue=l.hue.get() title=l.name>{l.tag}</span> })
            .collect_view()
    };
    let said = move || {
        let said = plan.with(|p| p.as_ref().map(sentences)).unwrap_or_default();
        said.into_iter().map(|s| view! { <li>{s}</li> }).collect_view()
    };
    let words = move || match plan.with(|p| p.as_ref().map_or(0, |p| p.added.len())) {
        0 => "Take over".to_owned(),
        n => format!("Add {}", counted(n, "label", "labels")),
    };
    view! {
        <Dialog title="Presets" class="ask" on_close=move |()| close(app)>
            <div class="db">
                <fieldset class="choices">
                    <legend class="vh">"Label set"</legend>
                    {Preset::ALL.into_iter().map(option).collect_view()}
                </fieldset>
                <label>
                    <input
                        type="checkbox"
                        class="check"
                        prop:checked=replace
                        on:change=move |event| replace.set(event_target_checked(&event))
                    />
                    "Replace labels that nothing uses"
                </label>
                <div role="status">
                    <ul class="col g2 soft">{said}</ul>
                    <div class="row wrap">{tags}</div>
                </div>
            </div>
            <div class="df">
                <span class="grow"></span>
                <button type="button" class="btn" on:click=move |_| close(app)>"Cancel"</button>
                <button type="button" class="btn primary" disabled=nothing on:click=apply>
                    {words}
                </button>
            </div>
        </Dialog>
    }
}
