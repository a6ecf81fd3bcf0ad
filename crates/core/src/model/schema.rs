//! The label schema: data that a project can edit, never code.

use serde::{Deserialize, Serialize};

use super::annotation::Kind;
use super::ids::{AttributeName, LabelId};
use super::presets::hotkey;

/// Labels, attributes and relations of a project.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    /// In the order of the label bar.
    pub labels: Vec<Label>,
    /// In the order of the inspector.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<AttributeDef>,
    /// Relations between annotations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<RelationDef>,
}

impl Schema {
    /// The label with this id.
    pub fn label(&self, id: &LabelId) -> Option<&Label> {
        self.labels.iter().find(|label| label.id == *id)
    }

    /// The labels for one kind of annotation, in order.
    pub fn labels_of(&self, kind: Kind) -> impl Iterator<Item = &Label> {
        self.labels.iter().filter(move |label| label.kind == kind)
    }

    /// The attributes of annotations of this kind and label, in order.
    pub fn attributes_for(
        &self,
        kind: Kind,
        label: Option<&LabelId>,
    ) -> impl Iterator<Item = &AttributeDef> {
        self.attributes.iter().filter(move |def| match &def.applies_to {
            AppliesTo::Kind(k) => *k == kind,
            AppliesTo::Labels(labels) => label.is_some_and(|l| labels.contains(l)),
        })
    }

    /// The first of the colours that the fewest labels of this kind have.
    pub fn free_hue(&self, kind: Kind) -> Hue {
        let times = |hue: &Hue| self.labels_of(kind).filter(|l| l.hue == *hue).count();
        (1..=Hue::COUNT).map(Hue::new).min_by_key(times).unwrap_or(Hue::GREY)
    }

    /// The keys for labels that none has, in the order in which they are given.
    pub fn free_keys(&self) -> impl Iterator<Item = String> {
        let is_free = |key: &String| self.labels.iter().all(|l| l.hotkey.as_ref() != Some(key));
        (0..).map_while(hotkey).filter(is_free)
    }

    /// Puts other labels in the place of some, where attributes and relations name them.
    pub(crate) fn rename_labels<'a>(&mut self, to: impl Fn(&LabelId) -> Option<&'a LabelId>) {
        let rename = |labels: &mut Vec<LabelId>| {
            let mut now: Vec<LabelId> = Vec::with_capacity(labels.len());
            for label in labels.iter() {
                let label = to(label).unwrap_or(label);
                if !now.contains(label) {
                    now.push(label.clone());
                }
            }
            *labels = now;
        };
        for def in &mut self.attributes {
            if let AppliesTo::Labels(labels) = &mut def.applies_to {
                rename(labels);
            }
        }
        for relation in &mut self.relations {
            rename(&mut relation.from);
            rename(&mut relation.to);
        }
    }

    /// An id for a new label of this name that no label has yet: the name's
    /// letters and digits in capitals, with a number where needed.
    pub fn free_label_id(&self, name: &str) -> LabelId {
        let mut stem: String =
            name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
        if stem.is_empty() {
            stem.push_str("LABEL");
        }
        let mut id = LabelId::new(stem.as_str());
        let mut n = 2;
        while self.label(&id).is_some() {
            id = LabelId::new(format!("{stem}{n}"));
            n += 1;
        }
        id
    }
}

/// A label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Label {
    /// Stays when the label is renamed: what files name.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub id: LabelId,
    /// The kind of annotation that it labels.
    pub kind: Kind,
    /// The name on screen.
    pub name: String,
    /// 1 to 5 letters, shown above the span.
    pub tag: String,
    /// The colour.
    pub hue: Hue,
    /// The key that sets it; none: by the picker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hotkey: Option<String>,
    /// Whether spans snap to tokens or to characters.
    #[serde(default)]
    pub snapping: Snapping,
    /// Whether mentions can have an entry in the entity register; values such as dates have none.
    #[serde(default)]
    pub has_entity: bool,
    /// When to use it, Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guideline: String,
    /// For regions: whether new ones are excluded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exclude: bool,
}

/// One of the twelve label colours, 1 to 12; 0 is grey.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Hue(u8);

impl Hue {
    /// How many colours there are besides grey.
    pub const COUNT: u8 = 12;
    /// Without colour.
    pub const GREY: Self = Self(0);

    /// The hue with this number; numbers above twelve go round.
    pub const fn new(n: u8) -> Self {
        if n <= Self::COUNT { Self(n) } else { Self((n - 1) % Self::COUNT + 1) }
    }

    /// 0 to 12.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Hue {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        u8::deserialize(d).map(Self::new)
    }
}

/// What the ends of a new span snap to.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Snapping {
    /// Whole tokens.
    #[default]
    Tokens,
    /// Grapheme clusters.
    Characters,
}

/// An attribute of annotations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AttributeDef {
    /// Its name, in files and on screen.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub name: AttributeName,
    /// The annotations that have it.
    pub applies_to: AppliesTo,
    /// What its value is.
    #[serde(rename = "type")]
    pub kind: AttributeType,
    /// The values to choose from, for a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// The value of new annotations; for a choice, one of the values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// Whether several values may be chosen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub multi: bool,
    /// The key that opens it, as other programs have it: kept, and not obeyed here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hotkey: Option<String>,
}

/// Which annotations an attribute belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AppliesTo {
    /// All of a kind.
    Kind(Kind),
    /// Those with one of these labels.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    Labels(Vec<LabelId>),
}

/// What an attribute's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AttributeType {
    /// One, or several, of the declared values.
    Enum,
    /// Yes or no.
    Bool,
    /// Free text.
    Text,
    /// A number.
    Number,
    /// A date, EDTF.
    Date,
    /// An entry of the entity register.
    Entity,
    /// Another annotation.
    Annotation,
}

impl AttributeType {
    /// Every type, in the order of the interface.
    pub const ALL: [Self; 7] = [
        Self::Enum,
        Self::Bool,
        Self::Text,
        Self::Number,
        Self::Date,
        Self::Entity,
        Self::Annotation,
    ];

    /// The word on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Enum => "Choice",
            Self::Bool => "Yes or no",
            Self::Text => "Text",
            Self::Number => "Number",
            Self::Date => "Date",
            Self::Entity => "Entity",
            Self::Annotation => "Mark",
        }
    }
}

/// A relation that annotations may have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RelationDef {
    /// Its name.
    pub name: String,
    /// Labels that it may start from; none: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub from: Vec<LabelId>,
    /// Labels that it may lead to; none: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub to: Vec<LabelId>,
    /// Whether it means the same both ways.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub symmetric: bool,
}
