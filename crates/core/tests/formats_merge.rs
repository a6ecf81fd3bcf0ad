//! Adding files to a project: one step, nothing overwritten.
#![allow(clippy::unwrap_used, clippy::panic)]

mod formats_support;

use formats_support::*;
use glossator_core::formats::{Additions, Imported, ProblemKind, jsonl, native, plain};
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
    native::read(&native::write_all(project).unwrap(), "p.glossator.json").unwrap()
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

    let json = native::write_all(&project).unwrap();
    let imported = file_of(&project);
    assert_eq!(imported.problems[0].kind, ProblemKind::Lost);
    assert_eq!(imported.project.documents[0].aside, [damaged]);
    let merged = imported.clone().additions(&empty(), "f");
    assert_eq!(merged.problems.len(), 2);
    let (built, problems) = imported.project.build().unwrap();
    assert_eq!((problems.len(), &built), (1, &project));
    assert_eq!(native::write_all(&built).unwrap(), json);

    let lines = jsonl::write_all(&project, options().layer, None, "p").unwrap();
    assert!(lines.losses.iter().any(|l| l.what.contains("set aside") && l.count == 1));
}
