//! The project file as a consumer reads it: with a JSON parser and nothing else.

use glossator_core::formats::native;
use glossator_core::model::{ClaimId, EntityId, Project};
use serde_json::{Map, Value, json};

use super::At;
use crate::formats_support::write_all;

/// A project file that was written, parsed, and read back.
pub struct File {
    pub json: Value,
}

impl File {
    /// Writes a project. Every span must have its words at its place, counted in code
    /// points, and the file must read back as the same project and the same bytes.
    #[track_caller]
    pub fn of(project: &Project) -> Self {
        let written = write_all(project).unwrap();
        let json: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(json["offset_unit"], "codepoint");
        for document in list(&json["documents"]) {
            let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
            for a in list(&document["annotations"]) {
                let mut words = Vec::new();
                for range in list(&a["ranges"]) {
                    let at = |key: &str| usize::try_from(range[key].as_u64().unwrap()).unwrap();
                    let found: String = text[at("start")..at("end")].iter().collect();
                    assert_eq!(range["exact"], found.as_str());
                    assert!(!found.is_empty());
                    words.push(found);
                }
                assert_eq!(a["quote"]["exact"], words.join(" ").as_str());
            }
        }
        let read = native::read(&written, "cases.glossator.json").unwrap();
        assert_eq!(read.problems, []);
        let (back, problems) = read.project.build().unwrap();
        assert_eq!(problems, []);
        assert!(back == *project, "reads back as the same project");
        assert_eq!(write_all(&back).unwrap(), written);
        Self { json }
    }

    fn annotations(&self) -> impl Iterator<Item = &Value> {
        list(&self.json["documents"]).iter().flat_map(|d| list(&d["annotations"]))
    }

    fn record<'a>(&self, of: &'a Value, id: &str) -> &'a Value {
        let found = list(of).iter().find(|r| r["id"] == id);
        found.unwrap_or_else(|| panic!("no record {id}"))
    }

    /// The words of an annotation.
    fn words(&self, id: &Value) -> Value {
        let found = self.annotations().find(|a| a["id"] == *id);
        found.unwrap_or_else(|| panic!("no annotation {id}"))["quote"]["exact"].clone()
    }

    /// The name of an entity; null for none.
    fn name(&self, id: &Value) -> Value {
        let known = id.as_str().map(|id| self.record(&self.json["entities"], id));
        known.map_or(Value::Null, |e| e["name"].clone())
    }

    fn sentence(&self, id: &Value) -> Value {
        self.record(&self.json["claims"], id.as_str().unwrap())["text"].clone()
    }

    /// An annotation, with the name of its entity, the sentence of its claim, and the words
    /// of each range.
    pub fn mark(&self, at: At) -> Value {
        let id = at.id.to_string();
        let of = self.record(&self.json["documents"], &at.document.to_string());
        let mut a = self.record(&of["annotations"], &id).clone();
        a["words"] = list(&a["ranges"]).iter().map(|r| r["exact"].clone()).collect();
        if a.get("entity").is_some() {
            a["entity"] = self.name(&a["entity"]);
        }
        if a.get("claim").is_some() {
            a["claim"] = self.sentence(&a["claim"]);
        }
        a
    }

    /// The hops of a claim mention's only chain: with words for marks, names for entities.
    #[track_caller]
    pub fn hops(&self, at: At) -> Vec<Value> {
        let a = self.mark(at);
        let [chain] = &list(&a["chains"])[..] else { panic!("{}", a["chains"]) };
        let resolved = |hop: &Value| {
            let mut hop = hop.clone();
            for key in ["source", "cue"] {
                hop[key] = list(&hop[key]).iter().map(|id| self.words(id)).collect();
            }
            hop["entity"] = list(&hop["entity"]).iter().map(|id| self.name(id)).collect();
            hop
        };
        list(&chain["hops"]).iter().map(resolved).collect()
    }

    /// That a mark has these fields.
    #[track_caller]
    pub fn assert_mark(&self, at: At, fields: Value) {
        assert_fields(&self.mark(at), &fields);
    }

    /// That a claim mention has one chain of just these hops, with these fields.
    #[track_caller]
    pub fn assert_hops(&self, at: At, hops: Value) {
        let (found, hops) = (self.hops(at), list(&hops));
        assert_eq!(found.len(), hops.len(), "{found:#?}");
        for (found, hop) in found.iter().zip(hops) {
            assert_fields(found, hop);
        }
    }

    #[track_caller]
    pub fn assert_claim(&self, claim: ClaimId, fields: Value) {
        assert_fields(self.record(&self.json["claims"], &claim.to_string()), &fields);
    }

    /// That an entity has these fields; wholes and groups by their names.
    #[track_caller]
    pub fn assert_entity(&self, id: EntityId, fields: Value) {
        let mut e = self.record(&self.json["entities"], &id.to_string()).clone();
        for key in ["part_of", "member_of"] {
            e[key] = self.name(&e[key]);
        }
        assert_fields(&e, &fields);
    }

    /// The claim links: type, and the sentences from and to.
    pub fn links(&self) -> Vec<Value> {
        let link =
            |l: &Value| json!([l["type"], self.sentence(&l["from"]), self.sentence(&l["to"])]);
        list(&self.json["claim_links"]).iter().map(link).collect()
    }

    /// The evidence: the claim's sentence, what it does, and its words with their document.
    pub fn evidence(&self) -> Vec<Value> {
        let item = |place: &Value| {
            let of = self.record(&self.json["documents"], place["document"].as_str().unwrap());
            let known = list(&of["annotations"]).iter();
            let here = known.clone().any(|a| a["id"] == place["annotation"]);
            assert!(here, "the evidence is in the document that is named");
            json!([of["publisher"], self.words(&place["annotation"])])
        };
        let row = |e: &Value| {
            let items: Value = list(&e["annotations"]).iter().map(item).collect();
            json!([self.sentence(&e["claim"]), e["stance"], e["set"], items])
        };
        list(&self.json["evidence"]).iter().map(row).collect()
    }
}

#[track_caller]
fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("a list, not {value}"))
}

/// That an object has these fields; a field that is not in the file is null.
#[track_caller]
fn assert_fields(found: &Value, fields: &Value) {
    let fields: &Map<String, Value> = fields.as_object().unwrap();
    for (key, value) in fields {
        assert_eq!(&found[key.as_str()], value, "{key} of {found:#}");
    }
}
