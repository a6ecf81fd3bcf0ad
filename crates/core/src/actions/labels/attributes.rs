//! Editing the attributes of the schema. Values that marks have are never touched.

use super::{Edit, EditError};
use crate::edtf;
use crate::model::{AppliesTo, AttributeDef, AttributeName, AttributeType, Project};
use crate::ops::Op;
use crate::quantity::typed_number;
use crate::words::{brief, one_line};

/// An attribute as the form for a new one begins: free text.
pub fn new_attribute(name: &str, applies_to: AppliesTo, kind: AttributeType) -> AttributeDef {
    AttributeDef {
        name: AttributeName::new(one_line(name)),
        applies_to,
        kind,
        values: Vec::new(),
        default: None,
        multi: false,
        hotkey: None,
    }
}

/// Adds an attribute.
pub fn add_attribute(project: &Project, def: AttributeDef) -> Result<Edit, EditError> {
    if def.name.as_str().trim().is_empty() {
        return Err(EditError::Other("An attribute needs a name".to_owned()));
    }
    let all = &project.schema().attributes;
    if all.iter().any(|a| a.name == def.name) {
        let name = brief(def.name.as_str());
        return Err(EditError::Other(format!("There is already an attribute named {name}")));
    }
    let def = checked(project, def, None)?;
    let title = format!("Attribute added: {}", brief(def.name.as_str()));
    Ok(Edit::new(title, vec![Op::AddAttribute(all.len(), Box::new(def))]))
}

/// Replaces an attribute's fields; its name stays. A default that does not fit another
/// type or other values goes.
pub fn edit_attribute(project: &Project, changed: AttributeDef) -> Result<Edit, EditError> {
    let before = project.schema().attributes.iter().find(|a| a.name == changed.name);
    let before = before.ok_or(EditError::Gone("The attribute"))?;
    let changed = checked(project, changed, before.default.as_ref())?;
    if *before == changed {
        return Err(EditError::Other(format!("{} is so already", brief(changed.name.as_str()))));
    }
    let title = format!("Attribute changed: {}", brief(changed.name.as_str()));
    Ok(Edit::new(title, vec![Op::EditAttribute(Box::new(changed))]))
}

/// Takes an attribute out of the schema. Values that marks have stay with them, and
/// come back with the attribute.
pub fn remove_attribute(project: &Project, name: &AttributeName) -> Result<Edit, EditError> {
    if !project.schema().attributes.iter().any(|a| a.name == *name) {
        return Err(EditError::Gone("The attribute"));
    }
    let title = format!("Attribute removed: {}", brief(name.as_str()));
    Ok(Edit::new(title, vec![Op::RemoveAttribute(name.clone())]))
}

/// The attribute without what its type has no use for.
fn checked(
    project: &Project,
    mut def: AttributeDef,
    default_before: Option<&String>,
) -> Result<AttributeDef, EditError> {
    if let AppliesTo::Labels(labels) = &def.applies_to
        && let Some(gone) = labels.iter().find(|l| project.schema().label(l).is_none())
    {
        return Err(EditError::Other(format!("There is no label {gone}")));
    }
    let mut values: Vec<String> = Vec::new();
    for value in def.values.iter().map(|v| one_line(v)).filter(|v| !v.is_empty()) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    def.values = values;
    if def.kind != AttributeType::Enum {
        def.values.clear();
        def.multi = false;
    }
    def.default = def.default.map(|d| one_line(&d)).filter(|d| !d.is_empty());
    if let (AttributeType::Number, Some(typed)) = (def.kind, &def.default)
        && let Some(number) = typed_number(typed)
    {
        // As files have it.
        def.default = Some(number.to_string());
    }
    if let Some(default) = &def.default
        && let Err(why) = fits(default, &def)
    {
        if Some(default) != default_before {
            return Err(EditError::Other(why));
        }
        def.default = None;
    }
    Ok(def)
}

/// Whether a text can be the default of an attribute.
fn fits(default: &str, def: &AttributeDef) -> Result<(), String> {
    let (fits, why) = match def.kind {
        AttributeType::Enum => {
            (def.values.iter().any(|v| v == default), "The default must be one of the values")
        }
        AttributeType::Bool => {
            (matches!(default, "true" | "false"), "The default must be yes or no")
        }
        AttributeType::Number => (typed_number(default).is_some(), "The default must be a number"),
        AttributeType::Date => return edtf::check(default).map_err(|e| format!("Default: {e}")),
        AttributeType::Text => (true, ""),
        AttributeType::Entity | AttributeType::Annotation => {
            (false, "An attribute of this type has no default")
        }
    };
    if fits { Ok(()) } else { Err(why.to_owned()) }
}
