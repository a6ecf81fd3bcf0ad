//! `dist/`: built by trunk, stamped for the service worker, measured.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};

use crate::{
    lean,
    proc::{self, say},
    root, serve, split, tools,
};

/// What the first load may fetch, after brotli, fonts apart.
///
/// 449 KB were measured, most of them wasm: what draws a text, storage, and the library that
/// draws. What can wait belongs into `src/later.rs`.
const BUDGET: u64 = 450_000;

/// Names at the root that do not go into the page.
const NOT_INPUT: [&str; 4] = ["target", "dist", "e2e", "docs"];

/// Where `assets/sw.js` wants the build's name and its files.
const STAMP_BUILD: &str = "\"@BUILD@\"";
const STAMP_FILES: &str = "[\"@FILES@\"]";

/// Makes `dist/`, or keeps the one that is there if nothing it is made of has changed.
pub fn build() -> Result<()> {
    let tools = tools::ensure()?;
    let dist = root().join("dist");
    let folder = root().join("target").join("xtask");
    let record = folder.join("dist.sha256");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let _alone = alone(&folder.join("dist.lock"))?;
    let inputs = inputs()?;
    if let Ok(old) = fs::read_to_string(&record)
        && let Ok(files) = files(&dist)
        && old == format!("{inputs} {}", digest(&files))
    {
        say!("==> dist/ is up to date");
        return Ok(());
    }

    let started = Instant::now();
    say!("==> building the page (the first time 3 to 6 minutes, later about one)");
    let mut trunk = trunk(&tools);
    trunk.args(["build", "--release"]).env(split::VARIABLE, "1");
    proc::run("building the page", &mut trunk)?;
    split::replace(&dist, &tools)?;
    lean::strip(&dist)?;
    stamp(&dist)?;
    say!("    built dist/ in {}", proc::elapsed(started));

    // Without this record the next run builds again.
    let text = format!("{inputs} {}", digest(&files(&dist)?));
    fs::write(&record, text).with_context(|| format!("cannot write {}", record.display()))
}

/// Waits until no other xtask builds: trunk's builds share a folder. Held until dropped.
fn alone(path: &Path) -> Result<fs::File> {
    let lock =
        fs::File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    if lock.try_lock().is_err() {
        say!("==> another `cargo xtask` builds dist/: waiting for it");
        lock.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(lock)
}

/// Rebuilds and serves on every change, until interrupted.
pub fn watch(port: u16) -> Result<()> {
    let tools = tools::ensure()?;
    let port = serve::free_port(port)?;
    say!("==> debug build, again on every change; http://127.0.0.1:{port}/ once it is built");
    say!("    reload the page by hand: trunk's reload script is inline and the CSP forbids it");
    let mut trunk = trunk(&tools);
    trunk.args(["serve", "--release=false", "--no-autoreload=true", "--no-error-reporting=true"]);
    trunk.args([
        "--no-spa=true",
        "--disable-address-lookup=true",
        "--address",
        "127.0.0.1",
        "--port",
        &port.to_string(),
    ]);
    let status = trunk.status().context("cannot start trunk")?;
    if !status.success() {
        bail!("trunk serve ended ({status}); its output is above");
    }
    Ok(())
}

fn trunk(tools: &tools::Tools) -> Command {
    let mut trunk = proc::command(&tools.trunk);
    // NO_COLOR=1 is not a value that trunk's own option of that name takes.
    trunk
        .env_remove("NO_COLOR")
        .env_remove("RUST_BACKTRACE")
        .env("PATH", &tools.path)
        .arg("--skip-version-check");
    trunk
}

/// Writes the build's name and its file list into the service worker.
fn stamp(dist: &Path) -> Result<()> {
    let path = dist.join("sw.js");
    let worker = fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}; index.html should copy it", path.display()))?;
    if !worker.contains(STAMP_BUILD) || !worker.contains(STAMP_FILES) {
        bail!("{} lacks {STAMP_BUILD} or {STAMP_FILES}: see assets/sw.js", path.display());
    }
    let files = files(dist)?;
    let build = &digest(&files)[..16];
    let list: Vec<String> = files
        .keys()
        .filter(|name| *name != "sw.js" && !name.ends_with(".txt"))
        // The page is fetched by its folder's address.
        .map(|name| format!("{:?}", if name == "index.html" { "./" } else { name }))
        .collect();
    let worker = worker
        .replace(STAMP_BUILD, &format!("{build:?}"))
        .replace(STAMP_FILES, &format!("[{}]", list.join(", ")));
    fs::write(&path, worker).with_context(|| format!("cannot write {}", path.display()))
}

/// Prints what the first load weighs, and what is fetched later; an error above the budget.
pub fn check_size() -> Result<()> {
    let dist = root().join("dist");
    let files = files(&dist)?;
    let page = files.get("index.html").context("dist/ has no index.html")?;
    let page = String::from_utf8_lossy(page);
    // What index.html names, what the loader imports, and the service worker. Fonts come later,
    // and styles that the page begins without.
    let named = |name: &str| {
        let mut lines = page.lines();
        lines.any(|l| l.contains(&format!("./{name}\"")) && !l.contains("media=\"none\""))
    };
    let is_first = |name: &str| {
        ["index.html", "sw.js"].contains(&name) || name.contains("/snippets/") || named(name)
    };
    let shown = files.keys().map(String::as_str).filter(|n| !n.starts_with("fonts/"));
    let (first, later): (Vec<&str>, Vec<&str>) = shown.partition(|name| is_first(name));
    let total = weigh("the first load, fonts apart", &dist, &first)?;
    weigh("fetched later, when needed", &dist, &later)?;
    if total > BUDGET {
        bail!(
            "the first load is {} KB after brotli, the budget is {} KB: \
             make it smaller, or raise BUDGET in crates/xtask/src/dist.rs and say why",
            total.div_ceil(1000),
            BUDGET / 1000
        );
    }
    Ok(())
}

/// Prints the sizes of files under a heading; bytes after brotli in all.
fn weigh(heading: &str, dist: &Path, names: &[&str]) -> Result<u64> {
    // Node has brotli built in; a crate for it would slow down every first `cargo xtask`.
    const SCRIPT: &str = "const fs = require('fs'), zlib = require('zlib');
        for (const f of process.argv.slice(1)) {
            const raw = fs.readFileSync(f);
            console.log(raw.length, zlib.brotliCompressSync(raw).length);
        }";
    let mut node = proc::command(tools::node()?);
    node.current_dir(dist).args(["-e", SCRIPT, "--"]).args(names);
    let sizes = proc::output(&mut node).context("node could not compress the files in dist/")?;

    say!("==> {heading}:\n    {:>10} {:>10}", "raw", "brotli");
    let mut total = (0, 0);
    for (name, line) in names.iter().zip(sizes.lines()) {
        let (raw, brotli) = line
            .split_once(' ')
            .and_then(|(raw, brotli)| Some((raw.parse::<u64>().ok()?, brotli.parse::<u64>().ok()?)))
            .with_context(|| format!("node printed `{line}` instead of two sizes"))?;
        say!("    {raw:>10} {brotli:>10}  {name}");
        total = (total.0 + raw, total.1 + brotli);
    }
    say!("    {:>10} {:>10}  in all ({} KB)", total.0, total.1, total.1.div_ceil(1000));
    Ok(total.1)
}

/// Every file below `dir` by its path with `/`, without hidden ones.
pub fn files(dir: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    collect(dir, "", &|_| true, &mut found)?;
    Ok(found)
}

fn collect(
    dir: &Path,
    prefix: &str,
    wanted: &dyn Fn(&str) -> bool,
    into: &mut BTreeMap<String, Vec<u8>>,
) -> Result<()> {
    let entries = fs::read_dir(dir).with_context(|| format!("cannot list {}", dir.display()))?;
    for entry in entries {
        let path: PathBuf = entry.with_context(|| format!("cannot list {}", dir.display()))?.path();
        let Some(name) = path.file_name().map(|n| n.to_string_lossy().into_owned()) else {
            continue;
        };
        let full = format!("{prefix}{name}");
        if name.starts_with('.') || name == "node_modules" || !wanted(&full) {
            continue;
        }
        if path.is_dir() {
            // A cargo target folder under any name.
            if !path.join("CACHEDIR.TAG").exists() {
                collect(&path, &format!("{full}/"), wanted, into)?;
            }
        } else {
            let bytes =
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            into.insert(full, bytes);
        }
    }
    Ok(())
}

/// Whether the page is made of a file or folder. This crate counts: it splits and stamps.
fn is_input(name: &str) -> bool {
    !NOT_INPUT.contains(&name) && !name.ends_with(".md")
}

/// One digest over everything the page is made of, the compiler included.
fn inputs() -> Result<String> {
    let mut all = BTreeMap::new();
    collect(&root(), "", &is_input, &mut all)?;
    let compiler = proc::output(proc::command("rustc").arg("-vV"));
    all.insert(" rustc".into(), compiler.unwrap_or_default().into_bytes());
    let config = fs::read(root().join(".cargo").join("config.toml"));
    all.insert(" config".into(), config.unwrap_or_default());
    Ok(digest(&all))
}

/// The digest of some bytes, in hexadecimal digits.
pub fn digest_of(bytes: &[u8]) -> String {
    digest(&BTreeMap::from([(String::new(), bytes.to_vec())]))
}

fn digest(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in files {
        // Lengths keep one list of files from looking like another.
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_tells_names_and_contents_apart() {
        let one = |name: &str, text: &str| digest(&BTreeMap::from([(name.into(), text.into())]));
        assert_eq!(one("a", "b"), one("a", "b"));
        assert_ne!(one("a", "b"), one("b", "a"));
        assert_ne!(one("ab", ""), one("a", "b"));
        assert_eq!(one("a", "b").len(), 64);
    }

    #[test]
    fn whatever_shapes_the_page_is_an_input() {
        for name in ["src", "style", "crates", "crates/xtask", "crates/xtask/src/split.rs"] {
            assert!(is_input(name), "{name}");
        }
        assert!(!is_input("e2e") && !is_input("README.md"));
    }

    #[test]
    fn the_worker_source_has_the_marks_that_a_build_replaces() -> Result<()> {
        let worker = fs::read_to_string(root().join("assets").join("sw.js"))?;
        assert_eq!(worker.matches(STAMP_BUILD).count(), 1);
        assert_eq!(worker.matches(STAMP_FILES).count(), 1);
        Ok(())
    }
}
