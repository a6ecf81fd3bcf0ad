//! What was chosen for the files, and what adding them would do.

use glossator_core::actions::import::{Choices, LabelUse};
use glossator_core::model::presets::Preset;
use glossator_core::model::{Kind, LabelId, Schema};
use glossator_core::query::{FoundLabel, Tally, found_labels, tally};
use leptos::prelude::*;

use super::super::App;
use super::Import;

impl Import {
    /// Decides what a label of the files becomes.
    pub fn decide(self, kind: Kind, id: LabelId, to: LabelUse) {
        self.decided.update(|all| {
            all.insert((kind, id), to);
        });
    }

    /// The labels of the files with what becomes of them.
    pub fn labels(self, app: App) -> Vec<(FoundLabel, LabelUse)> {
        let schema = schema(app);
        let found = self.with(|files| found_labels(&schema, files));
        self.decided.with(|decided| {
            let to = |l: &FoundLabel| match decided.get(&(l.kind, l.id.clone())) {
                Some(decided) => decided.clone(),
                None => l.same_as.clone().map_or(LabelUse::New, LabelUse::Same),
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
        let mut choices = Choices { twice: self.twice.get(), ..Choices::default() };
        for (l, to) in self.labels(app) {
            match to {
                LabelUse::New => {}
                LabelUse::Same(to) => {
                    choices.labels.insert((l.kind, l.id), to);
                }
                LabelUse::LeftOut => {
                    choices.left_out.insert((l.kind, l.id));
                }
            }
        }
        choices
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

impl Import {
    /// What can be done with marks on texts that are there already.
    pub fn known_advice(self, app: App) -> Option<String> {
        self.tally(app).known_advice(&self.choices(app))
    }
}

/// The labels of the project that documents would be added to.
pub fn schema(app: App) -> Schema {
    app.session.schema(Clone::clone).unwrap_or_else(|| Preset::News.schema())
}
