//! One table of commands: it feeds the shortcuts, the palette, the menus and the
//! help alike, so that none can say what another does not do.

mod act;
mod claiming;
mod going;
mod keyboard;
mod marking;
mod menu;
mod moving;
mod needs;
mod subject;
mod table;
mod undoing;
mod values;

use glossator_core::model::LabelId;

use super::App;

pub use act::{Act, run as run_act};
pub use keyboard::{global_key, second_keys, text_key};
pub use needs::Needs;
pub use table::COMMANDS;
pub use values::{TYPES, Value, set_value, values};

/// Where a command's keys act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere, except single keys in fields.
    Everywhere,
    /// In the document's text.
    Text,
}

/// The headings of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Move in the text.
    Move,
    /// Select.
    Select,
    /// Mark.
    Mark,
    /// Claims.
    Claims,
    /// Everywhere.
    Everywhere,
    /// Views.
    Views,
}

impl Group {
    /// Every group, in the order of the help.
    pub const ALL: [Self; 6] =
        [Self::Move, Self::Select, Self::Mark, Self::Claims, Self::Everywhere, Self::Views];

    /// The heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Move => "Move in the text",
            Self::Select => "Select",
            Self::Mark => "Mark",
            Self::Claims => "Claims",
            Self::Everywhere => "Everywhere",
            Self::Views => "Views",
        }
    }
}

/// A command.
pub struct Command {
    /// Stable, for tests and settings.
    pub id: &'static str,
    /// What it does, verb first.
    pub title: &'static str,
    /// The heading in the help.
    pub group: Group,
    /// Its keys, as [`crate::platform::keys::Key::name`] gives them; two keys in a row are
    /// separated by a space ("G A").
    pub keys: &'static [&'static str],
    /// Where its keys act.
    pub scope: Scope,
    /// What must be there.
    pub needs: Needs,
}

impl Command {
    /// Whether it is done again and again while its keys are held down: moving is. An act is not:
    /// a moment too long, and it has changed more than was meant.
    pub fn repeats(&self) -> bool {
        matches!(self.group, Group::Move | Group::Select) || ["undo", "redo"].contains(&self.id)
    }

    /// Whether it can be done now.
    pub fn is_enabled(&self, app: App) -> bool {
        self.needs.met(app)
    }
}

/// The command with this id.
pub fn find(id: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|c| c.id == id)
}

/// The command that a key belongs to, alone or as the first of two.
pub fn owner_of(key: &str) -> Option<&'static Command> {
    let begins = |keys: &str| keys.split(' ').next() == Some(key);
    COMMANDS.iter().find(|c| c.keys.iter().copied().any(begins))
}

/// Runs a command, if it can be done now. Whether it ran.
pub fn run(app: App, id: &str) -> bool {
    match find(id) {
        Some(command) if command.is_enabled(app) => {
            (app.act)(app, Act::Command(command.id));
            true
        }
        _ => false,
    }
}

/// Marks the selection, or changes the selected mark, with a label.
pub fn label(app: App, label: LabelId) {
    (app.act)(app, Act::Label(label));
}
