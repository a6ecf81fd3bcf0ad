//! Attribute values as people type and read them.

use crate::actions::EditError;
use crate::edtf;
use crate::model::{
    Annotation, AttributeDef, AttributeName, AttributeType, AttributeValue, OpenDocument, Project,
};
use crate::quantity::typed_number;

/// The value that somebody typed for an attribute; none for nothing. Choices,
/// entities and marks are not typed but chosen.
pub fn attribute_value(
    def: &AttributeDef,
    typed: &str,
) -> Result<Option<AttributeValue>, EditError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let wrong =
        |how: &str| Err(EditError::Other(format!("{} is {how}: “{typed}” is not", def.name)));
    Ok(Some(match def.kind {
        AttributeType::Text => AttributeValue::Text(typed.to_owned()),
        AttributeType::Bool => AttributeValue::Bool(matches!(typed, "true" | "yes")),
        AttributeType::Number => match typed_number(typed) {
            Some(n) => AttributeValue::Number(n),
            None => return wrong("a number, such as 1,500 or 1.5"),
        },
        AttributeType::Date => match edtf::check(typed) {
            Ok(()) => AttributeValue::Date(typed.to_owned()),
            Err(why) => return Err(EditError::Other(format!("{}: {why}", def.name))),
        },
        AttributeType::Enum => AttributeValue::Choice(vec![typed.to_owned()]),
        AttributeType::Entity | AttributeType::Annotation => return wrong("chosen from a list"),
    }))
}

/// The values that can be chosen for an attribute: those of the schema, then those that a mark
/// still has though the schema does not list them any more.
pub fn attribute_choices(def: &AttributeDef, value: Option<&AttributeValue>) -> Vec<String> {
    let mut all = def.values.clone();
    for own in chosen(value) {
        if !all.contains(own) {
            all.push(own.clone());
        }
    }
    all
}

/// The value of an attribute that takes several, once one of them was ticked or unticked; none
/// if none is left. In the order of [`attribute_choices`].
pub fn with_choice_toggled(
    def: &AttributeDef,
    value: Option<&AttributeValue>,
    option: &str,
) -> Option<AttributeValue> {
    let now = chosen(value);
    let on = |v: &String| now.contains(v) != (v == option);
    let kept: Vec<String> = attribute_choices(def, value).into_iter().filter(on).collect();
    (!kept.is_empty()).then_some(AttributeValue::Choice(kept))
}

/// What one key press can make of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributeOption {
    /// The attribute.
    pub name: AttributeName,
    /// The value as it is read.
    pub words: String,
    /// Its value afterwards.
    pub to: Option<AttributeValue>,
}

/// The values that a mark's attributes can be set to from a list, in the order of the schema. Of an
/// attribute that takes several, a value is added or taken away.
pub fn attribute_options(project: &Project, a: &Annotation) -> Vec<AttributeOption> {
    let mut out = Vec::new();
    for def in project.schema().attributes_for(a.kind(), a.label.as_ref()) {
        let now = a.attributes.get(&def.name);
        let mut add = |words: &str, to| {
            let (name, words) = (def.name.clone(), words.to_owned());
            out.push(AttributeOption { name, words, to });
        };
        match def.kind {
            AttributeType::Bool => {
                add("Yes", Some(AttributeValue::Bool(true)));
                add("No", Some(AttributeValue::Bool(false)));
            }
            AttributeType::Enum => {
                for choice in attribute_choices(def, now) {
                    let to = match def.multi {
                        true => with_choice_toggled(def, now, &choice),
                        false => Some(AttributeValue::Choice(vec![choice.clone()])),
                    };
                    add(&choice, to);
                }
            }
            _ => {}
        }
    }
    out
}

/// What is set of a mark though its label does not have it, such as what another label left:
/// names, and values as they are read.
pub fn foreign_attributes(
    project: &Project,
    open: &OpenDocument,
    a: &Annotation,
) -> Vec<(AttributeName, String)> {
    let own = |name: &AttributeName| {
        let mut defs = project.schema().attributes_for(a.kind(), a.label.as_ref());
        defs.any(|def| def.name == *name)
    };
    let foreign = a.attributes.iter().filter(|(name, _)| !own(name));
    foreign.map(|(name, value)| (name.clone(), attribute_text(project, open, value))).collect()
}

fn chosen(value: Option<&AttributeValue>) -> &[String] {
    match value {
        Some(AttributeValue::Choice(values)) => values,
        _ => &[],
    }
}

/// A value as it is read.
pub fn attribute_text(project: &Project, open: &OpenDocument, value: &AttributeValue) -> String {
    match value {
        AttributeValue::Choice(values) => values.join(", "),
        AttributeValue::Bool(yes) => if *yes { "Yes" } else { "No" }.to_owned(),
        AttributeValue::Text(s) | AttributeValue::Date(s) => s.clone(),
        AttributeValue::Number(n) => n.to_string(),
        AttributeValue::Entity(id) => project
            .entities()
            .get(id)
            .map_or_else(|| "an entity that is gone".to_owned(), |e| e.name.clone()),
        AttributeValue::Annotation(id) => open
            .marks
            .get(*id)
            .map_or_else(|| "a mark that is gone".to_owned(), |a| crate::words::brief(&a.exact)),
    }
}
