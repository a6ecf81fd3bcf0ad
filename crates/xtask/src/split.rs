//! The page's wasm in two files: what the first load needs, and what is fetched afterwards.
//!
//! Trunk cannot split. It builds everything (with `GLOSSATOR_SPLIT`, see the page's `build.rs`)
//! and makes `dist/`; then its script and wasm are replaced by those made here: the linker's
//! wasm is split, the first part goes through wasm-bindgen, all parts through wasm-opt.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

use crate::{
    dist,
    proc::{self, say},
    root,
    tools::Tools,
};

/// Set for trunk's build: the page's `build.rs` reads it.
pub const VARIABLE: &str = "GLOSSATOR_SPLIT";

/// The folder of the page's script and wasm begins so; what follows names its content.
/// `assets/sw.js` knows that such a folder never changes.
pub const FOLDER: &str = "page-";

/// The page's binary.
const NAME: &str = "glossator";

/// The script that fetches the later parts, as the splitter names it.
const LOADER: &str = "__wasm_split.js";

/// What the compiler uses beyond the first version of WebAssembly. Every browser since 2022
/// has these; wasm-opt must not use more.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Replaces trunk's script and wasm of the page in `dist`.
pub fn replace(dist: &Path, tools: &Tools) -> Result<()> {
    let linked = linked();
    let wasm = fs::read(&linked)
        .with_context(|| format!("no wasm of the page at {}", linked.display()))?;
    let work = root().join("target").join("xtask").join("split");
    if work.exists() {
        fs::remove_dir_all(&work).with_context(|| format!("cannot empty {}", work.display()))?;
    }
    fs::create_dir_all(&work).with_context(|| format!("cannot make {}", work.display()))?;

    say!("==> splitting the page's wasm");
    let mut split = proc::command(&tools.split);
    proc::run("wasm-split-cli", split.arg(&linked).arg(&work).args(["--out-name", NAME]))?;

    let folder = format!("{FOLDER}{}", &dist::digest_of(&wasm)[..16]);
    let into = dist.join(&folder);
    let first = work.join(format!("{NAME}.wasm"));
    let mut bindgen = proc::command(&tools.bindgen);
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--no-demangle"]);
    bindgen.args(["--out-name", NAME, "--out-dir"]).arg(&into).arg(&first);
    proc::run("wasm-bindgen", &mut bindgen)?;
    fs::remove_file(&first).with_context(|| format!("cannot remove {}", first.display()))?;

    // The later parts and the script that fetches them.
    for (name, bytes) in dist::files(&work)? {
        let path = into.join(&name);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    for name in dist::files(&into)?.into_keys().filter(|name| name.ends_with(".wasm")) {
        let path = into.join(&name);
        let mut opt = proc::command(&tools.wasm_opt);
        // Instances of one generic stand together by name: brotli makes 1 % less of the file.
        opt.args(["-Oz", "--reorder-functions-by-name"]).args(FEATURES);
        opt.arg("--output").arg(&path).arg(&path);
        proc::run(&format!("wasm-opt {name}"), &mut opt)?;
    }
    name_in_page(dist, &folder)
}

/// What trunk's cargo has linked.
fn linked() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").filter(|dir| !dir.is_empty());
    let target = target.map_or_else(|| root().join("target"), |dir| root().join(dir));
    target.join("wasm32-unknown-unknown").join("release").join(format!("{NAME}.wasm"))
}

/// Names our script and wasm in `index.html`, and removes those of trunk.
fn name_in_page(dist: &Path, folder: &str) -> Result<()> {
    let path = dist.join("index.html");
    let mut page = fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}; trunk should write it", path.display()))?;
    for (id, file) in [("app-js", format!("{NAME}.js")), ("app-wasm", format!("{NAME}_bg.wasm"))] {
        let old = address(&page, id)
            .with_context(|| format!("index.html has no link called {id}: see Trunk.toml"))?
            .to_owned();
        page = page.replace(&format!("./{old}\""), &format!("./{folder}/{file}\""));
        if address(&page, id) != Some(&format!("{folder}/{file}")) {
            bail!("the link {id} of index.html is not as expected: see Trunk.toml");
        }
        let old = dist.join(old);
        fs::remove_file(&old).with_context(|| format!("cannot remove {}", old.display()))?;
    }
    // The script imports it: named here, it need not wait for the script.
    let import = format!("<link rel=\"modulepreload\" href=\"./{folder}/{LOADER}\" />\n    ");
    let Some(at) = page.find("<link id=\"app-wasm\"") else { bail!("no link called app-wasm") };
    page.insert_str(at, &import);
    let snippets = dist.join("snippets");
    if snippets.exists() {
        fs::remove_dir_all(&snippets)
            .with_context(|| format!("cannot remove {}", snippets.display()))?;
    }
    fs::write(&path, page).with_context(|| format!("cannot write {}", path.display()))
}

/// Where the link with an id leads, without the `./` before it.
fn address<'a>(page: &'a str, id: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("id=\"{id}\""))?;
    let (_, rest) = rest.split_once("href=\"./")?;
    rest.split_once('"').map(|(address, _)| address)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn finds_the_address_of_a_link() {
        let page =
            r#"<link id="app-js" rel="modulepreload" href="./a.js" /><link id="b" href="./b">"#;
        assert_eq!(address(page, "app-js"), Some("a.js"));
        assert_eq!(address(page, "b"), Some("b"));
        assert_eq!(address(page, "c"), None);
    }
}
