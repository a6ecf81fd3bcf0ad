//! The line from the selected claim to who says so: from the claim's bar along the
//! margin, between the lines, to the speaker's tag. Drawn for the selected claim only.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::page::Page;
use crate::platform::text_pane::Rect;
use crate::platform::timer;
use crate::state::App;

/// Where things are drawn by the frame after the next; a little later is early enough
/// for a line that explains.
const AFTER_MS: u32 = 60;
/// The tags of speakers, but for those in the claim's own paragraphs: their line would run along
/// words there, like a mark of these.
const ELSEWHERE: &str = ".para:not(:has(.obar.on)) .otag > .rel";
/// The radius of a turn.
const TURN: f64 = 6.0;
/// From the line down to the tag that it leads to.
const ABOVE: f64 = 3.0;

/// The lines, as the page last measured them. `Copy`: a handle.
#[derive(Clone, Copy)]
pub struct RelationLines {
    app: App,
    page: Page,
    paths: RwSignal<Vec<String>>,
    later: StoredValue<Option<Timeout>, LocalStorage>,
}

impl RelationLines {
    /// Lines that follow selection, actions and document; of layout they are told.
    pub fn new(app: App, page: Page) -> Self {
        let lines = Self {
            app,
            page,
            paths: RwSignal::new(Vec::new()),
            later: StoredValue::new_local(None),
        };
        Effect::new(move |_| {
            app.ui.selected.track();
            app.session.applied.track();
            app.session.current.track();
            lines.refresh();
        });
        lines
    }

    /// Measures again soon.
    pub fn refresh(self) {
        let nothing = self.app.ui.selected.get_untracked().is_none();
        if nothing {
            self.later.set_value(None);
            if !self.paths.with_untracked(Vec::is_empty) {
                self.paths.set(Vec::new());
            }
            return;
        }
        let measure = move || {
            let boxes = self.page.with(|c| (c.pane.found(".obar.on"), c.pane.found(ELSEWHERE)));
            let Some((bars, tags)) = boxes else { return };
            let paths: Vec<String> = match (bars.first(), bars.last()) {
                (Some(first), Some(last)) => {
                    let away = tags.iter().filter(|tag| is_away(first, last, tag));
                    away.map(|tag| path(first, last, tag)).collect()
                }
                _ => Vec::new(),
            };
            if self.paths.try_with_untracked(|old| *old != paths) == Some(true) {
                self.paths.set(paths);
            }
        };
        self.later.set_value(Some(timer::after(AFTER_MS, measure)));
    }

    /// The drawing.
    pub fn view(self) -> impl IntoView {
        move || {
            let paths = self.paths.get();
            (!paths.is_empty()).then(|| {
                let paths = paths.into_iter().map(|d| view! { <path d=d/> }).collect_view();
                view! { <svg class="arcs" aria-hidden="true">{paths}</svg> }
            })
        }
    }
}

/// Whether a tag is so far from the claim's own lines that a line has room to turn between them.
/// A speaker beside the claim is seen without one, and it would run through the words.
fn is_away(first: &Rect, last: &Rect, tag: &Rect) -> bool {
    tag.bottom < first.top || tag.top - ABOVE - TURN >= last.bottom
}

/// The path from a claim's bars, first and last, to a tag.
fn path(first: &Rect, last: &Rect, tag: &Rect) -> String {
    let x = f64::midpoint(first.left, first.right);
    let y = tag.top - ABOVE;
    // Towards the text: to the left where the margin is on the right.
    let side = if tag.left >= x { 1.0 } else { -1.0 };
    let end = if side > 0.0 { tag.left + TURN } else { tag.right - TURN };
    let (turn, stop) = (TURN * side, end - TURN * side);
    let tail = format!("H{stop:.1}q{turn:.1} 0 {turn:.1} {:.1}", ABOVE);
    if y > last.bottom {
        format!("M{x:.1} {:.1}V{:.1}q0 {TURN:.1} {turn:.1} {TURN:.1}{tail}", last.bottom, y - TURN)
    } else {
        let up = -TURN;
        format!("M{x:.1} {:.1}V{:.1}q0 {up:.1} {turn:.1} {up:.1}{tail}", first.top, y + TURN)
    }
}

#[cfg(test)]
mod tests {
    use super::{is_away, path};
    use crate::platform::text_pane::Rect;

    fn rect(left: f64, top: f64, right: f64, bottom: f64) -> Rect {
        Rect { left, top, right, bottom }
    }

    #[test]
    fn a_speaker_on_the_claim_s_lines_or_the_next_one_needs_no_line() {
        let bar = rect(40.0, 100.0, 43.0, 160.0);
        let tag = |top: f64| rect(300.0, top, 330.0, top + 10.0);
        assert!(!is_away(&bar, &bar, &tag(130.0)));
        assert!(!is_away(&bar, &bar, &tag(162.0)), "the next line of the paragraph");
        assert!(is_away(&bar, &bar, &tag(172.0)), "the next paragraph");
        assert!(is_away(&bar, &bar, &tag(66.0)), "the line above: under its words");
    }

    #[test]
    fn a_line_leaves_the_bar_towards_its_speaker() {
        let bar = rect(40.0, 100.0, 43.0, 160.0);
        let below = path(&bar, &bar, &rect(300.0, 203.0, 330.0, 213.0));
        assert_eq!(below, "M41.5 160.0V194.0q0 6.0 6.0 6.0H300.0q6.0 0 6.0 3.0");
        let above = path(&bar, &bar, &rect(300.0, 53.0, 330.0, 63.0));
        assert_eq!(above, "M41.5 100.0V56.0q0 -6.0 6.0 -6.0H300.0q6.0 0 6.0 3.0");
        let rtl = path(
            &rect(600.0, 100.0, 603.0, 160.0),
            &rect(600.0, 100.0, 603.0, 160.0),
            &rect(300.0, 203.0, 330.0, 213.0),
        );
        assert_eq!(rtl, "M601.5 160.0V194.0q0 6.0 -6.0 6.0H330.0q-6.0 0 -6.0 3.0");
    }
}
