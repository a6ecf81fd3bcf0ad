//! Actions on labels, presets and attributes: each is run, undone and redone by the bench.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, entity, mark, refused, uuid};
use glossator_core::actions::claims::{self, Who};
use glossator_core::actions::labels::{self, MarksGo, Uses};
use glossator_core::actions::marks;
use glossator_core::model::presets::Preset;
use glossator_core::model::{
    AppliesTo, AttributeType, Document, DocumentId, EntityLink, Hue, Kind, Label, LabelId,
    RelationDef, Snapping,
};
use glossator_core::ops::Op;
use glossator_core::text::Text;

fn id(s: &str) -> LabelId {
    LabelId::new(s)
}

fn label(b: &Bench, s: &str) -> Label {
    b.project.schema().label(&id(s)).unwrap().clone()
}

/// The ids of the labels of a kind, in order.
fn ids(b: &Bench, kind: Kind) -> Vec<String> {
    b.project.schema().labels_of(kind).map(|l| l.id.to_string()).collect()
}

fn change(b: &mut Bench, s: &str, change: impl FnOnce(&mut Label)) -> Result<String, String> {
    let mut l = label(b, s);
    change(&mut l);
    let edit = labels::edit(&b.project, l).map_err(|e| e.to_string())?;
    Ok(b.run(Ok(edit)))
}

/// Another document with one mention.
fn second(b: &mut Bench, text: &str, words: &str, label: &str) -> DocumentId {
    let text = Text::new(text).unwrap();
    let document = DocumentId::new(uuid(5));
    b.project
        .apply_all(&[Op::AddDocument(Box::new(Document::new(document, "two.txt", &text)))])
        .unwrap();
    b.project.load_document(document, text, Vec::new()).unwrap();
    let first = std::mem::replace(&mut b.document, document);
    let span = b.span(words);
    b.run(marks::mark(&b.project, document, span, &id(label), b.author, mark(20)));
    b.document = first;
    document
}

// ---- labels ----

#[test]
fn a_new_label_gets_a_free_id_colour_tag_and_key() {
    let mut b = Bench::new("x");
    let (edit, new) = labels::add(&b.project, Kind::Mention, "  Fishing \n vessel ").unwrap();
    assert_eq!(b.run(Ok(edit)), "Label added: Fishing vessel");
    assert_eq!(ids(&b, Kind::Mention).last().unwrap(), "FISHINGVESSEL");
    let l = label(&b, "FISHINGVESSEL");
    assert_eq!((l.id.clone(), l.tag.as_str(), l.hotkey.as_deref()), (new, "FIS", Some("Shift+6")));
    assert!(l.has_entity);
    // All twelve hues of the news preset are taken: they come round again.
    assert_eq!(l.hue, Hue::new(1));

    let (edit, _) = labels::add(&b.project, Kind::Mention, "Fishing vessel").unwrap();
    b.run(Ok(edit));
    assert_eq!(label(&b, "FISHINGVESSEL2").tag, "FIS2");
    assert_eq!(label(&b, "FISHINGVESSEL2").hue, Hue::new(3), "two labels have 2");

    let (edit, _) = labels::add(&b.project, Kind::Region, "★").unwrap();
    b.run(Ok(edit));
    let l = label(&b, "LABEL");
    assert_eq!((l.tag.as_str(), l.hotkey, l.has_entity), ("LBL", None, false));
    assert_eq!(refused(labels::add(&b.project, Kind::Mention, " \t")), "A label needs a name");
}

#[test]
fn changing_name_colour_or_key_touches_no_mark() {
    let mut b = Bench::new("[PER|Ada] met [PER|Bo].");
    let before = b.open().clone();
    assert_eq!(
        change(&mut b, "PER", |l| l.name = " People ".to_owned()).unwrap(),
        "Person is now People"
    );
    assert_eq!(change(&mut b, "PER", |l| l.hue = Hue::new(9)).unwrap(), "Label changed: People");
    change(&mut b, "PER", |l| l.hotkey = Some("P".to_owned())).unwrap();
    change(&mut b, "PER", |l| l.snapping = Snapping::Characters).unwrap();
    assert_eq!(*b.open(), before);
}

#[test]
fn a_label_needs_a_name_a_short_tag_and_a_key_of_its_own() {
    let mut b = Bench::new("x");
    let mut no = |change_it: fn(&mut Label)| change(&mut b, "PER", change_it).unwrap_err();
    assert_eq!(no(|_| ()), "Person is so already");
    assert_eq!(no(|l| l.name = " ".to_owned()), "A label needs a name");
    assert_eq!(no(|l| l.tag = String::new()), "A tag has 1 to 5 letters");
    assert_eq!(no(|l| l.tag = "SIXSIX".to_owned()), "A tag has 1 to 5 letters");
    assert_eq!(no(|l| l.tag = "A B".to_owned()), "A tag has 1 to 5 letters");
    assert_eq!(no(|l| l.hotkey = Some("2".to_owned())), "The key 2 belongs to Organisation");
    assert_eq!(no(|l| l.hotkey = Some("Ctrl+P".to_owned())), "Ctrl+P cannot be a label’s key");
}

#[test]
fn keys_of_labels_type_a_character() {
    for (key, fits) in [
        ("1", true),
        ("Shift+1", true),
        ("P", true),
        ("ی", true),
        ("+", true),
        ("Shift+P", true),
        ("Ctrl+P", false),
        ("Alt+1", false),
        ("Enter", false),
        ("Space", false),
        ("F5", false),
        (" ", false),
        ("", false),
        ("Shift+", false),
    ] {
        assert_eq!(labels::is_label_key(key), fits, "{key:?}");
    }
}

#[test]
fn moving_stays_within_the_kind() {
    let mut b = Bench::new("x");
    assert_eq!(b.run(labels::step(&b.project, &id("PER"), true)), "Label moved: Person");
    assert_eq!(ids(&b, Kind::Mention)[..3], ["ORG", "PER", "GPE"]);
    b.run(labels::step(&b.project, &id("PER"), false));
    assert_eq!(ids(&b, Kind::Mention)[..3], ["PER", "ORG", "GPE"]);
    assert_eq!(refused(labels::step(&b.project, &id("PER"), false)), "It is the first already");
    assert_eq!(refused(labels::step(&b.project, &id("URL"), true)), "It is at the end already");
    assert_eq!(refused(labels::step(&b.project, &id("title"), false)), "It is the first already");

    // Labels of the other kind lie between.
    let (edit, new) = labels::add(&b.project, Kind::Mention, "New").unwrap();
    b.run(Ok(edit));
    b.run(labels::step(&b.project, &new, false));
    assert_eq!(ids(&b, Kind::Mention)[14..], ["NEW", "URL"]);
    b.run(labels::move_to(&b.project, &new, 0));
    assert_eq!(ids(&b, Kind::Mention)[..2], ["NEW", "PER"]);
    b.run(labels::move_to(&b.project, &new, 15));
    assert_eq!(ids(&b, Kind::Mention)[14..], ["URL", "NEW"]);
    assert_eq!(ids(&b, Kind::Region)[..2], ["title", "byline"]);
    assert_eq!(refused(labels::move_to(&b.project, &new, 15)), "It is there already");
}

#[test]
fn what_a_label_is_used_for() {
    let mut b = Bench::new("[PER|Ada] met [PER|Bo].").with_entity(1, "Ada", "PER");
    second(&mut b, "Cy left.", "Cy", "PER");
    let uses = Uses::of(&b.project, &id("PER"));
    assert_eq!(uses, Uses { marks: 3, documents: 2, entities: 1 });
    assert_eq!(uses.in_words(), "3 marks in 2 documents, 1 entity of this type");
    assert_eq!(Uses::of(&b.project, &id("ORG")).in_words(), "not used yet");
    assert_eq!(labels::documents_with(&b.project, &id("PER")).len(), 2);
}

#[test]
fn deleting_a_label_with_its_marks_in_every_document() {
    let mut b = Bench::new("[PER|Ada] met [ORG|Bo] and [PER|Cy].").with_entity(1, "Ada", "PER");
    let other = second(&mut b, "Cy left.", "Cy", "PER");
    let title = b.run(labels::delete(&b.project, &id("PER"), &MarksGo::Away));
    assert_eq!(title, "Label deleted: Person");
    assert_eq!((b.has(1), b.has(2), b.has(3)), (false, true, false));
    assert_eq!(b.project.open(other).unwrap().marks.len(), 0);
    assert_eq!(b.project.entities()[&entity(1)].label, None);
    assert!(b.project.schema().label(&id("PER")).is_none());
}

#[test]
fn a_document_that_is_not_open_is_not_left_behind() {
    let mut b = Bench::new("[PER|Ada]");
    let other = second(&mut b, "Cy left.", "Cy", "PER");
    b.project.unload_document(other);
    assert!(labels::delete(&b.project, &id("PER"), &MarksGo::Away).is_err());
}

#[test]
fn merging_keeps_ids_links_and_notes() {
    let mut b = Bench::new("[PER|Ada] met [ORG|Bo].").with_entity(1, "Ada", "PER");
    let link = EntityLink { entity: entity(1), confidence: Default::default() };
    let body = glossator_core::model::Body::Mention { level: None, entity: Some(link) };
    let edit = glossator_core::ops::AnnotationEdit::Body(Box::new(body.clone()));
    b.project.apply_all(&[Op::EditAnnotation(b.document, mark(1), edit)]).unwrap();
    b.run(marks::set_note(&b.project, b.document, mark(1), "why"));

    let title = b.run(labels::merge(&b.project, &id("PER"), &id("ORG")));
    assert_eq!(title, "Person merged into Organisation");
    assert_eq!(b.get(1).label, Some(id("ORG")));
    assert_eq!((&b.get(1).body, b.get(1).note.as_str()), (&body, "why"));
    assert_eq!(b.project.entities()[&entity(1)].label, Some(id("ORG")));

    // A value has no register entry: the link goes, and is no type for entities.
    b.run(labels::merge(&b.project, &id("ORG"), &id("DATE")));
    assert_eq!(b.get(1).entity(), None);
    assert_eq!(b.project.entities()[&entity(1)].label, None);
}

#[test]
fn merging_two_marks_of_one_place_leaves_one_unless_both_say_something() {
    let mut b = Bench::new("[PER|[ORG|Ada]] met [PER|[ORG|Bo]].");
    b.run(marks::set_note(&b.project, b.document, mark(3), "mine"));
    b.run(labels::merge(&b.project, &id("PER"), &id("ORG")));
    assert_eq!((b.has(1), b.has(2)), (false, true));
    assert_eq!((b.has(3), b.has(4)), (true, true));
}

#[test]
fn a_label_merges_only_into_another_of_its_kind() {
    let b = Bench::new("x");
    for into in ["PER", "boilerplate"] {
        let merged = labels::merge(&b.project, &id("PER"), &id(into));
        assert_eq!(refused(merged), "Choose another label of the same kind");
    }
    assert_eq!(
        refused(labels::merge(&b.project, &id("PER"), &id("NONE"))),
        "The label is not there any more"
    );
}

#[test]
fn chains_forget_every_speaker_that_goes_with_a_label() {
    let mut b = Bench::new("[claim|It burned], said [PER|Ada] and [PER|Bo].");
    for n in [2, 3] {
        let span = b.get(n).ranges.as_slice()[0];
        let who = Who::Words(span);
        b.run(claims::add_speaker(&b.project, b.document, mark(1), who, b.author, mark(10 + n)));
    }
    // Undo, redo and "nothing dangles" are the bench's.
    b.run(labels::delete(&b.project, &id("PER"), &MarksGo::Away));
    assert_eq!((b.has(1), b.has(2), b.has(3)), (true, false, false));
}

#[test]
fn attributes_and_relations_follow_their_labels() {
    let mut b = Bench::new("x");
    let on = |labels: &[&str]| AppliesTo::Labels(labels.iter().map(|l| id(l)).collect());
    let def = labels::new_attribute("role", on(&["PER", "ORG"]), AttributeType::Text);
    b.run(labels::add_attribute(&b.project, def));
    let relation = |name: &str, from: &[&str], to: &[&str]| RelationDef {
        name: name.to_owned(),
        from: from.iter().map(|l| id(l)).collect(),
        to: to.iter().map(|l| id(l)).collect(),
        symmetric: false,
    };
    let relations =
        vec![relation("works for", &["PER"], &["ORG", "GPE"]), relation("any", &[], &[])];
    b.project.apply_all(&[Op::SetRelations(relations)]).unwrap();

    b.run(labels::merge(&b.project, &id("ORG"), &id("GPE")));
    assert_eq!(b.project.schema().attributes[0].applies_to, on(&["PER", "GPE"]));
    assert_eq!(b.project.schema().relations[0].to, [id("GPE")]);
    b.run(labels::delete(&b.project, &id("PER"), &MarksGo::Away));
    assert_eq!(b.project.schema().attributes[0].applies_to, on(&["GPE"]));
    // Without PER, "works for" would start from anything.
    assert_eq!(b.project.schema().relations, [relation("any", &[], &[])]);
}

// ---- presets ----

#[test]
fn a_preset_adds_and_never_removes_what_is_used() {
    let mut b = Bench::new("[PER|Ada] met [ORG|Bo] on [DATE|Monday].");
    let plan = labels::plan_preset(&b.project, Preset::Conll2003, false);
    // MISC is new; PER, ORG, LOC and the seven regions are known.
    assert_eq!((plan.added.len(), plan.known, plan.others, plan.removed.len()), (1, 10, 12, 0));
    assert_eq!((plan.rekeyed, plan.keyless), (1, 0));
    // Four keys are left for eight labels, two of which have theirs.
    let plan = labels::plan_preset(&b.project, Preset::OntoNotes, false);
    let keys =
        plan.added.iter().filter(|l| l.kind == Kind::Mention).filter_map(|l| l.hotkey.as_ref());
    let keys: Vec<&String> = keys.collect();
    assert_eq!(keys, ["Shift+6", "Shift+9", "Shift+7", "Shift+8"]);
    assert_eq!((plan.added.len(), plan.rekeyed, plan.keyless), (8, 2, 4));
    assert_eq!(
        b.run(labels::apply_preset(&b.project, Preset::Conll2003, false)),
        "1 label added from CoNLL-2003"
    );
    assert_eq!(label(&b, "MISC").hotkey.as_deref(), Some("Shift+6"));
    let again = labels::apply_preset(&b.project, Preset::Conll2003, false);
    assert_eq!(refused(again), "All labels of CoNLL-2003 are there already");
}

#[test]
fn labels_of_a_preset_get_tags_that_others_do_not_have() {
    let mut b = Bench::new("x");
    let own = Label { id: id("OWN"), tag: "MISC".to_owned(), ..label(&b, "PER") };
    let own = Label { name: "Other".to_owned(), hotkey: None, ..own };
    let end = b.project.schema().labels.len();
    b.project.apply_all(&[Op::AddLabel(end, Box::new(own))]).unwrap();
    b.run(labels::apply_preset(&b.project, Preset::Conll2003, false));
    assert_eq!(label(&b, "MISC").tag, "MISC2");
    assert_eq!(label(&b, "OWN").tag, "MISC");
}

#[test]
fn a_preset_replaces_unused_labels_if_asked() {
    let mut b = Bench::new("[PER|Ada] on [DATE|Monday].").with_entity(1, "Bay", "GPE");
    let def =
        labels::new_attribute("kind", AppliesTo::Labels(vec![id("WEAPON")]), AttributeType::Text);
    b.run(labels::add_attribute(&b.project, def));
    let plan = labels::plan_preset(&b.project, Preset::Conll2003, true);
    assert_eq!((plan.added.len(), plan.known, plan.others, plan.removed.len()), (1, 10, 2, 10));
    assert_eq!(plan.rekeyed, 1, "LOC has the key 4");
    let title = b.run(labels::apply_preset(&b.project, Preset::Conll2003, true));
    assert_eq!(title, "1 label added from CoNLL-2003, 10 unused removed");
    assert_eq!(ids(&b, Kind::Mention), ["PER", "ORG", "GPE", "LOC", "DATE", "MISC"]);
    assert_eq!(label(&b, "MISC").hotkey.as_deref(), Some("5"));
    assert_eq!(b.project.schema().attributes[0].applies_to, AppliesTo::Labels(Vec::new()));
}

#[test]
fn a_preset_fills_an_empty_schema_with_its_keys() {
    let mut b = Bench::new("x");
    b.run(labels::apply_preset(&b.project, Preset::Claims, true));
    assert_eq!(ids(&b, Kind::Mention).len(), 0);
    let title = b.run(labels::apply_preset(&b.project, Preset::OntoNotes, false));
    assert_eq!(title, "18 labels added from OntoNotes 5");
    assert_eq!(label(&b, "PERSON").hotkey.as_deref(), Some("1"));
}
