//! The claim register, and who says a claim where.

use serde::{Deserialize, Serialize};

use super::ids::{AnnotationId, ClaimId, ClaimLinkId, DocumentId, EntityId, EvidenceId};

/// A normalised statement. Its mentions in documents are its "identical" relation;
/// a denial is a mention of the same claim with another stance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Stable through rewording.
    pub id: ClaimId,
    /// One self-contained, positively worded sentence, pronouns resolved.
    pub text: String,
    /// The question that it answers, which groups claims on the board.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub topic: String,
    /// Whether it is worth checking (CheckThat!); unset: not yet decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_worthy: Option<bool>,
    /// What checking found (AVeriTeC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// Why the verdict.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub justification: String,
    /// AVeriTeC's claim type, or prediction, opinion; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub claim_type: String,
    /// When it happened, EDTF (`XXXX-05-16`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_time: Option<String>,
    /// The words that say when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_time_words: Option<String>,
    /// Where it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_place: Option<String>,
    /// Its figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quantities: Vec<Quantity>,
    /// Who takes part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Participant>,
}

impl Claim {
    /// A claim with only its sentence.
    pub fn stating(id: ClaimId, text: impl Into<String>) -> Self {
        Self {
            id,
            text: text.into(),
            topic: String::new(),
            check_worthy: None,
            verdict: None,
            justification: String::new(),
            claim_type: String::new(),
            event_time: None,
            event_time_words: None,
            event_place: None,
            quantities: Vec::new(),
            participants: Vec::new(),
        }
    }
}

/// What checking a claim found (AVeriTeC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Evidence supports it.
    Supported,
    /// Evidence refutes it.
    Refuted,
    /// Too little is known.
    NotEnoughEvidence,
    /// Evidence disagrees.
    ConflictingEvidence,
}

impl Verdict {
    /// Every value, in the order of the interface.
    pub const ALL: [Self; 4] =
        [Self::Supported, Self::Refuted, Self::NotEnoughEvidence, Self::ConflictingEvidence];

    /// The words on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Supported => "Supported",
            Self::Refuted => "Refuted",
            Self::NotEnoughEvidence => "Not enough evidence",
            Self::ConflictingEvidence => "Conflicting evidence",
        }
    }
}

/// A figure in a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quantity {
    /// What is counted ("people killed").
    pub of: String,
    /// Lower bound; the figure itself if exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Upper bound; the figure itself if exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// How to read the bounds.
    pub modifier: Modifier,
    /// The unit; empty for plain counts.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// As of when, EDTF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// The raw words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// How a figure is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Modifier {
    /// Just this.
    Exact,
    /// Roughly.
    About,
    /// More than.
    Over,
    /// This or more.
    AtLeast,
    /// Less than.
    Under,
    /// Between two figures.
    Range,
}

impl Modifier {
    /// Every value, in the order of the interface.
    pub const ALL: [Self; 6] =
        [Self::Exact, Self::About, Self::AtLeast, Self::Over, Self::Under, Self::Range];

    /// The words on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Exact => "Exactly",
            Self::About => "About",
            Self::AtLeast => "At least",
            Self::Over => "More than",
            Self::Under => "Less than",
            Self::Range => "Range",
        }
    }
}

/// The role of the participant that is the event which a claim is about. The board lists
/// claims by it.
pub const EVENT_ROLE: &str = "event";

impl Claim {
    /// The event that it is about, if a participant says so.
    pub fn event(&self) -> Option<EntityId> {
        self.participants.iter().find(|p| p.role == EVENT_ROLE).map(|p| p.entity)
    }
}

/// Somebody who takes part in what a claim states.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// In which role.
    pub role: String,
    /// Who.
    pub entity: EntityId,
}

/// A path of hops, outermost (nearest the reader) first, originator last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    /// The hops.
    pub hops: Vec<Hop>,
}

impl Chain {
    /// The originator's hop.
    pub fn originator(&self) -> Option<&Hop> {
        self.hops.last()
    }
}

/// One speaker on the way from the originator to the reader.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    /// The words that name the speaker; none: implicit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<AnnotationId>,
    /// The speaker in the register; several: parallel sources. Two words that are no mentions
    /// may be the same entry's, which is here twice then: see [`speakers`](super::speakers).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entity: Vec<EntityId>,
    /// Cue words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cue: Vec<AnnotationId>,
    /// How far the speaker is named.
    #[serde(default)]
    pub anonymity: Anonymity,
    /// What the speaker does with the claim.
    #[serde(default)]
    pub stance: Stance,
    /// How certain the speaker is (FactBank).
    #[serde(default)]
    pub certainty: Certainty,
    /// Through what.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub medium: String,
    /// When it was said, EDTF.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said_at: String,
    /// Where it was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said_where: String,
    /// Whose words they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotation: Option<Quotation>,
}

impl Hop {
    /// Whether no words and no register entry say who speaks.
    pub fn is_implicit(&self) -> bool {
        self.source.is_empty() && self.entity.is_empty()
    }
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal, $title:literal;)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            /// Every value, in the order of the interface.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The word in files.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $word,)* } }
            /// The word on screen.
            pub const fn title(self) -> &'static str { match self { $(Self::$variant => $title,)* } }
        }
    )*};
}

choices! {
    /// How far a speaker is named.
    Anonymity {
        /// By name.
        Named = "named", "Named";
        /// By a role only ("a spokesman for Jundallah").
        RoleOnly = "role_only", "Role only";
        /// Asked not to be named.
        AnonymousRequested = "anonymous_requested", "Anonymous on request";
        /// A group without names ("journalists").
        UnspecifiedGroup = "unspecified_group", "Unspecified group";
        /// Nobody ("reportedly").
        Sourceless = "sourceless", "No source";
    }
    /// What a speaker does with a claim.
    Stance {
        /// Says that it is so.
        Asserts = "asserts", "Asserts";
        /// Says that it is not so.
        Denies = "denies", "Denies";
        /// Asks whether it is so.
        Questions = "questions", "Asks";
        /// Passes it on, uncommitted.
        Reports = "reports", "Reports";
    }
    /// How certain a speaker is (FactBank).
    Certainty {
        /// Not said.
        Unset = "unset", "Unset";
        /// Possible.
        Possible = "possible", "Possible";
        /// Probable.
        Probable = "probable", "Probable";
        /// Certain.
        Certain = "certain", "Certain";
    }
    /// Whose words a claim is made in.
    Quotation {
        /// The speaker's own.
        Direct = "direct", "Direct";
        /// The author's.
        Indirect = "indirect", "Indirect";
        /// Some of each.
        Mixed = "mixed", "Mixed";
    }
    /// How one claim bears on another.
    ClaimLinkType {
        /// Speaks for it.
        Supports = "supports", "Supports";
        /// Speaks against it.
        Refutes = "refutes", "Refutes";
        /// Replaces it later; does not refute it.
        Updates = "updates", "Updates";
        /// Has to do with it.
        Related = "related", "Related";
    }
    /// What a piece of evidence does.
    EvidenceStance {
        /// Speaks for the claim.
        Supports = "supports", "Supports";
        /// Speaks against the claim.
        Refutes = "refutes", "Refutes";
        /// Helps to understand it.
        Context = "context", "Context";
    }
}

#[allow(clippy::derivable_impls, reason = "the macro above has no place for the default")]
impl Default for Anonymity {
    fn default() -> Self {
        Self::Named
    }
}

#[allow(clippy::derivable_impls, reason = "the macro above has no place for the default")]
impl Default for Stance {
    fn default() -> Self {
        Self::Asserts
    }
}

#[allow(clippy::derivable_impls, reason = "the macro above has no place for the default")]
impl Default for Certainty {
    fn default() -> Self {
        Self::Unset
    }
}

/// A link between two claims, whatever the documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimLink {
    /// Stable.
    pub id: ClaimLinkId,
    /// The claim that bears on the other; for `updates`, the later one.
    pub from: ClaimId,
    /// The claim that it bears on.
    pub to: ClaimId,
    /// How.
    #[serde(rename = "type")]
    pub kind: ClaimLinkType,
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Evidence: items of one set are needed together, different sets are
/// alternatives (FEVER, SciFact).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Stable.
    pub id: EvidenceId,
    /// The claim that it bears on.
    pub claim: ClaimId,
    /// The words, in any document.
    pub annotations: Vec<(DocumentId, AnnotationId)>,
    /// What it does.
    pub stance: EvidenceStance,
    /// The set that it belongs to.
    pub set: u32,
}
