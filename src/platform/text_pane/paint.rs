//! Stretches of the text that are painted without being drawn: what is selected, also while a field
//! has the focus, into which browsers take their own selection along; and what was found.

use wasm_bindgen::prelude::*;
use web_sys::Range;

#[wasm_bindgen]
extern "C" {
    type Highlight;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<Highlight, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn size(this: &Highlight) -> u32;

    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &Range);

    #[wasm_bindgen(method)]
    fn clear(this: &Highlight);

    #[wasm_bindgen(js_namespace = ["CSS", "highlights"], js_name = set, catch)]
    fn register(name: &str, highlight: &Highlight) -> Result<JsValue, JsValue>;
}

/// Stretches that the stylesheet paints in one way. In browsers that have no highlights there are
/// none: they paint their own selection (see `::selection` in reader.css).
pub struct Paint(Option<Highlight>);

impl Paint {
    /// Nothing yet; the stylesheet knows it as `::highlight(name)`.
    pub fn named(name: &str) -> Self {
        let highlight = Highlight::new().ok();
        Self(highlight.filter(|h| register(name, h).is_ok()))
    }

    /// Paints these stretches in place of those before.
    pub fn set(&self, ranges: impl Iterator<Item = Range>) {
        if let Some(highlight) = &self.0 {
            // Emptied anew, the browser would look for what to paint, with each mark.
            if highlight.size() > 0 {
                highlight.clear();
            }
            ranges.for_each(|range| highlight.add(&range));
        }
    }
}
