//! Numbers as people type them into fields.

use super::lexer::{digit, is_thousands_separator};

/// The number that somebody typed: none if it is no finite number.
///
/// Digits may be ASCII, Arabic-Indic or Persian. Groups of three are thousands, whether
/// a comma, an apostrophe or a no-break space parts them ("1,500", "١٬٥٠٠"), and so are
/// groups as in lakh and crore ("12,34,567"). One comma before any other number of digits
/// is a decimal comma: "1,5" is one and a half, as where it is typed so, since nobody
/// parts thousands there. A plain space parts two numbers, not thousands.
pub fn typed_number(typed: &str) -> Option<f64> {
    let typed = typed.trim();
    let (minus, rest) = match typed.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, typed.strip_prefix('+').unwrap_or(typed)),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (rest, None),
    };
    let mut plain = String::from(if minus { "-" } else { "" });
    plain.push_str(&decimal(mantissa)?);
    if let Some(exponent) = exponent {
        plain.push('e');
        plain.push_str(exponent);
    }
    plain.parse().ok().filter(|n: &f64| n.is_finite())
}

/// Digits with a decimal point, of a number without sign.
fn decimal(written: &str) -> Option<String> {
    let point = |c: char| matches!(c, '.' | '٫');
    let (whole, decimals) = match written.split_once(point) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (written, None),
    };
    let groups: Vec<&str> = whole.split(is_thousands_separator).collect();
    let ascii = |s: &str| -> Option<String> {
        s.chars().map(|c| digit(c).map(|d| char::from(b'0' + d))).collect()
    };
    let mut out = groups.iter().map(|g| ascii(g)).collect::<Option<Vec<_>>>()?.concat();
    let decimals = match (&groups[..], decimals) {
        ([_], decimals) => decimals,
        (groups, decimals) if are_thousands(groups) => decimals,
        // "1,5"
        ([first, second], None) if whole.contains([',', '،']) && !second.is_empty() => {
            out = ascii(first)?;
            Some(*second)
        }
        _ => return None,
    };
    let decimals = decimals.map_or(Some(String::new()), ascii)?;
    if out.is_empty() && decimals.is_empty() {
        return None;
    }
    Some(format!("{out}.{decimals}"))
}

/// Whether groups of digits are thousands: "1,500", "12,34,567"; not "0,500".
fn are_thousands(groups: &[&str]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|g| g.chars().count()).collect();
    let [first, middle @ .., last] = &lengths[..] else { return false };
    let zero = groups[0].chars().all(|c| digit(c) == Some(0));
    let threes = (1..=3).contains(first) && middle.iter().all(|n| *n == 3);
    let lakhs = (1..=2).contains(first) && middle.iter().all(|n| *n == 2);
    !zero && *last == 3 && (threes || lakhs)
}

#[cfg(test)]
mod tests {
    use super::typed_number;

    #[test]
    fn numbers_as_they_are_typed() {
        for (typed, number) in [
            ("12", 12.0),
            (" 1,500 ", 1_500.0),
            ("1,234,567.5", 1_234_567.5),
            ("12,34,567", 1_234_567.0),
            ("1,5", 1.5),
            ("0,500", 0.5),
            ("1,50", 1.5),
            ("1.500", 1.5),
            (".5", 0.5),
            ("5.", 5.0),
            ("-3", -3.0),
            ("−3,5", -3.5),
            ("+3", 3.0),
            ("1e3", 1_000.0),
            ("2.5E-1", 0.25),
            ("1\u{a0}500", 1_500.0),
            ("1’500", 1_500.0),
            ("١٢", 12.0),
            ("١٬٥٠٠٫٥", 1_500.5),
            ("۱۲", 12.0),
            ("١،٥", 1.5),
        ] {
            assert_eq!(typed_number(typed), Some(number), "{typed}");
        }
        for none in [
            "", " ", "-", ".", ",", "inf", "NaN", "-inf", "dozens", "1,50,0", "1.500,5", "12 300",
            "1,,500", "1,500,5", "--3", "1e", "1e999", "1e5e5", "e5", "0x10", "1_000", "1\u{a0}5",
        ] {
            assert_eq!(typed_number(none), None, "{none}");
        }
    }
}
