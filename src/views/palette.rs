//! Search or run a command.

use glossator_core::query::search::Typed;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::dialogs::close;
use super::hint;
use crate::components::dialog::Dialog;
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::platform::{boxes, page, timer};
use crate::state::palette::{self, Row, Section, Target};
use crate::state::{App, app};

/// The id of the list; those of the rows begin with it.
const LIST: &str = "pal-list";

fn row_id(n: usize) -> String {
    format!("{LIST}-{n}")
}

fn icon(target: &Target) -> Icon {
    match target {
        Target::Command(id) if id.starts_with("go-") => Icon::Arrow,
        Target::Command(_) | Target::Value(_) => Icon::ChevronRight,
        Target::Label(_) => Icon::Tag,
        Target::Entity(_) => Icon::Person,
        Target::Claim(_) => Icon::Quote,
        Target::Document(_) => Icon::Paper,
    }
}

/// Closes the palette, then runs: what it opens must get the focus.
fn run_after(app: App, target: Target) {
    close(app);
    timer::next_frame(move || {
        page::focus("text");
        palette::run(app, target);
    });
}

/// Search or run a command.
#[component]
pub fn Palette(
    /// What is typed already.
    typed: String,
) -> impl IntoView {
    let app = app();
    let typed = RwSignal::new(typed);
    // Grows with each command that was run while the palette stayed open.
    let runs = RwSignal::new(0_u32);
    let found = Memo::new(move |_| {
        runs.track();
        typed.with(|t| palette::sections(app, t))
    });
    let best = move || found.with_untracked(|f| typed.with_untracked(|t| palette::best_row(f, t)));
    let active = RwSignal::new(best());
    let len = Memo::new(move |_| found.with(|f| f.iter().map(|s| s.rows.len()).sum::<usize>()));
    let choose = move |n: usize, keep: bool| {
        let row = found.with_untracked(|f| f.iter().flat_map(|s| &s.rows).nth(n).cloned());
        match row {
            Some(row) if keep => {
                palette::run(app, row.target);
                runs.update(|r| *r += 1);
            }
            Some(row) => run_after(app, row.target),
            None => {}
        }
    };
    let go = move |n: usize| {
        active.set(n);
        boxes::show(&row_id(n));
    };
    let key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let (n, at) = (len.get_untracked().max(1), active.get_untracked());
        match event.key().as_str() {
            "ArrowDown" => go((at + 1) % n),
            "ArrowUp" => go((at + n - 1) % n),
            "PageDown" => go((at + 8).min(n - 1)),
            "PageUp" => go(at.saturating_sub(8)),
            "Enter" => choose(at, event.ctrl_key() || event.meta_key()),
            _ => return,
        }
        event.prevent_default();
    };
    let count = move || match len.get() {
        0 => "Nothing fits".to_owned(),
        1 => "1 result".to_owned(),
        n => format!("{n} results"),
    };
    let subject = Memo::new(move |_| {
        runs.track();
        palette::subject(app)
    });
    view! {
        <Dialog title="Search or run a command" class="pal" bare=true on_close=move |()| close(app)>
            <div class="palin">
                <IconView icon=Icon::Search/>
                <input
                    type="text"
                    role="combobox"
                    dir="auto"
                    aria-label="Search or run a command"
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-expanded=move || (len.get() > 0).to_string()
                    aria-controls=LIST
                    aria-activedescendant=move || (len.get() > 0).then(|| row_id(active.get()))
                    autocomplete="off"
                    spellcheck="false"
                    autofocus
                    prop:value=typed
                    on:input=move |event| {
                        typed.set(event_target_value(&event));
                        go(best());
                    }
                    on:keydown=key
                />
                {move || subject.get().map(|s| view! { <span class="badge"><bdi class="trunc">{s}</bdi></span> })}
                <kbd aria-hidden="true">"Esc"</kbd>
            </div>
            <div class="pallist" id=LIST role="listbox" aria-label="Results" hidden=move || len.get() == 0>
                {move || {
                    let words = Typed::new(typed.get_untracked().trim_start_matches(['>', '#', '@']));
                    rows(found.get(), &words, active, choose).into_any()
                }}
            </div>
            <p class="empty" role="status" class:vh=move || { len.get() > 0 }>{count}</p>
            <div class="palfoot" aria-hidden="true">
                <span><kbd>"↑"</kbd><kbd>"↓"</kbd>"move"</span>
                <span><kbd>"Enter"</kbd>"run"</span>
                <span><Keys caps=hint::caps("Ctrl+Enter")/>"run and keep open"</span>
                <span class="end"><kbd>">"</kbd>"commands"</span>
                <span><kbd>"#"</kbd>"entities"</span>
                <span><kbd>"@"</kbd>"documents"</span>
            </div>
        </Dialog>
    }
}

/// The sections with their rows; what fits is in bold letters.
fn rows(
    sections: Vec<Section>,
    typed: &Typed,
    active: RwSignal<usize>,
    choose: impl Fn(usize, bool) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let mut n = 0;
    sections
        .into_iter()
        .map(|section| {
            let rows = section
                .rows
                .into_iter()
                .map(|row| {
                    n += 1;
                    row_view(n - 1, row, typed, active, choose)
                })
                .collect_view();
            let heading = section.heading;
            view! {
                <div role="group" aria-label=heading.clone()>
                    <div class="palgrp" aria-hidden="true"><bdi class="trunc">{heading.clone()}</bdi></div>
                    {rows}
                </div>
            }
        })
        .collect_view()
}

fn row_view(
    n: usize,
    row: Row,
    typed: &Typed,
    active: RwSignal<usize>,
    choose: impl Fn(usize, bool) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let title = typed
        .parts(&row.title)
        .into_iter()
        .map(|(hit, part)| {
            let part = part.to_owned();
            if hit { view! { <b>{part}</b> }.into_any() } else { part.into_any() }
        })
        .collect_view();
    let sign = match row.tag {
        Some((tag, hue)) => {
            view! { <span class="tag" data-hue=hue aria-hidden="true">{tag}</span> }.into_any()
        }
        None => view! { <IconView icon=icon(&row.target)/> }.into_any(),
    };
    let caps = row.keys.as_deref().map(hint::caps).unwrap_or_default();
    view! {
        <div
            class="palrow"
            role="option"
            id=row_id(n)
            aria-selected=move || (active.get() == n).to_string()
            // A press must not take the focus from the field.
            on:mousedown=move |event| event.prevent_default()
            on:click=move |event| choose(n, event.ctrl_key() || event.meta_key())
        >
            {sign}
            <bdi class="trunc">{title}</bdi>
            <bdi class="muted trunc">{row.detail}</bdi>
            <span class="grow"></span>
            <Keys caps/>
        </div>
    }
}
