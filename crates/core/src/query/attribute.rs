//! Attribute values as people type and read them.

use crate::actions::EditError;
use crate::edtf;
use crate::model::{AttributeDef, AttributeType, AttributeValue, OpenDocument, Project};
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
