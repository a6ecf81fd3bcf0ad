//! What is done with the cards: opening, linking.

use glossator_core::actions::claims;
use glossator_core::model::{ClaimId, ClaimLinkId, ClaimLinkType};
use glossator_core::query::{BoardWay, CardRef, board_step};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Screen;
use super::card::card_id;
use crate::platform::{boxes, clock};
use crate::state::acts;

/// Goes to another card.
pub fn step(screen: Screen, way: BoardWay) {
    let to = screen.board.with_untracked(|b| board_step(b, screen.card.get_untracked(), way));
    if let Some(to) = to {
        choose(screen, to);
    }
}

/// Goes to a card.
pub fn choose(screen: Screen, card: CardRef) {
    screen.card.set(Some(card));
    boxes::focus_and_show(&card_id(card));
}

/// Shows the card's words in their text.
pub fn open(screen: Screen, card: CardRef) {
    acts::show_mark(screen.app, card.0, card.1);
}

/// Begins a link at the card that the arrows are on.
pub fn begin_link(screen: Screen) {
    let app = screen.app;
    match screen.card.get_untracked() {
        Some(card) => {
            screen.from.set(Some(card));
            app.ui.say("Go to the other claim, then R refutes, P supports, T updates, D related, I identical");
            boxes::focus_and_show(&card_id(card));
        }
        None => app.ui.say("Choose a claim first: the link begins there"),
    }
}

/// The claim of a card.
fn claim_of(screen: Screen, card: CardRef) -> Option<ClaimId> {
    screen.app.session.read(|p| Some(p.summaries().get(&card.0)?.claim_mention(card.1)?.claim))?
}

/// The two claims of the link that is being made.
fn pair(screen: Screen) -> Option<(ClaimId, ClaimId)> {
    let app = screen.app;
    let ends = screen.from.get_untracked().zip(screen.card.get_untracked());
    let Some((from, to)) = ends else {
        app.ui.say("L begins a link at a claim; then go to the other one");
        return None;
    };
    claim_of(screen, from).zip(claim_of(screen, to))
}

/// Links the claim where the link began with the one that the arrows are on.
pub fn link(screen: Screen, kind: ClaimLinkType) {
    let Some((from, to)) = pair(screen) else { return };
    let fresh = clock::fresh(ClaimLinkId::new);
    let edit = screen.app.session.read(|p| claims::link(p, from, to, kind, fresh));
    if edit.is_some_and(|edit| acts::perform(screen.app, edit)) {
        screen.from.set(None);
    }
}

/// Makes one claim of the two: the one that the arrows are on is kept.
pub fn merge(screen: Screen) {
    let Some((gone, keep)) = pair(screen) else { return };
    if gone == keep {
        screen.app.ui.say("Both are mentions of one claim already");
        return;
    }
    let app = screen.app;
    let documents = app.session.read(|p| p.documents_with_claim(gone)).unwrap_or_default();
    spawn_local(async move {
        if acts::perform_across(app, documents, |p| claims::merge_claims(p, keep, gone)).await {
            screen.from.set(None);
        }
    });
}

/// Takes a link away.
pub fn unlink(screen: Screen, link: ClaimLinkId) {
    if let Some(edit) = screen.app.session.read(|p| claims::unlink(p, link)) {
        acts::perform(screen.app, edit);
    }
}
