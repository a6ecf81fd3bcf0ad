//! What keys and buttons do to claims.

use glossator_core::actions::claims::{self, CueOf};
use glossator_core::model::{AnnotationId, ClaimId};
use glossator_core::query::figure_proposals;
use leptos::prelude::*;

use super::super::fields::Field;
use super::super::relations::{self, Relation};
use super::super::ui::{Collecting, Front};
use super::super::{App, acts, find};
use super::subject::{act, act_on, claim_id, collapse, settle, target};
use super::{going, moving};
use crate::platform::clock;

/// Makes a claim of the selection; without one, chooses the claims layer.
pub fn claim(app: App) {
    let Some(span) = app.ui.cursor.get_untracked().and_then(|c| c.selection()) else {
        moving::bring(app, Front::Claims);
        return;
    };
    let (claim, id) = (clock::fresh(ClaimId::new), clock::fresh(AnnotationId::new));
    let done = act(app, |p, d, _, author| {
        claims::make_claim(p, d, span, author, claim, id).map(|(edit, _)| edit)
    });
    if done {
        moving::bring(app, Front::Claims);
        settle(app, id);
        app.ui.inspector.fresh_claim.set(Some(id));
    }
}

/// Takes the selection as a speaker of the selected claim; without one, goes to the
/// field in the inspector.
pub fn speaker(app: App) {
    let Some(claim) = claim_id(app) else {
        app.ui.say("Select a claim first: a speaker belongs to one");
        return;
    };
    let Some(span) = app.ui.cursor.get_untracked().and_then(|c| c.selection()) else {
        going::to(app, Field::Speaker);
        return;
    };
    let fresh = clock::fresh(AnnotationId::new);
    app.ui.picker.set(None);
    if act_on(app, claim, |p, d, author| {
        claims::add_speaker(p, d, claim, claims::Who::Words(span), author, fresh)
    }) {
        find::leave(app);
        collapse(app);
    }
}

/// Takes the selection as somebody who passed the selected claim on, nearest the reader.
pub fn outer_speaker(app: App) {
    let Some(claim) = claim_id(app) else {
        app.ui.say("Select a claim first: a speaker belongs to one");
        return;
    };
    let Some(span) = app.ui.cursor.get_untracked().and_then(|c| c.selection()) else {
        going::to(app, Field::Hop);
        return;
    };
    let fresh = clock::fresh(AnnotationId::new);
    app.ui.picker.set(None);
    if act_on(app, claim, |p, d, author| {
        claims::add_hop(p, d, claim, 0, claims::Who::Words(span), author, fresh)
    }) {
        find::leave(app);
        collapse(app);
    }
}

/// Goes to the field that links the selected claim with another in this way.
pub fn link_claim(app: App, relation: Relation) {
    app.ui.inspector.relation.set(relation);
    going::to(app, Field::Link);
}

/// The claim just made is one of the likeliest known claim; with any other mark, or none, selects
/// the mark around it. Not where nothing is like the new claim: the next key is meant for that.
pub fn identical_or_around(app: App) {
    let fresh = app.ui.inspector.fresh_claim.get_untracked();
    if fresh.is_none() || fresh != app.ui.selected.get_untracked() {
        moving::cycle(app);
    } else if !relations::take_likeliest(app) {
        app.ui.say("No similar claim: L I finds others");
    }
}

/// Takes the selection, or the caret's token, as a cue of whoever says the selected claim; a second
/// time takes it off.
pub fn cue(app: App, of: CueOf) {
    let Some(claim) = claim_id(app) else {
        app.ui.say("Select a claim first: a cue word belongs to one");
        return;
    };
    let Some(span) = target(app) else { return };
    let fresh = clock::fresh(AnnotationId::new);
    app.ui.picker.set(None);
    if act_on(app, claim, |p, d, author| claims::toggle_cue(p, d, claim, of, span, author, fresh)) {
        find::leave(app);
        collapse(app);
    }
}

/// The next stance of the selected claim.
pub fn stance(app: App) {
    if let Some(id) = claim_id(app) {
        act_on(app, id, |p, d, _| claims::cycle_stance(p, d, id));
    }
}

/// The next way in which the selected claim is quoted.
pub fn quotation(app: App) {
    if let Some(id) = claim_id(app) {
        act_on(app, id, |p, d, _| claims::cycle_quotation(p, d, id));
    }
}

/// The next answer to whether the selected claim is worth checking.
pub fn check_worthy(app: App) {
    let Some(id) = claim_id(app) else { return };
    let claim = app.session.page_now(|_, _, open| open.marks.get(id)?.claim()).flatten();
    if let Some(claim) = claim {
        acts::edit(app, |p| {
            let now = p.claims().get(&claim).and_then(|c| c.check_worthy);
            claims::set_check_worthy(p, claim, next_answer(now))
        });
    }
}

/// Yes, no, open.
const fn next_answer(now: Option<bool>) -> Option<bool> {
    match now {
        None => Some(true),
        Some(true) => Some(false),
        Some(false) => None,
    }
}

/// More or less certain.
pub fn certainty(app: App, step: i8) {
    if let Some(id) = claim_id(app) {
        act_on(app, id, |p, d, _| claims::certainty_step(p, d, id, step));
    }
}

/// The selected claim's source is, or is not, anonymous.
pub fn anonymous(app: App) {
    if let Some(id) = claim_id(app) {
        act_on(app, id, |p, d, _| claims::toggle_anonymous(p, d, id));
    }
}

/// Accepts the first figure that the selected claim's words propose, or else the selected text;
/// where none does, goes to the field for one.
pub fn figure(app: App) {
    let Some(mention) = claim_id(app) else { return };
    let selected = app.ui.cursor.get_untracked().and_then(|c| c.selection());
    let found = app.session.page_now(|p, _, open| {
        let words = selected.and_then(|s| open.text.slice(s).ok()).unwrap_or_default();
        let a = open.marks.get(mention)?;
        Some((a.claim()?, figure_proposals(p, a, words).into_iter().next()))
    });
    match found.flatten() {
        Some((claim, Some(figure))) => {
            act(app, |p, _, _, _| claims::add_quantity(p, claim, figure));
        }
        Some((_, None)) => going::to(app, Field::Figure),
        None => {}
    }
}

/// Begins to collect evidence for the selected claim; while that is done, ends it, and comes back
/// to the claim.
pub fn collect(app: App) {
    let begun = app.ui.inspector.collecting.get_untracked();
    let known = |c: &Collecting| app.session.read(|p| p.claims().contains_key(&c.claim));
    if let Some(about) = begun.filter(|c| known(c) == Some(true)) {
        app.ui.inspector.collecting.set(None);
        acts::show_mark(app, about.from.0, about.from.1);
        return;
    }
    let mention = claim_id(app);
    let about = app.session.page_now(|_, document, open| {
        let id = mention?;
        Some(Collecting { claim: open.marks.get(id)?.claim()?, from: (document, id) })
    });
    if let Some(about) = about.flatten() {
        going::show_inspector(app);
        app.ui.inspector.collecting.set(Some(about));
        app.ui.say("Evidence: select words in any document, then Enter. Shift+E comes back here");
    }
}

#[cfg(test)]
mod tests {
    use super::next_answer;

    #[test]
    fn one_key_gives_every_answer() {
        let mut now = None;
        let answers = [0; 3].map(|_| {
            now = next_answer(now);
            now
        });
        assert_eq!(answers, [Some(true), Some(false), None]);
    }
}
