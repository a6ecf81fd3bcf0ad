//! A file, from its bytes to what the page gets.

use glossator_core::formats::wire::{Encoding, How, Report};
use glossator_core::formats::{
    Format, ImportedDocument, Problem, ProblemKind, ReadOptions, condense, detect, jsonl, read,
    read_any, table,
};
use glossator_core::model::{AnnotatorId, LayerId};
use glossator_core::query::counted;
use uuid::Uuid;

use crate::encoding::{Decoded, decode};

/// How much of a text is shown for judging a guess.
const HEAD: usize = 600;
/// How many bytes of a file of no known format are looked at.
const JUDGED: usize = 65_536;

/// Reads a file. Annotations that do not say whose they are get the nil id: the page
/// knows who reads.
pub fn read_file(
    bytes: &[u8],
    name: &str,
    how: &How,
    ids: &mut dyn FnMut() -> Uuid,
) -> (Vec<ImportedDocument>, Report) {
    let (documents, mut report) = read_whole(bytes, name, how, ids);
    report.problems = condense(report.problems);
    (documents, report)
}

fn read_whole(
    bytes: &[u8],
    name: &str,
    how: &How,
    ids: &mut dyn FnMut() -> Uuid,
) -> (Vec<ImportedDocument>, Report) {
    let mut report = Report::unread(how.format.or_else(|| detect(name, "")));
    let mut options = ReadOptions::new(nobody(), nowhere(), how.at);
    options.offset_unit = how.offset_unit;
    options.text_field.clone_from(&how.text_field);
    options.table = how.table.clone();
    // An unknown ending is said before anything is made of the bytes.
    if report.format.is_none() {
        report.problems.extend(read_any(name, "", &options, ids).err().map(|e| *e.0));
        // If it seems to be text, it may be read as such.
        let start = &bytes[..bytes.len().min(JUDGED)];
        let decoded = decode(start, None).ok();
        let is_text = |d: &Decoded| read(Format::Text, name, &d.text, &options, ids).is_ok();
        report.head = decoded.filter(is_text).map(|d| head(&d.text)).unwrap_or_default();
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
    report.head = head(&text);
    report.problems.extend(about_encoding(name, &encoding, not_utf8, broken));
    report.encoding = encoding;
    let format = how.format.or_else(|| detect(name, &text)).unwrap_or(Format::Text);
    report.format = Some(format);
    options.had_bom = bom;
    if matches!(format, Format::Csv | Format::Tsv) {
        if format == Format::Tsv {
            options.table.delimiter.get_or_insert(b'\t');
        }
        report.table = table::preview(&text, name, &options.table).ok();
    }
    let documents = match read(format, name, &text, &options, ids) {
        Ok(mut imported) => {
            report.failed = false;
            // Said above, with the encoding.
            imported.problems.retain(|p| broken == 0 || p.kind != ProblemKind::Binary);
            report.problems.append(&mut imported.problems);
            report.taken = std::mem::take(&mut imported.taken);
            let documents = std::mem::take(&mut imported.project.documents);
            report.rest = imported.project;
            documents
        }
        Err(error) => {
            report.problems.push(*error.0);
            Vec::new()
        }
    };
    let open = report.problems.iter().any(|p| p.kind == ProblemKind::TextField);
    if open || how.text_field.is_some() {
        report.fields = jsonl::text_fields(&text, format, how.text_field.as_deref());
    }
    (documents, report)
}

/// The beginning of a text, for judging a guess.
fn head(text: &str) -> String {
    text.chars().take(HEAD).collect()
}

/// What is to be said of how bytes became text.
fn about_encoding(
    file: &str,
    encoding: &Encoding,
    not_utf8: Option<String>,
    broken: usize,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut warn = |what: String, advice: &str| {
        problems.push(Problem::warning(file, ProblemKind::Encoding, what).advise(advice));
    };
    match (encoding, not_utf8) {
        (Encoding::Guessed(guess), Some(why)) if guess == "UTF-8" => {
            let what = format!("Nearly all of the file is UTF-8, but {why}");
            warn(
                what,
                "Use UTF-8 to read it with U+FFFD in such places, or choose another encoding",
            );
        }
        (Encoding::Guessed(guess), why) => {
            let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
            let what = format!("The file is not UTF-8{why}; {guess} is a guess");
            let advice =
                "Look at the letters with accents, and choose another encoding if they are wrong";
            warn(what, advice);
        }
        _ => {}
    }
    if broken > 0 {
        let places = counted(broken, "place is no character", "places are no characters");
        let what = format!("{places} in {}", encoding.name());
        warn(what, "U+FFFD stands there now; choose another encoding if there are many");
    }
    problems
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
    (Vec::new(), Report { format: how.format, ..Report::refused(problem) })
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
            (&b"PK\x03\x04\x14\0\x06\0\x08\0\0\0"[..], "notes.docx", ProblemKind::Format),
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
    fn text_of_an_unknown_format_may_be_read_as_text() {
        let (documents, report) = reading(b"Nine died.\n", "story.log");
        assert!(documents.is_empty() && report.failed);
        assert_eq!(report.head, "Nine died.\n");
        let how = How { format: Some(Format::Text), ..How::default() };
        let (documents, _) = read_file(b"Nine died.\n", "story.log", &how, &mut || Uuid::nil());
        assert_eq!(documents.len(), 1);
        let (_, report) = reading(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0", "notes.docx");
        assert_eq!(report.head, "");
    }

    #[test]
    fn a_broken_place_is_named_and_the_rest_is_utf_8() {
        let (_, report) =
            reading(b"Zo\xC3\xAB, Ren\xC3\xA9e,\nJos\xC3\xA9 and \xFF Bj\xC3\xB8rn", "a.txt");
        let said: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "a.txt: Nearly all of the file is UTF-8, but byte 24, in line 2, is not UTF-8. Use UTF-8 to read it with U+FFFD in such places, or choose another encoding.",
                "a.txt: 1 place is no character in UTF-8. U+FFFD stands there now; choose another encoding if there are many."
            ]
        );
    }

    #[test]
    fn a_field_for_the_texts_can_be_chosen() {
        let lines = b"{\"headline\": \"Fire\", \"words\": \"Nine died.\"}\n";
        let (documents, report) = reading(lines, "a.jsonl");
        assert!(documents.is_empty() && report.failed);
        let fields = report.fields.map(|f| (f.names, f.chosen));
        let names = vec!["headline".to_owned(), "words".to_owned()];
        assert_eq!(fields, Some((names.clone(), None)));
        let how = How { text_field: Some("words".to_owned()), ..How::default() };
        let (documents, report) = read_file(lines, "a.jsonl", &how, &mut || Uuid::nil());
        assert_eq!(documents[0].text.as_str(), "Nine died.");
        assert_eq!(report.fields.map(|f| f.chosen), Some(Some(1)));
    }

    #[test]
    fn a_file_of_nothing_but_errors_is_a_short_report() {
        let lines = format!("{{\"text\": \"a\"}}\n{}", "{\"x\": 1}\n".repeat(5_000));
        let (_, report) = reading(lines.as_bytes(), "a.jsonl");
        assert!(report.problems.len() < 110, "{}", report.problems.len());
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
