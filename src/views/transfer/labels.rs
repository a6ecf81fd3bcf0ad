//! The labels that the files use, and what each becomes.

use glossator_core::actions::import::LabelUse;
use glossator_core::model::{Kind, LabelId};
use glossator_core::query::FoundLabel;
use leptos::prelude::*;

use crate::components::choice::Select;
use crate::components::icon::{Icon, IconView};
use crate::state::app;
use crate::state::import::schema;

/// The choice to leave a label out: no label's id is a control character.
const OUT: &str = "\u{1f}";

/// The labels of the files with the labels of the project.
#[component]
pub fn LabelTable() -> impl IntoView {
    let app = app();
    let import = app.import;
    let rows = Memo::new(move |_| import.labels(app));
    let shown = Memo::new(move |_| rows.with(|r| !r.is_empty()) && import.project_file().is_none());
    let keys = move || {
        rows.with(|rows| rows.iter().map(|(l, _)| (l.kind, l.id.clone())).collect::<Vec<_>>())
    };
    view! {
        <Show when=move || shown.get()>
            <h3 class="sech">"Labels found in these files"</h3>
            <table class="tbl mp">
                <thead>
                    <tr>
                        <th scope="col">"In the file"</th>
                        <th scope="col" class="r">"Marks"</th>
                        <th scope="col"><span class="vh">"becomes"</span></th>
                        <th scope="col">"In this project"</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=keys key=Clone::clone let(key)><Row label=key rows/></For>
                </tbody>
            </table>
        </Show>
    }
}

/// A label of the files.
#[component]
fn Row(
    /// Which.
    label: (Kind, LabelId),
    /// All of them.
    rows: Memo<Vec<(FoundLabel, LabelUse)>>,
) -> impl IntoView {
    let app = app();
    let import = app.import;
    let (kind, id) = label;
    let own = id.clone();
    let row = Memo::new(move |_| {
        rows.with(|all| all.iter().find(|(l, _)| l.kind == kind && l.id == own).cloned())
    });
    let marks = move || row.with(|r| r.as_ref().map(|(l, _)| l.spans).unwrap_or_default());
    let value = Signal::derive(move || {
        row.with(|r| match r {
            Some((_, LabelUse::Same(id))) => id.as_str().to_owned(),
            Some((_, LabelUse::LeftOut)) => OUT.to_owned(),
            Some((_, LabelUse::New)) | None => String::new(),
        })
    });
    let options = Signal::derive(move || {
        let schema = schema(app);
        let found = row.get().map(|(l, _)| l);
        let new = found
            .filter(|l| schema.label(&l.id).is_none())
            .map(|l| (String::new(), format!("New label “{}”", l.name)));
        let labels = schema.labels_of(kind).map(|l| (l.id.as_str().to_owned(), l.name.clone()));
        let out = (OUT.to_owned(), "Leave out".to_owned());
        new.into_iter().chain(labels).chain([out]).collect::<Vec<_>>()
    });
    let name = id.as_str().to_owned();
    let words = format!("“{name}” becomes");
    let field = format!("label-{}-{name}", kind.as_str());
    let choose = move |to: String| {
        let to = match to.as_str() {
            "" => LabelUse::New,
            OUT => LabelUse::LeftOut,
            own => LabelUse::Same(LabelId::new(own)),
        };
        import.decide(kind, id.clone(), to);
    };
    view! {
        <tr>
            <td class="mono"><bdi>{name}</bdi></td>
            <td class="r num muted">{marks}</td>
            <td class="muted"><IconView icon=Icon::Arrow/></td>
            <td><Select id=field label=Signal::stored(words) options value on_change=choose/></td>
        </tr>
    }
}
