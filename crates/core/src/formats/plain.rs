//! Plain text and Markdown: one file, one document. The text is taken as it is, line
//! ends, trailing blanks and Markdown signs included; only a byte order mark is taken
//! off, and remembered.

use super::imported::{Imported, ImportedDocument, ImportedProject};
use super::options::{Ids, ReadOptions};
use super::problem::{Problem, ProblemKind, ReadError};
use crate::model::{Document, DocumentId};
use crate::text::{Text, strip_bom};

/// Reads a text file.
///
/// # Errors
/// If the file is empty or is not text.
pub fn read(
    content: &str,
    file: &str,
    options: &ReadOptions,
    ids: Ids<'_>,
) -> Result<Imported, ReadError> {
    let (content, bom) = strip_bom(content);
    if content.is_empty() {
        return Err(Problem::error(file, ProblemKind::Empty, "The file is empty")
            .advise("There is nothing to annotate in it; leave it out")
            .into());
    }
    refuse_binary(content, file)?;
    let text = Text::new(content).map_err(|e| {
        Problem::error(file, ProblemKind::Malformed, e.to_string()).advise("Split the file")
    })?;
    let mut problems = Vec::new();
    if text.as_str().chars().all(char::is_whitespace) {
        problems.push(Problem::warning(file, ProblemKind::Empty, "The text is blank"));
    }
    let replaced = content.matches(char::REPLACEMENT_CHARACTER).count();
    if replaced > 0 {
        let what = format!("The text has {replaced} replacement characters (U+FFFD)");
        problems.push(Problem::warning(file, ProblemKind::Binary, what).advise(
            "If they are not meant, the file has another encoding: choose it and read again",
        ));
    }
    let mut document = Document::new(DocumentId::new(ids()), file, &text);
    document.bom = bom || options.had_bom;
    let documents =
        vec![ImportedDocument { document, text, annotations: Vec::new(), aside: Vec::new() }];
    let project = ImportedProject { documents, ..Default::default() };
    Ok(Imported { project, problems, ..Default::default() })
}

/// Refuses what has a NUL or many control characters: no text has.
fn refuse_binary(content: &str, file: &str) -> Result<(), ReadError> {
    let advice = "Glossator reads text: save it as .txt in UTF-8, or export the text from \
                  the program that made it";
    if let Some(at) = content.find('\0') {
        let line = content[..at].matches('\n').count() + 1;
        return Err(Problem::error(
            file,
            ProblemKind::Binary,
            "This is no text: it has a NUL byte",
        )
        .advise(advice)
        .at(u32::try_from(line).ok(), None)
        .into());
    }
    let control = |c: &char| {
        c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}')
    };
    let controls = content.chars().filter(control).count();
    // A stray one is text; five, and more than one in fifty, is not.
    if controls >= 5 && controls * 50 > content.chars().count() {
        let what = format!("This is no text: it has {controls} control characters");
        return Err(Problem::error(file, ProblemKind::Binary, what).advise(advice).into());
    }
    Ok(())
}
