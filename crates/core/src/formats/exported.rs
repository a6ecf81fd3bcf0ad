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
