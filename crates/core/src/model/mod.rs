//! What an annotation, an entity, a claim and a project are. Data only: changes
//! are made through [`crate::ops`].

mod annotation;
mod authority;
mod claim;
mod claim_links;
mod document;
mod entity;
mod excluded;
mod ids;
mod marks;
pub mod presets;
mod project;
mod ranges;
mod references;
mod sameness;
mod schema;
mod sequence;
mod speaker;
mod summary;
pub(crate) mod tags;
mod timestamp;

pub use annotation::{
    Annotation, AttributeValue, Body, Confidence, EntityLink, Kind, Level, Origin,
};
pub use authority::{AuthorityRow, AuthorityRows};
pub use claim::{
    Anonymity, Certainty, Chain, Claim, ClaimLink, ClaimLinkType, EVENT_ROLE, Evidence,
    EvidenceStance, Hop, Modifier, Participant, Quantity, Quotation, Stance, Verdict,
};
pub(crate) use claim_links::quoted;
pub use document::{Document, LayerStatus, MetaField, Status, Task, Tasks};
pub(crate) use entity::same_id;
pub use entity::{Alias, AliasKind, Decision, Entity, EntityPair};
pub(crate) use excluded::Excluded;
pub use ids::{
    AnnotationId, AnnotatorId, AttributeName, ClaimId, ClaimLinkId, DocumentId, EntityId,
    EvidenceId, IdError, LabelId, LayerId, ProjectId,
};
pub use marks::Marks;
pub use project::{Annotator, Layer, LayerKind, OpenDocument, Project};
pub use ranges::{Ranges, RangesError};
pub(crate) use references::References;
pub use sameness::Difference;
pub(crate) use sameness::{Same, name_of};
pub use schema::{
    AppliesTo, AttributeDef, AttributeType, Hue, Label, RelationDef, Schema, Snapping,
};
pub use sequence::Sequence;
pub use speaker::{Speaker, speakers};
pub(crate) use speaker::{paired, set_speakers, source};
pub use summary::{ClaimMention, SourceWords, Summary};
pub use timestamp::Timestamp;
