//! Projects for the tests of formats: small ones by hand, odd ones by chance.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, missing_docs)]

pub mod lines;
pub mod project_file;

use std::collections::{BTreeMap, BTreeSet};

use glossator_core::formats::{Format, Loss, ReadBack, ReadOptions, WriteError, Writer, read};
use glossator_core::model::presets::Preset;
use glossator_core::model::*;
use glossator_core::ops::Op;
use glossator_core::sample;
use glossator_core::text::{OffsetUnit, Span, Text};
use serde_json::{Value, json};
use uuid::Uuid;

pub fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// UUIDs that count up from a number.
pub fn counter(mut n: u128) -> impl FnMut() -> Uuid {
    move || {
        n += 1;
        uuid(n)
    }
}

pub const BY: u128 = 0x10_0001;
pub const LAYER: u128 = 0x20_0001;

pub fn options() -> ReadOptions {
    let at = Timestamp::from_millis(1_773_474_120_007);
    ReadOptions::new(AnnotatorId::new(uuid(BY)), LayerId::new(uuid(LAYER)), at)
}

/// What was written, and what it has lost.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    pub content: String,
    pub losses: Vec<Loss>,
}

/// Writes open documents, all or the chosen ones, as the page does.
pub fn export(
    format: Format,
    project: &Project,
    layer: LayerId,
    chosen: Option<&BTreeSet<DocumentId>>,
) -> Result<Exported, WriteError> {
    let mut writer = Writer::new(format, project, layer)?;
    let mut content = writer.header().to_owned();
    for document in project.documents().values() {
        if chosen.is_none_or(|chosen| chosen.contains(&document.id)) {
            let open = project.open(document.id).unwrap();
            content.push_str(&writer.document(document, open)?);
        }
    }
    content.push_str(&writer.footer());
    Ok(Exported { content, losses: writer.losses() })
}

/// The project file.
pub fn write_all(project: &Project) -> Result<String, WriteError> {
    export(Format::Project, project, options().layer, None).map(|exported| exported.content)
}

/// The lines of a layer.
pub fn write_lines(project: &Project, layer: LayerId) -> Exported {
    export(Format::JsonLines, project, layer, None).unwrap()
}

/// What reading an export back says of it, as the page asks it.
pub fn read_back(format: Format, exported: &str, project: &Project, layer: LayerId) -> ReadBack {
    let mut back = ReadBack::new(format, layer);
    // An export of no document is no file of documents.
    if format != Format::Project && exported.is_empty() {
        return back;
    }
    let imported = read(format, "the export", exported, &options(), &mut counter(0)).unwrap();
    for d in &imported.project.documents {
        let document = &project.documents()[&d.document.id];
        back.compare(d, document, project.open(d.document.id).unwrap());
    }
    back.compare_registers(&imported.project, project);
    back.hear(&imported.problems, false);
    back
}

pub fn empty() -> Project {
    let o = options();
    let annotator = Annotator { id: o.by, name: "Ada".to_owned() };
    Project::new(ProjectId::new(uuid(1)), "P", Preset::News.schema(), annotator, o.layer, o.at)
}

pub fn sample() -> Project {
    let o = options();
    let annotator = Annotator { id: o.by, name: "Ada".to_owned() };
    sample::build(ProjectId::new(uuid(1)), annotator, o.layer, o.at, &mut counter(0x5000)).unwrap()
}

/// A project with one document, whose mentions are the given code points.
pub fn one(text: &str, mentions: &[&[(u32, u32)]]) -> Project {
    let mut project = empty();
    let text = Text::new(text).unwrap();
    let document = Document::new(DocumentId::new(uuid(0xd1)), "one.txt", &text);
    let id = document.id;
    project.apply_all(&[Op::AddDocument(Box::new(document))]).unwrap();
    let marks = mentions.iter().enumerate().map(|(n, ranges)| {
        let spans: Vec<Span> = ranges.iter().map(|&(s, e)| span(&text, s, e)).collect();
        mention(id, 0xa1 + n as u128, &text, spans)
    });
    let marks = marks.collect();
    assert_eq!(project.load_document(id, text.clone(), marks).unwrap(), []);
    project
}

/// Counts characters the slow way.
pub fn span(text: &Text, start: u32, end: u32) -> Span {
    let byte = |n: u32| text.as_str().chars().take(n as usize).map(char::len_utf8).sum::<usize>();
    text.span_at(byte(start)..byte(end)).unwrap()
}

pub fn mention(document: DocumentId, id: u128, text: &Text, spans: Vec<Span>) -> Annotation {
    let exact: Vec<&str> = spans.iter().map(|s| text.slice(*s).unwrap()).collect();
    let o = options();
    Annotation {
        id: AnnotationId::new(uuid(id)),
        document,
        layer: o.layer,
        label: Some("PER".into()),
        exact: exact.join(" "),
        ranges: Ranges::exactly(spans).unwrap(),
        attributes: BTreeMap::new(),
        origin: Origin::Human,
        by: o.by,
        at: o.at,
        note: String::new(),
        flagged: false,
        body: Body::Mention { level: None, entity: None },
    }
}

/// `text[start:end]` as Python has it.
pub fn slice(text: &str, start: &Value, end: &Value) -> String {
    let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
    assert!(start <= end);
    text.chars().skip(start).take(end - start).collect()
}

/// `n` in another unit, counted the slow way; `n` is in code points.
pub fn in_unit(text: &str, n: u32, unit: OffsetUnit) -> u32 {
    let head = text.chars().take(n as usize);
    let count: usize = match unit {
        OffsetUnit::Byte => head.map(char::len_utf8).sum(),
        OffsetUnit::Char => head.count(),
        OffsetUnit::Utf16 => head.map(char::len_utf16).sum(),
    };
    count as u32
}

/// SplitMix64: the same project for the same seed.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
    fn yes(&mut self) -> bool {
        self.below(2) == 0
    }
    fn of<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }
    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.yes().then(|| make(self))
    }
    fn some<T>(&mut self, max: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(max + 1)).map(|_| make(self)).collect()
    }
    fn uuid(&mut self) -> Uuid {
        uuid(u128::from(self.next()) << 64 | u128::from(self.next()))
    }
    fn number(&mut self) -> f64 {
        self.of(&[0.0, -1.5, 1.1, 0.1 + 0.2, 1e300, 5e-324, 40_000.0, f64::from(u32::MAX)])
    }
    fn string(&mut self) -> String {
        self.text_of(6)
    }
    fn text_of(&mut self, max: usize) -> String {
        const PIECES: [&str; 24] = [
            "a",
            "Ada ",
            "e\u{308}",
            "é",
            "😀",
            "👨‍👩‍👧",
            "\r\n",
            "\n",
            " ",
            "القاهرة",
            "東京",
            "\u{2028}",
            "\u{85}",
            "\u{a0}",
            "\u{1}",
            "\"",
            "\\",
            "</script>",
            "\u{FEFF}",
            "\t",
            "__proto__",
            ", ",
            "\u{202e}",
            "\0",
        ];
        (0..self.below(max + 1)).map(|_| self.of(&PIECES)).collect()
    }
    fn json(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 4 } else { 6 }) {
            0 => Value::Null,
            1 => json!(self.string()),
            2 => json!(self.number()),
            3 => json!(self.next()),
            4 => (0..self.below(3)).map(|_| self.json(depth - 1)).collect(),
            _ => Value::Object(
                (0..self.below(3)).map(|_| (self.string(), self.json(depth - 1))).collect(),
            ),
        }
    }
}

/// A project with everything in it that the model allows.
pub fn random(seed: u64) -> Project {
    let r = &mut Random(seed);
    let at = Timestamp::from_millis(r.below(4_000_000_000_000) as i64);
    let annotators: Vec<Annotator> =
        (0..2).map(|_| Annotator { id: AnnotatorId::new(r.uuid()), name: r.string() }).collect();
    let layer = LayerId::new(r.uuid());
    let mut schema = Preset::News.schema();
    schema.labels[0].guideline = r.string();
    schema.attributes = vec![AttributeDef {
        name: "sure".into(),
        applies_to: AppliesTo::Labels(vec!["PER".into()]),
        kind: AttributeType::Enum,
        values: vec![r.string(), "b".to_owned()],
        default: r.maybe(|r| r.string()),
        multi: r.yes(),
        hotkey: None,
    }];
    schema.relations = vec![RelationDef {
        name: r.string(),
        from: vec!["PER".into()],
        to: Vec::new(),
        symmetric: r.yes(),
    }];
    let id = ProjectId::new(r.uuid());
    let mut p = Project::new(id, r.string(), schema, annotators[0].clone(), layer, at);
    let second = LayerId::new(r.uuid());
    let gold = LayerId::new(r.uuid());
    let layers = [layer, second, gold];
    let mut ops = vec![
        Op::Project(glossator_core::ops::ProjectEdit::Guidelines(r.string())),
        Op::AddAnnotator(annotators[1].clone()),
        Op::AddLayer(Layer { id: second, kind: LayerKind::Annotator(annotators[1].id) }),
        Op::AddLayer(Layer { id: gold, kind: LayerKind::Gold }),
    ];
    let entities: Vec<EntityId> = (0..3).map(|_| EntityId::new(r.uuid())).collect();
    for (n, id) in entities.iter().enumerate() {
        let mut e = Entity::named(*id, r.string(), r.maybe(|_| "ORG".into()));
        e.aliases = r.some(2, |r| Alias {
            text: r.string(),
            kind: r.of(&[AliasKind::Name, AliasKind::Acronym, AliasKind::Contextual]),
            auto_match: r.yes(),
        });
        e.external_id = r.maybe(|r| r.string());
        e.description = r.string();
        e.part_of = entities[..n].last().copied().filter(|_| r.yes());
        e.member_of = entities[..n].first().copied().filter(|_| r.yes());
        e.group_size = r.maybe(|r| r.below(9) as u32);
        ops.push(Op::AddEntity(Box::new(e)));
    }
    let claims: Vec<ClaimId> = (0..2).map(|_| ClaimId::new(r.uuid())).collect();
    for id in &claims {
        let mut c = Claim::stating(*id, r.string());
        c.topic = r.string();
        c.check_worthy = r.maybe(Random::yes);
        c.verdict = r.maybe(|r| r.of(&[Verdict::Refuted, Verdict::NotEnoughEvidence]));
        c.justification = r.string();
        c.event_time = r.maybe(|r| r.string());
        c.event_place = r.maybe(|r| r.string());
        c.quantities = r.some(2, |r| Quantity {
            of: r.string(),
            min: r.maybe(Random::number),
            max: r.maybe(Random::number),
            modifier: Modifier::AtLeast,
            unit: r.string(),
            as_of: r.maybe(|r| r.string()),
            words: r.string(),
        });
        c.participants = r.some(2, |r| Participant { role: r.string(), entity: r.of(&entities) });
        ops.push(Op::AddClaim(Box::new(c)));
    }
    ops.push(Op::AddClaimLink(Box::new(ClaimLink {
        id: ClaimLinkId::new(r.uuid()),
        from: claims[0],
        to: claims[1],
        kind: ClaimLinkType::Updates,
        note: r.string(),
    })));
    ops.push(Op::AddEvidence(Box::new(Evidence {
        id: EvidenceId::new(r.uuid()),
        claim: claims[0],
        annotations: vec![(DocumentId::new(r.uuid()), AnnotationId::new(r.uuid()))],
        stance: EvidenceStance::Context,
        set: 3,
    })));
    let pair = EntityPair::new(entities[0], entities[1]);
    ops.push(Op::SetDecision(pair, r.maybe(|_| Decision::NotSame)));
    p.apply_all(&ops).unwrap();
    for _ in 0..r.below(4) {
        let text = Text::new(r.text_of(40)).unwrap();
        let mut d = Document::new(DocumentId::new(r.uuid()), r.string(), &text);
        d.bom = r.yes();
        for field in MetaField::ALL {
            d.meta.extend(r.maybe(|r| (field, r.string())));
        }
        d.extra = r.some(3, |r| (r.string(), r.json(3))).into_iter().collect();
        d.status = r
            .some(2, |r| (r.of(&layers), LayerStatus::both(Status::InProgress)))
            .into_iter()
            .collect();
        let id = d.id;
        p.apply_all(&[Op::AddDocument(Box::new(d))]).unwrap();
        let marks =
            r.some(8, |r| annotation(r, id, &text, &layers, &annotators, &entities, &claims));
        let marks = marks.into_iter().flatten().collect();
        assert_eq!(p.load_document(id, text, marks).unwrap(), []);
    }
    p
}

fn annotation(
    r: &mut Random,
    document: DocumentId,
    text: &Text,
    layers: &[LayerId],
    annotators: &[Annotator],
    entities: &[EntityId],
    claims: &[ClaimId],
) -> Option<Annotation> {
    let mut cuts: Vec<u32> =
        (0..2 + 2 * r.below(3)).map(|_| r.below(text.len_chars() as usize + 1) as u32).collect();
    cuts.sort_unstable();
    let spans: Vec<Span> =
        cuts.chunks(2).filter(|c| c[0] < c[1]).map(|c| span(text, c[0], c[1])).collect();
    if spans.is_empty() {
        return None;
    }
    let mut a = mention(document, 0, text, spans);
    a.id = AnnotationId::new(r.uuid());
    a.layer = r.of(layers);
    a.by = r.of(annotators).id;
    a.at = Timestamp::from_millis(r.below(4_000_000_000_000) as i64);
    a.note = r.string();
    a.flagged = r.yes();
    a.origin = match r.below(6) {
        0 => Origin::Bulk,
        1 => Origin::Rule { rule: r.string() },
        2 => Origin::Model {
            model: r.string(),
            score: r.maybe(Random::number),
            accepted_by: r.maybe(|r| r.string()),
        },
        3 => Origin::Imported { file: r.string() },
        _ => Origin::Human,
    };
    let value = match r.below(7) {
        0 => AttributeValue::Choice(r.some(2, |r| r.string())),
        1 => AttributeValue::Bool(r.yes()),
        2 => AttributeValue::Text(r.string()),
        3 => AttributeValue::Number(r.number()),
        4 => AttributeValue::Date(r.string()),
        5 => AttributeValue::Entity(r.of(entities)),
        _ => AttributeValue::Annotation(AnnotationId::new(r.uuid())),
    };
    a.attributes.extend(r.maybe(|r| (AttributeName::new(r.string()), value)));
    match r.below(6) {
        0 | 1 => {
            let entity = r.maybe(|r| EntityLink {
                entity: r.of(entities),
                confidence: r.of(&[Confidence::Sure, Confidence::Unsure]),
            });
            a.body = Body::Mention { level: r.maybe(|r| r.of(&[Level::Nam, Level::Pro])), entity };
        }
        2 | 3 => {
            a.label = None;
            let hop = |r: &mut Random| Hop {
                source: r.some(2, |r| AnnotationId::new(r.uuid())),
                entity: r.some(2, |r| r.of(entities)),
                cue: r.some(1, |r| AnnotationId::new(r.uuid())),
                anonymity: r.of(Anonymity::ALL),
                stance: r.of(Stance::ALL),
                certainty: r.of(Certainty::ALL),
                medium: r.string(),
                said_at: r.string(),
                said_where: r.string(),
                quotation: r.maybe(|r| r.of(Quotation::ALL)),
            };
            let chains = r.some(2, |r| Chain { hops: r.some(2, hop) });
            a.body = Body::Claim { claim: r.of(claims), chains };
        }
        4 => {
            a.label = None;
            a.body = r.of(&[Body::Source, Body::Cue, Body::Evidence]);
        }
        _ => {
            a.label = Some("boilerplate".into());
            a.body = Body::Region { exclude: r.yes() };
        }
    }
    Some(a)
}
