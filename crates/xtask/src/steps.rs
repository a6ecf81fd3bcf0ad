//! The steps of `cargo xtask test`: one table, run from the top to the first failure.

use std::{
    ffi::OsString,
    fs,
    io::Write as _,
    process::{Command, ExitCode},
    time::Instant,
};

use anyhow::{Context as _, Result, bail};

use crate::{
    browser::{self, Browser},
    counts::{self, Counts},
    dist,
    proc::{self, Running, say},
    root, serve, tools,
};

/// What `--only` can name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Format and clippy.
    Lint,
    /// Tests that need no browser.
    Native,
    /// The page in a real browser.
    E2e,
}

impl Group {
    /// The group called `name`.
    pub fn named(name: &str) -> Result<Self> {
        Ok(match name {
            "lint" => Self::Lint,
            "native" => Self::Native,
            "e2e" => Self::E2e,
            _ => bail!("--only {name}: the groups are lint, native and e2e"),
        })
    }
}

/// One row of the table.
struct Step {
    group: Group,
    name: &'static str,
    run: fn(&mut State) -> Result<()>,
}

/// What one step leaves for the next.
#[derive(Default)]
struct State {
    counts: Counts,
    page: Option<Running>,
    browser: Option<Browser>,
    playwright_args: Vec<String>,
}

const STEPS: [Step; 10] = [
    Step { group: Group::Lint, name: "format", run: format },
    Step { group: Group::E2e, name: "begin to build dist/", run: begin_dist },
    Step { group: Group::Lint, name: "clippy, native crates", run: clippy_native },
    Step { group: Group::Lint, name: "clippy, the page", run: clippy_page },
    Step { group: Group::Native, name: "native tests", run: native_tests },
    Step { group: Group::Native, name: "doc tests", run: doc_tests },
    Step { group: Group::E2e, name: "build dist/", run: end_dist },
    Step { group: Group::E2e, name: "npm packages of e2e/", run: |_| browser::packages() },
    Step { group: Group::E2e, name: "a browser", run: find_browser },
    Step { group: Group::E2e, name: "browser tests", run: browser_tests },
];

/// Runs the steps of `only`, or all; prints the totals.
pub fn test(only: Option<Group>, playwright_args: Vec<String>) -> ExitCode {
    let mut state = State { playwright_args, ..State::default() };
    let chosen: Vec<&Step> =
        STEPS.iter().filter(|step| only.is_none_or(|group| group == step.group)).collect();
    let started = Instant::now();
    let mut times = Vec::new();
    let mut code = ExitCode::SUCCESS;
    for (index, step) in chosen.iter().enumerate() {
        say!("\n=== {}/{} {}", index + 1, chosen.len(), step.name);
        let began = Instant::now();
        let result = (step.run)(&mut state);
        times.push((step.name, proc::elapsed(began), result.is_ok()));
        if let Err(error) = result {
            say!("\nerror: {}: {error:#}", step.name);
            code = ExitCode::FAILURE;
            break;
        }
    }

    say!("");
    for (name, time, ok) in &times {
        say!("  {} {name:<26} {time:>12}", if *ok { "ok    " } else { "FAILED" });
    }
    for step in chosen.iter().skip(times.len()) {
        say!("  not run {}", step.name);
    }
    say!("  in all {:>35}\n", proc::elapsed(started));
    let Counts { passed, failed } = state.counts;
    let _ = writeln!(std::io::stdout(), "{passed} passed, {failed} failed");
    code
}

/// Builds, serves and runs the benchmark.
pub fn bench(args: &[String]) -> Result<()> {
    let script = browser::e2e().join("bench").join("run.mjs");
    if !script.is_file() {
        bail!("there is no benchmark at {}", script.display());
    }
    dist::build()?;
    browser::packages()?;
    let browser = browser::find_or_install_whole()?;
    let mut node = proc::command(tools::node()?);
    node.current_dir(browser::e2e()).arg(script).args(args);
    served(&mut node, &browser)?;
    proc::run("the benchmark", &mut node)
}

fn format(_: &mut State) -> Result<()> {
    tools::ensure_component("rustfmt", "rustfmt")?;
    proc::run("cargo fmt", proc::cargo().args(["fmt", "--all", "--check"]))
        .context("`cargo fmt --all` mends this")
}

/// The linker works on the page for minutes on one core; lints and native tests have the other.
fn begin_dist(state: &mut State) -> Result<()> {
    // Here, so that no two of us install anything at once.
    tools::ensure()?;
    state.page = Some(Running::beside("building dist/", &["dist", "--beside"])?);
    Ok(())
}

fn end_dist(state: &mut State) -> Result<()> {
    state.page.take().context("nothing builds dist/")?.finish(&mut |_| {})
}

fn clippy_native(_: &mut State) -> Result<()> {
    tools::ensure_component("cargo-clippy", "clippy")?;
    let mut cargo = proc::cargo();
    cargo.args(["clippy", "--workspace", "--exclude", "glossator", "--all-targets"]);
    proc::run("clippy", cargo.args(["--all-features", "--", "-D", "warnings"]))
}

fn clippy_page(_: &mut State) -> Result<()> {
    tools::ensure_wasm_target()?;
    let mut cargo = proc::cargo();
    cargo.args(["clippy", "--package", "glossator", "--package", "glossator-worker"]);
    cargo.args(["--target", "wasm32-unknown-unknown"]);
    proc::run("clippy for wasm", cargo.args(["--", "-D", "warnings"]))
}

fn native_tests(state: &mut State) -> Result<()> {
    let mut cargo = proc::cargo();
    if proc::which("cargo-nextest").is_some() {
        cargo.args(["nextest", "run"]);
    } else {
        cargo.args(["test", "--lib", "--bins", "--tests"]);
    }
    cargo.args(["--workspace", "--all-features", "--no-fail-fast"]);
    counted("native tests", &mut cargo, state)
}

fn doc_tests(state: &mut State) -> Result<()> {
    let mut cargo = proc::cargo();
    cargo.args(["test", "--doc", "--workspace", "--exclude", "glossator", "--all-features"]);
    counted("doc tests", &mut cargo, state)
}

/// Runs cargo and adds up the totals it prints, also when it fails.
fn counted(what: &str, cargo: &mut Command, state: &mut State) -> Result<()> {
    let mut seen = false;
    let result = proc::run_with(what, cargo, &mut |line| {
        if let Some(counts) = counts::from_line(line) {
            state.counts += counts;
            seen = true;
        }
    });
    result?;
    if !seen {
        bail!("{what}: cargo ended well but printed no totals that xtask can read");
    }
    Ok(())
}

fn find_browser(state: &mut State) -> Result<()> {
    state.browser = Some(browser::find_or_install()?);
    Ok(())
}

fn browser_tests(state: &mut State) -> Result<()> {
    let browser = state.browser.as_ref().context("no browser was looked for")?;
    let report = root().join("target").join("xtask").join("browser-tests.txt");
    if let Some(folder) = report.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    // A report of an earlier run must not count.
    let _ = fs::remove_file(&report);

    let mut playwright = browser::playwright()?;
    playwright.arg("test").args(&state.playwright_args).env("GLOSSATOR_COUNTS", &report);
    served(&mut playwright, browser)?;
    let result = proc::run("browser tests", &mut playwright);
    let counts = fs::read_to_string(&report).ok().and_then(|text| counts::from_report(&text));
    state.counts += counts.unwrap_or_default();
    result?;
    counts.map(|_| ()).with_context(|| format!("Playwright left no totals in {}", report.display()))
}

/// Starts a server for `dist/` and tells the child about it and about the browser.
fn served(child: &mut Command, browser: &Browser) -> Result<()> {
    let dist: OsString = root().join("dist").into();
    child.env("GLOSSATOR_URL", serve::background(dist.as_ref())?).env("GLOSSATOR_DIST", dist);
    browser.tell(child);
    Ok(())
}
