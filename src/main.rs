//! Glossator: mark entities and claims in text, in the browser alone.

mod app;
mod components;
mod later;
mod platform;
mod state;
mod views;

fn main() {
    platform::panic::watch();
    leptos::mount::mount_to_body(app::Root);
    platform::page::remove_element("boot");
}
