//! `cargo xtask`: builds, serves and tests Glossator.
//!
//! One file per concern: [`steps`] is the table of test steps, [`tools`] finds or installs what
//! a build needs, [`dist`] makes the static site, [`split`] its wasm in parts,
//! [`lean`] its files without comments, [`serve`] hands it out on 127.0.0.1,
//! [`browser`] finds a Chromium, [`proc`] runs child processes without going silent,
//! [`counts`] reads test totals.

mod browser;
mod counts;
mod dist;
mod lean;
mod proc;
mod serve;
mod split;
mod steps;
mod tools;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, Result, bail};
use lexopt::Arg::{Long, Short, Value};

use crate::{proc::say, steps::Group};

const USAGE: &str = "\
cargo xtask <command>

  serve [--port N]   build the page and serve it on http://127.0.0.1:8080 (or the next free port)
  serve --watch      rebuild on every change (debug build, trunk serve)
  dist               build the static site into dist/ and check its size
  test               everything: lints, native tests, the page in a real browser
  test --only G      one group of it: lint, native or e2e
  test -- ARGS       pass ARGS to Playwright, for example: test --only e2e -- -g \"smoke\"
  check              the lints only (the same as test --only lint)
  bench              build, serve and run the benchmark in e2e/bench

Tools that are missing are installed into $GLOSSATOR_CACHE, or else ~/.cache/glossator/tools.
$GLOSSATOR_CHROME (or $CHROME) names the browser to test in.";

/// What the command line asks for.
enum Command {
    Help,
    Serve { port: u16, watch: bool },
    Dist { beside: bool },
    Test { only: Option<Group>, rest: Vec<String> },
    Bench { rest: Vec<String> },
}

fn main() -> ExitCode {
    match parse(lexopt::Parser::from_env()).and_then(run) {
        Ok(code) => code,
        Err(error) => {
            say!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Help => say!("{USAGE}"),
        Command::Serve { port, watch: true } => dist::watch(port)?,
        Command::Serve { port, watch: false } => {
            dist::build()?;
            serve::foreground(&root().join("dist"), port)?;
        }
        Command::Dist { beside } => {
            if beside {
                proc::end_with_parent();
            }
            dist::build()?;
            dist::check_size()?;
        }
        Command::Test { only, rest } => return Ok(steps::test(only, rest)),
        Command::Bench { rest } => steps::bench(&rest)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn parse(mut args: lexopt::Parser) -> Result<Command> {
    let mut name = None;
    let mut port = None;
    let mut watch = false;
    let mut beside = false;
    let mut only = None;
    let mut rest = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Long("help") | Short('h') => return Ok(Command::Help),
            Long("port") => {
                let text = args.value()?.to_string_lossy().into_owned();
                let number = text.parse().ok();
                port = Some(number.with_context(|| format!("--port {text}: not a port number"))?);
            }
            Long("watch") => watch = true,
            // How `test` starts it: see `proc::end_with_parent`.
            Long("beside") => beside = true,
            Long("only") => only = Some(Group::named(&args.value()?.to_string_lossy())?),
            Value(value) if name.is_none() => {
                name = Some(value.to_string_lossy().into_owned());
            }
            // Whatever follows a bare `--` belongs to Playwright or to the benchmark.
            Value(value) => rest.push(value.to_string_lossy().into_owned()),
            other => return Err(other.unexpected()).context("see `cargo xtask --help`"),
        }
    }

    let command = match name.as_deref() {
        None | Some("help") => Command::Help,
        Some("serve") => Command::Serve { port: port.take().unwrap_or(8080), watch },
        Some("dist") => Command::Dist { beside },
        Some("check") => Command::Test { only: Some(Group::Lint), rest: Vec::new() },
        Some("test") => Command::Test { only: only.take(), rest: std::mem::take(&mut rest) },
        Some("bench") => Command::Bench { rest: std::mem::take(&mut rest) },
        Some(other) => bail!("no command `{other}`\n\n{USAGE}"),
    };
    // Nothing asked for is dropped in silence.
    if let Some(stray) = rest.first() {
        bail!("`{stray}` means nothing here; see `cargo xtask --help`");
    }
    if port.is_some() || (watch && !matches!(command, Command::Serve { .. })) {
        bail!("--port and --watch belong to `cargo xtask serve`");
    }
    if beside && !matches!(command, Command::Dist { .. }) {
        bail!("--beside belongs to `cargo xtask dist`");
    }
    if only.is_some() {
        bail!("--only belongs to `cargo xtask test`");
    }
    Ok(command)
}

/// The repository's root, two folders above this crate.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}
