//! JSON Schema of the project file; for tests and tools, never in the page.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::shape::ProjectFile;

/// The schema, as committed in `schema/glossator-project-1.schema.json`.
///
/// # Errors
/// If the JSON library fails.
pub fn json_schema() -> Result<String, serde_json::Error> {
    let mut schema = schemars::schema_for!(ProjectFile);
    schema.insert("title".to_owned(), "Glossator project, version 1".into());
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

macro_rules! strings {
    ($($(#[$doc:meta])* $name:ident = $schema:tt;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

strings! {
    /// A UUID.
    Id = { "type": "string", "format": "uuid" };
    /// RFC 3339.
    DateTime = { "type": "string", "format": "date-time" };
    /// SHA-256.
    Hex = { "type": "string", "pattern": "^[0-9a-f]{64}$" };
}
