//! Where tags, bars and numbers stand: arithmetic on measured boxes.

use glossator_core::query::{
    AlsoView, BarView, BoardLinkKind, Edge, Gloss, ParagraphView, StanceSign,
};

use crate::platform::text_pane::{OverlayItem, OverlayWord, Rect};

/// A tag's width is estimated, not measured: a measurement a tag would cost a layout.
/// Inter at 10 px, 600, capitals: 7 px a letter at most.
const LETTER: f64 = 7.0;
/// Between two words of one tag.
const GAP: f64 = 4.0;
/// Below this distance two line boxes are on one line.
const SAME_LINE: f64 = 3.0;
/// How far below the top of its line a number stands.
const NUMBER_TOP: f64 = 7.0;
/// From one number in the margin to the next.
const NUMBER_STEP: f64 = 20.0;
/// How far numbers may reach into the gap below their paragraph, and the one below that.
const NUMBER_OVER: f64 = 16.0;
/// From one gloss in the margin to the next.
const GLOSS_STEP: f64 = 24.0;
/// Bars side by side.
const COLUMNS: usize = 3;

/// What was measured of a paragraph.
#[derive(Debug, Default)]
pub struct Measured {
    /// The line boxes of its runs, as far as something stands at them.
    pub boxes: Vec<Vec<Rect>>,
    /// Its width and height.
    pub size: (f64, f64),
    /// Whether it runs right to left.
    pub rtl: bool,
}

/// The overlay of a paragraph.
pub fn overlay(view: &ParagraphView, measured: &Measured) -> Vec<OverlayItem> {
    let Measured { boxes, size, rtl } = measured;
    let mut items = tags(view, boxes, size.0, *rtl);
    items.extend(bars(view, boxes));
    items.extend(numbers(view, boxes, size.1));
    items.extend(handles(view, boxes, *rtl));
    let also = view.also.and_then(|also| also_item(&also, view, &items, size.1));
    items.extend(also);
    if let Some(region) = view.region.as_ref().filter(|r| r.begins) {
        let tail = if region.exclude { ", excluded" } else { "" };
        items.push(OverlayItem {
            class: "badge oregion".to_owned(),
            words: vec![word(format!("{}{tail}", region.name))],
            top: 4.0,
            mark: region.id.to_string(),
            ..OverlayItem::default()
        });
    }
    items
}

/// Handles to drag the ends of the selected mark by.
fn handles(view: &ParagraphView, boxes: &[Vec<Rect>], rtl: bool) -> Vec<OverlayItem> {
    let ends = view.ends.iter().filter_map(|(run, edge)| {
        let boxes = boxes.get(*run)?;
        let (at, class) = match edge {
            Edge::Start => (boxes.first()?, "ohandle start"),
            Edge::End => (boxes.last()?, "ohandle end"),
        };
        let left = if (*edge == Edge::Start) == rtl { at.right } else { at.left };
        Some(OverlayItem {
            class: class.to_owned(),
            left: Some(left),
            top: at.top,
            height: Some(at.bottom - at.top),
            ..OverlayItem::default()
        })
    });
    ends.collect()
}

fn word(text: String) -> OverlayWord {
    OverlayWord { text, ..OverlayWord::default() }
}

fn tags(view: &ParagraphView, boxes: &[Vec<Rect>], room: f64, rtl: bool) -> Vec<OverlayItem> {
    let mut items = Vec::new();
    // The end of the tag before, on which line. Runs come in the order of the text,
    // so on one line the tags come in the order of reading.
    let mut before: Option<(f64, f64)> = None;
    for group in &view.tags {
        let Some(at) = boxes.get(group.run).and_then(|b| b.first()) else { continue };
        let letters: usize = group.tags.iter().map(|t| t.text.chars().count()).sum();
        #[allow(clippy::cast_precision_loss, reason = "a few letters")]
        let width = letters as f64 * LETTER + (group.tags.len() - 1) as f64 * GAP;
        // At the window's edge a tag begins before its run: it would be cut off.
        let left = if rtl { at.right.max(width) } else { at.left.min(room - width).max(0.0) };
        let collides = before.is_some_and(|(line, end)| {
            (line - at.top).abs() < SAME_LINE && if rtl { left > end } else { left < end }
        });
        let mut class = "otag".to_owned();
        if group.on {
            class.push_str(" on");
        }
        if collides && !group.on {
            class.push_str(" hid");
        } else {
            before = Some((at.top, if rtl { left - width } else { left + width }));
        }
        let words = group.tags.iter().map(|t| OverlayWord {
            text: t.text.clone(),
            hue: t.hue.map(|h| h.get()),
            class: if t.relation { "rel" } else { "" },
        });
        items.push(OverlayItem {
            class,
            left: Some(left),
            top: at.top,
            words: words.collect(),
            ..OverlayItem::default()
        });
    }
    items
}

fn bars(view: &ParagraphView, boxes: &[Vec<Rect>]) -> Vec<OverlayItem> {
    let mut items = Vec::new();
    let mut ends = [f64::MIN; COLUMNS];
    let mut gloss_end = f64::MIN;
    let floor = boxes.iter().flatten().map(|b| b.bottom).fold(f64::MIN, f64::max);
    for bar in &view.bars {
        let mut over = boxes.iter().take(bar.last + 1).skip(bar.first).flatten();
        let Some(first) = over.next() else { continue };
        let bottom = over.map(|b| b.bottom).fold(first.bottom, f64::max);
        let (top, bottom) = (first.top + 3.0, bottom - 3.0);
        // A bar takes the first free column; a fourth beside three lies over the last.
        let column = ends.iter().position(|end| *end <= top + SAME_LINE).unwrap_or(COLUMNS - 1);
        ends[column] = bottom;
        let class = ["obar", "obar b", "obar b2"][column];
        items.push(OverlayItem {
            class: if bar.on { format!("{class} on") } else { class.to_owned() },
            top,
            height: Some((bottom - top).max(6.0)),
            mark: bar.id.to_string(),
            ..OverlayItem::default()
        });
        let mut top = (first.top + 4.0).max(gloss_end);
        let mut rows: Vec<OverlayItem> = Vec::new();
        for gloss in &bar.glosses.shown {
            // Beside the paragraph's own lines and the gap below: then come the next one's.
            if top + GLOSS_STEP > floor + GLOSS_STEP / 2.0 {
                break;
            }
            rows.push(gloss_item(gloss, top, bar.on));
            top += GLOSS_STEP;
        }
        gloss_end = top;
        let left_out = bar.glosses.shown.len() - rows.len() + bar.glosses.more as usize;
        if let Some(last) = rows.last_mut()
            && left_out > 0
        {
            last.words.push(OverlayWord { class: "n", ..word(format!("+{left_out}")) });
        }
        items.extend(rows);
    }
    items
}

/// The numbers of the bars: beside their first lines, and below each other in their order where
/// these are the same. Those that would reach into the next paragraph are counted: "+2".
fn numbers(view: &ParagraphView, boxes: &[Vec<Rect>], height: f64) -> Vec<OverlayItem> {
    let line = |bar: &BarView| boxes.iter().take(bar.last + 1).skip(bar.first).flatten().next();
    let all = view.bars.iter().filter_map(|bar| {
        let (number, sign) = bar.number?;
        Some((number, sign, bar, line(bar)?.top + NUMBER_TOP))
    });
    // Hardly any are out of order: a sort would be code of the first load.
    let mut numbered: Vec<(u32, _, &BarView, f64)> = Vec::new();
    for one in all {
        numbered.insert(numbered.partition_point(|other| other.0 <= one.0), one);
    }
    let mut end = f64::MIN;
    let tops = numbered.iter().map(|(.., top)| {
        let top = top.max(end);
        end = top + NUMBER_STEP;
        top
    });
    let tops: Vec<f64> = tops.collect();
    let room = height + NUMBER_OVER;
    let fit = tops.iter().take_while(|top| **top + NUMBER_STEP <= room).count().max(1);
    let all = numbered.len();
    // What counts the rest takes the last place, unless that is the only one.
    let mut shown: Vec<usize> = (0..if fit < all { (fit - 1).max(1) } else { all }).collect();
    // The selected one is among those that are shown.
    let on = numbered.iter().position(|(_, _, bar, _)| bar.on).filter(|n| !shown.contains(n));
    if let Some((on, last)) = on.zip(shown.last_mut()) {
        *last = on;
    }
    let mut items: Vec<OverlayItem> = shown
        .iter()
        .zip(&tops)
        .map(|(n, top)| {
            let (number, sign, bar, _) = numbered[*n];
            let (class, text) = glyph(sign);
            OverlayItem {
                class: if bar.on { "cno on" } else { "cno" }.to_owned(),
                top: *top,
                words: vec![
                    OverlayWord { class, ..word(text.to_owned()) },
                    word(number.to_string()),
                ],
                mark: bar.id.to_string(),
                ..OverlayItem::default()
            }
        })
        .collect();
    let hidden = (0..all).filter(|n| !shown.contains(n)).map(|n| &numbered[n]);
    let hidden: Vec<_> = hidden.collect();
    // A click on the count selects one after the other.
    let selected = numbered.iter().find(|(_, _, bar, _)| bar.on).map(|(number, ..)| *number);
    let next = hidden.iter().find(|(number, ..)| Some(*number) > selected).or(hidden.first());
    if let Some((_, _, next, _)) = next {
        let count = word(format!("+{}", hidden.len()));
        let names = hidden.iter().map(|(number, ..)| format!("{number}, ")).collect::<String>();
        let title = format!("Claims {}", names.trim_end_matches(", "));
        match items.last_mut().filter(|_| fit == 1) {
            Some(only) => {
                only.words.push(OverlayWord { class: "n", ..count });
                only.title = title;
            }
            None => items.push(OverlayItem {
                class: "cno more".to_owned(),
                top: tops[fit - 1],
                words: vec![count],
                mark: next.id.to_string(),
                title,
                ..OverlayItem::default()
            }),
        }
    }
    items
}

/// What another mention says of a claim: sign, figure, place.
fn gloss_item(gloss: &Gloss, top: f64, on: bool) -> OverlayItem {
    let (sign, class) = relation_sign(gloss.kind);
    OverlayItem {
        class: if on { "ogloss on" } else { "ogloss" }.to_owned(),
        top,
        words: vec![
            OverlayWord { class, ..word(sign.to_owned()) },
            OverlayWord { class: "f", ..word(gloss.words.clone()) },
            OverlayWord { class: "w", ..word(gloss.place.clone()) },
        ],
        goto: format!("{} {}", gloss.target.0, gloss.target.1),
        ..OverlayItem::default()
    }
}

/// That other documents have a passage too: below what stands in the margin already, as far
/// as that is beside the paragraph. The inspector lists what finds no room.
fn also_item(
    also: &AlsoView,
    view: &ParagraphView,
    items: &[OverlayItem],
    height: f64,
) -> Option<OverlayItem> {
    let first = if view.region.as_ref().is_some_and(|r| r.begins) { 4.0 + GLOSS_STEP } else { 4.0 };
    let mut top = first;
    for gloss in items.iter().filter(|i| i.class.starts_with("ogloss")) {
        if gloss.top < top + GLOSS_STEP && top < gloss.top + GLOSS_STEP {
            top = gloss.top + GLOSS_STEP;
        }
    }
    if top > first && top + GLOSS_STEP > height + GLOSS_STEP / 2.0 {
        return None;
    }
    let documents = if also.documents == 1 { " document" } else { " documents" };
    let mut words = vec![
        word(format!("Also in {}", also.documents)),
        OverlayWord { class: "w", ..word(documents.to_owned()) },
    ];
    if also.more > 0 {
        words.push(OverlayWord { class: "n", ..word(format!(" +{}", also.more)) });
    }
    Some(OverlayItem {
        class: "badge oalso".to_owned(),
        top,
        words,
        repeat: Some(also.passage),
        ..OverlayItem::default()
    })
}

/// The sign of a relation, and the class of its colour.
const fn relation_sign(kind: BoardLinkKind) -> (&'static str, &'static str) {
    match kind {
        BoardLinkKind::Refutes | BoardLinkKind::Figures | BoardLinkKind::Denial => ("≠", "bad"),
        BoardLinkKind::Supports => ("+", "good"),
        BoardLinkKind::Updates => ("↻", ""),
        BoardLinkKind::Related => ("~", ""),
        BoardLinkKind::Identical => ("=", "good"),
    }
}

/// The class and the text of the sign beside a claim's number. Without a text the stylesheet draws
/// it, as the icon that the inspector and the board have.
const fn glyph(sign: StanceSign) -> (&'static str, &'static str) {
    match sign {
        StanceSign::Asserts => ("sign", "•"),
        StanceSign::Denies => ("sign no", ""),
        StanceSign::Asks => ("sign", "?"),
        StanceSign::Reports => ("sign say", ""),
        StanceSign::Anonymous => ("sign who", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glossator_core::model::{AnnotationId, Hue};
    use glossator_core::query::{Glosses, Tag, TagGroup};

    fn rect(left: f64, top: f64, right: f64) -> Rect {
        Rect { left, top, right, bottom: top + 32.0 }
    }

    fn group(run: usize, text: &str) -> TagGroup {
        let tag = Tag { text: text.to_owned(), hue: Some(Hue::new(1)), relation: false };
        TagGroup { run, tags: vec![tag], on: false }
    }

    fn hidden(tags: &[(f64, f64, &str)], rtl: bool) -> Vec<bool> {
        let boxes: Vec<Vec<Rect>> =
            tags.iter().map(|(l, t, _)| vec![rect(*l, *t, l + 10.0)]).collect();
        let view = ParagraphView {
            tags: tags.iter().enumerate().map(|(i, (_, _, text))| group(i, text)).collect(),
            ..ParagraphView::default()
        };
        overlay(&view, &measured(boxes, rtl)).iter().map(|i| i.class.contains("hid")).collect()
    }

    fn measured(boxes: Vec<Vec<Rect>>, rtl: bool) -> Measured {
        Measured { boxes, size: (600.0, 64.0), rtl }
    }

    #[test]
    fn a_tag_that_would_cover_another_hides() {
        assert_eq!(
            hidden(&[(0.0, 0.0, "PER"), (10.0, 0.0, "ORG"), (40.0, 0.0, "LOC")], false),
            [false, true, false]
        );
        // On another line there is room.
        assert_eq!(hidden(&[(0.0, 0.0, "PER"), (10.0, 32.0, "ORG")], false), [false, false]);
        // Right to left, tags reach to the left of their run's right edge.
        assert_eq!(
            hidden(&[(90.0, 0.0, "PER"), (80.0, 0.0, "ORG"), (40.0, 0.0, "LOC")], true),
            [false, true, false]
        );
    }

    #[test]
    fn a_tag_at_the_edge_begins_before_its_run() {
        let view = ParagraphView { tags: vec![group(0, "QUANTITY")], ..ParagraphView::default() };
        let left = |at: Rect, rtl: bool| {
            let items =
                overlay(&view, &Measured { boxes: vec![vec![at]], size: (390.0, 32.0), rtl });
            items.first().and_then(|i| i.left)
        };
        assert_eq!(left(rect(100.0, 0.0, 140.0), false), Some(100.0));
        assert_eq!(left(rect(360.0, 0.0, 380.0), false), Some(390.0 - 8.0 * LETTER));
        // Right to left it reaches to the left of its run's right edge.
        assert_eq!(left(rect(10.0, 0.0, 30.0), true), Some(8.0 * LETTER));
    }

    #[test]
    fn that_others_have_a_passage_stands_below_what_they_say_of_its_claims() {
        let gloss = Gloss {
            kind: BoardLinkKind::Refutes,
            words: "9".to_owned(),
            place: "Wire 1".to_owned(),
            target: (
                glossator_core::model::DocumentId::new(uuid::Uuid::nil()),
                AnnotationId::new(uuid::Uuid::nil()),
            ),
        };
        let bar = |glosses: usize| BarView {
            id: AnnotationId::new(uuid::Uuid::nil()),
            first: 0,
            last: 0,
            on: false,
            number: None,
            glosses: Glosses { shown: vec![gloss.clone(); glosses], more: 0 },
        };
        let top = |glosses: usize, lines: u32| {
            let boxes = vec![(0..lines).map(|n| rect(0.0, f64::from(n) * 32.0, 9.0)).collect()];
            let also = AlsoView { passage: 7, documents: 4, more: 0 };
            let view = ParagraphView {
                bars: vec![bar(glosses)],
                also: Some(also),
                ..ParagraphView::default()
            };
            let size = (600.0, f64::from(lines) * 32.0);
            let items = overlay(&view, &Measured { boxes, size, rtl: false });
            items.into_iter().find(|i| i.repeat == Some(7)).map(|i| i.top)
        };
        assert_eq!(top(0, 1), Some(4.0));
        assert_eq!(top(1, 2), Some(28.0));
        // No room: the conflicts stay.
        assert_eq!(top(1, 1), None);
    }

    #[test]
    fn bars_of_claims_that_share_lines_stand_side_by_side() {
        let id = |n: u128| AnnotationId::new(uuid::Uuid::from_u128(n));
        let bar = |n: u128, run: usize| BarView {
            id: id(n),
            first: run,
            last: run,
            on: false,
            number: None,
            glosses: Glosses::default(),
        };
        let view = ParagraphView {
            bars: vec![bar(1, 0), bar(2, 1), bar(3, 2)],
            ..ParagraphView::default()
        };
        let boxes = vec![
            vec![rect(0.0, 0.0, 9.0), rect(0.0, 32.0, 9.0)],
            vec![rect(20.0, 32.0, 29.0)],
            vec![rect(0.0, 64.0, 9.0)],
        ];
        let classes: Vec<String> =
            overlay(&view, &measured(boxes, false)).into_iter().map(|i| i.class).collect();
        assert_eq!(classes, ["obar", "obar b", "obar"]);
    }

    #[test]
    fn what_has_no_room_beside_a_claim_is_counted() {
        let id = |n: u128| AnnotationId::new(uuid::Uuid::from_u128(n));
        let document = glossator_core::model::DocumentId::new(uuid::Uuid::nil());
        let gloss = |n: u128| Gloss {
            kind: BoardLinkKind::Refutes,
            words: n.to_string(),
            place: "Wire 1".to_owned(),
            target: (document, id(n)),
        };
        let bar = |n: u128, shown: usize| BarView {
            id: id(n),
            first: 0,
            last: 0,
            on: false,
            number: None,
            glosses: Glosses { shown: (0..shown as u128).map(gloss).collect(), more: 4 },
        };
        let rows = |bars: Vec<BarView>, lines: u32| -> Vec<(f64, String)> {
            let boxes = (0..lines).map(|n| rect(0.0, f64::from(n) * 32.0, 9.0)).collect();
            let view = ParagraphView { bars, ..ParagraphView::default() };
            let items = overlay(&view, &measured(vec![boxes], false)).into_iter();
            let glosses = items.filter(|i| i.class.starts_with("ogloss"));
            glosses
                .map(|i| (i.top, i.words.last().map(|w| w.text.clone()).unwrap_or_default()))
                .collect()
        };
        assert_eq!(rows(vec![bar(1, 3)], 1), [(4.0, "+6".to_owned())]);
        // The last one reaches half a row into the gap below the paragraph.
        let two = rows(vec![bar(1, 1), bar(2, 3)], 2);
        let words = [(4.0, "+4"), (28.0, "Wire 1"), (52.0, "+5")];
        assert_eq!(two, words.map(|(top, word)| (top, word.to_owned())));
    }

    /// The numbers beside lines of 32 pixels each: tops and words. Each bar begins on a line; one
    /// may be selected.
    fn numbers_of(lines: &[u32], on: Option<u32>, height: f64) -> Vec<(f64, String)> {
        let id = |n: u32| AnnotationId::new(uuid::Uuid::from_u128(n.into()));
        // They come by length, and stand by number.
        let count = u32::try_from(lines.len()).unwrap_or_default();
        let bars = (1..=count).rev().map(|number| BarView {
            id: id(number),
            first: number as usize - 1,
            last: number as usize - 1,
            on: on == Some(number),
            number: Some((number, StanceSign::Asserts)),
            glosses: Glosses::default(),
        });
        let view = ParagraphView { bars: bars.collect(), ..ParagraphView::default() };
        let at = |line: &u32| vec![rect(0.0, f64::from(*line) * 32.0, 9.0)];
        let boxes = lines.iter().map(at).collect();
        let items = overlay(&view, &Measured { boxes, size: (600.0, height), rtl: false });
        let numbers = items.into_iter().filter(|i| i.class.starts_with("cno"));
        numbers.map(|i| (i.top, i.words.into_iter().map(|w| w.text).collect())).collect()
    }

    fn tops(numbers: Vec<(f64, String)>) -> Vec<f64> {
        numbers.into_iter().map(|(top, _)| top).collect()
    }

    #[test]
    fn numbers_never_lie_on_each_other() {
        assert_eq!(tops(numbers_of(&[0, 0], None, 32.0)), [7.0, 27.0]);
        assert_eq!(tops(numbers_of(&[0, 0, 1], None, 64.0)), [7.0, 27.0, 47.0]);
    }

    #[test]
    fn numbers_that_would_reach_into_the_next_paragraph_are_counted() {
        let words = |lines: &[u32], on, height| -> Vec<String> {
            numbers_of(lines, on, height).into_iter().map(|(_, words)| words).collect()
        };
        assert_eq!(words(&[0; 4], None, 32.0), ["•1", "+3"]);
        assert_eq!(words(&[0; 4], None, 64.0), ["•1", "•2", "+2"]);
        assert_eq!(words(&[0; 4], None, 96.0), ["•1", "•2", "•3", "•4"]);
        // The selected one is always there.
        assert_eq!(words(&[0; 4], Some(3), 32.0), ["•3", "+3"]);
        assert_eq!(words(&[0; 4], Some(4), 64.0), ["•1", "•4", "+2"]);
        // Low lines have room for one.
        assert_eq!(words(&[0; 4], None, 24.0), ["•1+3"]);
        let all = numbers_of(&[0; 9], None, 40.0);
        assert!(all.iter().all(|(top, _)| top + NUMBER_STEP <= 40.0 + NUMBER_OVER), "{all:?}");
    }
}
