//! The tools a build needs, found or installed.
//!
//! What is on PATH is used if its version fits. What is missing goes into a folder outside
//! `target/`, so that `cargo clean` costs no second install.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context as _, Result, bail};

use crate::{
    proc::{self, say},
    root,
};

const WASM_TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
/// Also in Trunk.toml: trunk runs only the wasm-opt it asks for.
const WASM_OPT: &str = "132";
/// The oldest Node that Playwright runs on.
const NODE: u32 = 20;

/// Divides the page's wasm. It prints no version, so its folder has the version in its name.
const SPLIT: &str = "0.2.4";

/// Where the tools are and the PATH that leads trunk to them.
pub struct Tools {
    /// The trunk to run.
    pub trunk: PathBuf,
    /// PATH for trunk's own look-up of wasm-bindgen and wasm-opt.
    pub path: OsString,
    /// The wasm-bindgen to run.
    pub bindgen: PathBuf,
    /// The wasm-opt to run.
    pub wasm_opt: PathBuf,
    /// The wasm-split-cli to run.
    pub split: PathBuf,
}

/// A tool from crates.io.
struct CrateTool<'a> {
    package: &'a str,
    program: &'a str,
    version: &'a str,
    why: &'a str,
    fits: &'a dyn Fn(&str) -> bool,
}

/// Finds every tool; installs those that are missing.
pub fn ensure() -> Result<Tools> {
    let cache = cache()?;
    ensure_wasm_target()?;

    let trunk = ensure_crate(
        &cache,
        &CrateTool {
            package: "trunk",
            program: "trunk",
            version: TRUNK,
            why: "bundles the page",
            fits: &|found| trunk_fits(found),
        },
    )?;
    let locked = wasm_bindgen_version()?;
    let bindgen = ensure_crate(
        &cache,
        &CrateTool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: &locked,
            why: "writes the JavaScript around the wasm; must be the version in Cargo.lock",
            fits: &|found| found == locked,
        },
    )?;
    let wasm_opt = ensure_wasm_opt(&cache)?;

    let dirs: Vec<PathBuf> =
        [&wasm_opt, &bindgen].into_iter().filter_map(|p| Some(p.parent()?.to_path_buf())).collect();
    let split = ensure_split(&cache)?;
    Ok(Tools { trunk, path: proc::path_with(&dirs)?, bindgen, wasm_opt, split })
}

/// Node, which runs wasm-opt and the browser tests.
pub fn node() -> Result<PathBuf> {
    let advice = format!("install Node {NODE} or newer (https://nodejs.org) and run this again");
    let Some(node) = proc::which("node") else { bail!("node is not on PATH: {advice}") };
    let version = version_of(&node).unwrap_or_default();
    let major = version.split('.').next().and_then(|n| n.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) {
        bail!("{} is version `{version}`: {advice}", node.display());
    }
    Ok(node)
}

/// npm, which comes with Node.
pub fn npm() -> Result<PathBuf> {
    node()?;
    proc::which("npm").context("npm is not on PATH although node is: install npm, then run again")
}

/// The folder for installed tools.
fn cache() -> Result<PathBuf> {
    let var = |name| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    if let Some(dir) = var("GLOSSATOR_CACHE") {
        return Ok(dir);
    }
    let base = var("XDG_CACHE_HOME").or_else(|| Some(std::env::home_dir()?.join(".cache")));
    let base = base.context("no home folder: set GLOSSATOR_CACHE to a folder for build tools")?;
    Ok(base.join("glossator").join("tools"))
}

/// Installs the Rust target that the page is compiled for, if it is missing.
pub fn ensure_wasm_target() -> Result<()> {
    let mut rustc = proc::command("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    if proc::output(&mut rustc).is_some_and(|dir| Path::new(&dir).is_dir()) {
        return Ok(());
    }
    say!("==> Rust target {WASM_TARGET}: the page is compiled for it; missing (under a minute)");
    let started = Instant::now();
    rustup(&["target", "add", WASM_TARGET], &format!("the Rust target {WASM_TARGET}"))?;
    say!("    installed in {}", proc::elapsed(started));
    Ok(())
}

/// Installs a part of the Rust toolchain that a minimal one is without: `clippy` or `rustfmt`.
pub fn ensure_component(program: &str, component: &str) -> Result<()> {
    if proc::output(proc::command(program).arg("--version")).is_some() {
        return Ok(());
    }
    say!("==> Rust component {component}: the lints need it; missing (under a minute)");
    rustup(&["component", "add", component], &format!("the Rust component {component}"))
}

/// Asks rustup for something that is missing.
fn rustup(arguments: &[&str], what: &str) -> Result<()> {
    let Some(rustup) = proc::which("rustup") else {
        bail!(
            "{what} is missing and so is rustup: install it with your system's package manager, \
             or use rustup (https://rustup.rs)"
        );
    };
    proc::run("rustup", proc::command(rustup).args(arguments))
}

fn ensure_crate(cache: &Path, tool: &CrateTool) -> Result<PathBuf> {
    let installed = || proc::executable(cache.join("bin").join(tool.program));
    let fits = |path: &PathBuf| version_of(path).is_some_and(|found| (tool.fits)(&found));
    if let Some(path) =
        proc::which_all(tool.program).into_iter().chain(installed()).find(|path| fits(path))
    {
        return Ok(path);
    }

    let CrateTool { package, version, why, .. } = tool;
    let started = Instant::now();
    say!("==> {package} {version}: {why}; missing, goes into {}", cache.display());
    if !binstall(cache, tool) {
        say!("    compiling it once: 3 to 10 minutes, by the machine");
        // The released lock file first. A registry mirror can lag behind it.
        if let Err(error) = cargo_install(cache, tool, true) {
            say!("    {error:#}; trying without its lock file");
            cargo_install(cache, tool, false)?;
        }
    }
    match installed().filter(fits) {
        Some(path) => {
            say!("    installed in {}", proc::elapsed(started));
            Ok(path)
        }
        None => bail!(
            "{package} {version} was installed but {} does not run as that version",
            cache.join("bin").join(tool.program).display()
        ),
    }
}

/// A prebuilt program by cargo-binstall, if the user has that.
fn binstall(cache: &Path, tool: &CrateTool) -> bool {
    if proc::which("cargo-binstall").is_none() {
        return false;
    }
    say!("    with cargo-binstall, a download (under a minute)");
    let mut cargo = proc::cargo();
    cargo.args(["binstall", "--no-confirm", "--force", "--root"]).arg(cache);
    cargo.arg(format!("{}@{}", tool.package, tool.version));
    match proc::run("cargo binstall", &mut cargo) {
        Ok(()) => true,
        Err(error) => {
            say!("    {error:#}; falling back to cargo install");
            false
        }
    }
}

fn cargo_install(cache: &Path, tool: &CrateTool, locked: bool) -> Result<()> {
    let mut cargo = proc::cargo();
    cargo
        .args(["install", tool.package, "--version", tool.version, "--force", "--root"])
        .arg(cache);
    if tool.program == "wasm-split-cli" {
        cargo.args(["--features", "build-binary"]);
    }
    if locked {
        cargo.arg("--locked");
    }
    // A tool that runs for seconds need not be optimised for minutes.
    cargo.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    proc::run(tool.package, &mut cargo)
}

fn ensure_split(cache: &Path) -> Result<PathBuf> {
    let home = cache.join(format!("wasm-split-{SPLIT}"));
    let installed = || proc::executable(home.join("bin").join("wasm-split-cli"));
    if let Some(path) = installed() {
        return Ok(path);
    }
    let started = Instant::now();
    say!("==> wasm_split_cli_support {SPLIT}: divides the page's wasm; missing (1 to 3 minutes)");
    cargo_install(
        &home,
        &CrateTool {
            package: "wasm_split_cli_support",
            program: "wasm-split-cli",
            version: SPLIT,
            why: "divides the page's wasm",
            fits: &|_| true,
        },
        true,
    )?;
    let path = installed().with_context(|| format!("no wasm-split-cli in {}", home.display()))?;
    say!("    installed in {}", proc::elapsed(started));
    Ok(path)
}

fn ensure_wasm_opt(cache: &Path) -> Result<PathBuf> {
    let home = cache.join(format!("binaryen-{WASM_OPT}"));
    let installed = || proc::executable(home.join("node_modules").join(".bin").join("wasm-opt"));
    // It says `wasm-opt version 132 (version_132)`.
    let fits = |path: &PathBuf| version_of(path).is_some_and(|found| found == WASM_OPT);
    if let Some(path) =
        proc::which_all("wasm-opt").into_iter().chain(installed()).find(|path| fits(path))
    {
        return Ok(path);
    }

    let started = Instant::now();
    say!("==> wasm-opt {WASM_OPT}: makes the wasm smaller; missing, a 100 MB npm package");
    std::fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
    let mut npm = proc::command(npm()?);
    npm.args(["install", "--no-audit", "--no-fund", "--no-save", "--prefix"]).arg(&home);
    proc::run("npm install binaryen", npm.arg(format!("binaryen@{WASM_OPT}")))?;
    let path = installed().filter(fits);
    let path = path.with_context(|| format!("no wasm-opt {WASM_OPT} in {}", home.display()))?;
    say!("    installed in {}", proc::elapsed(started));
    Ok(path)
}

/// The number in what `program --version` prints.
fn version_of(program: &Path) -> Option<String> {
    version_in(&proc::output(proc::command(program).arg("--version"))?)
}

fn version_in(text: &str) -> Option<String> {
    let is_version = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    text.split_whitespace().map(|w| w.trim_start_matches('v')).find(is_version).map(str::to_owned)
}

/// The same minor version, not older than the one we are built with.
fn trunk_fits(found: &str) -> bool {
    let parts = |v: &str| -> Option<(String, u32)> {
        let (minor, patch) = v.rsplit_once('.')?;
        Some((minor.to_owned(), patch.parse().ok()?))
    };
    match (parts(found), parts(TRUNK)) {
        (Some(found), Some(wanted)) => found.0 == wanted.0 && found.1 >= wanted.1,
        _ => false,
    }
}

fn wasm_bindgen_version() -> Result<String> {
    let path = root().join("Cargo.lock");
    let lock = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    locked_version(&lock, "wasm-bindgen")
        .with_context(|| format!("{} names no wasm-bindgen", path.display()))
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_versions_as_tools_print_them() {
        for (printed, version) in [
            ("trunk 0.21.14", "0.21.14"),
            ("wasm-bindgen 0.2.130", "0.2.130"),
            ("wasm-opt version 132 (version_132)", "132"),
            ("v20.20.2", "20.20.2"),
        ] {
            assert_eq!(version_in(printed).as_deref(), Some(version));
        }
        assert_eq!(version_in("trunk"), None);
    }

    #[test]
    fn a_later_patch_of_trunk_fits() {
        assert!(trunk_fits("0.21.14") && trunk_fits("0.21.20"));
        assert!(!trunk_fits("0.21.9") && !trunk_fits("0.22.0") && !trunk_fits("0.21.0-beta.3"));
    }

    #[test]
    fn finds_the_locked_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "trunk"), None);
    }
}
