//! What a phone or a tablet shows of the inspector: a line or two, and the handle of the sheet.

use glossator_core::model::{Kind, Project};
use glossator_core::query::{NeighbourRow, claim_row, counted, neighbours, queue_row};
use leptos::ev::PointerEvent;
use leptos::prelude::*;

use super::SHEET_WIDTH;
use super::claim_links::number_first;
use super::head::{kind_title, stance_icon};
use super::subject::Subject;
use crate::components::icon::{Icon, IconView};
use crate::platform::page;
use crate::state::ui::Sheet;
use crate::state::{App, app};

/// How far a drag must go to be one, in CSS pixels.
const DRAG: i32 = 24;

fn taller(sheet: Sheet) -> Sheet {
    match sheet {
        Sheet::Peek => Sheet::Half,
        Sheet::Half | Sheet::Full => Sheet::Full,
    }
}

fn lower(sheet: Sheet) -> Sheet {
    match sheet {
        Sheet::Full => Sheet::Half,
        Sheet::Half | Sheet::Peek => Sheet::Peek,
    }
}

/// The handle of the sheet: a press goes to the next height, a drag up or down to the
/// one above or below.
#[component]
pub fn Handle() -> impl IntoView {
    let app = app();
    let from = StoredValue::new(None::<i32>);
    let dragged = StoredValue::new(false);
    let label = move || match app.ui.inspector.sheet.get() {
        Sheet::Peek => "Show the details",
        Sheet::Half => "Show the details in full height",
        Sheet::Full => "Hide the details",
    };
    let up = move |event: PointerEvent| {
        let Some(start) = from.try_update_value(Option::take).flatten() else { return };
        let way = event.client_y() - start;
        dragged.set_value(way.abs() > DRAG);
        if way < -DRAG {
            app.ui.inspector.sheet.update(|s| *s = taller(*s));
        } else if way > DRAG {
            app.ui.inspector.sheet.update(|s| *s = lower(*s));
        }
    };
    let press = move |_| {
        // The click that ends a drag is none.
        if !dragged.try_update_value(std::mem::take).unwrap_or(false) {
            app.ui
                .inspector
                .sheet
                .update(|s| *s = if *s == Sheet::Full { Sheet::Peek } else { taller(*s) });
        }
    };
    view! {
        <button
            type="button"
            class="handle"
            aria-label=label
            aria-expanded=move || (app.ui.inspector.sheet.get() != Sheet::Peek).to_string()
            on:pointerdown=move |event| from.set_value(Some(event.client_y()))
            on:pointerup=up
            on:pointercancel=move |_| from.set_value(None)
            on:click=press
            on:focusin=move |event| event.stop_propagation()
        ></button>
    }
}

/// The two lines.
#[derive(Clone, PartialEq)]
struct Lines {
    /// A tag with its hue, or a claim's number with its sign.
    tag: Option<(String, u8)>,
    claim: Option<(u32, Icon)>,
    first: String,
    second: String,
    /// What others say against it: figure and place.
    conflicts: Vec<String>,
}

/// How many conflicts have room.
const CONFLICTS: usize = 2;

/// What others say against a claim.
fn conflicts(p: &Project, subject: Subject) -> Vec<String> {
    let rows = neighbours(p, subject.document, subject.id).into_iter();
    let rows = rows.filter(|r| r.kind.is_conflict());
    let words = |r: NeighbourRow| format!("≠ {} {}", r.figure, number_first(&r.place));
    rows.map(words).take(CONFLICTS).collect()
}

fn lines(app: App, subject: Subject) -> Option<Lines> {
    subject.read(app, |p, open, a| {
        let label = a.label.as_ref().and_then(|id| p.schema().label(id));
        let claim = claim_row(p, open, a);
        let entity = a.entity().and_then(|id| p.entities().get(&id));
        let second = match (&claim, a.kind()) {
            (Some(c), _) => format!("{} · {}", c.stance.title(), c.speaker()),
            (None, Kind::Mention) => {
                let linked = match (entity, label.is_some_and(|l| l.has_entity)) {
                    (Some(e), _) => e.name.clone(),
                    (None, true) => "not linked".to_owned(),
                    (None, false) => String::new(),
                };
                let name = label.map_or("Mark", |l| &l.name);
                if linked.is_empty() { name.to_owned() } else { format!("{name} · {linked}") }
            }
            (None, _) => label.map_or_else(|| kind_title(a.kind()).to_owned(), |l| l.name.clone()),
        };
        let seen = claim.is_some() && page::width() <= SHEET_WIDTH;
        Lines {
            conflicts: if seen { conflicts(p, subject) } else { Vec::new() },
            tag: label.map(|l| (l.tag.clone(), l.hue.get())),
            first: claim
                .as_ref()
                .map_or_else(|| a.exact.chars().take(120).collect(), |c| c.text.clone()),
            claim: claim.map(|c| (c.number, stance_icon(c.stance, c.anonymous))),
            second,
        }
    })
}

/// Two lines about the selected mark, or about the document.
#[component]
pub fn Peek(
    /// The selected mark.
    selected: Memo<Option<Subject>>,
) -> impl IntoView {
    let app = app();
    let shown = Memo::new(move |_| {
        if let Some(subject) = selected.get() {
            return lines(app, subject);
        }
        let id = app.session.current.get()?;
        let layer = app.session.author()?.layer;
        app.session.documents(|p| {
            let row = queue_row(p, layer, id)?;
            let others = row.others_words().map(|words| format!(" · {words}")).unwrap_or_default();
            Some(Lines {
                conflicts: Vec::new(),
                tag: None,
                claim: None,
                first: row.title,
                second: format!(
                    "{} · {}{others}",
                    counted(row.spans as usize, "mark", "marks"),
                    counted(row.claims as usize, "claim", "claims"),
                ),
            })
        })?
    });
    let sign = move || {
        let lines = shown.get()?;
        Some(match (lines.claim, lines.tag) {
            (Some((n, icon)), _) => {
                view! { <span class="cno on"><IconView icon/>{n}</span> }.into_any()
            }
            (None, Some((tag, hue))) => {
                view! { <span class="tag" data-hue=hue>{tag}</span> }.into_any()
            }
            (None, None) => ().into_any(),
        })
    };
    view! {
        // The handle does the same for the keyboard.
        <div class="peek only-m" on:click=move |_| app.ui.inspector.sheet.set(Sheet::Half)>
            <div class="pk">
                {sign}
                <span class="n1 trunc"><bdi>{move || shown.get().map(|l| l.first)}</bdi></span>
                <IconView icon=Icon::ChevronUp/>
            </div>
            <div class="p2">
                <bdi class="trunc">{move || shown.get().map(|l| l.second)}</bdi>
                {move || {
                    let conflicts = shown.get().map(|l| l.conflicts).unwrap_or_default().into_iter();
                    conflicts.map(|words| view! { <bdi class="badge bad">{words}</bdi> }).collect_view()
                }}
            </div>
        </div>
    }
}
