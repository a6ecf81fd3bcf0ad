//! Taking over a label set that ships with Glossator.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edit, EditError, Uses, forget};
use crate::model::presets::{Preset, hotkey};
use crate::model::{Kind, Label, LabelId, Project, tags};
use crate::ops::Op;
use crate::words::counted;

/// What taking over a preset would do; said before it is done.
#[derive(Debug, Clone, PartialEq)]
pub struct PresetPlan {
    /// Labels that the project does not have.
    pub added: Vec<Label>,
    /// Labels of the preset that the project has; they stay as they are.
    pub known: usize,
    /// Other labels of the project; they stay, too.
    pub others: usize,
    /// Labels that nothing uses and the preset does not have.
    pub removed: Vec<LabelId>,
    /// Added labels whose key another label has, and that get the next free one.
    pub rekeyed: usize,
    /// Those for which none is free, and those that have none in the preset either.
    pub keyless: usize,
}

/// What taking over a preset would do. Labels that are used stay in any case; with
/// `replace_unused` those that are neither used nor in the preset go.
pub fn plan_preset(project: &Project, preset: Preset, replace_unused: bool) -> PresetPlan {
    let schema = project.schema();
    let wanted = preset.labels();
    let ids: BTreeSet<&LabelId> = wanted.iter().map(|l| &l.id).collect();
    let (known, others): (Vec<&Label>, Vec<&Label>) =
        schema.labels.iter().partition(|l| ids.contains(&l.id));
    let (removed, others): (Vec<&Label>, Vec<&Label>) =
        others.into_iter().partition(|l| replace_unused && Uses::of(project, &l.id).is_none());
    let mut keys: BTreeSet<String> =
        known.iter().chain(&others).filter_map(|l| l.hotkey.clone()).collect();
    let mut added: Vec<Label> =
        wanted.into_iter().filter(|l| schema.label(&l.id).is_none()).collect();
    let mut late: Vec<&mut Label> = Vec::new();
    for label in &mut added {
        if label.hotkey.as_ref().is_some_and(|key| !keys.insert(key.clone())) {
            late.push(label);
        }
    }
    // Two labels of a kind that look alike are told apart by their tags alone.
    let mut taken: BTreeSet<(Kind, String)> =
        known.iter().chain(&others).map(|l| (l.kind, l.tag.clone())).collect();
    let mut rekeyed = 0;
    for label in late {
        label.hotkey = (0..).map_while(hotkey).find(|key| keys.insert(key.clone()));
        rekeyed += usize::from(label.hotkey.is_some());
    }
    let keyless = |l: &&Label| l.kind == Kind::Mention && l.hotkey.is_none();
    let keyless = added.iter().filter(keyless).count();
    for label in &mut added {
        let is_taken = |tag: &str| taken.contains(&(label.kind, tag.to_owned()));
        label.tag = tags::free(std::slice::from_ref(&label.tag), is_taken);
        taken.insert((label.kind, label.tag.clone()));
    }
    PresetPlan {
        added,
        known: known.len(),
        others: others.len(),
        removed: removed.into_iter().map(|l| l.id.clone()).collect(),
        rekeyed,
        keyless,
    }
}

/// Does what [`plan_preset`] says.
pub fn apply_preset(
    project: &Project,
    preset: Preset,
    replace_unused: bool,
) -> Result<Edit, EditError> {
    let PresetPlan { added, removed, .. } = plan_preset(project, preset, replace_unused);
    let schema = project.schema();
    let mut ops = forget(schema, &removed.iter().map(|id| (id, None)).collect::<BTreeMap<_, _>>());
    ops.extend(removed.iter().cloned().map(Op::RemoveLabel));
    let end = schema.labels.len() - removed.len();
    let count = added.len();
    ops.extend(added.into_iter().enumerate().map(|(n, l)| Op::AddLabel(end + n, Box::new(l))));
    let name = preset.title();
    if ops.is_empty() {
        return Err(EditError::Other(format!("All labels of {name} are there already")));
    }
    let mut title = format!("{} added from {name}", counted(count, "label", "labels"));
    if !removed.is_empty() {
        title += &format!(", {} unused removed", removed.len());
    }
    Ok(Edit::new(title, ops))
}
