//! Identifiers: one type each, so that a claim's cannot be passed for an entity's.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that is not a valid id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a valid id (a UUID such as 0190a2b4-7c1e-7000-8000-000000000001)")]
pub struct IdError(pub String);

macro_rules! uuid_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// An id made by the caller. Version 7 UUIDs keep lists in the order of creation.
            pub const fn new(uuid: Uuid) -> Self { Self(uuid) }
            /// The id that is written just so. Other spellings of a UUID, such as 32 digits
            /// without hyphens, are ids of others: written back, they would not be the same.
            pub fn ours(s: &str) -> Option<Self> {
                s.parse::<Self>().ok().filter(|id| id.to_string() == s)
            }
            /// The UUID inside.
            pub const fn uuid(self) -> Uuid { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(s: &str) -> Result<Self, IdError> {
                Uuid::parse_str(s).map(Self).map_err(|_| IdError(s.to_owned()))
            }
        }
    )*};
}

uuid_id! {
    /// A project.
    ProjectId;
    /// A document of a project.
    DocumentId;
    /// A person who annotates.
    AnnotatorId;
    /// One annotator's layer of annotations, or the gold layer.
    LayerId;
    /// Anything anchored in text.
    AnnotationId;
    /// An entry of the entity register.
    EntityId;
    /// An entry of the claim register.
    ClaimId;
    /// A link between two claims.
    ClaimLinkId;
    /// A piece of evidence for or against a claim.
    EvidenceId;
}

macro_rules! name_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id with exactly these characters.
            pub fn new(s: impl Into<Arc<str>>) -> Self { Self(s.into()) }
            /// The characters.
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{:?}", &self.0) }
        }
        impl From<&str> for $name {
            fn from(s: &str) -> Self { Self::new(s) }
        }
    )*};
}

name_id! {
    /// A label of the schema, by a short readable name ("PER") that stays when the label is renamed.
    LabelId;
    /// An attribute that the schema declares.
    AttributeName;
}
