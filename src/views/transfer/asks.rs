//! What can be chosen for a file: encoding, column, separator, unit of its offsets.

use glossator_core::formats::wire::ENCODINGS;
use glossator_core::formats::{Format, TableOptions};
use glossator_core::query::{Ask, grouped};
use glossator_core::text::OffsetUnit;
use leptos::prelude::*;

use super::import::CHOOSE;
use crate::components::choice::Select;
use crate::platform::focus;
use crate::state::app;

/// A choice.
#[component]
pub fn AskView(
    /// The file.
    job: u32,
    /// What can be chosen; none while the row goes.
    #[prop(into)]
    ask: Signal<Option<Ask>>,
) -> impl IntoView {
    // What kind of choice it is never changes in its life, its values do.
    match ask.get_untracked() {
        Some(Ask::Encoding { .. }) => view! { <EncodingAsk job ask/> }.into_any(),
        Some(Ask::Column { .. }) => view! { <ColumnAsk job ask/> }.into_any(),
        Some(Ask::Field { .. }) => view! { <FieldAsk job ask/> }.into_any(),
        Some(Ask::AsText) => view! { <AsTextAsk job/> }.into_any(),
        Some(Ask::Unit(_)) => view! { <UnitAsk job ask/> }.into_any(),
        None => ().into_any(),
    }
}

/// The encoding: a guess is used only when somebody has agreed to it.
#[component]
fn EncodingAsk(job: u32, ask: Signal<Option<Ask>>) -> impl IntoView {
    let import = app().import;
    let parts = Memo::new(move |_| match ask.get() {
        Some(Ask::Encoding { name, head, confirmed }) => (name, head, confirmed),
        _ => (String::new(), String::new(), true),
    });
    let name = Signal::derive(move || parts.with(|p| p.0.clone()));
    let options = Signal::derive(move || {
        let mut all: Vec<(String, String)> = ENCODINGS
            .iter()
            .map(|(label, words)| ((*label).to_owned(), format!("{label} · {words}")))
            .collect();
        let name = name.get();
        if !all.iter().any(|(label, _)| *label == name) {
            all.push((name.clone(), name));
        }
        all
    });
    let choose = move |label: String| import.read_again(job, |how| how.encoding = Some(label));
    let confirm = move |_| {
        focus::hand_to(format!("encoding-{job}"));
        import.confirm(job);
    };
    view! {
        <div class="prev">
            <div class="row g4 wrap">
                <Select id=format!("encoding-{job}") label="Encoding" options value=name on_change=choose/>
                <Show when=move || parts.with(|p| !p.2)>
                    <button type="button" class="btn sm" on:click=confirm>
                        {move || format!("Use {}", name.get())}
                    </button>
                </Show>
            </div>
            <p dir="auto">{move || parts.with(|p| p.1.chars().take(240).collect::<String>())}</p>
        </div>
    }
}

/// What tables have between their cells, in words.
const SEPARATORS: [(u8, &str); 4] =
    [(b',', "comma"), (b';', "semicolon"), (b'\t', "tab"), (b'|', "bar |")];

/// The column of a table that holds the texts, and what stands between the columns.
#[component]
fn ColumnAsk(job: u32, ask: Signal<Option<Ask>>) -> impl IntoView {
    let import = app().import;
    let parts = Memo::new(move |_| match ask.get() {
        Some(Ask::Column { names, chosen, delimiter, .. }) => (names, chosen, delimiter),
        _ => (Vec::new(), 0, b','),
    });
    let options = Signal::derive(move || {
        parts.with(|(names, ..)| names.iter().map(|n| (n.clone(), n.clone())).collect())
    });
    let value = Signal::derive(move || {
        parts.with(|(names, n, _)| names.get(*n).cloned().unwrap_or_default())
    });
    let choose = move |name: String| import.read_again(job, |how| how.table.text = Some(name));
    let sign = |delimiter: u8| char::from(delimiter).to_string();
    let separator = Signal::derive(move || parts.with(|(.., delimiter)| sign(*delimiter)));
    let separators = Signal::derive(move || {
        let mut all = SEPARATORS.map(|(d, words)| (sign(d), words.to_owned())).to_vec();
        let own = separator.get();
        // A file may say another one itself.
        if !all.iter().any(|(d, _)| *d == own) {
            all.push((own.clone(), own));
        }
        all
    });
    let part = move |sign: String| {
        import.read_again(job, |how| {
            // The columns are others then.
            how.table = TableOptions { delimiter: sign.bytes().next(), ..TableOptions::default() };
        });
    };
    view! {
        <div class="row g4 wrap">
            <label class="soft" for=format!("column-{job}")>"The texts are in the column"</label>
            <Select id=format!("column-{job}") options value on_change=choose/>
            <label class="soft" for=format!("separator-{job}")>"Separator"</label>
            <Select id=format!("separator-{job}") options=separators value=separator on_change=part/>
            <Alike job ask back=format!("column-{job}")/>
        </div>
    }
}

/// To read other files in the same way.
#[component]
fn Alike(
    job: u32,
    ask: Signal<Option<Ask>>,
    /// The id of what has the focus then.
    back: String,
) -> impl IntoView {
    let import = app().import;
    let alike = Memo::new(move |_| match ask.get() {
        Some(Ask::Column { alike, .. }) => (alike, "columns"),
        Some(Ask::Field { alike, .. }) => (alike, "fields"),
        _ => (Vec::new(), ""),
    });
    let back = StoredValue::new(back);
    let use_it = move |_| {
        focus::hand_to(back.get_value());
        import.read_alike(job, &alike.get_untracked().0);
    };
    let words = move || {
        alike.with(|(others, what)| match others.len() {
            1 => format!("Use for the other file with these {what}"),
            n => format!("Use for all {} other files with these {what}", grouped(n)),
        })
    };
    view! {
        <Show when=move || alike.with(|(others, _)| !others.is_empty())>
            <button type="button" class="btn sm" on:click=use_it>{words}</button>
        </Show>
    }
}

/// The field of JSON objects that holds the texts.
#[component]
fn FieldAsk(job: u32, ask: Signal<Option<Ask>>) -> impl IntoView {
    let import = app().import;
    let parts = Memo::new(move |_| match ask.get() {
        Some(Ask::Field { names, chosen, .. }) => (names, chosen),
        _ => (Vec::new(), None),
    });
    let options = Signal::derive(move || {
        parts.with(|(names, chosen)| {
            let open = (String::new(), "choose a field".to_owned());
            let open = chosen.is_none().then_some(open);
            open.into_iter().chain(names.iter().map(|n| (n.clone(), n.clone()))).collect()
        })
    });
    let value = Signal::derive(move || {
        parts.with(|(names, n)| n.and_then(|n| names.get(n).cloned()).unwrap_or_default())
    });
    let choose = move |name: String| {
        import.read_again(job, |how| how.text_field = Some(name).filter(|name| !name.is_empty()))
    };
    view! {
        <div class="row g4 wrap">
            <label class="soft" for=format!("field-{job}")>"The texts are in the field"</label>
            <Select id=format!("field-{job}") options value on_change=choose/>
            <Alike job ask back=format!("field-{job}")/>
        </div>
    }
}

/// An offer to read a file of an unknown format as text.
#[component]
fn AsTextAsk(job: u32) -> impl IntoView {
    let import = app().import;
    let read = move |_| {
        focus::hand_to(CHOOSE);
        import.read_again(job, |how| how.format = Some(Format::Text));
    };
    view! {
        <div class="row g4 wrap">
            <button type="button" class="btn sm" on:click=read>"Read as plain text"</button>
        </div>
    }
}

/// What the offsets of spans count.
#[component]
fn UnitAsk(job: u32, ask: Signal<Option<Ask>>) -> impl IntoView {
    let import = app().import;
    const UNITS: [(&str, &str, Option<OffsetUnit>); 4] = [
        ("", "what the file seems to mean", None),
        ("char", "characters (Unicode code points)", Some(OffsetUnit::Char)),
        ("utf16", "UTF-16 units (JavaScript, Java)", Some(OffsetUnit::Utf16)),
        ("byte", "UTF-8 bytes", Some(OffsetUnit::Byte)),
    ];
    let options = UNITS.map(|(id, words, _)| (id.to_owned(), words.to_owned())).to_vec();
    let value = Signal::derive(move || {
        let unit = match ask.get() {
            Some(Ask::Unit(unit)) => unit,
            _ => None,
        };
        UNITS.iter().find(|u| u.2 == unit).map_or_else(String::new, |u| u.0.to_owned())
    });
    let choose = move |id: String| {
        let unit = UNITS.iter().find(|u| u.0 == id).and_then(|u| u.2);
        import.read_again(job, |how| how.offset_unit = unit);
    };
    view! {
        <div class="row g4 wrap">
            <label class="soft" for=format!("unit-{job}")>"Its offsets count"</label>
            <Select id=format!("unit-{job}") options value on_change=choose/>
        </div>
    }
}
