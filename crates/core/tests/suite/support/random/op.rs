//! One operation of any kind.

use glossator_core::model::*;
use glossator_core::ops::*;

use super::super::*;
use super::Random;

impl Random {
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
}
