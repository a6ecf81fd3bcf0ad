//! Actions on the entity register: each is run, undone and redone by the bench.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::actions_support;

use actions_support::{Bench, entity, mark, refused, uuid};
use glossator_core::actions::claims::{self, Who};
use glossator_core::actions::{entities, labels};
use glossator_core::model::{
    AliasKind, Annotation, Body, Confidence, Document, DocumentId, Label, LabelId, Level,
};
use glossator_core::ops::Op;

const TEXT: &str = "[PER|Oren Valk] of the [ORG|MBHA] spoke on [DATE|Tuesday]; [PER|he] and \
    [PER|O.\nValk] left. [claim|It burned].";

// Ids in TEXT: 1 Oren Valk, 2 MBHA, 3 Tuesday, 4 he, 5 O. Valk, 6 claim.

fn bench() -> Bench {
    Bench::new(TEXT).with_entity(1, "Oren Valk", "PER").with_entity(
        2,
        "Marrow Bay Harbour Authority",
        "ORG",
    )
}

fn aliases(b: &Bench, n: u128) -> Vec<(&str, AliasKind)> {
    b.project.entities()[&entity(n)].aliases.iter().map(|a| (a.text.as_str(), a.kind)).collect()
}

#[test]
fn linking_teaches_an_alias() {
    let mut b = bench();
    let doc = b.document;
    let title = b.run(entities::link(&b.project, doc, mark(1), entity(1), Confidence::Sure));
    assert_eq!(title, "Linked to Oren Valk: Oren Valk");
    assert_eq!(aliases(&b, 1), [], "it is called so already");
    b.run(entities::link(&b.project, doc, mark(5), entity(1), Confidence::Unsure));
    assert_eq!(aliases(&b, 1), [("O. Valk", AliasKind::Name)]);
    b.run(entities::link(&b.project, doc, mark(2), entity(2), Confidence::Sure));
    assert_eq!(aliases(&b, 2), [("MBHA", AliasKind::Acronym)]);
    let again = entities::link(&b.project, doc, mark(2), entity(2), Confidence::Sure);
    assert_eq!(refused(again), "It is linked to Marrow Bay Harbour Authority already");
    assert_eq!(b.project.entity_use(entity(1)), (2, 1));
}

#[test]
fn pronouns_and_noun_phrases_are_no_aliases() {
    let mut b = bench();
    let doc = b.document;
    b.run(entities::set_level(&b.project, doc, mark(4), Some(Level::Pro)));
    b.run(entities::link(&b.project, doc, mark(4), entity(1), Confidence::Sure));
    assert_eq!(aliases(&b, 1), []);
    b.run(entities::set_level(&b.project, doc, mark(4), None));
    assert_eq!(b.get(4).entity(), Some(entity(1)), "the link stays");
    assert!(entities::set_level(&b.project, doc, mark(4), None).is_err());
}

#[test]
fn a_key_goes_round_the_levels_and_makes_a_link_unsure() {
    let mut b = bench();
    let doc = b.document;
    let said = |b: &Bench| match &b.get(4).body {
        Body::Mention { level, entity } => (*level, entity.map(|link| link.confidence)),
        _ => (None, None),
    };
    for level in [Some(Level::Nam), Some(Level::Nom), Some(Level::Pro), None] {
        b.run(entities::cycle_level(&b.project, doc, mark(4)));
        assert_eq!(said(&b).0, level);
    }
    let unlinked = entities::toggle_confidence(&b.project, doc, mark(4));
    assert_eq!(refused(unlinked), "The mention is not linked");
    b.run(entities::link(&b.project, doc, mark(4), entity(1), Confidence::Sure));
    for unsure in [true, false] {
        b.run(entities::toggle_confidence(&b.project, doc, mark(4)));
        assert_eq!(said(&b).1 == Some(Confidence::Unsure), unsure);
    }
}

/// The aliases of entity 1 of a text in which mention 1 is linked, with whether they are
/// looked for.
fn looked_for(b: &Bench) -> Vec<(&str, AliasKind, bool)> {
    let aliases = b.project.entities()[&entity(1)].aliases.iter();
    aliases.map(|a| (a.text.as_str(), a.kind, a.auto_match)).collect()
}

#[test]
fn the_name_of_a_merged_entry_is_a_name_of_the_one_that_stays() {
    let mut b = Bench::new("[ORG|Harbour Trust] met [ORG|HT].")
        .with_entity(1, "HT", "ORG")
        .with_entity(2, "Harbour Trust", "ORG");
    b.run(entities::link(&b.project, b.document, mark(1), entity(1), Confidence::Sure));
    let in_context = [("Harbour Trust", AliasKind::Contextual, false)];
    b.run(entities::set_alias_kind(&b.project, entity(1), "Harbour Trust", AliasKind::Contextual));
    assert_eq!(looked_for(&b), in_context);
    b.run(entities::merge(&b.project, entity(1), &[entity(2)]));
    assert_eq!(looked_for(&b), [("Harbour Trust", AliasKind::Name, true)]);
}

fn set_level(b: &mut Bench, n: u128, to: Option<Level>) {
    b.run(entities::set_level(&b.project, b.document, mark(n), to));
}

fn link(b: &mut Bench, n: u128) {
    b.run(entities::link(&b.project, b.document, mark(n), entity(1), Confidence::Sure));
}

#[test]
fn it_is_the_same_whether_the_level_or_the_link_comes_first() {
    const LEVELS: [Option<Level>; 4] = [None, Some(Level::Nam), Some(Level::Nom), Some(Level::Pro)];
    for words in ["The [ORG|Northern Command] left", "and [ORG|the group] left", "[ORG|bell hooks]"]
    {
        for (from, to) in LEVELS.iter().flat_map(|f| LEVELS.map(|t| (*f, t))) {
            let bench = || Bench::new(words).with_entity(1, "Front", "ORG");
            let (mut late, mut early) = (bench(), bench());
            if from.is_some() {
                set_level(&mut late, 1, from);
            }
            link(&mut late, 1);
            if from != to {
                set_level(&mut late, 1, to);
            }
            if to.is_some() {
                set_level(&mut early, 1, to);
            }
            link(&mut early, 1);
            assert_eq!(looked_for(&late), looked_for(&early), "{words} {from:?} {to:?}");
        }
    }
}

#[test]
fn an_alias_that_other_mentions_bear_out_stays() {
    use AliasKind::{Contextual, Name};
    let text = "The [ORG|Northern Command] left; the [ORG|Northern\nCommand] is no more.";
    let mut b = Bench::new(text).with_entity(1, "Front", "ORG");
    link(&mut b, 1);
    link(&mut b, 2);
    set_level(&mut b, 1, Some(Level::Nom));
    assert_eq!(looked_for(&b), [("Northern Command", Name, true)], "2 calls it so");
    set_level(&mut b, 2, Some(Level::Nom));
    assert_eq!(looked_for(&b), [], "nobody calls it so");
    set_level(&mut b, 1, Some(Level::Nam));
    assert_eq!(looked_for(&b), [("Northern Command", Name, true)]);
    // What somebody has changed is not taken away, but it does not match by itself.
    let (kind, text) = (AliasKind::Misspelling, "Northern Command");
    b.run(entities::set_alias_kind(&b.project, entity(1), text, kind));
    set_level(&mut b, 1, Some(Level::Pro));
    assert_eq!(looked_for(&b), [("Northern Command", Contextual, false)]);
    set_level(&mut b, 1, Some(Level::Nam));
    assert_eq!(looked_for(&b), [("Northern Command", Contextual, false)], "2 is a noun phrase");
}

#[test]
fn an_alias_that_mentions_elsewhere_may_bear_out_is_contextual() {
    use AliasKind::{Contextual, Name};
    let mut b = Bench::new("The [ORG|Northern Command] left.").with_entity(1, "Front", "ORG");
    link(&mut b, 1);
    // The same text once more, not open.
    let (other, text) = (DocumentId::new(uuid(0x44)), b.open().text.clone());
    let a = Annotation { id: mark(0x44), document: other, ..b.get(1).clone() };
    let add = Op::AddDocument(Box::new(Document::new(other, "two.txt", &text)));
    b.project.apply_all(&[add]).unwrap();
    b.project.load_document(other, text, vec![a]).unwrap();
    b.project.unload_document(other);
    set_level(&mut b, 1, Some(Level::Nom));
    assert_eq!(looked_for(&b), [("Northern Command", Contextual, false)]);
    set_level(&mut b, 1, Some(Level::Pro));
    assert_eq!(looked_for(&b), [("Northern Command", Contextual, false)]);
    set_level(&mut b, 1, Some(Level::Nam));
    assert_eq!(looked_for(&b), [("Northern Command", Name, true)]);
    // Somebody has said that it is said of others too: only a word on it changes that.
    b.run(entities::set_alias_kind(&b.project, entity(1), "Northern Command", Contextual));
    set_level(&mut b, 1, None);
    set_level(&mut b, 1, Some(Level::Nam));
    assert_eq!(looked_for(&b), [("Northern Command", Contextual, false)]);
}

#[test]
fn acronyms_are_no_pronouns() {
    for (words, learnt) in
        [("US", true), ("WHO", true), ("us", false), ("Who", false), ("I", false)]
    {
        let mut b = Bench::new(&format!("In the [ORG|{words}] …")).with_entity(1, "Front", "ORG");
        link(&mut b, 1);
        assert_eq!(!looked_for(&b).is_empty(), learnt, "{words}");
    }
}

#[test]
fn values_have_no_entity() {
    let b = bench();
    let edit = entities::link(&b.project, b.document, mark(3), entity(1), Confidence::Sure);
    assert_eq!(refused(edit), "“Date” marks values, which have no entity");
    let edit = entities::create_and_link(&b.project, b.document, mark(3), entity(9), "x");
    assert!(edit.is_err());
    let edit = entities::link(&b.project, b.document, mark(6), entity(1), Confidence::Sure);
    assert_eq!(refused(edit), "Only mentions have an entity");
    let edit = entities::link(&b.project, b.document, mark(1), entity(9), Confidence::Sure);
    assert_eq!(refused(edit), "The entity is not there any more");
}

#[test]
fn a_new_entity_is_called_as_its_mention_unless_named() {
    let mut b = bench();
    let doc = b.document;
    let title = b.run(entities::create_and_link(&b.project, doc, mark(5), entity(9), " "));
    assert_eq!(title, "New entity: O. Valk");
    let made = &b.project.entities()[&entity(9)];
    assert_eq!((made.name.as_str(), made.label.clone()), ("O. Valk", Some(LabelId::new("PER"))));
    assert_eq!(made.aliases, []);
    b.run(entities::create_and_link(&b.project, doc, mark(2), entity(10), "Harbour Board"));
    assert_eq!(aliases(&b, 10), [("MBHA", AliasKind::Acronym)]);
    assert_eq!(b.get(2).entity(), Some(entity(10)));
}

#[test]
fn unlinking_leaves_the_entry() {
    let mut b = bench();
    let doc = b.document;
    assert!(entities::unlink(&b.project, doc, mark(1)).is_err());
    b.run(entities::link(&b.project, doc, mark(1), entity(1), Confidence::Sure));
    b.run(entities::set_confidence(&b.project, doc, mark(1), Confidence::Unsure));
    let again = entities::set_confidence(&b.project, doc, mark(1), Confidence::Unsure);
    assert_eq!(refused(again), "The link is unsure already");
    b.run(entities::unlink(&b.project, doc, mark(1)));
    assert!(b.project.entities().contains_key(&entity(1)));
    assert!(entities::set_confidence(&b.project, doc, mark(1), Confidence::Sure).is_err());
}

#[test]
fn speakers_follow_their_mentions() {
    let mut b = bench();
    let doc = b.document;
    b.run(claims::add_speaker(&b.project, doc, mark(6), Who::Mark(mark(1)), b.author, mark(9)));
    b.run(entities::link(&b.project, doc, mark(1), entity(1), Confidence::Sure));
    assert_eq!(b.hops(6)[0].entity, [entity(1)]);
    b.run(entities::link(&b.project, doc, mark(1), entity(2), Confidence::Sure));
    assert_eq!(b.hops(6)[0].entity, [entity(2)]);
    b.run(entities::unlink(&b.project, doc, mark(1)));
    assert_eq!(b.hops(6)[0].entity, []);
}

#[test]
fn renaming_drops_the_alias_of_the_same_words() {
    let mut b = bench();
    b.run(entities::add_alias(&b.project, entity(1), " Captain\tValk"));
    assert_eq!(
        refused(entities::add_alias(&b.project, entity(1), "Captain Valk")),
        "“Captain Valk” is a name of Oren Valk already"
    );
    assert!(entities::add_alias(&b.project, entity(1), "Oren Valk").is_err());
    assert!(entities::add_alias(&b.project, entity(1), "  ").is_err());
    let title = b.run(entities::rename(&b.project, entity(1), "Captain Valk"));
    assert_eq!(title, "Oren Valk is now Captain Valk");
    assert_eq!(aliases(&b, 1), [], "no mention calls it Oren Valk");
    assert!(entities::rename(&b.project, entity(1), " ").is_err());
    assert!(entities::rename(&b.project, entity(1), "Captain Valk").is_err());
}

#[test]
fn a_name_that_mentions_use_becomes_an_alias_of_the_next() {
    let mut b = bench();
    let doc = b.document;
    b.run(entities::link(&b.project, doc, mark(1), entity(1), Confidence::Sure));
    b.run(entities::rename(&b.project, entity(1), "Captain Valk"));
    assert_eq!(aliases(&b, 1), [("Oren Valk", AliasKind::Name)]);
    b.run(entities::rename(&b.project, entity(1), "Captain Oren Valk"));
    assert_eq!(aliases(&b, 1), [("Oren Valk", AliasKind::Name)], "nobody is called the captain");
    b.run(entities::rename(&b.project, entity(1), "Oren Valk"));
    assert_eq!(aliases(&b, 1), []);
    b.run(entities::rename(&b.project, entity(1), "OREN VALK"));
    assert_eq!(aliases(&b, 1), [], "the same but for capitals");
    // What a document that is not open calls it, nobody knows.
    b.project.unload_document(doc);
    b.run(entities::rename(&b.project, entity(1), "Oren Marsh"));
    assert_eq!(aliases(&b, 1), [("OREN VALK", AliasKind::Name)]);
}

#[test]
fn what_somebody_is_called_in_one_place_is_not_looked_for_in_others() {
    let mut b = Bench::new("[PER|the spokesman]").with_entity(1, "the spokesman", "PER");
    b.run(entities::link(&b.project, b.document, mark(1), entity(1), Confidence::Sure));
    b.run(entities::rename(&b.project, entity(1), "Oren Valk"));
    let alias = &b.project.entities()[&entity(1)].aliases[0];
    assert_eq!((alias.text.as_str(), alias.auto_match), ("the spokesman", false));
}

#[test]
fn aliases_one_by_one() {
    let mut b = bench();
    b.run(entities::add_alias(&b.project, entity(1), "Valk"));
    b.run(entities::add_alias(&b.project, entity(1), "UNHCR"));
    assert_eq!(aliases(&b, 1), [("Valk", AliasKind::Name), ("UNHCR", AliasKind::Acronym)]);
    b.run(entities::remove_alias(&b.project, entity(1), "Valk"));
    assert!(entities::remove_alias(&b.project, entity(1), "Valk").is_err());
}

#[test]
fn the_other_fields_of_an_entry() {
    let mut b = bench();
    b.run(entities::set_description(&b.project, entity(1), " spokesman "));
    assert_eq!(b.project.entities()[&entity(1)].description, "spokesman");
    b.run(entities::set_external_id(&b.project, entity(1), "wikidata:Q42"));
    for bad in ["Q42", "wikidata:", ":Q42", "wikidata: Q42"] {
        assert!(entities::set_external_id(&b.project, entity(1), bad).is_err(), "{bad}");
    }
    b.run(entities::set_external_id(&b.project, entity(1), ""));
    assert_eq!(b.project.entities()[&entity(1)].external_id, None);
    b.run(entities::set_label(&b.project, entity(1), Some(&LabelId::new("ORG"))));
    b.run(entities::set_label(&b.project, entity(1), None));
    for bad in ["DATE", "boilerplate", "NONE"] {
        assert!(
            entities::set_label(&b.project, entity(1), Some(&LabelId::new(bad))).is_err(),
            "{bad}"
        );
    }
}

#[test]
fn an_entry_in_use_is_not_deleted() {
    let mut b = bench();
    b.run(entities::link(&b.project, b.document, mark(1), entity(1), Confidence::Sure));
    assert_eq!(
        refused(entities::delete_entity(&b.project, entity(1))),
        "Oren Valk cannot be deleted: 1 mention in 1 document"
    );
    b.run(entities::unlink(&b.project, b.document, mark(1)));
    let title = b.run(entities::delete_entity(&b.project, entity(1)));
    assert_eq!(title, "Entity deleted: Oren Valk");
    assert!(entities::delete_entity(&b.project, entity(1)).is_err());
}

#[test]
fn each_range_of_a_mark_moves_by_itself() {
    use glossator_core::actions::ranges::nudge_range;
    use glossator_core::query::{Edge, Way};
    let mut b = Bench::new("[1:ORG|Zoë] and [1:ORG|co🏳️‍🌈]!");
    let doc = b.document;
    let nudge = |b: &Bench, n, edge, way| nudge_range(&b.project, doc, mark(1), n, edge, way);
    b.run(nudge(&b, 1, Edge::End, Way::Back));
    assert_eq!(b.get(1).exact, "Zoë co");
    b.run(nudge(&b, 0, Edge::End, Way::Forward));
    assert_eq!(b.get(1).exact, "Zoë  co");
    assert!(nudge(&b, 0, Edge::Start, Way::Back).is_err());
    assert!(nudge(&b, 2, Edge::Start, Way::Back).is_err());
    b.run(nudge(&b, 1, Edge::Start, Way::Forward));
    assert_eq!(
        refused(nudge(&b, 1, Edge::Start, Way::Forward)),
        "A mark needs at least one character; Delete removes it"
    );
}

#[test]
fn a_name_that_another_entry_has_is_learnt_but_not_looked_for() {
    let mut b = Bench::new("The [ORG|Front] and [ORG|Front Calder], the [ORG|front], [ORG|FC].")
        .with_entity(1, "Front", "ORG")
        .with_entity(2, "Front Calder", "ORG");
    let looked_for = |b: &Bench, n: u128| -> Vec<(String, bool)> {
        let aliases = &b.project.entities()[&entity(n)].aliases;
        aliases.iter().map(|a| (a.text.clone(), a.auto_match)).collect()
    };
    for n in [1, 3] {
        b.run(entities::link(&b.project, b.document, mark(n), entity(2), Confidence::Sure));
    }
    b.run(entities::link(&b.project, b.document, mark(4), entity(2), Confidence::Sure));
    let learnt = [("Front".to_owned(), false), ("FC".to_owned(), true)];
    assert_eq!(looked_for(&b, 2), learnt);
    // Who made it so may want it so.
    b.run(entities::set_auto_match(&b.project, entity(2), "Front", true));
    b.run(entities::link(&b.project, b.document, mark(2), entity(2), Confidence::Sure));
    assert_eq!(looked_for(&b, 2)[0], ("Front".to_owned(), true));

    // A name that goes to another entry altogether is looked for there, one that both have not.
    let moved = [(b.document, mark(3)), (b.document, mark(4))];
    b.run(entities::split(&b.project, entity(2), &moved, entity(3), "Calder men"));
    let went = [("front".to_owned(), false), ("FC".to_owned(), true)];
    assert_eq!(looked_for(&b, 3), went);
    assert_eq!(looked_for(&b, 2), [("Front".to_owned(), true)]);
}

#[test]
fn a_link_from_when_its_label_could_be_linked_can_be_taken_away() {
    let mut b = Bench::new("[ORG|MBHA] spoke.").with_entity(1, "Harbour Authority", "ORG");
    let doc = b.document;
    b.run(entities::link(&b.project, doc, mark(1), entity(1), Confidence::Sure));
    let org = b.project.schema().label(&LabelId::new("ORG")).unwrap().clone();
    b.run(labels::edit(&b.project, Label { has_entity: false, ..org }));
    b.run(entities::toggle_confidence(&b.project, doc, mark(1)));
    b.run(entities::unlink(&b.project, doc, mark(1)));
    assert_eq!(b.get(1).entity(), None);
    assert!(entities::link(&b.project, doc, mark(1), entity(1), Confidence::Sure).is_err());
}
