//! The ends of a span, and moving them.

use super::{ByteOffset, Span, Text};

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Towards the end of the text.
    Forward,
    /// Towards its start.
    Back,
}

/// Which end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Its start.
    Start,
    /// Its end.
    End,
}

impl Edge {
    /// Where this end of a mark is at home when a pointer drags it to the boundary between two
    /// characters: at the end of a token that has characters on the mark's side of it.
    pub fn snapped(self, text: &Text, at: ByteOffset) -> ByteOffset {
        match self {
            Self::Start => text.token_at_or_after(at).map_or(at, |t| t.span.start()),
            Self::End => text.previous_token(at).map_or(at, |t| t.span.end()),
        }
    }
}

/// A span with one end moved by a grapheme cluster; unchanged where it would become
/// empty or leave the text.
pub fn nudge(text: &Text, span: Span, edge: Edge, way: Way) -> Span {
    let step = |offset| match way {
        Way::Forward => text.next_grapheme(offset),
        Way::Back => text.previous_grapheme(offset),
    };
    let moved = match edge {
        Edge::Start => Span::new(step(span.start()), span.end()),
        Edge::End => Span::new(span.start(), step(span.end())),
    };
    moved.ok().filter(|s| !s.is_empty()).unwrap_or(span)
}
