//! Random operations: most of them valid in the project as it is, some not.

mod op;
pub mod variants;

use glossator_core::model::*;
use glossator_core::ops::*;
use glossator_core::text::Span;

use super::*;

/// SplitMix64.
pub struct Random {
    state: u64,
    next_id: u128,
    /// The texts to hand in for documents that operations add.
    pub texts: Vec<(DocumentId, Text)>,
}

impl Random {
    pub fn new(seed: u64) -> Self {
        Self { state: seed, next_id: 1_000, texts: Vec::new() }
    }

    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T>(&mut self, from: impl IntoIterator<Item = T>) -> Option<T> {
        let mut all: Vec<T> = from.into_iter().collect();
        if all.is_empty() { None } else { Some(all.swap_remove(self.below(all.len()))) }
    }

    fn maybe<T>(&mut self, value: T) -> Option<T> {
        self.chance(60).then_some(value)
    }

    /// A fresh number; its last byte is spread, as a random UUID's is.
    pub fn fresh(&mut self) -> u128 {
        self.next_id += 1;
        self.next_id * 7
    }

    pub fn word(&mut self) -> String {
        ["", "Oren", "Zoë", "“two”", "a\nb", "😀", "x | y"][self.below(7)].to_owned()
    }

    fn document(&mut self, p: &Project) -> DocumentId {
        let known = self.pick(p.documents().keys().copied());
        if self.chance(3) { doc(999) } else { known.unwrap_or(doc(999)) }
    }
    fn entity(&mut self, p: &Project) -> EntityId {
        let known = self.pick(p.entities().keys().copied());
        if self.chance(3) { entity(999) } else { known.unwrap_or(entity(999)) }
    }
    fn claim(&mut self, p: &Project) -> ClaimId {
        let known = self.pick(p.claims().keys().copied());
        if self.chance(3) { claim(999) } else { known.unwrap_or(claim(999)) }
    }
    fn layer(&mut self, p: &Project) -> LayerId {
        let known = self.pick(p.layers().keys().copied());
        if self.chance(3) { layer(999) } else { known.unwrap_or(layer(999)) }
    }
    fn annotator(&mut self, p: &Project) -> AnnotatorId {
        self.pick(p.annotators().keys().copied()).unwrap_or(annotator(999))
    }
    fn label(&mut self, p: &Project, kind: Kind) -> Option<LabelId> {
        if self.chance(3) {
            return self.pick(["nowhere".into(), "body".into(), "PER".into()]);
        }
        self.pick(p.schema().labels_of(kind).map(|l| l.id.clone()))
    }
    fn annotation(&mut self, p: &Project) -> (DocumentId, AnnotationId) {
        let document = self.document(p);
        let all = p.open(document).map(|o| o.marks.iter().map(|a| a.id).collect::<Vec<_>>());
        let known = self.pick(all.into_iter().flatten());
        (document, if self.chance(3) { ann(999) } else { known.unwrap_or(ann(999)) })
    }

    pub fn spans(&mut self, text: &Text) -> Vec<Span> {
        let places: Vec<u32> = (0..=text.len_bytes())
            .filter(|n| text.as_str().is_char_boundary(*n as usize))
            .collect();
        let n = 1 + self.below(3) * self.below(2);
        (0..n)
            .map(|_| {
                let a = self.below(places.len());
                let b = (a + 1 + self.below(12)).min(places.len() - 1);
                span(places[a], places[b])
            })
            .collect()
    }

    fn ranges(&mut self, p: &Project, document: DocumentId) -> (Ranges, String) {
        let spans = p.open(document).map(|o| o.text.clone()).map(|t| self.spans(&t));
        let ranges = Ranges::joined(spans.unwrap_or_default())
            .unwrap_or_else(|_| Ranges::one(span(0, 1 + self.below(2) as u32)).unwrap());
        let words = match p.open(document) {
            Some(_) if !self.chance(3) => exact(p, document, &ranges),
            _ => "not these words".to_owned(),
        };
        (ranges, words)
    }

    fn value(&mut self, p: &Project) -> AttributeValue {
        match self.below(7) {
            0 => AttributeValue::Choice(vec![self.word(), self.word()]),
            1 => AttributeValue::Bool(self.chance(50)),
            2 => AttributeValue::Text(self.word()),
            3 if self.chance(5) => AttributeValue::Number(f64::NAN),
            3 => AttributeValue::Number(self.next() as f64 / 7e18),
            4 => AttributeValue::Date("XXXX-05-16".into()),
            5 => AttributeValue::Entity(self.entity(p)),
            _ => AttributeValue::Annotation(self.annotation(p).1),
        }
    }

    fn body(&mut self, p: &Project, kind: Kind) -> Body {
        match kind {
            Kind::Mention => {
                let confidence = [Confidence::Sure, Confidence::Unsure][self.below(2)];
                let link = EntityLink { entity: self.entity(p), confidence };
                let level = self.pick([None, Some(Level::Nam), Some(Level::Nom), Some(Level::Pro)]);
                Body::Mention { level: level.flatten(), entity: self.maybe(link) }
            }
            Kind::Claim => {
                let hops = (0..self.below(3)).map(|_| self.hop(p)).collect();
                let chains = if self.chance(30) { vec![] } else { vec![Chain { hops }] };
                Body::Claim { claim: self.claim(p), chains }
            }
            Kind::Source => Body::Source,
            Kind::Cue => Body::Cue,
            Kind::Evidence => Body::Evidence,
            Kind::Region => Body::Region { exclude: self.chance(50) },
        }
    }

    fn hop(&mut self, p: &Project) -> Hop {
        Hop {
            source: (0..self.below(2)).map(|_| self.annotation(p).1).collect(),
            entity: (0..self.below(3)).map(|_| self.entity(p)).collect(),
            cue: (0..self.below(2)).map(|_| self.annotation(p).1).collect(),
            stance: self.pick(Stance::ALL.iter().copied()).unwrap(),
            quotation: self.pick([None, Some(Quotation::Mixed)]).flatten(),
            medium: self.word(),
            ..Hop::default()
        }
    }

    fn new_annotation(&mut self, p: &Project) -> Annotation {
        let document = self.document(p);
        let (ranges, exact) = self.ranges(p, document);
        let kind = if self.chance(60) { Kind::Mention } else { self.pick(Kind::ALL).unwrap() };
        let label = self.label(p, kind);
        let mut attributes = std::collections::BTreeMap::new();
        if self.chance(30) {
            attributes.insert(AttributeName::from("n"), self.value(p));
        }
        Annotation {
            id: if self.chance(3) { self.annotation(p).1 } else { ann(self.fresh()) },
            document,
            layer: self.layer(p),
            label,
            ranges,
            exact,
            attributes,
            origin: self
                .pick([
                    Origin::Human,
                    Origin::Bulk,
                    Origin::Rule { rule: "r".into() },
                    Origin::Model { model: "m".into(), score: Some(0.1 + 0.2), accepted_by: None },
                    Origin::Imported { file: "f.ann".into() },
                ])
                .unwrap(),
            by: self.annotator(p),
            at: at(self.below(1_000) as i64),
            note: self.word(),
            flagged: self.chance(50),
            body: self.body(p, kind),
        }
    }

    fn quantities(&mut self) -> Vec<Quantity> {
        let min = if self.chance(3) { f64::INFINITY } else { self.next() as f64 / 3.0 };
        vec![Quantity {
            of: "people".into(),
            min: Some(min),
            max: None,
            modifier: Modifier::AtLeast,
            unit: self.word(),
            as_of: None,
            words: self.word(),
        }]
    }

    fn participants(&mut self, p: &Project) -> Vec<Participant> {
        (0..self.below(3))
            .map(|_| Participant { role: self.word(), entity: self.entity(p) })
            .collect()
    }

    pub fn a_label(&mut self, p: &Project) -> Label {
        let mut label = self.pick(p.schema().labels.iter().cloned()).unwrap_or_else(|| {
            glossator_core::model::presets::Preset::News.labels().swap_remove(0)
        });
        label.name = self.word();
        label
    }

    /// A document to add; its text is to be handed in most of the time.
    fn new_document(&mut self, p: &Project) -> Document {
        let id = doc(self.fresh());
        let text = text(&format!("{} new {}", self.word(), self.word()));
        let mut document = Document::new(id, self.word(), &text);
        if self.chance(20) {
            document.status.insert(self.layer(p), LayerStatus::both(Status::Done));
        }
        if self.chance(10) {
            self.texts.push((id, super::text("another text")));
        } else if self.chance(80) {
            self.texts.push((id, text));
        }
        document
    }

    fn link(&mut self, p: &Project) -> ClaimLinkId {
        self.pick(p.claim_links().keys().copied()).unwrap_or(link(999))
    }

    /// One to four operations, as one user action has. Now and then the removal of a
    /// document with all its annotations.
    pub fn action(&mut self, p: &mut Project) -> Vec<Op> {
        if self.chance(3) {
            let document = self.document(p);
            let marks = p.open(document).into_iter().flat_map(|o| o.marks.iter());
            let mut ops: Vec<Op> = marks.map(|a| Op::RemoveAnnotation(document, a.id)).collect();
            ops.push(Op::RemoveDocument(document));
            if self.chance(20) {
                ops.push(Op::RemoveEvidence(evidence(999)));
            }
            return ops;
        }
        let n = 1 + self.below(2) * self.below(4);
        // Each operation is made for the project after those before it.
        let mut ahead = p.clone();
        let mut ops = Vec::new();
        for _ in 0..n {
            let known = self.texts.len();
            let op = self.op(&ahead);
            for (id, text) in &self.texts[known..] {
                ahead.provide_text(*id, text.clone());
                p.provide_text(*id, text.clone());
            }
            let _ = ahead.apply_all(std::slice::from_ref(&op));
            ops.push(op);
        }
        ops
    }
}
