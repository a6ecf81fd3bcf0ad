//! What the palette finds, and what choosing it does.

use glossator_core::model::{ClaimId, DocumentId, EntityId, Kind, LabelId};
use glossator_core::query::Entry;
use glossator_core::query::search::{self, Found, Typed};
use leptos::prelude::*;

use super::commands::{self, COMMANDS, Command, Group, Scope, Value};
use super::route::Route;
use super::{App, acts};

/// How many rows a section has among others, and by itself.
const AMONG: usize = 5;
const ALONE: usize = 50;

/// What a row stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A command.
    Command(&'static str),
    /// What a field of the selected mark is set to.
    Value(Value),
    /// A label, for the selection.
    Label(LabelId),
    /// An entry of the entity register.
    Entity(EntityId),
    /// An entry of the claim register.
    Claim(ClaimId),
    /// A document.
    Document(DocumentId),
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it stands for.
    pub target: Target,
    /// What it is called.
    pub title: String,
    /// What else is said of it; may be empty.
    pub detail: String,
    /// A label's tag and hue.
    pub tag: Option<(String, u8)>,
    /// Its keys, as commands name them.
    pub keys: Option<String>,
}

impl Row {
    /// How well it fits what was typed: what it is called, or else that with what is said of it.
    fn fit(&self, typed: &Typed) -> Option<u32> {
        let all = || typed.fit(&format!("{} {}", self.title, self.detail));
        typed.fit(&self.title).or_else(all)
    }
}

/// Rows under a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// The rows.
    pub rows: Vec<Row>,
}

/// What is selected, if anything is.
pub fn subject(app: App) -> Option<String> {
    if app.ui.route.get_untracked() != Route::Annotate {
        return None;
    }
    let selection = app.ui.cursor.get_untracked().and_then(|c| c.selection());
    if selection.is_some() {
        return Some("Selection".to_owned());
    }
    let id = app.ui.selected.get_untracked()?;
    app.session.page_now(|p, _, open| search::mark_name(p, open, id)).flatten()
}

/// Whether the palette offers a command now.
fn offered(app: App, command: &Command) -> bool {
    // Moving by key is no use from here, and these two are about the palette itself.
    let apart = matches!(command.id, "palette" | "escape");
    let here =
        command.scope == Scope::Everywhere || app.ui.route.get_untracked() == Route::Annotate;
    !apart && here && command.is_enabled(app)
}

fn command_row(command: &'static Command) -> Row {
    Row {
        target: Target::Command(command.id),
        title: command.title.to_owned(),
        detail: String::new(),
        tag: None,
        keys: command.keys.first().map(|k| (*k).to_owned()),
    }
}

/// The offered commands of some groups that fit, best first.
fn commands_of(app: App, typed: &Typed, groups: &[Group], limit: usize) -> Vec<Row> {
    let offered = COMMANDS.iter().filter(|c| groups.contains(&c.group) && offered(app, c));
    search::best(offered, typed, limit, |t, c| t.fit(c.title))
        .into_iter()
        .map(command_row)
        .collect()
}

/// What the fields of the selected mark can be set to, best first.
fn values(app: App, typed: &Typed, limit: usize) -> Vec<Row> {
    if app.ui.route.get_untracked() != Route::Annotate {
        return Vec::new();
    }
    let row = |(value, field, words): (Value, String, String)| Row {
        target: Target::Value(value),
        title: words,
        detail: field,
        tag: None,
        keys: None,
    };
    let rows = commands::values(app).into_iter().map(row);
    search::best(rows, typed, limit, |t, row| row.fit(t))
}

fn rows<I>(found: Option<Vec<Found<I>>>, target: fn(I) -> Target) -> Vec<Row> {
    let found = found.unwrap_or_default().into_iter();
    let row = |f: Found<I>| Row {
        target: target(f.id),
        title: f.title,
        detail: f.detail,
        tag: f.tag,
        keys: f.key,
    };
    found.map(row).collect()
}

/// Labels that would mark the selection, or the caret's token.
fn labels(app: App, typed: &Typed) -> Vec<Row> {
    if app.ui.route.get_untracked() != Route::Annotate || app.ui.cursor.get_untracked().is_none() {
        return Vec::new();
    }
    let kinds = [Kind::Mention, Kind::Region];
    rows(app.session.read(|p| search::labels(p, typed, &kinds, AMONG)), Target::Label)
}

fn entities(app: App, typed: &Typed, limit: usize) -> Vec<Row> {
    rows(app.session.read(|p| search::entities(p, typed, limit)), Target::Entity)
}

fn claims(app: App, typed: &Typed) -> Vec<Row> {
    rows(app.session.read(|p| search::claims(p, typed, AMONG)), Target::Claim)
}

fn documents(app: App, typed: &Typed, limit: usize) -> Vec<Row> {
    rows(app.session.read(|p| search::documents(p, typed, limit)), Target::Document)
}

/// The command that was run last, if it is offered now.
fn last(app: App) -> Vec<Row> {
    let id = app.settings.peek(|s| s.last_command.clone());
    let command = id.and_then(|id| commands::find(&id)).filter(|c| offered(app, c));
    command.map(command_row).into_iter().collect()
}

/// What fits the typed text, in sections. A first character asks for one sort of thing:
/// `>` commands, `#` entities, `@` documents.
pub fn sections(app: App, text: &str) -> Vec<Section> {
    let text = text.trim_start();
    let rest = Typed::new(text.get(1..).unwrap_or_default());
    let typed = Typed::new(text);
    let acts = [Group::Mark, Group::Claims];
    let here = || subject(app).unwrap_or_else(|| "Mark".to_owned());
    let everywhere = [Group::Everywhere];
    let all: Vec<(String, Vec<Row>)> = match text.chars().next() {
        Some('>') => vec![
            ("Commands".to_owned(), commands_of(app, &rest, &Group::ALL, ALONE)),
            (here(), values(app, &rest, ALONE)),
        ],
        Some('#') => vec![("Entities".to_owned(), entities(app, &rest, ALONE))],
        Some('@') => vec![("Documents".to_owned(), documents(app, &rest, ALONE))],
        None => vec![
            ("Last used".to_owned(), last(app)),
            (here(), commands_of(app, &typed, &acts, 2 * AMONG)),
            ("Commands".to_owned(), commands_of(app, &typed, &everywhere, AMONG)),
            ("Go to".to_owned(), commands_of(app, &typed, &[Group::Views], AMONG)),
        ],
        Some(_) => {
            let mut first = commands_of(app, &typed, &acts, AMONG);
            first.extend(values(app, &typed, AMONG));
            first.extend(labels(app, &typed));
            let others = [Group::Everywhere, Group::Move, Group::Select];
            vec![
                (here(), first),
                ("Commands".to_owned(), commands_of(app, &typed, &others, AMONG)),
                (format!("Claims like “{text}”"), claims(app, &typed)),
                (format!("Entities like “{text}”"), entities(app, &typed, AMONG)),
                (format!("Documents like “{text}”"), documents(app, &typed, AMONG)),
                ("Go to".to_owned(), commands_of(app, &typed, &[Group::Views], AMONG)),
            ]
        }
    };
    let sections = all.into_iter().map(|(heading, rows)| Section { heading, rows });
    sections.filter(|s| !s.rows.is_empty()).collect()
}

/// The row that fits best, which Enter runs: the first of those.
pub fn best_row(sections: &[Section], text: &str) -> usize {
    let typed = Typed::new(text.trim_start_matches(['>', '#', '@', ' ']));
    let rows = sections.iter().flat_map(|s| &s.rows).enumerate();
    rows.min_by_key(|(_, row)| row.fit(&typed).unwrap_or(u32::MAX)).map_or(0, |(n, _)| n)
}

/// Does what a row stands for.
pub fn run(app: App, target: Target) {
    if matches!(target, Target::Document(_) | Target::Entity(_) | Target::Claim(_))
        && app.ui.route.get_untracked() != Route::Annotate
    {
        app.ui.go(Route::Annotate);
    }
    match target {
        Target::Command(id) => {
            app.settings.note(|s| s.last_command = Some(id.to_owned()));
            commands::run(app, id);
        }
        Target::Value(value) => commands::set_value(app, value),
        Target::Label(id) => commands::label(app, id),
        Target::Document(id) => acts::open_document(app, id),
        Target::Entity(id) => acts::show_entry(app, Entry::Entity(id)),
        Target::Claim(id) => acts::show_entry(app, Entry::Claim(id)),
    }
}
