//! Stylesheets and scripts as they are served: without comments and indents. Everything else
//! stays as it is written, so that what a browser's tools show can be found in the sources.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

use crate::dist;

/// Strips the stylesheets, and the scripts that the page begins with, in `dist`.
pub fn strip(dist: &Path) -> Result<()> {
    for (name, bytes) in dist::files(dist)? {
        // Of wasm-bindgen's scripts the page's own: no string in it goes over a line's end.
        let lean: fn(&str) -> String = match name.as_str() {
            name if name.ends_with(".css") => css,
            name if name == "sw.js" || name.starts_with("boot-") => js,
            name if name.ends_with("/glossator.js") => js,
            _ => continue,
        };
        let text = String::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8"))?;
        let path = dist.join(&name);
        fs::write(&path, lean(&text))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// A stylesheet without comments, indents and empty lines. Strings stay as they are.
fn css(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['/', '"', '\'']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = if from.starts_with("/*") {
            from.find("*/").map_or(from.len(), |end| end + 2)
        } else {
            let quote = from.chars().next().filter(|c| *c != '/');
            let end = quote.and_then(|c| Some(from[1..].find(c)? + 2)).unwrap_or(1);
            out.push_str(&from[..end]);
            end
        };
        rest = &from[end..];
    }
    out.push_str(rest);
    lines(&out, |_| true)
}

/// A script without indents, empty lines, and lines that hold a comment alone.
fn js(text: &str) -> String {
    lines(text, |line| !line.starts_with("//"))
}

fn lines(text: &str, keep: impl Fn(&str) -> bool) -> String {
    let kept = text.lines().map(str::trim).filter(|line| !line.is_empty() && keep(line));
    kept.map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::{css, js};

    #[test]
    fn comments_go_and_strings_stay() {
        let sheet = "/* a\n * \"b\" */\n.a { /* c */\n  content: \"/* d */\"; }\n\n.b { background: url('x/*y'); } /* open";
        assert_eq!(css(sheet), ".a {\ncontent: \"/* d */\"; }\n.b { background: url('x/*y'); }\n");
        assert_eq!(css(".a { aspect-ratio: 1/2 }"), ".a { aspect-ratio: 1/2 }\n");
        assert_eq!(
            js("// a\nlet b = \"// c\"; // d\n\n  e();\n"),
            "let b = \"// c\"; // d\ne();\n"
        );
    }
}
