//! Writing files: shown, and read back and compared, before they are handed out.

use std::collections::BTreeSet;

use glossator_core::formats::{self, Exported, Format, read_back};
use glossator_core::model::{DocumentId, Status};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::dialog::Dialog;
use crate::components::icon::{Icon, IconView};
use crate::platform::{chosen as files, clock};
use crate::state::{App, app};
use crate::views::dialogs::close;

/// Which documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    All,
    Done,
    Current,
}

/// An export that was made and compared.
#[derive(Clone)]
struct Made {
    exported: Exported,
    verdict: Result<String, String>,
}

fn ids(app: App, what: What) -> Vec<DocumentId> {
    let current = app.session.current.get_untracked();
    let layer = app.session.author().map(|a| a.layer);
    app.session
        .read(|p| {
            let fits = |d: &&glossator_core::model::Document| match what {
                What::All => true,
                What::Done => layer.is_some_and(|l| d.status(l).overall() == Status::Done),
                What::Current => Some(d.id) == current,
            };
            p.documents().values().filter(fits).map(|d| d.id).collect()
        })
        .unwrap_or_default()
}

/// Brings the documents into memory, writes them, and reads the result back.
async fn make(app: App, format: Format, what: What) -> Result<Made, String> {
    let wanted = ids(app, what);
    for id in &wanted {
        app.session.load(*id).await?;
    }
    let layer = app.session.author().ok_or("No project is open")?.layer;
    let chosen: BTreeSet<DocumentId> = wanted.iter().copied().collect();
    let made = app.session.read(|p| {
        let stem = file_stem(p.name());
        let chosen = (what != What::All).then_some(&chosen);
        let exported =
            formats::write(format, p, layer, chosen, &stem).map_err(|e| e.to_string())?;
        let content = exported.files.first().map(|(_, c)| c.as_str()).unwrap_or_default();
        let of = (format == Format::JsonLines).then_some(layer);
        let verdict = match read_back(format, content, p, of) {
            Ok(back) if back.mismatches.is_empty() => Ok(format!(
                "Read back and compared: {} spans and {} claims match the text they point to.",
                back.spans, back.claims
            )),
            Ok(back) => Err(back.mismatches.join("; ")),
            Err(error) => Err(error.0.to_string()),
        };
        Ok(Made { exported, verdict })
    });
    let current = app.session.current.get_untracked();
    app.session.unload_except(&current.into_iter().collect::<Vec<_>>());
    made.ok_or("No project is open")?
}

/// A project's name as the beginning of a file's name.
fn file_stem(name: &str) -> String {
    let stem: String =
        name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let stem = stem.trim_matches('-').to_owned();
    if stem.is_empty() { "project".to_owned() } else { stem }
}

/// Writing files.
#[component]
pub fn ExportDialog() -> impl IntoView {
    let app = app();
    let format = RwSignal::new(Format::Project);
    let what = RwSignal::new(What::All);
    let made = RwSignal::new_local(None::<Result<Made, String>>);
    let nonce = StoredValue::new(0u32);
    Effect::new(move |_| {
        let (format, what) = (format.get(), what.get());
        let mine = nonce.try_update_value(|n| {
            *n += 1;
            *n
        });
        made.set(None);
        spawn_local(async move {
            let result = make(app, format, what).await;
            // Another choice may have been made meanwhile.
            if nonce.try_get_value() == mine {
                let _ = made.try_set(Some(result));
            }
        });
    });
    let card = move |value: Format, title: &'static str, note: &'static str, loss: &'static str| {
        view! {
            <button
                class="fmt"
                role="radio"
                aria-checked=move || (format.get() == value).to_string()
                on:click=move |_| format.set(value)
            >
                <span class="rd" aria-hidden="true"></span>
                <span><b>{title}</b><span class="muted">{note}</span></span>
                <span class=if loss.is_empty() { "loss ok" } else { "loss part" }>
                    {if loss.is_empty() { "nothing lost" } else { loss }}
                </span>
            </button>
        }
    };
    let option = move |value: What, title: &'static str| {
        let count = ids(app, value).len();
        view! {
            <label class="row">
                <input
                    type="radio"
                    name="export-what"
                    prop:checked=move || what.get() == value
                    on:change=move |_| what.set(value)
                />
                {title}
                <span class="muted">{count}</span>
            </label>
        }
    };
    let ready = move || made.with(|m| matches!(m, Some(Ok(m)) if m.verdict.is_ok()));
    let save = move |_| {
        let Some(Ok(done)) = made.get_untracked() else { return };
        for (name, content) in &done.exported.files {
            match files::download(name, content) {
                Ok(()) => {
                    app.settings.set(|s| s.last_export = Some(clock::now().millis()));
                    app.ui.say(format!("{name} saved to your downloads"));
                }
                Err(error) => app.ui.error(error),
            }
        }
        close(app);
    };
    let preview = move || {
        let lines: Vec<String> = made.with(|m| match m {
            Some(Ok(m)) => {
                let content = m.exported.files.first().map(|(_, c)| c.as_str()).unwrap_or_default();
                content.lines().take(40).map(|l| l.chars().take(600).collect()).collect()
            }
            _ => Vec::new(),
        });
        lines
            .into_iter()
            .enumerate()
            .map(
                |(i, line)| view! { <span class="pl"><span class="ln">{i + 1}</span>{line}</span> },
            )
            .collect_view()
    };
    let losses = move || {
        made.with(|m| match m {
            Some(Ok(m)) => m.exported.losses.iter().map(|l| l.words()).collect::<Vec<_>>(),
            _ => Vec::new(),
        })
    };
    let verdict = move || {
        match made.get() {
        None => view! { <p class="note" role="status">"Writing and reading back…"</p> }.into_any(),
        Some(Err(why)) => view! { <p class="note bad" role="alert"><bdi>{why}</bdi></p> }.into_any(),
        Some(Ok(Made { verdict: Ok(words), .. })) => {
            view! { <p class="note good" role="status"><IconView icon=Icon::Check/>{words}</p> }.into_any()
        }
        Some(Ok(Made { verdict: Err(why), .. })) => {
            view! { <p class="note bad" role="alert">"The file does not read back as it should and is not handed out: "<bdi>{why}</bdi></p> }.into_any()
        }
    }
    };
    view! {
        <Dialog title="Export" note="Written by this tab and saved to your downloads." class="exp" on_close=move |()| close(app)>
            <div class="db em">
                <div class="fl" role="radiogroup" aria-label="Format">
                    {card(Format::Project, "Glossator JSON", "one file, everything, can be opened again", "")}
                    {card(Format::JsonLines, "JSON Lines", "one document a line: text, spans, claims, entities", "leaves out what is listed beside")}
                </div>
                <div class="er">
                    <div class="grp">
                        <h3 class="sech">"What"</h3>
                        <div class="row wrap" role="radiogroup" aria-label="Documents">
                            {option(What::All, "All documents")}
                            {option(What::Done, "Done")}
                            {option(What::Current, "This document")}
                        </div>
                    </div>
                    {move || {
                        let losses = losses();
                        (!losses.is_empty()).then(|| view! {
                            <div class="note warn">
                                <IconView icon=Icon::Warning/>
                                <span>{format!("Leaves out: {}", losses.join(", "))}</span>
                            </div>
                        })
                    }}
                    <div class="grp stretch">
                        <h3 class="sech">"Preview"</h3>
                        <pre class="preview" tabindex="0" aria-label="First lines">{preview}</pre>
                    </div>
                    {verdict}
                </div>
            </div>
            <div class="df">
                <span class="muted">
                    {move || made.with(|m| match m {
                        Some(Ok(m)) => m.exported.files.iter().map(|(n, c)| format!("{n}, {} KB", c.len() / 1000 + 1)).collect::<Vec<_>>().join(", "),
                        _ => String::new(),
                    })}
                </span>
                <span class="grow"></span>
                <button class="btn lg" on:click=move |_| close(app)>"Cancel"</button>
                <button class="btn lg primary" disabled=move || !ready() on:click=save>
                    <IconView icon=Icon::Export/>
                    "Export"
                </button>
            </div>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::file_stem;

    #[test]
    fn names_become_file_names() {
        assert_eq!(file_stem("Pier Nine fire"), "pier-nine-fire");
        assert_eq!(file_stem("../../etc"), "etc");
        assert_eq!(file_stem("///"), "project");
        assert_eq!(file_stem("حريق"), "حريق");
    }
}
