//! What was chosen for the files, and what adding them would do.

use glossator_core::actions::import::Choices;
use glossator_core::model::presets::Preset;
use glossator_core::model::{Kind, LabelId, Schema};
use glossator_core::query::{FoundLabel, Tally, found_labels, tally};
use leptos::prelude::*;

use super::super::App;
use super::Import;

impl Import {
    /// Decides what a label of the files becomes; none: a new label.
    pub fn decide(self, kind: Kind, id: LabelId, to: Option<LabelId>) {
        self.decided.update(|all| {
            all.insert((kind, id), to);
        });
    }

    /// The labels of the files with what becomes of them; none: a new label.
    pub fn labels(self, app: App) -> Vec<(FoundLabel, Option<LabelId>)> {
        let schema = schema(app);
        let found = self.with(|files| found_labels(&schema, files));
        self.decided.with(|decided| {
            let to = |l: &FoundLabel| match decided.get(&(l.kind, l.id.clone())) {
                Some(decided) => decided.clone(),
                None => l.same_as.clone(),
            };
            found
                .into_iter()
                .map(|l| {
                    let to = to(&l);
                    (l, to)
                })
                .collect()
        })
    }

    /// What was chosen for adding.
    pub fn choices(self, app: App) -> Choices {
        let labels = self.labels(app).into_iter().filter_map(|(l, to)| Some(((l.kind, l.id), to?)));
        Choices { labels: labels.collect(), twice: self.twice.get() }
    }

    /// What would be added.
    pub fn tally(self, app: App) -> Tally {
        let choices = self.choices(app);
        self.with(|files| match app.session.documents(|p| tally(Some(p), files, &choices)) {
            Some(tally) => tally,
            None => tally(None, files, &choices),
        })
    }
}

/// The labels of the project that documents would be added to.
pub fn schema(app: App) -> Schema {
    app.session.schema(Clone::clone).unwrap_or_else(|| Preset::News.schema())
}
