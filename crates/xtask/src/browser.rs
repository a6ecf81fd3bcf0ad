//! The browser the page is tested in, and the npm packages that drive it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use anyhow::{Context as _, Result, bail};

use crate::{
    proc::{self, say},
    root, tools,
};

/// Names a Chromium goes by on PATH.
const NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

/// The same browser without windows: the tests take half of the time in it.
const WINDOWLESS: [&str; 2] = ["chromium-headless-shell", "chrome-headless-shell"];

/// Where it lives on systems that do not put it on PATH.
const PLACES: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/// Whose browser the tests drive.
pub enum Browser {
    /// This program.
    At(PathBuf),
    /// The one Playwright downloaded for itself.
    Playwright,
}

impl Browser {
    /// Tells the child which browser to use.
    pub fn tell(&self, child: &mut Command) {
        match self {
            Self::At(path) => child.env("GLOSSATOR_CHROME", path),
            Self::Playwright => child.env_remove("GLOSSATOR_CHROME"),
        };
    }
}

/// The folder of the browser tests.
pub fn e2e() -> PathBuf {
    root().join("e2e")
}

/// Playwright's command, to be run by Node.
pub fn playwright() -> Result<Command> {
    let mut node = proc::command(tools::node()?);
    node.current_dir(e2e()).arg(Path::new("node_modules").join("@playwright/test/cli.js"));
    Ok(node)
}

/// Installs the packages of `e2e/` if package-lock.json has changed since the last time.
pub fn packages() -> Result<()> {
    let lock = e2e().join("package-lock.json");
    let wanted = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    let record = e2e().join("node_modules").join(".glossator-lock.json");
    if fs::read(&record).is_ok_and(|installed| installed == wanted) {
        say!("    e2e/node_modules is up to date");
        return Ok(());
    }
    let mut npm = proc::command(tools::npm()?);
    npm.current_dir(e2e()).args(["ci", "--no-audit", "--no-fund"]);
    // Playwright's packages must not fetch a browser before we know that one is missing.
    proc::run("npm ci", npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    fs::write(&record, wanted).with_context(|| format!("cannot write {}", record.display()))
}

/// Finds a Chromium to test in, or installs one.
pub fn find_or_install() -> Result<Browser> {
    first_of(WINDOWLESS.into_iter().chain(NAMES))
}

/// Finds a Chromium to measure in, or installs one: what people have, windows and all.
pub fn find_or_install_whole() -> Result<Browser> {
    first_of(NAMES.into_iter().chain(WINDOWLESS))
}

fn first_of(names: impl Iterator<Item = &'static str> + Clone) -> Result<Browser> {
    for name in ["GLOSSATOR_CHROME", "CHROME"] {
        if let Some(path) = std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from) {
            if !runs(&path) {
                bail!("{name} is {}, and that does not run as a browser", path.display());
            }
            return Ok(found(path));
        }
    }
    if let Some(path) = on_this_machine(names.clone()) {
        return Ok(found(path));
    }

    // Ubuntu's package is only a pointer to a snap; Debian's is the browser.
    if is_debian() && is_root() {
        let started = Instant::now();
        say!("    no Chromium here: installing Debian's (about a minute, 200 MB)");
        if let Err(error) = apt() {
            say!("    {error:#}");
        } else if let Some(path) = on_this_machine(names) {
            say!("    installed in {}", proc::elapsed(started));
            return Ok(found(path));
        }
    }
    say!("    no Chromium here: Playwright downloads its own (about a minute, 200 MB)");
    let mut install = playwright()?;
    install.arg("install");
    if is_root() {
        // The libraries the browser needs, which only root can add.
        install.arg("--with-deps");
    }
    let installed = proc::run("playwright install", install.arg("chromium"));
    installed.context(
        "no browser to test in: install Chromium or Chrome (Debian: `apt-get install chromium-headless-shell`; \
         elsewhere https://www.google.com/chrome), or set CHROME to the program, and run again",
    )?;
    Ok(Browser::Playwright)
}

fn found(path: PathBuf) -> Browser {
    say!("    {}", path.display());
    Browser::At(path)
}

fn on_this_machine(names: impl Iterator<Item = &'static str>) -> Option<PathBuf> {
    let on_path = names.flat_map(proc::which_all);
    on_path.chain(PLACES.map(PathBuf::from)).find(|path| runs(path))
}

/// Whether it starts: a snap's placeholder is a file that does not.
fn runs(path: &Path) -> bool {
    // On Windows `--version` opens a window instead of answering.
    path.is_file()
        && (cfg!(windows) || proc::output(proc::command(path).arg("--version")).is_some())
}

fn apt() -> Result<()> {
    let mut update = proc::command("apt-get");
    proc::run("apt-get update", update.args(["update", "-q"]))?;
    let mut install = proc::command("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    install.args(["install", "-y", "-q", "--no-install-recommends", WINDOWLESS[0]]);
    proc::run("apt-get install chromium-headless-shell", &mut install)
}

fn is_debian() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line.trim_end() == "ID=debian")
}

fn is_root() -> bool {
    cfg!(unix) && proc::output(proc::command("id").arg("-u")).as_deref() == Some("0")
}
