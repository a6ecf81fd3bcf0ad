//! The values that a mark's fields can be set to, for the palette: most have no key of their own.

use glossator_core::actions::{EditError, claims, entities, marks};
use glossator_core::model::{
    Anonymity, AttributeName, AttributeValue, Certainty, Confidence, Kind, Level, Quotation, Stance,
};
use glossator_core::query::attribute_options;

use super::super::App;
use super::subject::{act_on, is_linked, selected_kind};

/// AVeriTeC's claim types, and two more: the words in files and on screen.
pub const TYPES: [(&str, &str); 8] = [
    ("event", "Event or property"),
    ("numerical", "Numerical"),
    ("causal", "Causal"),
    ("quote", "Quote"),
    ("position", "Position"),
    ("media", "Media"),
    ("prediction", "Prediction"),
    ("opinion", "Opinion"),
];

/// What a field of the selected mark can be set to.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// How a mention refers.
    Level(Level),
    /// How sure its link is.
    Link(Confidence),
    /// What a claim's originator does with it.
    Stance(Stance),
    /// How certain of it they are.
    Certainty(Certainty),
    /// How far they are named.
    Source(Anonymity),
    /// How their words reach the reader.
    Quotation(Quotation),
    /// What sort of claim it is.
    Type(&'static str),
    /// Whether it is worth checking.
    Check(bool),
    /// An attribute of the schema.
    Attribute(AttributeName, Option<AttributeValue>),
}

/// A value, the field that it is for, and its words.
type Named<S> = (Value, S, S);

/// The values of a mark's kind, in the order of the inspector; a link's only where there is one.
fn of(kind: Kind, linked: bool) -> Vec<Named<&'static str>> {
    let mut all = Vec::new();
    let mut add = |field, value, words: &'static str| all.push((value, field, words));
    match kind {
        Kind::Mention => {
            Level::ALL.iter().for_each(|v| add("Refers by", Value::Level(*v), v.title()));
            for v in Confidence::ALL.into_iter().filter(|_| linked) {
                add("Link", Value::Link(v), v.title());
            }
        }
        Kind::Claim => {
            Stance::ALL.iter().for_each(|v| add("Stance", Value::Stance(*v), v.title()));
            Certainty::ALL.iter().for_each(|v| add("Certainty", Value::Certainty(*v), v.title()));
            Anonymity::ALL.iter().for_each(|v| add("Source is", Value::Source(*v), v.title()));
            Quotation::ALL.iter().for_each(|v| add("Quotation", Value::Quotation(*v), v.title()));
            TYPES.iter().for_each(|(v, words)| add("Type", Value::Type(v), words));
            add("Check it", Value::Check(true), "Yes");
            add("Check it", Value::Check(false), "No");
        }
        Kind::Region | Kind::Source | Kind::Cue | Kind::Evidence => {}
    }
    all
}

/// The values of the selected mark: its attributes' first, of which a project has few.
pub fn values(app: App) -> Vec<Named<String>> {
    let Some((id, kind)) = selected_kind(app) else { return Vec::new() };
    let own = app.session.page_now(|p, _, open| Some(attribute_options(p, open.marks.get(id)?)));
    let own = own.flatten().unwrap_or_default().into_iter();
    let own = own.map(|o| (Value::Attribute(o.name.clone(), o.to), o.name.to_string(), o.words));
    let of_kind = of(kind, is_linked(app)).into_iter();
    own.chain(of_kind.map(|(v, field, words)| (v, field.to_owned(), words.to_owned()))).collect()
}

/// Sets a field of the selected mark.
pub fn set_value(app: App, value: Value) {
    let Some((id, _)) = selected_kind(app) else { return };
    act_on(app, id, |p, d, _| {
        let claim = || {
            let claim = p.open(d).and_then(|open| open.marks.get(id)?.claim());
            claim.ok_or(EditError::Gone("The claim"))
        };
        match value {
            Value::Level(to) => entities::set_level(p, d, id, Some(to)),
            Value::Link(to) => entities::set_confidence(p, d, id, to),
            Value::Stance(to) => claims::set_stance(p, d, id, to),
            Value::Certainty(to) => claims::set_certainty(p, d, id, to),
            Value::Source(to) => claims::set_anonymity(p, d, id, to),
            Value::Quotation(to) => claims::set_quotation(p, d, id, Some(to)),
            Value::Type(to) => claims::set_claim_type(p, claim()?, to),
            Value::Check(to) => claims::set_check_worthy(p, claim()?, Some(to)),
            Value::Attribute(name, to) => marks::set_attribute(p, d, id, &name, to),
        }
    });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use glossator_core::model::Kind;

    use super::of;

    fn titles(kind: Kind, linked: bool) -> Vec<String> {
        of(kind, linked).into_iter().map(|(_, field, words)| format!("{field}: {words}")).collect()
    }

    #[test]
    fn what_annotators_decide_is_found_by_its_words() {
        let mention = titles(Kind::Mention, true);
        assert_eq!(mention[1..4], ["Refers by: Noun", "Refers by: Pronoun", "Link: Sure"]);
        assert!(!titles(Kind::Mention, false).iter().any(|t| t.starts_with("Link")));
        let claim = titles(Kind::Claim, false);
        for title in ["Type: Prediction", "Check it: Yes", "Quotation: Mixed", "Stance: Denies"] {
            assert!(claim.iter().any(|t| t == title), "{title} in {claim:?}");
        }
        let each: BTreeSet<&String> = claim.iter().collect();
        assert_eq!(each.len(), claim.len(), "no title twice");
        assert_eq!(titles(Kind::Region, false), Vec::<String>::new());
    }
}
