//! A file, from its bytes to what the page gets.

use glossator_core::formats::wire::{Encoding, How, Report};
use glossator_core::formats::{
    Format, ImportedDocument, ImportedProject, Problem, ProblemKind, ReadOptions, detect, read,
    read_any, table,
};
use glossator_core::model::{AnnotatorId, LayerId};
use uuid::Uuid;

use crate::encoding::{Decoded, decode};

/// How much of a text is shown for judging a guess.
const HEAD: usize = 600;

/// Reads a file. Annotations that do not say whose they are get the nil id: the page
/// knows who reads.
pub fn read_file(
    bytes: &[u8],
    name: &str,
    how: &How,
    ids: &mut dyn FnMut() -> Uuid,
) -> (Vec<ImportedDocument>, Report) {
    let mut report = Report {
        format: how.format.or_else(|| detect(name, "")),
        encoding: Encoding::Utf8,
        table: None,
        rest: ImportedProject::default(),
        problems: Vec::new(),
        failed: true,
        head: String::new(),
    };
    // An unknown ending is said before anything is made of the bytes.
    if report.format.is_none() {
        let mut options = ReadOptions::new(nobody(), nowhere(), how.at);
        options.table = how.table.clone();
        report.problems.extend(read_any(name, "", &options, ids).err().map(|e| *e.0));
        return (Vec::new(), report);
    }
    let Ok(Decoded { text, encoding, bom, not_utf8, broken }) =
        decode(bytes, how.encoding.as_deref())
    else {
        let what = "This is no text: it has bytes that no text has";
        let advice = "Glossator reads text: save it as .txt in UTF-8, or export the text from \
                      the program that made it";
        report.problems.push(Problem::error(name, ProblemKind::Binary, what).advise(advice));
        return (Vec::new(), report);
    };
    report.head = text.chars().take(HEAD).collect();
    if let Encoding::Guessed(guess) = &encoding {
        let why = not_utf8.unwrap_or_default();
        let what = format!("The file is not UTF-8 ({why}); {guess} is a guess");
        let advice =
            "Look at the letters with accents, and choose another encoding if they are wrong";
        report.problems.push(Problem::warning(name, ProblemKind::Encoding, what).advise(advice));
    }
    if broken {
        let what = format!("Some bytes are no characters in {}", encoding.name());
        let advice = "They were replaced by U+FFFD; choose another encoding if there are many";
        report.problems.push(Problem::warning(name, ProblemKind::Encoding, what).advise(advice));
    }
    report.encoding = encoding;
    let format = how.format.or_else(|| detect(name, &text)).unwrap_or(Format::Text);
    report.format = Some(format);
    let mut options = ReadOptions::new(nobody(), nowhere(), how.at);
    options.had_bom = bom;
    options.offset_unit = how.offset_unit;
    options.table = how.table.clone();
    if matches!(format, Format::Csv | Format::Tsv) {
        if format == Format::Tsv {
            options.table.delimiter.get_or_insert(b'\t');
        }
        report.table = table::preview(&text, name, &options.table).ok();
    }
    match read(format, name, &text, &options, ids) {
        Ok(mut imported) => {
            report.failed = false;
            report.problems.append(&mut imported.problems);
            let documents = std::mem::take(&mut imported.project.documents);
            report.rest = imported.project;
            (documents, report)
        }
        Err(error) => {
            report.problems.push(*error.0);
            (Vec::new(), report)
        }
    }
}

fn nobody() -> AnnotatorId {
    AnnotatorId::new(Uuid::nil())
}

fn nowhere() -> LayerId {
    LayerId::new(Uuid::nil())
}

/// What is said about a file that the browser does not hand out.
pub fn unreadable(name: &str, how: &How, error: &str) -> (Vec<ImportedDocument>, Report) {
    let what = format!("The browser could not read the file: {error}");
    let problem = Problem::error(name, ProblemKind::Malformed, what)
        .advise("It may have been moved or changed since it was chosen; choose it again");
    let report = Report {
        format: how.format,
        encoding: Encoding::Utf8,
        table: None,
        rest: ImportedProject::default(),
        problems: vec![problem],
        failed: true,
        head: String::new(),
    };
    (Vec::new(), report)
}

/// Documents in portions that the page can take in without a pause that anybody feels.
pub fn portions(documents: Vec<ImportedDocument>) -> Vec<Vec<ImportedDocument>> {
    const BYTES: u32 = 1_000_000;
    const COUNT: usize = 200;
    let mut portions = Vec::new();
    let (mut portion, mut bytes) = (Vec::new(), 0u32);
    for document in documents {
        bytes = bytes.saturating_add(document.document.len_bytes);
        portion.push(document);
        if bytes >= BYTES || portion.len() >= COUNT {
            portions.push(std::mem::take(&mut portion));
            bytes = 0;
        }
    }
    if !portion.is_empty() {
        portions.push(portion);
    }
    portions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(bytes: &[u8], name: &str) -> (Vec<ImportedDocument>, Report) {
        let mut n = 0;
        read_file(bytes, name, &How::default(), &mut || {
            n += 1;
            Uuid::from_u128(n)
        })
    }

    #[test]
    fn a_text_is_a_document() {
        let (documents, report) = reading(b"\xEF\xBB\xBFAda wrote.\r\n", "a/b.txt");
        assert_eq!(documents.len(), 1);
        assert_eq!(documents[0].text.as_str(), "Ada wrote.\r\n");
        assert!(documents[0].document.bom);
        assert_eq!((report.failed, report.encoding), (false, Encoding::Utf8));
    }

    #[test]
    fn what_cannot_be_read_says_so() {
        for (bytes, name, kind) in [
            (&b"PK\x03\x04"[..], "notes.docx", ProblemKind::Malformed),
            (b"\0\x01\xFF\xFE", "a.txt", ProblemKind::Binary),
            (b"a\0b", "a.txt", ProblemKind::Binary),
            (b"{\"text\": ", "a.json", ProblemKind::Malformed),
            (b"", "a.csv", ProblemKind::Empty),
        ] {
            let (documents, report) = reading(bytes, name);
            assert!(documents.is_empty() && report.failed, "{name}");
            assert_eq!(
                report.problems.last().map(|p| p.kind),
                Some(kind),
                "{name}: {:?}",
                report.problems
            );
        }
    }

    #[test]
    fn good_lines_of_a_broken_file_are_read() {
        let lines = b"{\"text\": \"a\"}\n{\"text\": \"b\"\n{\"text\": \"c\"}\n";
        let (documents, report) = reading(lines, "a.jsonl");
        assert_eq!(documents.len(), 2);
        assert_eq!(report.problems.first().and_then(|p| p.line), Some(2));
    }

    #[test]
    fn tables_have_their_columns() {
        let (documents, report) = reading(b"id;body\n1;Fire at the pier\n", "a.csv");
        assert_eq!(documents.len(), 1);
        let names = report.table.map(|t| t.columns.into_iter().map(|c| c.name).collect::<Vec<_>>());
        assert_eq!(names, Some(vec!["id".to_owned(), "body".to_owned()]));
    }

    #[test]
    fn portions_hold_everything_in_order() {
        let lines: String = (0..450).map(|n| format!("{{\"text\": \"t{n}\"}}\n")).collect();
        let (documents, _) = reading(lines.as_bytes(), "a.jsonl");
        let all = documents.clone();
        let portions = portions(documents);
        assert_eq!(portions.iter().map(Vec::len).collect::<Vec<_>>(), [200, 200, 50]);
        assert_eq!(portions.concat(), all);
    }
}
