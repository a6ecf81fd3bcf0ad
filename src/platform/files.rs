//! Files that people choose, drop or paste; folders are walked.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, DataTransfer, DragEvent, Element, File, FileList, FileSystemDirectoryEntry,
    FileSystemEntry, FileSystemFileEntry, HtmlInputElement,
};

/// A file, not read yet.
#[derive(Clone)]
pub struct Picked {
    /// Its name, with the folders it was found in.
    pub name: String,
    /// Its length in bytes.
    pub size: u64,
    /// Why the browser does not hand it out, if so.
    pub unreadable: Option<String>,
    blob: Blob,
}

impl Picked {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sizes are whole numbers"
    )]
    fn new(name: String, blob: Blob) -> Self {
        Self { name, size: blob.size() as u64, unreadable: None, blob }
    }

    /// A file made of a text.
    pub fn of_text(name: impl Into<String>, text: &str) -> Option<Self> {
        let parts = js_sys::Array::of1(&JsValue::from_str(text));
        let blob = Blob::new_with_str_sequence(&parts).ok()?;
        Some(Self::new(name.into(), blob))
    }

    /// A file that is there, but that the browser does not hand out.
    fn without_data(name: String, why: &JsValue) -> Option<Self> {
        let message = js_sys::Reflect::get(why, &"message".into()).ok();
        let why =
            message.and_then(|m| m.as_string()).unwrap_or_else(|| "no reason given".to_owned());
        let empty = Self::of_text(name, "")?;
        Some(Self { unreadable: Some(why), ..empty })
    }

    /// A file made of data that is in the browser's hands already.
    pub(super) fn of_blob(name: String, blob: Blob) -> Self {
        Self::new(name, blob)
    }

    /// For those who read it or save it.
    pub(super) fn blob(&self) -> &Blob {
        &self.blob
    }
}

fn picked(file: File) -> Picked {
    let path =
        js_sys::Reflect::get(&file, &"webkitRelativePath".into()).ok().and_then(|p| p.as_string());
    let name = path.filter(|p| !p.is_empty()).unwrap_or_else(|| file.name());
    Picked::new(name, file.into())
}

fn all(list: Option<FileList>) -> Vec<Picked> {
    let list =
        list.into_iter().flat_map(|list| (0..list.length()).filter_map(move |n| list.get(n)));
    list.map(picked).collect()
}

/// What was chosen in a file field, which is emptied, so that the same can be chosen again.
pub fn chosen(event: &ev::Event) -> Vec<Picked> {
    let Some(field) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = all(field.files());
    field.set_value("");
    files
}

/// Opens the browser's file chooser of a field.
pub fn choose(field: &HtmlInputElement) {
    field.click();
}

/// Opens the browser's chooser of a folder.
pub fn choose_folder(field: &HtmlInputElement) {
    // A browser that does not know the attribute lets files be chosen.
    let _ = field.set_attribute("webkitdirectory", "");
    field.click();
}

/// Calls a function with the files that are dropped anywhere in the window, and tells
/// while some are dragged over it.
pub fn on_drop(
    hover: impl Fn(bool) + Clone + 'static,
    act: impl Fn(Vec<Picked>) + Clone + 'static,
) {
    let over = {
        let hover = hover.clone();
        window_event_listener(ev::dragover, move |event| {
            if has_files(&event) {
                // Without this the browser would leave the page and open the file.
                event.prevent_default();
                hover(true);
            }
        })
    };
    let leave = {
        let hover = hover.clone();
        window_event_listener(ev::dragleave, move |event| {
            // Left the window, not just an element of it.
            if event.related_target().is_none() {
                hover(false);
            }
        })
    };
    let drop = window_event_listener(ev::drop, move |event| {
        hover(false);
        let Some(data) = event.data_transfer().filter(|_| has_files(&event)) else { return };
        event.prevent_default();
        // The entries are gone when this handler returns; the files in them are not.
        let (entries, mut files) = entries(&data);
        let act = act.clone();
        spawn_local(async move {
            for entry in entries {
                walk(entry, &mut files).await;
            }
            act(files);
        });
    });
    on_cleanup(move || {
        over.remove();
        leave.remove();
        drop.remove();
    });
}

fn has_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.iter().any(|t| t.as_string().as_deref() == Some("Files")))
}

/// Files and folders, and the files that have no entry: those that a script put there.
fn entries(data: &DataTransfer) -> (Vec<FileSystemEntry>, Vec<Picked>) {
    let items = data.items();
    let (mut entries, mut files) = (Vec::new(), Vec::new());
    for item in (0..items.length()).filter_map(|n| items.get(n)) {
        match item.webkit_get_as_entry() {
            Ok(Some(entry)) => entries.push(entry),
            // Text that travels with the files has neither.
            _ => files.extend(item.get_as_file().ok().flatten().map(picked)),
        }
    }
    (entries, files)
}

/// All files below an entry, folder by folder.
async fn walk(entry: FileSystemEntry, files: &mut Vec<Picked>) {
    let mut todo = vec![entry];
    while let Some(entry) = todo.pop() {
        let path = entry.full_path();
        let name = path.trim_start_matches('/').to_owned();
        if entry.is_file() {
            let file: FileSystemFileEntry = entry.clone().unchecked_into();
            let promise = js_sys::Promise::new(&mut |ok, err| {
                file.file_with_callback_and_callback(&ok, &err);
            });
            match JsFuture::from(promise).await {
                Ok(found) => files.push(Picked::new(name, found.unchecked_into())),
                Err(why) => files.extend(Picked::without_data(name, &why)),
            }
            continue;
        }
        let reader = entry.unchecked_into::<FileSystemDirectoryEntry>().create_reader();
        // A folder is handed out in portions, until one is empty.
        loop {
            let promise = js_sys::Promise::new(&mut |ok, err| {
                // Refused by an error event, which is the same to us.
                let _ = reader.read_entries_with_callback_and_callback(&ok, &err);
            });
            let portion = match JsFuture::from(promise).await {
                Ok(portion) => js_sys::Array::from(&portion),
                Err(why) => {
                    files.extend(Picked::without_data(format!("{name}/"), &why));
                    break;
                }
            };
            if portion.length() == 0 {
                break;
            }
            todo.extend(portion.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
        }
    }
}

/// What was pasted.
pub enum Pasted {
    /// Files.
    Files(Vec<Picked>),
    /// Text.
    Text(String),
}

/// Calls a function with what is pasted outside of fields.
pub fn on_paste(act: impl Fn(Pasted) + 'static) {
    let handle = window_event_listener(ev::paste, move |event: web_sys::ClipboardEvent| {
        let field = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let typed = field.is_some_and(|t| {
            t.closest("input, textarea, select, [contenteditable]").is_ok_and(|f| f.is_some())
        });
        let Some(data) = event.clipboard_data().filter(|_| !typed && !event.default_prevented())
        else {
            return;
        };
        let files = all(data.files());
        if !files.is_empty() {
            event.prevent_default();
            act(Pasted::Files(files));
            return;
        }
        let text = data.get_data("text/plain").unwrap_or_default();
        if !text.trim().is_empty() {
            event.prevent_default();
            act(Pasted::Text(text));
        }
    });
    on_cleanup(move || handle.remove());
}
