//! How two claims are connected, with the keys that say so on the board and in the text.

use glossator_core::actions::claims;
use glossator_core::model::{AnnotationId, ClaimId, ClaimLinkId, ClaimLinkType, DocumentId};
use glossator_core::query::{Probe, SimilarClaim, Why, similar_claims};
use leptos::prelude::*;

use super::ui::Linking;
use super::{App, acts};
use crate::platform::clock;
use crate::platform::events::{self, Under};

/// How many similar claims a new one is compared with on screen.
const SIMILAR: usize = 4;

/// How two claims are to be connected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Relation {
    /// By a link.
    Link(ClaimLinkType),
    /// They are one claim.
    #[default]
    Identical,
}

impl Relation {
    /// Every relation with its key and what the first claim does with the second.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Link(ClaimLinkType::Refutes), "R", "refutes"),
        (Self::Identical, "I", "is identical"),
        (Self::Link(ClaimLinkType::Supports), "P", "supports"),
        (Self::Link(ClaimLinkType::Updates), "T", "updates"),
        (Self::Link(ClaimLinkType::Related), "D", "is related"),
    ];

    /// The relation of a key.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, k, _)| *k == key).map(|(r, ..)| *r)
    }
}

/// Connects the claim of a mention with another; identical: the mention becomes one of the
/// other claim. Whether it did.
pub fn relate(
    app: App,
    document: DocumentId,
    mention: AnnotationId,
    relation: Relation,
    other: ClaimId,
) -> bool {
    let fresh = clock::fresh(ClaimLinkId::new);
    let done = match relation {
        Relation::Identical => acts::edit_own(app, document, mention, |p, d, _| {
            claims::attach_to_claim(p, d, mention, other)
        }),
        // Claims and their links are everybody's.
        Relation::Link(kind) => acts::edit(app, |p| {
            let own = p.open(document).and_then(|open| open.marks.get(mention)?.claim());
            let own = own.ok_or(glossator_core::actions::EditError::Gone("The claim"))?;
            claims::link(p, own, other, kind, fresh)
        }),
    };
    if done {
        app.ui.inspector.fresh_claim.set(None);
    }
    done
}

/// A link that was drawn from a claim's number was let go at a place of the window: asks how its
/// claim bears on the one that is there.
pub fn ask(app: App, from: AnnotationId, at: (f64, f64)) {
    let linking = other_at(app, from, at).map_or(Linking::No, |to| Linking::Asking(from, to, at));
    app.ui.linking.set(linking);
}

/// The claim at a place of the window, unless it is the one that `from` is a mention of.
fn other_at(app: App, from: AnnotationId, (x, y): (f64, f64)) -> Option<ClaimId> {
    let under = events::under(x, y)?;
    let found = app.session.page_now(|p, _, open| {
        let own = open.marks.get(from)?.claim()?;
        let other = match under {
            Under::Page(ids) => {
                let ids = ids.iter().filter_map(|id| id.parse().ok()).filter(|id| *id != from);
                ids.rev().find_map(|id| open.marks.get(id)?.claim())?
            }
            Under::Other(document, mention) => {
                let (document, mention) = (document.parse().ok()?, mention.parse().ok()?);
                p.summaries().get(&document)?.claim_mention(mention)?.claim
            }
        };
        Some((own, other))
    });
    let (own, other) = found.flatten()?;
    if own == other {
        app.ui.say("They are mentions of one claim already");
        return None;
    }
    Some(other)
}

/// The claims that the one just made may be one of, while it is selected; the likeliest
/// first.
pub fn likely(app: App) -> Vec<SimilarClaim> {
    let fresh = app.ui.inspector.fresh_claim.get();
    let Some(id) = fresh.filter(|id| app.ui.selected.get() == Some(*id)) else {
        return Vec::new();
    };
    app.session.registers(|_| ());
    let found =
        app.session.page(|p, d, _| Some(similar_claims(p, &Probe::of_mention(p, d, id)?, SIMILAR)));
    found.flatten().unwrap_or_default()
}

/// Makes the claim just made a mention of the likeliest one. Whether there was one.
pub fn take_likeliest(app: App) -> bool {
    let found = untrack(|| likely(app));
    let here =
        app.ui.inspector.fresh_claim.get_untracked().zip(app.session.current.get_untracked());
    // Of one event many things are said.
    let first = found.iter().find(|c| c.why != [Why::Event]);
    let (Some(first), Some((id, document))) = (first, here) else { return false };
    relate(app, document, id, Relation::Identical, first.claim);
    true
}
