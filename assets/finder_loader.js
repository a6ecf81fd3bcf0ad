// Starts the worker that searches texts. A promise that fails in a worker is told to nobody; an error that
// is thrown there reaches the page (src/platform/worker.rs).
importScripts("./finder.js");
wasm_bindgen({ module_or_path: "./finder_bg.wasm" }).catch((why) => {
  setTimeout(() => {
    throw why;
  });
});
