//! Runs: a stretch of text cut at every boundary of a mark, so that each piece has
//! one constant set of marks and is drawn as one flat element. Runs never nest,
//! so crossing marks need no special case.

use std::collections::BTreeSet;

use super::lanes::Lanes;
use crate::model::{AnnotationId, Kind, LabelId, Marks};
use crate::text::{ByteOffset, Span};

/// A piece of text with one constant set of marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The piece.
    pub span: Span,
    /// Its marks: outermost first, as tags are read.
    pub marks: Vec<RunMark>,
}

/// A mark on a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunMark {
    /// The annotation.
    pub id: AnnotationId,
    /// Its kind.
    pub kind: Kind,
    /// Its label.
    pub label: Option<LabelId>,
    /// Its lane, for mentions.
    pub lane: Option<u8>,
    /// Whether the annotation begins here: the start of its first range.
    pub starts: bool,
    /// Whether the annotation ends here: the end of its last range.
    pub ends: bool,
}

/// Cuts a stretch of text into runs. They cover it without gap or overlap; an empty
/// stretch has none.
pub fn runs(marks: &Marks, lanes: &Lanes, within: Span) -> Vec<Run> {
    if within.is_empty() {
        return Vec::new();
    }
    let over = marks.overlapping(within);
    let mut cuts: BTreeSet<ByteOffset> = [within.start(), within.end()].into();
    for range in over.iter().flat_map(|a| a.ranges.as_slice()) {
        if let Some(part) = range.intersection(within) {
            cuts.insert(part.start());
            cuts.insert(part.end());
        }
    }
    let cuts: Vec<ByteOffset> = cuts.into_iter().collect();
    let mut out: Vec<Run> = cuts
        .windows(2)
        .filter_map(|pair| Span::new(pair[0], pair[1]).ok())
        .map(|span| Run { span, marks: Vec::new() })
        .collect();
    // `over` is in reading order, the longer first: outermost marks come first.
    for a in over {
        for range in a.ranges.as_slice() {
            let Some(part) = range.intersection(within) else { continue };
            let first = out.partition_point(|run| run.span.start() < part.start());
            for run in out[first..].iter_mut().take_while(|run| run.span.start() < part.end()) {
                run.marks.push(RunMark {
                    id: a.id,
                    kind: a.kind(),
                    label: a.label.clone(),
                    lane: lanes.get(a.id),
                    starts: run.span.start() == a.ranges.start(),
                    ends: run.span.end() == a.ranges.end(),
                });
            }
        }
    }
    out
}
