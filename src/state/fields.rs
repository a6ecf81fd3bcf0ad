//! The fields that commands go to, for both who goes there and who draws them.

/// A field that has the focus when a command asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The mention's entity.
    Entity,
    /// The first of the mark's attributes.
    Attribute,
    /// The mark's note.
    Note,
    /// The claim's sentence.
    Claim,
    /// Who says the claim.
    Speaker,
    /// Who passed it on.
    Hop,
    /// How far its source is named.
    Source,
    /// Through what it was said.
    Medium,
    /// The question that it answers.
    Topic,
    /// The event that it is about, and its name once there is one.
    Event,
    /// The claim that it is linked with.
    Link,
    /// What sort of claim it is.
    Type,
    /// One more figure.
    Figure,
    /// When it happened.
    Time,
    /// The role of somebody who takes part.
    Role,
    /// What checking it found.
    Verdict,
    /// What is typed to find a label.
    Picker,
    /// What is typed to find a document.
    Queue,
}

impl Field {
    /// Every field, for the test that each is drawn.
    #[cfg(test)]
    const ALL: [Self; 18] = [
        Self::Entity,
        Self::Attribute,
        Self::Note,
        Self::Claim,
        Self::Speaker,
        Self::Hop,
        Self::Source,
        Self::Medium,
        Self::Topic,
        Self::Event,
        Self::Link,
        Self::Type,
        Self::Figure,
        Self::Time,
        Self::Role,
        Self::Verdict,
        Self::Picker,
        Self::Queue,
    ];

    /// The id of its element.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Entity => "entity-field",
            Self::Attribute => "attribute-0",
            Self::Note => "note-field",
            Self::Claim => "claim-field",
            Self::Speaker => "speaker-field",
            Self::Hop => "hop-field",
            Self::Source => "source-field",
            Self::Medium => "medium-field",
            Self::Topic => "topic-field",
            Self::Event => "event-field",
            Self::Link => "link-field",
            Self::Type => "type-field",
            Self::Figure => "figure-field",
            Self::Time => "time-field",
            Self::Role => "role-field",
            Self::Verdict => "verdict-field",
            Self::Picker => "picker-filter",
            Self::Queue => "queue-search",
        }
    }

    /// The section of the inspector that it is in, which may be closed.
    pub const fn section(self) -> Option<Section> {
        match self {
            Self::Link => Some(Section::Elsewhere),
            Self::Type => Some(Section::Type),
            Self::Figure => Some(Section::Figures),
            Self::Time => Some(Section::WhenWhere),
            Self::Role => Some(Section::Participants),
            Self::Verdict => Some(Section::Verdict),
            _ => None,
        }
    }
}

/// A section of the inspector that can be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// The claim's figures.
    Figures,
    /// Its links and other mentions.
    Elsewhere,
    /// What sort of claim it is, and whether to check it.
    Type,
    /// When and where it happened.
    WhenWhere,
    /// Who takes part.
    Participants,
    /// What speaks for and against it.
    Evidence,
    /// What checking it found.
    Verdict,
    /// The words that the claim covers.
    Words,
}

impl Section {
    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Figures => "Figures",
            Self::Elsewhere => "Said elsewhere",
            Self::Type => "Type, worth checking",
            Self::WhenWhere => "When and where",
            Self::Participants => "Participants",
            Self::Evidence => "Evidence",
            Self::Verdict => "Verdict",
            Self::Words => "Marked words",
        }
    }

    /// The id of its heading, which opens and closes it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Figures => "fold-figures",
            Self::Elsewhere => "fold-elsewhere",
            Self::Type => "fold-type",
            Self::WhenWhere => "fold-when-where",
            Self::Participants => "fold-participants",
            Self::Evidence => "fold-evidence",
            Self::Verdict => "fold-verdict",
            Self::Words => "fold-words",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::Field;

    /// The code of every file below a folder.
    fn code(folder: &Path, into: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                code(&path, into);
            } else {
                into.push(fs::read_to_string(path).expect("a file of code"));
            }
        }
    }

    #[test]
    fn each_field_is_drawn_where_it_is_said_to_be() {
        let mut files = Vec::new();
        code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/views"), &mut files);
        for field in Field::ALL {
            let id = format!("Field::{field:?}.id()");
            let own = format!("id=\"{}\"", field.id());
            let draws = |text: &&String| text.contains(&id) || text.contains(&own);
            let drawn: Vec<&String> = files.iter().filter(draws).collect();
            assert_eq!(drawn.len(), 1, "{id} is drawn in one file");
            if let Some(section) = field.section() {
                let fold = format!("<Fold section=Section::{section:?} ");
                assert!(drawn[0].contains(&fold), "{field:?} is not in {section:?}");
            }
        }
    }
}
