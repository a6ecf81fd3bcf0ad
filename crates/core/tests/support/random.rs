//! Random operations: most of them valid in the project as it is, some not.

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

    /// One operation.
    pub fn op(&mut self, p: &Project) -> Op {
        match self.below(56) {
            0 => Op::Project(ProjectEdit::Name(self.word())),
            1 => Op::Project(ProjectEdit::Guidelines(self.word())),
            2 => Op::AddAnnotator(Annotator { id: annotator(self.fresh()), name: self.word() }),
            3 => Op::RemoveAnnotator(self.annotator(p)),
            4 => Op::RenameAnnotator(self.annotator(p), self.word()),
            5 => {
                let kind = LayerKind::Annotator(self.annotator(p));
                let kind = self.pick([LayerKind::Gold, kind]).unwrap();
                Op::AddLayer(Layer { id: layer(self.fresh()), kind })
            }
            6 => Op::RemoveLayer(self.layer(p)),
            7 => {
                let mut label = self.a_label(p);
                label.id = p.schema().free_label_id("New");
                Op::AddLabel(self.below(p.schema().labels.len() + 2), Box::new(label))
            }
            8 => Op::RemoveLabel(self.a_label(p).id),
            9 => {
                let mut label = self.a_label(p);
                if self.chance(30) {
                    label.kind = self.pick(Kind::ALL).unwrap();
                }
                Op::EditLabel(Box::new(label))
            }
            10 => Op::MoveLabel(self.a_label(p).id, self.below(p.schema().labels.len() + 1)),
            11..=13 => {
                let def = AttributeDef {
                    name: self.pick(["n", "m", "o"]).unwrap().into(),
                    applies_to: AppliesTo::Labels(vec!["PER".into()]),
                    kind: self.pick(AttributeType::ALL).unwrap(),
                    values: vec![self.word()],
                    default: None,
                    multi: self.chance(50),
                    hotkey: None,
                };
                match self.below(3) {
                    0 => Op::AddAttribute(self.below(4), Box::new(def)),
                    1 => Op::EditAttribute(Box::new(def)),
                    _ => Op::RemoveAttribute(def.name),
                }
            }
            14 => Op::SetRelations(vec![RelationDef {
                name: self.word(),
                from: vec!["PER".into()],
                to: vec![],
                symmetric: self.chance(50),
            }]),
            15 => Op::AddDocument(Box::new(self.new_document(p))),
            16 => Op::RemoveDocument(self.document(p)),
            17..=19 => {
                let edit = match self.below(3) {
                    0 => DocumentEdit::Name(self.word()),
                    1 => {
                        let value = self.word();
                        DocumentEdit::Meta(self.pick(MetaField::ALL).unwrap(), self.maybe(value))
                    }
                    _ => {
                        let status =
                            LayerStatus::both(Status::Done).with(Task::Claims, Status::Todo);
                        DocumentEdit::Status(self.layer(p), self.maybe(status))
                    }
                };
                Op::EditDocument(self.document(p), edit)
            }
            20..=29 => Op::AddAnnotation(Box::new(self.new_annotation(p))),
            30..=32 => {
                let (document, id) = self.annotation(p);
                Op::RemoveAnnotation(document, id)
            }
            33..=38 => {
                let (document, id) = self.annotation(p);
                let kind = p.open(document).and_then(|o| o.marks.get(id)).map(Annotation::kind);
                let kind = kind.unwrap_or(Kind::Mention);
                let edit = match self.below(6) {
                    0 => AnnotationEdit::Label(self.label(p, kind)),
                    1 => {
                        let (ranges, exact) = self.ranges(p, document);
                        AnnotationEdit::Ranges(ranges, exact)
                    }
                    2 => {
                        let value = self.value(p);
                        let name = self.pick(["n", "m"]).unwrap().into();
                        AnnotationEdit::Attribute(name, self.maybe(value))
                    }
                    3 => AnnotationEdit::Note(self.word()),
                    4 => AnnotationEdit::Flagged(self.chance(50)),
                    _ => {
                        let kind =
                            if self.chance(80) { kind } else { self.pick(Kind::ALL).unwrap() };
                        AnnotationEdit::Body(Box::new(self.body(p, kind)))
                    }
                };
                Op::EditAnnotation(document, id, edit)
            }
            39 => {
                let label = self.label(p, Kind::Mention);
                let mut e = Entity::named(entity(self.fresh()), self.word(), label);
                let whole = self.entity(p);
                e.part_of = self.maybe(whole);
                Op::AddEntity(Box::new(e))
            }
            40 | 41 => Op::RemoveEntity(self.entity(p)),
            42 => {
                let other = self.entity(p);
                let word = self.word();
                let edit = match self.below(8) {
                    0 => EntityEdit::Name(word),
                    1 => EntityEdit::Label(self.label(p, Kind::Mention)),
                    2 => EntityEdit::Aliases(vec![Alias {
                        text: word,
                        kind: AliasKind::Contextual,
                        auto_match: false,
                    }]),
                    3 => EntityEdit::ExternalId(self.maybe(word)),
                    4 => EntityEdit::Description(word),
                    5 => EntityEdit::PartOf(self.maybe(other)),
                    6 => EntityEdit::MemberOf(self.maybe(other)),
                    _ => EntityEdit::GroupSize(self.maybe(2)),
                };
                Op::EditEntity(self.entity(p), edit)
            }
            43 | 44 => {
                let pair = EntityPair::new(self.entity(p), self.entity(p));
                Op::SetDecision(pair, self.maybe(Decision::NotSame))
            }
            45 => {
                let mut c = Claim::stating(claim(self.fresh()), self.word());
                c.participants = self.participants(p);
                Op::AddClaim(Box::new(c))
            }
            46 => Op::RemoveClaim(self.claim(p)),
            47 | 48 => {
                let word = self.word();
                let edit = match self.below(10) {
                    0 => ClaimEdit::Text(word),
                    1 => ClaimEdit::Topic(word),
                    2 => ClaimEdit::CheckWorthy(self.maybe(true)),
                    3 => ClaimEdit::Verdict(self.maybe(Verdict::Refuted)),
                    4 => ClaimEdit::Justification(word),
                    5 => ClaimEdit::ClaimType(word),
                    6 => ClaimEdit::EventTime(self.maybe(word), None),
                    7 => ClaimEdit::EventPlace(self.maybe(word)),
                    8 => ClaimEdit::Quantities(self.quantities()),
                    _ => ClaimEdit::Participants(self.participants(p)),
                };
                Op::EditClaim(self.claim(p), edit)
            }
            49 => Op::AddClaimLink(Box::new(ClaimLink {
                id: link(self.fresh()),
                from: self.claim(p),
                to: self.claim(p),
                kind: self.pick(ClaimLinkType::ALL.iter().copied()).unwrap(),
                note: self.word(),
            })),
            50 => Op::RemoveClaimLink(self.link(p)),
            51 | 52 => {
                let edit = match self.below(2) {
                    0 => ClaimLinkEdit::Kind(ClaimLinkType::Updates),
                    _ => ClaimLinkEdit::Note(self.word()),
                };
                Op::EditClaimLink(self.link(p), edit)
            }
            53 => Op::AddEvidence(Box::new(Evidence {
                id: evidence(self.fresh()),
                claim: self.claim(p),
                annotations: vec![self.annotation(p)],
                stance: EvidenceStance::Context,
                set: 1,
            })),
            _ => {
                Op::RemoveEvidence(self.pick(p.evidence().keys().copied()).unwrap_or(evidence(999)))
            }
        }
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

/// The name of the variant, from the way it is written.
pub fn variant(op: &Op) -> String {
    let json = serde_json::to_value(op).unwrap();
    json.as_object().unwrap().keys().next().unwrap().clone()
}

/// The names of all variants. Adding one to `Op` breaks the match, and so this list.
pub fn every_variant() -> Vec<&'static str> {
    fn known(op: &Op) {
        match op {
            Op::Project(_)
            | Op::AddAnnotator(_)
            | Op::RemoveAnnotator(_)
            | Op::RenameAnnotator(..)
            | Op::AddLayer(_)
            | Op::RemoveLayer(_)
            | Op::AddLabel(..)
            | Op::RemoveLabel(_)
            | Op::EditLabel(_)
            | Op::MoveLabel(..)
            | Op::AddAttribute(..)
            | Op::RemoveAttribute(_)
            | Op::EditAttribute(_)
            | Op::SetRelations(_)
            | Op::AddDocument(_)
            | Op::RemoveDocument(_)
            | Op::EditDocument(..)
            | Op::AddAnnotation(_)
            | Op::RemoveAnnotation(..)
            | Op::EditAnnotation(..)
            | Op::AddEntity(_)
            | Op::RemoveEntity(_)
            | Op::EditEntity(..)
            | Op::SetDecision(..)
            | Op::AddClaim(_)
            | Op::RemoveClaim(_)
            | Op::EditClaim(..)
            | Op::AddClaimLink(_)
            | Op::RemoveClaimLink(_)
            | Op::EditClaimLink(..)
            | Op::AddEvidence(_)
            | Op::RemoveEvidence(_) => {}
        }
    }
    let _ = known;
    vec![
        "project",
        "add_annotator",
        "remove_annotator",
        "rename_annotator",
        "add_layer",
        "remove_layer",
        "add_label",
        "remove_label",
        "edit_label",
        "move_label",
        "add_attribute",
        "remove_attribute",
        "edit_attribute",
        "set_relations",
        "add_document",
        "remove_document",
        "edit_document",
        "add_annotation",
        "remove_annotation",
        "edit_annotation",
        "add_entity",
        "remove_entity",
        "edit_entity",
        "set_decision",
        "add_claim",
        "remove_claim",
        "edit_claim",
        "add_claim_link",
        "remove_claim_link",
        "edit_claim_link",
        "add_evidence",
        "remove_evidence",
    ]
}
