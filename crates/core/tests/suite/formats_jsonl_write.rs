//! JSON Lines: what is written can be read, stands where it says, and says what it lacks.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::formats_support;

use std::collections::BTreeSet;

use formats_support::*;
use glossator_core::formats::Format;
use glossator_core::model::*;
use glossator_core::ops::Op;
use glossator_core::text::Text;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Everything that must hold of any layer's lines.
fn check(project: &Project, layer: LayerId) {
    let exported = write_lines(project, layer);
    assert_eq!(exported, write_lines(project, layer));
    let content = &exported.content;
    let mut spans = 0;
    for line in content.lines() {
        let d: Value = serde_json::from_str(line).unwrap();
        let text = d["text"].as_str().unwrap();
        for list in ["spans", "regions"] {
            for s in d[list].as_array().unwrap() {
                assert_eq!(slice(text, &s["start"], &s["end"]), s["text"].as_str().unwrap());
                spans += 1;
            }
        }
        for list in ["spans", "regions", "claims"] {
            for s in d[list].as_array().unwrap() {
                for r in s.get("ranges").and_then(Value::as_array).into_iter().flatten() {
                    assert_eq!(slice(text, &r["start"], &r["end"]), r["text"].as_str().unwrap());
                }
            }
        }
        spans += d["claims"].as_array().unwrap().len();
        for hop in hops(&d) {
            let lists = [&hop["speakers"], &hop["cues"]];
            for w in lists.into_iter().flat_map(|l| l.as_array().unwrap()) {
                if !w["span"].is_null() {
                    assert_eq!(slice(text, &w["start"], &w["end"]), w["text"].as_str().unwrap());
                }
            }
        }
        for part in d["excluded"].as_array().unwrap() {
            let covered = slice(text, &part["start"], &part["end"]);
            assert!(!covered.is_empty());
        }
    }
    let back = read_back(Format::JsonLines, content, project, layer);
    assert_eq!(back.mismatches, Vec::<String>::new());
    assert_eq!(back.spans, spans);
    let all: usize =
        project.documents().keys().map(|d| project.open(*d).unwrap().marks.len()).sum();
    let out = lost(&exported, "annotations of other layers") + lost(&exported, EXCLUDED);
    assert_eq!(out + spans, all, "every annotation is written or counted");
}

const EXCLUDED: &str = "marks in excluded regions";

fn lost(exported: &Exported, what: &str) -> usize {
    exported.losses.iter().find(|l| l.what == what).map_or(0, |l| l.count)
}

/// Every hop of the claims of a line.
fn hops(line: &Value) -> Vec<&Value> {
    let claims = line["claims"].as_array().unwrap().iter();
    let chains = claims.flat_map(|c| c["chains"].as_array().unwrap());
    chains.flat_map(|c| c["hops"].as_array().unwrap()).collect()
}

#[test]
fn the_sample_is_written_and_read_back() {
    let project = sample();
    check(&project, options().layer);
    let exported = write_lines(&project, options().layer);
    let losses: Vec<(&str, usize)> = exported.losses.iter().map(|l| (l.what, l.count)).collect();
    assert_eq!(
        losses,
        [
            ("marks in excluded regions", 1),
            ("annotations without their author, time and origin", 241),
            ("guidelines", 1),
            ("definitions of labels, attributes and relations", 22),
            ("claims without topic, verdict, figures and other details", 18),
            ("links between claims", 11),
        ]
    );
}

#[test]
fn a_line_says_who_claims_what() {
    let project = sample();
    let standard = project.documents().values().find(|d| d.name == "standard-01.txt").unwrap().id;
    let chosen = BTreeSet::from([standard]);
    let exported = export(Format::JsonLines, &project, options().layer, Some(&chosen)).unwrap();
    let d: Value = serde_json::from_str(&exported.content).unwrap();
    assert_eq!(d["offset_unit"], "codepoint");
    assert_eq!(d["meta"]["publisher"], "Halvern Standard");
    assert_eq!(d["status"], json!({"entities": "in_progress", "claims": "in_progress"}));
    let denial = d["claims"].as_array().unwrap().iter().find(|c| c["stance"] == "denies").unwrap();
    assert_eq!(denial["text"], "9 people died in the Pier Nine depot fire.");
    assert_eq!(denial["speaker"], json!(["Oren Valk"]));
    assert_eq!(denial["cues"], json!(["flatly denied"]));
    // Oren Valk is a member of the Authority, which the text may not name.
    let names: Vec<&str> =
        d["entities"].as_array().unwrap().iter().map(|e| e["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"Marrow Bay Harbour Authority"), "{names:?}");
    let unused = exported.losses.iter().find(|l| l.what.starts_with("entities")).unwrap();
    assert_eq!(unused.count + names.len(), 36);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_layer_is_written_and_read_back(seed in any::<u64>()) {
        let project = random(seed);
        for layer in project.layers().keys() {
            check(&project, *layer);
        }
    }
}

/// A project whose one document has these marks: words, the kind, and who is meant.
struct Desk {
    project: Project,
    document: DocumentId,
    text: Text,
}

impl Desk {
    fn new(content: &str) -> Self {
        let project = one(content, &[]);
        let document = DocumentId::new(uuid(0xd1));
        let text = project.open(document).unwrap().text.clone();
        Self { project, document, text }
    }

    fn entity(&mut self, n: u128, name: &str) -> EntityId {
        let id = EntityId::new(uuid(n));
        let entity = Entity::named(id, name, Some("ORG".into()));
        self.project.apply_all(&[Op::AddEntity(Box::new(entity))]).unwrap();
        id
    }

    /// Marks the first occurrence of some words.
    fn mark(&mut self, n: u128, words: &str, body: Body) -> AnnotationId {
        let start = self.text.as_str().find(words).unwrap();
        let span = self.text.span_at(start..start + words.len()).unwrap();
        let mut a = mention(self.document, n, &self.text, vec![span]);
        a.label = match &body {
            Body::Mention { .. } => Some("PER".into()),
            Body::Region { exclude: true } => Some("boilerplate".into()),
            Body::Region { exclude: false } => Some("title".into()),
            _ => None,
        };
        a.body = body;
        let id = a.id;
        let mut ops = vec![Op::AddAnnotation(Box::new(a.clone()))];
        if let Some(claim) = a.claim().filter(|c| !self.project.claims().contains_key(c)) {
            ops.insert(0, Op::AddClaim(Box::new(Claim::stating(claim, "It burned."))));
        }
        self.project.apply_all(&ops).unwrap();
        id
    }

    fn claim(&mut self, n: u128, words: &str, hops: Vec<Hop>) -> AnnotationId {
        let chains = if hops.is_empty() { Vec::new() } else { vec![Chain { hops }] };
        self.mark(n, words, Body::Claim { claim: ClaimId::new(uuid(n)), chains })
    }

    fn line(&self) -> (Value, Exported) {
        check(&self.project, options().layer);
        let exported = write_lines(&self.project, options().layer);
        (serde_json::from_str(&exported.content).unwrap(), exported)
    }
}

fn nobody() -> Body {
    Body::Mention { level: None, entity: None }
}

fn linked(entity: EntityId) -> Body {
    let link = EntityLink { entity, confidence: Confidence::Sure };
    Body::Mention { level: None, entity: Some(link) }
}

#[test]
fn every_hop_can_be_understood_from_the_line_alone() {
    let mut desk = Desk::new("😀 Radio Calder, citing a clerk and the Lantern, said: it burned.");
    let (radio, lantern) =
        (desk.entity(0xe1, "Radio Calder"), desk.entity(0xe2, "Harbour Lantern"));
    let radio_words = desk.mark(0xa1, "Radio Calder", linked(radio));
    let clerk = desk.mark(0xa2, "a clerk", Body::Source);
    let paper = desk.mark(0xa3, "the Lantern", linked(lantern));
    let said = desk.mark(0xa4, "said", Body::Cue);
    let gone = AnnotationId::new(uuid(0xdead));
    desk.claim(
        0xc1,
        "it burned",
        vec![
            Hop::default(),
            Hop {
                source: vec![radio_words],
                entity: vec![radio],
                cue: vec![said],
                ..Hop::default()
            },
            Hop {
                source: vec![paper, clerk, gone],
                entity: vec![lantern],
                cue: vec![gone],
                anonymity: Anonymity::RoleOnly,
                ..Hop::default()
            },
        ],
    );
    let (line, _) = desk.line();
    let hops = hops(&line);
    assert_eq!(hops[0]["speakers"], json!([]), "implicit");
    assert_eq!(
        hops[1]["speakers"],
        json!([{"name": "Radio Calder", "entity": radio, "span": radio_words, "start": 2,
                "end": 14, "text": "Radio Calder"}])
    );
    assert_eq!(hops[1]["cues"], json!([{"span": said, "start": 48, "end": 52, "text": "said"}]));
    assert_eq!(
        hops[2]["speakers"],
        json!([
            {"name": "Harbour Lantern", "entity": lantern, "span": paper, "start": 35, "end": 46,
             "text": "the Lantern"},
            {"name": "a clerk", "entity": null, "span": clerk, "start": 23, "end": 30,
             "text": "a clerk"},
        ])
    );
    assert_eq!(hops[2]["source"], json!([paper, clerk, gone]), "ids as in the project file");
    assert_eq!(hops[2]["cue"], json!([gone]));
    let claim = &line["claims"][0];
    assert_eq!(claim["speaker"], json!(["Harbour Lantern", "a clerk"]));
    assert_eq!(claim["cues"], json!(["said"]));
}

#[test]
fn words_of_another_layer_or_in_parts_are_said_with_the_hop() {
    let mut desk = Desk::new("Radio, he said, Calder: it burned.");
    let second = LayerId::new(uuid(0x77));
    let by = AnnotatorId::new(uuid(0x78));
    let parts = vec![span(&desk.text, 0, 5), span(&desk.text, 16, 22)];
    let mut a = mention(desk.document, 0xa1, &desk.text, parts);
    let radio = desk.entity(0xe1, "Radio Calder");
    (a.layer, a.body) = (second, linked(radio));
    let source = a.id;
    desk.project
        .apply_all(&[
            Op::AddAnnotator(Annotator { id: by, name: "Ben".to_owned() }),
            Op::AddLayer(Layer { id: second, kind: LayerKind::Annotator(by) }),
            Op::AddAnnotation(Box::new(a)),
        ])
        .unwrap();
    desk.claim(0xc1, "it burned", vec![Hop { source: vec![source], ..Hop::default() }]);
    let (line, _) = desk.line();
    assert_eq!(
        hops(&line)[0]["speakers"],
        json!([{"name": "Radio Calder", "entity": radio, "span": source,
                "start": 0, "end": 22, "text": "Radio, he said, Calder",
                "ranges": [{"start": 0, "end": 5, "text": "Radio"},
                           {"start": 16, "end": 22, "text": "Calder"}]}])
    );
    assert_eq!(line["spans"], json!([]));
    assert_eq!(line["entities"][0]["name"], "Radio Calder", "whoever is named is listed");
}

#[test]
fn marks_in_excluded_regions_are_left_out_and_counted() {
    let mut desk = Desk::new("Ada wrote.\n\nSign up, Bob. By Eve\n\nMore of Ada: it burned.");
    let cut = Body::Region { exclude: true };
    desk.mark(0xb1, "\n\nSign up, Bob. By", cut.clone());
    desk.mark(0xb2, "By Eve\n\nMore of Ada", cut.clone());
    desk.mark(0xb3, "Sign up", cut);
    desk.mark(0xa1, "Ada", nobody());
    let whole = desk.line().0;
    let ada = desk.entity(0xe1, "Eve");
    desk.mark(0xa2, "Bob", nobody());
    desk.mark(0xa3, "Bob. By Eve", linked(ada));
    desk.mark(0xa4, "Sign up, Bob", Body::Region { exclude: false });
    desk.claim(0xc1, "Sign up", Vec::new());
    let (line, exported) = desk.line();
    assert_eq!(line, whole, "nothing but what was there");
    assert_eq!(line["excluded"], json!([{"start": 10, "end": 45}]), "joined");
    assert_eq!(line["regions"].as_array().unwrap().len(), 3, "the regions are there");
    assert_eq!(lost(&exported, EXCLUDED), 4);
    let words = exported.losses.iter().find(|l| l.what == EXCLUDED).unwrap().words();
    assert_eq!(words, "4 marks in excluded regions");
    assert_eq!(lost(&exported, "entities that no chosen document refers to"), 1);
    assert_eq!(lost(&exported, "claims that no chosen document makes"), 1);
    // Half in and half out is in.
    desk.mark(0xa5, "Ada: it", nobody());
    let (line, exported) = desk.line();
    assert_eq!(line["spans"].as_array().unwrap().len(), 2);
    assert_eq!(lost(&exported, EXCLUDED), 4);
    // The project file has everything.
    let json = write_all(&desk.project).unwrap();
    let back = read_back(Format::Project, &json, &desk.project, options().layer);
    assert_eq!((back.spans, back.mismatches.len()), (9, 0));
}

#[test]
fn what_another_layer_excludes_is_there() {
    let mut desk = Desk::new("Ada wrote.");
    desk.mark(0xa1, "Ada", nobody());
    let second = LayerId::new(uuid(0x77));
    let mut a = mention(desk.document, 0xb1, &desk.text, vec![span(&desk.text, 0, 10)]);
    (a.layer, a.label) = (second, Some("boilerplate".into()));
    a.body = Body::Region { exclude: true };
    let gold = Op::AddLayer(Layer { id: second, kind: LayerKind::Gold });
    desk.project.apply_all(&[gold, Op::AddAnnotation(Box::new(a))]).unwrap();
    let (line, exported) = desk.line();
    assert_eq!((line["excluded"].clone(), lost(&exported, EXCLUDED)), (json!([]), 0));
    assert_eq!(line["spans"].as_array().unwrap().len(), 1);
}

#[test]
fn reading_back_sees_marks_that_should_not_be_there_or_are_not() {
    let mut desk = Desk::new("Ada wrote. Sign up, Bob.");
    desk.mark(0xb1, "Sign up, Bob.", Body::Region { exclude: true });
    desk.mark(0xa1, "Ada", nobody());
    let bob = desk.mark(0xa2, "Bob", nobody());
    let (mut line, _) = desk.line();
    let back = |line: &Value| {
        let layer = options().layer;
        read_back(Format::JsonLines, &line.to_string(), &desk.project, layer).mismatches
    };
    assert_eq!(back(&line), Vec::<String>::new());
    let mut span = line["spans"][0].clone();
    let spans = line["spans"].as_array_mut().unwrap();
    (span["id"], span["text"]) = (json!(bob), json!("Bob"));
    (span["start"], span["end"]) = (json!(20), json!(23));
    spans.push(span);
    assert_eq!(back(&line), ["In “one.txt”, “Bob” is in an excluded region"]);
    line["spans"] = json!([]);
    assert_eq!(back(&line), ["In “one.txt”, “Ada” is missing"]);
}

#[test]
fn excluded_text_is_read_once() {
    let mut desk = Desk::new("Ada wrote. Sign up, Bob.");
    desk.mark(0xb1, "Sign up, Bob.", Body::Region { exclude: true });
    let (line, _) = desk.line();
    let read = |line: &Value| {
        let line = line.to_string();
        let read =
            glossator_core::formats::jsonl::read_lines(&line, "a", &options(), &mut counter(0));
        let imported = read.unwrap();
        assert_eq!(imported.problems, []);
        imported.project.documents[0].document.extra.clone()
    };
    assert!(read(&line).is_empty());
    // Of others, it may mean anything.
    let other = json!({"text": "a", "excluded": "yes"});
    assert_eq!(read(&other)["excluded"], "yes");
}

#[test]
fn the_id_of_a_record_is_written_beside_ours() {
    let ids = |line: Value| {
        let mut project = empty();
        let imported = lines::lines(&line.to_string());
        let additions = imported.additions(&project, "a.jsonl");
        for (id, text) in additions.texts {
            project.provide_text(id, text);
        }
        project.apply_all(&additions.ops).unwrap();
        check(&project, options().layer);
        let written: Value =
            serde_json::from_str(&write_lines(&project, options().layer).content).unwrap();
        let back = lines::lines(&written.to_string());
        assert_eq!(
            back.project.documents[0].document,
            *project.documents().values().next().unwrap()
        );
        written["source_id"].clone()
    };
    assert_eq!(ids(json!({"id": 17, "text": "a"})), 17);
    assert_eq!(ids(json!({"Id": "doc-17", "text": "a"})), "doc-17");
    assert_eq!(ids(json!({"doc_id": "d", "source_id": "s", "text": "a"})), "d");
    assert_eq!(ids(json!({"source_id": "s", "text": "a"})), Value::Null);
    assert_eq!(ids(json!({"id": [1], "text": "a"})), Value::Null);
    assert_eq!(ids(json!({"id": uuid(0x77).to_string(), "text": "a"})), Value::Null);
}
