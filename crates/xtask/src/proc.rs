//! Child processes: their output passes through line by line, and a long silence is filled with
//! a line that says what is running and for how long.

use std::{
    ffi::OsStr,
    io::{BufRead as _, BufReader, IsTerminal as _, Read, Write as _},
    path::PathBuf,
    process::{Command, Stdio},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};

/// Prints a line to stderr; a closed pipe is not worth a panic.
macro_rules! say {
    ($($arg:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($arg)*);
    }};
}
pub(crate) use say;

/// How long a child may be silent before a heartbeat line, at first and after a minute.
const SILENCE: [Duration; 2] = [Duration::from_secs(10), Duration::from_secs(30)];

/// A command whose environment does not carry what `cargo run` put into ours: those variables
/// describe xtask, and some build scripts would rerun because of them.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (key, _) in std::env::vars_os() {
        let name = key.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|p| name.starts_with(p)) {
            command.env_remove(&key);
        }
    }
    command.current_dir(crate::root());
    command
}

/// The cargo that started us.
pub fn cargo() -> Command {
    let mut cargo = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    if std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        cargo.env("CARGO_TERM_COLOR", "always");
    }
    cargo
}

/// Runs `command`; an error if it cannot start or fails. `what` names it in messages.
pub fn run(what: &str, command: &mut Command) -> Result<()> {
    run_with(what, command, &mut |_| {})
}

/// Like [`run`], and shows `on_line` each line the child prints.
pub fn run_with(what: &str, command: &mut Command, on_line: &mut dyn FnMut(&str)) -> Result<()> {
    let shown = show(command);
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{what}: cannot start `{shown}`"))?;

    let (sender, lines) = channel();
    if let Some(out) = child.stdout.take() {
        forward(out, false, sender.clone());
    }
    if let Some(err) = child.stderr.take() {
        forward(err, true, sender.clone());
    }
    drop(sender);

    loop {
        let silence = SILENCE[usize::from(started.elapsed().as_secs() >= 60)];
        match lines.recv_timeout(silence) {
            Ok((is_stderr, line)) => {
                if is_stderr {
                    say!("{line}");
                } else {
                    let _ = writeln!(std::io::stdout(), "{line}");
                }
                on_line(&line);
            }
            Err(RecvTimeoutError::Timeout) => {
                say!("    ... {what}: still running, {} so far", elapsed(started));
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let status = child.wait().with_context(|| format!("{what}: lost track of `{shown}`"))?;
    if !status.success() {
        bail!("{what} failed ({status}); its output is above, the command was `{shown}`");
    }
    Ok(())
}

fn forward(pipe: impl Read + Send + 'static, is_stderr: bool, to: Sender<(bool, String)>) {
    thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut bytes = Vec::new();
        while matches!(reader.read_until(b'\n', &mut bytes), Ok(n) if n > 0) {
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            if to.send((is_stderr, line)).is_err() {
                break;
            }
            bytes.clear();
        }
    });
}

/// What `command` prints, or nothing if it cannot be run or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The first executable called `name` on PATH.
pub fn which(name: &str) -> Option<PathBuf> {
    which_all(name).into_iter().next()
}

/// Every executable called `name` on PATH, in order.
pub fn which_all(name: &str) -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).filter_map(|dir| executable(dir.join(name))).collect()
}

/// `path` if it is an executable, on Windows with the ending it has there.
pub fn executable(path: PathBuf) -> Option<PathBuf> {
    if cfg!(windows) {
        return ["exe", "cmd", "bat"]
            .into_iter()
            .map(|ending| PathBuf::from(format!("{}.{ending}", path.display())))
            .find(|path| path.is_file());
    }
    path.is_file().then_some(path)
}

/// A PATH with `first` in front of what we were given.
pub fn path_with(first: &[PathBuf]) -> Result<std::ffi::OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(first.iter().cloned().chain(std::env::split_paths(&old)))
        .context("PATH: a folder name holds the separator")
}

/// A time span for people.
pub fn elapsed(since: Instant) -> String {
    let seconds = since.elapsed().as_secs_f32();
    if seconds < 60.0 {
        return format!("{seconds:.1} s");
    }
    let seconds = seconds as u64;
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}

fn show(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().map(OsStr::to_string_lossy));
    words.join(" ")
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn passes_lines_on_and_reports_the_exit_code() -> Result<()> {
        let mut seen = Vec::new();
        let mut shell = command("sh");
        shell.args(["-c", "echo out; echo err >&2"]);
        run_with("a shell", &mut shell, &mut |line| seen.push(line.to_owned()))?;
        seen.sort();
        assert_eq!(seen, ["err", "out"]);

        let failed = run("a shell", command("sh").args(["-c", "exit 3"]));
        assert!(failed.is_err_and(|e| e.to_string().contains("exit status: 3")));
        Ok(())
    }

    #[test]
    fn a_missing_program_is_an_error_that_names_it() {
        let failed = run("a test", &mut command("/nowhere/at-all"));
        assert!(failed.is_err_and(|e| e.to_string().contains("/nowhere/at-all")));
    }
}
