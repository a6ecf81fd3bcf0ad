//! Test totals, read from what the test runners really printed.

use std::ops::AddAssign;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that ran and passed.
    pub passed: u32,
    /// Tests that failed, timed out or could not run.
    pub failed: u32,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The totals in one line of `cargo nextest run` or `cargo test`, if it is their summary.
pub fn from_line(line: &str) -> Option<Counts> {
    let line = without_ansi(line);
    // Not where nextest repeats, indented, what a failed test printed.
    if let Some(rest) = line.strip_prefix("test result: ") {
        // test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; ...
        return Some(sum(rest.split_once(". ")?.1, ';'));
    }
    let line = line.trim();
    if line.starts_with("Summary [") {
        // Summary [ 0.2s] 9 tests run: 7 passed (1 slow), 1 failed, 1 timed out, 2 skipped
        return Some(sum(line.split_once(" run: ")?.1, ','));
    }
    None
}

/// The totals in the file that `e2e/reporters/counts.mjs` writes: `12 passed, 1 failed`.
pub fn from_report(text: &str) -> Option<Counts> {
    text.contains(" passed").then(|| sum(text.trim(), ','))
}

fn sum(list: &str, separator: char) -> Counts {
    let mut counts = Counts::default();
    for part in list.split(separator) {
        let Some((number, what)) = part.trim().split_once(' ') else {
            continue;
        };
        let Ok(number) = number.parse::<u32>() else {
            continue;
        };
        if what.starts_with("passed") {
            counts.passed += number;
        } else if ["failed", "timed out", "exec failed"].iter().any(|w| what.starts_with(w)) {
            counts.failed += number;
        }
    }
    counts
}

fn without_ansi(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            // An SGR sequence ends at its first letter.
            chars.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u32, failed: u32) -> Option<Counts> {
        Some(Counts { passed, failed })
    }

    #[test]
    fn reads_cargo_test() {
        let line = "test result: FAILED. 3 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out";
        assert_eq!(from_line(line), counts(3, 2));
    }

    #[test]
    fn reads_nextest() {
        let line = "     Summary [   0.005s] 3 tests run: 3 passed, 1 skipped";
        assert_eq!(from_line(line), counts(3, 0));
        let line = "\u{1b}[31;1m     Summary\u{1b}[0m [   1.2s] \u{1b}[1m5/9\u{1b}[0m tests run: \
                    \u{1b}[1m2\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m (1 slow), \u{1b}[1m2\u{1b}[0m \
                    \u{1b}[31;1mfailed\u{1b}[0m, 1 timed out, 0 skipped";
        assert_eq!(from_line(line), counts(2, 3));
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(from_line("3 passed, as someone said"), None);
        let repeated = "    test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured";
        assert_eq!(from_line(repeated), None, "nextest counts it in its summary");
        assert_eq!(from_report(""), None);
        assert_eq!(from_report("12 passed, 1 failed\n"), counts(12, 1));
    }
}
