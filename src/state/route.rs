//! Where in the application the person is, as the address says it.

/// A screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Route {
    /// Reading and marking a document.
    #[default]
    Annotate,
    /// What the documents claim, side by side.
    Claims,
    /// The entity register.
    Entities,
    /// The label schema.
    Labels,
}

impl Route {
    /// Every screen, in the order of the navigation.
    pub const ALL: [Self; 4] = [Self::Annotate, Self::Claims, Self::Entities, Self::Labels];

    /// The screen of an address's fragment; an unknown one is the first screen.
    pub fn parse(hash: &str) -> Self {
        match hash.trim_start_matches(['#', '/']) {
            "claims" => Self::Claims,
            "entities" => Self::Entities,
            "labels" => Self::Labels,
            _ => Self::Annotate,
        }
    }

    /// The fragment.
    pub const fn hash(self) -> &'static str {
        match self {
            Self::Annotate => "#/annotate",
            Self::Claims => "#/claims",
            Self::Entities => "#/entities",
            Self::Labels => "#/labels",
        }
    }

    /// The command that goes there.
    pub const fn command(self) -> &'static str {
        match self {
            Self::Annotate => "go-annotate",
            Self::Claims => "go-claims",
            Self::Entities => "go-entities",
            Self::Labels => "go-labels",
        }
    }

    /// The word in the navigation.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Annotate => "Annotate",
            Self::Claims => "Claims",
            Self::Entities => "Entities",
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
