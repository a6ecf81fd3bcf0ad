//! Where in the application the person is, as the address says it.

/// A screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Route {
    /// Reading and marking a document.
    #[default]
    Annotate,
    /// The label schema.
    Labels,
}

impl Route {
    /// Every screen, in the order of the navigation.
    pub const ALL: [Self; 2] = [Self::Annotate, Self::Labels];

    /// The screen of an address's fragment; an unknown one is the first screen.
    pub fn parse(hash: &str) -> Self {
        match hash.trim_start_matches(['#', '/']) {
            "labels" => Self::Labels,
            _ => Self::Annotate,
        }
    }

    /// The fragment.
    pub const fn hash(self) -> &'static str {
        match self {
            Self::Annotate => "#/annotate",
            Self::Labels => "#/labels",
        }
    }

    /// The word in the navigation.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Annotate => "Annotate",
            Self::Labels => "Labels",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn every_route_finds_itself_again() {
        for route in Route::ALL {
            assert_eq!(Route::parse(route.hash()), route);
        }
        assert_eq!(Route::parse("#/nonsense"), Route::Annotate);
    }
}
