//! The page: the document's text with its marks.
//!
//! The text is drawn by [`canvas`], not by Leptos: a document of megabytes must not
//! be compared with itself on every key. Leptos draws what stands around it.

mod canvas;
mod cursor;
mod dochead;
pub mod linking;
mod offers;
mod overlay;
mod page;
pub mod picker;
mod pointer;
mod pointing;
mod relation;
pub mod status;
mod steps;

use glossator_core::query::touches_claims;
use leptos::html;
use leptos::prelude::*;

use self::canvas::Canvas;
use self::dochead::DocHead;
use self::page::Page;
use self::pointer::Pointer;
use self::relation::RelationLines;
use crate::later::{Later, LaterPart, Part};
use crate::platform::text_pane::TextPane;
use crate::platform::{clipboard, events, observe, timer};
use crate::state::commands::Act;
use crate::state::rest::Follower;
use crate::state::saver::SaveState;
use crate::state::ui::Linking;
use crate::state::{App, app, commands, places};

/// How long after scrolling the place is remembered.
const SCROLL_REST_MS: u32 = 250;

/// The page of the current document.
#[component]
pub fn Reader() -> impl IntoView {
    let app = app();
    let page = Page::new();
    // For what is fetched later.
    provide_context(page);
    let pointer = Pointer::new(app, page);
    let main = NodeRef::<html::Main>::new();
    let text = NodeRef::<html::Div>::new();
    let lanes = RwSignal::new(0u8);
    let settings = app.settings;

    mount(app, page, main, text);
    follow_document(app, page, lanes);
    follow_cursor(app, page);
    let lines = RelationLines::new(app, page);
    follow_layout(app, page, text, lines);
    let moves = window_event_listener(leptos::ev::mousemove, move |e| pointer.mouse_moved(&e));
    let ups = window_event_listener(leptos::ev::mouseup, move |e| pointer.up(&e));
    on_cleanup(move || {
        moves.remove();
        ups.remove();
    });

    let note_scroll = move || {
        let shown = page.with(|c| c.document().map(|_| (c.pane.scroll(), c.pane.top())));
        if let Some(Some((scroll, top))) = shown {
            places::note_scroll(app, scroll, top);
        }
    };
    events::on_hiding(move || {
        note_scroll();
        places::note_selection(app);
    });
    let rest = StoredValue::new_local(None);
    let scrolled = move |_| {
        page.change_now(app, Canvas::note_scroll);
        let later = timer::after(SCROLL_REST_MS, move || {
            note_scroll();
            // What was far away has been laid out now.
            lines.refresh();
        });
        rest.set_value(Some(later));
    };
    let unsaved = Memo::new(move |_| app.session.save.with(|s| matches!(s, SaveState::Failed(_))));
    let document = move || app.session.current.get().map(|id| id.to_string());

    view! {
        <main class="main" node_ref=main aria-label="Page" on:scroll=scrolled>
            <Show when=move || unsaved.get()>
                <LaterPart part=Part::Unsaved/>
            </Show>
            <div
                class="sheet"
                data-tags=move || settings.get(|s| s.tags.as_str())
                data-layer=move || app.ui.front.get().as_str()
                data-lanes=move || { if lanes.get() > 2 { "3" } else { "2" } }
                data-face=move || { if settings.get(|s| s.sans) { "sans" } else { "serif" } }
                data-size=move || settings.get(|s| s.text_size.to_string())
                data-measure=move || settings.get(|s| s.measure.to_string())
            >
                <DocHead/>
                <div
                    class="text"
                    id="text"
                    role="group"
                    tabindex="0"
                    aria-label="Document text"
                    data-document=document
                    node_ref=text
                    // The browser's own selection went where the focus was.
                    on:focus=move |_| {
                        let cursor = app.ui.cursor.get_untracked();
                        page.change(app, |c| c.follow_cursor(cursor, false));
                    }
                    on:mousedown=move |e| pointer.down(&e)
                    on:pointerdown=move |e| pointer.touch_down(&e)
                    on:pointermove=move |e| pointer.touch_moved(&e)
                    on:pointerup=move |e| pointer.touch_end(&e)
                    on:pointercancel=move |_| pointer.touch_cancelled()
                    on:contextmenu=move |e| pointer.menu(&e)
                    on:selectstart=move |e| pointer.no_touch(&e)
                    // The browser would copy what is drawn, with a break for each element.
                    on:copy=move |e| {
                        let words = app.ui.cursor.get_untracked().and_then(|c| c.selection());
                        let words = words.and_then(|span| {
                            let read = app.session.page_now(|_, _, open| open.text.slice(span).ok().map(str::to_owned));
                            read.flatten()
                        });
                        if let Some(words) = words {
                            clipboard::put(&e, &words);
                        }
                    }
                    on:keydown=move |e| {
                        if commands::text_key(app, events::key_in_text(&e)) {
                            e.prevent_default();
                            e.stop_propagation();
                        }
                    }
                ></div>
                {lines.view()}
                <Show when=move || app.ui.picker.with(Option::is_some)>
                    <LaterPart part=Part::Picker/>
                </Show>
                <Show when=move || app.ui.linking.with(|l| *l != Linking::No)>
                    <LaterPart part=Part::Linking/>
                </Show>
            </div>
        </main>
    }
}

/// Takes over the element of the text once it is in the page.
fn mount(app: App, page: Page, main: NodeRef<html::Main>, text: NodeRef<html::Div>) {
    Effect::new(move |_| {
        let (Some(main), Some(text)) = (main.get(), text.get()) else { return };
        if page.is_mounted() {
            return;
        }
        if let Some(pane) = TextPane::new(main, text.into()) {
            page.mount(Canvas::new(pane));
            app.ui.page_mounted.update(|n| *n += 1);
        }
    });
}

/// Draws the current document, and then what actions touch.
fn follow_document(app: App, page: Page, lanes: RwSignal<u8>) {
    Effect::new(move |_| {
        app.ui.page_mounted.track();
        let Some(id) = app.session.current.get() else {
            page.change(app, Canvas::clear);
            return;
        };
        let place = app.settings.peek(|s| s.place);
        let drawn = page.change(app, |c| {
            if !c.shows(app, id) {
                c.show(app, id, app.ui.selected.get_untracked());
                if place.document == Some(id) && place.scroll > 0.0 {
                    c.go_back_to(place.scroll, place.paragraph.map(|n| (n, place.above)));
                }
            }
            c.lane_count()
        });
        lanes.set(drawn.unwrap_or(0));
        // The caret's effect has run before the text was there.
        let cursor = app.ui.cursor.get_untracked();
        page.change(app, |c| c.follow_cursor(cursor, false));
    });
    app.session.on_applied(move |applied| {
        let before = lanes.get_untracked();
        let drawn = page.change(app, |c| {
            c.applied(app, applied);
            // A third lane makes room between the lines of the whole text.
            if (c.lane_count() > 2) != (before > 2) {
                c.note_layout();
            }
            c.lane_count()
        });
        let now = drawn.unwrap_or(0);
        if before != now {
            lanes.set(now);
        }
        // It reads whatever bears on the document's claims, in all documents.
        if touches_claims(applied) {
            let gloss = move || {
                page.change(app, |c| c.gloss(app));
            };
            app.session.rest.soon(Follower::Margin, gloss);
        }
    });
    let late = expect_context::<Later>();
    // Whether repeated passages are looked for: what was found comes when that is over.
    let reading =
        Memo::new(move |_| app.find.repeats.with(|r| (r.read.is_some(), r.list.is_some())));
    Effect::new(move |_| {
        // Read, not only tracked: a memo that nobody reads follows nothing.
        reading.get();
        if late.is_here() {
            page.change(app, |c| c.gloss(app));
        }
    });
    Effect::new(move |_| {
        let selected = app.ui.selected.get();
        page.change(app, |c| c.select(app, selected));
    });
    Effect::new(move |_| {
        let places = app.find.here.get();
        page.change(app, |c| c.show_found(places));
    });
    Effect::new(move |_| {
        if let Some(reveal) = app.ui.reveal.get() {
            page.change(app, |c| c.reveal(reveal));
        }
    });
}

/// Shows caret and selection, keeps the caret in view, and remembers it.
fn follow_cursor(app: App, page: Page) {
    let rest = StoredValue::new_local(None);
    // Writing settings is slow beside a key press, and the last place is enough.
    let note = move || {
        rest.set_value(Some(timer::after(SCROLL_REST_MS, move || places::note_selection(app))));
    };
    Effect::new(move |before: Option<()>| {
        let cursor = app.ui.cursor.get();
        let drawn = page.change(app, |c| {
            // Not on opening: the scroll position of last time stands.
            let into_view = before.is_some() && c.pane.has_focus();
            c.follow_cursor(cursor, into_view);
            // This may run before the effect that shows another document.
            c.document() == app.session.current.get_untracked() && !c.is_fresh()
        });
        if before.is_some() && app.ui.later_is_here.get_untracked() {
            let say = move || (app.act)(app, Act::SayCaret);
            if drawn == Some(true) {
                say();
            } else {
                // The text is to be seen first.
                app.session.rest.later(Follower::Caret, say);
            }
        }
        note();
    });
    Effect::new(move |_| {
        app.ui.selected.track();
        note();
    });
    Effect::new(move |_| {
        if let Some(step) = app.ui.line_step.get() {
            steps::follow(app, page, step);
        }
    });
}

/// Measures again when the text is laid out anew: another width, size or face.
fn follow_layout(app: App, page: Page, text: NodeRef<html::Div>, lines: RelationLines) {
    let redraw = move || {
        page.change_now(app, Canvas::note_layout);
        lines.refresh();
    };
    // Stops watching when the reader goes.
    let observer = StoredValue::new_local(None);
    Effect::new(move |_| {
        if let Some(text) = text.get() {
            observer.set_value(observe::width_of(&text, redraw));
        }
    });
    observe::on_fonts(redraw);
    Effect::new(move |before: Option<(u8, bool)>| {
        let face = app.settings.get(|s| (s.text_size, s.sans));
        if before.is_some_and(|b| b != face) {
            // After the browser has laid out with the new size.
            timer::next_frame(redraw);
        }
        face
    });
}
