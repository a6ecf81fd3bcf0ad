//! What the browser's errors mean.

use glossator_core::store::StoreError;
use wasm_bindgen::prelude::*;
use web_sys::DomException;

pub(super) fn failure(thrown: &JsValue) -> StoreError {
    let (name, message) = words(thrown);
    classify(&name, &message)
}

/// Name and message of what was thrown.
pub(super) fn words(thrown: &JsValue) -> (String, String) {
    match thrown.dyn_ref::<DomException>() {
        Some(error) => (error.name(), error.message()),
        None => (String::new(), format!("{thrown:?}")),
    }
}

/// Why the database does not open.
pub(super) fn refusal(name: &str, message: String) -> StoreError {
    if is_full(name, &message) {
        StoreError::Full
    } else if name == "VersionError" {
        let why = "it is a newer version of Glossator’s; reload the page to get that version";
        StoreError::Unavailable(why.to_owned())
    } else {
        StoreError::Unavailable(message)
    }
}

fn is_full(name: &str, message: &str) -> bool {
    name == "QuotaExceededError"
        || ["FILE_ERROR_NO_SPACE", "Failed to write blobs", "database or disk is full"]
            .iter()
            .any(|sign| message.contains(sign))
}

pub(super) fn classify(name: &str, message: &str) -> StoreError {
    if is_full(name, message) {
        StoreError::Full
    } else if name == "SecurityError" {
        StoreError::Unavailable(message.to_owned())
    } else {
        StoreError::Failed(format!("{name} {message}").trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_a_full_disk() {
        // As measured: Chromium's three, and SQLite's.
        for (name, message) in [
            ("QuotaExceededError", ""),
            ("UnknownError", "Internal error: IO error: 000012.ldb: FILE_ERROR_NO_SPACE"),
            ("DataError", "Failed to write blobs (QuotaExceeded)"),
            ("UnknownError", "database or disk is full"),
        ] {
            assert_eq!(classify(name, message), StoreError::Full, "{name} {message}");
        }
        assert_eq!(classify("AbortError", "x"), StoreError::Failed("AbortError x".to_owned()));
        assert!(matches!(classify("SecurityError", "denied"), StoreError::Unavailable(_)));
    }

    #[test]
    fn a_database_of_a_newer_version_says_what_to_do() {
        let said = |name, message: &str| refusal(name, message.to_owned()).to_string();
        let newer = said("VersionError", "The requested version (2) is less than (9).");
        assert!(
            newer.ends_with("a newer version of Glossator’s; reload the page to get that version")
        );
        assert!(said("UnknownError", "Internal error").ends_with("Internal error"));
        assert_eq!(refusal("UnknownError", "database or disk is full".into()), StoreError::Full);
    }
}
