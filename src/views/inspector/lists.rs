//! The claims and entities of the document, and all of its marks one by one.

use glossator_core::model::AnnotationId;
use glossator_core::query::{EntityRow, claim_list, entity_list, mark_list};
use leptos::prelude::*;

use super::list_rows::{ClaimLine, EntityLine, MarkLine};
use super::subject::choose;
use crate::components::choice::Select;
use crate::components::virtual_list::VirtualList;
use crate::platform::page;
use crate::state::app;

/// Height of a row in CSS pixels, as `.elist .vrow` has it; on touch screens the second.
const ROW: (f64, f64) = (28.0, 36.0);
/// The same of a claim, which has a second line for who says it.
const CLAIM_ROW: (f64, f64) = (44.0, 48.0);
/// Rows that are in sight at most.
const SHOWN: usize = 12;
/// Claims that are in sight at most.
const CLAIMS_SHOWN: usize = 8;

/// How the entities are listed.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    /// Grouped, by type.
    Type,
    /// Every mark by itself, in the order of the text.
    Text,
}

/// The row that `is` tells, followed by itself: what changes elsewhere does not draw it again.
fn row_of<T>(list: Memo<Vec<T>>, is: impl Fn(&T) -> bool + Send + Sync + 'static) -> Memo<Option<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| list.with(|rows| rows.iter().find(|row| is(row)).cloned()))
}

/// A list of a height that fits its rows, up to some.
#[component]
fn ShortList<V: IntoView + 'static>(
    /// The list's name.
    label: &'static str,
    /// The list's id.
    id: &'static str,
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<AnnotationId>>,
    /// The row where the list was left.
    #[prop(into)]
    current: Signal<Option<AnnotationId>>,
    /// The height of a row; on touch screens the second.
    #[prop(default = ROW)]
    row: (f64, f64),
    /// How many rows are in sight at most.
    #[prop(default = SHOWN)]
    most: usize,
    /// Draws a row.
    draw: impl Fn(AnnotationId) -> V + Clone + Send + Sync + 'static,
    /// Gets the chosen row.
    #[prop(into)]
    on_choose: Callback<AnnotationId>,
) -> impl IntoView {
    let row_height = if page::width() <= 1100.0 { row.1 } else { row.0 };
    #[allow(clippy::cast_precision_loss, reason = "a dozen rows")]
    let height = move |len: usize| len.min(most) as f64 * row_height;
    let first_height = height(rows.with_untracked(Vec::len));
    view! {
        <div class="elist short" style:block-size=move || format!("{}px", height(rows.with(Vec::len)))>
            <VirtualList label id rows current row_height first_height row_class="li" draw on_choose/>
        </div>
    }
}

/// The document's claims.
#[component]
pub fn Claims(
    /// The mark that was selected last.
    last: RwSignal<Option<AnnotationId>>,
) -> impl IntoView {
    let app = app();
    let list = Memo::new(move |_| {
        app.session.registers(|_| ());
        app.session.page(|p, _, open| claim_list(p, open)).unwrap_or_default()
    });
    let rows = Memo::new(move |_| list.with(|l| l.iter().map(|c| c.id).collect::<Vec<_>>()));
    let draw = move |id| {
        let row = row_of(list, move |c| c.id == id);
        move || row.get().map(|row| view! { <ClaimLine row/> })
    };
    view! {
        <div class="isec">
            <h3 class="sech">"Claims in this document "<span class="n">{move || list.with(Vec::len)}</span></h3>
            <Show when=move || list.with(Vec::is_empty)>
                <p class="muted">"Select words that claim something and press "<kbd>"C"</kbd>"."</p>
            </Show>
        </div>
        <Show when=move || !list.with(Vec::is_empty)>
            <ShortList
                label="Claims in this document"
                id="claim-list"
                rows
                current=last
                row=CLAIM_ROW
                most=CLAIMS_SHOWN
                draw
                on_choose=move |id| choose(app, id)
            />
        </Show>
    }
}

/// The document's entities by type, or all of its marks in the order of the text.
#[component]
pub fn Entities(
    /// The mark that was selected last.
    last: RwSignal<Option<AnnotationId>>,
) -> impl IntoView {
    let app = app();
    let order = RwSignal::new(Order::Type);
    let options = Signal::stored(vec![
        ("type".to_owned(), "By type".to_owned()),
        ("text".to_owned(), "In text order".to_owned()),
    ]);
    let value = move || if order.get() == Order::Text { "text" } else { "type" }.to_owned();
    let entities = Memo::new(move |_| {
        app.session.registers(|_| ());
        app.session.schema(|_| ());
        app.session.page(|p, _, open| entity_list(p, open)).unwrap_or_default()
    });
    view! {
        <div class="isec">
            <h3 class="sech">
                "Entities in this document "
                <span class="n">{move || entities.with(Vec::len)}</span>
                <span class="grow"></span>
                <Select
                    id="list-order"
                    label="Order of the list"
                    options
                    value=Signal::derive(value)
                    on_change=move |to: String| order.set(if to == "text" { Order::Text } else { Order::Type })
                    class="sm"
                />
            </h3>
            <Show when=move || entities.with(Vec::is_empty) && order.get() == Order::Type>
                <p class="muted">"Select words and press the key of a label."</p>
            </Show>
        </div>
        {move || match order.get() {
            Order::Text => view! { <Marks last/> }.into_any(),
            Order::Type => view! { <ByType entities last/> }.into_any(),
        }}
    }
}

/// The entities, grouped.
#[component]
fn ByType(
    /// The entities.
    entities: Memo<Vec<EntityRow>>,
    /// The mark that was selected last.
    last: RwSignal<Option<AnnotationId>>,
) -> impl IntoView {
    let app = app();
    // A row is called by the first mention that it counts.
    let first = |e: &EntityRow| e.marks.first().copied();
    let rows =
        Memo::new(move |_| entities.with(|l| l.iter().filter_map(first).collect::<Vec<_>>()));
    let current = move || {
        let last = last.get()?;
        entities.with(|l| l.iter().find(|e| e.marks.contains(&last)).and_then(first))
    };
    let draw = move |id| {
        let row = row_of(entities, move |e| first(e) == Some(id));
        move || row.get().map(|row| view! { <EntityLine row/> })
    };
    // A row chosen again goes to the entity's next mention.
    let go = move |id: AnnotationId| {
        let marks = entities
            .with_untracked(|l| l.iter().find(|e| first(e) == Some(id)).map(|e| e.marks.clone()))
            .unwrap_or_default();
        let before = last.get_untracked().and_then(|id| marks.iter().position(|m| *m == id));
        let next = before.and_then(|at| marks.get(at + 1)).copied();
        choose(app, next.unwrap_or(id));
    };
    view! {
        <Show when=move || !rows.with(Vec::is_empty)>
            <ShortList
                label="Entities in this document"
                id="entity-list"
                rows
                current=Signal::derive(current)
                draw
                on_choose=go
            />
        </Show>
    }
}

/// Every mark in the order of the text.
#[component]
fn Marks(
    /// The mark that was selected last.
    last: RwSignal<Option<AnnotationId>>,
) -> impl IntoView {
    let app = app();
    let list = Memo::new(move |_| {
        app.session.registers(|_| ());
        app.session.page(|p, _, open| mark_list(p, open)).unwrap_or_default()
    });
    let rows = Memo::new(move |_| list.with(|l| l.iter().map(|m| m.id).collect::<Vec<_>>()));
    let draw = move |id| {
        let row = row_of(list, move |m| m.id == id);
        move || row.get().map(|row| view! { <MarkLine row/> })
    };
    view! {
        <Show
            when=move || !rows.with(Vec::is_empty)
            fallback=|| view! { <p class="empty">"No mark in this document yet."</p> }
        >
            <ShortList
                label="Every mark of this document"
                id="mark-list"
                rows
                current=last
                draw
                on_choose=move |id| choose(app, id)
            />
        </Show>
    }
}
