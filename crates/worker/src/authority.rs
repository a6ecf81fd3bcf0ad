//! An authority file, from its bytes to rows.

use glossator_core::formats::wire::{Encoding, How, Report};
use glossator_core::formats::{Problem, ProblemKind, authority, condense};
use glossator_core::model::AuthorityRow;

use crate::encoding::{Decoded, decode};

/// How many rows the page gets at once: it indexes them in one go.
const PORTION: usize = 2_000;

/// The rows of an authority file, in portions, and what is wrong with it.
pub fn read_file(bytes: &[u8], name: &str, how: &How) -> (Vec<Vec<AuthorityRow>>, Report) {
    let mut report = Report::unread(None);
    let Ok(Decoded { text, encoding, not_utf8, .. }) = decode(bytes, how.encoding.as_deref())
    else {
        let what = "This is no text: it has bytes that no text has";
        let advice = "Save the list as CSV or as JSON Lines, in UTF-8";
        report.problems.push(Problem::error(name, ProblemKind::Binary, what).advise(advice));
        return (Vec::new(), report);
    };
    if let Encoding::Guessed(guess) = &encoding {
        let why = not_utf8.unwrap_or_default();
        let what = format!("The file is not UTF-8 ({why}); {guess} is a guess");
        let advice = "If letters with accents are wrong, save the file in UTF-8 and load it again";
        report.problems.push(Problem::warning(name, ProblemKind::Encoding, what).advise(advice));
    }
    report.encoding = encoding;
    match authority::read(&text, name) {
        Ok(mut read) => {
            report.failed = false;
            report.problems.append(&mut read.problems);
            report.problems = condense(report.problems);
            let all: Vec<AuthorityRow> = read.rows.iter().collect();
            (all.chunks(PORTION).map(<[AuthorityRow]>::to_vec).collect(), report)
        }
        Err(error) => {
            report.problems.push(*error.0);
            report.problems = condense(report.problems);
            (Vec::new(), report)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_in_portions_and_problems_with_their_line() {
        let mut file = "id,name\n".to_owned();
        for n in 0..PORTION {
            file += &format!("x:{n},Berth {n}\n");
        }
        file += ",nameless\nx:last,Last\n";
        let (rows, report) = read_file(file.as_bytes(), "berths.csv", &How::default());
        assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [PORTION, 1]);
        assert!(!report.failed);
        let line = u32::try_from(PORTION + 2).ok();
        assert_eq!(report.problems.iter().map(|p| p.line).collect::<Vec<_>>(), [line]);
    }

    #[test]
    fn what_is_no_list_is_said() {
        for bytes in [&b"name,about\nx,y\n"[..], b"", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"] {
            let (rows, report) = read_file(bytes, "list.csv", &How::default());
            assert!(rows.is_empty() && report.failed);
            assert_eq!(report.problems.len(), 1);
        }
    }
}
