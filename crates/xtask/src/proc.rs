//! Child processes: their output passes through line by line, and a long silence is filled with
//! a line that says what is running and for how long.

use std::{
    ffi::OsStr,
    io::{BufRead as _, BufReader, IsTerminal as _, Read, Write as _},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
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
    Running::start(what, command.stdin(Stdio::null()))?.finish(on_line)
}

/// A child process. What it prints waits for [`Self::finish`].
pub struct Running {
    what: String,
    shown: String,
    started: Instant,
    child: Child,
    lines: Receiver<(bool, String)>,
}

impl Running {
    /// Starts another xtask to run beside what else is done, in which [`end_with_parent`] sees to
    /// it that it does not go on alone. An error if it cannot start.
    pub fn beside(what: &str, args: &[&str]) -> Result<Self> {
        let program = std::env::current_exe().context("where is xtask itself?")?;
        let mut xtask = command(program);
        xtask.args(args).stdin(Stdio::piped());
        // A group of its own, so that what it starts can be ended with it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut xtask, 0);
        Self::start(what, &mut xtask)
    }

    fn start(what: &str, command: &mut Command) -> Result<Self> {
        let shown = show(command);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("{what}: cannot start `{shown}`"))?;
        let (sender, lines) = channel();
        if let Some(out) = child.stdout.take() {
            forward(out, false, sender.clone());
        }
        if let Some(err) = child.stderr.take() {
            forward(err, true, sender);
        }
        Ok(Self { what: what.to_owned(), shown, started: Instant::now(), child, lines })
    }

    /// Passes on what it printed and prints, until it ends; an error if it fails.
    pub fn finish(mut self, on_line: &mut dyn FnMut(&str)) -> Result<()> {
        loop {
            let silence = SILENCE[usize::from(self.started.elapsed().as_secs() >= 60)];
            match self.lines.recv_timeout(silence) {
                Ok((is_stderr, line)) => {
                    if is_stderr {
                        say!("{line}");
                    } else {
                        let _ = writeln!(std::io::stdout(), "{line}");
                    }
                    on_line(&line);
                }
                Err(RecvTimeoutError::Timeout) => {
                    let time = elapsed(self.started);
                    say!("    ... {}: still running, {time} so far", self.what);
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        // `wait` would close it, and that ends one that runs beside.
        let _input = self.child.stdin.take();
        let (what, shown) = (&self.what, &self.shown);
        let status =
            self.child.wait().with_context(|| format!("{what}: lost track of `{shown}`"))?;
        if !status.success() {
            bail!("{what} failed ({status}); its output is above, the command was `{shown}`");
        }
        Ok(())
    }
}

/// Ends this process, and what it started, when the one that started it ends: nothing else holds
/// the other end of its input.
pub fn end_with_parent() {
    thread::spawn(|| {
        let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        if cfg!(unix) {
            let group = format!("-{}", std::process::id());
            let _ = Command::new("kill").args(["-TERM", "--", &group]).status();
        }
        std::process::exit(1);
    });
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
