//! Which links may stand beside each other.

use std::collections::HashSet;

use super::{ClaimId, ClaimLink, ClaimLinkType};
use crate::words::brief;

/// A claim's sentence as it is quoted in messages.
pub(crate) fn quoted(text: Option<String>) -> String {
    text.map_or_else(|| "a claim that is gone".to_owned(), |text| format!("“{}”", brief(&text)))
}

impl ClaimLinkType {
    /// Whether a link says the same, whichever way round it is read.
    pub(crate) fn is_mutual(self) -> bool {
        matches!(self, Self::Refutes | Self::Related)
    }
}

impl ClaimLink {
    /// Why it may not stand among these others; none if it may. `text` is the sentence of a
    /// claim.
    pub(crate) fn illegal<'a>(
        &self,
        others: impl Iterator<Item = &'a ClaimLink> + Clone,
        text: impl Fn(ClaimId) -> Option<String>,
    ) -> Option<String> {
        use ClaimLinkType::{Refutes, Supports, Updates};
        let (link, from, to) = (self, self.from, self.to);
        if from == to {
            return Some("A claim cannot be linked to itself; choose another claim".to_owned());
        }
        let name = |claim| quoted(text(claim));
        let both = || format!("{} and {}", name(from), name(to));
        for other in others.clone() {
            let same = (other.from, other.to) == (from, to);
            let turned = (other.from, other.to) == (to, from);
            if !same && !turned {
                continue;
            }
            if other.kind == link.kind && (same || link.kind.is_mutual()) {
                let title = link.kind.title().to_lowercase();
                return Some(format!("{} are linked already: {title}", both()));
            }
            if matches!((other.kind, link.kind), (Supports, Refutes) | (Refutes, Supports)) {
                return Some(format!(
                    "{} cannot support and refute each other at once; change the link that is there",
                    both()
                ));
            }
            if other.kind == Updates && link.kind == Updates {
                return Some(format!(
                    "{} updates {} already; of two claims only the later updates the earlier",
                    name(to),
                    name(from)
                ));
            }
        }
        if link.kind == Updates && reaches(others, to, from) {
            return Some(format!(
                "{} is a later version of {} already, by way of other claims",
                name(to),
                name(from)
            ));
        }
        None
    }
}

/// Whether `updates` links lead from one claim to another.
fn reaches<'a>(links: impl Iterator<Item = &'a ClaimLink>, from: ClaimId, to: ClaimId) -> bool {
    let mut earlier: std::collections::HashMap<ClaimId, Vec<ClaimId>> = Default::default();
    for l in links.filter(|l| l.kind == ClaimLinkType::Updates) {
        earlier.entry(l.from).or_default().push(l.to);
    }
    let (mut seen, mut open) = (HashSet::from([from]), vec![from]);
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        open.extend(earlier.get(&at).into_iter().flatten().filter(|c| seen.insert(**c)));
    }
    false
}
