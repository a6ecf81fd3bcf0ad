//! A list of any length of which only the rows in sight are in the document.

use std::hash::Hash;

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use crate::platform::boxes;

/// Rows drawn above and below those in sight, so that scrolling shows no gap.
const SPARE: usize = 6;

/// What makes a list one of many choices: its rows are ticked.
pub struct Many<T: 'static> {
    /// Whether a row is ticked; followed.
    pub ticked: Callback<T, bool>,
    /// Gets a row that is to be ticked, or not any more: by Space, or by a press on an
    /// element of the class `tick`.
    pub on_tick: Callback<T>,
    /// Gets the row on which Enter was pressed, or which was pressed twice.
    pub on_enter: Callback<T>,
    /// Whether the open row goes with the arrows.
    pub follows: bool,
}

impl<T> Clone for Many<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Many<T> {}

/// The rows in sight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Window {
    first: usize,
    end: usize,
}

/// Which rows of `len` are drawn at a scroll position.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "cut to the list's length"
)]
fn window(top: f64, height: f64, row: f64, len: usize) -> Window {
    let first = (top / row).max(0.0) as usize;
    let last = ((top + height) / row).max(0.0) as usize + 1;
    Window { first: first.saturating_sub(SPARE).min(len), end: (last + SPARE).min(len) }
}

/// Where to scroll so that a row is in sight; none if it is.
fn scroll_for(n: usize, top: f64, height: f64, row: f64) -> Option<f64> {
    #[allow(clippy::cast_precision_loss, reason = "lists have fewer than 2^52 rows")]
    let start = n as f64 * row;
    if start < top {
        Some(start)
    } else if start + row > top + height {
        Some(start + row - height)
    } else {
        None
    }
}

/// A list box: arrows, Home, End and Page keys move in it, Enter or Space chooses.
/// It is one tab stop. With [`Many`], Space ticks and Enter opens.
#[component]
pub fn VirtualList<T, V>(
    /// The list's name.
    label: &'static str,
    /// The id of the list; its rows' ids begin with it.
    id: &'static str,
    /// Every row's key, in order.
    #[prop(into)]
    rows: Signal<Vec<T>>,
    /// The row that is open now.
    #[prop(into)]
    current: Signal<Option<T>>,
    /// The height of a row in CSS pixels, as the stylesheet has it.
    row_height: f64,
    /// The list's height in CSS pixels until it is measured: rows beyond it are drawn for
    /// nothing.
    #[prop(default = 800.0)]
    first_height: f64,
    /// Classes of a row beside `vrow`.
    row_class: &'static str,
    /// Draws the inside of a row.
    draw: impl Fn(T) -> V + Clone + Send + Sync + 'static,
    /// Gets the chosen row.
    #[prop(into)]
    on_choose: Callback<T>,
    /// Whether several can be ticked, and how.
    #[prop(optional_no_strip)]
    many: Option<Many<T>>,
) -> impl IntoView
where
    T: Copy + Eq + Hash + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let list = NodeRef::<html::Div>::new();
    let top = RwSignal::new(0.0_f64);
    let height = RwSignal::new(first_height);
    let measured = StoredValue::new(false);
    // Where the arrows are, if they moved since the current row changed.
    let moved = RwSignal::new(None::<T>);
    let focused = RwSignal::new(false);

    let len = Memo::new(move |_| rows.with(Vec::len));
    let shown = Memo::new(move |_| window(top.get(), height.get(), row_height, len.get()));
    let active = Memo::new(move |_| {
        let key = moved.get().or_else(|| current.get());
        // Whoever comes to the list by a key begins with its first row.
        rows.with(|rows| match key.and_then(|key| rows.iter().position(|row| *row == key)) {
            None => (focused.get() && !rows.is_empty()).then_some(0),
            at => at,
        })
    });
    let visible = Memo::new(move |_| {
        let Window { first, end } = shown.get();
        rows.with(|rows| {
            let part = rows.get(first..end.min(rows.len())).unwrap_or_default();
            part.iter().enumerate().map(|(n, row)| (first + n, *row)).collect::<Vec<_>>()
        })
    });

    Effect::new(move |_| {
        let Some(element) = list.get() else { return };
        let list = element.clone();
        boxes::on_size(&element, move || {
            height.set(boxes::inner_height(&list));
            measured.set_value(true);
        });
    });
    let show = move |n: usize| {
        let Some(element) = list.get_untracked() else { return };
        // Asked for, the browser would lay out the whole page.
        let height = match measured.get_value() {
            true => height.get_untracked(),
            false => boxes::inner_height(&element),
        };
        if let Some(to) = scroll_for(n, top.get_untracked(), height, row_height) {
            boxes::set_scroll_top(&element, to);
            top.set(boxes::scroll_top(&element));
        }
    };
    // The open row comes into sight when another is opened, from wherever.
    Effect::new(move |_| {
        let key = current.get();
        moved.set(None);
        let at =
            rows.with_untracked(|rows| key.and_then(|key| rows.iter().position(|row| *row == key)));
        if list.get().is_some()
            && let Some(n) = at
        {
            show(n);
        }
    });

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few rows")]
    let key = move |event: KeyboardEvent| {
        let len = len.get_untracked();
        if len == 0 || event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key()
        {
            return;
        }
        let at = active.get_untracked();
        let page = ((height.get_untracked() / row_height) as usize).saturating_sub(1).max(1);
        let to = match event.key().as_str() {
            "ArrowDown" => at.map_or(0, |n| n + 1),
            "ArrowUp" => at.map_or(0, |n| n.saturating_sub(1)),
            "PageDown" => at.map_or(0, |n| n + page),
            "PageUp" => at.map_or(0, |n| n.saturating_sub(page)),
            "Home" => 0,
            "End" => len - 1,
            "Enter" | " " => {
                event.prevent_default();
                event.stop_propagation();
                // Held down, Space would tick and untick, and Enter go on and on.
                let at = at.filter(|_| !event.repeat());
                let chosen = at.and_then(|n| rows.with_untracked(|rows| rows.get(n).copied()));
                if let Some(row) = chosen {
                    match many {
                        None => on_choose.run(row),
                        Some(many) if event.key() == " " => many.on_tick.run(row),
                        Some(many) => many.on_enter.run(row),
                    }
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let to = to.min(len - 1);
        let row = rows.with_untracked(|rows| rows.get(to).copied());
        moved.set(row);
        show(to);
        if let Some(row) = row.filter(|_| many.is_some_and(|many| many.follows)) {
            on_choose.run(row);
        }
    };
    let pressed = move |event: MouseEvent, row: T| match many {
        Some(many) if boxes::is_within(event.target(), ".tick") => many.on_tick.run(row),
        _ => on_choose.run(row),
    };
    let is_selected = move |row: T| match many {
        Some(many) => many.ticked.run(row),
        None => current.get() == Some(row),
    };

    let row_id = move |n: usize| format!("{id}-{n}");
    let described = move || {
        let Window { first, end } = shown.get();
        active.get().filter(|n| (first..end).contains(n)).map(row_id)
    };
    #[allow(clippy::cast_precision_loss, reason = "lists have fewer than 2^52 rows")]
    let px = move |n: usize| format!("{}px", n as f64 * row_height);
    // Where a row stands: one that comes in above moves the others, and none is drawn again.
    let place = move |row: T, first: usize| {
        Memo::new(move |_| {
            let found =
                visible.with(|v| v.iter().find(|(_, other)| *other == row).map(|(n, _)| *n));
            found.unwrap_or(first)
        })
    };
    let draw_row = move |(n, row): (usize, T)| {
        let n = place(row, n);
        view! {
            <div
                class=format!("{row_class} vrow")
                class:focus=move || focused.get() && active.get() == Some(n.get())
                role="option"
                id=move || row_id(n.get())
                aria-selected=move || is_selected(row).to_string()
                aria-current=move || (current.get() == Some(row)).then_some("true")
                aria-setsize=move || len.get()
                aria-posinset=move || n.get() + 1
                style:top=move || px(n.get())
                on:click=move |event| pressed(event, row)
                on:dblclick=move |event| {
                    if let Some(many) = many.filter(|_| !boxes::is_within(event.target(), ".tick")) {
                        many.on_enter.run(row);
                    }
                }
            >
                {draw(row)}
            </div>
        }
    };
    view! {
        <div
            class="qlist"
            id=id
            role="listbox"
            tabindex="0"
            aria-label=label
            aria-multiselectable=many.is_some().then_some("true")
            aria-activedescendant=described
            node_ref=list
            on:scroll=move |_| {
                if let Some(element) = list.try_get_untracked().flatten() {
                    top.set(boxes::scroll_top(&element));
                }
            }
            on:keydown=key
            on:focus=move |_| focused.set(true)
            on:blur=move |_| focused.set(false)
        >
            <div class="vlist" role="presentation" style:block-size=move || px(len.get())>
                <For each=move || visible.get() key=|(_, row)| *row children=draw_row/>
            </div>
        </div>
    }
}
