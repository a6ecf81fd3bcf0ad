//! Files that the page makes: put together piece by piece outside of its own memory,
//! and handed to the browser's downloads.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlAnchorElement, Url};

use super::files::Picked;
use super::timer;

/// A file in the making.
#[derive(Default)]
pub struct Draft {
    /// Pieces that are not in a blob yet.
    pieces: Array,
    waiting: usize,
    blob: Option<Blob>,
}

/// Above this many characters, pieces are handed over to the browser, which may put
/// them on the disk.
const PORTION: usize = 4_000_000;

impl Draft {
    /// Adds a piece.
    pub fn push(&mut self, piece: &str) -> Result<(), String> {
        self.pieces.push(&JsValue::from_str(piece));
        self.waiting += piece.len();
        if self.waiting >= PORTION { self.hand_over() } else { Ok(()) }
    }

    fn hand_over(&mut self) -> Result<(), String> {
        let parts = Array::new();
        if let Some(blob) = self.blob.take() {
            parts.push(&blob);
        }
        let parts = parts.concat(&self.pieces);
        let blob = Blob::new_with_blob_sequence(&parts);
        self.blob = Some(blob.map_err(|_| "the browser has no room for the file".to_owned())?);
        self.pieces = Array::new();
        self.waiting = 0;
        Ok(())
    }

    /// The file.
    pub fn finish(mut self, name: String) -> Result<Picked, String> {
        self.hand_over()?;
        let blob = self.blob.ok_or_else(|| "the file is empty".to_owned())?;
        Ok(Picked::of_blob(name, blob))
    }
}

/// Hands a file to the browser's downloads.
pub fn save(file: &Picked) -> Result<(), String> {
    let failed = |_: JsValue| "the browser refused the download".to_owned();
    let url = Url::create_object_url_with_blob(file.blob()).map_err(failed)?;
    let link = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.create_element("a").ok())
        .and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok())
        .ok_or_else(|| "there is no page".to_owned())?;
    link.set_href(&url);
    link.set_download(&file.name);
    link.click();
    wasm_bindgen_futures::spawn_local(async move {
        // The browser reads the file after the click; how long that takes nobody says.
        timer::sleep(120_000).await;
        let _ = Url::revoke_object_url(&url);
    });
    Ok(())
}
