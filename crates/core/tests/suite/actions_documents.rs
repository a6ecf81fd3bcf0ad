//! Actions on documents and on the project's own fields.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, claim, mark, refused, uuid};
use glossator_core::actions::{claims, documents};
use glossator_core::model::{
    ClaimLink, ClaimLinkId, ClaimLinkType, Document, DocumentId, Evidence, EvidenceId,
    EvidenceStance, LayerId, LayerStatus, MetaField, Status, Task, Tasks,
};
use glossator_core::ops::Op;
use glossator_core::query::{removal_question, shown_instead};
use glossator_core::text::Text;

fn doc(b: &Bench) -> &Document {
    &b.project.documents()[&b.document]
}

/// Another document, which says the first claim of the first one again.
fn second(b: &mut Bench, text: &str) -> DocumentId {
    let text = Text::new(text).unwrap();
    let document = DocumentId::new(uuid(5));
    b.project
        .apply_all(&[Op::AddDocument(Box::new(Document::new(document, "two.txt", &text)))])
        .unwrap();
    b.project.load_document(document, text.clone(), Vec::new()).unwrap();
    let span = text.trim(text.span());
    let made = claims::make_claim(&b.project, document, span, b.author, claim(20), mark(20));
    b.run(made.map(|(edit, _)| edit));
    b.run(claims::attach_to_claim(&b.project, document, mark(20), claim(1)));
    document
}

#[test]
fn a_document_is_done_when_every_task_of_the_project_is() {
    let mut b = Bench::new("[PER|Valk] left. [claim|It fell].");
    let (d, layer) = (b.document, b.author.layer);
    let overall = |b: &Bench| doc(b).status(layer).overall(b.project.tasks());
    let set = |b: &Bench, to| documents::set_status(&b.project, d, layer, Task::Entities, to);
    let task = |b: &Bench, task, to| documents::set_task_status(&b.project, d, layer, task, to);
    assert_eq!(b.run(task(&b, Task::Entities, Status::Done)), "Entities done: one.txt");
    assert_eq!(overall(&b), Status::InProgress);
    assert_eq!(b.run(set(&b, Status::Done)), "Done: one.txt");
    assert_eq!(doc(&b).status(layer), LayerStatus::both(Status::Done));
    assert_eq!(refused(set(&b, Status::Done)), "Done already: one.txt");
    assert_eq!(refused(task(&b, Task::Claims, Status::Done)), "Claims done already: one.txt");
    assert_eq!(b.run(set(&b, Status::Todo)), "To do: one.txt");
    assert_eq!(overall(&b), Status::Todo);
}

#[test]
fn several_documents_get_a_status_in_one_step() {
    let mut b = Bench::new("[claim|It fell]. [PER|Valk] left.");
    let other = second(&mut b, "It fell.");
    let (d, layer) = (b.document, b.author.layer);
    b.run(documents::set_status(&b.project, other, layer, Task::Claims, Status::Done));
    let set = |b: &Bench, ids: &[DocumentId]| {
        documents::set_statuses(&b.project, ids, layer, Task::Entities, Status::Done)
    };
    // Of two that are chosen only one changes, and that is said.
    assert_eq!(b.run(set(&b, &[d, other])), "Done: one.txt");
    assert_eq!(refused(set(&b, &[d, other])), "Done already: 2 documents");
    assert_eq!(refused(set(&b, &[])), "No document is chosen");
    let back =
        documents::set_statuses(&b.project, &[d, other, d], layer, Task::Entities, Status::Todo);
    assert_eq!(back.as_ref().map(|edit| edit.ops.len()), Ok(2));
    assert_eq!(b.run(back), "To do: 2 documents");
    for d in b.project.documents().values() {
        assert_eq!(d.status(layer), LayerStatus::default());
    }
}

#[test]
fn what_goes_with_chosen_documents_is_said_before() {
    let mut b = Bench::new("[claim|It fell]. [PER|Valk] left.");
    let other = second(&mut b, "It fell.");
    let question =
        |b: &Bench, ids: &[DocumentId]| removal_question(&b.project, ids, b.author.layer);
    assert_eq!(
        question(&b, &[b.document, other]),
        "Remove 2 documents with 3 marks, and the claims that no other document makes? \
         Undo brings them back."
    );
    let nobody = LayerId::new(uuid(99));
    assert_eq!(
        removal_question(&b.project, &[other], nobody),
        "Remove 1 document with 1 mark, 1 of others, and the claims that no other document \
         makes? Undo brings them back."
    );
    // What is shown when the one on the page is among them.
    let (d, p) = (b.document, &b.project);
    let all: Vec<DocumentId> = p.documents().keys().copied().collect();
    assert_eq!(shown_instead(p, &[all[0]], all[0]), Some(all[1]));
    assert_eq!(shown_instead(p, &[all[1]], all[1]), Some(all[0]));
    assert_eq!(shown_instead(p, &all, d), None);
}

#[test]
fn a_task_that_the_project_does_not_have_is_not_said_to_be_examined() {
    let only = |task: Task, status| LayerStatus::default().with(task, status);
    for (text, tasks, at, want, title) in [
        (
            "[PER|Valk] left.",
            (true, false),
            Task::Entities,
            only(Task::Entities, Status::Done),
            "Entities",
        ),
        (
            "[claim|It fell].",
            (false, true),
            Task::Claims,
            only(Task::Claims, Status::Done),
            "Claims",
        ),
        // Whoever is there has looked for claims as well.
        ("[PER|Valk] left.", (true, false), Task::Claims, LayerStatus::both(Status::Done), ""),
        ("Nothing.", (false, false), Task::Claims, only(Task::Claims, Status::Done), "Claims"),
    ] {
        let mut b = Bench::new(text);
        let (d, layer) = (b.document, b.author.layer);
        assert_eq!(b.project.tasks(), Tasks { entities: tasks.0, claims: tasks.1 });
        let said = b.run(documents::set_status(&b.project, d, layer, at, Status::Done));
        let done = if title.is_empty() { "Done".to_owned() } else { format!("{title} done") };
        assert_eq!(said, format!("{done}: one.txt"));
        assert_eq!(doc(&b).status(layer), want, "{text}");
        assert_eq!(want.overall(b.project.tasks()), Status::Done, "{text}");
    }
}

#[test]
fn names_and_what_is_known() {
    let mut b = Bench::new("x");
    let d = b.document;
    assert_eq!(b.run(documents::rename(&b.project, d, " fire.txt\n")), "Document named fire.txt");
    assert_eq!(
        refused(documents::rename(&b.project, d, "fire.txt")),
        "The document is named so already"
    );
    assert_eq!(refused(documents::rename(&b.project, d, " ")), "A document needs a name");
    let title = b.run(documents::set_meta(&b.project, d, MetaField::Title, " The  fire "));
    assert_eq!((title.as_str(), doc(&b).display_name()), ("Title: The fire", "The fire"));
    let again = documents::set_meta(&b.project, d, MetaField::Title, "The fire");
    assert_eq!(refused(again), "Title is so already");
    assert_eq!(b.run(documents::set_meta(&b.project, d, MetaField::Title, "")), "Title cleared");
    assert_eq!(doc(&b).display_name(), "fire.txt");
}

#[test]
fn the_projects_own_fields() {
    let mut b = Bench::new("x");
    assert_eq!(
        b.run(documents::set_project_name(&b.project, "Pier Nine")),
        "Project named Pier Nine"
    );
    assert_eq!(
        refused(documents::set_project_name(&b.project, "Pier Nine")),
        "The project is named so already"
    );
    assert_eq!(refused(documents::set_project_name(&b.project, "")), "A project needs a name");
    assert_eq!(b.run(documents::set_guidelines(&b.project, "# How\n")), "Guidelines changed");
    assert_eq!(
        refused(documents::set_guidelines(&b.project, "# How\n")),
        "The guidelines are so already"
    );
    let me = b.author.by;
    assert_eq!(b.run(documents::set_annotator_name(&b.project, me, "Bo")), "Annotator named Bo");
    assert_eq!(
        refused(documents::set_annotator_name(&b.project, me, " ")),
        "An annotator needs a name"
    );
    assert_eq!(
        refused(documents::set_annotator_name(&b.project, me, "Bo")),
        "The annotator is named so already"
    );
}

#[test]
fn a_document_goes_with_its_marks_and_the_claims_that_only_it_makes() {
    let mut b = Bench::new("[claim|Nine died] and [claim|the alarm failed], [cue|said] [PER|Ada].");
    let other = second(&mut b, "Nine people died.");
    let first = b.document;
    b.document = other;
    assert_eq!(b.run(documents::remove_document(&b.project, first)), "Document removed: one.txt");
    assert!(!b.project.documents().contains_key(&first));
    assert!(b.project.claims().contains_key(&claim(1)), "the other document makes it, too");
    assert!(!b.project.claims().contains_key(&claim(2)));
}

#[test]
fn several_documents_go_in_one_step() {
    let mut b = Bench::new("[claim|Nine died].");
    let other = second(&mut b, "Nine people died.");
    let ids = [b.document, other, other];
    assert_eq!(b.run(documents::remove_documents(&b.project, &ids)), "2 documents removed");
    assert!(b.project.documents().is_empty() && b.project.claims().is_empty());
    assert_eq!(refused(documents::remove_documents(&b.project, &[])), "No document is chosen");
    assert_eq!(
        refused(documents::remove_document(&b.project, other)),
        "The document is not there any more"
    );
}

#[test]
fn linked_claims_stay_and_evidence_forgets_the_document() {
    let mut b = Bench::new("[claim|Nine died] and [claim|six died].");
    let other = second(&mut b, "Nine people died.");
    let link = ClaimLink {
        id: ClaimLinkId::new(uuid(7)),
        from: claim(1),
        to: claim(2),
        kind: ClaimLinkType::Refutes,
        note: String::new(),
    };
    let evidence = Evidence {
        id: EvidenceId::new(uuid(8)),
        claim: claim(1),
        annotations: vec![(b.document, mark(2)), (other, mark(20))],
        stance: EvidenceStance::Supports,
        set: 1,
    };
    let ops = [Op::AddClaimLink(Box::new(link)), Op::AddEvidence(Box::new(evidence))];
    b.project.apply_all(&ops).unwrap();
    let first = b.document;
    b.document = other;
    b.run(documents::remove_document(&b.project, first));
    assert!(b.project.claims().contains_key(&claim(2)), "the link needs it");
    let kept: Vec<_> = b.project.evidence().values().flat_map(|e| e.annotations.clone()).collect();
    assert_eq!(kept, [(other, mark(20))]);
}
