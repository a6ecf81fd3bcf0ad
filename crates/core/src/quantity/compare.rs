//! Whether two figures exclude each other.

use crate::model::{Modifier, Quantity};

/// How far "about" reaches on either side, as a part of the figure: "about 12" is
/// 10.8 to 13.2. Reach of counts below 10 is one at least: "about 4" is 3 to 5.
pub const ABOUT_TOLERANCE: f64 = 0.1;

/// Where a figure may lie: its ends, and whether they belong to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Interval {
    low: (f64, bool),
    high: (f64, bool),
}

impl Interval {
    /// The interval of a quantity; none if it has no bound that its modifier needs.
    pub(crate) fn of(q: &Quantity) -> Option<Self> {
        let either = || Some((q.min.or(q.max)?, q.max.or(q.min)?));
        let (low, high) = match q.modifier {
            Modifier::Exact => {
                let (a, b) = either()?;
                ((a, true), (b, true))
            }
            Modifier::About => {
                let (a, b) = either()?;
                let reach = |n: f64| (n.abs() * ABOUT_TOLERANCE).max(slack(n));
                ((a - reach(a), true), (b + reach(b), true))
            }
            Modifier::Over => ((q.min?, false), (f64::INFINITY, true)),
            Modifier::AtLeast => ((q.min?, true), (f64::INFINITY, true)),
            Modifier::Under => ((f64::NEG_INFINITY, true), (q.max?, false)),
            Modifier::Range => {
                either()?;
                let low = q.min.unwrap_or(f64::NEG_INFINITY);
                ((low, true), (q.max.unwrap_or(f64::INFINITY), true))
            }
        };
        let known = !low.0.is_nan() && !high.0.is_nan();
        known.then_some(Self { low, high })
    }

    /// Whether no figure lies in both.
    pub(crate) fn excludes(&self, other: &Self) -> bool {
        self.below(other) || other.below(self)
    }

    /// Whether all of this lies below the other.
    fn below(&self, other: &Self) -> bool {
        let (end, start) = (self.high, other.low);
        end.0 < start.0 || (end.0 == start.0 && !(end.1 && start.1))
    }
}

/// The least that "about" reaches: one for whole numbers, nothing for others.
fn slack(n: f64) -> f64 {
    if n.fract() == 0.0 { 1.0 } else { 0.0 }
}

/// Whether two figures exclude each other. None: they cannot be compared, because
/// their units differ or one has no bound. What they count is not looked at: see
/// [`same_of`].
pub fn conflict(a: &Quantity, b: &Quantity) -> Option<bool> {
    if !same_unit(a, b) {
        return None;
    }
    Some(Interval::of(a)?.excludes(&Interval::of(b)?))
}

/// Whether two figures count the same: by what is counted, without regard to capitals
/// and spacing, and to how reports tell of the dead. "Killed", "people killed", "people
/// died" and "deaths" are one; "workers killed" are some of them, and "people hurt" others.
pub fn same_of(a: &Quantity, b: &Quantity) -> bool {
    counted_key(&a.of) == counted_key(&b.of)
}

/// What is counted, so written that what [`same_of`] takes for the same is equal.
pub(crate) fn counted_key(of: &str) -> String {
    let mut words: Vec<String> = of.split_whitespace().map(str::to_lowercase).collect();
    for word in &mut words {
        if DEAD.contains(&word.as_str()) {
            "dead".clone_into(word);
        }
    }
    if !words.iter().all(|w| is_anybody(w)) {
        words.retain(|w| !is_anybody(w));
    }
    words.join(" ")
}

/// Words that count the dead.
const DEAD: &[&str] = &["deaths", "died", "fatalities", "killed"];

/// Whether a word, in small letters, says nothing of who is counted.
pub(super) fn is_anybody(word: &str) -> bool {
    const ANYBODY: &[&str] =
        &["individual", "individuals", "people", "person", "persons", "victim", "victims"];
    ANYBODY.contains(&word)
}

/// Whether two figures have one unit, without regard to capitals and spacing.
pub(crate) fn same_unit(a: &Quantity, b: &Quantity) -> bool {
    unit_key(&a.unit) == unit_key(&b.unit)
}

/// A unit, so written that what [`same_unit`] takes for the same is equal.
pub(crate) fn unit_key(unit: &str) -> String {
    unit.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use Modifier::{About, AtLeast, Exact, Over, Range, Under};

    fn q(modifier: Modifier, min: Option<f64>, max: Option<f64>) -> Quantity {
        let (of, unit, words) = Default::default();
        Quantity { of, min, max, modifier, unit, as_of: None, words }
    }

    fn one(modifier: Modifier, n: f64) -> Quantity {
        match modifier {
            Over | AtLeast => q(modifier, Some(n), None),
            Under => q(modifier, None, Some(n)),
            _ => q(modifier, Some(n), Some(n)),
        }
    }

    #[test]
    fn figures_exclude_each_other_as_intervals() {
        for (a, b, expected) in [
            (one(Exact, 4.0), one(AtLeast, 6.0), true),
            (one(Exact, 6.0), one(AtLeast, 6.0), false),
            (one(Over, 130.0), one(Exact, 145.0), false),
            (one(Over, 130.0), one(Exact, 130.0), true),
            (one(Under, 5.0), one(Exact, 5.0), true),
            (one(Under, 5.0), one(AtLeast, 5.0), true),
            (one(Over, 5.0), one(Under, 4.0), true),
            (one(About, 12.0), one(Exact, 13.0), false),
            (one(About, 12.0), one(Exact, 14.0), true),
            (one(About, 4.0), one(Exact, 5.0), false),
            (q(Range, Some(1_500.0), Some(2_200.0)), one(Exact, 1_500.0), false),
            (q(Range, Some(4.0), Some(6.0)), q(Range, Some(7.0), Some(9.0)), true),
            (q(Range, None, Some(5.0)), one(Exact, 5.0), false),
            (q(Range, None, Some(5.0)), one(Exact, 6.0), true),
        ] {
            assert_eq!(conflict(&a, &b), Some(expected), "{a:?} {b:?}");
            assert_eq!(conflict(&b, &a), Some(expected), "{b:?} {a:?}");
        }
    }

    #[test]
    fn what_cannot_be_compared_is_not() {
        let metres = Quantity { unit: "metres".into(), ..one(Exact, 4.0) };
        assert_eq!(conflict(&metres, &one(Exact, 5.0)), None);
        assert_eq!(conflict(&q(AtLeast, None, Some(4.0)), &one(Exact, 5.0)), None);
        assert_eq!(conflict(&one(Exact, f64::NAN), &one(Exact, 5.0)), None);
    }
}
