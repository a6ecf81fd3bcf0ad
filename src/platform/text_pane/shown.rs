//! The selected stretch as it is painted: also while a field has the focus, into which browsers
//! take their own selection along.

use wasm_bindgen::prelude::*;
use web_sys::Range;

/// The name that the stylesheet knows it by: `::highlight(chosen)`.
const NAME: &str = "chosen";

#[wasm_bindgen]
extern "C" {
    type Highlight;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<Highlight, JsValue>;

    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &Range);

    #[wasm_bindgen(method)]
    fn clear(this: &Highlight);

    #[wasm_bindgen(js_namespace = ["CSS", "highlights"], js_name = set, catch)]
    fn register(name: &str, highlight: &Highlight) -> Result<JsValue, JsValue>;
}

/// What is painted as selected. In browsers that have no highlights, nothing: they paint their
/// own selection (see `::selection` in reader.css).
pub struct Shown(Option<Highlight>);

impl Shown {
    /// Nothing yet.
    pub fn new() -> Self {
        let highlight = Highlight::new().ok();
        Self(highlight.filter(|h| register(NAME, h).is_ok()))
    }

    /// Paints a stretch in place of the one before.
    pub fn set(&self, range: Option<&Range>) {
        if let Some(highlight) = &self.0 {
            highlight.clear();
            if let Some(range) = range {
                highlight.add(range);
            }
        }
    }
}
