//! Files that a person chooses or drops, and files that are written.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DragEvent, File, HtmlAnchorElement, HtmlInputElement, Url};

/// A file that was chosen, not yet read.
#[derive(Clone)]
pub struct Chosen {
    file: File,
}

impl Chosen {
    /// Its name.
    pub fn name(&self) -> String {
        self.file.name()
    }

    /// Its length in bytes.
    pub fn len(&self) -> f64 {
        self.file.size()
    }

    /// Its bytes.
    pub async fn read(&self) -> Result<Vec<u8>, String> {
        let buffer = JsFuture::from(self.file.array_buffer()).await.map_err(|_| {
            "The browser could not read the file; it may have been moved or changed".to_owned()
        })?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    }
}

fn list(files: Option<web_sys::FileList>) -> Vec<Chosen> {
    let Some(files) = files else { return Vec::new() };
    (0..files.length()).filter_map(|i| files.item(i)).map(|file| Chosen { file }).collect()
}

/// The files of a file field, which is emptied so that the same can be chosen again.
pub fn chosen(input: &HtmlInputElement) -> Vec<Chosen> {
    let files = list(input.files());
    input.set_value("");
    files
}

/// Makes a file field choose a folder with all its files.
pub fn choose_folders(input: &HtmlInputElement) {
    input.set_webkitdirectory(true);
}

/// The files that were dropped.
pub fn dropped(event: &DragEvent) -> Vec<Chosen> {
    list(event.data_transfer().and_then(|d| d.files()))
}

/// Whether something that is dragged is made of files.
pub fn has_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|d| d.types().includes(&"Files".into(), 0))
}

/// Saves text as a file in the person's downloads.
pub fn download(name: &str, content: &str) -> Result<(), String> {
    let failed = |_| "The browser did not save the file".to_owned();
    let parts = js_sys::Array::of1(&content.into());
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).map_err(failed)?;
    let url = Url::create_object_url_with_blob(&blob).map_err(failed)?;
    let document = web_sys::window().and_then(|w| w.document()).ok_or("There is no page")?;
    let link: HtmlAnchorElement = document
        .create_element("a")
        .map_err(failed)?
        .dyn_into()
        .map_err(|_| "There is no link".to_owned())?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has begun to read it by then.
    super::timer::after(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}
