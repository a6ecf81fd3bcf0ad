//! What can be done with the cards of the board.

use glossator_core::actions::claims;
use glossator_core::model::{ClaimId, ClaimLinkId, ClaimLinkType};
use glossator_core::query::Place;
use leptos::prelude::*;

use super::{Busy, Screen};
use crate::platform::clock;
use crate::state::acts;
use crate::state::relations::Relation;

/// Begins a link at the current card.
pub fn begin_link(screen: Screen) {
    let Some(at) = screen.at.get_untracked() else { return };
    begin_link_at(screen, at);
}

/// Begins a link at a card.
pub fn begin_link_at(screen: Screen, at: Place) {
    screen.busy.set(Busy::Linking(at));
    screen.app.ui.said.polite.set(
        "Linking. Choose the other claim with the arrows, then Enter, or R refutes, I identical, P supports, T updates, D related. Esc stops"
            .to_owned(),
    );
}

/// Connects the claim where the link began with the current one.
pub fn relate(screen: Screen, relation: Relation) {
    let app = screen.app;
    let Busy::Linking(from) = screen.busy.get_untracked() else {
        app.ui.say("Press L on one claim first, then choose the other");
        return;
    };
    let claim = |at: Option<Place>| at.and_then(|at| untrack(|| screen.card(at))).map(|c| c.claim);
    let (Some(a), Some(b)) = (claim(Some(from)), claim(screen.at.get_untracked())) else { return };
    if screen.at.get_untracked() == Some(from) {
        app.ui.say("Choose the other claim first");
        return;
    }
    match relation {
        Relation::Link(kind) => {
            if connect(screen, a, b, kind) {
                screen.busy.set(Busy::No);
            }
        }
        Relation::Identical => merge(screen, b, a),
    }
    screen.back();
}

/// Links two claims. Whether it did.
pub fn connect(screen: Screen, from: ClaimId, to: ClaimId, kind: ClaimLinkType) -> bool {
    let fresh = clock::fresh(ClaimLinkId::new);
    acts::edit(screen.app, |p| claims::link(p, from, to, kind, fresh))
}

/// Makes two claims one. Documents with mentions of the one that goes are read for it.
fn merge(screen: Screen, keep: ClaimId, gone: ClaimId) {
    let app = screen.app;
    if keep == gone {
        app.ui.say("They are mentions of one claim already");
        return;
    }
    leptos::task::spawn_local(async move {
        let with = app.session.read(|p| p.documents_with_claim(gone)).unwrap_or_default();
        if acts::perform_across(app, with, move |p| claims::merge_claims(p, keep, gone)).await {
            screen.busy.set(Busy::No);
        }
    });
}

/// Says how a link's one claim bears on the other.
pub fn change(screen: Screen, link: ClaimLinkId, kind: ClaimLinkType) {
    acts::edit(screen.app, |p| claims::set_link_kind(p, link, kind));
}

/// Takes the chosen link away.
pub fn unlink(screen: Screen) {
    let Busy::Link(link) = screen.busy.get_untracked() else {
        screen.app.ui.say("No link is chosen: Tab goes from a claim to its links");
        return;
    };
    if acts::edit(screen.app, |p| claims::unlink(p, link)) {
        screen.busy.set(Busy::No);
        screen.back();
    }
}

/// Goes from the current card to the one at the other end of a link.
pub fn go_along(screen: Screen, link: ClaimLinkId) {
    let Some(at) = screen.at.get_untracked() else { return };
    let other = untrack(|| {
        let row = screen.row(at.row)?;
        let claim = screen.card(at)?.claim;
        let cards = row.cells.iter().flat_map(|c| c.claims());
        let mut own = cards.filter(|cards| cards.iter().any(|c| c.claim == claim));
        let first = own.find(|cards| cards.iter().any(|c| c.place() == at.card))?.first()?;
        let links = row.card_links().remove(&first.place())?;
        let link = links.into_iter().find(|l| l.link.link == Some(link))?;
        Some(Place { row: link.row.unwrap_or(at.row), card: link.other })
    });
    if let Some(to) = other {
        screen.go(to);
    }
}

/// Shows the current card's words in their text.
pub fn open(screen: Screen) {
    if let Some((document, mention)) = screen.at.get_untracked().map(|at| at.card) {
        acts::show_mark(screen.app, document, mention);
    }
}
