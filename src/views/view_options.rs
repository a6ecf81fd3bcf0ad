//! How the page looks to this person.

use leptos::prelude::*;

use super::dialogs::close;
use crate::components::dialog::Dialog;
use crate::components::segmented::Segmented;
use crate::state::app;
use crate::state::settings::{Tags, Theme};

/// How the page looks to this person.
#[component]
pub fn ViewOptions() -> impl IntoView {
    let app = app();
    let settings = app.settings;
    let words =
        |pairs: &[(u8, &str)]| pairs.iter().map(|(v, w)| (*v, (*w).to_owned())).collect::<Vec<_>>();
    view! {
        <Dialog title="View" class="ask" on_close=move |()| close(app)>
            <div class="db">
                <dl class="kv">
                    <dt>"Text size"</dt>
                    <dd class="row">
                        <input
                            type="range"
                            min="16"
                            max="24"
                            aria-label="Text size in pixels"
                            prop:value=move || settings.get(|s| s.text_size.to_string())
                            on:input=move |e| {
                                if let Ok(size) = event_target_value(&e).parse::<u8>() {
                                    settings.set(|s| s.text_size = size.clamp(16, 24));
                                }
                            }
                        />
                        <span class="num">{move || settings.get(|s| format!("{} px", s.text_size))}</span>
                    </dd>
                    <dt>"Line length"</dt>
                    <dd>
                        <Segmented
                            label="Characters to a line"
                            options=words(&[(60, "60"), (70, "70"), (80, "80")])
                            value=Signal::derive(move || settings.get(|s| s.measure))
                            on_change=move |v| settings.set(|s| s.measure = v)
                        />
                    </dd>
                    <dt>"Face"</dt>
                    <dd>
                        <Segmented
                            label="Face"
                            options=vec![(false, "Serif".to_owned()), (true, "Sans".to_owned())]
                            value=Signal::derive(move || settings.get(|s| s.sans))
                            on_change=move |v| settings.set(|s| s.sans = v)
                        />
                    </dd>
                    <dt>"Tags"</dt>
                    <dd>
                        <Segmented
                            label="Tags above marks"
                            options=vec![
                                (Tags::Always, "Always".to_owned()),
                                (Tags::Hover, "On hover".to_owned()),
                                (Tags::Never, "Never".to_owned()),
                            ]
                            value=Signal::derive(move || settings.get(|s| s.tags))
                            on_change=move |v| settings.set(|s| s.tags = v)
                        />
                    </dd>
                    <dt>"Theme"</dt>
                    <dd>
                        <Segmented
                            label="Theme"
                            options=vec![
                                (Theme::System, "As the system".to_owned()),
                                (Theme::Light, "Light".to_owned()),
                                (Theme::Dark, "Dark".to_owned()),
                            ]
                            value=Signal::derive(move || settings.get(|s| s.theme))
                            on_change=move |v| settings.set(|s| s.theme = v)
                        />
                    </dd>
                </dl>
            </div>
        </Dialog>
    }
}
