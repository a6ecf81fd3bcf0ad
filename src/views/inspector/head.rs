//! The head over a selected mark: which it is, the marks beside it, what can be done.

use glossator_core::actions::{EditError, claims};
use glossator_core::model::{Annotation, AnnotationId, ClaimId, Kind, Stance};
use glossator_core::query::{claim_row, grouped, mark_place};
use leptos::prelude::*;

use super::super::hint::caps_of;
use super::subject::{Subject, TITLE};
use crate::components::button::IconButton;
use crate::components::icon::{Icon, IconView};
use crate::components::menu::{MenuButton, MenuItem};
use crate::platform::{clock, focus};
use crate::state::{App, acts, app, commands};

/// What the head shows.
#[derive(Clone, PartialEq)]
struct Shown {
    sign: Sign,
    title: String,
    of: String,
    flagged: bool,
}

/// What stands before the title.
#[derive(Clone, PartialEq)]
enum Sign {
    Tag(String, u8),
    Claim(u32, Icon),
    None,
}

/// The sign of a stance; a mask for a speaker who is not named.
pub fn stance_icon(stance: Stance, anonymous: bool) -> Icon {
    match stance {
        _ if anonymous => Icon::Mask,
        Stance::Asserts => Icon::Asserts,
        Stance::Denies => Icon::Denies,
        Stance::Questions => Icon::Questions,
        Stance::Reports => Icon::Reports,
    }
}

/// What a mark without a label is called.
pub const fn kind_title(kind: Kind) -> &'static str {
    match kind {
        Kind::Claim => "Claim",
        Kind::Source => "Speaker",
        Kind::Cue => "Cue word",
        Kind::Evidence => "Evidence",
        Kind::Mention | Kind::Region => "Mark",
    }
}

fn shown(app: App, subject: Subject) -> Option<Shown> {
    subject.read(app, |p, open, a| {
        let (n, of) = mark_place(p, open, a);
        let label = a.label.as_ref().and_then(|id| p.schema().label(id));
        let claim = claim_row(p, open, a);
        let sign = match (&label, &claim) {
            (_, Some(c)) => Sign::Claim(n, stance_icon(c.stance, c.anonymous)),
            (Some(l), None) => Sign::Tag(l.tag.clone(), l.hue.get()),
            (None, None) => Sign::None,
        };
        let title = match (label, a.kind()) {
            (Some(l), _) => l.name.clone(),
            (None, Kind::Claim) => format!("Claim {n}"),
            (None, kind) => kind_title(kind).to_owned(),
        };
        let all = grouped(of as usize);
        let of = if a.kind() == Kind::Claim {
            format!("of {all}")
        } else {
            format!("{} of {all}", grouped(n as usize))
        };
        Shown { sign, title, of, flagged: a.flagged }
    })
}

/// The head over a selected mark. It stays while marks are gone through, and with it
/// the focus on its buttons.
#[component]
pub fn Head(
    /// The selected mark.
    selected: Memo<Option<Subject>>,
) -> impl IntoView {
    let app = app();
    let head = Memo::new(move |_| selected.get().and_then(|s| shown(app, s)));
    let sign = move || match head.get()?.sign {
        Sign::Tag(tag, hue) => Some(
            view! { <span class="tag" data-hue=hue aria-hidden="true">{tag}</span> }.into_any(),
        ),
        Sign::Claim(n, icon) => Some(
            view! { <span class="cno on" aria-hidden="true"><IconView icon/>{n}</span> }.into_any(),
        ),
        Sign::None => None,
    };
    let flag = move || {
        head.get().filter(|h| h.flagged).map(|_| {
            view! { <span class="badge warn"><IconView icon=Icon::Flag/>"Flagged"</span> }
        })
    };
    let step = move |id: &'static str| {
        Callback::new(move |()| {
            commands::run(app, id);
        })
    };
    let lists = move |()| {
        app.ui.selected.set(None);
        focus::soon(TITLE);
    };
    view! {
        // In a sheet of two lines the head can be used without opening it.
        <div class="ihead" on:focusin=move |event| event.stop_propagation()>
            <IconButton icon=Icon::Back label="Back to the lists" class="sm" on_press=lists/>
            {sign}
            <h2 id=TITLE tabindex="-1" class="trunc">{move || head.get().map(|h| h.title)}</h2>
            <span class="muted">{move || head.get().map(|h| h.of)}</span>
            <span class="grow"></span>
            {flag}
            <IconButton icon=Icon::ChevronUp label="Previous mark" class="sm" on_press=step("previous-mark")/>
            <IconButton icon=Icon::ChevronDown label="Next mark" class="sm" on_press=step("next-mark")/>
            <MenuButton
                icon=Icon::More
                label="More actions"
                class="sm"
                prefix="mark-menu-"
                items=Callback::new(move |()| {
                    selected.get_untracked().map(|subject| items(app, subject)).unwrap_or_default()
                })
            />
        </div>
    }
}

/// What can be done with the mark, with the keys that do it in the text.
pub fn items(app: App, subject: Subject) -> Vec<MenuItem> {
    let flagged =
        app.session.page_now(|_, _, open| open.marks.get(subject.id).is_some_and(|a| a.flagged));
    let some_text = app.ui.cursor.get_untracked().is_some_and(|c| c.selection().is_some());
    let item = |icon, title: &str, id: &'static str, disabled: bool, act: Callback<()>| MenuItem {
        icon,
        title: title.to_owned(),
        caps: caps_of(id),
        disabled,
        act,
    };
    let run = |id: &'static str| {
        Callback::new(move |()| {
            commands::run(app, id);
        })
    };
    let own = move |()| {
        let fresh = clock::fresh(ClaimId::new);
        subject.act(app, |p, _, _, _| {
            let a = p.open(subject.document).and_then(|open| open.marks.get(subject.id));
            let claim = a.and_then(Annotation::claim).ok_or(EditError::Gone("The claim"))?;
            claims::split_claim(p, claim, &[(subject.document, subject.id)], "", fresh)
        });
    };
    // One of several mentions can be parted from its claim.
    let shared = app.session.page_now(|p, _, open| {
        let claim = open.marks.get(subject.id).and_then(Annotation::claim)?;
        Some(p.summaries().values().map(|s| s.claim(claim)).sum::<u32>() > 1)
    });
    let flag = if flagged == Some(true) { "Remove the flag" } else { "Flag for another look" };
    let parted = (shared.flatten() == Some(true))
        .then(|| item(Icon::Quote, "Make it a claim of its own", "", false, Callback::new(own)));
    let mut items = vec![
        item(Icon::Flag, flag, "flag", false, run("flag")),
        item(Icon::Edit, "Write a note", "note", false, run("note")),
        item(
            Icon::Plus,
            "Add the selected text to the mark",
            "add-range",
            !some_text,
            run("add-range"),
        ),
        item(
            Icon::Trash,
            "Remove the mark",
            "delete-mark",
            false,
            Callback::new(move |()| remove(app, subject.id)),
        ),
    ];
    if let Some(parted) = parted {
        items.insert(0, parted);
    }
    items
}

/// Removes a mark; the lists get the focus.
pub fn remove(app: App, id: AnnotationId) {
    if app.ui.selected.get_untracked() != Some(id) {
        acts::select_mark(app, id);
    }
    commands::run(app, "delete-mark");
    focus::soon(TITLE);
}
