//! Adding files to a project: one step, nothing overwritten.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::formats_support;
use crate::support::dangling_evidence;

use std::collections::BTreeMap;

use formats_support::*;
use glossator_core::actions::Author;
use glossator_core::actions::import::{Choices, Incoming, add_documents};
use glossator_core::formats::{Additions, Format, Imported, ProblemKind, jsonl, native, plain};
use glossator_core::model::*;
use glossator_core::ops::{EntityEdit, Op};
use glossator_core::text::Text;
use proptest::prelude::*;

/// Applies as the page does, undoes it and looks whether anything is left.
fn apply(project: &mut Project, additions: &Additions) {
    let before = project.clone();
    for (id, text) in &additions.texts {
        project.provide_text(*id, text.clone());
    }
    let (undo, _) = project.apply_all(&additions.ops).unwrap();
    let after = project.clone();
    let (redo, _) = project.apply_all(&undo).unwrap();
    assert_eq!(*project, before, "one step back");
    project.apply_all(&redo).unwrap();
    assert_eq!(*project, after);
}

fn file_of(project: &Project) -> Imported {
    native::read(&write_all(project).unwrap(), "p.glossator.json").unwrap()
}

#[test]
fn the_sample_is_added_to_an_empty_project() {
    let mut project = empty();
    let sample = sample();
    let additions = file_of(&sample).additions(&project, "p.glossator.json");
    assert_eq!(additions.problems, []);
    apply(&mut project, &additions);
    assert_eq!(project.entities(), sample.entities());
    assert_eq!(project.claim_links(), sample.claim_links());
    for id in sample.documents().keys() {
        assert_eq!(project.open(*id), sample.open(*id));
    }
    // Once more adds nothing.
    let again = file_of(&sample).additions(&project, "p.glossator.json");
    assert_eq!((again.ops.len(), again.texts.len()), (0, 0));
    assert_eq!(again.problems.len(), 5, "a word about each document");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn any_project_is_added_to_any_other(one in any::<u64>(), other in any::<u64>()) {
        let (mut project, new) = (random(one), random(other));
        let additions = file_of(&new).additions(&project, "f");
        apply(&mut project, &additions);
        for id in new.documents().keys() {
            let (got, want) = (project.open(*id).unwrap(), new.open(*id).unwrap());
            prop_assert_eq!(got.marks.len(), want.marks.len());
            prop_assert_eq!(&got.text, &want.text);
        }
    }
}

#[test]
fn lines_and_texts_are_added_with_their_labels() {
    let mut project = empty();
    let line = r#"{"text": "Ada wrote", "spans": [[0, 3, "HERO"], [4, 9, "title"]]}"#;
    let imported = jsonl::read_lines(line, "a.jsonl", &options(), &mut counter(0)).unwrap();
    let additions = imported.additions(&project, "a.jsonl");
    // "title" is a region in the news labels.
    assert_eq!(additions.problems.len(), 1);
    assert_eq!(additions.problems[0].kind, ProblemKind::Duplicate);
    apply(&mut project, &additions);
    assert!(project.schema().label(&"HERO".into()).is_some());
    let id = *project.documents().keys().next().unwrap();
    assert_eq!(project.open(id).unwrap().marks.len(), 2);

    let imported = plain::read("Ada wrote", "b.txt", &options(), &mut counter(50)).unwrap();
    let additions = imported.additions(&project, "b.txt");
    assert_eq!(additions.problems[0].kind, ProblemKind::Duplicate);
    apply(&mut project, &additions);
    assert_eq!(project.documents().len(), 2);
}

#[test]
fn a_file_never_overwrites_the_register() {
    let mut project = sample();
    let file = file_of(&project);
    let id = *project.entities().keys().next().unwrap();
    let edit = EntityEdit::Name("mine".to_owned());
    project.apply_all(&[Op::EditEntity(id, edit)]).unwrap();
    let additions = file.additions(&project, "f");
    assert_eq!(additions.ops, []);
    let problem = &additions.problems[0];
    assert!(problem.what.contains("something else") && problem.set_aside.is_some(), "{problem}");
}

#[test]
fn what_the_file_says_otherwise_is_named() {
    let mut project = sample();
    let mut file = file_of(&project);
    let mut attribute = AttributeDef {
        name: "mood".into(),
        applies_to: AppliesTo::Kind(Kind::Mention),
        kind: AttributeType::Number,
        values: Vec::new(),
        default: None,
        multi: false,
        hotkey: None,
    };
    let place = project.schema().attributes.len();
    project.apply_all(&[Op::AddAttribute(place, Box::new(attribute.clone()))]).unwrap();
    attribute.kind = AttributeType::Text;
    file.project.schema.attributes.push(attribute);
    let relation =
        RelationDef { name: "near".to_owned(), from: Vec::new(), to: Vec::new(), symmetric: false };
    project.apply_all(&[Op::SetRelations(vec![relation.clone()])]).unwrap();
    file.project.schema.relations.push(RelationDef { symmetric: true, ..relation });
    let link = &mut file.project.claim_links[0];
    link.note.push_str(" x");
    let (from, to) = (project.claims()[&link.from].text.clone(), &project.claims()[&link.to].text);
    let ids: Vec<EntityId> = project.entities().keys().copied().take(2).collect();
    let names = [&project.entities()[&ids[0]].name, &project.entities()[&ids[1]].name];
    let about = format!("the decision about “{}” and “{}”", names[0], names[1]);
    let link_words = format!("the link between “{from}” and “{to}”");
    let pair = EntityPair::new(ids[0], ids[1]);
    project.apply_all(&[Op::SetDecision(pair, Some(Decision::NotSame))]).unwrap();
    file.project.decisions = vec![(pair, Decision::Unsure)];
    let additions = file.additions(&project, "f");
    assert_eq!(additions.ops, []);
    let said: Vec<&str> = additions.problems.iter().map(|p| p.what.as_str()).collect();
    for what in ["the attribute “mood”", "the relation “near”", &link_words, &about] {
        let sentence = format!("The project says something else about {what}");
        assert!(said.contains(&sentence.as_str()), "{sentence}: {said:?}");
    }
}

#[test]
fn parts_and_groups_that_cross_are_linked_in_the_end() {
    let ids = [EntityId::new(uuid(1)), EntityId::new(uuid(2))];
    let mut a = Entity::named(ids[0], "a", None);
    let mut b = Entity::named(ids[1], "b", None);
    a.part_of = Some(b.id);
    b.member_of = Some(a.id);
    let mut imported = Imported::default();
    imported.project.entities = vec![a.clone(), b.clone()];
    let mut project = empty();
    let additions = imported.additions(&project, "f");
    apply(&mut project, &additions);
    assert_eq!(project.entities()[&a.id], a);
    assert_eq!(project.entities()[&b.id], b);
}

#[test]
fn damaged_annotations_stay_set_aside_through_a_file() {
    let mut project = empty();
    let text = Text::new("Ada wrote").unwrap();
    let document = Document::new(DocumentId::new(uuid(0xd1)), "one.txt", &text);
    let id = document.id;
    project.apply_all(&[Op::AddDocument(Box::new(document))]).unwrap();
    let mut damaged = mention(id, 0xa1, &text, vec![span(&text, 0, 3)]);
    damaged.exact = "Eve".to_owned();
    assert_eq!(project.load_document(id, text, vec![damaged.clone()]).unwrap().len(), 1);

    let json = write_all(&project).unwrap();
    let imported = file_of(&project);
    assert_eq!(imported.problems[0].kind, ProblemKind::SetAside);
    assert_eq!(imported.project.documents[0].aside, [damaged]);
    let mismatches =
        |json: &str| read_back(Format::Project, json, &project, options().layer).mismatches;
    assert_eq!(mismatches(&json), Vec::<String>::new(), "the file has all of it");
    let mut without: serde_json::Value = serde_json::from_str(&json).unwrap();
    without["documents"][0].as_object_mut().unwrap().remove("set_aside");
    assert_eq!(mismatches(&without.to_string()).len(), 1, "nothing that was set aside is lost");
    let merged = imported.clone().additions(&empty(), "f");
    assert_eq!(merged.problems.len(), 2);
    let (built, problems) = imported.project.build().unwrap();
    assert_eq!((problems.len(), &built), (1, &project));
    assert_eq!(write_all(&built).unwrap(), json);

    let lines = write_lines(&project, options().layer);
    assert!(lines.losses.iter().any(|l| l.what.contains("set aside") && l.count == 1));
}

/// The sample as another project has it: the same texts, under ids of its own.
fn other_sample() -> Project {
    let o = options();
    let annotator = Annotator { id: o.by, name: "Ada".to_owned() };
    let id = ProjectId::new(uuid(2));
    glossator_core::sample::build(id, annotator, o.layer, o.at, &mut counter(0x9000)).unwrap()
}

#[test]
fn what_only_left_out_documents_say_is_left_out_with_them() {
    let project = sample();
    let o = options();
    let author = Author { by: o.by, layer: o.layer, at: o.at };
    let files = |imported| vec![Incoming { file: "p.glossator.json".to_owned(), imported }];
    // All of its texts are there: nothing of it is added.
    let file = file_of(&other_sample());
    let nothing = add_documents(&project, files(file), &Choices::default(), author);
    assert_eq!(nothing.unwrap_err().to_string(), "The project has all of this already");

    // One of its texts is new: what that one says is added, and no more.
    let mut project = sample();
    let (id, name) =
        project.documents().values().map(|d| (d.id, d.name.clone())).next_back().unwrap();
    let edit = glossator_core::actions::documents::remove_document(&project, id).unwrap();
    project.apply_all(&edit.ops).unwrap();
    let other = other_sample();
    let plan =
        add_documents(&project, files(file_of(&other)), &Choices::default(), author).unwrap();
    for (id, text) in &plan.annotated {
        project.provide_text(*id, text.clone());
    }
    let (claims, entities) = (project.claims().len(), project.entities().len());
    project.apply_all(&plan.edit.ops).unwrap();
    let new = other.documents().values().find(|d| d.name == name).unwrap().id;
    let marks = &other.open(new).unwrap().marks;
    let said: std::collections::BTreeSet<ClaimId> =
        marks.iter().filter_map(Annotation::claim).collect();
    let proved: std::collections::BTreeSet<ClaimId> = other
        .evidence()
        .values()
        .filter(|e| e.annotations.iter().any(|(d, _)| *d == new))
        .map(|e| e.claim)
        .collect();
    assert_eq!(project.claims().len() - claims, (&said | &proved).len());
    assert!(project.entities().len() - entities < other.entities().len());
    assert_eq!(dangling_evidence(&project), []);
    let told = plan.problems.iter().any(|p| p.what.starts_with("Left out with documents"));
    assert!(told, "{:?}", plan.problems);
}

#[test]
fn what_another_project_says_of_a_known_document_is_left_out() {
    // The same document by id, with a claim that the project does not have.
    let mut project = sample();
    let mut theirs = project.clone();
    let (document, a) = {
        let open = theirs.open_ids().next().unwrap();
        let a = theirs.open(open).unwrap().marks.iter().next().unwrap().clone();
        (open, a)
    };
    let (claim, entity) = (ClaimId::new(uuid(0x77)), EntityId::new(uuid(0x78)));
    let mention = Annotation {
        id: AnnotationId::new(uuid(0x79)),
        label: None,
        attributes: BTreeMap::new(),
        body: Body::Claim {
            claim,
            chains: vec![Chain { hops: vec![Hop { entity: vec![entity], ..Hop::default() }] }],
        },
        ..a
    };
    let other = *theirs.claims().keys().next().unwrap();
    let ops = [
        Op::AddEntity(Box::new(Entity::named(entity, "Theirs", None))),
        Op::AddClaim(Box::new(Claim::stating(claim, "Theirs"))),
        Op::AddAnnotation(Box::new(mention)),
        Op::AddClaimLink(Box::new(ClaimLink {
            id: ClaimLinkId::new(uuid(0x7a)),
            from: claim,
            to: other,
            kind: ClaimLinkType::Related,
            note: String::new(),
        })),
        Op::AddEvidence(Box::new(Evidence {
            id: EvidenceId::new(uuid(0x7b)),
            claim: other,
            annotations: vec![(document, AnnotationId::new(uuid(0x79)))],
            stance: EvidenceStance::Supports,
            set: 9,
        })),
    ];
    theirs.apply_all(&ops).unwrap();
    let additions = file_of(&theirs).additions(&project, "f");
    assert_eq!(additions.ops, []);
    let told = additions.problems.iter().find(|p| p.what.starts_with("Left out")).unwrap();
    assert!(
        told.what.ends_with("1 claim, 1 claim link, 1 piece of evidence, 1 entity"),
        "{}",
        told.what
    );
    apply(&mut project, &additions);
}

#[test]
fn links_that_contradict_are_not_added() {
    let mut project = empty();
    let claim = |n| ClaimId::new(uuid(n));
    let link = |n, from, to, kind| {
        let (from, to) = (claim(from), claim(to));
        ClaimLink { id: ClaimLinkId::new(uuid(n)), from, to, kind, note: String::new() }
    };
    use ClaimLinkType::{Refutes, Supports, Updates};
    let mut ops: Vec<Op> = (1..=2)
        .map(|n| Op::AddClaim(Box::new(Claim::stating(claim(n), format!("claim {n}")))))
        .collect();
    ops.push(Op::AddClaimLink(Box::new(link(10, 1, 2, Updates))));
    ops.push(Op::AddClaimLink(Box::new(link(11, 1, 2, Supports))));
    project.apply_all(&ops).unwrap();
    let mut imported = Imported::default();
    imported.project.claims =
        (1..=3).map(|n| Claim::stating(claim(n), format!("claim {n}"))).collect();
    imported.project.claim_links = vec![
        link(20, 2, 3, Updates),
        link(21, 3, 1, Updates),
        link(22, 2, 1, Refutes),
        link(23, 3, 3, Refutes),
        link(24, 3, 1, Refutes),
    ];
    let additions = imported.additions(&project, "f");
    apply(&mut project, &additions);
    let ids: Vec<u128> = project
        .claim_links()
        .keys()
        .map(|id| id.to_string())
        .map(|s| u128::from_str_radix(&s.replace('-', ""), 16).unwrap())
        .collect();
    assert_eq!(ids, [10, 11, 20, 24]);
    let whats: Vec<&str> = additions.problems.iter().map(|p| p.what.as_str()).collect();
    assert_eq!(whats.len(), 3, "{whats:?}");
    assert!(whats[0].contains("“claim 1” is a later version of “claim 3” already"), "{whats:?}");
    assert!(whats[1].contains("cannot support and refute"), "{whats:?}");
    assert!(whats[2].contains("cannot be linked to itself"), "{whats:?}");
    assert!(additions.problems.iter().all(|p| p.set_aside.is_some()));
}

#[test]
fn attributes_and_relations_follow_labels_that_get_another_id() {
    let mut project = empty();
    let line = r#"{"text": "Ada wrote", "spans": [[4, 9, "title"]]}"#;
    let mut imported = jsonl::read_lines(line, "a.jsonl", &options(), &mut counter(0)).unwrap();
    imported.project.schema.relations.push(RelationDef {
        name: "of".to_owned(),
        from: vec!["title".into()],
        to: Vec::new(),
        symmetric: false,
    });
    let additions = imported.additions(&project, "a.jsonl");
    apply(&mut project, &additions);
    // "title" is a region in the news labels.
    let from = &project.schema().relations[0].from[0];
    assert_eq!(project.schema().label(from).unwrap().kind, Kind::Mention, "{from}");
}
