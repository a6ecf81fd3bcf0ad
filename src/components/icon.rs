//! Icons, drawn on a 16 by 16 grid with a 1.4 stroke.
//!
//! Every icon is data: a list of shapes that [`IconView`] turns into SVG elements. Nothing is
//! parsed from markup, so no icon needs `inner_html`.

use leptos::prelude::*;

/// How a shape is painted. The stroke itself comes from the stylesheet (`.i`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// A line of the icon's usual weight.
    Line,
    /// A heavier line, for dots drawn as round caps.
    Heavy,
    /// A broken line.
    Dashed,
    /// A filled area without a line.
    Solid,
    /// A line in the colour of the paper, drawn over a filled area.
    Knockout,
}

/// One element of an icon, in grid units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Path data.
    Path(Ink, &'static str),
    /// Centre and radius.
    Circle(Ink, f32, f32, f32),
    /// Left, top, width, height, corner radius.
    Rect(Ink, f32, f32, f32, f32, f32),
}

use Ink::{Dashed, Heavy, Knockout, Line, Solid};
use Shape::{Circle, Path, Rect};

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident => [$($shape:expr),+ $(,)?]),+ $(,)?) => {
        /// Every icon of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Icon {
            $($(#[$doc])* $name),+
        }

        impl Icon {
            /// What the icon is made of, back to front.
            #[must_use]
            pub const fn shapes(self) -> &'static [Shape] {
                match self {
                    $(Self::$name => &[$($shape),+]),+
                }
            }
        }
    };
}

icons! {
    /// Three bars: the list of documents.
    Menu => [Path(Line, "M2.5 4.5h11M2.5 8h11M2.5 11.5h11")],
    /// Opens below, or the next one.
    ChevronDown => [Path(Line, "m4 6 4 4 4-4")],
    /// The previous one.
    ChevronUp => [Path(Line, "m4 10 4-4 4 4")],
    /// Shorter, back.
    ChevronLeft => [Path(Line, "m10 4-4 4 4 4")],
    /// Longer, forth.
    ChevronRight => [Path(Line, "m6 4 4 4-4 4")],
    /// Magnifier.
    Search => [Circle(Line, 7.0, 7.0, 4.25), Path(Line, "m10.2 10.2 3.3 3.3")],
    /// Arrow turning back.
    Undo => [Path(Line, "M3.25 6.5h6.4a3.2 3.2 0 0 1 0 6.4H7"), Path(Line, "M6 3.5l-3 3 3 3")],
    /// Arrow turning forth.
    Redo => [Path(Line, "M12.75 6.5h-6.4a3.2 3.2 0 0 0 0 6.4H9"), Path(Line, "M10 3.5l3 3-3 3")],
    /// A screen with a tick: saved on this device.
    Saved => [Rect(Line, 2.0, 3.0, 12.0, 8.25, 1.5), Path(Line, "M5.5 13.75h5M5.9 7.1l1.6 1.6 2.7-2.8")],
    /// A screen with three dots: saving.
    Saving => [Rect(Line, 2.0, 3.0, 12.0, 8.25, 1.5), Path(Line, "M5.5 13.75h5"), Path(Heavy, "M5.4 7.1h.05M8 7.1h.05M10.6 7.1h.05")],
    /// A screen with a line: nothing to save yet.
    Unsaved => [Rect(Line, 2.0, 3.0, 12.0, 8.25, 1.5), Path(Line, "M5.5 13.75h5M6 7.1h4")],
    /// Triangle with an exclamation mark.
    Warning => [Path(Line, "M8 2.6 14.2 13H1.8z"), Path(Line, "M8 6.6v3M8 11.3v.1")],
    /// Circle with an i.
    Info => [Circle(Line, 8.0, 8.0, 5.75), Path(Line, "M8 7.4v3.4M8 5.1v.1")],
    /// Half dark disc: light, dark or as the system.
    Theme => [Circle(Line, 8.0, 8.0, 5.25), Path(Solid, "M8 2.75a5.25 5.25 0 0 1 0 10.5z")],
    /// Sun: light.
    Light => [Circle(Line, 8.0, 8.0, 2.9), Path(Line, "M8 1.6v1.5M8 12.9v1.5M1.6 8h1.5M12.9 8h1.5M3.5 3.5l1 1M11.5 11.5l1 1M12.5 3.5l-1 1M4.5 11.5l-1 1")],
    /// Moon: dark.
    Dark => [Path(Line, "M13.2 9.4A5.6 5.6 0 0 1 6.6 2.8a5.6 5.6 0 1 0 6.6 6.6z")],
    /// Question mark in a circle: the keys.
    Help => [Circle(Line, 8.0, 8.0, 5.75), Path(Line, "M6.25 6.4c.1-.9.8-1.5 1.75-1.5s1.75.6 1.75 1.5c0 1.2-1.75 1.3-1.75 2.5M8 11.1v.1")],
    /// Out of a tray: export.
    Export => [Path(Line, "M8 10V2.6M5 5.4l3-2.9 3 2.9"), Path(Line, "M3 9.5v2.75c0 .7.55 1.25 1.25 1.25h7.5c.7 0 1.25-.55 1.25-1.25V9.5")],
    /// Into a tray: import.
    Import => [Path(Line, "M8 2.5v7.4M5 7.1 8 10l3-2.9"), Path(Line, "M3 9.5v2.75c0 .7.55 1.25 1.25 1.25h7.5c.7 0 1.25-.55 1.25-1.25V9.5")],
    /// Three dots in a row.
    More => [Path(Heavy, "M3.5 8h.05M8 8h.05M12.4 8h.05")],
    /// A label: the entities layer.
    Tag => [Path(Line, "M2.5 2.5h5.3l5.7 5.7-5.3 5.3-5.7-5.7z"), Path(Heavy, "M5.4 5.4v.05")],
    /// Quotation marks: the claims layer.
    Quote => [Path(Solid, "M6.5 4.5C4.4 5.2 3.3 6.8 3.3 9v2.5h3.4V8.2H5c.1-1.1.7-1.9 1.9-2.4zM12.9 4.5c-2.1.7-3.2 2.3-3.2 4.5v2.5h3.4V8.2h-1.7c.1-1.1.7-1.9 1.9-2.4z")],
    /// An eye: what is shown.
    Eye => [Path(Line, "M1.8 8S4 3.9 8 3.9 14.2 8 14.2 8 12 12.1 8 12.1 1.8 8 1.8 8z"), Circle(Line, 8.0, 8.0, 1.8)],
    /// Empty circle: to do.
    Todo => [Circle(Line, 8.0, 8.0, 5.25)],
    /// Half full circle: in progress.
    Doing => [Circle(Line, 8.0, 8.0, 5.25), Path(Solid, "M8 4.75a3.25 3.25 0 0 1 0 6.5z")],
    /// Full circle with a tick: done.
    Done => [Circle(Solid, 8.0, 8.0, 6.0), Path(Knockout, "m5.2 8.2 2 2 3.6-4")],
    /// Broken circle: a suggestion.
    Suggestion => [Circle(Dashed, 8.0, 8.0, 5.25)],
    /// Globe: a web outlet.
    Globe => [Circle(Line, 8.0, 8.0, 5.75), Path(Line, "M2.4 8h11.2M8 2.3c3.6 3.7 3.6 7.7 0 11.4M8 2.3C4.4 6 4.4 10 8 13.7")],
    /// Newspaper.
    Paper => [Path(Line, "M2.5 3.5H11v8a1.25 1.25 0 0 0 1.25 1.25h-8.5A1.25 1.25 0 0 1 2.5 11.5z"), Path(Line, "M11 6h2.5v5.5a1.25 1.25 0 0 1-2.5 0M5 6.2h3.5M5 8.7h3.5")],
    /// Head and shoulders.
    Person => [Circle(Line, 8.0, 5.4, 2.65), Path(Line, "M3 13.5c.4-2.6 2.4-4 5-4s4.6 1.4 5 4")],
    /// A hat over glasses: an anonymous source.
    Mask => [Path(Line, "M2 8.5h12M4.2 8.3l1.1-4.7c.9-.7 1.6.2 2.7.2s1.8-.9 2.7-.2l1.1 4.7"), Circle(Line, 5.0, 11.2, 1.75), Circle(Line, 11.0, 11.2, 1.75), Path(Line, "M6.8 11c.7-.5 1.7-.5 2.4 0")],
    /// Dot: asserts.
    Asserts => [Circle(Solid, 8.0, 8.0, 3.5)],
    /// Struck circle: denies.
    Denies => [Circle(Line, 8.0, 8.0, 5.0), Path(Line, "m4.6 11.4 6.8-6.8")],
    /// Question mark: asks.
    Questions => [Path(Line, "M5.6 6c.1-1.4 1.1-2.3 2.4-2.3s2.4.9 2.4 2.2c0 1.8-2.4 1.9-2.4 3.7M8 12.4v.1")],
    /// Speech: reports without taking sides.
    Reports => [Path(Line, "M3.5 3.25h9c.7 0 1.25.55 1.25 1.25v5c0 .7-.55 1.25-1.25 1.25H8.2L5 13.5v-2.75H3.5c-.7 0-1.25-.55-1.25-1.25v-5c0-.7.55-1.25 1.25-1.25z")],
    /// Cross of two lines.
    Plus => [Path(Line, "M8 3v10M3 8h10")],
    /// One line: take away, or left out.
    Minus => [Path(Line, "M3 8h10")],
    /// Saltire.
    Close => [Path(Line, "m4 4 8 8M12 4l-8 8")],
    /// Tick.
    Check => [Path(Line, "m3 8.5 3.2 3.2L13 4.8")],
    /// Two links of a chain.
    Link => [Path(Line, "M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.8.8"), Path(Line, "M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.8-.8")],
    /// Struck equals sign: refutes.
    Refutes => [Path(Line, "M3.5 5.75h9M3.5 10.25h9M10.5 3l-5 10")],
    /// Equals sign: identical.
    Identical => [Path(Line, "M3.5 5.75h9M3.5 10.25h9")],
    /// Upward arrow on a base: supports.
    Supports => [Path(Line, "M8 11V3.2M5 6l3-2.9L11 6M3.5 13.25h9")],
    /// Clock arrow: updates.
    Updates => [Path(Line, "M13 8A5 5 0 1 1 11.2 4.2M11.4 1.9v2.5H8.9M8 5.4V8l1.8 1.2")],
    /// Folder.
    Folder => [Path(Line, "M2 4.5c0-.7.55-1.25 1.25-1.25h2.9l1.5 1.6h5.1c.7 0 1.25.55 1.25 1.25v5.4c0 .7-.55 1.25-1.25 1.25h-9.5C2.55 12.75 2 12.2 2 11.5z")],
    /// Two sheets.
    Copy => [Rect(Line, 5.5, 5.5, 8.0, 8.0, 1.25), Path(Line, "M10.5 5.5V3.75c0-.7-.55-1.25-1.25-1.25h-5.5c-.7 0-1.25.55-1.25 1.25v5.5c0 .7.55 1.25 1.25 1.25H5.5")],
    /// Bin.
    Trash => [Path(Line, "M2.75 4.5h10.5M6 4.4V2.75h4V4.4M4.2 4.6l.6 8.65h6.4l.6-8.65")],
    /// Six dots: drag to reorder.
    Drag => [Path(Heavy, "M6 4h.05M10 4h.05M6 8h.05M10 8h.05M6 12h.05M10 12h.05")],
    /// Struck waves: offline.
    Offline => [Path(Line, "M2 6.2C5.4 3 10.6 3 14 6.2M4.3 8.8c2.1-2 5.3-2 7.4 0M6.5 11.2c.9-.8 2.1-.8 3 0M3 13 13 3")],
    /// Flag: to be looked at again.
    Flag => [Path(Line, "M3.75 13.75V2.75M3.75 3.25c2.8-1.3 4.6 1.3 8.5 0v6c-3.9 1.3-5.7-1.3-8.5 0")],
    /// Open book: the guidelines.
    Book => [Path(Line, "M8 4.3C6.6 3.2 4.6 2.9 2.25 3v9c2.35-.1 4.35.2 5.75 1.3 1.4-1.1 3.4-1.4 5.75-1.3V3C11.4 2.9 9.4 3.2 8 4.3zM8 4.3v9")],
    /// Two ways into one: merge.
    Merge => [Path(Line, "M3 3.5c4.2 0 3.2 4.5 6.5 4.5H13M3 12.5c4.2 0 3.2-4.5 6.5-4.5"), Path(Line, "m11 6 2.1 2-2.1 2")],
    /// Arrow to the right: becomes, opens.
    Arrow => [Path(Line, "M3 8h10M9.2 4.2 13 8l-3.8 3.8")],
    /// Arrow to the left: back.
    Back => [Path(Line, "M13 8H3M6.8 4.2 3 8l3.8 3.8")],
    /// Arrow out of a frame: follow a link.
    Follow => [Path(Line, "M9.5 2.75h3.75V6.5M13 3 7.75 8.25M11.5 9v3c0 .7-.55 1.25-1.25 1.25H4c-.7 0-1.25-.55-1.25-1.25V5.75c0-.7.55-1.25 1.25-1.25h3")],
    /// Table: the board of claims.
    Board => [Rect(Line, 2.0, 2.75, 12.0, 10.5, 1.5), Path(Line, "M6 2.75v10.5M10 2.75v10.5M2 6.5h12")],
    /// Funnel: filter.
    Filter => [Path(Line, "M2.5 3.5h11L9.4 8.3v4.2l-2.8 1V8.3z")],
    /// Struck lines: excluded.
    Region => [Path(Line, "M2.5 4h11M2.5 12h11M2.5 8h11M12.5 2.5l-9 11")],
    /// Pencil: edit.
    Edit => [Path(Line, "m3 13 .7-3.2 7-7 2.5 2.5-7 7zM9.3 4.2l2.5 2.5")],
}

/// Attributes of an ink that the stylesheet does not give: fill, stroke, weight, dashes.
type Paint =
    (Option<&'static str>, Option<&'static str>, Option<&'static str>, Option<&'static str>);

const fn paint(ink: Ink) -> Paint {
    match ink {
        Ink::Line => (None, None, None, None),
        Ink::Heavy => (None, None, Some("2.2"), None),
        Ink::Dashed => (None, None, None, Some("2.2 1.9")),
        Ink::Solid => (Some("currentColor"), Some("none"), None, None),
        Ink::Knockout => (None, Some("var(--paper)"), None, None),
    }
}

fn element(shape: Shape) -> AnyView {
    match shape {
        Shape::Path(ink, d) => {
            let (fill, stroke, width, dashes) = paint(ink);
            view! { <path d=d fill=fill stroke=stroke stroke-width=width stroke-dasharray=dashes /> }
                .into_any()
        }
        Shape::Circle(ink, cx, cy, r) => {
            let (fill, stroke, width, dashes) = paint(ink);
            view! {
                <circle
                    cx=cx.to_string()
                    cy=cy.to_string()
                    r=r.to_string()
                    fill=fill
                    stroke=stroke
                    stroke-width=width
                    stroke-dasharray=dashes
                />
            }
            .into_any()
        }
        Shape::Rect(ink, x, y, width, height, rx) => {
            let (fill, stroke, weight, dashes) = paint(ink);
            view! {
                <rect
                    x=x.to_string()
                    y=y.to_string()
                    width=width.to_string()
                    height=height.to_string()
                    rx=rx.to_string()
                    fill=fill
                    stroke=stroke
                    stroke-width=weight
                    stroke-dasharray=dashes
                />
            }
            .into_any()
        }
    }
}

/// An icon beside or inside a control. It never carries the name: the control does.
#[component]
pub fn IconView(
    /// Which one.
    icon: Icon,
    /// 14 instead of 16 pixels.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let class = if small { "i s" } else { "i" };
    let shapes: Vec<AnyView> = icon.shapes().iter().copied().map(element).collect();
    view! {
        <svg class=class viewBox="0 0 16 16" aria-hidden="true">
            {shapes}
        </svg>
    }
}

/// The product's mark in the top bar: a page of text with one bar in its margin.
#[component]
pub fn BrandView() -> impl IntoView {
    view! {
        <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M8 4.5h9M8 8.2h9M8 11.8h9M8 15.5h5" />
            <path class="bar" d="M3.5 3.5v9" />
        </svg>
    }
}
