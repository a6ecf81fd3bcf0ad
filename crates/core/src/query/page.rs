//! How a paragraph is drawn: its runs with their looks, its tags and its claim bars.
//! What the reader puts on screen is decided here; the page only measures and paints.

use std::collections::{BTreeMap, BTreeSet};

use super::board::Glosses;
use super::lanes::Lanes;
use super::runs::{RunMark, runs};
use crate::model::{
    Annotation, AnnotationId, Anonymity, Body, Hue, Kind, OpenDocument, Project, Stance,
};
use crate::repeats::Also;
use crate::text::{Edge, Span};

/// Lanes that are drawn; deeper mentions show as a number.
pub const DRAWN_LANES: u8 = 3;

/// What is selected and numbered on a page: the same for all its paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageState {
    /// The selected mark.
    pub selected: Option<AnnotationId>,
    /// The number of each claim mention, in reading order from 1.
    pub numbers: BTreeMap<AnnotationId, u32>,
    /// Marks that name a speaker of the selected claim.
    pub speakers: BTreeSet<AnnotationId>,
    /// What stands in the margin.
    pub margin: Margin,
}

/// What other documents say, for the margin of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Margin {
    /// What other mentions say of the document's claims.
    pub glosses: BTreeMap<AnnotationId, Glosses>,
    /// Passages that other documents have too, in the order of the text.
    pub also: Vec<Also>,
}

impl Margin {
    /// Beside which places of the document it says something else than another one.
    pub fn differences(&self, other: &Self, open: &OpenDocument) -> Vec<Span> {
        let (a, b) = (&self.glosses, &other.glosses);
        let claims = a.keys().chain(b.keys()).filter(|id| a.get(id) != b.get(id));
        let claims = claims.filter_map(|id| open.marks.get(*id)).map(|a| a.ranges.cover());
        let (a, b) = (&self.also, &other.also);
        let gone = a.iter().filter(|also| !b.contains(also));
        let new = b.iter().filter(|also| !a.contains(also));
        claims.chain(gone.chain(new).map(|also| Span::empty_at(also.span.start()))).collect()
    }

    /// What is said of passages that begin in a paragraph: of the longest one, and how many
    /// more there are.
    fn also_in(&self, paragraph: Span) -> Option<AlsoView> {
        let first = self.also.partition_point(|a| a.span.start() < paragraph.start());
        let rest = self.also.get(first..).unwrap_or_default();
        let here = rest.iter().take_while(|a| a.span.start() < paragraph.end());
        let more = (here.clone().count() as u32).saturating_sub(1);
        let longest = here.min_by_key(|a| std::cmp::Reverse(a.span.len()))?;
        Some(AlsoView { passage: longest.passage, documents: longest.documents, more })
    }
}

impl PageState {
    /// The state of a document's page.
    pub fn of(open: &OpenDocument, selected: Option<AnnotationId>) -> Self {
        let claims = open.marks.iter().filter(|a| a.kind() == Kind::Claim);
        let mut state = Self::default();
        state.numbers.extend(claims.zip(1..).map(|(a, n)| (a.id, n)));
        state.select(open, selected);
        state
    }

    /// Follows the selected mark; the numbers stay.
    pub fn select(&mut self, open: &OpenDocument, selected: Option<AnnotationId>) {
        let hops = selected
            .and_then(|id| open.marks.get(id))
            .into_iter()
            .flat_map(Annotation::chains)
            .flat_map(|c| &c.hops);
        self.speakers.clear();
        self.speakers.extend(hops.flat_map(|h| h.source.iter().copied()));
        self.selected = selected;
    }
}

/// A paragraph as it is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParagraphView {
    /// Its runs: they cover it without gap or overlap.
    pub runs: Vec<RunView>,
    /// Tags, by the run that they stand above.
    pub tags: Vec<TagGroup>,
    /// Claims that have a bar beside it.
    pub bars: Vec<BarView>,
    /// The region that covers all of it, if one does.
    pub region: Option<RegionView>,
    /// That other documents have a passage which begins here; not where it is left out anyway.
    pub also: Option<AlsoView>,
    /// The true ends of the selected mark that lie here: the run, and which end.
    pub ends: Vec<(usize, Edge)>,
}

/// A run as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunView {
    /// The text that it covers.
    pub span: Span,
    /// The classes of its element; empty: plain text.
    pub class: String,
    /// Ids of its marks, separated by spaces.
    pub marks: String,
    /// Tags of its marks, separated by spaces.
    pub labels: String,
}

/// The tags of the marks that begin at one run, outermost first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagGroup {
    /// Index of the run.
    pub run: usize,
    /// The tags.
    pub tags: Vec<Tag>,
    /// Whether one of them is of the selected mark, which never hides.
    pub on: bool,
}

/// A tag above the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The letters.
    pub text: String,
    /// The colour; none for a relation.
    pub hue: Option<Hue>,
    /// Whether it tells of a relation ("says 1") rather than a label.
    pub relation: bool,
}

/// A claim's bar in the margin, over its runs in one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarView {
    /// The claim mention.
    pub id: AnnotationId,
    /// Index of the first of its runs here.
    pub first: usize,
    /// Index of the last.
    pub last: usize,
    /// Whether it is selected.
    pub on: bool,
    /// Its number, where it begins in this paragraph.
    pub number: Option<(u32, StanceSign)>,
    /// What others say of it, where it begins in this paragraph.
    pub glosses: Glosses,
}

/// The sign beside a claim's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StanceSign {
    /// ●
    Asserts,
    /// ⊘
    Denies,
    /// ?
    Asks,
    /// Passed on, uncommitted.
    Reports,
    /// By somebody who is not named.
    Anonymous,
}

/// A region that covers a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionView {
    /// The region.
    pub id: AnnotationId,
    /// Its label's name.
    pub name: String,
    /// Whether it is left out of exports.
    pub exclude: bool,
    /// Whether it begins in this paragraph, where its name is shown.
    pub begins: bool,
}

/// That other documents have a passage too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlsoView {
    /// The passage's place in the list that it is from.
    pub passage: u32,
    /// In how many other documents it stands.
    pub documents: u32,
    /// How many more passages begin in the paragraph.
    pub more: u32,
}

/// The sign of a claim mention: an unnamed originator's mask, or else the stance.
pub fn stance_sign(claim: &Annotation) -> StanceSign {
    let hop = claim.chains().first().and_then(|c| c.originator());
    let Some(hop) = hop else { return StanceSign::Asserts };
    match hop.stance {
        Stance::Denies => StanceSign::Denies,
        Stance::Questions => StanceSign::Asks,
        _ if hop.anonymity != Anonymity::Named => StanceSign::Anonymous,
        Stance::Asserts => StanceSign::Asserts,
        Stance::Reports => StanceSign::Reports,
    }
}

/// How a paragraph is drawn.
pub fn paragraph_view(
    project: &Project,
    open: &OpenDocument,
    lanes: &Lanes,
    state: &PageState,
    paragraph: Span,
) -> ParagraphView {
    let mut view = ParagraphView::default();
    let mut bars: BTreeMap<AnnotationId, BarView> = BTreeMap::new();
    for (index, run) in runs(&open.marks, lanes, paragraph).into_iter().enumerate() {
        let mut look = Look::default();
        let mut tags = TagGroup { run: index, tags: Vec::new(), on: false };
        for mark in &run.marks {
            let Some(a) = open.marks.get(mark.id) else { continue };
            let selected = state.selected == Some(mark.id);
            let (tag, hue) = tag_of(project, a);
            // Beside a whole paragraph its name stands in the margin.
            let part = mark.kind == Kind::Region && !covers(open, a, paragraph);
            look.flag(part, "rg");
            look.add(mark, a, hue, selected);
            look.labels.push(tag.clone());
            if selected && mark.starts {
                view.ends.push((index, Edge::Start));
            }
            if selected && mark.ends {
                view.ends.push((index, Edge::End));
            }
            let speaks = state.speakers.contains(&mark.id) && mark.starts;
            let shown = mark.kind == Kind::Mention && mark.lane.is_none_or(|l| l < DRAWN_LANES);
            if mark.starts && (shown || part) {
                tags.tags.push(Tag { text: tag, hue: Some(hue), relation: false });
                tags.on |= selected;
            }
            if speaks && let Some(n) = state.selected.and_then(|id| state.numbers.get(&id)) {
                tags.tags.push(Tag { text: format!("says {n}"), hue: None, relation: true });
                tags.on = true;
            }
            if mark.kind == Kind::Claim {
                let bar = bars.entry(mark.id).or_insert_with(|| BarView {
                    id: mark.id,
                    first: index,
                    last: index,
                    on: selected,
                    number: None,
                    glosses: Glosses::default(),
                });
                bar.last = index;
                if mark.starts {
                    bar.number = state.numbers.get(&mark.id).map(|n| (*n, stance_sign(a)));
                    bar.glosses = state.margin.glosses.get(&mark.id).cloned().unwrap_or_default();
                }
            }
        }
        if look.deeper > 0 {
            let text = format!("+{}", look.deeper);
            tags.tags.push(Tag { text, hue: Some(Hue::GREY), relation: false });
        }
        if !tags.tags.is_empty() {
            view.tags.push(tags);
        }
        view.runs.push(RunView {
            span: run.span,
            marks: run.marks.iter().map(|m| m.id.to_string()).collect::<Vec<_>>().join(" "),
            labels: look.labels.join(" "),
            class: look.class(),
        });
    }
    view.bars = bars.into_values().collect();
    view.bars.sort_by_key(|b| (b.first, b.id));
    view.region = region_over(project, open, paragraph);
    let left_out = view.region.as_ref().is_some_and(|r| r.exclude);
    view.also = state.margin.also_in(paragraph).filter(|_| !left_out);
    view
}

/// A mark's letters and colour.
fn tag_of(project: &Project, a: &Annotation) -> (String, Hue) {
    match a.label.as_ref().and_then(|id| project.schema().label(id)) {
        Some(label) => (label.tag.clone(), label.hue),
        None => (a.kind().as_str().to_ascii_uppercase(), Hue::GREY),
    }
}

/// Whether a mark covers a whole paragraph. A blank line within it is of it.
fn covers(open: &OpenDocument, a: &Annotation, paragraph: Span) -> bool {
    let trimmed = open.text.trim(paragraph);
    a.ranges.as_slice().iter().any(|r| {
        let beyond = r.start() < paragraph.start() && paragraph.end() < r.end();
        r.contains_span(trimmed) && (beyond || !trimmed.is_empty())
    })
}

/// The innermost region that covers a whole paragraph.
fn region_over(project: &Project, open: &OpenDocument, paragraph: Span) -> Option<RegionView> {
    let over = open.marks.overlapping(paragraph);
    over.into_iter().rev().find_map(|a| {
        let Body::Region { exclude } = a.body else { return None };
        covers(open, a, paragraph).then(|| RegionView {
            id: a.id,
            name: a
                .label
                .as_ref()
                .and_then(|id| project.schema().label(id))
                .map_or_else(|| "Region".to_owned(), |l| l.name.clone()),
            exclude,
            begins: a.ranges.start() >= paragraph.start(),
        })
    })
}

/// Collects the classes of a run's element.
#[derive(Default)]
struct Look {
    classes: Vec<String>,
    labels: Vec<String>,
    deeper: usize,
}

impl Look {
    fn add(&mut self, mark: &RunMark, a: &Annotation, hue: Hue, selected: bool) {
        match mark.kind {
            Kind::Mention => match mark.lane {
                Some(lane) if lane < DRAWN_LANES => {
                    self.classes.push(format!("l{lane} h{lane}-{}", hue.get()));
                    self.flag(mark.starts, &format!("s{lane}"));
                    self.flag(mark.ends, &format!("e{lane}"));
                    self.flag(selected, &format!("on{lane}"));
                }
                _ => {
                    self.deeper += usize::from(mark.starts);
                    // Too deep for a line of its own, but its words must show that they are selected.
                    self.flag(selected, "focusm");
                }
            },
            Kind::Claim => {
                self.once("c");
                self.flag(selected, "con");
                self.flag(mark.starts, "cs");
                self.flag(mark.ends, "ce");
            }
            Kind::Cue => {
                self.once("cue");
                self.flag(selected, "focusm");
            }
            Kind::Source | Kind::Evidence => {
                self.once("src");
                self.flag(selected, "focusm");
            }
            Kind::Region => {
                if matches!(a.body, Body::Region { exclude: true }) {
                    self.once("x");
                }
                self.flag(selected, "rgon");
            }
        }
    }

    fn flag(&mut self, on: bool, class: &str) {
        if on {
            self.once(class);
        }
    }

    fn once(&mut self, class: &str) {
        if !self.classes.iter().any(|c| c == class) {
            self.classes.push(class.to_owned());
        }
    }

    /// Every marked run is a `seg`, also where nothing is drawn (a region that is not
    /// left out), so that tools find its marks.
    fn class(&self) -> String {
        if self.labels.is_empty() {
            return String::new();
        }
        let mut class = "seg".to_owned();
        for c in &self.classes {
            class.push(' ');
            class.push_str(c);
        }
        class
    }
}
