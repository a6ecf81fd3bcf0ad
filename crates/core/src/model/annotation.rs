//! Annotations: anything anchored in text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::claim::Chain;
use super::ids::{
    AnnotationId, AnnotatorId, AttributeName, ClaimId, DocumentId, EntityId, LabelId, LayerId,
};
use super::ranges::Ranges;
use super::timestamp::Timestamp;

/// Anything anchored in text. Nested, overlapping, crossing and discontinuous
/// annotations are all legal, always.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// Stays for the life of the annotation, through relabelling and resizing.
    pub id: AnnotationId,
    /// The document that it is anchored in.
    pub document: DocumentId,
    /// The layer that it belongs to.
    pub layer: LayerId,
    /// A label of the schema; mentions and regions have one, the other kinds may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<LabelId>,
    /// What it covers, in bytes of the document's text.
    pub ranges: Ranges,
    /// The covered text, ranges joined by one space: checked against the document
    /// on every load, save and export (W3C TextQuoteSelector, `exact`).
    pub exact: String,
    /// Values of the attributes that the schema declares.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<AttributeName, AttributeValue>,
    /// How it came to be.
    #[serde(default, skip_serializing_if = "Origin::is_human")]
    pub origin: Origin,
    /// Who made it.
    pub by: AnnotatorId,
    /// When it was made.
    pub at: Timestamp,
    /// A remark for colleagues; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Marked for another look.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub flagged: bool,
    /// What only annotations of this kind have.
    pub body: Body,
}

impl Annotation {
    /// The kind, which decides how it is drawn and listed.
    pub fn kind(&self) -> Kind {
        self.body.kind()
    }

    /// The register entry of a mention, if it is linked.
    pub fn entity(&self) -> Option<EntityId> {
        match &self.body {
            Body::Mention { entity, .. } => entity.map(|link| link.entity),
            _ => None,
        }
    }

    /// The register entry of a claim mention.
    pub fn claim(&self) -> Option<ClaimId> {
        match &self.body {
            Body::Claim { claim, .. } => Some(*claim),
            _ => None,
        }
    }

    /// Every reference to the entity register: the mention's own, those of chain hops
    /// and those of attributes. An entity that is named twice comes twice.
    pub fn entities(&self) -> impl Iterator<Item = EntityId> {
        let hops = self.chains().iter().flat_map(|c| &c.hops);
        let values = self.attributes.values().filter_map(|value| match value {
            AttributeValue::Entity(id) => Some(*id),
            _ => None,
        });
        self.entity().into_iter().chain(hops.flat_map(|h| h.entity.iter().copied())).chain(values)
    }

    /// Every reference to another annotation of the document: sources and cues of
    /// chain hops, and attributes.
    pub fn annotations(&self) -> impl Iterator<Item = AnnotationId> {
        let hops = self.chains().iter().flat_map(|c| &c.hops);
        let values = self.attributes.values().filter_map(|value| match value {
            AttributeValue::Annotation(id) => Some(*id),
            _ => None,
        });
        hops.flat_map(|h| h.source.iter().chain(&h.cue)).copied().chain(values)
    }

    /// The chains of a claim mention; none for other kinds.
    pub fn chains(&self) -> &[Chain] {
        match &self.body {
            Body::Claim { chains, .. } => chains,
            _ => &[],
        }
    }
}

/// What only annotations of one kind have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", try_from = "BodyFields")]
pub enum Body {
    /// A mention of an entity, or of a value such as a date.
    Mention {
        /// Name, nominal or pronoun (ACE/TAC).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Level>,
        /// The register entry.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entity: Option<EntityLink>,
    },
    /// A place where the text makes a claim.
    Claim {
        /// The normalised statement in the register.
        claim: ClaimId,
        /// Who says so; none: the document's own author asserts it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        chains: Vec<Chain>,
    },
    /// Words that name the speaker of a claim.
    Source,
    /// Words that show that, and how, somebody says something ("told", "denials by").
    Cue,
    /// Words that support or refute a claim.
    Evidence,
    /// A part of the page: title, byline, boilerplate.
    Region {
        /// Passed over by annotate-all; files say so, and who trains on them leaves it out.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        exclude: bool,
    },
}

/// The fields of every [`Body`], as they are read: serde reads an enum with its tag inside twice,
/// which is most of what opening a document costs.
#[derive(Deserialize)]
struct BodyFields {
    kind: Kind,
    level: Option<Level>,
    entity: Option<EntityLink>,
    claim: Option<ClaimId>,
    #[serde(default)]
    chains: Vec<Chain>,
    #[serde(default)]
    exclude: bool,
}

impl TryFrom<BodyFields> for Body {
    type Error = MissingField;

    fn try_from(fields: BodyFields) -> Result<Self, MissingField> {
        let BodyFields { kind, level, entity, claim, chains, exclude } = fields;
        Ok(match kind {
            Kind::Mention => Self::Mention { level, entity },
            Kind::Claim => Self::Claim { claim: claim.ok_or(MissingField("claim"))?, chains },
            Kind::Source => Self::Source,
            Kind::Cue => Self::Cue,
            Kind::Evidence => Self::Evidence,
            Kind::Region => Self::Region { exclude },
        })
    }
}

/// A field that this kind or type cannot be without, in the words of serde.
#[derive(Debug, thiserror::Error)]
#[error("missing field `{0}`")]
struct MissingField(&'static str);

impl Body {
    /// The kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Mention { .. } => Kind::Mention,
            Self::Claim { .. } => Kind::Claim,
            Self::Source => Kind::Source,
            Self::Cue => Kind::Cue,
            Self::Evidence => Kind::Evidence,
            Self::Region { .. } => Kind::Region,
        }
    }
}

/// What an annotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A mention of an entity or value.
    Mention,
    /// A claim mention.
    Claim,
    /// A speaker.
    Source,
    /// A cue word.
    Cue,
    /// Evidence for or against a claim.
    Evidence,
    /// A part of the page.
    Region,
}

impl Kind {
    /// Every kind, in the order of the model.
    pub const ALL: [Self; 6] =
        [Self::Mention, Self::Claim, Self::Source, Self::Cue, Self::Evidence, Self::Region];

    /// The word in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mention => "mention",
            Self::Claim => "claim",
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Evidence => "evidence",
            Self::Region => "region",
        }
    }
}

/// How a mention refers (ACE/TAC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Level {
    /// By name.
    Nam,
    /// By a noun phrase ("the spokesman").
    Nom,
    /// By a pronoun.
    Pro,
}

impl Level {
    /// Every value, in the order of the interface.
    pub const ALL: [Self; 3] = [Self::Nam, Self::Nom, Self::Pro];

    /// The word on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Nam => "Name",
            Self::Nom => "Noun",
            Self::Pro => "Pronoun",
        }
    }
}

/// A mention's link to the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityLink {
    /// The entry.
    pub entity: EntityId,
    /// How sure the annotator is.
    #[serde(default)]
    pub confidence: Confidence,
}

/// How sure a link is.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// No doubt.
    #[default]
    Sure,
    /// To be looked at again.
    Unsure,
}

impl Confidence {
    /// Every value, in the order of the interface.
    pub const ALL: [Self; 2] = [Self::Sure, Self::Unsure];

    /// The word on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sure => "Sure",
            Self::Unsure => "Unsure",
        }
    }
}

/// How an annotation came to be.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(!try_from))]
#[serde(tag = "type", rename_all = "snake_case", try_from = "OriginFields")]
pub enum Origin {
    /// A person marked it.
    #[default]
    Human,
    /// One of many marked in one step.
    Bulk,
    /// A rule of the project.
    Rule {
        /// The rule.
        rule: String,
    },
    /// A model's suggestion.
    Model {
        /// The model's name.
        model: String,
        /// Its score, 0 to 1.
        score: Option<f64>,
        /// Who accepted it; nobody yet, if empty.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accepted_by: Option<String>,
    },
    /// Read from a file.
    Imported {
        /// The file's name.
        file: String,
    },
}

/// The fields of every [`Origin`], as they are read; see [`BodyFields`].
#[derive(Deserialize)]
struct OriginFields {
    r#type: OriginType,
    rule: Option<String>,
    model: Option<String>,
    score: Option<f64>,
    accepted_by: Option<String>,
    file: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum OriginType {
    Human,
    Bulk,
    Rule,
    Model,
    Imported,
}

impl TryFrom<OriginFields> for Origin {
    type Error = MissingField;

    fn try_from(fields: OriginFields) -> Result<Self, MissingField> {
        let OriginFields { r#type, rule, model, score, accepted_by, file } = fields;
        Ok(match r#type {
            OriginType::Human => Self::Human,
            OriginType::Bulk => Self::Bulk,
            OriginType::Rule => Self::Rule { rule: rule.ok_or(MissingField("rule"))? },
            OriginType::Model => {
                let model = model.ok_or(MissingField("model"))?;
                Self::Model { model, score, accepted_by }
            }
            OriginType::Imported => Self::Imported { file: file.ok_or(MissingField("file"))? },
        })
    }
}

impl Origin {
    fn is_human(&self) -> bool {
        *self == Self::Human
    }
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AttributeValue {
    /// One or several of the declared values.
    Choice(Vec<String>),
    /// Yes or no.
    Bool(bool),
    /// Free text.
    Text(String),
    /// A number.
    Number(f64),
    /// A date, EDTF.
    Date(String),
    /// An entry of the entity register.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    Entity(EntityId),
    /// Another annotation of the same document.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    Annotation(AnnotationId),
}
