//! The last full export of each project: remembered in this browser, and said on coming back.
//! Read and written by code of the later file only.

use std::collections::BTreeMap;

use glossator_core::model::ProjectId;
use glossator_core::query::Exports;

use super::App;
use super::ui::Offer;
use crate::platform::clock;
use crate::platform::web_storage::Room;

const KEY: &str = "glossator.exports";

type All = BTreeMap<ProjectId, Exports>;

fn read() -> All {
    // Not readable: as if there had been none.
    Room::Browser.read(KEY).and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default()
}

/// Read anew each time: another tab has other projects.
fn change(change: impl FnOnce(&mut All)) {
    let mut all = read();
    change(&mut all);
    Room::Browser.write(KEY, &serde_json::to_string(&all).unwrap_or_default());
}

/// The open project, and its last change.
pub fn stand(app: App) -> Option<(ProjectId, u64)> {
    app.session.read(|p| p.id()).zip(app.session.stand().map(|(_, seq)| seq))
}

/// A file with all of a project, as it was at a change, was handed out.
pub fn note(project: ProjectId, seq: u64) {
    change(|all| {
        let exports = all.entry(project).or_default();
        (exports.seq, exports.day) = (Some(seq), clock::day_and_time());
    });
}

/// A project is gone.
pub fn forget(project: ProjectId) {
    change(|all| {
        all.remove(&project);
    });
}

/// What changed in the open project since its last export, in words; follows its changes.
pub fn words(app: App) -> Option<String> {
    app.session.history(|_| ());
    let (id, seq) = stand(app)?;
    Some(read().remove(&id).unwrap_or_default().words(seq))
}

/// Says after a reload how much is in this browser only.
pub fn remind(app: App) {
    let Some((id, seq)) = stand(app) else { return };
    let now = clock::now();
    let Some(words) = read().remove(&id).unwrap_or_default().reminder(seq, now) else { return };
    change(|all| all.entry(id).or_default().reminded = Some(now));
    app.ui.said.politely(words, Some(Offer::Export));
}
