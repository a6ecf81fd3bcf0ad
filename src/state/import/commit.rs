//! Adding what was read to the project, or opening it as one.

use glossator_core::actions::import::{Choices, Incoming, add_documents};
use glossator_core::formats::Severity;
use glossator_core::model::{AnnotatorId, LayerId, ProjectId};
use glossator_core::query::counted;
use glossator_core::text::Text;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::App;
use super::{Progress, ProjectFile, ProjectUse};
use crate::platform::{clock, focus, timer};
use crate::state::places;
use crate::state::session::Keep;
use crate::state::ui::Dialog;

/// Bytes of text that are written at once.
const PORTION: usize = 4_000_000;

/// Adds the documents of all good files in one step; makes a project first if there is
/// none. If that worked they leave the screen, which closes unless others are left on it.
pub async fn add(app: App) {
    let import = app.import;
    if import.adding.get_untracked().is_some() {
        return;
    }
    let choices = import.choices(app);
    // The files stay on the screen until it is sure that their texts are kept.
    let (jobs, incoming) = import.good();
    let total = incoming.iter().map(|f| f.imported.project.documents.len()).sum();
    import.adding.set(Some(Progress { total, ..Progress::default() }));
    let added = match places::ensure_project(app).await {
        true => add_to_project(app, incoming, choices, total).await,
        false => None,
    };
    import.adding.set(None);
    let Some(title) = added else { return };
    let left = import.done_with(&jobs);
    if left > 0 {
        // A message would be behind the dialog, and gone with it: the foot says it, and the
        // message comes when the screen is left.
        import.added.set(Some(title));
        return focus::soon("import-files");
    }
    app.ui.done(title);
    close(app);
    to_text();
}

/// Leaves the screen and forgets its files; for the text, if there is something new to read.
/// Not while documents are being added: what is being added is added.
pub fn leave(app: App) {
    let import = app.import;
    if import.adding.get_untracked().is_some() {
        return;
    }
    let added = import.added.get_untracked();
    import.clear();
    close(app);
    if let Some(title) = added {
        app.ui.done(title);
        to_text();
    }
}

/// Closes the screen, unless it was left for another by the browser's own keys.
fn close(app: App) {
    if app.ui.dialog.get_untracked() == Some(Dialog::Import) {
        app.ui.dialog.set(None);
    }
}

/// Goes on in the text: the screen that the dialog was opened from may be gone, and the focus
/// with it.
fn to_text() {
    spawn_local(async {
        // The dialog gives the focus back first.
        timer::sleep(0).await;
        focus::soon("text");
    });
}

/// What was done; none if nothing was added.
async fn add_to_project(
    app: App,
    incoming: Vec<Incoming>,
    choices: Choices,
    total: usize,
) -> Option<String> {
    let (author, stand) = (app.session.author()?, app.session.stand());
    let plan = match app.session.read(|p| add_documents(p, incoming, &choices, author)) {
        Some(Ok(plan)) => plan,
        Some(Err(error)) => {
            app.ui.say(error.to_string());
            return None;
        }
        None => return None,
    };
    let start = clock::now().millis();
    let mut done = 0;
    for portion in portions(&plan.texts) {
        if let Err(error) = app.session.keep_texts(portion).await {
            app.ui.error(format!("Nothing was added: {error}"));
            return None;
        }
        done += portion.len();
        #[allow(clippy::cast_precision_loss, reason = "a share")]
        let share = done as f64 / plan.texts.len().max(1) as f64;
        app.import.adding.set(Some(Progress::since(start, done, total, share)));
    }
    if app.session.stand() != stand {
        app.ui.error("Nothing was added: the project was changed meanwhile. Add the files again");
        return None;
    }
    app.session.provide_texts(plan.annotated);
    let title = plan.edit.title.clone();
    if let Err(error) = app.session.run(plan.edit) {
        app.ui.error(format!("Nothing was added: {error}"));
        return None;
    }
    let lost: Vec<_> = plan.problems.iter().filter(|p| p.severity == Severity::Error).collect();
    if let Some(first) = lost.first() {
        let n = counted(lost.len(), "thing was", "things were");
        app.ui.error(format!("{n} not added. {first}"));
    }
    if let Some(first) = plan.documents.first() {
        places::show(app, *first, None).await;
    }
    Some(title)
}

/// Texts in portions of a few megabytes: one transaction each.
fn portions(texts: &[Text]) -> Vec<&[Text]> {
    let (mut portions, mut from, mut bytes) = (Vec::new(), 0, 0);
    for (n, text) in texts.iter().enumerate() {
        bytes += text.as_str().len();
        if bytes >= PORTION {
            portions.push(&texts[from..=n]);
            (from, bytes) = (n + 1, 0);
        }
    }
    portions.push(&texts[from..]);
    portions.retain(|portion| !portion.is_empty());
    portions
}

/// Opens a project file, or the project that it is of: as was chosen. Work that is here is
/// overwritten only if that was.
pub async fn open_project(app: App, file: ProjectFile) {
    let import = app.import;
    // Pressed twice, it would be opened twice.
    if import.adding.get_untracked().is_some() {
        return;
    }
    import.adding.set(Some(Progress::default()));
    let opened = match (untrack(|| import.use_of(&file)), &file.kept) {
        (ProjectUse::Kept, Some(kept)) => {
            let is_open = app.session.read(|p| p.id()) == Some(kept.id);
            is_open || places::switch(app, kept.id).await
        }
        (how, _) => open_file(app, &file, how == ProjectUse::Replace).await,
    };
    import.adding.set(None);
    if opened {
        import.clear();
        close(app);
        to_text();
    } else {
        // There may be one of its projects by now.
        import.look_for_kept(app).await;
    }
}

/// Whether that worked.
async fn open_file(app: App, file: &ProjectFile, replace: bool) -> bool {
    let content = app
        .import
        .data
        .with_value(|data| data.files.get(&file.job).map(|f| f.incoming.imported.project.clone()));
    let Some(mut content) = content else { return false };
    let Some(head) = &mut content.head else { return false };
    let own = places::own_annotators(app, head.id);
    let said: Option<AnnotatorId> = app.import.person.with_untracked(|id| id.parse().ok());
    let me = head.known(&own).or_else(|| head.known(said.as_slice())).unwrap_or_else(|| {
        let new = places::newcomer(app);
        let me = new.id;
        head.join(new, clock::fresh(LayerId::new));
        me
    });
    if file.kept.is_some() && !replace {
        head.id = clock::fresh(ProjectId::new);
        head.name = format!("{}, opened {}", head.name, clock::day_and_time());
    }
    match content.build() {
        Ok((project, _)) => {
            let name = project.name().to_owned();
            let kept = if replace { Keep::Instead } else { Keep::New };
            let opened = places::adopt(app, project, kept, me).await;
            if opened {
                app.ui.say(format!("Opened: {name}"));
            }
            opened
        }
        Err(error) => {
            app.ui.error(format!("The project could not be opened: {error}"));
            false
        }
    }
}
