//! Figures as the interface shows them.

use crate::model::{Modifier, Quantity};
use crate::words::thousands;

/// A quantity as a short figure: `4`, `≥ 6`, `> 130`, `≈ 12`, `1,500–2,200`, `$1.2 million`.
///
/// Of the unit only a currency or a percent sign is shown. The words themselves where no
/// bound is known; empty where there are no words either.
pub fn figure(q: &Quantity) -> String {
    let one = |n: f64| with_unit(&number(n), &q.unit);
    match (q.modifier, q.min, q.max) {
        (_, None, None) => q.words.clone(),
        (Modifier::Range, Some(a), None) | (Modifier::AtLeast, Some(a), _) => {
            format!("≥ {}", one(a))
        }
        (Modifier::Range, None, Some(b)) => format!("≤ {}", one(b)),
        (Modifier::Over, Some(a), _) => format!("> {}", one(a)),
        (Modifier::Under, _, Some(b)) => format!("< {}", one(b)),
        (modifier, Some(a), Some(b)) => {
            let sign = if modifier == Modifier::About { "≈ " } else { "" };
            if a == b {
                format!("{sign}{}", one(a))
            } else {
                let (a, b) = (number(a), number(b));
                // "4–6 million"
                let size = |s: &str| s.split_once(' ').map(|(_, word)| format!(" {word}"));
                let a = match size(&a) {
                    Some(word) if size(&b).as_ref() == Some(&word) => a.replacen(&word, "", 1),
                    _ => a,
                };
                let both = format!("{a}–{b}");
                format!("{sign}{}", with_unit(&both, &q.unit))
            }
        }
        // A bound on the wrong side of its modifier, as files may have it.
        (_, Some(n), None) | (_, None, Some(n)) => one(n),
    }
}

fn with_unit(figure: &str, unit: &str) -> String {
    match unit {
        "%" => format!("{figure}%"),
        "EUR" => format!("€{figure}"),
        "GBP" => format!("£{figure}"),
        "USD" => format!("US${figure}"),
        unit if unit.chars().count() == 1 && !unit.starts_with(char::is_alphabetic) => {
            format!("{unit}{figure}")
        }
        _ => figure.to_owned(),
    }
}

/// How far rounding of decimals may lead a number astray, as a part of it.
const ROUNDING: f64 = 1e-14;

/// A number with thousands separated; from a million on in millions or billions where
/// two decimals are enough for it.
fn number(n: f64) -> String {
    for (size, word) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        let part = n / size;
        let short = (part * 100.0).round();
        // 1.1 million is not just 110 hundredths of a million: decimals are rounded.
        let same = (short * (size / 100.0) - n).abs() <= n.abs() * ROUNDING;
        if part.abs() >= 1.0 && part.abs() < 1e6 && same {
            return format!("{} {word}", decimal(short / 100.0));
        }
    }
    decimal(n)
}

/// A number with its thousands set apart, and its decimals.
fn decimal(n: f64) -> String {
    if !n.is_finite() || n.abs() >= 1e15 {
        return n.to_string();
    }
    // Whole numbers are written much faster as such; a board has thousands.
    #[allow(clippy::cast_possible_truncation, reason = "below 10^15")]
    let plain = if n.fract() == 0.0 { (n as i64).to_string() } else { n.to_string() };
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let mut out = String::from(if n == 0.0 { "" } else { sign });
    out.push_str(&thousands(whole));
    if !decimals.is_empty() {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(modifier: Modifier, min: Option<f64>, max: Option<f64>, unit: &str) -> String {
        let words = "dozens".to_owned();
        let unit = unit.to_owned();
        figure(&Quantity { of: String::new(), min, max, modifier, unit, as_of: None, words })
    }

    #[test]
    fn figures_are_short() {
        use Modifier::{About, AtLeast, Exact, Over, Range, Under};
        for (modifier, min, max, unit, expected) in [
            (Exact, Some(4.0), Some(4.0), "", "4"),
            (AtLeast, Some(6.0), None, "", "≥ 6"),
            (Over, Some(130.0), None, "", "> 130"),
            (Under, None, Some(5.5), "", "< 5.5"),
            (About, Some(12.0), Some(12.0), "", "≈ 12"),
            (Range, Some(1_500.0), Some(2_200.0), "", "1,500–2,200"),
            (Range, None, Some(5.0), "", "≤ 5"),
            (Exact, Some(40.0), Some(40.0), "%", "40%"),
            (Exact, Some(1_200_000.0), Some(1_200_000.0), "$", "$1.2 million"),
            (Exact, Some(1_234_567.0), Some(1_234_567.0), "EUR", "€1,234,567"),
            (Exact, Some(28.0), Some(28.0), "minutes", "28"),
            (Exact, Some(-0.0), Some(0.0), "", "0"),
            (Exact, Some(-1_500.0), Some(-1_500.0), "", "−1,500"),
            (Exact, None, None, "", "dozens"),
            (AtLeast, None, Some(3.0), "", "3"),
        ] {
            assert_eq!(shown(modifier, min, max, unit), expected);
        }
    }
}
