//! A small project, and random operations on it, for the tests of ops, query and store.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

pub mod random;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use glossator_core::find::Pattern;
use glossator_core::model::presets::Preset;
use glossator_core::model::*;
use glossator_core::ops::{EntityEdit, Op, OpError};
use glossator_core::testing::marked;
use glossator_core::text::{ByteOffset, Span, Text};
use uuid::Uuid;

/// The engine in memory never waits.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the engine in memory waits"),
    }
}

/// Where a text has a pattern.
pub fn matches(pattern: &Pattern, text: &Text) -> Vec<Span> {
    pattern.find(text, &pattern.fold(text))
}

/// The annotations that others of an open document name but that are gone. No operation is
/// refused for them: removing a cue word must not be refused because a chain names it.
pub fn dangling(p: &Project, document: DocumentId) -> Vec<AnnotationId> {
    let Some(open) = p.open(document) else { return Vec::new() };
    let named = open.marks.iter().flat_map(Annotation::annotations);
    named.filter(|id| open.marks.get(*id).is_none()).collect()
}

/// The items of evidence that are gone: their document was removed, or it is open and does not
/// have the annotation. Nothing is said of documents that are not open.
pub fn dangling_evidence(p: &Project) -> Vec<(EvidenceId, DocumentId, AnnotationId)> {
    let gone = |document: &DocumentId, annotation: &AnnotationId| {
        !p.documents().contains_key(document)
            || p.open(*document).is_some_and(|open| open.marks.get(*annotation).is_none())
    };
    let named = p.evidence().values().flat_map(|e| e.annotations.iter().map(|item| (e.id, *item)));
    named.filter(|(_, (d, a))| gone(d, a)).map(|(e, (d, a))| (e, d, a)).collect()
}

pub fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}
pub fn doc(n: u128) -> DocumentId {
    DocumentId::new(uuid(0xd0_0000 + n))
}
pub fn ann(n: u128) -> AnnotationId {
    AnnotationId::new(uuid(0xa0_0000 + n))
}
pub fn entity(n: u128) -> EntityId {
    EntityId::new(uuid(0xe0_0000 + n))
}
pub fn claim(n: u128) -> ClaimId {
    ClaimId::new(uuid(0xc0_0000 + n))
}
pub fn annotator(n: u128) -> AnnotatorId {
    AnnotatorId::new(uuid(0x10_0000 + n))
}
pub fn layer(n: u128) -> LayerId {
    LayerId::new(uuid(0x20_0000 + n))
}
pub fn link(n: u128) -> ClaimLinkId {
    ClaimLinkId::new(uuid(0x30_0000 + n))
}
pub fn evidence(n: u128) -> EvidenceId {
    EvidenceId::new(uuid(0x40_0000 + n))
}
pub fn project_id() -> ProjectId {
    ProjectId::new(uuid(1))
}
pub fn at(n: i64) -> Timestamp {
    Timestamp::from_millis(1_773_474_120_000 + n)
}
pub fn span(start: u32, end: u32) -> Span {
    Span::between(ByteOffset::new(start), ByteOffset::new(end))
}
pub fn text(s: &str) -> Text {
    Text::new(s).unwrap()
}

pub fn empty_project() -> Project {
    let me = Annotator { id: annotator(0), name: "Ada".into() };
    Project::new(project_id(), "Marrow Bay", Preset::News.schema(), me, layer(0), at(0))
}

/// Adds a document and opens it.
pub fn add_document(p: &mut Project, id: DocumentId, content: &str) {
    let text = text(content);
    let document = Document::new(id, format!("{id}.txt"), &text);
    p.provide_text(id, text);
    p.apply_all(&[Op::AddDocument(Box::new(document))]).unwrap();
}

/// The covered words, ranges joined by one space.
pub fn exact(p: &Project, document: DocumentId, ranges: &Ranges) -> String {
    let open = p.open(document).expect("an open document");
    let part = |s: &Span| open.text.slice(*s).unwrap_or("?").to_owned();
    ranges.as_slice().iter().map(part).collect::<Vec<_>>().join(" ")
}

/// A mention that fits.
pub fn mention(
    p: &Project,
    id: AnnotationId,
    document: DocumentId,
    label: &str,
    ranges: Ranges,
) -> Annotation {
    Annotation {
        id,
        document,
        layer: layer(0),
        label: Some(LabelId::from(label)),
        exact: exact(p, document, &ranges),
        ranges,
        attributes: Default::default(),
        origin: Origin::Human,
        by: annotator(0),
        at: at(0),
        note: String::new(),
        flagged: false,
        body: Body::Mention { level: None, entity: None },
    }
}

/// A project with one open document, marked as the source says; annotations are
/// numbered from 0 in the order in which they open.
pub fn marked_project(source: &str) -> Project {
    let marked = marked(source).unwrap();
    let mut p = empty_project();
    add_document(&mut p, doc(0), &marked.text);
    for (n, (label, spans)) in marked.annotations.into_iter().enumerate() {
        let a = mention(&p, ann(n as u128), doc(0), &label, Ranges::exactly(spans).unwrap());
        p.apply_all(&[Op::AddAnnotation(Box::new(a))]).unwrap();
    }
    p
}

pub fn add(a: Annotation) -> Op {
    Op::AddAnnotation(Box::new(a))
}

/// A project with three open documents, entities, claims and some of everything.
pub fn sample() -> Project {
    let mut p = empty_project();
    for (n, content) in [
        "Oren Valk of the Marrow Bay Authority told Reuters that four people died.",
        "Zoë 😀 said: “Nobody died”, two officials reported.\n\nÜber Nacht 40 %.",
        "القاهرة is Cairo. The group denied it.",
    ]
    .iter()
    .enumerate()
    {
        add_document(&mut p, doc(n as u128), content);
    }
    let mut ops = Vec::new();
    for n in 0..4 {
        let e = Entity::named(entity(n), format!("entity {n}"), Some("PER".into()));
        ops.push(Op::AddEntity(Box::new(e)));
    }
    for n in 0..3 {
        ops.push(Op::AddClaim(Box::new(Claim::stating(claim(n), format!("claim {n}")))));
    }
    ops.push(Op::AddAnnotator(Annotator { id: annotator(1), name: "Ben".into() }));
    ops.push(Op::AddLayer(Layer { id: layer(1), kind: LayerKind::Annotator(annotator(1)) }));
    ops.push(Op::AddLayer(Layer { id: layer(2), kind: LayerKind::Gold }));
    p.apply_all(&ops).unwrap();
    p
}

/// The sample with marks: 0 a mention of entity 0, 1 a claim mention that entity 1
/// makes, 2 a speaker, 3 a mention with entity 3 as an attribute, in Ben's layer.
pub fn used() -> Project {
    let mut p = sample();
    let one = |a, b| Ranges::one(span(a, b)).unwrap();
    let mut m0 = mention(&p, ann(0), doc(0), "PER", one(0, 9));
    m0.body = Body::Mention {
        level: None,
        entity: Some(EntityLink { entity: entity(0), confidence: Confidence::Sure }),
    };
    let mut m1 = mention(&p, ann(1), doc(0), "PER", one(0, 20));
    m1.label = None;
    let hop = Hop { entity: vec![entity(1)], source: vec![ann(2)], ..Hop::default() };
    m1.body = Body::Claim { claim: claim(0), chains: vec![Chain { hops: vec![hop] }] };
    let mut m2 = mention(&p, ann(2), doc(0), "PER", one(0, 9));
    (m2.label, m2.body) = (None, Body::Source);
    let mut m3 = mention(&p, ann(3), doc(1), "ORG", one(0, 4));
    m3.layer = layer(1);
    m3.attributes.insert("who".into(), AttributeValue::Entity(entity(3)));
    let evidence = Evidence {
        id: evidence(0),
        claim: claim(1),
        annotations: vec![(doc(0), ann(0)), (doc(2), ann(77))],
        stance: EvidenceStance::Supports,
        set: 0,
    };
    let link = ClaimLink {
        id: link(0),
        from: claim(0),
        to: claim(2),
        kind: ClaimLinkType::Updates,
        note: String::new(),
    };
    p.apply_all(&[
        add(m0),
        add(m1),
        add(m2),
        add(m3),
        Op::EditEntity(entity(2), EntityEdit::PartOf(Some(entity(1)))),
        Op::EditEntity(entity(3), EntityEdit::PartOf(Some(entity(2)))),
        Op::AddEvidence(Box::new(evidence)),
        Op::AddClaimLink(Box::new(link)),
    ])
    .unwrap();
    p
}

pub fn missing(what: &'static str, id: impl ToString) -> OpError {
    OpError::Missing { what, id: id.to_string() }
}
pub fn taken(what: &'static str, id: impl ToString) -> OpError {
    OpError::Taken { what, id: id.to_string() }
}
pub fn in_use(what: &'static str, name: impl Into<String>, count: u32) -> OpError {
    OpError::InUse { what, name: name.into(), count }
}

/// The operation is refused so in the project of [`used`], and changes nothing.
#[track_caller]
pub fn check(op: Op, want: OpError) {
    let mut p = used();
    let before = p.clone();
    assert_eq!(p.apply_all(std::slice::from_ref(&op)), Err(want), "{op:?}");
    assert_eq!(p, before);
}

/// What must hold of every project, whatever was done.
#[track_caller]
pub fn assert_whole(p: &Project) {
    for id in p.open_ids() {
        let open = p.open(id).unwrap();
        let all: Vec<&Annotation> = open.marks.iter().collect();
        assert_eq!(Summary::of(all.iter().copied()), p.summary(id), "counts");
        assert_eq!(all.len(), open.marks.len());
        assert!(all.iter().all(|a| open.marks.get(a.id) == Some(a)));
        let key = |a: &&Annotation| (a.ranges.start(), std::cmp::Reverse(a.ranges.end()), a.id);
        assert!(all.is_sorted_by_key(key), "reading order");
        let mut over: Vec<AnnotationId> =
            open.marks.overlapping(open.text.span()).iter().map(|a| a.id).collect();
        over.sort();
        let mut ids: Vec<AnnotationId> = all.iter().map(|a| a.id).collect();
        ids.sort();
        assert_eq!(over, ids, "index");
        // Whatever operations let in, loading lets in.
        let mut again = p.clone();
        again.unload_document(id);
        let stored = all.into_iter().cloned().collect();
        let problems = again.load_document(id, open.text.clone(), stored).unwrap();
        assert_eq!(problems, [], "fits");
        assert_eq!(&again, p);
    }
    assert!(p.summaries().values().all(|s| !s.is_empty()));
    assert!(p.summaries().keys().all(|id| p.documents().contains_key(id)));
}
