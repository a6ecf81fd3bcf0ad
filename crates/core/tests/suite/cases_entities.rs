//! Who and what texts name: each test is a phenomenon of real reports, on invented text.
#![cfg(feature = "find")]
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::cases_support;
use crate::support::matches;

use cases_support::{At, Desk};
use glossator_core::actions::bulk::mark_hits;
use glossator_core::actions::claims::{self, HopEdit, Who};
use glossator_core::actions::entities;
use glossator_core::find::{HitState, Pattern, PatternSpec, known, patterns_of_entity};
use glossator_core::model::*;
use glossator_core::query::{
    AuthorityShelf, Cursor, EntityChoice, EntityIndex, Register, SuggestedPair, above_choices,
    entity_choices, is_unnamed, kwic, marks_at, speaker_choices, suggested_links,
    suggested_pairs_of, unnamed,
};
use serde_json::json;
use uuid::Uuid;

/// What "mark every mention" would look for.
fn looked_for(desk: &Desk, id: EntityId) -> Vec<String> {
    patterns_of_entity(&desk.project.entities()[&id]).into_iter().map(|p| p.words).collect()
}

/// What the register proposes to merge.
fn pairs(desk: &Desk, index: &EntityIndex) -> Vec<SuggestedPair> {
    let all: Vec<EntityId> = desk.project.entities().keys().copied().collect();
    suggested_pairs_of(&desk.project, index, &all)
}

/// What the register shows of an entry: its aliases, and its mentions by document.
fn row(desk: &Desk, id: EntityId) -> (Vec<String>, Vec<u32>) {
    let row = Register::of(&desk.project).row(&desk.project, id).unwrap();
    (row.aliases, row.by_document.into_iter().map(|(_, n)| n).collect())
}

#[test]
fn many_surface_forms_of_a_parent_and_its_branch() {
    let mut desk = Desk::new(&[
        "The Harbour Front holds the quay. Harbour Front Calder, or HF-C, came later.",
        "Harbour Front-Calder denied it. Harbour Front men had gone, and the front kept quiet. \
         What the front is paid is unknown.",
    ]);
    let parent = desk.mark(0, "Harbour Front", "ORG");
    let whole = desk.entity(parent, "");
    let branch = desk.mark(0, "Harbour Front Calder", "ORG");
    let part = desk.entity(branch, "");
    for (d, words) in [(0, "HF-C"), (1, "Harbour Front-Calder")] {
        let mention = desk.mark(d, words, "ORG");
        desk.link(mention, part, Confidence::Sure);
    }
    // The parent's name, but the branch may be meant.
    let open = desk.mark(1, ("Harbour Front", 1), "ORG");
    desk.link(open, part, Confidence::Sure);
    desk.run(entities::set_confidence(&desk.project, open.document, open.id, Confidence::Unsure));
    desk.run(entities::set_part_of(&desk.project, part, Some(whole)));
    let group = desk.mark(1, "the front", "ORG");
    desk.link(group, part, Confidence::Sure);
    let context = desk.mark(1, ("the front", 1), "ORG");

    let aliases = ["HF-C", "Harbour Front-Calder", "Harbour Front", "the front"];
    assert_eq!(row(&desk, part), (aliases.map(str::to_owned).to_vec(), vec![2, 3]));
    let names = ["Harbour Front Calder", "Harbour Front-Calder", "HF-C"];
    assert_eq!(looked_for(&desk, part), names, "neither the parent's name nor a contextual one");
    assert_eq!(looked_for(&desk, whole), ["Harbour Front"]);
    let index = EntityIndex::of(&desk.project);
    assert_eq!(suggested_links(&desk.project, &index, context.document), []);
    assert_eq!(pairs(&desk, &index), [], "a part is not the same as its whole");
    let lines: Vec<_> =
        desk.documents.iter().flat_map(|d| kwic(&desk.project, part, *d, 8)).collect();
    let unsure: Vec<&str> = lines
        .iter()
        .filter(|l| l.confidence == Confidence::Unsure)
        .map(|l| l.line.words.as_str())
        .collect();
    assert_eq!((lines.len(), unsure), (5, vec!["Harbour Front"]));

    let file = desk.exported();
    let alias = |text, kind, auto| json!({"text": text, "kind": kind, "auto_match": auto});
    file.assert_entity(
        part,
        json!({"name": "Harbour Front Calder", "type": "ORG", "part_of": "Harbour Front", "aliases": [
            alias("HF-C", "acronym", true), alias("Harbour Front-Calder", "name", true),
            alias("Harbour Front", "name", false), alias("the front", "contextual", false)]}),
    );
    let linked = |sure| json!({"entity": "Harbour Front Calder", "link_confidence": sure});
    file.assert_mark(open, linked("unsure"));
    file.assert_mark(branch, linked("sure"));
    file.assert_mark(context, json!({"entity": null, "link_confidence": null}));
}

#[test]
fn coordination_that_shares_a_modifier() {
    let mut desk = Desk::new(&["Zoë’s boats left Tarn and Brask in Vell province for northern \
        Ilmar and Osk 😀."]);
    let ilmar = desk.mark(0, "northern Ilmar", "LOC");
    let osk = desk.mark(0, "northern", "LOC");
    desk.add_range(osk, "Osk");
    let tarn = desk.mark(0, "Tarn", "GPE");
    desk.add_range(tarn, "in Vell province");
    let brask = desk.mark(0, "Brask in Vell province", "GPE");
    let id = desk.entity(osk, "northern Osk");

    let words: Vec<String> =
        kwic(&desk.project, id, tarn.document, 4).into_iter().map(|l| l.line.words).collect();
    assert_eq!(words, ["northern … Osk"]);
    let over = marks_at(desk.open(0), desk.span(0, "northern").start());
    assert_eq!(over.len(), 2, "the shared word belongs to both");

    let file = desk.exported();
    file.assert_mark(ilmar, json!({"words": ["northern Ilmar"]}));
    file.assert_mark(osk, json!({"words": ["northern", "Osk"], "entity": "northern Osk"}));
    file.assert_mark(tarn, json!({"words": ["Tarn", "in Vell province"]}));
    file.assert_mark(brask, json!({"words": ["Brask in Vell province"]}));
    let start = file.mark(osk)["ranges"][1]["start"].as_u64();
    assert_eq!(start, Some(72), "in code points");
}

#[test]
fn an_anonymous_pair_that_is_split_later() {
    let mut desk = Desk::of_outlets(&[
        (
            "Northline Wire",
            "2024-03-14",
            "Two harbour officials told Northline on condition of anonymity that the depot was \
             full. The other source spoke of missing keys.",
        ),
        ("Radio Calder", "2024-03-15", "Two harbour officials said that the depot was full."),
    ]);
    let name = "two harbour officials";
    let (_, pair) = desk.named(0, "Two harbour officials", "PER", Level::Nom, name);
    desk.run(entities::set_group_size(&desk.project, pair, Some(2)));
    desk.run(entities::set_description(&desk.project, pair, "officials whom Northline met"));
    let (other, member) = desk.named(0, "The other source", "PER", Level::Nom, "the second one");
    desk.run(entities::set_member_of(&desk.project, member, Some(pair)));
    let (_, stranger) = desk.named(1, "Two harbour officials", "PER", Level::Nom, name);

    let full = desk.claim(0, "the depot was full", "The depot was full.");
    desk.speaker(full, "Two harbour officials");
    desk.cue(full, "told");
    desk.run(claims::toggle_anonymous(&desk.project, full.document, full.id));
    let keys = desk.claim(0, "missing keys", "Keys were missing.");
    desk.speaker(keys, "The other source");
    desk.hop(keys, 0, HopEdit::Anonymity(Anonymity::AnonymousRequested));
    let elsewhere = desk.again(1, "the depot was full", full);
    desk.speaker(elsewhere, "Two harbour officials");

    assert_eq!(desk.support(full), (2, 2), "nobody says that the two papers met the same two");
    assert_eq!(desk.chain(full), "Northline Wire › two harbour officials, unnamed");
    let index = EntityIndex::of(&desk.project);
    assert_eq!(pairs(&desk, &index), []);
    let none: Vec<String> = Vec::new();
    assert_eq!(row(&desk, pair), (none, vec![1]), "a description teaches no alias");

    let file = desk.exported();
    file.assert_entity(
        pair,
        json!({"group_size": 2, "external_id": null, "description": "officials whom Northline met"}),
    );
    file.assert_entity(member, json!({"member_of": name, "group_size": null}));
    file.assert_entity(stranger, json!({"name": name, "member_of": null, "part_of": null}));
    file.assert_mark(other, json!({"level": "NOM", "entity": "the second one"}));
    let asked = "anonymous_requested";
    file.assert_hops(
        full,
        json!([{"source": ["Two harbour officials"], "cue": ["told"], "entity": [name], "anonymity": asked}]),
    );
    file.assert_hops(keys, json!([{"entity": ["the second one"], "anonymity": asked}]));
}

#[test]
fn a_name_misspelt_in_the_source() {
    let text = "Meridian Freight rents the shed. The bill of Meridien Frieght is unpaid.";
    let mut desk = Desk::new(&[text]);
    let right = desk.mark(0, "Meridian Freight", "ORG");
    let id = desk.entity(right, "");
    let wrong = desk.mark(0, "Meridien Frieght", "ORG");
    desk.link(wrong, id, Confidence::Sure);
    let kind = AliasKind::Misspelling;
    desk.run(entities::set_alias_kind(&desk.project, id, "Meridien Frieght", kind));

    assert_eq!(desk.open(0).text.as_str(), text, "the text is not touched");
    assert_eq!(looked_for(&desk, id), ["Meridian Freight", "Meridien Frieght"]);
    let file = desk.exported();
    let alias = json!({"text": "Meridien Frieght", "kind": "misspelling", "auto_match": true});
    file.assert_entity(id, json!({"name": "Meridian Freight", "aliases": [alias]}));
    file.assert_mark(wrong, json!({"words": ["Meridien Frieght"], "entity": "Meridian Freight"}));
}

#[test]
fn one_unnamed_person_in_two_descriptions() {
    let mut desk =
        Desk::new(&["Police held a high-value Ostmari smuggler. The man was an Ostmarian \
        national, they said."]);
    let name = "smuggler held at the quay";
    let (first, id) = desk.named(0, "a high-value Ostmari smuggler", "PER", Level::Nom, name);
    let second = desk.mark(0, "an Ostmarian national", "PER");
    desk.level(second, Level::Nom);
    desk.link(second, id, Confidence::Sure);
    let (norp, people) = desk.named(0, "Ostmari", "NORP", Level::Nam, "Ostmari");
    let other = desk.mark(0, "Ostmarian", "NORP");
    desk.link(other, people, Confidence::Sure);

    assert_eq!(row(&desk, id), (vec![], vec![2]), "descriptions are no aliases");
    assert_eq!(row(&desk, people), (vec!["Ostmarian".to_owned()], vec![2]));
    let at = desk.span(0, "Ostmari").start();
    let inner: Vec<AnnotationId> = marks_at(desk.open(0), at).iter().map(|a| a.id).collect();
    assert_eq!(inner, [norp.id, first.id], "nested, the innermost first");

    let file = desk.exported();
    for at in [first, second] {
        file.assert_mark(at, json!({"label": "PER", "level": "NOM", "entity": name}));
    }
    file.assert_mark(other, json!({"label": "NORP", "words": ["Ostmarian"], "entity": "Ostmari"}));
    file.assert_entity(id, json!({"external_id": null, "aliases": []}));
}

#[test]
fn a_set_with_named_and_unnamed_members_between_glued_dashes() {
    let mut desk =
        Desk::new(&["The union lost three MBPA divers—including Ilse Brandt and two locals \
        from Tarn—in one night."]);
    // As Shift and arrows select: a dash without spaces is a token of its own.
    let text = &desk.open(0).text;
    let from = Cursor::at(text, desk.span(0, "three").start());
    let words = from.moved_to(text, desk.span(0, "divers").start(), true).target();
    assert_eq!(text.slice(words).unwrap(), "three MBPA divers");
    let set = desk.mark_span(0, words, "PER");
    desk.level(set, Level::Nom);
    let group = desk.entity(set, "three divers of the union");
    desk.run(entities::set_group_size(&desk.project, group, Some(3)));
    let (_, brandt) = desk.named(0, "Ilse Brandt", "PER", Level::Nam, "");
    let (_, locals) =
        desk.named(0, "two locals from Tarn", "PER", Level::Nom, "two divers of Tarn");
    desk.run(entities::set_group_size(&desk.project, locals, Some(2)));
    for member in [brandt, locals] {
        desk.run(entities::set_member_of(&desk.project, member, Some(group)));
    }
    let claim = desk.claim(0, "The union lost three MBPA divers", "The union lost three divers.");
    desk.accept_figure(claim);
    assert_eq!(
        (desk.card(claim).figure.as_str(), desk.card(claim).of.as_str()),
        ("3", "MBPA divers")
    );

    let file = desk.exported();
    file.assert_mark(set, json!({"words": ["three MBPA divers"], "level": "NOM"}));
    file.assert_entity(group, json!({"group_size": 3, "member_of": null}));
    for (id, size) in [(brandt, json!(null)), (locals, json!(2))] {
        let name = "three divers of the union";
        file.assert_entity(id, json!({"member_of": name, "group_size": size}));
    }
    file.assert_claim(
        desk.claim_of(claim),
        json!({"quantities": [{"of": "MBPA divers", "min": 3.0, "max": 3.0, "modifier": "exact", "words": "three MBPA divers"}]}),
    );
}

#[test]
fn two_names_of_one_person_in_one_phrase() {
    let mut desk = Desk::new(&["Guards shot Marek Doll alias Anton Reef at the gate."]);
    let (name, id) = desk.named(0, "Marek Doll", "PER", Level::Nam, "");
    let alias = desk.mark(0, "Anton Reef", "PER");
    desk.link(alias, id, Confidence::Sure);
    assert_eq!(row(&desk, id), (vec!["Anton Reef".to_owned()], vec![2]));
    assert_eq!(looked_for(&desk, id), ["Anton Reef", "Marek Doll"]);
    let file = desk.exported();
    for (at, words) in [(name, "Marek Doll"), (alias, "Anton Reef")] {
        file.assert_mark(at, json!({"words": [words], "label": "PER", "entity": "Marek Doll"}));
    }
    let known = json!({"text": "Anton Reef", "kind": "name", "auto_match": true});
    file.assert_entity(id, json!({"name": "Marek Doll", "aliases": [known]}));
}

#[test]
fn names_inside_of_other_names_are_no_mentions() {
    let mut desk =
        Desk::new(&["The Port Safety Inspectorate (PSI) left PSIO papers with PSI’s clerk. \
        Port Safety men, psi and all, came to Vell and to the Vell Highlands."]);
    let mention = desk.mark(0, "Port Safety Inspectorate", "ORG");
    let id = desk.entity(mention, "");
    for alias in ["PSI", "Port Safety"] {
        desk.run(entities::add_alias(&desk.project, id, alias));
    }
    let (document, label) = (desk.documents[0], LabelId::new("ORG"));
    let text = desk.open(0).text.clone();
    let pattern = Pattern::any_of(&patterns_of_entity(&desk.project.entities()[&id])).unwrap();
    let found = matches(&pattern, &text);
    let words: Vec<&str> = found.iter().map(|s| text.slice(*s).unwrap()).collect();
    // Not in "PSIO" nor as "psi", but before the ’s.
    assert_eq!(words, ["Port Safety Inspectorate", "PSI", "PSI", "Port Safety"]);
    assert_eq!(looked_for(&desk, id), ["Port Safety Inspectorate", "Port Safety", "PSI"]);
    let there = known(desk.open(0).marks.iter(), &found, desk.author.layer);
    let states: Vec<_> = there.iter().map(|k| k.state(Some(&label), Some(id))).collect();
    assert_eq!(states[0], HitState::Marked);
    assert_eq!(states[1..], [HitState::Free; 3]);
    let places: Vec<_> = found.iter().map(|s| (document, *s)).collect();
    let mut n = 0x9000;
    let ids = || {
        n += 1;
        AnnotationId::new(Uuid::from_u128(n))
    };
    let bulk = mark_hits(&desk.project, desk.author, &places, &label, Some(id), ids).unwrap();
    assert_eq!((bulk.done, bulk.already), (3, 1));
    desk.run(Ok(bulk.edit.unwrap()));
    assert_eq!(row(&desk, id).1, [4]);
    // A word of another name is a whole token, but no mention by itself of the same sort.
    let (town, vell) = desk.named(0, "Vell", "GPE", Level::Nam, "");
    let spans = matches(&Pattern::new(&PatternSpec::words("vell")).unwrap(), &text);
    let states = |desk: &Desk, label: &str| -> Vec<HitState> {
        let known = known(desk.open(0).marks.iter(), &spans, desk.author.layer);
        known.iter().map(|k| k.state(Some(&LabelId::new(label)), Some(vell))).collect()
    };
    assert_eq!(states(&desk, "GPE"), [HitState::Marked, HitState::Free]);
    desk.named(0, "Vell Highlands", "GPE", Level::Nam, "");
    assert_eq!(states(&desk, "GPE"), [HitState::Marked, HitState::Otherwise]);
    assert_eq!(states(&desk, "LOC"), [HitState::Free, HitState::Free], "nested ones stay possible");

    let file = desk.exported();
    file.assert_mark(town, json!({"words": ["Vell"], "entity": "Vell"}));
    let second = At { document, id: AnnotationId::new(Uuid::from_u128(0x9001)) };
    file.assert_mark(
        second,
        json!({"words": ["PSI"], "origin": {"type": "bulk"}, "entity": "Port Safety Inspectorate"}),
    );
}

#[test]
fn a_whole_that_the_register_does_not_have_yet() {
    let mut desk = Desk::new(&["The Harbour Trust and the Harbour Watch met at the quay."]);
    let trust = desk.mark(0, "Harbour Trust", "ORG");
    let trust = desk.entity(trust, "");
    let watch = desk.mark(0, "Harbour Watch", "ORG");
    let watch = desk.entity(watch, "");
    let choices = |desk: &Desk, typed: &str| -> Vec<String> {
        let found = above_choices(&desk.project, &EntityIndex::of(&desk.project), trust, typed);
        let name = |c: EntityChoice| match c {
            EntityChoice::Link(c) => c.name,
            EntityChoice::Create(name) => format!("new: {name}"),
            EntityChoice::Adopt(row) => format!("taken: {}", row.name),
        };
        found.into_iter().map(name).collect()
    };
    // Enter takes the first: a name that is none's is no other's that shares a word with it.
    let found = choices(&desk, " Harbour Group");
    assert_eq!(found, ["new: Harbour Group", "Harbour Watch"], "never itself");
    assert_eq!(choices(&desk, "harbour wat"), ["Harbour Watch", "new: harbour wat"]);
    assert!(!choices(&desk, "").iter().any(|c| c.starts_with("new")));

    let group = EntityId::new(Uuid::from_u128(0x9100));
    desk.run(entities::create_above(&desk.project, trust, group, "Harbour  Group", false));
    let side = EntityId::new(Uuid::from_u128(0x9101));
    desk.run(entities::create_above(&desk.project, watch, side, "Watchmen", true));
    let of = |id: EntityId| {
        let e = &desk.project.entities()[&id];
        (e.part_of, e.member_of)
    };
    assert_eq!((of(trust), of(watch)), ((Some(group), None), (None, Some(side))));
    assert_eq!(desk.project.entities()[&group].name, "Harbour Group");
    assert!(entities::create_above(&desk.project, trust, side, " ", false).is_err());
}

/// What the entity field of a mention proposes for its words; "+" before a new entry.
fn proposed(desk: &Desk, at: At) -> Vec<String> {
    let index = EntityIndex::of(&desk.project);
    let open = desk.project.open(at.document).unwrap();
    let shelf = AuthorityShelf::default();
    let found = entity_choices(&desk.project, &index, &shelf, open, desk.get(at), "");
    let shown = |c: EntityChoice| match c {
        EntityChoice::Link(c) => c.name,
        EntityChoice::Create(name) => format!("+ {name}"),
        EntityChoice::Adopt(row) => row.id,
    };
    found.into_iter().map(shown).collect()
}

#[test]
fn an_official_of_another_text_is_proposed_behind_a_new_one() {
    let mut desk = Desk::new(&["One official spoke.", "One official denied that it fell."]);
    let (first, official) = desk.named(0, "One official", "PER", Level::Nom, "");
    let second = desk.mark(1, "One official", "PER");
    let fell = desk.claim(1, "it fell", "It fell.");
    let speakers = |desk: &Desk| -> Vec<bool> {
        let index = EntityIndex::of(&desk.project);
        let found = speaker_choices(&desk.project, &index, desk.open(1), fell.id, "one official");
        found.iter().map(|c| matches!(c.who, Some(Who::Entity(_)))).collect()
    };
    assert_eq!(proposed(&desk, second), ["+ One official", "One official"]);
    assert_eq!(speakers(&desk), [false, false, true], "here, a new one, the other text's");
    desk.project.unload_document(first.document);
    assert_eq!(proposed(&desk, second), ["+ One official", "One official"], "closed or open");
    assert!(is_unnamed(&desk.project, official));
    desk.run(entities::set_external_id(&desk.project, official, "reg:1"));
    assert_eq!(proposed(&desk, second), ["One official", "+ One official"]);
    // Whom this text has spoken of is meant again.
    desk.run(entities::set_external_id(&desk.project, official, ""));
    desk.link(second, official, Confidence::Sure);
    let third = desk.mark(1, "official", "PER");
    assert_eq!(proposed(&desk, third).first().map(String::as_str), Some("+ official"));
    assert_eq!(proposed(&desk, second), ["One official", "+ One official"]);
}

#[test]
fn whom_nobody_names_is_known_from_closed_documents() {
    // With a capital they look like names; that they are none is said in the text.
    let mut desk = Desk::new(&["Police officials spoke.", "Police officials denied it.", "Rain."]);
    let (first, one) = desk.named(0, "Police officials", "PER", Level::Nom, "Police Officials");
    let (second, _) = desk.named(1, "Police officials", "PER", Level::Nom, "Police Officials");
    let index = EntityIndex::of(&desk.project);
    assert_eq!(pairs(&desk, &index), []);
    desk.project.unload_document(first.document);
    desk.project.unload_document(second.document);
    assert_eq!(pairs(&desk, &index), [], "no matter what is open");
    assert!(unnamed(&desk.project).contains(&one) && is_unnamed(&desk.project, one));
}

#[test]
fn a_name_gives_way_whichever_entry_has_it_first() {
    // The branch is met first, under the name of the whole, and not surely.
    let mut desk = Desk::new(&["Front men held Front Calder; the Front said so. Front left."]);
    let branch = desk.mark(0, "Front Calder", "ORG");
    let part = desk.entity(branch, "");
    let open = desk.mark(0, "Front", "ORG");
    desk.link(open, part, Confidence::Sure);
    assert_eq!(looked_for(&desk, part), ["Front Calder", "Front"]);
    let set = |desk: &mut Desk, at: At, to| {
        desk.run(entities::set_confidence(&desk.project, at.document, at.id, to));
    };
    set(&mut desk, open, Confidence::Unsure);
    assert_eq!(looked_for(&desk, part), ["Front Calder"], "not by words that are unsure");
    set(&mut desk, open, Confidence::Sure);
    assert_eq!(looked_for(&desk, part), ["Front Calder", "Front"]);
    let whole = desk.mark(0, ("Front", 3), "ORG");
    let whole = desk.entity(whole, "");
    assert_eq!(looked_for(&desk, part), ["Front Calder"], "somebody else is called so");
    assert_eq!(looked_for(&desk, whole), ["Front"]);
    set(&mut desk, open, Confidence::Unsure);
    set(&mut desk, open, Confidence::Sure);
    assert_eq!(looked_for(&desk, part), ["Front Calder"]);
}
