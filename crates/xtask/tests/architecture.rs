//! What ARCHITECTURE.md promises about the code, checked on the code.
#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}

/// Every Rust file below a folder, with its text.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(found.len() > 5, "{folder} has {} files", found.len());
    found
}

/// The files whose code has one of these words, except below `apart`; comments do not count.
fn with(folder: &str, apart: &str, words: &[&str]) -> Vec<String> {
    let apart = root().join(apart);
    let code = |line: &str| !line.trim_start().starts_with("//");
    let named = |text: &str| {
        text.lines().filter(|l| code(l)).any(|l| words.iter().any(|word| l.contains(word)))
    };
    let files = sources(folder).into_iter();
    let found = files.filter(|(path, text)| !path.starts_with(&apart) && named(text));
    found.map(|(path, _)| path.display().to_string()).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn the_browser_is_reached_through_src_platform_only() {
    assert_eq!(with("src", "src/platform", &["web_sys::", "js_sys::"]), NONE);
    let core = ["web_sys", "js_sys", "wasm_bindgen", "SystemTime", "Instant::now", "getrandom"];
    assert_eq!(with("crates/core/src", "nowhere", &core), NONE);
}

#[test]
fn components_know_nothing_of_annotations_and_state_nothing_of_views() {
    let above = ["crate::state", "crate::views", "glossator_core"];
    assert_eq!(with("src/components", "nowhere", &above), NONE);
    assert_eq!(with("src/platform", "nowhere", &["crate::state", "crate::views"]), NONE);
    assert_eq!(with("src/state", "nowhere", &["crate::views", "crate::later"]), NONE);
}

/// The modules of the core, each above those that it may use.
const LAYERS: [&str; 13] = [
    "text", "words", "model", "edtf", "quantity", "ops", "store", "repeats", "formats", "actions",
    "query", "find", "sample",
];

#[test]
fn the_core_is_layers() {
    let core = root().join("crates/core/src");
    let place = |module: &str| LAYERS.iter().position(|layer| *layer == module);
    let mut upward = Vec::new();
    for (path, text) in sources("crates/core/src") {
        let inside = path.strip_prefix(&core).unwrap();
        let module = inside.components().next().unwrap().as_os_str().to_str().unwrap();
        let module = module.trim_end_matches(".rs");
        if matches!(module, "lib" | "testing") {
            continue;
        }
        let own = place(module);
        assert!(own.is_some(), "{module} has no place in LAYERS");
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for used in line.split("crate::").skip(1) {
                let end = used.find(|c: char| !c.is_alphanumeric() && c != '_');
                let used = &used[..end.unwrap_or(used.len())];
                if place(used).is_none() || place(used) > own {
                    upward.push(format!("{}: {}", inside.display(), line.trim()));
                }
            }
        }
    }
    assert_eq!(upward, NONE);
    // What is written of it is this.
    let written = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    assert!(written.contains(&LAYERS.join(" → ")), "{}", LAYERS.join(" → "));
}

#[test]
fn no_source_writes_styles_or_markup_as_text() {
    assert_eq!(with("src", "nowhere", &["inner_html", "set_inner_html", "insert_adjacent"]), NONE);
}

#[test]
fn every_path_in_the_architecture_is_there() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let quoted = text.split('`').skip(1).step_by(2);
    let paths: Vec<&str> =
        quoted.filter(|q| q.contains('/') && !q.contains(char::is_whitespace)).collect();
    assert!(paths.len() > 15, "{paths:?}");
    let gone: Vec<&&str> = paths.iter().filter(|path| !root().join(path).exists()).collect();
    assert_eq!(gone, Vec::<&&str>::new());
}
