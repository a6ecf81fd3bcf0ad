//! The sample project: five invented news reports about one fire, so that every screen
//! has something to show from the first minute. Its source is in `assets/sample`.

use std::collections::BTreeMap;

use serde::Deserialize;
use uuid::Uuid;

use crate::model::{
    Alias, AliasKind, Annotation, AnnotationId, Annotator, Anonymity, Body, Certainty, Chain,
    Claim, ClaimId, ClaimLink, ClaimLinkId, ClaimLinkType, Document, DocumentId, EVENT_ROLE,
    Entity, EntityId, EntityLink, Hop, Kind, LabelId, LayerId, LayerStatus, Level, MetaField,
    Origin, Participant, Project, ProjectId, Quantity, Quotation, Ranges, RangesError, Stance,
    Status, Timestamp, presets::Preset,
};
use crate::ops::{LoadError, OpError, Registers};
use crate::text::{OffsetError, Span, Text};

const JSON: &str = include_str!("../../../assets/sample/sample.json");
const TEXTS: [(&str, &str); 5] = [
    ("courier.txt", include_str!("../../../assets/sample/courier.txt")),
    ("lantern.txt", include_str!("../../../assets/sample/lantern.txt")),
    ("marfa.txt", include_str!("../../../assets/sample/marfa.txt")),
    ("northline.txt", include_str!("../../../assets/sample/northline.txt")),
    ("standard.txt", include_str!("../../../assets/sample/standard.txt")),
];

/// Why the sample cannot be built: it names something that it does not have.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The JSON is not as expected.
    #[error("sample.json: {0}")]
    Json(#[from] serde_json::Error),
    /// Something is named that is not there.
    #[error("the sample has no {what} “{key}”")]
    Missing {
        /// The sort of record.
        what: &'static str,
        /// Its key, or the quote.
        key: String,
    },
    /// A text is too long, or a quote outside of it.
    #[error(transparent)]
    Offset(#[from] OffsetError),
    /// The quotes of an annotation are not in order.
    #[error("annotation “{key}”: {error}")]
    Ranges {
        /// The annotation's key.
        key: String,
        /// What is wrong.
        error: RangesError,
    },
    /// A document cannot be opened.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// An annotation does not fit the project.
    #[error("annotation {annotation}: {error}")]
    Annotation {
        /// The annotation.
        annotation: AnnotationId,
        /// What is wrong.
        error: OpError,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    name: String,
    guidelines: String,
    documents: Vec<SampleDocument>,
    entities: Vec<SampleEntity>,
    claims: Vec<SampleClaim>,
    claim_links: Vec<SampleLink>,
    annotations: Vec<SampleAnnotation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleDocument {
    key: String,
    file: String,
    name: String,
    title: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    published: Option<String>,
    url: Option<String>,
    lang: Option<String>,
    republished_from: Option<String>,
    status: Status,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleEntity {
    key: String,
    name: String,
    #[serde(rename = "type")]
    label: LabelId,
    aliases: Vec<SampleAlias>,
    external_id: Option<String>,
    description: Option<String>,
    part_of: Option<String>,
    member_of: Option<String>,
    group_size: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleAlias {
    text: String,
    kind: AliasKind,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleClaim {
    key: String,
    text: String,
    topic: String,
    #[serde(default)]
    quantities: Vec<Quantity>,
    /// The entity that is the event.
    #[serde(default)]
    event: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleLink {
    from: String,
    to: String,
    #[serde(rename = "type")]
    kind: ClaimLinkType,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleAnnotation {
    key: String,
    document: String,
    kind: Kind,
    label: Option<LabelId>,
    quotes: Vec<SampleQuote>,
    entity: Option<String>,
    level: Option<Level>,
    claim: Option<String>,
    #[serde(default)]
    chain: Vec<SampleHop>,
    #[serde(default)]
    exclude: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleQuote {
    exact: String,
    nth: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleHop {
    sources: Vec<String>,
    entity: Vec<String>,
    cues: Vec<String>,
    stance: Stance,
    certainty: Certainty,
    quotation: Option<Quotation>,
    anonymity: Anonymity,
}

/// Ids by the keys of the sample, made in the order of the file.
struct Keys<'a, T> {
    what: &'static str,
    ids: BTreeMap<&'a str, T>,
}

impl<'a, T: Copy> Keys<'a, T> {
    fn new(
        what: &'static str,
        keys: impl Iterator<Item = &'a String>,
        mut id: impl FnMut() -> T,
    ) -> Self {
        Self { what, ids: keys.map(|key| (key.as_str(), id())).collect() }
    }

    fn get(&self, key: &str) -> Result<T, SampleError> {
        let missing = || SampleError::Missing { what: self.what, key: key.to_owned() };
        self.ids.get(key).copied().ok_or_else(missing)
    }

    fn maybe(&self, key: Option<&String>) -> Result<Option<T>, SampleError> {
        key.map(|key| self.get(key)).transpose()
    }

    fn all(&self, keys: &[String]) -> Result<Vec<T>, SampleError> {
        keys.iter().map(|key| self.get(key)).collect()
    }
}

/// The sample as a project of this annotator, with all five documents open.
///
/// `ids` gives a new UUID on each call; version 7 ones keep the order of the documents.
///
/// # Errors
/// If the sample is not in order: a slip in its source, which a test finds.
pub fn build(
    project_id: ProjectId,
    annotator: Annotator,
    layer: LayerId,
    at: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<Project, SampleError> {
    let sample: Sample = serde_json::from_str(JSON)?;
    let keys = sample.documents.iter().map(|d| &d.key);
    let documents = Keys::new("document", keys, || DocumentId::new(ids()));
    let keys = sample.entities.iter().map(|e| &e.key);
    let entities = Keys::new("entity", keys, || EntityId::new(ids()));
    let keys = sample.claims.iter().map(|c| &c.key);
    let claims = Keys::new("claim", keys, || ClaimId::new(ids()));
    let keys = sample.annotations.iter().map(|a| &a.key);
    let annotations = Keys::new("annotation", keys, || AnnotationId::new(ids()));

    let by = annotator.id;
    let mut project =
        Project::new(project_id, sample.name, Preset::News.schema(), annotator, layer, at);
    project.guidelines = sample.guidelines;

    let mut registers = Registers::default();
    let mut texts = BTreeMap::new();
    for d in &sample.documents {
        let id = documents.get(&d.key)?;
        let text = text(&d.file)?;
        let mut document = Document::new(id, d.name.as_str(), &text);
        document.meta = meta(d);
        document.status = [(layer, LayerStatus::both(d.status))].into();
        registers.documents.push((document, Default::default()));
        texts.insert(id, text);
    }
    for e in &sample.entities {
        registers.entities.push(entity(e, &entities)?);
    }
    for c in &sample.claims {
        let event = entities.maybe(c.event.as_ref())?;
        let event = event.map(|entity| Participant { role: EVENT_ROLE.to_owned(), entity });
        registers.claims.push(Claim {
            topic: c.topic.clone(),
            quantities: c.quantities.clone(),
            participants: event.into_iter().collect(),
            ..Claim::stating(claims.get(&c.key)?, c.text.as_str())
        });
    }
    for l in &sample.claim_links {
        registers.claim_links.push(ClaimLink {
            id: ClaimLinkId::new(ids()),
            from: claims.get(&l.from)?,
            to: claims.get(&l.to)?,
            kind: l.kind,
            note: String::new(),
        });
    }
    project.load_registers(registers);

    let mut marks: BTreeMap<DocumentId, Vec<Annotation>> = BTreeMap::new();
    for a in &sample.annotations {
        let document = documents.get(&a.document)?;
        let Some(text) = texts.get(&document) else { continue };
        let ranges = ranges(text, a)?;
        let words: Result<Vec<&str>, _> =
            ranges.as_slice().iter().map(|r| text.slice(*r)).collect();
        marks.entry(document).or_default().push(Annotation {
            id: annotations.get(&a.key)?,
            document,
            layer,
            label: a.label.clone(),
            exact: words?.join(" "),
            ranges,
            attributes: BTreeMap::new(),
            origin: Origin::Human,
            by,
            at,
            note: String::new(),
            flagged: false,
            body: body(a, &entities, &claims, &annotations)?,
        });
    }
    for (id, text) in texts {
        let problems = project.load_document(id, text, marks.remove(&id).unwrap_or_default())?;
        if let Some(p) = problems.into_iter().next() {
            return Err(SampleError::Annotation { annotation: p.annotation, error: p.error });
        }
    }
    Ok(project)
}

fn text(file: &str) -> Result<Text, SampleError> {
    let found = TEXTS.iter().find(|(name, _)| *name == file);
    let (_, text) =
        found.ok_or_else(|| SampleError::Missing { what: "text", key: file.to_owned() })?;
    Ok(Text::new(*text)?)
}

fn meta(d: &SampleDocument) -> BTreeMap<MetaField, String> {
    let fields = [
        (MetaField::Title, &d.title),
        (MetaField::Publisher, &d.publisher),
        (MetaField::Author, &d.author),
        (MetaField::Published, &d.published),
        (MetaField::Url, &d.url),
        (MetaField::Lang, &d.lang),
        (MetaField::RepublishedFrom, &d.republished_from),
    ];
    fields.into_iter().filter_map(|(field, value)| Some((field, value.clone()?))).collect()
}

fn entity(e: &SampleEntity, entities: &Keys<'_, EntityId>) -> Result<Entity, SampleError> {
    let alias = |a: &SampleAlias| Alias {
        text: a.text.clone(),
        kind: a.kind,
        auto_match: a.kind != AliasKind::Contextual,
    };
    Ok(Entity {
        id: entities.get(&e.key)?,
        name: e.name.clone(),
        label: Some(e.label.clone()),
        aliases: e.aliases.iter().map(alias).collect(),
        external_id: e.external_id.clone(),
        description: e.description.clone().unwrap_or_default(),
        part_of: entities.maybe(e.part_of.as_ref())?,
        member_of: entities.maybe(e.member_of.as_ref())?,
        group_size: e.group_size,
    })
}

fn body(
    a: &SampleAnnotation,
    entities: &Keys<'_, EntityId>,
    claims: &Keys<'_, ClaimId>,
    annotations: &Keys<'_, AnnotationId>,
) -> Result<Body, SampleError> {
    Ok(match a.kind {
        Kind::Mention => {
            let entity = entities.maybe(a.entity.as_ref())?;
            let link = |entity| EntityLink { entity, confidence: Default::default() };
            Body::Mention { level: a.level, entity: entity.map(link) }
        }
        Kind::Claim => {
            let hop = |h: &SampleHop| -> Result<Hop, SampleError> {
                Ok(Hop {
                    source: annotations.all(&h.sources)?,
                    entity: entities.all(&h.entity)?,
                    cue: annotations.all(&h.cues)?,
                    anonymity: h.anonymity,
                    stance: h.stance,
                    certainty: h.certainty,
                    quotation: h.quotation,
                    ..Hop::default()
                })
            };
            let hops: Result<Vec<Hop>, _> = a.chain.iter().map(hop).collect();
            let hops = hops?;
            let chains = if hops.is_empty() { Vec::new() } else { vec![Chain { hops }] };
            let claim = a.claim.as_deref().unwrap_or_default();
            Body::Claim { claim: claims.get(claim)?, chains }
        }
        Kind::Source => Body::Source,
        Kind::Cue => Body::Cue,
        Kind::Evidence => Body::Evidence,
        Kind::Region => Body::Region { exclude: a.exclude },
    })
}

fn ranges(text: &Text, a: &SampleAnnotation) -> Result<Ranges, SampleError> {
    let mut spans: Vec<Span> = Vec::with_capacity(a.quotes.len());
    for q in &a.quotes {
        let found = text.as_str().match_indices(q.exact.as_str()).nth(q.nth.saturating_sub(1));
        let (at, _) = found.ok_or_else(|| SampleError::Missing {
            what: "quote",
            key: format!("{} ({}, of {})", q.exact, q.nth, a.key),
        })?;
        spans.push(text.span_at(at..at + q.exact.len())?);
    }
    Ranges::exactly(spans).map_err(|error| SampleError::Ranges { key: a.key.clone(), error })
}
