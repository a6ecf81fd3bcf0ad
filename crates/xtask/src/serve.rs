//! A static server for `dist/` on 127.0.0.1.
//!
//! The files are read once: a rebuild does not change a running server under a test, and a
//! request can name nothing but one of them.

use std::{
    collections::BTreeMap,
    io::{Cursor, ErrorKind},
    net::TcpListener,
    path::Path,
    sync::Arc,
    thread,
};

use anyhow::{Context as _, Result, bail};
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use crate::{dist, proc::say};

/// The page answers here as well: it must work from any sub-path, so tests look at one.
const SUB_PATH: &str = "/some/sub-path/";

/// How many ports to try from the wanted one on.
const TRIES: u16 = 100;

const WORKERS: usize = 4;

type Files = BTreeMap<String, Arc<[u8]>>;

/// Serves `dir` until interrupted.
pub fn foreground(dir: &Path, port: u16) -> Result<()> {
    let (port, threads) = start(dir, port)?;
    say!("\nGlossator is at http://127.0.0.1:{port}/   (Ctrl-C ends it)");
    for thread in threads {
        if thread.join().is_err() {
            bail!("the server stopped: one of its threads panicked");
        }
    }
    Ok(())
}

/// Serves `dir` from background threads on a free port; returns the page's address.
pub fn background(dir: &Path) -> Result<String> {
    let (port, _threads) = start(dir, 0)?;
    Ok(format!("http://127.0.0.1:{port}/"))
}

/// `port`, or the next one that is free.
pub fn free_port(port: u16) -> Result<u16> {
    Ok(listen(port)?.local_addr()?.port())
}

fn listen(port: u16) -> Result<TcpListener> {
    for candidate in port..=port.saturating_add(TRIES) {
        match TcpListener::bind(("127.0.0.1", candidate)) {
            Ok(listener) => {
                if candidate != port {
                    say!("    port {port} is taken, using the next free one");
                }
                return Ok(listener);
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(error).with_context(|| format!("cannot listen on port {candidate}"));
            }
        }
    }
    bail!("no free port from {port} on: name another with --port")
}

fn start(dir: &Path, port: u16) -> Result<(u16, Vec<thread::JoinHandle<()>>)> {
    let files = dist::files(dir)?;
    let files: Arc<Files> = Arc::new(files.into_iter().map(|(k, v)| (k, v.into())).collect());
    let listener = listen(port)?;
    let port = listener.local_addr()?.port();
    let server = Server::from_listener(listener, None)
        .map_err(|error| anyhow::anyhow!("cannot serve on port {port}: {error}"))?;
    let server = Arc::new(server);
    let threads = (0..WORKERS)
        .map(|_| {
            let (server, files) = (server.clone(), files.clone());
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    answer(request, &files);
                }
            })
        })
        .collect();
    Ok((port, threads))
}

fn answer(request: Request, files: &Files) {
    let found = match request.method() {
        Method::Get | Method::Head => match look_up(files, request.url()) {
            Some((name, bytes)) => (200, mime(name), bytes.clone()),
            None => (404, "text/plain; charset=utf-8", Arc::from(b"not found\n".as_slice())),
        },
        _ => (405, "text/plain; charset=utf-8", Arc::from(b"only GET and HEAD\n".as_slice())),
    };
    let (status, mime, bytes) = found;
    let headers = [
        ("Content-Type", mime),
        // What was built a second ago must show; offline is the service worker's business.
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    let headers =
        headers.iter().filter_map(|(name, value)| Header::from_bytes(*name, *value).ok()).collect();
    let size = bytes.len();
    let response = Response::new(StatusCode(status), headers, Cursor::new(bytes), Some(size), None)
        .with_chunked_threshold(usize::MAX);
    // The browser may have gone away in the meantime.
    let _ = request.respond(response);
}

/// The file that a request's target names. File names here need no percent-decoding.
fn look_up<'f>(files: &'f Files, target: &str) -> Option<(&'f str, &'f Arc<[u8]>)> {
    let path = target.split(['?', '#']).next()?;
    let name = path.strip_prefix(SUB_PATH).or_else(|| path.strip_prefix('/'))?;
    let name = if name.is_empty() { "index.html" } else { name };
    files.get_key_value(name).map(|(name, bytes)| (name.as_str(), bytes))
}

fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read as _, Write as _},
        net::TcpStream,
    };

    use super::*;

    fn ask(url: &str, request: &str) -> Result<String> {
        let address = url.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(address)?;
        write!(stream, "{request} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }

    #[test]
    fn serves_its_folder_and_nothing_else() -> Result<()> {
        let dir = std::env::temp_dir().join(format!("glossator-serve-{}", std::process::id()));
        std::fs::create_dir_all(dir.join("site"))?;
        std::fs::write(dir.join("site/index.html"), "<p>page")?;
        std::fs::write(dir.join("site/a.wasm"), "code")?;
        std::fs::write(dir.join("secret.txt"), "secret")?;
        let url = background(&dir.join("site"))?;
        std::fs::remove_dir_all(&dir)?;

        for path in ["/", "/index.html?x=1", "/some/sub-path/"] {
            let page = ask(&url, &format!("GET {path}"))?;
            assert!(page.starts_with("HTTP/1.1 200") && page.ends_with("<p>page"), "{page}");
            assert!(page.contains("Content-Type: text/html"), "{page}");
            assert!(page.contains("Cache-Control: no-store"), "{page}");
        }
        let wasm = ask(&url, "GET /a.wasm")?;
        assert!(wasm.contains("Content-Type: application/wasm"), "{wasm}");
        assert!(wasm.contains("Content-Length: 4"), "{wasm}");
        for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/..\\secret.txt", "//etc/passwd"] {
            let refused = ask(&url, &format!("GET {path}"))?;
            assert!(refused.starts_with("HTTP/1.1 404"), "{path}: {refused}");
        }
        assert!(ask(&url, "POST /")?.starts_with("HTTP/1.1 405"));
        Ok(())
    }

    #[test]
    fn a_taken_port_leads_to_another() -> Result<()> {
        let taken = listen(0)?;
        let port = taken.local_addr()?.port();
        assert_ne!(free_port(port)?, port);
        Ok(())
    }
}
