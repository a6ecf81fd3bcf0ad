//! Adding documents from files: one step, nothing of the project changed, nothing lost.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use glossator_core::actions::import::{Choices, Incoming, add_documents};
use glossator_core::actions::{Author, Edit};
use glossator_core::formats::{Imported, ReadOptions, read_any};
use glossator_core::model::presets::Preset;
use glossator_core::model::{
    Annotator, AnnotatorId, AppliesTo, AttributeDef, AttributeType, Kind, LabelId, LayerId,
    Project, ProjectId, RelationDef, Timestamp,
};
use glossator_core::ops::History;
use glossator_core::query::{found_labels, previews, tally};
use uuid::Uuid;

fn project() -> (Project, Author) {
    let id = |n| Uuid::from_u128(n);
    let annotator = Annotator { id: AnnotatorId::new(id(2)), name: "A".to_owned() };
    let at = Timestamp::from_millis(0);
    let author = Author { by: annotator.id, layer: LayerId::new(id(3)), at };
    let schema = Preset::News.schema();
    (Project::new(ProjectId::new(id(1)), "P", schema, annotator, author.layer, at), author)
}

/// As the worker reads: annotations are nobody's.
fn read(file: &str, content: &str, ids: &mut u128) -> Incoming {
    let nil = Uuid::nil();
    let options = ReadOptions::new(AnnotatorId::new(nil), LayerId::new(nil), Timestamp::default());
    let mut next = || {
        *ids += 1;
        Uuid::from_u128(*ids)
    };
    let imported: Imported = read_any(file, content, &options, &mut next).unwrap();
    Incoming { file: file.to_owned(), imported }
}

fn refs(files: &[Incoming]) -> Vec<&Incoming> {
    files.iter().collect()
}

#[test]
fn several_files_are_one_step_that_can_be_undone() {
    let (mut project, author) = project();
    let empty = project.clone();
    let mut ids = 100;
    let spans = r#"{"text": "Ada met Bo in Cairo 😀 today", "spans": [[0, 3, "person"], [8, 10, "person"], [14, 19, "ship"]]}"#;
    let files = vec![
        read("a.txt", "Nine died.", &mut ids),
        read("b.jsonl", spans, &mut ids),
        read(
            "c.jsonl",
            r#"{"text": "Zoë left", "spans": [[0, 3, "person"], [4, 8, "ship"]]}"#,
            &mut ids,
        ),
    ];
    let found = found_labels(project.schema(), &refs(&files));
    let rows: Vec<_> = found
        .iter()
        .map(|l| (l.id.as_str(), l.spans, l.same_as.as_ref().map(|l| l.as_str())))
        .collect();
    assert_eq!(rows, [("person", 3, Some("PER")), ("ship", 2, None)]);

    let person = (Kind::Mention, LabelId::from("person"));
    let choices = Choices { labels: [(person, LabelId::from("PER"))].into(), ..Choices::default() };
    let counted = tally(Some(&project), &refs(&files), &choices);
    assert_eq!((counted.documents, counted.spans, counted.known), (3, 5, 0));
    assert_eq!((counted.matching, counted.claimed), (5, 5));
    let shown = previews(project.schema(), &refs(&files), &choices, 2);
    assert_eq!(shown[0].pieces, [("Nine died.".to_owned(), None)]);
    assert_eq!(shown[1].pieces[0].0, "Ada");
    assert_eq!(shown[1].pieces[0].1.map(|h| h.get()), Some(1));

    let plan = add_documents(&project, files, &choices, author).unwrap();
    assert_eq!(plan.edit.title, "3 documents added");
    assert_eq!((plan.texts.len(), plan.annotated.len(), plan.documents.len()), (3, 2, 3));
    for (id, text) in plan.annotated {
        project.provide_text(id, text);
    }
    let mut history = History::default();
    history.run(&mut project, plan.edit.ops, plan.edit.title, author.by, author.at).unwrap();
    assert_eq!(project.documents().len(), 3);
    assert_eq!(project.label_use(&LabelId::from("PER")).0, 3);
    assert!(project.schema().label(&LabelId::from("ship")).is_some());
    let annotated = project.open(plan.documents[1]).unwrap();
    assert!(annotated.marks.iter().all(|a| a.by == author.by && a.layer == author.layer));
    history.undo(&mut project, author.by, author.at).unwrap();
    assert_eq!(project.documents(), empty.documents());
    assert_eq!(project.schema(), empty.schema());
}

#[test]
fn a_label_of_the_files_is_left_out_with_its_marks() {
    let (mut project, author) = project();
    let mut ids = 100;
    let spans = r#"{"text": "Ada met Bo in Cairo today", "spans": [[0, 3, "person"], [8, 10, "person"], [14, 19, "ship"]]}"#;
    let files = vec![read("b.jsonl", spans, &mut ids)];
    let label = |id: &str| (Kind::Mention, LabelId::from(id));
    let choices = Choices { left_out: [label("person")].into(), ..Choices::default() };
    assert_eq!(tally(Some(&project), &refs(&files), &choices).spans, 1);
    let shown = previews(project.schema(), &refs(&files), &choices, 1);
    assert_eq!((shown[0].spans, shown[0].pieces[0].0.as_str()), (1, "Ada met Bo in "));
    let plan = add_documents(&project, files, &choices, author).unwrap();
    assert_eq!(plan.problems, []);
    for (id, text) in plan.annotated {
        project.provide_text(id, text);
    }
    project.apply_all(&plan.edit.ops).unwrap();
    let marks: Vec<_> = project.open(plan.documents[0]).unwrap().marks.iter().collect();
    assert_eq!(marks.iter().map(|a| a.exact.as_str()).collect::<Vec<_>>(), ["Cairo"]);
    assert!(project.schema().label(&LabelId::from("person")).is_none());
    assert!(project.schema().label(&LabelId::from("ship")).is_some());
}

#[test]
fn the_same_text_is_added_once_unless_asked_for() {
    let (mut project, author) = project();
    let mut ids = 100;
    let first = vec![read("a.txt", "Nine died.", &mut ids)];
    let plan = add_documents(&project, first, &Choices::default(), author).unwrap();
    assert_eq!(plan.edit.title, "Document added: a.txt");
    project.apply_all(&plan.edit.ops).unwrap();

    let again = vec![
        read("b.txt", "Nine died.", &mut ids),
        read("c.txt", "Four died.", &mut ids),
        read("d.txt", "Four died.", &mut ids),
    ];
    let once = Choices::default();
    let counted = tally(Some(&project), &refs(&again), &once);
    assert_eq!((counted.documents, counted.known), (1, 2));
    let words = "the 2 documents whose text is there already: b.txt, d.txt";
    assert_eq!(counted.known_words(), words);
    let plan = add_documents(&project, again.clone(), &once, author).unwrap();
    assert_eq!(plan.documents.len(), 1);
    assert_eq!(plan.problems.len(), 2);
    let twice = Choices { twice: true, ..Choices::default() };
    assert_eq!(tally(Some(&project), &refs(&again), &twice).documents, 3);
    assert_eq!(add_documents(&project, again.clone(), &twice, author).unwrap().documents.len(), 3);

    // The one that has marks is taken, whichever comes first.
    let marked = r#"{"text": "Two died.", "spans": [[0, 3, "person"]]}"#;
    let marked = read("marked.jsonl", marked, &mut ids);
    let here = r#"{"text": "Nine died.", "spans": [[0, 4, "person"]]}"#;
    let here = vec![read("here.jsonl", here, &mut ids)];
    let said = tally(Some(&project), &refs(&here), &once).known_advice(&once).unwrap();
    assert!(said.starts_with("1 mark is on texts that are there already"), "{said}");
    assert!(said.contains("add the documents a second time"), "{said}");
    assert_eq!(tally(Some(&project), &refs(&here), &twice).known_advice(&twice), None);
    assert_eq!(tally(Some(&project), &refs(&again), &once).known_advice(&once), None);
    let plain = read("plain.txt", "Two died.", &mut ids);
    for files in [[plain.clone(), marked.clone()], [marked, plain]] {
        assert_eq!(tally(Some(&project), &refs(&files), &once).spans, 1);
        let plan = add_documents(&project, files.to_vec(), &once, author).unwrap();
        assert_eq!((plan.documents.len(), plan.annotated.len()), (1, 1));
        assert_eq!(plan.problems[0].document.as_deref(), Some("plain.txt"));
    }

    let nothing = vec![read("e.txt", "Nine died.", &mut ids)];
    let error = add_documents(&project, nothing, &once, author).unwrap_err();
    assert_eq!(error.to_string(), "The project has all of this already");
}

#[test]
fn ten_thousand_documents_are_one_quick_step() {
    let (mut project, author) = project();
    let mut ids = 100;
    let lines: String =
        (0..10_000).map(|n| format!("{{\"text\": \"Report {n}: nine died.\"}}\n")).collect();
    let files = vec![read("many.jsonl", &lines, &mut ids)];
    let plan = add_documents(&project, files, &Choices::default(), author).unwrap();
    project.apply_all(&plan.edit.ops).unwrap();
    assert_eq!(project.documents().len(), 10_000);
    // Texts that no annotation needs stay out of memory.
    assert_eq!(project.open_ids().count(), 0);
}

#[test]
fn attributes_and_relations_follow_mapped_labels() {
    let (project, author) = project();
    let mut ids = 100;
    let spans = r#"{"text": "Ada met Bo", "spans": [[0, 3, "person"], [8, 10, "ship"]]}"#;
    let mut file = read("b.jsonl", spans, &mut ids);
    let label = LabelId::from;
    let schema = &mut file.imported.project.schema;
    schema.attributes.push(AttributeDef {
        name: "role".into(),
        applies_to: AppliesTo::Labels(vec![label("person"), label("PER"), label("ship")]),
        kind: AttributeType::Text,
        values: Vec::new(),
        default: None,
        multi: false,
        hotkey: None,
    });
    schema.relations.push(RelationDef {
        name: "sails".to_owned(),
        from: vec![label("person")],
        to: vec![label("ship")],
        symmetric: false,
    });
    let person = (Kind::Mention, label("person"));
    let choices = Choices { labels: [(person, label("PER"))].into(), ..Choices::default() };
    let plan = add_documents(&project, vec![file], &choices, author).unwrap();
    let mut project = project;
    for (id, text) in plan.annotated {
        project.provide_text(id, text);
    }
    project.apply_all(&plan.edit.ops).unwrap();
    let schema = project.schema();
    let role = schema.attributes.iter().find(|a| a.name == "role".into()).unwrap();
    assert_eq!(role.applies_to, AppliesTo::Labels(vec![label("PER"), label("ship")]));
    assert_eq!(schema.relations[0].from, [label("PER")]);
}

#[test]
fn files_that_differ_about_a_record_are_named() {
    let (project, author) = project();
    let mut ids = 100;
    let line = |text: &str, name: &str, sentence: &str| {
        let id = |n| Uuid::from_u128(n);
        serde_json::json!({
            "text": text, "offset_unit": "codepoint",
            "entities": [{"id": id(7), "name": name}],
            "claims": [{"start": 0, "end": 3, "claim": id(8), "text": sentence}],
        })
        .to_string()
    };
    let files = vec![
        read("a.jsonl", &line("Ada left", "Ada", "Ada left."), &mut ids),
        read("b.jsonl", &line("Bo left", "Ada", "Ada left."), &mut ids),
        read("c.jsonl", &line("Zoe left", "Ada Tamm", "Ada went."), &mut ids),
    ];
    let plan = add_documents(&project, files, &Choices::default(), author).unwrap();
    let said: Vec<_> = plan.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "c.jsonl: Another of these files says something else about the entity “Ada Tamm”. \
             The first file’s was taken.",
            "c.jsonl: Another of these files says something else about the claim “Ada went.”. \
             The first file’s was taken.",
        ]
    );
    assert!(plan.problems.iter().all(|p| p.set_aside.is_some()));
}

#[test]
fn rows_of_two_tables_that_are_called_by_the_same_number_are_told_apart() {
    let (mut project, author) = project();
    let mut ids = 100;
    let mut add = |project: &mut Project, files: &[(&str, &str)]| -> Vec<String> {
        let files = files.iter().map(|(name, content)| read(name, content, &mut ids)).collect();
        let plan = add_documents(project, files, &Choices::default(), author).unwrap();
        for (id, text) in plan.annotated {
            project.provide_text(id, text);
        }
        let Edit { ops, title, .. } = plan.edit;
        History::default().run(project, ops, title, author.by, author.at).unwrap();
        project.documents().values().map(|d| d.display_name().to_owned()).collect()
    };
    let first = [("news/semi.csv", "id;text\n1;Ada sat.\n2;Bob sat.\n")];
    assert_eq!(add(&mut project, &first), ["1", "2"]);
    let more = [
        ("fire.csv", "id,text,title\n2,Cleo sat.,\n3,Dan sat.,\n4,Eve sat.,\n5,Fay sat.,Four\n"),
        ("tide.csv", "id,text\n3,Gus sat.\n5,Hal sat.\n7,Ida sat.\n"),
    ];
    let names = add(&mut project, &more);
    assert_eq!(names, ["1", "2", "fire 2", "fire 3", "4", "Four", "tide 3", "5", "7"]);
}

#[test]
fn two_labels_of_a_file_do_not_become_one_by_another_word() {
    let schema = Preset::News.schema();
    let becomes = |lines: &str| {
        let files = vec![read("a.jsonl", lines, &mut 100)];
        let mut found: Vec<(String, Option<String>)> = found_labels(&schema, &refs(&files))
            .iter()
            .map(|l| (l.id.to_string(), l.same_as.as_ref().map(ToString::to_string)))
            .collect();
        found.sort();
        found.into_iter().map(|(id, to)| format!("{id}:{}", to.unwrap_or_default())).collect()
    };
    for (labels, want) in [
        (["CARDINAL", "QUANTITY", "person"], ["CARDINAL:", "QUANTITY:QUANTITY", "person:PER"]),
        (["COUNTRY", "CITY", "STATE"], ["CITY:", "COUNTRY:GPE", "STATE:"]),
        (["corporation", "organization", "ship"], ["corporation:ORG", "organization:", "ship:"]),
        // Alike but for case is the same, not another word.
        (["per", "PERSON", "people"], ["PERSON:PER", "people:", "per:PER"]),
    ] {
        let [a, b, c] = labels;
        let line = format!(
            r#"{{"text": "a b c", "label": [[0, 1, "{a}"], [2, 3, "{b}"], [4, 5, "{c}"]]}}"#
        );
        let got: Vec<String> = becomes(&line);
        assert_eq!(got, want, "{labels:?}");
    }
}

#[test]
fn labels_of_a_file_get_free_keys_and_colours() {
    let (_, author) = project();
    let annotator = Annotator { id: author.by, name: "A".to_owned() };
    let schema = Preset::Conll2003.schema();
    let id = ProjectId::new(Uuid::from_u128(1));
    let mut project = Project::new(id, "P", schema, annotator, author.layer, author.at);
    let line = r#"{"text": "a b c d", "label": [[0, 1, "ship"], [2, 3, "port"], [4, 5, "crew"]],
                   "regions": [{"start": 6, "end": 7, "label": "caption"}]}"#;
    let files = vec![read("a.jsonl", &line.replace('\n', ""), &mut 100)];
    let plan = add_documents(&project, files, &Choices::default(), author).unwrap();
    for (id, text) in plan.annotated {
        project.provide_text(id, text);
    }
    project.apply_all(&plan.edit.ops).unwrap();
    let label = |id: &str| project.schema().label(&LabelId::from(id)).unwrap();
    let look = |id: &str| (label(id).hotkey.as_deref(), label(id).hue.get());
    // CoNLL has the keys 1 to 4 and the colours 1, 2, 3 and 5.
    assert_eq!(look("ship"), (Some("5"), 4));
    assert_eq!(look("port"), (Some("6"), 6));
    assert_eq!(look("crew"), (Some("7"), 7));
    assert_eq!(look("caption"), (None, 0));
}
