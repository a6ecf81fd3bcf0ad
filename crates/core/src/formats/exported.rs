//! What writers give.

/// Files, and what they could not keep.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// Names and contents.
    pub files: Vec<(String, String)>,
    /// What is in the project but not in the files. Nothing with a count of zero.
    pub losses: Vec<Loss>,
}

/// Something that a format has no place for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// What, in the plural ("links between claims").
    pub what: &'static str,
    /// How many.
    pub count: usize,
}

impl Loss {
    /// How many of what, as a part of a sentence: "3 links between claims", "guidelines".
    pub fn words(&self) -> String {
        if self.what == "guidelines" {
            self.what.to_owned()
        } else {
            format!("{} {}", self.count, self.what)
        }
    }
}

/// The name of a project as the front of a file's name: letters and digits, with a hyphen
/// for everything else, so that every system takes it.
pub fn file_stem(name: &str) -> String {
    let mut stem = String::new();
    for c in name.chars().take(80) {
        if c.is_alphanumeric() {
            stem.extend(c.to_lowercase());
        } else if !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
    }
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() { "project".to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_safe() {
        for (name, stem) in [
            ("Pier Nine fire", "pier-nine-fire"),
            ("../../etc/passwd", "etc-passwd"),
            ("حريق الرصيف", "حريق-الرصيف"),
            ("  <b>\"x\"</b>\u{202E} ", "b-x-b"),
            ("…", "project"),
        ] {
            assert_eq!(file_stem(name), stem, "{name}");
        }
    }
}
