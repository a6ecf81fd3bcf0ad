//! The way of a line from one card of a row to another: through the space between the columns
//! and above the cards, never over what is written.

/// How far a line keeps from a card.
const CLEAR: f64 = 4.0;
/// From one line to the next beside it.
const STEP: f64 = 3.0;
/// How many lines find room beside each other.
const BESIDE: usize = 3;
/// In what distance two cards stand in neighbouring columns.
const NEXT: f64 = 40.0;
/// How far below a card's top a line ends.
const END: f64 = 18.0;

/// Where a card stands in its row, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CardBox {
    /// Left.
    pub left: f64,
    /// Top.
    pub top: f64,
    /// Right.
    pub right: f64,
    /// Bottom.
    pub bottom: f64,
}

/// The corners of the `n`th line of a card: from its side, at the height `at`, to the side of
/// another. Lines of one column turn in the space to its left, those of neighbours between the
/// two, and all others above the cards.
pub fn card_line(from: CardBox, at: f64, to: CardBox, n: usize) -> Vec<(f64, f64)> {
    #[allow(clippy::cast_precision_loss, reason = "less than three")]
    let aside = CLEAR + (n % BESIDE) as f64 * STEP;
    let start = at.clamp(from.top, from.bottom);
    let end = (to.top + END + aside).min(to.bottom);
    if (from.left - to.left).abs() < 1.0 {
        let turn = from.left - aside;
        return vec![(from.left, start), (turn, start), (turn, end), (to.left, end)];
    }
    let rightwards = from.left < to.left;
    let (out, inner) = if rightwards { (from.right, to.left) } else { (from.left, to.right) };
    let sign = if rightwards { 1.0 } else { -1.0 };
    let turn = out + sign * aside;
    if (inner - out) * sign < NEXT {
        return vec![(out, start), (turn, start), (turn, end), (inner, end)];
    }
    let (above, last) = (aside, inner - sign * aside);
    vec![(out, start), (turn, start), (turn, above), (last, above), (last, end), (inner, end)]
}
