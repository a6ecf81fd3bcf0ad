//! How far something is: an icon and, for screen readers, a word.

use leptos::prelude::*;

use super::icon::{Icon, IconView};

/// How far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Not begun.
    Todo,
    /// Begun.
    Doing,
    /// Finished.
    Done,
}

impl Stage {
    /// The word.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Todo => "To do",
            Self::Doing => "In progress",
            Self::Done => "Done",
        }
    }

    /// The icon.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Todo => Icon::Todo,
            Self::Doing => Icon::Doing,
            Self::Done => Icon::Done,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Todo => "st todo",
            Self::Doing => "st doing",
            Self::Done => "st done",
        }
    }
}

/// The icon of a stage with its word.
#[component]
pub fn StageView(
    /// How far.
    stage: Stage,
    /// What it is about, for the tooltip where only the icon is shown.
    #[prop(into)]
    title: String,
) -> impl IntoView {
    view! {
        <span class=stage.class() title=title>
            <IconView icon=stage.icon()/>
            // The comma parts it from the title in the row's name.
            <span class="vh">{stage.title()} ", "</span>
        </span>
    }
}
